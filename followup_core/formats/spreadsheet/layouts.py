"""Table layouts of known programs and templates, recognized by the names of their columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from followup_core.formats.parsed_file import UnreadableFile
from followup_core.models import SCHEMA, TableSchema, normalize_name

from .column_names import Field, guess_fields
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
    """What is known of a table: where it comes from, in words in `description`, and what its columns mean.

    `table` is the name of this program's own table, if it is one.
    """

    kind: LayoutKind
    description: str
    mapping: Mapping[str, Field]
    table: str = ""

    @property
    def known(self) -> bool:
        """Whether the meaning of the columns is certain, so that nobody needs to be asked."""
        return self.kind is not LayoutKind.ANY


@dataclass(frozen=True, slots=True, kw_only=True)
class _KnownTable:
    """A table of another program; `needs` are the columns that it is recognized by, separated by bars."""

    kind: LayoutKind
    description: str
    needs: str
    fields: Mapping[str, Field]


_ORGANIZATION, _ROLE, _STATUS, _NOTES = (
    Field.ORGANIZATION,
    Field.ROLE,
    Field.STATUS,
    Field.NOTES,
)
_PERSON = {"First Name": Field.FIRST_NAME, "Last Name": Field.LAST_NAME}

_KNOWN_TABLES = (
    _KnownTable(
        kind=LayoutKind.LINKEDIN_CONNECTIONS,
        description="LinkedIn connections",
        needs="First Name|Last Name|Company|Position|Connected On",
        fields={},
    ),
    _KnownTable(
        kind=LayoutKind.LINKEDIN_APPLICATIONS,
        description="LinkedIn job applications",
        needs="Application Date|Company Name|Job Title|Job Url",
        fields={"Company Name": _ORGANIZATION, "Job Title": _ROLE},  # its contact is the candidate
    ),
    _KnownTable(
        kind=LayoutKind.HUNTR,
        description="A Huntr board",
        needs="companyName|listName|title",
        fields={"companyName": _ORGANIZATION, "title": _ROLE, "listName": _STATUS},
    ),
    _KnownTable(
        kind=LayoutKind.HUNTR,
        description="A Huntr board",
        needs="Employer|Job Title|List|Date Saved",
        fields={"Employer": _ORGANIZATION, "Job Title": _ROLE, "List": _STATUS, "Notes": _NOTES},
    ),
    _KnownTable(
        kind=LayoutKind.TEAL,
        description="A Teal tracker",
        needs="Job Position|Company|Status|Date Saved",
        fields={"Company": _ORGANIZATION, "Job Position": _ROLE, "Status": _STATUS},
    ),
    _KnownTable(
        kind=LayoutKind.JOBSYNC,
        description="A JobSync export",
        needs="Company|JobTitle|JobSource|Status",
        fields={"Company": _ORGANIZATION, "JobTitle": _ROLE, "Status": _STATUS},
    ),
    _KnownTable(
        kind=LayoutKind.GOOGLE_CONTACTS,
        description="Google contacts",
        needs="First Name|Last Name|Organization Name|E-mail 1 - Value",
        fields={
            **_PERSON,
            "Organization Name": _ORGANIZATION,
            "Organization Title": Field.PERSON_TITLE,
            "E-mail 1 - Value": Field.EMAIL,
            "Phone 1 - Value": Field.PHONE,
            "Notes": _NOTES,
        },
    ),
    _KnownTable(
        kind=LayoutKind.GOOGLE_CONTACTS,
        description="Google contacts",
        needs="Given Name|Family Name|Organization 1 - Name|E-mail 1 - Value",
        fields={
            "Name": Field.PERSON_NAME,
            "Given Name": Field.FIRST_NAME,
            "Family Name": Field.LAST_NAME,
            "Organization 1 - Name": _ORGANIZATION,
            "Organization 1 - Title": Field.PERSON_TITLE,
            "E-mail 1 - Value": Field.EMAIL,
            "Phone 1 - Value": Field.PHONE,
            "Notes": _NOTES,
        },
    ),
    _KnownTable(
        kind=LayoutKind.OUTLOOK_CONTACTS,
        description="Outlook contacts",
        needs="First Name|Last Name|E-mail Address|Company",
        fields={
            **_PERSON,
            "Company": _ORGANIZATION,
            "Job Title": Field.PERSON_TITLE,
            "E-mail Address": Field.EMAIL,
            "Mobile Phone": Field.PHONE,
            "Business Phone": Field.PHONE,
            "Notes": _NOTES,
        },
    ),
)

CONTACTS = (LayoutKind.GOOGLE_CONTACTS, LayoutKind.OUTLOOK_CONTACTS, LayoutKind.PEOPLE)
"""The layouts of address books: people, and no interviews."""

_INTERVIEW_FIELDS = frozenset(
    {
        *(
            Field.HELD_AT,
            Field.HELD_TIME,
            Field.STATUS,
            Field.ROUND,
            Field.FORMAT,
            Field.DECISION_BY,
        ),
        *(Field.OUTCOME_ON, Field.STILL_INTERESTED, Field.THANKED_ON),
    }
)
_APPLICATION_WORDS = ("appl", "interview", "job url", "salary", "follow", "source")
_PERSON_COLUMNS = frozenset({"name", "full name", "first name", "last name", "given name", "family name"})
_ADDRESS_FIELDS = frozenset({Field.EMAIL, Field.PHONE, Field.LINKEDIN_URL})


def layout_of(sheet: Sheet) -> Layout:
    """Return the layout of a table; for an unknown one, with the likely meaning of its columns.

    Raises:
        UnreadableFile: It is one of our own tables and lacks a column.
    """
    return _own_layout(sheet) or _known_layout(sheet) or _guessed_layout(sheet)


def _own_layout(sheet: Sheet) -> Layout | None:
    for table, schema in SCHEMA.items():
        needed = {*schema.required, *schema.key} if len(schema.columns) > 2 else set(schema.columns)
        if needed.issubset(sheet.columns):
            return Layout(
                kind=LayoutKind.OWN, description=f"Our own table {table}.csv", mapping={}, table=table
            )
        if schema.columns[0] in sheet.columns and len(needed) > 1 and _is_most_of(schema, sheet):
            missing = next(name for name in schema.columns if name in needed and name not in sheet.columns)
            raise UnreadableFile(
                f"The column “{missing}” is missing from our own table {table}.csv.",
                "Add it, and choose the file again.",
            )
    return None


def _is_most_of(schema: TableSchema, sheet: Sheet) -> bool:
    """Whether a table has more than half of this program's columns: it is an export that lost some."""
    return 2 * len(set(schema.columns).intersection(sheet.columns)) > max(len(schema.columns), 4)


def _known_layout(sheet: Sheet) -> Layout | None:
    names = {normalize_name(column): column for column in sheet.columns}
    for table in _KNOWN_TABLES:
        if all(normalize_name(name) in names for name in table.needs.split("|")):
            mapping: dict[str, Field] = {}
            for name, field in table.fields.items():
                if normalize_name(name) in names and field not in mapping.values():
                    mapping[names[normalize_name(name)]] = field
            return Layout(kind=table.kind, description=table.description, mapping=mapping)
    return None


def _guessed_layout(sheet: Sheet) -> Layout:
    mapping = guess_fields(sheet.columns)
    if not _lists_people(sheet, frozenset(mapping.values())):
        return Layout(kind=LayoutKind.ANY, description="A table", mapping=mapping)
    # In a list of people, a role is what a person does.
    titles = {name: Field.PERSON_TITLE for name, field in mapping.items() if field is Field.ROLE}
    return Layout(kind=LayoutKind.PEOPLE, description="A list of people", mapping={**mapping, **titles})


def _lists_people(sheet: Sheet, fields: frozenset[Field]) -> bool:
    """Whether a table has people with addresses, and no column about applications or interviews."""
    names = [normalize_name(name) for name in sheet.columns]
    return (
        not _PERSON_COLUMNS.isdisjoint(names)
        and not _ADDRESS_FIELDS.isdisjoint(fields)
        and _INTERVIEW_FIELDS.isdisjoint(fields)
        and not any(word in name for name in names for word in _APPLICATION_WORDS)
    )
