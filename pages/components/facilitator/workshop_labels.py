"""What the facilitator's pages call things."""

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
    """Return the day of a workshop in words."""
    return format_day(wall.plan.held_on, session.today())


def deletion(wall: PublicView) -> str:
    """Return when everything of a workshop is deleted, to follow "Everything is deleted"."""
    return session.deletion_words(wall.plan.keep_days, wall.delete_at)


def joined(wall: PublicView) -> str:
    """Return how many came in, as a sentence."""
    if wall.state is State.PLANNED:
        return "Nobody can join yet."
    return "Nobody has joined." if not wall.joined else f"{wall.joined} joined."


def time_left(minutes: int) -> str:
    """Return the time left of an activity; a calm word when it is over."""
    if minutes > 0:
        return f"{minutes} min left"
    return "Time is up" if minutes == 0 else f"{-minutes} min over"


def title(wall: PublicView) -> str:
    """Return the title of a workshop for use in Markdown."""
    return escape_markdown(wall.plan.title)
