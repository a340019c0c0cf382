"""The advice on every situation, on every day of many histories, never contradicts the reason it gives."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from followup_core.cadence import StepKind, steps
from followup_core.models import CHASE_TOUCHPOINTS, DateBasis, MessageKind
from followup_core.playbook import Verdict
from followup_core.services.application_list import ApplicationState, application_rows
from followup_core.services.due_steps import (
    advised_plan,
    asks_today,
    first_day,
    steps_for_today,
    thanks_for_today,
    waiting_steps,
)
from followup_core.services.messages.message_writing import default_recipient
from followup_core.services.situations.situation_service import (
    Advice,
    SituationAnswers,
    advice,
    applicable_situations,
    as_recorded,
    detected_situations,
)
from followup_core.services.step_cards import step_cards
from followup_core.services.today_overview import today_overview
from followup_core.services.workspace import WorkspaceView
from tests.unit.cadence.text_tables import (
    Row,
    Tables,
    answer,
    interview,
    met,
    person,
    records_of,
    setting,
    touch,
)
from tests.unit.cadence.workspace_strategies import Workspace, workspaces

from .situation_histories import DAYS, DECISION, HISTORIES, view_of, view_of_tables

ASKING = {
    Verdict.SEND_STATUS_EMAIL: MessageKind.STATUS_EMAIL,
    Verdict.CALL: MessageKind.VOICEMAIL,
    Verdict.SEND_THANK_YOU: MessageKind.THANK_YOU_EMAIL,
}
"""The verdicts that name a message, and the one that they name."""

CHASES = (MessageKind.STATUS_EMAIL, MessageKind.VOICEMAIL)
SEND_NOW = re.compile(r"^((Send|Leave) .+ a short|Call .+ once)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The advice that a candidate got on one day."""

    view: WorkspaceView
    advice: Advice
    recorded: WorkspaceView
    interview_id: str = "acme-1"

    @property
    def place(self) -> str:
        return f"{self.advice.situation.id} on {self.view.today}: {self.advice.sentences}"


def assert_the_draft_is_what_the_advice_says_to_send(answer: Answer) -> None:
    verdict, draft = answer.advice.verdict, answer.advice.draft
    if verdict in ASKING and answer.advice.situation.draft is not None:
        assert draft is not None, answer.place
        asks_recruiter = verdict is Verdict.SEND_THANK_YOU and draft.kind is MessageKind.ASK_ADDRESS
        kind = MessageKind.ASK_ADDRESS if asks_recruiter else ASKING[verdict]
        assert (draft.kind, draft.not_before) == (kind, answer.view.today), answer.place
        assert asks_recruiter == any("whether you may thank" in each for each in answer.advice.sentences)
    if verdict is Verdict.LET_GO:
        assert draft is None, answer.place
    if verdict is Verdict.WAIT and draft and draft.kind in CHASES:
        assert draft.not_before > answer.view.today, answer.place


def assert_no_message_is_asked_for_against_the_verdict(answer: Answer) -> None:
    if answer.advice.verdict in (Verdict.WAIT, Verdict.LET_GO, Verdict.SEND_THANK_YOU):
        assert not [words for words in answer.advice.sentences if SEND_NOW.match(words)], answer.place


def assert_who_waits_with_a_question_is_told_until_when(answer: Answer) -> None:
    is_question = answer.advice.situation.verdict in (Verdict.SEND_STATUS_EMAIL, Verdict.CALL)
    is_wanted = "anymore" not in answer.advice.why
    waits_for_name = answer.advice.sentences[0].startswith("Add the recruiter")
    if answer.advice.verdict is Verdict.WAIT and is_question and is_wanted and not waits_for_name:
        later = (answer.view.today + timedelta(days=count) for count in range(1, 50))
        named = "|".join(answer.view.day_format.short(day) for day in later)
        assert re.search(rf"({named})\b", " ".join(answer.advice.sentences)), answer.place


def assert_nobody_lets_go_before_the_day_that_the_employer_named(answer: Answer) -> None:
    details = answer.view.interview_details("acme-1")
    if answer.advice.verdict is Verdict.LET_GO and details.date_basis is DateBasis.NAMED:
        decision = details.interview.decision_by
        assert decision is None or decision < answer.view.today, answer.place


def assert_who_was_met_is_thanked_before_anybody_is_asked(answer: Answer) -> None:
    if thanks_for_today(answer.recorded, answer.interview_id) and any(map(asks_today, answer.advice.steps)):
        assert answer.advice.verdict not in (Verdict.SEND_STATUS_EMAIL, Verdict.CALL), answer.place


def assert_no_question_is_promised_where_letting_go_comes_next(answer: Answer) -> None:
    draft = answer.advice.draft
    if StepKind.LET_GO in {step.kind for step in answer.advice.steps}:
        assert draft is None or draft.kind not in CHASES, answer.place
        promised = re.compile(r"(leave|send) .*(voicemail|friendly email)|next message can go out")
        assert not [words for words in answer.advice.sentences if promised.search(words)], answer.place


def assert_no_sentence_is_said_twice(answer: Answer) -> None:
    said = [*answer.advice.sentences, answer.advice.why, answer.advice.do_not]
    assert len(said) == len(set(said)), answer.place


def assert_today_says_the_same_once_it_is_recorded(answer: Answer) -> None:
    """Of one interview, Today asks whom and when the advice asks, and lets go when it does."""
    told, view = answer.advice, answer.recorded
    now = steps_for_today(view, view.steps_by_interview.get(answer.interview_id, ()))
    asked_now = [step for step in now if asks_today(step)]
    interview = view.interview_details(answer.interview_id).interview
    is_open = interview.outcome is None  # after an offer, only the situation asks for it in writing
    if told.verdict in (Verdict.SEND_STATUS_EMAIL, Verdict.CALL) and is_open:
        assert [step.person_id for step in asked_now] == [told.person_id], answer.place
    may_write = lacks_recruiter(told) or "If you'd rather write, you can do that today." in told.sentences
    if told.verdict in (Verdict.WAIT, Verdict.LET_GO, Verdict.SEND_THANK_YOU) and not may_write:
        assert not asked_now, answer.place
    if told.draft is not None and told.draft.kind in CHASES and is_open:
        [step] = [each for each in told.steps if each.kind.touchpoint in CHASE_TOUCHPOINTS]
        assert max(first_day(view, step), view.today) <= told.draft.not_before, answer.place
        assert step.person_id == told.draft.person_id, answer.place
    if told.verdict is Verdict.LET_GO:
        assert interview.outcome is not None or StepKind.LET_GO in {step.kind for step in now}, answer.place
    if StepKind.LET_GO in {step.kind for step in now} and told.situation.verdict is Verdict.SEND_STATUS_EMAIL:
        assert told.verdict in (Verdict.LET_GO, Verdict.SEND_THANK_YOU), answer.place


def lacks_recruiter(told: Advice) -> bool:
    return told.sentences[0].startswith("Add the recruiter")


def answer_on(view: WorkspaceView, interview_id: str, situation: str) -> Answer:
    return Answer(
        view=view,
        advice=advice(view, interview_id, situation),
        recorded=as_recorded(view, interview_id, situation),
        interview_id=interview_id,
    )


def assert_no_message_to_a_recruiter_is_addressed_to_nobody(answer: Answer) -> None:
    draft = answer.advice.draft
    if answer.advice.situation.id == "recruiter_between" and draft is not None:
        assert draft.person_id or draft.kind is MessageKind.THANK_YOU_EMAIL, answer.place


def assert_the_advice_agrees_with_itself(history: str, days: Sequence[date]) -> None:
    for day in days:
        view = view_of(history, day)
        for situation in applicable_situations(view, "acme-1"):
            answer = answer_on(view, "acme-1", situation.id)
            assert_today_says_the_same_once_it_is_recorded(answer)
            assert_the_draft_is_what_the_advice_says_to_send(answer)
            assert_no_message_is_asked_for_against_the_verdict(answer)
            assert_who_waits_with_a_question_is_told_until_when(answer)
            assert_nobody_lets_go_before_the_day_that_the_employer_named(answer)
            assert_who_was_met_is_thanked_before_anybody_is_asked(answer)
            assert_no_question_is_promised_where_letting_go_comes_next(answer)
            assert_no_sentence_is_said_twice(answer)
            assert_no_message_to_a_recruiter_is_addressed_to_nobody(answer)


def test_on_every_third_day_of_each_history_the_advice_agrees_with_itself() -> None:
    for number, history in enumerate(HISTORIES):
        assert_the_advice_agrees_with_itself(history, DAYS[number % 3 :: 3])


@pytest.mark.thorough
@pytest.mark.parametrize("history", HISTORIES)
def test_on_every_day_of_a_history_the_advice_agrees_with_itself(history: str) -> None:
    assert_the_advice_agrees_with_itself(history, DAYS)


@pytest.mark.thorough
@settings(max_examples=60)
@given(workspaces())
def test_in_any_workspace_the_advice_agrees_with_its_verdict_and_its_draft(workspace: Workspace) -> None:
    view = view_of_tables(workspace.tables, workspace.today, workspace.numbers)
    for interview_id in view.records.interviews:
        for situation in applicable_situations(view, interview_id):
            answer = answer_on(view, interview_id, situation.id)
            assert_today_says_the_same_once_it_is_recorded(answer)
            assert answer.advice.sentences, answer.place
            assert_the_draft_is_what_the_advice_says_to_send(answer)
            assert_no_message_is_asked_for_against_the_verdict(answer)
            assert_who_was_met_is_thanked_before_anybody_is_asked(answer)


def found(history: str, day: str, situation: str, on: str = "") -> Advice:
    told = SituationAnswers(on=date.fromisoformat(on) if on else None)
    return advice(view_of(history, date.fromisoformat(day)), "acme-1", situation, told)


def drafted(result: Advice) -> MessageKind | None:
    return result.draft.kind if result.draft else None


@pytest.mark.parametrize("situation", ["vague_promise", "not_yet", "verbal_yes"])
def test_what_they_said_is_answered_at_once_and_asked_about_once_its_day_has_come(situation: str) -> None:
    history = "kindly put off, without a day"
    at_once = found(history, "2026-11-05", situation, on="2026-11-04")
    assert drafted(at_once) is MessageKind.REPLY
    later = found(history, "2026-11-18", situation, on="2026-11-04")
    assert (later.verdict, drafted(later)) == (Verdict.SEND_STATUS_EMAIL, MessageKind.STATUS_EMAIL)
    assert later.sentences[1].startswith("Send Dana a short, friendly email: ")
    assert not [words for words in later.sentences if words.startswith("Thank")]


def test_what_was_asked_about_once_is_not_written_about_again() -> None:
    asked = found("asked once on the day", "2026-11-18", "not_yet", on="2026-11-04")
    assert (asked.verdict, asked.draft) == (Verdict.WAIT, None)
    assert asked.sentences[0] == "You were in touch on November 17, so this needs no other answer."
    # What they said on the day of the email may have been the answer to it.
    answered = found("asked once on the day", "2026-11-18", "not_yet", on="2026-11-17")
    assert drafted(answered) is MessageKind.REPLY


def test_a_question_goes_through_the_recruiter_who_must_be_known_first() -> None:
    known = found("a recruiter in between", "2026-11-09", "recruiter_between")
    assert known.records == ("Your messages go to Lee first.",)
    unknown = found("thanked, no date", "2026-11-09", "recruiter_between")
    assert (unknown.verdict, unknown.draft) == (Verdict.WAIT, None)
    first = "Add the recruiter under People first, so that your message has a name on it."
    assert unknown.sentences[0] == first
    assert "Send your questions through the recruiter, because" in unknown.sentences[1]
    assert unknown.records == ("Your messages go to the recruiter first, once you've added who that is.",)


def test_only_who_still_has_somebody_to_thank_asks_the_recruiter_about_it() -> None:
    owed = found("only a recruiter of an agency", "2026-11-03", "recruiter_between")
    assert drafted(owed) is MessageKind.ASK_ADDRESS
    assert "Ask Lee whether you may thank your interviewers yourself, and where to write." in owed.sentences
    done = found("a recruiter in between", "2026-11-03", "recruiter_between")
    assert done.draft is None
    assert not [words for words in done.sentences if words.startswith("Ask Lee")]


def test_a_thank_you_that_is_not_late_yet_still_comes_before_asking() -> None:
    shown = view_of("never thanked, a date that has passed", date(2026, 11, 3))
    result = advice(shown, "acme-1", "date_passed", SituationAnswers())
    assert (result.verdict, drafted(result)) == (Verdict.SEND_THANK_YOU, MessageKind.THANK_YOU_EMAIL)
    assert result.why == "One message a day is enough, and the thank-you comes first."


def test_a_thank_you_of_an_earlier_round_comes_before_asking_with_its_own_draft() -> None:
    first = HISTORIES["never thanked, a date that has passed"]
    second = interview("acme-2", round="2", held_at="2026-11-02T15:00", decision_by="2026-11-02")
    tables = {
        **first,
        "interviews": [*first["interviews"], second],
        "interviewers": [*first["interviewers"], met("kim", "hiring_manager", "acme-2")],
        "touchpoints": [touch("thank_you_email", "2026-11-02", "kim", interview_id="acme-2")],
    }
    result = advice(view_of_tables(tables, date(2026, 11, 3)), "acme-2", "date_passed", SituationAnswers())
    assert result.sentences == ("Send Dana your thank-you for the other interview before you ask for news.",)
    assert result.draft is not None
    assert (result.draft.interview_id, result.draft.person_id) == ("acme-1", "dana")


def test_an_automatic_answer_is_seen_until_the_next_message_is_due() -> None:
    days = [date(2026, 11, day) for day in (10, 16, 17)]
    shown = [view_of("an out-of-office answer", day) for day in days]
    seen = [[each.id for each in detected_situations(view, "acme-1")] for view in shown]
    assert ["contact_away" in ids for ids in seen] == [True, True, False]


def test_an_automatic_answer_of_somebody_else_does_not_make_the_contact_away() -> None:
    people = [met("kim", "interviewer"), met("dana", "hiring_manager")]
    to_kim = touch("thank_you_email", "2026-11-03", "kim", response="out_of_office")
    thanked = HISTORIES["thanked, no date"]
    tables = {**thanked, "interviewers": people, "touchpoints": [*thanked["touchpoints"], to_kim]}
    shown = view_of_tables(tables, date(2026, 11, 4))
    assert "contact_away" not in [each.id for each in detected_situations(shown, "acme-1")]


def test_a_day_of_theirs_that_has_passed_is_not_waited_for() -> None:
    told = SituationAnswers(on=date(2026, 11, 3), decision_by=date(2026, 11, 5))
    result = advice(view_of("never thanked, a date", date(2026, 11, 8)), "acme-1", "not_yet", told)
    assert not [words for words in result.sentences if "They have until" in words]
    assert result.records[1] == "They expected to decide by November 5."


def of_an_older_playbook(view: WorkspaceView) -> WorkspaceView:
    """Return the view with a playbook from before there was advice for other rulings."""
    older = tuple(
        replace(situation, advice_asking=(), advice_waiting=(), advice_letting_go=())
        for situation in view.playbook.situations
    )
    return replace(view, playbook=replace(view.playbook, situations=older))


def test_without_advice_for_a_ruling_its_reason_is_all_that_is_said() -> None:
    waiting = of_an_older_playbook(view_of("thanked, a date", date(2026, 11, 9)))
    result = advice(waiting, "acme-1", "reposted")
    assert result.sentences == tuple(step.because for step in result.steps)
    ended = of_an_older_playbook(view_of("asked twice as advised", date(2026, 12, 1)))
    for situation in ("date_passed", "referral_inside", "recruiter_between", "invited_call"):
        result = advice(ended, "acme-1", situation)
        assert result.sentences == tuple(step.because for step in result.steps), situation
    said_before = of_an_older_playbook(view_of("kindly put off, without a day", date(2026, 11, 18)))
    told = SituationAnswers(on=date(2026, 11, 4))
    assert advice(said_before, "acme-1", "not_yet", told).verdict is Verdict.WAIT


# --- what hostile readers found ------------------------------------------------------------------


def told(tables: Tables, today: str, situation: str, interview_id: str = "acme-1", **answers: Any) -> Advice:
    """Return the advice on a situation in these tables on a day."""
    view = view_of_tables(tables, date.fromisoformat(today))
    return advice(view, interview_id, situation, SituationAnswers(**answers))


def having(history: str, *touchpoints: Row, **cells: str) -> Tables:
    """Return a history with more touchpoints, and with other cells of its interview."""
    tables = HISTORIES[history]
    [only] = tables["interviews"]
    return {
        **tables,
        "interviews": [only | cells],
        "touchpoints": [*tables["touchpoints"], *touchpoints],
    }


def test_the_next_step_is_named_only_for_a_later_day_and_not_beside_letting_go() -> None:
    waits = told(having("thanked, no date"), "2026-11-04", "reposted")
    assert waits.next_step is not None
    assert waits.next_step.on == date(2026, 11, 9)
    thanked_today = told(HISTORIES["thanked late, on the day to ask"], "2026-11-17", "reposted")
    assert thanked_today.next_step is not None
    assert thanked_today.next_step.on == date(2026, 11, 18)
    for history, today, situation in (
        ("emailed, then texted", "2026-11-12", "reposted"),
        ("asked twice as advised", "2026-11-27", "many_asks"),
    ):
        assert told(HISTORIES[history], today, situation).next_step is None


def test_whoever_talks_again_may_want_the_job_again() -> None:
    withdrew = having("thanked, no date", outcome="withdrawn", outcome_on="2026-11-10", still_interested="no")
    again = told(withdrew, "2026-11-20", "asked_back")
    assert again.steps
    assert {step.kind for step in again.steps} == {StepKind.STATUS_EMAIL}


def test_four_weeks_that_have_passed_are_not_waited_for() -> None:
    late = told(HISTORIES["thanked, no date"], "2026-12-07", "slow_organization")
    assert late.verdict is Verdict.SEND_STATUS_EMAIL
    assert late.records == ("Four weeks have passed since the interview, which is long enough to wait.",)


@pytest.mark.parametrize("wanted", ["no", "yes"])
def test_a_no_to_a_job_that_is_not_wanted_is_answered_with_thanks_alone(wanted: str) -> None:
    tables = having("said no, and still unanswered", still_interested=wanted)
    sentences = " ".join(told(tables, "2026-11-11", "rejected").sentences)
    assert ("you'd like to be thought of later" in sentences) is (wanted == "yes")
    assert ("Thank Dana for their time, and leave it at that." in sentences) is (wanted == "no")


def test_an_answer_to_a_no_goes_to_whom_the_sentence_names() -> None:
    tables = {**HISTORIES["said no, and still unanswered"], "interviewers": [met("kim")]}
    answer = told(tables, "2026-11-11", "rejected")
    assert answer.draft is not None
    assert answer.draft.person_id == "kim"
    assert [words for words in answer.sentences if words.startswith("Write to Kim, even if")]


def test_a_mistake_is_set_right_with_whoever_was_thanked_last() -> None:
    people = [met("dana", "hiring_manager"), met("kim")]
    tables = {
        **HISTORIES["thanked, no date"],
        "interviewers": people,
        "touchpoints": [touch("thank_you_email", "2026-11-02", "kim")],
    }
    answer = told(tables, "2026-11-03", "thank_you_mistake")
    assert answer.person_id == "kim"
    assert answer.draft is not None
    assert answer.draft.person_id == "kim"


def test_who_got_a_thank_you_today_for_another_round_is_asked_tomorrow() -> None:
    second = interview("acme-2", "2026-11-09", round="2", decision_by="2026-11-16")
    tables = {
        **HISTORIES["thanked late, on the day to ask"],
        "interviews": [interview(), second],
        "interviewers": [met("dana", "hiring_manager"), met("dana", "hiring_manager", "acme-2")],
        "touchpoints": [
            touch("thank_you_email", "2026-11-17", "dana"),
            touch("thank_you_email", "2026-11-09", "dana", interview_id="acme-2"),
        ],
    }
    answer = told(tables, "2026-11-17", "date_passed", "acme-2")
    assert answer.sentences[0] == "You sent your thank-you today, so ask on Wednesday, November 18."


def test_who_does_not_want_the_job_thanks_first_and_asks_for_nothing() -> None:
    tables = having("never thanked, a date", still_interested="no")
    answer = told(tables, "2026-11-04", "date_passed")
    assert answer.sentences == (
        "Send Dana your thank-you first.",
        "If you haven't told them yet that you're no longer interested, do that a day later.",
    )


def test_a_question_after_a_spoken_yes_is_no_answer_to_it_either() -> None:
    asked = found("asked once on the day", "2026-11-18", "verbal_yes", on="2026-11-04")
    assert (asked.verdict, drafted(asked)) == (Verdict.REPLY, MessageKind.REPLY)
    answered = having("asked once on the day", touch("reply", "2026-11-05", "dana"))
    again = told(answered, "2026-11-18", "verbal_yes", on=date(2026, 11, 4))
    assert (again.verdict, again.draft) == (Verdict.WAIT, None)


def test_a_spoken_yes_that_was_asked_about_twice_is_let_go() -> None:
    result = found("asked twice as advised", "2026-12-01", "verbal_yes", on="2026-11-04")
    assert (result.verdict, result.draft) == (Verdict.LET_GO, None)
    assert result.sentences[0].startswith("A spoken yes that never came in writing is no offer")
    assert result.sentences[-1] == result.steps[0].because


def test_a_date_that_was_overtaken_does_not_keep_anybody_from_letting_go() -> None:
    tables = having("thanked, no date", _heard_on("2026-12-10"), decision_by="2026-12-10")
    assert told(tables, "2026-12-10", "many_asks").records == ("You let it go.",)


def with_kim(history: str, *touchpoints: Row, **cells: str) -> Tables:
    """Return a history in which Kim was met and thanked as well."""
    kim_thanked = touch("thank_you_email", "2026-11-02", "kim")
    tables = having(history, kim_thanked, *touchpoints, **cells)
    return {**tables, "interviewers": [*tables["interviewers"], met("kim")]}


@pytest.mark.parametrize("back_on", [None, date(2026, 11, 27)])
@pytest.mark.parametrize(("day", "verdict"), [(10, Verdict.WAIT), (17, Verdict.SEND_STATUS_EMAIL)])
def test_nothing_waits_for_somebody_away_who_is_not_the_one_to_ask(
    back_on: date | None, day: int, verdict: Verdict
) -> None:
    tables = with_kim("thanked, a date")
    shown = view_of_tables(tables, date(2026, 11, day))
    result = advice(shown, "acme-1", "contact_away", SituationAnswers(person_id="kim", back_on=back_on))
    assert (result.verdict, result.steps) == (verdict, shown.steps)
    assert result.records == ("A line is added to your notes.",)
    unchanged = "You're waiting to hear from Dana, so Kim being away changes nothing."
    assert result.sentences == (unchanged, shown.steps[0].because)
    assert result.draft is not None
    assert (result.draft.person_id, result.draft.occasion) == ("dana", None)
    assert result.draft.not_before == date(2026, 11, 17)


@pytest.mark.parametrize("person_id", ["", "dana"])
def test_who_is_away_until_an_unknown_day_is_waited_for_a_week_on_today_as_well(person_id: str) -> None:
    tables = with_kim("thanked, a date")
    result = told(tables, "2026-11-18", "contact_away", person_id=person_id)
    week = "We'll wait a week, until November 25, because you don't know yet when they're back."
    assert (result.verdict, result.records[0]) == (Verdict.WAIT, week)
    assert "Your next question can go out from November 26." in result.sentences
    [step] = result.steps  # of Today, once it is saved
    assert (step.kind, step.earliest) == (StepKind.STATUS_EMAIL, date(2026, 11, 26))
    assert result.draft is not None
    assert result.draft.not_before == date(2026, 11, 26)


def test_a_day_of_return_that_is_reported_again_replaces_the_one_before() -> None:
    tables = {
        **with_kim("thanked, a date", decision_by="2026-11-25"),
        "answers": [answer("date_occasion", "yes") | {"detail": "no_date 2026-11-25"}],
    }
    result = told(tables, "2026-11-18", "contact_away", person_id="dana", back_on=date(2026, 11, 20))
    assert result.records[0] == "We wait until November 20, when they're back."
    assert [step.earliest for step in result.steps] == [date(2026, 11, 23)]
    assert told(tables, "2026-11-18", "contact_away").records == ("A line is added to your notes.",)


def test_a_week_of_absence_is_no_reason_to_put_off_a_day_of_theirs() -> None:
    result = told(with_kim("thanked, a date"), "2026-11-15", "contact_away")
    assert result.records == ("A line is added to your notes.",)
    assert [step.earliest for step in result.steps] == [date(2026, 11, 17)]


@pytest.mark.parametrize("situation", ["promise_missed", "referral_inside"])
def test_an_email_that_came_back_is_no_reason_to_write_to_somebody_else(situation: str) -> None:
    tables = with_kim("the email came back", decision_by="2026-11-06")
    came_back = "Your email to Dana of November 10 came back; find the right address or use another way."
    assert came_back in told(tables, "2026-11-11", situation, person_id="dana").sentences
    to_kim = told(tables, "2026-11-11", situation, person_id="kim")
    assert came_back not in to_kim.sentences
    assert to_kim.sentences[-1] == "Your email to Dana of November 10 came back, so write to Kim."


@pytest.mark.parametrize("situation", ["offer_to_weigh", "rejected", "verbal_yes"])
def test_what_they_say_after_a_reply_of_the_same_day_can_still_be_answered(situation: str) -> None:
    tables = having("thanked, a date", touch("reply", "2026-11-10", "dana"))
    result = told(tables, "2026-11-10", situation, on=date(2026, 11, 10))
    assert result.verdict is Verdict.REPLY
    assert result.draft is not None
    assert result.sentences[0].startswith("You sent them a message today. If that was about this, ")
    later = told(tables, "2026-11-11", situation, on=date(2026, 11, 10))
    assert (later.verdict, later.draft) == (Verdict.WAIT, None)


def test_an_interview_that_went_badly_needs_no_better_answer_where_the_job_is_not_wanted() -> None:
    tables = having("never thanked, a date", still_interested="no")
    result = told(tables, "2026-11-02", "went_badly")
    assert result.sentences[1] == (
        "Thank Dana all the same, in two or three lines, and leave your answers out of it."
    )
    assert result.draft is not None
    assert (result.draft.kind, result.draft.occasion) == (MessageKind.THANK_YOU_EMAIL, None)
    assert result.disagree == ""
    thanked = told(having("thanked, no date", still_interested="no"), "2026-11-03", "went_badly")
    assert not [words for words in thanked.sentences if "next time" in words or "Thank Dana" in words]


def test_a_vague_promise_after_three_questions_is_the_last_word_unless_they_name_a_day() -> None:
    result = found("put off three times", "2026-11-19", "vague_promise")
    assert result.sentences == (
        "They said “soon” and named no day, and they know that you're interested.",
        "You have asked three times in all, and they last answered on November 19;"
        " unless they name a new date, let this one go from November 26.",
    )
    assert (result.verdict, result.draft) == (Verdict.WAIT, None)


def test_somebody_who_is_back_today_is_not_waited_for() -> None:
    back = told(HISTORIES["thanked, no date"], "2026-11-10", "contact_away", back_on=date(2026, 11, 10))
    assert "They're back today." in back.records


def test_a_recruiter_is_asked_without_advice_on_thank_yous() -> None:
    tables = {**HISTORIES["only a recruiter of an agency"]}
    tables["interviews"] = [interview(decision_by="2026-11-09")]
    answer = told(tables, "2026-11-10", "recruiter_between")
    assert drafted(answer) is MessageKind.ASK_ADDRESS
    assert answer.do_not == "Don't ask the employer and the recruiter the same question."


def _heard_on(day: str) -> Row:
    return touch("heard_from_employer", day, "dana")


def test_before_the_day_to_ask_again_enough_was_asked_as_well() -> None:
    shown = view_of("emailed, then texted", date(2026, 11, 11))
    [step] = waiting_steps(shown, shown.steps)
    enough = "You have asked twice, last on November 11, and that is enough"
    words = f"{enough}; without an answer by November 18, letting go is the right decision."
    assert (step.kind, step.because) == (StepKind.LET_GO, words)
    assert [each.step for each in advised_plan(shown, "acme-1")] == [step]


@pytest.mark.parametrize("situation", ["slow_organization", "contact_away", "other_offer", "reposted"])
@pytest.mark.parametrize("decision_by", ["", "2026-11-30"])
def test_no_situation_promises_a_call_that_today_replaces_by_letting_go(
    situation: str, decision_by: str
) -> None:
    tables = {
        **having("emailed, then texted", decision_by=decision_by),
        "answers": [answer("date_occasion", "yes") | {"detail": f"no_date {decision_by}"}],
    }
    result = told(tables, "2026-11-12", situation)
    assert [step.kind for step in result.steps] == [StepKind.LET_GO]
    assert result.next_step is None or result.next_step.step.kind is StepKind.LET_GO
    assert not [words for words in result.sentences if "voicemail" in words]
    assert result.draft is None or result.draft.kind is MessageKind.OTHER_OFFER
    assert "You let it go." not in result.records


@pytest.mark.parametrize("today", ["2026-11-09", "2026-11-10", "2026-11-16"])
def test_what_was_asked_before_the_first_email_asked_for_no_news(today: str) -> None:
    shown = view_of("asked other questions, then once for news", date.fromisoformat(today))
    assert detected_situations(shown, "acme-1") == ()
    assert [(step.kind, on) for step, on in advised_plan(shown, "acme-1")] == [
        (StepKind.VOICEMAIL, date(2026, 11, 16)),
        (StepKind.LET_GO, date(2026, 11, 23)),
    ]
    overview = today_overview(shown)
    assert [step.kind for step in (*overview.do_now, *overview.waiting)] == [StepKind.VOICEMAIL]


def test_two_messages_are_too_many_only_once_the_next_one_would_be_due() -> None:
    days = [date(2026, 11, day) for day in (11, 16, 18)]
    shown = [view_of("emailed, then texted", day) for day in days]
    seen = ["many_asks" in [each.id for each in detected_situations(view, "acme-1")] for view in shown]
    assert seen == [False, False, True]


def test_a_date_that_passed_after_two_questions_is_a_reason_to_let_go_with_both() -> None:
    asked = (_asked_on("2026-11-05"), touch("voicemail", "2026-11-12", "dana"))
    tables = having("thanked, no date", *asked, decision_by="2026-11-20")
    [step] = view_of_tables(tables, date(2026, 11, 23)).steps
    assert step.because == "You have asked twice, and November 20 has passed; it's time to let this one go."


def test_on_a_public_holiday_nobody_is_asked_by_email_either() -> None:
    """Thanksgiving was November 26; a Saturday is no reason to put an email off."""
    tables = {
        **having("thanked, no date", decision_by="2026-11-24"),
        "settings": [setting("country", "US")],
    }
    closed = told(tables, "2026-11-26", "holidays")
    assert closed.verdict is Verdict.WAIT
    assert closed.sentences[0] == "Nobody is at work today, so write on Friday, November 27."
    assert closed.draft is not None
    assert closed.draft.not_before == date(2026, 11, 27)
    shown = view_of_tables(tables, date(2026, 11, 26))
    [card] = step_cards(shown, today_overview(shown).waiting)
    assert (today_overview(shown).do_now, card.when) == (
        (),
        "Write on Friday, November 27: nobody is at work before then",
    )
    assert advised_plan(shown, "acme-1")[0].on == date(2026, 11, 27)
    open_again = told(tables, "2026-11-28", "holidays")
    assert open_again.verdict is Verdict.SEND_STATUS_EMAIL
    assert today_overview(view_of_tables(tables, date(2026, 11, 28))).do_now


@pytest.mark.parametrize("kind", ["question", "reply"])
def test_whoever_was_written_to_gets_time_to_answer_before_the_next_question(kind: str) -> None:
    """On Monday, they were told of another offer, or asked in a reply when they will decide."""
    tables = having(
        "thanked, no date",
        _heard_on("2026-11-05"),
        touch(kind, "2026-11-16", "dana"),
        decision_by="2026-11-13",
    )
    for day in ("2026-11-16", "2026-11-17", "2026-11-22"):
        shown = view_of_tables(tables, date.fromisoformat(day))
        [card] = step_cards(shown, today_overview(shown).waiting)
        assert card.when == "Not before Monday, November 23"
        asked = told(tables, day, "date_passed")
        assert asked.draft is not None
        assert (asked.verdict, asked.draft.not_before) == (Verdict.WAIT, date(2026, 11, 23))
        assert asked.sentences[0] == (
            "You wrote to them on November 16, so give them time to answer; from November 23 you can send"
            " a friendly email."
        )
        planned = advised_plan(shown, "acme-1")
        assert [on for _, on in planned][:2] == [date(2026, 11, 23), date(2026, 11, 30)]
        assert planned[0].step == card.step
    # The cadence itself, which the command line prints, knows only emails and voicemails that asked.
    assert shown.plan("acme-1")[0].earliest == date(2026, 11, 16)
    [step] = view_of_tables(tables, date(2026, 11, 23)).steps
    assert step.because == (
        "You wrote to them on November 16, and they've had time to answer; you can send a friendly email."
    )


def test_a_correction_answers_nothing_and_holds_up_no_question() -> None:
    tables = having("thanked, no date", touch("reply", "2026-11-16", "dana"), decision_by="2026-11-13")
    [step] = view_of_tables(tables, date(2026, 11, 17)).steps
    assert step.earliest == date(2026, 11, 16)


def test_nobody_lets_go_in_the_week_after_a_message_to_them() -> None:
    """It is long too late to ask, but another offer is news."""
    tables = having("thanked, no date", touch("question", "2026-12-21", "dana"), decision_by="2026-11-13")
    [step] = view_of_tables(tables, date(2026, 12, 22)).steps
    words = "You wrote to them on December 21; if nothing has come by December 28, let this one go."
    assert (step.kind, step.earliest, step.because) == (StepKind.LET_GO, date(2026, 12, 28), words)


@pytest.mark.parametrize("situation", ["vague_promise", "not_yet"])
def test_the_day_to_ask_again_counts_from_the_reply_that_is_offered(situation: str) -> None:
    """They said so on Wednesday, the 4th, and the candidate answers on the 10th."""
    tables = having("thanked, no date", _heard_on("2026-11-04"))
    before = told(tables, "2026-11-10", situation, on=date(2026, 11, 4))
    assert drafted(before) is MessageKind.REPLY
    assert any("again from November 17" in words for words in before.sentences)
    assert not [words for words in before.sentences if "November 11" in words]
    assert before.next_step is not None
    assert before.next_step.on == date(2026, 11, 17)
    replied = having("thanked, no date", _heard_on("2026-11-04"), touch("reply", "2026-11-10", "dana"))
    [step] = view_of_tables(replied, date(2026, 11, 11)).steps
    assert step.earliest == date(2026, 11, 17)


def test_who_was_thanked_for_an_offer_gets_no_thank_you_for_the_interview() -> None:
    tables = {
        **having("thanked, no date", outcome="offer", outcome_on="2026-11-05"),
        "touchpoints": [touch("reply", "2026-11-05", "dana")],
    }
    assert view_of_tables(tables, date(2026, 11, 6)).steps == ()
    unanswered = view_of_tables({**tables, "touchpoints": []}, date(2026, 11, 6))
    assert [step.kind for step in unanswered.steps] == [StepKind.THANK_YOU_EMAIL]


def test_a_recruiter_who_was_asked_for_permission_is_not_asked_again_before_the_answer() -> None:
    asked = {
        **HISTORIES["a recruiter in between"],
        "touchpoints": [touch("question", "2026-11-04", "lee")],
    }
    between = told(asked, "2026-11-05", "recruiter_between")
    assert between.draft is None or between.draft.kind is not MessageKind.ASK_ADDRESS
    assert not [words for words in between.sentences if words.startswith("Ask Lee whether")]


def test_a_recruiter_in_between_replaces_whom_the_candidate_named() -> None:
    named = {**answer("write_to", "yes"), "detail": "dana 2026-11-10"}
    tables = {**HISTORIES["a recruiter in between"], "answers": [named]}
    shown = view_of_tables(tables, date(2026, 11, 16))
    assert {step.person_id for step in shown.steps} == {"dana"}
    recorded = as_recorded(shown, "acme-1", "recruiter_between")
    assert {step.person_id for step in recorded.steps} == {"lee"}


def test_what_was_told_lately_is_not_told_again() -> None:
    tables = having("thanked, a date", touch("question", "2026-11-10", "dana"))
    wrote = "You wrote to them on November 10. If that was about this, there's nothing more to send."
    for day, is_said in (("2026-11-11", True), ("2026-11-17", False)):
        assert (told(tables, day, "other_offer").sentences[0] == wrote) is is_said


def test_a_stored_day_is_as_good_as_one_that_is_typed_again() -> None:
    offer = {
        **having("thanked, no date", outcome="offer", outcome_on="2026-11-05"),
        "answers": [{**answer("answer_by", "yes"), "detail": "2026-11-10"}],
    }
    said = " ".join(told(offer, "2026-11-06", "offer_to_weigh").sentences)
    assert "They would like your answer by November 10." in said
    assert "about a week" not in said
    named = told(having("thanked, no date", decision_by="2026-11-20"), "2026-11-13", "not_yet")
    assert "They have until November 20 now" in " ".join(named.sentences)
    estimated = {
        **having("thanked, no date", decision_by="2026-11-20"),
        "answers": [{**answer("date_occasion", "yes"), "detail": "no_date 2026-11-20"}],
    }
    assert "They have until" not in " ".join(told(estimated, "2026-11-13", "not_yet").sentences)


def test_a_no_of_long_ago_is_not_answered_as_if_it_came_today() -> None:
    late = told(HISTORIES["thanked, no date"], "2027-01-05", "rejected", on=date(2026, 11, 12))
    assert (late.verdict, late.draft) == (Verdict.WAIT, None)
    assert late.sentences == ("It's too late now for an answer to that, so leave it as it is.",)


def test_a_reply_before_the_day_they_named_holds_up_no_question() -> None:
    replied = (_heard_on("2026-11-12"), touch("reply", "2026-11-13", "dana"))
    tables = having("thanked, no date", *replied, decision_by=DECISION)
    [step] = view_of_tables(tables, date(2026, 11, 17)).steps
    assert (step.kind, step.earliest) == (StepKind.STATUS_EMAIL, date(2026, 11, 17))


def test_nobody_gets_a_thank_you_on_the_day_of_another_message() -> None:
    tables = {**HISTORIES["thanked, no date"], "touchpoints": [touch("reply", "2026-11-03", "dana")]}
    shown = view_of_tables(tables, date(2026, 11, 3))
    [card, _] = step_cards(shown, today_overview(shown).waiting)
    assert card.when == "Write on Wednesday, November 4: you wrote to them today"
    [tomorrow] = today_overview(view_of_tables(tables, date(2026, 11, 4))).do_now
    assert tomorrow.kind is StepKind.THANK_YOU_EMAIL


def test_who_was_met_twice_is_thanked_for_the_later_round() -> None:
    tables = {
        **HISTORIES["thanked, no date"],
        "interviews": [interview(), interview("acme-2", "2026-11-12", round="2")],
        "interviewers": [met("dana"), met("kim"), met("dana", "hiring_manager", "acme-2")],
        "touchpoints": [],
    }
    shown = view_of_tables(tables, date(2026, 11, 12))
    owed = {(step.person_id, step.interview_id) for step in today_overview(shown).do_now}
    assert owed == {("kim", "acme-1"), ("dana", "acme-2")}
    planned = {step.person_id for step, _ in advised_plan(shown, "acme-1")}
    assert planned == {"kim"}
    before = view_of_tables(tables, date(2026, 11, 11))
    assert {step.person_id for step in before.steps} == {"kim", "dana"}


@pytest.mark.parametrize(
    ("thanked_for", "owed"), [("", [("dana", "acme-2")]), ("acme-1", []), ("acme-2", [])]
)
def test_who_was_met_twice_on_one_day_is_thanked_once(thanked_for: str, owed: list[tuple[str, str]]) -> None:
    afternoon = interview("acme-2", round="2") | {"held_at": "2026-11-02T15:00"}
    sent = touch("thank_you_email", "2026-11-02", "dana", interview_id=thanked_for)
    tables = {
        **HISTORIES["thanked, no date"],
        "interviews": [interview(), afternoon],
        "interviewers": [met("dana"), met("dana", "hiring_manager", "acme-2")],
        "touchpoints": [sent] if thanked_for else [],
    }
    shown = view_of_tables(tables, DAYS[0])
    assert [(step.person_id, step.interview_id) for step in today_overview(shown).do_now] == owed


@pytest.mark.parametrize(("requested_for", "owed"), [("", ["acme-2"]), ("acme-1", []), ("acme-2", [])])
def test_who_agreed_to_connect_in_two_rounds_gets_one_request(requested_for: str, owed: list[str]) -> None:
    request = touch("linkedin_request", "2026-11-05", "dana", interview_id=requested_for)
    tables = {
        **HISTORIES["thanked, no date"],
        "interviews": [interview(), interview("acme-2", "2026-11-05", round="2")],
        "interviewers": [met("dana"), met("dana", "hiring_manager", "acme-2")],
        "answers": [answer("agreed_linkedin", "yes", "dana", each) for each in ("acme-1", "acme-2")],
        "touchpoints": [request] if requested_for else [],
    }
    shown = view_of_tables(tables, date(2026, 11, 5))
    requests = [step for step in shown.steps if step.kind is StepKind.LINKEDIN_REQUEST]
    assert [step.interview_id for step in requests] == owed


def test_two_rounds_of_one_number_ask_for_news_once() -> None:
    """A table that was edited in a spreadsheet may have them."""
    tables = {
        **HISTORIES["thanked, no date"],
        "interviews": [interview("acme-2", "2026-11-05"), interview()],
        "interviewers": [met("dana", "hiring_manager"), met("kim", "interviewer", "acme-2")],
        "touchpoints": [
            touch("thank_you_email", "2026-11-05", "kim", interview_id="acme-2"),
            *HISTORIES["thanked, no date"]["touchpoints"],
        ],
    }
    shown = view_of_tables(tables, date(2026, 11, 12))
    assert [step.interview_id for step in shown.steps] == ["acme-2"]
    assert advised_plan(shown, "acme-1") == ()
    assert "reposted" not in [each.id for each in applicable_situations(shown, "acme-1")]


@pytest.mark.parametrize("kind", ["thank_you_email", "question", "status_email"])
def test_who_got_a_message_about_another_job_today_is_asked_for_news_on_another_day(kind: str) -> None:
    other_job = interview("acme-2", "2026-11-03", role="Designer", decision_by="2026-12-01")
    thanked = touch("thank_you_email", "2026-11-03", "dana", interview_id="acme-2")
    sent = touch(kind, "2026-11-10", "dana", interview_id="acme-2")
    tables = {
        **HISTORIES["thanked, no date"],
        "interviews": [interview(), other_job],
        "interviewers": [met("dana", "hiring_manager"), met("dana", "hiring_manager", "acme-2")],
        "touchpoints": [*HISTORIES["thanked, no date"]["touchpoints"], thanked, sent],
    }
    shown = view_of_tables(tables, date(2026, 11, 10))
    assert "acme-1" not in [step.interview_id for step in today_overview(shown).do_now]
    [card] = step_cards(
        shown, [step for step in today_overview(shown).waiting if step.interview_id == "acme-1"]
    )
    assert card.when.startswith("Write on Wednesday, November 11: you ")
    assert told(tables, "2026-11-10", "reposted").verdict is Verdict.WAIT
    [tomorrow, *_] = today_overview(view_of_tables(tables, date(2026, 11, 11))).do_now
    assert (tomorrow.interview_id, tomorrow.kind) == ("acme-1", StepKind.STATUS_EMAIL)


def test_whoever_withdraws_is_not_told_that_only_a_thank_you_can_go_out() -> None:
    tables = having("never thanked, a date", still_interested="no")
    advised = told({**tables, "touchpoints": []}, "2026-11-03", "contact_away")
    assert drafted(advised) is MessageKind.WITHDRAWAL
    assert not [words for words in advised.sentences if words.startswith("Only")]


@pytest.mark.parametrize("outcome", ["rejected", "withdrawn", "let_go", "offer"])
def test_an_end_that_was_entered_with_an_earlier_round_is_the_end_of_the_job(outcome: str) -> None:
    tables = {
        **HISTORIES["thanked, no date"],
        "interviews": [
            interview(outcome=outcome, outcome_on="2026-11-16"),
            interview("acme-2", "2026-11-09", round="2"),
        ],
        "interviewers": [met("kim"), met("dana", "hiring_manager", "acme-2")],
        "touchpoints": [touch("thank_you_email", "2026-11-02", "kim")],
    }
    shown = view_of_tables(tables, date(2026, 11, 18))
    owed = ["acme-2"] if outcome == "offer" else []
    assert [step.interview_id for step in shown.steps] == owed
    assert {step.kind for step in shown.steps} <= {StepKind.THANK_YOU_EMAIL}
    assert "reposted" not in [each.id for each in applicable_situations(shown, "acme-2")]
    [row] = application_rows(shown)
    assert row.state is (ApplicationState.NEEDS_YOU if owed else ApplicationState.CLOSED)
    # They came back, and met the candidate once more.
    tables["interviews"][1] = interview("acme-2", "2026-11-17", round="2")
    again = view_of_tables(tables, date(2026, 11, 18))
    assert StepKind.STATUS_EMAIL in {step.kind for step in again.steps}


def test_a_no_that_was_entered_with_every_round_leaves_the_hello_for_later() -> None:
    ended = {"outcome": "rejected", "outcome_on": "2026-11-16", "still_interested": "yes"}
    tables = {
        **HISTORIES["thanked, no date"],
        "interviews": [interview(**ended), interview("acme-2", "2026-11-09", round="2", **ended)],
    }
    [step] = view_of_tables(tables, date(2026, 11, 18)).steps
    assert (step.kind, step.interview_id) == (StepKind.KEEP_IN_TOUCH, "acme-2")


def test_letting_go_waits_a_week_after_the_last_message_of_any_kind() -> None:
    texted = touch("question", "2026-11-22", "dana")
    tables = having("thanked, no date", _asked_on("2026-11-16"), texted, decision_by="2026-11-13")
    [step] = view_of_tables(tables, date(2026, 11, 23)).steps
    assert (step.kind, step.earliest) == (StepKind.LET_GO, date(2026, 11, 30))
    called = having(
        "thanked, no date",
        _asked_on("2026-11-09"),
        touch("voicemail", "2026-11-16", "dana"),
        texted,
    )
    [last] = view_of_tables(called, date(2026, 11, 23)).steps
    assert (last.kind, last.earliest) == (StepKind.LET_GO, date(2026, 11, 30))
    assert last.because.startswith("You have asked three times, last on November 22, and that is enough")


def test_who_promised_news_is_asked_everywhere_until_they_answer() -> None:
    tables = with_kim("thanked, a date")
    answers = SituationAnswers(person_id="kim", decision_by=date(2026, 11, 16))
    shown = view_of_tables(tables, date(2026, 11, 17))
    promised = as_recorded(shown, "acme-1", "promise_missed", answers)
    assert [step.person_id for step in today_overview(promised).do_now] == ["kim"]
    assert {step.person_id for step, _ in advised_plan(promised, "acme-1")} == {"kim"}
    assert default_recipient(promised, "acme-1", MessageKind.STATUS_EMAIL) == "kim"
    told_so = advice(shown, "acme-1", "promise_missed", answers)
    assert told_so.records[0] == "Your next message goes to Kim."
    details = promised.interview_details("acme-1")
    heard = records_of(with_kim("thanked, a date", _heard_on("2026-11-18"))).interviews["acme-1"]
    answered = replace(details, touchpoints=heard.touchpoints)
    assert (details.write_to, answered.write_to) == ("kim", "")
    # The cadence itself, which the command line prints, asks the hiring manager.
    assert {step.person_id for step in promised.plan("acme-1")} == {"dana"}


def test_of_two_recruiters_the_agencys_stands_in_between() -> None:
    tables = {
        **HISTORIES["thanked, no date"],
        "people": [person("dana"), person("hal"), person("lee", organization="Talent Bridge")],
        "interviewers": [met("dana", "hiring_manager"), met("hal", "recruiter"), met("lee", "recruiter")],
        "answers": [answer("may_contact", "no")],
    }
    assert told(tables, "2026-11-09", "recruiter_between").person_id == "lee"
    [step] = today_overview(view_of_tables(tables, date(2026, 11, 9))).do_now
    assert step.person_id == "lee"


def test_while_the_recruiter_in_between_is_unknown_today_asks_for_the_name() -> None:
    hint = (
        "You said that you go through a recruiter. Add the recruiter under People first, and this message"
        " will go to them."
    )
    shown = view_of_tables(HISTORIES["thanked, no date"], date(2026, 11, 9))
    recorded = as_recorded(shown, "acme-1", "recruiter_between")
    [card] = step_cards(recorded, today_overview(recorded).do_now)
    assert card.reassurance == (hint,)
    declined = {**HISTORIES["thanked, no date"], "answers": [answer("may_contact", "no")]}
    known = {
        **declined,
        "interviewers": [met("dana", "hiring_manager"), met("lee", "recruiter")],
        "answers": [answer("may_contact", "no") | {"detail": "recruiter"}],
    }
    for tables in (declined, known):
        other = view_of_tables(tables, date(2026, 11, 9))
        [card] = step_cards(other, today_overview(other).do_now)
        assert card.reassurance == ()


@pytest.mark.parametrize(
    ("promised_for", "ask_from"), [("", "Thursday, November 12"), ("2026-11-16", "Tuesday, November 17")]
)
def test_after_the_thanks_for_a_spoken_yes_the_written_offer_is_asked_for(
    promised_for: str, ask_from: str
) -> None:
    replied = touch("reply", "2026-11-05", "dana")
    promise = {**answer("date_occasion", "yes"), "detail": f"spoken_yes {promised_for}"}

    def asked(day: str, *touchpoints: Row) -> Advice:
        offer = {"outcome": "offer", "outcome_on": "2026-11-05", "decision_by": promised_for}
        tables = {**having("thanked, no date", replied, *touchpoints, **offer), "answers": [promise]}
        return told(tables, day, "verbal_yes")

    waiting = asked("2026-11-06")
    assert (waiting.verdict, waiting.draft) == (Verdict.WAIT, None)
    assert waiting.sentences[1] == f"If no written offer has come, you can ask for it from {ask_from}."
    due = asked("2026-11-17")
    assert due.draft is not None
    assert (due.verdict, due.draft.kind) == (Verdict.SEND_STATUS_EMAIL, MessageKind.STATUS_EMAIL)
    assert due.sentences[1].startswith("Send Dana a short, friendly email: you're looking forward to it")
    once = asked("2026-11-18", _asked_on("2026-11-17"))
    assert once.sentences[1] == "If no written offer has come, you can ask for it from Tuesday, November 24."
    enough = asked("2026-12-15", _asked_on("2026-11-17"), _asked_on("2026-11-24"))
    assert (enough.verdict, enough.draft) == (Verdict.WAIT, None)


def test_on_a_closed_day_a_call_for_the_written_offer_is_planned_for_the_next_business_day() -> None:
    tables = having("thanked, no date", _heard_on("2026-11-04"), _asked_on("2026-11-13"))
    closed = told(tables, "2026-11-21", "verbal_yes")
    assert closed.sentences[0] == "Nobody is at work today, so call on Monday, November 23."
    assert closed.draft is not None
    assert (closed.draft.kind, closed.draft.not_before) == (MessageKind.VOICEMAIL, date(2026, 11, 23))


def test_who_wrote_too_often_sends_a_late_thank_you_before_letting_it_rest() -> None:
    asked = (_asked_on("2026-11-09"), _asked_on("2026-11-10"), touch("voicemail", "2026-11-16", "dana"))
    unthanked = view_of_tables({**having("thanked, no date"), "touchpoints": list(asked)}, date(2026, 11, 23))
    assert [each.id for each in detected_situations(unthanked, "acme-1")] == ["thanks_late"]
    thanked = view_of_tables(having("thanked, no date", *asked), date(2026, 11, 23))
    assert [each.id for each in detected_situations(thanked, "acme-1")] == ["many_asks"]


def test_what_comes_too_late_is_not_offered_to_be_answered() -> None:
    """A no, and a mistake in a thank-you, of a month ago."""
    rejected = having("thanked, no date", outcome="rejected", outcome_on="2026-11-10")
    for tables, first, situation in (
        (rejected, date(2026, 12, 10), "rejected"),
        (rejected, date(2026, 12, 10), "rejected_warmly"),
        (HISTORIES["thanked, no date"], date(2026, 12, 2), "thank_you_mistake"),
    ):
        for day, is_offered in ((first, True), (first + timedelta(days=1), False)):
            offered = applicable_situations(view_of_tables(tables, day), "acme-1")
            assert (situation in [each.id for each in offered]) is is_offered


def test_who_is_away_holds_up_no_withdrawal() -> None:
    tables = having("thanked, no date", still_interested="no")
    assert drafted(told(tables, "2026-11-10", "contact_away", person_id="dana")) is MessageKind.WITHDRAWAL


def test_a_question_of_a_later_round_is_planned_for_the_day_after_the_thank_you() -> None:
    tables = {
        **HISTORIES["thanked, no date"],
        "interviews": [interview(), interview("acme-2", "2026-11-09", round="2", decision_by="2026-11-16")],
        "interviewers": [met("kim"), met("dana", "hiring_manager", "acme-2")],
        "touchpoints": [touch("thank_you_email", "2026-11-09", "dana", interview_id="acme-2")],
    }
    planned = advised_plan(view_of_tables(tables, date(2026, 11, 17)), "acme-2")
    assert [(step.kind, on) for step, on in planned] == [
        (StepKind.STATUS_EMAIL, date(2026, 11, 18)),
        (StepKind.VOICEMAIL, date(2026, 11, 25)),
        (StepKind.LET_GO, date(2026, 12, 2)),
    ]
    assert planned[1].step.because.startswith("If the email of November 18 has brought no answer")


def test_a_withdrawal_is_no_answer_to_being_asked_back_on_the_same_day() -> None:
    withdrew = having(
        "thanked, no date",
        touch("reply", "2026-11-10", "dana"),
        outcome="withdrawn",
        outcome_on="2026-11-10",
        still_interested="no",
    )
    back = told(withdrew, "2026-11-11", "asked_back", on=date(2026, 11, 10))
    assert drafted(back) is MessageKind.REPLY


def test_whoever_does_not_want_the_job_withdraws_however_often_they_asked() -> None:
    tables = having("emailed, then texted", still_interested="no")
    assert drafted(told(tables, "2026-11-12", "many_asks")) is MessageKind.WITHDRAWAL


def test_a_mistake_in_a_thank_you_is_offered_only_where_one_was_sent() -> None:
    for history, is_offered in (("thanked, no date", True), ("never thanked, a date", False)):
        offered = applicable_situations(view_of(history, date(2026, 11, 3)), "acme-1")
        assert ("thank_you_mistake" in [each.id for each in offered]) is is_offered


ASKED_BY = {"": "lee", "no": "lee", "skipped": "lee", "yes": "dana"}
"""Who gets the questions, by the answer to whether the others may be contacted."""


@pytest.mark.parametrize("may_contact", ASKED_BY)
@pytest.mark.parametrize("day", [date(2026, 11, 10), date(2026, 11, 18)])
def test_an_agencys_recruiter_is_asked_everywhere_until_somebody_else_may_be(
    may_contact: str, day: date
) -> None:
    tables = {
        **HISTORIES["a recruiter in between"],
        "interviews": [interview(decision_by=DECISION)],
        "answers": [answer("may_contact", may_contact)] if may_contact else [],
    }
    shown, asked = view_of_tables(tables, day), ASKED_BY[may_contact]
    today = today_overview(shown)
    assert {step.person_id for step in (*today.do_now, *today.waiting)} == {asked}
    assert {step.person_id for step, _ in advised_plan(shown, "acme-1")} == {asked}
    assert default_recipient(shown, "acme-1", MessageKind.STATUS_EMAIL) == asked
    for situation in ("date_passed", "reposted", "not_yet", "other_offer", "recruiter_between"):
        expected = "lee" if situation == "recruiter_between" else asked  # which says so itself
        result = advice(shown, "acme-1", situation)
        assert (situation, result.person_id) == (situation, expected)
        assert result.draft is None or result.draft.person_id == expected
    # The cadence itself, which the command line prints, asks the hiring manager until told otherwise.
    own = {step.person_id for step in steps(shown.records, shown.playbook.numbers, day)}
    planned = {step.person_id for step in shown.plan("acme-1")}
    assert own == planned == {"lee" if may_contact == "no" else "dana"}


@pytest.mark.parametrize("may_contact", ASKED_BY)
@pytest.mark.parametrize(
    ("cells", "situation"),
    [
        ({}, "offer_to_weigh"),
        ({}, "verbal_yes"),
        ({}, "rejected"),
        ({}, "rejected_warmly"),
        ({"outcome": "offer", "outcome_on": "2026-11-05"}, "verbal_yes"),
        ({"outcome": "rejected", "outcome_on": "2026-11-05"}, "rejected"),
        ({"outcome": "rejected", "outcome_on": "2026-11-05", "still_interested": "yes"}, "rejected"),
        ({"outcome": "withdrawn", "outcome_on": "2026-11-05"}, "asked_back"),
        ({"still_interested": "no"}, "date_passed"),
        ({"still_interested": "no"}, "other_offer"),
        ({"still_interested": "no"}, "not_yet"),
    ],
)
def test_an_ended_or_unwanted_job_is_written_about_to_whoever_got_the_questions(
    may_contact: str, cells: dict[str, str], situation: str
) -> None:
    tables = {
        **HISTORIES["a recruiter in between"],
        "interviews": [interview(**cells)],
        "answers": [answer("may_contact", may_contact)] if may_contact else [],
    }
    result, expected = told(tables, "2026-11-05", situation), ASKED_BY[may_contact]
    assert result.draft is not None
    assert (result.person_id, result.draft.person_id) == (expected, expected)
    shown = view_of_tables(tables, date(2026, 11, 5))
    assert default_recipient(shown, "acme-1", result.draft.kind) == expected


@pytest.mark.parametrize(
    ("may_contact", "expected"), [("", "dana"), ("yes", "dana"), ("no", "sue"), ("skipped", "dana")]
)
def test_buttons_without_a_step_write_to_whom_the_situation_names(may_contact: str, expected: str) -> None:
    """The first person who was entered is only a coordinator."""
    tables = {
        **HISTORIES["thanked, no date"],
        "people": [person("sue"), person("kim"), person("dana")],
        "interviewers": [met("sue", "coordinator"), met("kim"), met("dana", "hiring_manager")],
        "answers": [answer("may_contact", may_contact)] if may_contact else [],
        "touchpoints": [],
    }
    rejected = {"interviews": [interview(outcome="rejected", outcome_on="2026-11-10")]}
    assert told({**tables, **rejected}, "2026-11-10", "rejected").person_id == expected
    shown = view_of_tables({**tables, **rejected}, date(2026, 11, 10))
    kinds = (MessageKind.ANSWER_REJECTION, MessageKind.THANK_FOR_OFFER, MessageKind.WITHDRAWAL)
    assert {default_recipient(shown, "acme-1", kind) for kind in kinds} == {expected}
    # Thanks go to somebody who held the interview all the same.
    assert default_recipient(shown, "acme-1", MessageKind.THANK_YOU_NOTE) == "kim"


def test_an_agencys_recruiter_is_asked_before_somebody_else_is_thanked() -> None:
    tables = {**HISTORIES["a recruiter in between"], "touchpoints": []}

    def reassurance(*touchpoints: Row, **answers: str) -> tuple[str, ...]:
        given = [answer(item, value) for item, value in answers.items()]
        shown = view_of_tables({**tables, "touchpoints": list(touchpoints), "answers": given}, DAYS[1])
        [card] = step_cards(shown, today_overview(shown).do_now)
        assert card.person is not None
        assert card.person.name == "Dana"
        return card.reassurance

    first = ("Ask Lee first whether you may thank Dana yourself.",)
    assert reassurance() == reassurance(may_contact="no") == first
    assert reassurance(may_contact="yes") == ()
    asked = touch("question", "2026-11-02", "lee")
    assert reassurance(asked) == (
        "If you've asked Lee whether you may thank Dana yourself, wait for the answer until Wednesday,"
        " November 4. If you haven't, ask that first.",
    )
    answered = asked | {"responded_on": "2026-11-03", "response": "reply"}
    assert reassurance(answered) == reassurance(asked | {"sent_on": "2026-10-30"}) == ()


def test_a_recruiter_whose_name_is_not_known_yet_is_asked_before_somebody_is_thanked() -> None:
    in_between = {**answer("may_contact", "no"), "detail": "recruiter"}
    tables = {**HISTORIES["never thanked, a date"], "answers": [in_between]}
    check = "You said that you go through a recruiter. Check with the recruiter before you thank Dana."
    shown = view_of_tables(tables, date(2026, 11, 6))
    [card] = step_cards(shown, today_overview(shown).do_now)
    assert card.reassurance == (check,)
    for situation in ("thanks_late", "went_badly", "date_passed"):
        sentences = told(tables, "2026-11-06", situation).sentences
        assert check in sentences
        assert not [words for words in sentences if words.startswith("Send")]


@pytest.mark.parametrize("situation", ["thanks_late", "went_badly", "date_passed"])
def test_a_situation_that_sends_the_thank_you_asks_the_recruiter_before_as_today_does(situation: str) -> None:
    def found_with(*touchpoints: Row, **answers: str) -> Advice:
        tables = {
            **HISTORIES["a recruiter in between"],
            "interviews": [interview(decision_by="2026-11-05")],
            "touchpoints": list(touchpoints),
            "answers": [answer(item, value) for item, value in answers.items()],
        }
        return told(tables, "2026-11-06", situation)

    for unasked in (found_with(), found_with(may_contact="no"), found_with(may_contact="skipped")):
        assert unasked.draft is not None
        assert (unasked.draft.kind, unasked.draft.person_id) == (MessageKind.ASK_ADDRESS, "lee")
        assert unasked.sentences[0] == "Ask Lee first whether you may thank Dana yourself."
        said = " ".join(unasked.sentences[1:])
        assert unasked.verdict is Verdict.SEND_THANK_YOU
        assert "Send" not in said
        assert "your thank-you" not in said
    for asked in (found_with(may_contact="yes"), found_with(touch("question", "2026-11-02", "lee"))):
        assert asked.draft is not None
        assert (asked.draft.kind, asked.draft.person_id) == (MessageKind.THANK_YOU_EMAIL, "dana")
        assert not [words for words in asked.sentences if "Lee" in words]


def test_the_thank_you_of_an_earlier_round_goes_through_its_own_recruiter() -> None:
    tables = {
        **HISTORIES["thanked, no date"],
        "interviews": [interview(), interview("acme-2", "2026-11-09", round="2", decision_by="2026-11-16")],
        "interviewers": [met("kim"), met("lee", "recruiter"), met("dana", "hiring_manager", "acme-2")],
        "touchpoints": [touch("thank_you_email", "2026-11-09", "dana", interview_id="acme-2")],
    }
    shown = view_of_tables(tables, date(2026, 11, 17))
    result = advice(shown, "acme-2", "date_passed")
    assert result.sentences == ("Ask Lee first whether you may thank Kim yourself.",)
    assert result.draft is not None
    assert (result.draft.interview_id, result.draft.person_id) == ("acme-1", "lee")


@pytest.mark.parametrize("day", ["2026-11-28", "2026-12-01"])
def test_a_slow_organization_never_makes_the_candidate_ask_sooner(day: str) -> None:
    """They answered on a Friday, near the end of the four weeks."""
    tables = having("thanked, no date", _heard_on("2026-11-27"))
    [before] = view_of_tables(tables, date.fromisoformat(day)).steps
    slow = told(tables, day, "slow_organization")
    assert (slow.verdict, slow.records, slow.steps) == (Verdict.WAIT, (), (before,))
    assert before.earliest == date(2026, 12, 4)
    assert before.because in slow.sentences
    assert slow.draft is not None
    assert slow.draft.not_before == before.earliest


def test_a_slow_organization_is_no_reason_to_give_up_sooner() -> None:
    thanks = touch("thank_you_email", "2027-01-04", "dana")
    tables = having("never thanked, a date", thanks, _heard_on("2026-11-28"), decision_by="")
    [before] = view_of_tables(tables, date(2027, 1, 4)).steps
    assert told(tables, "2027-01-04", "slow_organization").steps == (before,)


def test_four_weeks_are_waited_after_an_early_answer_and_long_after_them_an_email_is_still_worthwhile() -> (
    None
):
    answered = having("thanked, no date", _heard_on("2026-11-04"))
    for tables, day in (
        (answered, "2026-11-10"),
        (answered, "2026-12-21"),
        (having("thanked, no date"), "2026-12-21"),
    ):
        slow = told(tables, day, "slow_organization")
        assert [step.earliest for step in slow.steps] == [date(2026, 12, 1)], day
        assert slow.draft is not None


def test_a_reply_that_two_messages_followed_does_not_answer_a_yes_of_an_unknown_day() -> None:
    replied = (_heard_on("2026-11-24"), touch("reply", "2026-11-24", "dana"))
    chases = (_asked_on("2026-12-10"), touch("voicemail", "2026-12-17", "dana"))
    tables = having("thanked, no date", *replied, *chases, decision_by="2026-12-08")
    unreplied = having("thanked, no date", replied[0], *chases, decision_by="2026-12-08")
    for day in ("2026-12-18", "2026-12-24"):
        spoken = told(tables, day, "verbal_yes")
        assert not [words for words in spoken.sentences if "needs no other answer" in words]
        assert spoken.sentences == told(unreplied, day, "verbal_yes").sentences
    assert spoken.verdict is Verdict.REPLY
    assert spoken.sentences[0] == "A spoken yes is a good sign. An offer is what you have in writing."
    # Without a message since, the reply may be the answer to it.
    answered = told(having("thanked, no date", *replied), "2026-11-26", "verbal_yes")
    assert answered.verdict is Verdict.WAIT
    assert answered.sentences[0] == "You were in touch on November 24, so this needs no other answer."


def _asked_on(day: str) -> Row:
    return touch("status_email", day, "dana")


def test_after_the_thanks_for_an_offer_the_day_of_the_answer_stays_in_sight() -> None:
    replied = touch("reply", "2026-11-05", "dana")
    tables = {
        **having("thanked, no date", replied, outcome="offer", outcome_on="2026-11-05"),
        "answers": [{**answer("answer_by", "yes"), "detail": "2026-11-10"}],
    }
    weighed = told(tables, "2026-11-10", "offer_to_weigh")
    assert weighed.sentences[:2] == (
        "You were in touch on November 5.",
        "They'd like your answer by Tuesday, November 10.",
    )
    over = told(tables, "2026-11-11", "offer_to_weigh")
    assert over.sentences[0] == "You were in touch on November 5, so this needs no other answer."
