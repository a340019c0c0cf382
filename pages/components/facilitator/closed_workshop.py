"""The page of a closed workshop: downloads, using its agenda again, deletion."""

from followup_core.services.workshops import WorkshopService
from followup_core.workshop.workshop_model import PublicView

from . import workshop_exports


def render_closed_workshop(service: WorkshopService, public_view: PublicView) -> None:
    """Draw the actions for a closed workshop."""
    workshop_exports.report(service, public_view)
    workshop_exports.handout(service, public_view)
    workshop_exports.again(service, public_view)
    workshop_exports.deletion(service, public_view)
