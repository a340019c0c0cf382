"""Making a finding from a place in a message."""

from dataclasses import dataclass, replace

from followup_core.messages.message_model import Check, Finding, Message, Place

from .message_layout import Layout, laid_out
from .phrase_matcher import Span
from .tokenizer import Word, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A message read once, for every check to look at."""

    message: Message
    subject: list[Word]
    body: list[Word]
    layout: Layout

    def parts(self) -> tuple[tuple[Place, str, list[Word]], ...]:
        """Return subject and body, each with its words."""
        return (
            (Place.SUBJECT, self.message.subject, self.subject),
            (Place.BODY, self.message.body, self.body),
        )


LONGEST = 20_000
"""Characters read of each part; a message that long is too long, whatever else it says."""


def read(message: Message) -> Reading:
    """Split `message` into words and parts."""
    message = replace(
        message, to=message.to[:LONGEST], subject=message.subject[:LONGEST], body=message.body[:LONGEST]
    )
    return Reading(
        message=message,
        subject=words(message.subject),
        body=words(message.body),
        layout=laid_out(message.body),
    )


def at(check: Check, place: Place, text: str, span: Span, why: str, remedy: str) -> Finding:
    """Return the finding that stands at `span` of `text`."""
    start, end = span
    return Finding(
        check=check, place=place, start=start, end=end, quote=text[start:end], why=why, remedy=remedy
    )


def whole(check: Check, why: str, remedy: str) -> Finding:
    """Return a finding about the message as a whole."""
    return Finding(check=check, place=Place.WHOLE, why=why, remedy=remedy)
