"""What an import would do, in words; where nothing comes in, why."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from followup_core.formats.parsed_file import ItemKind, ParsedFile, SkippedRow, SkipReason

from .import_choices import AS_IT_IS, ImportChoices
from .import_diff import MergeResult


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyImport:
    """Why nothing of a file comes in: for each reason, how many of its things stay out for it.

    Without any reason the file holds none of these things.
    """

    thing: ItemKind
    reasons: Mapping[SkipReason, int]

    @property
    def count(self) -> int:
        """How many things the file holds."""
        return sum(self.reasons.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """A reason in words: of one thing, of several, of all there are, and what to do instead."""

    one: str
    several: str
    all: str
    remedy: str = ""


_NOUNS = {
    ItemKind.ROW: ("row", "rows"),
    ItemKind.CALENDAR_ENTRY: ("calendar entry", "calendar entries"),
    ItemKind.CARD: ("card", "cards"),
    ItemKind.CONTACT: ("contact", "contacts"),
    ItemKind.CONNECTION: ("connection", "connections"),
}

_REASONS = {
    SkipReason.ALREADY_HERE: _Words(
        one="is already here", several="are already here", all="all of them already here"
    ),
    SkipReason.NOT_MET: _Words(
        one="isn't surely someone you met",
        several="aren't surely people you met",
        all="none of them surely someone you met",
        remedy="Add the people you met to their interviews, then choose the file again.",
    ),
    SkipReason.MAYBE_MET: _Words(
        one="may be someone you met",
        several="may be people you met",
        all="each of them maybe someone you met",
        remedy="Choose the file in the app, where you can say who is who.",
    ),
    SkipReason.ELSEWHERE: _Words(
        one="isn't at a company where you interviewed",
        several="aren't at a company where you interviewed",
        all="none of them at a company where you interviewed",
        remedy="To import someone anyway, choose them below.",
    ),
    SkipReason.NOT_CHOSEN: _Words(
        one="isn't chosen",
        several="aren't chosen",
        all="none of them chosen",
        remedy="To import someone, choose them below.",
    ),
    SkipReason.APPLICATION: _Words(
        one="is an application without an interview",
        several="are applications without an interview",
        all="all of them applications without an interview",
        remedy="Once you have the day of an interview, add it to the file and choose it again.",
    ),
    SkipReason.ENDED: _Words(
        one="ended without an interview",
        several="ended without an interview",
        all="all of them ended without an interview",
        remedy="If an interview took place, add its day to the file and choose it again.",
    ),
    SkipReason.NO_DAY: _Words(
        one="doesn't tell the day of the interview",
        several="don't tell the day of the interview",
        all="none of them with the day of the interview",
        remedy="Add the day to the file and choose it again, or enter the interview by hand.",
    ),
    SkipReason.NOT_AN_INTERVIEW: _Words(
        one="isn't an interview, judging by its title",
        several="aren't interviews, judging by their titles",
        all="none of them an interview, judging by the titles",
        remedy="To import one anyway, save it as a file of its own.",
    ),
    SkipReason.CANCELED: _Words(
        one="was canceled",
        several="were canceled",
        all="all of them canceled",
        remedy="If you have the interview here, delete it or change its day by hand.",
    ),
    SkipReason.NOT_AN_INVITATION: _Words(
        one="is an answer, not an invitation",
        several="are answers, not invitations",
        all="all of them answers, not invitations",
        remedy="Choose the file of the invitation itself.",
    ),
    SkipReason.NO_NAME: _Words(
        one="names nobody",
        several="name nobody",
        all="none of them with a name",
        remedy="Enter the person by hand.",
    ),
    SkipReason.UNUSABLE: _Words(
        one="can't be used as written",
        several="can't be used as written",
        all="none of them usable as written",
        remedy="See below what to correct.",
    ),
}


def empty_file(read: ParsedFile, ready: ParsedFile, choices: ImportChoices = AS_IT_IS) -> EmptyImport:
    """Return why nothing of an arrival comes in, as it was read and as it was settled."""
    people = {row["person_id"] for row in read.rows.get("people", ())} & choices.people_out
    reasons = _counted(ready.skipped)
    reasons[SkipReason.NOT_CHOSEN] += len(people & choices.proposed)
    reasons[SkipReason.ELSEWHERE] += len(people - choices.proposed)
    return EmptyImport(thing=read.thing, reasons=_in_order(reasons))


def empty_connections(*, here: int, maybe: int, not_met: int, skipped: Iterable[SkippedRow]) -> EmptyImport:
    """Return why nobody of a file of connections is noted."""
    reasons = _counted(skipped)
    reasons[SkipReason.ALREADY_HERE] += here
    reasons[SkipReason.MAYBE_MET] += maybe
    reasons[SkipReason.NOT_MET] += not_met
    return EmptyImport(thing=ItemKind.CONNECTION, reasons=_in_order(reasons))


def empty_tables(unusable: int) -> EmptyImport:
    """Return why no row of carried tables comes in: so many cannot be used."""
    return EmptyImport(thing=ItemKind.ROW, reasons={SkipReason.UNUSABLE: unusable} if unusable else {})


def _counted(skipped: Iterable[SkippedRow]) -> Counter[SkipReason]:
    reasons: Counter[SkipReason] = Counter()
    for each in skipped:
        reasons[each.reason] += each.count
    return reasons


def _in_order(reasons: Mapping[SkipReason, int]) -> Mapping[SkipReason, int]:
    return {reason: reasons[reason] for reason in SkipReason if reasons.get(reason)}


def empty_import_sentence(found: EmptyImport) -> str:
    """Say what the file holds, why it stays out, and what to do instead."""
    noun = _NOUNS[found.thing]
    if not found.reasons:
        return f"This file holds no {noun[1]}. Save it again where it came from, or choose another one."
    remedies = dict.fromkeys(_REASONS[reason].remedy for reason in found.reasons)
    return " ".join(filter(None, (f"{_found(found, noun)}.", *remedies)))


def _found(found: EmptyImport, noun: tuple[str, str]) -> str:
    [(reason, count), *others] = found.reasons.items()
    if others:
        parts = [f"{count} {_verb(reason, count)}" for reason, count in found.reasons.items()]
        return f"{found.count} {noun[1]}: {', '.join(parts[:-1])} and {parts[-1]}"
    if count == 1:
        return f"1 {noun[0]}, and it {_REASONS[reason].one}"
    return f"{count} {noun[1]}, {_REASONS[reason].all}"


def _verb(reason: SkipReason, count: int) -> str:
    return _REASONS[reason].one if count == 1 else _REASONS[reason].several


_TABLE_NOUNS = {
    "interviews": ("interview", "interviews"),
    "people": ("person", "people"),
    "answers": ("answer", "answers"),
    "touchpoints": ("message", "messages"),
    "settings": ("setting", "settings"),
}


def changes_nothing(found: MergeResult) -> bool:
    """Whether nothing of a file comes in and nothing of it is here."""
    return not (found.added or found.updated or found.unchanged or found.differing)


def merge_sentence(found: MergeResult, nothing: EmptyImport | None = None) -> str:
    """Say what bringing a file in would do; where that is nothing, why all that it holds stays out."""
    if changes_nothing(found):
        return empty_import_sentence(nothing or empty_tables(len(found.problems)))
    said = []
    if found.added:
        said.append(f"{_listed(found.added)} in.")
    completed = sum(found.updated.values())
    if completed:
        said.append(f"{completed} {'gets' if completed == 1 else 'get'} details that were blank.")
    if not said:
        said.append("Everything in this file is here already.")
    elif found.unchanged:
        said.append(f"{found.unchanged} {'is' if found.unchanged == 1 else 'are'} here already.")
    if found.differing:
        said.append(f"{found.differing} {'differs' if found.differing == 1 else 'differ'}: yours stays.")
    return " ".join(said)


def _listed(added: Mapping[str, int]) -> str:
    """Say what comes; who met whom only where it comes alone."""
    counts = {name: added[name] for name in _TABLE_NOUNS if name in added} or {
        "people": added["interviewers"]
    }
    parts = [f"{count} {_TABLE_NOUNS[name][count != 1]}" for name, count in counts.items()]
    met = "" if counts.keys() <= added.keys() else " you met"
    verb = "comes" if sum(counts.values()) == 1 else "come"
    return f"{' and '.join(filter(None, (', '.join(parts[:-1]), parts[-1])))}{met} {verb}"
