"""A day that nobody named is called our estimate wherever it is shown, and a promise a promise."""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from followup_core.models import AnswerValue, DateBasis
from followup_core.services.activity_report import activity_report
from followup_core.services.calendar_feed import calendar_file
from followup_core.services.digest import digest
from followup_core.services.guided_checklist import checklist_progress
from followup_core.services.interview_service import set_decision
from followup_core.services.interview_timeline import planned_days, timeline
from followup_core.services.situations.situation_service import (
    SituationAnswers,
    detected_situations,
    record_situation,
)
from followup_core.services.statistics.weekly_review import weekly_review_pdf
from followup_core.services.today_overview import step_cards
from followup_core.services.workshops.handout import own_handout
from followup_core.services.workspace import Workspace, WorkspaceView
from followup_core.services.workspace_export import summary_table

from .workspaces import MONDAY, TODAY, moment, started, view, with_person

SLOW = date(2026, 11, 30)
BACK = date(2026, 12, 7)
ESTIMATES = {
    "slow_organization": (SituationAnswers(), SLOW),
    "contact_away": (SituationAnswers(back_on=BACK), BACK),
    "holidays": (SituationAnswers(back_on=BACK), BACK),
}
PROMISES = {
    "promise_missed": SituationAnswers(decision_by=BACK),
    "verbal_yes": SituationAnswers(decision_by=BACK),
}
CLAIMS = ("decide by", "should hear by", "decision is due by", "expected to hear by")


@pytest.fixture
def interview_id(workspace: Workspace) -> str:
    """An interview on Monday, November 2, where nobody named a day."""
    made = started(workspace)
    with_person(workspace, made)
    return made


def texts(shown: WorkspaceView, folder: Path, interview_id: str) -> Iterator[str]:
    """Yield every text that tells until when an answer is expected."""
    yield " ".join(card.step.because for card in step_cards(shown, shown.steps))
    yield digest(shown).text
    yield " ".join(mark.what for mark in timeline(shown, interview_id))
    yield " ".join(day.because for day in planned_days(shown, interview_id))
    yield repr(own_handout(shown, title="Handout"))
    yield repr(activity_report(shown, start=MONDAY, end=shown.today, today=shown.today).contacts)
    ics = calendar_file(shown, folder, made_at=datetime(2026, 11, 18, tzinfo=UTC))
    yield ics.decode().replace("\r\n ", "")
    yield PdfReader(io.BytesIO(weekly_review_pdf(shown))).pages[0].extract_text()


@pytest.mark.parametrize("situation", ESTIMATES)
@pytest.mark.parametrize("days_later", [-3, 3])
def test_an_estimate_is_never_told_as_their_date(
    workspace: Workspace, folder: Path, interview_id: str, situation: str, days_later: int
) -> None:
    answers, day = ESTIMATES[situation]
    record_situation(workspace, moment(), interview_id, situation, answers)
    shown = view(workspace, day + timedelta(days=days_later))
    assert shown.interview_details(interview_id).date_basis is DateBasis.ESTIMATED
    said = list(texts(shown, folder, interview_id))
    assert [text for text in said if any(claim in text for claim in CLAIMS)] == []
    assert sum("estimate" in text.lower() or "expect" in text.lower() for text in said) >= 5
    assert decision_in_the_workbook(workspace) is None
    assert "date_passed" not in [found.id for found in detected_situations(shown, interview_id)]


@pytest.mark.parametrize("situation", PROMISES)
def test_a_promise_is_told_as_a_promise(
    workspace: Workspace, folder: Path, interview_id: str, situation: str
) -> None:
    record_situation(workspace, moment(), interview_id, situation, PROMISES[situation])
    said = list(texts(view(workspace), folder, interview_id))
    assert [text for text in said if any(claim in text for claim in CLAIMS)] == []
    assert sum("promised" in text for text in said) >= 5


def test_the_checklist_still_asks_for_their_date_and_takes_it_as_theirs(
    workspace: Workspace, interview_id: str
) -> None:
    record_situation(workspace, moment(), interview_id, "slow_organization")
    progress = checklist_progress(view(workspace), interview_id)
    assert progress.details.named_date is None
    set_decision(workspace, moment(), interview_id, SLOW)
    details = view(workspace).interview_details(interview_id)
    assert (details.date_basis, details.named_date) == (DateBasis.NAMED, SLOW)
    assert details.answer_to("asked_time_frame") is not AnswerValue.YES


def decision_in_the_workbook(workspace: Workspace) -> object:
    summary = summary_table(view(workspace))
    return summary.rows[0][summary.header.index("Decision by")]


def test_a_day_they_named_is_told_as_theirs(workspace: Workspace, folder: Path, interview_id: str) -> None:
    for situation, answers in PROMISES.items():
        record_situation(workspace, moment(), interview_id, situation, answers)
        assert decision_in_the_workbook(workspace) is None
    set_decision(workspace, moment(), interview_id, BACK)
    assert decision_in_the_workbook(workspace) == BACK
    said = list(texts(view(workspace, TODAY), folder, interview_id))
    assert sum(any(claim in text for claim in CLAIMS) for text in said) >= 5
