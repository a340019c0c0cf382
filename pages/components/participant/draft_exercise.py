"""The thank-you exercise on a participant's phone: write, get comments, swap with a partner if both agree."""

from dataclasses import replace

import streamlit as st

from components import session
from components.markdown_text import escape_markdown
from followup_core import web
from followup_core.messages import Finding
from followup_core.workshop.workshop_model import Activity, ParticipantView, Prompt, WorkshopStage

from .participant_phone import ParticipantPhone, escape_lines, render_action
from .partner_pairing import render_pairing, render_partner_change

_WRITING = "workshop-writing"
_VERSION = "workshop-text-version"
_COMMENTS = "workshop-comments"
_MAX_LENGTH = 5_000
_HEIGHT = 300
_MAX_COMMENTS = 4
"""More comments than these at once would be discouraging."""


def render_draft_exercise(phone: ParticipantPhone, activity: Activity, prompt: Prompt) -> None:
    """Draw the story, the text field with comments on the text, and the exchange with a partner."""
    if phone.view.agreed:
        st.session_state.pop(_WRITING, None)
    else:
        st.session_state[_WRITING] = phone.view
    _render_story(prompt)
    _render_editor(phone, activity, prompt)
    _render_swap(phone, activity)


def unfinished_draft(phone: ParticipantPhone) -> ParticipantView | None:
    """Return the view that this page was writing in if the workshop has moved on: nobody is interrupted."""
    before: ParticipantView | None = st.session_state.get(_WRITING)
    if before is None or before.activity is None:
        return None
    key = before.activity.activity_id
    is_there = phone.view.activity is not None and phone.view.activity.activity_id == key
    if is_there and before.prompt == phone.view.prompt and phone.view.stage is WorkshopStage.OPEN:
        return None
    texts = (text for activity, _, text in phone.participation.drafts() if activity.activity_id == key)
    return replace(before, text=next(texts, ""))


def render_unfinished_draft(phone: ParticipantPhone, before: ParticipantView) -> None:
    """Draw the unfinished text again, so that it can be completed."""
    if before.activity is None or before.prompt is None:
        return
    _render_story(before.prompt)
    _render_editor(replace(phone, view=before), before.activity, before.prompt)


def render_go_on() -> None:
    """Draw the button that leaves the text and follows the workshop."""
    st.info("The group has moved on. Finish your sentence, then continue.", icon=":material/arrow_forward:")
    render_action(
        "Continue with the group", "workshop-follow", lambda: st.session_state.pop(_WRITING, None), wide=True
    )


def _render_story(prompt: Prompt) -> None:
    st.header(escape_markdown(prompt.ask), anchor=False)
    if prompt.story:
        st.markdown(escape_lines(prompt.story))


def _render_editor(phone: ParticipantPhone, activity: Activity, prompt: Prompt) -> None:
    key = _key(activity)
    saved = phone.view.text
    with st.container(key=f"{web.SAVES_AS_TYPED}{key}"):
        typed = st.text_area(
            "Your thank-you",
            value=saved,
            height=_HEIGHT,
            max_chars=_MAX_LENGTH,
            key=key,
            on_change=_save_typed,
            args=(phone, activity),
        )
    render_action(
        "Save",
        f"save-{key}",
        lambda: _save(phone, activity),
        text=lambda: _typed_text(activity),
        wide=True,
    )
    _render_state(typed, saved, activity)
    _render_points(prompt)
    _render_comments(_findings(phone, prompt, typed))


def _render_points(prompt: Prompt) -> None:
    """Draw what to write about, below the field, which a keyboard would push off the screen."""
    if prompt.points:
        st.markdown("\n".join(f"- {escape_markdown(point)}" for point in prompt.points))


def _render_state(typed: str, saved: str, activity: Activity) -> None:
    """Show whether the text in the field is the saved one."""
    if typed == saved:
        if saved:
            st.success("Saved.", icon=":material/check:")
        return
    st.warning("Not saved yet. Tap Save.", icon=":material/edit:")
    if saved:
        render_action("Show the saved text instead", f"saved-{_key(activity)}", lambda: _show_saved(activity))


def _findings(phone: ParticipantPhone, prompt: Prompt, typed: str) -> tuple[Finding, ...] | None:
    """Return comments on the text, computed once for each text instead of on every run."""
    known: tuple[str, str, tuple[Finding, ...] | None] | None = st.session_state.get(_COMMENTS)
    if known is None or known[:2] != (prompt.prompt_id, typed):
        findings = phone.participation.content.draft_findings(typed, prompt.prompt_id)
        known = st.session_state[_COMMENTS] = (prompt.prompt_id, typed, findings)
    return known[2]


def _render_comments(findings: tuple[Finding, ...] | None) -> None:
    if findings is None:
        return
    if not findings:
        st.markdown(":green[:material/check: Nothing stands out. It's ready to share.]")
        return
    with st.container(border=True):
        st.header("What would make it better", anchor=False)
        st.markdown("\n".join(f"- {_advice(finding)}" for finding in findings[:_MAX_COMMENTS]))
        if len(findings) > _MAX_COMMENTS:
            st.markdown(":gray[Fix these first. There are a few more after that.]")


def _advice(finding: Finding) -> str:
    quote = f"“{escape_markdown(finding.quote)}” " if finding.quote else ""
    return f"{quote}{escape_markdown(finding.why)} {escape_markdown(finding.remedy)}"


def _render_swap(phone: ParticipantPhone, activity: Activity) -> None:
    view = phone.view
    st.header("Swap with a partner", anchor=False)
    st.markdown("You read each other's only if you both agree. Either of you can change your mind.")
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
        st.markdown("You agreed. Once your partner does too, you can read each other's.")
    elif view.partner_text:
        with st.container(border=True):
            st.header("What your partner wrote", anchor=False)
            st.markdown(escape_lines(view.partner_text))
    else:
        st.markdown("You both agreed. Your partner hasn't written anything yet.")
    _render_agreement(phone, activity, False, "Stop sharing my text")
    render_partner_change(phone)


def _render_agreement(phone: ParticipantPhone, activity: Activity, yes: bool, label: str) -> None:
    render_action(
        label,
        f"agree-{activity.activity_id}-{yes}",
        lambda: phone.participation.agree(activity.activity_id, yes, session.utc_now()),
        wide=True,
    )


def _save_typed(phone: ParticipantPhone, activity: Activity) -> None:
    session.run_safely(lambda: _save(phone, activity), unsaved_text=_typed_text(activity))


def _save(phone: ParticipantPhone, activity: Activity) -> None:
    phone.participation.write(activity.activity_id, _typed_text(activity))


def _typed_text(activity: Activity) -> str:
    return str(st.session_state.get(_key(activity)) or "")


def _key(activity: Activity) -> str:
    return f"text-{activity.activity_id}-{st.session_state.get(_VERSION, 0)}"


def _show_saved(activity: Activity) -> None:
    """Start a new field with the saved text; this drops the old field's content, as the person asked."""
    st.session_state[_VERSION] = st.session_state.get(_VERSION, 0) + 1
