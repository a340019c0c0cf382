"""The facilitator's report: released numbers only, safe in any spreadsheet, readable on paper."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from followup_core.formats.pdf import Document, DocumentTable, Heading, pdf
from followup_core.playbook import DisclosureLevel
from followup_core.services.workshops.workshop_report import (
    PromptResult,
    WorkshopReport,
    attendance_words,
    report_csv,
    report_document,
)
from followup_core.workshop.disclosure_words import NEVER_ASKED, TOO_EARLY, TOO_FEW_FOR_THE_REST
from followup_core.workshop.facilitator_questions import OWN_TITLE
from followup_core.workshop.workshop_model import (
    Activity,
    ActivityKind,
    Option,
    OptionCount,
    Prompt,
    PublishedResults,
)

DAY = date(2026, 11, 18)
POLL = Activity(activity_id="a1", kind=ActivityKind.POLL, title="Your last interview", minutes=5)
NOW = Activity(activity_id="a2", kind=ActivityKind.WHAT_NOW, title="What now?", minutes=10)
END = Activity(activity_id="a3", kind=ActivityKind.EVALUATION, title="How was it?", minutes=5)


def answers(*counts: tuple[str, int | None], participants: int, sentence: str = "Said.") -> PublishedResults:
    cells = tuple(OptionCount(option=Option(id=words, words=words), count=count) for words, count in counts)
    return PublishedResults(counts=cells, participant_count=participants, sentence=sentence)


def prompt(
    prompt_id: str, ask: str, published: PublishedResults, *, key: str = "", story: str = ""
) -> Prompt:
    options = tuple(cell.option for cell in published.counts)
    return Prompt(prompt_id=prompt_id, kind=ActivityKind.POLL, ask=ask, options=options, key=key, story=story)


def result(
    activity: Activity, ask: str, published: PublishedResults, *, key: str = "", story: str = ""
) -> PromptResult:
    return activity, prompt("q", ask, published, key=key, story=story), published


RESULTS = (
    result(POLL, "Did you ask when?", answers(("Yes", 12), ("No", 30), participants=42)),
    result(POLL, "Did you ask who?", answers(("Yes", None), ("No", None), participants=42)),
    result(
        NOW,
        "What now?",
        answers(("Wait", 22), ("Write", 11), ("Call", 12), participants=45),
        key="Wait",
        story="You met Dana. She decides by Friday.",
    ),
    result(
        NOW,
        "What now?",
        answers(("Wait", None), ("Write", None), ("Call", 31), participants=45),
        key="Call",
        story="It is the week after.",
    ),
    result(END, "How was it?", answers(("Good", None), participants=0, sentence="Too early.")),
)


def report(*results: PromptResult, attended: int = 45, title: str = "Following up") -> WorkshopReport:
    return WorkshopReport(title=title, held_on=DAY, attended=attended, results=results)


def table_of(made: WorkshopReport) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(report_csv(made).decode("utf-8-sig"), newline="")))


def text_of(made: WorkshopReport) -> str:
    pages = PdfReader(io.BytesIO(pdf(report_document(made, made_on=DAY)))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def tables_in(sheet: Document) -> list[DocumentTable]:
    return [block for block in sheet.blocks if isinstance(block, DocumentTable)]


def test_the_table_has_one_row_an_option_after_the_attendance() -> None:
    assert report_csv(report(*RESULTS[:3])).startswith("\ufeff".encode()), "for the letters of any language"
    first, yes, no, *_, wait, _, _ = table_of(report(*RESULTS[:3]))
    assert first == {
        "activity": "Attendance",
        "prompt_id": "",
        "question": "How many people joined",
        "option": "",
        "count": "45",
        "participants": "45",
        "right": "",
        "note": "",
    }
    assert [(row["option"], row["count"], row["participants"], row["right"]) for row in (yes, no, wait)] == [
        ("Yes", "12", "42", ""),
        ("No", "30", "42", ""),
        ("Wait", "22", "45", "yes"),
    ]
    assert wait["question"] == "You met Dana. She decides by Friday. What now?"


def test_what_is_kept_back_is_empty_and_never_nought() -> None:
    rows = table_of(report(*RESULTS))
    assert [row["count"] for row in rows if row["question"] == "Did you ask who?"] == ["", ""]
    assert [(row["count"], row["participants"]) for row in rows if row["activity"] == END.title] == [("", "")]


def test_right_and_not_right_are_sums_of_shown_numbers_only() -> None:
    situations = tables_in(report_document(report(*RESULTS), made_on=DAY))[0]
    assert situations.rows == (("You met Dana.", "22", "23"), ("It is the week after.", "31", "not shown"))
    text = text_of(report(*RESULTS))
    assert "14" not in text, "45 less the 31 who were right"


def test_what_cannot_be_shown_is_listed_in_a_few_lines_with_its_reason() -> None:
    text = text_of(report(*RESULTS))
    assert (
        "Not shown • One question of “Your last interview”: said. • One question of “How was it?”: too early."
        in text
    )
    nothing = report_document(report(RESULTS[4], attended=3), made_on=DAY)
    assert tables_in(nothing) == []


def several(prompt_id: str, ask: str, answer: str, published: PublishedResults) -> PromptResult:
    return (
        POLL,
        replace(prompt(f"{prompt_id}.1", answer, published, story=ask), point_of=prompt_id),
        published,
    )


def test_a_question_with_several_choices_is_one_table_with_a_row_for_each_answer() -> None:
    some, none = (
        answers(("Yes", 12), ("No", 30), participants=42),
        answers(("Yes", None), ("No", None), participants=42),
    )
    made = report(
        RESULTS[0],
        several("own-1", "What did you ask?", "The date", some),
        several("own-1", "What did you ask?", "Their email", none),
        several("own-2", "What did you take?", "A card", none),
        several("own-2", "What did you take?", "Notes", none),
    )
    first, second = tables_in(report_document(made, made_on=DAY))
    assert first.header[0] == "Did you ask when?"
    assert (second.header, second.rows) == (
        ("What did you ask?", "Yes", "No", "Answered"),
        (("The date", "12", "30", "42"), ("Their email", "not shown", "not shown", "42")),
    )
    assert "Not shown • One question of “Your last interview”: said." in text_of(made)


def test_the_report_says_by_which_rules_its_counts_were_chosen() -> None:
    protected, opened = "Protected questions show a count only if", "Open questions show every count once 5"
    assert protected in text_of(report(*RESULTS))
    assert opened not in text_of(report(*RESULTS))
    activity, asked, published = RESULTS[0]
    made = report((activity, replace(asked, level=DisclosureLevel.OPEN), published))
    assert opened in text_of(made)
    assert protected not in text_of(made)


@pytest.mark.parametrize(
    ("attended", "words", "count"),
    [
        (0, "Nobody joined.", "0"),
        (1, "Fewer than 5 people joined.", ""),
        (4, "Fewer than 5 people joined.", ""),
        (5, "5 people joined.", "5"),
        (300, "300 people joined.", "300"),
    ],
)
def test_a_handful_of_people_is_not_counted(attended: int, words: str, count: str) -> None:
    assert attendance_words(attended) == words
    assert table_of(report(attended=attended))[0]["count"] == count


@pytest.mark.parametrize("start", ["=", "\n＠"])
def test_no_cell_is_a_formula(start: str) -> None:
    hostile = f"{start}HYPERLINK(1)"
    activity = Activity(activity_id="a", kind=ActivityKind.POLL, title=hostile, minutes=1)
    made = report(result(activity, hostile, answers((hostile, 12), ("b", 30), participants=42)))
    for row in table_of(made):
        for cell in row.values():
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
            assert not cell.startswith(("\t", "\r", "\n"))
    assert table_of(made)[1]["option"] == f"'{hostile}"


def test_a_long_report_goes_over_pages_and_says_of_which_workshop_on_each() -> None:
    pages = PdfReader(io.BytesIO(pdf(report_document(report(*RESULTS * 12), made_on=DAY)))).pages
    assert len(pages) > 2
    for page in pages:
        assert "Following up, 2026-11-18" in page.extract_text()


@pytest.mark.thorough
@settings(max_examples=15, deadline=None)
@given(st.text(max_size=40), st.text(max_size=80), st.integers(0, 400))
def test_any_words_become_a_report(title: str, words: str, attended: int) -> None:
    made = report(
        result(POLL, words, answers((words, 12), ("No", 30), participants=42), key=words, story=words),
        attended=attended,
        title=title,
    )
    assert pdf(report_document(made, made_on=DAY)).startswith(b"%PDF")
    assert len(table_of(made)) == 3


def test_what_was_never_asked_is_told_from_what_too_few_answered() -> None:
    few = answers(("Yes", None), ("No", None), participants=0, sentence=TOO_EARLY)
    never = answers(("Yes", None), ("No", None), participants=0, sentence=NEVER_ASKED)
    made = report(
        result(POLL, "Did you ask when?", few),
        result(POLL, "Did you ask who?", never),
        result(POLL, "Did you ask why?", never),
        result(NOW, "What now?", answers(("Wait", 22), ("Write", None), participants=30)),
    )
    text = text_of(made)
    assert "• One question of “Your last interview”: too few answers. Counts need at least 5." in text
    assert "• Two questions of “Your last interview”: never asked." in text
    assert [row["note"] for row in table_of(made)] == [
        *("", TOO_EARLY, TOO_EARLY),
        *[NEVER_ASKED] * 4,
        *("", TOO_FEW_FOR_THE_REST),
    ]


def test_a_facilitators_question_is_reported_apart_from_the_part_that_it_interrupted() -> None:
    counts = answers(("Yes", 12), ("No", 30), participants=42)
    before, after = (result(POLL, ask, counts) for ask in ("Did you ask when?", "Did you ask who?"))
    own = (POLL, replace(prompt("own-1", "Ready?", counts), heading=OWN_TITLE), counts)
    made = report(before, own, after)
    headings = [
        block.text for block in report_document(made, made_on=DAY).blocks if isinstance(block, Heading)
    ]
    assert headings == ["Attendance", POLL.title, OWN_TITLE]
    assert [row["activity"] for row in table_of(made)][1::2] == [POLL.title, OWN_TITLE, POLL.title]
