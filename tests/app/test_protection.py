"""The door: who may knock, what is never served, and what a browser may do (SAFETY checks 21–24, 29)."""

from __future__ import annotations

import asyncio
import gzip
from typing import Any

import pytest
import streamlit as st
from starlette.types import Message, Receive, Scope, Send

from cxlib.app.compression import Compression
from cxlib.app.language import SpokenDocument
from cxlib.app.protection import Protection, content_security_policy, refuse_outside_address

PAGE = b'<!DOCTYPE html><html lang="en"><body>Kuulo</body></html>'
BUNDLE = b"export const x = 1;" * 500


async def dashboard(scope: Scope, receive: Receive, send: Send) -> None:
    is_bundle = scope["path"].startswith("/static/")
    kind, body = (b"application/javascript", BUNDLE) if is_bundle else (b"text/html", PAGE)
    headers = [
        (b"content-type", kind),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"public, max-age=99"),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def scope(path: str = "/", host: str = "localhost:8501", server: str = "127.0.0.1", **more: Any) -> Scope:
    headers = [(b"host", host.encode()), (b"accept-encoding", b"gzip")]
    known = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": headers}
    return {**known, "server": (server, 8501), **more}


def ask(app: Any, asked: Scope) -> tuple[int, dict[str, str], bytes]:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(app(asked, receive, send))
    start = sent[0]
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return start.get("status", 0), {name.decode(): value.decode() for name, value in start.get("headers", [])}, body


@pytest.fixture
def app() -> Protection:
    return Protection(dashboard)


@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "127.0.0.1:8501", "[::1]:8501", "LOCALHOST"])
def test_this_machine_is_let_in(app: Protection, host: str) -> None:
    assert ask(app, scope(host=host))[0] == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8501", "localhost.evil.example", "", "a@localhost"])
def test_a_foreign_name_is_refused(app: Protection, host: str) -> None:
    status, _, body = ask(app, scope(host=host))
    assert (status, PAGE in body) == (421, False)


def test_a_request_that_came_over_the_network_is_refused(app: Protection) -> None:
    assert ask(app, scope(server="192.168.1.20"))[0] == 421


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/interact", "/_stcore/agent"]
)
def test_what_is_not_for_readers_is_not_there(app: Protection, path: str) -> None:
    assert ask(app, scope(path))[0] == 404


def test_health_is_there(app: Protection) -> None:
    assert ask(app, scope("/_stcore/health"))[0] == 200


def test_downloads_are_kept_nowhere(app: Protection) -> None:
    assert ask(app, scope("/media/abc.csv"))[1]["cache-control"] == "no-store"


def test_every_answer_carries_the_policy(app: Protection) -> None:
    for asked in (scope(), scope("/media/x"), scope(host="evil.example"), scope("/_stcore/metrics")):
        headers = ask(app, asked)[1]
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "default-src 'none'" in headers["content-security-policy"]


def test_the_policy_runs_no_script_but_known_ones() -> None:
    scripts = next(part for part in content_security_policy().split("; ") if part.startswith("script-src"))
    assert "unsafe" not in scripts
    assert scripts.count("sha256-") == 4  # Streamlit's own, and one for each language


def test_a_foreign_web_socket_is_closed(app: Protection) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    asked = scope("/_stcore/stream", host="evil.example", type="websocket")
    asyncio.run(app(asked, receive, send))
    assert [message["type"] for message in sent] == ["websocket.close"]


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.1.5", "example.com", None])
def test_an_address_that_others_reach_is_refused(monkeypatch: pytest.MonkeyPatch, address: str | None) -> None:
    monkeypatch.setattr(st, "get_option", lambda name: address if name == "server.address" else None)
    with pytest.raises(SystemExit, match="no login"):
        refuse_outside_address()


def test_a_bundle_is_packed_once() -> None:
    app = Compression(dashboard)
    status, headers, body = ask(app, scope("/static/js/index.js"))
    assert (status, headers["content-encoding"], gzip.decompress(body)) == (200, "gzip", BUNDLE)
    assert int(headers["content-length"]) == len(body) < len(BUNDLE) / 5
    assert ask(app, scope("/static/js/index.js"))[2] == body
    plain = scope("/static/js/index.js", headers=[(b"host", b"localhost")])
    assert ask(app, plain)[2] == BUNDLE


@pytest.mark.parametrize(
    ("query", "language"), [(b"", b"fi"), (b"lang=en", b"en"), (b"lang=sv", b"sv"), (b"lang=x", b"fi")]
)
def test_the_document_speaks_the_language_of_its_address(query: bytes, language: bytes) -> None:
    _, headers, body = ask(SpokenDocument(dashboard), scope(query_string=query))
    assert b'<html lang="' + language + b'">' in body
    assert int(headers["content-length"]) == len(body)
