"""`due` and `plan` on folders of CSV tables: the agreed cases, exactly."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from followup_core.__main__ import main
from followup_core.cadence import plan
from followup_core.playbook import CadenceNumbers
from tests.unit.cadence.text_tables import records_of

from .folders import KEYS, ROOT, Tables, run, write, write_as_a_spreadsheet_does, write_least

CASES: list[dict[str, Any]] = json.loads((ROOT / "tests/cases/cadence.json").read_text(encoding="utf-8"))
Capture = pytest.CaptureFixture[str]
Write = Callable[[Path, Tables], Path]


def is_exactly(printed: str, case: dict[str, Any]) -> bool:
    """Whether the printed steps are those of a case, with exactly the promised keys."""
    steps = json.loads(printed)
    assert all(tuple(step) == KEYS for step in steps)
    assert all(step["because"].endswith(".") and step["rule"].startswith("A") for step in steps)
    told = [{key: step[key] for key in KEYS if key not in ("because", "rule")} for step in steps]
    return bool(told == case["expected"])


@pytest.mark.parametrize(
    ("write_tables", "cases"),
    [(write, CASES), (write_least, CASES[::4]), (write_as_a_spreadsheet_does, CASES[::4])],
    ids=["all columns", "only what is needed", "as a spreadsheet does"],
)
def test_due_gives_exactly_the_steps_of_each_case_however_the_tables_were_written(
    tmp_path: Path, capsys: Capture, write_tables: Write, cases: list[dict[str, Any]]
) -> None:
    wrong = []
    for case in cases:
        folder = tmp_path / case["name"]
        folder.mkdir()
        write_tables(folder, case["workspace"])
        assert main(["due", "--workspace", str(folder), "--today", case["today"], "--json"]) == 0
        said = capsys.readouterr()
        assert said.err == ""
        wrong += [] if is_exactly(said.out, case) else [case["name"]]
    assert wrong == []


@pytest.mark.parametrize("case", CASES[::3], ids=lambda case: case["name"])
def test_due_in_words_has_a_line_for_each_step(tmp_path: Path, capsys: Capture, case: dict[str, Any]) -> None:
    folder = write(tmp_path / "w", case["workspace"])
    assert main(["due", "--workspace", str(folder), "--today", case["today"]]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(case["expected"])
    words = {"waiting": "Not yet: ", "due": "Due: ", "overdue": "Overdue: "}
    for line, step in zip(lines, case["expected"], strict=True):
        may_let_go = step["kind"] == "let_go" and step["state"] != "waiting"
        assert line.startswith("Whenever you're ready: " if may_let_go else words[step["state"]])
        assert f"({step['earliest']} to {step['due']})" in line
        assert (step["person"] or step["organization"]) in line or step["kind"] == "let_go"


def test_the_day_of_the_environment_counts_on_the_command_line_too(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = CASES[0]
    folder = str(write(tmp_path / "w", case["workspace"]))
    assert main(["due", "--workspace", folder, "--today", case["today"], "--json"]) == 0
    expected = capsys.readouterr().out
    monkeypatch.setenv("FOLLOWUP_TODAY", case["today"])
    assert main(["due", "--workspace", folder, "--json"]) == 0
    assert capsys.readouterr().out == expected
    monkeypatch.setenv("FOLLOWUP_TODAY", "soon")
    assert main(["due", "--workspace", folder]) == 2
    assert "“soon” is not a day." in capsys.readouterr().err


@pytest.mark.parametrize("case", CASES[::3], ids=lambda case: case["name"])
def test_plan_projects_what_the_cadence_does(tmp_path: Path, capsys: Capture, case: dict[str, Any]) -> None:
    folder = write(tmp_path / "w", case["workspace"])
    records = records_of(case["workspace"])
    for interview_id in records.interviews:
        call = ["plan", interview_id, "--workspace", str(folder), "--today", case["today"], "--json"]
        assert main(call) == 0
        printed = json.loads(capsys.readouterr().out)
        assert all(tuple(step) == KEYS for step in printed)
        projected = plan(records, CadenceNumbers(), date.fromisoformat(case["today"]), interview_id)
        assert [(step["kind"], step["earliest"], step["due"], step["because"]) for step in printed] == [
            (step.kind.value, step.earliest.isoformat(), step.due.isoformat(), step.because)
            for step in projected
        ]


def test_plan_in_words_tells_the_whole_future(tmp_path: Path) -> None:
    interview = {"interview_id": "a", "organization": "Acme", "held_at": "2026-11-02T10:00"}
    folder = write(tmp_path, {"interviews": [interview]})
    ran = run("plan", "a", "--workspace", str(folder), "--today", "2026-11-02")
    assert (ran.code, ran.err) == (0, "")
    assert [line.partition("). ")[0] for line in ran.out.splitlines()] == [
        "Due: Thank the people you met, Acme (2026-11-02 to 2026-11-03",
        "Not yet: Email Acme for an update (2026-11-09 to 2026-11-11",
        "Not yet: Leave Acme a short voicemail (2026-11-16 to 2026-11-18",
        "Not yet: Let Acme go (2026-11-23 to 2026-11-25",
    ]
