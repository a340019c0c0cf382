"""Desks: one a folder, a view computed once, other programs' writing seen, a broken playbook survived."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from followup_core.models import YesNo
from followup_core.playbook import PlaybookError
from followup_core.services import workspace_registry
from followup_core.services.interview_service import set_interest
from followup_core.services.workspace import NotFound, Workspace

from .workspaces import MONDAY, TODAY, files_of, moment, opened, rows, started, view

ROOT = Path(__file__).parents[3]
ANOTHER_PROGRAM = """
import sys
from pathlib import Path
from tests.integration.services.workspaces import opened, started
with opened(Path(sys.argv[1])) as workspace:
    started(workspace, "Borealis")
"""


@pytest.fixture
def open_house() -> Iterator[None]:
    """Close every workspace of this process before and after."""
    workspace_registry.close_all()
    yield
    workspace_registry.close_all()


def test_a_view_is_computed_once_for_a_day(workspace: Workspace) -> None:
    started(workspace)
    first = view(workspace)
    assert view(workspace) is first
    assert first.steps is view(workspace).steps


def test_another_day_is_another_view_of_the_same_records(workspace: Workspace) -> None:
    started(workspace)
    first, other = view(workspace, TODAY), view(workspace, MONDAY)
    assert other is not first
    assert other.records is first.records
    assert [step.state for step in first.steps] != [step.state for step in other.steps]


def test_a_change_makes_a_new_view_and_leaves_the_old_one_as_it_was(workspace: Workspace) -> None:
    interview_id = started(workspace)
    first = view(workspace)
    set_interest(workspace, moment(), interview_id, YesNo.YES)
    assert view(workspace) is not first
    assert first.interview_details(interview_id).interview.still_interested is None
    assert view(workspace).interview_details(interview_id).interview.still_interested is YesNo.YES


def test_what_another_program_wrote_is_seen_at_once(workspace: Workspace, folder: Path) -> None:
    started(workspace)
    assert len(view(workspace).records.interviews) == 1
    subprocess.run(
        [sys.executable, "-c", ANOTHER_PROGRAM, str(folder)],
        check=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert [each.interview.organization for each in view(workspace).records.interviews.values()] == [
        "Acme Robotics",
        "Borealis",
    ]
    started(workspace, "Copper Kettle")
    assert len(rows(workspace, "interviews")) == 3


def test_nobody_and_nothing_unknown_is_guessed(workspace: Workspace) -> None:
    assert view(workspace).name("p-gone") == ""
    with pytest.raises(NotFound, match=r"^This person is not in the workspace anymore"):
        view(workspace).person("p-gone")
    with pytest.raises(NotFound, match=r"^There is no interview “x{40}”"):
        view(workspace).plan("x" * 5_000)


# --- the house --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("open_house")
def test_a_folder_has_one_desk_however_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    workspace = workspace_registry.open_workspace(tmp_path / "mine")
    assert workspace_registry.open_workspace(Path("mine")) is workspace
    assert workspace_registry.open_workspace(tmp_path / "x" / ".." / "mine") is workspace
    assert workspace_registry.open_workspace(tmp_path / "other") is not workspace
    assert workspace_registry.csv_store(tmp_path / "mine") is workspace.store
    workspace_registry.close_all()
    assert list(tmp_path.rglob("*.csv")) == []


@pytest.mark.usefixtures("open_house")
def test_closing_the_house_writes_the_tables_and_opens_anew(tmp_path: Path) -> None:
    workspace = workspace_registry.open_workspace(tmp_path)
    started(workspace)
    workspace_registry.close_all()
    assert b"Acme Robotics" in files_of(tmp_path)["interviews.csv"]
    again = workspace_registry.open_workspace(tmp_path)
    assert again is not workspace
    assert len(rows(again, "interviews")) == 1


@pytest.mark.usefixtures("open_house")
def test_a_playbook_that_breaks_leaves_the_last_good_one_in_force(tmp_path: Path) -> None:
    playbook, keep = tmp_path / "playbook", tmp_path / "keep"
    shutil.copytree(workspace_registry.PLAYBOOK_DIR, playbook)
    workspace = workspace_registry.open_workspace(tmp_path / "mine", keep=keep, playbook=playbook)
    started(workspace)
    good = view(workspace)
    assert good.playbook_fault is None
    cadence = playbook / "cadence.toml"
    text = cadence.read_text(encoding="utf-8")
    cadence.write_text(text.replace("value = 7", "value = -7"), encoding="utf-8")
    broken = view(workspace)
    assert broken.playbook_fault is not None
    assert broken.playbook_fault.where.startswith("cadence.toml, line ")
    assert broken.steps == good.steps
    workspace_registry.close_all()
    restarted = workspace_registry.open_workspace(tmp_path / "mine", keep=keep, playbook=playbook)
    assert view(restarted).playbook_fault is not None
    assert view(restarted).steps == good.steps
    cadence.write_text(text.replace("value = 5", "value = 10", 1), encoding="utf-8")
    assert view(restarted).playbook_fault is None


@pytest.mark.usefixtures("open_house")
def test_without_any_good_playbook_there_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "playbook").mkdir()
    workspace = workspace_registry.open_workspace(tmp_path / "mine", playbook=tmp_path / "playbook")
    with pytest.raises(PlaybookError, match=r"^cadence\.toml: The file cannot be read\."):
        view(workspace)


# --- the check --------------------------------------------------------------------------------------


def test_the_check_names_problems_in_the_order_of_table_and_line(folder: Path) -> None:
    (folder / "interviews.csv").write_text(
        "interview_id,organization,held_at,round\na,Acme,2026-11-02T10:00,x\nb,Borealis,3/12/2026,1\n",
        encoding="utf-8",
    )
    (folder / "answers.csv").write_text(
        "interview_id,person_id,item,answer\ngone,,asked_next_steps,yes\n", encoding="utf-8"
    )
    with opened(folder) as workspace:
        found = [(each.table, each.line, each.column) for each in workspace.problems() if each.line > 1]
    assert found == [("answers", 2, "interview_id"), ("interviews", 2, "round"), ("interviews", 3, "held_at")]
