"""Rows 40, 45 and 46: a disk that refuses, a hundred tabs at once, a button pressed twice."""

import errno
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import streamlit

from followup_core import durable_io
from followup_core.models import AnswerValue, InterviewerPart, TouchpointKind
from followup_core.playbook import reloadable_playbook
from followup_core.services import workspace_registry
from followup_core.services.guided_checklist import save_answer
from followup_core.services.interview_service import start_interview
from followup_core.services.people_service import add_interviewer
from followup_core.services.touchpoints import TouchpointEntry, record_touchpoint
from followup_core.services.workspace import Workspace
from followup_core.store import CsvStore
from tests.integration.pages.screen import Screen, mine, stored
from tests.integration.services.workspaces import TODAY, entry, everything, moment, opened, rows
from tests.integration.store.failing_disk import Counted, ReadOnlyFolder

from .input_paths import CommandLine, files

FULL = "The disk is full; this was not saved. Free some space and try again."
READ_ONLY = "The program can't write to this folder. This wasn't saved. Allow writing to it and try again."


class FullDisk(Counted):
    """Lets everything be read, and not a byte more be written."""

    def called(self, name: str, real: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        if name in ("write", "mkdir"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*arguments)


def bytes_of(command_line: CommandLine) -> dict[str, bytes]:
    """Return every file's bytes; a line that did not fit was taken back, so times may differ."""
    return {name: body for name, (body, _) in files(command_line.workspace).items()}


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What is offered as a download: its label and its text."""
    found: list[tuple[str, str]] = []
    real = streamlit.download_button

    def download_button(label: str, data: str, *rest: Any, **options: Any) -> bool:
        found.append((label, data))
        return bool(real(label, data, *rest, **options))

    monkeypatch.setattr(streamlit, "download_button", download_button)
    return found


def test_row_40_what_was_typed_stays_and_can_be_downloaded_when_the_disk_refuses(
    command_line: CommandLine, offered: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(mine())
    files_before = bytes_of(command_line)
    screen = Screen().open("interviews").tap("Add an interview")
    screen.fill("add-organization", "Borealis").fill("add-notes", "Night buses, said Dana")
    with monkeypatch.context() as patch:
        patch.setattr(durable_io, "system", FullDisk())
        screen.tap("Save the interview")
        assert [error.value.replace("\\", "") for error in screen.at.error] == [FULL]
        assert "Saved" not in screen.text
        assert screen.field("add-organization").value == "Borealis"
        assert screen.field("add-notes").value == "Night buses, said Dana"
        [(label, text)] = offered
        assert label == "Download what you entered"
        assert "Borealis" in text
        assert "Night buses, said Dana" in text
    assert everything(mine()) == before
    workspace_registry.close_all()
    assert {
        name: body for name, body in bytes_of(command_line).items() if name in files_before
    } == files_before
    Screen().open("interviews").tap("Add an interview").fill("add-organization", "Borealis").tap(
        "Save the interview"
    )
    assert stored("interviews")[-1]["organization"] == "Borealis"


@pytest.mark.parametrize(
    ("trouble", "sentence"), [(FullDisk, FULL), (ReadOnlyFolder, READ_ONLY)], ids=["full", "read-only"]
)
def test_row_40_a_file_that_comes_in_is_whole_or_not_there_when_the_disk_refuses(
    command_line: CommandLine,
    monkeypatch: pytest.MonkeyPatch,
    trouble: Callable[[], object],
    sentence: str,
) -> None:
    before = everything(mine())
    with monkeypatch.context() as patch:
        patch.setattr(durable_io, "system", trouble())
        output = command_line.import_file("jobs.csv", "Company,Interview Date\nBorealis,2026-11-03\n")
    assert (output.code, output.out, output.err) == (1, (), (sentence,))
    assert everything(mine()) == before


TABS = 100


@pytest.mark.parametrize("stores_open", [1, 10], ids=["in one program", "in ten programs"])
def test_row_45_a_hundred_tabs_that_answer_at_once_are_all_kept(
    command_line: CommandLine, stores_open: int
) -> None:
    stores = [CsvStore(command_line.workspace, lock_seconds=60) for _ in range(stores_open)]
    tabs = [Workspace(store, reloadable_playbook(workspace_registry.PLAYBOOK_DIR)) for store in stores]
    [interview] = rows(tabs[0], "interviews")
    item = tabs[0].view(TODAY).playbook.checklist[0]

    def tap(number: int) -> None:
        tab = tabs[number % stores_open]
        met = add_interviewer(
            tab, moment(), interview["interview_id"], name=f"Guest {number}", part=InterviewerPart.INTERVIEWER
        )
        save_answer(
            tab, moment(), interview["interview_id"], item, AnswerValue.YES, person_id=met, detail=f"{number}"
        )

    with ThreadPoolExecutor(16) as room:
        list(room.map(tap, range(TABS)))
    for store in stores:
        store.close()
    with opened(command_line.workspace) as workspace:
        assert {each["detail"] for each in rows(workspace, "answers")} == {
            str(number) for number in range(TABS)
        }
        assert len(rows(workspace, "people")) == TABS + 1
        assert workspace.store.problems() == ()


def test_row_46_a_form_that_is_sent_twice_saves_one_record(command_line: CommandLine) -> None:
    with opened(command_line.workspace) as workspace:
        for _ in range(2):  # a double click runs the form's callback twice, each time as a new action
            interview_id = start_interview(workspace, moment(), entry("Borealis"))
            person_id = add_interviewer(
                workspace, moment(), interview_id, name="Kim Lo", part=InterviewerPart.INTERVIEWER
            )
            sent = TouchpointEntry(
                interview_id=interview_id,
                person_id=person_id,
                kind=TouchpointKind.THANK_YOU_EMAIL,
                sent_on=TODAY,
            )
            record_touchpoint(workspace, moment(), sent)
        assert [each["organization"] for each in rows(workspace, "interviews")] == [
            "Acme Robotics",
            "Borealis",
        ]
        assert [each["name"] for each in rows(workspace, "people")] == ["Dana Ruiz", "Kim Lo"]
        assert len(rows(workspace, "touchpoints")) == 1


def test_row_46_one_action_that_arrives_twice_is_saved_once(command_line: CommandLine) -> None:
    with opened(command_line.workspace) as workspace:
        for _ in range(2):
            start_interview(workspace, moment(op_id="the same tap"), entry("Borealis"))
        assert len(rows(workspace, "interviews")) == 2
        assert len(workspace.recent()) == 3


def test_row_46_a_file_brought_in_twice_comes_in_once(command_line: CommandLine) -> None:
    sheet = "Company,Interview Date,Contact Person\nBorealis,2026-11-03,Kim Lo\n"
    assert command_line.import_file("jobs.csv", sheet).out == ("New: 1 interview and 1 person.",)
    tables = {name: body for name, body in files(command_line.workspace).items() if name.endswith(".csv")}
    assert command_line.import_file("jobs.csv", sheet).out == ("Everything in this file is here already.",)
    assert {
        name: body for name, body in files(command_line.workspace).items() if name.endswith(".csv")
    } == tables
