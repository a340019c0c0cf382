"""Our own tables, imported again: rows as they are, with escaped formulas restored."""

from collections import Counter
from collections.abc import Mapping

from followup_core.formats.csv_injection import unescape_formula
from followup_core.formats.parsed_file import ParsedFile, SkippedRow
from followup_core.models import SCHEMA, Row

from .layouts import Layout
from .sheet import Sheet

_CORRECT = "Correct it, and choose the file again."


def native_rows(sheet: Sheet, layout: Layout) -> ParsedFile:
    """Return the rows of one of our tables; rows without an id, or with one already used, are skipped.

    Unknown columns are kept. Cells of a workbook were never escaped, so nothing is
    unescaped there.
    """
    blank = dict.fromkeys(SCHEMA[layout.table].columns, "")
    plain = unescape_formula if sheet.encoding else str
    rows = tuple(
        {**blank, **{name: plain(cell) for name, cell in zip(sheet.columns, row.cells, strict=True)}}
        for row in sheet.rows
    )
    keys = Counter(SCHEMA[layout.table].key_of(row) for row in rows)
    kept, skipped = [], list(sheet.skipped)
    for line, row in zip((each.line for each in sheet.rows), rows, strict=True):
        trouble = _key_trouble(layout.table, row, keys)
        if trouble:
            skipped.append(SkippedRow(line=line, what=trouble, remedy=_CORRECT))
        else:
            kept.append(row)
    return ParsedFile(
        title=layout.title, rows={layout.table: tuple(kept)}, skipped=tuple(skipped), notices=sheet.notices
    )


def _key_trouble(table: str, row: Row, keys: Mapping[tuple[str, ...], int]) -> str:
    schema = SCHEMA[table]
    key = schema.key_of(row)
    blank = next((name for name in schema.key if name in schema.required and not row[name].strip()), "")
    if blank:
        return f"The {blank.replace('_', ' ')} is blank."
    if keys[key] > 1:
        return f"The id “{' / '.join(key)[:60]}” stands on several rows, and all of them stay out."
    return ""
