"""Labels on the facilitator's pages."""

from components import session
from components.markdown_text import escape_markdown
from followup_core.models.date_text import DayFormat
from followup_core.workshop.workshop_model import ActivityKind, PublicView, WorkshopStage

KIND_WORDS = {
    ActivityKind.TALK: "Talk",
    ActivityKind.POLL: "Poll",
    ActivityKind.WHAT_NOW: "What now?",
    ActivityKind.ROLE_PLAY: "Role-play",
    ActivityKind.DRAFT_SWAP: "Write and swap",
    ActivityKind.OWN_CHECKLIST: "Own checklist",
    ActivityKind.EVALUATION: "Evaluation",
}
STATE_WORDS = {
    WorkshopStage.PLANNED: "Being prepared",
    WorkshopStage.OPEN: "Open",
    WorkshopStage.CLOSED: "Closed",
}


def day_words(public_view: PublicView) -> str:
    """Return the date of a workshop in words."""
    return DayFormat(today=session.today()).full(public_view.plan.held_on)


def deletion_words(public_view: PublicView) -> str:
    """Return when a workshop's data is deleted, worded to follow "Everything is deleted"."""
    return session.deletion_words(public_view.plan.keep_days, public_view.delete_at)


def joined_words(public_view: PublicView) -> str:
    """Return how many joined, as a sentence."""
    if public_view.state is WorkshopStage.PLANNED:
        return "Nobody can join yet."
    return "Nobody has joined." if not public_view.joined else f"{public_view.joined} joined."


def time_left_words(minutes: int) -> str:
    """Return the time left for an activity, or how far it is over, in words."""
    if minutes > 0:
        return f"{minutes} min left"
    return "Time is up" if minutes == 0 else f"{-minutes} min over"


def title_words(public_view: PublicView) -> str:
    """Return the title of a workshop, escaped for Markdown."""
    return escape_markdown(public_view.plan.title)
