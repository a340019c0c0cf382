"""Business cards: reading a vCard or a photo, proposing contact details, and saving confirmed ones."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path

from followup_core import durable_io
from followup_core.formats.business_card import field_extraction, images, ocr, qr_codes, vcard
from followup_core.formats.business_card.contact import ContactDetails
from followup_core.formats.parsed_file import UnreadableFile
from followup_core.models import AnswerValue, Person, normalize_name
from followup_core.store import Change, Snapshot, not_saved_error, write_durably

from .input_validation import require_text
from .people_service import CONTACT_FIELDS, check_contact
from .record_cache import rows_of
from .row_changes import upsert
from .workspace import ActionContext, NotFound, Workspace, WorkspaceView

CARD_ITEM = "business_card"
"""The checklist item that is answered with yes when a card is saved."""

PHOTO_FOLDER = "cards"
"""The workspace's folder for photos of cards."""

MAX_MEGABYTES = 10


class ContactSource(StrEnum):
    """Where the details of a card were read from."""

    CONTACT = "contact"
    CODE = "code"
    PHOTO = "photo"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactProposal:
    """The details read from a card (`scanned`) and the person as stored (`current`); nothing is saved yet.

    `photo` is a small picture without metadata that may be saved, b'' for none. `remarks` are sentences about
    what could not be read, with the remedy.
    """

    current: Person
    scanned: Mapping[str, str]
    source: ContactSource
    photo: bytes = b""
    remarks: tuple[str, ...] = ()

    def merged(self, field: str) -> str:
        """Return what a field of the form begins with: the stored text, else the card's."""
        return str(getattr(self.current, field)) or self.scanned[field]

    def differs(self, field: str) -> bool:
        """Whether the card says something else than what is stored; blanks and notes never differ."""
        stored_text, card_text = str(getattr(self.current, field)), self.scanned[field]
        if not stored_text or not card_text or field == "notes":
            return False
        return _comparable_text(field, stored_text) != _comparable_text(field, card_text)


def _comparable_text(field: str, text: str) -> str:
    """Normalize a contact field so that equivalent spellings compare equal."""
    if field == "phone":
        return re.sub(r"\D", "", text)[-7:]
    if field == "linkedin_url":
        return text.casefold().rstrip("/").rpartition("/")[2]
    return normalize_name(text)


def ocr_available() -> bool:
    """Whether the text on a photo can be read, which is an optional extra. QR codes and vCards always can."""
    return ocr.ocr_installed()


def propose_contact(view: WorkspaceView, person_id: str, data: bytes) -> ContactProposal:
    """Return the proposal for a person from a vCard or a photo of a card.

    Reading the text of a photo takes seconds, and one photo is read at a time.

    Raises:
        UnreadableFile: `data` is neither a vCard nor a photo.
        NotFound: the person is gone.
    """
    person = view.person(person_id)
    if vcard.looks_like_vcard(data):
        return _proposal_from_vcard(person, data)
    return _proposal_from_photo(person, data, view.records.settings.country)


def _proposal_from_vcard(person: Person, data: bytes) -> ContactProposal:
    parsed = vcard.read_vcards(data)
    contacts = parsed.rows["people"]
    if not contacts:
        raise UnreadableFile(parsed.skipped[0].what, parsed.skipped[0].remedy)
    same_name = [row for row in contacts if normalize_name(row["name"]) == normalize_name(person.name)]
    contact = (same_name or contacts)[0]
    remarks = list(parsed.notices)
    if len(contacts) > 1:
        remarks.append(f"The file holds {len(contacts)} contacts; this is {contact['name']}.")
    return ContactProposal(
        current=person,
        scanned={field: contact[field] for field in CONTACT_FIELDS},
        source=ContactSource.CONTACT,
        remarks=tuple(remarks),
    )


def _proposal_from_photo(person: Person, data: bytes, country: str) -> ContactProposal:
    large_picture = images.open_picture(data, longer_side=qr_codes.LONGER_SIDE)
    small_picture = images.scale(large_picture)
    from_codes = qr_codes.parse_codes(qr_codes.codes_in(large_picture))
    details, remarks = from_codes, [*_code_remarks(from_codes)]
    if not _has_name_and_address(from_codes) and ocr.ocr_installed():
        details = from_codes.filled_from(
            field_extraction.extract_contact(ocr.lines_in(small_picture), country=country)
        )
        remarks = [] if details.anything else [_NOTHING_READ_REMARK]
    source = (
        ContactSource.CODE
        if from_codes.anything
        else ContactSource.PHOTO
        if details.anything
        else ContactSource.NOTHING
    )
    return ContactProposal(
        current=person,
        scanned={field: asdict(details)[field] for field in CONTACT_FIELDS},
        source=source,
        photo=images.to_jpeg(small_picture),
        remarks=tuple(remarks),
    )


def _has_name_and_address(details: ContactDetails) -> bool:
    return bool(details.name and (details.email or details.phone))


def _code_remarks(from_codes: ContactDetails) -> Iterable[str]:
    if not _has_name_and_address(from_codes) and not ocr.ocr_installed():
        yield (
            "There is no more in a code on this card."
            if from_codes.anything
            else "There is no code on this card."
        ) + " Reading its letters is an extra that is not installed here."


_NOTHING_READ_REMARK = "Nothing could be read on this photo. Try again with the card flat and in good light."


def save_card(
    workspace: Workspace,
    context: ActionContext,
    interview_id: str,
    before: Person,
    after: Person,
    *,
    answered: bool,
) -> None:
    """Save the details that the candidate confirmed, as one action; only changes against `before` are saved.

    If `answered`, the candidate got a card, and the checklist item CARD_ITEM is answered with yes.

    Raises:
        BadValue: the name is missing, or an email address or phone number can't be one.
        NotFound: the person is gone.
    """
    changed_fields = {
        field: str(getattr(after, field)).strip()
        for field in CONTACT_FIELDS
        if str(getattr(after, field)).strip() != str(getattr(before, field))
    }
    _check_fields(changed_fields)

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        if (before.person_id,) not in rows_of(snapshot, "people"):
            raise NotFound("This person is not in the workspace anymore.", "Add the person again.")
        if changed_fields:
            yield upsert("people", person_id=before.person_id, **changed_fields)
        if answered:
            yield from _card_answer(snapshot, context, interview_id, before.person_id)

    name = changed_fields.get("name", before.name)
    workspace.execute(context, f"Details of {name} taken from the card", build_changes)


def _check_fields(changed_fields: Mapping[str, str]) -> None:
    if "name" in changed_fields:
        require_text(changed_fields["name"], "name", "name")
    for field, value in changed_fields.items():
        check_contact(field, value)


def _card_answer(
    snapshot: Snapshot, context: ActionContext, interview_id: str, person_id: str
) -> Iterable[Change]:
    if (interview_id, person_id) not in rows_of(snapshot, "interviewers"):
        return
    stored = rows_of(snapshot, "answers").get((interview_id, person_id, CARD_ITEM))
    if stored is None or stored["answer"] != AnswerValue.YES:
        yield upsert(
            "answers",
            interview_id=interview_id,
            person_id=person_id,
            item=CARD_ITEM,
            answer=AnswerValue.YES,
            answered_at=context.timestamp,
        )


def merged_contact(proposal: ContactProposal, entered: Mapping[str, str]) -> Person:
    """Return the person with the values entered in the form; fields the form didn't have stay."""
    return replace(
        proposal.current, **{field: entered[field] for field in CONTACT_FIELDS if field in entered}
    )


def save_photo(folder: Path, person_id: str, data: bytes) -> None:
    """Save the photo of a person's card, readable by its owner only; raise NotSaved if the disk refuses."""
    path = _photo_path(folder, person_id)
    try:
        durable_io.make_folder(path.parent)
        write_durably(path, data)
    except OSError as error:
        raise not_saved_error(error) from error


def load_photo(folder: Path, person_id: str) -> bytes:
    """Return the saved photo of a person's card, b'' for none."""
    return durable_io.read(_photo_path(folder, person_id)) or b""


def delete_photo(folder: Path, person_id: str) -> None:
    """Delete the saved photo of a person's card, if there is one; raise NotSaved if the disk refuses."""
    try:
        durable_io.remove(_photo_path(folder, person_id))
    except OSError as error:
        raise not_saved_error(error) from error


def _photo_path(folder: Path, person_id: str) -> Path:
    """Return the path of a photo.

    An unusual id is hashed: tables are edited by hand, and an id must not lead out of the folder.
    """
    is_plain = re.fullmatch(r"[a-z0-9-]{1,64}", person_id) is not None
    name = person_id if is_plain else f"other-{hashlib.sha256(person_id.encode()).hexdigest()[:32]}"
    return folder / PHOTO_FOLDER / f"{name}.jpg"
