"""Role cards of a role-play: who plays which part, and what the card says."""

from followup_core.playbook import WorkshopBook

from .workshop_model import Card, Part

_PAIR = (Part.INTERVIEWER, Part.CANDIDATE)
_TRIO = (Part.INTERVIEWER, Part.CANDIDATE, Part.OBSERVER)


def role_of(place: int, of: int, number: int) -> Part:
    """Return the part that a participant plays.

    The parts rotate with each card set, so that everybody is the candidate once. A pair has no observer: the
    interviewer reports afterwards what they heard.

    Args:
        place: the participant's index in the group.
        of: the size of the group.
        number: the index of the card set.
    """
    parts = _TRIO if of > len(_PAIR) else _PAIR
    return parts[(place + number) % len(parts)]


def role_card(book: WorkshopBook, set_id: str, part: Part) -> Card:
    """Return one card of a set; raise KeyError if the set does not exist."""
    found = book.card_sets[set_id]
    lines = {
        Part.INTERVIEWER: found.interviewer,
        Part.CANDIDATE: found.candidate,
        Part.OBSERVER: found.points,
    }
    return Card(part=part, title=found.title, lines=lines[part])
