"""Settings, Your data: everything can be taken along, is made when it is tapped, and comes in again."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import streamlit
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from followup_core.formats.archive import read_archive
from tests.integration.services.workspaces import rows, started, with_person

from .screen import Screen, mine, the_sample

Offered = dict[str, tuple[str, Callable[[], bytes]]]


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Offered:
    """Collect what is offered as a download: by its label its name and what makes it."""
    found: Offered = {}
    real = streamlit.download_button

    def download_button(label: str, data: Any, name: str, *rest: Any, **options: Any) -> bool:
        assert callable(data), "it is made when it is tapped"
        found[label] = (name, data)
        return bool(real(label, data, name, *rest, **options))

    monkeypatch.setattr(streamlit, "download_button", download_button)
    return found


def your_data() -> Screen:
    return Screen().open("settings").choose("settings-side", "Your data")


def acme() -> None:
    with_person(mine(), started(mine()))


def made(offered: Offered, label: str) -> bytes:
    return offered[label][1]()


def test_an_empty_workspace_says_that_there_is_nothing_yet(offered: Offered) -> None:
    assert "There is nothing to take along yet." in your_data().text
    assert offered == {}


def test_everything_is_offered_with_the_day_in_its_name_and_holds_what_is_stored(offered: Offered) -> None:
    acme()
    your_data()
    assert {label: name for label, (name, _) in offered.items()} == {
        "Workbook": "interviews-2026-11-18.xlsx",
        "Tables (CSV)": "tables-2026-11-18.zip",
        "Everything (ZIP)": "everything-2026-11-18.zip",
        "Proof as PDF": "proof-of-search-2026-11-01-2026-11-18.pdf",
        "Proof as workbook": "proof-of-search-2026-11-01-2026-11-18.xlsx",
    }
    book = CalamineWorkbook.from_filelike(io.BytesIO(made(offered, "Workbook")))
    assert book.get_sheet_by_name("Summary").to_python()[1][0] == "Acme Robotics"
    with zipfile.ZipFile(io.BytesIO(made(offered, "Tables (CSV)"))) as tables:
        assert b"Dana Ruiz" in tables.read("people.csv")
        assert tables.namelist()[0] == "summary.csv"
    assert b"Dana Ruiz" in read_archive(made(offered, "Everything (ZIP)")).tables["people"]


def test_the_proof_follows_the_days_and_the_names(offered: Offered) -> None:
    acme()
    screen = your_data()
    assert "1 interview and 0 follow\\-up messages\\." in screen.text
    assert "Dana Ruiz" in paper(offered)
    screen.choose("proof-named", False)
    assert "Dana Ruiz" not in paper(offered)
    screen.choose("proof-from", date(2026, 11, 3))
    assert "Nothing is recorded in this period\\." in screen.text
    assert "Acme Robotics" not in paper(offered)
    assert offered["Proof as PDF"][0] == "proof-of-search-2026-11-03-2026-11-18.pdf"


def paper(offered: Offered) -> str:
    reader = PdfReader(io.BytesIO(made(offered, "Proof as PDF")))
    return "".join(page.extract_text() for page in reader.pages)


def test_a_period_that_ends_before_it_begins_is_a_sentence_and_offers_no_proof(offered: Offered) -> None:
    acme()
    screen = your_data()
    offered.clear()
    screen.choose("proof-to", date(2026, 10, 31))
    [error] = screen.at.error
    assert error.value.startswith("The period ends before it begins\\.")
    assert "Proof as PDF" not in offered
    assert "Workbook" in offered


def test_the_sample_is_taken_along_under_keys_of_its_own(offered: Offered) -> None:
    screen = Screen().tap("Look around with sample data").open("settings")
    screen.choose("sample:settings-side", "Your data")
    assert screen.has("sample:take-out-Workbook")
    assert not screen.has("personal:take-out-Workbook")
    brought = read_archive(made(offered, "Everything (ZIP)"))
    assert brought.tables["people"].count(b"\n") == 1 + len(rows(the_sample(), "people"))
