"""Reads the people named in the rows of a table, with their addresses and parts; each is stored once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from followup_core.models import SCHEMA, Row, normalize_name
from followup_core.models.name_parser import is_credentials, is_family_name, parse_name, stored_name
from followup_core.models.name_words import DEPARTMENT_WORDS, GROUP_WORDS, JOB_WORDS

from .column_names import Field, field_of
from .status_vocabulary import part_of


class NamedPerson(NamedTuple):
    """One person as named in a cell."""

    name: str
    email: str = ""
    title: str = ""
    notes: str = ""


# One cell.

_NOT_IN_BRACKETS = r"(?![^()\[\]]*[)\]])"  # as in "(she/her)"
_FIRM_SEPARATORS = re.compile(rf"[;\n|/]{_NOT_IN_BRACKETS}")
_ANY_SEPARATOR = re.compile(rf"(?:[;\n|/,&+]|\s(?:and|und|y|et|e)\s){_NOT_IN_BRACKETS}")
_SOFT_SEPARATOR = re.compile(rf"(\s*[,&+]\s*|\s+(?:and|und|y|et|e)\s+){_NOT_IN_BRACKETS}")
_NOT_IN_A_NAME = re.compile(r"[;\s|/,&+@(]{2}|[;\t-\r|/,&+@(]|\s(?:and|und|y|et|e)\s")
_NAME_AND_ADDRESS = re.compile(r"(.*?)\s*[<(\[]?\s*([^\s<>()\[\],;:]+@[^\s<>()\[\],;:]+)\s*[>)\]]?")
_NAME_AND_TITLE = re.compile(r"(.+?)\s*\(([^()]+)\)")
_BETWEEN_ADDRESSES = re.compile(r"[\s,;|]+")
_BRACKETS = "<>()[]"
_SHARED_MAILBOXES = frozenset(
    {
        *("info", "jobs", "job", "hr", "careers", "career", "recruiting", "recruitment", "talent", "people"),
        *("hiring", "apply", "applications", "contact", "hello", "office", "mail", "team", "noreply"),
        *("no-reply", "donotreply", "support", "bewerbung", "karriere", "empleo", "rh"),
    }
)
_MAX_ACRONYM_CHARS = 4
_JOBS = JOB_WORDS | DEPARTMENT_WORDS | GROUP_WORDS
_NOBODY = frozenset({"n/a", "tbd", "tba", "tbc", "unknown", "not known", "none yet"})


def split_addresses(text: str) -> tuple[list[str], str]:
    """Return the email addresses in a cell, and the rest of its text."""
    if "@" not in text:
        return [], text
    if not _BETWEEN_ADDRESSES.search(text):
        return [text.strip(_BRACKETS)], ""
    parts = [part.strip(_BRACKETS) for part in _BETWEEN_ADDRESSES.split(text) if part]
    return [part for part in parts if "@" in part], " ".join(part for part in parts if "@" not in part)


def people_in(text: str, emails: list[str], *, may_have_several: bool) -> list[NamedPerson]:
    """Return the people named in a cell, with the addresses that belong to them.

    A shared mailbox is a person without a name.

    Args:
        text: The cell.
        emails: Addresses from another cell of the row.
        may_have_several: Whether the column may hold more than one name in a cell. Commas and "and" separate
            single words only in such a column, or if there is an address for each name. Otherwise, they
            separate full names.
    """
    if normalize_name(text) in _NOBODY or not any(map(str.isalnum, text)):
        return []
    if not _NOT_IN_A_NAME.search(text):
        name, notes = stored_name(text)
        return [NamedPerson(name=name, email=emails[0] if emails else "", notes=notes)]
    parts = _split(_ANY_SEPARATOR, text)
    if len(parts) == len(emails) > 1:
        return _with_addresses([_parsed_name(part) for part in parts], emails)
    people = [
        person
        for part in _split(_FIRM_SEPARATORS, text)
        for person in _separated(part, may_have_several=may_have_several)
    ]
    return _with_addresses(people, emails)


def _separated(text: str, *, may_have_several: bool) -> list[NamedPerson]:
    """Return the people in a text without firm separators, with the titles behind their names."""
    first_piece, *separators_and_pieces = _SOFT_SEPARATOR.split(text.strip())
    names, titles = [first_piece], [""]
    for separator, piece in zip(separators_and_pieces[::2], separators_and_pieces[1::2], strict=True):
        is_comma = separator.strip() == ","
        if is_credentials(piece):
            names[-1] += f", {piece}"
        elif _is_another(names[-1], piece, is_comma=is_comma, may_have_several=may_have_several):
            names.append(piece)
            titles.append("")
        elif titles[-1]:
            titles[-1] += f"{separator}{piece}"
        elif is_comma and _names_a_job(piece):
            titles[-1] = piece
        else:
            names[-1] += f"{separator}{piece}"
    people = [(_parsed_name(name), title) for name, title in zip(names, titles, strict=True) if name.strip()]
    return [person._replace(title=person.title or title) for person, title in people]


def _is_another(name: str, piece: str, *, is_comma: bool, may_have_several: bool) -> bool:
    """Return whether the piece behind a name is another person: "Dana Ruiz, Jo Kim", not "Ruiz, Dana"."""
    if not piece or _names_a_job(piece) or (is_comma and is_family_name(name)):
        return False
    return may_have_several or "@" in piece or (_is_full_name(name) and _is_full_name(piece))


def _is_full_name(text: str) -> bool:
    return not _names_a_job(text) and len(_spoken_words(text)) > 1


def _names_a_job(text: str) -> bool:
    """Return whether a text is a job or a department: "Head of Nursing", "Human Resources", "CTO"."""
    is_acronym = text.isalpha() and text.isupper() and len(text) <= _MAX_ACRONYM_CHARS
    return is_acronym or not _JOBS.isdisjoint(word.casefold().strip(".") for word in _spoken_words(text))


def _spoken_words(text: str) -> list[str]:
    """Return a name's words, without an address and what follows in brackets or behind a dash."""
    return parse_name(_parsed_name(text).name).with_honorific.split()


def _with_addresses(people: list[NamedPerson], emails: list[str]) -> list[NamedPerson]:
    """Give each person the address at the same position; a single address goes to whom it names."""
    if len(people) == len(emails) or len(people) == 1:
        return [
            person if person.email else person._replace(email=email)
            for person, email in zip(people, emails or [""], strict=False)
        ]
    if len(emails) == 1:
        local_part = emails[0].partition("@")[0].casefold()
        owners = [person for person in people if any(word in local_part for word in _words(person.name))]
        if len(owners) == 1 and not owners[0].email:
            owner = owners[0]
            return [person._replace(email=emails[0]) if person is owner else person for person in people]
    return people


def _words(name: str) -> list[str]:
    """Return the words of a name that are long enough to be recognized in an address."""
    return [word for word in normalize_name(name).split() if len(word) > 2]


def _split(separator: re.Pattern[str], text: str) -> list[str]:
    """Return the parts of a cell that may be names; credentials ("Dana Ruiz, PhD") are not names."""
    parts = [stripped for part in separator.split(text) if (stripped := part.strip())]
    return [part for index, part in enumerate(parts) if not (index and is_credentials(part))]


def _parsed_name(text: str) -> NamedPerson:
    """Return the person named as "Dana Ruiz", "Dana Ruiz <dana@example.org>" or "Dana Ruiz (CTO)"."""
    title = email = ""
    if "@" in text and (match := _NAME_AND_ADDRESS.fullmatch(text)):
        text, email = match[1].strip(" \"'"), match[2]
        text = text or name_from(email)
    elif "(" in text and not parse_name(text).pronouns and (match := _NAME_AND_TITLE.fullmatch(text)):
        text, title = match[1], match[2]
    name, notes = stored_name(" ".join(text.split()))
    return NamedPerson(name=name, email=email, title=title, notes=notes)


def name_from(email: str) -> str:
    """Return the name that an address suggests, '' for a shared mailbox."""
    local_part = email.partition("@")[0].partition("+")[0]
    if local_part.casefold() in _SHARED_MAILBOXES:
        return ""
    words = [word for word in re.split(r"[._\-]+", local_part) if word and not word.isdigit()]
    return " ".join(word[:1].upper() + word[1:] for word in words)


# The columns of names, and one row.

_MAX_NAME_CHARS = 200
_SEVERAL_NAMES = ("interviewers", "panel", "contacts", "met with", "names", "(s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonColumn:
    """A column of names.

    `part` is the part of these people in the interview. `may_have_several`: whether a cell may have several
    names.
    """

    index: int
    part: str
    may_have_several: bool


_NO_COLUMN = PersonColumn(index=-1, part=part_of(""), may_have_several=False)


def person_columns(columns: tuple[str, ...], mapping: Mapping[str, Field]) -> tuple[PersonColumn, ...]:
    """Return the mapped column of names, and columns whose heading is a part, such as "Hiring Manager"."""
    if Field.PERSON_NAME not in mapping.values():
        return ()
    return tuple(
        PersonColumn(
            index=index,
            part=part_of(name),
            may_have_several=any(word in name.casefold() for word in _SEVERAL_NAMES),
        )
        for index, name in enumerate(columns)
        if (mapping.get(name) or field_of(name)) is Field.PERSON_NAME
        and (name in mapping or normalize_name(name) not in {"name", "full name"})
    )


def named_in(
    cells: list[tuple[PersonColumn, str]], full_name: str, email: str, part: str
) -> tuple[list[tuple[NamedPerson, str]], list[str]]:
    """Return the people named in a row with their parts, and lines for the row's notes on what is left over.

    Args:
        cells: The row's cells of names, with their columns.
        full_name: The name from a first and a last name, '' if there are no such columns.
        email: The row's cell of addresses.
        part: The row's cell of the part; if '', the column's heading decides.
    """
    emails, other_text = split_addresses(email)
    named: list[tuple[NamedPerson, str]] = []
    notes = [f"Email: {other_text}"] if other_text else []
    for column, text in (*cells, *([(_NO_COLUMN, full_name)] if full_name else [])):
        if len(text) > _MAX_NAME_CHARS:
            notes.append(f"Contact: {text}")
            continue
        own_part = part_of(part) if part else column.part
        people = people_in(text, [] if named else emails, may_have_several=column.may_have_several)
        notes.extend([f"Email: {person.email}" for person in people if not person.name])
        named.extend([(person, own_part) for person in people if person.name])
    if not named:
        suggested = [(name_from(address), address) for address in emails]
        people = [NamedPerson(name=name, email=address) for name, address in suggested if name]
        named = [(person, part_of(part)) for person in people]
    used_emails = {person.email for person, _ in named}
    return named, [*notes, *[f"Email: {address}" for address in emails if address not in used_emails]]


# All rows.

_BLANK_PERSON = dict.fromkeys(SCHEMA["people"].columns, "")


@dataclass(slots=True, kw_only=True)
class PeopleRows:
    """Rows of the people named so far, and of their parts in interviews."""

    people: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict)
    interviewers: dict[tuple[str, str], Row] = field(default_factory=dict)

    def add(
        self,
        named: list[tuple[NamedPerson, str]],
        details: Mapping[str, str],
        *,
        interview_id: str,
        organization: str,
    ) -> tuple[str, ...]:
        """Add the people of an interview with their parts; `details` belong to the first of them.

        Returns:
            Their ids.
        """
        person_ids = []
        for person, part in named:
            row = self._row_of(person, organization)
            if details:
                row.update({name: text for name, text in details.items() if text and not row[name]})
                details = {}
            row["title"] = row["title"] or person.title
            row["notes"] = row["notes"] or person.notes
            key = interview_id, row["person_id"]
            if key not in self.interviewers:
                self.interviewers[key] = {
                    "interview_id": interview_id,
                    "person_id": row["person_id"],
                    "part": part,
                    "discussed": "",
                }
            person_ids.append(row["person_id"])
        return tuple(person_ids)

    def _row_of(self, person: NamedPerson, organization: str) -> dict[str, str]:
        """Return the person's row. If two people have the same name and organization, the address decides."""
        key: tuple[str, ...] = (normalize_name(person.name), normalize_name(organization))
        row = self.people.get(key)
        if row is not None and row["email"] and person.email and row["email"] != person.email:
            key = (*key, normalize_name(person.email))
            row = self.people.get(key)
        if row is None:
            row = self.people[key] = {
                **_BLANK_PERSON,
                "person_id": str(len(self.people) + 1),
                "name": person.name,
                "organization": organization,
            }
        if person.email and not row["email"]:
            row["email"] = person.email
        return row
