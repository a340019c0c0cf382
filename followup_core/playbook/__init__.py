"""The playbook: editorial content that a career center may edit, read and validated."""

from .load import PlaybookError, load_playbook
from .model import (
    NUMBER_NAMES,
    STEP_NAMES,
    About,
    CadenceNumbers,
    ChecklistItem,
    FollowOn,
    Keeps,
    Playbook,
    StepAdvice,
)
from .shelf import Shelf

__all__ = [
    "NUMBER_NAMES",
    "STEP_NAMES",
    "About",
    "CadenceNumbers",
    "ChecklistItem",
    "FollowOn",
    "Keeps",
    "Playbook",
    "PlaybookError",
    "Shelf",
    "StepAdvice",
    "load_playbook",
]
