"""Short lines that people write for the wall: who offered one, what the facilitator decided, and the votes.

The texts are not here. They are files of their writers, so that whoever leaves takes them along. A line
without a text is shown to nobody.
"""

from dataclasses import dataclass, field

from followup_core.text import one_line

MAX_LINE_LENGTH = 200  # characters


@dataclass(slots=True, kw_only=True)
class OfferedLine:
    """A line as the events tell it; phones and the wall know only its number."""

    number: int
    participant_id: str
    """Who wrote it."""
    is_read: bool = False
    """Whether the facilitator has decided about it since it was last changed."""
    is_shown: bool = False
    voters: set[str] = field(default_factory=set)


class OfferedLines:
    """The lines that were offered for one prompt: one from each person, numbered from 1 by their first offer.

    A number is never used again. One vote counts for each person and line, and none for a line of one's own.
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
        """Add a person's line, or offer a changed one again: unread and hidden, without the earlier votes."""
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
        """Count a person's vote for a line, or no longer."""
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
    """Return a vote for the line with this number, or its end, in the form that an event stores."""
    return f"{number} {'yes' if yes else 'no'}"


def vote_in(value: str) -> tuple[int, bool]:
    """Return the number and the answer that `stored_vote` wrote."""
    number, _, answer = value.partition(" ")
    return int(number), answer == "yes"
