"""Situations that the records of an interview show by themselves: one rule for each DetectionRule."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from followup_core.cadence import DateExpected, Step, StepKind, StepState
from followup_core.models import (
    CHASE_TOUCHPOINTS,
    AnswerValue,
    DateBasis,
    Interview,
    InterviewDetails,
    Outcome,
    Person,
    Response,
    Touchpoint,
    TouchpointKind,
    latest_response,
)
from followup_core.playbook import DetectionRule
from followup_core.services.advised_steps import unanswered_messages
from followup_core.services.workspace import WorkspaceView

_GRACIOUS = (
    TouchpointKind.THANK_YOU_EMAIL,
    TouchpointKind.THANK_YOU_NOTE,
    TouchpointKind.KEEP_IN_TOUCH,
    TouchpointKind.QUESTION,
    TouchpointKind.CANDIDATE_REPLY,
)
_FRESH_DAYS = 14  # as long as Today shows an interview after its outcome
_NEAR_DAYS = range(-3, 7)  # days from today; the first days after a holiday count, because inboxes are full


def detected_rules(view: WorkspaceView, interview_id: str) -> frozenset[DetectionRule]:
    """Return every rule that detects its situation in the records of an interview today."""
    return frozenset(
        rule for rule, detects in _DETECTORS.items() if detects(view, view.interview_details(interview_id))
    )


def permission_asked_on(
    details: InterviewDetails, people: Mapping[str, Person], person_id: str, today: date
) -> date | None:
    """Return when the agency's recruiter was asked whether somebody may be thanked, while that is open.

    None if nobody was asked, or they have answered.
    """
    recruiter = details.agency_recruiter(people)
    if not recruiter or recruiter == person_id or details.answer_to("may_contact") is AnswerValue.YES:
        return None
    heard = latest_response(details.touchpoints, today)
    asked = (
        each.sent_on
        for each in details.messages_sent(today)
        if each.kind is TouchpointKind.QUESTION and each.person_id == recruiter
    )
    return max((on for on in asked if heard is None or heard < on), default=None)


def find_chain_step(steps: tuple[Step, ...]) -> Step | None:
    """Return the step of the follow-up chain among the steps of one interview; None if it has none."""
    return next((step for step in steps if step.kind in _CHAIN), None)


def waits_for_their_date(step: Step | None, details: InterviewDetails, today: date) -> bool:
    """Return whether a step of the chain waits, and the day on which an answer is expected is still to come.

    The step may wait beyond that day: after a recent chase, for example.
    """
    if step is None or step.state is not StepState.WAITING:
        return False
    is_to_come = is_date_to_come(details.interview, details.touchpoints, today)
    return is_to_come or isinstance(step.reason, DateExpected)


def is_date_to_come(interview: Interview, touchpoints: Iterable[Touchpoint], today: date) -> bool:
    """Return whether the day on which an answer is expected is to come, and no answer has overtaken it."""
    decision, heard = interview.decision_by, latest_response(touchpoints, today)
    return decision is not None and decision >= today and (heard is None or decision > heard)


def last_thank_you(details: InterviewDetails, today: date) -> Touchpoint | None:
    """Return the thank-you email that was sent last; None if none arrived."""
    thanks = (each for each in details.messages_sent(today) if each.kind is TouchpointKind.THANK_YOU_EMAIL)
    return max(thanks, key=lambda touchpoint: touchpoint.sent_on, default=None)


def recruiter_before_thanks(details: InterviewDetails, people: Mapping[str, Person], person_id: str) -> str:
    """Return the `person_id` of the agency's recruiter to ask before somebody else is thanked; '' for nobody.

    Nobody is asked once that was done, or where the candidate may get in touch.

    Args:
        details: The interview of which somebody is to be thanked.
        people: Everybody known, by `person_id`.
        person_id: Who is to be thanked; '' where no name is known.
    """
    recruiter = details.agency_recruiter(people)
    may_write = details.answer_to("may_contact") is AnswerValue.YES
    asked = any(
        touchpoint.kind is TouchpointKind.QUESTION and touchpoint.person_id == recruiter
        for touchpoint in details.touchpoints
    )
    return "" if may_write or asked or recruiter == person_id else recruiter


_CHAIN = (StepKind.STATUS_EMAIL, StepKind.VOICEMAIL, StepKind.LET_GO)


def _steps(view: WorkspaceView, details: InterviewDetails) -> tuple[Step, ...]:
    return view.steps_by_interview.get(details.interview.interview_id, ())


def _many_asks(view: WorkspaceView, details: InterviewDetails) -> bool:
    """Whether the candidate has written too often without an answer.

    They have with more messages than the limit, or with as many once the day to ask again has come: with
    emails and voicemails alone, the follow-up chain ends by itself. A thank-you that is still owed asks for
    nothing, so it comes first.
    """
    messages = unanswered_messages(details, view.today)
    limit = view.playbook.numbers.max_unanswered_messages
    step = find_chain_step(_steps(view, details))
    if waits_for_their_date(step, details, view.today) or _thanks_late(view, details):
        return False
    texted = any(message.kind is TouchpointKind.QUESTION for message in messages)
    is_due = step is not None and step.state is not StepState.WAITING
    return len(messages) > limit or (len(messages) == limit and texted and is_due)


def _thanks_late(view: WorkspaceView, details: InterviewDetails) -> bool:
    """Whether somebody was not thanked in time; an email that came back is no delay of the candidate's."""
    came_back = {
        touchpoint.person_id
        for touchpoint in details.touchpoints
        if touchpoint.kind is TouchpointKind.THANK_YOU_EMAIL and touchpoint.bounced
    }
    return any(
        step.kind is StepKind.THANK_YOU_EMAIL
        and step.state is StepState.OVERDUE
        and step.person_id not in came_back
        for step in _steps(view, details)
    )


def _second_date_passed(view: WorkspaceView, details: InterviewDetails) -> bool:
    """Whether the employer named a new day in answer to a message, and that day has passed as well."""
    decision, heard = details.interview.decision_by, latest_response(details.touchpoints, view.today)
    if decision is None or heard is None or not heard < decision < view.today:
        return False
    if details.date_basis is DateBasis.ESTIMATED:
        return False
    return any(
        touchpoint.kind in CHASE_TOUCHPOINTS and touchpoint.sent_on <= heard
        for touchpoint in details.messages_sent(view.today)
    )


def _rejected_unanswered(view: WorkspaceView, details: InterviewDetails) -> bool:
    rejected_on = details.interview.outcome_on
    if details.interview.outcome is not Outcome.REJECTED or rejected_on is None:
        return False
    if not rejected_on <= view.today <= rejected_on + timedelta(days=_FRESH_DAYS):
        return False
    return not any(
        touchpoint.kind in _GRACIOUS and touchpoint.sent_on >= rejected_on
        for touchpoint in details.messages_sent(view.today)
    )


def _agency_recruiter(view: WorkspaceView, details: InterviewDetails) -> bool:
    """Whether there is a recruiter of another organization, and it isn't known who may be contacted."""
    decided = details.answer_to("may_contact") in (AnswerValue.YES, AnswerValue.NO)
    return not decided and bool(details.agency_recruiter(view.records.people))


def _date_passed(view: WorkspaceView, details: InterviewDetails) -> bool:
    """Whether the date that the employer named has passed, and the first message about it is due."""
    step = find_chain_step(_steps(view, details))
    return (
        step is not None
        and step.kind is StepKind.STATUS_EMAIL
        and step.state is not StepState.WAITING
        and isinstance(step.reason, DateExpected)
        and step.reason.basis is DateBasis.NAMED
        and not _second_date_passed(view, details)
    )


def _out_of_office(view: WorkspaceView, details: InterviewDetails) -> bool:
    """Whether the person to ask next sent an automatic answer to the last message, and nothing is due yet."""
    step = find_chain_step(_steps(view, details))
    if step is not None and step.state is not StepState.WAITING:
        return False
    to_contact = (
        touchpoint
        for touchpoint in details.messages_sent(view.today)
        if step is None or touchpoint.person_id in (step.person_id, "")
    )
    last = max(to_contact, key=lambda touchpoint: touchpoint.sent_on, default=None)
    return last is not None and last.response is Response.OUT_OF_OFFICE


def _holiday_near(view: WorkspaceView, details: InterviewDetails) -> bool:
    days = (view.today + timedelta(days=count) for count in _NEAR_DAYS)
    return any(view.calendar.is_public_holiday(day) for day in days)


_DETECTORS: Mapping[DetectionRule, Callable[[WorkspaceView, InterviewDetails], bool]] = {
    DetectionRule.MANY_ASKS: _many_asks,
    DetectionRule.THANKS_LATE: _thanks_late,
    DetectionRule.SECOND_DATE_PASSED: _second_date_passed,
    DetectionRule.REJECTED_UNANSWERED: _rejected_unanswered,
    DetectionRule.DATE_PASSED: _date_passed,
    DetectionRule.AGENCY_RECRUITER: _agency_recruiter,
    DetectionRule.OUT_OF_OFFICE: _out_of_office,
    DetectionRule.HOLIDAY_NEAR: _holiday_near,
}
