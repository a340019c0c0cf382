"""By when an offer is to be answered: said wherever days are said, until it's answered or the day is over."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from followup_core.charts import Lane
from followup_core.clock import Clock
from followup_core.models import Outcome, TouchpointKind
from followup_core.services.answer_deadline import all_open_deadlines, open_deadlines, record_answer
from followup_core.services.calendar_feed import CalendarFeed, calendar_file
from followup_core.services.candidate_settings import save_settings
from followup_core.services.digest import digest
from followup_core.services.guided_checklist import skip_checklist
from followup_core.services.interview_service import set_outcome
from followup_core.services.interview_timeline import timeline, timeline_sentence
from followup_core.services.row_changes import upsert
from followup_core.services.situations.situation_service import SituationAnswers, record_situation
from followup_core.services.statistics.weekly_review import weekly_review
from followup_core.services.today_overview import headline, next_sentence, today_overview
from followup_core.services.workspace import NotFound, Workspace

from .workspaces import TODAY, moment, refusal, rows, sent, started, taken_back, thanked, view

FRIDAY = date(2026, 11, 20)
MONDAY_AFTER = date(2026, 11, 23)


def offered(workspace: Workspace, by: date | None = FRIDAY, organization: str = "Acme Robotics") -> str:
    """Enter an interview whose offer came yesterday and wants an answer by a day; nothing else is owed."""
    interview_id = started(workspace, organization)
    thanked(workspace, interview_id)
    skip_checklist(workspace, moment(), interview_id)
    answers = SituationAnswers(on=TODAY - timedelta(days=1), answer_by=by)
    record_situation(workspace, moment(), interview_id, "offer_to_weigh", answers)
    return interview_id


def preferred(workspace: Workspace, by: date = FRIDAY) -> str:
    """Enter an interview at the employer that is told of another company's offer."""
    held_on = date(2026, 11, 16)
    interview_id = started(workspace, "Borealis", held_on)
    thanked(workspace, interview_id, held_on)
    skip_checklist(workspace, moment(), interview_id)
    record_situation(workspace, moment(), interview_id, "other_offer", SituationAnswers(answer_by=by))
    return interview_id


def open_days(workspace: Workspace, interview_id: str, today: date = TODAY) -> list[tuple[date, bool]]:
    details = view(workspace, today).interview_details(interview_id)
    return [(deadline.on, deadline.of_another) for deadline in open_deadlines(details, today)]


# --- as long as it means something ------------------------------------------------------------------


def test_a_deadline_is_open_through_its_day(workspace: Workspace) -> None:
    interview_id = offered(workspace)
    assert open_days(workspace, interview_id, FRIDAY) == [(FRIDAY, False)]
    assert open_days(workspace, interview_id, FRIDAY + timedelta(days=1)) == []


def test_thanks_are_no_answer_and_a_withdrawal_or_an_undone_offer_ends_it(workspace: Workspace) -> None:
    interview_id = offered(workspace)
    sent(workspace, interview_id, TouchpointKind.CANDIDATE_REPLY)
    assert open_days(workspace, interview_id) == [(FRIDAY, False)]
    for outcome in (Outcome.WITHDRAWN, Outcome.REJECTED, None):
        set_outcome(workspace, moment(), interview_id, outcome, None)
        assert open_days(workspace, interview_id) == []


def test_another_companys_offer_is_owed_an_answer_whatever_this_one_says(workspace: Workspace) -> None:
    interview_id = preferred(workspace)
    for outcome in (None, Outcome.REJECTED, Outcome.OFFER, Outcome.LET_GO):
        set_outcome(workspace, moment(), interview_id, outcome, None)
        assert open_days(workspace, interview_id) == [(FRIDAY, True)]
    set_outcome(workspace, moment(), interview_id, Outcome.WITHDRAWN, None)
    assert open_days(workspace, interview_id) == []


@pytest.mark.parametrize("of_another", [False, True])
def test_who_answered_says_so_once_and_another_day_is_open_again(
    workspace: Workspace, of_another: bool
) -> None:
    interview_id = preferred(workspace) if of_another else offered(workspace)
    with taken_back(workspace) as action:
        record_answer(workspace, action, interview_id, of_another=of_another)
        assert open_days(workspace, interview_id) == []
    record_answer(workspace, moment(), interview_id, of_another=of_another)
    item = "other_answer_by" if of_another else "answer_by"
    later = upsert(
        "answers", interview_id=interview_id, person_id="", item=item, answer="yes", detail=MONDAY_AFTER
    )
    workspace.execute(moment(), "Reported again", lambda _: [later])
    assert open_days(workspace, interview_id) == [(MONDAY_AFTER, of_another)]


def test_an_answer_to_a_deadline_that_is_gone_is_refused_in_a_sentence(workspace: Workspace) -> None:
    interview_id = offered(workspace, by=None)
    message = refusal(workspace, lambda: record_answer(workspace, moment(), interview_id), NotFound)
    assert message == "There is no day to answer by anymore. Nothing is left to do."


def test_an_offer_that_is_an_interview_of_its_own_is_named_once(workspace: Workspace) -> None:
    preferred(workspace)
    own = offered(workspace, MONDAY_AFTER)
    assert [each.on for each in all_open_deadlines(view(workspace))] == [FRIDAY, MONDAY_AFTER]
    offered(workspace, FRIDAY, "Cedar")
    found = all_open_deadlines(view(workspace))
    assert [(each.interview.organization, each.on) for each in found] == [
        ("Cedar", FRIDAY),
        ("Acme Robotics", MONDAY_AFTER),
    ]
    assert found[1].interview.interview_id == own


# --- on Today ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "today", "is_due"),
    [
        (FRIDAY, date(2026, 11, 18), False),
        (FRIDAY, date(2026, 11, 19), True),
        (FRIDAY, FRIDAY, True),
        (FRIDAY, date(2026, 11, 21), False),
        (MONDAY_AFTER, date(2026, 11, 19), False),
        (MONDAY_AFTER, FRIDAY, True),
        (MONDAY_AFTER, date(2026, 11, 22), True),
        (date(2026, 11, 27), date(2026, 11, 24), False),
        (date(2026, 11, 27), date(2026, 11, 25), True),  # the day between is Thanksgiving
    ],
)
def test_an_answer_is_something_to_do_from_the_business_day_before(
    workspace: Workspace, by: date, today: date, is_due: bool
) -> None:
    save_settings(workspace, moment(), {"country": "US"})
    offered(workspace, by)
    overview = today_overview(view(workspace, today))
    assert [deadline.on for deadline in overview.deadlines] == [by] * is_due
    assert headline(overview) == ("One thing to do now." if is_due else "Nothing to do now.")


def test_before_that_it_is_what_comes_next_unless_something_is_sooner(workspace: Workspace) -> None:
    offered(workspace)
    shown = view(workspace)
    assert next_sentence(shown, today_overview(shown)) == (
        "Next: answer the offer from Acme Robotics, by Friday, November 20."
    )
    started(workspace, "Cedar", date(2026, 11, 19))
    shown = view(workspace)
    assert next_sentence(shown, today_overview(shown)) == (
        "Next: your interview at Cedar, on Thursday, November 19."
    )


def test_the_other_companys_deadline_is_something_to_do_as_well(workspace: Workspace) -> None:
    preferred(workspace)
    [deadline] = today_overview(view(workspace, FRIDAY)).deadlines
    assert deadline.title == "Answer the other company's offer"
    assert deadline.advice(view(workspace, FRIDAY).day_format) == (
        "You owe the other company an answer by Friday, November 20."
        " If Borealis hasn't decided, ask the other company for more time."
    )


def test_whoever_has_decided_is_not_said_to_be_undecided(workspace: Workspace) -> None:
    interview_id = preferred(workspace)
    set_outcome(workspace, moment(), interview_id, Outcome.REJECTED, None)
    [deadline] = all_open_deadlines(view(workspace))
    assert deadline.advice(view(workspace).day_format) == (
        "You owe the other company an answer by Friday, November 20."
    )


# --- on the timeline --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("of_another", "lane", "to_come", "passed"),
    [
        (False, Lane.THEY, "They'd like your answer by", "They wanted your answer by"),
        (
            True,
            Lane.YOU,
            "You owe the other company an answer by",
            "You owed the other company an answer by",
        ),
    ],
)
def test_the_day_is_marked_on_the_timeline_to_come_and_passed(
    workspace: Workspace, of_another: bool, lane: Lane, to_come: str, passed: str
) -> None:
    interview_id = preferred(workspace) if of_another else offered(workspace)
    for today, words in ((TODAY, to_come), (FRIDAY, to_come), (date(2026, 11, 21), passed)):
        marks = timeline(view(workspace, today), interview_id)
        assert [(mark.on, mark.lane) for mark in marks if mark.what == words] == [(FRIDAY, lane)]
        is_said = f"{to_come} Friday, November 20." in timeline_sentence(view(workspace, today), interview_id)
        assert is_said is (today <= FRIDAY)
    record_answer(workspace, moment(), interview_id, of_another=of_another)
    assert FRIDAY not in [
        mark.on for mark in timeline(view(workspace), interview_id) if "answer by" in mark.what
    ]


# --- in the calendar --------------------------------------------------------------------------------


def entries(raw: bytes) -> list[Any]:
    """Return the calendar's events about offers."""
    return [event for event in icalendar.Calendar.from_ical(raw).events if "offer" in str(event["summary"])]


def test_the_calendar_has_the_day_with_a_reminder_the_day_before(workspace: Workspace, folder: Path) -> None:
    interview_id = offered(workspace)
    now = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
    [event] = entries(calendar_file(view(workspace), folder, interview_id=interview_id, made_at=now))
    assert (event["summary"], event.start, event.end) == (
        "Answer the offer from Acme Robotics",
        FRIDAY,
        date(2026, 11, 21),
    )
    assert str(event["description"]) == (
        "They'd like your answer by Friday, November 20."
        " If you need more time, ask for it before the day is over."
    )
    [alarm] = event.walk("VALARM")
    assert alarm["trigger"].dt == timedelta(hours=-15), "at nine in the morning of the day before"
    [subscribed] = entries(CalendarFeed().calendar(workspace, Clock(system_time=lambda: now)))
    assert (subscribed["uid"], subscribed["description"]) == (event["uid"], event["description"])
    record_answer(workspace, moment(), interview_id)
    [gone] = entries(calendar_file(view(workspace), folder, made_at=now + timedelta(hours=1)))
    assert (gone["uid"], gone["summary"]) == (event["uid"], "No longer planned: Answer to an offer")


def test_two_deadlines_of_one_interview_are_two_events(workspace: Workspace, folder: Path) -> None:
    interview_id = preferred(workspace)
    answers = SituationAnswers(answer_by=MONDAY_AFTER)
    record_situation(workspace, moment(), interview_id, "offer_to_weigh", answers)
    raw = calendar_file(view(workspace), folder, made_at=datetime(2026, 11, 18, tzinfo=UTC))
    events = entries(raw)
    assert {(str(event["summary"]), event.start) for event in events} == {
        ("Answer the offer from Borealis", MONDAY_AFTER),
        ("Answer the other company's offer", FRIDAY),
    }
    assert len({str(event["uid"]) for event in events}) == 2


# --- in the digests ---------------------------------------------------------------------------------


def test_the_digest_tells_it_first_and_it_is_a_reason_to_write(workspace: Workspace) -> None:
    interview_id = offered(workspace)
    result = digest(view(workspace, FRIDAY))
    assert result.subject == "1 follow-up for today"
    assert len(result.due) == 1
    assert (
        "One thing to do now.\n\n"
        "Do now\n------\n\n"
        "- Answer the offer from Acme Robotics\n"
        "  They'd like your answer by Friday, November 20. If you need more time,\n"
        "  ask for it before the day is over.\n"
    ) in result.text
    assert result.text.count("They'd like your answer") == 1
    record_answer(workspace, moment(), interview_id)
    assert digest(view(workspace, FRIDAY)).due == ()


def test_the_week_has_it_however_far_away_the_day_is(workspace: Workspace) -> None:
    interview_id = offered(workspace, date(2026, 12, 18))
    assert weekly_review(view(workspace)).due == (
        "Answer the offer from Acme Robotics by Friday, December 18",
    )
    record_answer(workspace, moment(), interview_id)
    assert weekly_review(view(workspace)).due == ()
    assert {row["item"] for row in rows(workspace, "answers")} >= {"answer_by", "offer_answered"}
