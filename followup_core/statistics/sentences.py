"""Each figure as a sentence that a person can repeat, right for none, few and many."""

from collections.abc import Sequence

from followup_core.records.dates import counted, month_name

from .comparisons import CAUTION, MIN_ARM, SMALL_ARM, Arm, Comparison
from .habits import MonthlyShare, Practice, Share
from .intervals import Interval
from .rates import InterviewRate, TouchpointRate
from .timing import TimeToResponse

MANY = 50
"""From here on a share is said in percent; below it the counts say more."""


def percent(share: float) -> str:
    """Return a share in percent; never 0 or 100 for a share that is not."""
    whole = round(100 * share)
    if (whole == 0 and share > 0) or (whole == 100 and share < 1):
        return "less than 0.1 %" if share < 0.001 else f"{min(99.9, 100 * share):.1f} %"
    return f"{whole} %"


def touchpoint_sentence(rate: TouchpointRate, noun: str) -> str:
    """Say how often messages of one kind are answered; `noun` is one of them, as in "status email"."""
    if rate.mature == 0:
        fresh = "It still has" if rate.pending == 1 else "They still have"
        return f"You sent {counted(rate.pending, noun)}. {fresh} time to be answered."
    start = _share_sentence(rate.replied, rate.mature, rate.rate, noun, "within two weeks")
    return f"{start}{_fresh(rate.pending)}"


def interview_sentence(rate: InterviewRate) -> str:
    """Say how often interviews are answered: the headline."""
    if rate.held == 0:
        return "No interview yet, so there is nothing to count."
    if rate.mature == 0:
        waiting = rate.held - rate.withdrawn
        if waiting == 0:
            return f"You withdrew from {_all_of(rate.withdrawn, 'interview')}, so there is nothing to count."
        fresh = "is less than four weeks old" if waiting == 1 else "are less than four weeks old"
        which = "Your interview" if waiting == 1 else f"All {waiting} of your interviews"
        return f"{which} {fresh}: too early to count."
    start = _share_sentence(rate.responded, rate.mature, rate.rate, "interview", "within four weeks")
    return f"{start}{_fresh(rate.pending)}"


def _all_of(number: int, noun: str) -> str:
    return f"your one {noun}" if number == 1 else f"all {number} {noun}s"


def _share_sentence(k: int, n: int, rate: Interval | None, noun: str, when: str) -> str:
    """Say `k` of `n`, with how far luck alone could have moved it."""
    if rate is None:
        return ""
    if n == 1:
        went = "was" if k else "was not"
        return f"The one {noun} that had its time {went} answered {when}. One says nothing about the next."
    if k == 0:
        limit = f"the true rate could still be as high as {percent(rate.high)}"
        return f"None of {n} {noun}s was answered {when}; {limit}."
    if k == n:
        limit = f"the true rate could still be as low as {percent(rate.low)}"
        every = f"Both {noun}s" if n == 2 else f"All {n} {noun}s"
        return f"{every} were answered {when}; {limit}."
    if n < MANY:
        were = "was" if k == 1 else "were"
        luck = f"luck alone could make that anything from {percent(rate.low)} to {percent(rate.high)}"
        return f"{k} of {n} {noun}s {were} answered {when}; {luck}."
    between = f"likely between {percent(rate.low)} and {percent(rate.high)}"
    if percent(rate.low) == percent(rate.high):
        between = "to within one point"
    return f"{k} of {n} {noun}s were answered {when}: {percent(rate.value)}, {between}."


def _fresh(pending: int) -> str:
    if not pending:
        return ""
    return f" {pending} more {'is' if pending == 1 else 'are'} too recent to count."


def timing_sentence(timing: TimeToResponse) -> str:
    """Say how long an answer takes."""
    n, events, interviews = timing.n, timing.events, counted(timing.n, "interview")
    if n == 0:
        return "No interview yet, so there is nothing to time."
    if events == 0:
        who = "Your one interview has" if n == 1 else f"None of your {n} interviews has"
        no = " not" if n == 1 else ""
        return f"{who}{no} been answered yet; the longest wait so far is {counted(timing.last_day, 'day')}."
    if n == 1:
        return f"Your one interview was answered after {counted(timing.median or 0, 'day')}."
    answers = counted(events, "answer")
    if timing.median is None:
        return (
            f"You have {answers} from {interviews}. Fewer than half are answered so far, even with those"
            " still open counted fairly, so there is no typical time yet."
        )
    soon = "on the same day" if timing.median == 0 else f"within {counted(timing.median, 'day')}"
    return (
        f"Half of your interviews are answered {soon}: {answers} from {interviews}, open ones counted fairly."
    )


def comparison_sentence(found: Comparison, with_it: str, without: str) -> str:
    """Say how two groups of interviews went; `with_it` and `without` name them, as in "Asked"."""
    counts = f"{_arm(with_it, found.a)} {_arm(without, found.b)}"
    if found.difference is None:
        return f"{counts} With fewer than {MIN_ARM} on a side this says nothing yet."
    low, high = round(100 * found.difference.low), round(100 * found.difference.high)
    span = f"The difference could be anything from {_points(low)} to {_points(high)}."
    if min(found.a.n, found.b.n) < SMALL_ARM:
        span = f"So few interviews show little: {span[0].lower()}{span[1:]}"
    return f"{counts} {span} {CAUTION}"


def _arm(label: str, arm: Arm) -> str:
    if arm.n == 0:
        return f"{label}: no interview."
    share = f" ({percent(arm.rate.value)})" if arm.rate and arm.n >= MIN_ARM else ""
    return f"{label}: {arm.k} of {arm.n} answered{share}."


def _points(points: int) -> str:
    if points == 0:
        return "none"
    return f"{counted(abs(points), 'point')} {'more' if points > 0 else 'fewer'}"


def habit_sentence(share: Share) -> str:
    """Say how often one checklist item was a yes."""
    if share.asked == 0:
        return "Not answered yet."
    if share.asked == 1:
        return f"{'Yes' if share.yes else 'No'}, the one time it was answered."
    if share.yes in (0, share.asked):
        return f"{'Yes' if share.yes else 'No'} every time: {share.asked} answers."
    return f"Yes in {share.yes} of {share.asked} answers."


def trend_sentence(months: Sequence[MonthlyShare]) -> str:
    """Say how one habit went in its latest month, against all months before; '' for no month."""
    if not months:
        return ""
    latest, before = months[-1], months[:-1]
    now = f"{month_name(latest.month)}: {latest.yes} of {latest.n} interview{'' if latest.n == 1 else 's'}"
    if not before:
        return f"{now}."
    yes, n = sum(each.yes for each in before), sum(each.n for each in before)
    return f"{now}. Before that: {yes} of {n}."


def practice_sentence(practice: Practice | None, question: str) -> str:
    """Say which habit to practise, by its own question, and how it went lately."""
    if practice is None:
        return "Nothing on your checklists was missed so far. Keep going as you do."
    missed, asked = practice.missed, practice.asked
    often = "the one time it was answered" if asked == 1 else f"{missed} of {asked} times"
    start = f"Missed most: “{question}” A no, {often}."
    (yes, recent), (yes_before, before) = practice.recent, practice.before
    if not before:
        return start
    return f"{start} Lately it was a yes {yes} of {recent} times, before that {yes_before} of {before}."
