"""The reason for each step in its words, on the agreed cases and for every kind of reason."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from followup_core.cadence.cadence_text import because, cause
from followup_core.cadence.step import (
    AllChasesUnanswered,
    AnsweredWithoutDate,
    BouncedMessage,
    ChaseLimitReached,
    ChaseTooLate,
    ChaseUnanswered,
    ConnectionOwed,
    DateExpected,
    GapAfterChase,
    LongSilence,
    NoDateKnown,
    NoteOwed,
    StepKind,
    StepReason,
    ThankYouOwed,
)
from followup_core.models import DateBasis, Occasion, TouchpointKind
from followup_core.models.date_text import DayFormat
from tests.unit.row_table import each_row

from .test_cases import CASES, Case, each_case

SENTENCES: dict[str, list[str]] = json.loads(
    Path(__file__).with_name("case_sentences.json").read_text(encoding="utf-8")
)
"""The reasons for the steps of each case of tests/cases/cadence.json."""

SUNDAY, MONDAY, FRIDAY = date(2026, 11, 1), date(2026, 11, 2), date(2026, 11, 27)
EMAIL = StepKind.STATUS_EMAIL
ON_MONDAY = DayFormat(today=MONDAY)


def expected(
    expected_by: date,
    basis: DateBasis = DateBasis.NAMED,
    chases: int = 0,
    occasion: Occasion | None = None,
) -> DateExpected:
    """Return the expectation of an answer by a day."""
    return DateExpected(
        expected_by=expected_by, basis=basis, occasion=occasion, kind=EMAIL, chases=chases, earliest=FRIDAY
    )


def gap(kind: StepKind = EMAIL, day_named: date | None = None) -> GapAfterChase:
    named = expected(day_named, chases=1) if day_named else None
    return GapAfterChase(kind=kind, expected=named, last_on=SUNDAY, gap_days=7, earliest=FRIDAY)


CALLED = ChaseUnanswered(
    first=TouchpointKind.VOICEMAIL, sent_on=SUNDAY, gap_days=7, second=EMAIL, earliest=FRIDAY
)
LIMIT = ChaseLimitReached(count=3, last_on=SUNDAY, answered_on=None, earliest=FRIDAY)
SILENCE = LongSilence(
    last_contact_on=SUNDAY,
    counted_from=SUNDAY,
    ended_on=None,
    was_let_go=True,
    after_days=90,
    earliest=FRIDAY,
)
ENDED = replace(SILENCE, counted_from=MONDAY, ended_on=MONDAY)
TOO_LATE = ChaseTooLate(missed=StepKind.VOICEMAIL, due=MONDAY, stale_days=21, earliest=FRIDAY)
THANKS = ThankYouOwed(name="Dana Ruiz", met_on=SUNDAY, best_by=MONDAY, is_late=False)
BOUNCED = BouncedMessage(kind=TouchpointKind.STATUS_EMAIL, name="Dana Ruiz", sent_on=SUNDAY)


def test_the_sentences_are_those_of_all_cases() -> None:
    assert list(SENTENCES) == [case.name for case in CASES]


@each_case
def test_each_step_of_a_case_says_why_word_for_word(case: Case) -> None:
    assert [step.because for step in case.steps] == SENTENCES[case.name]


FROM_FRIDAY = "; from November 27 you can send a friendly email"
HAS_PASSED = f", and that day has passed{FROM_FRIDAY}."
TOO_SOON = f"{FROM_FRIDAY}, and before that is too soon."
BUSINESS_DAYS = "; after five business days, from November 27, you can send a friendly email."
QUIET = "; after seven days of quiet, from November 27,"
AFTER_A_WEEK = "; after seven days, from November 27,"


@each_row(
    ("reason", "start", "rest"),
    [
        (expected(FRIDAY), "You should hear by November 27", TOO_SOON),
        (expected(MONDAY), "You should hear by November 2", TOO_SOON),
        (expected(SUNDAY), "You expected to hear by November 1", HAS_PASSED),
        (expected(FRIDAY, chases=1), "You have asked once and should hear by November 27", TOO_SOON),
        (expected(FRIDAY, DateBasis.PROMISED), "They promised you news by November 27", TOO_SOON),
        (expected(SUNDAY, DateBasis.PROMISED), "They promised you news by November 1", HAS_PASSED),
        (
            expected(FRIDAY, DateBasis.PROMISED, occasion=Occasion.SPOKEN_YES),
            *("They promised the written offer by November 27", TOO_SOON),
        ),
        (
            expected(FRIDAY, DateBasis.PROMISED, chases=1),
            *("You have asked once, and they promised you news by November 27", TOO_SOON),
        ),
        (expected(FRIDAY, DateBasis.ESTIMATED), "We don't expect an answer before November 27", TOO_SOON),
        (expected(SUNDAY, DateBasis.ESTIMATED), "We didn't expect an answer before November 1", HAS_PASSED),
        (
            NoDateKnown(met_on=SUNDAY, quiet_days=5, earliest=FRIDAY),
            *("Your interview was on November 1, and you have no decision date", BUSINESS_DAYS),
        ),
        (
            AnsweredWithoutDate(answered_on=SUNDAY, quiet_days=5, earliest=FRIDAY),
            *("You heard from them on November 1, and they named no later day", BUSINESS_DAYS),
        ),
        (
            *(CALLED, "Your voicemail of November 1 has no answer yet"),
            f"{QUIET} send one short email to say that you're still interested.",
        ),
        (
            AllChasesUnanswered(count=2, last_on=SUNDAY, earliest=FRIDAY),
            "You have asked twice, last on November 1, and that is enough",
            "; without an answer by November 27, letting go is the right decision.",
        ),
        (
            replace(LIMIT, answered_on=MONDAY),
            "You have asked three times in all, and they last answered on November 2",
            "; unless they name a new date, let this one go from November 27.",
        ),
        (
            *(LIMIT, "You have asked three times in all, last on November 1"),
            "; unless they name a new date, let this one go from November 27.",
        ),
        (
            replace(LIMIT, expected=expected(FRIDAY, chases=1)),
            "You should hear by November 27, and you have asked three times in all, last on November 1",
            "; unless they name a new date, let this one go from November 27.",
        ),
        (gap(), "You last asked on November 1", f"{AFTER_A_WEEK} you can send a friendly email."),
        (
            gap(day_named=SUNDAY),
            "You expected to hear by November 1, and you last asked the same day",
            f"{AFTER_A_WEEK} you can send a friendly email.",
        ),
        (
            *(gap(day_named=FRIDAY), "You should hear by November 27, and you last asked on November 1"),
            f"{AFTER_A_WEEK} you can send a friendly email.",
        ),
        (
            replace(gap(), answered_on=MONDAY),
            "You last asked on November 1, and they answered on November 2",
            f"{AFTER_A_WEEK} you can send a friendly email.",
        ),
        (
            replace(gap(), answered_on=SUNDAY),
            "You last asked on November 1, and they answered the same day",
            f"{AFTER_A_WEEK} you can send a friendly email.",
        ),
        (
            replace(gap(), answered_on=date(2026, 10, 31)),
            "They answered on October 31, and you last asked on November 1",
            f"{AFTER_A_WEEK} you can send a friendly email.",
        ),
        (
            *(gap(StepKind.VOICEMAIL), "You last asked on November 1"),
            f"{AFTER_A_WEEK} you can leave one short voicemail.",
        ),
        (
            *(gap(StepKind.LET_GO), "You last asked on November 1"),
            "; if nothing has come by November 27, let this one go.",
        ),
    ],
)
def test_a_reason_says_what_happened_and_what_follows_and_on_a_card_only_the_first(
    reason: StepReason, start: str, rest: str
) -> None:
    assert because(reason, ON_MONDAY) == f"{start}{rest}"
    assert cause(reason, ON_MONDAY) == f"{start}."


@each_row(
    ("reason", "start"),
    [
        (SILENCE, "Your last contact was on November 1; after 90 days, from November 27,"),
        # They answered after the last message, from which the count begins.
        (replace(SILENCE, last_contact_on=MONDAY), "Your last contact was on November 2; from November 27,"),
        (ENDED, "Your last contact was on November 1, and you let it go on November 2; after 90 days,"),
        (replace(ENDED, was_let_go=False), "They said no on November 2; after 90 days, from November 27,"),
        (TOO_LATE, "The voicemail was due by November 2; more than 21 days later"),
        (
            replace(THANKS, best_by=SUNDAY),
            "You met Dana Ruiz on November 1; a thank-you means most if you send it on the",
        ),
    ],
)
def test_what_was_too_long_ago_or_is_worth_most_today_names_its_days(reason: StepReason, start: str) -> None:
    assert because(reason, ON_MONDAY).startswith(start)


@each_row(
    ("reason", "sentence"),
    [
        (
            SILENCE,
            "Your last contact was on November 1;"
            " an article or a word of congratulation keeps the door open.",
        ),
        (THANKS, "You met yesterday; a prompt thank-you means most."),
        (
            replace(THANKS, name="", is_late=True),
            "You met yesterday; a late thank-you is still worth sending.",
        ),
        (
            NoteOwed(name="Dana Ruiz", met_on=SUNDAY, last_day=FRIDAY),
            "You met yesterday; a handwritten note is rare and remembered.",
        ),
        (
            ConnectionOwed(name="Dana Ruiz", met_on=SUNDAY),
            "You agreed to connect; your interview was yesterday.",
        ),
        (TOO_LATE, because(TOO_LATE, ON_MONDAY)),
        (BOUNCED, because(BOUNCED, ON_MONDAY)),
    ],
)
def test_on_a_card_the_cause_alone_says_why_but_what_changes_the_plan_is_told_whole(
    reason: StepReason | BouncedMessage, sentence: str
) -> None:
    assert cause(reason, ON_MONDAY) == sentence
