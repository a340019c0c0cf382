"""The upload of a file of any kind: it is recognized, previewed, and imported once the candidate confirms."""

from dataclasses import dataclass

import streamlit as st

from components import session
from components.markdown_text import escape_markdown
from components.page_links import request_page
from followup_core.formats.archive import Archive
from followup_core.formats.parsed_file import MEGABYTE, ItemKind, ParsedFile
from followup_core.formats.spreadsheet import Sheet
from followup_core.models import FollowUpError, parse_date
from followup_core.models.date_text import pluralize
from followup_core.services.imports.file_detection import (
    MAX_UPLOAD_BYTES,
    UnmappedSpreadsheet,
    UploadContent,
    parse_upload,
)
from followup_core.services.imports.import_plan import plan_archive, plan_connections
from followup_core.services.imports.import_summary import empty_import_sentence, merge_sentence
from followup_core.services.imports.invitation_candidate import candidate_names
from followup_core.services.imports.linkedin_matches import ConnectionMatch, find_connections

from . import calendar_entries, import_columns, import_review

_FILE_TYPES = ("ics", "vcf", "csv", "tsv", "txt", "xlsx", "ods", "zip", "png", "jpg", "jpeg", "webp")

# Keys of the session's state.
_UPLOADER_NUMBER_KEY = "import-round"  # part of the uploader's key: a new number gives an empty uploader
_IMPORTED_KEY = "imported"
_CONTENT_KEY = "opened-file"


@dataclass(frozen=True, slots=True, kw_only=True)
class _ChosenFile:
    """The file that is previewed; it stays chosen while other pages are open."""

    name: str
    data: bytes
    file_id: str


def render_import_upload() -> None:
    """Draw the uploader, and what the chosen file would import."""
    intro_slot = st.container()
    upload = st.file_uploader(
        "File",
        type=_FILE_TYPES,
        max_upload_size=MAX_UPLOAD_BYTES // MEGABYTE,
        key=_uploader_key(),
        on_change=_forget_removed_file,
    )
    if upload is not None:
        chosen_file = _ChosenFile(name=upload.name, data=upload.getvalue(), file_id=upload.file_id)
        st.session_state[_chosen_key()] = chosen_file
    file: _ChosenFile | None = st.session_state.get(_chosen_key())
    if file is None:
        with intro_slot:
            _render_before_upload()
        return
    if upload is None:
        _render_open_file(file)
    try:
        content = _parsed_content(file.name, file.data, file.file_id)
    except FollowUpError as error:
        st.error(escape_markdown(str(error)), icon=":material/error:")
        return
    if _render_content(content, file.name, file.data, file.file_id):
        st.session_state[_IMPORTED_KEY] = True
        st.session_state[_UPLOADER_NUMBER_KEY] = st.session_state.get(_UPLOADER_NUMBER_KEY, 0) + 1
        _forget_file()
        st.rerun()


def _render_open_file(file: _ChosenFile) -> None:
    """Say which file is still chosen: after a visit to another page, the uploader shows an empty field."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{escape_markdown(file.name)}** is still open. Nothing of it is saved yet.")
        st.button("Close the file", on_click=_forget_file, key=session.key("close-file"))


def _forget_removed_file() -> None:
    """Forget the chosen file if it was just removed from the uploader (a callback)."""
    if st.session_state.get(_uploader_key()) is None:
        _forget_file()


def _forget_file() -> None:
    st.session_state.pop(_chosen_key(), None)
    st.session_state.pop(_CONTENT_KEY, None)


def _chosen_key() -> str:
    return session.key("chosen-file")


def _render_content(content: UploadContent, name: str, data: bytes, file_id: str) -> bool:
    """Draw what a file would import; return True if it was just imported."""
    match content:
        case ParsedFile(item_kind=ItemKind.CALENDAR_ENTRY):
            chosen_content = calendar_entries.render_entry_choice(content, file_id)
            return import_review.render_candidate_picker(chosen_content, file_id)
        case ParsedFile():
            return import_review.render_import_review(content, file_id)
        case UnmappedSpreadsheet() if content.connections:
            return render_connection_import(content.sheet, file_id)
        case UnmappedSpreadsheet():
            return import_columns.render_import_columns(content, name, data, file_id)
        case Archive():
            return render_archive_import(content, file_id)


def _render_before_upload() -> None:
    """Say what can be chosen or, after an import, draw a button to what is next."""
    if st.session_state.pop(_IMPORTED_KEY, False):
        # A callback, because the run after the tap doesn't draw the button anymore.
        st.button(
            "See what to do now",
            type="primary",
            key=session.key("after-import"),
            on_click=request_page,
            args=("today.py", {}),
        )
        st.markdown("Or import another file.")
    else:
        st.markdown(
            "An invitation or a whole calendar, a business card, a spreadsheet or another tracker's file,"
            " your LinkedIn or contacts export, or a file that this program made."
            " You see what it would add before anything is saved."
        )


def _uploader_key() -> str:
    return session.key(f"file-{st.session_state.get(_UPLOADER_NUMBER_KEY, 0)}")


def _parsed_content(name: str, data: bytes, file_id: str) -> UploadContent:
    """Return the content of a file; later runs of the page don't parse it again."""
    candidate = import_review.chosen_candidate(file_id)
    cached_content = st.session_state.get(_CONTENT_KEY)
    if cached_content and cached_content[:2] == (file_id, candidate):
        content: UploadContent = cached_content[2]
        return content
    with st.spinner(f"Reading {escape_markdown(name)}"):
        settings = session.view().records.settings
        names = candidate_names(session.workspace_folder(), settings)
        content = parse_upload(
            name,
            data,
            settings=settings,
            today=session.today(),
            zone=session.timezone(),
            candidate=names if candidate is None else candidate,
            guess=candidate is None,
        )
    st.session_state[_CONTENT_KEY] = (file_id, candidate, content)
    return content


# A ZIP of this program.


def render_archive_import(archive: Archive, name: str) -> bool:
    """Draw what a ZIP of this program would import; return True if it was just imported.

    `name` is part of the widgets' keys.
    """
    try:
        plan = plan_archive(archive)
        result = plan.preview(session.open_workspace())
    except FollowUpError as error:
        st.error(escape_markdown(str(error)), icon=":material/error:")
        return False
    summary = merge_sentence(result, plan.why_empty(result))
    with st.container(border=True):
        st.markdown(f"**{escape_markdown(_origin(archive))}** {escape_markdown(summary)}")
        if archive.texts:
            count = pluralize(len(archive.texts), "text")
            st.markdown(f"It also holds {count} to read: open the file like a folder.")
        import_review.render_conflicts(result.conflicts)
        import_review.render_problems(result.problems)
        return bool(result.changes) and import_review.render_import_button(plan, name)


def _origin(archive: Archive) -> str:
    try:
        day = f" of {session.day_format().full(parse_date(archive.made_on))}"
    except ValueError:
        day = ""
    return f"From “{archive.title}”{day}." if archive.title else f"A backup{day}."


# LinkedIn connections.

_MAX_CONNECTIONS = 50
_FILLED_COLUMNS = {
    "title": "title",
    "email": "email",
    "linkedin_url": "profile",
    "organization": "organization",
}


def render_connection_import(sheet: Sheet, name: str) -> bool:
    """Draw the people who seem to be LinkedIn connections; return True if they were just saved.

    `name` is part of the widgets' keys.
    """
    result = find_connections(session.view(), sheet)
    with st.container(border=True):
        if not result.matches:
            reason = escape_markdown(empty_import_sentence(result.nothing_taken()))
            st.markdown(f"**Your LinkedIn connections.** {reason}")
            return False
        st.markdown(f"**Your LinkedIn connections.** {result.count} in the file.")
        st.markdown("These seem to be people you met. Untick whoever is somebody else.")
        confirmed = [match for match in result.matches[:_MAX_CONNECTIONS] if _is_confirmed(match, name)]
        if result.skipped:
            line_count = pluralize(len(result.skipped), "line").capitalize()
            st.markdown(f"{line_count} could not be read and stayed out.")
        if not confirmed:
            return False
        plan = plan_connections(confirmed, session.today())
        return import_review.render_import_button(plan, name, "Note them")


def _is_confirmed(match: ConnectionMatch, name: str) -> bool:
    """Draw one match with its checkbox, which is selected at first if the match is sure."""
    connection = match.connection
    other_name = connection.name if connection.name != match.person.name else ""
    connection_words = ", ".join(filter(None, (other_name, connection.title, connection.organization)))
    day = connection.connected_on
    since = f", connected {session.day_format().full(day)}" if day else ""
    is_selected = st.checkbox(
        f"**{escape_markdown(match.person.name)}**: {escape_markdown(connection_words + since)}",
        match.sure,
        key=session.key(f"{name}-{match.person.person_id}"),
        persist_state="session",
    )
    if match.fills:
        new_details = ", ".join(f"{_FILLED_COLUMNS[column]} {text}" for column, text in match.fills.items())
        st.markdown(f":gray[{escape_markdown(f'New: {new_details}')}]")
    return bool(is_selected)
