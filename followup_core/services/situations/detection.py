"""Detects situations in the records of an interview, with one function for each DetectionRule."""

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

_ANSWERS_TO_A_NO = (
    TouchpointKind.THANK_YOU_EMAIL,
    TouchpointKind.THANK_YOU_NOTE,
    TouchpointKind.KEEP_IN_TOUCH,
    TouchpointKind.QUESTION,
    TouchpointKind.CANDIDATE_REPLY,
)
_DAYS_TO_ANSWER_A_NO = 14  # as long as Today shows an interview after its outcome
_DAYS_NEAR_HOLIDAY = range(
    -3, 7
)  # days from today; the first days after a holiday count, because inboxes are full


def detected_rules(view: WorkspaceView, interview_id: str) -> frozenset[DetectionRule]:
    """Return the rules whose situation the records of an interview show today."""
    return frozenset(
        rule for rule, detects in _DETECTORS.items() if detects(view, view.interview_details(interview_id))
    )


def permission_asked_on(
    details: InterviewDetails, people: Mapping[str, Person], person_id: str, today: date
) -> date | None:
    """Return the day on which the agency's recruiter was asked whether somebody may be thanked.

    None if they weren't asked, or if they have answered.
    """
    recruiter = details.agency_recruiter(people)
    if not recruiter or recruiter == person_id or details.answer_to("may_contact") is AnswerValue.YES:
        return None
    response_on = latest_response(details.touchpoints, today)
    question_days = (
        message.sent_on
        for message in details.messages_sent(today)
        if message.kind is TouchpointKind.QUESTION and message.person_id == recruiter
    )
    return max((day for day in question_days if response_on is None or response_on < day), default=None)


def find_chain_step(steps: tuple[Step, ...]) -> Step | None:
    """Return the step of the follow-up chain among the steps of one interview; None if it has none."""
    return next((step for step in steps if step.kind in _CHAIN_KINDS), None)


def waits_for_their_date(step: Step | None, details: InterviewDetails, today: date) -> bool:
    """Return whether a step of the chain waits while the day of the expected answer is still to come.

    The step may have to wait longer than that day, for example after a recent chase.
    """
    if step is None or step.state is not StepState.WAITING:
        return False
    is_to_come = is_date_to_come(details.interview, details.touchpoints, today)
    return is_to_come or isinstance(step.reason, DateExpected)


def is_date_to_come(interview: Interview, touchpoints: Iterable[Touchpoint], today: date) -> bool:
    """Return whether the day of the expected answer is still to come, and they haven't responded since."""
    decision_by, response_on = interview.decision_by, latest_response(touchpoints, today)
    return (
        decision_by is not None
        and decision_by >= today
        and (response_on is None or decision_by > response_on)
    )


def last_thank_you(details: InterviewDetails, today: date) -> Touchpoint | None:
    """Return the latest thank-you email that was sent and didn't bounce; None if there is none."""
    thank_yous = (
        message for message in details.messages_sent(today) if message.kind is TouchpointKind.THANK_YOU_EMAIL
    )
    return max(thank_yous, key=lambda touchpoint: touchpoint.sent_on, default=None)


def recruiter_before_thanks(details: InterviewDetails, people: Mapping[str, Person], person_id: str) -> str:
    """Return the `person_id` of the agency's recruiter to ask before somebody else is thanked; '' for nobody.

    The recruiter need not be asked twice, or if the candidate may get in touch with the employer.

    Args:
        details: The interview of the person to thank.
        people: All people on record, by `person_id`.
        person_id: The person to thank; '' if nobody is known by name.
    """
    recruiter = details.agency_recruiter(people)
    may_write = details.answer_to("may_contact") is AnswerValue.YES
    was_asked = any(
        touchpoint.kind is TouchpointKind.QUESTION and touchpoint.person_id == recruiter
        for touchpoint in details.touchpoints
    )
    return "" if may_write or was_asked or recruiter == person_id else recruiter


_CHAIN_KINDS = (StepKind.STATUS_EMAIL, StepKind.VOICEMAIL, StepKind.LET_GO)


def _steps_of(view: WorkspaceView, details: InterviewDetails) -> tuple[Step, ...]:
    return view.steps_by_interview.get(details.interview.interview_id, ())


def _asked_too_often(view: WorkspaceView, details: InterviewDetails) -> bool:
    """Whether the candidate has asked too often without a response.

    They have if there are more messages than the limit. They also have if there are as many, one of them is a
    question, and the next step is due; after emails and voicemails only, the chain ends by itself. An overdue
    thank-you asks for nothing, so it comes first.
    """
    messages = unanswered_messages(details, view.today)
    limit = view.playbook.numbers.max_unanswered_messages
    step = find_chain_step(_steps_of(view, details))
    if waits_for_their_date(step, details, view.today) or _is_thank_you_overdue(view, details):
        return False
    has_question = any(message.kind is TouchpointKind.QUESTION for message in messages)
    is_due = step is not None and step.state is not StepState.WAITING
    return len(messages) > limit or (len(messages) == limit and has_question and is_due)


def _is_thank_you_overdue(view: WorkspaceView, details: InterviewDetails) -> bool:
    """Whether a thank-you is overdue, unless one bounced, which is no delay of the candidate's."""
    bounced_ids = {
        touchpoint.person_id
        for touchpoint in details.touchpoints
        if touchpoint.kind is TouchpointKind.THANK_YOU_EMAIL and touchpoint.bounced
    }
    return any(
        step.kind is StepKind.THANK_YOU_EMAIL
        and step.state is StepState.OVERDUE
        and step.person_id not in bounced_ids
        for step in _steps_of(view, details)
    )


def _has_second_date_passed(view: WorkspaceView, details: InterviewDetails) -> bool:
    """Whether the employer named a new day in response to a chase, and that day has also passed."""
    decision_by, response_on = details.interview.decision_by, latest_response(details.touchpoints, view.today)
    if decision_by is None or response_on is None or not response_on < decision_by < view.today:
        return False
    if details.date_basis is DateBasis.ESTIMATED:
        return False
    return any(
        touchpoint.kind in CHASE_TOUCHPOINTS and touchpoint.sent_on <= response_on
        for touchpoint in details.messages_sent(view.today)
    )


def _is_rejection_unanswered(view: WorkspaceView, details: InterviewDetails) -> bool:
    rejected_on = details.interview.outcome_on
    if details.interview.outcome is not Outcome.REJECTED or rejected_on is None:
        return False
    if not rejected_on <= view.today <= rejected_on + timedelta(days=_DAYS_TO_ANSWER_A_NO):
        return False
    return not any(
        touchpoint.kind in _ANSWERS_TO_A_NO and touchpoint.sent_on >= rejected_on
        for touchpoint in details.messages_sent(view.today)
    )


def _has_undecided_agency(view: WorkspaceView, details: InterviewDetails) -> bool:
    """Whether there is an agency's recruiter, and it isn't known whether the candidate may get in touch."""
    is_decided = details.answer_to("may_contact") in (AnswerValue.YES, AnswerValue.NO)
    return not is_decided and bool(details.agency_recruiter(view.records.people))


def _has_named_date_passed(view: WorkspaceView, details: InterviewDetails) -> bool:
    """Whether the date that the employer named has passed, and the first status email about it is due."""
    step = find_chain_step(_steps_of(view, details))
    return (
        step is not None
        and step.kind is StepKind.STATUS_EMAIL
        and step.state is not StepState.WAITING
        and isinstance(step.reason, DateExpected)
        and step.reason.basis is DateBasis.NAMED
        and not _has_second_date_passed(view, details)
    )


def _is_recipient_out_of_office(view: WorkspaceView, details: InterviewDetails) -> bool:
    """Whether the latest message to the recipient got an out-of-office reply, and no step is due yet."""
    step = find_chain_step(_steps_of(view, details))
    if step is not None and step.state is not StepState.WAITING:
        return False
    messages_to_recipient = (
        touchpoint
        for touchpoint in details.messages_sent(view.today)
        if step is None or touchpoint.person_id in (step.person_id, "")
    )
    last_message = max(messages_to_recipient, key=lambda touchpoint: touchpoint.sent_on, default=None)
    return last_message is not None and last_message.response is Response.OUT_OF_OFFICE


def _is_holiday_near(view: WorkspaceView, details: InterviewDetails) -> bool:
    days = (view.today + timedelta(days=offset) for offset in _DAYS_NEAR_HOLIDAY)
    return any(view.calendar.is_public_holiday(day) for day in days)


_DETECTORS: Mapping[DetectionRule, Callable[[WorkspaceView, InterviewDetails], bool]] = {
    DetectionRule.MANY_ASKS: _asked_too_often,
    DetectionRule.THANKS_LATE: _is_thank_you_overdue,
    DetectionRule.SECOND_DATE_PASSED: _has_second_date_passed,
    DetectionRule.REJECTED_UNANSWERED: _is_rejection_unanswered,
    DetectionRule.DATE_PASSED: _has_named_date_passed,
    DetectionRule.AGENCY_RECRUITER: _has_undecided_agency,
    DetectionRule.OUT_OF_OFFICE: _is_recipient_out_of_office,
    DetectionRule.HOLIDAY_NEAR: _is_holiday_near,
}
