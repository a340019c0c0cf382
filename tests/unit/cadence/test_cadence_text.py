"""The reason for each step in its words, on the agreed cases and for every kind of reason."""

import json
from datetime import date
from pathlib import Path

import pytest

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

from .test_cases import CASES, Case, each_case

SENTENCES: dict[str, list[str]] = json.loads(
    Path(__file__).with_name("case_sentences.json").read_text(encoding="utf-8")
)
"""The reasons for the steps of each case of tests/cases/cadence.json."""

SUNDAY, MONDAY, FRIDAY = date(2026, 11, 1), date(2026, 11, 2), date(2026, 11, 27)


def test_the_sentences_are_those_of_all_cases() -> None:
    assert list(SENTENCES) == [case.name for case in CASES]


@each_case
def test_each_step_of_a_case_says_why_word_for_word(case: Case) -> None:
    assert [step.because for step in case.steps] == SENTENCES[case.name]


@pytest.mark.parametrize(
    ("reason", "part"),
    [
        (
            ThankYouOwed(name="Dana Ruiz", met_on=MONDAY, best_by=MONDAY, is_late=False),
            "most on the same day.",
        ),
        (
            ThankYouOwed(name="Dana Ruiz", met_on=MONDAY, best_by=date(2026, 11, 4), is_late=False),
            "most by November 4.",
        ),
        (ThankYouOwed(name="Dana Ruiz", met_on=SUNDAY, best_by=MONDAY, is_late=True), "a late thank-you is"),
        (NoteOwed(name="Dana Ruiz", met_on=MONDAY, last_day=FRIDAY), "sense until November 27."),
        (AllChasesUnanswered(count=2, last_on=MONDAY, earliest=FRIDAY), "You have asked twice, last on"),
        (
            AllChasesUnanswered(count=3, last_on=MONDAY, earliest=FRIDAY),
            "You have asked three times, last on",
        ),
        (
            ChaseTooLate(missed=StepKind.VOICEMAIL, due=MONDAY, stale_days=21, earliest=FRIDAY),
            "The voicemail was due by November 2; more than 21 days later",
        ),
        (
            ChaseUnanswered(
                first=TouchpointKind.VOICEMAIL,
                sent_on=MONDAY,
                gap_days=7,
                second=StepKind.STATUS_EMAIL,
                earliest=FRIDAY,
            ),
            "Your voicemail of November 2 has no answer yet; after seven days of quiet, from November 27,"
            " send one short email to say that you're still interested.",
        ),
    ],
)
def test_a_reason_is_worded_by_its_numbers_and_kinds(reason: StepReason, part: str) -> None:
    assert part in because(reason, DayFormat(today=MONDAY))


@pytest.mark.parametrize(
    ("kind", "decision", "sentence"),
    [
        (
            StepKind.STATUS_EMAIL,
            None,
            "You last asked on November 2; {quiet}, you can send a friendly email.",
        ),
        (
            StepKind.VOICEMAIL,
            None,
            "You last asked on November 2; {quiet}, you can leave one short voicemail.",
        ),
        (
            *(StepKind.LET_GO, None),
            "You last asked on November 2; if nothing has come by November 27, let this one go.",
        ),
        (
            *(StepKind.STATUS_EMAIL, date(2026, 11, 6)),
            "You should hear by November 6, and you last asked on November 2; {quiet},"
            " you can send a friendly email.",
        ),
        (
            *(StepKind.LET_GO, date(2026, 11, 6)),
            "You should hear by November 6, and you last asked on November 2;"
            " if nothing has come by November 27, let this one go.",
        ),
        (
            StepKind.STATUS_EMAIL,
            SUNDAY,
            "You last asked on November 2; {quiet}, you can send a friendly email.",
        ),
    ],
)
def test_space_after_a_chase_names_what_comes_next_and_a_day_of_theirs_that_is_to_come(
    kind: StepKind, decision: date | None, sentence: str
) -> None:
    day = decision or MONDAY
    named = DateExpected(expected_by=day, basis=DateBasis.NAMED, kind=kind, chases=1, earliest=day)
    expected = named if decision else None
    reason = GapAfterChase(kind=kind, expected=expected, last_on=MONDAY, gap_days=7, earliest=FRIDAY)
    quiet = "after seven days of quiet, from November 27"
    assert because(reason, DayFormat(today=MONDAY)) == sentence.format(quiet=quiet)


@pytest.mark.parametrize(
    ("last_contact_on", "counted_from", "ended_on", "let_go", "start"),
    [
        (MONDAY, MONDAY, None, True, "Your last contact was on November 2; 90 days later, from November 27,"),
        # They answered after the last message, from which the count begins.
        (date(2026, 11, 6), MONDAY, None, True, "Your last contact was on November 6; from November 27,"),
        (
            *(SUNDAY, MONDAY, MONDAY, True),
            "Your last contact was on November 1, and you let it go on November 2; 90 days later,",
        ),
        (SUNDAY, MONDAY, MONDAY, False, "They said no on November 2; 90 days later, from November 27,"),
    ],
)
def test_a_long_silence_names_the_last_contact_and_counts_from_the_day_it_names(
    last_contact_on: date, counted_from: date, ended_on: date | None, let_go: bool, start: str
) -> None:
    reason = LongSilence(
        last_contact_on=last_contact_on,
        counted_from=counted_from,
        ended_on=ended_on,
        let_go=let_go,
        after_days=90,
        earliest=FRIDAY,
    )
    assert because(reason, DayFormat(today=MONDAY)).startswith(start)


def test_a_written_offer_that_was_promised_is_no_news() -> None:
    reason = DateExpected(
        expected_by=FRIDAY,
        basis=DateBasis.PROMISED,
        occasion=Occasion.SPOKEN_YES,
        kind=StepKind.STATUS_EMAIL,
        chases=0,
        earliest=FRIDAY,
    )
    words = because(reason, DayFormat(today=MONDAY))
    assert words.startswith("They promised the written offer by November 27; from November 27 you can")


@pytest.mark.parametrize(
    ("basis", "expected_by", "asked", "start"),
    [
        (DateBasis.NAMED, FRIDAY, 0, "You should hear by November 27"),
        (DateBasis.NAMED, FRIDAY, 1, "You have asked once and should hear by November 27"),
        (DateBasis.NAMED, SUNDAY, 0, "You expected to hear by November 1, and that day has passed"),
        (DateBasis.PROMISED, FRIDAY, 0, "They promised you news by November 27"),
        (DateBasis.PROMISED, FRIDAY, 1, "You have asked once, and they promised you news by November 27"),
        (DateBasis.PROMISED, SUNDAY, 0, "They promised you news by November 1, and that day has passed"),
        (DateBasis.ESTIMATED, FRIDAY, 0, "We don't expect an answer before November 27"),
        (
            *(DateBasis.ESTIMATED, FRIDAY, 2),
            "You have asked twice, and we don't expect an answer before November 27",
        ),
        (
            *(DateBasis.ESTIMATED, SUNDAY, 0),
            "We didn't expect an answer before November 1, and that day has passed",
        ),
    ],
)
def test_only_a_day_that_they_named_is_told_as_their_own(
    basis: DateBasis, expected_by: date, asked: int, start: str
) -> None:
    reason = DateExpected(
        expected_by=expected_by, basis=basis, kind=StepKind.STATUS_EMAIL, chases=asked, earliest=FRIDAY
    )
    assert because(reason, DayFormat(today=MONDAY)).startswith(f"{start}; from November 27 you can")


def expected(expected_by: date, basis: DateBasis = DateBasis.NAMED, chases: int = 0) -> DateExpected:
    """Return the expectation of an answer by a day."""
    return DateExpected(
        expected_by=expected_by, basis=basis, kind=StepKind.STATUS_EMAIL, chases=chases, earliest=FRIDAY
    )


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (expected(SUNDAY), "You expected to hear by November 1."),
        (expected(SUNDAY, DateBasis.PROMISED), "They promised you news by November 1."),
        (expected(SUNDAY, DateBasis.ESTIMATED), "We didn't expect an answer before November 1."),
        (expected(FRIDAY), "You should hear by November 27."),
        (expected(FRIDAY, chases=1), "You have asked once and should hear by November 27."),
        (
            NoDateKnown(met_on=SUNDAY, quiet_days=5, earliest=FRIDAY),
            "You met on November 1 and don't have a decision date.",
        ),
        (
            AnsweredWithoutDate(answered_on=SUNDAY, quiet_days=5, earliest=FRIDAY),
            "They answered on November 1 and named no later day.",
        ),
        (
            ChaseUnanswered(
                first=TouchpointKind.STATUS_EMAIL,
                sent_on=SUNDAY,
                gap_days=7,
                second=StepKind.VOICEMAIL,
                earliest=FRIDAY,
            ),
            "Your email of November 1 has no answer yet.",
        ),
        (
            AllChasesUnanswered(count=2, last_on=SUNDAY, earliest=FRIDAY),
            "You have asked twice, last on November 1, and that is enough.",
        ),
        (
            ChaseLimitReached(count=3, last_contact_on=SUNDAY, earliest=FRIDAY),
            "You have asked three times in all, and the last contact was on November 1.",
        ),
        (
            GapAfterChase(kind=StepKind.STATUS_EMAIL, last_on=SUNDAY, gap_days=7, earliest=FRIDAY),
            "You last asked on November 1.",
        ),
        (
            LongSilence(
                last_contact_on=SUNDAY,
                counted_from=SUNDAY,
                ended_on=None,
                let_go=False,
                after_days=90,
                earliest=FRIDAY,
            ),
            "Your last contact was on November 1;"
            " an article or a word of congratulation keeps the door open.",
        ),
        (
            ThankYouOwed(name="Dana Ruiz", met_on=SUNDAY, best_by=MONDAY, is_late=False),
            "You met yesterday; a prompt thank-you is worth most.",
        ),
        (
            ThankYouOwed(name="", met_on=SUNDAY, best_by=MONDAY, is_late=True),
            "You met yesterday; a late thank-you is still worth sending.",
        ),
        (
            NoteOwed(name="Dana Ruiz", met_on=SUNDAY, last_day=FRIDAY),
            "You met yesterday; a handwritten note is rare and remembered.",
        ),
        (
            ConnectionOwed(name="Dana Ruiz", met_on=SUNDAY),
            "You agreed to connect when you met yesterday.",
        ),
    ],
)
def test_on_a_card_the_cause_alone_says_why(reason: StepReason, sentence: str) -> None:
    assert cause(reason, DayFormat(today=MONDAY)) == sentence


@pytest.mark.parametrize(
    "reason",
    [
        ChaseTooLate(missed=StepKind.VOICEMAIL, due=MONDAY, stale_days=21, earliest=FRIDAY),
        BouncedMessage(what=TouchpointKind.STATUS_EMAIL, name="Dana Ruiz", sent_on=SUNDAY),
    ],
)
def test_what_changes_the_plan_is_told_whole_on_a_card(reason: StepReason | BouncedMessage) -> None:
    assert cause(reason, DayFormat(today=MONDAY)) == because(reason, DayFormat(today=MONDAY))
