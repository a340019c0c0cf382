"""The sentences about a situation: what is advised, why, and what is saved, word for word."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from followup_core.models.date_text import DayFormat
from followup_core.services.situations.recording import SavedFact, SavedKind
from followup_core.services.situations.situation_service import SituationAnswers, advice
from followup_core.services.situations.situation_text import saved_sentence
from followup_core.services.workspace import Workspace

from .situation_setups import unthanked, waited_for
from .test_expert_cases import LETTERS, advised
from .test_situations_advice import asked_twice
from .workspaces import TODAY, started, view

SENTENCES: dict[str, dict[str, Any]] = json.loads(
    Path(__file__).with_name("letter_sentences.json").read_text(encoding="utf-8")
)
"""The advice on each letter of tests/cases/letters.json, the reasons, and what is saved.

Whoever rewords the playbook rewords it here too.
"""


@pytest.mark.parametrize("letter", LETTERS)
def test_each_letter_is_answered_word_for_word(workspace: Workspace, letter: str) -> None:
    _, answer = advised(workspace, letter)
    said = {"verdict": answer.verdict.value, "sentences": answer.sentences, "records": answer.records}
    assert json.loads(json.dumps(said)) == SENTENCES[letter]


def asked_twice_already(workspace: Workspace) -> str:
    interview_id = waited_for(workspace)
    asked_twice(workspace, interview_id)
    return interview_id


def promised_later(workspace: Workspace) -> str:
    return waited_for(workspace, date(2026, 11, 30))


REASONS: list[tuple[str, Callable[[Workspace], str], SituationAnswers, str]] = [
    ("reposted", unthanked, SituationAnswers(), "thank_first"),
    ("reposted", started, SituationAnswers(), "thank_whom"),
    ("reposted", asked_twice_already, SituationAnswers(), "asked_twice"),
    ("went_badly", waited_for, SituationAnswers(), "no_thanks_owed"),
    ("reposted", promised_later, SituationAnswers(), "date_to_come"),
]


@pytest.mark.parametrize(("situation", "enter", "answers", "reason"), REASONS)
def test_each_reason_against_a_message_is_one_sentence(
    workspace: Workspace,
    situation: str,
    enter: Callable[[Workspace], str],
    answers: SituationAnswers,
    reason: str,
) -> None:
    interview_id = enter(workspace)
    sentences = advice(view(workspace), interview_id, situation, answers).sentences
    assert sentences.count(SENTENCES["reasons"][reason]) == 1


@pytest.mark.parametrize("kind", SavedKind)
def test_every_saved_fact_has_a_sentence(kind: SavedKind) -> None:
    assert saved_sentence(SavedFact(kind=kind, day=TODAY), DayFormat(today=TODAY)) == SENTENCES["saved"][kind]
