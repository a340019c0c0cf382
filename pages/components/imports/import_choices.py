"""Choices before an import: corrected names, missing dates, and which people to import."""

from collections.abc import Mapping

import streamlit as st

from components import session
from components.markdown_text import escape_markdown
from followup_core.formats.parsed_file import ParsedFile
from followup_core.models import EARLIEST_DATE, LATEST_DATE, Row
from followup_core.services.imports import import_preview
from followup_core.services.imports.import_plan import ImportChoices
from followup_core.services.imports.import_preview import PreviewRow

_FEW = 5


def choices(arrival: ParsedFile, name: str) -> ImportChoices:
    """Draw the choices for the parsed file; `name` is part of the widgets' keys."""
    interviews = import_preview.preview_rows(arrival, session.today())
    dated = [each for each in interviews if each.when]
    cells = _names(dated, arrival, name)
    cells |= _days([each for each in interviews if not each.when], name)
    proposed = import_preview.suggested(session.view(), arrival)
    return ImportChoices(cells=cells, people_out=_people_out(arrival, name, proposed), proposed=proposed)


def _names(dated: list[PreviewRow], arrival: ParsedFile, name: str) -> dict[str, Row]:
    """Draw organization and role, which files only hint at: open for one interview, folded for a few."""
    if len(dated) == 1:
        return {dated[0].interview_id: _corrected(dated[0], arrival, name)}
    if not 0 < len(dated) <= _FEW:
        return {}
    cells: dict[str, Row] = {}
    with st.expander("Correct an organization or a role", key=session.key(f"{name}-names")):
        for each in dated:
            st.markdown(f"**{escape_markdown(each.when)}**")
            cells[each.interview_id] = _corrected(each, arrival, name)
    return cells


def _corrected(each: PreviewRow, arrival: ParsedFile, name: str) -> Row:
    [row] = [row for row in arrival.rows["interviews"] if row["interview_id"] == each.interview_id]
    # The title is part of the key: if the file is parsed differently, the field shows the new initial value.
    key = f"{name}-{each.interview_id}-{each.title}"
    organization = st.text_input(
        "Organization", row["organization"], max_chars=200, key=session.key(f"{key}-organization")
    )
    role = st.text_input("Role", row["role"], max_chars=200, key=session.key(f"{key}-role"))
    return {"organization": organization or row["organization"], "role": role}


def _days(interviews: list[PreviewRow], name: str) -> Mapping[str, Row]:
    """Ask for the dates that are missing in the file; if there are many, only for the chosen interviews."""
    if not interviews:
        return {}
    by_id = {each.interview_id: each for each in interviews}
    if len(interviews) > _FEW:
        st.markdown(
            f"The file does not tell the day of {len(interviews)} of these. Choose those that you had an"
            " interview for; the others stay out."
        )
        chosen = st.multiselect(
            "Interviews you had",
            list(by_id),
            format_func=lambda each: by_id[each].title,
            key=session.key(f"{name}-held"),
        )
    else:
        st.markdown("The file does not tell when it was. Choose the day; without one it stays out.")
        chosen = list(by_id)
    return dict(filter(None, (_day(by_id[each], name) for each in chosen)))


def _day(each: PreviewRow, name: str) -> tuple[str, Row] | None:
    """Ask for the date only: a time is harder to remember, and no advice depends on it."""
    held_on = st.date_input(
        f"When was {escape_markdown(each.title)}?",
        None,
        min_value=EARLIEST_DATE,
        max_value=LATEST_DATE,
        key=session.key(f"{name}-{each.interview_id}-day"),
        format="DD/MM/YYYY",
    )
    return (each.interview_id, {"held_at": held_on.isoformat()}) if held_on else None


def _people_out(arrival: ParsedFile, name: str, proposed: frozenset[str]) -> frozenset[str]:
    """Ask which people of an address book to import; suggested people are preselected."""
    people = {row["person_id"]: row for row in import_preview.unmatched_people(arrival)}
    if len(people) <= _FEW:
        return frozenset()
    st.markdown("Choose who comes in. People of organizations where you had an interview are chosen already.")
    chosen = st.multiselect(
        "People",
        list(people),
        [each for each in people if each in proposed],
        format_func=lambda each: _with_firm(people[each]),
        key=session.key(f"{name}-people"),
    )
    return frozenset(people) - frozenset(chosen)


def _with_firm(person: Row) -> str:
    return ", ".join(filter(None, (person["name"], person["organization"])))
