"""Readers of imported files: spreadsheets, business cards, invitations, archives."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from hypothesis import strategies as st

from followup_core.formats.archive import NotAnArchive, read_archive
from followup_core.formats.business_card import images, qr_codes
from followup_core.formats.business_card.field_extraction import extract_contact
from followup_core.formats.parsed_file import UnreadableFile
from followup_core.models import SCHEMA, Key, Row, Settings, read_row
from followup_core.services.imports.headless_import import parse_any
from followup_core.services.imports.import_plan import plan_archive
from followup_core.services.workspace import Workspace
from followup_core.store import Change
from tests.unit.formats import ical_fuzzing
from tests.unit.formats.spreadsheet import spreadsheet_fuzzing as sheets

from .fuzz_runner import refused_with_message

TODAY = date(2026, 11, 18)
Input = TypeVar("Input")


def checked_reader(
    take: Callable[[Input], None], read: Callable[[Input], object], refusal: type[Exception]
) -> Callable[[Input], bool]:
    """Return a function that checks a reader as its own tests do, and returns whether it read the input."""

    def check_and_read(value: Input) -> bool:
        take(value)
        try:
            return bool(read(value))
        except refusal:
            return False

    return check_and_read


def reads_code(text: str) -> bool:
    return qr_codes.parse_code(text).anything


def reads_picture(data: bytes) -> bool:
    """Return whether the data is a picture; it is opened in this process, for speed."""
    return bool(images.picture_in(data, images.LONGER_SIDE).width)


def sheet_reader(name: str) -> Callable[[bytes], bool]:
    def take(data: bytes) -> bool:
        try:
            sheets.understand(data, name)
        except UnreadableFile as error:
            return refused_with_message(error)
        return True

    return take


def import_reader(workspace: Workspace) -> Callable[[tuple[bytes, bool | None]], bool]:
    def take(file: tuple[bytes, bool | None]) -> bool:
        data, day_first = file
        settings = Settings()
        try:
            parsed = parse_any("file.csv", data, settings=settings, today=TODAY, day_first=day_first)
        except UnreadableFile as error:
            return refused_with_message(error)
        merge = parsed.plan(workspace.view(TODAY)).preview(workspace)
        _assert_storable(workspace, merge.changes)
        return True

    return take


def _assert_storable(workspace: Workspace, changes: Iterable[Change]) -> None:
    """Assert that every row that the changes add or fill in is valid as it would be stored."""
    stored = workspace.store.load().tables
    rows: dict[tuple[str, Key], Row] = {}
    for change in changes:
        schema, row_id = SCHEMA[change.table], (change.table, change.key)
        empty_row = dict.fromkeys(schema.columns, "") | dict(zip(schema.key, change.key, strict=True))
        earlier_row = rows.get(row_id) or stored[change.table].rows.get(change.key) or empty_row
        rows[row_id] = {**earlier_row, **(change.row or {})}
    for (table, _), row in rows.items():
        _, faults = read_row(table, row)
        assert faults == []


def reads_card_fields(card: tuple[list[Any], str]) -> bool:
    lines, country = card
    contact = extract_contact(lines, country=country)
    row = {name: getattr(contact, name) for name in contact.__slots__}
    _, faults = read_row("people", {**row, "person_id": "p", "name": row["name"] or "Dana"})
    assert faults == []
    assert not any(char < " " and char != "\n" for text in row.values() for char in text)
    return contact.anything


def invitations() -> st.SearchStrategy[bytes]:
    damaged = st.randoms(use_true_random=False).map(ical_fuzzing.damaged)
    around = st.binary(max_size=200).map(lambda body: b"BEGIN:VCALENDAR\r\n" + body + b"\r\nEND:VCALENDAR")
    return damaged | around | st.binary(max_size=200)


def archive_reader(workspace: Workspace) -> Callable[[bytes], bool]:
    def take(data: bytes) -> bool:
        try:
            plan_archive(read_archive(data)).preview(workspace)
        except NotAnArchive as error:
            return refused_with_message(error)
        return True

    return take
