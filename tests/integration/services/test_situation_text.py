"""The sentences about a situation: why a message is held back, and what is saved, word for word."""

from collections.abc import Callable
from datetime import date

import pytest

from followup_core.models.date_text import DayFormat
from followup_core.services.situations.recording import SavedFact, SavedKind
from followup_core.services.situations.situation_service import advice
from followup_core.services.situations.situation_text import saved_sentence
from followup_core.services.workspace import Workspace

from .situation_setups import asked_twice, unthanked, waited_for
from .test_expert_cases import SENTENCES
from .workspaces import TODAY, started, view


def asked_twice_already(workspace: Workspace) -> str:
    interview_id = waited_for(workspace)
    asked_twice(workspace, interview_id)
    return interview_id


def promised_later(workspace: Workspace) -> str:
    return waited_for(workspace, date(2026, 11, 30))


@pytest.mark.parametrize(
    ("situation", "enter", "reason"),
    [
        ("reposted", unthanked, "thank_first"),
        ("reposted", started, "thank_whom"),
        ("reposted", asked_twice_already, "asked_twice"),
        ("went_badly", waited_for, "no_thanks_owed"),
        ("reposted", promised_later, "date_to_come"),
    ],
)
def test_each_reason_against_a_message_is_one_sentence(
    workspace: Workspace, situation: str, enter: Callable[[Workspace], str], reason: str
) -> None:
    interview_id = enter(workspace)
    sentences = advice(view(workspace), interview_id, situation).sentences
    assert sentences.count(SENTENCES["reasons"][reason]) == 1


@pytest.mark.parametrize("kind", SavedKind)
def test_every_saved_fact_has_a_sentence(kind: SavedKind) -> None:
    assert saved_sentence(SavedFact(kind=kind, day=TODAY), DayFormat(today=TODAY)) == SENTENCES["saved"][kind]
