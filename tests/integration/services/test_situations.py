"""Something happened: what is advised in one interview, what telling it saves, and how the dates move."""

from dataclasses import dataclass
from datetime import date

import pytest

from followup_core.models import Outcome, YesNo
from followup_core.models.date_text import DayFormat
from followup_core.services.interview_service import set_outcome
from followup_core.services.situations.recording import SavedFact, SavedKind
from followup_core.services.situations.situation_service import (
    NOTHING_MORE,
    SituationAnswers,
    advice,
    record_situation,
)
from followup_core.services.situations.situation_text import saved_sentence
from followup_core.services.workspace import Workspace

from .situation_setups import MANAGER, unthanked, waited_for
from .test_expert_cases import SENTENCES
from .workspaces import TODAY, Everything, everything, moment, view


def changed(before: Everything, after: Everything) -> list[str]:
    """Return every cell that is new or different, without ids and moments."""
    cells = []
    for name, (columns, now) in after.items():
        old = before[name][1] if name in before else []
        for place, row in enumerate(now):
            was = old[place] if place < len(old) else {}
            cells += [
                f"{name}.{column}={row[column]}"
                for column in columns
                if row[column] != was.get(column, "") and not column.endswith(("_id", "answered_at"))
            ]
    return cells


DAYS = DayFormat(today=TODAY)
BEFORE = ("status_email 2026-11-17",)


def heard(day: str) -> list[str]:
    """Return the cells of an answer on a day, of which is known what it said."""
    return [
        "answers.item=what_they_said",
        "answers.answer=yes",
        f"answers.detail={day}",
        f"touchpoints.responded_on={day}",
        "touchpoints.response=reply",
    ]


HEARD = heard("2026-11-18")


def stored(item: str, detail: str, answer: str = "yes") -> tuple[str, ...]:
    """Return the cells of a detail that is stored as an answer."""
    return (f"answers.item={item}", f"answers.answer={answer}", f"answers.detail={detail}")


def noted(line: str) -> str:
    """Return the cell of the notes with a line of today."""
    return f"interviews.notes=Third floor.\n2026-11-18: {line}"


@dataclass(frozen=True, kw_only=True)
class Example:
    """A situation reported on Wednesday, November 18: what it saves, the steps after it,
    and the verdict with the draft: its kind, its occasion and its day.
    """

    answers: SituationAnswers = NOTHING_MORE
    outcome: Outcome | None = None
    saves: tuple[str, ...] = ()
    steps: tuple[str, ...] = BEFORE
    advises: str
    facts: tuple[str, ...] = ()
    is_thanked: bool = True


def entered(workspace: Workspace, example: Example) -> str:
    """Enter the interview that an example is about, and return its id."""
    interview_id = waited_for(workspace) if example.is_thanked else unthanked(workspace)
    if example.outcome is not None:
        set_outcome(workspace, moment(), interview_id, example.outcome, TODAY)
    return interview_id


def saved_fact(words: str) -> SavedFact:
    """Return a fact that recording a situation saves, told as its kind and its day or person."""
    kind, _, of = words.partition(" ")
    if of and not of[0].isdigit():
        return SavedFact(kind=SavedKind(kind), name=of)
    return SavedFact(kind=SavedKind(kind), day=date.fromisoformat(of) if of else None)


EXAMPLES: dict[str, Example] = {
    "date_passed": Example(advises="send_status_email, status_email  2026-11-18"),
    "slow_organization": Example(
        saves=("interviews.decision_by=2026-11-30", *stored("date_occasion", "no_date 2026-11-30")),
        steps=("status_email 2026-12-01",),
        advises="wait, status_email no_date 2026-12-01",
        facts=("estimate 2026-11-30",),
    ),
    "meeting_missed": Example(
        answers=SituationAnswers(person_id=MANAGER),
        saves=(noted("A phone or video interview didn't happen, or was never confirmed (Dana Ruiz)."),),
        advises="reply, missed_meeting  2026-11-18",
        facts=("note",),
    ),
    "went_badly": Example(
        is_thanked=False,
        saves=(noted("The interview went badly."),),
        steps=("thank_you_email 2026-11-02", *BEFORE),
        advises="send_thank_you, thank_you_email went_badly 2026-11-18",
        facts=("note",),
    ),
    "thank_you_mistake": Example(
        answers=SituationAnswers(person_id=MANAGER),
        saves=(noted("My thank-you had a mistake in it (Dana Ruiz)."),),
        advises="reply, reply correction 2026-11-18",
        facts=("note",),
    ),
    "not_yet": Example(
        answers=SituationAnswers(decision_by=date(2026, 11, 27)),
        saves=("interviews.decision_by=2026-11-27", *HEARD),
        steps=("status_email 2026-11-30",),
        advises="wait, reply more_time 2026-11-18",
        facts=("answered 2026-11-18", "decision_by 2026-11-27"),
    ),
    "vague_promise": Example(
        saves=tuple(HEARD),
        steps=("status_email 2026-11-25",),
        advises="wait, reply soon 2026-11-18",
        facts=("answered 2026-11-18",),
    ),
    "promise_missed": Example(
        answers=SituationAnswers(person_id=MANAGER, decision_by=date(2026, 11, 13)),
        saves=(
            "interviews.decision_by=2026-11-13",
            noted("A promised call or next round never came (Dana Ruiz, 2026-11-13)."),
            *stored("write_to", f"{MANAGER} 2026-11-18"),
            *stored("date_occasion", "promised_call 2026-11-13"),
        ),
        steps=("status_email 2026-11-16",),
        advises="send_status_email, status_email promised_call 2026-11-18",
        facts=("write_to Dana Ruiz", "promised 2026-11-13", "note"),
    ),
    "second_date_passed": Example(
        answers=SituationAnswers(decision_by=date(2026, 11, 17)),
        saves=("interviews.decision_by=2026-11-17",),
        steps=("status_email 2026-11-18",),
        advises="send_status_email, status_email  2026-11-18",
        facts=("decision_by 2026-11-17",),
    ),
    "other_offer": Example(
        answers=SituationAnswers(answer_by=date(2026, 11, 25)),
        saves=(noted("I have another offer (2026-11-25)."), *stored("other_answer_by", "2026-11-25")),
        advises="tell_now, other_offer  2026-11-18",
        facts=("answer_by 2026-11-25", "note"),
    ),
    "other_interest": Example(
        saves=(noted("Another company is further along."),),
        advises="send_status_email, status_email  2026-11-18",
        facts=("note",),
    ),
    "offer_to_weigh": Example(
        answers=SituationAnswers(on=date(2026, 11, 17), answer_by=date(2026, 11, 25)),
        saves=(
            "interviews.outcome=offer",
            "interviews.outcome_on=2026-11-17",
            "interviews.notes=Third floor.\n"
            "2026-11-17: They made me an offer, and I'm waiting for another (2026-11-25).",
            *heard("2026-11-17")[:3],
            *stored("answer_by", "2026-11-25"),
            *heard("2026-11-17")[3:],
        ),
        steps=(),
        advises="reply, thank_for_offer  2026-11-18",
        facts=("answered 2026-11-17", "offer", "answer_by 2026-11-25", "note"),
    ),
    "many_asks": Example(
        saves=("interviews.outcome=let_go", "interviews.outcome_on=2026-11-18"),
        steps=(),
        advises="let_go, ",
        facts=("let_go",),
    ),
    "recruiter_between": Example(
        saves=stored("may_contact", "recruiter", "no"),
        advises="wait, ",
        facts=("may_not_contact",),
    ),
    "referral_inside": Example(
        saves=(noted("Somebody I know works there."),),
        advises="send_status_email, status_email  2026-11-18",
        facts=("note",),
    ),
    "references_silence": Example(
        saves=(noted("They took my references, then silence."),),
        advises="send_status_email, status_email references 2026-11-18",
        facts=("note",),
    ),
    "reposted": Example(
        saves=(noted("The job is posted again."),),
        advises="send_status_email, status_email  2026-11-18",
        facts=("note",),
    ),
    "verbal_yes": Example(
        answers=SituationAnswers(on=date(2026, 11, 12), decision_by=date(2026, 11, 20)),
        saves=(
            "interviews.decision_by=2026-11-20",
            *heard("2026-11-12")[:3],
            *stored("date_occasion", "spoken_yes 2026-11-20"),
            *heard("2026-11-12")[3:],
        ),
        steps=("status_email 2026-11-23",),
        advises="reply, reply spoken_yes 2026-11-18",
        facts=("answered 2026-11-12", "promised 2026-11-20"),
    ),
    "rejected": Example(
        answers=SituationAnswers(interest=YesNo.NO),
        saves=(
            "interviews.still_interested=no",
            "interviews.outcome=rejected",
            "interviews.outcome_on=2026-11-18",
            *HEARD,
        ),
        steps=(),
        advises="reply, answer_rejection rejected 2026-11-18",
        facts=("answered 2026-11-18", "rejected", "not_interested"),
    ),
    "rejected_warmly": Example(
        saves=(
            "interviews.still_interested=yes",
            "interviews.outcome=rejected",
            "interviews.outcome_on=2026-11-18",
            *HEARD,
        ),
        steps=("keep_in_touch 2027-02-16",),
        advises="keep_in_touch, answer_rejection stay_in_touch 2026-11-18",
        facts=("answered 2026-11-18", "rejected", "interested"),
    ),
    "asked_back": Example(
        outcome=Outcome.WITHDRAWN,
        saves=("interviews.outcome=", "interviews.outcome_on=", *HEARD),
        steps=("status_email 2026-11-25",),
        advises="reply, reply asked_back 2026-11-18",
        facts=("answered 2026-11-18", "reopened"),
    ),
    "heard_after_all": Example(
        outcome=Outcome.LET_GO,
        answers=SituationAnswers(decision_by=date(2026, 12, 4)),
        saves=("interviews.decision_by=2026-12-04", "interviews.outcome=", "interviews.outcome_on=", *HEARD),
        steps=("status_email 2026-12-07",),
        advises="reply, reply came_back 2026-11-18",
        facts=("answered 2026-11-18", "reopened", "decision_by 2026-12-04"),
    ),
    "thanks_late": Example(
        is_thanked=False,
        steps=("thank_you_email 2026-11-02", *BEFORE),
        advises="send_thank_you, thank_you_email  2026-11-18",
    ),
    "holidays": Example(
        answers=SituationAnswers(back_on=date(2026, 11, 30)),
        saves=("interviews.decision_by=2026-11-30", *stored("date_occasion", "holidays 2026-11-30")),
        steps=("status_email 2026-12-01",),
        advises="wait, status_email holidays 2026-12-01",
        facts=("back_on 2026-11-30",),
    ),
    "contact_away": Example(
        answers=SituationAnswers(person_id=MANAGER, back_on=date(2026, 11, 23)),
        saves=(
            "interviews.decision_by=2026-11-23",
            noted("My contact is away (Dana Ruiz, 2026-11-23)."),
            *stored("date_occasion", "no_date 2026-11-23"),
        ),
        steps=("status_email 2026-11-24",),
        advises="wait, status_email no_date 2026-11-24",
        facts=("back_on 2026-11-23", "note"),
    ),
    "invited_call": Example(
        answers=SituationAnswers(person_id=MANAGER),
        saves=(
            *stored("write_to", f"{MANAGER} 2026-11-18"),
            "answers.item=may_contact",
            "answers.answer=yes",
        ),
        advises="call, voicemail no_date 2026-11-18",
        facts=("write_to Dana Ruiz", "may_contact"),
    ),
}


def test_every_situation_has_its_example(workspace: Workspace) -> None:
    assert set(EXAMPLES) == {situation.id for situation in view(workspace).playbook.situations}


@pytest.mark.parametrize("kind", SavedKind)
def test_every_saved_fact_has_a_sentence(kind: SavedKind) -> None:
    assert saved_sentence(SavedFact(kind=kind, day=TODAY, name="Dana"), DAYS) == SENTENCES["saved"][kind]


@pytest.mark.parametrize("situation", EXAMPLES)
def test_telling_saves_what_the_advice_said_as_one_action(workspace: Workspace, situation: str) -> None:
    example = EXAMPLES[situation]
    interview_id = entered(workspace, example)
    before, action = everything(workspace), moment()
    advised = advice(view(workspace), interview_id, situation, example.answers)
    assert everything(workspace) == before
    assert record_situation(workspace, action, interview_id, situation, example.answers).applied == bool(
        example.saves
    )
    assert changed(before, everything(workspace)) == list(example.saves)
    steps = view(workspace).steps
    assert [f"{step.kind} {step.earliest}" for step in steps] == list(example.steps)
    assert advised.steps == steps
    assert not record_situation(workspace, action, interview_id, situation, example.answers).applied
    if example.saves:
        told = advised.situation.told
        assert workspace.recent()[0].operation.label == f"Acme Robotics, Analyst: {told}"
        workspace.undo(moment(), action.op_id)
    assert everything(workspace) == before


@pytest.mark.parametrize("situation", EXAMPLES)
def test_the_advice_comes_with_verdict_draft_and_what_it_saves(workspace: Workspace, situation: str) -> None:
    example = EXAMPLES[situation]
    interview_id = entered(workspace, example)
    result = advice(view(workspace), interview_id, situation, example.answers)
    draft = result.draft
    offer = f"{draft.kind} {draft.occasion or ''} {draft.not_before}" if draft else ""
    assert f"{result.verdict}, {offer}" == example.advises
    assert result.records == tuple(saved_sentence(saved_fact(fact), DAYS) for fact in example.facts)
    assert result.sources == result.situation.sources
    for sentence in result.sentences:
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert not set("!{}").intersection(sentence)
