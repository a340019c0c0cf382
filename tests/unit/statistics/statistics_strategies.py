"""Workspaces for counting, as text tables with a day: small ones that shrink, and large ones by a seed.

Days lie on and around the edges at which something begins to count. Anything a
person may have stored is there: replies before sending, outcomes without a day
or after today, messages to come, bounced ones, people met twice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st

from tests.unit.cadence.text_tables import Row, Tables

from .statistics_json import counted

_Any = TypeVar("_Any")
Choose = Callable[[Sequence[Any]], Any]
"""Picks one of several: by Hypothesis, or by a seed."""

_AGO = (-20, -3, -1, 0, 1, 2, 10, 13, 14, 15, 20, 26, 27, 28, 29, 30, 35, 41, 42, 43, 56, 60, 90, 200, 400)
"""How many days before today an interview was held; after today where it is below zero."""

_SENT = (-3, 0, 0, 1, 1, 2, 5, 7, 13, 14, 15, 27, 28, 29, 40)
_REPLY_AFTER = (-5, -1, 0, 1, 3, 7, 13, 14, 15, 20, 30)
_ENDED_AFTER = (-8, -1, 0, 1, 5, 14, 27, 28, 29, 45, 90)
_PEOPLE = ("ann", "ben", "cho")
_PARTS = ("interviewer", "interviewer", "hiring_manager", "hiring_manager", "recruiter", "coordinator")
_KINDS = (
    *("thank_you_email", "thank_you_email", "thank_you_email", "thank_you_note", "linkedin_request"),
    *("status_email", "voicemail", "keep_in_touch", "question", "reply", "heard_from_employer"),
)
_RESPONSES = ("", "", "reply", "reply", "reply", "out_of_office", "bounced")
_OUTCOMES = ("", "", "", "", "next_round", "offer", "rejected", "withdrawn", "let_go")
_WHOLE = ("asked_next_steps", "asked_time_frame", "asked_time_frame", "may_contact", "own_item")
_PERSONAL = ("business_card", "business_card", "asked_linkedin", "agreed_linkedin", "asked_time_frame")
_ANSWER_VALUES = ("yes", "yes", "no", "no", "skipped")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """Tables, and the day they are looked at."""

    tables: Tables
    today: date

    @property
    def counted(self) -> dict[str, Any]:
        """The figures, as JSON."""
        return counted(self.tables, self.today)

    def with_table(self, name: str, rows: list[Row]) -> "Workspace":
        """Return the same workspace with one table replaced."""
        return replace(self, tables={**self.tables, name: rows})

    def later(self, days: int) -> "Workspace":
        """Return the same workspace, looked at so many days later."""
        return replace(self, today=self.today + timedelta(days=days))


@st.composite
def workspaces(draw: st.DrawFn) -> Workspace:
    """Return a workspace of up to six interviews that can be made smaller where it shows a fault."""
    today = draw(st.dates(min_value=date(1972, 6, 1), max_value=date(2198, 1, 1)))
    return workspace(lambda options: draw(st.sampled_from(options)), draw(st.integers(0, 6)), today)


large_workspaces = st.integers(0, 10**9).map(lambda seed: workspace_of_seed(seed))
"""Workspaces of 10 to 80 interviews, so that the arms of comparisons have enough of them."""

any_workspace = workspaces() | large_workspaces


def workspace_of_seed(seed: int) -> Workspace:
    """Return the workspace that a number stands for."""
    random = Random(seed)
    today = date(2026, 1, 1) + timedelta(days=random.randrange(400))
    return workspace(random.choice, random.choice((10, 20, 40, 80)), today)


def workspace(choose: Choose, size: int, today: date) -> Workspace:
    """Make a workspace of `size` interviews from one choice after the other."""
    tables: Tables = {
        "interviews": [],
        "people": [{"person_id": key, "name": key.title()} for key in _PEOPLE],
        "interviewers": [],
        "answers": [],
        "touchpoints": [],
    }
    for number in range(size):
        held = today - timedelta(days=choose(_AGO))
        key = f"i{number}"
        tables["interviews"].append(_interview(choose, key, held))
        for person in [person for person in _PEOPLE if choose((True, False))]:
            part = choose(_PARTS)
            tables["interviewers"].append({"interview_id": key, "person_id": person, "part": part})
        tables["answers"] += _answers(choose, key)
        for _ in range(choose((0, 1, 1, 2, 3, 4))):
            tables["touchpoints"].append(_touch(choose, key, held, len(tables["touchpoints"])))
    return Workspace(tables=tables, today=today)


def _interview(choose: Choose, key: str, held: date) -> Row:
    outcome = choose(_OUTCOMES)
    dated = outcome and choose((True, True, False))
    return {
        "interview_id": key,
        "organization": choose(("Acme", "ACME ", "Borealis")),
        "role": choose(("", "Analyst")),
        "round": choose(("", "1", "2")),
        "held_at": f"{held}T{choose(('00:00', '10:30', '23:59'))}",
        "format": choose(("", "in_person", "in_person", "video", "phone")),
        "outcome": outcome,
        "outcome_on": _after(held, choose(_ENDED_AFTER)) if dated else "",
    }


def _answers(choose: Choose, key: str) -> list[Row]:
    whole = [("", item) for item in dict.fromkeys(_WHOLE) if choose((True, True, False))]
    about = [
        (person, item) for person in _PEOPLE for item in dict.fromkeys(_PERSONAL) if choose((True, False))
    ]
    return [
        {"interview_id": key, "person_id": person, "item": item, "answer": choose(_ANSWER_VALUES)}
        for person, item in whole + about
    ]


def _touch(choose: Choose, key: str, held: date, number: int) -> Row:
    sent = held + timedelta(days=choose(_SENT))
    response = choose(_RESPONSES)
    dated = response and choose((True, True, True, False))
    return {
        "touchpoint_id": f"t{number}",
        "interview_id": key,
        "person_id": choose(("", *_PEOPLE)),
        "kind": choose(_KINDS),
        "sent_on": sent.isoformat(),
        "responded_on": _after(sent, choose(_REPLY_AFTER)) if dated else "",
        "response": response,
    }


def _after(start: date, days: int) -> str:
    return (start + timedelta(days=days)).isoformat()
