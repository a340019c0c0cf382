"""Checks whether a message would be sent before its day."""

from collections.abc import Iterator

from followup_core.messages.message_model import Check, Finding, LintContext

from .findings import finding_on_whole

_DEFAULT_REASON = "Writing sooner would be pushing"


def too_early(context: LintContext) -> Iterator[Finding]:
    """Yield a finding if today is before the first day of the step that calls for the message."""
    if context.earliest is None or context.today >= context.earliest:
        return
    day = context.day_format.short(context.earliest)
    reason = as_clause(context.because) or _DEFAULT_REASON
    yield finding_on_whole(
        Check.TOO_EARLY, f"Not before {day}: {reason}.", f"Keep the message, and send it on {day} or after."
    )


def as_clause(text: str) -> str:
    """Return `text` as part of a sentence: on one line, with semicolons between its sentences."""
    parts = " ".join(text.replace("!", ".").replace("?", ".").split()).split(".")
    return "; ".join(part.strip() for part in parts if part.strip())
