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
    "label{display:block;font-weight:600}"
    "input[id]{font:inherit;font-family:ui-monospace,monospace;letter-spacing:.15em;width:100%;"
    "box-sizing:border-box;padding:.7rem;margin:.4rem 0 .8rem;border:1px solid #767d86;border-radius:.6rem;"
    "text-transform:uppercase}"
    "form+p{margin-top:2rem}summary{padding:.7rem 0;cursor:pointer}"
    ".trouble{color:#B3261E;margin:.3rem 0}"
    ".code{font:600 1.6rem ui-monospace,monospace;letter-spacing:.08em}"
    "a.go{display:block;text-align:center;font-weight:600;padding:.8rem;border-radius:.6rem;"
    "background:#0F6B66;color:#fff;text-decoration:none}"
    "@media (prefers-color-scheme:dark){.trouble{color:#FF9A8F}}"
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


def join(
    *, until: str, nonce: str, code: str = "", trouble: str = "", resuming: bool = False, status: int = 200
) -> HTMLResponse:
    """Return the way into a workshop: the code on the wall, or the code to go on with.

    `until` is the day of deletion in words, '' while no workshop is open. `trouble` is what was wrong with
    the code that was typed, of the second form where `resuming`.
    """
    if not until:
        return _screen(
            "Not yet",
            '<p>The workshop has not been opened yet.</p><p><a class="go" href="/">Try again</a></p>',
            200,
        )
    first, second = ("", trouble) if resuming else (trouble, "")
    return _screen(
        "Join the workshop",
        _form("code", "Code on the wall", 9, "Join", nonce, code, first)
        + "<p>No name is asked for. What you tap is kept under a number that nobody sees; the wall and the "
        "facilitator get counts only, where at least five people stand behind each. What you write is yours. "
        f"<strong>Everything is deleted on {escape(until)}</strong>, or sooner.</p>"
        f"<details{' open' if second else ''}><summary>I was here already</summary>"
        + _form("resume", "Your own code, of twelve characters", 14, "Go on", nonce, "", second)
        + "</details>",
        status,
    )


def joined(resume_code: str) -> HTMLResponse:
    """Return the page that shows the code to go on with, once."""
    return _screen(
        "You are in",
        "<p>Should this phone fail, this code brings you back on another one. It is shown only now: write it "
        f'down, or take a picture.</p><p class="code">{escape(resume_code)}</p>'
        '<p><a class="go" href="/">Go in</a></p>',
        200,
    )


def _form(name: str, label: str, longest: int, button: str, nonce: str, typed: str, trouble: str) -> str:
    told = f'<p class="trouble" role="alert" id="{name}-trouble">{escape(trouble)}</p>' if trouble else ""
    described = f' aria-describedby="{name}-trouble" aria-invalid="true"' if trouble else ""
    return (
        f'<form method="post" action="/enter"><input type="hidden" name="nonce" value="{escape(nonce)}">'
        f'<label for="{name}">{escape(label)}</label>{told}'
        f'<input id="{name}" name="{name}" value="{escape(typed)}" maxlength="{longest + 6}" required '
        f'autocomplete="off" autocapitalize="characters" spellcheck="false"{described}>'
        f"<button>{escape(button)}</button></form>"
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
