"""What can be taken along; a file is made after its page was drawn, in a thread without a session."""

import inspect
import io
import threading
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from components import session
from followup_core.formats.archive import read_archive
from followup_core.services.sample_data import REMARK
from tests.integration.services.workspaces import started, with_person

from .facilitator_tab import Tab, as_host
from .screen import ROUTER, TODAY, Screen, mine, the_sample

ELSEWHERE = {"notices.py", "take_home.py"}
"""Where texts are offered that are there already, and the file that test_take_home.py tries."""
OF_A_WORKSHOP = {"workshop_exports.py"}
PICTURES = {"Picture (PNG)", "Drawing (SVG)", "Numbers (CSV)"}
FOR_OTHERS = {
    "Drawing (SVG)",
    "Download the week (PDF)",
    "Proof as PDF",
    "Print a sheet to copy from (PDF)",
    "Workbook",
    "Proof as workbook",
}
"""The files to print or to show to somebody: what is made in the sample must say so."""
OWN = "Only Mine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A file that a page offers, with the source file that offers it."""

    label: str
    name: str
    source: str
    make: Callable[[], Any]


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> list[Offered]:
    """Every file that any page offers from now on."""
    found: list[Offered] = []
    draw = st.download_button

    def download_button(label: str, data: Any, file_name: str, *args: Any, **more: Any) -> bool:
        frame = inspect.currentframe()
        caller = frame.f_back if frame else None
        source = Path(caller.f_code.co_filename).name if caller else ""
        if callable(data):
            found.append(Offered(label=label, name=file_name, source=source, make=data))
        return draw(label, data, file_name, *args, **more)

    monkeypatch.setattr(st, "download_button", download_button)
    return found


def made(each: Offered) -> bytes:
    """Return the file as the server makes it: in a thread that belongs to no session."""
    result: list[bytes | str] = []
    thread = threading.Thread(target=lambda: result.append(each.make()))
    thread.start()
    thread.join()
    assert result, f"{each.label} cannot be made outside of its page"
    return result[0].encode() if isinstance(result[0], str) else result[0]


def text_of(data: bytes) -> str:
    """Return the words in a file: a PDF's, or those of everything in a ZIP or a workbook."""
    if data.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(text_of(archive.read(name)) for name in archive.namelist())
    return data.decode("utf-8", "replace")


def message(screen: Screen, interview_id: str, kind: str) -> None:
    """Open the draft of a message."""
    screen.at.query_params.clear()
    screen.at.query_params["interview"] = interview_id
    screen.at.query_params["kind"] = kind
    screen.at.switch_page("message.py")
    screen.run()


def sources() -> set[str]:
    """Return the source files that offer something to download."""
    found = ROUTER.parent.rglob("*.py")
    return {path.name for path in found if "st.download_button(" in path.read_text(encoding="utf-8")}


def unfolded(screen: Screen, kind: str) -> Screen:
    """Unfold a chart of the statistics with its table and files."""
    screen.at.session_state[f"{kind}:details-time"] = True
    return screen.run().choose(f"{kind}:table-time-to-answer", True)


def look_around(screen: Screen) -> set[str]:
    """Look at everything in the sample that offers a file; return the organizations there."""
    unfolded(screen.tap("Look around with sample data").open("response_rates"), "sample")
    screen.open("answers").open("settings")
    for side in ("Your data", "Calendar"):
        screen.choose("sample:settings-side", side)
    rounds = the_sample().view(TODAY).records.interviews
    first = next(iter(rounds))
    screen.open("interview", first)
    for kind in ("thank_you_note", "thank_you_email"):
        message(screen, first, kind)
    return {each.interview.organization for each in rounds.values()}


@pytest.mark.thorough
def test_each_file_of_the_sample_is_of_the_sample(offered: list[Offered]) -> None:
    screen = Screen()
    organizations = look_around(screen)
    assert {each.source for each in offered} == sources() - ELSEWHERE - OF_A_WORKSHOP
    started(mine(), OWN)
    labels = {each.label for each in offered}
    assert FOR_OTHERS | {"Everything (ZIP)", "Download your dates"} <= labels
    for each in {each.label: each for each in offered}.values():
        text = text_of(made(each))
        assert text, each.label
        assert OWN not in text, each.label
        if each.label in FOR_OTHERS:
            assert REMARK in " ".join(text.split()), each.label
        if each.label not in PICTURES and "mail" not in each.label and "sheet" not in each.label:
            assert any(name in text for name in organizations), each.label


@pytest.mark.thorough
def test_no_file_of_ones_own_says_that_it_is_invented(offered: list[Offered]) -> None:
    interview_id = started(mine(), OWN)
    screen = unfolded(Screen().open("response_rates"), "personal")
    screen.open("answers").open("settings").choose("settings-side", "Your data")
    message(screen, interview_id, "thank_you_note")
    assert {each.label for each in offered} >= FOR_OTHERS
    for each in offered:
        assert each.label not in FOR_OTHERS or REMARK not in text_of(made(each)), each.label


def test_each_file_of_a_workshop_can_be_made(offered: list[Offered], monkeypatch: pytest.MonkeyPatch) -> None:
    as_host(monkeypatch)
    tab = Tab()
    tab.prepared()
    tab.tap("Open the workshop").tap("Close the workshop now")
    for each in offered:
        assert made(each), each.label
    assert {each.source for each in offered} == OF_A_WORKSHOP
    session.workshop_service().close_all()


def test_the_session_cannot_be_asked_for_outside_of_a_page() -> None:
    for asked in (
        session.workspace_kind,
        session.view,
        session.today,
        session.workspace_folder,
        session.identity,
        session.action_context,
    ):
        with pytest.raises(RuntimeError, match="outside of a page's run"):
            asked()


# Settings, Your data.


def latest(offered: list[Offered], label: str) -> bytes:
    """Return the file that was offered last under this label."""
    return made(next(each for each in reversed(offered) if each.label == label))


def your_data() -> Screen:
    return Screen().open("settings").choose("settings-side", "Your data")


def test_everything_is_offered_with_the_day_in_its_name_and_holds_what_is_stored(
    offered: list[Offered],
) -> None:
    assert "There is nothing to take with you yet." in your_data().text
    assert offered == []
    with_person(mine(), started(mine()))
    your_data()
    assert {each.label: each.name for each in offered} == {
        "Workbook": "interviews-2026-11-18.xlsx",
        "Tables (CSV)": "tables-2026-11-18.zip",
        "Everything (ZIP)": "everything-2026-11-18.zip",
        "Proof as PDF": "proof-of-search-2026-11-01-2026-11-18.pdf",
        "Proof as workbook": "proof-of-search-2026-11-01-2026-11-18.xlsx",
    }
    book = CalamineWorkbook.from_filelike(io.BytesIO(latest(offered, "Workbook")))
    assert book.get_sheet_by_name("Summary").to_python()[1][0] == "Acme Robotics"
    with zipfile.ZipFile(io.BytesIO(latest(offered, "Tables (CSV)"))) as tables:
        assert b"Dana Ruiz" in tables.read("people.csv")
        assert tables.namelist()[0] == "summary.csv"
    assert b"Dana Ruiz" in read_archive(latest(offered, "Everything (ZIP)")).tables["people"]


def test_the_proof_follows_the_days_and_the_names(offered: list[Offered]) -> None:
    def proof() -> str:
        return text_of(latest(offered, "Proof as PDF"))

    with_person(mine(), started(mine()))
    screen = your_data()
    assert "1 interview and 0 follow\\-up messages\\." in screen.text
    assert "Dana Ruiz" in proof()
    screen.choose("proof-named", False)
    assert "Dana Ruiz" not in proof()
    screen.choose("proof-from", date(2026, 11, 3))
    assert "Nothing is recorded in this period\\." in screen.text
    assert "Acme Robotics" not in proof()
    assert offered[-2].name == "proof-of-search-2026-11-03-2026-11-18.pdf"
    offered.clear()
    screen.choose("proof-to", date(2026, 10, 31))
    assert screen.at.error[0].value.startswith("The period ends before it begins\\.")
    assert [each.label for each in offered] == ["Workbook", "Tables (CSV)", "Everything (ZIP)"]
