"""What is known for a message, and where a fact asked for beside a draft is kept: one fact, one place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from followup_core.cadence import CHASE_TOUCHPOINTS
from followup_core.messages import Facts, KeepInTouchReason, MessageKind, Status, Tone
from followup_core.models import AnswerValue, InterviewDetails, Person
from followup_core.models.date_text import format_day
from followup_core.services.candidate_settings import save_settings
from followup_core.services.input_validation import require_text, upsert
from followup_core.services.people import check_contact
from followup_core.services.workspace import ActionContext, NotFound, Workspace, WorkspaceView
from followup_core.store import Change


class FactOwner(StrEnum):
    """Where a fact of a message is kept."""

    SETTING = "setting"  # the candidate's own, for every message
    PERSON = "person"
    INTERVIEW = "interview"
    DISCUSSED = "discussed"  # of talking with this person in this interview
    ANSWER = "answer"  # the words beside an answer about the whole interview
    PERSONAL_ANSWER = "personal_answer"  # the words beside an answer about this person


FACT_LOCATIONS: Mapping[str, tuple[FactOwner, str]] = {
    "my_name": (FactOwner.SETTING, "name"),
    "my_email": (FactOwner.SETTING, "email"),
    "my_phone": (FactOwner.SETTING, "phone"),
    "my_linkedin": (FactOwner.SETTING, "linkedin_url"),
    "name": (FactOwner.PERSON, "name"),
    "title": (FactOwner.PERSON, "title"),
    "email": (FactOwner.PERSON, "email"),
    "phone": (FactOwner.PERSON, "phone"),
    "role": (FactOwner.INTERVIEW, "role"),
    "discussed": (FactOwner.DISCUSSED, "discussed"),
    "strength": (FactOwner.ANSWER, "strength"),
    "example": (FactOwner.ANSWER, "example"),
    "interest": (FactOwner.ANSWER, "interest"),
    "promised": (FactOwner.ANSWER, "promised"),
    "question": (FactOwner.PERSONAL_ANSWER, "question"),
    "news": (FactOwner.PERSONAL_ANSWER, "news"),
}
"""Each fact that can be asked for beside a draft: where it is kept, and its name there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRequest:
    """What message is wanted: its kind and person, and how it shall sound; None lets the records decide."""

    kind: MessageKind
    person_id: str = ""
    tone: Tone = Tone.PLAIN
    about: KeepInTouchReason = KeepInTouchReason.ARTICLE
    status: Status | None = None


def facts_for(view: WorkspaceView, interview_id: str, wish: DraftRequest) -> Facts:
    """Return all that is known for a message of this interview."""
    details = view.round(interview_id)
    interview, settings = details.interview, view.records.settings
    person = view.records.people.get(wish.person_id) or Person(person_id="", name="")
    return Facts(
        my_name=settings.name,
        my_email=settings.email,
        my_phone=settings.phone,
        my_linkedin=settings.linkedin_url,
        name=person.name,
        title=person.title,
        email=person.email,
        phone=person.phone,
        organization=interview.organization,
        role=interview.role,
        met_on=format_day(interview.held_on, view.today) if interview.held_on <= view.today else "",
        format=interview.format or "",
        decision_by=format_day(interview.decision_by, view.today) if interview.decision_by else "",
        discussed=_discussed(details, wish.person_id),
        strength=_words(details, "strength") or settings.strengths,
        example=_words(details, "example"),
        interest=_words(details, "interest"),
        promised=_words(details, "promised"),
        question=_words(details, "question", wish.person_id),
        news=_words(details, "news", wish.person_id),
        may_contact=details.given("may_contact") or "",
        others=_others(view, details, wish),
        seat=_seat(details, wish.person_id),
        status=wish.status or _status(details, view.today),
        about=wish.about,
        number=_number(details, view.today),
        tone=wish.tone,
        ask_time_frame=details.given("asked_time_frame") is AnswerValue.NO and interview.decision_by is None,
    )


def _discussed(details: InterviewDetails, person_id: str) -> str:
    return next((each.discussed for each in details.interviewers if each.person_id == person_id), "")


def _words(details: InterviewDetails, item: str, person_id: str = "") -> str:
    for answer in details.answers:
        if (answer.item, answer.person_id) == (item, person_id):
            return answer.detail
    return ""


def _others(view: WorkspaceView, details: InterviewDetails, wish: DraftRequest) -> tuple[str, ...]:
    """Return the others by name; where an address is asked for, only those whose address is missing."""
    people = [
        view.records.people[each.person_id]
        for each in details.interviewers
        if each.person_id != wish.person_id and each.person_id in view.records.people
    ]
    asks = wish.kind is MessageKind.ASK_ADDRESS
    return tuple(person.name for person in people if not (asks and person.email))


def _seat(details: InterviewDetails, person_id: str) -> int | None:
    seats = [place for place, each in enumerate(details.interviewers) if each.person_id == person_id]
    return seats[0] if seats else None


def _last_answer(details: InterviewDetails, today: date) -> date | None:
    days = (touchpoint.answered_on for touchpoint in details.touchpoints if touchpoint.sent_on <= today)
    return max((day for day in days if day is not None and day <= today), default=None)


def _status(details: InterviewDetails, today: date) -> Status:
    """Return what a status email answers to, as the cadence counts it."""
    decision_by, answered = details.interview.decision_by, _last_answer(details, today)
    if decision_by is not None and (answered is None or decision_by > answered):
        return Status.DATE_PASSED
    return Status.MORE_TIME if answered is not None else Status.NO_DATE


def _number(details: InterviewDetails, today: date) -> int:
    """Return which try the next message of the chain is: 1, or 2 after one without an answer."""
    answered = _last_answer(details, today)
    sent = [
        t for t in details.touchpoints if t.kind in CHASE_TOUCHPOINTS and t.sent_on <= today and not t.bounced
    ]
    return 2 if any(answered is None or touchpoint.sent_on > answered for touchpoint in sent) else 1


def save_fact(
    workspace: Workspace, context: ActionContext, interview_id: str, person_id: str, fact: str, text: str
) -> None:
    """Save a fact that was asked for beside a draft, where it belongs.

    Raises BadValue for a blank one, and NotFound for one that cannot be kept.
    """
    try:
        kept, name = FACT_LOCATIONS[fact]
    except KeyError:
        raise NotFound(
            f"There is no fact “{fact[:40]}” to keep.", "Change it on the interview's page."
        ) from None
    words = require_text(text, FACT_LABELS.get(fact, fact.removeprefix("my_")))
    if kept is FactOwner.SETTING:
        save_settings(workspace, context, {name: words})
        return
    if kept is FactOwner.PERSON:
        check_contact(name, words)
    workspace.execute(
        context, "Words for a message kept", lambda _: [_row(kept, name, interview_id, person_id, words)]
    )


def _row(kept: FactOwner, name: str, interview_id: str, person_id: str, words: str) -> Change:
    match kept:
        case FactOwner.PERSON:
            return upsert("people", person_id=person_id, **{name: words})
        case FactOwner.INTERVIEW:
            return upsert("interviews", interview_id=interview_id, **{name: words})
        case FactOwner.DISCUSSED:
            return upsert("interviewers", interview_id=interview_id, person_id=person_id, discussed=words)
        case _:
            person = person_id if kept is FactOwner.PERSONAL_ANSWER else ""
            return upsert(
                "answers",
                interview_id=interview_id,
                person_id=person,
                item=name,
                answer=AnswerValue.YES,
                detail=words,
            )


FACT_LABELS = {"discussed": "words to remember", "news": "news", "promised": "promise"}
