"""Bringing in what was taken home: nothing is doubled, nothing of ours is changed, and all can be undone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from followup_core.formats.archive import Archive, NotAnArchive
from followup_core.models import SCHEMA, Row
from followup_core.services import maintenance
from followup_core.services.imports.import_diff import MergeResult
from followup_core.services.imports.import_plan import plan_archive
from followup_core.services.imports.import_summary import merge_sentence
from followup_core.services.workspace import Workspace
from followup_core.services.workspace_registry import close_all, open_workspace
from followup_core.store import Change
from followup_core.store.csv_codec import encode
from tests.services.workspaces import everything, files_of, moment, opened, rows, started, with_person

from .archives import Tables, bundle, export, numbered_folders, tables, written

ANY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
ACME: dict[str, str] = {
    "organization": "Acme",
    "role": "Analyst",
    "round": "1",
    "held_at": "2026-11-02T10:00",
}
DANA: dict[str, str] = {"name": "Dana Ruiz", "organization": "Acme"}


@pytest.fixture(scope="module")
def new_folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    return numbered_folders(tmp_path_factory.mktemp("carried"))


def taken_in(desk: Workspace, brought: Archive) -> MergeResult:
    found = plan_archive(brought).preview(desk)
    assert plan_archive(brought).apply(desk, moment()).applied is bool(found.changes)
    return found


# What always holds.


@ANY
@given(ours=tables(), theirs=tables())
def test_merging_twice_is_merging_once(new_folder: Callable[[], Path], ours: Tables, theirs: Tables) -> None:
    with opened(written(new_folder(), ours)) as desk:
        taken_in(desk, bundle(theirs))
        once = everything(desk)
        again = plan_archive(bundle(theirs)).preview(desk)
        assert again.changes == ()
        assert not plan_archive(bundle(theirs)).apply(desk, moment()).applied
        assert everything(desk) == once


@ANY
@given(ours=tables(), theirs=tables())
def test_nothing_of_ours_is_changed_or_moved(
    new_folder: Callable[[], Path], ours: Tables, theirs: Tables
) -> None:
    with opened(written(new_folder(), ours)) as desk:
        before = everything(desk)
        taken_in(desk, bundle(theirs))
        after = everything(desk)
    for table, (columns, mine) in before.items():
        now_columns, now = after[table]
        assert now_columns == columns
        if table == "settings":
            mine, now = ([r for r in each if r["value"]] for each in (mine, now))
            assert [row for row in now if row in mine] == mine
        else:
            assert now[: len(mine)] == mine


@ANY
@given(ours=tables())
def test_bringing_in_ones_own_export_changes_nothing(new_folder: Callable[[], Path], ours: Tables) -> None:
    with opened(written(new_folder(), ours)) as desk:
        found = taken_in(desk, export(desk))
    assert (found.changes, found.conflicts, found.problems) == ((), (), ())
    assert found.unchanged == sum(map(len, ours.values()))


@ANY
@given(theirs=tables())
def test_an_empty_workspace_becomes_the_same_workspace(
    new_folder: Callable[[], Path], theirs: Tables
) -> None:
    with opened(written(new_folder(), theirs)) as first, opened(new_folder()) as second:
        taken_in(second, export(first))
        assert everything(second) == everything(first)


@ANY
@given(ours=tables(), theirs=tables())
def test_undo_puts_every_row_back(new_folder: Callable[[], Path], ours: Tables, theirs: Tables) -> None:
    with opened(written(new_folder(), ours)) as desk:
        before = everything(desk)
        receipt = plan_archive(bundle(theirs)).apply(desk, moment())
        if receipt.applied:
            desk.undo(moment(), receipt.op_id)
        assert everything(desk) == before


@ANY
@given(ours=tables(), theirs=tables())
def test_every_row_of_theirs_is_there_is_told_or_comes_in(
    new_folder: Callable[[], Path], ours: Tables, theirs: Tables
) -> None:
    with opened(written(new_folder(), ours)) as desk:
        found = plan_archive(bundle(theirs)).preview(desk)
    others = (
        sum(map(len, theirs.values())) - sum(found.added.values()) - found.unchanged - len(found.problems)
    )
    # Several rows that refer to nothing in their file may differ from one and the same of ours.
    assert others >= found.differing
    assert bool(others) is bool(found.differing)


# Examples, one for each thing a person would see.


def test_undo_puts_every_byte_back(tmp_path: Path) -> None:
    folder = tmp_path / "w"
    with opened(folder) as desk:
        with_person(desk, started(desk))
    before = files_of(folder)
    with opened(folder) as desk:
        brought = bundle(
            {"interviews": [{**ACME, "interview_id": "i-x"}], "people": [{**DANA, "person_id": "p-x"}]}
        )
        receipt = plan_archive(brought).apply(desk, moment())
        desk.undo(moment(), receipt.op_id)
    assert files_of(folder) == before


def test_a_person_with_the_same_address_is_the_same_under_another_id(desk: Workspace) -> None:
    interview_id = started(desk)
    person_id = with_person(desk, interview_id)
    desk.execute(moment(), "Address", lambda s: [_cell(s, "people", person_id, email="Dana@example.org")])
    theirs = {
        "interviews": [{**ACME, "interview_id": "i-theirs", "organization": "Borealis"}],
        "people": [{"person_id": "p-theirs", "name": "D. Ruiz", "email": "dana@example.org"}],
        "interviewers": [{"interview_id": "i-theirs", "person_id": "p-theirs", "part": "recruiter"}],
        "answers": [
            {"interview_id": "i-theirs", "person_id": "p-theirs", "item": "business_card", "answer": "yes"}
        ],
    }
    found = taken_in(desk, bundle(theirs))
    assert [row["person_id"] for row in rows(desk, "people")] == [person_id]
    assert rows(desk, "interviewers")[1]["person_id"] == person_id
    assert rows(desk, "answers")[0]["person_id"] == person_id
    assert [(each.what, each.local, each.incoming) for each in found.conflicts] == [
        ("Dana Ruiz: name", "Dana Ruiz", "D. Ruiz")
    ]


def test_an_interview_entered_in_both_places_is_one_interview(desk: Workspace) -> None:
    interview_id = started(desk, "Acme  Robotics")
    person_id = with_person(desk, interview_id)
    theirs = {
        "interviews": [
            {
                "interview_id": "i-theirs",
                "organization": "acme robotics",
                "role": "Analyst",
                "held_at": "2026-11-02T10:00",
                "created_at": "2026-11-02T15:00:00Z",
            }
        ],
        "people": [{"person_id": "p-theirs", "name": "dana ruiz", "organization": "Acme Robotics"}],
        "interviewers": [{"interview_id": "i-theirs", "person_id": "p-theirs", "part": "hiring_manager"}],
        "answers": [{"interview_id": "i-theirs", "item": "asked_time_frame", "answer": "no"}],
    }
    found = taken_in(desk, bundle(theirs))
    assert (dict(found.added), found.unchanged, found.conflicts) == ({"answers": 1}, 3, ())
    [answer] = rows(desk, "answers")
    assert (answer["interview_id"], answer["answer"]) == (interview_id, "no")
    assert rows(desk, "interviewers")[0]["person_id"] == person_id


def test_a_message_noted_in_both_places_is_one_message(desk: Workspace) -> None:
    interview_id = started(desk)
    sent = {"interview_id": interview_id, "kind": "status_email", "sent_on": "2026-11-17"}
    mine = {**sent, "touchpoint_id": "t-1", "person_id": "", "note": ""}
    desk.execute(moment(), "Sent", lambda _: [_row("touchpoints", mine)])
    theirs = bundle(
        {
            "interviews": [dict(row) for row in rows(desk, "interviews")],
            "touchpoints": [{**sent, "touchpoint_id": "t-9"}],
        }
    )
    assert plan_archive(theirs).preview(desk).changes == ()


def test_ids_written_by_hand_never_mix_two_people_or_two_interviews_up(desk: Workspace) -> None:
    ours = {
        "interviews": [{**ACME, "interview_id": "1"}],
        "people": [{**DANA, "person_id": "1"}],
        "touchpoints": [
            {
                "touchpoint_id": "1",
                "interview_id": "1",
                "person_id": "1",
                "kind": "voicemail",
                "sent_on": "2026-11-17",
            }
        ],
    }
    theirs = {
        "interviews": [{"interview_id": "1", "organization": "Borealis", "held_at": "2026-11-03T10:00"}],
        "people": [{"person_id": "1", "name": "Lee Wong", "organization": "Borealis"}],
        "interviewers": [{"interview_id": "1", "person_id": "1", "part": "recruiter"}],
        "answers": [{"interview_id": "1", "person_id": "1", "item": "business_card", "answer": "yes"}],
        "touchpoints": [
            {
                "touchpoint_id": "1",
                "interview_id": "1",
                "person_id": "1",
                "kind": "voicemail",
                "sent_on": "2026-11-17",
            }
        ],
    }
    taken_in(desk, bundle(ours))
    assert taken_in(desk, bundle(theirs)).conflicts == ()
    assert [row["name"] for row in rows(desk, "people")] == ["Dana Ruiz", "Lee Wong"]
    [answer], [met] = rows(desk, "answers"), rows(desk, "interviewers")
    assert {answer["interview_id"], met["interview_id"]} == {"1-2"}
    assert {answer["person_id"], met["person_id"]} == {"1-2"}
    assert [row["touchpoint_id"] for row in rows(desk, "touchpoints")] == ["1", "1-2"]
    assert plan_archive(bundle(theirs)).preview(desk).changes == ()


def test_a_person_renamed_here_stays_one_person(desk: Workspace) -> None:
    person_id = with_person(desk, started(desk), "the tall one")
    taken_home = export(desk)
    desk.execute(moment(), "Name", lambda s: [_cell(s, "people", person_id, name="Dana Ruiz")])
    found = plan_archive(taken_home).preview(desk)
    assert found.changes == ()
    assert merge_sentence(found) == "Everything in this file is here already. 1 differs: yours stays."


def test_a_blank_of_theirs_says_nothing_against_ours(desk: Workspace) -> None:
    interview_id = started(desk)
    taken_home = export(desk)
    desk.execute(moment(), "Notes", lambda s: [_cell(s, "interviews", interview_id, notes="Third floor")])
    assert plan_archive(taken_home).preview(desk).conflicts == ()


def test_only_settings_without_a_value_are_taken_over(desk: Workspace) -> None:
    mine = [{"key": "name", "value": "Robin"}, {"key": "phone", "value": ""}]
    desk.execute(moment(), "Settings", lambda _: [_row("settings", row) for row in mine])
    theirs = {"name": "Robyn", "phone": "555 0100", "country": "US"}
    found = taken_in(
        desk, bundle({"settings": [{"key": key, "value": text} for key, text in theirs.items()]})
    )
    assert {row["key"]: row["value"] for row in rows(desk, "settings")} == {
        "name": "Robin",
        "phone": "555 0100",
        "country": "US",
    }
    assert [(each.what, each.local, each.incoming) for each in found.conflicts] == [
        ("name", "Robin", "Robyn")
    ]


def test_what_cannot_be_read_is_left_out_and_named(desk: Workspace) -> None:
    brought = bundle(
        {
            "interviews": [
                {**ACME, "interview_id": "i-1", "decision_by": "soon"},
                {"interview_id": "i-2", "organization": "", "held_at": "2026-11-02T10:00"},
                {**ACME, "interview_id": "i-3", "held_at": "yesterday"},
            ],
            "settings": [{"key": "country", "value": "Narnia"}],
        }
    )
    found = taken_in(desk, brought)
    assert [(row["interview_id"], row["decision_by"]) for row in rows(desk, "interviews")] == [("i-1", "")]
    assert rows(desk, "settings") == []
    assert [(each.table, each.line, each.column) for each in found.problems] == [
        ("interviews", 2, "decision_by"),
        ("interviews", 3, "organization"),
        ("interviews", 4, "held_at"),
        ("settings", 2, "value"),
    ]


COLOURED: dict[str, tuple[str, ...]] = {"people": ("colour", *SCHEMA["people"].columns, "=size")}
RED: Tables = {"people": [{**DANA, "person_id": "p-1", "colour": "red", "=size": "007"}]}


def test_columns_that_are_not_here_are_named_and_left_out_of_a_table_in_use(desk: Workspace) -> None:
    taken_in(desk, bundle({"people": [{**DANA, "person_id": "p-2", "name": "Lee Wong"}]}))
    found = taken_in(desk, bundle(RED, COLOURED))
    assert [each.column for each in found.problems] == ["colour", "=size"]
    assert [row["name"] for row in rows(desk, "people")] == ["Lee Wong", "Dana Ruiz"]
    assert everything(desk)["people"][0] == SCHEMA["people"].columns


def test_a_table_without_a_row_takes_columns_over_in_their_order(folder: Path) -> None:
    with opened(folder) as desk:
        assert taken_in(desk, bundle(RED, COLOURED)).problems == ()
        assert (rows(desk, "people")[0]["colour"], rows(desk, "people")[0]["=size"]) == ("red", "007")
        assert plan_archive(bundle(RED, COLOURED)).preview(desk).changes == ()
    with opened(folder) as again:
        assert everything(again)["people"][0] == COLOURED["people"]
        assert rows(again, "people")[0]["colour"] == "red"


def test_no_table_gets_more_columns_than_it_may_have(folder: Path) -> None:
    mine = (*SCHEMA["people"].columns, *(f"mine {n}" for n in range(60)))
    theirs = (*SCHEMA["people"].columns, *(f"theirs {n}" for n in range(60)))
    folder.joinpath("people.csv").write_bytes(encode(mine, ()))
    with opened(folder) as desk:
        found = taken_in(desk, bundle({"people": [{**DANA, "person_id": "p-1"}]}, {"people": theirs}))
        assert len(found.problems) == 60
        assert everything(desk)["people"][0] == mine
        assert [row["name"] for row in rows(desk, "people")] == ["Dana Ruiz"]


def test_undo_takes_the_rows_of_new_columns_out_again(desk: Workspace) -> None:
    receipt = plan_archive(bundle(RED, COLOURED)).apply(desk, moment())
    desk.undo(moment(), receipt.op_id)
    assert rows(desk, "people") == []
    assert plan_archive(bundle(RED, COLOURED)).apply(desk, moment()).applied
    assert rows(desk, "people")[0]["colour"] == "red"


def test_the_same_tap_sent_twice_brings_columns_in_once(desk: Workspace) -> None:
    plan_archive(bundle(RED, COLOURED)).apply(desk, moment(op_id="same"))
    assert not plan_archive(bundle(RED, COLOURED)).apply(desk, moment(op_id="same")).applied
    assert len(rows(desk, "people")) == 1


def test_rows_about_an_interview_that_the_file_lacks_never_land_on_one_of_ours(desk: Workspace) -> None:
    interview_id = started(desk)
    stray = [{"interview_id": interview_id, "item": "may_contact", "answer": "no"}]
    found = taken_in(desk, bundle({"answers": stray}))
    assert [each.table for each in found.problems] == ["answers"]
    assert rows(desk, "answers") == []


def test_a_table_that_a_spreadsheet_saved_with_semicolons_is_read(desk: Workspace) -> None:
    brought = Archive(tables={"people": b"person_id;name\r\np-1;Dana\r\n"}, title="", made_on="", texts=())
    assert dict(taken_in(desk, brought).added) == {"people": 1}


def test_a_table_that_cannot_be_read_is_refused_with_its_line(desk: Workspace) -> None:
    brought = Archive(tables={"people": b'person_id,name\np-1,"Dana\n'}, title="", made_on="", texts=())
    with pytest.raises(NotAnArchive, match=r"people\.csv, line 2 in the file: A quote"):
        plan_archive(brought).preview(desk)


@pytest.mark.parametrize(
    ("brought", "said"),
    [
        ({}, "This file holds no rows. Save it again where it came from, or choose another one."),
        ({"people": [{**DANA, "person_id": "p"}]}, "1 person comes in."),
        (
            {"interviewers": [{"interview_id": "i", "person_id": "p", "part": "recruiter"}]},
            "1 person you met comes in.",
        ),
        (
            {
                "people": [{**DANA, "person_id": "p"}],
                "interviewers": [{"interview_id": "i", "person_id": "p", "part": "recruiter"}],
            },
            "1 person comes in.",
        ),
        (
            {
                "interviews": [{**ACME, "interview_id": str(n), "round": str(n)} for n in range(1, 4)],
                "people": [{"person_id": "p", "name": "Dana"}],
                "interviewers": [{"interview_id": "1", "person_id": "p", "part": "recruiter"}],
                "answers": [
                    {"interview_id": "1", "item": item, "answer": "yes"} for item in ("may_contact", "people")
                ],
            },
            "3 interviews, 1 person and 2 answers come in.",
        ),
    ],
)
def test_the_preview_says_in_words_what_comes_in(desk: Workspace, brought: Tables, said: str) -> None:
    assert merge_sentence(plan_archive(bundle(brought)).preview(desk)) == said


def test_a_backup_is_made_before_and_only_when_something_comes_in(folder: Path) -> None:
    try:
        started(open_workspace(folder))
        brought = bundle({"people": [{**DANA, "person_id": "p"}]})
        plan = plan_archive(brought)
        assert plan.apply(open_workspace(folder), moment()).applied
        assert not plan.apply(open_workspace(folder), moment()).applied
        assert [each.before for each in maintenance.backups(folder)] == ["import"]
    finally:
        close_all()


def _row(table: str, cells: Row) -> Change:
    return Change(table=table, key=SCHEMA[table].key_of(cells), row=cells)


def _cell(_: object, table: str, key: str, **cells: str) -> Change:
    return Change(table=table, key=(key,), row=cells)
