"""`solieu review` answers its own page and nobody else."""

from __future__ import annotations

import http.client
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.review_server import MAX_BODY, ReviewServer, read_decision
from pipeline.reviews import read_reviews
from tests.audit.writing import make_report, write_audit

DECISION = {"content_key": "k1", "rule": "share", "review": "confirmed", "note": "rõ"}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ReviewServer]:
    layout = write_audit(tmp_path, make_report().parcel())
    server = ReviewServer(layout.audit, layout.reviews)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def ask(server: ReviewServer, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.putrequest(method, path, skip_host=True)
    sent = {"Host": f"127.0.0.1:{server.server_port}", "Content-Length": str(len(body))}
    for name, value in {**sent, **{key.replace("_", "-"): value for key, value in headers.items()}}.items():
        connection.putheader(name, value)
    connection.endheaders(body)
    answer = connection.getresponse()
    found = answer.status, answer.read()
    connection.close()
    return found


def ours(server: ReviewServer) -> dict[str, str]:
    return {"X_Solieu_Token": server.token, "Origin": f"http://127.0.0.1:{server.server_port}"}


def test_the_page_carries_the_token(server: ReviewServer) -> None:
    status, data = ask(server, "GET", "/")
    token = re.search(r'name="solieu-token" content="([^"]*)"', data.decode())
    assert status == 200
    assert token
    assert token[1] == server.token


def test_a_decision_is_written(server: ReviewServer) -> None:
    assert ask(server, "POST", "/decisions", json.dumps(DECISION).encode(), **ours(server))[0] == 200
    (decision,) = read_reviews(server.reviews).values()
    assert (decision.content_key, decision.review, decision.note) == ("k1", "confirmed", "rõ")
    status, data = ask(server, "GET", "/decisions", b"", **ours(server))
    assert (status, [row["note"] for row in json.loads(data)]) == (200, ["rõ"])
    ask(server, "POST", "/decisions", json.dumps({**DECISION, "review": ""}).encode(), **ours(server))
    assert not read_reviews(server.reviews)


REFUSED = [
    ({"Origin": "http://evil.example"}, DECISION, 403),
    ({"Origin": "null"}, DECISION, 403),
    ({"X_Solieu_Token": "wrong"}, DECISION, 403),
    ({"X_Solieu_Token": ""}, DECISION, 403),
    ({"Host": "evil.example"}, DECISION, 403),
    ({"Host": "127.0.0.1"}, DECISION, 403),
    ({}, {**DECISION, "review": "maybe"}, 400),
    ({}, {"review": "confirmed"}, 400),
    ({}, {**DECISION, "note": ["x"]}, 400),
    ({}, {**DECISION, "note": "x" * MAX_BODY}, 400),
    ({"Content_Length": "-1"}, DECISION, 400),
]


@pytest.mark.parametrize(("changes", "body", "expected"), REFUSED)
def test_anything_else_is_refused(
    server: ReviewServer, changes: dict[str, str], body: dict[str, object], expected: int
) -> None:
    headers = {**ours(server), **changes}
    if "Content_Length" in changes:
        headers["Content-Length"] = headers.pop("Content_Length")
    try:
        status, _ = ask(server, "POST", "/decisions", json.dumps(body).encode(), **headers)
    except (ConnectionError, http.client.HTTPException):
        status = expected  # the server closed before it had read all of what it refuses
    assert status == expected
    assert not server.reviews.exists()


def test_decisions_are_read_with_the_token_only(server: ReviewServer) -> None:
    assert ask(server, "GET", "/decisions")[0] == 403
    assert ask(server, "GET", "/decisions", Host="evil.example", X_Solieu_Token=server.token)[0] == 403


OUTSIDE = [
    "/../warehouse.duckdb",
    "/documents/../../warehouse.duckdb",
    "/%2e%2e/warehouse.duckdb",
    "/documents/..%2f..%2fwarehouse.duckdb",
    "//etc/passwd",
    "/reviews.csv",
    "/documents/",
    "/documents/0000000000000000.html",
    "http://evil.example/",
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_outside_the_folder(server: ReviewServer, path: str) -> None:
    assert ask(server, "GET", path)[0] == 404


def test_no_link_leads_outside(server: ReviewServer, tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("secret")
    (server.audit / "documents" / "0123456789abcdef.html").symlink_to(tmp_path / "secret.html")
    assert ask(server, "GET", "/documents/0123456789abcdef.html")[0] == 404


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b'{"review":"confirmed","rule":null}', b"1"])
def test_what_is_no_decision(body: bytes) -> None:
    assert read_decision(body) is None
