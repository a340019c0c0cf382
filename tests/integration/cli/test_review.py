"""The `review` command: what the checker says about a text that was written elsewhere."""

import json
from pathlib import Path

import pytest

from followup_core.__main__ import main
from tests.integration.services.workspaces import opened, started, with_person

GOOD = """Subject: Thank you

Dear Dana,

Thank you for showing me the picking line yesterday. At Hale Foods I cut the report from a day to ten minutes.

I would love to join you. My number is 555 010 0199.

Maya
"""
PUSHY = """Hi Dana,

Just checking in on the analyst job from 2 November. Please answer as soon as possible.

Maya
"""


@pytest.fixture
def interview_id(tmp_path: Path) -> str:
    with opened(tmp_path / "workspace") as workspace:
        made = started(workspace)
        with_person(workspace, made)
        return made


def review(tmp_path: Path, interview_id: str, kind: str, text: str, *more: str) -> int:
    file = tmp_path / "message.txt"
    file.write_text(text, encoding="utf-8")
    where = ("--workspace", str(tmp_path / "workspace"), "--today", "2026-11-18")
    return main(["review", kind, str(file), "--interview", interview_id, *where, *more])


def test_a_good_message_is_fine(
    tmp_path: Path, interview_id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert review(tmp_path, interview_id, "thank_you_email", GOOD) == 0
    assert capsys.readouterr().out == "Nothing to fix. You can send it.\n"


def test_findings_name_their_check_and_quote_the_words(
    tmp_path: Path, interview_id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert review(tmp_path, interview_id, "status_email", PUSHY, "--json") == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [set(finding) for finding in found] == [{"check", "quote", "why", "remedy"}] * len(found)
    assert {finding["check"] for finding in found} == {"pest", "pressure"}
    assert all(finding["quote"] in PUSHY for finding in found)


@pytest.mark.parametrize(
    ("kind", "file"), [("poem", "message.txt"), ("status_email", "nowhere.txt"), ("status_email", ".")]
)
def test_a_wrong_call_is_one_sentence(
    tmp_path: Path, interview_id: str, kind: str, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "message.txt").write_text(PUSHY, encoding="utf-8")
    where = ("--workspace", str(tmp_path / "workspace"))
    assert main(["review", kind, str(tmp_path / file), "--interview", interview_id, *where]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
