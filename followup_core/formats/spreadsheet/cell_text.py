"""A typed cell of a workbook as a person would write it."""

from datetime import date, datetime, time, timedelta

Cell = int | float | str | bool | time | date | datetime | timedelta | None

_EXACT = 10**15  # beyond it, a number has lost digits already


def cell_text(cell: Cell) -> str:
    """Return it: whole numbers without a point, days and moments as ISO writes them, yes and no."""
    match cell:
        case None:
            return ""
        case str():
            return cell.replace("\x00", "\ufffd") if "\x00" in cell else cell
        case bool():
            return "yes" if cell else "no"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT else repr(cell)
        case datetime():
            return _moment(cell)
        case time():
            return cell.strftime("%H:%M")
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def _moment(cell: datetime) -> str:
    """Return a moment; as a fraction of a day it may have come out a blink too early."""
    try:
        whole = (cell + timedelta(milliseconds=500)).replace(microsecond=0)
    except OverflowError:
        whole = cell
    return (
        whole.date().isoformat() if whole.time() == time.min else whole.isoformat()[: len("2026-11-02T10:00")]
    )
