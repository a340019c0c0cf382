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

__all__ = [
    "NUMBER_NAMES",
    "STEP_NAMES",
    "About",
    "Benchmark",
    "Beside",
    "CadenceNumbers",
    "ChecklistItem",
    "FollowOn",
    "Keeps",
    "Playbook",
    "PlaybookError",
    "Shelf",
    "StepAdvice",
    "Unit",
    "load_playbook",
]
