"""Business cards: what one says is proposed beside what is known, and saved once the person looked at it."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path

from followup_core.formats.business_card import field_extraction, images, ocr, qr_codes, vcard
from followup_core.formats.business_card.contact import ContactDetails
from followup_core.formats.parsed_file import UnreadableFile
from followup_core.models import AnswerValue, Person, normalize_name
from followup_core.store import Change, Snapshot, durable_io, not_saved, write_durably

from .input_validation import require_text, upsert
from .people import CONTACT_FIELDS, check_contact
from .record_cache import rows_of
from .workspace import ActionContext, NotFound, Workspace, WorkspaceView

CARD_ITEM = "business_card"
"""The checklist's question that a card in hand answers."""

PHOTO_FOLDER = "cards"
"""The folder of kept photos, within the workspace."""

MAX_MEGABYTES = 10


class ContactSource(StrEnum):
    """What a card's details were taken from."""

    CONTACT = "contact"
    CODE = "code"
    PHOTO = "photo"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactProposal:
    """What a card says of a person, beside the person as known when it was read; nothing is saved yet.

    `photo` is the picture to keep if asked for, small and without metadata, b'' where there is none.
    `remarks` are sentences about what could not be read, and the remedy.
    """

    current: Person
    scanned: Mapping[str, str]
    source: ContactSource
    photo: bytes = b""
    remarks: tuple[str, ...] = ()

    def merged(self, field: str) -> str:
        """Return what the form begins with: what is known, else what the card says."""
        return str(getattr(self.current, field)) or self.scanned[field]

    def differs(self, field: str) -> bool:
        """Whether the card says something else than what is known."""
        known, said = str(getattr(self.current, field)), self.scanned[field]
        return bool(known and said) and field != "notes" and _bare(field, known) != _bare(field, said)


def _bare(field: str, text: str) -> str:
    """Return a detail as two spellings of it are alike."""
    if field == "phone":
        return re.sub(r"\D", "", text)[-7:]
    if field == "linkedin_url":
        return text.casefold().rstrip("/").rpartition("/")[2]
    return normalize_name(text)


def ocr_available() -> bool:
    """Whether letters on a photo can be read here; codes and contact files always can."""
    return ocr.ocr_installed()


def propose_contact(view: WorkspaceView, person_id: str, data: bytes) -> ContactProposal:
    """Return what a vCard or a photo of a card proposes for a person.

    Raises UnreadableFile, in words, for a file that is neither, and NotFound when the person is gone. Reading
    the letters of a photo takes seconds, and one is read at a time.
    """
    person = view.person(person_id)
    if vcard.looks_like_vcard(data):
        return _from_contact(person, data)
    return _from_photo(person, data, view.records.settings.country)


def _from_contact(person: Person, data: bytes) -> ContactProposal:
    found = vcard.read_vcards(data)
    people = found.rows["people"]
    if not people:
        raise UnreadableFile(found.skipped[0].what, found.skipped[0].remedy)
    same = [row for row in people if normalize_name(row["name"]) == normalize_name(person.name)]
    said = (same or people)[0]
    remarks = list(found.notices)
    if len(people) > 1:
        remarks.append(f"The file holds {len(people)} contacts; this is {said['name']}.")
    chosen = {field: said[field] for field in CONTACT_FIELDS}
    return ContactProposal(
        current=person, scanned=chosen, source=ContactSource.CONTACT, remarks=tuple(remarks)
    )


def _from_photo(person: Person, data: bytes, country: str) -> ContactProposal:
    large = images.open_picture(data, longer_side=qr_codes.LONGER_SIDE)
    small = images.scale(large)
    coded = qr_codes.parse_codes(qr_codes.codes_in(large))
    details, remarks = coded, [*_open_questions(coded)]
    if not _is_enough(coded) and ocr.ocr_installed():
        details = coded.filled_from(field_extraction.extract_contact(ocr.lines_in(small), country=country))
        remarks = [] if details.anything else [_NOTHING_READ]
    source = (
        ContactSource.CODE
        if coded.anything
        else ContactSource.PHOTO
        if details.anything
        else ContactSource.NOTHING
    )
    return ContactProposal(
        current=person,
        scanned={field: asdict(details)[field] for field in CONTACT_FIELDS},
        source=source,
        photo=images.to_jpeg(small),
        remarks=tuple(remarks),
    )


def _is_enough(details: ContactDetails) -> bool:
    return bool(details.name and (details.email or details.phone))


def _open_questions(coded: ContactDetails) -> Iterable[str]:
    if not _is_enough(coded) and not ocr.ocr_installed():
        yield (
            "There is no more in a code on this card." if coded.anything else "There is no code on this card."
        ) + " Reading its letters is an extra that is not installed here."


_NOTHING_READ = "Nothing could be read on this photo. Try again with the card flat and in good light."


def save_card(
    workspace: Workspace,
    context: ActionContext,
    interview_id: str,
    before: Person,
    after: Person,
    *,
    answered: bool,
) -> None:
    """Save what the person confirmed, as one action: only what they changed against `before` is written.

    `answered` says that there is a card, and answers the checklist's question with yes.
    """
    changed = {
        field: str(getattr(after, field)).strip()
        for field in CONTACT_FIELDS
        if str(getattr(after, field)).strip() != str(getattr(before, field))
    }
    _check(changed)

    def decide(snapshot: Snapshot) -> Iterable[Change]:
        if (before.person_id,) not in rows_of(snapshot, "people"):
            raise NotFound("This person is not in the workspace any more.", "Add the person again.")
        if changed:
            yield upsert("people", person_id=before.person_id, **changed)
        if answered:
            yield from _yes(snapshot, context, interview_id, before.person_id)

    name = changed.get("name", before.name)
    workspace.execute(context, f"Details of {name} taken from the card", decide)


def _check(changed: Mapping[str, str]) -> None:
    if "name" in changed:
        require_text(changed["name"], "name")
    for field, value in changed.items():
        check_contact(field, value)


def _yes(snapshot: Snapshot, context: ActionContext, interview_id: str, person_id: str) -> Iterable[Change]:
    if (interview_id, person_id) not in rows_of(snapshot, "interviewers"):
        return
    known = rows_of(snapshot, "answers").get((interview_id, person_id, CARD_ITEM))
    if known is None or known["answer"] != AnswerValue.YES:
        yield upsert(
            "answers",
            interview_id=interview_id,
            person_id=person_id,
            item=CARD_ITEM,
            answer=AnswerValue.YES,
            answered_at=context.timestamp,
        )


def merged_contact(proposal: ContactProposal, entered: Mapping[str, str]) -> Person:
    """Return the person with what was entered in the form; a field that was not shown stays."""
    return replace(
        proposal.current, **{field: entered[field] for field in CONTACT_FIELDS if field in entered}
    )


def save_photo(workspace: Path, person_id: str, data: bytes) -> None:
    """Keep a card's photo, readable by its owner only; raise NotSaved where the disk does not take it."""
    path = _photo(workspace, person_id)
    try:
        durable_io.make_folder(path.parent)
        write_durably(path, data)
    except OSError as error:
        raise not_saved(error) from error


def load_photo(workspace: Path, person_id: str) -> bytes:
    """Return the photo kept of a person's card, b'' for none."""
    return durable_io.read(_photo(workspace, person_id)) or b""


def delete_photo(workspace: Path, person_id: str) -> None:
    """Delete the photo kept of a person's card, if there is one."""
    try:
        durable_io.remove(_photo(workspace, person_id))
    except OSError as error:
        raise not_saved(error) from error


def _photo(workspace: Path, person_id: str) -> Path:
    """Return a photo's file; an id that is no plain word (tables are edited by hand) never names a place."""
    plain = re.fullmatch(r"[a-z0-9-]{1,64}", person_id) is not None
    name = person_id if plain else f"other-{hashlib.sha256(person_id.encode()).hexdigest()[:32]}"
    return workspace / PHOTO_FOLDER / f"{name}.jpg"
