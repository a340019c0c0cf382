"""A ZIP of this program is imported: nothing is doubled, no local row changes, one undo takes it all back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup_core.formats.archive import Archive, NotAnArchive
from followup_core.models import SCHEMA, Row, normalize_name
from followup_core.services.imports.import_diff import MergeResult
from followup_core.services.imports.import_plan import plan_archive
from followup_core.services.imports.import_summary import merge_sentence
from followup_core.services.workspace import Workspace
from followup_core.store import Change
from followup_core.store.csv_codec import encode
from tests.integration.services.workspaces import (
    Everything,
    everything,
    moment,
    opened,
    rows,
    started,
    with_person,
)

from .archives import Tables, export_archive, make_archive, numbered_folders, tables, write_workspace

ANY = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
ACME: dict[str, str] = {
    "organization": "Acme",
    "role": "Analyst",
    "round": "1",
    "held_at": "2026-11-02T10:00",
}
DANA: dict[str, str] = {"name": "Dana Ruiz", "organization": "Acme"}


@pytest.fixture(scope="module")
def new_folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    return numbered_folders(tmp_path_factory.mktemp("archives"))


def import_archive(workspace: Workspace, archive: Archive) -> MergeResult:
    result = plan_archive(archive).preview(workspace)
    assert plan_archive(archive).import_into(workspace, moment()).applied is bool(result.changes)
    return result


# Properties of any import.


@ANY
@given(local=tables(), incoming=tables(), extra=st.sampled_from([(), ("color",)]))
def test_every_incoming_row_comes_in_once_is_here_or_is_reported_and_the_undo_takes_all_back(
    new_folder: Callable[[], Path], local: Tables, incoming: Tables, extra: tuple[str, ...]
) -> None:
    more = dict.fromkeys(extra, "red")
    rows_with_more = {table: [{**row, **more} for row in some] for table, some in incoming.items()}
    archive = make_archive(
        rows_with_more, {table: (*extra, *schema.columns) for table, schema in SCHEMA.items()}
    )
    with opened(write_workspace(new_folder(), local)) as workspace:
        before, result = everything(workspace), plan_archive(archive).preview(workspace)
        receipt = plan_archive(archive).import_into(workspace, moment())
        once = everything(workspace)
        assert receipt.applied is bool(result.changes)
        assert not plan_archive(archive).import_into(workspace, moment()).applied
        if receipt.applied:
            workspace.undo(moment(), receipt.op_id)
        assert everything(workspace) == before
    _assert_local_rows_stay(before, once)
    _assert_new_rounds_follow_the_day(before, once)
    columns_left_out = sum(problem.column in extra for problem in result.problems)
    others = (
        sum(map(len, incoming.values()))
        - sum(result.added.values())
        - result.unchanged
        - (len(result.problems) - columns_left_out)
    )
    # Several rows that refer to nothing in their file may differ from one local row.
    assert others >= result.differing
    assert bool(others) is bool(result.differing)


def _assert_local_rows_stay(before: Everything, after: Everything) -> None:
    """No local row is changed or moved; only a setting without a value may get one, and a round may rise."""
    for table, (_, rows_before) in before.items():
        rows_after = after[table][1]
        if table == "interviews":
            rows_before, rows_after = _without_rounds(rows_before), _without_rounds(rows_after)
        kept = [row for row in rows_before if table != "settings" or row["value"]]
        if table == "settings":
            assert [row for row in rows_after if row in kept] == kept
            continue
        found = [{name: row[name] for name in kept[0]} for row in rows_after[: len(kept)]] if kept else []
        assert found == kept


def _without_rounds(interviews: list[Row]) -> list[Row]:
    return [{**row, "round": ""} for row in interviews]


def _assert_new_rounds_follow_the_day(before: Everything, after: Everything) -> None:
    """A new interview has a higher number than each earlier one for its job, if one for it was here."""
    stored, interviews = before["interviews"][1], after["interviews"][1]
    for new in interviews[len(stored) :]:
        if any(_job(row) == _job(new) for row in stored):
            for row in interviews:
                if _job(row) == _job(new) and row["held_at"] < new["held_at"]:
                    assert int(row["round"] or 1) < int(new["round"])


def _job(row: Row) -> tuple[str, str]:
    return normalize_name(row["organization"]), normalize_name(row["role"])


@ANY
@given(local=tables())
def test_importing_ones_own_export_changes_nothing(new_folder: Callable[[], Path], local: Tables) -> None:
    with opened(write_workspace(new_folder(), local)) as workspace:
        result = import_archive(workspace, export_archive(workspace))
    assert (result.changes, result.conflicts, result.problems) == ((), (), ())
    assert result.unchanged == sum(map(len, local.values()))


# Examples.


def test_a_person_with_the_same_address_is_the_same_under_another_id(workspace: Workspace) -> None:
    person_id = with_person(workspace, started(workspace))
    change_cell(workspace, "people", person_id, email="Dana@example.org")
    both = {"interview_id": "i-theirs", "person_id": "p-theirs"}
    incoming = {
        "interviews": [{**ACME, "interview_id": "i-theirs", "organization": "Borealis"}],
        "people": [{"person_id": "p-theirs", "name": "D. Ruiz", "email": "dana@example.org"}],
        "interviewers": [{**both, "part": "recruiter"}],
        "answers": [{**both, "item": "business_card", "answer": "yes"}],
    }
    result = import_archive(workspace, make_archive(incoming))
    assert [row["person_id"] for row in rows(workspace, "people")] == [person_id]
    assert rows(workspace, "interviewers")[1]["person_id"] == person_id
    assert rows(workspace, "answers")[0]["person_id"] == person_id
    assert [(each.what, each.stored, each.incoming) for each in result.conflicts] == [
        ("Dana Ruiz: name", "Dana Ruiz", "D. Ruiz")
    ]


def test_an_interview_entered_in_both_places_is_one_interview(workspace: Workspace) -> None:
    interview_id = started(workspace, "Acme  Robotics")
    person_id = with_person(workspace, interview_id)
    both = {"interview_id": "i-theirs", "person_id": "p-theirs"}
    entered = {"organization": "acme robotics", "created_at": "2026-11-02T15:00:00Z"}
    incoming = {
        "interviews": [{**ACME, **entered, "interview_id": "i-theirs", "round": ""}],
        "people": [{"person_id": "p-theirs", "name": "dana ruiz", "organization": "Acme Robotics"}],
        "interviewers": [{**both, "part": "hiring_manager"}],
        "answers": [{"interview_id": "i-theirs", "item": "asked_time_frame", "answer": "no"}],
    }
    result = import_archive(workspace, make_archive(incoming))
    assert (dict(result.added), result.unchanged, result.conflicts) == ({"answers": 1}, 3, ())
    [answer] = rows(workspace, "answers")
    assert (answer["interview_id"], answer["answer"]) == (interview_id, "no")
    assert rows(workspace, "interviewers")[0]["person_id"] == person_id


def rounds_of(workspace: Workspace) -> list[tuple[str, str]]:
    """Return the day and the number of each interview, in order of time."""
    found = [(row["held_at"][:10], row["round"]) for row in rows(workspace, "interviews")]
    return sorted(found)


def test_rounds_from_an_archive_take_their_places_among_those_that_are_here(workspace: Workspace) -> None:
    started(workspace, "Acme", date(2026, 11, 10))
    before = everything(workspace)
    days = {"i-000000000001": "2026-11-02", "i-000000000002": "2026-11-20"}
    incoming = make_archive(
        {
            "interviews": [
                {**ACME, "interview_id": key, "round": str(number), "held_at": f"{day}T10:00"}
                for number, (key, day) in enumerate(days.items(), start=1)
            ]
        }
    )
    receipt = plan_archive(incoming).import_into(workspace, moment())
    assert rounds_of(workspace) == [("2026-11-02", "1"), ("2026-11-10", "2"), ("2026-11-20", "3")]
    again = plan_archive(incoming).preview(workspace)
    assert (again.changes, again.conflicts, again.unchanged) == ((), (), 2)
    workspace.undo(moment(), receipt.op_id)
    assert everything(workspace) == before


def test_a_round_keeps_a_number_that_is_above_those_of_the_earlier_ones(workspace: Workspace) -> None:
    started(workspace, "Acme", date(2026, 11, 2))
    third = {**ACME, "interview_id": "i-000000000003", "round": "4", "held_at": "2026-11-20T10:00"}
    import_archive(workspace, make_archive({"interviews": [third]}))
    assert rounds_of(workspace) == [("2026-11-02", "1"), ("2026-11-20", "4")]


def test_a_message_noted_in_both_places_is_one_message(workspace: Workspace) -> None:
    interview_id = started(workspace)
    sent = {"interview_id": interview_id, "kind": "status_email", "sent_on": "2026-11-17"}
    mine = {**sent, "touchpoint_id": "t-1", "person_id": "", "note": ""}
    workspace.execute(moment(), "Sent", lambda _: [row_change("touchpoints", mine)])
    incoming = make_archive(
        {
            "interviews": [dict(row) for row in rows(workspace, "interviews")],
            "touchpoints": [{**sent, "touchpoint_id": "t-9"}],
        }
    )
    assert plan_archive(incoming).preview(workspace).changes == ()


def test_ids_written_by_hand_never_mix_two_people_or_two_interviews_up(workspace: Workspace) -> None:
    both = {"interview_id": "1", "person_id": "1"}
    voicemail = {**both, "touchpoint_id": "1", "kind": "voicemail", "sent_on": "2026-11-17"}
    local = {
        "interviews": [{**ACME, "interview_id": "1"}],
        "people": [{**DANA, "person_id": "1"}],
        "touchpoints": [voicemail],
    }
    incoming = {
        "interviews": [{"interview_id": "1", "organization": "Borealis", "held_at": "2026-11-03T10:00"}],
        "people": [{"person_id": "1", "name": "Lee Wong", "organization": "Borealis"}],
        "interviewers": [{**both, "part": "recruiter"}],
        "answers": [{**both, "item": "business_card", "answer": "yes"}],
        "touchpoints": [voicemail],
    }
    import_archive(workspace, make_archive(local))
    assert import_archive(workspace, make_archive(incoming)).conflicts == ()
    assert [row["name"] for row in rows(workspace, "people")] == ["Dana Ruiz", "Lee Wong"]
    [answer], [met] = rows(workspace, "answers"), rows(workspace, "interviewers")
    assert {answer["interview_id"], met["interview_id"]} == {"1-2"}
    assert {answer["person_id"], met["person_id"]} == {"1-2"}
    assert [row["touchpoint_id"] for row in rows(workspace, "touchpoints")] == ["1", "1-2"]
    assert plan_archive(make_archive(incoming)).preview(workspace).changes == ()


def test_a_person_renamed_here_stays_one_person_and_a_blank_cell_is_no_conflict(workspace: Workspace) -> None:
    interview_id = started(workspace)
    person_id = with_person(workspace, interview_id, "the tall one")
    exported = export_archive(workspace)
    change_cell(workspace, "interviews", interview_id, notes="Third floor")
    assert plan_archive(exported).preview(workspace).conflicts == ()
    change_cell(workspace, "people", person_id, name="Dana Ruiz")
    result = plan_archive(exported).preview(workspace)
    assert result.changes == ()
    assert merge_sentence(result) == "Everything in this file is here already. 1 differs: yours stays."


def test_only_settings_without_a_value_come_in(workspace: Workspace) -> None:
    mine = [{"key": "name", "value": "Robin"}, {"key": "phone", "value": ""}]
    workspace.execute(moment(), "Settings", lambda _: [row_change("settings", row) for row in mine])
    incoming = {"name": "Robyn", "phone": "555 0100", "country": "US"}
    result = import_archive(
        workspace, make_archive({"settings": [{"key": key, "value": text} for key, text in incoming.items()]})
    )
    assert {row["key"]: row["value"] for row in rows(workspace, "settings")} == {
        "name": "Robin",
        "phone": "555 0100",
        "country": "US",
    }
    assert [(each.what, each.stored, each.incoming) for each in result.conflicts] == [
        ("name", "Robin", "Robyn")
    ]


def test_what_cannot_be_read_is_left_out_and_reported(workspace: Workspace) -> None:
    archive = make_archive(
        {
            "interviews": [
                {**ACME, "interview_id": "i-1", "decision_by": "soon"},
                {"interview_id": "i-2", "organization": "", "held_at": "2026-11-02T10:00"},
                {**ACME, "interview_id": "i-3", "held_at": "yesterday"},
            ],
            "settings": [{"key": "country", "value": "Narnia"}],
        }
    )
    result = import_archive(workspace, archive)
    assert [(row["interview_id"], row["decision_by"]) for row in rows(workspace, "interviews")] == [
        ("i-1", "")
    ]
    assert rows(workspace, "settings") == []
    assert [(each.table, each.line, each.column) for each in result.problems] == [
        ("interviews", 2, "decision_by"),
        ("interviews", 3, "organization"),
        ("interviews", 4, "held_at"),
        ("settings", 2, "value"),
    ]


WITH_COLORS: dict[str, tuple[str, ...]] = {"people": ("color", *SCHEMA["people"].columns, "=size")}
RED_ROW: Tables = {"people": [{**DANA, "person_id": "p-1", "color": "red", "=size": "007"}]}


def test_unknown_columns_are_reported_and_left_out_of_a_table_with_rows(workspace: Workspace) -> None:
    import_archive(workspace, make_archive({"people": [{**DANA, "person_id": "p-2", "name": "Lee Wong"}]}))
    result = import_archive(workspace, make_archive(RED_ROW, WITH_COLORS))
    assert [each.column for each in result.problems] == ["color", "=size"]
    assert [row["name"] for row in rows(workspace, "people")] == ["Lee Wong", "Dana Ruiz"]
    assert everything(workspace)["people"][0] == SCHEMA["people"].columns


def test_a_table_without_rows_gets_the_incoming_columns_in_their_order(folder: Path) -> None:
    with opened(folder) as workspace:
        assert import_archive(workspace, make_archive(RED_ROW, WITH_COLORS)).problems == ()
        assert (rows(workspace, "people")[0]["color"], rows(workspace, "people")[0]["=size"]) == (
            "red",
            "007",
        )
        assert plan_archive(make_archive(RED_ROW, WITH_COLORS)).preview(workspace).changes == ()
    with opened(folder) as again:
        assert everything(again)["people"][0] == WITH_COLORS["people"]
        assert rows(again, "people")[0]["color"] == "red"


def test_no_table_gets_more_columns_than_it_may_have(folder: Path) -> None:
    mine = (*SCHEMA["people"].columns, *(f"mine {n}" for n in range(60)))
    incoming = (*SCHEMA["people"].columns, *(f"theirs {n}" for n in range(60)))
    folder.joinpath("people.csv").write_bytes(encode(mine, ()))
    with opened(folder) as workspace:
        result = import_archive(
            workspace, make_archive({"people": [{**DANA, "person_id": "p-1"}]}, {"people": incoming})
        )
        assert len(result.problems) == 60
        assert everything(workspace)["people"][0] == mine
        assert [row["name"] for row in rows(workspace, "people")] == ["Dana Ruiz"]


def test_rows_about_an_interview_the_file_lacks_are_not_added_to_ours(workspace: Workspace) -> None:
    interview_id = started(workspace)
    stray = [{"interview_id": interview_id, "item": "may_contact", "answer": "no"}]
    result = import_archive(workspace, make_archive({"answers": stray}))
    assert [each.table for each in result.problems] == ["answers"]
    assert rows(workspace, "answers") == []


def test_a_table_that_a_spreadsheet_saved_with_semicolons_is_read(workspace: Workspace) -> None:
    archive = Archive(tables={"people": b"person_id;name\r\np-1;Dana\r\n"}, title="", made_on="", texts=())
    assert dict(import_archive(workspace, archive).added) == {"people": 1}


def test_a_table_that_cannot_be_read_is_refused_with_its_line(workspace: Workspace) -> None:
    archive = Archive(tables={"people": b'person_id,name\np-1,"Dana\n'}, title="", made_on="", texts=())
    with pytest.raises(NotAnArchive, match=r"people\.csv, line 2 in the file: A quote"):
        plan_archive(archive).preview(workspace)


def test_the_preview_says_in_words_what_comes_in(workspace: Workspace) -> None:
    met = {"interviewers": [{"interview_id": "1", "person_id": "p", "part": "recruiter"}]}
    dana = {"people": [{**DANA, "person_id": "p"}]}
    held = {"interviews": [{**ACME, "interview_id": str(n), "round": str(n)} for n in range(1, 4)]}
    items = ("may_contact", "people")
    said = {"answers": [{"interview_id": "1", "item": item, "answer": "yes"} for item in items]}
    for incoming, sentence in (
        ({**met}, "New: 1 person you met."),
        ({**dana, **met}, "New: 1 person."),
        ({**held, **dana, **met, **said}, "New: 3 interviews, 1 person and 2 answers."),
    ):
        assert merge_sentence(plan_archive(make_archive(incoming)).preview(workspace)) == sentence


def row_change(table: str, cells: Row) -> Change:
    return Change(table=table, key=SCHEMA[table].key_of(cells), row=cells)


def change_cell(workspace: Workspace, table: str, key: str, **cells: str) -> None:
    workspace.execute(moment(), "Changed", lambda _: [Change(table=table, key=(key,), row=cells)])
