"""What holds on every page: a calm voice, the way to the others, one reading of the workspace, any clock."""

from datetime import timedelta

import pytest

from followup_core.services import maintenance, workspace_registry
from followup_core.services.sample_data import load_sample_data
from followup_core.services.workspace import Workspace
from followup_core.services.workspace_registry import SAMPLE_DIR
from tests.integration.services.workspaces import moment, started, with_person

from .screen import ROUTER, TODAY, Screen, data_dir, mine, now, stored

PAGES = ("today", "interviews", "checklist", "interview", "messages", "response_rates", "answers", "settings")


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


@pytest.mark.thorough
def test_no_text_raises_its_voice_on_any_page(full: list[str]) -> None:
    screen = Screen()
    for page in PAGES:
        calm(screen.open(page))
    for side in ("Dates", "Your data", "Phones", "Workshop", "Career centers"):
        calm(screen.choose("settings-side", side))
    for interview_id in full[::3]:
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


def test_an_empty_start_is_calm_and_leads_to_the_main_pages_from_each() -> None:
    screen = Screen()
    for page in PAGES:
        calm(screen.open(page))
        assert [label for label, _ in screen.links][:4] == ["Today", "Interviews", "Statistics", "Settings"]


def test_every_address_of_a_page_is_the_name_of_its_file() -> None:
    router = ROUTER.read_text(encoding="utf-8")
    files = {path.stem for path in ROUTER.parent.glob("[a-z]*.py")}
    assert files == {part.split('"')[0] for part in router.split('url_path="')[1:]}
    assert all(f'"{name}.py"' in router for name in files)


def test_no_page_injects_markup_of_its_own() -> None:
    for path in ROUTER.parent.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "unsafe_allow_html" not in text
        assert "st.html" not in text


def test_a_page_reads_the_workspace_once_however_many_parts_it_draws(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    interview_id = started(mine())
    with_person(mine(), interview_id, "Dana Ruiz")
    readings: list[object] = []
    read = Workspace.view

    def view(workspace: Workspace, today: object) -> object:
        readings.append(today)
        return read(workspace, today)  # type: ignore[arg-type]  # what the page passed on

    screen = Screen()
    monkeypatch.setattr(Workspace, "view", view)
    for page in PAGES:
        screen.open(page, interview_id)
        readings.clear()
        screen.run()
        assert len(readings) == 1, page


def test_every_page_opens_and_saves_with_a_clock_that_went_back(monkeypatch: pytest.MonkeyPatch) -> None:
    interview_id = started(mine())
    with_person(mine(), interview_id)
    for number in range(7):
        maintenance.daily_backup(data_dir() / "personal", TODAY - timedelta(days=number))
    workspace_registry.close_all()
    monkeypatch.setenv("FOLLOWUP_TODAY", (TODAY - timedelta(days=366)).isoformat())
    screen = Screen()
    for page in PAGES:
        screen.open(page, interview_id)
    screen = Screen().add_interview("Borealis")
    assert not screen.at.error
    assert [row["organization"] for row in stored("interviews")] == ["Acme Robotics", "Borealis"]
    screen = Screen().open("settings").choose("settings-side", "Your data").tap("Back up now")
    assert screen.told == ["Backed up."]
    assert not screen.tap("Restore").at.error
