"""The sentences about a situation: what is advised, why, and what is saved, word for word."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from followup_core.services.situations.recording import SavedFact, SavedKind
from followup_core.services.situations.situation_service import SituationAnswers, advice
from followup_core.services.situations.situation_text import saved_sentence
from followup_core.services.workspace import Workspace

from .situation_setups import unthanked, waited_for
from .test_expert_cases import LETTERS, advised
from .test_situations_advice import asked_twice
from .workspaces import TODAY, view

SENTENCES: dict[str, dict[str, Any]] = json.loads(
    Path(__file__).with_name("letter_sentences.json").read_text(encoding="utf-8")
)
"""The advice on each letter of tests/cases/letters.json. Whoever rewords the playbook rewords it here too."""


@pytest.mark.parametrize("letter", LETTERS)
def test_each_letter_is_answered_word_for_word(workspace: Workspace, letter: str) -> None:
    _, answer = advised(workspace, letter)
    said = {"verdict": answer.verdict.value, "sentences": answer.sentences, "records": answer.records}
    assert json.loads(json.dumps(said)) == SENTENCES[letter]


def asked_twice_already(workspace: Workspace) -> str:
    interview_id = waited_for(workspace)
    asked_twice(workspace, interview_id)
    return interview_id


REASONS: list[tuple[str, Callable[[Workspace], str], SituationAnswers, str]] = [
    (
        "reposted",
        unthanked,
        SituationAnswers(),
        "First thank Dana Ruiz: even late, thanks come before any question.",
    ),
    (
        "reposted",
        asked_twice_already,
        SituationAnswers(),
        "You have asked twice already, every channel counted, and that is enough.",
    ),
    (
        "holidays",
        asked_twice_already,
        SituationAnswers(back_on=date(2026, 11, 30)),
        "They are away until Monday 30 November; leave it until they are back.",
    ),
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
    assert sentences.count(reason) == 1


@pytest.mark.parametrize("kind", SavedKind)
def test_every_saved_fact_has_a_sentence(kind: SavedKind) -> None:
    sentence = saved_sentence(SavedFact(kind=kind, day=TODAY), TODAY)
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert "{" not in sentence
