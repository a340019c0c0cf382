"""Reading again only what changed gives what reading everything gives."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.models import SCHEMA
from followup_core.services.record_cache import IncrementalRecordParser, parse_records
from followup_core.store import Change, CsvStore, Operation

IDS = st.sampled_from(["a", "b", "c"])
PEOPLE = st.sampled_from(["p", "q", ""])
CELLS = {
    "interview_id": IDS,
    "person_id": PEOPLE,
    "organization": st.sampled_from(["Acme", "ACME ", "Borealis"]),
    "round": st.sampled_from(["1", "2"]),
    "held_at": st.sampled_from(["2026-11-02T10:00", "2026-11-20T10:00"]),
    "name": st.sampled_from(["Dana", "Chidi"]),
    "part": st.sampled_from(["interviewer", "recruiter"]),
    "item": st.sampled_from(["asked_time_frame", "may_contact"]),
    "answer": st.sampled_from(["yes", "no"]),
    "touchpoint_id": st.sampled_from(["t", "u"]),
    "kind": st.sampled_from(["status_email", "voicemail"]),
    "sent_on": st.sampled_from(["2026-11-17", "2026-11-24"]),
    "key": st.sampled_from(["country", "second_chase"]),
    "value": st.sampled_from(["", "US"]),
}


@st.composite
def changes(draw: st.DrawFn) -> Change:
    table = draw(st.sampled_from(sorted(SCHEMA)))
    schema = SCHEMA[table]
    row = {column: draw(CELLS[column]) for column in schema.columns if column in CELLS}
    row = {
        column: "p" if column == "person_id" and table == "people" else text for column, text in row.items()
    }
    if table == "interviewers" and not row["person_id"]:
        row["person_id"] = "q"
    if table == "settings" and row["key"] == "second_chase":
        row["value"] = ""
    deleted = draw(st.booleans()) and draw(st.booleans())
    return Change(table=table, key=schema.key_of(row), row=None if deleted else row)


@given(actions=st.lists(st.lists(changes(), min_size=1, max_size=4), min_size=1, max_size=12))
@settings(max_examples=40)
def test_whatever_is_changed_reading_the_changes_equals_reading_everything(
    tmp_path_factory: object, actions: list[list[Change]]
) -> None:
    folder: Path = tmp_path_factory.mktemp("workspace")  # type: ignore[attr-defined]
    store, reader = CsvStore(folder), IncrementalRecordParser()
    for number, action in enumerate(actions):
        operation = Operation(op_id=f"op{number}", label="change", at="2026-11-22T08:00:00Z")
        store.save_operation(operation, lambda _, action=action: action)  # type: ignore[misc]
        snapshot = store.load()
        assert reader.read(snapshot) == parse_records(snapshot)


def test_an_answer_leaves_every_other_opening_the_very_same_object(tmp_path: Path) -> None:
    store, reader = CsvStore(tmp_path / "w"), IncrementalRecordParser()
    rows = [
        {"interview_id": key, "organization": f"Org {key}", "held_at": "2026-11-02T10:00"} for key in "abc"
    ]
    first = Operation(op_id="1", label="start", at="2026-11-22T08:00:00Z")
    store.save_operation(
        first, lambda _: [Change(table="interviews", key=(row["interview_id"],), row=row) for row in rows]
    )
    before = reader.read(store.load())
    answer = {"interview_id": "b", "person_id": "", "item": "may_contact", "answer": "yes"}
    second = Operation(op_id="2", label="answer", at="2026-11-22T08:01:00Z")
    store.save_operation(
        second, lambda _: [Change(table="answers", key=("b", "", "may_contact"), row=answer)]
    )
    after = reader.read(store.load())
    assert after.applications[0] is before.applications[0]
    assert after.applications[2] is before.applications[2]
    assert after.interviews["b"].answers != before.interviews["b"].answers
