"""What candidates did and heard in the weeks after an interview, as tables: obedient ones and others."""

from dataclasses import replace
from datetime import date, timedelta

from followup_core.playbook import CadenceNumbers, load_playbook
from followup_core.services.workspace import WorkspaceView
from followup_core.services.workspace_registry import PLAYBOOK_DIR
from tests.unit.cadence.text_tables import (
    MONDAY,
    Row,
    Tables,
    answer,
    interview,
    met,
    person,
    records_of,
    setting,
    snapshot_of,
    touch,
)

DAYS = tuple(MONDAY + timedelta(days=count) for count in range(50))
"""Seven weeks from the day of the interview, long enough to be told to let go."""

_PLAYBOOK = load_playbook(PLAYBOOK_DIR)
_DANA = (met("dana", "hiring_manager"),)
_THANKED = touch("thank_you_email", "2026-11-02", "dana")
_NOBODY: tuple[Row, ...] = ()


def _history(*touchpoints: Row, people: tuple[Row, ...] = _DANA, **cells: str) -> Tables:
    return {
        "interviews": [interview(**cells)],
        "people": [
            person("dana"),
            person("kim"),
            person("lee", organization="Talent Bridge"),
        ],
        "interviewers": list(people),
        "answers": [],
        "touchpoints": list(touchpoints),
        "settings": [],
    }


def _email(sent_on: str, person_id: str = "dana", **cells: str) -> Row:
    return touch("status_email", sent_on, person_id, **cells)


def _heard(on: str) -> Row:
    return touch("heard_from_employer", on, "dana")


DECISION = "2026-11-16"
"""The Monday by which they would decide, where they said so."""

HISTORIES: dict[str, Tables] = {
    "never thanked, no names, no date": _history(people=_NOBODY),
    "never thanked, a date": _history(decision_by=DECISION),
    "never thanked, a date that has passed": _history(decision_by="2026-11-02"),
    "thanked late, on the day to ask": _history(
        touch("thank_you_email", "2026-11-17", "dana"), decision_by=DECISION
    ),
    "thanked, no date": _history(_THANKED),
    "thanked, a date": _history(_THANKED, decision_by=DECISION),
    "asked once on the day": _history(_THANKED, _email("2026-11-17"), decision_by=DECISION),
    "asked twice as advised": _history(
        _THANKED, _email("2026-11-17"), touch("voicemail", "2026-11-24", "dana"), decision_by=DECISION
    ),
    "asked before the date": _history(_THANKED, _email("2026-11-13"), decision_by=DECISION),
    "asked twice before the date": _history(
        _THANKED, _email("2026-11-05"), touch("voicemail", "2026-11-13", "dana"), decision_by=DECISION
    ),
    "wrote twice on two days": _history(_THANKED, _email("2026-11-09"), _email("2026-11-10")),
    "asked other questions, then once for news": _history(
        _THANKED,
        touch("question", "2026-11-02", "dana"),
        touch("question", "2026-11-03"),
        _email("2026-11-09"),
    ),
    "emailed, then texted": _history(_THANKED, _email("2026-11-09"), touch("question", "2026-11-11", "dana")),
    "emailed, then texted, before the date": _history(
        _THANKED, _email("2026-11-05"), touch("question", "2026-11-09", "dana"), decision_by=DECISION
    ),
    "called first": _history(_THANKED, touch("voicemail", "2026-11-09", "dana")),
    "kindly put off, without a day": _history(_THANKED, _heard("2026-11-04")),
    "asked, and got a second date": _history(
        _THANKED,
        _email("2026-11-09", responded_on="2026-11-10", response="reply"),
        decision_by="2026-11-17",
    ),
    "asked, and got a date within the week": _history(
        _THANKED,
        _email("2026-11-10", responded_on="2026-11-11", response="reply"),
        decision_by="2026-11-13",
    ),
    "put off three times": _history(
        _THANKED,
        _email("2026-11-06", responded_on="2026-11-07", response="reply"),
        _email("2026-11-12", responded_on="2026-11-13", response="reply"),
        _email("2026-11-18", responded_on="2026-11-19", response="reply"),
    ),
    "only a recruiter of an agency": _history(people=(met("lee", "recruiter"),)),
    "a recruiter in between": _history(_THANKED, people=(*_DANA, met("lee", "recruiter"))),
    "an out-of-office answer": _history(
        _THANKED, _email("2026-11-10", response="out_of_office"), decision_by="2026-11-09"
    ),
    "the email came back": _history(_THANKED, _email("2026-11-10", response="bounced")),
    "the job isn't wanted any more": _history(_THANKED, still_interested="no"),
    "told to wait for a written offer": {
        **_history(_THANKED, _heard("2026-11-05"), decision_by="2026-11-16"),
        "answers": [answer("date_occasion", "yes") | {"detail": "spoken_yes 2026-11-16"}],
    },
    "said no, and still unanswered": _history(
        _THANKED, outcome="rejected", outcome_on="2026-11-10", still_interested="yes"
    ),
    "said no, and answered": _history(
        _THANKED,
        touch("reply", "2026-11-11", "dana"),
        outcome="rejected",
        outcome_on="2026-11-10",
        still_interested="yes",
    ),
    "Thanksgiving in the United States": {
        **_history(_THANKED, decision_by="2026-11-25"),
        "settings": [setting("country", "US")],
    },
}
"""Histories by name; each is looked at on every day of DAYS, with only what had happened by then."""


def view_of(history: str, today: date) -> WorkspaceView:
    """Return a history as the candidate saw it on a day: nothing later is known yet."""
    return view_of_tables(_known_by(today, HISTORIES[history]), today)


def view_of_tables(tables: Tables, today: date, numbers: CadenceNumbers = _PLAYBOOK.numbers) -> WorkspaceView:
    """Return tables as the candidate sees them on a day, by the shipped playbook with these numbers."""
    return WorkspaceView(
        snapshot=snapshot_of(tables),
        today=today,
        records=records_of(tables),
        playbook=replace(_PLAYBOOK, numbers=numbers),
        playbook_fault=None,
    )


def _known_by(today: date, tables: Tables) -> Tables:
    day = today.isoformat()
    touchpoints = [
        row if row.get("responded_on", "") <= day else row | {"responded_on": "", "response": ""}
        for row in tables["touchpoints"]
        if row["sent_on"] <= day
    ]
    interviews = [
        row if row.get("outcome_on", "") <= day else row | {"outcome": "", "outcome_on": ""}
        for row in tables["interviews"]
    ]
    return {**tables, "touchpoints": touchpoints, "interviews": interviews}
