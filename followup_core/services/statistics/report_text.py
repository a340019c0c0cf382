"""The statistics in sentences, for the pages and the command line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from followup_core.models import TouchpointKind
from followup_core.models.date_text import pluralize, say_day
from followup_core.playbook import Playbook
from followup_core.services.labels import TOUCHPOINT_NOUNS
from followup_core.services.workspace import WorkspaceView
from followup_core.statistics import (
    CARDS_FROM_EVERYONE,
    HABITS,
    MIN_GROUP_SIZE,
    SMALL_GROUP_SIZE,
    THANKED_EVERYONE,
    Comparison,
    Factor,
    HabitDifference,
    MonthlyShare,
    Statistics,
    TouchpointRate,
    statistics_text,
)

from .report import Pending, StatisticsReport, pending_items

FACTOR_WORDS = {
    Factor.ASKED_TIME_FRAME: ("Asking when they will decide", "Asked", "Not asked"),
    Factor.THANKED_EVERYONE: ("Thanking everyone within a day", "Everyone in time", "Not everyone, or later"),
    Factor.LINKEDIN_REQUEST: ("A LinkedIn request", "Sent", "Not sent"),
    Factor.THANK_YOU_NOTE: ("A handwritten note", "Mailed", "Not mailed"),
    Factor.IN_PERSON: ("Meeting in person", "In person", "Video or phone"),
}
"""Each comparison's title, and the labels of its two groups."""

HABIT_WORDS = {
    "asked_time_frame": "Asked when they will decide",
    CARDS_FROM_EVERYONE: "A card from everyone",
    THANKED_EVERYONE: "Thanked everyone within a day",
}

TRACKED_HABITS = HABITS
"""The habits that have a chart over time."""


def touchpoint_noun(kind: TouchpointKind) -> str:
    """Return a kind of message as a noun inside a sentence."""
    name = TOUCHPOINT_NOUNS[kind]
    return name if kind is TouchpointKind.LINKEDIN_REQUEST else f"{name[0].lower()}{name[1:]}"


def headline_words(statistics: Statistics) -> str:
    """Return sentences on how many interviews got a response, and how sure that is."""
    return statistics_text.interview_sentence(statistics.interviews)


def timing_words(statistics: Statistics) -> str:
    """Return a sentence on how long a response takes."""
    return statistics_text.timing_sentence(statistics.time_to_response)


def undated_words(statistics: Statistics) -> str:
    """Return sentences on the answers that aren't counted because they have no day; '' if there are none."""
    return statistics_text.undated_sentence(statistics.time_to_response.undated)


def rate_words(rate: TouchpointRate) -> str:
    """Return sentences on how many messages of one kind got a response, and how sure that is."""
    return statistics_text.touchpoint_sentence(rate, touchpoint_noun(rate.kind))


def kinds_words(rates: Sequence[TouchpointRate]) -> str:
    """Return a sentence on how many messages of each kind got a response."""
    return statistics_text.all_kinds_sentence([(rate, touchpoint_noun(rate.kind)) for rate in rates])


def comparison_words(comparison: Comparison) -> str:
    """Return sentences on the response rates of two groups of interviews, with every caution."""
    title, with_it, without = FACTOR_WORDS[comparison.factor]
    return f"{title}. {statistics_text.comparison_sentence(comparison, with_it, without)}"


def too_few_words(comparisons: Sequence[Comparison]) -> str:
    """Return, as Markdown, which groups are too small to compare, and how many interviews they have."""
    counted_comparisons = [comparison for comparison in comparisons if comparison.a.n or comparison.b.n]
    if not counted_comparisons:
        return f"{_TOO_FEW}."
    lines = (f"- {comparison_count_words(comparison)}" for comparison in counted_comparisons)
    return "\n".join([f"{_TOO_FEW}:\n", *lines])


def comparison_count_words(comparison: Comparison) -> str:
    """Return sentences on two groups of interviews, next to the cautions about them."""
    title, with_it, without = FACTOR_WORDS[comparison.factor]
    count_sentence = statistics_text.comparison_count(comparison, with_it, without)
    return f"{title}. {count_sentence} {statistics_text.difference_sentence(comparison)}".rstrip()


def habit_words(habit: str, months: Sequence[MonthlyShare]) -> str:
    """Return a sentence on one habit over time."""
    trend = statistics_text.trend_sentence([month for month in months if month.habit == habit])
    return f"{HABIT_WORDS[habit]}. {trend or 'No interview to tell from yet.'}"


# --- what to do differently -------------------------------------------------------------------------


def recommendation_words(statistics: Statistics, playbook: Playbook) -> str:
    """Return what to do differently; if no comparison shows it, also the habit that was missed most."""
    sentence = statistics_text.recommendation_sentence(statistics.recommendation)
    if isinstance(statistics.recommendation, HabitDifference) or statistics.practice is None:
        return sentence
    practice = statistics.practice
    question = checklist_question(playbook, practice.habit.item)
    return f"{sentence} {statistics_text.practice_sentence(practice, question)}"


def recommendation_caution(statistics: Statistics) -> str:
    """Return how sure the recommendation is, or what to record so that there can be a recommendation."""
    return (
        f"{statistics_text.recommendation_caution(statistics.recommendation)}{_undated_caution(statistics)}"
    )


def _undated_caution(statistics: Statistics) -> str:
    return " Answers without a day aren't counted here." if statistics.interviews.undated else ""


def sentence_to_say(statistics: Statistics, playbook: Playbook) -> str:
    """Return what to say in the next interview to follow the recommendation; '' if nothing."""
    recommended = statistics.recommendation
    if isinstance(recommended, HabitDifference):
        item = recommended.comparison.factor.value
        return next((entry.next_time for entry in playbook.checklist if entry.id == item), "")
    return statistics.practice.habit.sentence if statistics.practice else ""


# --- the three key statistics -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyStatistic:
    """A large number with its label and a sentence on it; `value` is '' if there is no number yet."""

    label: str
    value: str
    sentence: str


def key_statistics(view: WorkspaceView, report: StatisticsReport) -> tuple[KeyStatistic, ...]:
    """Return how often they answer, how long it takes, and what is pending; cached per view and filter."""
    country = view.records.settings.country
    return view.cached(
        ("key statistics", report.filter),
        lambda: (
            _answered_statistic(report.statistics),
            _time_statistic(report.statistics),
            _pending_statistic(report, view.today, country),
        ),
    )


def _answered_statistic(statistics: Statistics) -> KeyStatistic:
    rate = statistics.interviews
    counts = rate.mature > 0
    return KeyStatistic(
        label="Answered within four weeks",
        value=f"{rate.responded} of {rate.mature}" if counts else "",
        sentence=(statistics_text.interview_range_sentence(rate) if counts else "")
        or statistics_text.interview_count_sentence(rate),
    )


def _time_statistic(statistics: Statistics) -> KeyStatistic:
    half_within = statistics.time_to_response.half_within
    same_day = "the same day" if half_within == 0 else ""
    days = "" if half_within is None else f"{half_within} day" if half_within == 1 else f"{half_within} days"
    return KeyStatistic(
        label="Half the answers within",
        value=same_day or days,
        sentence=statistics_text.slowest_sentence(statistics.time_to_response),
    )


def _pending_statistic(report: StatisticsReport, today: date, country: str) -> KeyStatistic:
    pending = pending_items(report)
    interviews = sum(item.kind is None for item in pending)
    messages = len(pending) - interviews
    parts = [
        _count_text(number, noun)
        for number, noun in ((interviews, "interview"), (messages, "message"))
        if number
    ]
    return KeyStatistic(
        label="Too recent to count",
        value=parts[0] if parts else "None",
        sentence=pending_words(pending, today, country) if pending else "Everything has had its time.",
    )


def _count_text(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def pending_words(pending: Sequence[Pending], today: date, country: str) -> str:
    """Return sentences on how much is too recent to count, and what counts first; `pending` isn't empty."""
    first = pending[0]
    interviews = sum(item.kind is None for item in pending)
    messages = len(pending) - interviews
    are = "is" if messages == 1 else "are"
    also_recent = f"{pluralize(messages, 'message').capitalize()} {are} also too recent. "
    first_sentence = also_recent if messages and interviews else ""
    first_noun = touchpoint_noun(first.kind) if first.kind else "interview"
    first_words = "It counts" if len(pending) == 1 else f"The first to count is a {first_noun},"
    return f"{first_sentence}That doesn't mean no. {first_words} {say_day(first.counts_on, today, country)}."


# --- details ----------------------------------------------------------------------------------------


def curve_words(statistics: Statistics) -> str:
    """Return what the curve of response times counts, and why it may differ from the response rate."""
    timing, rate = statistics.time_to_response, statistics.interviews
    meaning = "The line is the share of interviews still without an answer, day by day."
    shade = "The shade is where the true share likely is."
    if timing.undated:
        shade += " An answer without a day isn't counted in it."
    if not rate.mature or timing.n == rate.mature:
        return f"{meaning} {shade}"
    return (
        f"{meaning} {shade} It uses all {timing.n} interviews, the recent ones as far as they go, so it can"
        f" differ a little from the {rate.responded} of {rate.mature} above."
    )


def comparing_words(statistics: Statistics) -> str:
    """Return the cautions about comparisons that the recommendation doesn't mention already."""
    has_caution = isinstance(statistics.recommendation, HabitDifference)
    caution = "" if has_caution else f"{statistics_text.CAUTION} "
    return (
        f"{caution}A habit may go with answers because both go with a good interview, and with fewer than"
        f" {SMALL_GROUP_SIZE} interviews on a side a difference shows little.{_undated_caution(statistics)}"
    )


def checklist_question(playbook: Playbook, item: str) -> str:
    """Return a checklist item's question with "the person" in place of a name."""
    question = next((entry.question for entry in playbook.checklist if entry.id == item), item)
    return question.replace("{person}", "the person")


_TOO_FEW = f"With fewer than {MIN_GROUP_SIZE} interviews on a side, there is nothing to compare yet"
NO_PUBLISHED_RATE = (
    "Nobody seems to have published how often follow-ups are answered, or tested whether thank-yous"
    " bring answers. So no line is drawn for it."
)


def chance_words(comparison: Comparison) -> str:
    """Return a sentence on how often chance makes such a difference (Fisher's p); '' if there is no p."""
    if comparison.p is None:
        return ""
    if comparison.p < 0.001:
        frequency = "less than once in 1,000 times"
    else:
        frequency = f"{max(1, round(100 * comparison.p))} times in 100"
    return (
        f"If the two were alike, a difference this large would still come up {frequency}"
        " (Fisher's exact test)."
    )


def all_words(statistics: Statistics, playbook: Playbook) -> tuple[str, ...]:
    """Return all statistics as sentences, the headline first."""
    return (
        headline_words(statistics),
        timing_words(statistics),
        *filter(None, (undated_words(statistics),)),
        *(rate_words(rate) for rate in statistics.touchpoints),
        *(comparison_words(comparison) for comparison in statistics.comparisons),
        *(
            f"{checklist_question(playbook, share.item)} {statistics_text.habit_sentence(share)}"
            for share in statistics.habits
        ),
        recommendation_words(statistics, playbook),
    )
