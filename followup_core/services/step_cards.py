"""The cards of steps on Today: a card for each step, or one card with a line for each person of a panel."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from followup_core.cadence import NoteOwed, Step, StepKind, StepState
from followup_core.cadence.step import ONE_FOR_EACH_PERSON
from followup_core.models import (
    AnswerValue,
    Interview,
    Person,
    TouchpointKind,
    normalize_name,
)
from followup_core.models.date_text import DayFormat, distance, name_day
from followup_core.playbook import StepAdvice, StoredIn

from .due_steps import (
    asks_today,
    comes_after_thanks,
    message_of_today,
    must_wait,
    waits_until,
)
from .labels import (
    ANY_TIME,
    STATE_WORDS,
    done_label,
    panel_title,
    step_title,
    step_title_with_organization,
    write_label,
)
from .situations.situation_text import permission_sentences
from .workspace import WorkspaceView

_DECLINABLE = (
    StepKind.THANK_YOU_EMAIL,
    StepKind.THANK_YOU_NOTE,
    StepKind.LINKEDIN_REQUEST,
    StepKind.KEEP_IN_TOUCH,
)

_MIN_PANEL_SIZE = 3  # two cards are quicker to read than one with two lines


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCard:
    """A step as Today shows it: its title, person, dates, advice and button.

    `when` is its day with the weekday and the date, `state_words` its state and day in fewer words.
    `other_advice` is a sentence on the days that other career advisors suggest, '' if none is known.
    `is_only_one` is whether the candidate has no other interview at this organization.
    `reassurance` has sentences that make the step easier.
    `people_question` is the id of the checklist's question about who was met, if the step begins with it.
    """

    step: Step
    title: str
    interview: Interview
    is_only_one: bool
    person: Person | None
    when: str
    state_words: str
    advice: StepAdvice
    reassurance: tuple[str, ...]
    other_advice: str
    people_question: str
    done_label: str
    can_decline: bool

    @property
    def key(self) -> str:
        """An id for the step's widgets; it stays the same as long as the step exists."""
        return f"{self.step.kind}-{self.step.interview_id}-{self.step.person_id}"

    @property
    def write_label(self) -> str:
        """The label of the button that opens the message; '' if there is no message to write."""
        return write_label(self.step.kind.message) if self.step.kind.message else ""

    @property
    def may_have_answer(self) -> bool:
        """Whether the employer may have answered an earlier message, or written on their own initiative."""
        is_thanks = self.step.kind in _DECLINABLE and self.step.state is not StepState.WAITING
        return not is_thanks and self.step.kind is not StepKind.KEEP_IN_TOUCH


def step_cards(view: WorkspaceView, steps: Iterable[Step]) -> tuple[StepCard, ...]:
    """Return the cards of `steps`, in the same order."""
    return tuple(_make_card(view, step) for step in steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelCard:
    """The same step for several people who were met in one interview: one card with a line for each."""

    title: str
    cards: tuple[StepCard, ...]

    @property
    def key(self) -> str:
        """An id for the card's widgets."""
        return f"{self.cards[0].step.kind}-{self.cards[0].step.interview_id}"


def grouped_steps(steps: Sequence[Step], single: Container[str] = ()) -> tuple[tuple[Step, ...], ...]:
    """Return the steps in groups that become one card each; most groups have one step.

    Steps of one kind, state and due day for one interview form a group, at the place of the first, if they
    are at least `_MIN_PANEL_SIZE`.

    Args:
        steps: The steps, in the order of the page.
        single: The interviews whose people get a card each.
    """
    groups: dict[object, list[Step]] = {}
    for step in steps:
        has_own_card = (
            step.kind not in ONE_FOR_EACH_PERSON or not step.person_id or step.interview_id in single
        )
        key = step if has_own_card else (step.kind, step.interview_id, step.state, step.due)
        groups.setdefault(key, []).append(step)
    return tuple(
        group
        for steps_of_key in groups.values()
        for group in (
            [tuple(steps_of_key)]
            if len(steps_of_key) >= _MIN_PANEL_SIZE
            else [(step,) for step in steps_of_key]
        )
    )


def panel_card(view: WorkspaceView, steps: Sequence[Step]) -> PanelCard:
    """Return the card of a group of steps."""
    return PanelCard(title=panel_title(steps[0].kind, len(steps)), cards=step_cards(view, steps))


def _make_card(view: WorkspaceView, step: Step) -> StepCard:
    interview = view.interview_details(step.interview_id).interview
    person = view.records.people.get(step.person_id)
    when = _when(step, view.day_format, waits_until(view, step), sent_kind=message_of_today(view, step))
    return StepCard(
        step=step,
        title=step_title(step, person.name if person else "", interview),
        interview=interview,
        is_only_one=_interview_counts(view)[normalize_name(interview.organization)] == 1,
        person=person,
        when=when,
        state_words=when if must_wait(view, step) else _state_words(step, view.day_format),
        advice=view.playbook.advice[step.kind.value],
        reassurance=_reassurance(view, step),
        other_advice=" ".join(other_advice(view, [step])),
        people_question=_people_question(view) if step.recipient_unknown else "",
        done_label=done_label(step),
        can_decline=step.kind in _DECLINABLE,
    )


def _interview_counts(view: WorkspaceView) -> Counter[str]:
    """Return how many interviews there are at each organization, by its normalized name."""
    interviews = (details.interview for details in view.records.interviews.values())
    return view.cached(
        _interview_counts,
        lambda: Counter(normalize_name(interview.organization) for interview in interviews),
    )


def _reassurance(view: WorkspaceView, step: Step) -> tuple[str, ...]:
    """Return sentences that make a step easier, or that say what to do before it."""
    if step.kind is StepKind.LET_GO:
        return view.playbook.advice[step.kind.value].say[:1]
    if step.kind is StepKind.THANK_YOU_EMAIL:
        chases = (comes_after_thanks(view, other) for other in view.steps_by_interview[step.interview_id])
        before_asking = ("Thank them before you ask for an update.",) if any(chases) else ()
        return (*before_asking, *permission_sentences(view, step.interview_id, step.person_id))
    if not asks_today(step):
        return ()
    details = view.interview_details(step.interview_id)
    if details.lacks_recruiter:
        return (
            "You said that you go through a recruiter. Add the recruiter under People first, and this"
            " message will go to them.",
        )
    is_open = view.calendar.roll(view.today) == view.today
    may_call = is_open and details.answer_to("may_contact") is AnswerValue.YES
    if may_call and step.kind is StepKind.STATUS_EMAIL:
        return ("They said you may get in touch, so a call is fine, too.",)
    return ()


def step_name(view: WorkspaceView, step: Step) -> str:
    """Return a step's title with its organization, for a list."""
    interview = view.interview_details(step.interview_id).interview
    return step_title_with_organization(step, view.name(step.person_id), interview)


def other_advice(view: WorkspaceView, steps: Iterable[Step]) -> tuple[str, ...]:
    """Return what other career advisors say about the days of these steps, each sentence once."""
    names = dict.fromkeys(step.reason.playbook_number for step in steps)
    return tuple(filter(None, (view.playbook.number_ranges.get(name, "") for name in names)))


def _people_question(view: WorkspaceView) -> str:
    items = (item.id for item in view.playbook.checklist if item.keeps is StoredIn.PEOPLE)
    return next(items, "")


def _when(
    step: Step, day_format: DayFormat, wait_day: date | None, *, sent_kind: TouchpointKind | None
) -> str:
    if wait_day is not None and step.state is not StepState.WAITING:
        verb = "Call" if step.kind is StepKind.VOICEMAIL else "Write"
        past_verb = "thanked them" if sent_kind is TouchpointKind.THANK_YOU_EMAIL else "wrote to them"
        reason = f"you {past_verb} today" if sent_kind else "nobody is at work before then"
        return f"{verb} on {day_format.full(wait_day)}: {reason}"
    if step.kind is StepKind.LET_GO and step.state is not StepState.WAITING:
        return ANY_TIME
    match step.state:
        case StepState.OVERDUE:
            return f"Since {day_format.full(step.due)}"
        case StepState.WAITING:
            return f"Not before {day_format.full(step.earliest)}"
        case StepState.DUE:
            near_day = distance(step.due, day_format.today)
            return "Today" if near_day == "today" else f"By {day_format.full(step.due)}"


def _state_words(step: Step, day_format: DayFormat) -> str:
    """Return a step's state and day in everyday words: "Due tomorrow", "Overdue since Friday"."""
    if step.kind is StepKind.LET_GO:
        return ANY_TIME
    if isinstance(step.reason, NoteOwed) and step.state is StepState.OVERDUE:
        return f"Until {day_format.full(step.reason.last_day)}"  # a mailed note is in time for two weeks
    if step.state is StepState.OVERDUE:
        day = name_day(step.due, day_format.today, day_format.country)
        is_yesterday = (day_format.today - step.due).days == 1
        return f"{STATE_WORDS[step.state]} since {'yesterday' if is_yesterday else day}"
    return due_words(step.due, day_format)


def due_words(day: date, day_format: DayFormat) -> str:
    """Return when something is due, in everyday words: "Due tomorrow", "Due by Friday"."""
    near_day = {0: "today", 1: "tomorrow"}.get((day - day_format.today).days)
    words = near_day or f"by {name_day(day, day_format.today, day_format.country)}"
    return f"{STATE_WORDS[StepState.DUE]} {words}"
