"""Column mapping for a spreadsheet: what each column means, its encoding and its date order."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from components import session
from components.markdown_text import escape_markdown, escape_option
from followup_core.formats.parsed_file import UnreadableFile
from followup_core.formats.spreadsheet import ENCODINGS, SEPARATORS, Field, ReadOptions
from followup_core.models import FollowUpError
from followup_core.services.imports import column_mapping
from followup_core.services.imports.column_mapping import ASKED_FIRST, FIELD_WORDS
from followup_core.services.imports.file_detection import UnmappedSpreadsheet, parse_upload

from . import import_review

_NOT_THERE = ""
_DAY, _MONTH = "The day", "The month"


def render_import_columns(found: UnmappedSpreadsheet, name: str, data: bytes, file_id: str) -> bool:
    """Draw the column mapping and the import preview; return True if it was just imported."""
    asked = st.container()  # above the columns: below eight of them nobody on a phone would see it
    try:
        columns = _read_again(found, name, data, file_id)
        means = column_mapping.guess_mapping(session.workspace(), columns)
        if columns.sheet.encoding not in ("", "utf-8"):
            st.markdown(escape_markdown(" / ".join(column_mapping.samples(columns).values()))[:600])
        # With other options it is a different table, so choices for the other columns do not carry over.
        file_id = f"{file_id}-{columns.sheet.encoding}-{columns.sheet.delimiter}-{columns.sheet.sheet}"
        if not columns.layout.table:
            means = _meanings(columns, means, file_id)
        doubtful = column_mapping.ambiguous_date(columns, means)
        day_first = _day_first(doubtful, file_id) if doubtful else None
        if doubtful and day_first is None:
            return False
        arrival = column_mapping.apply_mapping(
            columns, means, today=session.today(), zone=session.timezone(), day_first=day_first
        )
    except FollowUpError as error:
        asked.error(escape_markdown(str(error)), icon=":material/error:")
        return False
    if not import_review.render_import_review(arrival, file_id):
        return False
    if means != columns.layout.mapping:
        column_mapping.remember_mapping(session.workspace(), columns, means)
    return True


def _read_again(found: UnmappedSpreadsheet, name: str, data: bytes, file_id: str) -> UnmappedSpreadsheet:
    """Offer another encoding, separator or sheet; return the spreadsheet parsed with it."""
    sheet = found.sheet
    reading = ReadOptions()
    if sheet.encoding and (sheet.encoding != "utf-8" or sheet.delimiter != ","):
        reading = _reading_of_text(found, file_id)
    elif len(sheet.sheets) > 1:
        chosen = st.selectbox(
            "Sheet", sheet.sheets, sheet.sheets.index(sheet.sheet), key=session.key(f"{file_id}-sheet")
        )
        reading = replace(reading, sheet=chosen)
    if reading in (ReadOptions(), ReadOptions(sheet=sheet.sheet)):
        return found
    settings = session.view().records.settings
    again = parse_upload(name, data, settings=settings, today=session.today(), reading=reading)
    if not isinstance(again, UnmappedSpreadsheet):
        raise UnreadableFile("The file cannot be read that way.", "Choose another way to read it.")
    return again


def _reading_of_text(found: UnmappedSpreadsheet, file_id: str) -> ReadOptions:
    """Draw encoding and separator with their current values; '' keeps the detected one."""
    sheet = found.sheet
    with st.expander("Do names look wrong?", key=session.key(f"{file_id}-wrong")):
        letters = st.selectbox(
            "Letters",
            list(ENCODINGS),
            list(ENCODINGS).index(sheet.encoding),
            format_func=lambda each: ENCODINGS[each],
            key=session.key(f"{file_id}-letters"),
        )
        parted = st.selectbox(
            "Cells are parted by",
            list(SEPARATORS),
            list(SEPARATORS).index(sheet.delimiter),
            format_func=lambda each: SEPARATORS[each],
            key=session.key(f"{file_id}-parted"),
        )
    return ReadOptions(
        encoding=letters if letters != sheet.encoding else "",
        delimiter=parted if parted != sheet.delimiter else "",
    )


def _meanings(columns: UnmappedSpreadsheet, means: Mapping[str, Field], file_id: str) -> Mapping[str, Field]:
    """Ask for each of the program's fields which column holds it."""
    column_of = {field: name for name, field in means.items()}
    samples = column_mapping.samples(columns)
    fields = list(FIELD_WORDS)
    with st.expander(
        "How the columns are understood",
        expanded=column_mapping.needs_review(columns, means),
        key=session.key(f"{file_id}-columns"),
    ):
        chosen = [_column(field, column_of, samples, file_id) for field in fields[:ASKED_FIRST]]
        if st.toggle("More details", key=session.key(f"{file_id}-more")):
            chosen += [_column(field, column_of, samples, file_id) for field in fields[ASKED_FIRST:]]
        else:
            chosen += [(column_of.get(field, _NOT_THERE), field) for field in fields[ASKED_FIRST:]]
    return {name: field for name, field in reversed(chosen) if name}


def _column(
    field: Field, column_of: Mapping[Field, str], samples: Mapping[str, str], file_id: str
) -> tuple[str, Field]:
    names = [_NOT_THERE, *samples]
    chosen = st.selectbox(
        FIELD_WORDS[field],
        names,
        names.index(column_of.get(field, _NOT_THERE)),
        format_func=lambda each: _called(each, samples),
        key=session.key(f"{file_id}-{field}"),
    )
    return chosen, field


def _called(name: str, samples: Mapping[str, str]) -> str:
    if not name:
        return "Not in this file"
    return f"{name} ({samples[name]})" if samples[name] else name


def _day_first(doubtful: str, file_id: str) -> bool | None:
    chosen = st.segmented_control(
        f"In “{escape_markdown(doubtful)}”, what stands first?",
        [_DAY, _MONTH],
        required=True,
        format_func=escape_option,
        key=session.key(f"{file_id}-order"),
    )
    return None if chosen is None else chosen == _DAY
