"""One place for every file: recognized, shown in words, and brought in only when the person says so."""

import streamlit as st

from components import session
from components.markdown_text import plain
from followup_core.formats.archive import Bundle
from followup_core.formats.parsed_file import MEGABYTE, Arrival
from followup_core.models import FollowUpError, parse_date
from followup_core.models.date_text import counted, spoken
from followup_core.services.imports import archive_import
from followup_core.services.imports.candidate_entries import own_names
from followup_core.services.imports.file_detection import (
    LARGEST,
    Columns,
    ImportKind,
    Opened,
    kind_of,
    open_file,
)
from followup_core.services.imports.merge_summary import merge_words

from . import candidate_picker, import_columns, import_connections, import_review

_ROUND = "bring-in-round"  # a number in the uploader's key: the next file begins with an empty one
_TYPES = ("ics", "vcf", "csv", "tsv", "txt", "xlsx", "ods", "zip", "png", "jpg", "jpeg", "webp")


def show() -> None:
    """Draw the uploader, and what the chosen file would bring."""
    head = st.container()
    chosen = st.file_uploader("File", type=_TYPES, max_upload_size=LARGEST // MEGABYTE, key=_key())
    if chosen is None:
        with head:
            _before_a_file()
        return
    try:
        opened = _opened(chosen.name, chosen.getvalue(), chosen.file_id)
    except FollowUpError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    match opened:
        case Arrival() if opened.yours or kind_of(chosen.name, chosen.getvalue()) is ImportKind.CALENDAR:
            done = candidate_picker.show(opened, chosen.file_id)
        case Arrival():
            done = import_review.show(opened, chosen.file_id)
        case Columns() if opened.connections:
            done = import_connections.show(opened.sheet, chosen.file_id)
        case Columns():
            done = import_columns.show(opened, chosen.name, chosen.getvalue(), chosen.file_id)
        case Bundle():
            done = _carried(opened, chosen.file_id)
    if done:
        st.session_state["brought-in"] = True
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
        st.session_state.pop("opened-file", None)
        st.rerun()


def _before_a_file() -> None:
    """Say what can be chosen, or after a file came in, where to go now."""
    if st.session_state.pop("brought-in", False):
        st.page_link("today.py", label="See what to do now", icon=":material/arrow_forward:")
        st.markdown("Or bring in more.")
    else:
        st.markdown(
            "An invitation, a business card, a spreadsheet or another tracker's file, your LinkedIn or"
            " contacts export, a file of this program. You see what would come before anything is saved."
        )


def _key() -> str:
    return session.key(f"file-{st.session_state.get(_ROUND, 0)}")


def _opened(name: str, data: bytes, file_id: str) -> Opened:
    """Return the file as read; a run of the page does not read it again."""
    said = candidate_picker.said(file_id)
    kept = st.session_state.get("opened-file")
    if kept and kept[:2] == (file_id, said):
        found: Opened = kept[2]
        return found
    with st.spinner("Reading the file"):
        settings = session.view().records.settings
        read = open_file(
            name,
            data,
            settings=settings,
            today=session.today(),
            zone=session.timezone(),
            own=own_names(session.workspace(), settings) if said is None else said,
            guess=said is None,
        )
    st.session_state["opened-file"] = (file_id, said, read)
    return read


def _carried(bundle: Bundle, name: str) -> bool:
    try:
        found = archive_import.preview(session.desk(), bundle)
    except FollowUpError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return False
    with st.container(border=True):
        st.markdown(f"**{plain(_origin(bundle))}** {plain(merge_words(found))}")
        if bundle.texts:
            st.markdown(
                f"It also holds {counted(len(bundle.texts), 'text')} to read: open the file like a folder."
            )
        import_review.differences(found.conflicts)
        import_review.problems(found)
        if not found.changes or not st.button("Bring it in", type="primary", key=session.key(f"{name}-in")):
            return False
        with st.spinner("Bringing it in"):
            return session.attempt(
                lambda at, when: archive_import.bring_in(session.workspace(), when, bundle)
            )


def _origin(bundle: Bundle) -> str:
    try:
        day = f" of {spoken(parse_date(bundle.made_on), session.today())}"
    except ValueError:
        day = ""
    return f"From “{bundle.title}”{day}." if bundle.title else f"A backup{day}."
