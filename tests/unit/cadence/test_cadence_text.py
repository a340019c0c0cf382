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


def expected(
    expected_by: date,
    basis: DateBasis = DateBasis.NAMED,
    chases: int = 0,
    *,
    kind: StepKind = StepKind.STATUS_EMAIL,
    occasion: Occasion | None = None,
) -> DateExpected:
    """Return the expectation of an answer by a day."""
    return DateExpected(
        expected_by=expected_by, basis=basis, occasion=occasion, kind=kind, chases=chases, earliest=FRIDAY
    )


def too_late(missed: StepKind) -> ChaseTooLate:
    return ChaseTooLate(missed=missed, due=MONDAY, stale_days=21, earliest=FRIDAY)


def test_a_thank_you_due_on_the_very_day_names_no_other() -> None:
    reason = ThankYouOwed(name="Dana Ruiz", met_on=MONDAY, best_by=MONDAY, is_late=False)
    assert because(reason, DayFormat(today=MONDAY)).endswith("most on the same day.")


def test_a_chase_that_is_too_late_is_named() -> None:
    sentence = because(too_late(StepKind.VOICEMAIL), DayFormat(today=MONDAY))
    assert sentence.startswith("The voicemail was due by November 2; more than 21 days later")


@pytest.mark.parametrize(
    ("kind", "next_step"),
    [
        (
            StepKind.STATUS_EMAIL,
            "after seven days of quiet, from November 27, you can send a friendly email.",
        ),
        (
            StepKind.VOICEMAIL,
            "after seven days of quiet, from November 27, you can leave one short voicemail.",
        ),
        (StepKind.LET_GO, "if nothing has come by November 27, let this one go."),
    ],
)
@pytest.mark.parametrize(
    ("decision", "start"),
    [
        (None, "You last asked on November 2; "),
        (SUNDAY, "You last asked on November 2; "),
        (date(2026, 11, 6), "You should hear by November 6, and you last asked on November 2; "),
    ],
)
def test_space_after_a_chase_names_what_comes_next_and_a_day_of_theirs_that_is_to_come(
    kind: StepKind, next_step: str, decision: date | None, start: str
) -> None:
    named = expected(decision, chases=1, kind=kind) if decision else None
    reason = GapAfterChase(kind=kind, expected=named, last_on=MONDAY, gap_days=7, earliest=FRIDAY)
    assert because(reason, DayFormat(today=MONDAY)) == f"{start}{next_step}"


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


@pytest.mark.parametrize(
    ("reason", "start"),
    [
        (expected(FRIDAY, chases=1), "You have asked once and should hear by November 27"),
        (expected(MONDAY), "You should hear by November 2"),
        (expected(FRIDAY, DateBasis.PROMISED), "They promised you news by November 27"),
        (
            expected(FRIDAY, DateBasis.PROMISED, occasion=Occasion.SPOKEN_YES),
            "They promised the written offer by November 27",
        ),
        (
            expected(FRIDAY, DateBasis.PROMISED, chases=1),
            "You have asked once, and they promised you news by November 27",
        ),
        (
            expected(SUNDAY, DateBasis.PROMISED),
            "They promised you news by November 1, and that day has passed",
        ),
        (expected(FRIDAY, DateBasis.ESTIMATED), "We don't expect an answer before November 27"),
        (
            expected(SUNDAY, DateBasis.ESTIMATED),
            "We didn't expect an answer before November 1, and that day has passed",
        ),
    ],
)
def test_only_a_day_that_they_named_is_told_as_their_own(reason: DateExpected, start: str) -> None:
    assert because(reason, DayFormat(today=MONDAY)).startswith(f"{start}; from November 27 you can")


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (expected(SUNDAY), "You expected to hear by November 1."),
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
        too_late(StepKind.VOICEMAIL),
        BouncedMessage(what=TouchpointKind.STATUS_EMAIL, name="Dana Ruiz", sent_on=SUNDAY),
    ],
)
def test_what_changes_the_plan_is_told_whole_on_a_card(reason: StepReason | BouncedMessage) -> None:
    assert cause(reason, DayFormat(today=MONDAY)) == because(reason, DayFormat(today=MONDAY))
