"""The tables as DataFrames: typed, complete, and only what the program itself would use."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from followup_core.models import SCHEMA, AnswerValue, Outcome, TouchpointKind
from followup_core.services.dataframes import dataframe
from followup_core.services.guided_checklist import save_answer
from followup_core.services.interview_service import set_outcome
from followup_core.services.workspace import Workspace
from followup_core.store import Unreadable

from .workspaces import MONDAY, checklist_item, moment, started

INTERVIEWS = "interview_id,organization,held_at,outcome,round,created_at,My own\n"


def written(folder: Path, table: str, text: str) -> Path:
    (folder / f"{table}.csv").write_text(text, encoding="utf-8")
    return folder


def test_an_answer_that_was_just_saved_is_there_before_any_file_is_written(
    workspace: Workspace, folder: Path
) -> None:
    interview_id = started(workspace)
    item = checklist_item(workspace, "asked_time_frame")
    save_answer(workspace, moment(), interview_id, item, AnswerValue.YES)
    answers = dataframe(folder, "answers")
    assert answers.to_dict("records") == [
        {
            "interview_id": interview_id,
            "person_id": "",
            "item": "asked_time_frame",
            "answer": "yes",
            "detail": "",
            "answered_at": pd.Timestamp("2026-11-18T09:00:00Z"),
        }
    ]
    assert list(answers["answer"].cat.categories) == [value.value for value in AnswerValue]


def test_every_table_has_its_columns_and_types_even_when_it_is_empty(folder: Path) -> None:
    for name, schema in SCHEMA.items():
        table = dataframe(folder, name)
        assert len(table) == 0
        assert tuple(table.columns) == schema.columns
    assert dataframe(folder, "interviews")["held_at"].dtype == "datetime64[s]"
    kinds = dataframe(folder, "touchpoints")["kind"].dtype
    assert kinds == pd.CategoricalDtype([kind.value for kind in TouchpointKind])


def test_dates_numbers_and_words_have_their_types(workspace: Workspace) -> None:
    interview_id = started(workspace)
    set_outcome(workspace, moment(), interview_id, Outcome.OFFER, on=date(2026, 11, 12))
    interview = dataframe(workspace.store.load(), "interviews").iloc[0]
    assert interview["held_at"].date() == MONDAY
    assert interview["outcome_on"] == pd.Timestamp(2026, 11, 12)
    assert interview["decision_by"] is pd.NaT
    assert interview["outcome"] == "offer"
    assert interview["round"] == 1


def test_plain_tables_keep_own_columns_and_lose_only_what_nobody_can_read(tmp_path: Path) -> None:
    text = (
        INTERVIEWS
        + "007,Acme,2026-11-02T10:00,offer,2,2026-11-02T12:00:00Z,mine\n"
        + "b,NA,2026-11-03T10:00,hired,two,yesterday,\n"
        + "c,Acme,3/12/2026,,,,\n"
        + "d,Acme,2026-11-02T10:00,,,,\nd,Twice,2026-11-02T10:00,,,,\n"
        + ",Acme,2026-11-02T10:00,,,,\n"
        + "e, ,2026-11-02T10:00,,,,\n"
    )
    table = dataframe(written(tmp_path, "interviews", text), "interviews")
    assert list(table["interview_id"]) == ["007", "b"]
    assert list(table["organization"]) == ["Acme", "NA"]
    assert list(table["My own"]) == ["mine", ""]
    assert list(table["outcome"].isna()) == [False, True]
    assert list(table["round"].isna()) == [False, True]
    assert list(table["created_at"].isna()) == [False, True]
    assert "role" in table.columns


def test_an_answer_about_nobody_in_particular_is_no_duplicate(tmp_path: Path) -> None:
    text = "interview_id,person_id,item,answer\na,,may_contact,yes\na,dana,may_contact,no\n"
    answers = dataframe(written(tmp_path, "answers", text), "answers")
    assert list(answers["answer"]) == ["yes", "no"]
    assert list(answers["item"].cat.categories) == ["may_contact"]


def test_a_table_that_cannot_be_read_names_the_line(tmp_path: Path) -> None:
    written(tmp_path, "people", "person_id,name\na,Dana,more\n")
    with pytest.raises(Unreadable, match=r"people\.csv, line 2"):
        dataframe(tmp_path, "people")


def test_a_table_that_does_not_exist_is_refused_with_the_ones_that_do(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Use one of: interviews, people"):
        dataframe(tmp_path, "answer")
