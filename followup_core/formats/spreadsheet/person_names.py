"""The people named in a cell, one or several, with or without their addresses."""

import re
from typing import NamedTuple

from followup_core.models import normalize_name

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
