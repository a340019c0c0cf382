"""Business cards: what one says is proposed beside what is known, and saved once the person looked at it."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path

from followup_core.formats.business_card import field_extraction, images, ocr, qr_codes, vcard
from followup_core.formats.business_card.contact import Details
from followup_core.formats.parsed_file import NotReadable
from followup_core.models import Given, Person, folded
from followup_core.store import Change, Snapshot, durable_io, not_saved, write_durably

from .input_validation import needed, put
from .people import CONTACT_FIELDS, check_contact
from .record_cache import rows_of
from .workspace import Desk, Moment, Unknown, View

CARD_ITEM = "business_card"
"""The checklist's question that a card in hand answers."""

PHOTOS = "cards"
"""The folder of kept photos, within the workspace."""

MAX_MEGABYTES = 10


class Source(StrEnum):
    """What a card's details were taken from."""

    CONTACT = "contact"
    CODE = "code"
    PHOTO = "photo"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a card says of a person, beside the person as known when it was read; nothing is saved yet.

    `photo` is the picture to keep if asked for, small and without metadata, b'' where there is none.
    `remarks` are sentences about what could not be read, and the remedy.
    """

    before: Person
    said: Mapping[str, str]
    source: Source
    photo: bytes = b""
    remarks: tuple[str, ...] = ()

    def filled(self, field: str) -> str:
        """Return what the form begins with: what is known, else what the card says."""
        return str(getattr(self.before, field)) or self.said[field]

    def differs(self, field: str) -> bool:
        """Whether the card says something else than what is known."""
        known, said = str(getattr(self.before, field)), self.said[field]
        return bool(known and said) and field != "notes" and _bare(field, known) != _bare(field, said)


def _bare(field: str, text: str) -> str:
    """Return a detail as two spellings of it are alike."""
    if field == "phone":
        return re.sub(r"\D", "", text)[-7:]
    if field == "linkedin_url":
        return text.casefold().rstrip("/").rpartition("/")[2]
    return folded(text)


def reads_photos() -> bool:
    """Whether letters on a photo can be read here; codes and contact files always can."""
    return ocr.available()


def propose(view: View, person_id: str, data: bytes) -> Proposal:
    """Return what a vCard or a photo of a card proposes for a person.

    Raises NotReadable, in words, for a file that is neither, and Unknown when the person is gone. Reading
    the letters of a photo takes seconds, and one is read at a time.
    """
    person = view.person(person_id)
    if vcard.looks_like_vcard(data):
        return _from_contact(person, data)
    return _from_photo(person, data, view.records.settings.country)


def _from_contact(person: Person, data: bytes) -> Proposal:
    found = vcard.read_vcards(data)
    people = found.rows["people"]
    if not people:
        raise NotReadable(found.skipped[0].what, found.skipped[0].remedy)
    same = [row for row in people if folded(row["name"]) == folded(person.name)]
    said = (same or people)[0]
    remarks = list(found.notices)
    if len(people) > 1:
        remarks.append(f"The file holds {len(people)} contacts; this is {said['name']}.")
    chosen = {field: said[field] for field in CONTACT_FIELDS}
    return Proposal(before=person, said=chosen, source=Source.CONTACT, remarks=tuple(remarks))


def _from_photo(person: Person, data: bytes, country: str) -> Proposal:
    large = images.opened(data, longer_side=qr_codes.LONGER_SIDE)
    small = images.scaled(large)
    coded = qr_codes.said_by(qr_codes.codes_in(large))
    details, remarks = coded, [*_open_questions(coded)]
    if not _is_enough(coded) and ocr.available():
        details = coded.filled_from(field_extraction.proposed(ocr.lines_in(small), country=country))
        remarks = [] if details.anything else [_NOTHING_READ]
    source = Source.CODE if coded.anything else Source.PHOTO if details.anything else Source.NOTHING
    return Proposal(
        before=person,
        said={field: asdict(details)[field] for field in CONTACT_FIELDS},
        source=source,
        photo=images.as_jpeg(small),
        remarks=tuple(remarks),
    )


def _is_enough(details: Details) -> bool:
    return bool(details.name and (details.email or details.phone))


def _open_questions(coded: Details) -> Iterable[str]:
    if not _is_enough(coded) and not ocr.available():
        yield (
            "There is no more in a code on this card." if coded.anything else "There is no code on this card."
        ) + " Reading its letters is an extra that is not installed here."


_NOTHING_READ = "Nothing could be read on this photo. Try again with the card flat and in good light."


def save_card(
    desk: Desk, moment: Moment, interview_id: str, before: Person, after: Person, *, answered: bool
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
            raise Unknown("This person is not in the workspace any more.", "Add the person again.")
        if changed:
            yield put("people", person_id=before.person_id, **changed)
        if answered:
            yield from _yes(snapshot, moment, interview_id, before.person_id)

    name = changed.get("name", before.name)
    desk.act(moment, f"Details of {name} taken from the card", decide)


def _check(changed: Mapping[str, str]) -> None:
    if "name" in changed:
        needed(changed["name"], "name")
    for field, value in changed.items():
        check_contact(field, value)


def _yes(snapshot: Snapshot, moment: Moment, interview_id: str, person_id: str) -> Iterable[Change]:
    if (interview_id, person_id) not in rows_of(snapshot, "interviewers"):
        return
    known = rows_of(snapshot, "answers").get((interview_id, person_id, CARD_ITEM))
    if known is None or known["answer"] != Given.YES:
        yield put(
            "answers",
            interview_id=interview_id,
            person_id=person_id,
            item=CARD_ITEM,
            answer=Given.YES,
            answered_at=moment.at,
        )


def after(proposal: Proposal, entered: Mapping[str, str]) -> Person:
    """Return the person with what was entered in the form; a field that was not shown stays."""
    return replace(proposal.before, **{field: entered[field] for field in CONTACT_FIELDS if field in entered})


def keep_photo(workspace: Path, person_id: str, data: bytes) -> None:
    """Keep a card's photo, readable by its owner only; raise NotSaved where the disk does not take it."""
    path = _photo(workspace, person_id)
    try:
        durable_io.make_folder(path.parent)
        write_durably(path, data)
    except OSError as error:
        raise not_saved(error) from error


def kept_photo(workspace: Path, person_id: str) -> bytes:
    """Return the photo kept of a person's card, b'' for none."""
    return durable_io.read(_photo(workspace, person_id)) or b""


def forget_photo(workspace: Path, person_id: str) -> None:
    """Delete the photo kept of a person's card, if there is one."""
    try:
        durable_io.remove(_photo(workspace, person_id))
    except OSError as error:
        raise not_saved(error) from error


def _photo(workspace: Path, person_id: str) -> Path:
    """Return a photo's file; an id that is no plain word (tables are edited by hand) never names a place."""
    plain = re.fullmatch(r"[a-z0-9-]{1,64}", person_id) is not None
    name = person_id if plain else f"other-{hashlib.sha256(person_id.encode()).hexdigest()[:32]}"
    return workspace / PHOTOS / f"{name}.jpg"
