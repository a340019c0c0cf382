"""The input of every check: a message that is split into words once."""

from dataclasses import replace
from typing import NamedTuple

from followup_core.messages.message_model import Message, MessagePlace

from .message_layout import MessageLayout, message_layout
from .tokenizer import Word, words


class ParsedMessage(NamedTuple):
    """A message with its words and the layout of its body, for all checks."""

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
