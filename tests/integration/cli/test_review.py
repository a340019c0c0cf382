"""`review`: the findings on a message from a file, as JSON and as text."""

import json
from pathlib import Path

import pytest

from followup_core.__main__ import main
from tests.integration.services import workspaces

GOOD = """Subject: Thank you

Hello Dana,

Thank you for showing me the picking line. I rebuilt two such reports at Hale Foods, and both still run.

I would love to join you. My number is 555 010 0199.

Maya
"""
PUSHING = "Hello Dana,\n\nI need an answer about the job by tomorrow. Please reply ASAP.\n\nMaya\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with workspaces.opened(tmp_path) as workspace:
        workspaces.with_person(workspace, workspaces.started(workspace))
    return tmp_path


def ids(folder: Path) -> tuple[str, str]:
    with workspaces.opened(folder) as workspace:
        [row] = workspaces.rows(workspace, "interviewers")
    return row["interview_id"], row["person_id"]


def review(folder: Path, kind: str, text: str, *more: str) -> int:
    file = folder.parent / f"{folder.name}.txt"
    file.write_text(text, encoding="utf-8")
    interview_id, person_id = ids(folder)
    options = ("--interview", interview_id, "--person", person_id, "--workspace", str(folder))
    return main(["review", kind, str(file), *options, "--today", "2026-11-23", *more])


def test_a_message_that_is_all_right_exits_0(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert review(folder, "thank_you_email", GOOD, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"findings": []}
    assert review(folder, "thank_you_email", GOOD) == 0
    assert capsys.readouterr().out == "Nothing to change.\n"


def test_findings_have_exactly_four_fields_and_exit_1(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert review(folder, "status_email", PUSHING, "--json") == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert "pressure" in {finding["check"] for finding in found}
    assert all(list(finding) == ["check", "quote", "why", "remedy"] for finding in found)
    assert review(folder, "status_email", PUSHING) == 1
    assert "“Please reply ASAP”: " in capsys.readouterr().out


def test_a_wrong_call_is_one_sentence_and_exit_2(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert review(folder, "love_letter", GOOD) == 2
    assert capsys.readouterr().err.startswith("There is no message “love_letter”.")
    interview_id, _ = ids(folder)
    gone = [
        "review",
        "reply",
        str(folder / "gone.txt"),
        "--interview",
        interview_id,
        "--workspace",
        str(folder),
    ]
    assert main(gone) == 2
    assert capsys.readouterr().err == "gone.txt cannot be read. Check its name and folder.\n"


def test_a_file_that_is_no_text_is_said_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = folder.parent / "picture.txt"
    file.write_bytes(b"\xff\xd8\xff\x00")
    interview_id, _ = ids(folder)
    assert main(["review", "reply", str(file), "--interview", interview_id, "--workspace", str(folder)]) == 2
    assert "is not plain text" in capsys.readouterr().err
