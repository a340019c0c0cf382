"""Loads what the statistics count from the typed tables, column by column and never row by row."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from followup_core.models import THANKED_PARTS, AnswerValue, Response, TouchpointKind
from followup_core.services.dataframes import DataFrames, load_dataframes
from followup_core.services.workspace import WorkspaceView
from followup_core.statistics import Observations
from followup_core.statistics.observations import NO_DAY, Numbers
from followup_core.store import Snapshot

_COLUMNS: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "interviews": ("interview_id", "organization", "held_at", "format", "outcome", "outcome_on"),
        "interviewers": ("interview_id", "person_id", "part"),
        "answers": ("interview_id", "person_id", "item", "answer"),
        "touchpoints": (
            *("touchpoint_id", "interview_id", "person_id", "kind"),
            *("sent_on", "responded_on", "response"),
        ),
    }
)
_UNIX_EPOCH = date(1970, 1, 1).toordinal()


def load_counted_tables(source: Path | Snapshot) -> DataFrames:
    """Return the tables and columns that are counted, from a folder of plain tables or from a snapshot.

    Raises:
        Unreadable: A file is not a CSV table, even one that is not counted.
    """
    return load_dataframes(source, _COLUMNS)


def counted_tables(view: WorkspaceView) -> DataFrames:
    """Return the counted tables of a workspace; loaded once per view."""
    return view.cached("counted tables", lambda: load_counted_tables(view.snapshot))


def observations(tables: DataFrames, interview_ids: Sequence[str] | None = None) -> Observations:
    """Return what is counted about the chosen interviews.

    Rows about other interviews, or about a missing interview, are left out.

    Args:
        tables: What `load_counted_tables` returned.
        interview_ids: The interviews, in the order in which the result numbers them. All by default.
    """
    interviews = tables["interviews"].set_index("interview_id")
    if interview_ids is not None:
        interviews = interviews.loc[list(interview_ids)]
    touchpoints = tables["touchpoints"]
    touchpoints = _rows_about(interviews, touchpoints[touchpoints["response"] != Response.BOUNCED])
    interviewers = tables["interviewers"]
    interviewers = _rows_about(interviews, interviewers[interviewers["part"].isin(THANKED_PARTS)])
    answers = tables["answers"]
    answers = _rows_about(interviews, answers[answers["answer"] != AnswerValue.SKIPPED])
    person_numbers = _person_numbers(touchpoints, interviewers)
    items = answers["item"].cat.remove_unused_categories()
    return Observations(
        held=_day_numbers(interviews["held_at"]),
        outcome=_codes(interviews["outcome"]) + 1,
        outcome_on=_day_numbers(interviews["outcome_on"]),
        format=_codes(interviews["format"]) + 1,
        touch_of=touchpoints["_of"].to_numpy(np.int32),
        touch_person=person_numbers[: len(touchpoints)],
        kind=_codes(touchpoints["kind"]),
        sent=_day_numbers(touchpoints["sent_on"]),
        answered=_response_days(touchpoints),
        met_of=interviewers["_of"].to_numpy(np.int32),
        met_person=person_numbers[len(touchpoints) :],
        answer_of=answers["_of"].to_numpy(np.int32),
        item=_codes(items),
        yes=(answers["answer"] == AnswerValue.YES).to_numpy(np.bool_),
        whole=(answers["person_id"] == "").to_numpy(np.bool_),
        items=tuple(items.cat.categories),
    )


def _rows_about(interviews: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows about these interviews; the column `_of` has the number of the interview."""
    rows = rows.assign(_of=interviews.index.get_indexer(pd.Index(rows["interview_id"])))
    return rows[rows["_of"] >= 0]


def _day_numbers(column: "pd.Series[Any]") -> Numbers:
    """Return dates as ordinals; NO_DAY if a date is missing."""
    days = column.to_numpy("datetime64[D]")
    result: Numbers = np.where(np.isnat(days), NO_DAY, days.astype(np.int64) + _UNIX_EPOCH).astype(np.int32)
    return result


def _codes(column: "pd.Series[Any]") -> Numbers:
    """Return the codes of a column's categories: the place in the enum, from 0; -1 if a cell is missing."""
    return np.asarray(column.cat.codes, dtype=np.int32)


def _response_days(touchpoints: pd.DataFrame) -> Numbers:
    """Return the day of each touchpoint's response, as `Touchpoint.counted_response_on` does."""
    incoming = (touchpoints["kind"] == TouchpointKind.HEARD_FROM_EMPLOYER).to_numpy()
    responded = (touchpoints["response"] == Response.ANSWERED).to_numpy()
    response = np.where(responded, _day_numbers(touchpoints["responded_on"]), NO_DAY)
    return np.where(incoming, _day_numbers(touchpoints["sent_on"]), response).astype(np.int32)


def _person_numbers(touchpoints: pd.DataFrame, interviewers: pd.DataFrame) -> Numbers:
    """Return the number of each row's person: first for the touchpoints, then for the interviewers."""
    people = pd.concat([touchpoints["person_id"], interviewers["person_id"]])
    return _codes(people.astype("category"))
