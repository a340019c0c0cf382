"""Writing a message: from a step or a wish to a draft, what is missing, and what would make it better."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from followup_core.cadence import Step
from followup_core.formats.email_messages import draft_email_file, mailto
from followup_core.formats.pdf import Document, LargeText, Paragraph, pdf
from followup_core.messages import (
    Facts,
    Finding,
    LintContext,
    Message,
    MessageKind,
    Missing,
    Templates,
    draft,
    estimated_speech_seconds,
    linkedin_length,
    lint,
    reloadable_phrases,
    reloadable_templates,
)
from followup_core.models import InterviewDetails, TouchpointKind
from followup_core.playbook import Reloadable
from followup_core.services.statistics.paper_size import paper_size
from followup_core.services.workspace import WorkspaceView
from followup_core.services.workspace_registry import PLAYBOOK_DIR

from .message_facts import DraftRequest, facts_for
from .saved_drafts import split_subject


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedMessage:
    """A draft as it is offered: the message, the facts it was made from, and what is missing.

    `step` is the step of the cadence that this message does, if there is one.
    """

    request: DraftRequest
    interview_id: str
    facts: Facts
    message: Message
    missing: tuple[Missing, ...]
    step: Step | None


@lru_cache(maxsize=256)
def template_repository(own: Path | None = None) -> Reloadable[Templates]:
    """Return the templates in force, with a center's own in the folder `own` where there are any."""
    return reloadable_templates(PLAYBOOK_DIR / "messages", own)


def draft_message(
    view: WorkspaceView, templates: Templates, interview_id: str, wish: DraftRequest
) -> DraftedMessage:
    """Return the draft that the records allow; the same records always give the same draft."""
    facts = facts_for(view, interview_id, wish)
    made = draft(facts, wish.kind, templates)
    return DraftedMessage(
        request=wish,
        interview_id=interview_id,
        facts=facts,
        message=made.message,
        missing=made.missing,
        step=step_for(view, interview_id, wish),
    )


def usual_person(view: WorkspaceView, interview_id: str, kind: MessageKind) -> str:
    """Return whom such a message goes to: as the next step of this kind says, else the first one met."""
    details = view.round(interview_id)
    steps = (s for s in view.steps_by_interview.get(interview_id, ()) if s.kind.value == kind.value)
    met = (each.person_id for each in details.interviewers)
    return next((step.person_id for step in steps if step.person_id), next(met, ""))


def step_for(view: WorkspaceView, interview_id: str, wish: DraftRequest) -> Step | None:
    """Return the step that such a message does, None where the cadence asks for none."""
    for step in view.steps_by_interview.get(interview_id, ()):
        if step.kind.value == wish.kind.value and step.person_id == wish.person_id:
            return step
    return None


_PHRASES = reloadable_phrases(PLAYBOOK_DIR)


def findings(view: WorkspaceView, writing: DraftedMessage, message: Message) -> tuple[Finding, ...]:
    """Return what would make a message better, as it stands now."""
    details = view.round(writing.interview_id)
    here = {met.person_id for met in details.interviewers}
    application = view.records.application_of[writing.interview_id]
    own = {each.interview.interview_id for each in application.rounds}
    elsewhere = [each for key, each in view.records.rounds.items() if key not in own]
    people = {met.person_id for each in elsewhere for met in each.interviewers} - here
    step = writing.step
    around = LintContext(
        facts=writing.facts,
        today=view.today,
        earliest=step.earliest if step else None,
        because=step.because if step else "",
        elsewhere_people=tuple(sorted(filter(None, (view.name(each) for each in people)))),
        elsewhere_organizations=tuple(sorted({each.interview.organization for each in elsewhere})),
        panel=_panel(view, details, writing.request),
    )
    return lint(message, around, _PHRASES.current()[0])


def _panel(
    view: WorkspaceView, details: InterviewDetails, wish: DraftRequest
) -> tuple[tuple[str, Message], ...]:
    """Return the thank-yous that went to the others, by name."""
    if wish.kind is not MessageKind.THANK_YOU_EMAIL:
        return ()
    return tuple(
        (
            view.name(touchpoint.person_id),
            Message(kind=MessageKind.THANK_YOU_EMAIL, body=split_subject(touchpoint.note)[1]),
        )
        for touchpoint in details.touchpoints
        if touchpoint.kind is TouchpointKind.THANK_YOU_EMAIL
        and touchpoint.note
        and touchpoint.person_id != wish.person_id
    )


def speech_seconds(templates: Templates, body: str) -> int:
    """Return how long a voicemail takes to say."""
    return estimated_speech_seconds(body, templates.numbers.words_per_minute)


def is_long(fact: str) -> bool:
    """Whether a fact takes a sentence or more to say."""
    return fact in ("discussed", "example", "interest", "question", "news")


def mail_link(message: Message) -> str:
    """Return the link that opens a message in the mail program, '' where it is too long for one."""
    return mailto(message.to, message.subject, message.body)


def mail_file(view: WorkspaceView, message: Message) -> bytes:
    """Return a message as a file for the mail program."""
    return draft_email_file(message.to, message.subject, message.body, view.records.settings.email)


def length_words(message: Message, templates: Templates) -> str:
    """Say how much of LinkedIn's room a note takes."""
    used, limit = linkedin_length(message.body), templates.numbers.linkedin_characters
    return f"{used} of {limit} characters, as LinkedIn counts them."


def note_sheet(view: WorkspaceView, writing: DraftedMessage, message: Message, remark: str = "") -> bytes:
    """Return a sheet in large letters to copy a handwritten note from, with a remark if it needs one."""
    return pdf(
        Document(
            title=f"A note to {writing.facts.name}" if writing.facts.name else "A note",
            subtitle=writing.facts.organization,
            blocks=(
                LargeText(text=message.body),
                Paragraph(text="Copy it by hand, and post it today.", quiet=True),
            ),
            size=paper_size(view.records.settings.country),
            made_on=view.today,
        ).marked(remark)
    )
