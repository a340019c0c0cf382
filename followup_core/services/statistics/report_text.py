"""The statistics in sentences, for the pages and the command line."""

from collections.abc import Sequence

from followup_core.models import TouchpointKind
from followup_core.models.date_text import format_day, pluralize
from followup_core.playbook import Playbook
from followup_core.services.labels import TOUCHPOINT_NOUNS
from followup_core.statistics import (
    CARDS_FROM_EVERYONE,
    HABITS,
    THANKED_EVERYONE,
    Comparison,
    Factor,
    MonthlyShare,
    Practice,
    Statistics,
    TouchpointRate,
    statistics_text,
)

from .report import Unanswered

FACTOR_WORDS = {
    Factor.ASKED_TIME_FRAME: ("Asking when they will decide", "Asked", "Not asked"),
    Factor.THANKED_EVERYONE: ("Thanking everyone within a day", "Everyone in time", "Not everyone, or later"),
    Factor.LINKEDIN_REQUEST: ("A LinkedIn request", "Sent", "Not sent"),
    Factor.THANK_YOU_NOTE: ("A handwritten note", "Posted", "Not posted"),
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
    """Return a sentence on how many interviews got a response."""
    return statistics_text.interview_sentence(statistics.interviews)


def timing_words(statistics: Statistics) -> str:
    """Return a sentence on how long a response takes."""
    return statistics_text.timing_sentence(statistics.time_to_response)


def rate_words(rate: TouchpointRate) -> str:
    """Return a sentence on how many messages of one kind got a response."""
    return statistics_text.touchpoint_sentence(rate, touchpoint_noun(rate.kind))


def comparison_words(comparison: Comparison) -> str:
    """Return sentences on the response rates of two groups of interviews."""
    title, with_it, without = FACTOR_WORDS[comparison.factor]
    return f"{title}. {statistics_text.comparison_sentence(comparison, with_it, without)}"


def habit_words(habit: str, months: Sequence[MonthlyShare]) -> str:
    """Return a sentence on one habit over time."""
    trend = statistics_text.trend_sentence([month for month in months if month.habit == habit])
    return f"{HABIT_WORDS[habit]}. {trend or 'No interview to tell from yet.'}"


def practice_words(practice: Practice | None, playbook: Playbook) -> str:
    """Return a sentence on the one habit to practice."""
    return statistics_text.practice_sentence(
        practice, checklist_question(playbook, practice.habit.item) if practice else ""
    )


def checklist_question(playbook: Playbook, item: str) -> str:
    """Return a checklist item's question with "the person" in place of a name."""
    question = next((entry.question for entry in playbook.checklist if entry.id == item), item)
    return question.replace("{person}", "the person")


SIDE_BY_SIDE = f"{statistics_text.CAUTION} A habit may go with answers because both go with a good interview."
NO_PUBLISHED_RATE = (
    "Nobody seems to have published how often follow-ups are answered, or tested whether thank-yous"
    " bring answers. So no line is drawn for it."
)


def chance_words(comparison: Comparison) -> str:
    """Return a sentence on how often luck alone makes such a difference (Fisher's p), '' without a p."""
    if comparison.p is None:
        return ""
    if comparison.p < 0.001:
        often = "less than once in 1,000 times"
    else:
        often = f"{max(1, round(100 * comparison.p))} in 100 times"
    return f"Luck alone would make a difference as large as this {often} (Fisher's exact test)."


def pending_words(pending: Sequence[Unanswered]) -> str:
    """Return sentences on how much is too recent to count, and what counts first; `pending` isn't empty."""
    first = pending[0]
    what = touchpoint_noun(first.kind) if first.kind else "an interview"
    messages = sum(item.kind is not None for item in pending)
    interviews = len(pending) - messages
    parts = [pluralize(n, word) for n, word in ((messages, "message"), (interviews, "interview")) if n]
    size = " and ".join(parts).capitalize()
    verb = "is" if len(pending) == 1 else "are"
    day = format_day(first.counts_on, first.counts_on)
    return f"{size} {verb} too recent to count, and never taken for a no. First to count: {what}, on {day}."


def all_words(statistics: Statistics, playbook: Playbook) -> tuple[str, ...]:
    """Return all statistics as sentences, the headline first."""
    return (
        headline_words(statistics),
        timing_words(statistics),
        *(rate_words(rate) for rate in statistics.touchpoints),
        *(comparison_words(comparison) for comparison in statistics.comparisons),
        *(
            f"{checklist_question(playbook, share.item)} {statistics_text.habit_sentence(share)}"
            for share in statistics.habits
        ),
        practice_words(statistics.practice, playbook),
    )
