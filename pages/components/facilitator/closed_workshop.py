"""A workshop after it: what to download, use its agenda again, delete it."""

from followup_core.services.workshops import WorkshopService
from followup_core.workshop.workshop_model import PublicView

from . import workshop_exports


def render_closed_workshop(hall: WorkshopService, wall: PublicView) -> None:
    """Draw what is left to do with a closed workshop."""
    workshop_exports.report(hall, wall)
    workshop_exports.handout(hall, wall)
    workshop_exports.again(hall, wall)
    workshop_exports.deletion(hall, wall)
