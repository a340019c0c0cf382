"""The playbook: editorial content that a career center may edit, read and validated."""

from .errors import PlaybookError
from .load import load_playbook
from .model import (
    NUMBER_NAMES,
    STEP_NAMES,
    About,
    Benchmark,
    Beside,
    CadenceNumbers,
    ChecklistItem,
    FollowOn,
    Keeps,
    Playbook,
    StepAdvice,
    Unit,
)
from .shelf import Shelf
from .situations import Ask, DraftKind, DraftStatus, Fact, Sign, Situation, Stage, Verdict
from .stories import CHOICES, WAIT, Met, Sent, Story
from .workshop import (
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
    "STEP_NAMES",
    "WAIT",
    "About",
    "Ask",
    "Benchmark",
    "Beside",
    "CadenceNumbers",
    "CardSet",
    "ChecklistItem",
    "DraftKind",
    "DraftStatus",
    "EvaluationQuestion",
    "Fact",
    "Fiction",
    "FollowOn",
    "Keeps",
    "Met",
    "Outline",
    "Playbook",
    "PlaybookError",
    "Sent",
    "Shelf",
    "Sign",
    "Situation",
    "Stage",
    "StepAdvice",
    "Story",
    "Talk",
    "Unit",
    "Verdict",
    "WorkshopBook",
    "load_playbook",
    "load_workshop_book",
]
