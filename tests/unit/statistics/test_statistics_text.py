"""The figures in words: full sentences, for none, one, some and all, for few and for many."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.models import TouchpointKind
from followup_core.services.statistics.report_text import all_words
from followup_core.statistics import (
    Comparison,
    ComparisonGroup,
    CurvePoint,
    Factor,
    InterviewRate,
    MonthlyShare,
    OwnHabit,
    Practice,
    Share,
    TimeToResponse,
    TouchpointRate,
    fisher_p,
    newcombe,
    wilson,
)
from followup_core.statistics.statistics_text import (
    all_kinds_sentence,
    comparison_sentence,
    habit_sentence,
    interview_sentence,
    percent,
    practice_sentence,
    slowest_sentence,
    timing_sentence,
    touchpoint_sentence,
    trend_sentence,
)

from .statistics_json import PLAYBOOK_IN_FORCE, figures
from .statistics_strategies import Workspace, any_workspace

pytestmark = pytest.mark.thorough

QUESTION = "Did you ask when they will decide?"
CAUSE = "This is what happened, not what caused it."
NOTHING_YET = "With fewer than 5 interviews on either side, this says nothing yet."
SMALL = "That is a small sample: the true rate could be anywhere from "
SMALL_DIFFERENCE = "That is a small sample: the true difference could be anywhere from "
FRESH = "less than four weeks old: too early to count."
ONE = "One {} tells you nothing about the next."

SHARES = [
    (1, 0, "The one {} old enough to count was not answered within {}. " + ONE),
    (1, 1, "The one {} old enough to count was answered within {}. " + ONE),
    (2, 0, "Neither of the two {}s was answered within {}. The true rate could still be as high as 66%."),
    (2, 2, "Both {}s were answered within {}. The true rate could still be as low as 34%."),
    (6, 0, "None of 6 {}s was answered within {}. The true rate could still be as high as 39%."),
    (6, 1, "1 of 6 {}s was answered within {}. " + SMALL + "3% to 56%."),
    (6, 6, "All 6 {}s were answered within {}. The true rate could still be as low as 61%."),
    (49, 1, "1 of 49 {}s was answered within {}. " + SMALL + "0.4% to 11%."),
    (50, 0, "None of 50 {}s was answered within {}. The true rate could still be as high as 7%."),
    (50, 1, "1 of 50 {}s was answered within {}. That is 2%, likely between 0.4% and 10%."),
    (50, 25, "25 of 50 {}s were answered within {}. That is 50%, likely between 37% and 63%."),
    (500, 1, "1 of 500 {}s was answered within {}. That is 0.2%, likely below 1%."),
    (500, 499, "499 of 500 {}s were answered within {}. That is 99.8%, likely between 99% and 99.9%."),
    (100_000, 40_000, "40000 of 100000 {}s were answered within {}. That is 40%, to within one point."),
]


def touchpoints(n: int, k: int, pending: int) -> TouchpointRate:
    return TouchpointRate(
        kind=TouchpointKind.STATUS_EMAIL,
        sent=n + pending,
        pending=pending,
        mature=n,
        responded=k,
        rate=wilson(k, n),
    )


def interviews(n: int, k: int, pending: int, withdrawn: int = 0) -> InterviewRate:
    held = n + pending + withdrawn
    return InterviewRate(
        held=held, withdrawn=withdrawn, pending=pending, mature=n, responded=k, rate=wilson(k, n)
    )


@pytest.mark.parametrize(("n", "k", "words"), SHARES)
def test_how_often_messages_and_interviews_are_answered(n: int, k: int, words: str) -> None:
    sentence = touchpoint_sentence(touchpoints(n, k, 0), "status email")
    assert sentence == words.format("status email", "two weeks", "status email")
    assert interview_sentence(interviews(n, k, 0, withdrawn=2)) == words.format(
        "interview", "four weeks", "interview"
    )


@pytest.mark.parametrize(
    ("pending", "words"), [(1, " 1 more is too recent to count."), (3, " 3 more are too recent to count.")]
)
def test_what_is_too_recent_is_told_last(pending: int, words: str) -> None:
    assert touchpoint_sentence(touchpoints(6, 3, pending), "voicemail").endswith(f"81%.{words}")
    assert interview_sentence(interviews(6, 3, pending)).endswith(f"81%.{words}")


def test_messages_that_are_all_too_recent() -> None:
    one, three = (touchpoint_sentence(touchpoints(0, 0, pending), "voicemail") for pending in (1, 3))
    assert one == "You sent one voicemail. It is too recent to count."
    assert three == "You sent three voicemails. They are too recent to count."


@pytest.mark.parametrize(
    ("pending", "withdrawn", "words"),
    [
        (0, 0, "No interview yet, so there is nothing to count."),
        (1, 0, f"Your interview is {FRESH}"),
        (2, 0, f"Both of your interviews are {FRESH}"),
        (3, 0, f"All 3 of your interviews are {FRESH}"),
        (0, 1, "You withdrew from your one interview, so there is nothing to count."),
        (0, 2, "You withdrew from both interviews, so there is nothing to count."),
        (0, 6, "You withdrew from all 6 interviews, so there is nothing to count."),
        (1, 1, f"You withdrew from one interview; the other one is {FRESH}"),
        (3, 2, f"You withdrew from two interviews; the other 3 are {FRESH}"),
    ],
)
def test_interviews_of_which_none_counts_yet(pending: int, withdrawn: int, words: str) -> None:
    assert interview_sentence(interviews(0, 0, pending, withdrawn)) == words


def timing(n: int, events: int, half: int | None, last: int) -> TimeToResponse:
    curve = (CurvePoint(day=0, survival=1.0), CurvePoint(day=last, survival=0.9)) if n else ()
    slowest = last if events else None
    return TimeToResponse(n=n, events=events, median=None, curve=curve, half_within=half, slowest=slowest)


NO_INTERVIEW = "No interview yet, so there is nothing to time."
ONE_WAITS = "Your one interview has not been answered yet; "
NEITHER = "Neither of your two interviews has been answered yet; the longest wait so far is nine days."
NONE_OF_SIX = "None of your 6 interviews has been answered yet; the longest wait so far is 40 days."
ONE_OF_THREE = "You have one answer from three interviews. It came after nine days."


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (timing(0, 0, None, 0), NO_INTERVIEW),
        (timing(1, 0, None, 0), f"{ONE_WAITS}the wait has only begun."),
        (timing(1, 0, None, 13), f"{ONE_WAITS}the wait so far is 13 days."),
        (timing(2, 0, None, 9), NEITHER),
        (timing(6, 0, None, 40), NONE_OF_SIX),
        (timing(1, 1, 0, 0), "Your one interview was answered on the same day."),
        (timing(1, 1, 9, 9), "Your one interview was answered after nine days."),
        (timing(3, 1, 9, 9), ONE_OF_THREE),
        (timing(2, 2, 9, 9), "Both of your answers came within nine days."),
        (
            timing(4, 3, 0, 0),
            "All 3 of your answers came on the day of the interview. 1 interview has no answer.",
        ),
    ],
)
def test_how_long_an_answer_takes(times: TimeToResponse, words: str) -> None:
    assert timing_sentence(times) == words


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (timing(1, 0, None, 9), "No answer has a day yet, so there is nothing to time."),
        (timing(4, 1, 9, 9), "You have one answer with a day from four interviews. It came after nine days."),
        (timing(4, 3, 9, 9), "All 3 of your answers with a day came within nine days."),
        (
            timing(5, 3, 9, 9),
            "All 3 of your answers with a day came within nine days. 1 interview has no answer.",
        ),
    ],
)
def test_an_answer_without_a_day_is_neither_counted_nor_said_to_be_missing(
    times: TimeToResponse, words: str
) -> None:
    assert timing_sentence(replace(times, undated=1)) == words
    assert interview_sentence(replace(interviews(6, 1, 0), undated=1)) == (
        "1 of 6 interviews has an answer dated within four weeks."
    )


@pytest.mark.parametrize(
    ("n", "half", "words", "rest"),
    [
        (9, 5, "About half of the six answers came within five days", " 3 interviews have no answer."),
        (6, 1, "About half of the six answers came within one day", ""),
        (
            9,
            0,
            "About half of the six answers came on the day of the interview",
            " 3 interviews have no answer.",
        ),
    ],
)
def test_the_slowest_is_told_after_the_time_in_which_half_came_and_next_to_it(
    n: int, half: int, words: str, rest: str
) -> None:
    times = timing(n, 6, half, 40)
    assert timing_sentence(times) == f"{words}, the slowest after 40 days.{rest}"
    assert slowest_sentence(times) == f"The slowest of six answers came after 40 days.{rest}"


def test_where_nothing_is_slower_the_slowest_is_told_as_the_time_itself() -> None:
    assert slowest_sentence(timing(0, 0, None, 0)) == NO_INTERVIEW
    assert slowest_sentence(timing(3, 1, 9, 9)) == ONE_OF_THREE


def test_all_kinds_of_messages_are_one_sentence() -> None:
    rates = [
        (touchpoints(14, 4, 1), "thank-you email"),
        (touchpoints(2, 0, 0), "LinkedIn request"),
        (touchpoints(1, 1, 0), "voicemail"),
    ]
    assert all_kinds_sentence(rates) == (
        "Answered within two weeks: 4 of 14 thank-you emails, none of 2 LinkedIn requests, 1 of 1 voicemail."
    )
    fresh = [(touchpoints(0, 0, 2), "status email"), (touchpoints(0, 0, 1), "question")]
    assert all_kinds_sentence(fresh) == "Too recent to count: two status emails, one question."
    assert all_kinds_sentence([]) == ""


def comparison(n1: int, k1: int, n2: int, k2: int) -> Comparison:
    enough = min(n1, n2) >= 5
    return Comparison(
        factor=Factor.ASKED_TIME_FRAME,
        a=ComparisonGroup(label="yes", n=n1, k=k1),
        b=ComparisonGroup(label="no", n=n2, k=k2),
        difference=newcombe(k1, n1, k2, n2) if enough else None,
        p=fisher_p(k1, n1, k2, n2) if enough else None,
    )


@pytest.mark.parametrize(
    ("arms", "asked", "not_asked", "words"),
    [
        ((0, 0, 0, 0), "no interview", "no interview", NOTHING_YET),
        ((1, 1, 4, 0), "1 of 1 answered", "0 of 4 answered", NOTHING_YET),
        ((4, 4, 60, 2), "4 of 4 answered", "2 of 60 answered (3%)", NOTHING_YET),
        (
            *((5, 0, 5, 5), "0 of 5 answered (0%)", "5 of 5 answered (100%)"),
            f"{SMALL_DIFFERENCE}39 to 100 percentage points. {CAUSE}",
        ),
        (
            *((60, 20, 49, 20), "20 of 60 answered (33%)", "20 of 49 answered (41%)"),
            f"{SMALL_DIFFERENCE}25 percentage points fewer to 10 more. {CAUSE}",
        ),
        (
            *((60, 30, 50, 14), "30 of 60 answered (50%)", "14 of 50 answered (28%)"),
            f"The true difference could be anywhere from 4 to 38 percentage points. {CAUSE}",
        ),
        (
            (500_000, 250_000, 500_000, 250_000),
            *("250000 of 500000 answered (50%)", "250000 of 500000 answered (50%)"),
            f"There is no difference, to within one point. {CAUSE}",
        ),
    ],
)
def test_two_groups_side_by_side(
    arms: tuple[int, int, int, int], asked: str, not_asked: str, words: str
) -> None:
    sentence = comparison_sentence(comparison(*arms), "Asked", "Not asked")
    assert sentence == f"Asked: {asked}. Not asked: {not_asked}. {words}"


@pytest.mark.parametrize(
    ("asked", "yes", "words"),
    [
        (0, 0, "Not answered yet."),
        (1, 0, "No, the one time it was answered."),
        (1, 1, "Yes, the one time it was answered."),
        (2, 0, "No every time: 2 answers."),
        (6, 6, "Yes every time: 6 answers."),
        (6, 3, "Yes in 3 of 6 answers."),
    ],
)
def test_how_often_one_item_is_a_yes(asked: int, yes: int, words: str) -> None:
    share = Share(item="may_contact", answer_count=asked, yes=yes, rate=wilson(yes, asked))
    assert habit_sentence(share) == words


def month(number: int, yes: int, n: int) -> MonthlyShare:
    return MonthlyShare(habit="asked_time_frame", month=date(2026, number, 1), n=n, yes=yes)


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ([], ""),
        ([month(11, 1, 1)], "November 2026: 1 of 1 interview."),
        ([month(10, 0, 1), month(11, 0, 2)], "November 2026: 0 of 2 interviews. Before that: 0 of 1."),
        (
            [month(8, 5, 5), month(10, 0, 50), month(11, 499, 500)],
            "November 2026: 499 of 500 interviews. Before that: 5 of 55.",
        ),
    ],
)
def test_how_a_habit_went_over_time(months: list[MonthlyShare], words: str) -> None:
    assert trend_sentence(months) == words


def practice(recent: tuple[int, int], before: tuple[int, int]) -> Practice:
    asked = recent[1] + before[1]
    missed = asked - recent[0] - before[0]
    habit = OwnHabit(item="asked_time_frame", sentence="When do you expect to make a decision?")
    return Practice(habit=habit, answer_count=asked, missed=missed, recent=recent, before=before)


@pytest.mark.parametrize(
    ("habit", "words"),
    [
        (practice((0, 1), (0, 0)), "the one time you were asked."),
        (
            practice((1, 1), (0, 1)),
            "1 of 2 times. Lately you answered yes 1 of 1 time; before that, 0 of 1.",
        ),
        (
            practice((4, 5), (36, 45)),
            "10 of 50 times. Lately you answered yes 4 of 5 times; before that, 36 of 45.",
        ),
    ],
)
def test_which_habit_to_practice(habit: Practice, words: str) -> None:
    missed_most = f"What you missed most: “{QUESTION}” You answered no"
    assert practice_sentence(habit, QUESTION) == f"{missed_most} {words}"


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "0%"),
        (0.0004, "less than 0.1%"),
        (0.001, "0.1%"),
        (0.0049, "0.5%"),
        (0.006, "1%"),
        (0.994, "99%"),
        (0.997, "99.7%"),
        (0.99999, "99.9%"),
        (1.0, "100%"),
    ],
)
def test_a_share_in_percent_is_0_or_100_only_where_it_is(share: float, words: str) -> None:
    assert percent(share) == words


def check_form(sentence: str) -> None:
    assert sentence.endswith("."), sentence
    assert "!" not in sentence, sentence
    assert not re.search(r"\s\s|\s[.,;:?]|\.\.|\bnan\b|None\b(?! of)|[{}]", sentence), sentence
    assert not re.search(r"\b(1|one) (interviews|answers|days|points|status emails)\b", sentence), sentence
    # Every sentence begins with a capital letter or a number.
    assert all(re.match(r"[A-Z0-9“]", part) for part in re.split(r"(?<=[.?”]) ", sentence)), sentence


@given(
    st.integers(0, 600).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))),
    st.integers(1, 60),
    st.integers(0, 3),
)
def test_every_sentence_about_rates_is_well_formed(
    share: tuple[int, int], pending: int, withdrawn: int
) -> None:
    n, k = share
    check_form(touchpoint_sentence(touchpoints(n, k, pending), "status email"))
    check_form(interview_sentence(interviews(n, k, pending, withdrawn)))
    check_form(habit_sentence(Share(item="may_contact", answer_count=n, yes=k, rate=wilson(k, n))))


@settings(max_examples=40)
@given(any_workspace)
def test_every_sentence_about_any_workspace_is_well_formed(workspace: Workspace) -> None:
    sentences = all_words(figures(workspace.tables, workspace.today), PLAYBOOK_IN_FORCE)
    for sentence in sentences:
        check_form(sentence)
    assert len(set(sentences)) == len(sentences)
