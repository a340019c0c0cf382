"""What Today shows: steps to do now, steps to leave alone, coming interviews and recent outcomes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from followup_core.cadence import Step, StepKind, StepState
from followup_core.models import Interview, YesNo
from followup_core.models.date_text import DayFormat, pluralize, say_day

from .answer_deadline import AnswerDeadline, all_open_deadlines, is_answer_due
from .application_list import coming_interviews
from .due_steps import (
    first_day,
    in_entry_order,
    steps_for_today,
    waiting_steps,
)
from .guided_checklist import STAGE_WORDS, ChecklistProgress, recent_checklists
from .open_cancellations import open_cancellations
from .recently_closed import RecentlyClosed, recently_closed
from .step_cards import step_cards
from .touchpoints import response_to_enter
from .workspace import WorkspaceView

_SOON_DAYS = 30  # a keep-in-touch message after that is only in the interview's timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class UnrecordedResponse:
    """An interview with a recent response from the employer whose content nobody has entered."""

    interview: Interview
    on: date
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayOverview:
    """Everything Today shows. Steps become cards in `step_cards`, only those that are on screen.

    `canceled` are canceled interviews that the candidate hasn't decided about. `deadlines` are the
    deadlines of offers to answer today or by the next business day.
    """

    canceled: tuple[Interview, ...]
    deadlines: tuple[AnswerDeadline, ...]
    responses: tuple[UnrecordedResponse, ...]
    checklists: tuple[ChecklistProgress, ...]
    do_now: tuple[Step, ...]
    waiting: tuple[Step, ...]
    coming: tuple[Interview, ...]
    closed: tuple[RecentlyClosed, ...]
    empty: bool

    @property
    def count(self) -> int:
        """The number of things to do now: interviews to decide on, offers to answer, and the like."""
        asked = len(self.canceled) + len(self.deadlines) + len(self.responses)
        return asked + len(self.checklists) + len(self.do_now)


def today_overview(view: WorkspaceView) -> TodayOverview:
    """Return the overview of the view's day.

    Thank-yous come first, overdue steps before due ones, and letting go last. Waiting steps are
    sorted by their earliest day.
    """
    return view.cached(today_overview, lambda: _overview(view))


def _overview(view: WorkspaceView) -> TodayOverview:
    now = steps_for_today(view, view.steps)
    soon = view.today + timedelta(days=_SOON_DAYS)
    waiting = [
        step
        for step in waiting_steps(view, view.steps)
        if step.kind is not StepKind.KEEP_IN_TOUCH or step.earliest <= soon
    ]
    interviews = [details.interview for details in view.records.interviews.values()]
    return TodayOverview(
        canceled=open_cancellations(view),
        deadlines=tuple(deadline for deadline in all_open_deadlines(view) if is_answer_due(view, deadline)),
        # Sorting keeps the order among equals.
        do_now=tuple(sorted(in_entry_order(view, now), key=_urgency)),
        waiting=tuple(sorted(in_entry_order(view, waiting), key=lambda step: step.earliest)),
        coming=coming_interviews(view),
        responses=tuple(_unrecorded_responses(view)),
        checklists=recent_checklists(view),
        closed=tuple(recently_closed(view)),
        empty=not interviews,
    )


def _urgency(step: Step) -> tuple[bool, bool, bool]:
    """Return the sort key of today's steps.

    A thank-you is worth less with each day, so it comes before a chase that is late already. Nothing is lost
    if the candidate lets go a day later.
    """
    return (
        step.kind is StepKind.LET_GO,
        step.kind is not StepKind.THANK_YOU_EMAIL,
        step.state is not StepState.OVERDUE,
    )


def checklist_label(progress: ChecklistProgress) -> str:
    """Return the label of the button that opens a checklist."""
    if not progress.open_screens:
        return "See your answers"
    return "Continue the checklist" if progress.started else "Start the checklist"


def checklist_sentence(progress: ChecklistProgress) -> str:
    """Return a sentence on what a checklist is or, once it is started, on its progress in the next stage."""
    if not progress.started or not progress.open_screens:
        return "A few questions, about two minutes. Each answer is saved as you give it."
    stage = progress.open_screens[0].stage
    screens = progress.of_stage(stage)
    done = sum(screen.is_done for screen in screens)
    return f"Next: {STAGE_WORDS[stage].lower()}, {done} of {len(screens)} done."


def _unrecorded_responses(view: WorkspaceView) -> Iterable[UnrecordedResponse]:
    for details in view.records.interviews.values():
        interview, responded_on = details.interview, response_to_enter(view, details)
        if responded_on is not None:
            sentence = _response_question(interview, responded_on, view.day_format)
            yield UnrecordedResponse(interview=interview, on=responded_on, sentence=sentence)


def _response_question(interview: Interview, responded_on: date, day_format: DayFormat) -> str:
    day = say_day(responded_on, day_format.today, day_format.country)
    return f"{interview.organization} answered {day}. What did they say?"


def headline(overview: TodayOverview) -> str:
    """Return one or two short sentences on how much there is to do now and to leave alone."""
    return f"{how_much_to_do(overview)}. {_how_much_to_leave(overview)}".strip()


def how_much_to_do(overview: TodayOverview) -> str:
    """Return how much there is to do now, without a period, because it is also a title."""
    if not overview.count:
        return "Nothing to do now"
    return f"{pluralize(overview.count, 'thing').capitalize()} to do now"


def _how_much_to_leave(overview: TodayOverview) -> str:
    """Return a sentence on how much there is to leave alone; '' if there is nothing."""
    if not overview.waiting:
        return ""
    return f"{pluralize(len(overview.waiting), 'thing').split()[0].capitalize()} to leave alone."


def leave_until(view: WorkspaceView, overview: TodayOverview) -> str:
    """Return one line on whom to leave alone and until when: the first by name, others only as a number."""
    first_step, other_count = overview.waiting[0], len(overview.waiting) - 1
    organization = view.interview_details(first_step.interview_id).interview.organization
    words = f"{organization} until {view.day_format.short(first_day(view, first_step))}"
    return f"{words}, and {pluralize(other_count, 'other')}" if other_count else words


def next_sentence(view: WorkspaceView, overview: TodayOverview) -> str:
    """Return a sentence on what comes next and when, for a day with nothing to do now; '' if nothing does.

    That is the step that can be done first, however far away its day is, or an interview or a deadline that
    comes before it.
    """
    if overview.count:
        return ""
    step = min(view.steps, key=lambda step: first_day(view, step), default=None)
    interview = overview.coming[0] if overview.coming else None
    deadline = next(iter(all_open_deadlines(view)), None)
    days = [first_day(view, step)] if step else []
    days += [interview.held_on] if interview else []
    if deadline and all(deadline.on <= day for day in days):
        title = f"{deadline.title[0].lower()}{deadline.title[1:]}"
        return f"Next: {title}, by {view.day_format.full(deadline.on)}."
    if interview and (step is None or interview.held_on < first_day(view, step)):
        on = view.day_format.full(interview.held_on)
        return f"Next: your interview at {interview.organization}, on {on}."
    if step is None:
        unwanted = withdrawal_next(view, overview)
        return _withdrawal_sentence(unwanted) if unwanted else ""
    title = step_cards(view, [step])[0].title
    return f"Next: {title[0].lower()}{title[1:]}, from {view.day_format.full(first_day(view, step))}."


def withdrawal_next(view: WorkspaceView, overview: TodayOverview) -> Interview | None:
    """Return an open interview for a job that isn't wanted anymore; None if anything else is ahead."""
    if overview.count or view.steps or overview.coming or all_open_deadlines(view):
        return None
    for details in view.records.interviews.values():
        interview = details.interview
        is_open = interview.held_on <= view.today and interview.outcome is None
        if is_open and interview.still_interested is YesNo.NO and not view.records.is_past(interview):
            return interview
    return None


def _withdrawal_sentence(interview: Interview) -> str:
    return (
        f"If you haven't told {interview.organization} that you're no longer interested,"
        " a short withdrawal is a good way to end it."
    )
