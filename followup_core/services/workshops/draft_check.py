"""What would make a thank-you from an invented interview better: the checker, told of that interview."""

from datetime import date

from followup_core.messages import (
    Facts,
    Finding,
    LintContext,
    Message,
    MessageKind,
    PhraseRules,
    lint,
    reloadable_phrases,
)
from followup_core.playbook import Fiction, PlaybookError, WorkshopBook
from followup_core.services.workspace_registry import PLAYBOOK_DIR

_PHRASES = reloadable_phrases(PLAYBOOK_DIR)
_ANY_DAY = date.min  # an invented interview has no calendar: nothing in it can be too early


def draft_comments(text: str, book: WorkshopBook, fiction_id: str) -> tuple[Finding, ...] | None:
    """Return what would make a text better; None while there is nothing to judge it by."""
    fiction = book.fictions.get(fiction_id)
    if fiction is None or not text.strip():
        return None
    try:
        phrases, _ = _PHRASES.current()
    except PlaybookError:
        return None
    return draft_findings(text, fiction, phrases)


def draft_findings(text: str, fiction: Fiction, phrases: PhraseRules) -> tuple[Finding, ...]:
    """Return what the checker says of a thank-you email to the person of the invented interview."""
    message = Message(kind=MessageKind.THANK_YOU_EMAIL, body=text)
    return lint(message, LintContext(facts=facts_of_fiction(fiction), today=_ANY_DAY), phrases)


def facts_of_fiction(fiction: Fiction) -> Facts:
    """Return an invented interview as the facts of a message."""
    return Facts(
        my_name=fiction.candidate,
        name=fiction.person,
        title=fiction.person_title,
        organization=fiction.organization,
        role=fiction.role,
        met_on=fiction.held,
        discussed="; ".join(fiction.discussed),
        strength=fiction.strength,
        example=fiction.example,
    )
