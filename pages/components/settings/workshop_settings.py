"""Starts a workshop from the settings, without a command to type; only on this computer."""

import atexit
from functools import cache
from pathlib import Path

import streamlit as st

from components import confirm_button, notices, session
from components.markdown_text import escape_markdown
from followup_core.services.workshop_program import WorkshopProgram

_SCRIPT = Path(__file__).resolve().parents[3] / "app.py"
_EXPLANATIONS = (
    "It opens as a second program on this computer, just for the workshop. Your own interviews stay here. "
    "No phone can reach them.",
    "Phones in the same Wi-Fi can join with the code that you put on the wall. Nobody gives a name.",
    "It runs until you stop it here, or stop this program. What people entered stays until it is deleted, a "
    "week after you close the workshop.",
)
_STOP_QUESTION = "Stop it? Phones lose the connection. What people entered is kept for the next start."


def render_workshop_settings() -> None:
    """Draw what running a workshop means, and the button that starts or stops it."""
    st.header("Run a workshop", anchor=False)
    identity = session.identity()
    if identity is None or not identity.from_this_computer:
        st.markdown("A workshop is started on the computer that the program runs on. Open Settings there.")
        return
    st.markdown(
        "Lead a room through the days after an interview: people answer on their phones, and the projector "
        "shows the counts. You get an agenda of 30, 50 or 90 minutes."
    )
    st.markdown("\n".join(f"- {line}" for line in _EXPLANATIONS))
    program = workshop_program()
    if program.is_running:
        _render_running(program)
        return
    if program.failure:
        st.error(escape_markdown(program.failure), icon=":material/error:")
    st.button(
        "Start the workshop",
        type="primary",
        key="workshop-start",
        icon=":material/groups:",
        on_click=_start,
    )


@cache
def workshop_program() -> WorkshopProgram:
    """Return this process's only workshop program, which ends with the process."""
    program = WorkshopProgram(_SCRIPT)
    atexit.register(program.stop)
    return program


@st.fragment(run_every=1)
def _render_running(program: WorkshopProgram) -> None:
    """Draw the link to the workshop's pages as soon as they can be opened, and the button that stops it."""
    if not program.is_running:
        st.rerun()
    link = program.link
    if not link:
        st.markdown(":gray[:material/hourglass_empty: Starting. This takes a few seconds.]")
        return
    st.link_button("Go to the workshop", link, type="primary", icon=":material/open_in_new:")
    confirm_button.render_confirm_button(
        "Stop the workshop",
        "workshop-stop",
        _STOP_QUESTION,
        _stop,
        (),
        yes_label="Yes, stop it",
        no_label="No, let it run",
        icon=":material/stop_circle:",
        kind="tertiary",
    )


def _start() -> None:
    session.run_safely(lambda: workshop_program().start())


def _stop() -> None:
    workshop_program().stop()
    notices.show_done("Stopped. What people entered is kept.")
