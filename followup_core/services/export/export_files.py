"""Exports as bytes: an XLSX workbook, CSV tables, and a ZIP that the program can import again."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from followup_core.formats.archive import BACKUP, MAX_MEMBERS, MAX_UNPACKED, manifest, write_archive
from followup_core.formats.csv_injection import escape_formula
from followup_core.formats.pdf import PaperSize, paper_size
from followup_core.formats.xlsx_writer import Cell, OutputSheet, write_workbook
from followup_core.models import FollowUpError
from followup_core.regular_files import read_regular_file
from followup_core.services.workspace import Workspace
from followup_core.store import CsvStore
from followup_core.store.csv_codec import encode

from .summary_table import summary_table

_README_BYTES = 500_000  # reserved for the explanations in the ZIP
_MAX_OWN_BYTES = 7_000_000  # photos don't compress, and an upload may have 10 MB
_MAX_OWN_FILES = MAX_MEMBERS - 20
_OWN_FILES = (("messages", ".txt"), ("cards", ".jpg"))
_PLAIN_NAME = re.compile(r"[\w.-]+", re.ASCII)

ArchiveMember = tuple[str, bytes]


class ExportTooLarge(FollowUpError):
    """The tables of a workspace are too large for one file that the program can import again."""


def render_xlsx(workspace: Workspace, today: date, remark: str = "") -> bytes:
    """Return a workbook: the summary first, then each table with all columns, as text.

    A remark on the whole export goes above the summary.
    """
    view = workspace.view(today)
    tables = [
        OutputSheet(name=name, header=tuple(header), rows=rows, as_text=True)
        for name, (header, rows) in _tables(workspace).items()
    ]
    letter = paper_size(view.records.settings.country) is PaperSize.LETTER
    summary = summary_table(view)
    if remark:
        summary = replace(summary, above=(remark, *summary.above))
    return write_workbook([summary, *tables], made_on=today, title="Interviews", letter=letter)


def render_csv_files(workspace: Workspace, today: date) -> Mapping[str, bytes]:
    """Return `summary.csv` and the six tables by file name, for any spreadsheet program.

    Cells that a spreadsheet would run as formulas are escaped; the program's own import reverses that.
    """
    files = {f"{name}.csv": _csv([header, *rows]) for name, (header, rows) in _tables(workspace).items()}
    return {"summary.csv": render_summary_csv(workspace, today), **files}


def render_csv_zip(workspace: Workspace, today: date) -> bytes:
    """Return the files of `render_csv_files` in one ZIP."""
    return write_archive(render_csv_files(workspace, today).items(), today)


def render_summary_csv(workspace: Workspace, today: date) -> bytes:
    """Return the summary with one row per interview, formulas escaped as in `render_csv_files`."""
    sheet = summary_table(workspace.view(today))
    return _csv([sheet.header, *([_text(cell) for cell in row] for row in sheet.rows)])


def render_archive(workspace: Workspace, today: date) -> bytes:
    """Return the whole workspace as one ZIP that this program can import again without losing a cell.

    It also has the candidate's own message templates and saved photos of cards as far as they fit; the rest
    is listed in the read-me file.

    Raises:
        ExportTooLarge: the tables alone are too large to import again.
    """
    tables = [(f"{name}.csv", body) for name, body in _stored(workspace).items()]
    room = MAX_UNPACKED - _README_BYTES - sum(len(body) for _, body in tables)
    if room < 0:
        raise ExportTooLarge(
            f"The tables are larger than {MAX_UNPACKED // 1_000_000} MB, more than one file may bring in.",
            "Close the program and copy the workspace's folder instead.",
        )
    own, left_out = _fitting(_own_files(workspace), min(room, _MAX_OWN_BYTES))
    read_me = ("READ ME FIRST.txt", _read_me(today, left_out).encode("utf-8", "replace"))
    return write_archive([read_me, *tables, *own, (BACKUP, manifest("", today))], today)


def _stored(workspace: Workspace) -> Mapping[str, bytes]:
    """Return each table as its CSV file, quarantined rows included; raise Unreadable if one can't be read."""
    tables = workspace.store.load().tables
    if isinstance(workspace.store, CsvStore):
        return workspace.store.encoded()
    return {name: encode(table.columns, table.rows.values()) for name, table in tables.items()}


def _tables(workspace: Workspace) -> Mapping[str, tuple[list[str], list[list[str]]]]:
    """Return the header and the rows of each table."""
    tables = {
        name: list(csv.reader(io.StringIO(body.decode(), newline="")))
        for name, body in _stored(workspace).items()
    }
    return {name: (rows[0], rows[1:]) for name, rows in tables.items()}


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([escape_formula(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")  # without a byte order mark, Excel guesses the encoding


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case datetime():
            return cell.strftime("%Y-%m-%d %H:%M")
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def _own_files(workspace: Workspace) -> Iterator[tuple[str, Path]]:
    """Yield the workspace's other files for the ZIP, each with its name there."""
    if not isinstance(workspace.store, CsvStore):
        return
    for folder, suffix in _OWN_FILES:
        for path in sorted((workspace.store.places.folder / folder).glob(f"*{suffix}")):
            yield f"{folder}/{path.name}", path


def _fitting(files: Iterable[tuple[str, Path]], room: int) -> tuple[list[ArchiveMember], list[str]]:
    """Return the files that fit into `room` bytes, and the names of those that don't or can't be read."""
    taken, left_out = list[ArchiveMember](), list[str]()
    for name, path in files:
        body = _read(path, room) if len(taken) < _MAX_OWN_FILES and _PLAIN_NAME.fullmatch(path.name) else None
        if body is None:
            left_out.append(name)
        else:
            taken.append((name, body))
            room -= len(body)
    return taken, left_out


def _read(path: Path, max_bytes: int) -> bytes | None:
    """Return a file's bytes; None if it has more than `max_bytes` or can't be read."""
    try:
        return read_regular_file(path, max_bytes)
    except OSError:
        return None


def _read_me(today: date, left_out: Sequence[str]) -> str:
    missing = ("", "These files are not in here. They stay in your workspace's folder:", *left_out[:1_000])
    return "\n".join(
        (
            f"Your interviews, made on {today.isoformat()}",
            "",
            "*.csv      Your interviews, people, answers, messages and settings, as they are stored.",
            "messages   Your own wording of messages, where you have changed one.",
            "cards      The photos of business cards that you kept.",
            "",
            "To go on with it on another computer, start the program, open Settings, Your data,",
            "and choose this ZIP file as it is, without unpacking it. Nothing that is there",
            "already is changed or doubled, and you can undo it.",
            *(missing if left_out else ()),
            "",
        )
    )
