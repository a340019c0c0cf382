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
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from followup_core.models import SCHEMA, Key, Row, normalize_name

from .id_matching import Rows, people_with_local_ids

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


def with_matched_ids(ours: Mapping[str, Mapping[Key, Row]], theirs: Rows) -> dict[str, tuple[Row, ...]]:
    """Return the rows of a file with our ids for the interviews and people that are here."""
    people = _people(ours.get("people", {}), theirs)
    both = _Interviews(ours, theirs)
    interviews = both.found()
    met = both.met(interviews, people)
    renamed = {
        table: tuple(_renamed(row, interviews, people) for row in rows) for table, rows in theirs.items()
    }
    renamed["interviewers"] = tuple(
        {**new, "person_id": met.get((old["interview_id"], old["person_id"]), new["person_id"])}
        for old, new in zip(theirs.get("interviewers", ()), renamed.get("interviewers", ()), strict=True)
    )
    return renamed


def _renamed(row: Row, interviews: Mapping[str, str], people: Mapping[str, str]) -> Row:
    ids = (("interview_id", interviews), ("person_id", people))
    return {**row, **{name: mine.get(row[name], row[name]) for name, mine in ids if name in row}}


# One of ours for each of theirs.


def assignment(theirs: Iterable[str], candidates: Candidates) -> dict[str, str]:
    """Give each of theirs one of its candidates, none of them twice, to as many as possible.

    This is a maximum matching: a row gets its first free candidate, and where none is free, rows that were
    served before move on to others of theirs.
    """
    holder: dict[str, str] = {}
    place: dict[str, str] = {}
    closed: set[str] = set()
    for each in theirs:
        _serve(each, candidates, holder, place, closed)
    return place


def _serve(
    start: str, candidates: Candidates, holder: dict[str, str], place: dict[str, str], closed: set[str]
) -> None:
    """Find the shortest way to a free candidate, and let everybody on it move on.

    Where there is none, no later way leads through what was reached either: it is closed, and all searches
    together that find nothing look at each pair once.
    """
    reached_by: dict[str, str] = {}
    waiting = [start]
    for each in waiting:
        for mine in candidates(each):
            if mine in reached_by or mine in closed:
                continue
            reached_by[mine] = each
            if mine not in holder:
                _move_on(start, mine, reached_by, holder, place)
                return
            waiting.append(holder[mine])
    closed.update(reached_by)


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


def _first_of_each(rows: Iterable[Row], column: str) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row[column], row)
    return found


def _told(table: str, rows: Iterable[Row]) -> dict[str, frozenset[str]]:
    """Return the columns in which rows say anything, by id; the time and the round of ours always stay."""
    schema = SCHEMA[table]
    columns = [name for name in schema.columns if name not in ("held_at", "round")]
    found: dict[str, frozenset[str]] = {}
    for row in rows:
        said = frozenset(name for name in columns if row.get(name, "").strip())
        found[row[schema.columns[0]]] = said | found.get(row[schema.columns[0]], frozenset())
    return found


# People.


def _person(row: Row) -> _Person:
    return _Person(
        normalize_name(row["name"]), normalize_name(row["organization"]), normalize_name(row["email"])
    )


def _marks_of_person(person: _Person) -> tuple[Hashable, ...]:
    email = (("email", person.email),) if person.email else ()
    return (*email, ("name", person.name))


_NOBODY = _Person("\0", "\0", "")
"""Like none of ours: a file may tell of somebody by our id alone."""


class _Known:
    """People of ours, to be found by what a file says of one."""

    def __init__(self, people: Mapping[str, _Person]) -> None:
        self._people = people
        self._bearing: dict[Hashable, list[str]] = defaultdict(list)
        for each, person in people.items():
            for mark in _marks_of_person(person):
                self._bearing[mark].append(each)

    def __contains__(self, each: object) -> bool:
        return each in self._people

    def alike(self, each: str, theirs: _Person) -> Iterator[str]:
        """Yield who it may be: of the same id, address, or name and organization where that is told."""
        if each in self:
            yield each
        if theirs.email:
            yield from self._bearing.get(("email", theirs.email), ())
        for mine in self._bearing.get(("name", theirs.name), ()):
            if theirs.organization in ("", self._people[mine].organization):
                yield mine


def _people(ours: Mapping[Key, Row], theirs: Rows) -> dict[str, str]:
    """Return who of ours each person of a file is; whoever is here with all that it says comes first."""
    rows = theirs.get("people", ())
    said = {each: _person(row) for each, row in _first_of_each(rows, "person_id").items()}
    known = _Known({key[0]: _person(row) for key, row in ours.items()})
    told, here = _told("people", rows), _told("people", ours.values())

    def with_nothing_new(each: str) -> Iterator[str]:
        return (mine for mine in known.alike(each, said[each]) if told[each] <= here[mine])

    found = assignment(sorted(said, key=lambda each: each not in known), with_nothing_new)
    here_already = _without_rivals(found, said, lambda each: _marks_of_person(said[each]))
    renamed = [_renamed(row, {}, here_already) for row in rows]
    others = people_with_local_ids(ours, renamed)
    return {each: others[here_already.get(each, each)] for each in said}


# Interviews.


def _interview(row: Row) -> _Interview:
    day, clock = row["held_at"][:_DAY], row["held_at"][_DAY + 1 :]
    organization, role = normalize_name(row["organization"]), normalize_name(row["role"])
    return _Interview(organization, role, day, "" if clock == NOON else clock, row["round"].lstrip("0"))


def _same_time(ours: _Interview, theirs: _Interview) -> bool:
    """Whether two interviews of one day may be one, by the time and round that both know.

    Where both know the time, the round tells nothing more: it changes when an earlier one is entered.
    """
    if ours.clock and theirs.clock:
        return ours.clock == theirs.clock
    return theirs.round in ("", ours.round or "1")


class _Interviews:
    """The interviews here and those of a file, to be told which is which."""

    def __init__(self, ours: Mapping[str, Mapping[Key, Row]], theirs: Rows) -> None:
        mine, rows = ours.get("interviews", {}), theirs.get("interviews", ())
        self._ours = {key[0]: _interview(row) for key, row in mine.items()}
        self._theirs = {each: _interview(row) for each, row in _first_of_each(rows, "interview_id").items()}
        self._told, self._here = _told("interviews", rows), _told("interviews", mine.values())
        self._that_day: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for each, one in self._ours.items():
            self._that_day[one.organization, one.day][one.role].append(each)
        self._met = _Met(ours, theirs)

    def found(self) -> dict[str, str]:
        """Return which of ours each of theirs is; the others are new."""
        by_id_first = sorted(self._theirs, key=lambda each: each not in self._ours)
        here = assignment(by_id_first, self._with_nothing_new)
        known = _without_rivals(here, self._theirs, lambda each: (self._day(each),))
        known |= {each: each for each in self._theirs if each not in known and each in self._ours}
        taken = set(known.values())
        for alike in (self._of_role_and_time, self._of_role, self._alike):
            for each in self._theirs:
                if each not in known and (mine := next((one for one in alike(each) if one not in taken), "")):
                    known[each] = mine
                    taken.add(mine)
        return known

    def met(self, known: Mapping[str, str], people: Mapping[str, str]) -> dict[tuple[str, str], str]:
        """Return, for an interview of theirs and a person, who of ours is noted there already."""
        return {
            (each, who): one
            for each, mine in known.items()
            for who, one in self._met.noted(each, mine, people).items()
        }

    def _day(self, each: str) -> tuple[str, str]:
        return self._theirs[each].organization, self._theirs[each].day

    def _of_role(self, each: str) -> Iterator[str]:
        """Yield those of the same role, or of none where theirs has none."""
        theirs = self._theirs[each]
        mine = self._that_day.get(self._day(each), {}).get(theirs.role, ())
        return (one for one in mine if _same_time(self._ours[one], theirs))

    def _of_role_and_time(self, each: str) -> Iterator[str]:
        clock = self._theirs[each].clock
        return (one for one in self._of_role(each) if self._ours[one].clock == clock)

    def _alike(self, each: str) -> Iterator[str]:
        """Yield all that it may be: those without a role may be of any."""
        yield from self._of_role(each)
        theirs, that_day = self._theirs[each], self._that_day.get(self._day(each), {})
        others = (
            that_day.get("", ())
            if theirs.role
            else chain.from_iterable(mine for role, mine in that_day.items() if role)
        )
        yield from (one for one in others if _same_time(self._ours[one], theirs))

    def _with_nothing_new(self, each: str) -> Iterator[str]:
        by_id = (each,) if each in self._ours else ()
        for mine in chain(by_id, self._alike(each)):
            if self._told[each] <= self._here[mine] and self._met.all_in(each, mine):
                yield mine


class _Met:
    """Who was met in which interview, here and in a file."""

    def __init__(self, ours: Mapping[str, Mapping[Key, Row]], theirs: Rows) -> None:
        people = ours.get("people", {})
        by_interview: dict[str, dict[str, _Person]] = defaultdict(dict)
        for interview_id, person_id in ours.get("interviewers", {}):
            row = people.get((person_id,))
            by_interview[interview_id][person_id] = _person(row) if row else _Person("", "", "")
        self._here = {each: _Known(met) for each, met in by_interview.items()}
        self._people = {row["person_id"]: _person(row) for row in theirs.get("people", ())}
        self._told: dict[str, dict[str, None]] = defaultdict(dict)
        for row in theirs.get("interviewers", ()):
            self._told[row["interview_id"]][row["person_id"]] = None

    def found(self, each: str, mine: str) -> dict[str, str]:
        """Return who of the people met in theirs was met in ours; each is another one."""
        if each not in self._told or mine not in self._here:
            return {}
        return assignment(self._told[each], lambda who: self._alike(mine, who))

    def _alike(self, mine: str, who: str) -> Iterator[str]:
        return self._here[mine].alike(who, self._people.get(who, _NOBODY))

    def noted(self, each: str, mine: str, people: Mapping[str, str]) -> dict[str, str]:
        """Return who of them is noted in ours, where `people` tells who each is.

        Unless all are noted, whoever is to be noted there stands for nobody else: of two people only one
        would be noted then.
        """
        if each not in self._told or mine not in self._here:
            return {}
        if self.all_in(each, mine):
            return self.found(each, mine)
        here, told = self._here[mine], self._told[each]
        themselves = {people.get(who, who) for who in told}
        others = [who for who in told if people.get(who, who) not in here]
        return assignment(
            others, lambda who: (one for one in self._alike(mine, who) if one not in themselves)
        )

    def all_in(self, each: str, mine: str) -> bool:
        """Whether all people met in theirs are noted in ours."""
        return len(self.found(each, mine)) == len(self._told.get(each, ()))
