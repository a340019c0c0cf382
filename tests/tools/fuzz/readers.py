"""Lists every reader by its name, with its inputs and the function that reads them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from followup_core.formats.business_card import vcard
from followup_core.formats.parsed_file import UnreadableFile
from followup_core.models import SCHEMA
from followup_core.services.workspace import Workspace
from tests.integration.services.imports import file_strategies
from tests.unit.formats import ical_fuzzing as invitations
from tests.unit.formats.business_card import card_fuzzing as cards
from tests.unit.formats.spreadsheet import spreadsheet_fuzzing as sheets

from . import file_readers, generated_inputs, text_readers
from .fuzz_runner import Reader

NAMES = (
    *("csv", "xlsx", "ods", "meaning", "vcard", "picture", "qr", "fields", "ics", "bundle", "store"),
    *("playbook", "templates", "again"),
)


def readers(workspace: Workspace, scratch: Path) -> Mapping[str, Reader[Any]]:
    """Return every reader by its name; those that compare rows use `workspace`, and don't change it."""
    return {
        "csv": Reader(inputs=sheets.csv_inputs(), take=file_readers.sheet_reader("file.csv")),
        "xlsx": Reader(
            inputs=sheets.xlsx_inputs() | generated_inputs.xlsx_tables(),
            take=file_readers.sheet_reader("file.xlsx"),
        ),
        "ods": Reader(
            inputs=sheets.ods_inputs() | generated_inputs.ods_tables(),
            take=file_readers.sheet_reader("file.ods"),
        ),
        "meaning": Reader(
            inputs=st.tuples(
                generated_inputs.lists_of_jobs() | generated_inputs.tables(),
                st.sampled_from([None, True, False]),
            ),
            take=file_readers.import_reader(workspace),
        ),
        "vcard": Reader(
            inputs=cards.vcards(),
            take=file_readers.checked_reader(cards.take_vcard, vcard.read_vcards, UnreadableFile),
        ),
        "picture": Reader(
            inputs=cards.pictures(),
            take=file_readers.checked_reader(cards.take_picture, file_readers.reads_picture, UnreadableFile),
        ),
        "qr": Reader(
            inputs=cards.codes(),
            take=file_readers.checked_reader(cards.take_code, file_readers.reads_code, UnreadableFile),
        ),
        "fields": Reader(
            inputs=st.tuples(generated_inputs.cards(), st.sampled_from(["", "DE", "us", "XX"])),
            take=file_readers.reads_card_fields,
        ),
        "ics": Reader(inputs=file_readers.invitations(), take=lambda data: invitations.read(data) == "read"),
        "bundle": Reader(inputs=generated_inputs.bundles(), take=file_readers.archive_reader(workspace)),
        "store": Reader(
            inputs=st.tuples(st.sampled_from(list(SCHEMA)), text_readers.stored_tables()),
            take=text_readers.reads_stored_table,
        ),
        "playbook": Reader(inputs=text_readers.playbooks(), take=text_readers.playbook_reader(scratch)),
        "templates": Reader(inputs=text_readers.templates(), take=text_readers.template_reader()),
        "again": Reader(inputs=file_strategies.file_sequences(), take=file_strategies.assert_import_once),
    }
