"""The day at a glance: what is shown, in which order, and in which words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from followup_core.cadence import Step, StepKind, StepState
from followup_core.cadence.step import NoDateKnown
from followup_core.models import AnswerValue, InterviewerPart, Outcome, TouchpointKind, YesNo
from followup_core.playbook import Subject
from followup_core.services.candidate_settings import save_settings
from followup_core.services.guided_checklist import (
    checklist_progress,
    save_answer,
    skip_checklist,
    unfinished_checklists,
)
from followup_core.services.interview_service import (
    edit_interview,
    set_decision,
    set_interest,
    set_outcome,
    start_interview,
)
from followup_core.services.people_service import add_interviewer
from followup_core.services.situations.recording import SituationAnswers
from followup_core.services.situations.situation_service import record_situation
from followup_core.services.today_overview import (
    StepCard,
    TodayOverview,
    checklist_label,
    checklist_sentence,
    headline,
    leave_until,
    next_sentence,
    step_cards,
    today_overview,
)
from followup_core.services.touchpoints import (
    ResponseKind,
    TouchpointEntry,
    record_response,
    record_touchpoint,
)
from followup_core.services.workspace import Workspace

from .situation_histories import view_of
from .workspaces import MONDAY, TODAY, at, entry, moment, started, thanked, view, with_person

STEP = Step(
    kind=StepKind.STATUS_EMAIL,
    interview_id="i",
    person_id="",
    earliest=TODAY,
    due=TODAY,
    state=StepState.DUE,
    reason=NoDateKnown(met_on=TODAY, quiet_days=5, earliest=TODAY),
    because="Because.",
    cause="Cause.",
    rule="A7",
)
NOTHING = TodayOverview(responses=(), checklists=(), do_now=(), waiting=(), coming=(), closed=(), empty=True)


@pytest.mark.parametrize(
    ("now", "later", "sentence"),
    [
        (0, 0, "Nothing to do now."),
        (1, 0, "One thing to do now."),
        (2, 0, "Two things to do now."),
        (12, 0, "Twelve things to do now."),
        (13, 0, "13 things to do now."),
        (0, 1, "Nothing to do now. One to leave alone."),
        (1, 2, "One thing to do now. Two to leave alone."),
        (2, 12, "Two things to do now. Twelve to leave alone."),
        (12, 1, "Twelve things to do now. One to leave alone."),
        (1000, 13, "1000 things to do now. 13 to leave alone."),
    ],
)
def test_the_headline_says_the_day_in_a_breath(now: int, later: int, sentence: str) -> None:
    day = replace(NOTHING, do_now=(STEP,) * now, waiting=(STEP,) * later)
    assert headline(day) == sentence


def next_on(workspace: Workspace, today: date = TODAY) -> str:
    """Return what Today says comes next."""
    return next_sentence(view(workspace, today), today_overview(view(workspace, today)))


def test_a_day_with_nothing_to_do_says_what_comes_next_and_when(workspace: Workspace) -> None:
    interview_id = start_interview(workspace, moment(), entry(decision_by=date(2026, 11, 20)))
    with_person(workspace, interview_id)
    assert next_on(workspace) == ""
    sent = TouchpointEntry(
        interview_id=interview_id,
        person_id=with_person(workspace, interview_id),
        kind=TouchpointKind.THANK_YOU_EMAIL,
        sent_on=MONDAY,
    )
    record_touchpoint(workspace, moment(), sent)
    skip_checklist(workspace, moment(), interview_id)
    assert next_on(workspace) == "Next: email Dana Ruiz for an update, from Monday, November 23."
    start_interview(workspace, moment(), entry("Borealis", at("2026-11-23T09:00")))
    assert next_on(workspace) == "Next: email Dana Ruiz for an update, from Monday, November 23."
    start_interview(workspace, moment(), entry("Cedar", at("2026-11-22T09:00")))
    assert next_on(workspace) == "Next: your interview at Cedar, on Sunday, November 22."


def test_keeping_in_touch_comes_next_however_far_away_it_is(workspace: Workspace) -> None:
    interview_id = started(workspace)
    set_interest(workspace, moment(), interview_id, YesNo.YES)
    set_outcome(workspace, moment(), interview_id, Outcome.REJECTED, date(2026, 11, 10))
    assert next_on(workspace) == "Next: say hello to Acme Robotics, from Monday, February 8, 2027."


def test_with_nothing_ahead_nothing_comes_next(workspace: Workspace) -> None:
    set_outcome(workspace, moment(), started(workspace), Outcome.WITHDRAWN, TODAY)
    assert next_on(workspace) == ""


def test_a_call_for_an_open_office_comes_next_on_a_weekend() -> None:
    weekend = view_of("asked once on the day", date(2026, 11, 28))
    assert next_sentence(weekend, today_overview(weekend)) == (
        "Next: leave Dana a short voicemail, from Monday, November 30."
    )


def test_a_job_that_is_not_wanted_any_more_leaves_a_withdrawal_to_write() -> None:
    shown = view_of("the job isn't wanted any more", TODAY)
    assert next_sentence(shown, today_overview(shown)) == (
        "If you haven't told Acme Robotics that you're no longer interested,"
        " a short withdrawal is a good way to end it."
    )


def test_a_chase_after_enough_messages_of_other_kinds_may_be_left_out() -> None:
    shown = view_of("texted twice", date(2026, 11, 9))
    [card] = step_cards(shown, today_overview(shown).do_now)
    assert card.comfort == (
        "You've asked twice already, counting calls and texts, so you can also let this one go.",
    )
    before = view_of("texted twice", date(2026, 11, 6))
    assert [card.comfort for card in step_cards(before, before.steps)] == [()]


def test_a_chase_may_wait_until_the_day_after_a_late_thank_you() -> None:
    shown = view_of("thanked late, on the day to ask", date(2026, 11, 17))
    [card] = step_cards(shown, today_overview(shown).do_now)
    assert card.comfort == ("They got your thank-you today, so this can wait until Wednesday, November 18.",)


def test_a_no_that_was_answered_asks_for_no_answer() -> None:
    asked = today_overview(view_of("said no, and still unanswered", date(2026, 11, 12))).closed
    answered = today_overview(view_of("said no, and answered", date(2026, 11, 12))).closed
    assert [closed.sentence for closed in (*asked, *answered)] == [
        "They said no on November 10. A short, gracious answer keeps the door open.",
        "They said no on November 10. You answered, and that keeps the door open.",
    ]


def test_an_empty_workspace_is_called_empty(workspace: Workspace) -> None:
    assert today_overview(view(workspace)) == NOTHING


def test_overdue_comes_first_and_then_what_is_due(workspace: Workspace) -> None:
    fresh, late = started(workspace, "Fresh", TODAY), started(workspace, "Late", date(2026, 11, 10))
    with_person(workspace, fresh, "Bo")
    with_person(workspace, late, "Ada")
    assert [
        (step.state, step.interview_id, step.kind) for step in today_overview(view(workspace)).do_now
    ] == [
        (StepState.OVERDUE, late, StepKind.THANK_YOU_EMAIL),
        (StepState.DUE, fresh, StepKind.THANK_YOU_EMAIL),
        (StepState.DUE, late, StepKind.STATUS_EMAIL),
    ]


def test_what_is_left_alone_is_in_the_order_in_which_it_ends(workspace: Workspace) -> None:
    for name, decision_by in (("Second", date(2026, 12, 10)), ("First", date(2026, 11, 20))):
        thanked(workspace, start_interview(workspace, moment(), entry(name, decision_by=decision_by)))
    shown = today_overview(view(workspace))
    assert shown.do_now == ()
    assert [step.earliest for step in shown.waiting] == [date(2026, 11, 23), date(2026, 12, 11)]


def test_keeping_in_touch_is_mentioned_only_when_it_is_near(workspace: Workspace) -> None:
    interview_id = started(workspace)
    set_interest(workspace, moment(), interview_id, YesNo.YES)
    set_outcome(workspace, moment(), interview_id, Outcome.REJECTED, date(2026, 11, 10))
    [step] = view(workspace).steps
    assert step.kind is StepKind.KEEP_IN_TOUCH
    assert today_overview(view(workspace)).waiting == ()
    near = step.earliest - timedelta(days=30)
    assert today_overview(view(workspace, near)).waiting == (view(workspace, near).steps[0],)


def test_interviews_ahead_are_listed_by_their_hour(workspace: Workspace) -> None:
    start_interview(workspace, moment(), entry("Later", at("2026-11-23T15:00")))
    start_interview(workspace, moment(), entry("Sooner", at("2026-11-23T09:00")))
    start_interview(workspace, moment(), entry("Today", at("2026-11-18T09:00")))
    assert [interview.organization for interview in today_overview(view(workspace)).coming] == [
        "Sooner",
        "Later",
    ]


# --- what they answered ----------------------------------------------------------------------------


def asked(workspace: Workspace, today: date = TODAY) -> list[str]:
    """Return the questions about what employers said."""
    return [response.sentence for response in today_overview(view(workspace, today)).responses]


def test_who_answered_is_asked_about_for_a_week(workspace: Workspace) -> None:
    for name, day in (("Older", 10), ("Edge", 11), ("Yesterday", 17), ("Now", 18)):
        record_response(workspace, moment(), started(workspace, name), on=date(2026, 11, day))
    assert asked(workspace) == [
        "Edge answered on November 11. What did they say?",
        "Yesterday answered yesterday. What did they say?",
        "Now answered today. What did they say?",
    ]


@pytest.mark.parametrize("decision_by", [None, date(2026, 11, 16), date(2026, 12, 10)])
def test_what_they_said_is_asked_before_and_after_the_promised_day(
    workspace: Workspace, decision_by: date | None
) -> None:
    interview_id = start_interview(workspace, moment(), entry(decision_by=decision_by))
    record_response(workspace, moment(), interview_id, on=TODAY)
    assert asked(workspace) == ["Acme Robotics answered today. What did they say?"]


@pytest.mark.parametrize("news", ResponseKind)
def test_what_they_said_is_asked_until_it_is_entered(workspace: Workspace, news: ResponseKind) -> None:
    interview_id = start_interview(workspace, moment(), entry(decision_by=date(2026, 12, 10)))
    friday = date(2026, 11, 13)
    record_response(workspace, moment(), interview_id, on=friday)
    before = len(view(workspace).interview_details(interview_id).touchpoints)
    decision_by = date(2026, 12, 1) if news is ResponseKind.NEW_DATE else None
    action = moment()
    record_response(workspace, action, interview_id, on=friday, kind=news, decision_by=decision_by)
    assert asked(workspace) == []
    assert len(view(workspace).interview_details(interview_id).touchpoints) == before
    workspace.undo(moment(), action.op_id)
    assert asked(workspace) == ["Acme Robotics answered on Friday. What did they say?"]


def test_a_second_answer_is_asked_about_again_even_on_the_same_day(workspace: Workspace) -> None:
    interview_id = started(workspace)
    for on in (date(2026, 11, 17), TODAY, TODAY):
        record_response(workspace, moment(), interview_id, on=on)
        assert len(asked(workspace)) == 1
        record_response(workspace, moment(), interview_id, on=on, kind=ResponseKind.NOT_YET)
        assert asked(workspace) == []


def test_an_earlier_answer_entered_late_does_not_ask_again(workspace: Workspace) -> None:
    interview_id = started(workspace)
    record_response(workspace, moment(), interview_id, on=TODAY, kind=ResponseKind.NOT_YET)
    record_response(workspace, moment(), interview_id, on=date(2026, 11, 16))
    assert asked(workspace) == []


def test_a_later_date_entered_elsewhere_is_what_they_said(workspace: Workspace) -> None:
    corrected, noted, same = (started(workspace, name) for name in ("Corrected", "Noted", "Same"))
    for interview_id in (corrected, noted, same):
        record_response(workspace, moment(), interview_id, on=TODAY)
    edit_interview(workspace, moment(), corrected, entry("Corrected", decision_by=date(2026, 12, 1)))
    set_decision(workspace, moment(), noted, date(2026, 12, 1))
    edit_interview(workspace, moment(), same, entry("Same", notes="Another note"))
    assert asked(workspace) == ["Same answered today. What did they say?"]


def test_a_situation_that_tells_what_they_said_answers_the_question(workspace: Workspace) -> None:
    interview_id = started(workspace)
    record_response(workspace, moment(), interview_id, on=TODAY)
    record_situation(workspace, moment(), interview_id, "vague_promise", SituationAnswers())
    assert asked(workspace) == []


# --- checklists -------------------------------------------------------------------------------------


def offered(workspace: Workspace, today: date = TODAY) -> list[tuple[str, str]]:
    """Return the checklists that Today offers: of which interview, and in which words."""
    checklists = today_overview(view(workspace, today)).checklists
    return [(progress.details.interview.organization, checklist_label(progress)) for progress in checklists]


def test_a_checklist_is_offered_from_the_interview_on_for_two_weeks(workspace: Workspace) -> None:
    interview_id = started(workspace, held_on=TODAY)
    assert offered(workspace, TODAY - timedelta(days=1)) == []
    for days in (0, 14):
        assert offered(workspace, TODAY + timedelta(days=days)) == [("Acme Robotics", "Start the checklist")]
    assert offered(workspace, TODAY + timedelta(days=15)) == []
    assert [
        details.interview.interview_id for details in unfinished_checklists(view(workspace, date(2027, 1, 1)))
    ] == [interview_id]


def test_a_checklist_that_was_begun_is_continued_and_a_finished_one_is_gone(workspace: Workspace) -> None:
    interview_id = started(workspace, held_on=TODAY)
    asked_of_all = [item for item in view(workspace).playbook.checklist if item.about is Subject.INTERVIEW]
    words = []
    for item in asked_of_all:
        words += [
            (checklist_label(progress), checklist_sentence(progress))
            for progress in today_overview(view(workspace, TODAY)).checklists
        ]
        save_answer(workspace, moment(), interview_id, item, AnswerValue.SKIPPED)
    assert words == [
        ("Start the checklist", "A few questions, one at a time. Each answer is saved as you give it."),
        ("Continue the checklist", "Next: the conversation, 1 of 3 done."),
        ("Continue the checklist", "Next: the conversation, 2 of 3 done."),
        ("Continue the checklist", "Next: the people, 0 of 1 done."),
        ("Continue the checklist", "Next: what you think, 0 of 1 done."),
    ]
    assert offered(workspace) == []


def test_people_that_an_import_named_do_not_begin_a_checklist(workspace: Workspace) -> None:
    with_person(workspace, started(workspace, held_on=TODAY))
    assert offered(workspace) == [("Acme Robotics", "Start the checklist")]


def test_checklists_come_latest_interview_first(workspace: Workspace) -> None:
    for name, day in (("Second", 16), ("Third", 9), ("First", 18)):
        started(workspace, name, date(2026, 11, day))
    assert [name for name, _ in offered(workspace)] == ["First", "Second", "Third"]


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome is not Outcome.NEXT_ROUND])
def test_an_interview_that_ended_asks_nothing(workspace: Workspace, outcome: Outcome) -> None:
    set_outcome(workspace, moment(), started(workspace, held_on=TODAY), outcome, TODAY)
    assert offered(workspace) == []


def test_an_earlier_round_asks_nothing_once_a_later_one_is_entered(workspace: Workspace) -> None:
    started(workspace, held_on=date(2026, 11, 16))
    assert len(offered(workspace)) == 1
    started(workspace, held_on=date(2026, 11, 23))
    assert offered(workspace) == []


def test_a_checklist_is_put_away_with_one_tap_and_its_questions_stay_open(workspace: Workspace) -> None:
    interview_id = started(workspace, held_on=TODAY)
    tap = moment()
    skip_checklist(workspace, tap, interview_id)
    assert offered(workspace) == []
    assert len(unfinished_checklists(view(workspace))) == 1
    assert not checklist_progress(view(workspace), interview_id).started
    workspace.undo(moment(), tap.op_id)
    assert offered(workspace) == [("Acme Robotics", "Start the checklist")]


def test_nothing_to_do_is_never_said_beside_a_checklist_or_a_question(workspace: Workspace) -> None:
    interview_id = started(workspace, held_on=TODAY)
    thanked(workspace, interview_id, on=TODAY)
    assert headline(today_overview(view(workspace))) == "One thing to do now. One to leave alone."
    record_response(workspace, moment(), interview_id, on=TODAY)
    assert headline(today_overview(view(workspace))) == "Two things to do now. One to leave alone."


def test_who_answered_with_an_outcome_is_not_asked_again(workspace: Workspace) -> None:
    interview_id = started(workspace)
    record_response(workspace, moment(), interview_id, on=TODAY, kind=ResponseKind.OFFER)
    assert today_overview(view(workspace)).responses == ()


def test_an_answer_to_an_earlier_round_asks_nothing(workspace: Workspace) -> None:
    first = started(workspace)
    started(workspace, held_on=date(2026, 11, 16))
    record_response(workspace, moment(), first, on=TODAY)
    assert today_overview(view(workspace)).responses == ()


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (
            Outcome.LET_GO,
            "Let go on November 17. A good decision: your time goes to the next one.",
        ),
        (
            Outcome.REJECTED,
            "They said no on November 17. A short, gracious answer keeps the door open.",
        ),
        (
            Outcome.OFFER,
            "An offer on November 17. Well done. Thank the people who helped.",
        ),
        (
            Outcome.NEXT_ROUND,
            "Next round since November 17. Enter its date, and the count starts again from there.",
        ),
        (Outcome.WITHDRAWN, "You withdrew on November 17."),
    ],
)
def test_each_ending_has_its_own_words(workspace: Workspace, outcome: Outcome, sentence: str) -> None:
    set_outcome(workspace, moment(), started(workspace), outcome, date(2026, 11, 17))
    assert [closed.sentence for closed in today_overview(view(workspace)).closed] == [sentence]


def test_a_next_round_that_is_entered_is_not_asked_for(workspace: Workspace) -> None:
    set_outcome(workspace, moment(), started(workspace), Outcome.NEXT_ROUND, date(2026, 11, 17))
    started(workspace, held_on=date(2026, 11, 26))
    assert [closed.sentence for closed in today_overview(view(workspace)).closed] == [
        "Next round since November 17. It is entered for November 26."
    ]


@pytest.mark.parametrize(("number", "role"), [(1, "Analyst"), (2, "Analyst"), (1, "Senior analyst")])
def test_no_interview_is_both_coming_and_asked_for(workspace: Workspace, number: int, role: str) -> None:
    first = started(workspace)
    set_outcome(workspace, moment(), first, Outcome.NEXT_ROUND, date(2026, 11, 17))
    later = start_interview(workspace, moment(), entry(held_at=at("2026-11-26T10:00"), role=role))
    edit_interview(
        workspace, moment(), later, replace(entry(held_at=at("2026-11-26T10:00"), role=role), round=number)
    )
    shown = today_overview(view(workspace))
    assert [interview.interview_id for interview in shown.coming] == [later]
    [closed] = shown.closed
    assert "Enter its date" not in closed.sentence


def test_endings_are_shown_latest_first_for_two_weeks(workspace: Workspace) -> None:
    for name, on in (("Old", date(2026, 11, 3)), ("Edge", date(2026, 11, 4)), ("New", TODAY)):
        set_outcome(workspace, moment(), started(workspace, name), Outcome.LET_GO, on)
    assert [closed.interview.organization for closed in today_overview(view(workspace)).closed] == [
        "New",
        "Edge",
    ]


# --- cards ------------------------------------------------------------------------------------------


def shown_as(workspace: Workspace, kind: StepKind, today: date = TODAY) -> StepCard:
    """Return the card of the one step of this kind."""
    steps = [step for step in view(workspace, today).steps if step.kind is kind]
    [card] = step_cards(view(workspace, today), steps)
    return card


def test_a_card_names_the_person_and_the_day(workspace: Workspace) -> None:
    interview_id = started(workspace, held_on=TODAY)
    with_person(workspace, interview_id)
    card = shown_as(workspace, StepKind.THANK_YOU_EMAIL)
    assert (card.title, card.when, card.done_label, card.can_decline) == (
        "Thank Dana Ruiz by email",
        "By Thursday, November 19",
        "Mark as sent",
        True,
    )
    assert card.person is not None
    assert card.person.name == "Dana Ruiz"
    assert len(card.advice.say) >= 3


@pytest.mark.parametrize(
    ("today", "when", "state_words"),
    [
        (date(2026, 11, 6), "Not before Monday, November 9", "Not before Monday, November 9"),
        (date(2026, 11, 9), "By Wednesday, November 11", "Due by Wednesday"),
        (date(2026, 11, 10), "By Wednesday, November 11", "Due tomorrow"),
        (date(2026, 11, 11), "Today", "Due today"),
        (date(2026, 11, 12), "Since Wednesday, November 11", "Overdue since yesterday"),
        (date(2026, 11, 13), "Since Wednesday, November 11", "Overdue since Wednesday"),
        (date(2026, 11, 18), "Since Wednesday, November 11", "Overdue since November 11"),
    ],
)
def test_a_card_says_when(workspace: Workspace, today: date, when: str, state_words: str) -> None:
    started(workspace)
    card = shown_as(workspace, StepKind.STATUS_EMAIL, today)
    assert (card.when, card.state_words) == (when, state_words)


def test_one_line_says_whom_to_leave_alone_until_when(workspace: Workspace) -> None:
    lines = []
    for organization, day in (("Acme", 16), ("Borealis", 11), ("Cedar", 17)):
        interview_id = started(workspace, organization, date(2026, 11, day))
        thanked(workspace, interview_id, date(2026, 11, day))
        shown = view(workspace, date(2026, 11, 17))
        lines.append(leave_until(shown, today_overview(shown)))
    assert lines == [
        "Acme until November 23",
        "Borealis until November 18, and one other",
        "Borealis until November 18, and two others",
    ]


def test_a_card_without_a_person_names_the_organization(workspace: Workspace) -> None:
    started(workspace)
    card = shown_as(workspace, StepKind.STATUS_EMAIL)
    assert (card.title, card.person) == ("Email Acme Robotics for an update", None)
    assert not card.can_decline


def test_a_thank_you_to_nobody_known_begins_with_the_question_who_was_met(workspace: Workspace) -> None:
    interview_id = started(workspace)
    card = shown_as(workspace, StepKind.THANK_YOU_EMAIL)
    assert (card.title, card.person) == ("Thank the people you met", None)
    assert (card.done_label, card.can_decline) == ("I've thanked them", True)
    questions = checklist_progress(view(workspace), interview_id).questions
    assert card.people_question in {question.item.id for question in questions}
    with_person(workspace, interview_id)
    card = shown_as(workspace, StepKind.THANK_YOU_EMAIL)
    assert (card.people_question, card.done_label) == ("", "Mark as sent")


def test_a_card_says_what_others_teach_about_its_day(workspace: Workspace) -> None:
    start_interview(workspace, moment(), entry(decision_by=date(2026, 11, 16)))
    ranges = view(workspace).playbook.number_ranges
    card = shown_as(workspace, StepKind.STATUS_EMAIL)
    assert card.other_advice == ranges["after_decision_business_days"]
    assert card.other_advice


def test_every_kind_of_step_has_a_card_with_a_title_and_a_button(workspace: Workspace) -> None:
    interview_id = started(workspace)
    person_id = with_person(workspace, interview_id)
    save_settings(workspace, moment(), {"readable_handwriting": "yes"})
    item = next(entry for entry in view(workspace).playbook.checklist if entry.id == "agreed_linkedin")
    save_answer(workspace, moment(), interview_id, item, AnswerValue.YES, person_id=person_id)
    shown = {
        kind: (card.title, card.done_label)
        for kind, card in (
            (kind, shown_as(workspace, kind, date(2026, 11, 9))) for kind in list(StepKind)[:4]
        )
    }
    for kind, touch in (
        (StepKind.VOICEMAIL, TouchpointKind.STATUS_EMAIL),
        (StepKind.LET_GO, TouchpointKind.VOICEMAIL),
    ):
        on = date(2026, 11, 9) if touch is TouchpointKind.STATUS_EMAIL else date(2026, 11, 16)
        record_touchpoint(
            workspace,
            moment(),
            TouchpointEntry(interview_id=interview_id, person_id=person_id, kind=touch, sent_on=on),
        )
        card = shown_as(workspace, kind)
        shown[kind] = (card.title, card.done_label)
    set_interest(workspace, moment(), interview_id, YesNo.YES)
    set_outcome(workspace, moment(), interview_id, Outcome.LET_GO, TODAY)
    card = shown_as(workspace, StepKind.KEEP_IN_TOUCH)
    shown[StepKind.KEEP_IN_TOUCH] = (card.title, card.done_label)
    assert shown == {
        StepKind.THANK_YOU_EMAIL: ("Thank Dana Ruiz by email", "Mark as sent"),
        StepKind.THANK_YOU_NOTE: ("Post a handwritten note to Dana Ruiz", "Mark as mailed"),
        StepKind.LINKEDIN_REQUEST: ("Connect with Dana Ruiz on LinkedIn", "Mark as sent"),
        StepKind.STATUS_EMAIL: ("Email Dana Ruiz for an update", "Mark as sent"),
        StepKind.VOICEMAIL: ("Leave Dana Ruiz a short voicemail", "Mark as called"),
        StepKind.LET_GO: ("Let Acme Robotics go", "Let it go"),
        StepKind.KEEP_IN_TOUCH: ("Say hello to Dana Ruiz", "Mark as sent"),
    }


def test_the_key_of_a_card_stays_while_its_dates_move(workspace: Workspace) -> None:
    started(workspace)
    keys = {shown_as(workspace, StepKind.STATUS_EMAIL, day).key for day in (MONDAY, TODAY)}
    assert len(keys) == 1


@pytest.mark.parametrize(
    ("today", "listed", "when", "state_words"),
    [
        (date(2026, 11, 20), "do_now", "Today", "Due today"),
        (date(2026, 11, 21), "waiting", "Call on Monday, November 23", "Call on Monday, November 23"),
        (date(2026, 11, 23), "do_now", "Since Friday, November 20", "Overdue since Friday"),
    ],
)
def test_a_call_waits_for_a_day_on_which_somebody_is_at_work(
    workspace: Workspace, today: date, listed: str, when: str, state_words: str
) -> None:
    interview_id = started(workspace)
    person_id = with_person(workspace, interview_id)
    for kind, day in (
        (TouchpointKind.THANK_YOU_EMAIL, MONDAY),
        (TouchpointKind.STATUS_EMAIL, date(2026, 11, 11)),
    ):
        record_touchpoint(
            workspace,
            moment(),
            TouchpointEntry(interview_id=interview_id, person_id=person_id, kind=kind, sent_on=day),
        )
    later = view(workspace, today)
    [step] = getattr(today_overview(later), listed)
    [card] = step_cards(later, [step])
    assert (step.kind, card.when) == (StepKind.VOICEMAIL, when)
    assert card.state_words == state_words


def test_the_people_of_one_interview_stand_in_the_order_in_which_they_were_entered(
    workspace: Workspace,
) -> None:
    interview_id = started(workspace, "Acme", TODAY)
    names = ["Zoe Adler", "Ada Okafor", "Mei Tanaka", "Bo Li"]
    for number, name in enumerate(names):
        add_interviewer(
            workspace,
            moment(op_id=f"{9 - number}00000000001"),
            interview_id,
            name=name,
            part=InterviewerPart.INTERVIEWER,
        )
    shown = view(workspace)
    thanks = [step for step in today_overview(shown).do_now if step.kind is StepKind.THANK_YOU_EMAIL]
    assert [shown.name(step.person_id) for step in thanks] == names
    by_id = [step.person_id for step in shown.steps if step.kind is StepKind.THANK_YOU_EMAIL]
    assert by_id == sorted(by_id)
    assert by_id != [step.person_id for step in thanks]
