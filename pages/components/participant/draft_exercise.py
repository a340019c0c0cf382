"""The thank-you exercise on a participant's phone: write, get comments, swap with a partner if both agree.

Each participant can also offer a sentence for the wall.
"""

import streamlit as st

from components import session
from components.form_fields import field
from components.markdown_text import escape_markdown
from followup_core import web
from followup_core.messages import Finding
from followup_core.workshop.workshop_model import Activity, Prompt

from . import line_form, unfinished_text
from .participant_phone import ParticipantPhone, escape_lines, render_action
from .partner_pairing import render_pairing, render_partner_change

_FIELD_VERSION_KEY = "workshop-text-version"
_COMMENTS_KEY = "workshop-comments"
_MAX_CHARS = 5_000
_TEXT_HEIGHT, _FEEDBACK_HEIGHT = 300, 150
_MAX_COMMENTS = 4
"""More comments at once would be discouraging."""


def render_draft_exercise(phone: ParticipantPhone, activity: Activity, prompt: Prompt) -> None:
    """Draw the story, the draft with comments, the exchange with a partner, and a sentence for the wall."""
    is_writing = not phone.view.agreed or bool(phone.view.feedback) or line_form.is_unsent(activity, prompt)
    unfinished_text.note_writing(phone, is_writing)
    _render_story(prompt)
    _render_editor(phone, activity, prompt)
    _render_partner_feedback(phone)
    _render_swap(phone, activity)
    _render_sentence_offer(phone, activity, prompt)
    line_form.render_shown_lines(activity.activity_id, prompt)


def render_unfinished_draft(phone: ParticipantPhone, activity: Activity, prompt: Prompt) -> None:
    """Draw the participant's unfinished texts again, so that they can finish them."""
    _render_story(prompt)
    _render_editor(phone, activity, prompt)
    if phone.view.feedback:
        _render_partner_text(phone, activity)
    if phone.view.line or line_form.is_unsent(activity, prompt):
        _render_sentence_offer(phone, activity, prompt)


def _render_story(prompt: Prompt) -> None:
    st.header(escape_markdown(prompt.ask), anchor=False)
    if prompt.story:
        st.markdown(escape_lines(prompt.story))


def _render_editor(phone: ParticipantPhone, activity: Activity, prompt: Prompt) -> None:
    key = _text_key(activity)
    saved_text = phone.view.text
    with st.container(key=f"{web.SAVES_AS_TYPED}{key}"):
        typed_text = st.text_area(
            "Your thank-you",
            value=saved_text,
            height=_TEXT_HEIGHT,
            max_chars=_MAX_CHARS,
            key=key,
            on_change=_save_on_change,
            args=(phone, activity),
        )
    render_action(
        "Save",
        f"save-{key}",
        lambda: _save_text(phone, activity),
        text=lambda: _text_in_field(activity),
        wide=True,
    )
    _render_saved_state(typed_text, saved_text, activity)
    _render_points(prompt)
    _render_comments(_findings(phone, prompt, typed_text))


def _render_points(prompt: Prompt) -> None:
    """Draw what to write about; below the field, so that a phone's keyboard doesn't push the field away."""
    if prompt.points:
        st.markdown("\n".join(f"- {escape_markdown(point)}" for point in prompt.points))


def _render_saved_state(typed_text: str, saved_text: str, activity: Activity) -> None:
    """Show whether the text in the field is the saved one."""
    if typed_text == saved_text:
        if saved_text:
            st.success("Saved.", icon=":material/check:")
        return
    st.warning("Not saved yet. Tap Save.", icon=":material/edit:")
    if saved_text:
        render_action(
            "Show the saved text instead", f"saved-{_text_key(activity)}", lambda: _show_saved_text(activity)
        )


def _findings(phone: ParticipantPhone, prompt: Prompt, text: str) -> tuple[Finding, ...] | None:
    """Return the comments on a text; they are computed once for each text and not on every run."""
    cached: tuple[str, str, tuple[Finding, ...] | None] | None = st.session_state.get(_COMMENTS_KEY)
    if cached is None or cached[:2] != (prompt.prompt_id, text):
        findings = phone.participation.content.draft_findings(text, prompt.prompt_id)
        cached = st.session_state[_COMMENTS_KEY] = (prompt.prompt_id, text, findings)
    return cached[2]


def _render_comments(findings: tuple[Finding, ...] | None) -> None:
    if findings is None:
        return
    if not findings:
        st.markdown(":green[:material/check: Nothing stands out. It's ready to share.]")
        return
    with st.container(border=True):
        st.header("What would make it better", anchor=False)
        st.markdown("\n".join(f"- {_finding_text(finding)}" for finding in findings[:_MAX_COMMENTS]))
        if len(findings) > _MAX_COMMENTS:
            st.markdown(":gray[Fix these first. There are a few more after that.]")


def _finding_text(finding: Finding) -> str:
    quote = f"“{escape_markdown(finding.quote)}” " if finding.quote else ""
    return f"{quote}{escape_markdown(finding.why)} {escape_markdown(finding.remedy)}"


def _render_swap(phone: ParticipantPhone, activity: Activity) -> None:
    view = phone.view
    st.header("Swap with a partner", anchor=False)
    st.markdown("You read each other's text only if you both agree. Either of you can change your mind.")
    render_pairing(phone)
    if not view.partners:
        return
    if not view.agreed:
        if view.partner_agreed:
            st.markdown("Your partner has agreed.")
        _render_agreement(phone, activity, True, "Share it with my partner")
        render_partner_change(phone)
        return
    if not view.partner_agreed:
        partner_words = "both of your partners do" if view.partners > 1 else "your partner does"
        st.markdown(f"You agreed. Once {partner_words} too, you can read each other's text.")
    elif view.partner_text:
        _render_partner_text(phone, activity)
    else:
        st.markdown("You both agreed. Your partner hasn't written anything yet.")
    _render_agreement(phone, activity, False, "Stop sharing my text")
    render_partner_change(phone)


def _render_partner_text(phone: ParticipantPhone, activity: Activity) -> None:
    """Draw the partner's text, and the field for feedback about it."""
    key, saved_feedback = _feedback_key(activity), phone.view.feedback
    with st.container(border=True):
        st.header("What your partner wrote", anchor=False)
        st.markdown(escape_lines(phone.view.partner_text))
        with st.container(key=f"{web.SAVES_AS_TYPED}{key}"):
            typed_feedback = st.text_area(
                "What works, and what would you change?",
                saved_feedback,
                key=field(key, saved_feedback),
                height=_FEEDBACK_HEIGHT,
                max_chars=_MAX_CHARS,
                persist_state="session",
                on_change=_save_feedback_on_change,
                args=(phone, activity),
            )
        render_action(
            "Save my feedback",
            f"save-{key}",
            lambda: _save_feedback(phone, activity),
            text=lambda: _feedback_in_field(activity),
            wide=True,
        )
        if typed_feedback != saved_feedback:
            st.warning("Not saved yet. Tap Save my feedback.", icon=":material/edit:")
        elif saved_feedback:
            st.success("Saved. Your partner sees it.", icon=":material/check:")


def _render_partner_feedback(phone: ParticipantPhone) -> None:
    if phone.view.partner_feedback:
        with st.container(border=True):
            st.header("What your partner says about yours", anchor=False)
            st.markdown(escape_lines(phone.view.partner_feedback))


def _render_sentence_offer(phone: ParticipantPhone, activity: Activity, prompt: Prompt) -> None:
    st.header("Offer a sentence for the wall", anchor=False)
    st.markdown("Only if you like. Ask your partner before you offer one of theirs.")
    line_form.render_line_form(phone, activity, prompt, "The sentence")


def _render_agreement(phone: ParticipantPhone, activity: Activity, agrees: bool, label: str) -> None:
    render_action(
        label,
        f"agree-{activity.activity_id}-{agrees}",
        lambda: phone.participation.agree(activity.activity_id, agrees, session.utc_now()),
        wide=True,
    )


def _save_on_change(phone: ParticipantPhone, activity: Activity) -> None:
    session.run_safely(lambda: _save_text(phone, activity), unsaved_text=_text_in_field(activity))


def _save_text(phone: ParticipantPhone, activity: Activity) -> None:
    phone.participation.write(activity.activity_id, _text_in_field(activity))


def _save_feedback_on_change(phone: ParticipantPhone, activity: Activity) -> None:
    session.run_safely(lambda: _save_feedback(phone, activity), unsaved_text=_feedback_in_field(activity))


def _save_feedback(phone: ParticipantPhone, activity: Activity) -> None:
    phone.participation.give_feedback(activity.activity_id, _feedback_in_field(activity))


def _feedback_in_field(activity: Activity) -> str:
    return str(st.session_state.get(_feedback_key(activity)) or "")


def _feedback_key(activity: Activity) -> str:
    return f"feedback-{activity.activity_id}"


def _text_in_field(activity: Activity) -> str:
    return str(st.session_state.get(_text_key(activity)) or "")


def _text_key(activity: Activity) -> str:
    return f"text-{activity.activity_id}-{st.session_state.get(_FIELD_VERSION_KEY, 0)}"


def _show_saved_text(activity: Activity) -> None:
    """Show a new field with the saved text. What was typed in the old field is dropped, as was asked for."""
    st.session_state[_FIELD_VERSION_KEY] = st.session_state.get(_FIELD_VERSION_KEY, 0) + 1
