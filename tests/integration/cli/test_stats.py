"""`stats`: one small workspace, and the ways of asking for the same figures."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from followup_core.__main__ import main
from followup_core.clock import Clock
from followup_core.models import SCHEMA, Row
from followup_core.playbook import reloadable_playbook
from followup_core.services import workspace_registry
from followup_core.services.workspace import Workspace
from followup_core.store import CsvStore
from tests.integration.services.workspaces import opened, started
from tests.unit.statistics.statistics_json import differences
from tests.unit.statistics.statistics_oracle import StatisticsOracle

from .folders import Tables, run, seen, write, write_as_a_spreadsheet_does, write_least

Capture = pytest.CaptureFixture[str]
TODAY = "2026-11-18"
"""Messages count that were sent by 4 November, interviews that were held by 21 October."""


def held(interview_id: str, day: str, **cells: str) -> Row:
    return {
        "interview_id": interview_id,
        "organization": interview_id.title(),
        "held_at": f"{day}T10:00",
        **cells,
    }


def sent(interview_id: str, kind: str, day: str, person: str = "", replied: str = "", **cells: str) -> Row:
    answer = {"responded_on": replied, "response": "reply"} if replied else {}
    return {
        "touchpoint_id": f"{interview_id}-{kind}-{day}",
        "interview_id": interview_id,
        "person_id": person,
        "kind": kind,
        "sent_on": day,
        **answer,
        **cells,
    }


def given(interview_id: str, item: str, answer: str, person: str = "") -> Row:
    return {"interview_id": interview_id, "person_id": person, "item": item, "answer": answer}


WORKSPACE: dict[str, list[Row]] = {
    "interviews": [
        held("acme", "2026-10-01", format="in_person"),
        held("borealis", "2026-10-12", format="video"),
        held("cobalt", "2026-10-21", format="phone", outcome="let_go", outcome_on="2026-11-10"),
        held("dune", "2026-10-22", outcome="rejected", outcome_on="2026-11-01"),
        held("ember", "2026-10-05", format="video", outcome="withdrawn", outcome_on="2026-10-09"),
        held("fjord", "2026-12-01", format="video"),
    ],
    "people": [{"person_id": key, "name": key.title()} for key in ("ann", "ben", "cho")],
    "interviewers": [
        {"interview_id": "acme", "person_id": "ann", "part": "hiring_manager"},
        {"interview_id": "borealis", "person_id": "ben", "part": "interviewer"},
        {"interview_id": "cobalt", "person_id": "cho", "part": "recruiter"},
    ],
    "answers": [
        given("acme", "asked_time_frame", "yes"),
        given("borealis", "asked_time_frame", "no"),
        given("cobalt", "asked_time_frame", "skipped"),
        given("fjord", "asked_time_frame", "yes"),
        given("cobalt", "may_contact", "yes"),
        given("acme", "business_card", "yes", "ann"),
        given("borealis", "business_card", "no", "ben"),
        given("cobalt", "business_card", "yes", "cho"),
    ],
    "touchpoints": [
        sent("acme", "thank_you_email", "2026-10-01", "ann", response="bounced"),
        sent("acme", "thank_you_email", "2026-10-02", "ann", replied="2026-10-05"),
        sent("borealis", "thank_you_email", "2026-10-14", "ben"),
        sent("borealis", "status_email", "2026-10-20", replied="2026-11-08"),
        sent("cobalt", "status_email", "2026-11-04"),
        sent("cobalt", "voicemail", "2026-11-05"),
        sent("cobalt", "question", "2026-11-19"),
    ],
}

FULL_TABLES = {
    table: [{**dict.fromkeys(SCHEMA[table].columns, ""), **row} for row in some]
    for table, some in WORKSPACE.items()
}
FIGURES = StatisticsOracle(FULL_TABLES, date.fromisoformat(TODAY)).figures()
"""The figures of this workspace, counted by the program that was written apart."""

FIRST_WORDS = [
    "2 of 3 interviews were answered within four weeks.",
    "About half of your three answers came within ten days, the slowest after 27 days.",
    "1 of 2 thank-you emails was answered within two weeks.",
    "Neither of the two status emails was answered within two weeks.",
    "You sent one voicemail. It is too recent to count.",
    "Asking when they will decide. Asked: 1 of 1 answered. Not asked: 1 of 1 answered.",
    "Thanking everyone within a day. Everyone in time: 1 of 1 answered.",
    "A LinkedIn request. Sent: no interview. Not sent: 2 of 3 answered.",
    "A handwritten note. Mailed: no interview. Not mailed: 2 of 3 answered.",
    "Meeting in person. In person: 1 of 1 answered. Video or phone: 1 of 2 answered.",
    "Did you ask what happens next? Not answered yet.",
    "Did you ask when they will decide? Yes in 1 of 2 answers.",
    "Did they say you may get in touch with a later question? Yes, the one time it was answered.",
    "Do you have a business card from the person? Yes in 2 of 3 answers.",
    "Did you ask the person about connecting on LinkedIn? Not answered yet.",
    "Did the person say yes? Not answered yet.",
    "There is not enough to compare yet.",
]


def stats(folder: Path, capsys: Capture, *more: str) -> str:
    assert main(["stats", "--workspace", str(folder), *more]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


def test_the_figures_are_those_of_the_program_written_apart(tmp_path: Path) -> None:
    write(tmp_path, WORKSPACE)
    before = seen(tmp_path)
    ran = run("stats", "--workspace", str(tmp_path), "--today", TODAY, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert differences(json.loads(ran.out), FIGURES) == []
    assert seen(tmp_path) == before


def test_in_words_each_figure_is_a_line(tmp_path: Path, capsys: Capture) -> None:
    write(tmp_path, WORKSPACE)
    lines = stats(tmp_path, capsys, "--today", TODAY).splitlines()
    assert len(lines) == len(FIRST_WORDS)
    assert all(line.startswith(words) for line, words in zip(lines, FIRST_WORDS, strict=True))


@pytest.mark.parametrize("write_tables", [write_least, write_as_a_spreadsheet_does])
def test_the_figures_are_the_same_however_the_tables_were_written(
    tmp_path: Path, capsys: Capture, write_tables: Callable[[Path, Tables], Path]
) -> None:
    write_tables(tmp_path, WORKSPACE)
    assert differences(json.loads(stats(tmp_path, capsys, "--today", TODAY, "--json")), FIGURES) == []


def test_what_is_only_in_the_journal_counts(tmp_path: Path, capsys: Capture) -> None:
    with opened(tmp_path) as workspace:
        started(workspace)
        printed = json.loads(stats(tmp_path, capsys, "--today", TODAY, "--json"))
        assert not (tmp_path / "interviews.csv").exists()
    assert printed["interviews"]["held"] == 1


@pytest.mark.parametrize("zone", ["", "Pacific/Kiritimati", "Pacific/Niue"])
def test_without_a_day_today_is_meant_where_the_candidate_lives(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    """At this moment it is the 18th in Greenwich, the 19th on Kiritimati and the 17th on Niue."""

    moment = datetime(2026, 11, 18, 10, 30, tzinfo=UTC)
    monkeypatch.setattr("followup_core.__main__.Clock.on", lambda _: Clock(system_time=lambda: moment))
    settings = [{"key": "timezone", "value": zone}] if zone else []
    write(tmp_path, {**WORKSPACE, "settings": settings})
    days = {"": {TODAY, "2026-11-19", "2026-11-17"}, "Pacific/Kiritimati": {"2026-11-19"}}
    found = stats(tmp_path, capsys, "--json")
    asked = [stats(tmp_path, capsys, "--today", day, "--json") for day in days.get(zone, {"2026-11-17"})]
    assert found in asked


def test_a_folder_without_tables_has_nothing_to_count(tmp_path: Path, capsys: Capture) -> None:
    printed = json.loads(stats(tmp_path, capsys, "--today", TODAY, "--json"))
    nothing = {"rate": None, "low": None, "high": None}
    assert printed["touchpoints"] == []
    counts = dict.fromkeys(("held", "withdrawn", "pending", "mature", "responded"), 0)
    assert printed["interviews"] == {**counts, **nothing}
    assert printed["time_to_response"] == {"n": 0, "events": 0, "median": None, "curve": []}
    assert {(each["a"]["n"], each["b"]["n"], each["p"]) for each in printed["comparisons"]} == {(0, 0, None)}
    assert {(each["asked"], each["rate"]) for each in printed["habits"]} == {(0, None)}
    assert len(stats(tmp_path, capsys, "--today", TODAY).splitlines()) > 2
    assert list(tmp_path.iterdir()) == []


def test_a_table_that_cannot_be_read_is_one_sentence_and_the_same_as_for_due(
    tmp_path: Path, capsys: Capture
) -> None:
    write(tmp_path, WORKSPACE)
    said = []
    for data in (b'interview_id,item,answer\na,"b\n', None):
        _put_in_the_place_of(tmp_path / "answers.csv", data)
        for command in ("stats", "due"):
            assert main([command, "--workspace", str(tmp_path), "--json"]) == 1
            said.append(capsys.readouterr())
    assert {each.out for each in said} == {""}
    assert [each.err.count("\n") for each in said] == [1] * 4
    assert said[0] == said[1]
    assert said[0].err.startswith("answers.csv")
    assert said[2] == said[3]
    assert said[2].err.startswith("The workspace cannot be read (")
    assert said[2].err.endswith("). Check that the folder can be read, and try again.\n")


def _put_in_the_place_of(table: Path, data: bytes | None) -> None:
    """Put bytes into a table's file, or a folder in its place."""
    if data is not None:
        table.write_bytes(data)
        return
    table.unlink()
    table.mkdir()


def test_a_playbook_that_broke_is_told_and_the_last_good_one_counts(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    playbook = tmp_path / "playbook"
    shutil.copytree(workspace_registry.PLAYBOOK_DIR, playbook)
    folder = write(tmp_path / "w", WORKSPACE)
    reloadable = reloadable_playbook(playbook)
    reloadable.current()
    monkeypatch.setattr(
        "followup_core.__main__.open_workspace", lambda folder: Workspace(CsvStore(folder), reloadable)
    )
    (playbook / "checklist.toml").write_text("[[item]]\nid = 7\n", encoding="utf-8")
    assert main(["stats", "--workspace", str(folder), "--today", TODAY, "--json"]) == 0
    said = capsys.readouterr()
    in_use = "The playbook has an error, so the last version that worked is in use."
    assert said.err.startswith(f"{in_use} checklist.toml, line ")
    assert differences(json.loads(said.out), FIGURES) == []


def test_a_career_centers_own_checklist_decides_which_habits_are_counted(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    playbook = tmp_path / "playbook"
    shutil.copytree(workspace_registry.PLAYBOOK_DIR, playbook)
    file = playbook / "checklist.toml"
    own = (
        '\n[[item]]\nid = "own_item"\nabout = "interview"\nkeeps = "answer"\nquestion = "Did you smile?"\n'
        'why = "It helps."\nrule = "A1"\nsource = "Ours."\n'
    )
    file.write_text(file.read_text(encoding="utf-8") + own, encoding="utf-8")
    folder = write(
        tmp_path / "w", {**WORKSPACE, "answers": [*WORKSPACE["answers"], given("acme", "own_item", "yes")]}
    )
    workspace = Workspace(CsvStore(folder), reloadable_playbook(playbook))
    monkeypatch.setattr("followup_core.__main__.open_workspace", lambda _: workspace)
    habits = json.loads(stats(folder, capsys, "--today", TODAY, "--json"))["habits"]
    assert differences(habits[-1], {**FIGURES["habits"][2], "item": "own_item"}) == []
