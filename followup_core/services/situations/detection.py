"""Signs: what the records of an interview show by themselves, before anybody tells it."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from followup_core.cadence import CHASES, BusinessCalendar, State, Step, StepKind
from followup_core.models import Given, Outcome, Part, Response, Round, Touch, Touchpoint
from followup_core.playbook import Sign
from followup_core.services.workspace import View

ENOUGH = 2
"""How many messages without an answer are the limit, every channel counted: 7 of 61 letters, Accountemps."""

_ASKING = (*CHASES, Touch.QUESTION)
_GRACIOUS = (Touch.THANK_YOU_EMAIL, Touch.THANK_YOU_NOTE, Touch.KEEP_IN_TOUCH, Touch.QUESTION)
_FRESH_DAYS = 14  # as long as a closed interview is shown on the first page
_NEAR_DAYS = range(-3, 7)  # who was away yesterday still has a full inbox
_WEEKDAYS = 5


def signs(view: View, interview_id: str) -> frozenset[Sign]:
    """Return every sign that the records of an interview show today."""
    return frozenset(sign for sign, shows in _SHOWS.items() if shows(view, view.round(interview_id)))


def asked(round_: Round, today: date) -> tuple[Touchpoint, ...]:
    """Return what was asked since they were last heard from, by whatever channel, in stored order."""
    last = _heard_on(round_, today)
    return tuple(
        touch
        for touch in _sent(round_, today)
        if touch.kind in _ASKING
        and touch.sent_on >= round_.interview.held_on
        and (last is None or touch.sent_on > last)
    )


def chain_step(steps: tuple[Step, ...]) -> Step | None:
    """Return the step of the chain among the steps of one interview, if it has one."""
    return next((step for step in steps if step.kind in _CHAIN), None)


_CHAIN = (StepKind.STATUS_EMAIL, StepKind.VOICEMAIL, StepKind.LET_GO)


def _sent(round_: Round, today: date) -> tuple[Touchpoint, ...]:
    return tuple(
        touch
        for touch in round_.touchpoints
        if touch.kind is not Touch.HEARD_FROM_EMPLOYER and touch.sent_on <= today and not touch.bounced
    )


def _heard_on(round_: Round, today: date) -> date | None:
    days = (touch.answered_on for touch in round_.touchpoints)
    return max((day for day in days if day is not None and day <= today), default=None)


def _steps(view: View, round_: Round) -> tuple[Step, ...]:
    return view.steps_by_interview.get(round_.interview.interview_id, ())


def _many_asks(view: View, round_: Round) -> bool:
    """Whether more was asked than helps, or the chain, which counts fewer channels, would ask again."""
    count = len(asked(round_, view.today))
    step = chain_step(_steps(view, round_))
    return count > ENOUGH or (count == ENOUGH and step is not None and step.kind is not StepKind.LET_GO)


def _thanks_late(view: View, round_: Round) -> bool:
    return any(
        step.kind is StepKind.THANK_YOU_EMAIL and step.state is State.OVERDUE for step in _steps(view, round_)
    )


def _second_date_passed(view: View, round_: Round) -> bool:
    """Whether they answered a message by naming a day, and that day has passed in silence as well."""
    decision, heard = round_.interview.decision_by, _heard_on(round_, view.today)
    if decision is None or heard is None or not heard < decision < view.today:
        return False
    return any(touch.kind in CHASES and touch.sent_on <= heard for touch in _sent(round_, view.today))


def _rejected_unanswered(view: View, round_: Round) -> bool:
    told_on = round_.interview.outcome_on
    if round_.interview.outcome is not Outcome.REJECTED or told_on is None:
        return False
    if not told_on <= view.today <= told_on + timedelta(days=_FRESH_DAYS):
        return False
    return not any(
        touch.kind in _GRACIOUS and touch.sent_on >= told_on for touch in _sent(round_, view.today)
    )


def _recruiter_met(view: View, round_: Round) -> bool:
    met = any(each.part is Part.RECRUITER for each in round_.interviewers)
    return met and round_.given("may_contact") not in (Given.YES, Given.NO)


def _out_of_office(view: View, round_: Round) -> bool:
    last = max(_sent(round_, view.today), key=lambda touch: touch.sent_on, default=None)
    return last is not None and last.response is Response.OUT_OF_OFFICE


def _holiday_near(view: View, round_: Round) -> bool:
    calendar = BusinessCalendar(view.records.settings.country)
    days = (view.today + timedelta(days=count) for count in _NEAR_DAYS)
    return any(day.weekday() < _WEEKDAYS and not calendar.is_business_day(day) for day in days)


_SHOWS: Mapping[Sign, Callable[[View, Round], bool]] = {
    Sign.MANY_ASKS: _many_asks,
    Sign.THANKS_LATE: _thanks_late,
    Sign.SECOND_DATE_PASSED: _second_date_passed,
    Sign.REJECTED_UNANSWERED: _rejected_unanswered,
    Sign.RECRUITER_MET: _recruiter_met,
    Sign.OUT_OF_OFFICE: _out_of_office,
    Sign.HOLIDAY_NEAR: _holiday_near,
}
