"""The door of the dashboard: who may knock, what is never served, and what a browser may do with what it gets."""

from __future__ import annotations

import base64
import ipaddress
import re
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cxlib.app.language import SPEAKING

#: Measurements of the server and a remote control for programs: neither is for the readers of a dashboard.
CLOSED = ("/_stcore/metrics", "/_stcore/agent")

#: Downloads are bearer addresses: nothing on the way may keep a copy.
NEVER_KEPT = "/media/"


class Protection:
    """ASGI middleware that refuses strangers and puts a strict policy on every response."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = [(name.encode(), value.encode()) for name, value in response_headers().items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif not is_expected(scope):
            await self.refuse(scope, receive, send, "This address does not serve the dashboard.", 421)
        elif is_closed(scope["path"]):
            await self.refuse(scope, receive, send, "Not found.", 404)
        else:
            await self.app(scope, receive, self.protected(scope, send))

    async def refuse(self, scope: Scope, receive: Receive, send: Send, sentence: str, status: int) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        await PlainTextResponse(sentence, status)(scope, receive, self.protected(scope, send))

    def protected(self, scope: Scope, send: Send) -> Send:
        kept_nowhere = scope["path"].startswith(NEVER_KEPT)

        async def send_protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", []), *self.headers]
                if kept_nowhere:
                    headers = [pair for pair in headers if pair[0].lower() != b"cache-control"]
                    headers.append((b"cache-control", b"no-store"))
                message = {**message, "headers": headers}
            await send(message)

        return send_protected


def refuse_outside_address() -> None:
    """End the start where the dashboard would be reachable from other machines: it has no login.

    Raises
    ------
    SystemExit
        With the reason, when `server.address` is anything but this machine.
    """
    address = st.get_option("server.address")
    if not is_loopback(address or ""):
        raise SystemExit(
            f"server.address is {address or 'not set, which means every network'}, where other machines reach it, and "
            "the dashboard has no login. Leave it at 127.0.0.1 and put a proxy that asks who comes in front of it."
        )


def is_loopback(address: str) -> bool:
    """Tell whether an address is this machine and nothing else.

    >>> [is_loopback(address) for address in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "192.168.1.5", "")]
    [True, True, True, False, False, False]
    """
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def is_expected(scope: Scope) -> bool:
    """Tell whether a request came to this machine and under a name that the dashboard answers to.

    Another name that resolves to this machine is how a foreign web page reads a local one (DNS rebinding).
    """
    host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
    arrived_at = (scope.get("server") or ("",))[0]
    return host_name(host) in allowed_hosts() and is_loopback(arrived_at)


def allowed_hosts() -> frozenset[str]:
    return frozenset(host.lower() for host in st.get_option("server.allowedHosts") or ())


def host_name(host: str) -> str:
    """Return the name in a Host header without its port, or an empty text where it is none.

    >>> [host_name(host) for host in ("localhost:8501", "[::1]:8501", "evil.example", "a@localhost", "localhost/x")]
    ['localhost', '::1', 'evil.example', '', '']
    """
    if set(host) & set("@/?#"):
        return ""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_closed(path: str) -> bool:
    return any(path == closed or path.startswith(f"{closed}/") for closed in CLOSED)


def response_headers() -> dict[str, str]:
    return {
        "content-security-policy": content_security_policy(),
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
    }


def content_security_policy() -> str:
    """Return a policy under which nothing comes from elsewhere and no script runs but Streamlit's and ours, by hash."""
    scripts = " ".join(f"'sha256-{script_hash(script)}'" for script in (*streamlit_scripts(), *SPEAKING.values()))
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "media-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )


def streamlit_scripts() -> list[str]:
    """Return the scripts written into Streamlit's own page, so that an upgrade brings its hashes along."""
    page = Path(st.__file__).parent / "static" / "index.html"
    return re.findall(r"<script>(.*?)</script>", page.read_text("utf-8"), re.DOTALL)


def script_hash(script: str) -> str:
    return base64.b64encode(sha256(script.encode()).digest()).decode()
