"""A typed workbook cell as the text that a person would write."""

from datetime import date, datetime, time, timedelta

Cell = int | float | str | bool | time | date | datetime | timedelta | None

_EXACT = 10**15  # a larger number has already lost digits


def cell_text(cell: Cell) -> str:
    """Return a cell as text: whole numbers without a point, ISO dates and times, "yes" and "no"."""
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
    """Return a date and time, rounded, because a fraction of a day may be slightly too early."""
    try:
        whole = (cell + timedelta(milliseconds=500)).replace(microsecond=0)
    except OverflowError:
        whole = cell
    return (
        whole.date().isoformat() if whole.time() == time.min else whole.isoformat()[: len("2026-11-02T10:00")]
    )
