"""Hypothesis strategies for whole workspaces, as text tables, with a day and a playbook's numbers.

Days lie close to one base day, and half of them on the same few, so that touchpoints,
answers, decision dates and today keep meeting each other; the base day itself may be anywhere.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from hypothesis import strategies as st

from followup_core.cadence import Step, steps
from followup_core.models import Records
from followup_core.playbook import CadenceNumbers

from .text_tables import Row, Tables, records_of

COUNTRIES = ("", "US", "DE", "GB", "JP", "IN", "IL", "EG", "IR", "XX")
_FEW_DAYS = (0, 7, 14)
_ORGANIZATIONS = ("Acme Robotics", "ACME  Robotics", "Borealis")
_ROLES = ("", "Analyst", " analyst")
_PEOPLE = ("ann", "ben", "cho", "dee")
_PARTS = ("interviewer", "hiring_manager", "recruiter", "coordinator")
_KINDS = (
    *("thank_you_email", "thank_you_note", "linkedin_request", "status_email", "status_email"),
    *("status_email", "voicemail", "voicemail", "keep_in_touch", "question", "heard_from_employer"),
    *("heard_from_employer", "reply"),
)
_RESPONSES = (*[""] * 3, "reply", "reply", "reply", "out_of_office", "bounced")
_OUTCOMES = (*[""] * 8, "next_round", "offer", "rejected", "withdrawn", "let_go")
_ITEMS = ("may_contact",)
_PERSON_ITEMS = (
    *["agreed_linkedin"] * 5,
    *("skip_thank_you_email", "skip_thank_you_note", "skip_linkedin_request"),
)


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """Tables, the day they are looked at, and the numbers of the playbook in force."""

    tables: Tables
    today: date
    numbers: CadenceNumbers

    @cached_property
    def records(self) -> Records:
        """The tables, read; nothing is wrong in them."""
        return records_of(self.tables)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """What the cadence says."""
        return steps(self.records, self.numbers, self.today)

    def with_table(self, name: str, rows: list[Row]) -> "Workspace":
        """Return the same workspace with one table replaced."""
        return replace(self, tables={**self.tables, name: rows})

    def named_numbers(self) -> dict[str, int]:
        """The numbers by name, as plain as the oracle wants them."""
        return asdict(self.numbers)


def _days(shortest: int, longest: int, **bounds: int) -> st.SearchStrategy[int]:
    return st.integers(min_value=bounds.get("least", shortest), max_value=longest)


@st.composite
def all_numbers(draw: st.DrawFn) -> CadenceNumbers:
    """Return the shipped numbers, or any others a playbook may hold."""
    if draw(st.booleans()):
        return CadenceNumbers()
    return CadenceNumbers(
        thank_you_due_days=draw(_days(0, 5)),
        thank_you_email_gone_days=draw(_days(0, 60)),
        thank_you_note_gone_days=draw(_days(0, 30)),
        linkedin_gone_days=draw(_days(0, 60)),
        after_decision_business_days=draw(_days(1, 6)),
        no_date_business_days=draw(_days(1, 20)),
        gap_days=draw(_days(1, 21)),
        grace_business_days=draw(_days(0, 6)),
        stale_days=draw(_days(0, 60)),
        keep_in_touch_days=draw(_days(1, 200)),
        keep_in_touch_window_days=draw(_days(0, 30)),
        max_asks=draw(_days(2, 5)),
    )


BASE_DAYS = st.dates(min_value=date(1971, 1, 1), max_value=date(2198, 12, 31)) | st.dates(
    min_value=date(2025, 1, 1), max_value=date(2027, 12, 31)
)


@st.composite
def workspaces(draw: st.DrawFn, *, only_open: bool = False) -> Workspace:
    """Return a workspace in which every table may hold anything a person may have stored.

    With `only_open`, it has one interview with an open chain, where most of the rules meet.
    """
    base = draw(BASE_DAYS)

    def on(shortest: int, longest: int) -> str:
        any_day = st.integers(shortest, longest)
        return (base + timedelta(days=draw(st.sampled_from(_FEW_DAYS) | any_day))).isoformat()

    count = 1 if only_open else draw(st.sampled_from((1, 1, 2, 2, 3, 4)))
    interviews = [_interview(draw, on, f"i{place}") for place in range(count)]
    if only_open:
        interviews[0].update(still_interested="yes", outcome="", outcome_on="")
    ids = [row["interview_id"] for row in interviews]
    tables: Tables = {
        "interviews": interviews,
        "people": [
            {
                "person_id": key,
                "name": key.title(),
                "organization": draw(
                    st.sampled_from(
                        ("", *_ORGANIZATIONS, *(f"{name} GmbH" for name in _ORGANIZATIONS), "Talent Agency")
                    )
                ),
            }
            for key in _PEOPLE
        ],
        "interviewers": _interviewers(draw, ids),
        "answers": _answers(draw, ids),
        "touchpoints": [_touchpoint(draw, on, f"t{place}", ids) for place in range(draw(st.integers(0, 7)))],
        "settings": _settings(draw),
    }
    today = base + timedelta(days=draw(st.integers(0, 30) | st.integers(10, 60) | st.integers(-15, 160)))
    return Workspace(tables=tables, today=today, numbers=draw(all_numbers()))


def _interview(draw: st.DrawFn, on: Callable[[int, int], str], interview_id: str) -> Row:
    outcome = draw(st.sampled_from(_OUTCOMES))
    return {
        "interview_id": interview_id,
        "organization": draw(st.sampled_from(_ORGANIZATIONS)),
        "role": draw(st.sampled_from(_ROLES)),
        "round": draw(st.sampled_from(("", "1", "1", "2", "3"))),
        "held_at": on(-10, 10) + draw(st.sampled_from(("T00:00", "T10:30", "T23:59"))),
        "timezone": draw(st.sampled_from(("", "Asia/Tokyo"))),
        "format": draw(st.sampled_from(("", "video"))),
        "decision_by": on(-20, 60) if draw(st.booleans()) else "",
        "still_interested": draw(st.sampled_from(("", "no", "yes", "yes"))),
        "outcome": outcome,
        "outcome_on": on(-20, 80) if outcome and draw(st.booleans()) else "",
    }


def _interviewers(draw: st.DrawFn, ids: list[str]) -> list[Row]:
    pairs = st.tuples(st.sampled_from(ids), st.sampled_from(_PEOPLE))
    chosen = draw(st.lists(pairs, min_size=draw(st.integers(0, 4)), max_size=6))
    return [
        {"interview_id": one, "person_id": person, "part": draw(st.sampled_from(_PARTS))}
        for one, person in dict.fromkeys(chosen)
    ]


def _answers(draw: st.DrawFn, ids: list[str]) -> list[Row]:
    about_all = st.tuples(st.sampled_from(ids), st.just(""), st.sampled_from(_ITEMS))
    about_one = st.tuples(st.sampled_from(ids), st.sampled_from(_PEOPLE), st.sampled_from(_PERSON_ITEMS))
    given = st.sampled_from(("yes", "yes", "no", "skipped"))
    chosen = draw(st.lists(about_all | about_one, min_size=draw(st.integers(0, 6)), max_size=9))
    return [
        {"interview_id": one, "person_id": person, "item": item, "answer": draw(given)}
        for one, person, item in dict.fromkeys(chosen)
    ]


def _touchpoint(draw: st.DrawFn, on: Callable[[int, int], str], touchpoint_id: str, ids: list[str]) -> Row:
    response = draw(st.sampled_from(_RESPONSES))
    return {
        "touchpoint_id": touchpoint_id,
        "interview_id": draw(st.sampled_from(ids)),
        "person_id": draw(st.sampled_from(("", *_PEOPLE))),
        "kind": draw(st.sampled_from(_KINDS)),
        "sent_on": on(-5, 45),
        "responded_on": on(-5, 60) if response and draw(st.booleans()) else "",
        "response": response,
    }


def _settings(draw: st.DrawFn) -> list[Row]:
    choices = {
        "country": st.sampled_from(COUNTRIES),
        "readable_handwriting": st.sampled_from(("yes", "yes", "no", "")),
        "second_chase": st.sampled_from(("", "voicemail", "email")),
    }
    return [{"key": key, "value": draw(values)} for key, values in choices.items() if draw(st.booleans())]
