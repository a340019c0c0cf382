"""Proof of job search: only what the workspace says, in the period asked for, on pages that can be signed."""

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from followup_core.models import SCHEMA, BadValue
from followup_core.services.activity_report import (
    ActivityReport,
    activity_report,
    activity_report_pdf,
    activity_report_xlsx,
)
from followup_core.services.workspace import Workspace
from followup_core.store import Change

from .workspaces import MONDAY, TODAY, moment

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
ACME = {
    "interview_id": "i1",
    "organization": "Acme Robotics",
    "role": "Analyst",
    "held_at": "2026-11-02T10:00",
    "format": "video",
}
DANA = {"person_id": "p1", "name": "Dana Ruiz"}
MET = {"interview_id": "i1", "person_id": "p1", "part": "hiring_manager"}


def put(workspace: Workspace, table: str, **cells: str) -> None:
    key = SCHEMA[table].key_of(cells)
    workspace.execute(moment(), "Put", lambda _: [Change(table=table, key=key, row=cells)])


def sent(workspace: Workspace, number: int, sent_on: str, **cells: str) -> None:
    touch = {"touchpoint_id": f"t{number}", "interview_id": "i1", "person_id": "p1", "kind": "status_email"}
    put(workspace, "touchpoints", **{**touch, "sent_on": sent_on, **cells})


@pytest.fixture
def acme(workspace: Workspace) -> Workspace:
    """An interview with Dana on Monday, November 2, 2026."""
    for table, cells in (("interviews", ACME), ("people", DANA), ("interviewers", MET)):
        put(workspace, table, **cells)
    return workspace


def report_of(
    workspace: Workspace, start: date = FIRST, end: date = LAST, today: date = TODAY, named: bool = True
) -> ActivityReport:
    return activity_report(workspace.view(today), start=start, end=end, today=today, named=named)


def lines(report: ActivityReport) -> list[tuple[str, ...]]:
    return [(f"{contact.on}", contact.kind, contact.whom, contact.result) for contact in report.contacts]


def pages(report: ActivityReport) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(activity_report_pdf(report))).pages]


def sheet(report: ActivityReport) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(activity_report_xlsx(report)))
    return [list(row) for row in book.get_sheet_by_index(0).to_python(skip_empty_area=False)]


# What is in it.


def test_interviews_and_messages_stand_there_by_day_with_the_results_known_today(acme: Workspace) -> None:
    sent(acme, 1, "2026-11-17", response="reply", responded_on="2026-11-19")
    sent(acme, 2, "2026-11-02", kind="thank_you_email", response="reply", responded_on="2026-11-04")
    sent(acme, 3, "2026-11-19")
    put(acme, "interviews", **{**ACME, "interview_id": "i2", "held_at": "2026-11-19T10:00"})
    report = report_of(acme)
    assert lines(report) == [
        ("2026-11-02", "Interview by video", "Dana Ruiz", "Open"),
        ("2026-11-02", "Thank-you email", "Dana Ruiz", "Answered, Nov 4, 2026"),
        ("2026-11-17", "Status email", "Dana Ruiz", "No answer yet"),
    ]
    applications = {(contact.organization, contact.role) for contact in report.contacts}
    assert applications == {("Acme Robotics", "Analyst")}
    assert report.sentence == "1 interview and 2 follow-up messages."


def test_names_that_have_commas_are_told_apart(acme: Workspace) -> None:
    put(acme, "people", person_id="p2", name="Jo Kim, PhD")
    put(acme, "interviewers", interview_id="i1", person_id="p2", part="interviewer")
    assert [contact.whom for contact in report_of(acme).contacts] == ["Dana Ruiz; Jo Kim, PhD"]


def test_both_ends_of_the_period_count_and_what_is_beyond_does_not(acme: Workspace) -> None:
    for number, day in enumerate(("2026-11-01", "2026-11-02", "2026-11-10", "2026-11-11")):
        sent(acme, number, day)
    report = report_of(acme, start=MONDAY, end=date(2026, 11, 10))
    assert [f"{contact.on}" for contact in report.contacts] == ["2026-11-02", "2026-11-02", "2026-11-10"]


def test_what_came_back_or_was_written_by_them_is_not_counted(acme: Workspace) -> None:
    sent(acme, 1, "2026-11-17", response="bounced", responded_on="2026-11-17")
    sent(acme, 2, "2026-11-17")
    sent(acme, 3, "2026-11-10", kind="heard_from_employer")
    report = report_of(acme)
    assert (report.follow_ups, report.undelivered) == (1, 1)
    assert report.sentence == "1 interview and 1 follow-up message. 1 more message came back undelivered."
    assert [contact.result for contact in report.contacts] == [
        "Open",
        "Came back undelivered",
        "No answer yet",
    ]


@pytest.mark.parametrize(
    ("cells", "result"),
    [
        ({}, "Open"),
        ({"decision_by": "2026-11-27"}, "Open, a decision is due by Nov 27, 2026"),
        ({"decision_by": "2026-11-16"}, "Open"),
        ({"outcome": "rejected", "outcome_on": "2026-11-16"}, "Rejected, Nov 16, 2026"),
        ({"outcome": "offer"}, "Offer"),
        ({"outcome": "offer", "outcome_on": "2026-11-19"}, "Open"),
        ({"outcome": "withdrawn", "outcome_on": "2026-11-02"}, "Withdrawn by me, Nov 2, 2026"),
        ({"outcome": "let_go", "outcome_on": "2026-11-17"}, "No longer pursued, Nov 17, 2026"),
    ],
)
def test_the_result_of_an_interview_is_what_is_known_today(
    acme: Workspace, cells: Mapping[str, str], result: str
) -> None:
    put(acme, "interviews", **{**ACME, **cells})
    assert [contact.result for contact in report_of(acme).contacts] == [result]


def test_an_interview_called_off_before_its_day_was_not_held_and_a_later_round_says_so(
    acme: Workspace,
) -> None:
    put(acme, "interviews", **{**ACME, "interview_id": "i2", "round": "2", "format": ""})
    kinds = [contact.kind for contact in report_of(acme).contacts]
    assert kinds == ["Interview by video", "Interview, round 2"]
    put(acme, "interviews", **{**ACME, "outcome": "withdrawn", "outcome_on": "2026-11-01"})
    assert [contact.kind for contact in report_of(acme).contacts] == ["Interview, round 2"]


def test_a_period_that_ends_before_it_begins_is_refused(acme: Workspace) -> None:
    with pytest.raises(BadValue, match="Choose a last day that is not before the first"):
        report_of(acme, start=LAST, end=FIRST)
    assert len(report_of(acme, start=MONDAY, end=MONDAY).contacts) == 1


# On paper.


def test_the_paper_names_the_candidate_the_period_and_where_to_sign(acme: Workspace) -> None:
    for key, value in {
        "name": "Robin Ashby",
        "email": "robin@example.org",
        "phone": "+1 212 555 0100",
    }.items():
        put(acme, "settings", key=key, value=value)
    [page] = pages(report_of(acme))
    for words in (
        "Proof of job search",
        "Robin Ashby",
        "robin@example.org, +1 212 555 0100",
        "November 1, 2026 to November 30, 2026",
        "As recorded on November 18, 2026",
        "Dana Ruiz",
        "Place and date",
        "Signature",
        "Page 1 of 1",
    ):
        assert words in page


def test_without_names_no_name_of_those_met_is_anywhere(acme: Workspace) -> None:
    report = report_of(acme, named=False)
    assert "Dana" not in "".join(pages(report))
    assert not any("Dana" in str(cell) for row in sheet(report) for cell in row)
    assert "With" not in sheet(report)[-2]


def test_many_contacts_go_over_pages_that_are_numbered_and_headed(acme: Workspace) -> None:
    report = report_of(acme)
    texts = pages(replace(report, contacts=report.contacts * 90))
    assert len(texts) > 2
    for number, page in enumerate(texts, 1):
        assert f"Page {number} of {len(texts)}" in page
    assert all("Organization" in page for page in texts[:-1])
    assert "Signature" in texts[-1]


def test_an_empty_period_says_so_and_can_still_be_signed(acme: Workspace) -> None:
    report = report_of(acme, start=date(2026, 10, 1), end=date(2026, 10, 31))
    [page] = pages(report)
    assert "Nothing is recorded in this period." in page
    assert "Signature" in page
    assert ["Nothing is recorded in this period."] in [row[:1] for row in sheet(report)]


@pytest.mark.parametrize(("country", "points"), [("US", (612, 792)), ("DE", (595, 842)), ("", (595, 842))])
def test_the_paper_is_the_one_of_the_country(acme: Workspace, country: str, points: tuple[int, int]) -> None:
    put(acme, "settings", key="country", value=country)
    box = PdfReader(io.BytesIO(activity_report_pdf(report_of(acme)))).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == points


def test_texts_without_end_stay_on_the_paper_and_are_whole_in_the_workbook(acme: Workspace) -> None:
    put(acme, "interviews", **{**ACME, "organization": "Acme " * 3_000, "role": "x" * 15_000})
    put(acme, "settings", key="name", value="Robin " * 2_000)
    report = report_of(acme)
    assert len(pages(report)) == 1
    assert sheet(report)[-1][1:3] == ["Acme " * 3_000, "x" * 15_000]


# As a workbook.


def test_in_the_workbook_days_are_dates_and_text_is_text(acme: Workspace) -> None:
    put(acme, "interviews", **{**ACME, "organization": "=1+1"})
    assert sheet(report_of(acme))[-2:] == [
        ["Day", "Organization", "Role", "Contact", "With", "Result"],
        [MONDAY, "=1+1", "Analyst", "Interview by video", "Dana Ruiz", "Open"],
    ]


def test_the_same_proof_gives_the_same_bytes(acme: Workspace) -> None:
    sent(acme, 1, "2026-11-10")
    report = report_of(acme)
    assert activity_report_pdf(report) == activity_report_pdf(report)
    assert activity_report_xlsx(report) == activity_report_xlsx(report)
