"""An interview that didn't take place: nobody is thanked for it, until it has a new day."""

import re
from datetime import date, timedelta

from followup_core.cadence import StepKind
from followup_core.messages import Tone
from followup_core.models import AnswerValue, MessageKind, Outcome, TouchpointKind, YesNo
from followup_core.services.guided_checklist import save_answer
from followup_core.services.interview_service import edit_interview, set_outcome
from followup_core.services.interview_timeline import timeline_sentence
from followup_core.services.messages.message_facts import DraftRequest
from followup_core.services.messages.message_writing import draft_message, template_repository
from followup_core.services.open_cancellations import canceled_change, record_takes_place
from followup_core.services.situations.situation_service import (
    SituationAnswers,
    applicable_situations,
    record_situation,
)
from followup_core.services.today_overview import today_overview
from followup_core.services.touchpoints import record_response
from followup_core.services.workspace import Workspace

from .workspaces import TODAY, at, checklist_item, entry, moment, sent, started, view, with_person


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


def test_a_question_waits_for_no_thank_you_that_nobody_is_owed(workspace: Workspace) -> None:
    """The question was due on Wednesday; on a Saturday, an email may still go out."""
    interview_id = missed(workspace)
    saturday = view(workspace, date(2026, 11, 28))
    [step] = today_overview(saturday).do_now
    assert step.kind is StepKind.STATUS_EMAIL
    assert timeline_sentence(saturday, interview_id).endswith(
        "Next, if nothing else happens: status email today."
    )


def test_nobody_is_connected_with_who_was_not_met(workspace: Workspace) -> None:
    interview_id = missed(workspace)
    [dana] = view(workspace).interview_details(interview_id).interviewers
    agreed = checklist_item(workspace, "agreed_linkedin")
    save_answer(workspace, moment(), interview_id, agreed, AnswerValue.YES, person_id=dana.person_id)
    assert today_overview(view(workspace)).do_now == ()


def test_no_interview_went_badly_that_did_not_take_place(workspace: Workspace) -> None:
    interview_id = missed(workspace)
    offered = [each.id for each in applicable_situations(view(workspace), interview_id)]
    assert "reposted" in offered
    assert "went_badly" not in offered


def test_while_nobody_said_what_becomes_of_a_canceled_interview_no_situation_advises_to_write(
    workspace: Workspace,
) -> None:
    interview_id = started(workspace, held_on=TODAY)
    assert applicable_situations(view(workspace), interview_id)
    cancel(workspace, interview_id)
    assert applicable_situations(view(workspace), interview_id) == ()
    assert timeline_sentence(view(workspace), interview_id) == (
        "Your interview at Acme Robotics on November 18 was canceled. Nothing more is planned."
    )
    record_takes_place(workspace, moment(), interview_id)
    assert applicable_situations(view(workspace), interview_id)


def test_what_they_answered_is_asked_only_once_it_is_said_what_becomes_of_a_canceled_interview(
    workspace: Workspace,
) -> None:
    """A next round, entered for the new day that they named, would say that the canceled one took place."""
    interview_id = started(workspace, held_on=TODAY)
    cancel(workspace, interview_id)
    record_response(workspace, moment(), interview_id, on=TODAY)
    assert today_overview(view(workspace)).responses == ()
    record_takes_place(workspace, moment(), interview_id)
    assert len(today_overview(view(workspace)).responses) == 1


def cancel(workspace: Workspace, interview_id: str) -> None:
    held_on = view(workspace).interview_details(interview_id).interview.held_on
    workspace.execute(moment(), "Import", lambda _: [canceled_change(interview_id, held_on.isoformat())])


def test_whoever_is_asked_back_after_a_canceled_interview_thanks_nobody_for_it(workspace: Workspace) -> None:
    interview_id = started(workspace, held_on=TODAY)
    with_person(workspace, interview_id)
    cancel(workspace, interview_id)
    set_outcome(workspace, moment(), interview_id, Outcome.WITHDRAWN, TODAY)
    record_situation(workspace, moment(), interview_id, "asked_back")
    today = today_overview(view(workspace))
    assert (today.do_now, today.canceled) == ((), ())


def test_an_interview_that_ended_before_its_day_was_not_held_if_they_come_back(workspace: Workspace) -> None:
    interview_id = started(workspace, held_on=TODAY)
    with_person(workspace, interview_id)
    before = TODAY - timedelta(days=2)
    set_outcome(workspace, moment(before), interview_id, Outcome.REJECTED, before)
    later = moment(TODAY + timedelta(days=1))
    record_situation(workspace, later, interview_id, "heard_after_all")
    today = today_overview(view(workspace, later.today))
    assert StepKind.THANK_YOU_EMAIL not in {step.kind for step in (*today.do_now, *today.waiting)}


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
