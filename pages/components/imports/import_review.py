"""The preview of an import: corrected where needed, and imported with one button."""

import streamlit as st

from components import session
from components.markdown_text import escape_markdown
from followup_core.formats.parsed_file import ParsedFile, SkippedRow
from followup_core.models import FollowUpError, Row
from followup_core.models.date_text import pluralize
from followup_core.services.imports import import_plan, import_preview
from followup_core.services.imports.empty_imports import empty_file
from followup_core.services.imports.import_diff import Conflict, MergeResult
from followup_core.services.imports.import_preview import PreviewRow
from followup_core.services.imports.merge_summary import merge_sentence

from .import_choices import choices

_SHOWN = 20


def render_import_review(arrival: ParsedFile, name: str) -> bool:
    """Draw the preview of a parsed file; return True if it was just imported.

    `name` is part of the widgets' keys.
    """
    with st.container(border=True):
        head = st.container()  # filled last, because the choices below change what it says
        chosen = choices(arrival, name)
        ready = import_plan.apply_choices(arrival, chosen)
        try:
            found = import_plan.preview(session.open_workspace(), ready)
        except FollowUpError as error:
            st.error(escape_markdown(str(error)), icon=":material/error:")
            return False
        waits = not found.changes and bool(import_plan.rows_without_date(arrival))
        said = (
            "Nothing comes in before you choose a day."
            if waits
            else merge_sentence(found, empty_file(arrival, ready, chosen))
        )
        with head:
            st.markdown(f"**{escape_markdown(arrival.title)}.** {escape_markdown(said)}")
            _lines(import_preview.preview_rows(ready, session.today()))
        _people(import_preview.unmatched_people(ready))
        differences(found.conflicts)
        for notice in arrival.notices:
            st.markdown(f":gray[:material/info: {escape_markdown(notice)}]")
        _stays_out(arrival.skipped if waits else ready.skipped)
        problems(found)
        return bool(found.changes) and _bring_in(ready, name)


def _lines(interviews: tuple[PreviewRow, ...]) -> None:
    for each in interviews[:_SHOWN]:
        people = f", with {each.people}" if each.people else ""
        st.markdown(f"- **{escape_markdown(each.title)}**: {escape_markdown(each.when + people)}")
    _more(len(interviews))


def _people(people: tuple[Row, ...]) -> None:
    for row in people[:_SHOWN]:
        ways = ", ".join(filter(None, (row["organization"], row["title"], row["email"], row["phone"])))
        st.markdown(f"- **{escape_markdown(row['name'])}**{escape_markdown(f': {ways}') if ways else ''}")
    _more(len(people))


def _more(count: int) -> None:
    if count > _SHOWN:
        st.markdown(f"And {count - _SHOWN} more.")


def differences(conflicts: tuple[Conflict, ...]) -> None:
    """Draw where the stored data and the file differ."""
    if not conflicts:
        return
    for each in conflicts[:_SHOWN]:
        ours = (
            f"yours is “{escape_markdown(each.local)}” and stays"
            if each.local
            else "yours is blank and stays so"
        )
        st.markdown(
            f"- {escape_markdown(each.what)}: {ours}; the file says “{escape_markdown(each.incoming)}”."
        )
    _more(len(conflicts))


def _stays_out(skipped: tuple[SkippedRow, ...]) -> None:
    if not skipped:
        return
    with st.expander(f"{pluralize(len(skipped), 'thing').capitalize()} will stay out"):
        for each in skipped[:_SHOWN]:
            st.markdown(f"- {escape_markdown(str(each))}")
        _more(len(skipped))


def problems(found: MergeResult) -> None:
    """Draw what cannot be used in a file."""
    if found.problems:
        with st.expander(f"{pluralize(len(found.problems), 'thing').capitalize()} cannot be used"):
            for problem in found.problems[:_SHOWN]:
                st.markdown(f"- {escape_markdown(str(problem))}")


def _bring_in(ready: ParsedFile, name: str) -> bool:
    if not st.button("Bring it in", type="primary", key=session.key(f"{name}-in")):
        return False
    bar = st.progress(0.0, "Starting")

    def tell(done: float, what: str) -> None:
        bar.progress(done, what)

    return session.run_action(
        lambda workspace, context: import_plan.import_parsed_file(session.workspace(), context, ready, tell)
    )
