"""The figures in words, for screen and command line. A room of its own, since counting is slow to import."""

from collections.abc import Sequence

from followup_core.models import TouchpointKind
from followup_core.models.date_text import format_day, pluralize
from followup_core.playbook import Playbook
from followup_core.services.labels import TOUCHPOINT_NOUNS
from followup_core.statistics import (
    CARDS_FROM_EVERYONE,
    CAUTION,
    HABITS,
    THANKED_EVERYONE,
    Comparison,
    Factor,
    MonthlyShare,
    Practice,
    Statistics,
    TouchpointRate,
)
from followup_core.statistics import statistics_text as said

from .report import Unanswered

FACTOR_WORDS = {
    Factor.ASKED_TIME_FRAME: ("Asking when they will decide", "Asked", "Not asked"),
    Factor.THANKED_EVERYONE: ("Thanking everyone within a day", "Everyone in time", "Not everyone, or later"),
    Factor.LINKEDIN_REQUEST: ("A LinkedIn request", "Sent", "Not sent"),
    Factor.THANK_YOU_NOTE: ("A handwritten note", "Posted", "Not posted"),
    Factor.IN_PERSON: ("Meeting in person", "In person", "Video or phone"),
}
"""Each comparison's title, and the names of its two sides."""

HABIT_WORDS = {
    "asked_time_frame": "Asked when they will decide",
    CARDS_FROM_EVERYONE: "A card from everyone",
    THANKED_EVERYONE: "Thanked everyone within a day",
}

TRACKED_HABITS = HABITS
"""The habits that are followed over time."""


def touchpoint_noun(kind: TouchpointKind) -> str:
    """Return one message of this kind, inside a sentence."""
    name = TOUCHPOINT_NOUNS[kind]
    return name if kind is TouchpointKind.LINKEDIN_REQUEST else f"{name[0].lower()}{name[1:]}"


def headline_words(figures: Statistics) -> str:
    """Say how often interviews are answered."""
    return said.interview_sentence(figures.interviews)


def timing_words(figures: Statistics) -> str:
    """Say how long an answer takes."""
    return said.timing_sentence(figures.time_to_response)


def rate_words(rate: TouchpointRate) -> str:
    """Say how often messages of one kind are answered."""
    return said.touchpoint_sentence(rate, touchpoint_noun(rate.kind))


def comparison_words(found: Comparison) -> str:
    """Say how two groups of interviews went."""
    title, with_it, without = FACTOR_WORDS[found.factor]
    return f"{title}. {said.comparison_sentence(found, with_it, without)}"


def habit_words(habit: str, months: Sequence[MonthlyShare]) -> str:
    """Say how one habit went over time."""
    trend = said.trend_sentence([each for each in months if each.habit == habit])
    return f"{HABIT_WORDS[habit]}. {trend or 'No interview to tell from yet.'}"


def practice_words(practice: Practice | None, playbook: Playbook) -> str:
    """Say which one habit to practise."""
    return said.practice_sentence(
        practice, checklist_question(playbook, practice.habit.item) if practice else ""
    )


def checklist_question(playbook: Playbook, item: str) -> str:
    """Return a checklist item's question, about nobody in particular."""
    found = next((each.question for each in playbook.checklist if each.id == item), item)
    return found.replace("{person}", "the person")


SIDE_BY_SIDE = f"{CAUTION} A habit may go with answers because both go with a good interview."
NO_PUBLISHED_RATE = (
    "Nobody seems to have published how often follow-ups are answered, or tested whether thank-yous"
    " bring answers. So no line is drawn for it."
)


def chance_words(found: Comparison) -> str:
    """Say how often luck alone would make such a difference: Fisher's p in words."""
    if found.p is None:
        return ""
    if found.p < 0.001:
        often = "less than once in 1,000 times"
    else:
        often = f"{max(1, round(100 * found.p))} in 100 times"
    return f"Luck alone would make a difference as large as this {often} (Fisher's exact test)."


def pending_words(waiting: Sequence[Unanswered]) -> str:
    """Say how much is too recent to count, and what begins to count first."""
    first = waiting[0]
    what = touchpoint_noun(first.kind) if first.kind else "an interview"
    messages = sum(each.kind is not None for each in waiting)
    interviews = len(waiting) - messages
    parts = [pluralize(n, word) for n, word in ((messages, "message"), (interviews, "interview")) if n]
    size = " and ".join(parts).capitalize()
    verb = "is" if len(waiting) == 1 else "are"
    day = format_day(first.counts_on, first.counts_on)
    return f"{size} {verb} too recent to count, and never taken for a no. First to count: {what}, on {day}."


def all_words(figures: Statistics, playbook: Playbook) -> tuple[str, ...]:
    """Return every figure as a sentence, the headline first."""
    return (
        headline_words(figures),
        timing_words(figures),
        *(rate_words(rate) for rate in figures.touchpoints),
        *(comparison_words(found) for found in figures.comparisons),
        *(
            f"{checklist_question(playbook, share.item)} {said.habit_sentence(share)}"
            for share in figures.habits
        ),
        practice_words(figures.practice, playbook),
    )
