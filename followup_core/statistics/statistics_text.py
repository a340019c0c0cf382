"""Each statistic as a sentence that a person can repeat, correct for none, few and many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from followup_core.models.date_text import month_name, pluralize

from .comparisons import MIN_GROUP_SIZE, SMALL_GROUP_SIZE, Comparison, ComparisonGroup, Factor
from .confidence_intervals import Interval
from .habits import MonthlyShare, Practice, Share
from .rates import InterviewRate, TouchpointRate
from .recommendation import HabitDifference, NoDifference, Recommendation, TooFewToCompare
from .response_times import TimeToResponse

MANY = 50
"""The sample size from which `range_sentence` gives a percentage; below it, the counts say more."""

CAUTION = "This is what happened, not what caused it."
SMALL_SAMPLE = "That is a small sample:"


def percent(share: float) -> str:
    """Return a share in percent, never 0 or 100 for a share that is not exactly that."""
    whole = round(100 * share)
    if (whole == 0 and share > 0) or (whole == 100 and share < 1):
        return "less than 0.1%" if share < 0.001 else f"{min(99.9, 100 * share):.1f}%"
    return f"{whole}%"


# --- rates ------------------------------------------------------------------------------------------


def touchpoint_sentence(rate: TouchpointRate, noun: str) -> str:
    """Return how often touchpoints of one kind are answered; `noun` names one, as in "status email"."""
    if rate.mature == 0:
        # Some may already be answered; they are counted together with the others of their days.
        fresh = "It is" if rate.pending == 1 else "They are"
        return f"You sent {pluralize(rate.pending, noun)}. {fresh} too recent to count."
    counted = _count_sentence(rate.responded, rate.mature, noun, "within two weeks")
    return f"{counted} {range_sentence(rate.responded, rate.mature, rate.rate)}{_fresh(rate.pending)}"


def all_kinds_sentence(rates: Sequence[tuple[TouchpointRate, str]]) -> str:
    """Return how many touchpoints of each kind were answered; with each comes its noun. '' for none."""
    counted = [
        f"{_count_of(rate)} {noun}{'' if rate.mature == 1 else 's'}" for rate, noun in rates if rate.mature
    ]
    fresh = [pluralize(rate.pending, noun) for rate, noun in rates if not rate.mature]
    sentences = [f"Answered within two weeks: {', '.join(counted)}."] if counted else []
    sentences += [f"Too recent to count: {', '.join(fresh)}."] if fresh else []
    return " ".join(sentences)


def _count_of(rate: TouchpointRate) -> str:
    return f"{'none' if rate.responded == 0 else rate.responded} of {rate.mature}"


def interview_sentence(rate: InterviewRate) -> str:
    """Return how often interviews are answered, and how sure that is."""
    counted = interview_count(rate)
    if rate.mature == 0:
        return counted
    return " ".join(filter(None, (counted, interview_range(rate)))) + _fresh(rate.pending)


def interview_range(rate: InterviewRate) -> str:
    """Return how far the true rate may be from the counted one, '' where a missing day leaves that open."""
    return "" if rate.undated else range_sentence(rate.responded, rate.mature, rate.rate)


def undated_sentence(undated: int) -> str:
    """Return how many answers aren't counted because their day isn't known, '' for none."""
    if not undated:
        return ""
    answers = pluralize(undated, "answer").capitalize()
    if undated == 1:
        return f"{answers} has no day, so it isn't counted yet. Enter the day it came."
    return f"{answers} have no day, so they aren't counted yet. Enter the day they came."


def interview_count(rate: InterviewRate) -> str:
    """Return how many interviews were answered."""
    if rate.held == 0:
        return "No interview yet, so there is nothing to count."
    if rate.mature == 0:
        waiting = rate.held - rate.withdrawn
        if waiting == 0:
            return f"You withdrew from {_all_of(rate.withdrawn, 'interview')}, so there is nothing to count."
        fresh = "is less than four weeks old" if waiting == 1 else "are less than four weeks old"
        return f"{_all_waiting(waiting, rate.withdrawn)} {fresh}: too early to count."
    if rate.undated:
        return _dated_count(rate.responded, rate.mature)
    return _count_sentence(rate.responded, rate.mature, "interview", "within four weeks")


def _dated_count(k: int, n: int) -> str:
    """Return how many interviews have an answer with a day, where others have one without."""
    if n == 1:
        return "The one interview old enough to count has an answer without a day."
    has = f"{k or 'None'} of {n} interviews {'has' if k <= 1 else 'have'}"
    return f"{has} an answer dated within four weeks."


def _all_of(number: int, noun: str) -> str:
    return f"your one {noun}" if number == 1 else _every(number, noun)


def _every(number: int, noun: str) -> str:
    return f"both {noun}s" if number == 2 else f"all {number} {noun}s"


def _all_waiting(waiting: int, withdrawn: int) -> str:
    if withdrawn:
        others = "the other one" if waiting == 1 else f"the other {waiting}"
        return f"You withdrew from {pluralize(withdrawn, 'interview')}; {others}"
    if waiting == 1:
        return "Your interview"
    return "Both of your interviews" if waiting == 2 else f"All {waiting} of your interviews"


def _count_sentence(k: int, n: int, noun: str, when: str) -> str:
    if n == 1:
        return f"The one {noun} old enough to count {'was' if k else 'was not'} answered {when}."
    if k == 0:
        none = f"Neither of the two {noun}s" if n == 2 else f"None of {n} {noun}s"
        return f"{none} was answered {when}."
    if k == n:
        every = _every(n, noun)
        return f"{every[0].upper()}{every[1:]} were answered {when}."
    return f"{k} of {n} {noun}s {'was' if k == 1 else 'were'} answered {when}."


def range_sentence(k: int, n: int, rate: Interval | None) -> str:
    """Return how far the true rate may be from `k` of `n`, '' for none."""
    if rate is None:
        return ""
    if n == 1:
        return "One answer tells you nothing about the next."
    if k == 0:
        return f"The true rate could still be as high as {percent(rate.high)}."
    if k == n:
        return f"The true rate could still be as low as {percent(rate.low)}."
    if n < MANY:
        span = f"{percent(rate.low)} to {percent(rate.high)}"
        return f"{SMALL_SAMPLE} the true rate could be anywhere from {span}."
    return f"That is {percent(rate.value)}, {_between(rate)}."


def _between(rate: Interval) -> str:
    low, high = percent(rate.low), percent(rate.high)
    if low == high:
        return "to within one point"
    return f"likely below {high}" if rate.low < 0.001 else f"likely between {low} and {high}"


def _fresh(pending: int) -> str:
    if not pending:
        return ""
    return f" {pending} more {'is' if pending == 1 else 'are'} too recent to count."


# --- time to response -------------------------------------------------------------------------------


def timing_sentence(timing: TimeToResponse) -> str:
    """Return how long a response takes."""
    n, events = timing.n, timing.events
    half, slowest = timing.half_within, timing.slowest
    if n == 0:
        return "No interview yet, so there is nothing to time."
    with_a_day = " with a day" if timing.undated else ""
    if half is None or slowest is None:
        if timing.undated:
            return "No answer has a day yet, so there is nothing to time."
        return f"{_no_answer(n)} been answered yet; {_wait(timing.last_day, n)}."
    if n == 1:
        return f"Your one interview was answered {_after(slowest)}."
    if events == 1:
        return f"You have one answer{with_a_day} from {pluralize(n, 'interview')}. It came {_after(slowest)}."
    if half == slowest:
        return f"{_took_same(events, half, with_a_day)}{_still_open(timing)}"
    start = f"About half of the {pluralize(events, 'answer')}{with_a_day} came {_within(half)}"
    return f"{start}, the slowest {_after(slowest)}.{_still_open(timing)}"


def slowest_sentence(timing: TimeToResponse) -> str:
    """Return how long a response takes, next to the time in which half of them came."""
    if timing.half_within is None or timing.slowest is None or timing.events == 1:
        return timing_sentence(timing)
    with_a_day = " with a day" if timing.undated else ""
    start = f"The slowest of {pluralize(timing.events, 'answer')}{with_a_day} came {_after(timing.slowest)}."
    return f"{start}{_still_open(timing)}"


def _took_same(events: int, days: int, with_a_day: str) -> str:
    return f"{'Both' if events == 2 else f'All {events}'} of your answers{with_a_day} came {_within(days)}."


def _within(days: int) -> str:
    return "on the same day" if days == 0 else f"within {pluralize(days, 'day')}"


def _after(days: int) -> str:
    return "on the same day" if days == 0 else f"after {pluralize(days, 'day')}"


def _still_open(timing: TimeToResponse) -> str:
    number = timing.n - timing.events - timing.undated
    if number == 0:
        return ""
    have = "interview has" if number == 1 else "interviews have"
    return f" {number} {have} no answer."


def _no_answer(n: int) -> str:
    if n == 1:
        return "Your one interview has not"
    return "Neither of your two interviews has" if n == 2 else f"None of your {n} interviews has"


def _wait(days: int, n: int) -> str:
    if days == 0:
        return "the wait has only begun"
    return f"the {'wait' if n == 1 else 'longest wait'} so far is {pluralize(days, 'day')}"


# --- comparisons ------------------------------------------------------------------------------------


def comparison_sentence(comparison: Comparison, with_it: str, without: str) -> str:
    """Return how two groups of interviews went, with every caution; the names are as in "Asked"."""
    counted = comparison_count(comparison, with_it, without)
    if comparison.difference is None:
        return f"{counted} With fewer than {MIN_GROUP_SIZE} on a side this says nothing yet."
    span = difference_sentence(comparison)
    if min(comparison.a.n, comparison.b.n) < SMALL_GROUP_SIZE:
        span = f"{SMALL_SAMPLE} {span[0].lower()}{span[1:]}"
    return f"{counted} {span} {CAUTION}"


def comparison_count(comparison: Comparison, with_it: str, without: str) -> str:
    """Return how many of two groups of interviews were answered."""
    return f"{_group(with_it, comparison.a)} {_group(without, comparison.b)}"


def difference_sentence(comparison: Comparison) -> str:
    """Return how far the true difference between two groups may be, '' where they are too small."""
    if comparison.difference is None:
        return ""
    low, high = round(100 * comparison.difference.low), round(100 * comparison.difference.high)
    if low == high == 0:
        return "There is no difference, to within one point."
    if low == high:
        return f"The difference is {_points(low)}, to within one point."
    return f"The true difference could be anywhere from {_span(low, high)}."


def _span(low: int, high: int) -> str:
    """Return a range of percentage points; where all of it is on one side, the counts say on which."""
    if low > 0 or high < 0:
        near, far = sorted((abs(low), abs(high)))
        return f"{near} to {far} percentage points"
    if low == 0:
        return f"none to {_points(high)}"
    return f"{_points(low)} to {f'{high} more' if high else 'none'}"


def _group(label: str, group: ComparisonGroup) -> str:
    if group.n == 0:
        return f"{label}: no interview."
    share = f" ({percent(group.rate.value)})" if group.rate and group.n >= MIN_GROUP_SIZE else ""
    return f"{label}: {group.k} of {group.n} answered{share}."


def _points(points: int) -> str:
    if points == 0:
        return "none"
    noun = "percentage point" if abs(points) == 1 else "percentage points"
    return f"{abs(points)} {noun} {'more' if points > 0 else 'fewer'}"


# --- habits -----------------------------------------------------------------------------------------


def habit_sentence(share: Share) -> str:
    """Return how often one checklist item was a yes."""
    if share.answer_count == 0:
        return "Not answered yet."
    if share.answer_count == 1:
        return f"{'Yes' if share.yes else 'No'}, the one time it was answered."
    if share.yes in (0, share.answer_count):
        return f"{'Yes' if share.yes else 'No'} every time: {share.answer_count} answers."
    return f"Yes in {share.yes} of {share.answer_count} answers."


def trend_sentence(months: Sequence[MonthlyShare]) -> str:
    """Return how one habit went in its latest month, against all months before; '' for no month."""
    if not months:
        return ""
    latest, before = months[-1], months[:-1]
    interviews = "interview" if latest.n == 1 else "interviews"
    now = f"{month_name(latest.month)}: {latest.yes} of {latest.n} {interviews}"
    if not before:
        return f"{now}."
    yes, n = sum(month.yes for month in before), sum(month.n for month in before)
    return f"{now}. Before that: {yes} of {n}."


def practice_sentence(practice: Practice, question: str) -> str:
    """Return which habit to practice, by its own question, and how it went recently."""
    missed, answer_count = practice.missed, practice.answer_count
    often = "the one time you were asked" if answer_count == 1 else f"{missed} of {answer_count} times"
    start = f"What you missed most: “{question}” You answered no {often}."
    (yes, recent), (yes_before, before) = practice.recent, practice.before
    if not before:
        return start
    lately = f"Lately it was a yes in {yes} of {recent} {'answer' if recent == 1 else 'answers'}"
    return f"{start} {lately}, before that in {yes_before} of {before}."


# --- what to do differently -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class HabitPhrases:
    """How to say that a habit was kept or missed, and what to do next time."""

    done: str
    missed: str
    advice: str


_PHRASES: Mapping[Factor, HabitPhrases] = MappingProxyType(
    {
        Factor.ASKED_TIME_FRAME: HabitPhrases(
            done="You asked for the time frame in",
            missed="Where you did not ask",
            advice="ask when they will decide",
        ),
        Factor.THANKED_EVERYONE: HabitPhrases(
            done="You thanked everyone within a day after",
            missed="Where you were later or left someone out",
            advice="thank everyone by the next day",
        ),
        Factor.THANK_YOU_NOTE: HabitPhrases(
            done="You mailed a handwritten note after",
            missed="Where you mailed none",
            advice="mail a handwritten note",
        ),
    }
)


def recommendation_sentence(recommendation: Recommendation) -> str:
    """Return what to do differently and the counts that say so, or that there is too little to tell."""
    match recommendation:
        case HabitDifference(comparison=comparison):
            phrases = _PHRASES[comparison.factor]
            a, b = comparison.a, comparison.b
            done = f"{phrases.done} {a.n} interviews, and {_of_them(a)} answered."
            missed = f"{phrases.missed}, {'none' if b.k == 0 else b.k} of {b.n} answered."
            return f"{done} {missed} Next time: {phrases.advice}{_as_lately(recommendation)}."
        case NoDifference(mature=mature):
            return f"In {mature} interviews, none of your habits went with clearly more answers."
        case TooFewToCompare(mature=mature):
            return _too_few(mature)


def _too_few(mature: int) -> str:
    takes = f"{pluralize(MIN_GROUP_SIZE, 'interview')} with a habit and as many without it"
    if mature >= 2 * MIN_GROUP_SIZE:
        return f"What you recorded about {mature} interviews is too alike to compare. That takes {takes}."
    so_far = {0: "none", 1: "one"}.get(mature, str(mature))
    return (
        f"There is not enough to compare yet. That takes {takes}, each at least four weeks old."
        f" You have {so_far} that old."
    )


def _of_them(group: ComparisonGroup) -> str:
    return f"{'all' if group.k == group.n else 'one' if group.k == 1 else group.k} of them"


def _as_lately(recommendation: HabitDifference) -> str:
    done, known = recommendation.latest
    return f", as you did the last {known} times" if done == known > 1 else ""


def recommendation_caution(recommendation: Recommendation) -> str:
    """Return how sure a recommendation is, or what to record so that there can be one."""
    match recommendation:
        case HabitDifference(comparison=comparison, certain=certain):
            span = difference_sentence(comparison)
            chance = span if certain else f"That could still be chance: {span[0].lower()}{span[1:]}"
            return f"{chance} {CAUTION}"
        case NoDifference():
            return "Keep following the advice; it helps you plan, whatever they answer."
        case TooFewToCompare():
            return (
                "Until then, ask when they will decide, and thank everyone by the next day. Record both in"
                " the checklist, and each answer on Today."
            )
