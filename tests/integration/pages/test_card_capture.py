"""The checklist's card question: a contact or a photo is read, looked at, saved, and can be undone."""

import pytest
from streamlit.runtime.context import ContextProxy

from followup_core.formats.business_card import ocr
from followup_core.services import contact_capture
from tests.integration.services.test_contact_capture import CONTACT
from tests.integration.services.workspaces import everything, started, with_person
from tests.unit.formats.business_card.drawn_cards import LATIN, as_photo, drawn
from tests.unit.formats.business_card.test_qr_codes import on_card

from .screen import TODAY, Screen, data_dir, given, mine, stored

Dana = tuple[str, str]


@pytest.fixture
def dana() -> Dana:
    """An interview of today with Dana Ruiz."""
    interview_id = started(mine(), held_on=TODAY)
    return interview_id, with_person(mine(), interview_id)


@pytest.fixture
def no_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer where the reader of photos is not installed."""
    monkeypatch.setattr(ocr, "_REQUIRED_PACKAGES", ("a-package-that-is-not-there",))


def asked(dana: Dana) -> Screen:
    """The checklist at the question for Dana's card, answered with yes."""
    screen = Screen().open("checklist", dana[0])
    for item in ("asked_next_steps", "asked_time_frame", "may_contact"):
        screen.press(f"answer-{dana[0]}-{item}--skipped")
    screen.tap("That was everyone")
    return screen.press(f"answer-{dana[0]}-business_card-{dana[1]}-yes")


def give(screen: Screen, dana: Dana, data: bytes, name: str, at: int = 0) -> Screen:
    """Choose a file, as a phone's photo or a shared contact."""
    kind = "text/vcard" if name.endswith("vcf") else "image/jpeg"
    return screen.fill(f"card-{dana[0]}-{dana[1]}-{at}-file", (name, data, kind)).run()


def entered(screen: Screen) -> dict[str, str]:
    """The form's fields by their label, the checklist's own left out."""
    labels = ("Full name", "Organization", "Job title", "Email", "Phone", "LinkedIn address", "Notes")
    return {
        field.label: str(field.value)
        for field in screen.at.text_input
        if field.label in labels and field.form_id
    }


def test_a_contact_is_shown_corrected_saved_and_undone(dana: Dana) -> None:
    screen = asked(dana)
    before = everything(mine())
    give(screen, dana, CONTACT, "dana.vcf")
    assert entered(screen) == {  # her name and where she works are known and the same
        "Job title": "Head of Data",
        "Email": "dana@acme.example",
        "Phone": "+1 212 555 0142",
        "LinkedIn address": "https://www.linkedin.com/in/dana",
        "Notes": "Lobby",
    }
    assert everything(mine()) == before, "nothing is saved before the button"
    assert "Keep the photo as well" not in screen.text
    next(each for each in screen.at.text_input if each.label == "Notes").set_value("By the lift")
    screen.tap("Save these details")
    assert (stored("people")[0]["email"], stored("people")[0]["notes"]) == (
        "dana@acme.example",
        "By the lift",
    )
    assert screen.field(f"card-{dana[1]}-email").value == "dana@acme.example"
    assert "**Saved.** Details of Dana Ruiz taken from the card" in screen.text
    screen.tap("Undo")
    assert everything(mine()) == before
    assert screen.field(f"card-{dana[1]}-email").value == ""


def test_a_card_is_left_unsaved_only_with_a_second_tap(dana: Dana) -> None:
    screen = give(asked(dana), dana, CONTACT, "dana.vcf").tap("Next")
    assert "are not saved" in screen.at.warning[0].value
    assert screen.tap("Next").titles == ["Do you still want to work there?"]
    assert stored("people")[0]["email"] == ""


def test_what_is_known_stays_until_the_card_is_taken_for_it(dana: Dana) -> None:
    screen = asked(dana).choose(f"card-{dana[1]}-email", "old@acme.example")
    give(screen, dana, CONTACT, "dana.vcf")
    assert entered(screen)["Email"] == "old@acme.example"
    next(box for box in screen.at.checkbox if box.label == "Email: take what the card says").check()
    screen.tap("Save these details")
    assert stored("people")[0]["email"] == "dana@acme.example"
    give(screen, dana, CONTACT, "dana.vcf", at=1)
    assert "All it says is here already." in screen.text
    assert "Save these details" not in screen.buttons


@pytest.mark.usefixtures("no_reader")
def test_a_code_is_read_without_the_extra_and_the_photo_kept_when_asked(dana: Dana) -> None:
    screen = asked(dana)
    assert "app.py --install card-photos" in screen.text
    give(screen, dana, as_photo(on_card()), "card.jpg")
    assert "This is what the code on the card says." in screen.text
    next(box for box in screen.at.checkbox if box.label == "Keep the photo as well").check()
    screen.tap("Save these details")
    assert stored("people")[0]["title"] == "Leiter"
    assert contact_capture.load_photo(data_dir() / "personal", dana[1])[:2] == b"\xff\xd8"
    screen.tap("Delete the photo").tap("No, keep it")
    assert contact_capture.load_photo(data_dir() / "personal", dana[1])
    screen.tap("Delete the photo").tap("Yes, delete it")
    assert contact_capture.load_photo(data_dir() / "personal", dana[1]) == b""
    assert "Delete the photo" not in screen.buttons


@pytest.mark.usefixtures("no_reader")
def test_without_the_extra_one_sentence_says_what_is_missing(dana: Dana) -> None:
    screen = give(asked(dana), dana, as_photo(drawn(LATIN[1])), "card.jpg")
    assert "There is no code on this card" in screen.text
    assert entered(screen)["Full name"] == "Dana Ruiz"


def test_what_cannot_be_read_is_said_and_the_fields_below_stay(dana: Dana) -> None:
    screen = give(asked(dana), dana, b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40, "card.jpg")
    assert ["HEIC" in error.value for error in screen.at.error] == [True]
    assert "Save these details" not in screen.buttons
    screen.choose(f"card-{dana[1]}-phone", "+1 2")
    assert stored("people")[0]["phone"] == "+1 2"


def test_a_file_is_read_once_however_often_the_page_is_drawn_and_without_the_reader_of_photos(
    dana: Dana, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = []
    real = contact_capture.propose_contact

    def counted(*args: object) -> object:
        times.append(1)
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(contact_capture, "propose_contact", counted)
    monkeypatch.setattr(ocr, "_new_engine", lambda: pytest.fail("the reader was loaded"))
    screen = give(asked(dana), dana, CONTACT, "dana.vcf")
    screen.run().run()
    assert len(times) == 1


@pytest.mark.parametrize(
    ("address", "offered"),
    [
        ("http://localhost:8501/checklist", True),
        ("http://192.168.1.20:8501/checklist", False),
    ],
)
def test_the_camera_is_offered_only_where_browsers_give_it(
    dana: Dana, monkeypatch: pytest.MonkeyPatch, address: str, offered: bool
) -> None:
    monkeypatch.setattr(ContextProxy, "url", property(lambda _self: address))
    screen = asked(dana)
    assert screen.has(f"card-{dana[0]}-{dana[1]}-0-way") == offered
    if offered:
        screen.choose(f"card-{dana[0]}-{dana[1]}-0-way", "Camera")
        screen.field(f"card-{dana[0]}-{dana[1]}-0-camera").upload("shot.jpg", as_photo(on_card()))
        screen.run().tap("Save these details")
        assert stored("people")[0]["title"] == "Leiter"


def test_on_the_interviews_page_a_contact_gives_details_and_a_photo_answers_as_well(dana: Dana) -> None:
    people = Screen().open("interview", dana[0]).choose(f"side-{dana[0]}", "People")
    screen = give(people, dana, CONTACT, "dana.vcf")
    screen.tap("Save these details")
    assert stored("people")[0]["email"] == "dana@acme.example"
    assert screen.field(f"person-{dana[0]}-{dana[1]}-email").value == "dana@acme.example"
    assert given() == {}
    give(screen, dana, as_photo(on_card()), "card.jpg", at=1)
    screen.tap("Save these details")
    assert given() == {("business_card", dana[1]): "yes"}
    assert not (data_dir() / "personal" / "cards").exists(), "the photo is not kept by itself"
