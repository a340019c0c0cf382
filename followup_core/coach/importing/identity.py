"""Which row of ours each interview and each person of a file is.

An import twice is an import once, whatever else came in between. That rests on three facts and on no
comparison being clever:

- An import deletes nothing, and changes a cell of ours only from blank to something. So a row of ours
  that once says all that a row of the file says goes on saying it.
- After an import every row of the file has a row of ours that says all that it says, each another one.
- Such rows are looked for first, as many as there can be (`assignment`), and they bring nothing. So the next
  time all rows are among them.

Only rows of which something is new here are compared further, by how much alike they look.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from followup_core.records import Key, Row, folded

from .comparing import fills
from .recognizing import Rows

NOON = "12:00"
"""The time that is noted where a file tells only the day: nothing in the cadence depends on the hour."""

_DAY = len("2026-11-02")

Candidates = Callable[[str], Iterable[str]]
"""Returns the ids of ours that a row of a file may be, the likeliest first."""


class _Interview(NamedTuple):
    """What tells which interview a row is; `clock` is '' where only the day is known."""

    organization: str
    role: str
    day: str
    clock: str
    round: str


class _Person(NamedTuple):
    name: str
    organization: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """The rows of a file that bear one id; they tell of one interview or person."""

    rows: Sequence[Row]

    @property
    def first(self) -> Row:
        return self.rows[0]


def with_ids_of_ours(ours: Mapping[str, Mapping[Key, Row]], theirs: Rows) -> dict[str, tuple[Row, ...]]:
    """Return the rows of a file with our ids for the interviews that are here, and the people found so.

    People whom a file tells more of than is here keep their ids: they are recognized afterwards.
    """
    people = _people(ours.get("people", {}), theirs)
    interviews = _Interviews(ours, theirs).found()
    met = _people_met(ours, theirs, interviews)
    renamed = {
        table: tuple(_renamed(row, interviews, people) for row in rows) for table, rows in theirs.items()
    }
    renamed["interviewers"] = tuple(
        {**new, "person_id": met.get((old["interview_id"], old["person_id"]), new["person_id"])}
        for old, new in zip(theirs.get("interviewers", ()), renamed.get("interviewers", ()), strict=True)
    )
    return renamed


def _renamed(row: Row, interviews: Mapping[str, str], people: Mapping[str, str]) -> Row:
    both = (("interview_id", interviews), ("person_id", people))
    return {**row, **{name: ids.get(row[name], row[name]) for name, ids in both if name in row}}


# One of ours for each of theirs.


def assignment(theirs: Iterable[str], candidates: Candidates) -> dict[str, str]:
    """Give each of theirs one of its candidates, none of them twice, to as many as possible.

    This is a maximum matching: a row gets its first free candidate, and where none is free, rows that were
    served before move on to others of theirs.
    """
    holder: dict[str, str] = {}
    place: dict[str, str] = {}
    for each in theirs:
        _serve(each, candidates, holder, place)
    return place


def _serve(start: str, candidates: Candidates, holder: dict[str, str], place: dict[str, str]) -> None:
    """Find the shortest way to a free candidate, and let everybody on it move on."""
    reached_by: dict[str, str] = {}
    waiting = [start]
    for each in waiting:
        for mine in candidates(each):
            if mine in reached_by:
                continue
            reached_by[mine] = each
            if mine not in holder:
                _move_on(start, mine, reached_by, holder, place)
                return
            waiting.append(holder[mine])


def _move_on(
    start: str, free: str, reached_by: Mapping[str, str], holder: dict[str, str], place: dict[str, str]
) -> None:
    while True:
        each = reached_by[free]
        left = place.get(each, "")
        holder[free], place[each] = each, free
        if each == start:
            return
        free = left


def _without_rivals(
    found: dict[str, str], theirs: Iterable[str], marks: Callable[[str], Iterable[Hashable]]
) -> dict[str, str]:
    """Return what was found without those that look like a row that has something new to say.

    Which of them is which of ours is then decided among all of them, by how much alike they look.
    """
    kept = dict(found)
    new = [each for each in theirs if each not in kept]
    wanted: set[Hashable] = set()
    while new:
        wanted.update(mark for each in new for mark in (each, *marks(each)))
        new = [each for each, mine in kept.items() if mine in wanted or not wanted.isdisjoint(marks(each))]
        for each in new:
            del kept[each]
    return kept


def _grouped(rows: Iterable[Row], column: str) -> dict[str, _Group]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return {each: _Group(rows=mine) for each, mine in found.items()}


# People.


def _person(row: Row) -> _Person:
    return _Person(folded(row["name"]), folded(row["organization"]), folded(row["email"]))


def _may_be_person(ours: _Person, theirs: _Person) -> bool:
    """Whether two rows may be one person: the address agrees, or the name with the organization if told."""
    if theirs.email and ours.email == theirs.email:
        return True
    return ours.name == theirs.name and theirs.organization in ("", ours.organization)


def _marks_of_person(person: _Person) -> tuple[Hashable, ...]:
    email = [("email", person.email)] if person.email else []
    return (("name", person.name), *email)


def _people(ours: Mapping[Key, Row], theirs: Rows) -> dict[str, str]:
    """Return who of a file is here with all that the file says of them."""
    groups = _grouped(theirs.get("people", ()), "person_id")
    said = {each: _person(group.first) for each, group in groups.items()}
    known = {key[0]: _person(row) for key, row in ours.items()}
    alike: dict[Hashable, list[str]] = defaultdict(list)
    for mine, person in known.items():
        for mark in _marks_of_person(person):
            alike[mark].append(mine)

    def candidates(each: str) -> Iterator[str]:
        likely = [each] if each in known else []
        for mark in reversed(_marks_of_person(said[each])):
            likely += (mine for mine in alike.get(mark, ()) if _may_be_person(known[mine], said[each]))
        for mine in dict.fromkeys(likely):
            if not any(fills("people", ours[(mine,)], row, fill=True) for row in groups[each].rows):
                yield mine

    found = assignment(groups, candidates)
    return _without_rivals(found, groups, lambda each: _marks_of_person(said[each]))


# Interviews.


def _interview(row: Row) -> _Interview:
    day, clock = row["held_at"][:_DAY], row["held_at"][_DAY + 1 :]
    organization, role = folded(row["organization"]), folded(row["role"])
    return _Interview(organization, role, day, "" if clock == NOON else clock, row["round"].lstrip("0"))


def _may_be_interview(ours: _Interview, theirs: _Interview) -> bool:
    """Whether two interviews of one organization and day are one, by the role, time and round both know.

    Where both know the time, the round tells nothing more: it changes when an earlier one is entered.
    """
    if ours.role and theirs.role and ours.role != theirs.role:
        return False
    if ours.clock and theirs.clock:
        return ours.clock == theirs.clock
    return theirs.round in ("", ours.round or "1")


def _says_role_and_time(ours: _Interview, theirs: _Interview) -> bool:
    return ours.role == theirs.role and ours.clock == theirs.clock


def _says_role(ours: _Interview, theirs: _Interview) -> bool:
    return ours.role == theirs.role


def _says_no_other(_ours: _Interview, _theirs: _Interview) -> bool:
    return True


_LIKELIEST_FIRST = (_says_role_and_time, _says_role, _says_no_other)


class _Interviews:
    """The interviews here and those of a file, to be told which is which."""

    def __init__(self, ours: Mapping[str, Mapping[Key, Row]], theirs: Rows) -> None:
        self._rows = {key[0]: row for key, row in ours.get("interviews", {}).items()}
        self._groups = _grouped(theirs.get("interviews", ()), "interview_id")
        self._ours = {each: _interview(row) for each, row in self._rows.items()}
        self._theirs = {each: _interview(group.first) for each, group in self._groups.items()}
        self._that_day: dict[tuple[str, str], list[str]] = defaultdict(list)
        for each, mine in self._ours.items():
            self._that_day[mine.organization, mine.day].append(each)
        self._met = _Met(ours, theirs)

    def found(self) -> dict[str, str]:
        """Return which of ours each of theirs is; the others are new."""
        here = assignment(self._groups, self._with_nothing_new)
        known = _without_rivals(here, self._groups, lambda each: (self._day(each),))
        taken = set(known.values())
        known |= {each: each for each in self._groups if each not in known and each in self._ours}
        taken.update(known.values())
        for alike in _LIKELIEST_FIRST:
            for each in self._groups:
                if each in known:
                    continue
                free = (mine for mine in self._alike(each, alike) if mine not in taken)
                if mine := next(free, ""):
                    known[each] = mine
                    taken.add(mine)
        return known

    def _day(self, each: str) -> tuple[str, str]:
        return self._theirs[each].organization, self._theirs[each].day

    def _alike(self, each: str, alike: Callable[[_Interview, _Interview], bool]) -> Iterator[str]:
        theirs = self._theirs[each]
        for mine in self._that_day.get(self._day(each), ()):
            if alike(self._ours[mine], theirs) and _may_be_interview(self._ours[mine], theirs):
                yield mine

    def _with_nothing_new(self, each: str) -> Iterator[str]:
        likely = [each] if each in self._ours else []
        for mine in (*likely, *self._alike(each, _says_no_other)):
            ours = self._rows[mine]
            settled = {name: ours[name] for name in ("held_at", "round")}
            rows = ({**row, **settled} for row in self._groups[each].rows)
            if not any(fills("interviews", ours, row, fill=True) for row in rows) and self._met.all_in(
                each, mine
            ):
                yield mine


class _Met:
    """Who was met in which interview, here and in a file."""

    def __init__(self, ours: Mapping[str, Mapping[Key, Row]], theirs: Rows) -> None:
        self._ours = {key[0]: _person(row) for key, row in ours.get("people", {}).items()}
        self._theirs = {row["person_id"]: _person(row) for row in theirs.get("people", ())}
        self._here: dict[str, list[str]] = defaultdict(list)
        self._told: dict[str, dict[str, None]] = defaultdict(dict)
        for interview_id, person_id in ours.get("interviewers", {}):
            self._here[interview_id].append(person_id)
        for row in theirs.get("interviewers", ()):
            self._told[row["interview_id"]][row["person_id"]] = None

    def found(self, each: str, mine: str) -> dict[str, str]:
        """Return who of the people met in theirs was met in ours; each is another one."""

        def candidates(who: str) -> Iterator[str]:
            here = self._here.get(mine, ())
            if who in here:
                yield who
            if who in self._theirs:
                yield from (
                    one
                    for one in here
                    if one in self._ours and _may_be_person(self._ours[one], self._theirs[who])
                )

        return assignment(self._told.get(each, {}), candidates)

    def all_in(self, each: str, mine: str) -> bool:
        """Whether all people met in theirs are noted in ours."""
        return len(self.found(each, mine)) == len(self._told.get(each, {}))


def _people_met(
    ours: Mapping[str, Mapping[Key, Row]], theirs: Rows, interviews: Mapping[str, str]
) -> dict[tuple[str, str], str]:
    """Return, for an interview of theirs and a person, who of ours is noted there already."""
    met = _Met(ours, theirs)
    return {
        (each, who): one for each, mine in interviews.items() for who, one in met.found(each, mine).items()
    }
