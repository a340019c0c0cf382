"""The contact details on one card, cleaned, and as a row of our tables."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from followup_core.formats.parsed_file import ItemKind, ParsedFile, SkippedRow
from followup_core.models import Row
from followup_core.models.name_parser import stored_name
from followup_core.text import one_line

MAX_LINE = 500
"""Characters; a longer one-line detail of a card is cut."""

MAX_NOTES = 5_000
"""Characters; of four bytes each, they fit into a cell."""

_LINKEDIN = re.compile(
    r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/(?P<kind>in|pub)/(?P<who>[\w%.~-]+)", re.IGNORECASE
)
_ALLOWED_CONTROLS = "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDetails:
    """The contact details on a card; '' if the card doesn't have a detail."""

    name: str = ""
    organization: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    linkedin_url: str = ""
    notes: str = ""

    @property
    def anything(self) -> bool:
        """Whether the card has any detail."""
        return any(asdict(self).values())

    def filled_from(self, other: "ContactDetails") -> "ContactDetails":
        """Return these details; a missing detail is taken from `other`."""
        gaps = {field: value for field, value in asdict(other).items() if not getattr(self, field)}
        return replace(self, **gaps)


def clean_contact(details: ContactDetails) -> ContactDetails:
    """Return details without control characters, on one line except for the notes, and not too long.

    What else the name says, such as a title, goes into the notes.
    """
    lines = {field: contact_line(value) for field, value in asdict(details).items() if field != "notes"}
    name, name_note = stored_name(lines.pop("name"))
    notes = "\n".join(filter(None, (_without_controls(details.notes).strip(), name_note)))
    return ContactDetails(**lines, name=name, notes=notes[:MAX_NOTES].strip())


def contact_line(text: str) -> str:
    """Return a detail on one line, with accents composed, and cut to MAX_LINE characters."""
    return one_line(_without_controls(text[: 2 * MAX_LINE]))[:MAX_LINE].strip()


def _without_controls(text: str) -> str:
    one_newline = unicodedata.normalize(
        "NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    )
    return "".join(
        char
        for char in one_newline
        if char in _ALLOWED_CONTROLS or unicodedata.category(char) not in ("Cc", "Cs")
    )


def linkedin_address(text: str) -> str:
    """Return the address of a LinkedIn profile named in a text, '' if there is none."""
    match = _LINKEDIN.search(text)
    return f"https://www.linkedin.com/{match['kind'].lower()}/{match['who'].rstrip('.')}" if match else ""


def email_address(text: str) -> str:
    """Return the text if it looks like one email address, else ''."""
    address = contact_line(text.removeprefix("mailto:").partition("?")[0])
    return address if re.fullmatch(r"[^@\s<>,;:]+@[^@\s<>,;:]+\.[^@\s<>,;:.]{2,}", address) else ""


def contacts_file(
    description: str,
    people: Sequence[ContactDetails],
    *,
    skipped: Sequence[SkippedRow] = (),
    notices: Sequence[str] = (),
) -> ParsedFile:
    """Return people as a parsed file; the ids `1`, `2`, ... are valid only within the file."""
    rows = tuple(_person_row(str(number), person) for number, person in enumerate(people, start=1))
    return ParsedFile(
        description=description,
        rows={"people": rows},
        skipped=tuple(skipped),
        notices=tuple(notices),
        item_kind=ItemKind.CARD,
    )


def _person_row(person_id: str, details: ContactDetails) -> Row:
    return {"person_id": person_id, **asdict(details)}
