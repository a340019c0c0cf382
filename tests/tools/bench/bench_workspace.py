"""Makes workspaces of any size for the benchmark, with the same realistic rows every time."""

from datetime import date, timedelta
from pathlib import Path

from followup_core.store import Change, CsvStore, Operation

TODAY = date(2026, 11, 18)
_KINDS = ("thank_you_email", "status_email", "voicemail")
_ITEMS = ("asked_next_steps", "asked_time_frame", "may_contact")


def fill(folder: Path, interviews: int) -> CsvStore:
    """Return a new store with `interviews` interviews and three touchpoints each, its tables written."""
    store = CsvStore(folder)
    store.save_operation(
        Operation(op_id="fill", label="fill", at="2026-11-18T08:00:00Z"),
        lambda _: [change for number in range(interviews) for change in _interview_changes(number)],
    )
    # After these actions the first one is no longer kept for an undo, as in a workspace in use.
    for number in range(61):
        row = {"key": "strengths", "value": f"calm {number}"}
        change = Change(table="settings", key=("strengths",), row=row)
        operation = Operation(op_id=f"later-{number}", label="later", at="2026-11-18T08:00:00Z")
        store.save_operation(operation, lambda _, change=change: [change])  # type: ignore[misc]
    store.close()
    return store


def _interview_changes(number: int) -> list[Change]:
    held_on = TODAY - timedelta(days=1 + number * 7 % 90)
    interview_id, person_id = f"i-{number:05}", f"p-{number:05}"
    rows: list[tuple[str, dict[str, str]]] = [
        (
            "interviews",
            {
                "interview_id": interview_id,
                "organization": f"Organization {number}",
                "role": "Data analyst",
                "round": "1",
                "held_at": f"{held_on}T10:00",
                "timezone": "America/New_York",
                "format": "video",
                "notes": "Third floor, the room with the whiteboard wall.",
            },
        ),
        (
            "people",
            {"person_id": person_id, "name": f"Dana Ruiz {number}", "email": f"d{number}@example.org"},
        ),
        ("interviewers", {"interview_id": interview_id, "person_id": person_id, "part": "hiring_manager"}),
    ]
    rows += [
        ("answers", {"interview_id": interview_id, "person_id": "", "item": item, "answer": "yes"})
        for item in _ITEMS
    ]
    for index, kind in enumerate(_KINDS):
        sent_on = min(held_on + timedelta(days=1 + 8 * index), TODAY - timedelta(days=1))
        rows.append(
            (
                "touchpoints",
                {
                    "touchpoint_id": f"t-{number:05}-{index}",
                    "interview_id": interview_id,
                    "person_id": person_id,
                    "kind": kind,
                    "sent_on": sent_on.isoformat(),
                },
            )
        )
    return [_change(table, row) for table, row in rows]


def _change(table: str, row: dict[str, str]) -> Change:
    from followup_core.models import SCHEMA

    return Change(table=table, key=SCHEMA[table].key_of(row), row=row)
