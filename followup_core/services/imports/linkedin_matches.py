"""Finds the people met among LinkedIn connections: by address, or by name and organization."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from followup_core.formats.parsed_file import SkippedRow
from followup_core.formats.spreadsheet import Connection, Sheet, read_connections
from followup_core.models import Person, TouchpointKind, normalize_name
from followup_core.models.name_parser import parse_name
from followup_core.models.name_words import fold
from followup_core.models.person_name import PersonName
from followup_core.services.record_cache import rows_of
from followup_core.services.row_changes import upsert
from followup_core.services.workspace import WorkspaceView
from followup_core.store import Change, Snapshot

from .id_matching import content_id
from .import_diff import MergeResult
from .import_summary import EmptyImport, empty_connections

_MIN_NAME_SIMILARITY = 88
"""Of 100, by rapidfuzz: a swapped or missing part of a name passes, another name does not."""

_MIN_ORGANIZATION_SIMILARITY = 85
"""Of 100, by rapidfuzz: "Inc." after the name passes, another organization does not."""

_FILLED_COLUMNS = ("title", "email", "linkedin_url", "organization")
_NOTE = "Connected on LinkedIn, from your connections file."


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionMatch:
    """A person met, and the connection that seems to be the same person.

    The match is `sure` if an address is the same, or if name and organization are the same. `fills` are
    values from the file for the person's blank cells. `mark` is the id of the interview for which the
    connection is going to be recorded; '' if it is recorded already.
    """

    person: Person
    connection: Connection
    sure: bool
    fills: Mapping[str, str]
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionMatches:
    """The result of reading a file of connections.

    `count` is the number of connections in the file. `matches` are the people met among them, if importing
    them would change anything. `recorded` is the number of people who are surely among them and wouldn't
    change.
    """

    count: int
    matches: tuple[ConnectionMatch, ...]
    recorded: int
    skipped: tuple[SkippedRow, ...]

    def nothing_taken(self) -> EmptyImport:
        """Return why no connection is recorded without a question."""
        unsure_count = sum(not match.sure for match in self.matches)
        not_met_count = max(self.count - self.recorded - unsure_count, 0)
        return empty_connections(
            here=self.recorded, maybe=unsure_count, not_met=not_met_count, skipped=self.skipped
        )


def find_connections(view: WorkspaceView, sheet: Sheet) -> ConnectionMatches:
    """Return the people met who are in a file of connections."""
    connections, skipped = read_connections(sheet)
    best_matches = _best_matches(view, connections)
    changing_matches = _with_changes(best_matches)
    recorded = sum(match.sure for match in best_matches) - sum(match.sure for match in changing_matches)
    return ConnectionMatches(
        count=len(connections), matches=changing_matches, recorded=recorded, skipped=skipped
    )


def find_matches(view: WorkspaceView, connections: Sequence[Connection]) -> tuple[ConnectionMatch, ...]:
    """Return the best match of each person met, in the order of people, if it would change anything."""
    return _with_changes(_best_matches(view, connections))


def _with_changes(matches: Iterable[ConnectionMatch]) -> tuple[ConnectionMatch, ...]:
    return tuple(match for match in matches if match.fills or match.mark)


def _best_matches(view: WorkspaceView, connections: Sequence[Connection]) -> tuple[ConnectionMatch, ...]:
    by_term: dict[str, list[int]] = {}
    for index, connection in enumerate(connections):
        for term in _search_terms(connection.name, connection.email, connection.linkedin_url):
            by_term.setdefault(term, []).append(index)
    unmarked_interviews = _last_unmarked_interviews(view)
    matches = (
        _best_match(person, connections, by_term, unmarked_interviews)
        for person in view.records.people.values()
    )
    return tuple(match for match in matches if match is not None)


def _search_terms(name: str, email: str, linkedin_url: str) -> set[str]:
    """Return a record's search terms: two records of one person share at least one of them."""
    return {*parse_name(name).match_key.split(), normalize_name(email), _profile_name(linkedin_url)} - {""}


def _profile_name(url: str) -> str:
    """Return the part of a LinkedIn address that identifies the person, '' if there is none."""
    return url.split("?")[0].rstrip("/").rpartition("/in/")[2].casefold() if "/in/" in url else ""


def _best_match(
    person: Person,
    connections: Sequence[Connection],
    by_term: Mapping[str, list[int]],
    unmarked_interviews: Mapping[str, str],
) -> ConnectionMatch | None:
    terms = _search_terms(person.name, person.email, person.linkedin_url)
    possible_indexes = sorted({index for term in terms for index in by_term.get(term, ())})
    # Among equally similar connections, one that fills nothing wins: if another one filled in an address,
    # that would make both of them sure the next time. After that, the first one in the file wins.
    ratings = [
        (_similarity(person, connections[index]), not _blank_cell_values(person, connections[index]), -index)
        for index in possible_indexes
    ]
    (is_sure, score), _, negative_index = max(ratings, default=((False, 0.0), True, 0))
    if score < _MIN_NAME_SIMILARITY:
        return None
    connection = connections[-negative_index]
    return ConnectionMatch(
        person=person,
        connection=connection,
        sure=is_sure,
        fills=_blank_cell_values(person, connection),
        mark=unmarked_interviews.get(person.person_id, ""),
    )


def _similarity(person: Person, connection: Connection) -> tuple[bool, float]:
    """Return whether person and connection are surely the same, and the names' similarity from 0 to 100."""
    profile = _profile_name(person.linkedin_url)
    same_address = bool(
        (person.email and normalize_name(person.email) == normalize_name(connection.email))
        or (profile and profile == _profile_name(connection.linkedin_url))
    )
    if same_address:
        return True, 100.0
    score = _name_similarity(parse_name(person.name), parse_name(connection.name))
    return score >= _MIN_NAME_SIMILARITY and _is_same_organization(person, connection), score


def _name_similarity(one: PersonName, other: PersonName) -> float:
    """Return how similar two names are, from 0 to 100.

    A second name, or the second of two family names, may be missing in one of them.
    """
    score = fuzz.ratio(one.match_key, other.match_key)
    words, other_words = set(one.match_key.split()), set(other.match_key.split())
    is_part = min(len(words), len(other_words)) > 1 and (words <= other_words or other_words <= words)
    same_first_name = not (one.is_certain and other.is_certain) or fold(one.given) == fold(other.given)
    return max(score, _MIN_NAME_SIMILARITY) if is_part and same_first_name else score


def _is_same_organization(person: Person, connection: Connection) -> bool:
    if not (person.organization and connection.organization):
        return False
    names = fold(person.organization), fold(connection.organization)
    return fuzz.token_set_ratio(*names) >= _MIN_ORGANIZATION_SIMILARITY


def _blank_cell_values(person: Person, connection: Connection) -> dict[str, str]:
    """Return the connection's values for the person's blank cells."""
    texts = {name: str(getattr(connection, name)).strip() for name in _FILLED_COLUMNS}
    return {name: text for name, text in texts.items() if text and not getattr(person, name).strip()}


def _last_unmarked_interviews(view: WorkspaceView) -> Mapping[str, str]:
    """Return the id of the last interview held with each person who has no recorded LinkedIn request."""
    last_interviews: dict[str, str] = {}
    requested_ids: set[str] = set()
    for details in sorted(view.records.interviews.values(), key=lambda details: details.interview.held_at):
        interview = details.interview
        if details.was_held(view.today):
            last_interviews.update(
                (interviewer.person_id, interview.interview_id) for interviewer in details.interviewers
            )
        requested_ids.update(
            touchpoint.person_id
            for touchpoint in details.touchpoints
            if touchpoint.kind is TouchpointKind.LINKEDIN_REQUEST and not touchpoint.bounced
        )
    return {
        person_id: interview
        for person_id, interview in last_interviews.items()
        if person_id not in requested_ids
    }


def connection_sentence(match: ConnectionMatch) -> str:
    """Return a sentence on a match that is unsure or has another spelling; '' for other matches."""
    person_name, connection_name = match.person.name, match.connection.name
    if not match.sure:
        employer = f" of {match.connection.organization}" if match.connection.organization else ""
        return f"“{connection_name}”{employer} may be {person_name}, whom you met; in the app you can say so."
    if parse_name(person_name).match_key == parse_name(connection_name).match_key:
        return ""
    return f"“{connection_name}” on LinkedIn is taken for {person_name}, whom you met."


# What confirmed matches change.


def diff_connections(snapshot: Snapshot, confirmed: Sequence[ConnectionMatch], today: date) -> MergeResult:
    """Return what recording these connections and filling in blank cells would change.

    A connection is recorded as a request that was sent on the day of the connection. It does not count as a
    response, because accepting a request says nothing about the job.
    """
    changes = tuple(_connection_changes(snapshot, confirmed, today))
    tables = Counter(change.table for change in changes)
    filled = tables.pop("people", 0)
    return MergeResult(added=tables, updated={"people": filled} if filled else {}, changes=changes)


def _connection_changes(
    snapshot: Snapshot, confirmed: Sequence[ConnectionMatch], today: date
) -> Iterator[Change]:
    people = rows_of(snapshot, "people")
    for match in confirmed:
        stored_row = people.get((match.person.person_id,))
        if stored_row is None:  # deleted in another window in the meantime
            continue
        fills = {name: text for name, text in match.fills.items() if not stored_row.get(name, "").strip()}
        if fills:
            yield Change(table="people", key=(match.person.person_id,), row=fills)
        if match.mark and not _is_recorded_or_gone(snapshot, match):
            yield _linkedin_request(match, today)


def _linkedin_request(match: ConnectionMatch, today: date) -> Change:
    cells = {
        "interview_id": match.mark,
        "person_id": match.person.person_id,
        "kind": TouchpointKind.LINKEDIN_REQUEST.value,
        "sent_on": min(match.connection.connected_on or today, today).isoformat(),
    }
    return upsert("touchpoints", touchpoint_id=content_id("touchpoints", cells), **cells, note=_NOTE)


def _is_recorded_or_gone(snapshot: Snapshot, match: ConnectionMatch) -> bool:
    """Whether a request to the person was recorded in the meantime, or the interview is gone."""
    if (match.mark,) not in rows_of(snapshot, "interviews"):
        return True
    request = (match.person.person_id, TouchpointKind.LINKEDIN_REQUEST)
    return any(
        (row["person_id"], row["kind"]) == request for row in rows_of(snapshot, "touchpoints").values()
    )
