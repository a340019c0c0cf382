"""Calendar files: whole days that two parsers read alike, and no text that breaks out of its field."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
from hypothesis import example, given, settings
from hypothesis import strategies as st

from followup_core.cadence import Step, StepKind, StepState
from followup_core.cadence.step import DateExpected
from followup_core.formats.ical_export import PlannedEvent, planned_ics
from followup_core.models import DateBasis
from followup_core.models.date_text import DayFormat
from tests.unit.row_table import each_row

TODAY = date(2026, 11, 18)
MADE_AT = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)
STEP = Step(
    kind=StepKind.STATUS_EMAIL,
    interview_id="i-1",
    person_id="p-1",
    earliest=date(2026, 11, 20),
    due=date(2026, 11, 24),
    state=StepState.WAITING,
    reason=DateExpected(
        expected_by=date(2026, 11, 19),
        basis=DateBasis.NAMED,
        kind=StepKind.STATUS_EMAIL,
        chases=0,
        earliest=date(2026, 11, 20),
    ),
    because="You should hear by November 19; from November 20 you can send a friendly email.",
    cause="You should hear by November 19.",
    rule="A7",
)
THANKS = PlannedEvent(step=STEP, on=STEP.earliest, title="Email Dana Ruiz for an update, Acme")

Fields = dict[str, str]


def made(*planned: PlannedEvent, sequence: int = 0) -> bytes:
    return planned_ics(planned, day_format=DayFormat(today=TODAY), made_at=MADE_AT, sequence=sequence)


def events(raw: bytes) -> list[Any]:
    """Read the events with the library; what a field holds depends on the field."""
    return list(icalendar.Calendar.from_ical(raw).events)


_LEFT_OUT = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, bidirectional overrides and lone surrogates: no title keeps them."""


def by_hand(raw: bytes) -> list[Fields]:
    """Read the events as RFC 5545 says, with nothing but string operations: unfold, split, unescape."""
    found: list[Fields] = []
    inside: list[str] = []
    for line in raw.decode().replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        if name == "BEGIN":
            inside.append(value)
            found += [{}] if value == "VEVENT" else []
        elif name == "END":
            assert inside.pop() == value
        elif inside and inside[-1] == "VEVENT":
            found[-1][name] = re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)
    assert inside == []
    return found


def test_a_step_is_a_whole_day_with_its_reason_and_a_reminder_at_nine() -> None:
    [event] = events(made(THANKS))
    assert event["summary"] == "Email Dana Ruiz for an update, Acme"
    assert event["description"] == f"{STEP.because}\n\nDue by Tuesday, November 24."
    assert (event.start, event.end) == (date(2026, 11, 20), date(2026, 11, 21))
    assert event["dtstamp"].dt == MADE_AT
    assert (event["sequence"], event["transp"], event["class"]) == (0, "TRANSPARENT", "PRIVATE")
    [alarm] = event.walk("VALARM")
    assert (alarm["action"], alarm["trigger"].dt) == ("DISPLAY", timedelta(hours=9))


@each_row("on", [date(2026, 11, 2), TODAY, date(2026, 11, 19)])
def test_an_event_is_on_the_planned_day(on: date) -> None:
    [event] = events(made(replace(THANKS, on=on)))
    assert event.start == on


@each_row(
    ("kind", "on", "is_said"),
    [
        (StepKind.STATUS_EMAIL, STEP.earliest, True),
        (StepKind.STATUS_EMAIL, STEP.due, False),
        (StepKind.LET_GO, STEP.earliest, False),
    ],
)
def test_until_when_a_step_is_in_time_is_said_where_that_is_later(
    kind: StepKind, on: date, is_said: bool
) -> None:
    [event] = events(made(replace(THANKS, step=replace(STEP, kind=kind), on=on)))
    assert ("Due by Tuesday, November 24." in event["description"]) is is_said


def test_an_event_keeps_its_id_until_interview_person_or_kind_change() -> None:
    [first] = events(made(THANKS))
    later = replace(STEP, earliest=TODAY, due=TODAY, because="Another reason.")
    [moved] = events(made(PlannedEvent(step=later, on=later.earliest, title="Another title"), sequence=3))
    assert (moved["uid"], moved["sequence"]) == (first["uid"], 3)
    others = [
        replace(STEP, interview_id="i-2"),
        replace(STEP, person_id="p-2"),
        replace(STEP, person_id=""),
        replace(STEP, kind=StepKind.VOICEMAIL),
        replace(STEP, interview_id="i-1\x1fp-1", person_id=""),
    ]
    uids = {
        first["uid"],
        *(event["uid"] for each in others for event in events(made(replace(THANKS, step=each)))),
    }
    assert len(uids) == 6
    assert all(uid.endswith("@steps.followup.invalid") for uid in uids)


def test_two_emails_to_one_person_are_two_events_and_the_same_steps_the_same_bytes() -> None:
    later = replace(THANKS, step=replace(STEP, earliest=date(2026, 11, 27)))
    first, second = events(made(THANKS, later))
    assert first["uid"] != second["uid"]
    assert first["uid"] == events(made(THANKS))[0]["uid"]
    assert made(THANKS, later) == made(THANKS, later)
    assert events(made()) == []


@example(title=r"C:\New \\N", because=r"\n\N", ids=("", ""))
@settings(max_examples=30)
@given(title=st.text(max_size=200), because=st.text(max_size=400), ids=st.tuples(st.text(), st.text()))
def test_whatever_the_words_two_parsers_read_one_event_of_short_lines_with_the_same_text(
    title: str, because: str, ids: tuple[str, str]
) -> None:
    step = replace(STEP, because=because, interview_id=ids[0], person_id=ids[1])
    raw = made(PlannedEvent(step=step, on=step.earliest, title=title))
    [event], [fields] = events(raw), by_hand(raw)
    assert fields["SUMMARY"] == str(event["summary"])
    assert fields["DESCRIPTION"] == str(event["description"])
    assert fields["UID"] == str(event["uid"])
    assert event.errors == []
    lines = raw.split(b"\r\n")
    assert lines[-1] == b""
    assert max(len(line) for line in lines) <= 75
    assert not any(re.search(b"[\x00-\x08\x0a-\x1f\x7f]", line) for line in lines)
    kept = [letter for letter in title if not letter.isspace() and not _LEFT_OUT.match(letter)]
    assert [letter for letter in fields["SUMMARY"] if not letter.isspace()] == kept
