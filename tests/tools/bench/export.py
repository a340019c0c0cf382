"""Plain tables such as a career center exports: any number of interviews, the same ones every time."""

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
    """Write the tables of so many interviews, with four answers and three messages each."""
    folder.mkdir(parents=True, exist_ok=True)
    random = Random(7)
    with ExitStack() as stack:
        tables = {name: _table(stack, folder, name) for name in SCHEMA}
        for number in range(interviews):
            _interview(tables, random, number, interviews)
        tables["settings"].writerow({"key": "name", "value": "Center"})
    return folder


def _table(stack: ExitStack, folder: Path, name: str) -> "csv.DictWriter[str]":
    file = stack.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
    columns = SCHEMA[name].columns
    writer = csv.DictWriter(file, columns, restval="", quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writeheader()
    return writer


def _interview(tables: dict[str, "csv.DictWriter[str]"], random: Random, number: int, of: int) -> None:
    held = TODAY - timedelta(days=random.randrange(900))
    interview, person = f"i-{number:06}", f"p-{number:06}"
    outcome = random.choice(_OUTCOMES)
    tables["interviews"].writerow(
        {
            "interview_id": interview,
            "organization": f"Organization {random.randrange(of // 3 + 1)}",
            "role": "Data analyst",
            "round": random.choice("112"),
            "held_at": f"{held}T10:00",
            "timezone": "America/New_York",
            "format": random.choice(("video", "in_person", "phone", "")),
            "outcome": outcome,
            "outcome_on": str(held + timedelta(days=random.randrange(1, 60))) if outcome else "",
            "notes": "Third floor, the room with the whiteboard wall.",
            "created_at": f"{held}T12:00:00Z",
        }
    )
    tables["people"].writerow({"person_id": person, "name": f"Dana Ruiz {number}"})
    met = {"interview_id": interview, "person_id": person, "part": "hiring_manager"}
    tables["interviewers"].writerow({**met, "discussed": "the new calendar"})
    for item in _ITEMS:
        answer = {"interview_id": interview, "item": item, "answer": random.choice(("yes", "no", "skipped"))}
        tables["answers"].writerow({**answer, "answered_at": f"{held}T18:00:00Z"})
    card = {"interview_id": interview, "person_id": person, "item": "business_card"}
    tables["answers"].writerow({**card, "answer": random.choice(("yes", "no"))})
    for place, kind in enumerate(_KINDS):
        sent = held + timedelta(days=1 + 8 * place)
        tables["touchpoints"].writerow(
            {
                "touchpoint_id": f"t-{number:06}-{place}",
                "interview_id": interview,
                "person_id": person,
                "kind": kind,
                "sent_on": sent.isoformat(),
                **_answer(random, sent),
            }
        )


def _answer(random: Random, sent: date) -> dict[str, str]:
    if random.random() >= 0.4:
        return {}
    return {"responded_on": str(sent + timedelta(days=random.randrange(25))), "response": "reply"}
