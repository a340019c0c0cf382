"""The input and the output of every check: a parsed message, and findings with their position."""

from dataclasses import dataclass, replace

from followup_core.messages.message_model import Check, Finding, Message, MessagePlace

from .message_layout import MessageLayout, message_layout
from .phrase_matcher import Span
from .tokenizer import Word, words


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedMessage:
    """A message split into words once, for all checks."""

    message: Message
    subject: list[Word]
    body: list[Word]
    layout: MessageLayout

    def subject_and_body(self) -> tuple[tuple[MessagePlace, str, list[Word]], ...]:
        """Return subject and body, each with its words."""
        return (
            (MessagePlace.SUBJECT, self.message.subject, self.subject),
            (MessagePlace.BODY, self.message.body, self.body),
        )


MAX_QUOTE = 20_000
"""Characters read of each place; a message that long is too long, whatever else it says."""


def parse_message(message: Message) -> ParsedMessage:
    """Split `message` into words, and find the layout of its body."""
    message = replace(
        message, to=message.to[:MAX_QUOTE], subject=message.subject[:MAX_QUOTE], body=message.body[:MAX_QUOTE]
    )
    return ParsedMessage(
        message=message,
        subject=words(message.subject),
        body=words(message.body),
        layout=message_layout(message.body),
    )


def finding_at(check: Check, place: MessagePlace, text: str, span: Span, why: str, remedy: str) -> Finding:
    """Return the finding about `span` of `text`."""
    start, end = span
    return Finding(
        check=check, place=place, start=start, end=end, quote=text[start:end], why=why, remedy=remedy
    )


def finding_on_whole(check: Check, why: str, remedy: str) -> Finding:
    """Return a finding about the message as a whole."""
    return Finding(check=check, place=MessagePlace.WHOLE, why=why, remedy=remedy)
