"""Exports of a workspace: a workbook, CSV tables, a calendar file, and a ZIP that can be imported again."""

import csv
import errno
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from followup_core.formats.archive import MAX_ARCHIVE_UNPACKED, MAX_MEMBERS, manifest
from followup_core.formats.csv_injection import spreadsheet_csv
from followup_core.formats.pdf import PaperSize, paper_size
from followup_core.formats.xlsx_writer import Cell, OutputSheet, write_workbook
from followup_core.models import SCHEMA, DateBasis, FollowUpError, InterviewDetails, TouchpointKind
from followup_core.models.date_text import pluralize
from followup_core.regular_files import read_regular_file
from followup_core.services.calendar_feed import calendar_file
from followup_core.services.labels import step_title
from followup_core.services.workspace import Workspace, WorkspaceView
from followup_core.store import CsvStore, write_durably
from followup_core.store.csv_codec import encode
from followup_core.zip_files import BACKUP_MANIFEST, write_zip

EXPORT_KINDS = ("ics", "xlsx", "csv", "zip")
_CHOOSE_ANOTHER_PLACE = "Choose another place."
_STORE_FOLDERS = frozenset({".store", "backups", "outside"})
_README_BYTES = 500_000  # reserved for the explanations in the ZIP
_MAX_EXTRA_BYTES = 7_000_000  # photos don't compress, and an upload may have 10 MB
_MAX_EXTRA_FILES = MAX_MEMBERS - 20
_EXTRA_FOLDERS = (("messages", ".txt"), ("cards", ".jpg"))
_PLAIN_NAME = re.compile(r"[\w.-]+", re.ASCII)

ArchiveMember = tuple[str, bytes]


class ExportTooLarge(FollowUpError):
    """The tables of a workspace are too large for one file that the program can import again."""


class ExportNotWritten(FollowUpError):
    """A file couldn't be written. An existing file is unchanged."""


def write_export(workspace: Workspace, kind: str, out: Path, today: date, made_at: datetime) -> str:
    """Write an export of one of EXPORT_KINDS to `out`, and return a sentence that says what was written.

    If `kind` is "csv", the name `out` decides: .csv is the summary, and .zip is all tables in one ZIP. Any
    other name is a folder of tables. The folder is made if it is missing, and other files in it stay. An
    existing file is replaced, and the sentence says so. `made_at` is the time in a calendar file.

    Raises:
        ExportNotWritten: `out` belongs to a workspace, or can't be written.
    """
    to_folder = kind == "csv" and out.suffix.lower() not in (".csv", ".zip")
    try:
        path = out.expanduser().resolve()
        _refuse_workspace_path(workspace, path, is_folder=to_folder)
    except (OSError, RuntimeError) as error:  # a loop of links, or a folder without permission
        raise ExportNotWritten(f"“{out}” cannot be reached.", _CHOOSE_ANOTHER_PLACE) from error
    if to_folder:
        return _write_folder(path, render_csv_files(workspace, today))
    return _write_file(path, _render(workspace, kind, path, today, made_at))


def _render(workspace: Workspace, kind: str, path: Path, today: date, made_at: datetime) -> bytes:
    match kind:
        case "ics":
            return _render_calendar(workspace, today, made_at)
        case "xlsx":
            return render_xlsx(workspace, today)
        case "csv":
            return (render_csv_zip if path.suffix.lower() == ".zip" else render_summary_csv)(workspace, today)
        case "zip":
            return render_archive(workspace, today)
        case _:
            raise ExportNotWritten(
                f"“{kind[:40]}” isn't an export format.", f"Use one of: {', '.join(EXPORT_KINDS)}."
            )


def _render_calendar(workspace: Workspace, today: date, made_at: datetime) -> bytes:
    """Return a calendar file of all interviews and planned steps."""
    folder = workspace.store.paths.folder if isinstance(workspace.store, CsvStore) else Path()
    return calendar_file(workspace.view(today), folder, made_at=made_at)


def _refuse_workspace_path(workspace: Workspace, path: Path, *, is_folder: bool) -> None:
    """Raise ExportNotWritten if a file at `path` could be mistaken for one of a workspace's own files."""
    target_folder = path if is_folder else path.parent
    is_this_workspace = (
        isinstance(workspace.store, CsvStore) and target_folder == workspace.store.paths.folder.resolve()
    )
    is_workspace = is_this_workspace or (target_folder / ".store").is_dir()
    in_store_folder = _STORE_FOLDERS & {target_folder.name} and (target_folder.parent / ".store").is_dir()
    if (
        in_store_folder
        or ".store" in path.parts
        or (is_workspace and (is_folder or path.name in _table_files()))
    ):
        raise ExportNotWritten(f"“{path}” belongs to a workspace.", _CHOOSE_ANOTHER_PLACE)
    if not is_folder and path.is_dir():
        raise ExportNotWritten(f"“{path}” is a folder.", "Give the name of a file.")


def _table_files() -> frozenset[str]:
    return frozenset(f"{name}.csv" for name in SCHEMA)


def _write_file(path: Path, body: bytes) -> str:
    replaced = _write(path, body)
    return f"“{path}” was written." + (" It replaced the file that was there." if replaced else "")


def _write_folder(folder: Path, files: Mapping[str, bytes]) -> str:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise _not_written_error(folder, error) from error
    replaced = sum(_write(folder / name, body) for name, body in files.items())
    count = pluralize(len(files), "file").capitalize()
    sentence = f"{count} are written to “{folder}”: {', '.join(files)}."
    return f"{sentence} {replaced} of them were there and are replaced." if replaced else sentence


def _write(path: Path, body: bytes) -> bool:
    """Write a file, whole or not at all, and return whether it replaced an existing one."""
    try:
        existed = path.exists()
        write_durably(path, body)
    except OSError as error:
        raise _not_written_error(path, error) from error
    return existed


def _not_written_error(path: Path, error: OSError) -> ExportNotWritten:
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR:
            return ExportNotWritten(
                f"There is no folder “{path.parent}”.", "Make it first, or choose another place."
            )
        case errno.EEXIST | errno.EISDIR:
            expected = "folder" if error.errno == errno.EEXIST else "file"
            return ExportNotWritten(
                f"“{path}” already exists, but it isn't a {expected}.", _CHOOSE_ANOTHER_PLACE
            )
        case errno.ENOSPC | errno.EDQUOT:
            return ExportNotWritten(
                f"The disk is full; “{path}” was not written.", "Free some space and try again."
            )
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return ExportNotWritten(
                f"“{path}” cannot be written.", "Allow writing there, or choose another place."
            )
    return ExportNotWritten(f"“{path}” was not written ({error.strerror}).", _CHOOSE_ANOTHER_PLACE)


def render_xlsx(workspace: Workspace, today: date, remark: str = "") -> bytes:
    """Return a workbook: the summary first, then each table with all columns, as text.

    The remark, if any, goes above the summary.
    """
    view = workspace.view(today)
    tables = [
        OutputSheet(name=name, header=tuple(header), rows=rows, as_text=True)
        for name, (header, rows) in _decoded_tables(workspace).items()
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
    files = {
        f"{name}.csv": spreadsheet_csv([header, *rows])
        for name, (header, rows) in _decoded_tables(workspace).items()
    }
    return {"summary.csv": render_summary_csv(workspace, today), **files}


def render_csv_zip(workspace: Workspace, today: date) -> bytes:
    """Return the files of `render_csv_files` in one ZIP."""
    return write_zip(render_csv_files(workspace, today).items(), today)


def render_summary_csv(workspace: Workspace, today: date) -> bytes:
    """Return the summary with one row per interview, formulas escaped as in `render_csv_files`."""
    sheet = summary_table(workspace.view(today))
    return spreadsheet_csv([sheet.header, *([_cell_text(cell) for cell in row] for row in sheet.rows)])


def render_archive(workspace: Workspace, today: date) -> bytes:
    """Return the whole workspace as one ZIP that this program can import again without losing a cell.

    The ZIP also has the candidate's own wording of messages and saved photos of cards, as far as they fit.
    The read-me file lists those that don't fit.

    Raises:
        ExportTooLarge: the tables alone are too large to import again.
    """
    tables = [(f"{name}.csv", body) for name, body in _encoded_tables(workspace).items()]
    free_bytes = MAX_ARCHIVE_UNPACKED - _README_BYTES - sum(len(body) for _, body in tables)
    if free_bytes < 0:
        raise ExportTooLarge(
            f"The tables are larger than {MAX_ARCHIVE_UNPACKED // 1_000_000} MB,"
            " more than one file may bring in.",
            "Close the program and copy the workspace's folder instead.",
        )
    extra_members, left_out = _files_that_fit(_extra_files(workspace), min(free_bytes, _MAX_EXTRA_BYTES))
    read_me = ("READ ME FIRST.txt", _read_me(today, left_out).encode("utf-8", "replace"))
    return write_zip([read_me, *tables, *extra_members, (BACKUP_MANIFEST, manifest("", today))], today)


def _encoded_tables(workspace: Workspace) -> Mapping[str, bytes]:
    """Return each table as its CSV file, quarantined rows included; raise Unreadable if one can't be read."""
    tables = workspace.store.load().tables
    if isinstance(workspace.store, CsvStore):
        return workspace.store.encoded()
    return {name: encode(table.columns, table.rows.values()) for name, table in tables.items()}


def _decoded_tables(workspace: Workspace) -> Mapping[str, tuple[list[str], list[list[str]]]]:
    """Return the header and the rows of each table."""
    tables = {
        name: list(csv.reader(io.StringIO(body.decode(), newline="")))
        for name, body in _encoded_tables(workspace).items()
    }
    return {name: (rows[0], rows[1:]) for name, rows in tables.items()}


def _cell_text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case datetime():
            return cell.strftime("%Y-%m-%d %H:%M")
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def _extra_files(workspace: Workspace) -> Iterator[tuple[str, Path]]:
    """Yield the name in the ZIP and the path of each file that isn't a table: own wording and photos."""
    if not isinstance(workspace.store, CsvStore):
        return
    for folder, suffix in _EXTRA_FOLDERS:
        for path in sorted((workspace.store.paths.folder / folder).glob(f"*{suffix}")):
            yield f"{folder}/{path.name}", path


def _files_that_fit(
    files: Iterable[tuple[str, Path]], free_bytes: int
) -> tuple[list[ArchiveMember], list[str]]:
    """Return the files that fit into `free_bytes`, and the names of files that don't fit or can't be read."""
    members, left_out = list[ArchiveMember](), list[str]()
    for name, path in files:
        body = (
            _read_within(path, free_bytes)
            if len(members) < _MAX_EXTRA_FILES and _PLAIN_NAME.fullmatch(path.name)
            else None
        )
        if body is None:
            left_out.append(name)
        else:
            members.append((name, body))
            free_bytes -= len(body)
    return members, left_out


def _read_within(path: Path, max_bytes: int) -> bytes | None:
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
            "To continue on another computer, start the program, open Settings, Your data,",
            "and choose this ZIP file as it is, without unpacking it. Nothing that is there",
            "already is changed or doubled, and you can undo it.",
            *(missing if left_out else ()),
            "",
        )
    )


SUMMARY_NAME = "Summary"
_SUMMARY_COLUMNS = (
    ("Organization", 26.0),
    ("Role", 22.0),
    ("Round", 7.0),
    ("Interview date", 17.0),
    ("Time zone", 16.0),
    ("Format", 10.0),
    ("People met", 30.0),
    ("Number met", 8.0),
    ("Thanked", 9.0),
    ("Decision by", 12.0),
    ("Outcome", 12.0),
    ("Outcome date", 13.0),
    ("Next step", 34.0),
    ("Next step from", 12.0),
    ("Next step due", 12.0),
    ("Notes", 44.0),
)


def summary_table(view: WorkspaceView) -> OutputSheet:
    """Return a sheet with one row per interview, earliest first.

    A cell with the names of many people may be longer than any cell of the tables.
    """
    rounds = sorted(view.records.interviews.values(), key=lambda details: details.interview.held_at)
    return OutputSheet(
        name=SUMMARY_NAME,
        header=tuple(name for name, _ in _SUMMARY_COLUMNS),
        rows=[_summary_row(view, details) for details in rounds],
        widths=tuple(width for _, width in _SUMMARY_COLUMNS),
        wrap=True,
    )


def _summary_row(view: WorkspaceView, details: InterviewDetails) -> tuple[Cell, ...]:
    interview = details.interview
    return (
        interview.organization,
        interview.role,
        interview.round,
        interview.held_at,
        interview.timezone,
        _capitalized_text(interview.format),
        "; ".join(
            view.name(interviewer.person_id) or "Unknown person" for interviewer in details.interviewers
        ),
        len(details.interviewers),
        _thanked_count(view, details),
        interview.decision_by if details.date_basis is DateBasis.NAMED else None,
        _capitalized_text(interview.outcome),
        interview.outcome_on,
        *_next_step_cells(view, details),
        interview.notes,
    )


def _capitalized_text(word: str | None) -> str:
    return (word or "").replace("_", " ").capitalize()


def _thanked_count(view: WorkspaceView, details: InterviewDetails) -> int:
    """Return how many interviewers were thanked by email until today; bounced emails don't count."""
    thanked_ids = {
        touchpoint.person_id
        for touchpoint in details.touchpoints
        if touchpoint.kind is TouchpointKind.THANK_YOU_EMAIL
        and not touchpoint.bounced
        and touchpoint.sent_on <= view.today
    }
    return len(thanked_ids & {interviewer.person_id for interviewer in details.interviewers})


def _next_step_cells(view: WorkspaceView, details: InterviewDetails) -> tuple[Cell, Cell, Cell]:
    steps = view.steps_by_interview.get(details.interview.interview_id, ())
    if not steps:
        return (None, None, None)
    step = steps[0]
    title = step_title(step, view.name(step.person_id), details.interview)
    return (title, step.earliest, step.due)
