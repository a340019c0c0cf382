"""The voice: calm on every page, and every page with its title and its way to the others."""

from pathlib import Path

import pytest

from followup_core.services.sample_data import load_sample_data
from followup_core.services.workspace_registry import SAMPLE_DIR
from tests.integration.services.workspaces import moment

from .screen import ROUTER, Screen, mine, now

PAGES = ("today", "interviews", "checklist", "settings", "interview")


@pytest.fixture
def full() -> list[str]:
    """The sample's rows as one's own; return the interviews."""
    load_sample_data(mine(), moment(), SAMPLE_DIR)
    return list(now().records.interviews)


def calm(screen: Screen) -> None:
    """Hold every text on screen to the voice."""
    assert len(screen.words) > 4
    for text in screen.words:
        assert "!" not in text, text


def test_no_text_raises_its_voice_on_any_page(full: list[str]) -> None:
    screen = Screen()
    for page in PAGES:
        calm(screen.open(page))
    screen.open("settings")
    for side in ("Writing", "Dates", "Your data", "Phones", "Workshop", "Career centers"):
        calm(screen.choose("settings-side", side))
    for interview_id in full:
        calm(screen.open("interview", interview_id))
    for side in ("People", "Details"):
        calm(screen.choose(f"side-{interview_id}", side))


def test_no_question_and_no_echo_raises_its_voice(full: list[str]) -> None:
    interview_id = next(each for each in full if now().interview_details(each).interview.outcome is None)
    screen = Screen().open("checklist", interview_id)
    calm(screen)
    while screen.onward():
        calm(screen)
    assert screen.titles[0].startswith("Done")
    calm(screen.tap("All answers"))


def test_an_empty_start_is_calm_on_every_page() -> None:
    screen = Screen()
    for page in PAGES:
        calm(screen.open(page))


def test_every_page_leads_to_the_main_ones() -> None:
    screen = Screen()
    for page in PAGES:
        labels = [label for label, _ in screen.open(page).links]
        assert labels[:4] == ["Today", "Interviews", "Statistics", "Settings"]


def test_every_address_of_a_page_is_the_name_of_its_file() -> None:
    router = ROUTER.read_text(encoding="utf-8")
    files = {path.stem for path in ROUTER.parent.glob("[a-z]*.py")}
    assert files == {part.split('"')[0] for part in router.split('url_path="')[1:]}
    assert all(f'"{name}.py"' in router for name in files)


def test_no_page_injects_markup_of_its_own() -> None:
    for path in Path(ROUTER.parent).rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "unsafe_allow_html" not in text
        assert "st.html" not in text
