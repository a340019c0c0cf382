"""Messages: drafts from facts, and the checker that says what would make one better."""

from .drafting import draft
from .linter import check
from .message_length import linkedin_length, spoken_seconds
from .message_model import (
    Around,
    Check,
    Draft,
    Facts,
    Finding,
    Message,
    MessageKind,
    Missing,
    News,
    Place,
    Status,
    Tone,
)
from .phrase_rules import Phrases, load_phrases
from .reloadable_templates import PhraseShelf, TemplateShelf
from .template_parser import MAX_FILE_BYTES
from .templates import PARTS, SHEET_NAMES, Templates, check_own, load_templates, sheet_name

__all__ = [
    "MAX_FILE_BYTES",
    "PARTS",
    "SHEET_NAMES",
    "Around",
    "Check",
    "Draft",
    "Facts",
    "Finding",
    "Message",
    "MessageKind",
    "Missing",
    "News",
    "PhraseShelf",
    "Phrases",
    "Place",
    "Status",
    "TemplateShelf",
    "Templates",
    "Tone",
    "check",
    "check_own",
    "draft",
    "linkedin_length",
    "load_phrases",
    "load_templates",
    "sheet_name",
    "spoken_seconds",
]
