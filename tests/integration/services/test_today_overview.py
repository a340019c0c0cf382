"""The day at a glance: what is shown, in which order, and in which words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from followup_core.cadence import Step, StepKind, StepState
from followup_core.cadence.step import NoDateKnown
from followup_core.models import (
    AnswerValue,
    InterviewerPart,
    MessageKind,
    Outcome,
    TouchpointKind,
    YesNo,
)
from followup_core.playbook import Subject
from followup_core.services.application_list import ApplicationState, application_rows
from followup_core.services.candidate_settings import save_settings
from followup_core.services.digest import digest
from followup_core.services.due_steps import advised_plan
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
from followup_core.services.interview_timeline import planned_days, timeline_sentence
from followup_core.services.messages.message_queue import pending_messages
from followup_core.services.people_service import add_interviewer
from followup_core.services.recently_closed import RecentlyClosed
from followup_core.services.situations.recording import SituationAnswers
from followup_core.services.situations.situation_service import record_situation
from followup_core.services.step_cards import StepCard, step_cards
from followup_core.services.today_overview import (
    TodayOverview,
    checklist_label,
    checklist_sentence,
    headline,
    leave_until,
    next_sentence,
    today_overview,
)
from followup_core.services.touchpoints import ResponseKind, record_response
from followup_core.services.workspace import Workspace, WorkspaceView
from tests.unit.cadence.text_tables import Row, answer, interview, touch

from .situation_histories import HISTORIES, view_of, view_of_tables
from .workspaces import (
    TODAY,
    at,
    entry,
    moment,
    sent,
    started,
    thanked,
    view,
    with_person,
)

YESTERDAY = date(2026, 11, 17)
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
NOTHING = TodayOverview(
    canceled=(),
    deadlines=(),
    responses=(),
    checklists=(),
    do_now=(),
    waiting=(),
    coming=(),
    closed=(),
    empty=True,
)


def today(workspace: Workspace, on: date = TODAY) -> TodayOverview:
    return today_overview(view(workspace, on))


@pytest.mark.parametrize(
    ("now", "later", "sentence"),
    [
        (0, 0, "Nothing to do now."),
        (1, 0, "One thing to do now."),
        (0, 1, "Nothing to do now. One to leave alone."),
        (2, 12, "Two things to do now. Twelve to leave alone."),
        (1000, 13, "1000 things to do now. 13 to leave alone."),
    ],
)
def test_the_headline_says_the_day_in_a_breath(now: int, later: int, sentence: str) -> None:
    assert headline(replace(NOTHING, do_now=(STEP,) * now, waiting=(STEP,) * later)) == sentence


def test_nothing_to_do_is_never_said_beside_a_checklist_or_a_question(workspace: Workspace) -> None:
    assert today(workspace) == NOTHING
    interview_id = started(workspace, held_on=TODAY)
    thanked(workspace, interview_id, TODAY)
    assert headline(today(workspace)) == "One thing to do now. One to leave alone."
    record_response(workspace, moment(), interview_id, on=TODAY)
    assert headline(today(workspace)) == "Two things to do now. One to leave alone."


# --- what comes next --------------------------------------------------------------------------------


def next_in(shown: WorkspaceView) -> str:
    """Return what Today says comes next."""
    return next_sentence(shown, today_overview(shown))


def test_a_day_with_nothing_to_do_says_what_comes_next_and_when(workspace: Workspace) -> None:
    interview_id = start_interview(workspace, moment(), entry(decision_by=date(2026, 11, 20)))
    dana = with_person(workspace, interview_id)
    assert next_in(view(workspace)) == ""
    thanked(workspace, interview_id, person_id=dana)
    skip_checklist(workspace, moment(), interview_id)
    start_interview(workspace, moment(), entry("Borealis", at("2026-11-23T09:00")))
    assert next_in(view(workspace)) == "Next: email Dana Ruiz for an update, from Monday, November 23."
    start_interview(workspace, moment(), entry("Cedar", at("2026-11-22T09:00")))
    assert next_in(view(workspace)) == "Next: your interview at Cedar, on Sunday, November 22."


def test_keeping_in_touch_comes_next_however_far_away_it_is_and_is_listed_when_near(
    workspace: Workspace,
) -> None:
    interview_id = started(workspace)
    set_interest(workspace, moment(), interview_id, YesNo.YES)
    set_outcome(workspace, moment(), interview_id, Outcome.REJECTED, date(2026, 11, 10))
    assert next_in(view(workspace)) == "Next: say hello to Acme Robotics, from Monday, February 8, 2027."
    near = date(2027, 2, 8) - timedelta(days=30)
    assert today(workspace, near - timedelta(days=1)).waiting == ()
    assert [step.kind for step in today(workspace, near).waiting] == [StepKind.KEEP_IN_TOUCH]
    set_outcome(workspace, moment(), interview_id, Outcome.WITHDRAWN, TODAY)
    assert next_in(view(workspace)) == ""


def texted_after_the_email(day: int) -> WorkspaceView:
    """Return a day of November on which an email of the 17th and a text of the 19th have no answer."""
    emailed = HISTORIES["asked once on the day"]
    text = touch("question", "2026-11-19", "dana")
    return view_of_tables({**emailed, "touchpoints": [*emailed["touchpoints"], text]}, date(2026, 11, day))


def test_letting_go_comes_next_where_enough_was_asked() -> None:
    shown = texted_after_the_email(20)
    [card] = step_cards(shown, today_overview(shown).waiting)
    assert (card.title, card.when) == ("Let Acme Robotics go", "Not before Thursday, November 26")
    assert next_in(shown) == "Next: let Acme Robotics go, from Thursday, November 26."


def test_letting_go_waits_for_no_open_office() -> None:
    saturday = texted_after_the_email(28)
    overview = today_overview(saturday)
    assert overview.waiting == ()
    [card] = step_cards(saturday, overview.do_now)
    assert (card.title, card.state_words) == ("Let Acme Robotics go", "Whenever you're ready")
    assert headline(overview) == "One thing to do now."
    assert [on for _, on in advised_plan(saturday, "acme-1")] == [saturday.today]


def test_a_job_that_is_not_wanted_any_more_leaves_a_withdrawal_to_write() -> None:
    assert next_in(view_of("the job isn't wanted any more", TODAY)) == (
        "If you haven't told Acme Robotics that you're no longer interested,"
        " a short withdrawal is a good way to end it."
    )


def test_one_line_says_whom_to_leave_alone_until_when(workspace: Workspace) -> None:
    lines = []
    for organization, day in (("Acme", 16), ("Borealis", 11), ("Cedar", 17)):
        held_on = date(2026, 11, day)
        thanked(workspace, started(workspace, organization, held_on), held_on)
        lines.append(leave_until(view(workspace, YESTERDAY), today(workspace, YESTERDAY)))
    assert lines == [
        "Acme until November 23",
        "Borealis until November 18, and one other",
        "Borealis until November 18, and two others",
    ]


# --- in which order ---------------------------------------------------------------------------------


def test_overdue_comes_first_and_then_what_is_due(workspace: Workspace) -> None:
    fresh, late = started(workspace, "Fresh", TODAY), started(workspace, "Late", date(2026, 11, 10))
    with_person(workspace, fresh, "Bo")
    with_person(workspace, late, "Ada")
    shown = view(workspace)
    steps = today_overview(shown).do_now
    assert [(step.state, step.interview_id, step.kind) for step in steps] == [
        (StepState.OVERDUE, late, StepKind.THANK_YOU_EMAIL),
        (StepState.DUE, fresh, StepKind.THANK_YOU_EMAIL),
    ]
    assert [card.reassurance for card in step_cards(shown, steps)] == [
        ("Thank them before you ask for an update.",),
        (),
    ], "the status email is due, too, but waits for the thank-you"


def test_a_thank_you_comes_before_a_question_that_is_late(workspace: Workspace) -> None:
    late = started(workspace, "Late", date(2026, 11, 2))
    thanked(workspace, late)
    fresh = started(workspace, "Fresh", TODAY)
    with_person(workspace, fresh, "Bo")
    assert [(step.state, step.kind, step.interview_id) for step in today(workspace).do_now] == [
        (StepState.DUE, StepKind.THANK_YOU_EMAIL, fresh),
        (StepState.OVERDUE, StepKind.STATUS_EMAIL, late),
    ]


def test_letting_go_comes_last_and_is_never_called_overdue(workspace: Workspace) -> None:
    fresh = started(workspace, "Fresh", TODAY)
    old = started(workspace, "Old", date(2026, 9, 1))
    sent(workspace, old, TouchpointKind.STATUS_EMAIL, date(2026, 9, 14))
    sent(workspace, old, TouchpointKind.VOICEMAIL, date(2026, 9, 21))
    shown = view(workspace)
    steps = today_overview(shown).do_now
    assert [(step.interview_id, step.kind) for step in steps] == [
        (fresh, StepKind.THANK_YOU_EMAIL),
        (old, StepKind.LET_GO),
    ]
    card = step_cards(shown, steps)[-1]
    assert card.step.state is StepState.OVERDUE
    assert (card.when, card.state_words) == ("Whenever you're ready", "Whenever you're ready")


def test_a_handwritten_note_says_until_when_it_makes_sense(workspace: Workspace) -> None:
    save_settings(workspace, moment(), {"readable_handwriting": "yes"})
    with_person(workspace, started(workspace, held_on=date(2026, 11, 12)))
    card = card_of(workspace, StepKind.THANK_YOU_NOTE)
    assert card.step.state is StepState.OVERDUE
    assert card.state_words == "Until Thursday, November 26"


def test_the_people_of_one_interview_stand_in_the_order_in_which_they_were_entered(
    workspace: Workspace,
) -> None:
    interview_id = started(workspace, "Acme", TODAY)
    names = ["Zoe Adler", "Ada Okafor", "Mei Tanaka", "Bo Li"]
    for number, name in enumerate(names):
        action = moment(op_id=f"{9 - number}00000000001")
        add_interviewer(workspace, action, interview_id, name=name, part=InterviewerPart.INTERVIEWER)
    thanks = [step for step in today(workspace).do_now if step.kind is StepKind.THANK_YOU_EMAIL]
    assert [view(workspace).name(step.person_id) for step in thanks] == names


def test_interviews_ahead_are_listed_by_their_hour(workspace: Workspace) -> None:
    for name, held_at in (
        ("Later", "2026-11-23T15:00"),
        ("Sooner", "2026-11-23T09:00"),
        ("Today", "2026-11-18T09:00"),
    ):
        start_interview(workspace, moment(), entry(name, at(held_at)))
    assert [interview.organization for interview in today(workspace).coming] == ["Sooner", "Later"]


# --- what they answered ----------------------------------------------------------------------------


def asked(workspace: Workspace) -> list[str]:
    """Return the questions about what employers said."""
    return [response.sentence for response in today(workspace).responses]


def test_who_answered_is_asked_about_for_a_week(workspace: Workspace) -> None:
    for name, day in (("Older", 10), ("Edge", 11), ("Yesterday", 17), ("Now", 18)):
        record_response(workspace, moment(), started(workspace, name), on=date(2026, 11, day))
    assert asked(workspace) == [
        "Edge answered on November 11. What did they say?",
        "Yesterday answered yesterday. What did they say?",
        "Now answered today. What did they say?",
    ]


@pytest.mark.parametrize("news", ResponseKind)
def test_what_they_said_is_asked_until_it_is_entered(workspace: Workspace, news: ResponseKind) -> None:
    interview_id = start_interview(workspace, moment(), entry(decision_by=date(2026, 12, 10)))
    friday = date(2026, 11, 13)
    record_response(workspace, moment(), interview_id, on=friday)
    decision_by = date(2026, 12, 1) if news is ResponseKind.NEW_DATE else None
    action = moment()
    record_response(workspace, action, interview_id, on=friday, kind=news, decision_by=decision_by)
    assert asked(workspace) == []
    workspace.undo(moment(), action.op_id)
    assert asked(workspace) == ["Acme Robotics answered on Friday. What did they say?"]


def test_a_second_answer_is_asked_about_again_even_on_the_same_day(workspace: Workspace) -> None:
    interview_id = started(workspace)
    for on in (YESTERDAY, TODAY, TODAY):
        record_response(workspace, moment(), interview_id, on=on)
        assert len(asked(workspace)) == 1
        record_response(workspace, moment(), interview_id, on=on, kind=ResponseKind.NOT_YET)
        assert asked(workspace) == []
    record_response(workspace, moment(), interview_id, on=date(2026, 11, 16))
    assert asked(workspace) == [], "an earlier answer that is entered late does not ask again"


def test_a_later_date_or_a_situation_entered_elsewhere_is_what_they_said(workspace: Workspace) -> None:
    corrected, noted, told, same = (
        started(workspace, name) for name in ("Corrected", "Noted", "Told", "Same")
    )
    for interview_id in (corrected, noted, told, same):
        record_response(workspace, moment(), interview_id, on=TODAY)
    edit_interview(workspace, moment(), corrected, entry("Corrected", decision_by=date(2026, 12, 1)))
    set_decision(workspace, moment(), noted, date(2026, 12, 1))
    record_situation(workspace, moment(), told, "vague_promise", SituationAnswers())
    edit_interview(workspace, moment(), same, entry("Same", notes="Another note"))
    assert asked(workspace) == ["Same answered today. What did they say?"]


def test_an_answer_to_an_earlier_round_asks_nothing(workspace: Workspace) -> None:
    first = started(workspace)
    started(workspace, held_on=date(2026, 11, 16))
    record_response(workspace, moment(), first, on=TODAY)
    assert asked(workspace) == []


# --- checklists -------------------------------------------------------------------------------------


def offered(workspace: Workspace, on: date = TODAY) -> list[tuple[str, str]]:
    """Return the checklists that Today offers: of which interview, and in which words."""
    return [
        (progress.details.interview.organization, checklist_label(progress))
        for progress in today(workspace, on).checklists
    ]


START = [("Acme Robotics", "Start the checklist")]


def test_a_checklist_is_offered_from_the_interview_on_for_two_weeks(workspace: Workspace) -> None:
    with_person(workspace, started(workspace, held_on=TODAY))  # a person from an import begins none
    offers = [offered(workspace, TODAY + timedelta(days=days)) for days in (-1, 0, 14, 15)]
    assert offers == [[], START, START, []]


def test_a_checklist_that_was_begun_is_continued_and_a_finished_one_is_gone(workspace: Workspace) -> None:
    interview_id = started(workspace, held_on=TODAY)
    asked_of_all = [item for item in view(workspace).playbook.checklist if item.about is Subject.INTERVIEW]
    words = []
    for item in asked_of_all:
        words += [
            (checklist_label(progress), checklist_sentence(progress))
            for progress in today(workspace).checklists
        ]
        save_answer(workspace, moment(), interview_id, item, AnswerValue.SKIPPED)
    assert words == [
        ("Start the checklist", "A few questions, about two minutes. Each answer is saved as you give it."),
        ("Continue the checklist", "Next: the conversation, 1 of 3 done."),
        ("Continue the checklist", "Next: the conversation, 2 of 3 done."),
        ("Continue the checklist", "Next: the people, 0 of 1 done."),
        ("Continue the checklist", "Next: what you think, 0 of 1 done."),
    ]
    assert offered(workspace) == []


def test_checklists_come_latest_interview_first(workspace: Workspace) -> None:
    for name, day in (("Second", 16), ("Third", 9), ("First", 18)):
        started(workspace, name, date(2026, 11, day))
    assert [name for name, _ in offered(workspace)] == ["First", "Second", "Third"]


def test_an_interview_that_ended_or_was_followed_by_another_asks_nothing(workspace: Workspace) -> None:
    ended = started(workspace, "Borealis", TODAY)
    started(workspace, held_on=date(2026, 11, 16))
    assert len(offered(workspace)) == 2
    set_outcome(workspace, moment(), ended, Outcome.OFFER, TODAY)
    started(workspace, held_on=date(2026, 11, 23))
    assert offered(workspace) == []


def test_a_checklist_is_put_away_with_one_tap_and_its_questions_stay_open(workspace: Workspace) -> None:
    interview_id, tap = started(workspace, held_on=TODAY), moment()
    skip_checklist(workspace, tap, interview_id)
    assert offered(workspace) == []
    assert len(unfinished_checklists(view(workspace))) == 1
    assert not checklist_progress(view(workspace), interview_id).started
    workspace.undo(moment(), tap.op_id)
    assert offered(workspace) == START


# --- endings ----------------------------------------------------------------------------------------


def endings(overview: TodayOverview) -> list[str]:
    return [closed.sentence for closed in overview.closed]


def ending_of(today: date, *interviews: Row, answers: tuple[Row, ...] = ()) -> RecentlyClosed:
    """Return what Today says of the one interview that ended."""
    tables = {**HISTORIES["thanked, no date"], "interviews": list(interviews), "answers": list(answers)}
    [ending] = today_overview(view_of_tables(tables, today)).closed
    return ending


OFFER = "An offer on November 17. Well done. Thank them, even if you need time to decide."


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        ("let_go", "Let go on November 17. A good decision: your time goes to the next one."),
        ("rejected", "They said no on November 17. A short, gracious answer keeps the door open."),
        ("offer", OFFER),
        ("next_round", "They invited you to the next round on November 17. Enter its date."),
        ("withdrawn", "You withdrew on November 17."),
    ],
)
def test_each_ending_has_its_own_words(outcome: str, sentence: str) -> None:
    assert ending_of(TODAY, interview(outcome=outcome, outcome_on="2026-11-17")).sentence == sentence


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (
            Outcome.REJECTED,
            "They said no on November 17, before the interview."
            " A short, gracious answer keeps the door open.",
        ),
        (Outcome.WITHDRAWN, "You withdrew on November 17, before the interview."),
    ],
)
def test_an_interview_that_was_called_off_is_over_and_owes_nothing(
    workspace: Workspace, outcome: Outcome, sentence: str
) -> None:
    interview_id = started(workspace, held_on=date(2026, 11, 20))
    set_outcome(workspace, moment(), interview_id, outcome, YESTERDAY)
    for day in (TODAY, date(2026, 11, 21)):
        overview = today(workspace, day)
        assert endings(overview) == [sentence]
        assert (overview.coming, overview.count, overview.waiting) == ((), 0, ())


def test_a_no_that_was_answered_asks_for_no_answer() -> None:
    assert endings(today_overview(view_of("said no, and answered", date(2026, 11, 12)))) == [
        "They said no on November 10. You've written to them since, and that keeps the door open."
    ]


@pytest.mark.parametrize(("number", "role"), [(1, "Analyst"), (2, "Analyst"), (1, "Senior analyst")])
def test_no_interview_is_both_coming_and_asked_for(workspace: Workspace, number: int, role: str) -> None:
    set_outcome(workspace, moment(), started(workspace), Outcome.NEXT_ROUND, YESTERDAY)
    invited = entry(held_at=at("2026-11-26T10:00"), role=role)
    later = start_interview(workspace, moment(), invited)
    edit_interview(workspace, moment(), later, replace(invited, round=number))
    assert [interview.interview_id for interview in today(workspace).coming] == [later]
    assert endings(today(workspace)) == [
        "They invited you to the next round on November 17. It's on November 26."
    ]


def test_a_next_round_is_to_come_only_until_its_day_and_not_once_it_is_called_off() -> None:
    def sentence(held_on: str, item: str = "", **cells: str) -> str:
        invited = interview(outcome="next_round", outcome_on="2026-11-12")
        later = interview("acme-2", held_on, round="2", **cells)
        said = {**answer(item, "yes", interview_id="acme-2"), "detail": held_on}
        answers = [said] if item else []
        tables = {**HISTORIES["thanked, no date"], "interviews": [invited, later], "answers": answers}
        return endings(today_overview(view_of_tables(tables, TODAY)))[-1]

    invitation = "They invited you to the next round on November 12."
    assert sentence("2026-11-17") == f"{invitation} It was on November 17."
    assert sentence("2026-11-18") == f"{invitation} It's today."
    assert sentence("2026-11-20") == f"{invitation} It's on November 20."
    assert sentence("2026-11-20", outcome="withdrawn", outcome_on="2026-11-16") == invitation
    assert sentence("2026-11-11") == invitation, "they said so later, or meant another round"
    assert sentence("2026-11-17", item="not_held") == sentence("2026-11-20", item="canceled") == invitation


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 11, 18), " They'd like your answer by Friday, November 20."),
        (date(2026, 11, 19), ""),  # it has a card of its own
        (date(2026, 11, 21), ""),
    ],
)
def test_the_day_by_which_they_want_an_answer_stands_with_the_offer(today: date, words: str) -> None:
    answer_by = {**answer("answer_by", "yes"), "detail": "2026-11-20"}
    offer = interview(outcome="offer", outcome_on="2026-11-17")
    assert ending_of(today, offer, answers=(answer_by,)).sentence == OFFER + words


def test_an_offer_that_is_not_wanted_is_turned_down() -> None:
    offer = interview(outcome="offer", outcome_on="2026-11-10", still_interested="no")
    ending = ending_of(TODAY, offer)
    assert ending.answer_with is MessageKind.WITHDRAWAL
    assert ending.sentence.endswith("If you don't want it, a short, friendly no is a good way to end it.")


def test_thanking_whoever_was_met_comes_before_asking_even_without_names() -> None:
    shown = view_of("never thanked, no names, no date", date(2026, 11, 10))
    assert [step.kind for step in today_overview(shown).do_now] == [StepKind.THANK_YOU_EMAIL]


def test_a_call_is_fine_where_they_said_so() -> None:
    tables = {**HISTORIES["thanked, no date"], "answers": [answer("may_contact", "yes")]}
    shown = view_of_tables(tables, date(2026, 11, 10))
    [card] = step_cards(shown, today_overview(shown).do_now)
    assert card.reassurance == ("They said you may get in touch, so a call is fine, too.",)


def test_endings_are_shown_latest_first_for_two_weeks(workspace: Workspace) -> None:
    for name, on in (("Old", date(2026, 11, 3)), ("Edge", date(2026, 11, 4)), ("New", TODAY)):
        set_outcome(workspace, moment(), started(workspace, name), Outcome.LET_GO, on)
    shown = [closed.interview.organization for closed in today(workspace).closed]
    assert shown == ["New", "Edge"]


# --- cards ------------------------------------------------------------------------------------------


def card_of(workspace: Workspace, kind: StepKind, on: date = TODAY) -> StepCard:
    """Return the card of the one step of this kind."""
    shown = view(workspace, on)
    [card] = step_cards(shown, [step for step in shown.steps if step.kind is kind])
    return card


@pytest.mark.parametrize(
    ("day", "when", "state_words"),
    [
        (6, "Not before Monday, November 9", "Not before Monday, November 9"),
        (9, "By Wednesday, November 11", "Due by Wednesday"),
        (10, "By Wednesday, November 11", "Due tomorrow"),
        (11, "Today", "Due today"),
        (12, "Since Wednesday, November 11", "Overdue since yesterday"),
        (13, "Since Wednesday, November 11", "Overdue since Wednesday"),
        (18, "Since Wednesday, November 11", "Overdue since November 11"),
    ],
)
def test_a_card_says_when(workspace: Workspace, day: int, when: str, state_words: str) -> None:
    started(workspace)
    card = card_of(workspace, StepKind.STATUS_EMAIL, date(2026, 11, day))
    assert (card.when, card.state_words) == (when, state_words)
    assert card.key == card_of(workspace, StepKind.STATUS_EMAIL).key


def test_a_thank_you_to_nobody_known_begins_with_the_question_who_was_met(workspace: Workspace) -> None:
    interview_id = started(workspace)
    card = card_of(workspace, StepKind.THANK_YOU_EMAIL)
    assert (card.title, card.done_label) == ("Thank the people you met", "I've thanked them")
    assert (card.person, card.can_decline) == (None, True)
    questions = checklist_progress(view(workspace), interview_id).questions
    assert card.people_question in {question.item.id for question in questions}
    status_email = card_of(workspace, StepKind.STATUS_EMAIL)
    assert (status_email.title, status_email.can_decline) == ("Email Acme Robotics for an update", False)
    dana = with_person(workspace, interview_id)
    card = card_of(workspace, StepKind.THANK_YOU_EMAIL)
    assert (card.people_question, card.done_label) == ("", "Mark as sent")
    assert card.person == view(workspace).person(dana)


def test_a_card_says_what_others_teach_about_its_day(workspace: Workspace) -> None:
    start_interview(workspace, moment(), entry(decision_by=date(2026, 11, 16)))
    card = card_of(workspace, StepKind.STATUS_EMAIL)
    playbook = view(workspace).playbook
    assert card.other_advice == playbook.number_ranges["after_decision_business_days"] != ""
    assert card.advice is playbook.advice["status_email"]


def test_after_enough_messages_of_other_kinds_everything_says_to_let_go() -> None:
    shown = view_of("emailed, then texted", date(2026, 11, 18))
    [card] = step_cards(shown, today_overview(shown).do_now)
    assert (card.title, card.done_label) == ("Let Acme Robotics go", "Let it go")
    enough = "You have asked twice, last on November 11, and that is enough"
    assert card.step.because == f"{enough}; it's time to let this one go."
    assert [(each.on, each.step) for each in advised_plan(shown, "acme-1")] == [(shown.today, card.step)]
    assert pending_messages(shown) == ((), ())
    [row] = application_rows(shown)
    assert row.state is ApplicationState.MAY_BE_LET_GO
    until_their_date = view_of("emailed, then texted, before the date", date(2026, 11, 9))
    assert not today_overview(until_their_date).do_now
    [last] = advised_plan(until_their_date, "acme-1")
    assert last.step.because == (
        "You have asked twice and should hear by November 16;"
        " if nothing has come by November 17, let this one go."
    )


def test_a_chase_waits_until_the_day_after_a_late_thank_you_in_every_list() -> None:
    shown = view_of("thanked late, on the day to ask", YESTERDAY)
    overview = today_overview(shown)
    assert overview.do_now == ()
    [card] = step_cards(shown, overview.waiting)
    assert card.when == card.state_words == "Write on Wednesday, November 18: you thanked them today"
    due, [message] = pending_messages(shown)
    assert due == ()
    assert message.where.endswith(", from Wednesday, November 18")
    [row] = application_rows(shown)
    assert (row.state, row.now) == (ApplicationState.WAITING, "Wait until Wednesday, November 18.")


def test_a_call_that_nobody_would_take_on_a_saturday_waits_until_monday_in_every_list() -> None:
    saturday = view_of("asked once on the day", date(2026, 11, 28))
    overview = today_overview(saturday)
    [card] = step_cards(saturday, overview.waiting)
    until_monday = "Call on Monday, November 30: nobody is at work before then"
    assert (overview.do_now, card.step.kind) == ((), StepKind.VOICEMAIL)
    assert card.when == card.state_words == until_monday
    assert next_in(saturday) == "Next: leave Dana a short voicemail, from Monday, November 30."
    [row] = application_rows(saturday)
    assert (row.state, row.now) == (ApplicationState.WAITING, "Wait until Monday, November 30.")
    due, [message] = pending_messages(saturday)
    assert (due, message.title) == ((), "Leave Dana a short voicemail")
    assert message.where == "Acme Robotics, Analyst, from Monday, November 30"
    [call, *_] = planned_days(saturday, "acme-1")
    assert (call.what, call.on) == ("Voicemail: Dana", date(2026, 11, 30))
    assert timeline_sentence(saturday, "acme-1").endswith("on Monday, November 30.")
    assert f"  {until_monday}.\n" in digest(saturday).text
    assert "Overdue" not in digest(saturday).text
    for open_day in (27, 30):
        overview = today_overview(view_of("asked once on the day", date(2026, 11, open_day)))
        assert [step.kind for step in overview.do_now] == [StepKind.VOICEMAIL]


def test_every_kind_of_step_has_a_card_with_a_title_and_a_button(workspace: Workspace) -> None:
    interview_id = started(workspace)
    dana = with_person(workspace, interview_id)
    steps = [replace(STEP, kind=kind, interview_id=interview_id, person_id=dana) for kind in StepKind]
    cards = step_cards(view(workspace), steps)
    assert {card.step.kind: (card.title, card.done_label) for card in cards} == {
        StepKind.THANK_YOU_EMAIL: ("Thank Dana Ruiz by email", "Mark as sent"),
        StepKind.THANK_YOU_NOTE: ("Mail a handwritten note to Dana Ruiz", "Mark as mailed"),
        StepKind.LINKEDIN_REQUEST: ("Connect with Dana Ruiz on LinkedIn", "Mark as sent"),
        StepKind.STATUS_EMAIL: ("Email Dana Ruiz for an update", "Mark as sent"),
        StepKind.VOICEMAIL: ("Leave Dana Ruiz a short voicemail", "Mark as called"),
        StepKind.LET_GO: ("Let Acme Robotics go", "Let it go"),
        StepKind.KEEP_IN_TOUCH: ("Say hello to Dana Ruiz", "Mark as sent"),
    }
