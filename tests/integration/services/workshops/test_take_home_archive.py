"""What a participant takes home: all that is theirs, in one file that personal mode opens again."""

import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from followup_core.formats.archive import read_archive as read_archive
from followup_core.models import SCHEMA
from followup_core.services.imports.import_plan import plan_archive
from followup_core.services.workshops.take_home_archive import WorkshopDraft, take_home_archive
from followup_core.services.workspace import Workspace
from tests.integration.services.situation_setups import asked_twice, unthanked
from tests.integration.services.workspaces import everything, moment, opened, started, with_person

DAY = date(2026, 11, 3)
WHEN = datetime(2026, 11, 3, 15, 0, tzinfo=UTC)
DRAFTS = (
    WorkshopDraft(title="Thank-you: Žofie & Co.", text="Dear Žofie,\n\nthank you."),
    WorkshopDraft(title="../../etc", text="x"),
    WorkshopDraft(title="面接", text="\ud800"),
)


def members(
    workspace: Workspace,
    drafts: tuple[WorkshopDraft, ...] = (),
    title: str = "Following up",
    on: date = DAY,
) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(take_home_archive(workspace, on, drafts, title, WHEN))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_everything_of_ones_own_is_inside(workspace: Workspace) -> None:
    with_person(workspace, unthanked(workspace), "Chidi Okafor")
    inside = members(workspace, DRAFTS)
    assert list(inside) == [
        "READ ME FIRST.txt",
        "plan.ics",
        "drafts/01-thank-you-zofie-co.txt",
        "drafts/02-etc.txt",
        "drafts/03-text.txt",
        "messages/01-thank-dana-ruiz-by-email-acme-robotics.txt",
        "messages/02-thank-chidi-okafor-by-email-acme-robotic.txt",
        "handout.pdf",
        *(f"{table}.csv" for table in SCHEMA),
        "take-home.json",
    ]
    assert inside["drafts/01-thank-you-zofie-co.txt"].decode() == "Dear Žofie,\n\nthank you.\n"


def test_the_calendar_has_the_planned_steps_of_every_interview_by_day(workspace: Workspace) -> None:
    unthanked(workspace)
    started(workspace, "Borealis", date(2026, 11, 9))
    found = icalendar.Calendar.from_ical(members(workspace)["plan.ics"]).events
    assert [(event.start.isoformat(), str(event["summary"])) for event in found] == [
        ("2026-11-03", "Thank Dana Ruiz by email, Acme Robotics"),
        ("2026-11-09", "Thank the people you met, Borealis"),
        ("2026-11-16", "Email Borealis for an update"),
        ("2026-11-17", "Email Dana Ruiz for an update, Acme Robotics"),
        ("2026-11-23", "Leave Borealis a short voicemail"),
        ("2026-11-24", "Leave Dana Ruiz a short voicemail, Acme Robotics"),
        ("2026-11-30", "Let Borealis go"),
        ("2026-12-01", "Let Acme Robotics go"),
    ]


def test_a_message_that_is_due_comes_with_its_reason_and_what_is_missing(workspace: Workspace) -> None:
    unthanked(workspace)
    [text] = [body.decode() for name, body in members(workspace).items() if name.startswith("messages/")]
    assert text.startswith("Subject: Thank you")
    assert "Hi Dana," in text
    assert "Why now: You met Dana Ruiz on November 2" in text
    assert "- What did you and Dana Ruiz talk about? We talked about ..." in text


def test_a_question_that_comes_after_a_thank_you_or_is_let_go_is_not_drafted(workspace: Workspace) -> None:
    interview_id = unthanked(workspace, None)
    asked_twice(workspace, interview_id)
    with_person(workspace, started(workspace, "Borealis"), "Chidi Okafor")  # to be asked today as well
    inside = members(workspace, on=date(2026, 11, 17))
    assert {name.partition("-")[2] for name in inside if name.startswith("messages/")} == {
        "thank-dana-ruiz-by-email-acme-robotics.txt",
        "thank-chidi-okafor-by-email-borealis.txt",
    }


def test_the_read_me_tells_what_is_inside_and_how_to_open_it(workspace: Workspace) -> None:
    empty = members(workspace)["READ ME FIRST.txt"].decode()
    unthanked(workspace)
    full = members(workspace, DRAFTS)["READ ME FIRST.txt"].decode()
    assert full.startswith("From the workshop “Following up”\nMade on 2026-11-03\n")
    inside = {name.split("/")[0] for name in members(workspace, DRAFTS)} - {"READ ME FIRST.txt"}
    for name in inside - {f"{table}.csv" for table in SCHEMA}:
        assert f"\n{name} " in full, "everything that is inside is named"
    for name in ("plan.ics", "drafts", "messages"):
        assert f"\n{name} " in full
        assert f"\n{name} " not in empty
    assert "open Settings, and in it “Your data”" in full
    assert "One page to print about your latest interview" in full
    assert "to continue" not in empty.casefold(), "there is nothing to continue with"
    assert "One sheet to print and fill in by hand" in empty
    assert "They are empty" in empty
    for text in (full, empty):
        assert "Keep this file" in text
        assert max(map(len, text.splitlines())) <= 100


def test_nothing_done_yet_is_still_a_file_that_opens(workspace: Workspace) -> None:
    inside = members(workspace)
    assert set(inside) == {
        *("READ ME FIRST.txt", "handout.pdf", "take-home.json"),
        *(f"{table}.csv" for table in SCHEMA),
    }
    assert "Before I leave, I ask" in PdfReader(io.BytesIO(inside["handout.pdf"])).pages[0].extract_text()
    with opened(Path(str(workspace.store.paths.folder) + "-mine")) as mine:  # type: ignore[attr-defined]
        archive = read_archive(take_home_archive(workspace, DAY, (), "", WHEN))
        assert plan_archive(archive).preview(mine).changes == ()


def test_it_is_opened_at_home_without_a_loss_and_only_once(workspace: Workspace, tmp_path: Path) -> None:
    with_person(workspace, unthanked(workspace), "Chidi Okafor")
    data = take_home_archive(workspace, DAY, DRAFTS, "Following up", WHEN)
    assert take_home_archive(workspace, DAY, DRAFTS, "Following up", WHEN) == data
    brought = read_archive(data)
    assert (brought.title, brought.made_on, len(brought.texts)) == ("Following up", "2026-11-03", 5)
    with opened(tmp_path / "home") as home:
        assert plan_archive(brought).import_into(home, moment()).applied
        assert everything(home) == everything(workspace)
        assert not plan_archive(brought).import_into(home, moment()).applied


@pytest.mark.thorough
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(title=st.text(max_size=60), text=st.text(max_size=60))
def test_any_title_and_text_make_a_file_that_opens(workspace: Workspace, title: str, text: str) -> None:
    drafts = (WorkshopDraft(title=title, text=text), WorkshopDraft(title=title, text=text))
    brought = read_archive(take_home_archive(workspace, DAY, drafts, title, WHEN))
    assert len(brought.texts) == 2
