"""From a request to a draft: the message, the facts it lacks, what would make it better, and its files."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from followup_core.cadence import Step, StepState
from followup_core.cadence.step import ONE_FOR_EACH_PERSON
from followup_core.formats.email_messages import draft_email_file, mailto
from followup_core.messages import (
    Draft,
    Facts,
    Finding,
    LintContext,
    Message,
    Templates,
    draft,
    estimated_speech_seconds,
    linkedin_length,
    lint,
    reloadable_phrases,
    reloadable_templates,
)
from followup_core.models import (
    CHASE_TOUCHPOINTS,
    KINDS_THAT_SHOW_INTEREST,
    Channel,
    InterviewDetails,
    MessageKind,
    TouchpointKind,
    YesNo,
)
from followup_core.playbook import PlaybookError, Reloadable
from followup_core.services.workspace import WorkspaceView
from followup_core.services.workspace_registry import PLAYBOOK_DIR

from .message_facts import DraftRequest, facts_for
from .saved_drafts import split_subject


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedMessage(Draft):
    """A draft with what was asked for and the facts it was made from.

    `step` is the step of the cadence that this message does; None if the cadence asks for no such message.
    """

    request: DraftRequest
    interview_id: str
    facts: Facts
    step: Step | None


def unwanted_sentence(view: WorkspaceView, drafted: DraftedMessage) -> str:
    """Return that a message speaks of interest in a job that isn't wanted anymore; '' where it doesn't."""
    interview, kind = view.interview_details(drafted.interview_id).interview, drafted.request.kind
    shows_interest = kind in KINDS_THAT_SHOW_INTEREST or kind.touchpoint in CHASE_TOUCHPOINTS
    if interview.still_interested is not YesNo.NO or not shows_interest:
        return ""
    return "You said that you don't want this job anymore, so a short withdrawal is the better message."


@lru_cache(maxsize=256)
def template_repository(own: Path | None = None) -> Reloadable[Templates]:
    """Return the templates in force; those in the folder `own` replace the playbook's, one by one."""
    return reloadable_templates(PLAYBOOK_DIR / "messages", own)


def templates_for_one_message(own: Path) -> tuple[Templates, PlaybookError | None]:
    """Return the templates in force and the fault of the own ones, for a process that drafts one message.

    As from `template_repository`, but the playbook's are parsed only when they are used, and a faulty one
    raises PlaybookError then.
    """
    return reloadable_templates(PLAYBOOK_DIR / "messages", own, for_one_message=True).current()


def draft_message(
    view: WorkspaceView, templates: Templates, interview_id: str, request: DraftRequest
) -> DraftedMessage:
    """Return the draft of a message; the same records always give the same draft."""
    facts = facts_for(view, interview_id, request)
    result = draft(facts, request.kind, templates)
    return DraftedMessage(
        request=request,
        interview_id=interview_id,
        facts=facts,
        message=result.message,
        questions=result.questions,
        step=step_for(view, interview_id, request),
    )


def default_recipient(view: WorkspaceView, interview_id: str, kind: MessageKind) -> str:
    """Return the person_id for such a message; '' when nobody is known.

    It is the one of the next step of this kind. Without one, thanks go to the first person who was met, and
    everything else to the person who gets the messages about the job.
    """
    details, people = view.interview_details(interview_id), view.records.people
    for step in view.steps_by_interview.get(interview_id, ()):
        if step.kind.message is kind and step.person_id:
            return step.person_id
    is_thanks = kind in [step_kind.message for step_kind in ONE_FOR_EACH_PERSON]
    met = [interviewer.person_id for interviewer in details.people_to_thank(people)] if is_thanks else []
    return met[0] if met else details.recipient(people)


def step_for(view: WorkspaceView, interview_id: str, request: DraftRequest) -> Step | None:
    """Return the step that such a message does; None if the cadence asks for no such message.

    A question that is too early is so for everybody.
    """
    for step in view.steps_by_interview.get(interview_id, ()):
        waits = step.kind.touchpoint in CHASE_TOUCHPOINTS and step.state is StepState.WAITING
        if step.kind.message is request.kind and (waits or step.person_id == request.person_id):
            return step
    return None


_PHRASES = reloadable_phrases(PLAYBOOK_DIR)


def findings(view: WorkspaceView, drafted: DraftedMessage, message: Message) -> tuple[Finding, ...]:
    """Return what would make `message` better, which is the draft with the candidate's changes."""
    details = view.interview_details(drafted.interview_id)
    here = {interviewer.person_id for interviewer in details.interviewers}
    application = view.records.application_of[drafted.interview_id]
    rounds = {same_job.interview.interview_id for same_job in application.rounds}
    elsewhere = [other for key, other in view.records.interviews.items() if key not in rounds]
    people = {interviewer.person_id for other in elsewhere for interviewer in other.interviewers} - here
    step = drafted.step
    context = LintContext(
        facts=drafted.facts,
        today=view.today,
        country=view.records.settings.country,
        earliest=step.earliest if step else None,
        because=step.because if step else "",
        elsewhere_people=tuple(sorted(filter(None, (view.name(person_id) for person_id in people)))),
        elsewhere_organizations=tuple(sorted({other.interview.organization for other in elsewhere})),
        panel=_panel(view, details, drafted.request),
    )
    return lint(message, context, _PHRASES.current()[0])


def _panel(
    view: WorkspaceView, details: InterviewDetails, request: DraftRequest
) -> tuple[tuple[str, Message], ...]:
    """Return the thank-you emails that went to the other interviewers, each with the recipient's name."""
    if request.kind is not MessageKind.THANK_YOU_EMAIL:
        return ()
    return tuple(
        (
            view.name(touchpoint.person_id),
            Message(kind=MessageKind.THANK_YOU_EMAIL, body=split_subject(touchpoint.note)[1]),
        )
        for touchpoint in details.touchpoints
        if touchpoint.kind is TouchpointKind.THANK_YOU_EMAIL
        and touchpoint.note
        and touchpoint.person_id != request.person_id
    )


def speech_seconds(templates: Templates, body: str) -> int:
    """Return how many seconds a voicemail takes to say."""
    return estimated_speech_seconds(body, templates.numbers.words_per_minute)


def is_long(fact: str) -> bool:
    """Whether a fact takes a sentence or more, so that it gets a large text field."""
    return fact in ("discussed", "example", "interest", "question", "better_answer")


def mail_link(message: Message) -> str:
    """Return a link that opens a message in the mail program; '' if the message is too long for a link."""
    return mailto(message.to, message.subject, message.body)


def phone_link(message: Message) -> str:
    """Return a link that dials the number a voicemail is for; '' where none is known."""
    number = re.sub(r"[^0-9+]", "", message.to)
    return f"tel:{number}" if message.kind.channel is Channel.PHONE and number else ""


def mail_file(view: WorkspaceView, message: Message) -> bytes:
    """Return a message as an unsent email file, which a mail program opens for sending."""
    return draft_email_file(message.to, message.subject, message.body, view.records.settings.email)


def length_words(message: Message, templates: Templates) -> str:
    """Return a sentence on how much of LinkedIn's limit a note uses."""
    used, limit = linkedin_length(message.body), templates.numbers.linkedin_characters
    return f"{used} of {limit} characters, as LinkedIn counts them."


def note_pdf(view: WorkspaceView, drafted: DraftedMessage, message: Message, remark: str = "") -> bytes:
    """Return a PDF page in large type to copy a handwritten note from, with a remark if it needs one."""
    # Only this function makes a PDF, and a command that drafts a message need not wait for the import.
    from followup_core.formats.pdf import Document, LargeText, Paragraph, paper_size, pdf

    return pdf(
        Document(
            title=f"A note to {drafted.facts.name}" if drafted.facts.name else "A note",
            subtitle=drafted.facts.organization,
            blocks=(
                LargeText(text=message.body),
                Paragraph(text="Copy it by hand, and post it today.", quiet=True),
            ),
            size=paper_size(view.records.settings.country),
            made_on=view.today,
        ).marked(remark)
    )
