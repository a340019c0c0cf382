"""A file brought in by the command line, where nobody is there to be asked: only what is certain comes in."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from followup_core.coach.desk import Desk, Moment
from followup_core.coach.house import csv_store
from followup_core.exchange.arrival import Arrival, NotReadable, Skipped
from followup_core.exchange.bundle import Bundle
from followup_core.exchange.sheets import needs_day_order
from followup_core.records import Settings
from followup_core.store import Receipt, back_up_before

from . import arriving, carrying, connecting
from .comparing import Merge
from .connecting import Match
from .opening import Columns, ImportKind, kind_of, open_file
from .understanding import understood


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file as it was given: its kind, and what can come of it without a question."""

    kind: ImportKind
    what: Arrival | Bundle | Columns
    skipped: tuple[Skipped, ...] = ()
    notices: tuple[str, ...] = ()


def read_any(
    name: str,
    data: bytes,
    *,
    kind: ImportKind | None = None,
    settings: Settings,
    today: date,
    day_first: bool | None = None,
) -> Given:
    """Return what a file brings.

    Raises NotReadable, also where its dates could be read in two ways and `day_first` does not say.
    """
    opened = open_file(name, data, settings=settings, today=today, kind=kind)
    found = kind or kind_of(name, data)
    if isinstance(opened, Columns):
        if opened.connections:
            skipped = opened.sheet.skipped
            return Given(
                kind=ImportKind.CONNECTIONS, what=opened, skipped=skipped, notices=opened.sheet.notices
            )
        opened = _understood(opened, today, day_first)
    if isinstance(opened, Arrival):
        ready = arriving.settled(opened)
        return Given(kind=found, what=ready, skipped=ready.skipped, notices=ready.notices)
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
            return arriving.preview(desk, arrived)
        case Bundle() as bundle:
            return carrying.preview(desk, bundle)
        case Columns() as columns:
            return connecting.preview(desk, _certain(desk, columns, today), today)


def bring_in(workspace: Path, desk: Desk, moment: Moment, given: Given) -> Receipt:
    """Bring the file in as one action, with a backup of what is here before."""
    match given.what:
        case Arrival() as arrived:
            return arriving.bring_in(workspace, moment, arrived)
        case Bundle() as bundle:
            return carrying.bring_in(workspace, moment, bundle)
        case Columns() as columns:
            matches = _certain(desk, columns, moment.today)
            if matches:
                back_up_before(csv_store(workspace), moment.today, "import")
            return connecting.connect(desk, moment, matches)


def _certain(desk: Desk, columns: Columns, today: date) -> tuple[Match, ...]:
    found = connecting.connected(desk.view(today), columns.sheet)
    return tuple(each for each in found.matches if each.sure)
