"""Generates inputs for the readers whose tests have no generators."""

import io
import random
import re
import zipfile
from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from followup_core.formats.archive import TAKE_HOME, manifest
from followup_core.formats.business_card.ocr import TextLine
from followup_core.models import SCHEMA
from followup_core.zip_files import write_zip
from tests.unit.formats.spreadsheet.spreadsheet_files import xlsx
from tests.unit.formats.spreadsheet.test_spreadsheet_reader import ods, ods_row, text_cell

ODD_TEXTS = (
    *("", " ", "\x00", "\r", "\n", "\r\n", '"', '""', ",", ";", "\t", "'", "=1+1", "＝1", "\ufeff", "\u2028"),
    *("0001-01-01", "9999-12-31", "2026-02-30", "3/12/2026", "31.12.26", "1e999", "-1", "007", "1e5", "nan"),
    *("2026-11-02T10:00", "2026-11-02T10:00Z", "2026-11-02T10:00+23:59", "9999-12-31T23:59-23:59", "24:00"),
    *("2026-03-29T02:30", "Europe/Berlin", "../../etc/passwd", "Mars/Base", "NA", "Null", "yes", "rejected"),
    *("٣/٤/٢٠٢٦", "²", "１２", "12/٣/2026", "25:61", "10:3٠", "\ud7ff", "\u202e", "👩‍🚀", "i\u0307", "ß" * 9),
    *("a@b.org", "+1 212 555 0142", "tel:+1;ext=", "i-0123456789ab", "p-0123456789ab", "1", "2", "x" * 5_001),
)
NAMES = (
    *("Company", "Role", "Interview Date", "Interview Time", "Time zone", "Status", "Outcome date", "Round"),
    *(
        "Decision date",
        "Format",
        "Notes",
        "Contact Person",
        "Email",
        "Phone",
        "Part",
        "LinkedIn",
        "Interested",
    ),
    *("First Name", "Last Name", "URL", "Position", "Connected On", "companyName", "listName", "title"),
    *("Organization Name", "E-mail 1 - Value", "E-mail Address", "JobTitle", "JobSource", "Shoe size"),
)
_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CELL = st.sampled_from(ODD_TEXTS) | st.text(max_size=12)


def mutated(data: bytes, chance: random.Random, pieces: Sequence[bytes], max_changes: int = 8) -> bytes:
    """Return bytes in which some are changed, deleted or doubled, or pieces are inserted."""
    result = bytearray(data)
    for _ in range(chance.randint(0, max_changes)):
        start = chance.randrange(len(result) + 1)
        end = start + chance.randrange(1, 80)
        match chance.randrange(6):
            case 0:
                result[start : start + 1] = bytes([chance.randrange(256)])
            case 1:
                del result[start:end]
            case 2:
                result[start:start] = result[start:end]
            case 3:
                result[start:end] = chance.choice(pieces)
            case 4 if chance.random() < 0.1:
                del result[start:]
            case _:
                result[start:start] = chance.choice(pieces)
    return bytes(result)


def mutations(
    sources: Sequence[bytes], pieces: Sequence[bytes], max_changes: int = 8
) -> st.SearchStrategy[bytes]:
    """Return valid files, most of them changed in up to `max_changes` places."""
    return st.builds(
        lambda data, number: mutated(data, random.Random(number), pieces, max_changes),
        st.sampled_from(list(sources)),
        st.integers(0, 2**32),
    )


@st.composite
def tables(draw: st.DrawFn, name: str = "") -> bytes:
    """One of our own tables with random rows and cells, and some delimiter, quoting and encoding."""
    schema = SCHEMA[name or draw(st.sampled_from(list(SCHEMA)))]
    columns = [*schema.columns, *draw(st.lists(_CELL, max_size=2))]
    if draw(st.booleans()):
        columns = draw(st.permutations(columns))
    rows = draw(st.lists(st.lists(_CELL, min_size=len(columns), max_size=len(columns)), max_size=5))
    delimiter, line_end = draw(st.sampled_from(",,,;\t")), draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    quoted = draw(st.booleans())

    def line(cells: Sequence[str]) -> str:
        return delimiter.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' if quoted else cell for cell in cells)

    text = line_end.join(map(line, [columns, *rows]))
    return text.encode(draw(st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252"])), "replace")


@st.composite
def lists_of_jobs(draw: st.DrawFn) -> bytes:
    """A table with meaningful column names, and mostly meaningless cells."""
    names = st.sampled_from([*NAMES, *(column for schema in SCHEMA.values() for column in schema.columns)])
    header = draw(st.lists(names | _CELL, min_size=1, max_size=8, unique=True))
    rows = draw(st.lists(st.lists(_CELL, min_size=len(header), max_size=len(header)), max_size=6))
    quoted = (",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [header, *rows])
    return "\n".join(quoted).encode("utf-8", "replace")


_TYPES = ("string", "date", "time", "float", "boolean", "percentage", "", "unknown")
_VALUES = (
    "1",
    "1e999",
    "-1",
    "nan",
    "2026-11-02",
    "9999-12-31T25:00:00",
    "PT10H00M00S",
    "PT99999H",
    "true",
    "x",
)


@st.composite
def ods_tables(draw: st.DrawFn) -> bytes:
    """A valid ODS workbook with odd cells."""
    rows = draw(st.lists(st.lists(_ods_cell(), max_size=6), max_size=5))
    repeated = draw(
        st.sampled_from(["", "", ' table:number-rows-repeated="3"', ' table:number-rows-repeated="x"'])
    )
    header = "".join(text_cell(name) for name in draw(st.lists(st.sampled_from(NAMES), max_size=6)))
    return ods(ods_row(header) + "".join(ods_row(*cells, more=repeated) for cells in rows))


def _ods_cell() -> st.SearchStrategy[str]:
    def cell(text: str, kind: str, value: str, times: str) -> str:
        more = f' office:value-type="{kind}"' if kind else ""
        name = {"date": "date-value", "time": "time-value", "boolean": "boolean-value"}.get(kind, "value")
        more += f' office:{name}="{value}"' if kind not in ("", "string") else ""
        more += f' table:number-columns-repeated="{times}"' if times else ""
        return f"<table:table-cell{more}><text:p>{escape(_IN_XML.sub('', text))}</text:p></table:table-cell>"

    return st.builds(
        cell,
        *(
            _CELL,
            st.sampled_from(_TYPES),
            st.sampled_from(_VALUES),
            st.sampled_from(["", "", "2", "16384", "-1"]),
        ),
    )


@st.composite
def xlsx_tables(draw: st.DrawFn) -> bytes:
    """A valid XLSX workbook with odd cells."""
    typed = (
        st.floats()
        | st.booleans()
        | st.dates()
        | st.datetimes()
        | st.times()
        | st.integers(-(10**18), 10**18)
    )
    cell = _CELL.map(lambda text: _IN_XML.sub("", text)) | typed | st.none()
    header = draw(st.lists(st.sampled_from(NAMES), max_size=6))
    return xlsx(("Jobs", [header, *draw(st.lists(st.lists(cell, max_size=6), max_size=5))]))


@st.composite
def bundles(draw: st.DrawFn) -> bytes:
    """An archive whose tables, file names or manifest are not as they should be."""
    names = [f"{name}.csv" for name in SCHEMA]
    members = {
        name: draw(tables(name.removesuffix(".csv"))) for name in draw(st.sets(st.sampled_from(names)))
    }
    members[draw(st.sampled_from([TAKE_HOME, "backup.json", "other.json"]))] = draw(
        st.just(manifest("A workshop", date(2026, 11, 18)))
        | st.binary(max_size=60)
        | st.sampled_from(
            [b"{}", b"[]", b'{"schema": 2}', b'{"schema": true}', b'{"schema": 1e999}', b"[" * 9_000]
        )
    )
    if draw(st.booleans()):
        members[draw(_CELL.filter(lambda name: name.partition("\x00")[0]))] = b"x"
    data = _packed(members) if draw(st.booleans()) else write_zip(_named(members), date(2026, 11, 18))
    chance = random.Random(draw(st.integers(0, 2**32)))
    return (
        mutated(data, chance, (b"PK\x03\x04", b"PK\x01\x02", b"\xff\xff\xff\xff", b"../"))
        if chance.random() < 0.5
        else data
    )


def _named(members: dict[str, bytes]) -> list[tuple[str, bytes]]:
    return [(name.replace("\ud7ff", "x"), body) for name, body in members.items()]


def _packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def cards() -> st.SearchStrategy[list[TextLine]]:
    """Return lines of text as the reader of card photos finds them."""
    words = (
        *(
            "Dana Ruiz",
            "DANA RUIZ, PhD",
            "Head of Data",
            "Acme Robotics GmbH",
            "www.acme.example",
            "山田 太郎",
        ),
        *(
            "dana@acme.example",
            "dana @ acme . example",
            "Tel: +49 30 901820",
            "Fax 030 901820",
            "in/dana-ruiz",
        ),
        *("linkedin.com/in/dana", "10115 Berlin", "| ", " - ", "@", "+", "()", "12345678901234567890"),
    )
    text = st.lists(st.sampled_from([*words, *ODD_TEXTS]) | st.text(max_size=20), max_size=4).map(" ".join)
    size = st.floats(0, 3_000)
    line = st.builds(
        lambda line_text, score, height, left, top: TextLine(
            text=line_text, score=score, height=height, left=left, top=top
        ),
        *(text, st.floats(0.5, 1), size, size, size),
    )
    return st.lists(line, max_size=8)
