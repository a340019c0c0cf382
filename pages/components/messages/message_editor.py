"""The editor for one message: the draft, suggestions, and ways to send it."""

import math
import textwrap
from datetime import date
from typing import Literal

import streamlit as st

from components import confirm_button, notices, session
from components.form_fields import field, forget, overwrites_other_tab, render_refusal, typed_or_stored
from components.markdown_text import escape_markdown, escape_option
from components.page_links import render_messages_link, render_withdrawal_link
from followup_core.messages import FITTED_FACTS, Finding, KeepInTouchReason, Message, Tone
from followup_core.models import OCCASIONS_OF, Channel, MessageKind, Occasion
from followup_core.services.labels import TOUCHPOINT_NOUNS, sent_label
from followup_core.services.messages import message_recording, message_writing, saved_drafts
from followup_core.services.messages.message_facts import DraftRequest, known_occasion
from followup_core.services.messages.message_labels import (
    KEEP_IN_TOUCH_WORDS,
    KIND_WORDS,
    OCCASION_WORDS,
    TONE_WORDS,
)
from followup_core.services.messages.message_writing import DraftedMessage
from followup_core.services.workspace import WorkspaceView
from followup_core.text import in_words

from . import copy_and_mail_options, fact_questions, step_advice

_LINE_PIXELS = 19.6
_FRAME_PIXELS = 60  # the label, the border and the padding, and a little to spare
_CONTENT_LINES = 20  # a field that is as tall as its content shows this many
_PHONE_CHARACTERS, _DESKTOP_CHARACTERS = 42, 66  # in a line of the field
_COLUMNS = (3, 2)  # the widths of the draft and of the questions
_REQUIRED_NAMES = {"name": "the person's name", "my_name": "your own name"}
"""The facts that a message needs before it is ready, in words for the screen."""
_MAX_WIDTH = 1200  # pixels; wider lines are hard to read
_SENT_KEY = "sent"  # key of the session's state: the interview of a message that was just marked as sent


def render_message_editor(view: WorkspaceView, interview_id: str, draft_request: DraftRequest) -> None:
    """Draw the page of one message: the draft and the ways to send it, then what would make it better."""
    interview = view.interview_details(interview_id).interview
    name = view.name(draft_request.person_id)
    kind_words = KIND_WORDS[draft_request.kind]
    st.title(escape_markdown(f"{kind_words}: {name}" if name else kind_words), anchor=False)
    st.markdown(
        f":gray[{escape_markdown(interview.title)} · "
        f"{escape_markdown(view.day_format.full(interview.held_on))}]"
    )
    # On a phone, one column is below the other.
    draft_column, side_column = st.columns(_COLUMNS, gap="medium", width=_MAX_WIDTH)
    with side_column:
        questions_slot = st.container()
        # These choices are below the questions on screen, but are drawn first, because the draft depends on
        # them. A message in the candidate's own words does not.
        is_own = saved_drafts.load_draft(view, interview_id, draft_request) is not None
        full_request = draft_request if is_own else _render_request_choices(view, interview_id, draft_request)
    templates, template_error = message_writing.template_repository(session.own_wording_folder()).current()
    drafted = message_writing.draft_message(view, templates, interview_id, full_request)
    with draft_column:
        if template_error is not None:
            st.warning(
                "Your own wording has a mistake, so the last version that worked is used."
                f" {escape_markdown(str(template_error))}"
            )
        _render_warnings(view, drafted)
        if not is_own:
            _render_missing_names(drafted)
        message = _render_editor(view, drafted)
        copy_and_mail_options.render_copy_and_mail_options(view, drafted, message, templates)
    with questions_slot:
        _render_findings(view, drafted, message)
        fact_questions.render_fact_questions(drafted, message)
    with side_column:
        _render_advice(view, drafted)
        render_messages_link()
    _render_sent_button(view, drafted)


def _render_request_choices(
    view: WorkspaceView, interview_id: str, draft_request: DraftRequest
) -> DraftRequest:
    """Draw the choices of tone, reason and occasion that apply, and return the request with them."""
    with st.container(horizontal=True, gap="medium"):
        tone = st.segmented_control(
            "Tone",
            list(Tone),
            default=Tone.PLAIN,
            required=True,
            format_func=lambda choice: escape_option(TONE_WORDS[Tone(choice)]),
            key=session.key("tone"),
            persist_state="session",
        )
        reason, occasion = KeepInTouchReason.ARTICLE, draft_request.occasion
        if draft_request.kind is MessageKind.KEEP_IN_TOUCH:
            reason = st.segmented_control(
                "What about?",
                list(KeepInTouchReason),
                default=KeepInTouchReason.ARTICLE,
                required=True,
                format_func=lambda choice: escape_option(KEEP_IN_TOUCH_WORDS[KeepInTouchReason(choice)]),
                key=session.key("about"),
            )
        options = OCCASIONS_OF.get(draft_request.kind, ())
        if len(options) > 1:
            details = view.interview_details(interview_id)
            default_occasion = draft_request.occasion or known_occasion(
                details, view.today, draft_request.kind
            )
            occasion = st.selectbox(
                "What happened?",
                options,
                index=options.index(default_occasion) if default_occasion in options else None,
                placeholder="Choose what fits",
                format_func=lambda choice: OCCASION_WORDS[Occasion(choice)],
                key=session.key(f"occasion-{draft_request.kind}-{interview_id}-{default_occasion}"),
                width=300,
            )
    return DraftRequest(
        kind=draft_request.kind,
        person_id=draft_request.person_id,
        tone=Tone(tone or Tone.PLAIN),
        about=KeepInTouchReason(reason or KeepInTouchReason.ARTICLE),
        occasion=Occasion(occasion) if occasion else None,
    )


def _render_warnings(view: WorkspaceView, drafted: DraftedMessage) -> None:
    day = _last_sent_day(view, drafted)
    if day is not None:
        st.info(escape_markdown(_already_recorded_sentence(view, drafted, day)), icon=":material/check:")
    if unwanted := message_writing.unwanted_sentence(view, drafted):
        st.warning(unwanted, icon=":material/block:")
        render_withdrawal_link(view, drafted.interview_id)
    step = drafted.step
    if step is not None and step.earliest > view.today:
        st.info(
            f"**Not before {view.day_format.full(step.earliest)}.** {escape_markdown(step.because)}",
            icon=":material/hourglass_empty:",
        )


def _render_missing_names(drafted: DraftedMessage) -> None:
    """Say above a draft which names it lacks, because on a phone the questions are far below."""
    names = in_words(_missing_names(drafted))
    if names:
        st.info(f"**Almost ready.** It still needs {names}: see “Make it yours”.", icon=":material/edit:")


def _missing_names(drafted: DraftedMessage) -> list[str]:
    return [
        _REQUIRED_NAMES[question.fact]
        for question in drafted.missing
        if question.needed and question.fact in _REQUIRED_NAMES
    ]


def _render_advice(view: WorkspaceView, drafted: DraftedMessage) -> None:
    """Draw what such a message should say, and the recipient's address and phone number."""
    advice = view.playbook.advice.get(drafted.request.kind.value)
    if advice is None:
        return
    with st.expander("What to say"):
        step_advice.render_step_advice(advice)
        contact_details = " · ".join(
            escape_markdown(text) for text in (drafted.facts.email, drafted.facts.phone) if text
        )
        if contact_details:
            st.markdown(f"{escape_markdown(drafted.facts.name)}: {contact_details}")


def _render_editor(view: WorkspaceView, drafted: DraftedMessage) -> Message:
    """Draw the fields of the message; every change is saved at once, so a locked phone loses none."""
    draft = drafted.message
    saved_texts = saved_drafts.load_draft(view, drafted.interview_id, drafted.request)
    subject, body = saved_texts or (draft.subject, draft.body)
    keys = [field(key, text) for key, text in zip(_field_keys(drafted), (subject, body), strict=True)]
    _remember_draft(drafted)
    if draft.subject:
        with copy_and_mail_options.copy_container("subject"):
            subject = st.text_input(
                "Subject",
                subject,
                key=keys[0],
                on_change=_save,
                args=(drafted,),
                max_chars=300,
                persist_state="session",
            )
            copy_and_mail_options.render_copy_button("subject")
        render_refusal(keys[0])
    with copy_and_mail_options.copy_container("message"):
        body = st.text_area(
            "Message",
            body,
            key=keys[1],
            on_change=_save,
            args=(drafted,),
            height=_field_height(body),
            max_chars=19_000,
            persist_state="session",
        )
        if draft.kind.channel is not Channel.PHONE:
            copy_and_mail_options.render_copy_button("message")
    render_refusal(keys[1])
    if saved_texts is not None:
        _render_outdated_day(view, drafted)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(":gray[Your own words, kept as you changed them.]", width="content")
            st.button(
                "Begin again from the draft",
                type="tertiary",
                key=session.key(f"begin-again-{_message_key(drafted)}"),
                on_click=_delete_saved_draft,
                args=(drafted,),
            )
    return Message(kind=draft.kind, to=draft.to, subject=subject or "", body=body or "")


def _render_outdated_day(view: WorkspaceView, drafted: DraftedMessage) -> None:
    """Ask whether "today" still fits into a message that was written on an earlier day."""
    word_and_day = saved_drafts.outdated_day(
        view, drafted.interview_id, drafted.request, view.records.settings.timezone
    )
    if word_and_day is not None:
        word, written_on = word_and_day
        day_words = view.day_format.full(written_on)
        st.warning(f"You wrote “{word}” on {day_words}. Does it still fit?", icon=":material/event:")


def _field_height(body: str) -> int | Literal["content"]:
    """Return a height that shows the whole message: Streamlit's own limit is 6.5 times three lines."""
    width = _PHONE_CHARACTERS if "Mobi" in st.context.headers.get("User-Agent", "") else _DESKTOP_CHARACTERS
    lines = sum(len(textwrap.wrap(line, width)) or 1 for line in body.split("\n"))
    return "content" if lines <= _CONTENT_LINES else _FRAME_PIXELS + math.ceil(lines * _LINE_PIXELS)


def _field_keys(drafted: DraftedMessage) -> tuple[str, str]:
    message_key = _message_key(drafted)
    return session.key(f"subject-{message_key}"), session.key(f"body-{message_key}")


def _fields_by_column(drafted: DraftedMessage) -> dict[str, str]:
    return dict(zip(("subject", "body"), _field_keys(drafted), strict=True))


def _message_key(drafted: DraftedMessage) -> str:
    """Return the part of widget keys that identifies this message."""
    return f"{drafted.request.kind}-{drafted.interview_id}-{drafted.request.person_id}"


def _message_to_save(drafted: DraftedMessage) -> Message:
    """Return the message as it is typed now.

    A field without unsaved input may show an older text than another tab has saved since. The saved text is
    then used.
    """
    subject, body = (
        str(typed_or_stored(key, stored) or "")
        for key, stored in zip(_field_keys(drafted), _saved_or_drafted_texts(drafted), strict=True)
    )
    return Message(kind=drafted.message.kind, to=drafted.message.to, subject=subject, body=body)


def _saved_texts(drafted: DraftedMessage) -> tuple[str, str] | None:
    """Return the subject and the body stored now; None if none are stored or the interview is gone."""
    view = session.view()
    interview_exists = drafted.interview_id in view.records.interviews
    return saved_drafts.load_draft(view, drafted.interview_id, drafted.request) if interview_exists else None


def _saved_or_drafted_texts(drafted: DraftedMessage) -> tuple[str, str]:
    """Return the subject and the body stored now, else those of the draft."""
    return _saved_texts(drafted) or (drafted.message.subject, drafted.message.body)


def _remember_draft(drafted: DraftedMessage) -> None:
    """Keep every text that this session has shown as a draft of this message."""
    key = _drafts_key(drafted)
    texts = (drafted.message.subject, drafted.message.body)
    st.session_state[key] = {*st.session_state.get(key, ()), *texts}


def _drafts_key(drafted: DraftedMessage) -> str:
    return session.key(f"drafted-{_message_key(drafted)}")


def _is_untouched_draft(drafted: DraftedMessage, message: Message) -> bool:
    """Return whether a message is a draft that nobody changed, perhaps an earlier one.

    A browser sends the texts of all its fields with each change. Until it has the newest draft, it sends the
    one before, which Streamlit takes for a change.
    """
    drafts: set[str] = st.session_state[_drafts_key(drafted)]
    return {message.subject, message.body} <= drafts and _saved_texts(drafted) is None


def _save(drafted: DraftedMessage) -> None:
    message = _message_to_save(drafted)
    if _is_untouched_draft(drafted, message):
        forget(*_field_keys(drafted))
        return
    replaces_other_tab = any(
        map(overwrites_other_tab, _field_keys(drafted), _saved_or_drafted_texts(drafted))
    )
    is_saved = session.run_action(
        lambda workspace, context: saved_drafts.save_draft(
            workspace, context, drafted.interview_id, drafted.request, message
        ),
        unsaved_text=saved_drafts.to_note(message),
        confirm=replaces_other_tab,
        fields=_fields_by_column(drafted),
    )
    if is_saved and replaces_other_tab:
        notices.show_warning("This message was changed in another tab, too. Your last change counts.")


def _delete_saved_draft(drafted: DraftedMessage) -> None:
    session.run_action(
        lambda workspace, context: saved_drafts.delete_draft(
            workspace, context, drafted.interview_id, drafted.request
        ),
        fields=_fields_by_column(drafted),
    )


def _render_findings(view: WorkspaceView, drafted: DraftedMessage, message: Message) -> None:
    """Draw what would make the message better, except the facts that are asked for below."""
    findings = message_writing.findings(view, drafted, message)
    lacks_fact = any(question.needed and question.fact in FITTED_FACTS for question in drafted.missing)
    has_unused_answer = any(question.reason for question in drafted.missing)
    if (lacks_fact or has_unused_answer) and message == drafted.message:
        reason = (
            "Some of what you typed below isn't in the message."
            if has_unused_answer
            else "Answer the questions below first."
        )
        st.markdown(f":material/edit: **Not ready yet.** {reason}")
    elif not findings and not (_missing_names(drafted) and message == drafted.message):
        st.markdown(":green[:material/check: Nothing stands out. It is ready when you are.]")
    if not findings:
        return
    with st.container(border=True):
        st.markdown("**What would make it better**")
        st.markdown("\n".join(f"- {_finding_text(finding)}" for finding in findings))


def _finding_text(finding: Finding) -> str:
    quote = f"“{escape_markdown(finding.quote)}” " if finding.quote else ""
    return f"{quote}{escape_markdown(finding.why)} {escape_markdown(finding.remedy)}"


def _render_sent_button(view: WorkspaceView, drafted: DraftedMessage) -> None:
    """Draw the "sent" button in the bar at the bottom, where editing the message does not move it.

    A message that was sent before and is not due again needs a confirmation.
    """
    day = _last_sent_day(view, drafted)
    with st.bottom:
        confirm_button.render_confirm_button(
            sent_label(drafted.request.kind),
            session.key(f"sent-{_message_key(drafted)}"),
            f"{_already_recorded_sentence(view, drafted, day)} Record another one?" if day else "",
            _record_sent,
            (drafted,),
            yes_label="Yes, another one",
            no_label="No, it's the same one",
            icon=":material/check:",
            kind="primary",
        )


def _last_sent_day(view: WorkspaceView, drafted: DraftedMessage) -> date | None:
    if drafted.step is not None:
        return None
    return message_recording.last_sent(view, drafted.interview_id, drafted.request)


def _already_recorded_sentence(view: WorkspaceView, drafted: DraftedMessage, day: date) -> str:
    noun = TOUCHPOINT_NOUNS[drafted.request.kind.touchpoint]
    name = view.name(drafted.request.person_id)
    recipient_words = f" to {name}" if name else ""
    return f"You already recorded this, on {view.day_format.short(day)}: {noun}{recipient_words}."


def _record_sent(drafted: DraftedMessage) -> None:
    message = _message_to_save(drafted)
    is_recorded = session.run_action(
        lambda workspace, context: message_recording.record_sent_message(
            workspace, context, drafted.interview_id, drafted.request, message
        ),
        unsaved_text=saved_drafts.to_note(message),
        fields=_fields_by_column(drafted),
    )
    if is_recorded:
        st.session_state[_SENT_KEY] = drafted.interview_id


def take_sent_interview_id() -> str:
    """Return the interview of the message that was just marked as sent, '' if none was, and forget it."""
    return str(st.session_state.pop(_SENT_KEY, ""))
