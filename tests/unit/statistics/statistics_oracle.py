"""Independent statistics, written from the specification alone and as plainly as possible.

It works on the text tables and shares no code with the program: no parsing, no
libraries of numbers, no words of the core. Slow, literal, and there to disagree.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import NormalDist
from typing import Any

Row = Mapping[str, str]
Tables = Mapping[str, Sequence[Row]]

KINDS = (
    "thank_you_email",
    "thank_you_note",
    "linkedin_request",
    "status_email",
    "voicemail",
    "keep_in_touch",
    "question",
)
"""The kinds that are sent, in the order of section 4."""

ITEMS = (
    "asked_next_steps",
    "asked_time_frame",
    "may_contact",
    "business_card",
    "asked_linkedin",
    "agreed_linkedin",
)
"""The checklist items of section 4, in its order."""

Z = NormalDist().inv_cdf(0.975)


def day(text: str) -> date:
    return date.fromisoformat(text[:10])


@dataclass
class StatisticsOracle:
    """One workspace on one day."""

    tables: Tables
    today: date

    def figures(self) -> dict[str, Any]:
        """Everything, as `stats --json` prints it."""
        return {
            "touchpoints": [self.touchpoint(kind) for kind in KINDS if self.sent_of(kind)],
            "interviews": self.interviews(),
            "time_to_response": self.time_to_response(),
            "comparisons": self.comparisons(),
            "habits": [self.habit(item) for item in ITEMS],
        }

    # --- what counts ----------------------------------------------------------------------------

    def held(self) -> list[Row]:
        return [row for row in self.tables["interviews"] if day(row["held_at"]) <= self.today]

    def touches(self) -> list[Row]:
        """Everything sent by today; bounced touchpoints are left out everywhere."""
        return [
            row
            for row in self.tables["touchpoints"]
            if day(row["sent_on"]) <= self.today and row["response"] != "bounced"
        ]

    def touches_of(self, interview: Row) -> list[Row]:
        return [row for row in self.touches() if row["interview_id"] == interview["interview_id"]]

    def answers_of(self, interview: Row) -> list[Row]:
        return [row for row in self.tables["answers"] if row["interview_id"] == interview["interview_id"]]

    def response_on(self, touch: Row) -> date | None:
        """The day of the response that a touchpoint carries, if it came by today."""
        if touch["kind"] == "heard_from_employer":
            return day(touch["sent_on"])
        if touch["response"] != "reply" or touch["responded_on"] == "":
            return None
        return day(touch["responded_on"]) if day(touch["responded_on"]) <= self.today else None

    def outcome(self, interview: Row) -> str:
        """The outcome as it is known today: one without a day is known."""
        if interview["outcome_on"] != "" and day(interview["outcome_on"]) > self.today:
            return ""
        return interview["outcome"]

    # --- messages -------------------------------------------------------------------------------

    def sent_of(self, kind: str) -> list[Row]:
        return [touch for touch in self.touches() if touch["kind"] == kind]

    def touchpoint(self, kind: str) -> dict[str, Any]:
        sent = self.sent_of(kind)
        pending = [touch for touch in sent if day(touch["sent_on"]) > self.today - timedelta(days=14)]
        mature = [touch for touch in sent if touch not in pending]
        replied = 0
        for touch in mature:
            reply = self.response_on(touch)
            if reply is not None and reply <= day(touch["sent_on"]) + timedelta(days=14):
                replied += 1
        counts = {"sent": len(sent), "pending": len(pending), "mature": len(mature), "replied": replied}
        return {"kind": kind, **counts, **rate(replied, len(mature))}

    # --- interviews -----------------------------------------------------------------------------

    def first_response(self, interview: Row) -> date | None:
        days = [self.response_on(touch) for touch in self.touches_of(interview)]
        if self.outcome(interview) in ("next_round", "offer", "rejected") and interview["outcome_on"] != "":
            days.append(day(interview["outcome_on"]))
        return min((response_day for response_day in days if response_day is not None), default=None)

    def counting(self) -> list[Row]:
        """The mature interviews."""
        return [
            interview
            for interview in self.held()
            if self.outcome(interview) != "withdrawn"
            and day(interview["held_at"]) <= self.today - timedelta(days=28)
        ]

    def responded(self, interview: Row) -> bool:
        first = self.first_response(interview)
        return first is not None and first <= day(interview["held_at"]) + timedelta(days=28)

    def interviews(self) -> dict[str, Any]:
        held = self.held()
        withdrawn = [interview for interview in held if self.outcome(interview) == "withdrawn"]
        mature = self.counting()
        responded = [interview for interview in mature if self.responded(interview)]
        return {
            "held": len(held),
            "withdrawn": len(withdrawn),
            "pending": len(held) - len(withdrawn) - len(mature),
            "mature": len(mature),
            "responded": len(responded),
            **rate(len(responded), len(mature)),
        }

    # --- time to response -----------------------------------------------------------------------

    def time_to_response(self) -> dict[str, Any]:
        waits: list[tuple[int, bool]] = []
        for interview in self.held():
            held, first = day(interview["held_at"]), self.first_response(interview)
            end = self.today if first is None else first
            left = self.outcome(interview) in ("withdrawn", "let_go") and interview["outcome_on"] != ""
            if first is None and left:
                end = day(interview["outcome_on"])
            waits.append((max(0, (end - held).days), first is not None))
        curve = kaplan_meier(waits)
        reached = [point["day"] for point in curve if point["survival"] <= 0.5 + 1e-9]
        return {
            "n": len(waits),
            "events": len([1 for _, answered in waits if answered]),
            "median": reached[0] if reached else None,
            "curve": curve,
        }

    # --- comparisons and habits -----------------------------------------------------------------

    def comparisons(self) -> list[dict[str, Any]]:
        factors = {
            "asked_time_frame": self.asked_time_frame,
            "thanked_everyone_within_a_day": self.thanked_everyone,
            "linkedin_request": lambda interview: self.any_sent(interview, "linkedin_request"),
            "thank_you_note": lambda interview: self.any_sent(interview, "thank_you_note"),
            "in_person": self.in_person,
        }
        comparisons = []
        for name, side_of in factors.items():
            arms = {}
            for label in ("yes", "no"):
                here = [interview for interview in self.counting() if side_of(interview) == label]
                arms[label] = (len([1 for interview in here if self.responded(interview)]), len(here))
            comparisons.append({"factor": name, **compared(arms["yes"], arms["no"])})
        return comparisons

    def asked_time_frame(self, interview: Row) -> str:
        for row in self.answers_of(interview):
            if row["item"] == "asked_time_frame" and row["person_id"] == "":
                return row["answer"]
        return "absent"

    def thanked_everyone(self, interview: Row) -> str:
        limit = day(interview["held_at"]) + timedelta(days=1)
        in_time = {
            touch["person_id"]
            for touch in self.touches_of(interview)
            if touch["kind"] == "thank_you_email" and day(touch["sent_on"]) <= limit
        }
        people = [
            row["person_id"]
            for row in self.tables["interviewers"]
            if row["interview_id"] == interview["interview_id"]
            and row["part"] in ("interviewer", "hiring_manager")
        ]
        if not people:
            return "nobody to thank"
        return "yes" if all(person in in_time for person in people) else "no"

    def any_sent(self, interview: Row, kind: str) -> str:
        return "yes" if [t for t in self.touches_of(interview) if t["kind"] == kind] else "no"

    def in_person(self, interview: Row) -> str:
        if interview["format"] == "":
            return "not given"
        return "yes" if interview["format"] == "in_person" else "no"

    def habit(self, item: str) -> dict[str, Any]:
        answers = [
            row["answer"]
            for interview in self.held()
            for row in self.answers_of(interview)
            if row["item"] == item and row["answer"] in ("yes", "no")
        ]
        yes = answers.count("yes")
        return {"item": item, "asked": len(answers), "yes": yes, **rate(yes, len(answers))}


# --- numbers ----------------------------------------------------------------------------------------


def wilson(k: int, n: int) -> tuple[float, float]:
    """The roots p of (k/n - p)^2 = z^2 p (1 - p) / n."""
    middle = (k + Z * Z / 2) / (n + Z * Z)
    half = Z * math.sqrt(k * (n - k) / n + Z * Z / 4) / (n + Z * Z)
    return middle - half, middle + half


def rate(k: int, n: int) -> dict[str, float | None]:
    if n == 0:
        return {"rate": None, "low": None, "high": None}
    low, high = wilson(k, n)
    return {"rate": k / n, "low": low, "high": high}


def compared(yes: tuple[int, int], no: tuple[int, int]) -> dict[str, Any]:
    (k1, n1), (k2, n2) = yes, no
    arms = {"a": {"label": "yes", "n": n1, "k": k1}, "b": {"label": "no", "n": n2, "k": k2}}
    if n1 < 5 or n2 < 5:
        return {**arms, "difference": None, "low": None, "high": None, "p": None}
    (low1, high1), (low2, high2) = wilson(k1, n1), wilson(k2, n2)
    p1, p2 = k1 / n1, k2 / n2
    low = p1 - p2 - math.sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2)
    high = p1 - p2 + math.sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2)
    return {**arms, "difference": p1 - p2, "low": low, "high": high, "p": fisher(k1, n1, k2, n2)}


def fisher(k1: int, n1: int, k2: int, n2: int) -> float:
    """All tables with these margins that are no more likely than this one."""
    together = k1 + k2
    ways = [
        math.comb(n1, k) * math.comb(n2, together - k)
        for k in range(together + 1)
        if k <= n1 and together - k <= n2
    ]
    here = math.comb(n1, k1) * math.comb(n2, k2)
    return sum(count for count in ways if count <= here) / sum(ways)


def kaplan_meier(waits: Sequence[tuple[int, bool]]) -> list[dict[str, Any]]:
    """The curve, and its log-log bounds from Greenwood's sum, wherever both are to be had."""
    if not waits:
        return []
    start: dict[str, Any] = {"day": 0, "survival": 1.0, "low": None, "high": None}
    curve, share, greenwood = [start], 1.0, 0.0
    for time in sorted({days for days, _ in waits}):
        at_risk = len([1 for days, _ in waits if days >= time])
        events = len([1 for days, answered in waits if days == time and answered])
        share *= (at_risk - events) / at_risk
        if events < at_risk:
            greenwood += events / (at_risk * (at_risk - events))
        if time == 0 and events == 0:
            continue  # that is the start itself
        point = {"day": time, "survival": share, "low": None, "high": None}
        if 0 < share < 1:
            spread = Z * math.sqrt(greenwood) / math.log(share)
            point["low"], point["high"] = share ** math.exp(-spread), share ** math.exp(spread)
        curve.append(point)
    return curve
