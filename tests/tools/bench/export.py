"""Writes plain tables, as a career center exports them, with the same interviews every time."""

import csv
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from random import Random

from followup_core.models import SCHEMA

from .bench_workspace import TODAY

_KINDS = ("thank_you_email", "status_email", "voicemail")
_ITEMS = ("asked_next_steps", "asked_time_frame", "may_contact")
_OUTCOMES = ("", "", "next_round", "rejected", "withdrawn")


def export(folder: Path, interviews: int) -> Path:
    """Write the tables of `interviews` interviews, with four answers and three messages each."""
    folder.mkdir(parents=True, exist_ok=True)
    random = Random(7)
    with ExitStack() as stack:
        tables = {name: _table(stack, folder, name) for name in SCHEMA}
        for number in range(interviews):
            _write_interview(tables, random, number, interviews)
        tables["settings"].writerow({"key": "name", "value": "Center"})
    return folder


def _table(stack: ExitStack, folder: Path, name: str) -> "csv.DictWriter[str]":
    file = stack.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
    columns = SCHEMA[name].columns
    writer = csv.DictWriter(file, columns, restval="", quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writeheader()
    return writer


def _write_interview(
    tables: dict[str, "csv.DictWriter[str]"], random: Random, number: int, interview_count: int
) -> None:
    held_on = TODAY - timedelta(days=random.randrange(900))
    interview_id, person_id = f"i-{number:06}", f"p-{number:06}"
    outcome = random.choice(_OUTCOMES)
    tables["interviews"].writerow(
        {
            "interview_id": interview_id,
            "organization": f"Organization {random.randrange(interview_count // 3 + 1)}",
            "role": "Data analyst",
            "round": random.choice("112"),
            "held_at": f"{held_on}T10:00",
            "timezone": "America/New_York",
            "format": random.choice(("video", "in_person", "phone", "")),
            "outcome": outcome,
            "outcome_on": str(held_on + timedelta(days=random.randrange(1, 60))) if outcome else "",
            "notes": "Third floor, the room with the whiteboard wall.",
            "created_at": f"{held_on}T12:00:00Z",
        }
    )
    tables["people"].writerow({"person_id": person_id, "name": f"Dana Ruiz {number}"})
    interviewer = {"interview_id": interview_id, "person_id": person_id, "part": "hiring_manager"}
    tables["interviewers"].writerow({**interviewer, "discussed": "the new calendar"})
    for item in _ITEMS:
        answer = {
            "interview_id": interview_id,
            "item": item,
            "answer": random.choice(("yes", "no", "skipped")),
        }
        tables["answers"].writerow({**answer, "answered_at": f"{held_on}T18:00:00Z"})
    card_answer = {"interview_id": interview_id, "person_id": person_id, "item": "business_card"}
    tables["answers"].writerow({**card_answer, "answer": random.choice(("yes", "no"))})
    for index, kind in enumerate(_KINDS):
        sent_on = held_on + timedelta(days=1 + 8 * index)
        tables["touchpoints"].writerow(
            {
                "touchpoint_id": f"t-{number:06}-{index}",
                "interview_id": interview_id,
                "person_id": person_id,
                "kind": kind,
                "sent_on": sent_on.isoformat(),
                **_response_cells(random, sent_on),
            }
        )


def _response_cells(random: Random, sent_on: date) -> dict[str, str]:
    if random.random() >= 0.4:
        return {}
    return {"responded_on": str(sent_on + timedelta(days=random.randrange(25))), "response": "reply"}
