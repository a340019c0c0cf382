"""The smaller parts of the Today page."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from followup_core.coach.desk import View
from followup_core.coach.guide import guide
from followup_core.coach.interviews import set_interest
from followup_core.coach.today import Closed
from followup_core.coach.touching import News, log_reply
from followup_core.records import LATEST_DATE, Interview, Outcome, YesNo
from followup_core.records.dates import distance, spoken

from . import edge, interview_form
from .text import option, plain
from .ways import bring_in_link

_COMING_SHOWN = 5
_CLOSED_SHOWN = 5
_MAY_KEEP_IN_TOUCH = (Outcome.LET_GO, Outcome.REJECTED)
_NEWS = {
    News.NOT_YET: "No decision yet",
    News.NEW_DATE: "A new date",
    News.NEXT_ROUND: "Next round",
    News.OFFER: "An offer",
    News.REJECTED: "A no",
}


def welcome() -> None:
    """Draw the empty start: three fields, or a look around."""
    st.markdown(
        "You had an interview. Three answers are enough to know what to do now,"
        " what to leave alone, and when to let go."
    )
    interview_form.start_form()
    if not edge.in_workshop():
        bring_in_link()
        st.button("Look around with sample data", on_click=edge.enter_sample, type="tertiary")


def fresh_start(view: View) -> None:
    """After a new interview: offer the checklist, the one next thing."""
    interview_id = str(st.session_state.get("fresh", ""))
    if interview_id not in view.records.rounds:
        return
    round_ = view.round(interview_id)
    if round_.interview.held_on > view.today:
        return
    open_questions = len(guide(view, interview_id).asked) - guide(view, interview_id).answered
    if not open_questions:
        return
    with st.container(border=True):
        st.markdown(f"**{plain(round_.interview.title)}: while you remember it**")
        st.markdown("A few questions, one at a time. Each answer is saved as you give it.")
        checklist_link(interview_id, "Start the checklist")


def checklist_link(interview_id: str, label: str) -> None:
    """Draw the link to one interview's checklist."""
    st.page_link(
        "checklist.py", label=label, icon=":material/checklist:", query_params={"interview": interview_id}
    )


def interview_link(interview: Interview) -> None:
    """Draw the link to one interview."""
    st.page_link(
        "interview.py",
        label=plain(interview.title),
        query_params={"interview": interview.interview_id},
    )


def answered(interviews: Sequence[Interview]) -> None:
    """For each employer that answered today: ask what they said, one tap each."""
    hidden = st.session_state.setdefault("news-told", set())
    for interview in interviews:
        if interview.interview_id not in hidden:
            _news_card(interview)


def _news_card(interview: Interview) -> None:
    name = f"news-{interview.interview_id}"
    with st.container(border=True):
        st.markdown(f"**{plain(interview.organization)} answered today. What did they say?**")
        st.pills(
            "What did they say?",
            list(_NEWS),
            format_func=lambda news: option(_NEWS[news]),
            key=edge.key(name),
            label_visibility="collapsed",
            on_change=_tell,
            args=(interview.interview_id, name),
        )
        if st.session_state.get(edge.key(name)) is News.NEW_DATE:
            st.date_input(
                "They will decide by",
                None,
                min_value=edge.today(),
                max_value=LATEST_DATE,
                format="DD/MM/YYYY",
                key=edge.key(f"{name}-date"),
                on_change=_new_date,
                args=(interview.interview_id, f"{name}-date"),
            )


def _tell(interview_id: str, name: str) -> None:
    news = st.session_state.get(edge.key(name))
    if news is None or news is News.NEW_DATE:
        return
    st.session_state["news-told"].add(interview_id)
    if news is not News.NOT_YET:
        edge.attempt(lambda at, when: log_reply(at, when, interview_id, on=when.today, news=news))


def _new_date(interview_id: str, name: str) -> None:
    chosen = st.session_state.get(edge.key(name))
    if isinstance(chosen, date):
        edge.attempt(
            lambda at, when: log_reply(
                at, when, interview_id, on=when.today, news=News.NEW_DATE, decision_by=chosen
            )
        )


def coming(interviews: Sequence[Interview], today: date) -> None:
    """List interviews still ahead, with what to ask before leaving."""
    for interview in interviews[:_COMING_SHOWN]:
        with st.container(border=True):
            interview_link(interview)
            when = f"{spoken(interview.held_on, today)}, {interview.held_at:%H:%M}"
            st.markdown(f"{when}, {distance(interview.held_on, today)}.")
    st.markdown("Before you leave, ask when they will decide, and ask each person for a card.")


def lately(closed: Sequence[Closed]) -> None:
    """List what ended lately."""
    if not closed:
        return
    st.header("Lately", anchor=False)
    for each in closed[:_CLOSED_SHOWN]:
        _closed(each)


def _closed(each: Closed) -> None:
    interview = each.interview
    with st.container(border=True):
        interview_link(interview)
        st.markdown(plain(each.sentence))
        if interview.outcome in _MAY_KEEP_IN_TOUCH and interview.still_interested is None:
            name = f"interest-{interview.interview_id}"
            st.pills(
                "Would you still like to work there one day?",
                list(YesNo),
                format_func=lambda word: option(word.value.capitalize()),
                key=edge.key(name),
                on_change=_interest,
                args=(interview.interview_id, name),
            )


def _interest(interview_id: str, name: str) -> None:
    interest = st.session_state.get(edge.key(name))
    edge.attempt(lambda at, when: set_interest(at, when, interview_id, interest))
