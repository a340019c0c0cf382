"""The playbook: editorial content that a career center may edit, read from files and validated."""

from importlib import import_module
from typing import TYPE_CHECKING

from .disclosure_level import DisclosureLevel
from .playbook_errors import PlaybookError
from .playbook_loader import load_playbook
from .playbook_model import (
    NUMBER_NAMES,
    STEP_NAMES,
    Benchmark,
    BenchmarkTarget,
    CadenceNumbers,
    ChecklistItem,
    FollowUpField,
    Playbook,
    StepAdvice,
    StoredIn,
    Subject,
    Unit,
)
from .reloadable import PLAYBOOK_FILES, Reloadable, reloadable_playbook
from .situation_model import (
    DetectionRule,
    FollowUpQuestion,
    InterviewStage,
    RecordedFact,
    Situation,
    Verdict,
)

if TYPE_CHECKING:
    from .scenarios import CHOICES, WAIT, Scenario, ScenarioMessage, ScenarioPerson
    from .workshop_content import (
        CardSet,
        EvaluationQuestion,
        Fiction,
        Outline,
        Talk,
        WorkshopBook,
        load_workshop_book,
    )

__all__ = [
    "CHOICES",
    "NUMBER_NAMES",
    "PLAYBOOK_FILES",
    "STEP_NAMES",
    "WAIT",
    "Benchmark",
    "BenchmarkTarget",
    "CadenceNumbers",
    "CardSet",
    "ChecklistItem",
    "DetectionRule",
    "DisclosureLevel",
    "EvaluationQuestion",
    "Fiction",
    "FollowUpField",
    "FollowUpQuestion",
    "InterviewStage",
    "Outline",
    "Playbook",
    "PlaybookError",
    "RecordedFact",
    "Reloadable",
    "Scenario",
    "ScenarioMessage",
    "ScenarioPerson",
    "Situation",
    "StepAdvice",
    "StoredIn",
    "Subject",
    "Talk",
    "Unit",
    "Verdict",
    "WorkshopBook",
    "load_playbook",
    "load_workshop_book",
    "reloadable_playbook",
]

_LATER = {
    **dict.fromkeys(("CHOICES", "WAIT", "Scenario", "ScenarioMessage", "ScenarioPerson"), "scenarios"),
    **dict.fromkeys(("CardSet", "EvaluationQuestion", "Fiction", "Outline", "Talk"), "workshop_content"),
    **dict.fromkeys(("WorkshopBook", "load_workshop_book"), "workshop_content"),
}
"""Names that only workshops need, with their modules, which are imported on first use."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f".{_LATER[name]}", __name__), name)
