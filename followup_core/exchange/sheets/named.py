"""The people whom a cell names, alone or several, with or without their addresses."""

import re
from typing import NamedTuple

_HARD = re.compile(r"\s*[;\n|/]\s*")
_SOFT = re.compile(r"\s*(?:[;\n|/,&+]|\s(?:and|und|y|et|e)\s)\s*")
_PARTED = re.compile(r"[;\s|/,&+@(]{2}|[;\t-\r|/,&+@(]|\s(?:and|und|y|et|e)\s")
"""What a plain name has nothing of."""

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
_MOST = 20


class Named(NamedTuple):
    """One person as a cell names them."""

    name: str
    email: str = ""
    title: str = ""


def addresses(text: str) -> tuple[list[str], str]:
    """Return the e-mail addresses in a cell, and what else it says."""
    if "@" not in text:
        return [], text
    if not _BETWEEN.search(text):
        return [text.strip("<>()[]")], ""
    parts = [part.strip("<>()[]") for part in _BETWEEN.split(text) if part]
    return [part for part in parts if "@" in part], " ".join(part for part in parts if "@" not in part)


def people_in(text: str, emails: list[str], *, several: bool) -> list[Named]:
    """Return the people named in a cell, with the addresses that belong to them.

    `several` says that the column is one for more than one name. Commas and "and" part names only
    there, or where there is an address for each.
    """
    if not _PARTED.search(text):
        return [Named(name=text, email=emails[0] if emails else "")]
    hard = _pieces(_HARD, text)
    soft = _pieces(_SOFT, text)
    pieces = soft if several or len(soft) == len(emails) > 1 else hard
    found = [_named(piece) for piece in pieces[:_MOST]]
    if len(found) == len(emails) or (found and len(emails) == 1) or len(found) == 1:
        free = iter(emails)
        found = [
            each if each.email else Named(name=each.name, email=next(free, ""), title=each.title)
            for each in found
        ]
    return [each for each in found if each.name]


def _pieces(parting: re.Pattern[str], text: str) -> list[str]:
    return [piece for piece in parting.split(text.strip()) if piece]


def _named(piece: str) -> Named:
    title = email = ""
    if "@" in piece and (found := _WITH_ADDRESS.fullmatch(piece)):
        piece, email = found[1].strip(" \"'"), found[2]
        piece = piece or name_from(email)
    elif "(" in piece and (found := _TITLE.fullmatch(piece)):
        piece, title = found[1], found[2]
    return Named(name=" ".join(piece.split()), email=email, title=title)


def name_from(email: str) -> str:
    """Return the name that an address proposes, '' where it is an office's."""
    local = email.partition("@")[0].partition("+")[0]
    if local.casefold() in _NOBODYS:
        return ""
    words = [word for word in re.split(r"[._\-]+", local) if word and not word.isdigit()]
    return " ".join(word[:1].upper() + word[1:] for word in words)
