"""From stored text to records: what is kept as written, what is refused, and in which words."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.models import (
    MAX_CELL_BYTES,
    SCHEMA,
    SETTING_KEYS,
    Answer,
    AnswerValue,
    Format,
    Interview,
    Interviewer,
    InterviewerPart,
    Numbered,
    Outcome,
    Person,
    Problem,
    Records,
    Response,
    SecondChase,
    Settings,
    Touchpoint,
    TouchpointKind,
    YesNo,
    known_timezone,
    parse,
    read_row,
)
from followup_core.models.bulk_parser import parse_valid_table

pytestmark = pytest.mark.thorough

Cells = dict[str, str]


def cells(text: str) -> Cells:
    return dict(cell.split(": ", 1) for cell in text.split("; "))


GOOD: dict[str, Cells] = {
    "interviews": cells(
        "interview_id: a; organization: Acme; role: Analyst; round: 2; held_at: 2026-11-02T10:30;"
        " timezone: America/New_York; format: in_person; decision_by: 2026-11-16; still_interested: yes;"
        " outcome: rejected; outcome_on: 2026-11-18; notes: 5th floor; created_at: 2026-11-02T15:30:00Z"
    ),
    "people": cells(
        "person_id: ruiz; name: Dana Ruiz; organization: Acme; title: Head of data; email: dana@example.org;"
        " phone: +1 212 555 0142; linkedin_url: https://example.org/dana; notes: plays chess"
    ),
    "interviewers": cells("interview_id: a; person_id: ruiz; part: hiring_manager; discussed: deadlines"),
    "answers": cells(
        "interview_id: a; person_id: ruiz; item: business_card; answer: skipped; detail: none left;"
        " answered_at: 2026-11-02T15:31:00Z"
    ),
    "touchpoints": cells(
        "touchpoint_id: t1; interview_id: a; person_id: ruiz; kind: status_email; sent_on: 2026-11-17;"
        " responded_on: 2026-11-18; response: reply; note: friendly"
    ),
}
GOOD_SETTINGS = cells(
    "name: Sam Berg; email: sam@example.org; phone: 1; linkedin_url: https://example.org/sam;"
    " timezone: Europe/Berlin; country: DE; readable_handwriting: yes; second_chase: email;"
    " strengths: patience"
)
LINES = {"interviews": 12, "people": 7, "interviewers": 5, "answers": 31, "touchpoints": 9}


def read(**changed: Cells) -> tuple[Records, tuple[Problem, ...]]:
    """Read the good workspace with some cells changed, each row on its own line."""
    tables: dict[str, Numbered] = {
        table: [(LINES[table], {**row, **changed.get(table, {})})] for table, row in GOOD.items()
    }
    settings = {**GOOD_SETTINGS, **changed.get("settings", {})}
    tables["settings"] = [(line, {"key": k, "value": v}) for line, (k, v) in enumerate(settings.items(), 2)]
    return parse(tables)


def problem_of(**changed: Cells) -> Problem:
    _, problems = read(**changed)
    assert problems
    return problems[0]


# --- what is kept -----------------------------------------------------------------------------------


def test_every_cell_of_a_good_workspace_becomes_its_value() -> None:
    records, problems = read()
    assert problems == ()
    assert records.people["ruiz"] == Person(**GOOD["people"])
    details = records.interviews["a"]
    typed: dict[str, dict[str, Any]] = {
        "interviews": {
            "round": 2,
            "held_at": datetime(2026, 11, 2, 10, 30),  # noqa: DTZ001 - wall-clock time
            "format": Format.IN_PERSON,
            "decision_by": date(2026, 11, 16),
            "still_interested": YesNo.YES,
            "outcome": Outcome.REJECTED,
            "outcome_on": date(2026, 11, 18),
        },
        "interviewers": {"part": InterviewerPart.HIRING_MANAGER},
        "answers": {"answer": AnswerValue.SKIPPED},
        "touchpoints": {
            "kind": TouchpointKind.STATUS_EMAIL,
            "sent_on": date(2026, 11, 17),
            "responded_on": date(2026, 11, 18),
            "response": Response.ANSWERED,
        },
    }
    expected = {table: {**GOOD[table], **values} for table, values in typed.items()}
    assert asdict(details.interview).items() >= expected["interviews"].items()
    assert [asdict(each) for each in details.interviewers] == [expected["interviewers"]]
    assert [asdict(each) for each in details.answers] == [expected["answers"]]
    assert [asdict(each) for each in details.touchpoints] == [expected["touchpoints"]]
    settings_read: dict[str, Any] = {"readable_handwriting": True, "second_chase": SecondChase.EMAIL}
    assert asdict(records.settings) == {**GOOD_SETTINGS, **settings_read}


@pytest.mark.parametrize(
    "text", ["NA", "nan", "007", "1e5", " x ", "one\r\ntwo", "=1+1", "\u202eabc", "x" * MAX_CELL_BYTES]
)
def test_a_text_is_kept_as_written_whatever_other_programs_take_it_for(text: str) -> None:
    records, problems = read(
        interviews={"interview_id": text, "organization": text, "notes": text},
        people={"person_id": text, "name": text},
        interviewers={"interview_id": text, "person_id": text},
        answers={"interview_id": text, "person_id": text},
        touchpoints={"interview_id": text, "person_id": text, "touchpoint_id": text},
    )
    assert problems == ()
    details = records.interviews[text]
    assert (details.interview.organization, details.interview.notes) == (text, text)
    assert records.people[text].name == text
    assert details.touchpoints[0].touchpoint_id == text


def test_columns_nobody_knows_tables_nobody_knows_and_empty_cells_do_no_harm() -> None:
    schema = SCHEMA["interviews"]
    empty = {
        column: "" if column not in schema.required else GOOD["interviews"][column]
        for column in schema.columns
    }
    records, problems = parse(
        {
            "interviews": [(2, empty)],
            "people": [(2, {"person_id": "p", "name": "P", "shoe_size": "44"})],
            "horses": [(2, {"name": "Lotte"})],
            "settings": [(2, {"key": "color", "value": "green"}), (3, {"key": "second_chase", "value": ""})],
        }
    )
    assert problems == ()
    assert records.people["p"].name == "P"
    interview = records.interviews["a"].interview
    assert (interview.round, interview.decision_by, interview.outcome, interview.format) == (
        1,
        None,
        None,
        None,
    )
    assert records.settings == Settings()
    assert records.settings.second_chase is SecondChase.VOICEMAIL
    assert not records.settings.readable_handwriting


# --- what is refused --------------------------------------------------------------------------------

WORD = "is not one of the known words."
BAD_CELLS = [
    ("interviews", "round", "0", "“0” is not a round number."),
    ("interviews", "round", "100", "“100” is not a round number."),
    ("interviews", "round", "٣", "“٣” is not a round number."),
    ("interviews", "round", "9" * 5000, f"“{'9' * 40}” is not a round number."),
    ("interviews", "held_at", "2026-11-02", "“2026-11-02” is not a time of the form YYYY-MM-DDTHH:MM."),
    ("interviews", "held_at", "2026-02-30T10:00", "“2026-02-30” is not a day of the calendar."),
    ("interviews", "held_at", "2026-11-02T24:00", "“2026-11-02T24:00” is not a time of day."),
    ("interviews", "held_at", "2026-11-02T10:60", "“2026-11-02T10:60” is not a time of day."),
    ("interviews", "timezone", "../../etc/passwd", "“../../etc/passwd” is not a known time zone."),
    ("interviews", "format", "telepathy", f"“telepathy” {WORD}"),
    ("interviews", "decision_by", "3/12/2026", "“3/12/2026” is not a date of the form YYYY-MM-DD."),
    ("interviews", "decision_by", "2026-11-31", "“2026-11-31” is not a day of the calendar."),
    ("interviews", "decision_by", "1969-12-31", "The year 1969 is outside 1970 to 2200."),
    ("interviews", "decision_by", "2201-01-01", "The year 2201 is outside 1970 to 2200."),
    ("interviews", "decision_by", "２０２６-11-02", "“２０２６-11-02” is not a date"),
    ("interviews", "still_interested", "YES", f"“YES” {WORD}"),
    ("interviews", "outcome", "ghosted", f"“ghosted” {WORD}"),
    ("interviewers", "part", "boss", f"“boss” {WORD}"),
    ("answers", "answer", "maybe", f"“maybe” {WORD}"),
    ("touchpoints", "kind", "fax", f"“fax” {WORD}"),
    ("touchpoints", "sent_on", "yesterday", "“yesterday” is not a date of the form YYYY-MM-DD."),
    ("touchpoints", "response", "read", f"“read” {WORD}"),
]


@pytest.mark.parametrize(
    ("table", "column", "text", "what"),
    BAD_CELLS,
    ids=[f"{column} {text[:20]}" for _, column, text, _ in BAD_CELLS],
)
def test_a_cell_that_cannot_be_read_is_named_with_its_place_and_a_remedy(
    table: str, column: str, text: str, what: str
) -> None:
    problem = problem_of(**{table: {column: text}})
    assert (problem.table, problem.line, problem.column) == (table, LINES[table], column)
    assert problem.what.startswith(what)
    assert problem.remedy.endswith(".")
    assert str(problem) == (
        f"{table}.csv, line {LINES[table]}, column {column}: {problem.what} {problem.remedy}"
    )


@pytest.mark.parametrize("day", [date(1970, 1, 1), date(2200, 12, 31)])
def test_the_first_and_the_last_day_are_read(day: date) -> None:
    records, problems = read(interviews={"decision_by": day.isoformat()})
    assert problems == ()
    assert records.interviews["a"].interview.decision_by == day


@pytest.mark.parametrize(
    ("key", "text", "what"),
    [
        ("timezone", "Nowhere", "“Nowhere” is not a known time zone."),
        ("country", "usa", "“usa” is not a country code."),
        ("second_chase", "pigeon", f"“pigeon” {WORD}"),
    ],
)
def test_a_setting_that_cannot_be_read_is_named_and_its_default_holds(key: str, text: str, what: str) -> None:
    records, [problem] = read(settings={key: text})
    assert (problem.table, problem.column, problem.what) == ("settings", "value", what)
    assert problem.line == 2 + SETTING_KEYS.index(key)
    assert getattr(records.settings, key) == getattr(Settings(), key)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("ab\x00c", "The text contains a NUL character at position 3."),
        ("a\ud800", "The text contains half of a character (a lone surrogate) at position 2."),
        ("ä" * 10_001, "The text is longer than 20 kB."),
    ],
    ids=["NUL", "half a character", "long in bytes"],
)
def test_text_that_no_file_can_hold_is_refused_in_words(text: str, what: str) -> None:
    for table, column, named in (("interviews", "notes", "notes"), ("settings", "name", "value")):
        problem = problem_of(**{table: {column: text}})
        assert (problem.table, problem.column, problem.what) == (table, named, what)


@pytest.mark.parametrize(
    ("table", "column"), [(name, column) for name, schema in SCHEMA.items() for column in schema.required]
)
@pytest.mark.parametrize("blank", [None, "", "\t\n"])
def test_a_row_whose_required_cell_is_blank_is_left_out_and_named(
    table: str, column: str, blank: str | None
) -> None:
    row = {**GOOD.get(table, {"key": "name", "value": "Sam"}), column: blank or ""}
    if blank is None:
        del row[column]
    records, problems = parse({table: [(4, row)]})
    remedy = "Fill it in, or delete the row."
    expected = Problem(table=table, line=4, column=column, what="The cell is blank.", remedy=remedy)
    assert expected in problems
    assert records == Records()


def test_an_unreadable_optional_cell_loses_nothing_else_of_its_row() -> None:
    records, problems = read(interviews={"decision_by": "soon", "outcome": "hired", "timezone": "Moon"})
    assert [problem.column for problem in problems] == ["timezone", "decision_by", "outcome"]
    held = records.interviews["a"].interview
    assert (held.decision_by, held.outcome, held.timezone) == (None, None, "")
    assert held.outcome_on == date(2026, 11, 18)


@pytest.mark.parametrize("table", ["interviewers", "answers", "touchpoints"])
def test_a_row_of_no_interview_is_left_out_and_one_about_nobody_known_is_kept(table: str) -> None:
    records, [problem] = read(**{table: {"interview_id": "gone"}})
    assert (problem.table, problem.line, problem.column) == (table, LINES[table], "interview_id")
    assert problem.what == "There is no row “gone” for this to belong to."
    assert getattr(records.interviews["a"], table) == ()
    records, [problem] = read(**{table: {"person_id": "ghost"}})
    assert (problem.table, problem.line, problem.column) == (table, LINES[table], "person_id")
    assert getattr(records.interviews["a"], table)[0].person_id == "ghost"


def test_an_interview_that_cannot_be_read_takes_its_rows_with_it_and_says_so() -> None:
    records, problems = read(interviews={"held_at": "noon"})
    assert records.interviews == {}
    assert [(problem.table, problem.column) for problem in problems] == [
        ("interviews", "held_at"),
        ("interviewers", "interview_id"),
        ("answers", "interview_id"),
        ("touchpoints", "interview_id"),
    ]


# --- openings ---------------------------------------------------------------------------------------


def held(interview_id: str, organization: str, role: str = "", round_: str = "") -> Cells:
    values = (interview_id, organization, role, round_, "2026-11-02T10:00")
    return dict(zip(("interview_id", "organization", "role", "round", "held_at"), values, strict=True))


def opened(*rows: Cells) -> list[list[str]]:
    records, problems = parse({"interviews": list(enumerate(rows, start=2))})
    assert problems == ()
    return [
        [details.interview.interview_id for details in opening.rounds] for opening in records.applications
    ]


def test_an_application_is_the_same_however_it_is_spelled_with_its_rounds_in_order() -> None:
    assert opened(
        held("a", "ACME  Robotics", "Data  Analyst", "2"),
        held("b", "Acme Robotics", "data analyst ", "1"),
        held("c", "Acme Robotics", "Engineer"),
        held("d", " acme\trobotics", "DATA ANALYST", "10"),
        held("f", "Straße"),
        held("e", "STRASSE"),
    ) == [["b", "a", "d"], ["c"], ["e", "f"]]


def test_the_title_of_an_interview_names_the_role_where_it_is_known() -> None:
    records, _ = parse({"interviews": [(2, held("a", "Acme", "Analyst")), (3, held("b", "Acme"))]})
    assert [details.interview.title for details in records.interviews.values()] == ["Acme, Analyst", "Acme"]


# --- any text ---------------------------------------------------------------------------------------

ANY_TEXT = st.text(st.characters(), max_size=12) | st.sampled_from(
    ("2026-11-02", "2026-11-02T10:00", "yes", "1", "a", "\x00", "\ud800", "-", "٢٠٢٦-١١-٠٢")
)
ANY_TABLES = st.fixed_dictionaries(
    {
        name: st.lists(
            st.tuples(
                st.integers(min_value=0, max_value=9),
                st.dictionaries(st.sampled_from(schema.columns), ANY_TEXT),
            ),
            max_size=3,
        )
        for name, schema in SCHEMA.items()
    }
)


@given(ANY_TABLES)
def test_no_text_whatever_raises_and_every_problem_says_what_where_and_the_remedy(
    tables: dict[str, list[tuple[int, Cells]]],
) -> None:
    _, problems = parse(tables)
    for problem in problems:
        assert problem.column in SCHEMA[problem.table].columns
        assert problem.line in range(10)
        assert problem.what.endswith(".")
        assert problem.remedy.endswith(".")


@pytest.mark.parametrize("name", ["", ".", "/", "..", "Europe/", "/etc/localtime", "x" * 5000, "a\x00b"])
def test_a_strange_time_zone_is_not_known(name: str) -> None:
    assert not known_timezone(name)


# --- what a touchpoint means ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "answered"),
    [
        ({}, "2026-11-18"),
        ({"response": ""}, None),
        ({"responded_on": ""}, None),
        ({"response": "out_of_office"}, None),
        ({"response": "bounced"}, None),
        ({"kind": "heard_from_employer", "response": "", "responded_on": ""}, "2026-11-17"),
        ({"kind": "heard_from_employer", "response": "bounced"}, None),
    ],
)
def test_only_a_dated_reply_or_news_from_the_employer_is_a_response(
    cells: Cells, answered: str | None
) -> None:
    records, _ = read(touchpoints=cells)
    [touchpoint] = records.interviews["a"].touchpoints
    assert touchpoint.counted_response_on == (None if answered is None else date.fromisoformat(answered))


@pytest.mark.parametrize(
    ("make", "table"),
    [
        (Interview, "interviews"),
        (Person, "people"),
        (Interviewer, "interviewers"),
        (Answer, "answers"),
        (Touchpoint, "touchpoints"),
    ],
)
@settings(max_examples=30)
@given(st.data(), st.booleans())
def test_a_table_read_by_columns_has_the_very_values_of_its_rows(
    make: type, table: str, data: st.DataObject, whole: bool
) -> None:
    schema = SCHEMA[table]
    filled_columns = data.draw(st.lists(st.sets(st.sampled_from(schema.columns)), max_size=4))
    blank = dict.fromkeys(schema.columns, "") if whole else {}
    rows = [
        blank | {name: text for name, text in GOOD[table].items() if name in {*schema.required, *filled}}
        for filled in filled_columns
    ]
    assert parse_valid_table(table, rows, make) == [make(**read_row(table, row)[0] or {}) for row in rows]
