"""A workshop after it: what to download, use its agenda again, delete it."""

from followup_core.coach.workshop import Hall
from followup_core.workshop.model import Wall

from . import workshop_out


def show(hall: Hall, wall: Wall) -> None:
    """Draw what is left to do with a closed workshop."""
    workshop_out.report(hall, wall)
    workshop_out.handout(hall, wall)
    workshop_out.again(hall, wall)
    workshop_out.deletion(hall, wall)
