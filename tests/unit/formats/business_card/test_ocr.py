"""Photos of cards, drawn here and read for real."""

import logging
import socket
import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from types import SimpleNamespace
from typing import Any

import phonenumbers
import pytest
from PIL import Image

from followup_core.formats.business_card import field_extraction, ocr
from followup_core.formats.business_card.contact import ContactDetails
from followup_core.formats.business_card.ocr import OcrNotInstalled
from followup_core.formats.parsed_file import UnreadableFile

from .drawn_cards import CLEAN, ROUGH, UNREAD, Card, as_photo, drawn, hurt

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module", autouse=True)
def _no_network() -> Iterator[None]:
    """Whatever these tests read is read without a socket, the making of the reader included."""

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("reading a photo must not open a socket")

    patch = pytest.MonkeyPatch()
    for name in ("socket", "create_connection", "getaddrinfo"):
        patch.setattr(socket, name, refuse)
    ocr._engines.clear()
    yield
    patch.undo()


def read(cards: Sequence[Card], *, roughly: bool) -> list[tuple[Card, ContactDetails]]:
    """Each card with what its photo proposes, clean or as a hurried photo shows it."""
    results = []
    for number, card in enumerate(cards):
        picture = hurt(drawn(card), number) if roughly else drawn(card)
        lines = ocr.read_lines(as_photo(picture))
        results.append((card, field_extraction.extract_contact(lines, country=card.country)))
    return results


def misread(card: Card, details: ContactDetails) -> list[tuple[str, str]]:
    """What the card says and what was read instead, for each field that was not read exactly."""
    return [
        (value, getattr(details, field))
        for field, value in asdict(card.says).items()
        if value and not _same(field, card.country, value, getattr(details, field))
    ]


def _same(field: str, country: str, expected: str, got: str) -> bool:
    """Whether two values are one: numbers as they are called, East Asian names whether spaced or not."""
    if field == "phone":
        called = [phonenumbers.parse(number, country) for number in (expected, got) if number]
        return len(called) == 2 and called[0] == called[1]
    plain = [text.replace("’", "'").casefold() for text in (expected, got)]
    return plain[0] == plain[1] or (not expected.isascii() and plain[0].replace(" ", "") == plain[1])


@pytest.mark.parametrize(
    ("cards", "least"), [(CLEAN, 0.9), (ROUGH, 0.8)], ids=["clean", "tilted, turned, blurred or grainy"]
)
def test_most_fields_of_cards_are_read(cards: Sequence[Card], least: float) -> None:
    results = read(cards, roughly=cards is ROUGH)
    fields = [value for card in cards for value in asdict(card.says).values() if value]
    wrong = [field for card, details in results for field in misread(card, details)]
    assert len(wrong) <= (1 - least) * len(fields), wrong


def test_letters_that_are_not_known_give_blanks_and_no_nonsense() -> None:
    for card, details in read(UNREAD, roughly=False):
        assert (details.name, details.title, details.organization) == ("", "", "")
        assert len(misread(card, details)) == 3, "what is in Latin letters and digits is read"


def test_two_photos_at_once_are_read_one_after_the_other_by_one_reader(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_work: list[str] = []
    most: list[int] = []

    def watched(pixels: Any) -> Any:
        at_work.append("one")
        most.append(len(at_work))
        threading.Event().wait(0.1)
        at_work.pop()
        return SimpleNamespace(txts=None, boxes=None, pixels=pixels)

    monkeypatch.setattr(ocr, "_engines", [watched])
    photo = as_photo(Image.new("RGB", (9, 9)))
    threads = [threading.Thread(target=ocr.read_lines, args=(photo,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1, 1]


def test_an_empty_photo_says_nothing_and_nothing_is_logged(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        assert ocr.read_lines(as_photo(Image.new("RGB", (900, 500), "white"))) == ()
    assert caplog.text == ""
    assert capsys.readouterr() == ("", "")


def test_without_the_reader_that_is_said_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ocr.ocr_installed()
    monkeypatch.setattr(ocr, "_REQUIRED_PACKAGES", ("a-package-that-is-not-there",))
    assert not ocr.ocr_installed()
    with pytest.raises(OcrNotInstalled, match="--install card-photos"):
        ocr.read_lines(as_photo(drawn(CLEAN[1])))


def test_what_is_no_photo_is_refused_before_it_is_read() -> None:
    with pytest.raises(UnreadableFile):
        ocr.read_lines(b"%PDF-1.7")
