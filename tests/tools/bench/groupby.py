"""The counts of the statistics as a person at home in pandas would take them, from text in memory."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

Frames = Mapping[str, pd.DataFrame]
Counts = dict[str, Any]


def counts(frames: Frames, today: date) -> Counts:
    """Return every count behind the figures; no interval, no p and no curve is estimated."""
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
    found = (
        flags[flags["kind"] != "heard_from_employer"].groupby("kind")[["count", "mature", "replied"]].sum()
    )
    return {str(kind): [int(each) for each in row] for kind, row in found.iterrows()}


def _interviews(table: pd.DataFrame, touches: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    window = pd.Timedelta(days=28)
    found = table[["interview_id", "format"]].assign(
        held_on=_day(table["held_at"]), outcome_on=_day(table["outcome_on"])
    )
    known = ~(found["outcome_on"] > now)
    found["outcome"] = table["outcome"].where(known, "")
    found["held"] = found["held_on"] <= now
    told = found["outcome_on"].where(known & found["outcome"].isin(["next_round", "offer", "rejected"]))
    replied = found["interview_id"].map(touches.groupby("interview_id")["answered"].min())
    found["first"] = pd.concat([told, replied], axis=1).min(axis=1)
    found["withdrawn"] = found["held"] & (found["outcome"] == "withdrawn")
    found["mature"] = found["held"] & ~found["withdrawn"] & (found["held_on"] <= now - window)
    found["mature_responded"] = found["mature"] & (found["first"] <= found["held_on"] + window)
    return found


def _waits(found: pd.DataFrame, now: pd.Timestamp) -> dict[tuple[int, bool], int]:
    held = found[found["held"]]
    left = held["outcome_on"].where(held["outcome"].isin(["withdrawn", "let_go"]))
    until = held["first"].fillna(left).fillna(now)
    days = (until - held["held_on"]).dt.days.clip(lower=0)
    sizes = held.assign(days=days, answered=held["first"].notna()).groupby(["days", "answered"]).size()
    by_key: dict[Any, Any] = sizes.to_dict()
    return {(int(day), bool(answered)): int(n) for (day, answered), n in by_key.items()}


def _arms(found: pd.DataFrame, frames: Frames, touches: pd.DataFrame) -> list[list[int]]:
    mature = found[found["mature"]].set_index("interview_id")
    answers = frames["answers"]
    asked = answers[(answers["item"] == "asked_time_frame") & (answers["person_id"] == "")]
    sides = {
        "asked": asked.set_index("interview_id")["answer"].replace("skipped", None).dropna() == "yes",
        "thanked": _thanked(found, frames["interviewers"], touches),
        "linkedin": mature.index.to_series().isin(_sent_to(touches, "linkedin_request")),
        "note": mature.index.to_series().isin(_sent_to(touches, "thank_you_note")),
        "in_person": mature["format"][mature["format"] != ""] == "in_person",
    }
    arms = []
    for side in sides.values():
        both = mature[["mature_responded"]].join(side.rename("yes"), how="inner")
        sums = both.groupby("yes")["mature_responded"].agg(["size", "sum"])
        arms.append([int(sums[column].get(yes, 0)) for yes in (True, False) for column in ("size", "sum")])
    return arms


def _sent_to(touches: pd.DataFrame, kind: str) -> "pd.Series[str]":
    return touches.loc[touches["kind"] == kind, "interview_id"]


def _thanked(found: pd.DataFrame, interviewers: pd.DataFrame, touches: pd.DataFrame) -> "pd.Series[bool]":
    owed = interviewers.loc[
        interviewers["part"].isin(["interviewer", "hiring_manager"]), ["interview_id", "person_id"]
    ]
    emails = touches[touches["kind"] == "thank_you_email"].merge(found[["interview_id", "held_on"]])
    in_time = emails[emails["sent"] <= emails["held_on"] + pd.Timedelta(days=1)]
    pairs = in_time[["interview_id", "person_id"]].drop_duplicates().assign(thanked=True)
    joined = owed.merge(pairs, how="left")
    return joined["thanked"].notna().groupby(joined["interview_id"]).all()


def _habits(answers: pd.DataFrame, found: pd.DataFrame) -> dict[str, list[int]]:
    held = answers["interview_id"].isin(found.loc[found["held"], "interview_id"])
    given = answers[held & answers["answer"].isin(["yes", "no"])]
    sums = (given["answer"] == "yes").groupby(given["item"]).agg(["size", "sum"])
    return {str(item): [int(each) for each in row] for item, row in sums.iterrows()}
