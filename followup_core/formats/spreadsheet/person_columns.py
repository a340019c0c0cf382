"""The people that rows name, each stored once, with their role in each interview."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from followup_core.models import SCHEMA, Row, normalize_name

from .column_matching import Field, meaning_of
from .person_names import NamedPerson, addresses, name_from, people_in
from .status_vocabulary import part_of

_BLANK = dict.fromkeys(SCHEMA["people"].columns, "")
_LONGEST_NAME = 200
_MANY = ("interviewers", "panel", "contacts", "met with", "names", "(s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonColumn:
    """A column of names: its position, and what its heading tells about the people in it."""

    place: int
    part: str
    several: bool


def person_columns(columns: tuple[str, ...], mapping: Mapping[str, Field]) -> tuple[PersonColumn, ...]:
    """Return the column of names, and those with a role in their heading, such as “Hiring Manager”."""
    if Field.PERSON_NAME not in mapping.values():
        return ()
    return tuple(
        PersonColumn(place=place, part=part_of(name), several=any(word in name.casefold() for word in _MANY))
        for place, name in enumerate(columns)
        if (mapping.get(name) or meaning_of(name)) is Field.PERSON_NAME
        and (name in mapping or normalize_name(name) not in {"name", "full name"})
    )


_NO_COLUMN = PersonColumn(place=-1, part=part_of(""), several=False)


@dataclass(slots=True, kw_only=True)
class PeopleRows:
    """The people of a table so far, and who was in which interview."""

    rows: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict)
    met: dict[tuple[str, str], Row] = field(default_factory=dict)

    def meet(
        self,
        named: list[tuple[NamedPerson, str]],
        details: Mapping[str, str],
        *,
        interview_id: str,
        organization: str,
    ) -> None:
        """Add people with their roles; `details` belong to the first of them."""
        for person, part in named:
            row = self._row(person, organization)
            if details:
                row.update({name: text for name, text in details.items() if text and not row[name]})
                details = {}
            if person.title and not row["title"]:
                row["title"] = person.title
            person_id = row["person_id"]
            if (interview_id, person_id) not in self.met:
                self.met[interview_id, person_id] = {
                    "interview_id": interview_id,
                    "person_id": person_id,
                    "part": part,
                    "discussed": "",
                }

    def _row(self, person: NamedPerson, organization: str) -> dict[str, str]:
        """Return somebody's row; of two with the same name and organization, the address decides."""
        sign: tuple[str, ...] = (normalize_name(person.name), normalize_name(organization))
        known = self.rows.get(sign)
        if known is not None and known["email"] and person.email and known["email"] != person.email:
            sign = (*sign, normalize_name(person.email))
            known = self.rows.get(sign)
        if known is None:
            known = self.rows[sign] = {
                **_BLANK,
                "person_id": str(len(self.rows) + 1),
                "name": person.name,
                "organization": organization,
            }
        if person.email and not known["email"]:
            known["email"] = person.email
        return known


def named_in(
    names: list[tuple[PersonColumn, str]], own_name: str, email: str, part: str
) -> tuple[list[tuple[NamedPerson, str]], list[str]]:
    """Return the people whom a row names with their roles, and lines for a note on what is left over.

    `names` are cells of names with their columns, `own_name` is one of a first and a
    last name.
    """
    emails, rest = addresses(email)
    found: list[tuple[NamedPerson, str]] = []
    left = [f"Email: {rest}"] if rest else []
    for column, text in (*names, *([(_NO_COLUMN, own_name)] if own_name else [])):
        if len(text) > _LONGEST_NAME:
            left.append(f"Contact: {text}")
            continue
        theirs = part_of(part) if part else column.part
        people = people_in(text, [] if found else emails, several=column.several)
        left.extend([f"Email: {each.email}" for each in people if not each.name])
        found.extend([(each, theirs) for each in people if each.name])
    if not found:
        proposed = [(name_from(each), each) for each in emails]
        found = [(NamedPerson(name=name, email=each), part_of(part)) for name, each in proposed if name]
    used = {each.email for each, _ in found}
    return found, [*left, *[f"Email: {each}" for each in emails if each not in used]]
