"""Who of the people met is a connection already: matched by name and firm, confirmed by the candidate."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from followup_core.formats.parsed_file import SkippedRow
from followup_core.formats.spreadsheet import Connection, Sheet, connections
from followup_core.models import Person, TouchpointKind, normalize_name
from followup_core.services.input_validation import upsert
from followup_core.services.record_cache import rows_of
from followup_core.services.workspace import WorkspaceView
from followup_core.store import Change, Snapshot

from .id_matching import content_id
from .import_diff import MergeResult
from .import_summary import EmptyImport, empty_connections

_NAMES_ALIKE = 88
_FIRMS_ALIKE = 85
"""Of 100, by rapidfuzz: a swapped or missing part of a name passes, another name does not."""

_FILLS = ("title", "email", "linkedin_url", "organization")
_NOTE = "Connected on LinkedIn, from your connections file."


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionMatch:
    """A person met, and the connection that seems to be the same one.

    `sure` is when an address agrees, or name and organization do. `fills` are the person's blank
    cells that the file knows; `mark` is the interview for which the connection is noted, '' for none.
    """

    person: Person
    connection: Connection
    sure: bool
    fills: Mapping[str, str]
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionMatches:
    """What a file of connections brings: how many it holds, who of them was met, and what stays out.

    `noted` is how many of the people met are surely among them with nothing new.
    """

    count: int
    matches: tuple[ConnectionMatch, ...]
    noted: int
    skipped: tuple[SkippedRow, ...]

    def nothing_taken(self) -> EmptyImport:
        """Return why nobody is noted without a question."""
        maybe = sum(not each.sure for each in self.matches)
        rest = max(self.count - self.noted - maybe, 0)
        return empty_connections(here=self.noted, maybe=maybe, not_met=rest, skipped=self.skipped)


def find_connections(view: WorkspaceView, sheet: Sheet) -> ConnectionMatches:
    """Return who of the people met stands in a file of connections."""
    known, skipped = connections(sheet)
    found = _best(view, known)
    new = _with_news(found)
    noted = sum(each.sure for each in found) - sum(each.sure for each in new)
    return ConnectionMatches(count=len(known), matches=new, noted=noted, skipped=skipped)


def matches(view: WorkspaceView, known: Sequence[Connection]) -> tuple[ConnectionMatch, ...]:
    """Return the best match of each person met, in the order of people, that would change anything."""
    return _with_news(_best(view, known))


def _with_news(found: Iterable[ConnectionMatch]) -> tuple[ConnectionMatch, ...]:
    return tuple(each for each in found if each.fills or each.mark)


def _best(view: WorkspaceView, known: Sequence[Connection]) -> tuple[ConnectionMatch, ...]:
    by_word: dict[str, list[int]] = {}
    for place, each in enumerate(known):
        for word in _signs(each.name, each.email, each.linkedin_url):
            by_word.setdefault(word, []).append(place)
    unmarked = _unmarked(view)
    found = (_match(person, known, by_word, unmarked) for person in view.records.people.values())
    return tuple(each for each in found if each is not None)


def _signs(name: str, email: str, linkedin_url: str) -> set[str]:
    """Return what two records of one person have at least one of in common."""
    return {*_plain(name).split(), normalize_name(email), _profile(linkedin_url)} - {""}


def _plain(name: str) -> str:
    """Return a name without accents and case, as it may be spelled elsewhere."""
    parted = unicodedata.normalize("NFKD", name)
    return normalize_name("".join(letter for letter in parted if not unicodedata.combining(letter)))


def _profile(url: str) -> str:
    """Return the part of a profile's address that tells whose it is."""
    return url.split("?")[0].rstrip("/").rpartition("/in/")[2].casefold() if "/in/" in url else ""


def _match(
    person: Person,
    known: Sequence[Connection],
    by_word: Mapping[str, list[int]],
    unmarked: Mapping[str, str],
) -> ConnectionMatch | None:
    signs = _signs(person.name, person.email, person.linkedin_url)
    places = sorted({place for sign in signs for place in by_word.get(sign, ())})
    # Of two that are as much alike, the one that is here with all it says: filled in from it, the person's
    # address would make the other one just as sure the next time.
    rated = [(_likeness(person, known[at]), not _fills(person, known[at]), -at) for at in places]
    (sure, score), _, place = max(rated, default=((False, 0.0), True, 0))
    if score < _NAMES_ALIKE:
        return None
    connection = known[-place]
    return ConnectionMatch(
        person=person,
        connection=connection,
        sure=sure,
        fills=_fills(person, connection),
        mark=unmarked.get(person.person_id, ""),
    )


def _likeness(person: Person, connection: Connection) -> tuple[bool, float]:
    """Return whether it is surely the same person, and how alike the names are, of 100."""
    profile = _profile(person.linkedin_url)
    same_address = bool(
        (person.email and normalize_name(person.email) == normalize_name(connection.email))
        or (profile and profile == _profile(connection.linkedin_url))
    )
    names = 100.0 if same_address else fuzz.token_sort_ratio(_plain(person.name), _plain(connection.name))
    firms = fuzz.token_set_ratio(_plain(person.organization), _plain(connection.organization))
    known = bool(person.organization and connection.organization)
    return same_address or (names >= _NAMES_ALIKE and known and firms >= _FIRMS_ALIKE), names


def _fills(person: Person, connection: Connection) -> dict[str, str]:
    found = {name: str(getattr(connection, name)).strip() for name in _FILLS}
    return {name: text for name, text in found.items() if text and not getattr(person, name).strip()}


def _unmarked(view: WorkspaceView) -> Mapping[str, str]:
    """Return the last interview held with each person to whom no request is noted anywhere."""
    last: dict[str, str] = {}
    asked: set[str] = set()
    for each in sorted(view.records.rounds.values(), key=lambda each: each.interview.held_at):
        if each.interview.held_on <= view.today:
            last.update((met.person_id, each.interview.interview_id) for met in each.interviewers)
        asked.update(
            touchpoint.person_id
            for touchpoint in each.touchpoints
            if touchpoint.kind is TouchpointKind.LINKEDIN_REQUEST and not touchpoint.bounced
        )
    return {person_id: interview_id for person_id, interview_id in last.items() if person_id not in asked}


def diff_connections(snapshot: Snapshot, chosen: Sequence[ConnectionMatch], today: date) -> MergeResult:
    """Return what noting these as connections would change, and filling in what was blank.

    The connection is noted as a request that was sent, on the day it was made: a request accepted
    is no answer about the job, so it is not counted as one.
    """
    changes = tuple(_changes(snapshot, chosen, today))
    tables = Counter(each.table for each in changes)
    filled = tables.pop("people", 0)
    return MergeResult(
        added=tables,
        updated={"people": filled} if filled else {},
        unchanged=0,
        conflicts=(),
        problems=(),
        changes=changes,
    )


def _changes(snapshot: Snapshot, chosen: Sequence[ConnectionMatch], today: date) -> Iterator[Change]:
    people = rows_of(snapshot, "people")
    for each in chosen:
        row = people.get((each.person.person_id,))
        if row is None:  # deleted in another window meanwhile
            continue
        fills = {name: text for name, text in each.fills.items() if not row.get(name, "").strip()}
        if fills:
            yield Change(table="people", key=(each.person.person_id,), row=fills)
        if each.mark and not _is_noted(snapshot, each):
            request = {
                "interview_id": each.mark,
                "person_id": each.person.person_id,
                "kind": TouchpointKind.LINKEDIN_REQUEST.value,
                "sent_on": min(each.connection.connected_on or today, today).isoformat(),
            }
            touchpoint_id = content_id("touchpoints", request)
            yield upsert("touchpoints", touchpoint_id=touchpoint_id, **request, note=_NOTE)


def _is_noted(snapshot: Snapshot, match: ConnectionMatch) -> bool:
    """Whether a request to this person was noted meanwhile, or the interview is gone."""
    touchpoints = rows_of(snapshot, "touchpoints").values()
    return (match.mark,) not in rows_of(snapshot, "interviews") or any(
        (row["person_id"], row["kind"]) == (match.person.person_id, TouchpointKind.LINKEDIN_REQUEST)
        for row in touchpoints
    )
