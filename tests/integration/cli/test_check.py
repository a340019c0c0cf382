"""`check`: every problem with its place and its remedy; and nothing is ever written by asking."""

import json
from pathlib import Path

import pytest

from followup_core.__main__ import main
from tests.integration.services.workspaces import opened, started

from .folders import run, seen, write

Capture = pytest.CaptureFixture[str]

FAULTY = {
    "interviews.csv": (
        "interview_id,organization,held_at,round,outcome\n"
        "a,Acme,2026-11-02T10:00,1,hired\n"
        "b,Borealis,3/12/2026,1,\n"
        "c,,2026-11-02T10:00,1,\n"
        "d,Dot,2026-02-30T10:00,0,\n"
    ),
    "answers.csv": "interview_id,person_id,item,answer\na,,asked_next_steps,perhaps\ngone,,may_contact,yes\n",
    "touchpoints.csv": "touchpoint_id,interview_id,kind,sent_on\nt,a,pigeon,2026-11-03\n",
    "settings.csv": "key,value\ntimezone,Mars\n",
}


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A workspace with a problem of nearly every kind."""
    for name, text in FAULTY.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_good_workspace_has_no_problems(tmp_path: Path, capsys: Capture) -> None:
    interview = {"interview_id": "a", "organization": "Acme", "held_at": "2026-11-02T10:00"}
    write(tmp_path, {"interviews": [interview]})
    assert main(["check", "--workspace", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "No problems.\n"
    assert main(["check", "--workspace", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_every_problem_is_told_with_its_place_and_its_remedy(faulty: Path) -> None:
    ran = run("check", "--workspace", str(faulty), "--json")
    assert (ran.code, ran.err) == (1, "")
    problems = json.loads(ran.out)
    assert all(list(each) == ["file", "line", "column", "what", "remedy"] for each in problems)
    assert all(each["what"].endswith(".") and each["remedy"].endswith(".") for each in problems)
    assert [(each["file"], each["line"], each["column"]) for each in problems if each["line"] > 1] == [
        ("answers.csv", 2, "answer"),
        ("answers.csv", 3, "interview_id"),
        ("interviews.csv", 2, "outcome"),
        ("interviews.csv", 3, "held_at"),
        ("interviews.csv", 4, "organization"),
        ("interviews.csv", 5, "held_at"),
        ("interviews.csv", 5, "round"),
        ("settings.csv", 2, "value"),
        ("touchpoints.csv", 2, "kind"),
    ]
    [hired] = [each for each in problems if each["column"] == "outcome" and each["line"] == 2]
    assert hired["what"] == "“hired” is not one of the known words."
    assert hired["remedy"] == "Use one of: next_round, offer, rejected, withdrawn, let_go."


def test_problems_in_words_have_a_line_each(faulty: Path, capsys: Capture) -> None:
    assert main(["check", "--workspace", str(faulty)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert (
        "settings.csv, line 2, column value: “Mars” is not a known time zone."
        " Use a name such as Europe/Berlin." in lines
    )
    assert all(
        line.split(".csv", 1)[0] in ("answers", "interviews", "settings", "touchpoints") for line in lines
    )


@pytest.mark.parametrize("command", [["due"], ["plan", "a"], ["check"], ["check", "--json"]], ids=" ".join)
def test_asking_writes_nothing_and_works_where_nothing_may_be(faulty: Path, command: list[str]) -> None:
    """Root may write all the same, so the files are looked at, too."""
    before = seen(faulty)
    faulty.chmod(0o555)
    assert main([*command, "--workspace", str(faulty)]) == (1 if "check" in command else 0)
    faulty.chmod(0o755)
    assert seen(faulty) == before


@pytest.mark.parametrize("command", [["due"], ["check"]], ids=" ".join)
def test_asking_reads_a_workspace_in_use_and_changes_nothing(tmp_path: Path, command: list[str]) -> None:
    with opened(tmp_path) as workspace:
        started(workspace)
        before = seen(tmp_path)
        ran = run(*command, "--workspace", str(tmp_path), "--today", "2026-11-18")
        assert (ran.code, ran.err) == (0, "")
        assert seen(tmp_path) == before
    assert "Acme" in ran.out or command == ["check"]
