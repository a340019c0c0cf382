"""The check whether a message is sent before its day."""

from collections.abc import Iterator

from followup_core.messages.message_model import Check, Finding, LintContext

from .findings import finding_on_whole

_BECAUSE = "Writing sooner would be pushing"


def too_early(context: LintContext) -> Iterator[Finding]:
    """Yield one finding while today is before the first day of the step."""
    if context.earliest is None or context.today >= context.earliest:
        return
    day = context.day_format.short(context.earliest)
    reason = one_sentence(context.because) or _BECAUSE
    yield finding_on_whole(
        Check.TOO_EARLY, f"Not before {day}: {reason}.", f"Keep the message, and send it on {day} or after."
    )


def one_sentence(text: str) -> str:
    """Return `text` on one line as part of a sentence: without full stops at its end or inside."""
    parts = " ".join(text.replace("!", ".").replace("?", ".").split()).split(".")
    return "; ".join(part.strip() for part in parts if part.strip())
