"""Labels on the facilitator's pages."""

from components import session
from components.markdown_text import escape_markdown
from followup_core.models.date_text import format_day
from followup_core.workshop.workshop_model import ActivityKind, PublicView, State

KIND_WORDS = {
    ActivityKind.TALK: "Talk",
    ActivityKind.POLL: "Poll",
    ActivityKind.WHAT_NOW: "What now?",
    ActivityKind.ROLE_PLAY: "Role-play",
    ActivityKind.DRAFT_SWAP: "Write and swap",
    ActivityKind.OWN_CHECKLIST: "Own checklist",
    ActivityKind.EVALUATION: "Evaluation",
}
STATE_WORDS = {State.PLANNED: "Being prepared", State.OPEN: "Open", State.CLOSED: "Closed"}


def day(wall: PublicView) -> str:
    """Return the date of a workshop in words."""
    return format_day(wall.plan.held_on, session.today())


def deletion(wall: PublicView) -> str:
    """Return when a workshop's data is deleted, worded to follow "Everything is deleted"."""
    return session.deletion_words(wall.plan.keep_days, wall.delete_at)


def joined(wall: PublicView) -> str:
    """Return how many joined, as a sentence."""
    if wall.state is State.PLANNED:
        return "Nobody can join yet."
    return "Nobody has joined." if not wall.joined else f"{wall.joined} joined."


def time_left(minutes: int) -> str:
    """Return the time left for an activity, or how far it is over, in words."""
    if minutes > 0:
        return f"{minutes} min left"
    return "Time is up" if minutes == 0 else f"{-minutes} min over"


def title(wall: PublicView) -> str:
    """Return the title of a workshop, escaped for Markdown."""
    return escape_markdown(wall.plan.title)
