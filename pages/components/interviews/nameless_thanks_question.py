"""The question of who got a thank-you that was recorded without a name."""

import streamlit as st

from components import session
from components.markdown_text import escape_label, escape_markdown
from followup_core.services.nameless_thanks import NamelessThanks, name_thanked


def render_nameless_thanks_question(question: NamelessThanks | None) -> None:
    """Draw the question, if there is one, with a button for each person, for all people and for nobody."""
    if question is None:
        return
    people = {person.person_id: person.name for person in question.people}
    with st.container(border=True):
        st.markdown(f"**{escape_markdown(question.sentence)}**  \n:gray[{escape_markdown(question.title)}]")
        with st.container(horizontal=True):
            if len(people) > 1:
                _render_button(question, "All of them", tuple(people), "all")
            for person_id, name in people.items():
                words = escape_label(name) if len(people) > 1 else "Yes, it was"
                _render_button(question, words, (person_id,), person_id)
            nobody_label = "Somebody else" if len(people) > 1 else "No, to somebody else"
            _render_button(question, nobody_label, (), "nobody")


def _render_button(
    question: NamelessThanks, label: str, person_ids: tuple[str, ...], answer_key: str
) -> None:
    st.button(
        label,
        key=session.key(f"thanked-{question.touchpoint_id}-{answer_key}"),
        on_click=_record,
        args=(question, person_ids),
    )


def _record(question: NamelessThanks, person_ids: tuple[str, ...]) -> None:
    session.run_action(lambda workspace, context: name_thanked(workspace, context, question, person_ids))
