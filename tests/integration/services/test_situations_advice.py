"""Advice on a situation never breaks a "not yet": what holds it back, and what is recognized by itself."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from followup_core.cadence import StepKind
from followup_core.models import BadValue, FollowUpError, InterviewerPart, Outcome, Response, TouchpointKind
from followup_core.playbook import InterviewStage, Verdict, reloadable_playbook
from followup_core.services.candidate_settings import save_settings
from followup_core.services.interview_service import set_decision, set_outcome
from followup_core.services.people_service import save_person
from followup_core.services.situations.situation_service import (
    NOTHING_MORE,
    Advice,
    SituationAnswers,
    advice,
    applicable_situations,
    detected_situations,
    record_situation,
)
from followup_core.services.touchpoints import ResponseKind, record_response, set_response
from followup_core.services.workspace import NotFound, Workspace
from followup_core.services.workspace_registry import PLAYBOOK_DIR
from followup_core.store import CsvStore

from .situation_setups import MANAGER, asked, asked_twice, unthanked, waited_for
from .test_expert_cases import SENTENCES
from .workspaces import MONDAY, TODAY, moment, refusal, rows, started, thanked, view, with_person

FOLLOWING = (
    "date_passed",
    "promise_missed",
    "second_date_passed",
    "other_interest",
    "recruiter_between",
    "referral_inside",
    "references_silence",
    "reposted",
    "holidays",
)
"""The situations whose message is the one of the chain whose turn it is."""

REASONS = SENTENCES["reasons"]
"""Each reason that holds a message back, word for word."""

TOMORROW, YESTERDAY = date(2026, 11, 19), date(2026, 11, 17)
LATER = date(2026, 11, 30)
SUNDAY = date(2026, 11, 1)
"""The day before the interview."""

EMAIL, CALL, TEXT = TouchpointKind.STATUS_EMAIL, TouchpointKind.VOICEMAIL, TouchpointKind.QUESTION


def found(
    workspace: Workspace,
    interview_id: str,
    situation: str,
    on: date = TODAY,
    answers: SituationAnswers = NOTHING_MORE,
) -> Advice:
    """Return the advice on a day."""
    return advice(view(workspace, on), interview_id, situation, answers)


def seen(workspace: Workspace, interview_id: str, on: date = TODAY) -> list[str]:
    """Return the situations that the records show by themselves on a day."""
    return [situation.id for situation in detected_situations(view(workspace, on), interview_id)]


def offered(workspace: Workspace, interview_id: str) -> list[str]:
    return [situation.id for situation in applicable_situations(view(workspace), interview_id)]


# --- not yet ----------------------------------------------------------------------------------------


def test_only_another_offer_is_told_before_their_date(workspace: Workspace) -> None:
    interview_id = waited_for(workspace, LATER)
    overriding = [
        situation
        for situation in offered(workspace, interview_id)
        if found(workspace, interview_id, situation).overrides_not_yet
    ]
    assert overriding == ["other_offer"]
    assert found(workspace, interview_id, "reposted").sentences[0] == REASONS["date_to_come"]
    answers = SituationAnswers(answer_by=date(2026, 11, 20))
    result = found(workspace, interview_id, "other_offer", answers=answers)
    assert result.verdict is Verdict.TELL_NOW
    assert "Dana Ruiz" in result.sentences[1]
    assert "November 20" in result.sentences[2]
    assert result.draft is not None
    assert result.draft.not_before == TODAY
    assert [step.earliest for step in result.steps] == [date(2026, 12, 1)]


@pytest.mark.parametrize("situation", [*FOLLOWING, "invited_call"])
def test_a_late_thank_you_comes_before_any_question(workspace: Workspace, situation: str) -> None:
    result = found(workspace, unthanked(workspace), situation)
    assert result.verdict is Verdict.SEND_THANK_YOU
    is_in_between = situation == "recruiter_between"
    assert result.sentences[0] == REASONS["check_with_recruiter" if is_in_between else "thank_first"]
    assert result.draft is not None
    assert (result.draft.kind, result.draft.person_id) == ("thank_you_email", MANAGER)


def test_an_invited_call_comes_first_and_the_chain_goes_on_from_it(
    workspace: Workspace, interview_id: str
) -> None:
    result = found(workspace, interview_id, "invited_call")
    assert result.verdict is Verdict.CALL
    assert not any(" email" in sentence for sentence in result.sentences)
    record_situation(workspace, moment(), interview_id, "invited_call")
    asked(workspace, interview_id, CALL, 18)
    [step] = view(workspace).steps
    assert (step.kind, step.earliest) == (StepKind.STATUS_EMAIL, date(2026, 11, 25))
    waiting = found(workspace, interview_id, "invited_call")
    assert waiting.verdict is Verdict.WAIT
    assert not [words for words in waiting.sentences if "call" in words.lower().split()]
    asking = found(workspace, interview_id, "invited_call", date(2026, 11, 25))
    assert asking.verdict is Verdict.SEND_STATUS_EMAIL


def test_who_was_invited_to_call_is_told_when_to_call_and_not_when_to_write(workspace: Workspace) -> None:
    result = found(workspace, waited_for(workspace, LATER), "invited_call")
    assert result.sentences == (
        "You should hear by November 30.",
        "You can call from December 1.",
        "Their invitation doesn't expire: when your day comes, call Dana Ruiz once.",
    )


def test_nobody_is_given_up_before_the_day_they_named_however_often_they_were_asked(
    workspace: Workspace,
) -> None:
    interview_id = waited_for(workspace, date(2026, 11, 27))
    asked(workspace, interview_id, EMAIL, 9)
    asked(workspace, interview_id, TEXT, 12, 16)
    assert "many_asks" not in seen(workspace, interview_id)
    result = found(workspace, interview_id, "many_asks")
    assert (result.verdict, result.records) == (Verdict.WAIT, ())
    assert result.sentences == (
        "You have asked three times and should hear by November 27; if nothing has come by November 30,"
        " let this one go.",
        "They know you're interested, so until then leave it alone: no email, no call, no text.",
    )
    assert not record_situation(workspace, moment(), interview_id, "many_asks").applied
    assert found(workspace, interview_id, "many_asks", LATER).verdict is Verdict.LET_GO


def test_an_answer_of_theirs_starts_the_count_again(workspace: Workspace, interview_id: str) -> None:
    asked_twice(workspace, interview_id)
    record_response(workspace, moment(), interview_id, on=TODAY)
    assert "many_asks" not in seen(workspace, interview_id)
    assert found(workspace, interview_id, "promise_missed").verdict is Verdict.WAIT


def test_a_return_before_their_date_moves_nothing(workspace: Workspace) -> None:
    interview_id = waited_for(workspace, LATER)
    answers = SituationAnswers(back_on=date(2026, 11, 23))
    result = found(workspace, interview_id, "holidays", answers=answers)
    assert result.records == ()
    assert [step.earliest for step in result.steps] == [date(2026, 12, 1)]


def test_a_call_falls_on_no_weekend_and_on_no_holiday(workspace: Workspace) -> None:
    interview_id = waited_for(workspace, date(2026, 11, 6))
    thanksgiving = date(2026, 11, 26)
    result = found(workspace, interview_id, "invited_call", date(2026, 11, 14))
    assert result.verdict is Verdict.WAIT
    assert result.sentences[0] == "Nobody is at work today, so call on Monday, November 16."
    assert result.draft is not None
    assert result.draft.not_before == date(2026, 11, 16)
    save_settings(workspace, moment(), {"country": "US"})
    assert found(workspace, interview_id, "invited_call", thanksgiving).verdict is Verdict.WAIT
    assert found(workspace, interview_id, "invited_call", date(2026, 11, 27)).verdict is Verdict.CALL


def test_a_slow_organization_is_asked_after_four_weeks_or_after_its_own_later_date(
    workspace: Workspace,
) -> None:
    interview_id = waited_for(workspace, None)
    after_four_weeks = found(workspace, interview_id, "slow_organization", date(2026, 12, 1))
    assert after_four_weeks.verdict is Verdict.SEND_STATUS_EMAIL
    [sentence] = found(workspace, interview_id, "slow_organization").records
    assert "estimate" in sentence
    set_decision(workspace, moment(), interview_id, date(2026, 12, 1))
    assert found(workspace, interview_id, "slow_organization").records == ()
    assert not record_situation(workspace, moment(), interview_id, "slow_organization").applied


def test_nobody_is_thanked_twice_for_an_interview_that_went_badly(
    workspace: Workspace, interview_id: str
) -> None:
    result = found(workspace, interview_id, "went_badly", on=date(2026, 11, 9))
    assert (result.verdict, result.draft) == (Verdict.WAIT, None)
    assert REASONS["no_thanks_owed"] in result.sentences
    later = found(workspace, interview_id, "went_badly")  # their date has passed
    assert later.verdict is Verdict.SEND_STATUS_EMAIL
    assert later.sentences[1].startswith("Treat it like any other interview: send Dana Ruiz a short")


# --- names and days ---------------------------------------------------------------------------------


def test_sentences_about_days_nobody_knows_are_left_out(workspace: Workspace, interview_id: str) -> None:
    answers = SituationAnswers(answer_by=date(2026, 11, 25))
    known = found(workspace, interview_id, "other_offer", answers=answers).sentences
    unknown = found(workspace, interview_id, "other_offer").sentences
    assert len(known) == len(unknown) + 1
    assert not any("Name the day" in sentence for sentence in unknown)


def test_where_nobody_is_known_plain_words_stand_for_names(workspace: Workspace) -> None:
    interview_id = started(workspace)
    assert found(workspace, interview_id, "reposted").sentences[0] == REASONS["thank_whom"]
    thanked(workspace, interview_id)
    for situation, name in (
        ("rejected", "the hiring manager"),
        ("recruiter_between", "the recruiter"),
        ("promise_missed", "your contact"),
    ):
        assert name in " ".join(found(workspace, interview_id, situation).sentences)


def test_a_name_with_braces_or_line_breaks_is_only_a_name(workspace: Workspace) -> None:
    interview_id = started(workspace, organization="Acme\n{person} Ltd")
    with_person(workspace, interview_id, "{organization}\nRuiz", InterviewerPart.INTERVIEWER)
    [first, second, *_] = found(workspace, interview_id, "other_offer").sentences
    assert "work for Acme {person} Ltd, " in first
    assert "{organization} Ruiz" in second


def test_the_one_who_promised_is_named_and_gets_the_draft(workspace: Workspace, interview_id: str) -> None:
    kim = with_person(workspace, interview_id, "Kim Osei", InterviewerPart.INTERVIEWER)
    thanked(workspace, interview_id, person_id=kim)
    result = found(workspace, interview_id, "promise_missed", answers=SituationAnswers(person_id=kim))
    assert "Kim Osei" in result.sentences[1]
    assert result.draft is not None
    assert (result.person_id, result.draft.person_id) == (kim, kim)


def test_what_was_not_asked_is_not_taken(workspace: Workspace, interview_id: str) -> None:
    day = date(2027, 1, 1)
    answers = SituationAnswers(on=MONDAY, decision_by=day, back_on=day, answer_by=day)
    told = found(workspace, interview_id, "reposted", answers=answers)
    assert told == found(workspace, interview_id, "reposted")


# --- recognized -------------------------------------------------------------------------------------


def second_date(workspace: Workspace, interview_id: str) -> None:
    asked(workspace, interview_id, EMAIL, 9)
    on, decision = date(2026, 11, 10), YESTERDAY
    record_response(
        workspace, moment(on), interview_id, on=on, kind=ResponseKind.NEW_DATE, decision_by=decision
    )


def out_of_office(workspace: Workspace, interview_id: str) -> None:
    asked(workspace, interview_id, EMAIL, 17)
    last_came_back_as(workspace, Response.OUT_OF_OFFICE)


def last_came_back_as(workspace: Workspace, response: Response) -> None:
    touch_id = rows(workspace, "touchpoints")[-1]["touchpoint_id"]
    set_response(workspace, moment(), touch_id, response, None)


def rejected_today(workspace: Workspace, interview_id: str) -> None:
    set_outcome(workspace, moment(), interview_id, Outcome.REJECTED, TODAY)


def with_agency_recruiter(workspace: Workspace, interview_id: str, agency: str = "Talent Bridge") -> str:
    """Add Lee Park, a recruiter of an agency, and return the person's id."""
    lee = with_person(workspace, interview_id, "Lee Park", InterviewerPart.RECRUITER)
    save_person(workspace, moment(), replace(view(workspace).person(lee), organization=agency))
    return lee


def met_somebody_unthanked(workspace: Workspace, interview_id: str) -> None:
    with_person(workspace, interview_id, "Kim Osei", InterviewerPart.INTERVIEWER)


@pytest.mark.parametrize(
    ("situation", "happens"),
    [
        ("second_date_passed", second_date),
        ("many_asks", asked_twice),
        ("recruiter_between", with_agency_recruiter),
        ("rejected", rejected_today),
        ("thanks_late", met_somebody_unthanked),
        ("contact_away", out_of_office),
    ],
)
def test_what_the_records_show_is_offered_first(
    workspace: Workspace, situation: str, happens: Callable[[Workspace, str], object]
) -> None:
    interview_id = waited_for(workspace, None)  # no date of theirs that could have passed
    assert seen(workspace, interview_id) == []
    happens(workspace, interview_id)
    assert seen(workspace, interview_id) == [situation]
    listed = offered(workspace, interview_id)
    assert listed[0] == situation
    assert len(listed) == len(set(listed))


def test_a_date_that_passed_is_seen_until_they_are_asked_about_it(
    workspace: Workspace, interview_id: str
) -> None:
    assert seen(workspace, interview_id, date(2026, 11, 16)) == []  # the very day is theirs
    assert seen(workspace, interview_id) == ["date_passed"]
    asked(workspace, interview_id, EMAIL, 18)
    assert seen(workspace, interview_id) == []


def test_a_first_date_that_passed_and_a_new_one_to_come_are_no_second_date_passed(
    workspace: Workspace, interview_id: str
) -> None:
    second_date(workspace, interview_id)
    assert seen(workspace, interview_id, YESTERDAY) == []  # the very day is theirs
    set_decision(workspace, moment(), interview_id, date(2026, 11, 10))  # not after their answer
    assert seen(workspace, interview_id) == []


@pytest.mark.parametrize("organization", ["", "Acme  ROBOTICS"])
def test_the_employers_own_recruiter_is_not_in_between(
    workspace: Workspace, interview_id: str, organization: str
) -> None:
    with_agency_recruiter(workspace, interview_id, organization)
    assert "recruiter_between" not in seen(workspace, interview_id)


def test_a_holiday_close_by_is_seen_where_the_country_is_known(workspace: Workspace) -> None:
    interview_id = waited_for(workspace, None)
    days = [date(2026, 11, day) for day in (19, 20, 26, 29, 30)]
    assert [seen(workspace, interview_id, day) for day in days] == [[]] * 5
    save_settings(workspace, moment(), {"country": "US"})
    near = ["holidays" in seen(workspace, interview_id, day) for day in days]
    assert near == [False, True, True, True, False]


def test_the_limit_of_messages_without_an_answer_is_the_playbooks(tmp_path: Path) -> None:
    playbook = tmp_path / "playbook"
    copytree(PLAYBOOK_DIR, playbook)
    numbers = (playbook / "cadence.toml").read_text(encoding="utf-8")
    start, name, limit = numbers.partition("[max_unanswered_messages]\n")
    (playbook / "cadence.toml").write_text(start + name + limit.replace("value = 2", "value = 3"), "utf-8")
    with closing(CsvStore(tmp_path / "workspace")) as store:
        workspace = Workspace(store, reloadable_playbook(playbook))
        interview_id = waited_for(workspace)
        asked_twice(workspace, interview_id)
        assert "many_asks" not in seen(workspace, interview_id)
        asked(workspace, interview_id, TEXT, 11)
        assert "many_asks" in seen(workspace, interview_id)


def test_a_bounced_message_and_a_question_before_the_interview_count_for_nothing(
    workspace: Workspace,
) -> None:
    interview_id = waited_for(workspace, None)
    asked_twice(workspace, interview_id)
    last_came_back_as(workspace, Response.BOUNCED)
    asked(workspace, interview_id, TEXT, 1)
    assert seen(workspace, interview_id) == []


@pytest.mark.parametrize(("today", "is_seen"), [(3, True), (17, True), (18, False)])
def test_a_no_is_to_be_answered_for_two_weeks(
    workspace: Workspace, interview_id: str, today: int, is_seen: bool
) -> None:
    set_outcome(workspace, moment(), interview_id, Outcome.REJECTED, date(2026, 11, 3))
    assert (seen(workspace, interview_id, date(2026, 11, today)) == ["rejected"]) is is_seen
    asked(workspace, interview_id, TouchpointKind.KEEP_IN_TOUCH, 3)
    assert seen(workspace, interview_id, date(2026, 11, today)) == []


# --- where it fits ----------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", [None, *Outcome])
def test_only_what_fits_the_stage_is_offered(
    workspace: Workspace, interview_id: str, outcome: Outcome | None
) -> None:
    if outcome is not None:
        set_outcome(workspace, moment(), interview_id, outcome, date(2026, 11, 3))
    stage = InterviewStage.OPEN if outcome is None else InterviewStage(outcome.value)
    assert offered(workspace, interview_id) == [
        situation.id
        for situation in view(workspace).playbook.situations
        if stage in situation.stages and not situation.only_when_seen
    ]


def test_an_interview_still_to_come_or_followed_by_another_round_has_no_situation_of_waiting(
    workspace: Workspace,
) -> None:
    first = waited_for(workspace)
    later = started(workspace, held_on=date(2026, 11, 25))
    assert offered(workspace, later) == []
    # What is owed to the people of the first round can still go wrong.
    assert offered(workspace, first) == ["thank_you_mistake"]
    with pytest.raises(NotFound, match=r"^“They said no” does not fit this interview anymore\. "):
        record_situation(workspace, moment(), later, "rejected")


def refused(
    workspace: Workspace,
    interview_id: str,
    situation: str,
    answers: SituationAnswers = NOTHING_MORE,
    error: type[FollowUpError] = BadValue,
) -> str:
    """Return the sentence in which a situation is refused, both when asked about and when recorded."""
    advised = refusal(workspace, lambda: found(workspace, interview_id, situation, answers=answers), error)
    recorded = refusal(
        workspace, lambda: record_situation(workspace, moment(), interview_id, situation, answers), error
    )
    assert advised == recorded
    return advised


def test_what_is_gone_or_no_longer_fits_is_refused_in_a_sentence(
    workspace: Workspace, interview_id: str
) -> None:
    unknown = refused(workspace, interview_id, "snow", error=NotFound)
    assert unknown.startswith("There is no situation “snow”.")
    gone = refused(workspace, "i-gone", "not_yet", error=NotFound)
    assert gone.startswith("There is no interview “i-gone”.")
    somebody = SituationAnswers(person_id="p-gone")
    gone = refused(workspace, interview_id, "promise_missed", somebody, NotFound)
    assert gone.startswith("This person is not in the workspace anymore.")
    set_outcome(workspace, moment(), interview_id, Outcome.OFFER, TODAY)
    said = refused(workspace, interview_id, "rejected", error=NotFound)
    assert said.startswith("“They said no” does not fit")


@pytest.mark.parametrize(
    ("situation", "answers", "sentence"),
    [
        ("not_yet", SituationAnswers(on=TOMORROW), "The day it happened has not come yet."),
        ("not_yet", SituationAnswers(decision_by=TODAY), "The new date is not after their answer."),
        (
            "promise_missed",
            SituationAnswers(decision_by=SUNDAY),
            "The day they named is before the interview",
        ),
        ("other_offer", SituationAnswers(answer_by=YESTERDAY), "The day you must answer has passed."),
        ("contact_away", SituationAnswers(back_on=YESTERDAY), "The day they are back has passed."),
        ("holidays", SituationAnswers(back_on=date(2201, 1, 1)), "The year 2201 is outside 1970 to 2200."),
        ("rejected", SituationAnswers(on=SUNDAY), "The day of the outcome is before the interview"),
    ],
)
def test_a_day_that_cannot_be_is_refused_whole(
    workspace: Workspace, interview_id: str, situation: str, answers: SituationAnswers, sentence: str
) -> None:
    assert refused(workspace, interview_id, situation, answers).startswith(sentence)


# --- what is kept -----------------------------------------------------------------------------------


def test_an_answer_to_no_message_of_mine_is_kept_with_the_words_it_was_told_in(workspace: Workspace) -> None:
    record_situation(workspace, moment(), started(workspace), "not_yet")
    [touch] = rows(workspace, "touchpoints")
    kept = (touch["kind"], touch["sent_on"], touch["note"])
    assert kept == ("heard_from_employer", "2026-11-18", "They said not yet.")


def test_what_is_noted_is_not_noted_again(workspace: Workspace, interview_id: str) -> None:
    record_response(workspace, moment(), interview_id, on=TODAY)
    before = rows(workspace, "touchpoints")
    for situation, day in (("vague_promise", TODAY), ("reposted", TODAY), ("rejected", TOMORROW)):
        # The answer is known already, but not yet what it said.
        assert record_situation(workspace, moment(), interview_id, situation).applied
        assert not record_situation(workspace, moment(day), interview_id, situation).applied
    assert rows(workspace, "touchpoints") == before
    assert rows(workspace, "interviews")[0]["notes"] == "Third floor.\n2026-11-18: The job is posted again."


def test_a_promise_of_paper_without_the_day_it_was_given_may_lie_behind(
    workspace: Workspace, interview_id: str
) -> None:
    answers = SituationAnswers(decision_by=date(2026, 11, 13))
    record_situation(workspace, moment(), interview_id, "verbal_yes", answers)
    assert rows(workspace, "interviews")[0]["decision_by"] == "2026-11-13"
    assert [touch["response"] for touch in rows(workspace, "touchpoints")] == [""]


def test_advice_foretells_the_steps_beside_other_rounds(workspace: Workspace) -> None:
    first = waited_for(workspace)
    asked(workspace, first, EMAIL, 16)
    second = started(workspace, held_on=YESTERDAY)
    expected = found(workspace, second, "not_yet")
    record_situation(workspace, moment(), second, "not_yet")
    assert expected.steps == view(workspace).steps_by_interview[second]
