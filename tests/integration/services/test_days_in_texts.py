"""How a day is told wherever it is shown: as in the country, and an estimate or a promise as what it is."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from followup_core.models import AnswerValue, DateBasis
from followup_core.services.activity_report import activity_report
from followup_core.services.application_list import application_rows
from followup_core.services.calendar_feed import calendar_file
from followup_core.services.candidate_settings import save_settings
from followup_core.services.digest import digest
from followup_core.services.guided_checklist import checklist_progress
from followup_core.services.interview_service import set_decision
from followup_core.services.interview_timeline import planned_days, timeline, timeline_sentence
from followup_core.services.sample_data import load_sample_data
from followup_core.services.situations.situation_service import (
    SituationAnswers,
    advice,
    applicable_situations,
    detected_situations,
    record_situation,
)
from followup_core.services.statistics.weekly_review import weekly_review_pdf
from followup_core.services.step_cards import step_cards
from followup_core.services.today_overview import today_overview
from followup_core.services.workshops.handout import own_handout
from followup_core.services.workspace import Workspace, WorkspaceView
from followup_core.services.workspace_export import summary_table
from followup_core.services.workspace_registry import SAMPLE_DIR

from .workspaces import moment, started, view, with_person


def texts(shown: WorkspaceView, folder: Path) -> Iterator[str]:
    """Yield what Today, the digest, each interview, the weekly review and the exports say."""
    yield from (f"{card.when} {card.step.because}" for card in step_cards(shown, shown.steps))
    yield from (closed.sentence for closed in today_overview(shown).closed)
    yield digest(shown).text
    yield from (repr(row) for row in application_rows(shown))
    for interview_id in shown.records.interviews:
        yield timeline_sentence(shown, interview_id)
        yield " ".join(mark.what for mark in timeline(shown, interview_id))
        yield from (day.because for day in planned_days(shown, interview_id))
    yield PdfReader(io.BytesIO(weekly_review_pdf(shown))).pages[0].extract_text()
    yield repr(own_handout(shown, title="Handout"))
    report = activity_report(shown, start=date(2026, 1, 1), end=shown.today, today=shown.today)
    yield f"{report.period} {report.contacts}"
    calendar = calendar_file(shown, folder, made_at=datetime(2026, 11, 18, tzinfo=UTC))
    yield calendar.decode().replace("\r\n ", "")


def all_advice(shown: WorkspaceView) -> Iterator[str]:
    for interview_id in shown.records.interviews:
        for situation in applicable_situations(shown, interview_id):
            yield " ".join(advice(shown, interview_id, situation.id).sentences)


# --- in the words of the country --------------------------------------------------------------------

MONTHS = (
    "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|January|February|March|April|June|July"
    "|August|September|October|November|December)"
)
MONTH_FIRST = re.compile(rf"\b{MONTHS} \d{{1,2}}\b")
DAY_FIRST = re.compile(rf"\b\d{{1,2}} {MONTHS}\b")


@pytest.mark.parametrize(
    ("country", "right", "wrong"),
    [("US", MONTH_FIRST, DAY_FIRST), ("GB", DAY_FIRST, MONTH_FIRST)],
    ids=["US", "GB"],
)
def test_every_day_is_written_as_in_the_country_of_the_candidate(
    workspace: Workspace, folder: Path, country: str, right: re.Pattern[str], wrong: re.Pattern[str]
) -> None:
    load_sample_data(workspace, moment(), SAMPLE_DIR)
    save_settings(workspace, moment(), {"country": country})
    said = [*texts(view(workspace), folder), *all_advice(view(workspace))]
    assert sum(bool(right.search(text)) for text in said) > 20
    assert [text for text in said if wrong.search(text)] == []


# --- who named it -----------------------------------------------------------------------------------

SLOW, BACK = date(2026, 11, 30), date(2026, 12, 7)
ESTIMATES = {
    "slow_organization": (SituationAnswers(), SLOW),
    "contact_away": (SituationAnswers(back_on=BACK), BACK),
    "holidays": (SituationAnswers(back_on=BACK), BACK),
}
PROMISES = ("promise_missed", "verbal_yes")
CLAIM = re.compile("decide by|should hear by|decision is due by|expected to hear by")


@pytest.fixture
def interview_id(workspace: Workspace) -> str:
    """An interview on Monday, November 2, where nobody named a day."""
    made = started(workspace)
    with_person(workspace, made)
    return made


def decision_in_the_workbook(workspace: Workspace) -> object:
    summary = summary_table(view(workspace))
    return summary.rows[0][summary.header.index("Decision by")]


@pytest.mark.parametrize(
    ("situation", "days_later"),
    [("slow_organization", -3), ("slow_organization", 3), ("contact_away", 3), ("holidays", -3)],
)
def test_an_estimate_is_never_told_as_their_date(
    workspace: Workspace, folder: Path, interview_id: str, situation: str, days_later: int
) -> None:
    answers, day = ESTIMATES[situation]
    record_situation(workspace, moment(), interview_id, situation, answers)
    shown = view(workspace, day + timedelta(days=days_later))
    assert shown.interview_details(interview_id).date_basis is DateBasis.ESTIMATED
    said = list(texts(shown, folder))
    assert [text for text in said if CLAIM.search(text)] == []
    assert sum("estimate" in text.lower() or "expect" in text.lower() for text in said) >= 6
    assert decision_in_the_workbook(workspace) is None
    assert "date_passed" not in [found.id for found in detected_situations(shown, interview_id)]


@pytest.mark.parametrize("situation", PROMISES)
def test_a_promise_is_told_as_a_promise_until_they_name_a_day(
    workspace: Workspace, folder: Path, interview_id: str, situation: str
) -> None:
    record_situation(workspace, moment(), interview_id, situation, SituationAnswers(decision_by=BACK))
    said = list(texts(view(workspace), folder))
    assert [text for text in said if CLAIM.search(text)] == []
    assert sum("promised" in text for text in said) >= 7
    assert decision_in_the_workbook(workspace) is None
    set_decision(workspace, moment(), interview_id, BACK)
    assert sum(bool(CLAIM.search(text)) for text in texts(view(workspace), folder)) >= 6
    assert decision_in_the_workbook(workspace) == BACK


def test_the_checklist_still_asks_for_their_date_and_takes_it_as_theirs(
    workspace: Workspace, interview_id: str
) -> None:
    record_situation(workspace, moment(), interview_id, "slow_organization")
    assert checklist_progress(view(workspace), interview_id).details.named_date is None
    set_decision(workspace, moment(), interview_id, SLOW)
    details = view(workspace).interview_details(interview_id)
    assert (details.date_basis, details.named_date) == (DateBasis.NAMED, SLOW)
    assert details.answer_to("asked_time_frame") is not AnswerValue.YES
