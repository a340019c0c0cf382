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

__all__ = [
    "NUMBER_NAMES",
    "STEP_NAMES",
    "About",
    "Ask",
    "Benchmark",
    "Beside",
    "CadenceNumbers",
    "ChecklistItem",
    "DraftKind",
    "DraftStatus",
    "Fact",
    "FollowOn",
    "Keeps",
    "Playbook",
    "PlaybookError",
    "Shelf",
    "Sign",
    "Situation",
    "Stage",
    "StepAdvice",
    "Unit",
    "Verdict",
    "load_playbook",
]
