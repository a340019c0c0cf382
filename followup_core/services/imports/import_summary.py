"""The result of an import in words: what is imported, or why nothing is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from followup_core.formats.parsed_file import ItemKind, ParsedFile, SkippedRow, SkipReason
from followup_core.models import parse_date
from followup_core.models.date_text import DayFormat, pluralize
from followup_core.text import in_words

from .appointment_matching import PossibleMatch
from .import_choices import NO_CHOICES, ImportChoices
from .import_diff import (
    CanceledInterview,
    MergeResult,
    MovedInterview,
    OutdatedAppointment,
    OutdatedReason,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyImport:
    """Why nothing of a file is imported: the kind of its items, and how many are left out for each reason.

    If there are no reasons, the file has no items.
    """

    item_kind: ItemKind
    reasons: Mapping[SkipReason, int]

    @property
    def count(self) -> int:
        """The number of items in the file."""
        return sum(self.reasons.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReasonWords:
    """A reason in words, for one item, for several items and for all items; and what to do instead."""

    one: str
    several: str
    all: str
    remedy: str = ""


_ITEM_NOUNS = {
    ItemKind.ROW: ("row", "rows"),
    ItemKind.CALENDAR_ENTRY: ("calendar entry", "calendar entries"),
    ItemKind.CARD: ("card", "cards"),
    ItemKind.CONTACT: ("contact", "contacts"),
    ItemKind.CONNECTION: ("connection", "connections"),
}

_REASONS = {
    SkipReason.ALREADY_HERE: _ReasonWords(
        one="is already here", several="are already here", all="all of them already here"
    ),
    SkipReason.NOT_MET: _ReasonWords(
        one="doesn't match anyone you met",
        several="don't match anyone you met",
        all="none of which matches anyone you met",
        remedy="Add the people you met to their interviews, then choose the file again.",
    ),
    SkipReason.MAYBE_MET: _ReasonWords(
        one="may be someone you met",
        several="may be people you met",
        all="each of them maybe someone you met",
        remedy="Choose the file in the app, where you can say who is who.",
    ),
    SkipReason.ELSEWHERE: _ReasonWords(
        one="isn't at a company where you interviewed",
        several="aren't at a company where you interviewed",
        all="none of them at a company where you interviewed",
        remedy="To import someone anyway, choose them below.",
    ),
    SkipReason.NOT_CHOSEN: _ReasonWords(
        one="isn't chosen",
        several="aren't chosen",
        all="none of them chosen",
        remedy="To import someone, choose them below.",
    ),
    SkipReason.NOT_TICKED: _ReasonWords(
        one="isn't selected",
        several="aren't selected",
        all="none of them selected",
        remedy="Select an interview above to import it.",
    ),
    SkipReason.APPLICATION: _ReasonWords(
        one="is an application without an interview",
        several="are applications without an interview",
        all="all of them applications without an interview",
        remedy="Once you have the day of an interview, add it to the file and choose it again.",
    ),
    SkipReason.ENDED: _ReasonWords(
        one="ended without an interview",
        several="ended without an interview",
        all="all of them ended without an interview",
        remedy="If an interview took place, add its day to the file and choose it again.",
    ),
    SkipReason.NO_DAY: _ReasonWords(
        one="doesn't tell the day of the interview",
        several="don't tell the day of the interview",
        all="none of them with the day of the interview",
        remedy="Add the day to the file and choose it again, or enter the interview by hand.",
    ),
    SkipReason.NOT_AN_INTERVIEW: _ReasonWords(
        one="isn't an interview, judging by its title",
        several="aren't interviews, judging by their titles",
        all="none of them an interview, judging by the titles",
        remedy="To import one anyway, save it as a file of its own.",
    ),
    SkipReason.LONG_AGO: _ReasonWords(
        one="began more than a year ago",
        several="began more than a year ago",
        all="all of them from more than a year ago",
        remedy="To import an older one, save it as a file of its own.",
    ),
    SkipReason.CANCELED: _ReasonWords(
        one="was canceled",
        several="were canceled",
        all="all of them canceled",
        remedy="If you have the interview here, delete it or change its day by hand.",
    ),
    SkipReason.DECLINED: _ReasonWords(
        one="was declined",
        several="were declined",
        all="all of them declined",
        remedy="If you have the interview here, delete it by hand.",
    ),
    SkipReason.NOT_AN_INVITATION: _ReasonWords(
        one="is an answer, not an invitation",
        several="are answers, not invitations",
        all="all of them answers, not invitations",
        remedy="Choose the file of the invitation itself.",
    ),
    SkipReason.NO_NAME: _ReasonWords(
        one="names nobody",
        several="name nobody",
        all="none of them with a name",
        remedy="Enter the person by hand.",
    ),
    SkipReason.UNUSABLE: _ReasonWords(
        one="can't be used as written",
        several="can't be used as written",
        all="none of them usable as written",
        remedy="See below what to correct.",
    ),
}


def empty_file(parsed: ParsedFile, ready: ParsedFile, choices: ImportChoices = NO_CHOICES) -> EmptyImport:
    """Return why nothing of a parsed file is imported, for the case that nothing is.

    Args:
        parsed: The file as it was read.
        ready: The file after `apply_choices`.
        choices: The choices that were applied.
    """
    people_out = {row["person_id"] for row in parsed.rows.get("people", ())} & choices.people_out
    reasons = _count_by_reason(ready.skipped)
    reasons[SkipReason.NOT_CHOSEN] += len(people_out & choices.proposed)
    reasons[SkipReason.ELSEWHERE] += len(people_out - choices.proposed)
    return EmptyImport(item_kind=parsed.item_kind, reasons=_in_enum_order(reasons))


def empty_connections(*, here: int, maybe: int, not_met: int, skipped: Iterable[SkippedRow]) -> EmptyImport:
    """Return why no connection is recorded without a question: how many are left out for each reason."""
    reasons = _count_by_reason(skipped)
    reasons[SkipReason.ALREADY_HERE] += here
    reasons[SkipReason.MAYBE_MET] += maybe
    reasons[SkipReason.NOT_MET] += not_met
    return EmptyImport(item_kind=ItemKind.CONNECTION, reasons=_in_enum_order(reasons))


def empty_tables(unusable: int) -> EmptyImport:
    """Return why no row of an archive is imported: the number of rows and cells that can't be used."""
    return EmptyImport(item_kind=ItemKind.ROW, reasons={SkipReason.UNUSABLE: unusable} if unusable else {})


def _count_by_reason(skipped: Iterable[SkippedRow]) -> Counter[SkipReason]:
    reasons: Counter[SkipReason] = Counter()
    for row in skipped:
        reasons[row.reason] += row.count
    return reasons


def _in_enum_order(reasons: Mapping[SkipReason, int]) -> Mapping[SkipReason, int]:
    return {reason: reasons[reason] for reason in SkipReason if reasons.get(reason)}


def empty_import_sentence(empty: EmptyImport) -> str:
    """Return sentences on what the file holds, why it is left out, and what to do instead."""
    singular, plural = _ITEM_NOUNS[empty.item_kind]
    if not empty.reasons:
        return f"This file holds no {plural}. Save it again where it came from, or choose another one."
    remedies = dict.fromkeys(_REASONS[reason].remedy for reason in empty.reasons)
    return " ".join(filter(None, (f"{_reasons_clause(empty, singular, plural)}.", *remedies)))


def _reasons_clause(empty: EmptyImport, singular: str, plural: str) -> str:
    [(reason, count), *more_reasons] = empty.reasons.items()
    if more_reasons:
        phrases = [
            f"{number} {_reason_words(skip_reason, number)}" for skip_reason, number in empty.reasons.items()
        ]
        return f"{empty.count} {plural}: {', '.join(phrases[:-1])} and {phrases[-1]}"
    if count == 1:
        return f"1 {singular}, and it {_REASONS[reason].one}"
    return f"{count} {plural}, {_REASONS[reason].all}"


def _reason_words(reason: SkipReason, count: int) -> str:
    return _REASONS[reason].one if count == 1 else _REASONS[reason].several


# What is imported.

_TABLE_NOUNS = {
    "interviews": ("interview", "interviews"),
    "people": ("person", "people"),
    "answers": ("answer", "answers"),
    "touchpoints": ("message", "messages"),
    "settings": ("setting", "settings"),
}


def merge_sentence(result: MergeResult, empty: EmptyImport | None = None) -> str:
    """Return what an import would do in a sentence or two, or why it would do nothing.

    `empty` is the reason if the file has nothing to import; None if its rows can't be used.
    """
    if result.is_empty:
        return empty_import_sentence(empty or empty_tables(len(result.problems)))
    sentences = []
    if result.added:
        sentences.append(f"New: {_added_rows(result.added)}.")
    updated = sum(result.updated.values())
    if updated:
        sentences.append(f"{updated} {'gets' if updated == 1 else 'get'} details that were blank.")
    if result.moved:
        count = len(result.moved)
        sentences.append("1 interview moves." if count == 1 else f"{count} interviews move.")
    if result.canceled:
        sentences += _canceled_count_sentences(result.canceled)
    if result.maybe_canceled:
        count = len(result.maybe_canceled)
        sentences.append(f"{pluralize(count, 'interview').capitalize()} may be off.")
    if not sentences:
        everything = "Nothing changes." if result.outdated else "Everything in this file is here already."
        sentences.append(everything)
    elif result.unchanged and not (result.moved or result.canceled):
        sentences.append(f"{result.unchanged} {'is' if result.unchanged == 1 else 'are'} here already.")
    if result.differing:
        sentences.append(
            f"{result.differing} {'differs' if result.differing == 1 else 'differ'}: yours stays."
        )
    return " ".join(sentences)


def _canceled_count_sentences(canceled: Sequence[CanceledInterview]) -> Iterator[str]:
    declined = sum(interview.is_declined for interview in canceled)
    if count := len(canceled) - declined:
        yield ("1 interview was canceled." if count == 1 else f"{count} interviews were canceled.")
    if declined:
        yield ("You declined 1 interview." if declined == 1 else f"You declined {declined} interviews.")


def remembered_sentence(result: MergeResult) -> str:
    """Return a sentence on the effect of cancellations that are only remembered; '' if there are none."""
    if not result.remembered:
        return ""
    if result.remembered == 1:
        return "An older invitation to the canceled appointment will stay out."
    return "Older invitations to the canceled appointments will stay out."


def moved_sentence(moved: MovedInterview, day_format: DayFormat) -> str:
    """Return a sentence on an interview that was moved to another day or time."""
    old_time, new_time = datetime.fromisoformat(moved.old_held_at), datetime.fromisoformat(moved.new_held_at)
    if old_time.date() == new_time.date():
        change_words = f"from {day_format.time(old_time)} to {day_format.time(new_time)}"
    else:
        change_words = f"to {day_format.full(new_time.date())}, {day_format.time(new_time)}"
    if moved.new_timezone:
        change_words += f" {moved.new_timezone.rpartition('/')[2].replace('_', ' ')} time"
    sentence = f"{moved.title}: your interview of {day_format.short(old_time.date())} moved {change_words}."
    if not moved.removed_decision_by:
        return sentence
    expected_day = day_format.short(parse_date(moved.removed_decision_by))
    return (
        f"{sentence} You expected to hear by {expected_day}. That would be before it, so that day is removed."
    )


def appointment_labels(result: MergeResult, day_format: DayFormat) -> tuple[str, ...]:
    """Return what an import did to each moved or canceled interview, as labels of an action."""
    moved = (f"{move.title}: moved to {_new_time_words(move, day_format)}" for move in result.moved)
    outcomes = ((interview.title, _outcome_words(interview, result)) for interview in result.canceled)
    return (*moved, *(f"{title}{words}" for title, words in outcomes if words))


def _new_time_words(moved: MovedInterview, day_format: DayFormat) -> str:
    moment = datetime.fromisoformat(moved.new_held_at)
    return f"{day_format.short(moment.date())}, {day_format.time(moment)}"


def _outcome_words(interview: CanceledInterview, result: MergeResult) -> str:
    """Return what an import did with an interview whose appointment is off; '' if it did nothing."""
    for change in result.changes:
        if change.table == "interviews" and change.key == (interview.interview_id,):
            return " deleted" if change.row is None else ": withdrawal recorded"
    return "" if interview.is_declined else ": cancellation noted"


def canceled_sentence(canceled: CanceledInterview, day_format: DayFormat) -> str:
    """Return a sentence on an interview whose appointment is off."""
    day = day_format.full(datetime.fromisoformat(canceled.held_at).date())
    what = "you declined it" if canceled.is_declined else "it was canceled"
    return f"{canceled.title}, {day}: {what}."


def maybe_canceled_sentence(canceled: CanceledInterview, day_format: DayFormat) -> str:
    """Return a sentence on an interview that may be the canceled one, at another time on the same day."""
    moment = datetime.fromisoformat(canceled.held_at)
    when = f"{day_format.short(moment.date())}, {day_format.time(moment)}"
    what = "you declined" if canceled.is_declined else "was canceled"
    return f"{canceled.title} of {when} may be the one that {what}. If it is, delete it in the app."


def held_sentence(canceled: CanceledInterview) -> str:
    """Return sentences on why an interview whose appointment is off is not deleted, and what to do."""
    contents = f", with {canceled.contents}" if canceled.contents else ""
    return (
        f"It may have taken place all the same, so it stays{contents}."
        " If it did not, delete it on its own page."
    )


def deletion_sentence(canceled: CanceledInterview) -> str:
    """Return a sentence on what is deleted with an interview; '' if nothing else is."""
    if not canceled.contents:
        return ""
    return f"Deleting it also deletes {canceled.contents}."


_OUTDATED_SENTENCES = {
    OutdatedReason.OLDER_INVITATION: "this is an older version of the invitation.",
    OutdatedReason.OLDER_CANCELLATION: "this cancellation is older than your invitation.",
    OutdatedReason.KNOWN_CANCELLATION: "you have already acted on this cancellation.",
    OutdatedReason.CANCELED_SINCE: "this invitation has been canceled or declined since, and is left out.",
}


def outdated_sentence(outdated: OutdatedAppointment, day_format: DayFormat) -> str:
    """Return sentences on an older version of an appointment, and on what stays."""
    stays_sentence = ""
    if outdated.held_at and outdated.reason is not OutdatedReason.CANCELED_SINCE:
        moment = datetime.fromisoformat(outdated.held_at)
        stays_sentence = (
            f" Your interview stays on {day_format.full(moment.date())}, {day_format.time(moment)}."
        )
    return f"{outdated.title}: {_OUTDATED_SENTENCES[outdated.reason]}{stays_sentence}"


def possible_match_sentence(match: PossibleMatch, day_format: DayFormat) -> str:
    """Return sentences on an appointment that may be a stored interview without a UID."""
    day = day_format.short(datetime.fromisoformat(match.held_at).date())
    return f"This may be {match.title} of {day}, which you have. If it is, delete one of the two."


def counted_rows(added: Mapping[str, int]) -> str:
    """Return the counts of new interviews and people ("2 interviews and 1 person"); '' if there are none."""
    counts = {table: added[table] for table in ("interviews", "people") if added.get(table)}
    return _added_rows(counts) if counts else ""


def _added_rows(added: Mapping[str, int]) -> str:
    """Return the counts of new rows in words; interviewers are counted only if nothing else is new."""
    counts = {table: added[table] for table in _TABLE_NOUNS if table in added}
    only_interviewers = "" if counts else " you met"
    counts = counts or {"people": added["interviewers"]}
    phrases = [f"{count} {_TABLE_NOUNS[table][count != 1]}" for table, count in counts.items()]
    return f"{in_words(phrases)}{only_interviewers}"
