"""Makes the findings of the checks: about a span of a text, or about the message as a whole."""

from followup_core.messages.message_model import Check, Finding, MessagePlace

from .phrase_matcher import Span


def finding_at(check: Check, place: MessagePlace, text: str, span: Span, why: str, remedy: str) -> Finding:
    """Return the finding about `span` of `text`."""
    start, end = span
    return Finding(
        check=check, place=place, start=start, end=end, quote=text[start:end], why=why, remedy=remedy
    )


def finding_on_whole(check: Check, why: str, remedy: str) -> Finding:
    """Return a finding about the message as a whole."""
    return Finding(check=check, place=MessagePlace.WHOLE, start=0, end=0, quote="", why=why, remedy=remedy)
