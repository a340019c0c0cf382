"""Every reader by its name, with its inputs and with what takes them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from followup_core.coach.desk import Desk
from followup_core.exchange.arrival import NotReadable
from followup_core.exchange.cards import vcard
from followup_core.records import SCHEMA
from tests.coach.importing import histories
from tests.exchange import fuzzing_invitation as invitations
from tests.exchange.cards import fuzzing as cards
from tests.exchange.sheets import fuzzing as sheets

from . import made, of_files, of_texts
from .running import Reader

NAMES = (
    *("csv", "xlsx", "ods", "meaning", "vcard", "picture", "qr", "fields", "ics", "bundle", "store"),
    *("playbook", "templates", "again"),
)


def readers(desk: Desk, scratch: Path) -> Mapping[str, Reader[Any]]:
    """Return every reader; those that compare do so with the workspace of `desk`, and change nothing."""
    return {
        "csv": Reader(inputs=sheets.csv_inputs(), take=of_files.sheet("file.csv")),
        "xlsx": Reader(inputs=sheets.xlsx_inputs() | made.xlsx_tables(), take=of_files.sheet("file.xlsx")),
        "ods": Reader(inputs=sheets.ods_inputs() | made.ods_tables(), take=of_files.sheet("file.ods")),
        "meaning": Reader(
            inputs=st.tuples(made.lists_of_jobs() | made.tables(), st.sampled_from([None, True, False])),
            take=of_files.meaning(desk),
        ),
        "vcard": Reader(
            inputs=cards.vcards(), take=of_files.held(cards.take_vcard, vcard.read_vcards, NotReadable)
        ),
        "picture": Reader(
            inputs=cards.pictures(),
            take=of_files.held(cards.take_picture, of_files.picture_seen, NotReadable),
        ),
        "qr": Reader(inputs=cards.codes(), take=of_files.held(cards.take_code, of_files.said, NotReadable)),
        "fields": Reader(
            inputs=st.tuples(made.cards(), st.sampled_from(["", "DE", "us", "XX"])), take=of_files.fields
        ),
        "ics": Reader(inputs=of_files.invitations(), take=lambda data: invitations.read(data) == "read"),
        "bundle": Reader(inputs=made.bundles(), take=of_files.bundle(desk)),
        "store": Reader(
            inputs=st.tuples(st.sampled_from(list(SCHEMA)), of_texts.stored()), take=of_texts.store
        ),
        "playbook": Reader(inputs=of_texts.playbooks(), take=of_texts.playbook_reader(scratch)),
        "templates": Reader(inputs=of_texts.templates(), take=of_texts.template_reader()),
        "again": Reader(inputs=histories.in_a_row(), take=histories.once_is_enough),
    }
