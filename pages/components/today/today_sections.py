"""The smaller sections of the Today page."""

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from components import session
from components.choice_buttons import render_choice_buttons
from components.date_fields import date_format
from components.form_fields import render_refusal
from components.interviews import interview_form
from components.interviews.interview_sections import InterviewSection, section_address
from components.markdown_text import escape_markdown
from components.page_links import message_address, render_import_link, render_sample_button
from followup_core.models import LATEST_DATE, Interview, MessageKind, Outcome, YesNo
from followup_core.models.date_text import distance, pluralize
from followup_core.services.guided_checklist import ChecklistProgress, skip_checklist
from followup_core.services.interview_service import set_interest
from followup_core.services.labels import time_words
from followup_core.services.messages.message_writing import default_recipient
from followup_core.services.recently_closed import RecentlyClosed
from followup_core.services.today_overview import UnrecordedResponse, checklist_label, checklist_sentence
from followup_core.services.touchpoints import ResponseKind, record_response

from .step_card import WHOLE_LINE, Prominence, Row, response_row

_MAX_CHECKLISTS = 1
_MAX_COMING = 5
_MAX_CLOSED = 5
_MAY_KEEP_IN_TOUCH = (Outcome.LET_GO, Outcome.REJECTED)
_RESPONSE_LABELS = {
    ResponseKind.NOT_YET: "No decision yet",
    ResponseKind.NEW_DATE: "A new date",
    ResponseKind.NEXT_ROUND: "Next round",
    ResponseKind.OFFER: "An offer",
    ResponseKind.REJECTED: "A no",
}


def render_welcome() -> None:
    """Draw the start page of an empty workspace: its purpose, a form with three fields, and example cards."""
    st.title("What to do after your interview", anchor=False)
    st.markdown(
        "Thank the people you met, wait, ask for news, and know when to let go."
        " Each day you see what to do, what to leave alone, and why."
    )
    in_workshop = session.in_workshop()
    who_sees_it = (
        "Only you see what you enter here." if in_workshop else "What you enter stays on this computer."
    )
    st.markdown(f":gray[:material/lock: {who_sees_it}]")
    interview_form.render_start_form()
    if not in_workshop:
        render_import_link()
        render_sample_button()
    st.header("What you get", anchor=False)
    for example in _EXAMPLES:
        with st.container(border=True):
            st.markdown(example)


_EXAMPLES = (
    "**Thank Dana Ruiz by email**  \n:orange-badge[:material/notifications: Due today]"
    " You met yesterday. A thank-you is worth most within a day, and the draft is ready.",
    "**Email Dana Ruiz for an update**  \n:gray-badge[:material/hourglass_empty: Not before Friday]"
    " They said they would decide by Thursday. Before that is too soon.",
)
"""Two cards as they look once an interview is entered."""


def render_checklists(checklists: Sequence[ChecklistProgress], *, has_main_button: bool) -> None:
    """Draw cards for the checklists of recent interviews, and a link to the Checklist page for the rest.

    Args:
        checklists: The checklists. The one of the latest interview comes first.
        has_main_button: Whether the cards have the page's most visible button.
    """
    for progress in checklists[:_MAX_CHECKLISTS]:
        _render_checklist_card(progress, "primary" if has_main_button else "secondary")
    if len(checklists) > _MAX_CHECKLISTS:
        more_words = pluralize(len(checklists) - _MAX_CHECKLISTS, "more checklist")
        st.page_link(
            "checklist.py", label=f"{more_words.capitalize()} to go through", icon=":material/checklist:"
        )


def _render_checklist_card(progress: ChecklistProgress, prominence: Prominence) -> None:
    interview = progress.details.interview
    with st.container(border=True, horizontal=True):
        title = f"**{escape_markdown(interview.title)}: while you remember it**"
        st.markdown(f"{title}  \n{checklist_sentence(progress)}", width=WHOLE_LINE)
        is_start_tapped = st.button(
            checklist_label(progress),
            key=session.key(f"checklist-{interview.interview_id}"),
            type=prominence,
        )
        st.button(
            "Skip the checklist",
            key=session.key(f"skip-checklist-{interview.interview_id}"),
            type="tertiary",
            on_click=_skip_checklist,
            args=(interview.interview_id,),
        )
    if is_start_tapped:
        st.switch_page("checklist.py", query_params={"interview": interview.interview_id})


def _skip_checklist(interview_id: str) -> None:
    session.run_action(lambda workspace, context: skip_checklist(workspace, context, interview_id))


def render_interview_link(interview: Interview) -> None:
    """Draw the link to one interview."""
    st.page_link(
        "interview.py",
        label=escape_markdown(interview.title),
        query_params={"interview": interview.interview_id},
    )


def render_another_interview_button() -> None:
    """Draw the button to enter an interview, for a day without anything else to do."""
    if st.button("I had another interview", key=session.key("another-interview"), icon=":material/add:"):
        st.switch_page("interviews.py", query_params={"add": "yes"})


def render_another_interview_link() -> None:
    """Draw the link to enter an interview, below what there is to do."""
    st.page_link(
        "interviews.py", label="I had another interview", icon=":material/add:", query_params={"add": "yes"}
    )


class UnrecordedResponseCards:
    """Cards that ask what an employer that answered recently said; one tap records it.

    A card is drawn in the row in which “They answered” was tapped, so that it appears where the eye is.
    """

    def __init__(self, responses: Sequence[UnrecordedResponse]) -> None:
        self._undrawn = [(response_row(response.interview.interview_id), response) for response in responses]

    def render_until(self, row: Row) -> None:
        """Draw the cards of this row of the page and of the rows above it, unless they are drawn already."""
        for card_row, response in self._undrawn:
            if card_row <= row:
                _render_response_card(response)
        self._undrawn = [(card_row, response) for card_row, response in self._undrawn if card_row > row]


def _render_response_card(response: UnrecordedResponse) -> None:
    interview_id = response.interview.interview_id
    name = f"news-{interview_id}"
    with st.container(border=True, width=WHOLE_LINE):
        st.markdown(f"**{escape_markdown(response.sentence)}**")
        render_choice_buttons(name, _RESPONSE_LABELS, _record_response_kind, interview_id, response.on)
        if st.session_state.get(session.key(f"{name}-asks-date")):
            st.date_input(
                "They will decide by",
                None,
                min_value=response.on + timedelta(days=1),
                max_value=LATEST_DATE,
                format=date_format(),
                key=session.key(f"{name}-date"),
                on_change=_record_new_date,
                args=(interview_id, response.on, f"{name}-date"),
            )
            render_refusal(session.key(f"{name}-date"))


def _record_response_kind(interview_id: str, answered_on: date, kind: ResponseKind) -> None:
    asks_date = kind is ResponseKind.NEW_DATE
    st.session_state[session.key(f"news-{interview_id}-asks-date")] = asks_date
    if asks_date:
        return
    session.run_action(
        lambda workspace, context: record_response(
            workspace, context, interview_id, on=answered_on, kind=kind
        )
    )


def _record_new_date(interview_id: str, answered_on: date, name: str) -> None:
    decision_day = st.session_state.get(session.key(name))
    if isinstance(decision_day, date) and session.run_action(
        lambda workspace, context: record_response(
            workspace,
            context,
            interview_id,
            on=answered_on,
            kind=ResponseKind.NEW_DATE,
            decision_by=decision_day,
        ),
        fields={"decision_by": session.key(name)},
    ):
        st.session_state[session.key(f"news-{interview_id}-asks-date")] = False


def render_coming(interviews: Sequence[Interview], today: date) -> None:
    """Draw the upcoming interviews, with what to ask before leaving."""
    st.header("Coming up", anchor=False)
    with st.container(border=True, gap="xsmall"):
        for interview in interviews[:_MAX_COMING]:
            render_interview_link(interview)
            day_format = session.day_format()
            time_parts = (day_format.full(interview.held_on), time_words(interview, day_format))
            st.markdown(f"{', '.join(filter(None, time_parts))}, {distance(interview.held_on, today)}.")
        st.markdown(
            ":gray[Before you leave, ask when they will decide, and ask each person for a business card.]"
        )


def render_recently_closed(closed_interviews: Sequence[RecentlyClosed]) -> None:
    """Draw the interviews that ended recently."""
    if not closed_interviews:
        return
    st.header("Recently ended", anchor=False)
    with st.container(border=True, gap="xsmall"):
        for closed_interview in closed_interviews[:_MAX_CLOSED]:
            _render_closed(closed_interview)


def _render_closed(closed_interview: RecentlyClosed) -> None:
    interview = closed_interview.interview
    render_interview_link(interview)
    st.markdown(escape_markdown(closed_interview.sentence))
    if closed_interview.answer_with is not None:
        _render_answer_button(interview, closed_interview.answer_with)
    if closed_interview.needs_next_round and st.button(
        "Enter the next round", key=session.key(f"next-round-{interview.interview_id}")
    ):
        st.switch_page(
            "interview.py", query_params=section_address(interview.interview_id, InterviewSection.DETAILS)
        )
    if interview.outcome in _MAY_KEEP_IN_TOUCH and interview.still_interested is None:
        name = f"interest-{interview.interview_id}"
        st.markdown("Would you still like to work there one day?")
        words = {word: word.value.capitalize() for word in YesNo}
        render_choice_buttons(name, words, _set_interest, interview.interview_id)


def _render_answer_button(interview: Interview, kind: MessageKind) -> None:
    if st.button("Write the answer", key=session.key(f"answer-{interview.interview_id}")):
        person_id = default_recipient(session.view(), interview.interview_id, kind)
        st.switch_page("message.py", query_params=message_address(interview.interview_id, kind, person_id))


def _set_interest(interview_id: str, interest: YesNo) -> None:
    session.run_action(lambda workspace, context: set_interest(workspace, context, interview_id, interest))
