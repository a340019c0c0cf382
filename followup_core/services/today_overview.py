"""What Today shows: steps to do now, steps to leave alone, coming interviews and recent outcomes."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from followup_core.cadence import BusinessCalendar, NoteOwed, Step, StepKind, StepState
from followup_core.cadence.step import ONE_FOR_EACH_PERSON
from followup_core.models import (
    AnswerValue,
    Application,
    Interview,
    InterviewDetails,
    InterviewerPart,
    MessageKind,
    Outcome,
    Person,
    TouchpointKind,
    YesNo,
    normalize_name,
)
from followup_core.models.date_text import DayFormat, distance, name_day, pluralize, say_day
from followup_core.playbook import StepAdvice, StoredIn

from .answer_deadline import AnswerDeadline, all_open_deadlines, open_deadlines
from .due_steps import (
    as_entered,
    asks_today,
    comes_after_thanks,
    first_day,
    message_of_today,
    must_wait,
    steps_for_today,
    waiting_steps,
    waits_until,
)
from .guided_checklist import STAGE_WORDS, ChecklistProgress, recent_checklists
from .labels import (
    ANY_TIME,
    OUTCOME_WORDS,
    STATE_WORDS,
    done_label,
    panel_title,
    step_title,
    step_title_with_organization,
    write_label,
)
from .situations.recording import VIA_RECRUITER
from .situations.situation_text import permission_sentences
from .touchpoints import unrecorded_response_date
from .workspace import WorkspaceView

_RECENT_DAYS = 14
_NEWS_DAYS = 7  # after a week without an entry, asking again would only annoy
_SOON_DAYS = 30  # a keep-in-touch message after that is only in the interview's timeline
_DECLINABLE = (
    StepKind.THANK_YOU_EMAIL,
    StepKind.THANK_YOU_NOTE,
    StepKind.LINKEDIN_REQUEST,
    StepKind.KEEP_IN_TOUCH,
)

_PANEL = 3  # two cards are quicker to read than one with two lines


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCard:
    """A step as Today shows it: its title, person, dates, advice and button.

    `when` is its day with the weekday and the date, `state_words` its state and day in fewer words.
    `other_advice` is a sentence on the days that other career advisors suggest, '' if none is known.
    `is_only_one` is whether the candidate has no other interview at this organization.
    `comfort` has sentences that make the step easier.
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
    comfort: tuple[str, ...]
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
        """The label of the button that opens the message, '' where there is none to write."""
        return write_label(self.step.kind.message) if self.step.kind.message else ""

    @property
    def may_have_answer(self) -> bool:
        """Whether the employer may have answered an earlier message, or written by themselves."""
        is_thanks = self.step.kind in _DECLINABLE and self.step.state is not StepState.WAITING
        return not is_thanks and self.step.kind is not StepKind.KEEP_IN_TOUCH


@dataclass(frozen=True, slots=True, kw_only=True)
class UnrecordedResponse:
    """An interview with a recent response from the employer, where nobody entered what it said."""

    interview: Interview
    on: date
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentlyClosed:
    """An interview whose outcome is recent, with a sentence about it.

    `answer_with` is the message that answers a no or an offer; None once one was sent, or for other outcomes.
    `needs_next_round` is whether they invited the candidate to a round that isn't entered yet.
    """

    interview: Interview
    sentence: str
    answer_with: MessageKind | None = None
    needs_next_round: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayOverview:
    """Everything Today shows. Steps become cards in `step_cards`, only those that are on screen.

    `deadlines` are the offers to answer today or by the next business day.
    """

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
        """The number of things to do now: offers to answer, responses to enter, checklists and steps."""
        return len(self.deadlines) + len(self.responses) + len(self.checklists) + len(self.do_now)


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
        deadlines=tuple(each for each in all_open_deadlines(view) if is_answer_due(view, each)),
        # Sorting keeps the order among equals.
        do_now=tuple(sorted(as_entered(view, now), key=_urgency)),
        waiting=tuple(sorted(as_entered(view, waiting), key=lambda step: step.earliest)),
        coming=_coming(view),
        responses=tuple(_unrecorded_responses(view)),
        checklists=recent_checklists(view),
        closed=tuple(_closed(view, interviews)),
        empty=not interviews,
    )


def is_answer_due(view: WorkspaceView, deadline: AnswerDeadline) -> bool:
    """Return whether an offer is to be answered now: from the business day before its deadline."""
    return BusinessCalendar(view.records.settings.country).before(deadline.on) <= view.today


def _urgency(step: Step) -> tuple[bool, bool, bool]:
    """Return what sorts the steps of today.

    A thank-you is worth less with each day, so it comes before a question that is late already. Nothing is
    lost if somebody lets go a day later.
    """
    return (
        step.kind is StepKind.LET_GO,
        step.kind is not StepKind.THANK_YOU_EMAIL,
        step.state is not StepState.OVERDUE,
    )


def _coming(view: WorkspaceView) -> tuple[Interview, ...]:
    """Return the interviews to come, the next one first."""
    interviews = (details.interview for details in view.records.interviews.values())
    coming = (
        interview for interview in interviews if interview.held_on > view.today and interview.outcome is None
    )
    return tuple(sorted(coming, key=lambda interview: interview.held_at))


def step_cards(view: WorkspaceView, steps: Iterable[Step]) -> tuple[StepCard, ...]:
    """Return the cards of `steps`, in the same order."""
    return tuple(_card(view, step) for step in steps)


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

    A panel's steps of one kind and state are a group, in the place of its first step.

    Args:
        steps: The steps, in the order of the page.
        single: The interviews whose people get a card each.
    """
    groups: dict[object, list[Step]] = {}
    for step in steps:
        is_alone = step.kind not in ONE_FOR_EACH_PERSON or not step.person_id or step.interview_id in single
        key = step if is_alone else (step.kind, step.interview_id, step.state, step.due)
        groups.setdefault(key, []).append(step)
    return tuple(
        group
        for each in groups.values()
        for group in ([tuple(each)] if len(each) >= _PANEL else [(step,) for step in each])
    )


def panel_card(view: WorkspaceView, steps: Sequence[Step]) -> PanelCard:
    """Return the card of a group of steps."""
    return PanelCard(title=panel_title(steps[0].kind, len(steps)), cards=step_cards(view, steps))


def _card(view: WorkspaceView, step: Step) -> StepCard:
    interview = view.interview_details(step.interview_id).interview
    person = view.records.people.get(step.person_id)
    when = _when(step, view.day_format, waits_until(view, step), sent=message_of_today(view, step))
    return StepCard(
        step=step,
        title=step_title(step, person.name if person else "", interview),
        interview=interview,
        is_only_one=_interview_counts(view)[normalize_name(interview.organization)] == 1,
        person=person,
        when=when,
        state_words=when if must_wait(view, step) else _state_words(step, view.day_format),
        advice=view.playbook.advice[step.kind.value],
        comfort=_comfort(view, step),
        other_advice=" ".join(other_advice(view, [step])),
        people_question=_people_question(view) if step.is_for_nobody_known else "",
        done_label=done_label(step),
        can_decline=step.kind in _DECLINABLE,
    )


def _interview_counts(view: WorkspaceView) -> Counter[str]:
    """Return how many interviews there are at each organization, by its normalized name."""
    interviews = (details.interview for details in view.records.interviews.values())
    return view.cached(
        _interview_counts, lambda: Counter(normalize_name(each.organization) for each in interviews)
    )


def _comfort(view: WorkspaceView, step: Step) -> tuple[str, ...]:
    """Return what makes a step easier; for a chase that is due, that enough was asked."""
    if step.kind is StepKind.LET_GO:
        return view.playbook.advice[step.kind.value].say[:1]
    if step.kind is StepKind.THANK_YOU_EMAIL:
        chases = (comes_after_thanks(view, other) for other in view.steps_by_interview[step.interview_id])
        before_asking = ("It comes before asking for an update.",) if any(chases) else ()
        return (*before_asking, *permission_sentences(view, step.interview_id, step.person_id))
    if not asks_today(step):
        return ()
    details = view.interview_details(step.interview_id)
    if details.detail_of("may_contact") == VIA_RECRUITER and not _has_recruiter(details):
        return (
            "You said that a recruiter is between you. Add the recruiter under People first, and this goes"
            " there.",
        )
    is_open = BusinessCalendar(view.records.settings.country).roll(view.today) == view.today
    may_call = is_open and details.answer_to("may_contact") is AnswerValue.YES
    if may_call and step.kind is StepKind.STATUS_EMAIL:
        return ("They said you may get in touch, so a call is fine, too.",)
    return ()


def _has_recruiter(details: InterviewDetails) -> bool:
    return bool(details.first_with_part((InterviewerPart.RECRUITER,)))


def step_name(view: WorkspaceView, step: Step) -> str:
    """Return a step's title with its organization, for a list."""
    interview = view.interview_details(step.interview_id).interview
    return step_title_with_organization(step, view.name(step.person_id), interview)


def other_advice(view: WorkspaceView, steps: Iterable[Step]) -> tuple[str, ...]:
    """Return what other career advisors say about the days of these steps, each sentence once."""
    names = dict.fromkeys(step.reason.number_name for step in steps)
    return tuple(filter(None, (view.playbook.number_ranges.get(name, "") for name in names)))


def _people_question(view: WorkspaceView) -> str:
    items = (item.id for item in view.playbook.checklist if item.keeps is StoredIn.PEOPLE)
    return next(items, "")


def _when(step: Step, day_format: DayFormat, waits_until: date | None, *, sent: TouchpointKind | None) -> str:
    if waits_until is not None and step.state is not StepState.WAITING:
        does = "Call" if step.kind is StepKind.VOICEMAIL else "Write"
        wrote = "thanked them" if sent is TouchpointKind.THANK_YOU_EMAIL else "wrote to them"
        why = f"you {wrote} today" if sent else "nobody is at work before"
        return f"{does} on {day_format.full(waits_until)}: {why}"
    if step.kind is StepKind.LET_GO and step.state is not StepState.WAITING:
        return ANY_TIME
    match step.state:
        case StepState.OVERDUE:
            return f"Since {day_format.full(step.due)}"
        case StepState.WAITING:
            return f"Not before {day_format.full(step.earliest)}"
        case StepState.DUE:
            near = distance(step.due, day_format.today)
            return "Today" if near == "today" else f"By {day_format.full(step.due)}"


def _state_words(step: Step, day_format: DayFormat) -> str:
    """Return a step's state and day as people name it: "Due tomorrow", "Overdue since Friday"."""
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
    """Return until when something is due, as people name the day: "Due tomorrow", "Due by Friday"."""
    near = {0: "today", 1: "tomorrow"}.get((day - day_format.today).days)
    words = near or f"by {name_day(day, day_format.today, day_format.country)}"
    return f"{STATE_WORDS[StepState.DUE]} {words}"


def checklist_label(progress: ChecklistProgress) -> str:
    """Return the label of the button that opens a checklist."""
    if not progress.open_screens:
        return "See your answers"
    return "Continue the checklist" if progress.started else "Start the checklist"


def checklist_sentence(progress: ChecklistProgress) -> str:
    """Return what a checklist is, or how far it has come: within a stage, what is done stays done."""
    if not progress.started or not progress.open_screens:
        return "A few questions, about two minutes. Each answer is saved as you give it."
    stage = progress.open_screens[0].stage
    screens = progress.of_stage(stage)
    done = sum(screen.is_done for screen in screens)
    return f"Next: {STAGE_WORDS[stage].lower()}, {done} of {len(screens)} done."


def _unrecorded_responses(view: WorkspaceView) -> Iterable[UnrecordedResponse]:
    for details in view.records.interviews.values():
        interview = details.interview
        responded_on = unrecorded_response_date(details, view.today)
        if responded_on is None or responded_on < view.today - timedelta(days=_NEWS_DAYS):
            continue
        if interview.outcome is None and not _superseded(view, interview):
            sentence = _response_question(interview, responded_on, view.day_format)
            yield UnrecordedResponse(interview=interview, on=responded_on, sentence=sentence)


def _response_question(interview: Interview, responded_on: date, day_format: DayFormat) -> str:
    day = say_day(responded_on, day_format.today, day_format.country)
    return f"{interview.organization} answered {day}. What did they say?"


def _superseded(view: WorkspaceView, interview: Interview) -> bool:
    application: Application = view.records.application_of[interview.interview_id]
    return application.superseded(interview)


def _closed(view: WorkspaceView, interviews: Iterable[Interview]) -> Iterable[RecentlyClosed]:
    today = view.today
    since = today - timedelta(days=_RECENT_DAYS)
    recent = [
        interview
        for interview in interviews
        if interview.outcome is not None
        and interview.outcome_on is not None
        and since <= interview.outcome_on <= today
    ]
    for interview in sorted(recent, key=lambda interview: interview.outcome_on or today, reverse=True):
        is_next_round = interview.outcome is Outcome.NEXT_ROUND
        yield RecentlyClosed(
            interview=interview,
            sentence=_ending_sentence(view, interview),
            answer_with=_answer_with(view, interview),
            needs_next_round=is_next_round and _later_round(view, interview) is None,
        )


_ANSWERS = {Outcome.REJECTED: MessageKind.ANSWER_REJECTION, Outcome.OFFER: MessageKind.THANK_FOR_OFFER}


def _answer_with(view: WorkspaceView, interview: Interview) -> MessageKind | None:
    if interview.outcome not in _ANSWERS or _answered_since(view, interview):
        return None
    if interview.outcome is Outcome.OFFER and interview.still_interested is YesNo.NO:
        return MessageKind.WITHDRAWAL
    return _ANSWERS[interview.outcome]


def _ending_sentence(view: WorkspaceView, interview: Interview) -> str:
    """Return how an interview ended; of an offer, also by which day they want an answer.

    An answer that is due has a card of its own.
    """
    deadlines = open_deadlines(view.interview_details(interview.interview_id), view.today)
    later = (each for each in deadlines if not each.of_another and not is_answer_due(view, each))
    return " ".join([_outcome_sentence(view, interview), *(each.sentence(view.day_format) for each in later)])


def _outcome_sentence(view: WorkspaceView, interview: Interview) -> str:
    day = view.day_format.short(interview.outcome_on or view.today)
    if interview.ended_before_its_day:
        day += ", before the interview"
    match interview.outcome:
        case Outcome.LET_GO:
            return f"Let go on {day}. A good decision: your time goes to the next one."
        case Outcome.REJECTED if _answered_since(view, interview):
            return f"They said no on {day}. You've written to them since, and that keeps the door open."
        case Outcome.REJECTED:
            is_unwanted = interview.still_interested is YesNo.NO
            why = "is a good way to end it" if is_unwanted else "keeps the door open"
            return f"They said no on {day}. A short, gracious answer {why}."
        case Outcome.OFFER if _answered_since(view, interview):
            return (
                f"An offer on {day}. Well done. You've written to them since. If it isn't in writing yet,"
                " you can ask for that."
            )
        case Outcome.OFFER if interview.still_interested is YesNo.NO:
            return f"An offer on {day}. If you don't want it, a short, friendly no is a good way to end it."
        case Outcome.OFFER:
            return f"An offer on {day}. Well done. Thank them, even if you need time to decide."
        case Outcome.NEXT_ROUND if later := _later_round(view, interview):
            when = "" if later.is_called_off(view.today) else f" {_when_held(later, view.day_format)}"
            return f"They invited you to the next round on {day}.{when}"
        case Outcome.NEXT_ROUND:
            return f"They invited you to the next round on {day}. Enter its date."
        case _:
            return f"{OUTCOME_WORDS[interview.outcome]} on {day}."


def _when_held(interview: Interview, day_format: DayFormat) -> str:
    if interview.held_on == day_format.today:
        return "It's today."
    verb = "It was" if interview.held_on < day_format.today else "It's"
    return f"{verb} on {day_format.short(interview.held_on)}."


def _answered_since(view: WorkspaceView, interview: Interview) -> bool:
    """Return whether the candidate answered the outcome."""
    return any(
        touchpoint.kind is TouchpointKind.CANDIDATE_REPLY
        and not touchpoint.bounced
        and interview.outcome_on is not None
        and interview.outcome_on <= touchpoint.sent_on <= view.today
        for touchpoint in view.interview_details(interview.interview_id).touchpoints
    )


def _later_round(view: WorkspaceView, interview: Interview) -> Interview | None:
    """Return the next round after an interview; None if none is entered.

    It is a later interview for the same job, whatever its number, or else one to come at the same
    organization: the role may be called by another name in the second invitation.
    """
    application = view.records.application_of[interview.interview_id]
    rounds = (details.interview for details in application.rounds)
    for later in rounds:
        if later.round > interview.round or later.held_at > interview.held_at:
            return later
    employer = normalize_name(interview.organization)
    coming = (other for other in _coming(view) if normalize_name(other.organization) == employer)
    return next(coming, None)


def headline(overview: TodayOverview) -> str:
    """Return one or two short sentences on how much there is to do now and to leave alone."""
    return f"{how_much_to_do(overview)}. {_how_much_to_leave(overview)}".strip()


def how_much_to_do(overview: TodayOverview) -> str:
    """Return how much there is to do now, without a period: it is a title, too."""
    if not overview.count:
        return "Nothing to do now"
    return f"{pluralize(overview.count, 'thing').capitalize()} to do now"


def _how_much_to_leave(overview: TodayOverview) -> str:
    """Return how much there is to leave alone, '' for nothing."""
    if not overview.waiting:
        return ""
    return f"{pluralize(len(overview.waiting), 'thing').split()[0].capitalize()} to leave alone."


def leave_until(view: WorkspaceView, overview: TodayOverview) -> str:
    """Return on one line whom to leave alone and until when: the first by name, the others by number."""
    first, others = overview.waiting[0], len(overview.waiting) - 1
    organization = view.interview_details(first.interview_id).interview.organization
    words = f"{organization} until {view.day_format.short(first_day(view, first))}"
    return f"{words}, and {pluralize(others, 'other')}" if others else words


def next_sentence(view: WorkspaceView, overview: TodayOverview) -> str:
    """Return what comes next and when, for a day with nothing to do now; '' where nothing is ahead.

    That is the step that can be done first, however far away it is, or an interview or an offer to answer
    before it.
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
        return _withdrawal_sentence(view)
    title = step_cards(view, [step])[0].title
    return f"Next: {title[0].lower()}{title[1:]}, from {view.day_format.full(first_day(view, step))}."


def _withdrawal_sentence(view: WorkspaceView) -> str:
    """Return what is left to do about an open interview for a job that isn't wanted any more, '' for none."""
    for details in view.records.interviews.values():
        interview = details.interview
        is_open = interview.held_on <= view.today and interview.outcome is None
        if is_open and interview.still_interested is YesNo.NO and not _superseded(view, interview):
            return (
                f"If you haven't told {interview.organization} that you're no longer interested,"
                " a short withdrawal is a good way to end it."
            )
    return ""
