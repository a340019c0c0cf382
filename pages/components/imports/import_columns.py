"""Column mapping for a spreadsheet: what each column means, its encoding and its date order."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import session
from components.markdown_text import escape_markdown, escape_option
from followup_core.formats.parsed_file import UnreadableFile
from followup_core.formats.spreadsheet import ENCODINGS, SEPARATORS, Field, ReadOptions
from followup_core.models import FollowUpError
from followup_core.models.date_text import pluralize
from followup_core.services.imports import column_mapping
from followup_core.services.imports.column_mapping import FIELD_LABELS, MAIN_FIELDS
from followup_core.services.imports.file_detection import UnmappedSpreadsheet, parse_upload

from . import import_review

_NO_COLUMN = ""
_DAY_FIRST, _MONTH_FIRST = "The day", "The month"
_MAX_SAMPLE_TEXT = 600


def render_import_columns(detected: UnmappedSpreadsheet, name: str, data: bytes, file_id: str) -> bool:
    """Draw the column mapping and the import preview; return True if the file was just imported."""
    fault_slot = st.container()
    try:
        spreadsheet = _render_read_options(detected, name, data, file_id)
        sheet = spreadsheet.sheet
        mapping = column_mapping.guess_mapping(session.workspace_folder(), spreadsheet)
        if sheet.encoding not in ("", "utf-8"):
            samples = " / ".join(column_mapping.column_samples(spreadsheet).values())
            st.markdown(escape_markdown(samples)[:_MAX_SAMPLE_TEXT])
        # Other options give a different table, so choices for columns of the table before don't carry over.
        file_id = f"{file_id}-{sheet.encoding}-{sheet.delimiter}-{sheet.sheet}"
        if not spreadsheet.layout.table:
            mapping, fault_slot = _render_mapping(spreadsheet, mapping, file_id)
        ambiguous_text = column_mapping.ambiguous_date(spreadsheet, mapping)
        day_first = _render_date_order(ambiguous_text, file_id) if ambiguous_text else None
        if ambiguous_text and day_first is None:
            return False
        with st.spinner(f"Reading {pluralize(len(sheet.rows), 'row')}"):
            parsed = column_mapping.apply_mapping(
                spreadsheet, mapping, zone=session.timezone(), day_first=day_first
            )
    except FollowUpError as error:
        fault_slot.error(escape_markdown(str(error)), icon=":material/error:")
        return False
    if not import_review.render_import_review(parsed, file_id):
        return False
    if mapping != spreadsheet.layout.mapping:
        column_mapping.remember_mapping(session.workspace_folder(), spreadsheet, mapping)
    return True


def _render_read_options(
    detected: UnmappedSpreadsheet, name: str, data: bytes, file_id: str
) -> UnmappedSpreadsheet:
    """Draw the choice of another encoding, separator or sheet; return the spreadsheet as read with it."""
    sheet = detected.sheet
    options = ReadOptions()
    if sheet.encoding and (sheet.encoding != "utf-8" or sheet.delimiter != ","):
        options = _render_text_options(detected, file_id)
    elif len(sheet.sheets) > 1:
        chosen_sheet = st.selectbox(
            "Sheet",
            sheet.sheets,
            sheet.sheets.index(sheet.sheet),
            key=session.key(f"{file_id}-sheet"),
            persist_state="session",
        )
        options = replace(options, sheet=chosen_sheet)
    if options in (ReadOptions(), ReadOptions(sheet=sheet.sheet)):
        return detected
    content = parse_upload(
        name, data, settings=session.view().records.settings, today=session.today(), options=options
    )
    if not isinstance(content, UnmappedSpreadsheet):
        raise UnreadableFile("The file cannot be read that way.", "Choose another way to read it.")
    return content


def _render_text_options(detected: UnmappedSpreadsheet, file_id: str) -> ReadOptions:
    """Draw the choices of encoding and separator; '' in the result keeps the detected one."""
    sheet = detected.sheet
    with st.expander("Do names look wrong?", key=session.key(f"{file_id}-wrong")):
        encoding = st.selectbox(
            "Letters",
            list(ENCODINGS),
            list(ENCODINGS).index(sheet.encoding),
            format_func=lambda option: ENCODINGS[option],
            key=session.key(f"{file_id}-letters"),
            persist_state="session",
        )
        delimiter = st.selectbox(
            "Cells are separated by",
            list(SEPARATORS),
            list(SEPARATORS).index(sheet.delimiter),
            format_func=lambda option: SEPARATORS[option],
            key=session.key(f"{file_id}-parted"),
            persist_state="session",
        )
    return ReadOptions(
        encoding=encoding if encoding != sheet.encoding else "",
        delimiter=delimiter if delimiter != sheet.delimiter else "",
    )


def _render_mapping(
    spreadsheet: UnmappedSpreadsheet, guessed_mapping: Mapping[str, Field], file_id: str
) -> tuple[Mapping[str, Field], DeltaGenerator]:
    """Ask for each field which column holds it.

    Returns:
        What each chosen column means, and the container below the organization's field, for the error that it
        has no column.
    """
    column_of = {field: column for column, field in guessed_mapping.items()}
    samples = column_mapping.column_samples(spreadsheet)
    fields = list(FIELD_LABELS)
    with st.expander(
        "How the columns are understood",
        expanded=column_mapping.needs_review(spreadsheet, guessed_mapping),
        key=session.key(f"{file_id}-columns"),
    ):
        chosen_columns = {fields[0]: _render_field(fields[0], column_of, samples, file_id)}
        fault_slot = st.container()
        chosen_columns |= {
            field: _render_field(field, column_of, samples, file_id) for field in fields[1:MAIN_FIELDS]
        }
        more_fields = fields[MAIN_FIELDS:]
        if st.toggle("More details", key=session.key(f"{file_id}-more"), persist_state="session"):
            chosen_columns |= {
                field: _render_field(field, column_of, samples, file_id) for field in more_fields
            }
        else:
            chosen_columns |= {field: column_of.get(field, _NO_COLUMN) for field in more_fields}
    # If one column is chosen for two fields, the first field gets it.
    return {column: field for field, column in reversed(chosen_columns.items()) if column}, fault_slot


def _render_field(
    field: Field,
    column_of: Mapping[Field, str],
    samples: Mapping[str, str],
    file_id: str,
) -> str:
    """Ask which column holds a field; return its name, '' for none."""
    columns = [_NO_COLUMN, *samples]
    return st.selectbox(
        FIELD_LABELS[field],
        columns,
        columns.index(column_of.get(field, _NO_COLUMN)),
        format_func=lambda column: _column_label(column, samples),
        key=session.key(f"{file_id}-{field}"),
        persist_state="session",
    )


def _column_label(column: str, samples: Mapping[str, str]) -> str:
    if not column:
        return "Not in this file"
    return f"{column} ({samples[column]})" if samples[column] else column


def _render_date_order(ambiguous_text: str, file_id: str) -> bool | None:
    """Ask whether the day or the month comes first in a date; return whether the day does, None if open."""
    choice = st.segmented_control(
        f"In “{escape_markdown(ambiguous_text)}”, what comes first?",
        [_DAY_FIRST, _MONTH_FIRST],
        required=True,
        format_func=escape_option,
        key=session.key(f"{file_id}-order"),
        persist_state="session",
    )
    return None if choice is None else choice == _DAY_FIRST
