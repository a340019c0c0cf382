"""Each statistic as a sentence that a person can repeat, correct for none, few and many."""

from collections.abc import Sequence

from followup_core.models.date_text import month_name, pluralize

from .comparisons import MIN_GROUP_SIZE, SMALL_GROUP_SIZE, Comparison, ComparisonGroup
from .confidence_intervals import Interval
from .habits import MonthlyShare, Practice, Share
from .rates import InterviewRate, TouchpointRate
from .response_times import TimeToResponse

MANY = 50
"""The sample size from which a share is given in percent; below it, the counts say more."""

CAUTION = "This is what happened, not what caused it."


def percent(share: float) -> str:
    """Return a share in percent, never 0 or 100 for a share that is not exactly that."""
    whole = round(100 * share)
    if (whole == 0 and share > 0) or (whole == 100 and share < 1):
        return "less than 0.1 %" if share < 0.001 else f"{min(99.9, 100 * share):.1f} %"
    return f"{whole} %"


def touchpoint_sentence(rate: TouchpointRate, noun: str) -> str:
    """Return how often touchpoints of one kind are answered; `noun` names one, as in "status email"."""
    if rate.mature == 0:
        # Some may already be answered; they are counted together with the others of their days.
        fresh = "It is" if rate.pending == 1 else "They are"
        return f"You sent {pluralize(rate.pending, noun)}. {fresh} too recent to count."
    start = _share_sentence(rate.responded, rate.mature, rate.rate, noun, "within two weeks")
    return f"{start}{_fresh(rate.pending)}"


def interview_sentence(rate: InterviewRate) -> str:
    """Return how often interviews are answered: the headline of the statistics."""
    if rate.held == 0:
        return "No interview yet, so there is nothing to count."
    if rate.mature == 0:
        waiting = rate.held - rate.withdrawn
        if waiting == 0:
            return f"You withdrew from {_all_of(rate.withdrawn, 'interview')}, so there is nothing to count."
        fresh = "is less than four weeks old" if waiting == 1 else "are less than four weeks old"
        return f"{_all_waiting(waiting, rate.withdrawn)} {fresh}: too early to count."
    start = _share_sentence(rate.responded, rate.mature, rate.rate, "interview", "within four weeks")
    return f"{start}{_fresh(rate.pending)}"


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


def _share_sentence(k: int, n: int, rate: Interval | None, noun: str, when: str) -> str:
    """Return `k` of `n` in words, with the range that chance alone allows."""
    if rate is None:
        return ""
    if n == 1:
        went = "was" if k else "was not"
        return f"The one {noun} that had its time {went} answered {when}. One says nothing about the next."
    if k == 0:
        limit = f"the true rate could still be as high as {percent(rate.high)}"
        none = f"Neither of the two {noun}s" if n == 2 else f"None of {n} {noun}s"
        return f"{none} was answered {when}; {limit}."
    if k == n:
        limit = f"the true rate could still be as low as {percent(rate.low)}"
        every = _every(n, noun)
        return f"{every[0].upper()}{every[1:]} were answered {when}; {limit}."
    were = "was" if k == 1 else "were"
    if n < MANY:
        luck = f"luck alone could make that anything from {percent(rate.low)} to {percent(rate.high)}"
        return f"{k} of {n} {noun}s {were} answered {when}; {luck}."
    return f"{k} of {n} {noun}s {were} answered {when}: {percent(rate.value)}, {_between(rate)}."


def _between(rate: Interval) -> str:
    low, high = percent(rate.low), percent(rate.high)
    if low == high:
        return "to within one point"
    return f"likely below {high}" if rate.low < 0.001 else f"likely between {low} and {high}"


def _fresh(pending: int) -> str:
    if not pending:
        return ""
    return f" {pending} more {'is' if pending == 1 else 'are'} too recent to count."


def timing_sentence(timing: TimeToResponse) -> str:
    """Return how long a response takes."""
    n, events, interviews = timing.n, timing.events, pluralize(timing.n, "interview")
    if n == 0:
        return "No interview yet, so there is nothing to time."
    if events == 0:
        return f"{_no_answer(n)} been answered yet; {_wait(timing.last_day, n)}."
    if n == 1:
        after = f"after {pluralize(timing.median, 'day')}" if timing.median else "on the same day"
        return f"Your one interview was answered {after}."
    answers = pluralize(events, "answer")
    if timing.median is None:
        return (
            f"You have {answers} from {interviews}. Fewer than half are answered so far, even with those"
            " still open counted fairly, so there is no typical time yet."
        )
    time = "on the same day" if timing.median == 0 else f"within {pluralize(timing.median, 'day')}"
    fairly = ", open ones counted fairly" if events < n else ""
    return f"At least half of your interviews are answered {time}: {answers} from {interviews}{fairly}."


def _no_answer(n: int) -> str:
    if n == 1:
        return "Your one interview has not"
    return "Neither of your two interviews has" if n == 2 else f"None of your {n} interviews has"


def _wait(days: int, n: int) -> str:
    if days == 0:
        return "the wait has only begun"
    return f"the {'wait' if n == 1 else 'longest wait'} so far is {pluralize(days, 'day')}"


def comparison_sentence(comparison: Comparison, with_it: str, without: str) -> str:
    """Return how two groups of interviews went; `with_it` and `without` name them, as in "Asked"."""
    counts = f"{_arm(with_it, comparison.a)} {_arm(without, comparison.b)}"
    if comparison.difference is None:
        return f"{counts} With fewer than {MIN_GROUP_SIZE} on a side this says nothing yet."
    low, high = round(100 * comparison.difference.low), round(100 * comparison.difference.high)
    span = f"The difference could be anything from {_points(low)} to {_points(high)}."
    if low == high:
        span = f"The difference is {_points(low)}, to within one point."
    if min(comparison.a.n, comparison.b.n) < SMALL_GROUP_SIZE:
        span = f"So few interviews show little: {span[0].lower()}{span[1:]}"
    return f"{counts} {span} {CAUTION}"


def _arm(label: str, group: ComparisonGroup) -> str:
    if group.n == 0:
        return f"{label}: no interview."
    share = f" ({percent(group.rate.value)})" if group.rate and group.n >= MIN_GROUP_SIZE else ""
    return f"{label}: {group.k} of {group.n} answered{share}."


def _points(points: int) -> str:
    if points == 0:
        return "none"
    return f"{pluralize(abs(points), 'point')} {'more' if points > 0 else 'fewer'}"


def habit_sentence(share: Share) -> str:
    """Return how often one checklist item was a yes."""
    if share.asked == 0:
        return "Not answered yet."
    if share.asked == 1:
        return f"{'Yes' if share.yes else 'No'}, the one time it was answered."
    if share.yes in (0, share.asked):
        return f"{'Yes' if share.yes else 'No'} every time: {share.asked} answers."
    return f"Yes in {share.yes} of {share.asked} answers."


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


def practice_sentence(practice: Practice | None, question: str) -> str:
    """Return which habit to practice, by its own question, and how it went recently."""
    if practice is None:
        # Also shown before the first answer, so it must not praise.
        return "No answer on your checklists is a no so far, so there is nothing to practise."
    missed, asked = practice.missed, practice.asked
    often = "the one time it was answered" if asked == 1 else f"{missed} of {asked} times"
    start = f"Missed most: “{question}” A no, {often}."
    (yes, recent), (yes_before, before) = practice.recent, practice.before
    if not before:
        return start
    lately = f"Lately it was a yes in {yes} of {recent} {'answer' if recent == 1 else 'answers'}"
    return f"{start} {lately}, before that in {yes_before} of {before}."
