"""`stats`: one small workspace worked out by hand, and the ways of asking for the same figures."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from followup_core.__main__ import main
from followup_core.clock import Clock
from followup_core.models import Row
from followup_core.playbook import reloadable_playbook
from followup_core.services import workspace_registry
from followup_core.services.workspace import Workspace
from followup_core.store import Change, CsvStore, Operation

from .folders import run, seen, write, write_as_a_spreadsheet_does, write_least

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
        # Answered on the 4th day, by a reply to the thank-you. Counts.
        held("acme", "2026-10-01", format="in_person"),
        # Answered on the 27th day, by a reply to the status email, which is in time for the interview
        # (28 days) and too late for the message (19 days after it). Counts.
        held("borealis", "2026-10-12", format="video"),
        # Never answered, let go on the 20th day. Held exactly 28 days ago, so it counts.
        held("cobalt", "2026-10-21", format="phone", outcome="let_go", outcome_on="2026-11-10"),
        # Rejected on the 10th day. Held 27 days ago: pending, but its time is known.
        held("dune", "2026-10-22", outcome="rejected", outcome_on="2026-11-01"),
        # Withdrawn on the 4th day.
        held("ember", "2026-10-05", format="video", outcome="withdrawn", outcome_on="2026-10-09"),
        # Still to come.
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
        given("fjord", "asked_time_frame", "yes"),  # about an interview to come
        given("cobalt", "may_contact", "yes"),
        given("acme", "business_card", "yes", "ann"),
        given("borealis", "business_card", "no", "ben"),
        given("cobalt", "business_card", "yes", "cho"),
    ],
    "touchpoints": [
        sent("acme", "thank_you_email", "2026-10-01", "ann", response="bounced"),
        sent("acme", "thank_you_email", "2026-10-02", "ann", replied="2026-10-05"),
        sent("borealis", "thank_you_email", "2026-10-14", "ben"),  # two days later: not within a day
        sent("borealis", "status_email", "2026-10-20", replied="2026-11-08"),
        sent("cobalt", "status_email", "2026-11-04"),  # exactly 14 days ago, so it counts
        sent("cobalt", "voicemail", "2026-11-05"),  # 13 days ago: pending
        sent("cobalt", "question", "2026-11-19"),  # tomorrow
    ],
}

BY_HAND: dict[str, Any] = {
    "touchpoints": [
        # Wilson of 1 in 2: (1 + z2/2 -+ z sqrt(1/2 + z2/4)) / (2 + z2) with z2 = 3.841459.
        {
            "kind": "thank_you_email",
            "sent": 2,
            "pending": 0,
            "mature": 2,
            "replied": 1,
            "rate": 0.5,
            "low": 0.094531,
            "high": 0.905469,
        },
        # Wilson of 0 in 2: z2 / (2 + z2).
        {
            "kind": "status_email",
            "sent": 2,
            "pending": 0,
            "mature": 2,
            "replied": 0,
            "rate": 0.0,
            "low": 0.0,
            "high": 0.657620,
        },
        {
            "kind": "voicemail",
            "sent": 1,
            "pending": 1,
            "mature": 0,
            "replied": 0,
            "rate": None,
            "low": None,
            "high": None,
        },
    ],
    # Acme, Borealis and Cobalt count; the first two were answered. Wilson of 2 in 3.
    "interviews": {
        "held": 5,
        "withdrawn": 1,
        "pending": 1,
        "mature": 3,
        "responded": 2,
        "rate": 2 / 3,
        "low": 0.207659,
        "high": 0.938509,
    },
    # Days: 4 (answer), 4 (withdrew), 10 (answer), 20 (let go), 27 (answer).
    "time_to_response": {
        "n": 5,
        "events": 3,
        "median": 27,
        "curve": [
            {"day": 0, "survival": 1.0, "low": None, "high": None},
            # 4 of 5 left. Greenwood's sum is 1/20; z sqrt(1/20) / ln 0.8 = -1.964033.
            {"day": 4, "survival": 0.8, "low": 0.203809, "high": 0.969180},
            # 2 of 3 of these left. The sum is 1/20 + 1/6.
            {"day": 10, "survival": 8 / 15, "low": 0.068332, "high": 0.863071},
            {"day": 20, "survival": 8 / 15, "low": 0.068332, "high": 0.863071},
            {"day": 27, "survival": 0.0, "low": None, "high": None},
        ],
    },
    # Of Acme (answered), Borealis (answered) and Cobalt (not): far too few to tell a difference.
    "comparisons": [
        {
            "factor": factor,
            "a": {"label": "yes", "n": n1, "k": k1},
            "b": {"label": "no", "n": n2, "k": k2},
            "difference": None,
            "low": None,
            "high": None,
            "p": None,
        }
        for factor, n1, k1, n2, k2 in (
            ("asked_time_frame", 1, 1, 1, 1),  # Acme; Borealis (Cobalt skipped it)
            ("thanked_everyone_within_a_day", 1, 1, 1, 1),  # Acme; Borealis (at Cobalt only a recruiter)
            ("linkedin_request", 0, 0, 3, 2),
            ("thank_you_note", 0, 0, 3, 2),
            ("in_person", 1, 1, 2, 1),  # Acme; Borealis and Cobalt
        )
    ],
    "habits": [
        {"item": item, "asked": asked, "yes": yes, "rate": rate, "low": low, "high": high}
        for item, asked, yes, rate, low, high in (
            ("asked_next_steps", 0, 0, None, None, None),
            ("asked_time_frame", 2, 1, 0.5, 0.094531, 0.905469),
            ("may_contact", 1, 1, 1.0, 0.206549, 1.0),  # Wilson of 1 in 1: 1 / (1 + z2)
            ("business_card", 3, 2, 2 / 3, 0.207659, 0.938509),
            ("asked_linkedin", 0, 0, None, None, None),
            ("agreed_linkedin", 0, 0, None, None, None),
        )
    ],
}

NOT_YET = "With fewer than 5 on a side this says nothing yet."
IN_WORDS = [
    "2 of 3 interviews were answered within four weeks. That is a small sample: the true rate could be"
    " anywhere from 21% to 94%. 1 more is too recent to count.",
    # The answers came on days 4, 10 and 27.
    "About half of your three answers came within ten days, the slowest after 27 days."
    " 2 interviews have no answer.",
    "1 of 2 thank-you emails was answered within two weeks. That is a small sample: the true rate could be"
    " anywhere from 9% to 91%.",
    "Neither of the two status emails was answered within two weeks. The true rate could still be as high"
    " as 66%.",
    "You sent one voicemail. It is too recent to count.",
    f"Asking when they will decide. Asked: 1 of 1 answered. Not asked: 1 of 1 answered. {NOT_YET}",
    "Thanking everyone within a day. Everyone in time: 1 of 1 answered."
    f" Not everyone, or later: 1 of 1 answered. {NOT_YET}",
    f"A LinkedIn request. Sent: no interview. Not sent: 2 of 3 answered. {NOT_YET}",
    f"A handwritten note. Mailed: no interview. Not mailed: 2 of 3 answered. {NOT_YET}",
    f"Meeting in person. In person: 1 of 1 answered. Video or phone: 1 of 2 answered. {NOT_YET}",
    "Did you ask what happens next? Not answered yet.",
    "Did you ask when they will decide? Yes in 1 of 2 answers.",
    "Did they say you may get in touch with a later question? Yes, the one time it was answered.",
    "Do you have a business card from the person? Yes in 2 of 3 answers.",
    "Did you ask the person about connecting on LinkedIn? Not answered yet.",
    "Did the person say yes? Not answered yet.",
    # A no in 1 of 2 answers is missed more surely than one in 3.
    "There is not enough to compare yet. That takes five interviews with a habit and as many without it,"
    " each at least four weeks old. You have 3 that old."
    " What you missed most: “Did you ask when they will decide?” You answered no 1 of 2 times.",
]


def stats(folder: Path, capsys: Capture, *more: str) -> str:
    assert main(["stats", "--workspace", str(folder), *more]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


def close_to(expected: Any) -> Any:
    """Return what equals a JSON value whose numbers agree to the digits that were worked out."""
    if isinstance(expected, dict):
        return {key: close_to(value) for key, value in expected.items()}
    if isinstance(expected, list):
        return [close_to(value) for value in expected]
    return pytest.approx(expected, rel=0, abs=1e-6) if isinstance(expected, float) else expected


def test_the_figures_worked_out_by_hand_are_those_printed(tmp_path: Path) -> None:
    write(tmp_path, WORKSPACE)
    before = seen(tmp_path)
    ran = run("stats", "--workspace", str(tmp_path), "--today", TODAY, "--json")
    assert (ran.code, ran.err) == (0, "")
    printed = json.loads(ran.out)
    assert printed == close_to(BY_HAND)
    assert list(printed) == list(BY_HAND)
    for part in ("touchpoints", "comparisons", "habits"):
        assert [list(each) for each in printed[part]] == [list(each) for each in BY_HAND[part]]
    assert seen(tmp_path) == before


def test_in_words_each_figure_is_a_line(tmp_path: Path, capsys: Capture) -> None:
    write(tmp_path, WORKSPACE)
    assert stats(tmp_path, capsys, "--today", TODAY).splitlines() == IN_WORDS


@pytest.mark.parametrize("way", [write_least, write_as_a_spreadsheet_does])
def test_the_figures_are_the_same_however_the_tables_were_written(
    tmp_path: Path, capsys: Capture, way: Any
) -> None:
    (tmp_path / "w").mkdir()
    way(tmp_path / "w", WORKSPACE)
    assert json.loads(stats(tmp_path / "w", capsys, "--today", TODAY, "--json")) == close_to(BY_HAND)


def test_plain_tables_and_a_store_that_was_saved_to_give_the_same(tmp_path: Path, capsys: Capture) -> None:
    write(tmp_path, WORKSPACE)
    plain = stats(tmp_path, capsys, "--today", TODAY, "--json")
    store = CsvStore(tmp_path)
    row = {"key": "strengths", "value": "calm"}
    store.save_operation(
        Operation(op_id="1", label="a setting", at="2026-11-18T08:00:00Z"),
        lambda _: [Change(table="settings", key=("strengths",), row=row)],
    )
    journaled = stats(tmp_path, capsys, "--today", TODAY, "--json")
    store.close()
    assert stats(tmp_path, capsys, "--today", TODAY, "--json") == journaled == plain


def test_what_is_only_in_the_journal_counts(tmp_path: Path, capsys: Capture) -> None:
    store = CsvStore(tmp_path)
    row = held("acme", "2026-10-01")
    store.save_operation(
        Operation(op_id="1", label="an interview", at="2026-11-18T08:00:00Z"),
        lambda _: [Change(table="interviews", key=("acme",), row=row)],
    )
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


BROKEN = {
    "interviews": b"interview_id,held_at\na,2026-10-01T10:00\n",
    "people": b"person_id,name\nann\n",
    "interviewers": b"interview_id,person_id,part\n\xff\n",
    "answers": b'interview_id,item,answer\na,"b\n',
    "touchpoints": b"",
    "settings": b"x\n",
}


@pytest.mark.parametrize("more", [[], ["--json"], ["--today", TODAY]], ids=["words", "JSON", "on a day"])
@pytest.mark.parametrize("table", BROKEN)
def test_a_table_that_cannot_be_read_is_one_sentence_and_the_same_as_for_due(
    tmp_path: Path, capsys: Capture, table: str, more: list[str]
) -> None:
    write(tmp_path, WORKSPACE)
    (tmp_path / f"{table}.csv").write_bytes(BROKEN[table])
    said = []
    for command in ("stats", "due"):
        assert main([command, "--workspace", str(tmp_path), *more]) == 1
        said.append(capsys.readouterr())
    assert said[0] == said[1]
    assert said[0].out == ""
    assert said[0].err.startswith(f"{table}.csv")
    assert said[0].err.count("\n") == 1


@pytest.mark.parametrize("table", BROKEN)
def test_a_folder_where_a_table_should_be_is_one_sentence(
    tmp_path: Path, capsys: Capture, table: str
) -> None:
    write(tmp_path, WORKSPACE)
    (tmp_path / f"{table}.csv").unlink()
    (tmp_path / f"{table}.csv").mkdir()
    for command in ("stats", "due"):
        assert main([command, "--workspace", str(tmp_path), "--today", TODAY]) == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.startswith("The workspace cannot be read (")
        assert said.err.endswith("). See that the folder can be read, and try again.\n")


def test_a_playbook_that_broke_is_told_and_the_last_good_one_counts(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    playbook = tmp_path / "playbook"
    shutil.copytree(workspace_registry.PLAYBOOK_DIR, playbook)
    folder = write(tmp_path / "w", WORKSPACE)
    shelf = reloadable_playbook(playbook)
    shelf.current()
    monkeypatch.setattr(
        "followup_core.__main__.open_workspace", lambda folder: Workspace(CsvStore(folder), shelf)
    )
    (playbook / "checklist.toml").write_text("[[item]]\nid = 7\n", encoding="utf-8")
    assert main(["stats", "--workspace", str(folder), "--today", TODAY, "--json"]) == 0
    said = capsys.readouterr()
    in_use = "The playbook has an error, so the last version that worked is in use."
    assert said.err.startswith(f"{in_use} checklist.toml, line ")
    assert json.loads(said.out) == close_to(BY_HAND)


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
    desk = Workspace(CsvStore(folder), reloadable_playbook(playbook))
    monkeypatch.setattr("followup_core.__main__.open_workspace", lambda _: desk)
    habits = json.loads(stats(folder, capsys, "--today", TODAY, "--json"))["habits"]
    assert [each["item"] for each in habits][-1] == "own_item"
    assert habits[-1] == close_to({**BY_HAND["habits"][2], "item": "own_item"})
