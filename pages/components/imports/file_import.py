"""The upload of any supported file: detected, previewed, and imported only when the person confirms."""

import streamlit as st

from components import session
from components.markdown_text import escape_markdown
from followup_core.formats.archive import Archive
from followup_core.formats.parsed_file import MEGABYTE, ParsedFile
from followup_core.formats.spreadsheet import Sheet
from followup_core.models import FollowUpError, parse_date
from followup_core.models.date_text import format_day, pluralize
from followup_core.services.imports import archive_import, linkedin_matches
from followup_core.services.imports.candidate_entries import own_names
from followup_core.services.imports.file_detection import (
    MAX_UPLOAD_BYTES,
    ImportKind,
    UnmappedSpreadsheet,
    UploadContent,
    detect_kind,
    parse_upload,
)
from followup_core.services.imports.import_summary import empty_import_sentence, merge_sentence
from followup_core.services.imports.linkedin_matches import ConnectionMatch

from . import import_columns, import_review

_ROUND = "bring-in-round"  # part of the uploader's key: a new number gives an empty uploader
_TYPES = ("ics", "vcf", "csv", "tsv", "txt", "xlsx", "ods", "zip", "png", "jpg", "jpeg", "webp")


def render_file_import() -> None:
    """Draw the uploader, and what the chosen file would import."""
    head = st.container()
    chosen = st.file_uploader("File", type=_TYPES, max_upload_size=MAX_UPLOAD_BYTES // MEGABYTE, key=_key())
    if chosen is None:
        with head:
            _before_a_file()
        return
    try:
        opened = _opened(chosen.name, chosen.getvalue(), chosen.file_id)
    except FollowUpError as error:
        st.error(escape_markdown(str(error)), icon=":material/error:")
        return
    match opened:
        case ParsedFile() if (
            opened.yours or detect_kind(chosen.name, chosen.getvalue()) is ImportKind.CALENDAR
        ):
            done = import_review.render_candidate_picker(opened, chosen.file_id)
        case ParsedFile():
            done = import_review.render_import_review(opened, chosen.file_id)
        case UnmappedSpreadsheet() if opened.connections:
            done = render_import_connections(opened.sheet, chosen.file_id)
        case UnmappedSpreadsheet():
            done = import_columns.render_import_columns(
                opened, chosen.name, chosen.getvalue(), chosen.file_id
            )
        case Archive():
            done = _carried(opened, chosen.file_id)
    if done:
        st.session_state["brought-in"] = True
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
        st.session_state.pop("opened-file", None)
        st.rerun()


def _before_a_file() -> None:
    """Draw what can be chosen or, after an import, where to go next."""
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


def _opened(name: str, data: bytes, file_id: str) -> UploadContent:
    """Return the parsed file, which later runs of the page do not parse again."""
    said = import_review.chosen_candidate(file_id)
    kept = st.session_state.get("opened-file")
    if kept and kept[:2] == (file_id, said):
        found: UploadContent = kept[2]
        return found
    with st.spinner("Reading the file"):
        settings = session.view().records.settings
        read = parse_upload(
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


def _carried(bundle: Archive, name: str) -> bool:
    try:
        found = archive_import.preview(session.open_workspace(), bundle)
    except FollowUpError as error:
        st.error(escape_markdown(str(error)), icon=":material/error:")
        return False
    with st.container(border=True):
        st.markdown(f"**{escape_markdown(_origin(bundle))}** {escape_markdown(merge_sentence(found))}")
        if bundle.texts:
            st.markdown(
                f"It also holds {pluralize(len(bundle.texts), 'text')} to read: open the file like a folder."
            )
        import_review.differences(found.conflicts)
        import_review.problems(found)
        if not found.changes or not st.button("Bring it in", type="primary", key=session.key(f"{name}-in")):
            return False
        with st.spinner("Bringing it in"):
            return session.run_action(
                lambda workspace, context: archive_import.import_archive(session.workspace(), context, bundle)
            )


def _origin(bundle: Archive) -> str:
    try:
        day = f" of {format_day(parse_date(bundle.made_on), session.today())}"
    except ValueError:
        day = ""
    return f"From “{bundle.title}”{day}." if bundle.title else f"A backup{day}."


_SHOWN = 50
_WORDS = {"title": "title", "email": "email", "linkedin_url": "profile", "organization": "organization"}


def render_import_connections(sheet: Sheet, name: str) -> bool:
    """Draw the people who seem to be connections; return True if they were just saved."""
    found = linkedin_matches.find_connections(session.view(), sheet)
    with st.container(border=True):
        if not found.matches:
            said = escape_markdown(empty_import_sentence(found.nothing_taken()))
            st.markdown(f"**Your LinkedIn connections.** {said}")
            return False
        st.markdown(f"**Your LinkedIn connections.** {found.count} in the file.")
        st.markdown("These seem to be people you met. Untick whoever is somebody else.")
        chosen = [each for each in found.matches[:_SHOWN] if _confirmed(each, name)]
        if found.skipped:
            st.markdown(
                f"{pluralize(len(found.skipped), 'line').capitalize()} could not be read and stayed out."
            )
        if not chosen or not st.button("Note them", type="primary", key=session.key(f"{name}-in")):
            return False
    return session.run_action(
        lambda workspace, context: linkedin_matches.apply_matches(workspace, context, chosen)
    )


def _confirmed(match: ConnectionMatch, name: str) -> bool:
    there = match.connection
    name_there = there.name if there.name != match.person.name else ""
    who = ", ".join(filter(None, (name_there, there.title, there.organization)))
    day = f", connected {format_day(there.connected_on, session.today())}" if there.connected_on else ""
    ticked = st.checkbox(
        f"**{escape_markdown(match.person.name)}**: {escape_markdown(who + day)}",
        match.sure,
        key=session.key(f"{name}-{match.person.person_id}"),
    )
    if match.fills:
        new = ", ".join(f"{_WORDS[column]} {text}" for column, text in match.fills.items())
        st.markdown(f":gray[{escape_markdown(f'New: {new}')}]")
    return bool(ticked)
