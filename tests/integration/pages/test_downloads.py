"""A file is made after its page was drawn, in a thread without a session: it is of the page's workspace."""

import inspect
import io
import threading
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from pypdf import PdfReader

from components import session
from followup_core.services.sample_data import REMARK
from tests.integration.services.workspaces import started

from .facilitator_tab import Tab, as_host
from .screen import ROUTER, TODAY, Screen, mine, the_sample

ELSEWHERE = {"notices.py", "take_home.py"}
"""Where texts are offered that are there already, and the file that test_take_home.py tries."""
PICTURES = {"Picture (PNG)", "Drawing (SVG)", "Numbers (CSV)"}
FOR_OTHERS = {
    "Drawing (SVG)",
    "Download the week (PDF)",
    "Proof as PDF",
    "A sheet to copy it from (PDF)",
    "Workbook",
    "Proof as workbook",
}
"""The files to print or to show to somebody: what is made in the sample must say so."""
OWN = "Only Mine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A file that a page offers, with the source file that offers it."""

    label: str
    source: str
    make: Callable[[], Any]


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> list[Offered]:
    """Every file that any page offers from now on."""
    found: list[Offered] = []
    draw = st.download_button

    def download_button(label: str, data: Any, *args: Any, **more: Any) -> bool:
        frame = inspect.currentframe()
        caller = frame.f_back if frame else None
        source = Path(caller.f_code.co_filename).name if caller else ""
        if callable(data):
            found.append(Offered(label=label, source=source, make=data))
        return draw(label, data, *args, **more)

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


def test_each_file_of_the_sample_is_of_the_sample(offered: list[Offered]) -> None:
    screen = Screen()
    organizations = look_around(screen)
    started(mine(), OWN)
    labels = {each.label for each in offered}
    assert FOR_OTHERS | {"Everything (ZIP)", "Download your dates"} <= labels
    for each in {each.label: each for each in offered}.values():
        text = text_of(made(each))
        assert OWN not in text, each.label
        if each.label in FOR_OTHERS:
            assert REMARK in " ".join(text.split()), each.label
        if each.label not in PICTURES and "mail" not in each.label and "sheet" not in each.label:
            assert any(name in text for name in organizations), each.label


def test_no_file_of_ones_own_says_that_it_is_invented(offered: list[Offered]) -> None:
    interview_id = started(mine(), OWN)
    screen = unfolded(Screen().open("response_rates"), "personal")
    screen.open("answers").open("settings").choose("settings-side", "Your data")
    message(screen, interview_id, "thank_you_note")
    assert {each.label for each in offered} >= FOR_OTHERS
    for each in offered:
        assert each.label not in FOR_OTHERS or REMARK not in text_of(made(each)), each.label


def test_every_place_that_offers_a_file_is_looked_at(
    offered: list[Offered], monkeypatch: pytest.MonkeyPatch
) -> None:
    look_around(Screen())
    as_host(monkeypatch)
    tab = Tab()
    tab.prepared()
    tab.tap("Open the workshop").tap("Close the workshop now")
    for each in {each.label: each for each in offered}.values():
        assert made(each), each.label
    assert {each.source for each in offered} == sources() - ELSEWHERE
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
