"""Imports from the command line, where nobody can be asked: only what is certain is imported."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from followup_core.formats.archive import Archive
from followup_core.formats.parsed_file import ParsedFile, SkippedRow, UnreadableFile
from followup_core.models import Settings
from followup_core.services.workspace import WorkspaceView

from .appointment_matching import DEFAULT_CHOICES, AppointmentChoices, CanceledAction
from .cancellations import canceled_interviews
from .column_mapping import ambiguous_date, apply_mapping
from .file_detection import ImportKind, UnmappedSpreadsheet, UploadContent, detect_kind, parse_upload
from .import_choices import apply_choices
from .import_plan import ImportPlan, plan_archive, plan_connections, plan_parsed_file
from .import_summary import EmptyImport, empty_file
from .invitation_candidate import candidate_notices
from .linkedin_matches import connection_sentence, find_connections


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedUpload:
    """A file with its kind and what can be read from it without a question.

    `content` is an UnmappedSpreadsheet only for LinkedIn connections. If nothing can be imported for a reason
    that is in the file itself, `empty` says why.
    """

    kind: ImportKind
    content: UploadContent
    skipped: tuple[SkippedRow, ...] = ()
    notices: tuple[str, ...] = ()
    empty: EmptyImport | None = None

    def plan(self, view: WorkspaceView, *, delete_canceled: bool = False) -> ImportPlan:
        """Return the plan of importing what is certain; raise NotAnArchive if a table can't be read.

        If `delete_canceled`, interviews whose appointment is off according to the file are deleted, unless
        they were held.
        """
        match self.content:
            case ParsedFile() as ready:
                return plan_parsed_file(
                    ready, view.today, self.empty, _appointment_choices(view, ready, delete_canceled)
                )
            case Archive() as archive:
                return plan_archive(archive)
            case UnmappedSpreadsheet() as columns:
                result = find_connections(view, columns.sheet)
                certain = tuple(match for match in result.matches if match.sure)
                return plan_connections(certain, view.today, result.nothing_taken())

    def connection_sentences(self, view: WorkspaceView) -> tuple[str, ...]:
        """Return sentences on connections that are uncertain, or spelled differently from the person met."""
        if not isinstance(self.content, UnmappedSpreadsheet):
            return ()
        sentences = map(connection_sentence, find_connections(view, self.content.sheet).matches)
        return tuple(filter(None, sentences))


def _appointment_choices(view: WorkspaceView, ready: ParsedFile, delete_canceled: bool) -> AppointmentChoices:
    if not delete_canceled:
        return DEFAULT_CHOICES
    canceled = canceled_interviews(view.snapshot, ready.canceled, view.today)
    return AppointmentChoices(
        canceled={interview.interview_id: CanceledAction.DELETE for interview in canceled}
    )


def parse_any(
    name: str,
    data: bytes,
    *,
    kind: ImportKind | None = None,
    settings: Settings,
    today: date,
    day_first: bool | None = None,
    candidate: Collection[str] | None = None,
) -> ParsedUpload:
    """Return the content of a file of any kind.

    Args:
        name: The file's name; it counts only if the first bytes don't tell the kind.
        data: The file's bytes.
        kind: The kind of file; None detects it.
        settings: The candidate's settings.
        today: The candidate's day.
        day_first: Whether the day comes first in dates such as 3/12/2026; None if nobody said.
        candidate: The candidate's addresses and names. Attendees with one of them are left out of an
            invitation. None takes the address and name of the settings.

    Raises:
        UnreadableFile: The file can't be read, or has ambiguous dates and `day_first` is None.
        NotAnArchive: It is a ZIP that this program didn't make.
    """
    content = parse_upload(name, data, settings=settings, today=today, kind=kind, candidate=candidate)
    kind = kind or detect_kind(name, data)
    if isinstance(content, UnmappedSpreadsheet):
        if content.connections:
            sheet = content.sheet
            return ParsedUpload(
                kind=ImportKind.CONNECTIONS, content=content, skipped=sheet.skipped, notices=sheet.notices
            )
        content = _with_guessed_columns(content, day_first)
    if isinstance(content, ParsedFile):
        ready = apply_choices(content)
        return ParsedUpload(
            kind=kind,
            content=ready,
            skipped=ready.skipped,
            notices=(*ready.notices, *candidate_notices(ready, settings)),
            empty=empty_file(content, ready),
        )
    return ParsedUpload(kind=kind, content=content)


def _with_guessed_columns(columns: UnmappedSpreadsheet, day_first: bool | None) -> ParsedFile:
    """Return a spreadsheet's rows by the likely meaning of its columns; refuse ambiguous dates."""
    mapping = columns.layout.mapping
    ambiguous = ambiguous_date(columns, mapping)
    if ambiguous and day_first is None:
        raise UnreadableFile(
            f"In “{ambiguous[:40]}” the day or the month may come first.",
            "Say which with --date-order day or --date-order month.",
        )
    return apply_mapping(columns, mapping, day_first=day_first)
