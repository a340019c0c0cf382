"""The badge that shows the state of a job application by a color, an icon and words."""

from components.markdown_text import escape_markdown
from followup_core.services.application_list import ApplicationState

_ICON_AND_COLOR = {
    ApplicationState.NEEDS_YOU: (":material/notifications:", "orange"),
    ApplicationState.COMING: (":material/event:", "blue"),
    ApplicationState.WAITING: (":material/hourglass_empty:", "gray"),
    ApplicationState.MAY_BE_LET_GO: (":material/check:", "green"),
    ApplicationState.CLOSED: (":material/check:", "gray"),
}


def state_badge(state: ApplicationState, sentence: str) -> str:
    """Return the badge as Markdown."""
    icon, color = _ICON_AND_COLOR[state]
    return f":{color}-badge[{icon} {escape_markdown(sentence.rstrip('.'))}]"
