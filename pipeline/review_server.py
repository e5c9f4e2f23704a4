"""`solieu review`: the audit pages on this machine's loopback, decisions written to reviews.csv at once.

One user, no login: what keeps others out is that only 127.0.0.1 listens, that a request must name this host and come
from this origin (a page elsewhere, or a name that was made to point here, does neither), and that reading or writing
decisions needs the token that stands in the pages served. Nothing outside the audit folder is served.
"""

from __future__ import annotations

import hmac
import json
import re
import secrets
import threading
from dataclasses import asdict
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from pipeline.audit.page import TOKEN_PLACE
from pipeline.reviews import Decision, make_decision, put_decision, read_reviews, write_reviews

LOOPBACK = "127.0.0.1"
MAX_BODY = 64 * 1024
_SERVED = re.compile(r"/(?:index\.html|audit\.xlsx|findings\.csv|facts\.csv|documents/[0-9a-f]{16}\.html)")
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}


class ReviewServer(ThreadingHTTPServer):
    """Serves one audit folder and one file of decisions."""

    daemon_threads = True

    def __init__(self, audit: Path, reviews: Path, port: int = 0) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self.audit = audit.resolve()
        self.reviews = reviews
        self.token = secrets.token_urlsafe(32)
        self.decisions = read_reviews(reviews)
        self.written = 0
        self._lock = threading.Lock()

    @property
    def hosts(self) -> frozenset[str]:
        """What a request may call this server."""
        return frozenset(f"{name}:{self.server_port}" for name in (LOOPBACK, "localhost"))

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{LOOPBACK}:{self.server_port}/index.html"

    def put(self, decision: Decision) -> None:
        """Keep a decision, in memory and in the file."""
        with self._lock:
            self.decisions = put_decision(self.decisions, decision)
            write_reviews(self.reviews, self.decisions)
            self.written += 1


class _Handler(BaseHTTPRequestHandler):
    server: ReviewServer
    server_version = "solieu"
    sys_version = ""

    def do_GET(self) -> None:  # the library's name
        if not self._is_ours():
            return
        path = "/index.html" if self.path == "/" else self.path.partition("?")[0]
        if path == "/decisions":
            self._send_decisions()
        elif _SERVED.fullmatch(path):
            self._send_file(path)
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        if not self._is_ours() or not self._has_token():
            return
        if self.headers.get("Origin") not in {f"http://{host}" for host in self.server.hosts}:
            self._refuse(HTTPStatus.FORBIDDEN)
            return
        length = self.headers.get("Content-Length", "")
        if self.path != "/decisions" or not length.isdecimal() or int(length) > MAX_BODY:
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        decision = read_decision(self.rfile.read(int(length)))
        if decision is None:
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        self.server.put(decision)
        self._send(b"{}", "application/json")

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Say nothing: the terminal belongs to the person."""

    def _is_ours(self) -> bool:
        if self.headers.get("Host") in self.server.hosts:
            return True
        self._refuse(HTTPStatus.FORBIDDEN)
        return False

    def _has_token(self) -> bool:
        if hmac.compare_digest(self.headers.get("X-Solieu-Token", "").encode(), self.server.token.encode()):
            return True
        self._refuse(HTTPStatus.FORBIDDEN)
        return False

    def _send_decisions(self) -> None:
        if self._has_token():
            rows = [asdict(decision) for decision in self.server.decisions.values()]
            self._send(json.dumps(rows, ensure_ascii=False).encode(), "application/json")

    def _send_file(self, path: str) -> None:
        file = (self.server.audit / path[1:]).resolve()
        if not file.is_relative_to(self.server.audit) or not file.is_file():
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        data = file.read_bytes()
        if file.suffix == ".html":
            data = data.replace(TOKEN_PLACE.encode(), TOKEN_PLACE.replace('""', f'"{self.server.token}"').encode(), 1)
        self._send(data, _TYPES[file.suffix])

    def _refuse(self, status: HTTPStatus) -> None:
        self._send(f"{status.value} {status.phrase}\n".encode(), "text/plain; charset=utf-8", status)

    def _send(self, data: bytes, content_type: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        for name, value in {**_HEADERS, "Content-Type": content_type, "Content-Length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)


def read_decision(body: bytes) -> Decision | None:
    """The decision in a request; its review may be empty, which takes it back. None where it is no decision."""
    try:
        row = json.loads(body)
    except ValueError:
        return None
    if not isinstance(row, dict) or not all(isinstance(value, str | int) for value in row.values()):
        return None
    if row.get("review") == "":
        taken_back = make_decision({**row, "review": "confirmed"})
        return None if taken_back is None else Decision(taken_back.content_key, taken_back.rule, "")
    return make_decision(row)
