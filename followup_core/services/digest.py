"""The morning digest: Today as plain text, for an email or the terminal, and a log of sent ones."""

import hashlib
import json
import textwrap
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from followup_core.cadence import NoteOwed, Step, StepKind, StepState
from followup_core.models import FollowUpError, Interview
from followup_core.models.date_text import distance
from followup_core.regular_files import read_regular_file
from followup_core.services.answer_deadline import AnswerDeadline
from followup_core.services.guided_checklist import ChecklistProgress
from followup_core.services.labels import time_words
from followup_core.services.open_cancellations import WHAT_TO_SAY, cancellation_sentence
from followup_core.services.recently_closed import RecentlyClosed
from followup_core.services.step_cards import StepCard, step_cards
from followup_core.services.today_overview import (
    TodayOverview,
    checklist_label,
    headline,
    next_sentence,
    today_overview,
)
from followup_core.services.workspace import WorkspaceView
from followup_core.store import write_durably
from followup_core.text import one_line

MAX_LISTED = 30
"""The limit of entries per section; further entries are only counted."""

_WIDTH = 72
_BEFORE_YOU_LEAVE = "Before you leave, ask when they will decide, and ask each person for a business card."
_WELCOME = (
    "You haven't entered an interview yet. After the next one, enter it in the program, and this digest says"
    " what to do and when."
)
_ENDING = "Start the program to write a message, or to say that it is done."

_LOG_FILE = ".digest.json"
_LOCK_FILE = ".digest.lock"
_MAX_LOG_BYTES = 1_000_000
_LOCK_TIMEOUT = 120.0  # seconds; a mail server can be slow


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The digest of one day.

    `subject` names nobody, because it shows on locked screens. `due` has a hash for each step and for each
    offer to answer now; if it is empty, there is no reason to send an email. An open checklist is in the
    text but is no reason, either: it may stay open for two weeks, and nobody wants an email about it every
    morning.
    """

    subject: str
    text: str
    due: tuple[str, ...]


def digest(view: WorkspaceView) -> Digest:
    """Return the digest of the view's day."""
    overview = today_overview(view)
    return Digest(
        subject=_subject(len(overview.deadlines) + len(overview.do_now)),
        text="\n\n".join(_paragraphs(view, overview)) + "\n",
        due=(
            *(_hash(f"{deadline.key} {deadline.on}") for deadline in overview.deadlines),
            *(_step_hash(step) for step in overview.do_now),
        ),
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
    return _hash("\x1f".join((step.kind, step.interview_id, step.person_id)))


def _paragraphs(view: WorkspaceView, overview: TodayOverview) -> Iterator[str]:
    """Yield the paragraphs, in the order of the Today page."""
    yield view.day_format.full(view.today)
    if overview.empty:
        yield _wrapped(_WELCOME)
        return
    yield _wrapped(f"{headline(overview)} {next_sentence(view, overview)}".strip())
    yield from (_wrapped(response.sentence) for response in overview.responses)
    entries_to_do = [
        *(_canceled_entry(view, interview) for interview in overview.canceled),
        *(_deadline_entry(view, deadline) for deadline in overview.deadlines),
        *map(_checklist_entry, overview.checklists),
        *(_step_entry(card, _due_words(card)) for card in _cards(view, overview.do_now)),
    ]
    entry_count = (
        len(overview.canceled) + len(overview.deadlines) + len(overview.checklists) + len(overview.do_now)
    )
    yield from _section_paragraphs("Do now", entries_to_do[:MAX_LISTED], entry_count)
    waiting_entries = [_step_entry(card, card.when) for card in _cards(view, overview.waiting)]
    yield from _section_paragraphs("Leave alone", waiting_entries, len(overview.waiting))
    yield from _coming_section(view, overview.coming)
    yield from _section_paragraphs(
        "Recently ended",
        [_closed_entry(closed_interview) for closed_interview in overview.closed[:MAX_LISTED]],
        len(overview.closed),
    )
    if overview.count:
        yield _ENDING


def _cards(view: WorkspaceView, steps: Sequence[Step]) -> Iterable[StepCard]:
    return step_cards(view, steps[:MAX_LISTED])


def _section_paragraphs(title: str, entries: Sequence[str], number: int) -> Iterator[str]:
    if entries:
        yield f"{title}\n{'-' * len(title)}"
        yield from entries
    if number > len(entries):
        yield f"And {number - len(entries)} more."


def _canceled_entry(view: WorkspaceView, interview: Interview) -> str:
    return _entry(interview.title, cancellation_sentence(interview, view.day_format), WHAT_TO_SAY)


def _deadline_entry(view: WorkspaceView, deadline: AnswerDeadline) -> str:
    return _entry(deadline.title, deadline.advice(view.day_format))


def _checklist_entry(progress: ChecklistProgress) -> str:
    return _entry(
        f"{checklist_label(progress)} ({progress.details.interview.title})",
        "A few questions, while you remember the interview.",
    )


def _step_entry(card: StepCard, when: str) -> str:
    interview = "" if card.interview.title in card.title else f" ({card.interview.title})"
    return _entry(f"{card.title}{interview}", f"{when}.", card.step.because)


def _due_words(card: StepCard) -> str:
    if card.step.kind is StepKind.LET_GO:
        return card.when
    if isinstance(card.step.reason, NoteOwed):
        return card.state_words
    word = "Overdue" if card.step.state is StepState.OVERDUE else "Due"
    return f"{word} {card.when[0].lower()}{card.when[1:]}"


def _coming_section(view: WorkspaceView, coming: Sequence[Interview]) -> Iterator[str]:
    yield from _section_paragraphs(
        "Coming up", [_coming_entry(view, interview) for interview in coming[:MAX_LISTED]], len(coming)
    )
    if coming:
        yield _wrapped(_BEFORE_YOU_LEAVE)


def _coming_entry(view: WorkspaceView, interview: Interview) -> str:
    day = interview.held_on
    parts = (view.day_format.full(day), time_words(interview, view.day_format), distance(day, view.today))
    when = f"{', '.join(filter(None, parts))}."
    return _entry(interview.title, when)


def _closed_entry(closed_interview: RecentlyClosed) -> str:
    return _entry(closed_interview.interview.title, closed_interview.sentence)


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


class DigestInProgress(FollowUpError):
    """The lock file couldn't be locked, so sending now could send the same digest twice."""


@contextmanager
def digest_lock(folder: Path) -> Iterator[None]:
    """Keep other processes from sending the same digest meanwhile.

    Raises:
        DigestInProgress: another process is sending, or the folder can't be written.
    """
    # Imported late: printing a digest needs no lock.
    from filelock import FileLock, Timeout

    lock = FileLock(folder / _LOCK_FILE, timeout=_LOCK_TIMEOUT, mode=0o600, preserve_lock_file=True)
    try:
        lock.acquire()
    except Timeout as error:
        raise DigestInProgress(
            "Another process is sending this digest.", "Try again in a few minutes."
        ) from error
    except OSError as error:
        raise DigestInProgress(
            f"The folder “{folder}” cannot be written to ({error.strerror}), so nothing was sent.",
            "Allow writing there.",
        ) from error
    try:
        yield
    finally:
        lock.release()


def already_sent(folder: Path, today: date, to: str) -> frozenset[str]:
    """Return the hashes of the steps (`Digest.due`) that were emailed to this address today."""
    try:
        stored = json.loads(read_regular_file(folder / _LOG_FILE, _MAX_LOG_BYTES))
    except (OSError, ValueError, RecursionError):  # a missing or damaged file counts as nothing sent
        return frozenset()
    if not isinstance(stored, dict):
        return frozenset()
    if stored.get("to") != _address_hash(to) or stored.get("day") != today.isoformat():
        return frozenset()
    due = stored.get("due")
    return frozenset(map(str, due)) if isinstance(due, list) else frozenset()


def record_sent(folder: Path, today: date, to: str, due: Collection[str]) -> None:
    """Save what was emailed today, as hashes, so that the file has no name or address; raise OSError."""
    before = already_sent(folder, today, to)
    log = {"day": today.isoformat(), "to": _address_hash(to), "due": sorted(before.union(due))}
    write_durably(folder / _LOG_FILE, json.dumps(log).encode())


def _address_hash(address: str) -> str:
    return _hash(address.casefold())


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
