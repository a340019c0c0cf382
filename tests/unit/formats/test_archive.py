"""Files that carry a workspace: what is ours is read, all else is refused in words, at once."""

import io
import json
import random
import re
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.formats.archive import (
    MAX_MEMBERS,
    TAKE_HOME,
    Archive,
    NotAnArchive,
    manifest,
    read_archive,
)
from followup_core.zip_files import BACKUP_MANIFEST, write_zip
from tests.unit.row_table import each_row

DAY = date(2026, 11, 18)
PEOPLE = b'"person_id","name"\n"p-1","Null"\n'
OURS = {
    TAKE_HOME: manifest("A workshop", DAY),
    "people.csv": PEOPLE,
    "settings.csv": b'"key","value"\n',
    "drafts/01-thank-you.txt": b"Dear Dana",
}


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(NotAnArchive) as caught:
        read_archive(data)
    return str(caught.value)


def test_a_take_home_file_is_read_back_as_it_was_written() -> None:
    assert read_archive(write_zip(OURS.items(), DAY)) == Archive(
        tables={"people": PEOPLE, "settings": b'"key","value"\n'},
        title="A workshop",
        made_on="2026-11-18",
        texts=("drafts/01-thank-you.txt",),
    )


def test_a_backup_of_the_store_is_read_too() -> None:
    backup_manifest = json.dumps({"schema": 1, "made_on": "2026-11-18"}).encode()
    archive = read_archive(zipped({"people.csv": PEOPLE, BACKUP_MANIFEST: backup_manifest}))
    assert (archive.tables, archive.title) == ({"people": PEOPLE}, "")


def test_a_day_that_no_zip_can_hold_changes_nothing() -> None:
    first, last = (write_zip(OURS.items(), day) for day in (date(1, 1, 1), date(9999, 12, 31)))
    assert read_archive(first) == read_archive(last)


@each_row("data", [b"", b"PK", b"person_id,name\np-1,Ada\n"])
def test_what_is_no_zip_is_refused(data: bytes) -> None:
    assert refused(data) == (
        "This is not a ZIP file. Choose the file you took home from a workshop, or a backup of this program."
    )


@each_row(
    ("members", "why"),
    [
        ({"xl/workbook.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}, "not made by this program"),
        ({f"below/{TAKE_HOME}": OURS[TAKE_HOME], "below/people.csv": PEOPLE}, "not made by this program"),
        ({TAKE_HOME: OURS[TAKE_HOME]}, "no table"),
        ({**OURS, TAKE_HOME: b""}, "damaged"),
        ({**OURS, TAKE_HOME: b"[" * 9_000}, "damaged"),
        ({**OURS, TAKE_HOME: b" " * 20_000}, "too large"),
        ({**OURS, TAKE_HOME: b"[1]"}, "does not say"),
        ({**OURS, TAKE_HOME: b'{"schema": true}'}, "does not say"),
        ({**OURS, TAKE_HOME: b'{"schema": 0}'}, "does not say"),
        ({**OURS, TAKE_HOME: b'{"schema": 9}'}, "newer version of the program (schema 9; this one knows 1)"),
        ({**OURS, "../people.csv": PEOPLE}, "outside itself"),
        ({**OURS, "/etc/passwd": PEOPLE}, "outside itself"),
        ({**OURS, "C:\\people.csv": PEOPLE}, "outside itself"),
    ],
)
def test_a_zip_that_is_not_ours_is_refused(members: dict[str, bytes], why: str) -> None:
    assert why in refused(zipped(members))


def test_a_file_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    bomb = zipped({**OURS, "notes.txt": b"\x00" * 21_000_000})
    assert len(bomb) < 30_000
    assert "more than 20 MB" in refused(bomb)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_each_fault_of_the_zip_itself_has_its_words() -> None:
    encrypted = bytearray(zipped(OURS))
    for start, flag in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        for match in re.finditer(re.escape(start), bytes(encrypted)):
            encrypted[match.start() + flag] |= 1
    assert "damaged" in refused(bytes(encrypted))
    assert "unusual way" in refused(zipped(OURS, zipfile.ZIP_LZMA))
    assert "more than 200 files" in refused(
        zipped({f"drafts/{n}.txt": b"" for n in range(MAX_MEMBERS)} | OURS)
    )
    out = io.BytesIO(zipped(OURS))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("people.csv", b"person_id,name\n")
    assert "two files with the same name" in refused(out.getvalue())


def test_no_damage_ever_changes_what_a_table_says() -> None:
    whole, chance = write_zip(OURS.items(), DAY), random.Random(5)
    good = read_archive(whole)
    for _ in range(500):
        hurt = bytearray(whole)
        hurt[chance.randrange(len(hurt))] ^= 1 << chance.randrange(8)
        try:
            archive = read_archive(
                bytes(hurt[: chance.randrange(len(hurt))] if chance.random() < 0.3 else hurt)
            )
        except NotAnArchive:
            continue
        assert archive.tables.items() <= good.tables.items()
        assert archive.title == good.title


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_in_words(data: bytes) -> None:
    refused(data)


@pytest.mark.thorough
@settings(max_examples=30)
@given(st.text(max_size=80))
def test_any_title_is_read_back(title: str) -> None:
    assert read_archive(write_zip({**OURS, TAKE_HOME: manifest(title, DAY)}.items(), DAY)).title == title


def test_tables_without_a_card_are_those_of_a_spreadsheet() -> None:
    archive = read_archive(zipped({"people.csv": PEOPLE, "summary.csv": b"x"}))
    assert (archive.guarded, archive.title, dict(archive.tables)) == (True, "your tables", {"people": PEOPLE})
