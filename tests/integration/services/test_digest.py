"""The digest: the day in words that a person reads in bed, and nothing in it that speaks to a machine."""

import textwrap
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from followup_core.cadence import StepKind
from followup_core.models import Outcome
from followup_core.playbook import reloadable_playbook
from followup_core.services.digest import (
    MAX_LISTED,
    Digest,
    DigestInProgress,
    already_sent,
    digest,
    digest_lock,
    record_sent,
)
from followup_core.services.guided_checklist import skip_checklist
from followup_core.services.interview_service import set_outcome
from followup_core.services.touchpoints import ResponseKind, record_response
from followup_core.services.workspace import Workspace, WorkspaceView
from followup_core.services.workspace_registry import PLAYBOOK_DIR
from followup_core.store import Snapshot
from followup_core.text import one_line
from tests.unit.cadence.text_tables import Row, Tables, interview, met, person, read, touch

from .workspaces import MONDAY, TODAY, moment, started, thanked, view, with_person

PLAYBOOK_IN_FORCE, _ = reloadable_playbook(PLAYBOOK_DIR).current()


def of_tables(tables: Tables, today: date = TODAY) -> Digest:
    """Return the digest of tables, as they are on disk."""
    return digest(
        WorkspaceView(
            snapshot=Snapshot(seq=0, tables={}),
            today=today,
            records=read(tables)[0],
            playbook=PLAYBOOK_IN_FORCE,
            playbook_fault=None,
        )
    )


def test_an_empty_workspace_gives_a_welcome_and_is_no_reason_to_write(workspace: Workspace) -> None:
    result = digest(view(workspace))
    assert result.due == ()
    assert result.subject == "No follow-up is due today"
    assert result.text == (
        "Wednesday, November 18\n\n"
        "You haven't entered an interview yet. After the next one, enter it in\n"
        "the program, and this digest says what to do and when.\n"
    )


def _indented(sentence: str) -> str:
    return textwrap.fill(sentence, 72, initial_indent="  ", subsequent_indent="  ")


def test_the_whole_day_is_told_in_the_order_of_the_page(workspace: Workspace) -> None:
    fresh = started(workspace, "Fresh", TODAY)
    with_person(workspace, fresh, "Bo Li")
    later = started(workspace, "Later", date(2026, 11, 16))
    old = started(workspace, "Old", date(2026, 11, 6))
    for interview_id in (later, old):
        thanked(workspace, interview_id, TODAY)
    status = {
        step.interview_id: _indented(step.because)
        for step in view(workspace).steps
        if step.kind is StepKind.STATUS_EMAIL
    }
    gone = started(workspace, "Gone")
    set_outcome(workspace, moment(), gone, Outcome.LET_GO, on=date(2026, 11, 12))
    started(workspace, "Ahead", date(2026, 11, 20))
    assert digest(view(workspace)).text == (
        "Wednesday, November 18\n\n"
        "Four things to do now. Three to leave alone.\n\n"
        "Do now\n------\n\n"
        "- Start the checklist (Fresh, Analyst)\n"
        "  A few questions, while you remember the interview.\n\n"
        "- Start the checklist (Later, Analyst)\n"
        "  A few questions, while you remember the interview.\n\n"
        "- Start the checklist (Old, Analyst)\n"
        "  A few questions, while you remember the interview.\n\n"
        "- Thank Bo Li by email (Fresh, Analyst)\n"
        "  Due by Thursday, November 19.\n"
        "  You met Bo Li on November 18; a thank-you means most if you send it by\n"
        "  November 19.\n\n"
        "Leave alone\n-----------\n\n"
        "- Email Old for an update (Old, Analyst)\n"
        "  Write on Thursday, November 19: you thanked them today.\n"
        f"{status[old]}\n\n"
        "- Email Later for an update (Later, Analyst)\n"
        "  Not before Monday, November 23.\n"
        f"{status[later]}\n\n"
        "- Email Bo Li for an update (Fresh, Analyst)\n"
        "  Not before Wednesday, November 25.\n"
        f"{status[fresh]}\n\n"
        "Coming up\n---------\n\n"
        "- Ahead, Analyst\n"
        "  Friday, November 20, 10:00, in two days.\n\n"
        "Before you leave, ask when they will decide, and ask each person for a\n"
        "business card.\n\n"
        "Recently ended\n--------------\n\n"
        "- Gone, Analyst\n"
        "  Let go on November 12. A good decision: your time goes to the next\n"
        "  one.\n\n"
        "Start the program to write a message, or to say that it is done.\n"
    )


def test_letting_go_hurries_nobody() -> None:
    tables: Tables = {
        "interviews": [interview(held_on=date(2026, 9, 1))],
        "touchpoints": [
            touch("status_email", date(2026, 9, 14)),
            touch("voicemail", date(2026, 9, 21)),
        ],
    }
    assert "Whenever you're ready.\n" in of_tables(tables).text
    assert "verdue" not in of_tables(tables).text


def test_what_is_due_is_counted_and_marked_from_day_to_day_until_it_is_done(workspace: Workspace) -> None:
    interview_id = started(workspace)
    with_person(workspace, interview_id)
    dana_only = digest(view(workspace, MONDAY))
    assert dana_only.subject == "1 follow-up for today"
    assert digest(view(workspace, date(2026, 11, 4))).due == dana_only.due
    bo = with_person(workspace, interview_id, "Bo Li")
    assert digest(view(workspace, MONDAY)).subject == "2 follow-ups for today"
    thanked(workspace, interview_id, person_id=bo)
    assert digest(view(workspace, MONDAY)).due == dana_only.due


def test_an_answer_a_checklist_and_what_to_leave_alone_are_told_and_are_no_reason_to_write(
    workspace: Workspace,
) -> None:
    interview_id = started(workspace, held_on=TODAY)
    thanked(workspace, interview_id, TODAY)
    record_response(workspace, moment(), interview_id, on=TODAY)
    result = digest(view(workspace))
    assert (result.subject, result.due) == ("No follow-up is due today", ())
    assert "Acme Robotics answered today. What did they say?" in result.text
    assert "- Start the checklist (Acme Robotics, Analyst)\n" in result.text
    record_response(workspace, moment(), interview_id, on=TODAY, kind=ResponseKind.NOT_YET)
    skip_checklist(workspace, moment(), interview_id)
    text = one_line(digest(view(workspace)).text)
    assert "Next: email Acme Robotics for an update, from Wednesday, November 25." in text
    assert "Leave alone" in text


def test_a_long_day_is_cut_and_counted() -> None:
    many: list[Row] = [
        interview(f"i{number}", organization=f"Firm {number}") for number in range(MAX_LISTED + 3)
    ]
    thanks = [touch("thank_you_email", MONDAY, interview_id=row["interview_id"]) for row in many]
    result = of_tables({"interviews": many, "touchpoints": thanks})
    assert result.subject == f"{MAX_LISTED + 3} follow-ups for today"
    assert len(result.due) == MAX_LISTED + 3
    assert result.text.count("\n- ") == MAX_LISTED
    assert "\n\nAnd 3 more.\n" in result.text


@pytest.mark.parametrize(
    "name",
    ["Eve\n\nDo now\n------\n- Pay", "Eve\x1b[2J\x07", "Eve\u2028From x", "Eve\r\n.\r\nQUIT", "Eve\x85"],
)
def test_a_name_begins_no_line_of_its_own_and_speaks_to_no_terminal(name: str) -> None:
    tables = {
        "interviews": [interview(organization=name, role=name)],
        "people": [person("p", name=name)],
        "interviewers": [met("p")],
    }
    text = of_tables(tables).text
    assert all(sign == "\n" or unicodedata.category(sign) not in ("Cc", "Zl", "Zp") for sign in text)
    assert text.count("\nDo now\n") == 1
    assert not {".", "QUIT", "From x"} & set(text.splitlines())


def test_what_was_mailed_is_known_on_the_same_day_and_for_the_same_address(tmp_path: Path) -> None:
    record_sent(tmp_path, TODAY, "Robin@example.org", {"b", "a"})
    record_sent(tmp_path, TODAY, "robin@example.org", {"c"})
    assert already_sent(tmp_path, TODAY, "robin@example.org") == {"a", "b", "c"}
    assert already_sent(tmp_path, TODAY, "dana@example.org") == frozenset()
    assert already_sent(tmp_path, MONDAY, "robin@example.org") == frozenset()


def test_what_is_kept_of_it_names_nobody(tmp_path: Path, workspace: Workspace) -> None:
    interview_id = started(workspace, "Acme Robotics", TODAY)
    with_person(workspace, interview_id, "Dana Ruiz")
    record_sent(tmp_path, TODAY, "robin@example.org", digest(view(workspace)).due)
    kept = (tmp_path / ".digest.json").read_text()
    assert not [word for word in ("Acme", "Dana", "robin", interview_id) if word in kept]


@pytest.mark.parametrize("text", ["{", "[]", '{"due": 3}', "[" * 100_000])
def test_a_damaged_memory_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / ".digest.json").write_text(text)
    assert already_sent(tmp_path, TODAY, "robin@example.org") == frozenset()


def test_a_folder_that_cannot_remember_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DigestInProgress, match="cannot be written to"), digest_lock(tmp_path / "file"):
        pass
