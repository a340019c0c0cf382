"""Computes the counts of the statistics as somebody who knows pandas would, from text in memory."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

Frames = Mapping[str, pd.DataFrame]
Counts = dict[str, Any]


def counts(frames: Frames, today: date) -> Counts:
    """Return every count behind the statistics, without intervals, p-values and curves."""
    now = pd.Timestamp(today)
    touches = _touches(frames["touchpoints"], now)
    interviews = _interviews(frames["interviews"], touches, now)
    return {
        "touchpoints": _messages(touches, now),
        "interviews": [
            int(interviews[flag].sum()) for flag in ("held", "withdrawn", "mature", "mature_responded")
        ],
        "waits": _waits(interviews, now),
        "arms": _arms(interviews, frames, touches),
        "habits": _habits(frames["answers"], interviews),
    }


def _day(column: "pd.Series[str]") -> "pd.Series[pd.Timestamp]":
    return pd.to_datetime(column.str[:10], format="%Y-%m-%d", errors="coerce")


def _touches(table: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    touches = table[["interview_id", "person_id", "kind"]].assign(
        sent=_day(table["sent_on"]), answered=_day(table["responded_on"])
    )
    touches["answered"] = touches["answered"].where(table["response"] == "reply")
    touches["answered"] = touches["answered"].mask(touches["kind"] == "heard_from_employer", touches["sent"])
    touches["answered"] = touches["answered"].where(touches["answered"] <= now)
    return touches[(table["response"] != "bounced") & (touches["sent"] <= now)]


def _messages(touches: pd.DataFrame, now: pd.Timestamp) -> dict[str, list[int]]:
    window = pd.Timedelta(days=14)
    mature = touches["sent"] <= now - window
    flags = touches.assign(
        mature=mature, replied=mature & (touches["answered"] <= touches["sent"] + window), count=1
    )
    sums = flags[flags["kind"] != "heard_from_employer"].groupby("kind")[["count", "mature", "replied"]].sum()
    return {str(kind): [int(count) for count in row] for kind, row in sums.iterrows()}


def _interviews(table: pd.DataFrame, touches: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    window = pd.Timedelta(days=28)
    interviews = table[["interview_id", "format"]].assign(
        held_on=_day(table["held_at"]), outcome_on=_day(table["outcome_on"])
    )
    is_outcome_known = ~(interviews["outcome_on"] > now)
    interviews["outcome"] = table["outcome"].where(is_outcome_known, "")
    interviews["held"] = interviews["held_on"] <= now
    outcome_days = interviews["outcome_on"].where(
        is_outcome_known & interviews["outcome"].isin(["next_round", "offer", "rejected"])
    )
    first_response = interviews["interview_id"].map(touches.groupby("interview_id")["answered"].min())
    interviews["first"] = pd.concat([outcome_days, first_response], axis=1).min(axis=1)
    interviews["withdrawn"] = interviews["held"] & (interviews["outcome"] == "withdrawn")
    interviews["mature"] = (
        interviews["held"] & ~interviews["withdrawn"] & (interviews["held_on"] <= now - window)
    )
    interviews["mature_responded"] = interviews["mature"] & (
        interviews["first"] <= interviews["held_on"] + window
    )
    return interviews


def _waits(interviews: pd.DataFrame, now: pd.Timestamp) -> dict[tuple[int, bool], int]:
    held = interviews[interviews["held"]]
    ended_on = held["outcome_on"].where(held["outcome"].isin(["withdrawn", "let_go"]))
    wait_end = held["first"].fillna(ended_on).fillna(now)
    days = (wait_end - held["held_on"]).dt.days.clip(lower=0)
    sizes = held.assign(days=days, answered=held["first"].notna()).groupby(["days", "answered"]).size()
    by_key: dict[Any, Any] = sizes.to_dict()
    return {(int(day), bool(answered)): int(count) for (day, answered), count in by_key.items()}


def _arms(interviews: pd.DataFrame, frames: Frames, touches: pd.DataFrame) -> list[list[int]]:
    mature = interviews[interviews["mature"]].set_index("interview_id")
    answers = frames["answers"]
    time_frame_answers = answers[(answers["item"] == "asked_time_frame") & (answers["person_id"] == "")]
    habits = {
        "asked": time_frame_answers.set_index("interview_id")["answer"].replace("skipped", None).dropna()
        == "yes",
        "thanked": _thanked(interviews, frames["interviewers"], touches),
        "linkedin": mature.index.to_series().isin(_sent_to(touches, "linkedin_request")),
        "note": mature.index.to_series().isin(_sent_to(touches, "thank_you_note")),
        "in_person": mature["format"][mature["format"] != ""] == "in_person",
    }
    counts_of_arms = []
    for habit in habits.values():
        interviews_with_habit = mature[["mature_responded"]].join(habit.rename("yes"), how="inner")
        sums = interviews_with_habit.groupby("yes")["mature_responded"].agg(["size", "sum"])
        counts_of_arms.append(
            [int(sums[column].get(yes, 0)) for yes in (True, False) for column in ("size", "sum")]
        )
    return counts_of_arms


def _sent_to(touches: pd.DataFrame, kind: str) -> "pd.Series[str]":
    return touches.loc[touches["kind"] == kind, "interview_id"]


def _thanked(
    interviews: pd.DataFrame, interviewers: pd.DataFrame, touches: pd.DataFrame
) -> "pd.Series[bool]":
    people_to_thank = interviewers.loc[
        interviewers["part"].isin(["interviewer", "hiring_manager"]), ["interview_id", "person_id"]
    ]
    thank_yous = touches[touches["kind"] == "thank_you_email"].merge(interviews[["interview_id", "held_on"]])
    timely_thank_yous = thank_yous[thank_yous["sent"] <= thank_yous["held_on"] + pd.Timedelta(days=1)]
    pairs = timely_thank_yous[["interview_id", "person_id"]].drop_duplicates().assign(thanked=True)
    people_with_thanks = people_to_thank.merge(pairs, how="left")
    return people_with_thanks["thanked"].notna().groupby(people_with_thanks["interview_id"]).all()


def _habits(answers: pd.DataFrame, interviews: pd.DataFrame) -> dict[str, list[int]]:
    held = answers["interview_id"].isin(interviews.loc[interviews["held"], "interview_id"])
    yes_or_no = answers[held & answers["answer"].isin(["yes", "no"])]
    sums = (yes_or_no["answer"] == "yes").groupby(yes_or_no["item"]).agg(["size", "sum"])
    return {str(item): [int(count) for count in row] for item, row in sums.iterrows()}
