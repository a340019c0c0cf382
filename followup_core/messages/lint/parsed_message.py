"""Splits a message into words, once for all checks."""

from dataclasses import replace
from typing import NamedTuple

from followup_core.messages.message_model import Message, MessagePlace

from .message_layout import MessageLayout, message_layout
from .tokenizer import Word, words


class ParsedMessage(NamedTuple):
    """A message, the words of its subject and its body, and the layout of its body."""

    message: Message
    subject: list[Word]
    body: list[Word]
    layout: MessageLayout

    def subject_and_body(self) -> tuple[tuple[MessagePlace, str, list[Word]], ...]:
        """Return the place, the text and the words of the subject, then of the body."""
        return (
            (MessagePlace.SUBJECT, self.message.subject, self.subject),
            (MessagePlace.BODY, self.message.body, self.body),
        )


MAX_CHARS_READ = 20_000
"""How many characters of each place are read; a longer message is too long, whatever it says."""


def parse_message(message: Message) -> ParsedMessage:
    """Return `message` with its words and its layout, cut to `MAX_CHARS_READ` characters at each place."""
    message = replace(
        message,
        to=message.to[:MAX_CHARS_READ],
        subject=message.subject[:MAX_CHARS_READ],
        body=message.body[:MAX_CHARS_READ],
    )
    return ParsedMessage(
        message=message,
        subject=words(message.subject),
        body=words(message.body),
        layout=message_layout(message.body),
    )
