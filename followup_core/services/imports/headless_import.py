"""A file brought in by the command line, where nobody is there to be asked: only what is certain comes in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from followup_core.formats.archive import Bundle
from followup_core.formats.parsed_file import Arrival, NotReadable, Skipped
from followup_core.formats.spreadsheet import needs_day_order
from followup_core.models import Settings
from followup_core.services.workspace import Desk, Moment
from followup_core.services.workspace_registry import csv_store
from followup_core.store import Receipt, back_up_before

from . import archive_import, import_plan, linkedin_matches
from .candidate_entries import own_notices
from .column_mapping import understood
from .empty_imports import NothingTaken, of_arrival, of_tables
from .file_detection import Columns, ImportKind, kind_of, open_file
from .import_diff import Merge
from .linkedin_matches import Match
from .merge_summary import takes_nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file as it was given: its kind, and what can come of it without a question.

    `nothing` says why nothing comes of an arrival, where that is so.
    """

    kind: ImportKind
    what: Arrival | Bundle | Columns
    skipped: tuple[Skipped, ...] = ()
    notices: tuple[str, ...] = ()
    nothing: NothingTaken | None = None


def read_any(
    name: str,
    data: bytes,
    *,
    kind: ImportKind | None = None,
    settings: Settings,
    today: date,
    day_first: bool | None = None,
    own: Collection[str] | None = None,
) -> Given:
    """Return what a file brings; `own` are the candidate's addresses and names, left out of an invitation.

    Raises NotReadable, also where its dates could be read in two ways and `day_first` does not say.
    """
    opened = open_file(name, data, settings=settings, today=today, kind=kind, own=own)
    found = kind or kind_of(name, data)
    if isinstance(opened, Columns):
        if opened.connections:
            skipped = opened.sheet.skipped
            return Given(
                kind=ImportKind.CONNECTIONS, what=opened, skipped=skipped, notices=opened.sheet.notices
            )
        opened = _understood(opened, today, day_first)
    if isinstance(opened, Arrival):
        ready = import_plan.settled(opened)
        nothing = of_arrival(opened, ready)
        notices = (*ready.notices, *own_notices(ready, settings))
        return Given(kind=found, what=ready, skipped=ready.skipped, notices=notices, nothing=nothing)
    return Given(kind=found, what=opened)


def _understood(columns: Columns, today: date, day_first: bool | None) -> Arrival:
    sheet, layout = columns.sheet, columns.layout
    doubtful = needs_day_order(sheet, layout.mapping)
    if doubtful and day_first is None:
        raise NotReadable(
            f"In “{doubtful[0][:40]}” the day or the month may stand first.",
            "Say which with --date-order day or --date-order month.",
        )
    return understood(columns, layout.mapping, today=today, day_first=day_first)


def preview(desk: Desk, given: Given, today: date) -> Merge:
    """Return what bringing the file in would do now; nothing is changed."""
    match given.what:
        case Arrival() as arrived:
            return import_plan.preview(desk, arrived)
        case Bundle() as bundle:
            return archive_import.preview(desk, bundle)
        case Columns() as columns:
            return linkedin_matches.preview(desk, _certain(desk, columns, today), today)


def nothing_taken(desk: Desk, given: Given, merge: Merge, today: date) -> NothingTaken | None:
    """Return why nothing of the file comes in; None where something does, or is here already."""
    if not takes_nothing(merge):
        return None
    if isinstance(given.what, Columns):
        return linkedin_matches.connected(desk.view(today), given.what.sheet).nothing_taken()
    return given.nothing or of_tables(len(merge.problems))


def bring_in(workspace: Path, desk: Desk, moment: Moment, given: Given) -> Receipt:
    """Bring the file in as one action, with a backup of what is here before."""
    match given.what:
        case Arrival() as arrived:
            return import_plan.bring_in(workspace, moment, arrived)
        case Bundle() as bundle:
            return archive_import.bring_in(workspace, moment, bundle)
        case Columns() as columns:
            matches = _certain(desk, columns, moment.today)
            if matches:
                back_up_before(csv_store(workspace), moment.today, "import")
            return linkedin_matches.connect(desk, moment, matches)


def _certain(desk: Desk, columns: Columns, today: date) -> tuple[Match, ...]:
    found = linkedin_matches.connected(desk.view(today), columns.sheet)
    return tuple(each for each in found.matches if each.sure)
