"""Messages: drafts written from facts and templates, and a linter that says how to improve a message."""

from .drafting import draft
from .fact_sentences import FactSentence, fact_sentence
from .linter import lint
from .message_length import estimated_speech_seconds, linkedin_length
from .message_model import (
    FITTED_FACTS,
    Check,
    Draft,
    FactQuestion,
    Facts,
    Finding,
    KeepInTouchReason,
    LintContext,
    Message,
    MessagePlace,
    Tone,
)
from .phrase_rules import PhraseRules, load_phrases, reloadable_phrases
from .template_parser import MAX_TEMPLATE_BYTES
from .templates import (
    SHARED_TEMPLATES,
    TEMPLATE_NAMES,
    Templates,
    check_own,
    load_templates,
    reloadable_templates,
    template_name,
)

__all__ = [
    "FITTED_FACTS",
    "MAX_TEMPLATE_BYTES",
    "SHARED_TEMPLATES",
    "TEMPLATE_NAMES",
    "Check",
    "Draft",
    "FactQuestion",
    "FactSentence",
    "Facts",
    "Finding",
    "KeepInTouchReason",
    "LintContext",
    "Message",
    "MessagePlace",
    "PhraseRules",
    "Templates",
    "Tone",
    "check_own",
    "draft",
    "estimated_speech_seconds",
    "fact_sentence",
    "linkedin_length",
    "lint",
    "load_phrases",
    "load_templates",
    "reloadable_phrases",
    "reloadable_templates",
    "template_name",
]
