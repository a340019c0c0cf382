"""Business card capture: reads a photo or a contact file into a form to check before saving."""

import os
from enum import StrEnum
from typing import Literal
from urllib.parse import urlsplit

import streamlit as st

from components import confirm_button, form_fields, session
from components.markdown_text import escape_markdown, escape_option
from followup_core.models import FollowUpError
from followup_core.services import contact_capture
from followup_core.services.contact_capture import ContactProposal, ContactSource
from followup_core.services.workspace import WorkspaceView

_FILE_TYPES = ("jpg", "jpeg", "png", "webp", "vcf")
_LABELS: dict[str, tuple[str, Literal["default", "email", "phone"]]] = {
    "name": ("Full name", "default"),
    "organization": ("Organization", "default"),
    "title": ("Job title", "default"),
    "email": ("Email", "email"),
    "phone": ("Phone", "phone"),
    "linkedin_url": ("LinkedIn address", "default"),
    "notes": ("Notes", "default"),
}
_SOURCE_WORDS = {
    ContactSource.CONTACT: "This is what the contact says.",
    ContactSource.CODE: "This is what the code on the card says.",
    ContactSource.PHOTO: "This is what could be read. Look at each letter of the name and the address.",
    ContactSource.NOTHING: "",
}


class _UploadMethod(StrEnum):
    FILE = "Photo or contact"
    CAMERA = "Camera"


def render_card_capture(
    view: WorkspaceView, interview_id: str, person_id: str, *, answers_checklist: bool
) -> None:
    """Draw the upload and the form for a person's details.

    `answers_checklist` is whether saving them answers the checklist's question about the card.
    """
    if session.in_workshop():
        return  # only one card is read at a time, so all phones of a room would have to wait
    name = f"card-{interview_id}-{person_id}-{_upload_number()}"
    # Without a key, the expander would collapse when something above it comes or goes, and hide the upload.
    with st.expander(
        "Take the details from the card", icon=":material/badge:", key=session.key(f"{name}-open")
    ):
        _render_stored_photo(person_id)
        upload = _render_upload(name)
        if upload is None:
            _render_capture_hints()
            return
        proposal = _read_card(view, person_id, *upload)
        if isinstance(proposal, str):
            st.error(escape_markdown(proposal), icon=":material/error:")
            return
        _render_form(interview_id, proposal, upload[0], answers_checklist)


def holds_unsaved_card(interview_id: str, person_id: str) -> bool:
    """Return whether a card was read for this person and its details are not saved yet."""
    name = f"card-{interview_id}-{person_id}-{_upload_number()}"
    has_upload = any(st.session_state.get(session.key(f"{name}-{method}")) for method in ("file", "camera"))
    card = st.session_state.get(session.key("card-read"))
    if not has_upload or card is None or card[1] != person_id:
        return False
    return isinstance(card[2], ContactProposal) and bool(_fields_to_show(card[2]) or card[2].photo)


def _upload_number() -> int:
    return int(st.session_state.get(session.key("card-round"), 0))


def _render_capture_hints() -> None:
    st.markdown(":gray[The photo stays on this computer, and is not kept unless you say so.]")
    if not contact_capture.ocr_available():
        st.markdown(
            ":gray[Contact files (.vcf) and codes on cards are read as they are. Reading the letters of a"
            f" photo takes an extra: stop the program, and start it once with] `{_install_command()}`"
        )


def _install_command() -> str:
    return f"{'py' if os.name == 'nt' else 'python3'} app.py --install card-photos"


def _render_upload(name: str) -> tuple[str, bytes] | None:
    """Draw the input for a photo or a contact file; return the id and the content of the file."""
    method = _UploadMethod.FILE
    if _camera_is_allowed():
        method = st.segmented_control(
            "Taken with",
            list(_UploadMethod),
            default=_UploadMethod.FILE,
            required=True,
            format_func=escape_option,
            key=session.key(f"{name}-way"),
            label_visibility="collapsed",
        )
    if method is _UploadMethod.CAMERA:
        upload = st.camera_input("Photo of the card", key=session.key(f"{name}-camera"), resolution="1080p")
    else:
        upload = st.file_uploader(
            "Photo of the card, or a contact file",
            type=_FILE_TYPES,
            max_upload_size=contact_capture.MAX_MEGABYTES,
            key=session.key(f"{name}-file"),
        )
    return None if upload is None else (upload.file_id, upload.getvalue())


def _camera_is_allowed() -> bool:
    """Return whether the browser offers a camera on this page: only over https, or on this computer."""
    address = urlsplit(st.context.url or "")
    return address.scheme == "https" or address.hostname in ("localhost", "127.0.0.1", "::1")


def _read_card(view: WorkspaceView, person_id: str, file_id: str, data: bytes) -> ContactProposal | str:
    """Return what the card says, or why it can't be read; each file is read once and not at every tap."""
    key = session.key("card-read")
    card = st.session_state.get(key)
    if card is None or card[:2] != (file_id, person_id):
        with st.spinner("Reading the card. A photo takes a few seconds."):
            card = (file_id, person_id, _propose_contact(view, person_id, data))
        st.session_state[key] = card
    proposal: ContactProposal | str = card[2]
    return proposal


def _propose_contact(view: WorkspaceView, person_id: str, data: bytes) -> ContactProposal | str:
    try:
        return contact_capture.propose_contact(view, person_id, data)
    except FollowUpError as error:
        return str(error)


def _render_form(interview_id: str, proposal: ContactProposal, file_id: str, answers_checklist: bool) -> None:
    if _SOURCE_WORDS[proposal.source]:
        st.markdown(_SOURCE_WORDS[proposal.source])
    for remark in proposal.remarks:
        st.markdown(escape_markdown(remark))
    fields = _fields_to_show(proposal)
    if not fields:
        st.markdown("All it says is here already.")
        if not proposal.photo:
            return
    name = f"card-{interview_id}-{proposal.current.person_id}-{file_id}"
    with st.form(session.key(name), border=False):
        for field in fields:
            _render_field(proposal, field, name)
        if proposal.photo:
            st.checkbox("Keep the photo as well", key=session.key(f"{name}-keep"))
        st.form_submit_button(
            "Save these details",
            type="primary",
            on_click=_save,
            args=(interview_id, proposal, name, answers_checklist),
        )


def _fields_to_show(proposal: ContactProposal) -> list[str]:
    """Return the fields to show: those that the card adds or contradicts, or all if the card says nothing.

    The card's notes are taken only if no notes are stored yet.
    """
    new_fields = [
        field
        for field in _LABELS
        if proposal.scanned[field] and (proposal.differs(field) or not getattr(proposal.current, field))
    ]
    return new_fields if any(proposal.scanned.values()) else [field for field in _LABELS if field != "notes"]


def _render_field(proposal: ContactProposal, field: str, name: str) -> None:
    label, kind = _LABELS[field]
    st.text_input(
        label,
        proposal.merged(field),
        type=kind,
        validate="",
        autocomplete="off",  # it is another person's
        max_chars=2000,
        key=session.key(f"{name}-{field}"),
    )
    form_fields.render_refusal(session.key(f"{name}-{field}"))
    if proposal.differs(field):
        st.markdown(f"The card says {escape_markdown(proposal.scanned[field])}.")
        st.checkbox(f"{label}: take what the card says", key=session.key(f"{name}-{field}-take"))


def _save(interview_id: str, proposal: ContactProposal, name: str, answers_checklist: bool) -> None:
    texts = {field: _entered_text(proposal, field, name) for field in _fields_to_show(proposal)}
    person = contact_capture.merged_contact(proposal, texts)
    is_saved = session.run_action(
        lambda workspace, context: contact_capture.save_card(
            workspace,
            context,
            interview_id,
            proposal.current,
            person,
            answered=answers_checklist or bool(proposal.photo),
        ),
        unsaved_text="\n".join(texts.values()),
        fields={field: session.key(f"{name}-{field}") for field in texts},
    )
    if not is_saved:
        return
    if st.session_state.get(session.key(f"{name}-keep")):
        session.run_safely(
            lambda: contact_capture.save_photo(
                session.workspace_folder(), proposal.current.person_id, proposal.photo
            )
        )
    st.session_state[session.key("card-round")] = _upload_number() + 1
    st.session_state.pop(session.key("card-read"), None)


def _entered_text(proposal: ContactProposal, field: str, name: str) -> str:
    if st.session_state.get(session.key(f"{name}-{field}-take")):
        return proposal.scanned[field]
    return str(st.session_state.get(session.key(f"{name}-{field}")) or "")


def _render_stored_photo(person_id: str) -> None:
    """Show the stored photo with a button to delete it."""
    photo = contact_capture.load_photo(session.workspace_folder(), person_id)
    if photo:
        st.image(photo, caption="The card, kept with your data", alt="Photo of the business card")
        confirm_button.render_delete_button(
            "Delete the photo",
            session.key(f"card-photo-{person_id}"),
            "Delete the photo of the card? That cannot be undone.",
            _delete_photo,
            (person_id,),
        )


def _delete_photo(person_id: str) -> None:
    session.run_safely(lambda: contact_capture.delete_photo(session.workspace_folder(), person_id))
