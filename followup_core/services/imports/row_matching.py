"""Finds the stored row of each interview and each person of a file.

Importing a file twice is importing it once, whatever else came in between. That rests on three facts, and not
on a clever comparison:

- An import deletes nothing, and changes a stored cell only if it is blank. So if a stored row says all that a
  row of the file says, it says that forever.
- After an import, every row of the file has its own stored row that says all that the row says.
- The next import looks for such stored rows first, for as many rows of the file as possible (`assignment`).
  Rows that have one change nothing. So a file that is imported again changes nothing.

Only rows of the file that say something new are compared further, by their similarity.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from followup_core.models import SCHEMA, Key, Row, normalize_name
from followup_core.models.name_parser import parse_name

from .id_assignment import assignment, certain_matches
from .id_matching import Rows, workspace_ids_of_people

NOON = "12:00"
"""The time that is stored if a file has only the day; no advice depends on the hour."""

_DAY_CHARS = len("2026-11-02")


class _Interview(NamedTuple):
    """What identifies an interview, normalized; `clock` is '' if only the day is known."""

    organization: str
    role: str
    day: str
    clock: str
    round: str


class _Person(NamedTuple):
    """What identifies a person, normalized; `name_key` is the name in any order, without decoration."""

    name: str
    name_key: str
    organization: str
    email: str


def with_matched_ids(stored: Mapping[str, Mapping[Key, Row]], incoming: Rows) -> dict[str, tuple[Row, ...]]:
    """Return the rows of a file, with the stored ids of the interviews and people that are stored already."""
    people = _match_people(stored.get("people", {}), incoming)
    matcher = _InterviewMatcher(stored, incoming)
    interviews = matcher.matches()
    recorded_ids = matcher.recorded_interviewers(interviews, people)
    renamed_rows = {
        table: tuple(_with_stored_ids(row, interviews, people) for row in rows)
        for table, rows in incoming.items()
    }
    renamed_rows["interviewers"] = tuple(
        {
            **renamed_row,
            "person_id": recorded_ids.get(
                (incoming_row["interview_id"], incoming_row["person_id"]), renamed_row["person_id"]
            ),
        }
        for incoming_row, renamed_row in zip(
            incoming.get("interviewers", ()), renamed_rows.get("interviewers", ()), strict=True
        )
    )
    return renamed_rows


def _with_stored_ids(row: Row, interviews: Mapping[str, str], people: Mapping[str, str]) -> Row:
    columns = (("interview_id", interviews), ("person_id", people))
    return {**row, **{name: ids.get(row[name], row[name]) for name, ids in columns if name in row}}


def _first_by_id(rows: Iterable[Row], column: str) -> dict[str, Row]:
    result: dict[str, Row] = {}
    for row in rows:
        result.setdefault(row[column], row)
    return result


def _filled_columns(table: str, rows: Iterable[Row]) -> dict[str, frozenset[str]]:
    """Return the columns with text, by id.

    Time and round don't count, because a stored row always keeps its own.
    """
    schema = SCHEMA[table]
    id_column = schema.columns[0]
    columns = [name for name in schema.columns if name not in ("held_at", "round")]
    result: dict[str, frozenset[str]] = {}
    for row in rows:
        filled = frozenset(name for name in columns if row.get(name, "").strip())
        result[row[id_column]] = filled | result.get(row[id_column], frozenset())
    return result


# People.


def _normalized_person(row: Row) -> _Person:
    return _Person(
        normalize_name(row["name"]),
        parse_name(row["name"]).match_key,
        normalize_name(row["organization"]),
        normalize_name(row["email"]),
    )


def _keys_of_person(person: _Person) -> tuple[Hashable, ...]:
    email = (("email", person.email),) if person.email else ()
    name_key = (("name key", person.name_key),) if person.name_key else ()
    return (*email, ("name", person.name), *name_key)


_UNKNOWN_PERSON = _Person("\0", "", "\0", "")
"""A person who resembles nobody: a file may name an interviewer by a stored id alone."""


class _PeopleIndex:
    """Finds stored people by what a file says about a person."""

    def __init__(self, people: Mapping[str, _Person]) -> None:
        self._people = people
        self._ids_by_key: dict[Hashable, list[str]] = defaultdict(list)
        for person_id, person in people.items():
            for key in _keys_of_person(person):
                self._ids_by_key[key].append(person_id)

    def __contains__(self, person_id: object) -> bool:
        return person_id in self._people

    def possible_matches(self, person_id: str, incoming: _Person) -> Iterator[str]:
        """Yield the ids of stored people it may be: same id, same address, or same name and organization.

        If the file has no organization, the name is enough. The same spelling comes before other spellings.
        """
        if person_id in self:
            yield person_id
        if incoming.email:
            yield from self._ids_by_key.get(("email", incoming.email), ())
        for key in (("name", incoming.name), ("name key", incoming.name_key)):
            for stored_id in self._ids_by_key.get(key, ()):
                if incoming.organization in ("", self._people[stored_id].organization):
                    yield stored_id


def _match_people(stored: Mapping[Key, Row], incoming: Rows) -> dict[str, str]:
    """Return the stored id of each person of a file, or a free id for a new person.

    People about whom the file says nothing new are matched first.
    """
    rows = incoming.get("people", ())
    people = {
        person_id: _normalized_person(row) for person_id, row in _first_by_id(rows, "person_id").items()
    }
    index = _PeopleIndex({key[0]: _normalized_person(row) for key, row in stored.items()})
    incoming_columns = _filled_columns("people", rows)
    stored_columns = _filled_columns("people", stored.values())

    def matches_with_nothing_new(person_id: str) -> Iterator[str]:
        possible_matches = index.possible_matches(person_id, people[person_id])
        return (
            stored_id
            for stored_id in possible_matches
            if incoming_columns[person_id] <= stored_columns[stored_id]
        )

    stored_ids_first = sorted(people, key=lambda person_id: person_id not in index)
    complete_matches = assignment(stored_ids_first, matches_with_nothing_new)
    matches = certain_matches(complete_matches, people, lambda person_id: _keys_of_person(people[person_id]))
    renamed_rows = [_with_stored_ids(row, {}, matches) for row in rows]
    stored_ids = workspace_ids_of_people(stored, renamed_rows)
    return {person_id: stored_ids[matches.get(person_id, person_id)] for person_id in people}


# Interviews.


def day_of(held_at: str) -> str:
    """Return the day of a stored local time."""
    return held_at[:_DAY_CHARS]


def lacks_time(row: Row) -> bool:
    """Return whether only the day of an interview seems to be known: it is at noon and has no zone."""
    return not row["timezone"] and row["held_at"].endswith(NOON)


def _normalized_interview(row: Row) -> _Interview:
    day, clock = day_of(row["held_at"]), row["held_at"][_DAY_CHARS + 1 :]
    organization, role = normalize_name(row["organization"]), normalize_name(row["role"])
    return _Interview(organization, role, day, "" if clock == NOON else clock, row["round"].lstrip("0"))


def _may_be_same_time(stored: _Interview, incoming: _Interview) -> bool:
    """Whether two interviews of one day may be the same one, by their times or rounds.

    If both times are known, the round doesn't count: it changes when an earlier interview is entered.
    """
    if stored.clock and incoming.clock:
        return stored.clock == incoming.clock
    return incoming.round in ("", stored.round or "1")


def _round_number(interview: _Interview) -> int:
    return int(interview.round) if interview.round.isdecimal() else 1


class _InterviewMatcher:
    """Finds the stored interview of each interview of a file."""

    def __init__(self, stored: Mapping[str, Mapping[Key, Row]], incoming: Rows) -> None:
        stored_rows, rows = stored.get("interviews", {}), incoming.get("interviews", ())
        self._stored = {key[0]: _normalized_interview(row) for key, row in stored_rows.items()}
        self._incoming = {
            key: _normalized_interview(row) for key, row in _first_by_id(rows, "interview_id").items()
        }
        self._incoming_columns = _filled_columns("interviews", rows)
        self._stored_columns = _filled_columns("interviews", stored_rows.values())
        self._ids_by_day_and_role: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for stored_id, interview in self._stored.items():
            self._ids_by_day_and_role[interview.organization, interview.day][interview.role].append(stored_id)
        self._interviewers = _InterviewerMatcher(stored, incoming)

    def matches(self) -> dict[str, str]:
        """Return the stored id of each incoming interview that is stored already; the others are new."""
        stored_ids_first = sorted(self._incoming, key=lambda incoming_id: incoming_id not in self._stored)
        complete_matches = assignment(stored_ids_first, self._matches_with_nothing_new)
        matches = certain_matches(
            complete_matches, self._incoming, lambda incoming_id: (self._organization_and_day(incoming_id),)
        )
        matches |= {
            incoming_id: incoming_id
            for incoming_id in self._incoming
            if incoming_id not in matches and incoming_id in self._stored
        }
        used_ids = set(matches.values())
        for rule in (
            self._matches_by_role_and_time,
            self._matches_by_role,
            self._possible_matches,
            self._matches_with_raised_round,
        ):
            for incoming_id in self._incoming:
                if incoming_id in matches:
                    continue
                stored_id = next((match for match in rule(incoming_id) if match not in used_ids), "")
                if stored_id:
                    matches[incoming_id] = stored_id
                    used_ids.add(stored_id)
        return matches

    def recorded_interviewers(
        self, matches: Mapping[str, str], people: Mapping[str, str]
    ) -> dict[tuple[str, str], str]:
        """Return the stored ids of the recorded interviewers, by incoming interview and person."""
        return {
            (incoming_id, person_id): stored_person_id
            for incoming_id, stored_id in matches.items()
            for person_id, stored_person_id in self._interviewers.recorded(
                incoming_id, stored_id, people
            ).items()
        }

    def _organization_and_day(self, incoming_id: str) -> tuple[str, str]:
        return self._incoming[incoming_id].organization, self._incoming[incoming_id].day

    def _ids_by_role(self, incoming_id: str) -> Mapping[str, list[str]]:
        """Return the ids of the stored interviews at the same organization on the same day, by role."""
        return self._ids_by_day_and_role.get(self._organization_and_day(incoming_id), {})

    def _matches_by_role(self, incoming_id: str) -> Iterator[str]:
        """Yield the ids of stored interviews with the same role, which may be '', at a possible time."""
        interview = self._incoming[incoming_id]
        same_role = self._ids_by_role(incoming_id).get(interview.role, ())
        return (stored_id for stored_id in same_role if _may_be_same_time(self._stored[stored_id], interview))

    def _matches_by_role_and_time(self, incoming_id: str) -> Iterator[str]:
        clock = self._incoming[incoming_id].clock
        return (
            stored_id
            for stored_id in self._matches_by_role(incoming_id)
            if self._stored[stored_id].clock == clock
        )

    def _possible_matches(self, incoming_id: str) -> Iterator[str]:
        """Yield the ids of all possible stored interviews; without a role, an interview may match any role.

        Stored interviews with the same time, or also without one, come first in any order of imports.
        """
        yield from self._matches_by_role(incoming_id)
        interview, by_role = self._incoming[incoming_id], self._ids_by_role(incoming_id)
        with_any_role = chain.from_iterable(ids for role, ids in by_role.items() if role)
        ids_by_time = by_role.get("", ()) if interview.role else with_any_role
        ids_by_time = sorted(
            ids_by_time, key=lambda stored_id: self._stored[stored_id].clock != interview.clock
        )
        yield from (
            stored_id for stored_id in ids_by_time if _may_be_same_time(self._stored[stored_id], interview)
        )

    def _matches_with_raised_round(self, incoming_id: str) -> Iterator[str]:
        """Yield the ids of stored interviews whose number may have been raised by an earlier round."""
        interview, by_role = self._incoming[incoming_id], self._ids_by_role(incoming_id)
        roles = (interview.role, "") if interview.role else by_role
        for stored_id in chain.from_iterable(by_role.get(role, ()) for role in roles):
            stored = self._stored[stored_id]
            time_is_unknown = not (stored.clock and interview.clock)
            if time_is_unknown and _round_number(interview) < _round_number(stored):
                yield stored_id

    def _matches_with_nothing_new(self, incoming_id: str) -> Iterator[str]:
        """Yield the ids of stored interviews that say all the incoming one says; raised numbers come last."""
        same_id = (incoming_id,) if incoming_id in self._stored else ()
        for stored_id in chain(
            same_id, self._possible_matches(incoming_id), self._matches_with_raised_round(incoming_id)
        ):
            has_all_cells = self._incoming_columns[incoming_id] <= self._stored_columns[stored_id]
            if has_all_cells and self._interviewers.all_recorded(incoming_id, stored_id):
                yield stored_id


class _InterviewerMatcher:
    """Finds the stored interviewer of each interviewer of a file, within one interview."""

    def __init__(self, stored: Mapping[str, Mapping[Key, Row]], incoming: Rows) -> None:
        people = stored.get("people", {})
        by_interview: dict[str, dict[str, _Person]] = defaultdict(dict)
        for interview_id, person_id in stored.get("interviewers", {}):
            row = people.get((person_id,))
            by_interview[interview_id][person_id] = (
                _normalized_person(row) if row else _Person("", "", "", "")
            )
        self._stored = {
            interview_id: _PeopleIndex(people_of_interview)
            for interview_id, people_of_interview in by_interview.items()
        }
        self._people = {row["person_id"]: _normalized_person(row) for row in incoming.get("people", ())}
        self._incoming: dict[str, dict[str, None]] = defaultdict(dict)
        for row in incoming.get("interviewers", ()):
            self._incoming[row["interview_id"]][row["person_id"]] = None

    def _matches(self, incoming_id: str, stored_id: str) -> dict[str, str]:
        """Return the stored id of each interviewer of an incoming interview who is also in the stored one."""
        if incoming_id not in self._incoming or stored_id not in self._stored:
            return {}
        return assignment(
            self._incoming[incoming_id], lambda person_id: self._possible_matches(stored_id, person_id)
        )

    def _possible_matches(self, stored_id: str, person_id: str) -> Iterator[str]:
        person = self._people.get(person_id, _UNKNOWN_PERSON)
        return self._stored[stored_id].possible_matches(person_id, person)

    def recorded(self, incoming_id: str, stored_id: str, people: Mapping[str, str]) -> dict[str, str]:
        """Return the stored id of each interviewer who is recorded already; `people` are the matched people.

        If not all are recorded, a person who is going to be added to the interview doesn't also match another
        interviewer: otherwise only one of two people would be recorded.
        """
        if incoming_id not in self._incoming or stored_id not in self._stored:
            return {}
        if self.all_recorded(incoming_id, stored_id):
            return self._matches(incoming_id, stored_id)
        index, interviewers = self._stored[stored_id], self._incoming[incoming_id]
        matched_ids = {people.get(person_id, person_id) for person_id in interviewers}
        unmatched_ids = [
            person_id for person_id in interviewers if people.get(person_id, person_id) not in index
        ]
        return assignment(
            unmatched_ids,
            lambda person_id: (
                possible_id
                for possible_id in self._possible_matches(stored_id, person_id)
                if possible_id not in matched_ids
            ),
        )

    def all_recorded(self, incoming_id: str, stored_id: str) -> bool:
        """Whether all interviewers of an incoming interview are recorded in the stored one."""
        return len(self._matches(incoming_id, stored_id)) == len(self._incoming.get(incoming_id, ()))
