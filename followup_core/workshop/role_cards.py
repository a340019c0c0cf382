"""Cards of a role-play: who plays what, and what stands on the card."""

from followup_core.playbook import WorkshopBook

from .workshop_model import Card, Part

_PAIR = (Part.INTERVIEWER, Part.CANDIDATE)
_TRIO = (Part.INTERVIEWER, Part.CANDIDATE, Part.OBSERVER)


def role_of(place: int, of: int, number: int) -> Part:
    """Return the part of the `place`-th of `of` people in the `number`-th card set, all counted from 0.

    The parts go round with each set, so everybody is the candidate once. A pair has no observer: the
    interviewer says afterwards what they heard.
    """
    parts = _TRIO if of > len(_PAIR) else _PAIR
    return parts[(place + number) % len(parts)]


def role_card(book: WorkshopBook, set_id: str, part: Part) -> Card:
    """Return one card of a set; raise KeyError for a set that does not exist."""
    found = book.card_sets[set_id]
    lines = {
        Part.INTERVIEWER: found.interviewer,
        Part.CANDIDATE: found.candidate,
        Part.OBSERVER: found.points,
    }
    return Card(part=part, title=found.title, lines=lines[part])
