"""An interview that didn't take place: nobody is thanked for it, until it has a new day."""

import re
from datetime import date, timedelta

from followup_core.cadence import StepKind
from followup_core.messages import Tone
from followup_core.models import MessageKind, TouchpointKind, YesNo
from followup_core.services.interview_service import edit_interview
from followup_core.services.interview_timeline import timeline_sentence
from followup_core.services.messages.message_facts import DraftRequest
from followup_core.services.messages.message_writing import draft_message, template_repository
from followup_core.services.situations.situation_service import SituationAnswers, record_situation
from followup_core.services.today_overview import today_overview
from followup_core.services.workspace import Workspace

from .workspaces import TODAY, at, entry, moment, sent, started, view, with_person


def missed(workspace: Workspace, answer: YesNo = YesNo.YES) -> str:
    """Enter an interview of today, and that somebody who should have called didn't."""
    interview_id = started(workspace, held_on=TODAY)
    with_person(workspace, interview_id)
    record_situation(workspace, moment(), interview_id, "meeting_missed", SituationAnswers(not_held=answer))
    return interview_id


def test_nobody_is_thanked_or_asked_about_and_news_is_asked_for_in_true_words(workspace: Workspace) -> None:
    interview_id = missed(workspace)
    today = today_overview(view(workspace))
    assert (today.do_now, today.checklists) == ((), ())
    monday = today_overview(view(workspace, date(2026, 11, 30)))
    [step] = monday.do_now
    assert (step.kind, step.cause) == (
        StepKind.STATUS_EMAIL,
        "Your interview of November 18 didn't take place, and you have no new day yet.",
    )
    assert timeline_sentence(view(workspace), interview_id).startswith(
        "Your interview at Acme Robotics on November 18 didn't take place."
    )


def test_a_message_about_it_gets_a_week_for_the_answer(workspace: Workspace) -> None:
    interview_id = missed(workspace)
    sent(workspace, interview_id, TouchpointKind.QUESTION, TODAY + timedelta(days=1))
    assert not today_overview(view(workspace, date(2026, 11, 25))).do_now
    assert today_overview(view(workspace, date(2026, 11, 27))).do_now


def test_with_a_new_day_it_is_an_interview_like_any_other(workspace: Workspace) -> None:
    interview_id = missed(workspace)
    new_day = at("2026-11-20T10:00")
    edit_interview(workspace, moment(), interview_id, entry(held_at=new_day))
    held = today_overview(view(workspace, new_day.date()))
    assert [step.kind for step in held.do_now] == [StepKind.THANK_YOU_EMAIL]
    assert held.checklists


def test_another_call_that_was_missed_leaves_the_interview_as_it_is(workspace: Workspace) -> None:
    missed(workspace, YesNo.NO)
    assert [step.kind for step in today_overview(view(workspace)).do_now] == [StepKind.THANK_YOU_EMAIL]


def test_no_draft_asks_for_news_as_if_they_had_talked(workspace: Workspace) -> None:
    interview_id = missed(workspace)
    [person] = view(workspace).interview_details(interview_id).interviewers
    templates, _ = template_repository().current()
    later = view(workspace, date(2026, 11, 30))
    for tone in Tone:
        request = DraftRequest(kind=MessageKind.STATUS_EMAIL, person_id=person.person_id, tone=tone)
        body = draft_message(later, templates, interview_id, request).message.body
        assert not re.search(r"(?i)\bmet\b|talk|enjoyed|spoke|conversation", body)
