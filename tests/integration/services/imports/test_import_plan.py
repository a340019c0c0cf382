"""A parsed file comes in once, fills blanks, and changes nothing else that is here."""

from pathlib import Path

import pytest

from followup_core.formats.parsed_file import ParsedFile, SkippedRow
from followup_core.models import SCHEMA, InterviewerPart, Row
from followup_core.services.imports.import_choices import ImportChoices, apply_choices
from followup_core.services.imports.import_plan import plan_parsed_file
from followup_core.services.imports.import_preview import rows_without_date
from followup_core.services.imports.import_summary import merge_sentence
from followup_core.services.workspace import Workspace
from tests.integration.services.workspaces import TODAY, everything, moment, rows, started, with_person


def row(table: str, **cells: str) -> Row:
    return {**dict.fromkeys(SCHEMA[table].columns, ""), **cells}


def interview(number: str = "1", held_at: str = "2026-11-02T10:00", **cells: str) -> Row:
    given = {"organization": "Acme Robotics", "role": "Analyst", **cells}
    return row("interviews", interview_id=number, held_at=held_at, **given)


def person(number: str = "1", name: str = "Dana Ruiz", **cells: str) -> Row:
    return row("people", person_id=number, name=name, **{"organization": "Acme Robotics", **cells})


def interviewer(interview_id: str = "1", person_id: str = "1", part: str = "interviewer") -> Row:
    return row("interviewers", interview_id=interview_id, person_id=person_id, part=part)


def parsed_file(*, skipped: tuple[SkippedRow, ...] = (), **tables: tuple[Row, ...]) -> ParsedFile:
    return ParsedFile(description="A calendar invitation", rows=tables, skipped=skipped)


INVITATION = parsed_file(interviews=(interview(),), people=(person(),), interviewers=(interviewer(),))


def import_file(workspace: Workspace, parsed: ParsedFile, choices: ImportChoices | None = None) -> str:
    ready = apply_choices(parsed, choices or ImportChoices())
    sentence = merge_sentence(plan_parsed_file(ready, TODAY).preview(workspace))
    plan_parsed_file(ready, TODAY).import_into(workspace, moment())
    return sentence


def test_a_new_interview_comes_with_the_people_met(workspace: Workspace) -> None:
    assert import_file(workspace, INVITATION) == "New: 1 interview and 1 person."
    [held], [who], [link] = (rows(workspace, table) for table in ("interviews", "people", "interviewers"))
    found = (held["organization"], held["held_at"], held["round"])
    assert found == ("Acme Robotics", "2026-11-02T10:00", "1")
    assert (link["interview_id"], link["person_id"]) == (held["interview_id"], who["person_id"])


def test_what_is_here_is_recognized_and_its_blanks_are_filled(workspace: Workspace) -> None:
    interview_id = started(workspace)
    with_person(workspace, interview_id, "Dana Ruiz", InterviewerPart.HIRING_MANAGER)
    parsed = parsed_file(
        interviews=(interview(role="", round="2", format="video", notes="Link: https://meet.example/1"),),
        people=(person(email="dana@acme.example"),),
        interviewers=(interviewer(),),
    )
    assert import_file(workspace, parsed) == "2 get details that were blank. 1 is here already."
    [only] = rows(workspace, "interviews")
    assert (only["interview_id"], only["role"], only["format"]) == (interview_id, "Analyst", "video")
    assert [each["email"] for each in rows(workspace, "people")] == ["dana@acme.example"]
    assert [each["part"] for each in rows(workspace, "interviewers")] == ["hiring_manager"]


@pytest.mark.parametrize("by_our_id", [False, True], ids=["another file's row", "a row of our own"])
def test_what_differs_is_a_conflict_and_the_local_text_stays(workspace: Workspace, by_our_id: bool) -> None:
    import_file(workspace, parsed_file(interviews=(interview(format="phone"),)))
    before = everything(workspace)
    ours = rows(workspace, "interviews")[0]["interview_id"]
    incoming = interview(ours if by_our_id else "1", format="video")
    plan = plan_parsed_file(apply_choices(parsed_file(interviews=(incoming,))), TODAY)
    [conflict] = plan.preview(workspace).conflicts
    assert conflict.what == "Acme Robotics: format"
    assert (conflict.stored, conflict.incoming) == ("phone", "video")
    assert not plan.import_into(workspace, moment()).applied
    assert everything(workspace) == before


def test_a_day_without_a_time_is_the_interview_of_that_day_or_noted_at_noon(workspace: Workspace) -> None:
    interview_id = started(workspace)
    same_day = interview(held_at="2026-11-02", decision_by="2026-11-16")
    import_file(workspace, parsed_file(interviews=(same_day, interview("2", held_at="2026-11-03"))))
    known, new = rows(workspace, "interviews")
    assert (known["interview_id"], known["held_at"]) == (interview_id, "2026-11-02T10:00")
    assert known["decision_by"] == "2026-11-16"
    assert new["held_at"] == "2026-11-03T12:00"


def test_an_interview_without_a_day_waits_for_the_person(workspace: Workspace) -> None:
    parsed = parsed_file(
        interviews=(interview(held_at=""),), people=(person(),), interviewers=(interviewer(),)
    )
    assert [each["interview_id"] for each in rows_without_date(parsed)] == ["1"]
    without = apply_choices(parsed)
    assert not any(without.rows.values())
    assert [str(each) for each in without.skipped] == [
        "Acme Robotics, Analyst: the file does not tell the day of the interview."
        " Choose the day to import it."
    ]
    chosen = ImportChoices(cells={"1": {"held_at": "2026-11-03"}})
    assert import_file(workspace, parsed, chosen) == "New: 1 interview and 1 person."


def test_whoever_is_left_out_stays_out(workspace: Workspace) -> None:
    parsed = parsed_file(
        interviews=(interview(), interview("2", organization="Borealis")),
        people=(person(), person("2", "Jo Kim"), person("3", "Sam Lee")),
        interviewers=(interviewer(), interviewer("2", "2"), interviewer("1", "3")),
    )
    import_file(workspace, parsed, ImportChoices(left_out=frozenset({"2"}), people_out=frozenset({"3"})))
    assert [each["organization"] for each in rows(workspace, "interviews")] == ["Acme Robotics"]
    assert [each["name"] for each in rows(workspace, "people")] == ["Dana Ruiz"]
    assert len(rows(workspace, "interviewers")) == 1


def test_an_unreadable_cell_is_left_blank_and_reported(tmp_path: Path) -> None:
    ready = apply_choices(parsed_file(interviews=(interview(format="by pigeon"),)))
    assert ready.rows["interviews"][0]["format"] == ""
    assert "“by pigeon” is not one of the known words." in str(ready.skipped[0])


@pytest.mark.parametrize(
    ("column", "what"), [("decision_by", "the day of the decision"), ("outcome_on", "the day it ended")]
)
def test_a_day_before_the_interview_is_left_blank_and_reported(column: str, what: str) -> None:
    ready = apply_choices(parsed_file(interviews=(interview(**{column: "2026-11-01"}),)))
    assert ready.rows["interviews"][0][column] == ""
    assert [str(each) for each in ready.skipped] == [
        f"Acme Robotics, Analyst: {what} is before the interview. The day was left blank."
    ]
    same_day = apply_choices(parsed_file(interviews=(interview(**{column: "2026-11-02"}),)))
    assert same_day.rows["interviews"][0][column] == "2026-11-02"


@pytest.mark.parametrize(
    ("outcome", "kept"), [("rejected", True), ("withdrawn", True), ("let_go", True), ("offer", False)]
)
def test_only_what_can_call_an_interview_off_may_have_ended_before_it(outcome: str, kept: bool) -> None:
    ready = apply_choices(parsed_file(interviews=(interview(outcome=outcome, outcome_on="2026-11-01"),)))
    assert ready.rows["interviews"][0]["outcome_on"] == ("2026-11-01" if kept else "")
    assert bool(ready.skipped) is not kept


def test_an_imported_earlier_round_raises_ours_and_one_undo_takes_both_back(workspace: Workspace) -> None:
    import_file(workspace, parsed_file(interviews=(interview(held_at="2026-11-24T10:00"),)))
    before = everything(workspace)
    context = moment()
    earlier = parsed_file(interviews=(interview("2", held_at="2026-11-17T10:00"),))
    plan_parsed_file(apply_choices(earlier), TODAY).import_into(workspace, context)
    numbers = {each["held_at"][:10]: each["round"] for each in rows(workspace, "interviews")}
    assert numbers == {"2026-11-24": "2", "2026-11-17": "1"}
    workspace.undo(moment(), context.op_id)
    assert everything(workspace) == before


@pytest.mark.parametrize("written", ["Ruiz, Dana", "DANA RUIZ", "Dana Ruiz, PhD", "Dana Ruiz (She/Her)"])
def test_another_spelling_of_a_name_is_the_same_person(workspace: Workspace, written: str) -> None:
    again = parsed_file(
        interviews=(interview(),), people=(person(name=written),), interviewers=(interviewer(),)
    )
    import_file(workspace, INVITATION)
    assert import_file(workspace, again) == "Everything in this file is here already."
    assert [each["name"] for each in rows(workspace, "people")] == ["Dana Ruiz"]
