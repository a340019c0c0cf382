"""`stats`: the figures of the sample, and the ways of asking for them."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from followup_core.__main__ import main
from followup_core.clock import Clock
from followup_core.playbook import reloadable_playbook
from followup_core.services import workspace_registry
from followup_core.services.row_changes import upsert
from followup_core.services.sample_data import load_sample_data
from followup_core.services.workspace import Workspace
from followup_core.store import CsvStore
from tests.integration.services.workspaces import everything, moment, opened, started
from tests.unit.statistics.statistics_json import differences
from tests.unit.statistics.statistics_oracle import StatisticsOracle

from .folders import Tables, run, seen, write, write_as_a_spreadsheet_does, write_least

Capture = pytest.CaptureFixture[str]
DAY = date(2026, 11, 18)
TODAY = DAY.isoformat()
Figures = dict[str, Any]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """Return the tables of the sample on this day."""
    with opened(tmp_path_factory.mktemp("sample")) as workspace:
        load_sample_data(workspace, moment(DAY), workspace_registry.SAMPLE_DIR)
        return {name: [dict(row) for row in some] for name, (_, some) in everything(workspace).items()}


@pytest.fixture(scope="module")
def figures(tables: Tables) -> Figures:
    """Return what the program that was written apart counts."""
    return StatisticsOracle(tables, DAY).figures()


def stats(folder: Path, capsys: Capture, *more: str) -> str:
    assert main(["stats", "--workspace", str(folder), *more]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


@pytest.mark.parametrize("write_tables", [write, write_least, write_as_a_spreadsheet_does])
def test_the_figures_are_those_of_the_program_written_apart_however_the_tables_were_written(
    tmp_path: Path,
    capsys: Capture,
    write_tables: Callable[[Path, Tables], Path],
    tables: Tables,
    figures: Figures,
) -> None:
    write_tables(tmp_path, tables)
    before = seen(tmp_path)
    printed = stats(tmp_path, capsys, "--today", TODAY, "--json")
    assert differences(json.loads(printed), figures) == []
    assert seen(tmp_path) == before


def test_a_process_of_its_own_prints_the_figures_without_a_word_on_standard_error(
    tmp_path: Path, tables: Tables, figures: Figures
) -> None:
    ran = run("stats", "--workspace", str(write(tmp_path, tables)), "--today", TODAY, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert differences(json.loads(ran.out), figures) == []


def test_in_words_each_figure_is_a_line(
    tmp_path: Path, capsys: Capture, tables: Tables, figures: Figures
) -> None:
    lines = stats(write(tmp_path, tables), capsys, "--today", TODAY).splitlines()
    responded, mature = figures["interviews"]["responded"], figures["interviews"]["mature"]
    assert lines[0].startswith(f"{responded} of {mature} interviews were answered")
    each_its_line = (*figures["touchpoints"], *figures["comparisons"], *figures["habits"])
    assert len(lines) == 2 + len(each_its_line) + 1, "interviews, the time it takes, and what to do"
    [asked] = [line for line in lines if line.startswith("Did you ask what happens next?")]
    habit = figures["habits"][0]
    assert asked.endswith(f"Yes in {habit['yes']} of {habit['asked']} answers.")


def test_an_answer_without_a_day_is_a_line_in_words_and_no_response_in_the_figures(
    tmp_path: Path, capsys: Capture
) -> None:
    with opened(tmp_path) as workspace:
        made = started(workspace)
        change = upsert("interviews", interview_id=made, outcome="offer")
        workspace.execute(moment(), "Import", lambda _: [change])
        words = stats(tmp_path, capsys, "--today", TODAY)
        figures = json.loads(stats(tmp_path, capsys, "--today", TODAY, "--json"))
    assert "One answer has no day, so it isn't counted yet. Enter the day it came." in words.splitlines()
    assert figures["time_to_response"]["events"] == 0
    assert set(figures["interviews"]) == {
        *("held", "withdrawn", "pending", "mature", "responded", "rate", "low", "high")
    }


def test_what_is_only_in_the_journal_counts(tmp_path: Path, capsys: Capture) -> None:
    with opened(tmp_path) as workspace:
        started(workspace)
        printed = json.loads(stats(tmp_path, capsys, "--today", TODAY, "--json"))
        assert not (tmp_path / "interviews.csv").exists()
    assert printed["interviews"]["held"] == 1


@pytest.mark.parametrize("zone", ["", "Pacific/Kiritimati", "Pacific/Niue"])
def test_without_a_day_today_is_meant_where_the_candidate_lives(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, tables: Tables, zone: str
) -> None:
    """At this moment it is the 18th in Greenwich, the 19th on Kiritimati and the 17th on Niue."""

    moment = datetime(2026, 11, 18, 10, 30, tzinfo=UTC)
    monkeypatch.setattr("followup_core.__main__.Clock.on", lambda _: Clock(system_time=lambda: moment))
    settings = [{"key": "timezone", "value": zone}] if zone else []
    write(tmp_path, {**tables, "settings": settings})
    days = {"": {TODAY, "2026-11-19", "2026-11-17"}, "Pacific/Kiritimati": {"2026-11-19"}}
    found = stats(tmp_path, capsys, "--json")
    asked = [stats(tmp_path, capsys, "--today", day, "--json") for day in days.get(zone, {"2026-11-17"})]
    assert found in asked


def test_a_folder_without_tables_has_nothing_to_count(tmp_path: Path, capsys: Capture) -> None:
    printed = json.loads(stats(tmp_path, capsys, "--today", TODAY, "--json"))
    nothing = {"rate": None, "low": None, "high": None}
    assert printed["touchpoints"] == []
    counts = dict.fromkeys(("held", "withdrawn", "pending", "mature", "responded"), 0)
    assert printed["interviews"] == {**counts, **nothing}
    assert printed["time_to_response"] == {"n": 0, "events": 0, "median": None, "curve": []}
    assert {(each["a"]["n"], each["b"]["n"], each["p"]) for each in printed["comparisons"]} == {(0, 0, None)}
    assert {(each["asked"], each["rate"]) for each in printed["habits"]} == {(0, None)}
    assert len(stats(tmp_path, capsys, "--today", TODAY).splitlines()) > 2
    assert list(tmp_path.iterdir()) == []


def test_an_unreadable_table_is_told_as_by_due(tmp_path: Path, capsys: Capture, tables: Tables) -> None:
    write(tmp_path, tables)
    said = []
    for data in (b'interview_id,item,answer\na,"b\n', None):
        _put_in_the_place_of(tmp_path / "answers.csv", data)
        for command in ("stats", "due"):
            assert main([command, "--workspace", str(tmp_path), "--json"]) == 1
            said.append(capsys.readouterr())
    assert {each.out for each in said} == {""}
    assert [each.err.count("\n") for each in said] == [1] * 4
    assert said[0] == said[1]
    assert said[0].err.startswith("answers.csv")
    assert said[2] == said[3]
    assert said[2].err.startswith("The workspace cannot be read (")
    assert said[2].err.endswith("). Check that the folder can be read, and try again.\n")


def _put_in_the_place_of(table: Path, data: bytes | None) -> None:
    """Put bytes into a table's file, or a folder in its place."""
    if data is not None:
        table.write_bytes(data)
        return
    table.unlink()
    table.mkdir()


def test_a_playbook_that_broke_is_told_and_the_last_good_one_counts(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, tables: Tables, figures: Figures
) -> None:
    playbook = tmp_path / "playbook"
    shutil.copytree(workspace_registry.PLAYBOOK_DIR, playbook)
    folder = write(tmp_path / "w", tables)
    reloadable = reloadable_playbook(playbook)
    reloadable.current()
    monkeypatch.setattr(
        "followup_core.__main__.open_workspace", lambda folder: Workspace(CsvStore(folder), reloadable)
    )
    (playbook / "checklist.toml").write_text("[[item]]\nid = 7\n", encoding="utf-8")
    assert main(["stats", "--workspace", str(folder), "--today", TODAY, "--json"]) == 0
    said = capsys.readouterr()
    in_use = "The playbook has an error, so the last version that worked is in use."
    assert said.err.startswith(f"{in_use} checklist.toml, line ")
    assert differences(json.loads(said.out), figures) == []


def test_a_career_centers_own_checklist_decides_which_habits_are_counted(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, tables: Tables
) -> None:
    playbook = tmp_path / "playbook"
    shutil.copytree(workspace_registry.PLAYBOOK_DIR, playbook)
    file = playbook / "checklist.toml"
    own = (
        '\n[[item]]\nid = "own_item"\nabout = "interview"\nkeeps = "answer"\nquestion = "Did you smile?"\n'
        'why = "It helps."\nrule = "A1"\nsource = "Ours."\n'
    )
    file.write_text(file.read_text(encoding="utf-8") + own, encoding="utf-8")
    asked = [{**row, "item": "own_item"} for row in tables["answers"] if row["item"] == "asked_next_steps"]
    folder = write(tmp_path / "w", {**tables, "answers": [*tables["answers"], *asked]})
    workspace = Workspace(CsvStore(folder), reloadable_playbook(playbook))
    monkeypatch.setattr("followup_core.__main__.open_workspace", lambda _: workspace)
    habits = json.loads(stats(folder, capsys, "--today", TODAY, "--json"))["habits"]
    assert habits[-1] == {**habits[0], "item": "own_item"}
