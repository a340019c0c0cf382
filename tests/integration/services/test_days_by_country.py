"""Every day that a candidate reads is written as in their country, wherever it is shown."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from followup_core.services.activity_report import activity_report
from followup_core.services.application_list import application_rows
from followup_core.services.calendar_feed import calendar_file
from followup_core.services.candidate_settings import save_settings
from followup_core.services.digest import digest
from followup_core.services.interview_timeline import planned_days, timeline_sentence
from followup_core.services.sample_data import load_sample_data
from followup_core.services.situations.situation_service import advice, applicable_situations
from followup_core.services.statistics.weekly_review import weekly_review
from followup_core.services.today_overview import step_cards, today_overview
from followup_core.services.workshops.handout import own_handout
from followup_core.services.workspace import Workspace, WorkspaceView
from followup_core.services.workspace_registry import SAMPLE_DIR

from .workspaces import TODAY, moment

MONTHS = (
    "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|January|February|March|April|June|July"
    "|August|September|October|November|December)"
)
MONTH_FIRST = re.compile(rf"\b{MONTHS} \d{{1,2}}\b")
DAY_FIRST = re.compile(rf"\b\d{{1,2}} {MONTHS}\b")


def texts(view: WorkspaceView, folder: Path) -> Iterator[str]:
    """Yield all that is said about a workspace: Today, the digest, interviews, advice and exports."""
    yield from (f"{card.when} {card.step.because}" for card in step_cards(view, view.steps))
    yield from (closed.sentence for closed in today_overview(view).closed)
    yield digest(view).text
    yield from (repr(row) for row in application_rows(view))
    yield repr(weekly_review(view))
    yield repr(own_handout(view, title="Handout"))
    report = activity_report(view, start=TODAY.replace(month=1, day=1), end=TODAY, today=TODAY)
    yield f"{report.period} {report.contacts}"
    yield (
        calendar_file(view, folder, made_at=datetime(2026, 11, 18, tzinfo=UTC)).decode().replace("\r\n ", "")
    )
    for interview_id in view.records.interviews:
        yield timeline_sentence(view, interview_id)
        yield from (day.because for day in planned_days(view, interview_id))
        for situation in applicable_situations(view, interview_id):
            yield " ".join(advice(view, interview_id, situation.id).sentences)


@pytest.mark.parametrize(
    ("country", "right", "wrong"),
    [("US", MONTH_FIRST, DAY_FIRST), ("", MONTH_FIRST, DAY_FIRST), ("GB", DAY_FIRST, MONTH_FIRST)],
    ids=["US", "no country", "GB"],
)
def test_every_day_is_written_as_in_the_country_of_the_candidate(
    workspace: Workspace, folder: Path, country: str, right: re.Pattern[str], wrong: re.Pattern[str]
) -> None:
    load_sample_data(workspace, moment(), SAMPLE_DIR)
    save_settings(workspace, moment(), {"country": country})
    said = list(texts(workspace.view(TODAY), folder))
    assert sum(bool(right.search(text)) for text in said) > 20
    assert [text for text in said if wrong.search(text)] == []
