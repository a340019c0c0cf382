"""The line above each page of the checklist: its stages, with a dot for each screen."""

import streamlit as st

from components.markdown_text import escape_markdown
from followup_core.checklist import ChecklistStage, Screen
from followup_core.services.guided_checklist import STAGE_WORDS, ChecklistProgress

from .checklist_state import ReviewPage

_NO_BREAK = "\u00a0"
_GAP = "\u2003 "


def render_progress_line(progress: ChecklistProgress, screen_or_page: Screen | ReviewPage) -> None:
    """Draw the interview's name and the stages; the current stage says how many of its screens are done."""
    current = screen_or_page.stage if isinstance(screen_or_page, Screen) else None
    stages = (_stage_text(progress, stage, is_current=stage is current) for stage in ChecklistStage)
    line = _GAP.join(filter(None, stages))
    st.markdown(f"**{escape_markdown(progress.details.interview.title)}**  \n:small[{line}]")


def _stage_text(progress: ChecklistProgress, stage: ChecklistStage, *, is_current: bool) -> str:
    """Return a stage as dots and words without line breaks; '' if it has no screens."""
    screens = progress.of_stage(stage)
    if not screens:
        return ""
    done_count = sum(screen.is_done for screen in screens)
    dots = f":green[{'●' * done_count}]" if done_count else ""
    dots += f":gray[{'○' * (len(screens) - done_count)}]" if done_count < len(screens) else ""
    words = STAGE_WORDS[stage].replace(" ", _NO_BREAK)
    if is_current:
        words = f"**{words},{_NO_BREAK}{done_count}{_NO_BREAK}of{_NO_BREAK}{len(screens)}**"
    return f"{dots}{_NO_BREAK}{words}"
