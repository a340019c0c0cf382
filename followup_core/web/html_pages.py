"""Plain HTML pages for devices that have no access yet: no script, and nothing to load."""

from html import escape

from starlette.responses import HTMLResponse

from .security_headers import hash_source

_STYLE = (
    ":root{color-scheme:light dark;--ground:#FBFAF7;--field:#fff;--text:#1F2933;--quiet:#55616F;"
    "--line:#767D86;--accent:#0F6B66;--on:#fff;--trouble:#B3261E}"
    "@media (prefers-color-scheme:dark){:root{--ground:#14191F;--field:#1D242C;--text:#E8EAED;"
    "--quiet:#A9B4C0;--line:#8B95A1;--accent:#5CC2B8;--on:#14191F;--trouble:#FF9A8F}}"
    "body{font:1.125rem/1.5 system-ui,sans-serif;max-width:26rem;margin:clamp(1rem,6vh,6rem) auto;"
    "padding:0 1.25rem 2rem;background:var(--ground);color:var(--text)}"
    "h1{font-size:1.75rem;line-height:1.2;margin:0 0 1rem}p{margin:.75rem 0}"
    "a{color:inherit}:focus-visible{outline:3px solid var(--accent);outline-offset:3px}"
    "button,a.go{font:inherit;font-weight:600;display:block;box-sizing:border-box;width:100%;padding:.8rem;"
    "border:2px solid var(--accent);border-radius:.6rem;background:var(--accent);color:var(--on);"
    "text-align:center;text-decoration:none;cursor:pointer}"
    "button.quiet{background:none;color:var(--accent)}"
    "label{display:block;font-weight:600}.hint{color:var(--quiet);font-size:1rem;margin:0}"
    "input[id]{font:600 1.5rem/1.2 ui-monospace,monospace;letter-spacing:.12em;width:100%;"
    "box-sizing:border-box;padding:.65rem .7rem;margin:.4rem 0 .9rem;border:2px solid var(--line);"
    "border-radius:.6rem;background:var(--field);color:var(--text);text-transform:uppercase}"
    "input[aria-invalid]{border-color:var(--trouble)}"
    "details{margin-top:2rem;border-top:1px solid var(--line)}"
    "summary{padding:.8rem 0;cursor:pointer;font-weight:600}"
    "details button{margin-top:.75rem}"
    ".trouble{color:var(--trouble);font-weight:600;margin:.3rem 0}"
    # 19 characters fit on one line of the narrowest phone, which is 320 px wide.
    ".code{font:600 min(1.6rem,6.6vw) ui-monospace,monospace;letter-spacing:.06em;white-space:nowrap}"
    "#resume{font-size:min(1.5rem,5.6vw)}"
)
_POLICY = (
    f"default-src 'none'; style-src {hash_source(_STYLE)}; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


def refused_page(what: str, remedy: str, *, may_retry: bool = False) -> HTMLResponse:
    """Return the page for a refused request."""
    retry = '<p><a href="/">It is paired already: try again</a></p>' if may_retry else ""
    return html_page("Not here", f"<p>{escape(what)} {escape(remedy)}</p>{retry}", 403)


def pairing_page(token: str) -> HTMLResponse:
    """Return the page whose button pairs the phone. A link preview presses no button, so it uses no code."""
    return html_page(
        "Pair this phone",
        "<p>This phone will see and change what is on the computer, until you unpair it there in "
        'Settings.</p><form method="post" action="/pair">'
        f'<input type="hidden" name="token" value="{escape(token)}">'
        "<button>Pair this phone</button></form>",
        200,
    )


def not_needed_page() -> HTMLResponse:
    """Return the page that says that this computer needs no pairing."""
    return html_page(
        "Not needed here", "<p>This computer needs no pairing. Scan the code with a phone.</p>", 200
    )


def html_page(
    title: str, body: str, status: int, *, head: str = "", own_referrer: bool = False
) -> HTMLResponse:
    """Return an HTML page; `body` and `head` must be escaped already.

    If `own_referrer` is true, the page's forms send their origin to this server only, which can then tell
    them from forms of other pages.
    """
    headers = {"Content-Security-Policy": _POLICY}
    if own_referrer:
        headers["Referrer-Policy"] = "same-origin"
    return HTMLResponse(
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{head}<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{body}</main></body></html>",
        status_code=status,
        headers=headers,
    )
