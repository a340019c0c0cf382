"""The plan: the whole future of an interview if nobody answers."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_core.cadence import BusinessCalendar, Step, StepKind, StepState, plan, planned_steps
from followup_core.cadence.step import AllChasesUnanswered, ChaseUnanswered
from followup_core.models import Records
from followup_core.playbook import CadenceNumbers

from .test_cadence_invariants import CHAIN, CHASES, THANKS, chases_sent, kinds, many, of_interview
from .text_tables import MONDAY, Tables, Told, day, interview, met, person, records_of, told, touch
from .workspace_strategies import Workspace, workspaces

pytestmark = pytest.mark.thorough

ACME: Tables = {
    "interviews": [interview(decision_by="2026-11-16", still_interested="yes")],
    "people": [person("ruiz"), person("okafor")],
    "interviewers": [met("okafor"), met("ruiz", "hiring_manager")],
}
THANKED: Tables = {
    **ACME,
    "touchpoints": [touch("thank_you_email", MONDAY, who) for who in ("okafor", "ruiz")],
}


def plan_of(tables: Tables, today: str | date) -> tuple[Step, ...]:
    return plan(records_of(tables), CadenceNumbers(), day(today), "acme-1")


def told_plan(tables: Tables, today: str | date) -> list[Told]:
    return [told(step) for step in plan_of(tables, today)]


def test_nobody_is_asked_on_the_day_of_a_thank_you() -> None:
    tables = {**ACME, "interviews": [interview(decision_by="2026-11-09")]}
    planned = planned_steps(records_of(tables), CadenceNumbers(), day("2026-11-10"), "acme-1")
    assert [(each.step.kind, each.on) for each in planned[:3]] == [
        (StepKind.THANK_YOU_EMAIL, day("2026-11-10")),
        (StepKind.THANK_YOU_EMAIL, day("2026-11-10")),
        (StepKind.STATUS_EMAIL, day("2026-11-11")),
    ]
    assert tuple(each.step for each in planned) == plan_of(tables, "2026-11-10")


def test_the_plan_on_the_evening_of_the_interview_tells_everything_to_its_end() -> None:
    assert told_plan(ACME, MONDAY) == [
        ("thank_you_email", "okafor", "2026-11-02", "2026-11-03"),
        ("thank_you_email", "ruiz", "2026-11-02", "2026-11-03"),
        ("status_email", "ruiz", "2026-11-17", "2026-11-19"),
        ("voicemail", "ruiz", "2026-11-24", "2026-11-26"),
        ("let_go", "ruiz", "2026-12-01", "2026-12-03"),
        ("keep_in_touch", "ruiz", "2027-03-01", "2027-03-15"),
    ]


def test_the_plan_of_a_planned_interview_starts_on_its_day_and_waits() -> None:
    projected = plan_of(ACME, "2026-10-01")
    assert [told(step) for step in projected] == told_plan(ACME, MONDAY)
    assert {step.state for step in projected} == {StepState.WAITING}


def test_a_plan_looked_at_late_begins_today_and_moves_all_that_follows() -> None:
    assert told_plan(THANKED, "2026-11-25") == [
        ("status_email", "ruiz", "2026-11-17", "2026-11-19"),
        ("voicemail", "ruiz", "2026-12-02", "2026-12-04"),
        ("let_go", "ruiz", "2026-12-09", "2026-12-11"),
        ("keep_in_touch", "ruiz", "2027-03-09", "2027-03-23"),
    ]


def test_a_plan_goes_by_the_first_good_day_even_where_another_step_is_due_sooner() -> None:
    numbers = CadenceNumbers(thank_you_due_days=20, no_date_business_days=1, grace_business_days=0)
    projected = plan(records_of({**ACME, "interviews": [interview()]}), numbers, MONDAY, "acme-1")
    kinds_in_order = [step.kind.value for step in projected]
    assert kinds_in_order[:3] == ["thank_you_email", "thank_you_email", "status_email"]


def test_a_plan_names_the_year_for_someone_who_reads_it_the_year_before() -> None:
    projected = plan_of({"interviews": [interview(held_on="2026-12-21")]}, "2026-12-21")
    assert projected[2].because == (
        "If the email of December 28 has brought no answer by January 4, 2027,"
        " leave one short voicemail to say that you're still interested."
    )


def test_a_plan_words_what_is_only_planned_as_a_condition_and_what_is_known_as_a_fact() -> None:
    assert [step.because for step in plan_of(THANKED, "2026-11-18")] == [
        "You expected to hear by November 16, and that day has passed; from November 17 you can send a"
        " friendly email.",
        "If the email of November 18 has brought no answer by November 25, leave one short voicemail to say"
        " that you're still interested.",
        "If you have asked twice, last on November 25, and have no answer by December 2, letting go is the"
        " right decision.",
        "If you let this one go on December 2, an article or a word of congratulation keeps the door open"
        " after 90 days, from March 2, 2027.",
    ]
    asked = {"interviews": [interview()], "touchpoints": [touch("status_email", "2026-11-09")]}
    [voicemail] = [step for step in plan_of(asked, "2026-11-10") if step.kind is StepKind.VOICEMAIL]
    assert voicemail.because.startswith("Your email of November 9 has no answer yet;")


def test_a_plan_that_thanks_and_lets_go_today_says_neither_as_a_fact() -> None:
    asked_twice = [touch("status_email", "2026-11-09"), touch("voicemail", "2026-11-16")]
    wanted = {**ACME, "interviews": [interview(still_interested="yes")], "touchpoints": asked_twice}
    projected = plan_of(wanted, "2026-11-24")
    assert [step.kind.value for step in projected][-2:] == ["let_go", "keep_in_touch"]
    assert projected[-1].because == (
        "If you let this one go on November 24, an article or a word of congratulation keeps the door open"
        " after 90 days, from February 22, 2027."
    )


def test_an_overdue_call_is_planned_for_a_day_on_which_somebody_takes_it() -> None:
    emailed = {"interviews": [interview()], "touchpoints": [touch("status_email", "2026-11-13")]}
    saturday = "2026-11-21"
    calls, lets_go = (step for step in plan_of(emailed, saturday) if step.rule != "A5")
    assert (calls.kind, calls.earliest.isoformat()) == (StepKind.VOICEMAIL, "2026-11-20")
    assert lets_go.because.startswith("If you have asked twice, last on November 23, ")


def test_the_plan_of_a_coming_interview_does_not_say_that_it_was_held() -> None:
    projected = plan_of({**ACME, "interviews": [interview()]}, "2026-10-26")
    assert [step.because for step in projected[1:3]] == [
        "You meet Ruiz on November 2; a thank-you means most if you send it by November 3.",
        "Your interview is on November 2, and you have no decision date; after five business days,"
        " from November 9, you can send a friendly email.",
    ]


def without_future(workspace: Workspace) -> Workspace:
    """Return the workspace without touchpoints or responses dated after today."""
    today = workspace.today.isoformat()
    kept = [
        row
        for row in workspace.tables["touchpoints"]
        if row["sent_on"] <= today and row["responded_on"] <= today
    ]
    return workspace.with_table("touchpoints", kept)


def plans(workspace: Workspace) -> dict[str, tuple[Step, ...]]:
    records = workspace.records
    return {key: plan(records, workspace.numbers, workspace.today, key) for key in records.interviews}


@many
@given(workspaces())
def test_a_plan_begins_with_todays_steps_and_tells_of_no_message_that_is_not_recorded(
    workspace: Workspace,
) -> None:
    records = workspace.records
    for interview_id, projected in plans(workspace).items():
        now = of_interview(workspace.steps, interview_id)
        if records.interviews[interview_id].interview.held_on > workspace.today:
            assert now == []
        elif any(step.kind is StepKind.LET_GO for step in now):
            assert projected[0] in now
        else:
            beginning = projected[: len(now)]
            assert sorted(beginning, key=lambda step: step.order) == now
        opening = records.application_of[interview_id]
        sent = {touch.sent_on for details in opening.rounds for touch in details.touchpoints}
        for step in projected:
            match step.reason:
                case ChaseUnanswered(sent_on=day) | AllChasesUnanswered(last_on=day) if day not in sent:
                    assert step.because.startswith("If ")


@many
@given(workspaces())
def test_a_plan_keeps_the_gap_and_ends_by_letting_go_or_keeping_in_touch(workspace: Workspace) -> None:
    quiet = without_future(workspace)
    gap = timedelta(days=quiet.numbers.gap_days)
    calendar = BusinessCalendar(quiet.records.settings.country)
    for interview_id, projected in plans(quiet).items():
        opening = quiet.records.application_of[interview_id]
        start = max(quiet.today, quiet.records.interviews[interview_id].interview.held_on)
        done = [touch.sent_on for touch in chases_sent(opening, quiet.today)]
        asked = [step for step in projected if step.kind.value in CHAIN]
        for step in asked:
            assert calendar.is_business_day(step.earliest)
            assert all(step.earliest >= day + gap for day in done)
            done.append(max(step.earliest, start))
        assert len([step for step in asked if step.kind.value in CHASES]) <= 2
        if projected:
            last = projected[-1].kind.value
            assert last in ("let_go", "keep_in_touch") or kinds(projected) <= THANKS
        days = [max(step.earliest, start) for step in projected]
        assert days == sorted(days)


@many
@given(workspaces(), st.integers(min_value=1, max_value=60))
def test_a_planned_interview_is_projected_from_its_own_day(workspace: Workspace, days: int) -> None:
    interviews = [
        {**row, "decision_by": row["decision_by"] if row["decision_by"] > row["held_at"] else ""}
        for row in workspace.tables["interviews"]
    ]
    first = min(each.interview.held_on for each in workspace.records.interviews.values())
    before = without_future(
        replace(workspace.with_table("interviews", interviews), today=first - timedelta(days=days + 10))
    ).with_table("touchpoints", [])
    thanked = [
        row for row in before.tables["interviewers"] if row["part"] in ("interviewer", "hiring_manager")
    ]
    closed = ("rejected", "withdrawn", "let_go")
    for interview_id, projected in plans(before).items():
        held = before.records.interviews[interview_id].interview
        assert all(step.earliest >= held.held_on for step in projected)
        assert all(step.state is StepState.WAITING for step in projected)
        owed = [row["person_id"] for row in thanked if row["interview_id"] == interview_id]
        skipped = [row for row in before.tables["answers"] if row["item"] == "skip_thank_you_email"]
        if owed and not skipped and (held.outcome is None or held.outcome.value not in closed):
            assert projected[0].earliest == held.held_on


def test_an_unknown_interview_has_no_plan() -> None:
    assert plan(Records(), CadenceNumbers(), date(2026, 11, 2), "nobody") == ()
