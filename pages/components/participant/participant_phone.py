"""The context of a participant's page: whose phone it is, what it may show, and buttons that run actions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from components import notices, session
from components.markdown_text import escape_markdown
from followup_core.services.workshops import Participation
from followup_core.workshop.workshop_model import ParticipantView, Phase, Prompt, WorkshopError


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantPhone:
    """A participant, and what their phone shows now."""

    participation: Participation
    view: ParticipantView

    @property
    def deletion(self) -> str:
        """When the data is deleted, in words that follow “Everything is deleted”."""
        return session.deletion_words(self.view.keep_days, self.view.delete_at)


def current_phone() -> ParticipantPhone:
    """Return the context of this page; raises WorkshopError if the workshop is gone."""
    participation = session.workshop_service().participation(session.participant())
    return ParticipantPhone(participation=participation, view=participation.view())


def current_phone_or_none() -> ParticipantPhone | None:
    """Return the context of this page; None if the workshop is gone."""
    try:
        return current_phone()
    except WorkshopError:
        return None


def shows_results(phone: ParticipantPhone) -> bool:
    """Return whether results or the answer key are being shown."""
    position = phone.view.position
    return position is not None and position.phase is Phase.SHOWING


def phone_asked(prompt: Prompt) -> ParticipantPhone:
    """Return the context for a fragment that asks this prompt.

    If the workshop has moved on or the participant is gone, the whole page is redrawn instead.
    """
    phone = current_phone_or_none()
    if phone is None or phone.view.prompt != prompt or shows_results(phone) or notices.is_bar_outdated():
        st.rerun()
    return phone


def render_action(
    label: str,
    key: str,
    action: Callable[[], object],
    *,
    kind: Literal["primary", "secondary", "tertiary"] = "secondary",
    icon: str | None = None,
    wide: bool = False,
    of_form: bool = False,
    text: Callable[[], str] = str,
) -> None:
    """Draw a button that runs one action; the whole page then shows the result.

    `text` returns what is typed. It is offered as a download if it cannot be saved.
    """
    button = st.form_submit_button if of_form else st.button
    button(
        label,
        key=key,
        type=kind,
        icon=icon,
        width="stretch" if wide else "content",
        wrap=True,
        on_click=_run_action,
        args=(action, text),
    )


def _run_action(action: Callable[[], object], text: Callable[[], str]) -> None:
    session.run_safely(action, unsaved_text=text())


def escape_lines(text: str) -> str:
    """Return a text of several lines escaped for Markdown, with its line breaks kept."""
    return "  \n".join(escape_markdown(line) or "\u200b" for line in text.splitlines())


def render_refresh_button() -> None:
    """Draw a button that only redraws the page, for a phone that `phone_refresh` didn't reach."""
    st.button("Refresh", key="workshop-news", type="tertiary", icon=":material/refresh:")
