"""`draft`: one message, as JSON and as text."""

import json
from pathlib import Path

import pytest

from followup_core.__main__ import main
from followup_core.services.candidate_settings import save_settings
from tests.integration.services import workspaces

TODAY = "2026-11-03"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with workspaces.opened(tmp_path) as workspace:
        made = workspaces.started(workspace)
        workspaces.with_person(workspace, made)
    return tmp_path


def call(folder: Path, *more: str) -> int:
    return main(["draft", *more, "--workspace", str(folder), "--today", TODAY])


def ids(folder: Path) -> tuple[str, str]:
    with workspaces.opened(folder) as workspace:
        [row] = workspaces.rows(workspace, "interviewers")
    return row["interview_id"], row["person_id"]


def test_a_draft_as_json_has_exactly_its_four_parts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    interview_id, person_id = ids(folder)
    assert call(folder, "thank_you_email", "--interview", interview_id, "--person", person_id, "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert list(made) == ["to", "subject", "body", "findings"]
    assert made["body"].startswith("Hi Dana")
    assert {each["check"] for each in made["findings"]} == {"missing_fact"}
    assert set(made["findings"][0]) == {"check", "place", "start", "end", "quote", "why", "remedy"}


def test_without_a_person_it_goes_where_the_step_does(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    interview_id, _ = ids(folder)
    assert call(folder, "status_email", "--interview", interview_id) == 0
    out, errors = capsys.readouterr()
    assert out.startswith("Subject: ")
    assert "Dana" in out
    assert "Not before November 9: " in errors


def test_a_draft_that_nobody_signs_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    interview_id, _ = ids(folder)
    assert call(folder, "status_email", "--interview", interview_id) == 0
    assert "Still missing: What is your name, as you want to sign?" in capsys.readouterr().err
    with workspaces.opened(folder) as workspace:
        save_settings(workspace, workspaces.moment(), {"name": "Robin Fox"})
    assert call(folder, "status_email", "--interview", interview_id) == 0
    assert "What is your name" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("love_letter", "--interview", "i-1"), "There is no message “love_letter”."),
        (("voicemail", "--interview", "i-gone"), "There is no interview “i-gone”."),
        (("voicemail", "--interview", "{}", "--person", "p-gone"), "not in the workspace anymore"),
    ],
)
def test_a_wrong_call_is_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    interview_id, _ = ids(folder)
    assert call(folder, *(word.format(interview_id) for word in words)) == 2
    out, errors = capsys.readouterr()
    assert (out, errors.count("\n")) == ("", 1)
    assert sentence in errors


def test_own_wording_that_is_faulty_is_said_whatever_is_drafted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    interview_id, _ = ids(folder)
    assert call(folder, "status_email", "--interview", interview_id) == 0
    expected = capsys.readouterr()
    (folder / "messages").mkdir()
    (folder / "messages" / "question.txt").write_text("[paragraph]\n* {{ nmae }}\n", encoding="utf-8")
    assert call(folder, "status_email", "--interview", interview_id) == 0
    out, errors = capsys.readouterr()
    assert out == expected.out
    assert errors.removesuffix(expected.err) == (
        "The playbook has an error, so the last version that worked is in use. question.txt, line 2:"
        " There is no fact “nmae”. Correct the line; until then the last good text stays.\n"
    )
