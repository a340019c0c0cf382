"""Recognizes the tables of known programs and templates by the names of their columns."""

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
    """The origin of a table, and what its columns mean. `description` is the origin in words.

    `table` is the name of this program's own table; '' for any other table.
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
    """A table of another program. `required_columns`, separated by bars, identify it."""

    kind: LayoutKind
    description: str
    required_columns: str
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
        required_columns="First Name|Last Name|Company|Position|Connected On",
        fields={},
    ),
    _KnownTable(
        kind=LayoutKind.LINKEDIN_APPLICATIONS,
        description="LinkedIn job applications",
        required_columns="Application Date|Company Name|Job Title|Job Url",
        fields={"Company Name": _ORGANIZATION, "Job Title": _ROLE},  # its contact is the candidate
    ),
    _KnownTable(
        kind=LayoutKind.HUNTR,
        description="A Huntr board",
        required_columns="companyName|listName|title",
        fields={"companyName": _ORGANIZATION, "title": _ROLE, "listName": _STATUS},
    ),
    _KnownTable(
        kind=LayoutKind.HUNTR,
        description="A Huntr board",
        required_columns="Employer|Job Title|List|Date Saved",
        fields={"Employer": _ORGANIZATION, "Job Title": _ROLE, "List": _STATUS, "Notes": _NOTES},
    ),
    _KnownTable(
        kind=LayoutKind.TEAL,
        description="A Teal tracker",
        required_columns="Job Position|Company|Status|Date Saved",
        fields={"Company": _ORGANIZATION, "Job Position": _ROLE, "Status": _STATUS},
    ),
    _KnownTable(
        kind=LayoutKind.JOBSYNC,
        description="A JobSync export",
        required_columns="Company|JobTitle|JobSource|Status",
        fields={"Company": _ORGANIZATION, "JobTitle": _ROLE, "Status": _STATUS},
    ),
    _KnownTable(
        kind=LayoutKind.GOOGLE_CONTACTS,
        description="Google contacts",
        required_columns="First Name|Last Name|Organization Name|E-mail 1 - Value",
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
        required_columns="Given Name|Family Name|Organization 1 - Name|E-mail 1 - Value",
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
        required_columns="First Name|Last Name|E-mail Address|Company",
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
"""The layouts of address books, which have people but no interviews."""

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
    """Return the layout of a table. If the table is unknown, the meaning of its columns is guessed.

    Raises:
        UnreadableFile: The table is one of our own and lacks a column.
    """
    return _own_layout(sheet) or _known_layout(sheet) or _guessed_layout(sheet)


def _own_layout(sheet: Sheet) -> Layout | None:
    for table, schema in SCHEMA.items():
        needed_columns = {*schema.required, *schema.key} if len(schema.columns) > 2 else set(schema.columns)
        if needed_columns.issubset(sheet.columns):
            return Layout(
                kind=LayoutKind.OWN, description=f"Our own table {table}.csv", mapping={}, table=table
            )
        if (
            schema.columns[0] in sheet.columns
            and len(needed_columns) > 1
            and _has_most_columns(schema, sheet)
        ):
            missing_column = next(
                name for name in schema.columns if name in needed_columns and name not in sheet.columns
            )
            raise UnreadableFile(
                f"The column “{missing_column}” is missing from our own table {table}.csv.",
                "Add it, and choose the file again.",
            )
    return None


def _has_most_columns(schema: TableSchema, sheet: Sheet) -> bool:
    """Return whether a table has more than half of a schema's columns: an export that lost some."""
    return 2 * len(set(schema.columns).intersection(sheet.columns)) > max(len(schema.columns), 4)


def _known_layout(sheet: Sheet) -> Layout | None:
    names = {normalize_name(column): column for column in sheet.columns}
    for table in _KNOWN_TABLES:
        if all(normalize_name(name) in names for name in table.required_columns.split("|")):
            mapping: dict[str, Field] = {}
            for name, field in table.fields.items():
                if normalize_name(name) in names and field not in mapping.values():
                    mapping[names[normalize_name(name)]] = field
            return Layout(kind=table.kind, description=table.description, mapping=mapping)
    return None


def _guessed_layout(sheet: Sheet) -> Layout:
    mapping = guess_fields(sheet.columns)
    if not _is_list_of_people(sheet, frozenset(mapping.values())):
        return Layout(kind=LayoutKind.ANY, description="A table", mapping=mapping)
    # In a list of people, the role is the title of the person.
    person_titles = {name: Field.PERSON_TITLE for name, field in mapping.items() if field is Field.ROLE}
    return Layout(
        kind=LayoutKind.PEOPLE, description="A list of people", mapping={**mapping, **person_titles}
    )


def _is_list_of_people(sheet: Sheet, fields: frozenset[Field]) -> bool:
    """Return whether a table has people with addresses, and no column about applications or interviews."""
    names = [normalize_name(name) for name in sheet.columns]
    return (
        not _PERSON_COLUMNS.isdisjoint(names)
        and not _ADDRESS_FIELDS.isdisjoint(fields)
        and _INTERVIEW_FIELDS.isdisjoint(fields)
        and not any(word in name for name in names for word in _APPLICATION_WORDS)
    )
