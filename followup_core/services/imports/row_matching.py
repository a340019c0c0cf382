"""Which local row each interview and each person of a file is.

Importing a file twice is importing it once, whatever else came in between. That rests on three facts, and not
on a clever comparison:

- An import deletes nothing, and changes a local cell only from blank to something. So a local row that once
  says all that a row of the file says goes on saying it.
- After an import, every row of the file has a local row that says all that it says, and each a different one.
- Such local rows are looked for first, for as many rows of the file as possible (`assignment`), and these
  bring nothing. So the next time all rows of the file are among them.

Only rows that say something new are compared further, by how similar they are.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from followup_core.models import SCHEMA, Key, Row, normalize_name
from followup_core.models.name_parser import parse_name

from .id_assignment import assignment, certain_matches
from .id_matching import Rows, people_with_local_ids

NOON = "12:00"
"""The time that is recorded where a file has only the day; no advice depends on the hour."""

_DAY_CHARS = len("2026-11-02")


class _Interview(NamedTuple):
    """What identifies an interview, normalized; `clock` is '' where only the day is known."""

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


def with_matched_ids(local: Mapping[str, Mapping[Key, Row]], incoming: Rows) -> dict[str, tuple[Row, ...]]:
    """Return the rows of a file with local ids for the interviews and people that are here already."""
    people = _match_people(local.get("people", {}), incoming)
    matcher = _InterviewMatcher(local, incoming)
    interviews = matcher.matches()
    recorded = matcher.recorded_interviewers(interviews, people)
    renamed = {
        table: tuple(_renamed(row, interviews, people) for row in rows) for table, rows in incoming.items()
    }
    renamed["interviewers"] = tuple(
        {**new, "person_id": recorded.get((old["interview_id"], old["person_id"]), new["person_id"])}
        for old, new in zip(incoming.get("interviewers", ()), renamed.get("interviewers", ()), strict=True)
    )
    return renamed


def _renamed(row: Row, interviews: Mapping[str, str], people: Mapping[str, str]) -> Row:
    columns = (("interview_id", interviews), ("person_id", people))
    return {**row, **{name: ids.get(row[name], row[name]) for name, ids in columns if name in row}}


def _first_by_id(rows: Iterable[Row], column: str) -> dict[str, Row]:
    result: dict[str, Row] = {}
    for row in rows:
        result.setdefault(row[column], row)
    return result


def _filled_columns(table: str, rows: Iterable[Row]) -> dict[str, frozenset[str]]:
    """Return the columns with text, by id.

    Time and round don't count, since those of a local row always stay.
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


def _person(row: Row) -> _Person:
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
"""Resembles nobody: a file may name an interviewer by a local id alone."""


class _PeopleIndex:
    """Local people, to be found by what a file says of one."""

    def __init__(self, people: Mapping[str, _Person]) -> None:
        self._people = people
        self._ids_by_key: dict[Hashable, list[str]] = defaultdict(list)
        for person_id, person in people.items():
            for key in _keys_of_person(person):
                self._ids_by_key[key].append(person_id)

    def __contains__(self, person_id: object) -> bool:
        return person_id in self._people

    def possible_matches(self, person_id: str, incoming: _Person) -> Iterator[str]:
        """Yield who it may be: same id, same address, or same name (and organization, if there is one).

        The name as it is written comes before the same name in another spelling.
        """
        if person_id in self:
            yield person_id
        if incoming.email:
            yield from self._ids_by_key.get(("email", incoming.email), ())
        for key in (("name", incoming.name), ("name key", incoming.name_key)):
            for local_id in self._ids_by_key.get(key, ()):
                if incoming.organization in ("", self._people[local_id].organization):
                    yield local_id


def _match_people(local: Mapping[Key, Row], incoming: Rows) -> dict[str, str]:
    """Return the local id of each person of a file.

    Those about whom the file says nothing new are matched first.
    """
    rows = incoming.get("people", ())
    people = {person_id: _person(row) for person_id, row in _first_by_id(rows, "person_id").items()}
    index = _PeopleIndex({key[0]: _person(row) for key, row in local.items()})
    incoming_columns = _filled_columns("people", rows)
    local_columns = _filled_columns("people", local.values())

    def with_nothing_new(person_id: str) -> Iterator[str]:
        possible_matches = index.possible_matches(person_id, people[person_id])
        return (
            local_id
            for local_id in possible_matches
            if incoming_columns[person_id] <= local_columns[local_id]
        )

    local_ids_first = sorted(people, key=lambda person_id: person_id not in index)
    complete = assignment(local_ids_first, with_nothing_new)
    matches = certain_matches(complete, people, lambda person_id: _keys_of_person(people[person_id]))
    renamed = [_renamed(row, {}, matches) for row in rows]
    others = people_with_local_ids(local, renamed)
    return {person_id: others[matches.get(person_id, person_id)] for person_id in people}


# Interviews.


def day_of(held_at: str) -> str:
    """Return the day of a stored local time."""
    return held_at[:_DAY_CHARS]


def lacks_time(row: Row) -> bool:
    """Return whether only the day of an interview is known, as far as one can see."""
    return not row["timezone"] and row["held_at"].endswith(NOON)


def _interview(row: Row) -> _Interview:
    day, clock = day_of(row["held_at"]), row["held_at"][_DAY_CHARS + 1 :]
    organization, role = normalize_name(row["organization"]), normalize_name(row["role"])
    return _Interview(organization, role, day, "" if clock == NOON else clock, row["round"].lstrip("0"))


def _may_be_same_time(local: _Interview, incoming: _Interview) -> bool:
    """Whether two interviews of one day may be the same one, by the times or rounds that are known.

    Where both times are known, the round says nothing more: it changes when an earlier interview is entered.
    """
    if local.clock and incoming.clock:
        return local.clock == incoming.clock
    return incoming.round in ("", local.round or "1")


def _round(interview: _Interview) -> int:
    return int(interview.round) if interview.round.isdecimal() else 1


class _InterviewMatcher:
    """Finds which local interview each interview of a file is."""

    def __init__(self, local: Mapping[str, Mapping[Key, Row]], incoming: Rows) -> None:
        local_rows, rows = local.get("interviews", {}), incoming.get("interviews", ())
        self._local = {key[0]: _interview(row) for key, row in local_rows.items()}
        self._incoming = {key: _interview(row) for key, row in _first_by_id(rows, "interview_id").items()}
        self._incoming_columns = _filled_columns("interviews", rows)
        self._local_columns = _filled_columns("interviews", local_rows.values())
        self._ids_by_day_and_role: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for local_id, interview in self._local.items():
            self._ids_by_day_and_role[interview.organization, interview.day][interview.role].append(local_id)
        self._interviewers = _InterviewerMatcher(local, incoming)

    def matches(self) -> dict[str, str]:
        """Return the local id of each incoming interview that is here already; the others are new."""
        local_ids_first = sorted(self._incoming, key=lambda key: key not in self._local)
        complete = assignment(local_ids_first, self._with_nothing_new)
        matches = certain_matches(complete, self._incoming, lambda key: (self._day(key),))
        matches |= {key: key for key in self._incoming if key not in matches and key in self._local}
        used = set(matches.values())
        for rule in (self._with_role_and_time, self._with_role, self._possible_matches, self._raised):
            for key in self._incoming:
                local_id = (
                    "" if key in matches else next((match for match in rule(key) if match not in used), "")
                )
                if local_id:
                    matches[key] = local_id
                    used.add(local_id)
        return matches

    def recorded_interviewers(
        self, matches: Mapping[str, str], people: Mapping[str, str]
    ) -> dict[tuple[str, str], str]:
        """Return the local id of each interviewer already recorded, by incoming interview and person."""
        return {
            (key, person_id): local_person_id
            for key, local_id in matches.items()
            for person_id, local_person_id in self._interviewers.recorded(key, local_id, people).items()
        }

    def _day(self, key: str) -> tuple[str, str]:
        return self._incoming[key].organization, self._incoming[key].day

    def _ids_by_role(self, key: str) -> Mapping[str, list[str]]:
        """Return the local interviews with this organization on this day, by role."""
        return self._ids_by_day_and_role.get(self._day(key), {})

    def _with_role(self, key: str) -> Iterator[str]:
        """Yield those with the same role, or those without one if the incoming interview has none."""
        interview = self._incoming[key]
        same_role = self._ids_by_role(key).get(interview.role, ())
        return (local_id for local_id in same_role if _may_be_same_time(self._local[local_id], interview))

    def _with_role_and_time(self, key: str) -> Iterator[str]:
        clock = self._incoming[key].clock
        return (local_id for local_id in self._with_role(key) if self._local[local_id].clock == clock)

    def _possible_matches(self, key: str) -> Iterator[str]:
        """Yield all that it may be: an interview without a role may have any.

        Those with the same time, or without one as well, come first, whichever file was imported first.
        """
        yield from self._with_role(key)
        interview, by_role = self._incoming[key], self._ids_by_role(key)
        with_any_role = chain.from_iterable(ids for role, ids in by_role.items() if role)
        others = by_role.get("", ()) if interview.role else with_any_role
        others = sorted(others, key=lambda local_id: self._local[local_id].clock != interview.clock)
        yield from (local_id for local_id in others if _may_be_same_time(self._local[local_id], interview))

    def _raised(self, key: str) -> Iterator[str]:
        """Yield those whose round number was the incoming one before an earlier interview was entered."""
        interview, by_role = self._incoming[key], self._ids_by_role(key)
        roles = (interview.role, "") if interview.role else by_role
        for local_id in chain.from_iterable(by_role.get(role, ()) for role in roles):
            local = self._local[local_id]
            time_is_unknown = not (local.clock and interview.clock)
            if time_is_unknown and _round(interview) < _round(local):
                yield local_id

    def _with_nothing_new(self, key: str) -> Iterator[str]:
        """Yield the local interviews that say all that the incoming one says, raised numbers last."""
        same_id = (key,) if key in self._local else ()
        for local_id in chain(same_id, self._possible_matches(key), self._raised(key)):
            has_all_cells = self._incoming_columns[key] <= self._local_columns[local_id]
            if has_all_cells and self._interviewers.all_recorded(key, local_id):
                yield local_id


class _InterviewerMatcher:
    """Finds which local interviewer each interviewer of a file is, within one interview."""

    def __init__(self, local: Mapping[str, Mapping[Key, Row]], incoming: Rows) -> None:
        people = local.get("people", {})
        by_interview: dict[str, dict[str, _Person]] = defaultdict(dict)
        for interview_id, person_id in local.get("interviewers", {}):
            row = people.get((person_id,))
            by_interview[interview_id][person_id] = _person(row) if row else _Person("", "", "", "")
        self._local = {interview_id: _PeopleIndex(known) for interview_id, known in by_interview.items()}
        self._people = {row["person_id"]: _person(row) for row in incoming.get("people", ())}
        self._incoming: dict[str, dict[str, None]] = defaultdict(dict)
        for row in incoming.get("interviewers", ()):
            self._incoming[row["interview_id"]][row["person_id"]] = None

    def _matches(self, key: str, local_id: str) -> dict[str, str]:
        """Return the local id of each interviewer of an incoming interview who is in the local one."""
        if key not in self._incoming or local_id not in self._local:
            return {}
        return assignment(self._incoming[key], lambda person_id: self._possible_matches(local_id, person_id))

    def _possible_matches(self, local_id: str, person_id: str) -> Iterator[str]:
        person = self._people.get(person_id, _UNKNOWN_PERSON)
        return self._local[local_id].possible_matches(person_id, person)

    def recorded(self, key: str, local_id: str, people: Mapping[str, str]) -> dict[str, str]:
        """Return the local id of each interviewer already recorded, where `people` says who each one is.

        Unless all are recorded, somebody who is going to be added to the interview stands for nobody else:
        otherwise only one of two people would be recorded.
        """
        if key not in self._incoming or local_id not in self._local:
            return {}
        if self.all_recorded(key, local_id):
            return self._matches(key, local_id)
        index, interviewers = self._local[local_id], self._incoming[key]
        themselves = {people.get(person_id, person_id) for person_id in interviewers}
        others = [person_id for person_id in interviewers if people.get(person_id, person_id) not in index]
        return assignment(
            others,
            lambda person_id: (
                known_id
                for known_id in self._possible_matches(local_id, person_id)
                if known_id not in themselves
            ),
        )

    def all_recorded(self, key: str, local_id: str) -> bool:
        """Whether all interviewers of an incoming interview are recorded in the local one."""
        return len(self._matches(key, local_id)) == len(self._incoming.get(key, ()))
