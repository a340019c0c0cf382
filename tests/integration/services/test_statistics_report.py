"""The statistics as a person filters them, with what is too recent, and the interviews behind each number."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.models import Format, Interview, TouchpointKind
from followup_core.services.statistics.report import (
    Filter,
    Period,
    StatisticsReport,
    WaitBucket,
    filter_options,
    interviews_behind_group,
    interviews_behind_habit,
    interviews_behind_kind,
    interviews_behind_wait,
    pending_items,
    statistics_report,
)
from followup_core.services.statistics.report_text import HABIT_WORDS, habit_words, too_few_words
from followup_core.services.workspace import WorkspaceView
from followup_core.statistics import CARDS_FROM_EVERYONE, THANKED_EVERYONE, Factor
from tests.unit.cadence.text_tables import Row, Tables, records_of, snapshot_of
from tests.unit.statistics.statistics_json import PLAYBOOK_IN_FORCE
from tests.unit.statistics.statistics_strategies import Workspace, any_workspace

TODAY = date(2026, 11, 18)
many = settings(max_examples=30)


def view_of(tables: Tables, today: date = TODAY) -> WorkspaceView:
    """Return the view of tables in which nothing is wrong."""
    return WorkspaceView(
        snapshot=snapshot_of(tables),
        today=today,
        records=records_of(tables),
        playbook=PLAYBOOK_IN_FORCE,
        playbook_fault=None,
    )


def held(interview_id: str, days_ago: int, **cells: str) -> Row:
    day = TODAY - timedelta(days=days_ago)
    return {"interview_id": interview_id, "organization": "Acme", "held_at": f"{day}T10:00", **cells}


def ids(interviews: Iterable[Interview]) -> list[str]:
    return [interview.interview_id for interview in interviews]


# --- choosing ---------------------------------------------------------------------------------------

CHOSEN_FROM: Tables = {
    "interviews": [
        held("acme-1", 400, round="1", format="phone"),
        held("acme-2", 100, round="2", format="video"),
        held("borealis", 90, organization="Borealis", format="in_person"),
        held("acme-3", 10, round="3", format="in_person"),
        held("cobalt", 0, organization="cobalt"),
        held("to-come", -5, organization="Dune", format="video"),
    ]
}


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Filter(), ["to-come", "cobalt", "acme-3", "borealis", "acme-2", "acme-1"]),
        (Filter(period=Period.YEAR), ["to-come", "cobalt", "acme-3", "borealis", "acme-2"]),
        (Filter(period=Period.QUARTER), ["to-come", "cobalt", "acme-3", "borealis"]),
        (Filter(organization="ACME "), ["acme-3", "acme-2", "acme-1"]),
        (Filter(format=Format.IN_PERSON), ["acme-3", "borealis"]),
        (Filter(round=1), ["to-come", "cobalt", "borealis", "acme-1"]),
        (Filter(round=2), ["acme-2"]),
        (Filter(period=Period.QUARTER, organization="Acme", format=Format.IN_PERSON, round=3), ["acme-3"]),
        (Filter(organization="Acme", format=Format.PHONE, round=2), []),
    ],
)
def test_interviews_are_chosen_by_period_organization_format_and_round(
    choice: Filter, expected: list[str]
) -> None:
    report = statistics_report(view_of(CHOSEN_FROM), choice)
    assert ids(report.interviews_at(range(len(report.interviews)))) == expected
    to_come = expected.count("to-come")
    assert report.statistics.interviews.held == len(expected) - to_come
    assert report.filter == choice


@pytest.mark.parametrize(
    ("period", "days_ago", "taken"),
    [
        (Period.YEAR, 364, True),
        (Period.YEAR, 365, False),
        (Period.QUARTER, 90, True),
        (Period.QUARTER, 91, False),
    ],
)
def test_a_period_is_a_year_or_thirteen_weeks(period: Period, days_ago: int, taken: bool) -> None:
    report = statistics_report(view_of({"interviews": [held("a", days_ago)]}), Filter(period=period))
    assert report.statistics.interviews.held == taken


def test_there_is_to_choose_from_what_is_there() -> None:
    options = filter_options(records_of(CHOSEN_FROM))
    assert options.organizations == ("Acme", "Borealis", "cobalt", "Dune")
    assert options.formats == (Format.IN_PERSON, Format.VIDEO, Format.PHONE)
    assert options.rounds == (1, 2, 3)
    nothing = filter_options(records_of({}))
    assert (nothing.organizations, nothing.formats, nothing.rounds) == ((), (), ())


def test_a_choice_is_counted_once_for_a_view_and_anew_for_the_next() -> None:
    view = view_of(CHOSEN_FROM)
    assert statistics_report(view) is statistics_report(view, Filter())
    assert statistics_report(view) is not statistics_report(view, Filter(round=1))
    assert statistics_report(view_of(CHOSEN_FROM)) is not statistics_report(view)


@pytest.mark.thorough
@many
@given(any_workspace, st.sampled_from(list(Period)))
def test_choosing_parts_that_make_up_the_whole_counts_nothing_twice(
    workspace: Workspace, period: Period
) -> None:
    view = view_of(workspace.tables, workspace.today)
    whole = statistics_report(view, Filter(period=period)).statistics
    there = filter_options(view.records)
    for parts in (
        [Filter(period=period, organization=organization) for organization in there.organizations],
        [Filter(period=period, round=number) for number in there.rounds],
    ):
        figures = [statistics_report(view, part).statistics for part in parts]
        assert sum(share.interviews.held for share in figures) == whole.interviews.held
        assert sum(share.interviews.responded for share in figures) == whole.interviews.responded
        assert sum(share.time_to_response.events for share in figures) == whole.time_to_response.events
        sent_in_parts = sum(rate.sent for share in figures for rate in share.touchpoints)
        assert sent_in_parts == sum(rate.sent for rate in whole.touchpoints)


# --- too recent to count ----------------------------------------------------------------------------


def sent(touchpoint_id: str, interview_id: str, kind: str, days_ago: int, **cells: str) -> Row:
    day = (TODAY - timedelta(days=days_ago)).isoformat()
    return {
        "touchpoint_id": touchpoint_id,
        "interview_id": interview_id,
        "person_id": "",
        "kind": kind,
        "sent_on": day,
        **cells,
    }


def test_what_is_too_recent_is_told_with_the_day_on_which_it_counts() -> None:
    tables: Tables = {
        "interviews": [
            held("a", 28),
            held("b", 27),
            held("c", 0),
            held("left", 3, outcome="withdrawn", outcome_on=TODAY.isoformat()),
            held("to-come", -1),
        ],
        "touchpoints": [
            sent("t1", "a", "status_email", 14),
            sent("t2", "a", "voicemail", 13),
            sent("t3", "b", "thank_you_email", 0, responded_on=TODAY.isoformat(), response="reply"),
            sent("t4", "b", "status_email", 2, response="bounced"),
            sent("t5", "b", "heard_from_employer", 1),
            sent("t6", "c", "question", -1),
        ],
    }
    pending = pending_items(statistics_report(view_of(tables)))
    assert [(item.interview.interview_id, item.kind, item.counts_on) for item in pending] == [
        ("a", TouchpointKind.VOICEMAIL, date(2026, 11, 19)),
        ("b", None, date(2026, 11, 19)),
        ("b", TouchpointKind.THANK_YOU_EMAIL, date(2026, 12, 2)),
        ("c", None, date(2026, 12, 16)),
    ]


def assert_as_many_are_told_as_too_recent_as_the_figures_say(
    report: StatisticsReport, workspace: Workspace
) -> None:
    pending = pending_items(report)
    assert len([item for item in pending if item.kind is None]) == report.statistics.interviews.pending
    for rate in report.statistics.touchpoints:
        assert len([item for item in pending if item.kind is rate.kind]) == rate.pending
    assert all(item.counts_on > workspace.today for item in pending)


# --- behind each figure -----------------------------------------------------------------------------


def check_latest_first(report: StatisticsReport, behind: tuple[Interview, ...]) -> None:
    latest_first = sorted(behind, key=lambda each: (each.held_at, each.interview_id), reverse=True)
    assert ids(behind) == ids(latest_first)
    assert len(set(ids(behind))) == len(behind)
    assert set(ids(behind)) <= set(ids(report.interviews))


def assert_behind_each_side_of_a_comparison_stand_as_many_as_it_counts(report: StatisticsReport) -> None:
    for comparison in report.statistics.comparisons:
        yes, no = (interviews_behind_group(report, comparison.factor, yes=yes) for yes in (True, False))
        assert (len(yes), len(no)) == (comparison.a.n, comparison.b.n)
        assert set(ids(yes)).isdisjoint(ids(no))
        check_latest_first(report, yes)


def assert_behind_each_habit_stand_as_many_as_its_months_count(report: StatisticsReport) -> None:
    for habit in HABIT_WORDS:
        months = [share for share in report.statistics.over_time if share.habit == habit]
        kept, missed = (interviews_behind_habit(report, habit, yes=yes) for yes in (True, False))
        assert len(kept) + len(missed) == sum(share.n for share in months)
        counted = Counter(interview.held_on.replace(day=1) for interview in kept)
        assert counted == {share.month: share.yes for share in months if share.yes}
        check_latest_first(report, kept)


def assert_every_interview_held_stands_behind_exactly_one_wait(
    report: StatisticsReport, workspace: Workspace
) -> None:
    behind = {wait: interviews_behind_wait(report, wait) for wait in WaitBucket}
    everyone = [interview_id for interviews in behind.values() for interview_id in ids(interviews)]
    held_by_now = [each for each in report.interviews if each.held_on <= workspace.today]
    assert sorted(everyone) == sorted(ids(held_by_now))
    timing = report.statistics.time_to_response
    assert len(behind[WaitBucket.UNDATED]) == timing.undated
    assert len(behind[WaitBucket.NEVER]) == timing.n - timing.events - timing.undated
    for interviews in behind.values():
        check_latest_first(report, interviews)


def assert_behind_each_kind_stand_the_interviews_it_was_sent_about(
    report: StatisticsReport, workspace: Workspace
) -> None:
    for rate in report.statistics.touchpoints:
        behind = interviews_behind_kind(report, rate.kind)
        assert set(ids(behind)) == {
            row["interview_id"]
            for row in workspace.tables["touchpoints"]
            if row["kind"] == rate.kind.value
            and row["response"] != "bounced"
            and row["sent_on"] <= workspace.today.isoformat()
        }
        check_latest_first(report, behind)


@pytest.mark.thorough
@many
@given(any_workspace)
def test_as_many_interviews_stand_behind_each_figure_as_it_counts(workspace: Workspace) -> None:
    report = statistics_report(view_of(workspace.tables, workspace.today))
    assert_as_many_are_told_as_too_recent_as_the_figures_say(report, workspace)
    assert_behind_each_side_of_a_comparison_stand_as_many_as_it_counts(report)
    assert_behind_each_habit_stand_as_many_as_its_months_count(report)
    assert_every_interview_held_stands_behind_exactly_one_wait(report, workspace)
    assert_behind_each_kind_stand_the_interviews_it_was_sent_about(report, workspace)


@pytest.mark.parametrize(
    ("days", "wait"),
    [
        (0, WaitBucket.WEEK),
        (6, WaitBucket.WEEK),
        (7, WaitBucket.FORTNIGHT),
        (13, WaitBucket.FORTNIGHT),
        (14, WaitBucket.LATER),
    ],
)
def test_an_answer_stands_behind_the_wait_that_its_days_belong_to(days: int, wait: WaitBucket) -> None:
    day = (TODAY - timedelta(days=40 - days)).isoformat()
    tables = {"interviews": [held("a", 40, outcome="offer", outcome_on=day), held("b", 40)]}
    report = statistics_report(view_of(tables))
    assert WaitBucket.of(days) is wait
    behind = {bucket: ids(interviews_behind_wait(report, bucket)) for bucket in WaitBucket}
    assert behind == {bucket: [] for bucket in WaitBucket} | {wait: ["a"], WaitBucket.NEVER: ["b"]}


def test_a_factor_with_its_sides_worked_out_by_hand() -> None:
    tables: Tables = {
        "interviews": [held("a", 40), held("b", 41), held("c", 42), held("d", 43)],
        "people": [{"person_id": "ann", "name": "Ann"}, {"person_id": "ben", "name": "Ben"}],
        "interviewers": [
            {"interview_id": interview, "person_id": person, "part": "interviewer"}
            for interview, people in (("a", ("ann", "ben")), ("b", ("ann", "ben")), ("c", ("ann",)))
            for person in people
        ],
        "touchpoints": [
            sent("t1", "a", "thank_you_email", 40, person_id="ann"),
            sent("t2", "a", "thank_you_email", 39, person_id="ben"),  # a day later
            sent("t3", "b", "thank_you_email", 41, person_id="ann"),  # Ben had none
            sent("t4", "c", "thank_you_email", 40, person_id="ann"),  # two days later
            sent("t5", "c", "thank_you_email", 42, person_id=""),  # to nobody in particular
        ],
    }
    report = statistics_report(view_of(tables))
    assert ids(interviews_behind_group(report, Factor.THANKED_EVERYONE, yes=True)) == ["a"]
    assert ids(interviews_behind_group(report, Factor.THANKED_EVERYONE, yes=False)) == ["b", "c"]


def test_cards_from_everyone_is_kept_only_where_everybody_gave_one() -> None:
    given = [("a", "ann", "yes"), ("a", "ben", "yes"), ("b", "ann", "yes"), ("b", "ben", "no")]
    given += [("c", "ann", "skipped"), ("d", "ann", "yes"), ("d", "ben", "skipped")]
    tables: Tables = {
        "interviews": [held(key, 20 + index) for index, key in enumerate("abcd")],
        "people": [{"person_id": "ann", "name": "Ann"}, {"person_id": "ben", "name": "Ben"}],
        "answers": [
            {"interview_id": one, "person_id": person, "item": "business_card", "answer": answer}
            for one, person, answer in given
        ],
    }
    report = statistics_report(view_of(tables))
    assert ids(interviews_behind_habit(report, CARDS_FROM_EVERYONE, yes=True)) == ["a", "d"]
    assert ids(interviews_behind_habit(report, CARDS_FROM_EVERYONE, yes=False)) == ["b"]
    assert habit_words(CARDS_FROM_EVERYONE, report.statistics.over_time) == (
        "A card from everyone. October 2026: 2 of 3 interviews."
    )
    assert (
        habit_words(THANKED_EVERYONE, ()) == "Thanked everyone within a day. No interview to tell from yet."
    )


def test_of_the_groups_too_small_to_compare_those_with_an_interview_are_listed() -> None:
    comparisons = statistics_report(view_of({"interviews": [held("acme-1", 3)]})).statistics.comparisons
    nothing = "With fewer than 5 interviews on a side, there is nothing to compare yet"
    assert too_few_words(comparisons) == f"{nothing}."
    one = statistics_report(view_of({"interviews": [held("acme-1", 60, format="phone")]}))
    first, _, *groups = too_few_words(one.statistics.comparisons).splitlines()
    assert first == f"{nothing}:"
    assert groups == [
        "- A LinkedIn request. Sent: no interview. Not sent: 0 of 1 answered.",
        "- A handwritten note. Mailed: no interview. Not mailed: 0 of 1 answered.",
        "- Meeting in person. In person: no interview. Video or phone: 0 of 1 answered.",
    ]
