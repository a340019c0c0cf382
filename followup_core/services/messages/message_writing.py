"""Drafts and lints a message from the records, and makes the links and files to send it with."""

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
    """A draft, its request, and the facts that it was made from.

    `step` is the cadence's step that this message does; None if no step asks for it.
    """

    request: DraftRequest
    interview_id: str
    facts: Facts
    step: Step | None


def unwanted_sentence(view: WorkspaceView, drafted: DraftedMessage) -> str:
    """Return advice to withdraw if the message shows interest in an unwanted job; else ''."""
    interview, kind = view.interview_details(drafted.interview_id).interview, drafted.request.kind
    shows_interest = kind in KINDS_THAT_SHOW_INTEREST or kind.touchpoint in CHASE_TOUCHPOINTS
    if interview.still_interested is not YesNo.NO or not shows_interest:
        return ""
    return "You said that you don't want this job anymore, so a short withdrawal is the better message."


@lru_cache(maxsize=256)
def template_repository(own_folder: Path | None = None) -> Reloadable[Templates]:
    """Return the templates as a Reloadable; a file in `own_folder` replaces the playbook's of that name."""
    return reloadable_templates(PLAYBOOK_DIR / "messages", own_folder)


def templates_for_one_message(own_folder: Path) -> tuple[Templates, PlaybookError | None]:
    """Return the templates for a process that drafts one message, and the fault of the own wording if any.

    The playbook's templates are parsed only when they are used, and a faulty one raises PlaybookError then.
    """
    return reloadable_templates(PLAYBOOK_DIR / "messages", own_folder, for_one_message=True).current()


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
    """Return the id of the person to send such a message to; '' if nobody is known.

    If a step asks for this kind of message, it is the first such step's person. Otherwise a thank-you goes to
    the first person to thank, and any other message to the person who gets the messages about the job.
    """
    details, people = view.interview_details(interview_id), view.records.people
    for step in view.steps_by_interview.get(interview_id, ()):
        if step.kind.message is kind and step.person_id:
            return step.person_id
    is_thanks = kind in [step_kind.message for step_kind in ONE_FOR_EACH_PERSON]
    ids_to_thank = (
        [interviewer.person_id for interviewer in details.people_to_thank(people)] if is_thanks else []
    )
    return ids_to_thank[0] if ids_to_thank else details.recipient(people)


def step_for(view: WorkspaceView, interview_id: str, request: DraftRequest) -> Step | None:
    """Return the step that such a message does; None if no step asks for it.

    A chase that is too early for one person is too early for everybody.
    """
    for step in view.steps_by_interview.get(interview_id, ()):
        is_waiting_chase = step.kind.touchpoint in CHASE_TOUCHPOINTS and step.state is StepState.WAITING
        if step.kind.message is request.kind and (is_waiting_chase or step.person_id == request.person_id):
            return step
    return None


_PHRASES = reloadable_phrases(PLAYBOOK_DIR)


def findings(view: WorkspaceView, drafted: DraftedMessage, message: Message) -> tuple[Finding, ...]:
    """Return the linter's findings about `message`, which is the draft with the candidate's changes."""
    details = view.interview_details(drafted.interview_id)
    interviewer_ids = {interviewer.person_id for interviewer in details.interviewers}
    application = view.records.application_of[drafted.interview_id]
    round_ids = {details_of_round.interview.interview_id for details_of_round in application.rounds}
    other_interviews = [
        other_interview
        for interview_id, other_interview in view.records.interviews.items()
        if interview_id not in round_ids
    ]
    other_people_ids = {
        interviewer.person_id
        for other_interview in other_interviews
        for interviewer in other_interview.interviewers
    } - interviewer_ids
    step = drafted.step
    context = LintContext(
        facts=drafted.facts,
        today=view.today,
        country=view.records.settings.country,
        earliest=step.earliest if step else None,
        because=step.because if step else "",
        elsewhere_people=tuple(
            sorted(filter(None, (view.name(person_id) for person_id in other_people_ids)))
        ),
        elsewhere_organizations=tuple(
            sorted({other_interview.interview.organization for other_interview in other_interviews})
        ),
        panel=_sent_panel_thanks(view, details, drafted.request),
    )
    return lint(message, context, _PHRASES.current()[0])


def _sent_panel_thanks(
    view: WorkspaceView, details: InterviewDetails, request: DraftRequest
) -> tuple[tuple[str, Message], ...]:
    """Return the thank-you emails sent to the other interviewers, each with its recipient's name."""
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
    """Return whether a fact takes a sentence or more, so that it needs a large text field."""
    return fact in ("discussed", "example", "interest", "question", "better_answer")


def mail_link(message: Message) -> str:
    """Return a link that opens a message in the mail program; '' if the message is too long for a link."""
    return mailto(message.to, message.subject, message.body)


def phone_link(message: Message) -> str:
    """Return a link that dials the number that a voicemail is for; '' if no number is known."""
    number = re.sub(r"[^0-9+]", "", message.to)
    return f"tel:{number}" if message.kind.channel is Channel.PHONE and number else ""


def mail_file(view: WorkspaceView, message: Message) -> bytes:
    """Return a message as an unsent email file, which a mail program opens for sending."""
    return draft_email_file(message.to, message.subject, message.body, view.records.settings.email)


def length_words(message: Message, templates: Templates) -> str:
    """Return a sentence that says how much of LinkedIn's limit a request's text uses."""
    length, max_length = linkedin_length(message.body), templates.numbers.linkedin_characters
    return f"{length} of {max_length} characters, as LinkedIn counts them."


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
