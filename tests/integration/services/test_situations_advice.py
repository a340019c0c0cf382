"""Advice on a situation never breaks a "not yet": what holds it back, and what is recognized by itself."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from followup_core.cadence import StepKind
from followup_core.models import BadValue, InterviewerPart, MessageKind, Outcome, Response, TouchpointKind
from followup_core.playbook import InterviewStage, Verdict, reloadable_playbook
from followup_core.services.candidate_settings import save_settings
from followup_core.services.guided_checklist import decline_step
from followup_core.services.interview_service import set_decision, set_outcome
from followup_core.services.people_service import save_person
from followup_core.services.situations.situation_service import (
    SituationAnswers,
    advice,
    applicable_situations,
    detected_situations,
    record_situation,
)
from followup_core.services.touchpoints import ResponseKind, record_response, set_response
from followup_core.services.workspace import NotFound, Workspace, WorkspaceView
from followup_core.services.workspace_registry import PLAYBOOK_DIR
from followup_core.store import CsvStore

from .situation_setups import MANAGER, sent, unthanked, waited_for
from .workspaces import MONDAY, TODAY, everything, moment, rows, started, thanked, view, with_person

FOLLOWING = (
    "date_passed",
    "vague_promise",
    "promise_missed",
    "second_date_passed",
    "other_interest",
    "recruiter_between",
    "referral_inside",
    "references_silence",
    "reposted",
    "holidays",
    "invited_call",
)
"""The situations whose message is one of the chain."""


def asked_twice(workspace: Workspace, interview_id: str) -> None:
    """Ask by email, then once more by a text, which the chain does not count."""
    sent(workspace, interview_id, TouchpointKind.STATUS_EMAIL, date(2026, 11, 9))
    sent(workspace, interview_id, TouchpointKind.QUESTION, date(2026, 11, 16))


def ids(view: WorkspaceView, interview_id: str) -> list[str]:
    return [situation.id for situation in detected_situations(view, interview_id)]


# --- not yet ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("situation", FOLLOWING)
def test_before_their_date_every_message_of_the_chain_waits_and_says_until_when(
    workspace: Workspace, situation: str
) -> None:
    interview_id = waited_for(workspace, date(2026, 11, 30))
    result = advice(view(workspace), interview_id, situation)
    assert result.verdict is Verdict.WAIT
    [step] = result.steps
    assert result.sentences[0] == step.because
    assert step.earliest > TODAY
    if result.draft is not None and result.draft.kind.value == step.kind.value:
        assert result.draft.not_before == step.earliest


def test_another_offer_is_told_before_their_date(workspace: Workspace) -> None:
    interview_id = waited_for(workspace, date(2026, 11, 30))
    result = advice(
        view(workspace), interview_id, "other_offer", SituationAnswers(answer_by=date(2026, 11, 20))
    )
    assert (result.verdict, result.overrides_not_yet) == (Verdict.TELL_NOW, True)
    assert "Dana Ruiz" in result.sentences[1]
    assert "November 20" in result.sentences[2]
    assert result.draft is not None
    assert result.draft.not_before == TODAY
    assert [step.earliest for step in result.steps] == [date(2026, 12, 1)]


def test_only_another_offer_overrides(workspace: Workspace) -> None:
    interview_id = waited_for(workspace, date(2026, 11, 30))
    situations = applicable_situations(view(workspace), interview_id)
    overriding = [s.id for s in situations if advice(view(workspace), interview_id, s.id).overrides_not_yet]
    assert overriding == ["other_offer"]


@pytest.mark.parametrize("situation", [situation for situation in FOLLOWING if situation != "invited_call"])
def test_on_its_day_the_message_is_the_one_whose_turn_it_is(
    workspace: Workspace, interview_id: str, situation: str
) -> None:
    sent(workspace, interview_id, TouchpointKind.STATUS_EMAIL, date(2026, 11, 17))
    on = date(2026, 11, 24)
    answers = SituationAnswers(on=MONDAY)
    result = advice(view(workspace, on), interview_id, situation, answers)
    assert result.verdict is Verdict.CALL
    assert result.sentences[-1] == result.steps[0].because
    sent(workspace, interview_id, TouchpointKind.VOICEMAIL, on)
    ended = advice(view(workspace, date(2026, 12, 1)), interview_id, situation, answers)
    assert (ended.verdict, ended.draft) == (Verdict.LET_GO, None)
    assert ended.sentences[1:] == (ended.steps[0].because,)


def test_an_invited_call_comes_first_and_the_chain_goes_on_from_it(
    workspace: Workspace, interview_id: str
) -> None:
    assert advice(view(workspace), interview_id, "invited_call").verdict is Verdict.CALL
    record_situation(workspace, moment(), interview_id, "invited_call")
    sent(workspace, interview_id, TouchpointKind.VOICEMAIL, TODAY)
    [step] = view(workspace).steps
    assert (step.kind, step.earliest) == (StepKind.STATUS_EMAIL, date(2026, 11, 25))
    assert advice(view(workspace), interview_id, "invited_call").verdict is Verdict.WAIT


@pytest.mark.parametrize("situation", [situation for situation in FOLLOWING if situation != "vague_promise"])
def test_a_late_thank_you_comes_before_any_question(workspace: Workspace, situation: str) -> None:
    interview_id = unthanked(workspace)
    result = advice(view(workspace), interview_id, situation)
    assert result.verdict is Verdict.SEND_THANK_YOU
    assert "Dana Ruiz" in result.sentences[0]
    assert result.draft is not None
    assert (result.draft.kind, result.draft.person_id) == ("thank_you_email", MANAGER)


@pytest.mark.parametrize("situation", [s for s in FOLLOWING if s != "vague_promise"])
def test_the_limit_counts_every_channel(workspace: Workspace, interview_id: str, situation: str) -> None:
    asked_twice(workspace, interview_id)
    result = advice(view(workspace), interview_id, situation)
    assert [step.kind for step in result.steps] == [StepKind.VOICEMAIL]  # the chain counts emails and calls
    assert (result.verdict, result.draft) == (Verdict.LET_GO, None)
    assert result.sentences[-1].startswith("You've asked twice already, counting calls and texts")


def test_who_still_has_a_day_to_wait_for_is_not_told_to_stop(workspace: Workspace, interview_id: str) -> None:
    set_decision(workspace, moment(), interview_id, date(2026, 11, 30))
    result = advice(view(workspace), interview_id, "many_asks")
    assert result.verdict is Verdict.WAIT
    assert result.sentences == (
        "You should hear by November 30; from December 1 you can send a friendly email,"
        " and before that is too soon.",
        "They know you're interested, so until then leave it alone: no email, no call, no text.",
    )


def test_an_answer_of_theirs_starts_the_count_again(workspace: Workspace, interview_id: str) -> None:
    asked_twice(workspace, interview_id)
    record_response(workspace, moment(), interview_id, on=TODAY)
    assert "many_asks" not in ids(view(workspace), interview_id)
    assert advice(view(workspace), interview_id, "promise_missed").verdict is Verdict.WAIT


def test_nothing_is_written_to_somebody_away_even_when_a_second_message_is_due(
    workspace: Workspace, interview_id: str
) -> None:
    sent(workspace, interview_id, TouchpointKind.STATUS_EMAIL, date(2026, 11, 11))
    answers = SituationAnswers(back_on=date(2026, 11, 27))
    for situation in ("holidays", "contact_away"):
        result = advice(view(workspace), interview_id, situation, answers)
        assert result.verdict is Verdict.WAIT
        assert result.draft is not None
        assert result.draft.not_before == date(2026, 11, 30)  # the business day after they are back


def test_a_contact_away_until_nobody_knows_when_gets_no_draft_for_today(
    workspace: Workspace, interview_id: str
) -> None:
    result = advice(view(workspace), interview_id, "contact_away")
    assert (result.verdict, result.draft) == (Verdict.WAIT, None)
    assert "Dana Ruiz" in result.sentences[0]


def test_a_return_before_their_date_moves_nothing(workspace: Workspace) -> None:
    interview_id = waited_for(workspace, date(2026, 11, 30))
    result = advice(view(workspace), interview_id, "holidays", SituationAnswers(back_on=date(2026, 11, 23)))
    assert result.records == ()
    assert [step.earliest for step in result.steps] == [date(2026, 12, 1)]


def test_a_call_falls_on_no_weekend_and_on_no_holiday(workspace: Workspace) -> None:
    interview_id = waited_for(workspace, date(2026, 11, 6))
    saturday, thanksgiving = date(2026, 11, 14), date(2026, 11, 26)
    result = advice(view(workspace, saturday), interview_id, "invited_call")
    assert (result.verdict, result.sentences[0]) == (
        Verdict.WAIT,
        "Nobody is at work today, so call on Monday, November 16.",
    )
    assert result.draft is not None
    assert result.draft.not_before == date(2026, 11, 16)
    save_settings(workspace, moment(), {"country": "US"})
    assert advice(view(workspace, thanksgiving), interview_id, "invited_call").verdict is Verdict.WAIT
    assert advice(view(workspace, date(2026, 11, 27)), interview_id, "invited_call").verdict is Verdict.CALL


def test_the_estimate_for_a_slow_organization_gives_way_to_a_later_date(workspace: Workspace) -> None:
    interview_id = waited_for(workspace, None)
    [sentence] = advice(view(workspace), interview_id, "slow_organization").records
    assert "estimate" in sentence
    set_decision(workspace, moment(), interview_id, date(2026, 12, 1))
    assert advice(view(workspace), interview_id, "slow_organization").records == ()
    assert not record_situation(workspace, moment(), interview_id, "slow_organization").applied


def test_after_four_weeks_a_slow_organization_is_asked(workspace: Workspace) -> None:
    interview_id = waited_for(workspace, None)
    late = view(workspace, date(2026, 12, 1))
    assert advice(late, interview_id, "slow_organization").verdict is Verdict.SEND_STATUS_EMAIL


def test_thanks_for_a_delay_are_sent_at_once_and_are_no_chase(
    workspace: Workspace, interview_id: str
) -> None:
    answers = SituationAnswers(decision_by=date(2026, 11, 27))
    draft = advice(view(workspace), interview_id, "not_yet", answers).draft
    assert draft is not None
    assert (draft.kind, draft.not_before) == ("reply", TODAY)
    record_situation(workspace, moment(), interview_id, "not_yet", answers)
    sent(workspace, interview_id, TouchpointKind.CANDIDATE_REPLY, TODAY)
    [step] = view(workspace).steps_by_interview[interview_id]
    assert (step.kind, step.earliest) == (StepKind.STATUS_EMAIL, date(2026, 11, 30))


def test_nobody_is_thanked_twice_for_an_interview_that_went_badly(
    workspace: Workspace, interview_id: str
) -> None:
    result = advice(view(workspace), interview_id, "went_badly")
    assert (result.verdict, result.draft) == (Verdict.WAIT, None)


def test_for_an_interview_that_went_badly_the_thank_you_is_written_the_same_day(
    workspace: Workspace,
) -> None:
    interview_id = unthanked(workspace)
    draft = advice(view(workspace, MONDAY), interview_id, "went_badly").draft
    assert draft is not None
    assert (draft.kind, draft.person_id) == ("thank_you_email", MANAGER)


# --- names and days ---------------------------------------------------------------------------------


def test_sentences_about_days_nobody_knows_are_left_out(workspace: Workspace, interview_id: str) -> None:
    known = advice(
        view(workspace), interview_id, "other_offer", SituationAnswers(answer_by=date(2026, 11, 25))
    )
    unknown = advice(view(workspace), interview_id, "other_offer")
    assert len(known.sentences) == len(unknown.sentences) + 1
    assert not any("Name the day" in sentence for sentence in unknown.sentences)


def test_where_nobody_is_known_plain_words_stand_for_names(workspace: Workspace) -> None:
    interview_id = started(workspace)
    thanked(workspace, interview_id)
    for situation, name in (
        ("rejected", "the hiring manager"),
        ("recruiter_between", "the recruiter"),
        ("promise_missed", "your contact"),
    ):
        assert name in " ".join(advice(view(workspace), interview_id, situation).sentences)


def test_a_name_with_braces_or_line_breaks_is_only_a_name(workspace: Workspace) -> None:
    interview_id = started(workspace, organization="Acme\n{person} Ltd")
    with_person(workspace, interview_id, "{organization}\nRuiz", InterviewerPart.INTERVIEWER)
    [first, second, *_] = advice(view(workspace), interview_id, "other_offer").sentences
    assert "work for Acme {person} Ltd, " in first
    assert "{organization} Ruiz" in second


def test_the_one_who_promised_is_named_and_gets_the_draft(workspace: Workspace, interview_id: str) -> None:
    kim = with_person(workspace, interview_id, "Kim Osei", InterviewerPart.INTERVIEWER)
    sent(workspace, interview_id, TouchpointKind.THANK_YOU_EMAIL, MONDAY, kim)
    result = advice(view(workspace), interview_id, "promise_missed", SituationAnswers(person_id=kim))
    assert "Kim Osei" in result.sentences[1]
    assert result.person_id == kim
    assert result.draft is not None
    assert result.draft.person_id == kim


def test_with_a_recruiter_in_between_the_messages_go_to_the_recruiter(
    workspace: Workspace, interview_id: str
) -> None:
    lee = with_agency_recruiter(workspace, interview_id)
    assert view(workspace).steps[0].person_id == MANAGER
    result = advice(view(workspace), interview_id, "recruiter_between")
    assert [step.person_id for step in result.steps] == [lee]
    assert "Lee Park" in result.sentences[0]
    record_situation(workspace, moment(), interview_id, "recruiter_between")
    assert view(workspace).steps[0].person_id == lee
    assert "recruiter_between" not in ids(view(workspace), interview_id)


def test_the_recruiter_is_asked_who_may_be_thanked_though_a_thank_you_is_overdue(
    workspace: Workspace,
) -> None:
    interview_id = unthanked(workspace)
    lee = with_agency_recruiter(workspace, interview_id)
    result = advice(view(workspace), interview_id, "recruiter_between")
    assert result.draft is not None
    assert (result.draft.kind, result.draft.person_id) == (MessageKind.ASK_ADDRESS, lee)


def test_a_no_from_somebody_else_is_answered_to_the_hiring_manager(
    workspace: Workspace, interview_id: str
) -> None:
    with_person(workspace, interview_id, "Ida Holm", InterviewerPart.COORDINATOR)
    assert "Dana Ruiz" in advice(view(workspace), interview_id, "rejected").sentences[1]


def test_what_was_not_asked_is_not_taken(workspace: Workspace, interview_id: str) -> None:
    answers = SituationAnswers(
        on=MONDAY, decision_by=date(2027, 1, 1), back_on=date(2027, 1, 1), answer_by=date(2027, 1, 1)
    )
    assert advice(view(workspace), interview_id, "reposted", answers) == advice(
        view(workspace), interview_id, "reposted"
    )


# --- recognized -------------------------------------------------------------------------------------


def second_date(workspace: Workspace, interview_id: str) -> None:
    sent(workspace, interview_id, TouchpointKind.STATUS_EMAIL, date(2026, 11, 9))
    on, decision = date(2026, 11, 10), date(2026, 11, 17)
    record_response(
        workspace, moment(on), interview_id, on=on, kind=ResponseKind.NEW_DATE, decision_by=decision
    )


def out_of_office(workspace: Workspace, interview_id: str) -> None:
    sent(workspace, interview_id, TouchpointKind.STATUS_EMAIL, date(2026, 11, 17))
    touch_id = rows(workspace, "touchpoints")[-1]["touchpoint_id"]
    set_response(workspace, moment(), touch_id, Response.OUT_OF_OFFICE, None)


def rejected_today(workspace: Workspace, interview_id: str) -> None:
    set_outcome(workspace, moment(), interview_id, Outcome.REJECTED, TODAY)


def with_agency_recruiter(workspace: Workspace, interview_id: str, agency: str = "Talent Bridge") -> str:
    """Add Lee Park, a recruiter of an agency, and return the person's id."""
    lee = with_person(workspace, interview_id, "Lee Park", InterviewerPart.RECRUITER)
    save_person(workspace, moment(), replace(view(workspace).person(lee), organization=agency))
    return lee


def met_somebody_unthanked(workspace: Workspace, interview_id: str) -> None:
    with_person(workspace, interview_id, "Kim Osei", InterviewerPart.INTERVIEWER)


SEEN: list[tuple[str, Callable[[Workspace, str], object]]] = [
    ("second_date_passed", second_date),
    ("many_asks", asked_twice),
    ("recruiter_between", with_agency_recruiter),
    ("rejected", rejected_today),
    ("thanks_late", met_somebody_unthanked),
    ("contact_away", out_of_office),
]


@pytest.mark.parametrize(("situation", "happens"), SEEN, ids=[name for name, _ in SEEN])
def test_what_the_records_show_is_offered_first(
    workspace: Workspace, situation: str, happens: Callable[[Workspace, str], object]
) -> None:
    interview_id = waited_for(workspace, None)  # no date of theirs that could have passed
    assert ids(view(workspace), interview_id) == []
    happens(workspace, interview_id)
    assert ids(view(workspace), interview_id) == [situation]
    listed = [situation.id for situation in applicable_situations(view(workspace), interview_id)]
    assert listed[0] == situation
    assert len(listed) == len(set(listed))


def test_a_date_that_passed_is_seen_until_they_are_asked_about_it(
    workspace: Workspace, interview_id: str
) -> None:
    assert ids(view(workspace, date(2026, 11, 16)), interview_id) == []  # the very day is theirs
    assert ids(view(workspace), interview_id) == ["date_passed"]
    sent(workspace, interview_id, TouchpointKind.STATUS_EMAIL, TODAY)
    assert ids(view(workspace), interview_id) == []


@pytest.mark.parametrize("organization", ["", "Acme  ROBOTICS"])
def test_the_employers_own_recruiter_is_not_in_between(
    workspace: Workspace, interview_id: str, organization: str
) -> None:
    with_agency_recruiter(workspace, interview_id, organization)
    assert "recruiter_between" not in ids(view(workspace), interview_id)


def test_a_holiday_close_by_is_seen_where_the_country_is_known(workspace: Workspace) -> None:
    interview_id = waited_for(workspace, None)
    thanksgiving = date(2026, 11, 26)
    days = [date(2026, 11, day) for day in (19, 20, 26, 29, 30)]
    assert [ids(view(workspace, day), interview_id) for day in days] == [[]] * 5
    save_settings(workspace, moment(), {"country": "US"})
    seen = [day for day in days if "holidays" in ids(view(workspace, day), interview_id)]
    assert seen == [date(2026, 11, 20), thanksgiving, date(2026, 11, 29)]


def test_two_messages_of_the_chain_end_by_themselves_and_a_third_one_is_seen(
    workspace: Workspace, interview_id: str
) -> None:
    sent(workspace, interview_id, TouchpointKind.STATUS_EMAIL, date(2026, 11, 9))
    sent(workspace, interview_id, TouchpointKind.VOICEMAIL, date(2026, 11, 16))
    assert ids(view(workspace), interview_id) == []
    sent(workspace, interview_id, TouchpointKind.VOICEMAIL, date(2026, 11, 17))
    assert ids(view(workspace), interview_id) == ["many_asks"]
    result = advice(view(workspace), interview_id, "many_asks")
    assert "November 17" in result.sentences[0]


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
        assert "many_asks" not in ids(view(workspace), interview_id)
        sent(workspace, interview_id, TouchpointKind.QUESTION, date(2026, 11, 17))
        assert "many_asks" in ids(view(workspace), interview_id)


def test_a_bounced_message_and_a_question_before_the_interview_count_for_nothing(
    workspace: Workspace, interview_id: str
) -> None:
    set_decision(workspace, moment(), interview_id, None)
    asked_twice(workspace, interview_id)
    touch_id = rows(workspace, "touchpoints")[-1]["touchpoint_id"]
    set_response(workspace, moment(), touch_id, Response.BOUNCED, None)
    sent(workspace, interview_id, TouchpointKind.QUESTION, date(2026, 10, 30))
    assert ids(view(workspace), interview_id) == []


@pytest.mark.parametrize(("days", "seen"), [(0, True), (14, True), (15, False)])
def test_a_no_is_to_be_answered_for_two_weeks(
    workspace: Workspace, interview_id: str, days: int, seen: bool
) -> None:
    told_on = date(2026, 11, 3)
    set_outcome(workspace, moment(), interview_id, Outcome.REJECTED, told_on)
    today = date(2026, 11, 3 + days)
    assert (ids(view(workspace, today), interview_id) == ["rejected"]) is seen


def test_an_answered_no_needs_no_answer(workspace: Workspace, interview_id: str) -> None:
    rejected_today(workspace, interview_id)
    sent(workspace, interview_id, TouchpointKind.KEEP_IN_TOUCH, TODAY)
    assert ids(view(workspace), interview_id) == []


def test_a_no_that_is_noted_is_not_noted_again(workspace: Workspace, interview_id: str) -> None:
    rejected_today(workspace, interview_id)
    before = everything(workspace)
    assert not record_situation(workspace, moment(date(2026, 11, 20)), interview_id, "rejected").applied
    assert everything(workspace) == before


def test_a_first_date_that_passed_and_a_new_one_to_come_are_no_second_date_passed(
    workspace: Workspace, interview_id: str
) -> None:
    second_date(workspace, interview_id)
    assert ids(view(workspace, date(2026, 11, 17)), interview_id) == []  # the very day is theirs
    set_decision(workspace, moment(), interview_id, date(2026, 11, 10))  # not after their answer
    assert ids(view(workspace), interview_id) == []


def test_a_thank_you_that_is_not_for_me_is_not_asked_for(workspace: Workspace, interview_id: str) -> None:
    kim = with_person(workspace, interview_id, "Kim Osei", InterviewerPart.INTERVIEWER)
    decline_step(workspace, moment(), interview_id, kim, StepKind.THANK_YOU_EMAIL)
    assert "thanks_late" not in ids(view(workspace), interview_id)


# --- where it fits ----------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", [None, *Outcome])
def test_only_what_fits_the_stage_is_offered(
    workspace: Workspace, interview_id: str, outcome: Outcome | None
) -> None:
    if outcome is not None:
        set_outcome(workspace, moment(), interview_id, outcome, date(2026, 11, 3))
    stage = InterviewStage.OPEN if outcome is None else InterviewStage(outcome.value)
    assert [situation.id for situation in applicable_situations(view(workspace, TODAY), interview_id)] == [
        situation.id
        for situation in view(workspace).playbook.situations
        if stage in situation.stages and not situation.only_when_seen
    ]


def test_an_interview_still_to_come_or_followed_by_another_round_has_no_situation_of_waiting(
    workspace: Workspace,
) -> None:
    first = waited_for(workspace)
    later = started(workspace, held_on=date(2026, 11, 25))
    assert applicable_situations(view(workspace), later) == ()
    # What is owed to the people of the first round can still go wrong.
    assert [situation.id for situation in applicable_situations(view(workspace), first)] == [
        "thank_you_mistake"
    ]
    with pytest.raises(NotFound, match=r"^“They said no” does not fit this interview any more\. "):
        record_situation(workspace, moment(), later, "rejected")


def test_what_no_longer_fits_is_refused_and_saves_nothing(workspace: Workspace, interview_id: str) -> None:
    set_outcome(workspace, moment(), interview_id, Outcome.OFFER, TODAY)
    before = everything(workspace)
    for attempt in (
        lambda: advice(view(workspace), interview_id, "rejected"),
        lambda: record_situation(workspace, moment(), interview_id, "rejected"),
    ):
        with pytest.raises(NotFound, match=r"^“They said no” does not fit"):
            attempt()
    assert everything(workspace) == before


def test_what_is_gone_is_told_in_a_sentence(workspace: Workspace, interview_id: str) -> None:
    with pytest.raises(NotFound, match=r"^There is no situation “snow”\."):
        advice(view(workspace), interview_id, "snow")
    with pytest.raises(NotFound, match=r"^There is no interview “i-gone”\."):
        record_situation(workspace, moment(), "i-gone", "not_yet")
    with pytest.raises(NotFound, match=r"^This person is not in the workspace any more\."):
        record_situation(
            workspace, moment(), interview_id, "promise_missed", SituationAnswers(person_id="p-gone")
        )


TOMORROW, YESTERDAY = date(2026, 11, 19), date(2026, 11, 17)
BAD_DAYS: list[tuple[str, SituationAnswers, str]] = [
    (
        "not_yet",
        SituationAnswers(on=TOMORROW),
        "The day it happened has not come yet. Choose today or an earlier day.",
    ),
    (
        "not_yet",
        SituationAnswers(decision_by=TODAY),
        "The new date is not after their answer. Choose a later day.",
    ),
    (
        "promise_missed",
        SituationAnswers(decision_by=date(2026, 11, 1)),
        "The day they named is before the interview on 2026-11-02."
        " Choose the day of the interview or a later one.",
    ),
    (
        "other_offer",
        SituationAnswers(answer_by=YESTERDAY),
        "The day you must answer has passed. Choose today or a later day.",
    ),
    (
        "contact_away",
        SituationAnswers(back_on=YESTERDAY),
        "The day they are back has passed. Choose today or a later day.",
    ),
    (
        "holidays",
        SituationAnswers(back_on=date(2201, 1, 1)),
        "The year 2201 is outside 1970 to 2200. Choose another date.",
    ),
    (
        "rejected",
        SituationAnswers(on=date(2026, 11, 1)),
        "The day of the outcome is before the interview on 2026-11-02."
        " Choose the day of the interview or a later one.",
    ),
]


@pytest.mark.parametrize(("situation", "answers", "sentence"), BAD_DAYS)
def test_a_day_that_cannot_be_is_refused_whole(
    workspace: Workspace, interview_id: str, situation: str, answers: SituationAnswers, sentence: str
) -> None:
    before = everything(workspace)
    for attempt in (
        lambda: advice(view(workspace), interview_id, situation, answers),
        lambda: record_situation(workspace, moment(), interview_id, situation, answers),
    ):
        with pytest.raises(BadValue) as caught:
            attempt()
        assert str(caught.value) == sentence
    assert everything(workspace) == before


# --- what is kept -----------------------------------------------------------------------------------


def test_an_answer_to_no_message_of_mine_is_kept_with_the_words_it_was_told_in(workspace: Workspace) -> None:
    interview_id = started(workspace)
    record_situation(workspace, moment(), interview_id, "not_yet")
    [touch] = rows(workspace, "touchpoints")
    assert (touch["kind"], touch["sent_on"], touch["note"]) == (
        "heard_from_employer",
        "2026-11-18",
        "They said not yet.",
    )


def test_an_answer_already_noted_that_day_is_not_noted_twice(workspace: Workspace, interview_id: str) -> None:
    record_response(workspace, moment(), interview_id, on=TODAY)
    before = rows(workspace, "touchpoints")
    assert record_situation(
        workspace, moment(), interview_id, "vague_promise"
    ).applied  # it is known now what they said
    noted = everything(workspace)
    assert not record_situation(workspace, moment(), interview_id, "vague_promise").applied
    assert everything(workspace) == noted
    assert rows(workspace, "touchpoints") == before


def test_the_same_line_is_kept_once_in_the_notes(workspace: Workspace, interview_id: str) -> None:
    for _ in range(2):
        record_situation(workspace, moment(), interview_id, "reposted")
    assert rows(workspace, "interviews")[0]["notes"] == "Third floor.\n2026-11-18: The job is posted again."


def test_a_promise_of_paper_without_the_day_it_was_given_may_lie_behind(
    workspace: Workspace, interview_id: str
) -> None:
    record_situation(
        workspace, moment(), interview_id, "verbal_yes", SituationAnswers(decision_by=date(2026, 11, 13))
    )
    assert rows(workspace, "interviews")[0]["decision_by"] == "2026-11-13"
    assert [touch["response"] for touch in rows(workspace, "touchpoints")] == [""]


def test_an_action_is_named_after_the_interview_and_what_was_told(
    workspace: Workspace, interview_id: str
) -> None:
    record_situation(workspace, moment(), interview_id, "reposted")
    assert workspace.recent()[0].operation.label == "Acme Robotics, Analyst: The job is posted again"


def test_advice_foretells_the_steps_beside_other_rounds(workspace: Workspace) -> None:
    first = waited_for(workspace)
    sent(workspace, first, TouchpointKind.STATUS_EMAIL, date(2026, 11, 16))
    second = started(workspace, held_on=date(2026, 11, 17))
    expected = advice(view(workspace), second, "not_yet")
    record_situation(workspace, moment(), second, "not_yet")
    assert expected.steps == view(workspace).steps_by_interview[second]


def test_nobody_is_given_up_before_the_day_they_named_however_often_they_were_asked(
    workspace: Workspace,
) -> None:
    interview_id = waited_for(workspace, date(2026, 11, 27))
    for day in (9, 12, 16):
        sent(workspace, interview_id, TouchpointKind.QUESTION, date(2026, 11, day))
    shown = {situation.id for situation in detected_situations(view(workspace), interview_id)}
    result = advice(view(workspace), interview_id, "many_asks")
    assert "many_asks" not in shown
    assert (result.verdict, result.records) == (Verdict.WAIT, ())
    assert "You should hear by November 27" in result.sentences[0]
    assert not record_situation(workspace, moment(), interview_id, "many_asks").applied
    later = view(workspace, date(2026, 11, 30))
    assert advice(later, interview_id, "many_asks").verdict is Verdict.LET_GO


def test_the_advice_to_call_does_not_end_with_an_email(workspace: Workspace) -> None:
    interview_id = waited_for(workspace)
    result = advice(view(workspace), interview_id, "invited_call")
    assert result.verdict is Verdict.CALL
    assert not any(" email" in sentence for sentence in result.sentences)
