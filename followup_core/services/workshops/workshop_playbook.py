"""The playbook's content for workshops, and its advice on texts that people write in a workshop."""

from datetime import date
from pathlib import Path

from followup_core.messages import Facts, Finding, LintContext, Message, lint, reloadable_phrases
from followup_core.models import MessageKind
from followup_core.playbook import (
    Fiction,
    Playbook,
    PlaybookError,
    WorkshopBook,
    load_workshop_book,
    reloadable_playbook,
)

_ANY_DAY = date.min  # an invented interview is on no calendar, so nothing in it is too early


class WorkshopPlaybook:
    """Outlines, questions, scenarios, role cards and invented interviews from the playbook's folder."""

    def __init__(self, playbook: Path) -> None:
        self.book: WorkshopBook = load_workshop_book(playbook / "workshop")
        self._playbook = reloadable_playbook(playbook)
        self._phrases = reloadable_phrases(playbook)

    @property
    def playbook(self) -> Playbook:
        """The newest valid playbook."""
        return self._playbook.current()[0]

    def draft_findings(self, text: str, fiction_id: str) -> tuple[Finding, ...] | None:
        """Return findings on a thank-you email to the interviewer of an invented interview.

        None if the text is blank, the interview isn't in the playbook anymore, or there are no valid
        phrases to look for.
        """
        fiction = self.book.fictions.get(fiction_id)
        if fiction is None or not text.strip():
            return None
        try:
            phrases, _ = self._phrases.current()
        except PlaybookError:
            return None
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
