"""Words each statistic as a sentence that is correct for none, few and many."""

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
    """Return a share in percent; only a share of exactly 0 or 1 is written as 0% or 100%."""
    rounded = round(100 * share)
    if (rounded == 0 and share > 0) or (rounded == 100 and share < 1):
        return "less than 0.1%" if share < 0.001 else f"{min(99.9, 100 * share):.1f}%"
    return f"{rounded}%"


# --- rates ------------------------------------------------------------------------------------------


def touchpoint_sentence(rate: TouchpointRate, noun: str) -> str:
    """Return how often touchpoints of one kind are answered; `noun` names one, as in "status email"."""
    if rate.mature == 0:
        # Some of these may already be answered; they count as soon as all of the same day do.
        they_are = "It is" if rate.pending == 1 else "They are"
        return f"You sent {pluralize(rate.pending, noun)}. {they_are} too recent to count."
    count_sentence = _count_sentence(rate.responded, rate.mature, noun, "within two weeks")
    sure_sentence = range_sentence(rate.responded, rate.mature, rate.rate, noun)
    return f"{count_sentence} {sure_sentence}{_pending_sentence(rate.pending)}"


def all_kinds_sentence(rates: Sequence[tuple[TouchpointRate, str]]) -> str:
    """Return how many touchpoints of each kind were answered; '' for no kind.

    Args:
        rates: The rate of each kind, with the noun for one touchpoint of that kind.
    """
    counts = [
        f"{_responded_of_mature(rate)} {noun}{'' if rate.mature == 1 else 's'}"
        for rate, noun in rates
        if rate.mature
    ]
    pending_counts = [pluralize(rate.pending, noun) for rate, noun in rates if not rate.mature]
    sentences = [f"Answered within two weeks: {', '.join(counts)}."] if counts else []
    sentences += [f"Too recent to count: {', '.join(pending_counts)}."] if pending_counts else []
    return " ".join(sentences)


def _responded_of_mature(rate: TouchpointRate) -> str:
    return f"{'none' if rate.responded == 0 else rate.responded} of {rate.mature}"


def interview_sentence(rate: InterviewRate) -> str:
    """Return how often interviews are answered, and how sure that is."""
    count_sentence = interview_count_sentence(rate)
    if rate.mature == 0:
        return count_sentence
    sentences = filter(None, (count_sentence, interview_range_sentence(rate)))
    return " ".join(sentences) + _pending_sentence(rate.pending)


def interview_range_sentence(rate: InterviewRate) -> str:
    """Return how far the true rate may be from the counted rate; '' if a missing day leaves it open."""
    return "" if rate.undated else range_sentence(rate.responded, rate.mature, rate.rate, "interview")


def undated_sentence(undated: int) -> str:
    """Return how many answers aren't counted because their day isn't known; '' for none."""
    if not undated:
        return ""
    answers = pluralize(undated, "answer").capitalize()
    if undated == 1:
        return f"{answers} has no day, so it isn't counted yet. Enter the day it came."
    return f"{answers} have no day, so they aren't counted yet. Enter the day they came."


def interview_count_sentence(rate: InterviewRate) -> str:
    """Return how many interviews were answered."""
    if rate.held == 0:
        return "No interview yet, so there is nothing to count."
    if rate.mature == 0:
        pending = rate.held - rate.withdrawn
        if pending == 0:
            return (
                f"You withdrew from {_all_words(rate.withdrawn, 'interview')}, so there is nothing to count."
            )
        verb = "is" if pending == 1 else "are"
        subject = _pending_subject(pending, rate.withdrawn)
        return f"{subject} {verb} less than four weeks old: too early to count."
    if rate.undated:
        return _dated_count_sentence(rate.responded, rate.mature)
    return _count_sentence(rate.responded, rate.mature, "interview", "within four weeks")


def _dated_count_sentence(responded: int, counted: int) -> str:
    """Return how many interviews have an answer with a day, if other answers have no day."""
    if counted == 1:
        return "The one interview old enough to count has an answer without a day."
    verb = "has" if responded <= 1 else "have"
    return f"{responded or 'None'} of {counted} interviews {verb} an answer dated within four weeks."


def _all_words(number: int, noun: str) -> str:
    """Return the words for all of `number` things: "your one interview", "both interviews"."""
    return f"your one {noun}" if number == 1 else _all_of_several_words(number, noun)


def _all_of_several_words(number: int, noun: str) -> str:
    return f"both {noun}s" if number == 2 else f"all {number} {noun}s"


def _pending_subject(pending: int, withdrawn: int) -> str:
    """Return the pending interviews as the subject of a sentence, after those that were withdrawn from."""
    if withdrawn:
        other_words = "the other one" if pending == 1 else f"the other {pending}"
        return f"You withdrew from {pluralize(withdrawn, 'interview')}; {other_words}"
    if pending == 1:
        return "Your interview"
    return "Both of your interviews" if pending == 2 else f"All {pending} of your interviews"


def _count_sentence(responded: int, counted: int, noun: str, when: str) -> str:
    if counted == 1:
        return f"The one {noun} old enough to count {'was' if responded else 'was not'} answered {when}."
    if responded == 0:
        subject = f"Neither of the two {noun}s" if counted == 2 else f"None of {counted} {noun}s"
        return f"{subject} was answered {when}."
    if responded == counted:
        subject = _all_of_several_words(counted, noun)
        return f"{subject[0].upper()}{subject[1:]} were answered {when}."
    return f"{responded} of {counted} {noun}s {'was' if responded == 1 else 'were'} answered {when}."


def range_sentence(responded: int, counted: int, rate: Interval | None, noun: str) -> str:
    """Return how far the true rate may be from `responded` of `counted`; '' if there is no rate.

    Args:
        responded: How many were answered.
        counted: How many were old enough to count.
        rate: The rate with its interval.
        noun: What was counted, in the singular.
    """
    if rate is None:
        return ""
    if counted == 1:
        return f"One {noun} tells you nothing about the next."
    if responded == 0:
        return f"The true rate could still be as high as {percent(rate.high)}."
    if responded == counted:
        return f"The true rate could still be as low as {percent(rate.low)}."
    if counted < MANY:
        span = f"{percent(rate.low)} to {percent(rate.high)}"
        return f"{SMALL_SAMPLE} the true rate could be anywhere from {span}."
    return f"That is {percent(rate.value)}, {_likely_range(rate)}."


def _likely_range(rate: Interval) -> str:
    low, high = percent(rate.low), percent(rate.high)
    if low == high:
        return "to within one point"
    return f"likely below {high}" if rate.low < 0.001 else f"likely between {low} and {high}"


def _pending_sentence(pending: int) -> str:
    if not pending:
        return ""
    return f" {pending} more {'is' if pending == 1 else 'are'} too recent to count."


# --- time to response -------------------------------------------------------------------------------


def timing_sentence(timing: TimeToResponse) -> str:
    """Return how long a response takes."""
    held, answered = timing.n, timing.events
    half_within, slowest = timing.half_within, timing.slowest
    if held == 0:
        return "No interview yet, so there is nothing to time."
    with_a_day = " with a day" if timing.undated else ""
    if half_within is None or slowest is None:
        if timing.undated:
            return "No answer has a day yet, so there is nothing to time."
        return f"{_none_has(held)} been answered yet; {_wait_clause(timing.last_day, held)}."
    if held == 1:
        return (
            f"Your one interview was answered {'on the same day' if slowest == 0 else _after_words(slowest)}."
        )
    if answered == 1:
        start = f"You have one answer{with_a_day} from {pluralize(held, 'interview')}."
        return f"{start} It came {_after_words(slowest)}."
    if half_within == slowest:
        subject = f"{'Both' if answered == 2 else f'All {answered}'} of your answers{with_a_day}"
        return f"{subject} came {_within_words(slowest)}.{_unanswered_sentence(timing)}"
    start = f"About half of the {pluralize(answered, 'answer')}{with_a_day} came {_within_words(half_within)}"
    return f"{start}, the slowest {_after_words(slowest)}.{_unanswered_sentence(timing)}"


def slowest_sentence(timing: TimeToResponse) -> str:
    """Return how long the slowest response took, or how long a response takes if that says the same."""
    if timing.half_within is None or timing.slowest is None or timing.events == 1:
        return timing_sentence(timing)
    with_a_day = " with a day" if timing.undated else ""
    start = f"The slowest of {pluralize(timing.events, 'answer')}{with_a_day} came"
    return f"{start} {_after_words(timing.slowest)}.{_unanswered_sentence(timing)}"


def _within_words(days: int) -> str:
    return "on the day of the interview" if days == 0 else f"within {pluralize(days, 'day')}"


def _after_words(days: int) -> str:
    return "on the day of the interview" if days == 0 else f"after {pluralize(days, 'day')}"


def _unanswered_sentence(timing: TimeToResponse) -> str:
    number = timing.n - timing.events - timing.undated
    if number == 0:
        return ""
    interviews_have = "interview has" if number == 1 else "interviews have"
    return f" {number} {interviews_have} no answer."


def _none_has(number: int) -> str:
    """Return the start of a sentence that says that none of the interviews has been answered."""
    if number == 1:
        return "Your one interview has not"
    return "Neither of your two interviews has" if number == 2 else f"None of your {number} interviews has"


def _wait_clause(days: int, held: int) -> str:
    if days == 0:
        return "the wait has only begun"
    return f"the {'wait' if held == 1 else 'longest wait'} so far is {pluralize(days, 'day')}"


# --- comparisons ------------------------------------------------------------------------------------


def comparison_sentence(comparison: Comparison, with_it: str, without: str) -> str:
    """Return how many of two groups of interviews were answered, how sure the difference is, and a caution.

    Args:
        comparison: The two groups.
        with_it: The name of the group with the habit, as in "Asked".
        without: The name of the group without it, as in "Not asked".
    """
    counts = comparison_count(comparison, with_it, without)
    if comparison.difference is None:
        too_few = f"With fewer than {MIN_GROUP_SIZE} interviews on either side, this says nothing yet."
        return f"{counts} {too_few}"
    difference = difference_sentence(comparison)
    if min(comparison.a.n, comparison.b.n) < SMALL_GROUP_SIZE:
        difference = f"{SMALL_SAMPLE} {difference[0].lower()}{difference[1:]}"
    return f"{counts} {difference} {CAUTION}"


def comparison_count(comparison: Comparison, with_it: str, without: str) -> str:
    """Return how many interviews of each group were answered, as two short sentences."""
    return f"{_group_sentence(with_it, comparison.a)} {_group_sentence(without, comparison.b)}"


def difference_sentence(comparison: Comparison) -> str:
    """Return how large the true difference between two groups may be; '' if a group is too small."""
    if comparison.difference is None:
        return ""
    low, high = round(100 * comparison.difference.low), round(100 * comparison.difference.high)
    if low == high == 0:
        return "There is no difference, to within one point."
    if low == high:
        return f"The difference is {_points_words(low)}, to within one point."
    return f"The true difference could be anywhere from {_range_words(low, high)}."


def _range_words(low: int, high: int) -> str:
    """Return a range of percentage points.

    If the whole range is more, or the whole range is fewer, the counts say which, and the words don't.
    """
    if low > 0 or high < 0:
        smaller, larger = sorted((abs(low), abs(high)))
        return f"{smaller} to {larger} percentage points"
    if low == 0:
        return f"none to {_points_words(high)}"
    return f"{_points_words(low)} to {f'{high} more' if high else 'none'}"


def _group_sentence(label: str, group: ComparisonGroup) -> str:
    if group.n == 0:
        return f"{label}: no interview."
    share = f" ({percent(group.rate.value)})" if group.rate and group.n >= MIN_GROUP_SIZE else ""
    return f"{label}: {group.k} of {group.n} answered{share}."


def _points_words(points: int) -> str:
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
    """Return how often one habit was kept in its latest month and in all months before; '' for no month."""
    if not months:
        return ""
    latest_month, earlier_months = months[-1], months[:-1]
    interviews = "interview" if latest_month.n == 1 else "interviews"
    latest = f"{month_name(latest_month.month)}: {latest_month.yes} of {latest_month.n} {interviews}"
    if not earlier_months:
        return f"{latest}."
    earlier_yes = sum(month.yes for month in earlier_months)
    earlier_count = sum(month.n for month in earlier_months)
    return f"{latest}. Before that: {earlier_yes} of {earlier_count}."


def practice_sentence(practice: Practice, question: str) -> str:
    """Return which habit to practice, named by its question, and how often it was kept lately and before."""
    missed, answer_count = practice.missed, practice.answer_count
    often = "the one time you were asked" if answer_count == 1 else f"{missed} of {answer_count} times"
    start = f"What you missed most: “{question}” You answered no {often}."
    (recent_yes, recent_count), (earlier_yes, earlier_count) = practice.recent, practice.before
    if not earlier_count:
        return start
    times = "time" if recent_count == 1 else "times"
    recently = f"Lately you answered yes {recent_yes} of {recent_count} {times}"
    return f"{start} {recently}; before that, {earlier_yes} of {earlier_count}."


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
    """Return what to do differently and the counts behind it, or why nothing is recommended."""
    match recommendation:
        case HabitDifference(comparison=comparison):
            phrases = _PHRASES[comparison.factor]
            kept, missed = comparison.a, comparison.b
            kept_sentence = f"{phrases.done} {kept.n} interviews, and {_answered_clause(kept)}."
            missed_sentence = f"{phrases.missed}, {_missed_clause(missed)}."
            advice = f"Next time: {phrases.advice}{_kept_lately_clause(recommendation)}."
            return f"{kept_sentence} {missed_sentence} {advice}"
        case NoDifference(mature=mature):
            return f"In {mature} interviews, none of your habits clearly went with more answers."
        case TooFewToCompare(mature=mature):
            return _too_few_sentence(mature)


def _too_few_sentence(mature: int) -> str:
    if mature >= 2 * MIN_GROUP_SIZE:
        return (
            f"You did much the same in all {mature} interviews, so there's nothing to compare."
            f" That takes {MIN_GROUP_SIZE} with a habit and {MIN_GROUP_SIZE} without."
        )
    needed = f"{pluralize(MIN_GROUP_SIZE, 'interview')} with a habit and as many without it"
    so_far = {0: "none", 1: "one"}.get(mature, str(mature))
    return (
        f"There is not enough to compare yet. That takes {needed}, each at least four weeks old."
        f" You have {so_far} that old."
    )


def _answered_clause(group: ComparisonGroup) -> str:
    number = "all" if group.k == group.n else "one" if group.k == 1 else str(group.k)
    return f"{number} of them {'was' if number == 'one' else 'were'} answered"


def _missed_clause(group: ComparisonGroup) -> str:
    return f"{group.k or 'none'} of {group.n} {'was' if group.k <= 1 else 'were'} answered"


def _kept_lately_clause(recommendation: HabitDifference) -> str:
    kept_count, latest_count = recommendation.latest
    return f", as you did the last {latest_count} times" if kept_count == latest_count > 1 else ""


def recommendation_caution(recommendation: Recommendation) -> str:
    """Return how sure a recommendation is, or what to record so that there can be one."""
    match recommendation:
        case HabitDifference(comparison=comparison, certain=certain):
            difference = difference_sentence(comparison)
            if not certain:
                difference = f"That could still be chance: {difference[0].lower()}{difference[1:]}"
            return f"{difference} {CAUTION}"
        case NoDifference():
            return "Keep following the advice; it helps you plan, whatever they answer."
        case TooFewToCompare():
            return (
                "Until then, ask when they will decide, and thank everyone by the next day. Record both in"
                " the checklist, and each answer on Today."
            )
