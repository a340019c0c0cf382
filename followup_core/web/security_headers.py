"""Adds the security headers to every response."""

import re
from base64 import b64encode
from hashlib import sha256

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_CACHED_BY_BROWSERS = "/static/"  # Streamlit's scripts and fonts: named by content hash, nothing personal
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # The camera is for business cards, the clipboard for copying a draft; Streamlit's own menu can record the
    # screen with the voice. The browser asks the person before each of these except copying.
    "Permissions-Policy": "camera=(self), clipboard-write=(self), display-capture=(self), microphone=(self), "
    "accelerometer=(), browsing-topics=(), clipboard-read=(), geolocation=(), gyroscope=(), hid=(), "
    "magnetometer=(), midi=(), payment=(), serial=(), usb=()",
}


def hash_source(text: str) -> str:
    """Return the policy's source expression that allows exactly this inline script or style."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def page_policy(shell: str, *own_scripts: str) -> str:
    """Return the content security policy for Streamlit's pages; `shell` is Streamlit's index.html.

    Determined by experiments in a browser: the shell's inline scripts and this program's by their hashes;
    inline styles, which the styling library, tables and charts write; images from data: and blob:, which
    tables and uploads create; a font from data:, which the stylesheet for formulas contains. No
    'unsafe-eval', because Streamlit's charts use Vega's own interpreter. Nothing from other servers.
    """
    inline = (*_INLINE_SCRIPT.findall(shell), *own_scripts)
    scripts = " ".join(["'self'", *(hash_source(text) for text in inline)])
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self' data:; connect-src 'self'; "
        "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


class SecurityHeaders:
    """Middleware that adds the security headers to every response."""

    def __init__(self, app: ASGIApp, *, policy: str) -> None:
        self._app = app
        self._policy = policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and its response back, with the headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                add_security_headers(MutableHeaders(raw=message["headers"]), self._policy, scope["path"])
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def add_security_headers(headers: MutableHeaders, policy: str, path: str) -> None:
    """Add the security headers to a response's headers. Policies that the response already has stay."""
    headers.update(_ALWAYS)
    headers.setdefault("Referrer-Policy", "no-referrer")
    headers.setdefault("Content-Security-Policy", policy)
    if not path.startswith(_CACHED_BY_BROWSERS):
        headers["Cache-Control"] = "no-store"


def failure_response(request: Request, error: Exception) -> Response:
    """Return the answer after a bug. It passes no middleware, so it has to add the headers itself."""
    response = PlainTextResponse("Something went wrong. Go back and try once more.\n", status_code=500)
    add_security_headers(response.headers, "default-src 'none'; frame-ancestors 'none'", request.url.path)
    return response
