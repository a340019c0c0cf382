"""The few pages that are plain HTML: for a device that is not let in yet. No script, nothing to load."""

from html import escape

from starlette.responses import HTMLResponse

from .headers import hash_source

_STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:1.125rem/1.5 system-ui,sans-serif;max-width:26rem;margin:15vh auto;padding:0 1.25rem}"
    "button{font:inherit;font-weight:600;width:100%;padding:.8rem;border:0;border-radius:.6rem;"
    "background:#0F6B66;color:#fff}"
    "a{color:inherit}"
)
_POLICY = (
    f"default-src 'none'; style-src {hash_source(_STYLE)}; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


def refused(what: str, remedy: str, *, may_retry: bool = False) -> HTMLResponse:
    """Return the page for one who may not come in."""
    retry = '<p><a href="/">It is paired already: try again</a></p>' if may_retry else ""
    return _screen("Not here", f"<p>{escape(what)} {escape(remedy)}</p>{retry}", 403)


def ask_to_pair(token: str) -> HTMLResponse:
    """Return the page whose button pairs; a link preview, which presses none, uses no code up."""
    return _screen(
        "Pair this phone",
        "<p>This phone will see and change what is on the computer, until you unpair it there in "
        'Settings.</p><form method="post" action="/pair">'
        f'<input type="hidden" name="token" value="{escape(token)}">'
        "<button>Pair this phone</button></form>",
        200,
    )


def not_needed() -> HTMLResponse:
    """Return the page for the computer itself."""
    return _screen(
        "Not needed here", "<p>This computer needs no pairing. Scan the code with a phone.</p>", 200
    )


def _screen(title: str, body: str, status: int) -> HTMLResponse:
    return HTMLResponse(
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{body}</main></body></html>",
        status_code=status,
        headers={"Content-Security-Policy": _POLICY},
    )
