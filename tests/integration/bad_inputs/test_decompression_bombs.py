"""Rows 36 to 39: files that are small, and would be enormous once they are opened."""

import struct
import zlib

import pytest

from tests.unit.formats.spreadsheet.test_spreadsheet_reader import SHEET, SMALL, changed, packed

from .input_paths import CommandLine

AGAIN = "Share the contact again, and choose that file."
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Dana\r\n"
END = "END:VCARD\r\n"


ROW_36 = b" " * 207_000_000
BEYOND = b" " * 20_000_001
"""Just too much, for the places where how much too much it is makes no difference."""


def test_row_36_a_workbook_that_unpacks_to_207_mb_is_refused_before_it_is_opened(
    command_line: CommandLine,
) -> None:
    for member, unpacked in (
        ("xl/worksheets/sheet1.xml", ROW_36),
        ("xl/sharedStrings.xml", BEYOND),
        ("xl/media/image1.png", BEYOND),
    ):
        bomb = packed({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>", member: unpacked})
        assert len(bomb) < 1_000_000
        output = "The workbook unpacks to more than 20 MB. Save only the table as “CSV UTF-8”."
        assert command_line.refusal("jobs.xlsx", bomb) == output, member
    assert command_line.refusal("jobs", bomb, "--as", "xlsx") == output


def test_row_36_a_zip_that_unpacks_to_more_than_20_mb_is_refused_before_it_is_opened(
    command_line: CommandLine,
) -> None:
    assert command_line.refusal("all.zip", packed({"backup.json": b"{}", "people.csv": BEYOND})) == (
        "The file unpacks to more than 20 MB."
        " Choose the file you took home from a workshop, or a backup of this program."
    )
    assert command_line.refusal("calendar.zip", packed({"Calendar/robin.ics": BEYOND})) == (
        "The ZIP file unpacks to more than 20 MB. Export the calendars again, or choose the .ics file of one."
    )


def test_row_37_a_cell_at_the_far_end_of_a_workbook_is_named_at_once(command_line: CommandLine) -> None:
    far = changed(SMALL, SHEET, b'r="B2"', b'r="XFD1048576"')
    assert command_line.refusal("jobs.xlsx", far) == (
        "A cell is far away from the table. Delete it, or save only the table as “CSV UTF-8”."
    )
    empty = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    output = command_line.import_file("jobs.xlsx", changed(SMALL, SHEET, b"</sheetData>", empty), "--dry-run")
    assert output.out[2].startswith("Acme, Analyst: the file does not tell the day of the interview.")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            f"{CARD}NOTE:{'x' * 20_000_000}\r\n{END}",
            "The file is larger than 10 MB. Choose a smaller one, or a part of it.",
        ),
        (
            f"{CARD}NOTE:{'x' * 1_000_000}\r\n{END}",
            "The file is larger than 1 MB. Share fewer contacts at once, without photos.",
        ),
        (CARD * 3_000 + END * 3_000, "The file holds more than 2,000 cards. Share fewer contacts at once."),
        ((CARD + END) * 2_001, "The file holds more than 2,000 cards. Share fewer contacts at once."),
        (CARD * 2 + END * 2, f"Line 8 ends a card within a card. {AGAIN}"),
    ],
    ids=["20 MB", "1 MB", "3,000 nested", "2,001", "nested once"],
)
def test_row_38_a_card_that_is_too_large_too_many_or_nested_is_refused(
    command_line: CommandLine, data: str, sentence: str
) -> None:
    assert command_line.refusal("card.vcf", data) == sentence


def png(width: int, height: int) -> bytes:
    """Return a picture of one color, of one bit a pixel."""
    packing = zlib.compressobj(9)
    body = b"".join(packing.compress(bytes((width + 7) // 8 + 1)) for _ in range(height)) + packing.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def test_row_39_a_small_picture_of_144_megapixels_is_refused(command_line: CommandLine) -> None:
    picture = png(12_000, 12_000)
    assert len(picture) < 20_000
    assert command_line.refusal("card.png", picture) == (
        "The picture has more than 20 megapixels. Take it at a lower resolution."
    )
