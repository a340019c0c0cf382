"""Business cards: proposed beside what is known, saved as confirmed, undone as one."""

import stat
import sys
from pathlib import Path

import pytest

from followup_core.formats.business_card import ocr
from followup_core.formats.parsed_file import UnreadableFile
from followup_core.models import AnswerValue, Person
from followup_core.services import contact_capture
from followup_core.services.candidate_settings import save_settings
from followup_core.services.contact_capture import ContactProposal, ContactSource, propose_contact, save_card
from followup_core.services.guided_checklist import save_answer
from followup_core.services.people_service import CONTACT_FIELDS, remove_interviewer, save_person
from followup_core.services.workspace import NotFound, Workspace
from followup_core.store import NotSaved
from tests.unit.formats.business_card.drawn_cards import LATIN, as_photo, drawn
from tests.unit.formats.business_card.test_qr_codes import JOERG, on_card

from .workspaces import (
    checklist_item,
    everything,
    moment,
    refusal,
    rows,
    started,
    taken_back,
    thanked,
    view,
    with_person,
)

CONTACT = (
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Dana Ruiz\r\nORG:Acme Robotics\r\nTITLE:Head of Data\r\n"
    b"EMAIL:dana@acme.example\r\nTEL:+1 212 555 0142\r\nURL:https://linkedin.com/in/dana\r\nNOTE:Lobby\r\n"
    b"END:VCARD\r\n"
)


Met = tuple[str, str]
"""An interview and the person who was met there."""


@pytest.fixture
def met(workspace: Workspace) -> Met:
    """An interview, and Dana Ruiz who was met there."""
    interview_id = started(workspace)
    return interview_id, with_person(workspace, interview_id)


@pytest.fixture
def no_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer where the reader of photos is not installed."""
    monkeypatch.setattr(ocr, "_REQUIRED_PACKAGES", ("a-package-that-is-not-there",))


def confirmed(proposal: ContactProposal, **entered: str) -> Person:
    """The person as the form leaves it when only these fields were changed by hand."""
    shown = {field: proposal.merged(field) for field in CONTACT_FIELDS}
    return contact_capture.merged_contact(proposal, {**shown, **entered})


def saved(workspace: Workspace, met: Met, proposal: ContactProposal, **entered: str) -> Person:
    """Save the card with a yes as the form leaves it, and return the person as stored."""
    person = confirmed(proposal, **entered)
    save_card(workspace, moment(), met[0], proposal.current, person, answered=True)
    return view(workspace).person(met[1])


def test_a_contact_fills_the_blanks_and_answers_the_question_in_one_action(
    workspace: Workspace, met: Met
) -> None:
    interview_id, dana = met
    before = everything(workspace)
    proposal = propose_contact(view(workspace), dana, CONTACT)
    assert (proposal.source, proposal.remarks, proposal.photo) == (ContactSource.CONTACT, (), b"")
    assert everything(workspace) == before, "nothing is saved by looking"
    with taken_back(workspace) as action:
        save_card(workspace, action, interview_id, proposal.current, confirmed(proposal), answered=True)
        assert view(workspace).person(dana) == Person(
            person_id=dana,
            name="Dana Ruiz",
            organization="Acme Robotics",
            title="Head of Data",
            email="dana@acme.example",
            phone="+1 212 555 0142",
            linkedin_url="https://www.linkedin.com/in/dana",
            notes="Lobby",
        )
        details = view(workspace).interview_details(interview_id)
        assert details.answer_to(contact_capture.CARD_ITEM, dana) is AnswerValue.YES
        assert workspace.recent()[0].operation.label == "Details of Dana Ruiz taken from the card"
        once = workspace.store.load().seq
        saved(workspace, met, proposal)
        assert workspace.store.load().seq == once, "a form sent twice is saved once"


def test_what_is_known_stays_unless_the_person_says_otherwise(workspace: Workspace, met: Met) -> None:
    interview_id, dana = met
    save_person(workspace, moment(), Person(person_id=dana, name="Dana M. Ruiz", email="old@acme.example"))
    proposal = propose_contact(view(workspace), dana, CONTACT)
    assert [field for field in CONTACT_FIELDS if proposal.differs(field)] == ["name", "email"]
    save_card(workspace, moment(), interview_id, proposal.current, confirmed(proposal), answered=False)
    now = view(workspace).person(dana)
    assert (now.name, now.email, now.title) == ("Dana M. Ruiz", "old@acme.example", "Head of Data")
    assert rows(workspace, "answers") == []
    chosen = confirmed(proposal, email=proposal.scanned["email"])
    save_card(workspace, moment(), interview_id, proposal.current, chosen, answered=False)
    assert view(workspace).person(dana).email == "dana@acme.example"


@pytest.mark.parametrize(
    ("known", "field"),
    [
        ("DANA  RUIZ", "name"),
        ("Dana@Acme.example", "email"),
        ("(212) 555-0142", "phone"),
        ("https://de.linkedin.com/in/Dana/", "linkedin_url"),
    ],
)
def test_another_spelling_of_the_same_is_no_difference(
    workspace: Workspace, met: Met, known: str, field: str
) -> None:
    person = {"person_id": met[1], "name": "Dana Ruiz", field: known}
    save_person(workspace, moment(), Person(**person))
    proposal = propose_contact(view(workspace), met[1], CONTACT)
    assert not proposal.differs(field)
    assert proposal.merged(field) == known


def test_what_another_window_saved_meanwhile_is_not_written_over(workspace: Workspace, met: Met) -> None:
    proposal = propose_contact(view(workspace), met[1], CONTACT)
    changed = Person(person_id=met[1], name="Dana Ruiz", organization="New House")
    save_person(workspace, moment(), changed)
    assert saved(workspace, met, proposal).organization == "New House"


def test_a_yes_given_before_keeps_its_moment(workspace: Workspace, met: Met) -> None:
    item = checklist_item(workspace, contact_capture.CARD_ITEM)
    save_answer(workspace, moment(), met[0], item, AnswerValue.YES, person_id=met[1], detail="kept")
    before = rows(workspace, "answers")
    saved(workspace, met, propose_contact(view(workspace), met[1], CONTACT))
    assert rows(workspace, "answers") == before


def test_of_several_contacts_the_one_of_that_name_is_taken(workspace: Workspace, met: Met) -> None:
    other = CONTACT.replace(b"Dana Ruiz", b"Maja Lind").replace(b"dana@", b"maja@")
    proposal = propose_contact(view(workspace), met[1], other + CONTACT)
    assert proposal.scanned["email"] == "dana@acme.example"
    assert proposal.remarks == ("The file holds 2 contacts; this is Dana Ruiz.",)


def test_what_cannot_be_saved_is_said_and_nothing_is(workspace: Workspace, met: Met) -> None:
    proposal = propose_contact(view(workspace), met[1], CONTACT)
    said = refusal(workspace, lambda: saved(workspace, met, proposal, email="dana at acme"))
    assert "is not an email address" in said


def test_somebody_taken_out_keeps_the_details_without_an_answer(workspace: Workspace, met: Met) -> None:
    proposal = propose_contact(view(workspace), met[1], CONTACT)
    thanked(workspace, met[0], person_id=met[1])
    remove_interviewer(workspace, moment(), *met)
    assert saved(workspace, met, proposal).email == "dana@acme.example"
    assert rows(workspace, "answers") == []


def test_somebody_who_is_gone_is_said_to_be(workspace: Workspace, met: Met) -> None:
    gone = Person(person_id="p-gone", name="Gone")
    with pytest.raises(NotFound):
        propose_contact(view(workspace), "p-gone", CONTACT)
    with pytest.raises(NotFound):
        save_card(workspace, moment(), met[0], gone, Person(person_id="p-gone", name="X"), answered=True)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"BEGIN:VCARD\r\nTEL:1\r\nEND:VCARD\r\n"])
def test_what_is_neither_contact_nor_photo_is_refused_in_words(
    workspace: Workspace, met: Met, data: bytes
) -> None:
    with pytest.raises(UnreadableFile):
        propose_contact(view(workspace), met[1], data)


@pytest.mark.usefixtures("no_reader")
def test_a_code_on_a_photo_is_enough_without_the_reader(workspace: Workspace, met: Met) -> None:
    proposal = propose_contact(view(workspace), met[1], as_photo(on_card()))
    assert (proposal.source, proposal.remarks) == (ContactSource.CODE, ())
    assert proposal.scanned == {field: getattr(JOERG, field) for field in CONTACT_FIELDS}
    assert proposal.photo[:2] == b"\xff\xd8"


@pytest.mark.usefixtures("no_reader")
def test_without_code_and_reader_one_sentence_says_what_is_missing(workspace: Workspace, met: Met) -> None:
    proposal = propose_contact(view(workspace), met[1], as_photo(drawn(LATIN[1])))
    assert proposal.source is ContactSource.NOTHING
    assert proposal.remarks == (
        "There is no code on this card. Reading its letters is an extra that is not installed here.",
    )
    assert not contact_capture.ocr_available()


@pytest.mark.thorough
def test_a_photo_is_read_with_the_numbers_of_the_persons_country(workspace: Workspace, met: Met) -> None:
    save_settings(workspace, moment(), {"country": "US"})
    proposal = propose_contact(view(workspace), met[1], as_photo(drawn(LATIN[18])))
    assert proposal.source is ContactSource.PHOTO
    assert (proposal.scanned["email"], proposal.scanned["phone"]) == ("mwebb@hvu.edu", "+1 845-555-0170")
    assert proposal.differs("name")


@pytest.mark.thorough
def test_an_empty_photo_says_how_to_take_a_better_one(workspace: Workspace, met: Met) -> None:
    from PIL import Image

    proposal = propose_contact(view(workspace), met[1], as_photo(Image.new("RGB", (600, 400), "white")))
    assert proposal.source is ContactSource.NOTHING
    assert proposal.remarks == (
        "Nothing could be read on this photo. Try again with the card flat and in good light.",
    )


def test_a_photo_is_kept_only_when_asked_and_can_be_forgotten(folder: Path) -> None:
    assert contact_capture.load_photo(folder, "p-1") == b""
    contact_capture.save_photo(folder, "p-1", b"one")
    contact_capture.save_photo(folder, "p-2", b"two")
    assert contact_capture.load_photo(folder, "p-1") == b"one"
    if sys.platform != "win32":
        assert stat.S_IMODE((folder / "cards" / "p-1.jpg").stat().st_mode) == 0o600
        assert stat.S_IMODE((folder / "cards").stat().st_mode) == 0o700
    for _ in range(2):
        contact_capture.delete_photo(folder, "p-1")
    assert contact_capture.load_photo(folder, "p-1") == b""
    assert contact_capture.load_photo(folder, "p-2") == b"two"


@pytest.mark.parametrize("person_id", ["../people", "/etc/passwd", "..", "", "Ä", "x" * 300, "P-1"])
def test_an_id_written_by_hand_names_no_place_outside(folder: Path, person_id: str) -> None:
    contact_capture.save_photo(folder, person_id, b"photo")
    assert [path.parent for path in folder.rglob("*.jpg")] == [folder / "cards"]
    assert contact_capture.load_photo(folder, person_id) == b"photo"
    assert contact_capture.load_photo(folder, "p-1") == b""


def test_a_disk_that_takes_no_photo_is_named(folder: Path) -> None:
    (folder / "cards").write_bytes(b"a file in the way")
    with pytest.raises(NotSaved):
        contact_capture.save_photo(folder, "p-1", b"photo")
