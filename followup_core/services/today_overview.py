"""Today: what to do now, what to leave alone and until when, what is coming, what just closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from followup_core.cadence import State, Step, StepKind
from followup_core.models import Application, Interview, Outcome, Person
from followup_core.models.date_text import distance, format_day, pluralize
from followup_core.playbook import StepAdvice

from .checklist_progress import ChecklistProgress, recent_checklists
from .labels import DONE_LABELS, OUTCOME_WORDS, step_title
from .touchpoints import unrecorded_reply_date
from .workspace import WorkspaceView

_RECENT_DAYS = 14
_NEWS_DAYS = 7  # a week after an answer, whoever said nothing of it does not want to be asked
_SOON_DAYS = 30  # a keep-in-touch message further off is in the interview's story, not on today's mind
_DECLINABLE = (
    StepKind.THANK_YOU_EMAIL,
    StepKind.THANK_YOU_NOTE,
    StepKind.LINKEDIN_REQUEST,
    StepKind.KEEP_IN_TOUCH,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCard:
    """One step as it is shown: a person, a sentence, and how to act on it."""

    step: Step
    title: str
    interview: Interview
    person: Person | None
    when: str
    advice: StepAdvice
    done_label: str
    can_decline: bool

    @property
    def key(self) -> str:
        """A short name that stays the same as long as the step does."""
        return f"{self.step.kind}-{self.step.interview_id}-{self.step.person_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An employer that answered lately, while nobody has entered what they said."""

    interview: Interview
    on: date
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentlyClosed:
    """An opening that ended lately, with the sentence that goes with it."""

    interview: Interview
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayOverview:
    """The day at a glance: counts first, cards only for the part that is shown."""

    answered: tuple[Answered, ...]
    checklists: tuple[ChecklistProgress, ...]
    do_now: tuple[Step, ...]
    waiting: tuple[Step, ...]
    coming: tuple[Interview, ...]
    closed: tuple[RecentlyClosed, ...]
    empty: bool

    @property
    def things(self) -> int:
        """How many things there are to do now: to say what they answered, to go through, and to send."""
        return len(self.answered) + len(self.checklists) + len(self.do_now)


def today_overview(view: WorkspaceView) -> TodayOverview:
    """Sort the day's steps: overdue first, then due; waiting ones by the day they end."""
    return view.cached(today_overview, lambda: _overview(view))


def _overview(view: WorkspaceView) -> TodayOverview:
    now = [step for step in view.steps if step.state is not State.WAITING]
    soon = view.today + timedelta(days=_SOON_DAYS)
    waiting = [
        step
        for step in view.steps
        if step.state is State.WAITING and (step.kind is not StepKind.KEEP_IN_TOUCH or step.earliest <= soon)
    ]
    interviews = [each.interview for each in view.records.rounds.values()]
    coming = [each for each in interviews if each.held_on > view.today and each.outcome is None]
    return TodayOverview(
        # Both come in the cadence's order, and sorting keeps it among equals.
        do_now=tuple(sorted(now, key=lambda step: step.state is not State.OVERDUE)),
        waiting=tuple(sorted(waiting, key=lambda step: step.earliest)),
        coming=tuple(sorted(coming, key=lambda each: each.held_at)),
        answered=tuple(_answered(view)),
        checklists=recent_checklists(view),
        closed=tuple(_closed(view, interviews)),
        empty=not interviews,
    )


def step_cards(view: WorkspaceView, steps: Iterable[Step]) -> tuple[StepCard, ...]:
    """Return the cards of the given steps, in their order."""
    return tuple(_card(view, step) for step in steps)


def _card(view: WorkspaceView, step: Step) -> StepCard:
    interview = view.round(step.interview_id).interview
    person = view.records.people.get(step.person_id)
    return StepCard(
        step=step,
        title=step_title(step, person.name if person else "", interview),
        interview=interview,
        person=person,
        when=_when(step, view.today),
        advice=view.playbook.advice[step.kind.value],
        done_label=DONE_LABELS[step.kind],
        can_decline=step.kind in _DECLINABLE,
    )


def _when(step: Step, today: date) -> str:
    match step.state:
        case State.OVERDUE:
            return f"Since {format_day(step.due, today)}"
        case State.WAITING:
            return f"Not before {format_day(step.earliest, today)}"
        case State.DUE:
            near = distance(step.due, today)
            return "Today" if near == "today" else f"By {format_day(step.due, today)}"


def checklist_label(progress: ChecklistProgress) -> str:
    """Return what the button says that leads to a checklist."""
    if not progress.started:
        return "Start the checklist"
    return f"Continue the checklist, {progress.answered} of {len(progress.asked)} answered"


def _answered(view: WorkspaceView) -> Iterable[Answered]:
    for each in view.records.rounds.values():
        interview = each.interview
        on = unrecorded_reply_date(each, view.today)
        if on is None or on < view.today - timedelta(days=_NEWS_DAYS):
            continue
        if interview.outcome is None and not _superseded(view, interview):
            yield Answered(interview=interview, on=on, sentence=_asking(interview, on, view.today))


def _asking(interview: Interview, on: date, today: date) -> str:
    day = "today" if on == today else f"on {format_day(on, today)}"
    return f"{interview.organization} answered {day}. What did they say?"


def _superseded(view: WorkspaceView, interview: Interview) -> bool:
    application: Application = view.records.application_of[interview.interview_id]
    return application.superseded(interview)


def _closed(view: WorkspaceView, interviews: Iterable[Interview]) -> Iterable[RecentlyClosed]:
    today = view.today
    since = today - timedelta(days=_RECENT_DAYS)
    recent = [
        each
        for each in interviews
        if each.outcome_on is not None and since <= each.outcome_on <= today and each.outcome is not None
    ]
    for each in sorted(recent, key=lambda each: each.outcome_on or today, reverse=True):
        yield RecentlyClosed(interview=each, sentence=_closing(view, each))


def _closing(view: WorkspaceView, interview: Interview) -> str:
    today = view.today
    day = format_day(interview.outcome_on or today, today)
    match interview.outcome:
        case Outcome.LET_GO:
            return f"Let go on {day}. A good decision: your time goes to the next one."
        case Outcome.REJECTED:
            return f"They said no on {day}. A short, gracious answer today keeps the door open."
        case Outcome.OFFER:
            return f"An offer on {day}. Well done. Thank the people who helped."
        case Outcome.NEXT_ROUND if later := _later_round(view, interview):
            return f"Next round since {day}. It is entered for {format_day(later.held_on, today)}."
        case Outcome.NEXT_ROUND:
            return f"Next round since {day}. Enter its date, and the count starts again from there."
        case _:
            return f"{OUTCOME_WORDS[interview.outcome]} on {day}."


def _later_round(view: WorkspaceView, interview: Interview) -> Interview | None:
    """Return the round that follows an interview, where one is entered."""
    rounds = (each.interview for each in view.records.application_of[interview.interview_id].rounds)
    return next((each for each in rounds if each.round > interview.round), None)


def headline(day: TodayOverview) -> str:
    """Say the day in one or two short sentences."""
    now = day.things
    later = len(day.waiting)
    do = {0: "Nothing to do now.", 1: "One thing to do now."}.get(
        now, f"{pluralize(now, 'thing').capitalize()} to do now."
    )
    if not later:
        return do
    leave = (
        "One to leave alone."
        if later == 1
        else f"{pluralize(later, 'thing').split()[0].capitalize()} to leave alone."
    )
    return f"{do} {leave}"
