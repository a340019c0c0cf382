"""The morning digest: the Today page as plain text, for an email or the terminal."""

import hashlib
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from followup_core.cadence import State, Step
from followup_core.models import Interview
from followup_core.models.date_text import distance, format_day
from followup_core.services.guided_checklist import ChecklistProgress
from followup_core.services.today_overview import (
    RecentlyClosed,
    StepCard,
    TodayOverview,
    checklist_label,
    headline,
    step_cards,
    today_overview,
)
from followup_core.services.workspace import WorkspaceView
from followup_core.text import one_line

MAX_LISTED = 30
"""The limit of entries per section; the rest is given as a number."""

_WIDTH = 72
_BEFORE_YOU_LEAVE = "Before you leave, ask when they will decide, and ask each person for a card."
_WELCOME = "You have no interview here yet. After the next one, enter it, and this page says what to do when."
_ENDING = "Start the program to write a message, or to say that it is done."


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The digest of one day.

    `subject` names nobody, because it shows on locked screens. `due` has a hash for each step to do now;
    with none there is no reason to send an email. An open checklist is in the text but is no reason either:
    it may stay open for two weeks, and nobody wants an email about it every morning.
    """

    subject: str
    text: str
    due: tuple[str, ...]


def digest(view: WorkspaceView) -> Digest:
    """Return the digest of the view's day."""
    day = today_overview(view)
    return Digest(
        subject=_subject(len(day.do_now)),
        text="\n\n".join(_parts(view, day)) + "\n",
        due=tuple(_step_hash(step) for step in day.do_now),
    )


def _subject(number: int) -> str:
    match number:
        case 0:
            return "No follow-up is due today"
        case 1:
            return "1 follow-up for today"
        case _:
            return f"{number} follow-ups for today"


def _step_hash(step: Step) -> str:
    key = "\x1f".join((step.kind, step.interview_id, step.person_id))
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:16]


def _parts(view: WorkspaceView, day: TodayOverview) -> Iterator[str]:
    """Yield the paragraphs, in the order of the Today page."""
    yield format_day(view.today, view.today)
    if day.empty:
        yield _wrapped(_WELCOME)
        return
    yield headline(day)
    yield from (_wrapped(reply.sentence) for reply in day.answered)
    now = [*map(_checklist, day.checklists), *(_step(card) for card in _cards(view, day.do_now))]
    yield from _section("Do now", now[:MAX_LISTED], len(day.checklists) + len(day.do_now))
    waiting = [_step(card) for card in _cards(view, day.waiting)]
    yield from _section("Leave alone", waiting, len(day.waiting))
    yield from _coming(view, day.coming)
    yield from _section("Lately", [_closed(ended) for ended in day.closed[:MAX_LISTED]], len(day.closed))
    if day.things:
        yield _ENDING


def _cards(view: WorkspaceView, steps: Sequence[Step]) -> Iterable[StepCard]:
    return step_cards(view, steps[:MAX_LISTED])


def _section(title: str, entries: Sequence[str], number: int) -> Iterator[str]:
    if entries:
        yield f"{title}\n{'-' * len(title)}"
        yield from entries
    if number > len(entries):
        yield f"And {number - len(entries)} more."


def _checklist(progress: ChecklistProgress) -> str:
    return _entry(
        f"{checklist_label(progress)} ({progress.round.interview.title})",
        "A few questions, while you remember the interview.",
    )


def _step(card: StepCard) -> str:
    interview = "" if card.interview.title in card.title else f" ({card.interview.title})"
    return _entry(f"{card.title}{interview}", f"{_when(card)}.", card.step.because)


def _when(card: StepCard) -> str:
    match card.step.state:
        case State.OVERDUE:
            return f"Overdue {_lower_first(card.when)}"
        case State.DUE:
            return f"Due {_lower_first(card.when)}"
        case State.WAITING:
            return card.when


def _lower_first(text: str) -> str:
    return text[0].lower() + text[1:]


def _coming(view: WorkspaceView, coming: Sequence[Interview]) -> Iterator[str]:
    yield from _section(
        "Coming up", [_coming_entry(view, interview) for interview in coming[:MAX_LISTED]], len(coming)
    )
    if coming:
        yield _wrapped(_BEFORE_YOU_LEAVE)


def _coming_entry(view: WorkspaceView, interview: Interview) -> str:
    day = interview.held_on
    when = f"{format_day(day, view.today)}, {interview.held_at:%H:%M}, {distance(day, view.today)}."
    return _entry(interview.title, when)


def _closed(ended: RecentlyClosed) -> str:
    return _entry(ended.interview.title, ended.sentence)


def _entry(*lines: str) -> str:
    """Return an entry of a list: the first line with a dash, each other line indented below it."""
    first, *rest = (one_line(line) for line in lines)
    return "\n".join((_wrapped(first, "- "), *(_wrapped(line, "  ") for line in rest)))


def _wrapped(text: str, first_indent: str = "") -> str:
    lines = textwrap.wrap(
        one_line(text),
        _WIDTH,
        initial_indent=first_indent,
        subsequent_indent=" " * len(first_indent),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines)
