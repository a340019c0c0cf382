"""An import of which nothing comes in says what the file holds, why it stays out, and what to do."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from followup_core.__main__ import main
from followup_core.models import Row
from followup_core.services.imports.appointment_versions import is_appointment_key
from tests.integration.services.imports.empty_files import CASES, Case
from tests.integration.services.workspaces import everything, opened, started, with_person

Capture = pytest.CaptureFixture[str]


def bring(folder: Path, name: str, data: bytes, *words: str) -> int:
    (folder.parent / name).write_bytes(data)
    file = str(folder.parent / name)
    return main(["import", file, *words, "--workspace", str(folder), "--today", "2026-11-18"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with one interview and Dana Ruiz, who was met there."""
    folder = tmp_path / "workspace"
    with opened(folder) as opened_workspace:
        with_person(opened_workspace, started(opened_workspace))
    return folder


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_it_says_what_it_found_and_why_that_stays_out(folder: Path, case: Case, capsys: Capture) -> None:
    before = own_rows(folder)
    assert bring(folder, case.name, case.file) == case.code
    said = capsys.readouterr().out.splitlines()
    assert said[0] == case.said
    assert bool(said[1:]) is bool(case.code)
    assert bring(folder, case.name, case.file, "--json") == case.code
    found = json.loads(capsys.readouterr().out)
    why = found["nothing_taken"]
    assert why["sentence"] == case.said
    assert why["count"] == sum(why["reasons"].values())
    assert found["added"] == found["updated"] == {}
    assert own_rows(folder) == before


def own_rows(folder: Path) -> dict[str, list[Row]]:
    """Return everything that is stored, without the versions of appointments that are remembered."""
    with opened(folder) as opened_workspace:
        tables = everything(opened_workspace)
    return {
        table: [row for row in rows if not is_appointment_key(row.get("key", ""))]
        for table, (_, rows) in tables.items()
    }


def test_where_something_comes_in_or_is_here_nothing_is_said_of_it(folder: Path, capsys: Capture) -> None:
    sheet = b"Company,Interview date\nCelik,2026-11-02\n"
    for _ in range(2):
        assert bring(folder, "jobs.csv", sheet, "--json") == 0
        assert "nothing_taken" not in json.loads(capsys.readouterr().out)


@pytest.mark.thorough
def test_a_picture_in_which_nothing_is_found_is_refused_with_a_remedy(folder: Path, capsys: Capture) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (64, 64), "white").save(picture, "PNG")
    assert bring(folder, "card.png", picture.getvalue()) == 1
    assert capsys.readouterr().err == (
        "This picture shows no code that names a person, and no text that could be read."
        " Take it again in good light, or enter the person by hand.\n"
    )


HEADER = b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
DANA = b"Dana,Ruiz,https://www.linkedin.com/in/dana,,Acme Robotics,Head of Data,5 Nov 2026\n"
OTHER = b"Dana,Ruiz,,,Elsewhere,Clerk,5 Nov 2026\n"


def test_a_connection_that_may_be_someone_is_confirmed_in_the_app(folder: Path, capsys: Capture) -> None:
    assert bring(folder, "Connections.csv", HEADER + OTHER) == 0
    assert capsys.readouterr().out == (
        "1 connection, and it may be someone you met."
        " Choose the file in the app, where you can say who is who.\n"
        "“Dana Ruiz” of Elsewhere may be Dana Ruiz, whom you met; in the app you can say so.\n"
    )


def test_a_connection_that_is_taken_by_another_spelling_is_named(folder: Path, capsys: Capture) -> None:
    assert bring(folder, "Connections.csv", HEADER + DANA.replace(b"Dana,Ruiz", b"Dana,Ruis")) == 0
    assert "“Dana Ruis” on LinkedIn is taken for Dana Ruiz, whom you met.\n" in capsys.readouterr().out


def test_connections_that_are_noted_are_already_here(folder: Path, capsys: Capture) -> None:
    file = HEADER + DANA + b"Ada,Byron,,,Elsewhere,Clerk,18 Nov 2026\n"
    assert bring(folder, "Connections.csv", file) == 0
    assert capsys.readouterr().out.startswith("New: 1 message. 1 gets details")
    assert bring(folder, "Connections.csv", file) == 0
    assert capsys.readouterr().out.startswith(
        "2 connections: 1 is already here and 1 doesn't match anyone you met."
    )
    assert bring(folder, "Connections.csv", HEADER + DANA) == 0
    assert capsys.readouterr().out == "1 connection, and it is already here.\n"
