"""One interview's timeline, and what is done and still to do for each interviewer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from followup_core.charts import Lane, TimelineMark
from followup_core.models import (
    AnswerValue,
    Interview,
    InterviewDetails,
    Interviewer,
    InterviewerPart,
    Outcome,
    Person,
    Touchpoint,
    TouchpointKind,
)
from followup_core.models.date_text import pluralize

from .answer_deadline import deadlines, open_deadlines
from .due_steps import advised_plan
from .labels import (
    RESPONSE_WORDS,
    STEP_NOUNS,
    TOUCHPOINT_NOUNS,
    decision_words,
    not_held_words,
    outcome_event,
    step_line,
)
from .workspace import WorkspaceView


class TodoStatus(StrEnum):
    """How far one task for one interviewer is, as a word on screen."""

    DONE = "Done"
    NO = "No"
    OPEN = "Open"
    SKIPPED = "Skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewerTodos:
    """An interviewer, with the status of each task that is usual after meeting somebody."""

    person: Person
    part: InterviewerPart
    card: TodoStatus
    asked_linkedin: TodoStatus
    agreed_linkedin: TodoStatus
    connected: TodoStatus
    thanked: TodoStatus
    note: TodoStatus


_STATUS = {
    None: TodoStatus.OPEN,
    AnswerValue.YES: TodoStatus.DONE,
    AnswerValue.NO: TodoStatus.NO,
    AnswerValue.SKIPPED: TodoStatus.SKIPPED,
}


def interviewer_todos(view: WorkspaceView, interview_id: str) -> tuple[InterviewerTodos, ...]:
    """Return the tasks of each interviewer, in the order in which the interviewers were entered."""
    details = view.interview_details(interview_id)
    return tuple(_interviewer_todos(view, details, interviewer) for interviewer in details.interviewers)


def _interviewer_todos(
    view: WorkspaceView, details: InterviewDetails, interviewer: Interviewer
) -> InterviewerTodos:
    def answer_status(item: str) -> TodoStatus:
        return _STATUS[details.answer_to(item, interviewer.person_id)]

    def touchpoint_status(kind: TouchpointKind) -> TodoStatus:
        touchpoints = (
            touchpoint
            for touchpoint in details.touchpoints
            if touchpoint.kind is kind and touchpoint.person_id == interviewer.person_id
        )
        is_sent = any(not touchpoint.bounced for touchpoint in touchpoints)
        return TodoStatus.DONE if is_sent else TodoStatus.OPEN

    unknown_person = Person(person_id=interviewer.person_id, name="Unknown person")
    return InterviewerTodos(
        person=view.records.people.get(interviewer.person_id, unknown_person),
        part=interviewer.part,
        card=answer_status("business_card"),
        asked_linkedin=answer_status("asked_linkedin"),
        agreed_linkedin=answer_status("agreed_linkedin"),
        connected=touchpoint_status(TouchpointKind.LINKEDIN_REQUEST),
        thanked=touchpoint_status(TouchpointKind.THANK_YOU_EMAIL),
        note=touchpoint_status(TouchpointKind.THANK_YOU_NOTE),
    )


def timeline(view: WorkspaceView, interview_id: str) -> tuple[TimelineMark, ...]:
    """Return what happened and what is planned for one interview, oldest first."""
    details = view.interview_details(interview_id)
    interview = details.interview
    not_held = not_held_words(details, view.today)
    what = f"Interview, round {interview.round}{f' ({not_held})' if not_held else ''}"
    marks = [TimelineMark(on=interview.held_on, lane=Lane.THEY, what=what)]
    for touchpoint in details.touchpoints:
        marks += _touchpoint_marks(view, touchpoint)
    if interview.decision_by is not None:
        what = decision_words(details, view.today)
        marks.append(TimelineMark(on=interview.decision_by, lane=Lane.THEY, what=what))
    if interview.outcome_on is not None:
        what = outcome_event(interview.outcome)
        marks.append(TimelineMark(on=interview.outcome_on, lane=_decider(interview), what=what))
    marks += _deadline_marks(view, details)
    marks += (
        TimelineMark(on=planned.on, lane=Lane.PLANNED, what=planned.what, detail=planned.because)
        for planned in planned_days(view, interview_id)
    )
    return tuple(sorted(marks, key=lambda mark: mark.on))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDay:
    """One planned step in words: its day, what to do, and why on that day.

    `other_advice` is a sentence on the days that other career advisors suggest, '' if none is known.
    """

    on: date
    what: str
    because: str
    other_advice: str


def planned_days(view: WorkspaceView, interview_id: str) -> tuple[PlannedDay, ...]:
    """Return the steps that are planned for one interview if nobody answers, in the order of the plan."""
    interview = view.interview_details(interview_id).interview
    return tuple(
        PlannedDay(
            on=on,
            what=step_line(step, view.name(step.person_id), interview),
            because=step.because,
            other_advice=view.playbook.number_ranges.get(step.reason.playbook_number, ""),
        )
        for step, on in advised_plan(view, interview_id)
    )


def _deadline_marks(view: WorkspaceView, details: InterviewDetails) -> Iterator[TimelineMark]:
    """Yield a mark for each deadline to answer an offer that is open or has passed."""
    still_open = open_deadlines(details, view.today)
    for deadline in deadlines(details):
        if deadline.on < view.today or deadline in still_open:
            lane = Lane.YOU if deadline.of_another else Lane.THEY
            yield TimelineMark(on=deadline.on, lane=lane, what=deadline.words(view.today))


def _decider(interview: Interview) -> Lane:
    """Return the lane of whoever ended the interview; the candidate lets go or withdraws."""
    return Lane.YOU if interview.outcome in (Outcome.LET_GO, Outcome.WITHDRAWN) else Lane.THEY


def _touchpoint_marks(view: WorkspaceView, touchpoint: Touchpoint) -> list[TimelineMark]:
    name = view.name(touchpoint.person_id)
    what = f"{TOUCHPOINT_NOUNS[touchpoint.kind]}: {name}" if name else TOUCHPOINT_NOUNS[touchpoint.kind]
    lane = Lane.THEY if touchpoint.kind is TouchpointKind.HEARD_FROM_EMPLOYER else Lane.YOU
    marks = [TimelineMark(on=touchpoint.sent_on, lane=lane, what=what, detail=touchpoint.note)]
    if touchpoint.response is not None and touchpoint.responded_on is not None:
        answer = RESPONSE_WORDS[touchpoint.response]
        marks.append(TimelineMark(on=touchpoint.responded_on, lane=Lane.THEY, what=answer, detail=what))
    return marks


def timeline_sentence(view: WorkspaceView, interview_id: str) -> str:
    """Return the timeline in words: how many messages were sent, what is to be answered, what comes next."""
    details = view.interview_details(interview_id)
    sent = sum(
        touchpoint.kind is not TouchpointKind.HEARD_FROM_EMPLOYER and not touchpoint.bounced
        for touchpoint in details.touchpoints
    )
    messages = pluralize(sent, "message") if sent else "no message"
    interview = details.interview
    held_on = view.day_format.short(interview.held_on)
    start = f"You interviewed at {interview.organization} on {held_on} and sent {messages}"
    if not_held_words(details, view.today):
        didnt = "won't" if interview.held_on > view.today else "didn't"
        what = "was canceled" if details.has_open_cancellation else f"{didnt} take place"
        start = f"Your interview at {interview.organization} on {held_on} {what}"
        start += f"; you sent {messages}" if sent else ""
    elif interview.held_on > view.today:
        start = f"You have an interview at {interview.organization} on {held_on}"
        start += f" and sent {messages}" if sent else ""
    coming_sentences = [
        deadline.sentence(view.day_format) for deadline in open_deadlines(details, view.today)
    ]
    planned = advised_plan(view, interview_id)
    if planned:
        next_step, on = planned[0]
        noun = STEP_NOUNS[next_step.kind]
        noun = noun if noun.startswith("LinkedIn") else noun.lower()
        day = "today" if on == view.today else f"on {view.day_format.full(on)}"
        coming_sentences.append(f"Next, if nothing else happens: {noun} {day}.")
    return " ".join([f"{start}.", *(coming_sentences or ["Nothing more is planned."])])
