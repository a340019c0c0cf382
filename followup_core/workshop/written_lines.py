"""Keeps the short lines that people offer for the wall: writer, the facilitator's decision, and votes.

The texts are in files of their writers, so that a text is deleted when its writer leaves. A line without a
text is shown to nobody.
"""

from dataclasses import dataclass, field

from followup_core.text import one_line

MAX_LINE_LENGTH = 200  # characters


@dataclass(slots=True, kw_only=True)
class OfferedLine:
    """A line according to the events. Phones and the wall know only its number."""

    number: int
    participant_id: str
    """The writer."""
    is_read: bool = False
    """Whether the facilitator has decided about the line since it was last changed."""
    is_shown: bool = False
    voters: set[str] = field(default_factory=set)


class OfferedLines:
    """The lines that were offered for one prompt: at most one from a person, numbered from 1.

    A number is never used again. A person has one vote for a line, and none for their own line.
    """

    def __init__(self) -> None:
        self._by_writer: dict[str, OfferedLine] = {}
        self._last_number = 0

    def all(self) -> tuple[OfferedLine, ...]:
        """Return every line, by number."""
        return tuple(self._by_writer.values())

    def with_number(self, number: int) -> OfferedLine | None:
        """Return the line with this number; None if it was taken back."""
        return next((line for line in self.all() if line.number == number), None)

    def written_by(self, participant_id: str) -> OfferedLine | None:
        """Return a person's line; None if there is none."""
        return self._by_writer.get(participant_id)

    def offer(self, participant_id: str) -> None:
        """Add a person's line. If they had one, the changed line is unread and hidden, without votes."""
        line = self._by_writer.get(participant_id)
        self._last_number += line is None
        number = line.number if line else self._last_number
        self._by_writer[participant_id] = OfferedLine(number=number, participant_id=participant_id)

    def take_back(self, participant_id: str) -> None:
        """Remove a person's line with its votes, if there is one."""
        self._by_writer.pop(participant_id, None)

    def decide(self, participant_id: str, show: bool) -> None:
        """Show a person's line on the wall, or keep it off."""
        if line := self._by_writer.get(participant_id):
            line.is_read, line.is_shown = True, show

    def vote(self, participant_id: str, number: int, yes: bool) -> None:
        """Count a person's vote for a line, or remove it if `yes` is false."""
        line = self.with_number(number)
        if line and line.participant_id != participant_id:
            (line.voters.add if yes else line.voters.discard)(participant_id)

    def forget(self, participant_id: str) -> None:
        """Remove the line and the votes of a person who leaves."""
        self.take_back(participant_id)
        for line in self.all():
            line.voters.discard(participant_id)


def cleaned_line(text: str) -> str:
    """Return a text as it is offered: on one line, without control characters, cut to MAX_LINE_LENGTH."""
    return one_line(text)[:MAX_LINE_LENGTH].strip()


def votes_words(votes: int) -> str:
    """Return how many people tapped "Me too" on a line, in words; '' for nobody."""
    return f"Me too: {votes}" if votes else ""


def stored_vote(number: int, yes: bool) -> str:
    """Return a vote for a line, or its withdrawal, in the form that an event stores."""
    return f"{number} {'yes' if yes else 'no'}"


def read_vote(value: str) -> tuple[int, bool]:
    """Return the number and the answer that `stored_vote` wrote."""
    number, _, answer = value.partition(" ")
    return int(number), answer == "yes"
