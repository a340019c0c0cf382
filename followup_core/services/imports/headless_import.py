"""A file brought in by the command line, where nobody is there to be asked: only what is certain comes in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from followup_core.formats.archive import Archive
from followup_core.formats.parsed_file import ParsedFile, SkippedRow, UnreadableFile
from followup_core.formats.spreadsheet import has_ambiguous_dates
from followup_core.models import Settings
from followup_core.services.workspace import ActionContext, Workspace
from followup_core.services.workspace_registry import csv_store
from followup_core.store import Receipt, back_up_before

from . import archive_import, import_choices, import_plan, linkedin_matches
from .candidate_entries import own_notices
from .column_mapping import apply_mapping
from .file_detection import ImportKind, UnmappedSpreadsheet, detect_kind, parse_upload
from .import_diff import MergeResult
from .import_summary import EmptyImport, changes_nothing, empty_file, empty_tables
from .linkedin_matches import ConnectionMatch


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedUpload:
    """A file as it was given: its kind, and what can come of it without a question.

    `nothing` says why nothing comes of an arrival, where that is so.
    """

    kind: ImportKind
    what: ParsedFile | Archive | UnmappedSpreadsheet
    skipped: tuple[SkippedRow, ...] = ()
    notices: tuple[str, ...] = ()
    nothing: EmptyImport | None = None


def parse_any(
    name: str,
    data: bytes,
    *,
    kind: ImportKind | None = None,
    settings: Settings,
    today: date,
    day_first: bool | None = None,
    own: Collection[str] | None = None,
) -> ParsedUpload:
    """Return what a file brings; `own` are the candidate's addresses and names, left out of an invitation.

    Raises UnreadableFile, also where its dates could be read in two ways and `day_first` does not say.
    """
    opened = parse_upload(name, data, settings=settings, today=today, kind=kind, own=own)
    found = kind or detect_kind(name, data)
    if isinstance(opened, UnmappedSpreadsheet):
        if opened.connections:
            skipped = opened.sheet.skipped
            return ParsedUpload(
                kind=ImportKind.CONNECTIONS, what=opened, skipped=skipped, notices=opened.sheet.notices
            )
        opened = _understood(opened, today, day_first)
    if isinstance(opened, ParsedFile):
        ready = import_choices.apply_choices(opened)
        nothing = empty_file(opened, ready)
        notices = (*ready.notices, *own_notices(ready, settings))
        return ParsedUpload(kind=found, what=ready, skipped=ready.skipped, notices=notices, nothing=nothing)
    return ParsedUpload(kind=found, what=opened)


def _understood(columns: UnmappedSpreadsheet, today: date, day_first: bool | None) -> ParsedFile:
    sheet, layout = columns.sheet, columns.layout
    doubtful = has_ambiguous_dates(sheet, layout.mapping)
    if doubtful and day_first is None:
        raise UnreadableFile(
            f"In “{doubtful[0][:40]}” the day or the month may stand first.",
            "Say which with --date-order day or --date-order month.",
        )
    return apply_mapping(columns, layout.mapping, today=today, day_first=day_first)


def preview(workspace: Workspace, given: ParsedUpload, today: date) -> MergeResult:
    """Return what bringing the file in would do now; nothing is changed."""
    match given.what:
        case ParsedFile() as arrived:
            return import_plan.preview(workspace, arrived)
        case Archive() as bundle:
            return archive_import.preview(workspace, bundle)
        case UnmappedSpreadsheet() as columns:
            return linkedin_matches.preview(workspace, _certain(workspace, columns, today), today)


def nothing_taken(
    workspace: Workspace, given: ParsedUpload, merge: MergeResult, today: date
) -> EmptyImport | None:
    """Return why nothing of the file comes in; None where something does, or is here already."""
    if not changes_nothing(merge):
        return None
    if isinstance(given.what, UnmappedSpreadsheet):
        return linkedin_matches.find_connections(workspace.view(today), given.what.sheet).nothing_taken()
    return given.nothing or empty_tables(len(merge.problems))


def import_upload(workspace: Path, desk: Workspace, context: ActionContext, given: ParsedUpload) -> Receipt:
    """Bring the file in as one action, with a backup of what is here before."""
    match given.what:
        case ParsedFile() as arrived:
            return import_plan.import_parsed_file(workspace, context, arrived)
        case Archive() as bundle:
            return archive_import.import_archive(workspace, context, bundle)
        case UnmappedSpreadsheet() as columns:
            matches = _certain(desk, columns, context.today)
            if matches:
                back_up_before(csv_store(workspace), context.today, "import")
            return linkedin_matches.apply_matches(desk, context, matches)


def _certain(workspace: Workspace, columns: UnmappedSpreadsheet, today: date) -> tuple[ConnectionMatch, ...]:
    found = linkedin_matches.find_connections(workspace.view(today), columns.sheet)
    return tuple(each for each in found.matches if each.sure)
