"""The page of a closed workshop: downloads, using its agenda again, deletion."""

from followup_core.services.workshops import WorkshopService
from followup_core.workshop.workshop_model import PublicView

from . import workshop_exports


def render_closed_workshop(hall: WorkshopService, wall: PublicView) -> None:
    """Draw the actions for a closed workshop."""
    workshop_exports.report(hall, wall)
    workshop_exports.handout(hall, wall)
    workshop_exports.again(hall, wall)
    workshop_exports.deletion(hall, wall)
