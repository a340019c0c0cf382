"""Table layouts of known programs and templates, recognized by the names of their columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from followup_core.formats.parsed_file import UnreadableFile
from followup_core.models import SCHEMA, TableSchema, normalize_name

from .column_matching import Field, guess
from .sheet import Sheet


class LayoutKind(StrEnum):
    """The program or template that a table comes from."""

    OWN = "own"
    HUNTR = "huntr"
    TEAL = "teal"
    JOBSYNC = "jobsync"
    LINKEDIN_APPLICATIONS = "linkedin_applications"
    LINKEDIN_CONNECTIONS = "linkedin_connections"
    GOOGLE_CONTACTS = "google_contacts"
    OUTLOOK_CONTACTS = "outlook_contacts"
    PEOPLE = "people"
    ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A known table: its `title` in words, and what each of its columns means.

    `table` is the name of our own table if it is one.
    """

    kind: LayoutKind
    title: str
    mapping: Mapping[str, Field]
    table: str = ""

    @property
    def known(self) -> bool:
        """Whether the meaning of the columns is certain, so that nobody needs to be asked."""
        return self.kind is not LayoutKind.ANY


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    kind: LayoutKind
    title: str
    needs: str
    means: Mapping[str, Field]


_O, _R, _S, _N = Field.ORGANIZATION, Field.ROLE, Field.STATUS, Field.NOTES
_PERSON = {"First Name": Field.FIRST_NAME, "Last Name": Field.LAST_NAME}

_KNOWN = (
    _Known(
        kind=LayoutKind.LINKEDIN_CONNECTIONS,
        title="LinkedIn connections",
        needs="First Name|Last Name|Company|Position|Connected On",
        means={},
    ),
    _Known(
        kind=LayoutKind.LINKEDIN_APPLICATIONS,
        title="LinkedIn job applications",
        needs="Application Date|Company Name|Job Title|Job Url",
        means={"Company Name": _O, "Job Title": _R},  # its contact is the candidate
    ),
    _Known(
        kind=LayoutKind.HUNTR,
        title="A Huntr board",
        needs="companyName|listName|title",
        means={"companyName": _O, "title": _R, "listName": _S},
    ),
    _Known(
        kind=LayoutKind.HUNTR,
        title="A Huntr board",
        needs="Employer|Job Title|List|Date Saved",
        means={"Employer": _O, "Job Title": _R, "List": _S, "Notes": _N},
    ),
    _Known(
        kind=LayoutKind.TEAL,
        title="A Teal tracker",
        needs="Job Position|Company|Status|Date Saved",
        means={"Company": _O, "Job Position": _R, "Status": _S},
    ),
    _Known(
        kind=LayoutKind.JOBSYNC,
        title="A JobSync export",
        needs="Company|JobTitle|JobSource|Status",
        means={"Company": _O, "JobTitle": _R, "Status": _S},
    ),
    _Known(
        kind=LayoutKind.GOOGLE_CONTACTS,
        title="Google contacts",
        needs="First Name|Last Name|Organization Name|E-mail 1 - Value",
        means={
            **_PERSON,
            "Organization Name": _O,
            "Organization Title": Field.PERSON_TITLE,
            "E-mail 1 - Value": Field.EMAIL,
            "Phone 1 - Value": Field.PHONE,
            "Notes": _N,
        },
    ),
    _Known(
        kind=LayoutKind.GOOGLE_CONTACTS,
        title="Google contacts",
        needs="Given Name|Family Name|Organization 1 - Name|E-mail 1 - Value",
        means={
            "Name": Field.PERSON_NAME,
            "Given Name": Field.FIRST_NAME,
            "Family Name": Field.LAST_NAME,
            "Organization 1 - Name": _O,
            "Organization 1 - Title": Field.PERSON_TITLE,
            "E-mail 1 - Value": Field.EMAIL,
            "Phone 1 - Value": Field.PHONE,
            "Notes": _N,
        },
    ),
    _Known(
        kind=LayoutKind.OUTLOOK_CONTACTS,
        title="Outlook contacts",
        needs="First Name|Last Name|E-mail Address|Company",
        means={
            **_PERSON,
            "Company": _O,
            "Job Title": Field.PERSON_TITLE,
            "E-mail Address": Field.EMAIL,
            "Mobile Phone": Field.PHONE,
            "Business Phone": Field.PHONE,
            "Notes": _N,
        },
    ),
)

CONTACTS = (LayoutKind.GOOGLE_CONTACTS, LayoutKind.OUTLOOK_CONTACTS, LayoutKind.PEOPLE)
"""Address books: people, no interviews."""


_OF_INTERVIEWS = frozenset(
    {
        *(Field.HELD_AT, Field.HELD_TIME, Field.STATUS, Field.ROUND, Field.FORMAT, Field.DECISION_BY),
        *(Field.OUTCOME_ON, Field.STILL_INTERESTED),
    }
)
_OF_APPLICATIONS = ("appl", "interview", "job url", "salary", "follow", "source")
_PERSONAL = frozenset({"name", "full name", "first name", "last name", "given name", "family name"})
_REACHED_BY = frozenset({Field.EMAIL, Field.PHONE, Field.LINKEDIN_URL})


def layout_of(sheet: Sheet) -> Layout:
    """Return the layout of a table; for an unknown one, with the likely meaning of its columns."""
    return _own(sheet) or _known(sheet) or _guessed(sheet)


def _own(sheet: Sheet) -> Layout | None:
    for table, schema in SCHEMA.items():
        needed = {*schema.required, *schema.key} if len(schema.columns) > 2 else set(schema.columns)
        if needed.issubset(sheet.columns):
            return Layout(kind=LayoutKind.OWN, title=f"Our own table {table}.csv", mapping={}, table=table)
        if schema.columns[0] in sheet.columns and len(needed) > 1 and _is_most_of(schema, sheet):
            missing = next(name for name in schema.columns if name in needed and name not in sheet.columns)
            raise UnreadableFile(
                f"The column “{missing}” is missing from our own table {table}.csv.",
                "Add it, and choose the file again.",
            )
    return None


def _is_most_of(schema: TableSchema, sheet: Sheet) -> bool:
    """Return whether a table has more than half of our columns: it is then ours, with some of them lost."""
    return 2 * len(set(schema.columns).intersection(sheet.columns)) > max(len(schema.columns), 4)


def _known(sheet: Sheet) -> Layout | None:
    names = {normalize_name(column): column for column in sheet.columns}
    for known in _KNOWN:
        if all(normalize_name(name) in names for name in known.needs.split("|")):
            mapping: dict[str, Field] = {}
            for name, field in known.means.items():
                if normalize_name(name) in names and field not in mapping.values():
                    mapping[names[normalize_name(name)]] = field
            return Layout(kind=known.kind, title=known.title, mapping=mapping)
    return None


def _guessed(sheet: Sheet) -> Layout:
    mapping = guess(sheet.columns)
    if not _lists_people(sheet, frozenset(mapping.values())):
        return Layout(kind=LayoutKind.ANY, title="A table", mapping=mapping)
    theirs = {name: Field.PERSON_TITLE if field is Field.ROLE else field for name, field in mapping.items()}
    return Layout(kind=LayoutKind.PEOPLE, title="A list of people", mapping=theirs)


def _lists_people(sheet: Sheet, fields: frozenset[Field]) -> bool:
    """Return whether a table has people with addresses, and no column about applications or interviews."""
    names = [normalize_name(name) for name in sheet.columns]
    return (
        not _PERSONAL.isdisjoint(names)
        and not _REACHED_BY.isdisjoint(fields)
        and _OF_INTERVIEWS.isdisjoint(fields)
        and not any(word in name for name in names for word in _OF_APPLICATIONS)
    )
