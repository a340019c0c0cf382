"""Plain HTML pages of a workshop: the join form, the personal code, and the facilitator's redirect."""

from dataclasses import dataclass
from html import escape

from starlette.responses import HTMLResponse

from .html_pages import html_page

_CODE_LENGTH, _PERSONAL_CODE_LENGTH = 15, 30  # the longest that can be typed, spaces included


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinProblem:
    """What was wrong with the typed code: the join code or, if `resuming`, the personal code."""

    words: str
    resuming: bool = False
    typed: str = ""
    wait: int = 0
    """Seconds for which another try is refused; 0 if it isn't."""


def join_page(
    *,
    is_open: bool,
    until: str,
    nonce: str,
    code: str = "",
    problem: JoinProblem | None = None,
    was_in_workshop: bool = False,
    status: int = 200,
) -> HTMLResponse:
    """Return the page to join a workshop with the join code, or to return with the personal code.

    `is_open`: whether a workshop can be joined. `until`: when everything in it is deleted, in words.
    `was_in_workshop`: whether this phone is no longer in the workshop that it had joined.
    """
    title = "Join the workshop" if is_open else "Not open yet"
    join_words = "" if problem is None or problem.resuming else problem.words
    resume_problem = problem if problem is not None and problem.resuming else None
    body = _NOT_IN_WORKSHOP if was_in_workshop else ""
    body += _join_form(until, nonce, code, join_words) if is_open else _NOT_OPEN
    answer = html_page(title, body + _resume_form(nonce, resume_problem), status, own_referrer=True)
    if problem is not None and problem.wait:
        answer.headers["Retry-After"] = str(problem.wait)
    return answer


def joined_page(personal_code: str) -> HTMLResponse:
    """Return the page that shows the personal code, once."""
    return html_page(
        "You're in",
        "<p>Your personal code, in case you need another phone:</p>"
        f'<p class="code">{escape(personal_code)}</p>'
        "<p>It gets you back in with all your answers, even on another phone. You see it only now, so take "
        'a picture or write it down.</p><p><a class="go" href="/">Enter the workshop</a></p>',
        200,
    )


def facilitator_page() -> HTMLResponse:
    """Return a page that redirects to the start page by itself.

    A link in an email or a chat does not send a strict cookie, not even after a redirect by the server; a
    request from one of the program's pages does.
    """
    return html_page(
        "One moment",
        '<p><a class="go" href="/">Continue to the workshop</a></p>',
        200,
        head='<meta http-equiv="refresh" content="0;url=/">',
    )


_NOT_OPEN = (
    "<p>The workshop has not been opened yet, or it is over. The code will be on the wall.</p>"
    '<p><a class="go" href="/join">Try again</a></p>'
)
_NOT_IN_WORKSHOP = (
    '<p role="status"><strong>This phone is no longer in the workshop.</strong> The workshop was deleted, '
    "you left it, or you continued on another phone.</p>"
)


def _join_form(until: str, nonce: str, code: str, problem: str) -> str:
    # The field and its button come last and together, so that both stay in sight above a phone's keyboard.
    return (
        "<p>You won't be asked for your name. Your answers are stored under a random number. The "
        "facilitator and the wall see counts only, and your phone says before you answer when they show. "
        "If you send a line for the wall, the facilitator reads it first. "
        "A partner reads your draft only if you both agree.</p>"
        "<p>Everything stays on the workshop's computer. "
        f"<strong>Everything is deleted {escape(until)}.</strong></p>"
        + _form_start(nonce)
        + _field("code", "Code on the wall", "Eight letters and digits", _CODE_LENGTH, code, problem)
        + "<button>Join</button></form>"
    )


def _resume_form(nonce: str, problem: JoinProblem | None) -> str:
    typed, words = (problem.typed, problem.words) if problem else ("", "")
    return (
        f"<details{' open' if problem else ''}><summary>I've already joined</summary>"
        + _form_start(nonce)
        + _field(
            "resume", "Your personal code", "Sixteen letters and digits", _PERSONAL_CODE_LENGTH, typed, words
        )
        + '<button class="quiet">Get back in</button></form></details>'
    )


def _form_start(nonce: str) -> str:
    return f'<form method="post" action="/enter"><input type="hidden" name="nonce" value="{escape(nonce)}">'


def _field(name: str, label: str, hint: str, max_length: int, typed: str, problem: str) -> str:
    message = f'<p class="trouble" role="alert" id="{name}-trouble">{escape(problem)}</p>' if problem else ""
    wrong = ' aria-invalid="true" autofocus' if problem else ""
    described = f"{name}-trouble {name}-hint" if problem else f"{name}-hint"
    return (
        f'<label for="{name}">{label}</label><p class="hint" id="{name}-hint">{hint}</p>{message}'
        f'<input id="{name}" name="{name}" value="{escape(typed)}" maxlength="{max_length}" required '
        'type="text" inputmode="text" autocomplete="off" autocapitalize="characters" autocorrect="off" '
        f'spellcheck="false" aria-describedby="{described}"{wrong}>'
    )
