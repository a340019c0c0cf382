"""The people that the rows of a table name, each stored once, with their role in each interview."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from followup_core.models import SCHEMA, Row, normalize_name

from .column_matching import Field, meaning_of
from .status_vocabulary import part_of

_HARD = re.compile(r"[;\n|/]")
_SOFT = re.compile(r"[;\n|/,&+]|\s(?:and|und|y|et|e)\s")
_PARTED = re.compile(r"[;\s|/,&+@(]{2}|[;\t-\r|/,&+@(]|\s(?:and|und|y|et|e)\s")
"""Characters that a plain name never contains."""

_WITH_ADDRESS = re.compile(r"(.*?)\s*[<(\[]?\s*([^\s<>()\[\],;:]+@[^\s<>()\[\],;:]+)\s*[>)\]]?")
_TITLE = re.compile(r"(.+?)\s*\(([^()]+)\)")
_BETWEEN = re.compile(r"[\s,;|]+")
_NOBODYS = frozenset(
    {
        *("info", "jobs", "job", "hr", "careers", "career", "recruiting", "recruitment", "talent", "people"),
        *("hiring", "apply", "applications", "contact", "hello", "office", "mail", "team", "noreply"),
        *("no-reply", "donotreply", "support", "bewerbung", "karriere", "empleo", "rh"),
    }
)
_NOBODY = frozenset({"n/a", "tbd", "tba", "tbc", "unknown", "not known", "none yet"})


class NamedPerson(NamedTuple):
    """One person as a cell names them."""

    name: str
    email: str = ""
    title: str = ""


def addresses(text: str) -> tuple[list[str], str]:
    """Return the email addresses in a cell, and the rest of its text."""
    if "@" not in text:
        return [], text
    if not _BETWEEN.search(text):
        return [text.strip("<>()[]")], ""
    parts = [part.strip("<>()[]") for part in _BETWEEN.split(text) if part]
    return [part for part in parts if "@" in part], " ".join(part for part in parts if "@" not in part)


def people_in(text: str, emails: list[str], *, several: bool) -> list[NamedPerson]:
    """Return the people named in a cell, with the addresses that belong to them.

    A shared mailbox has no name. `several` means that the column holds more than one
    name. Commas and "and" separate names only there, or if there is an address for
    each.
    """
    if normalize_name(text) in _NOBODY or not any(map(str.isalnum, text)):
        return []
    if not _PARTED.search(text):
        return [NamedPerson(name=text, email=emails[0] if emails else "")]
    soft = _pieces(_SOFT, text)
    pieces = soft if several or len(soft) == len(emails) > 1 else _pieces(_HARD, text)
    return _with_addresses([_named(piece) for piece in pieces], emails)


def _with_addresses(people: list[NamedPerson], emails: list[str]) -> list[NamedPerson]:
    """Give each person the address in the same position; a single address goes by its letters."""
    if len(people) == len(emails) or len(people) == 1:
        return [
            person if person.email else person._replace(email=email)
            for person, email in zip(people, emails or [""], strict=False)
        ]
    if len(emails) == 1:
        local = emails[0].partition("@")[0].casefold()
        theirs = [person for person in people if any(word in local for word in _words(person.name))]
        if len(theirs) == 1 and not theirs[0].email:
            return [person._replace(email=emails[0]) if person is theirs[0] else person for person in people]
    return people


def _words(name: str) -> list[str]:
    return [word for word in normalize_name(name).split() if len(word) > 2]


def _pieces(parting: re.Pattern[str], text: str) -> list[str]:
    return [piece for part in parting.split(text) if (piece := part.strip())]


def _named(piece: str) -> NamedPerson:
    title = email = ""
    if "@" in piece and (found := _WITH_ADDRESS.fullmatch(piece)):
        piece, email = found[1].strip(" \"'"), found[2]
        piece = piece or name_from(email)
    elif "(" in piece and (found := _TITLE.fullmatch(piece)):
        piece, title = found[1], found[2]
    return NamedPerson(name=" ".join(piece.split()), email=email, title=title)


def name_from(email: str) -> str:
    """Return the name that an address suggests, '' if it is a shared mailbox."""
    local = email.partition("@")[0].partition("+")[0]
    if local.casefold() in _NOBODYS:
        return ""
    words = [word for word in re.split(r"[._\-]+", local) if word and not word.isdigit()]
    return " ".join(word[:1].upper() + word[1:] for word in words)


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
