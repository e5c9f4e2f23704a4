"""`solieu review`: serve the pages until Ctrl-C, then put the decisions into the warehouse."""

from __future__ import annotations

import webbrowser

from pipeline import messages
from pipeline.errors import UserError
from pipeline.paths import Layout
from pipeline.review_server import ReviewServer
from pipeline.reviews import refresh_warehouse


def serve_review(layout: Layout, port: int, *, opens_browser: bool) -> int:
    """Serve until interrupted; 0. Raises UserError where there is no audit or the port is taken."""
    if not layout.warehouse.is_file() or not (layout.audit / "index.html").is_file():
        raise UserError(messages.no_audit_there(layout.output))
    try:
        server = ReviewServer(layout.audit, layout.reviews, port)
    except OSError as error:
        raise UserError(messages.port_in_use(port)) from error
    print(messages.review_served(server.address, layout.reviews), flush=True)
    if opens_browser:
        webbrowser.open(server.address)
    try:
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
    refresh_warehouse(layout.warehouse, server.decisions)
    print(messages.review_ended(server.written))
    return 0
