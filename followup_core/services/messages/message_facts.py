"""Collects the facts for a message from the records, and saves a fact that the candidate adds."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from followup_core.messages import Facts, KeepInTouchReason, Tone
from followup_core.models import (
    CHASE_TOUCHPOINTS,
    AnswerValue,
    DateBasis,
    InterviewDetails,
    Interviewer,
    InterviewerPart,
    MessageKind,
    Occasion,
    Person,
    YesNo,
    latest_response,
)
from followup_core.models.date_text import name_day, say_day, say_deadline, say_month
from followup_core.services.answer_deadline import answer_deadline
from followup_core.services.candidate_settings import save_settings
from followup_core.services.input_validation import require_text
from followup_core.services.job_names import rename_job
from followup_core.services.people_service import check_contact
from followup_core.services.row_changes import upsert
from followup_core.services.workspace import ActionContext, NotFound, Workspace, WorkspaceView, read_interview
from followup_core.store import Change, Snapshot


class FactOwner(StrEnum):
    """Where a fact of a message is stored."""

    SETTING = "setting"  # about the candidate, for every message
    PERSON = "person"
    ROLE = "role"  # of the job, in all of its rounds
    DISCUSSED = "discussed"  # what was discussed with this person in this interview
    ANSWER = "answer"  # the detail of an answer about the whole interview
    PERSONAL_ANSWER = "personal_answer"  # the detail of an answer about this person


FACT_LOCATIONS: Mapping[str, tuple[FactOwner, str]] = {
    "my_name": (FactOwner.SETTING, "name"),
    "my_email": (FactOwner.SETTING, "email"),
    "my_phone": (FactOwner.SETTING, "phone"),
    "my_linkedin": (FactOwner.SETTING, "linkedin_url"),
    "name": (FactOwner.PERSON, "name"),
    "addressed_as": (FactOwner.PERSON, "addressed_as"),
    "title": (FactOwner.PERSON, "title"),
    "email": (FactOwner.PERSON, "email"),
    "phone": (FactOwner.PERSON, "phone"),
    "role": (FactOwner.ROLE, "role"),
    "discussed": (FactOwner.DISCUSSED, "discussed"),
    "strength": (FactOwner.PERSONAL_ANSWER, "strength"),
    "example": (FactOwner.PERSONAL_ANSWER, "example"),
    "interest": (FactOwner.ANSWER, "interest"),
    "promised": (FactOwner.ANSWER, "promised"),
    "question": (FactOwner.PERSONAL_ANSWER, "question"),
    "article": (FactOwner.PERSONAL_ANSWER, "article"),
    "news": (FactOwner.PERSONAL_ANSWER, "news"),
    "correction": (FactOwner.PERSONAL_ANSWER, "correction"),
    "times": (FactOwner.ANSWER, "times"),
    "better_answer": (FactOwner.ANSWER, "better_answer"),
}
"""Each fact that the page may ask for: where it is stored, and its column, key or item there."""


_DAYS_BEFORE_NAMING_MONTH = 45
"""After this many days, a keep-in-touch message names the month of the interview instead of the day."""

_WORDINGS_SKIPPED_PER_ROUND = 2
"""How many wordings later a person's thank-you is than in the round before."""

_FACT_NOUNS = {"addressed_as": "form of address"}
"""The noun for a fact in "The ... is missing.", if its name isn't one."""


class DraftRequest(NamedTuple):
    """Which message to draft: its kind, recipient and tone. If `occasion` is None, the records decide."""

    kind: MessageKind
    person_id: str = ""
    tone: Tone = Tone.PLAIN
    about: KeepInTouchReason = KeepInTouchReason.ARTICLE
    occasion: Occasion | None = None


def facts_for(view: WorkspaceView, interview_id: str, request: DraftRequest) -> Facts:
    """Return all facts that are known for a message about this interview.

    A panel compares its thank-yous, so only one of its people is told why the candidate wants the job.
    A strength that somebody said the job needs, and its example, go to the person who said so.
    """
    details = view.interview_details(interview_id)
    interview, settings = details.interview, view.records.settings
    held_on, country = interview.held_on, settings.country
    decision_by = _decision_date_to_name(details, request, view.today)
    answer_by = answer_deadline(details, of_another=request.kind is MessageKind.OTHER_OFFER)
    is_answer_open = answer_by is not None and answer_by >= view.today
    was_held = details.was_held(view.today)
    other_names, addresses_known = _other_interviewers(view, details, request)
    is_long_ago = (
        request.kind is MessageKind.KEEP_IN_TOUCH and (view.today - held_on).days > _DAYS_BEFORE_NAMING_MONTH
    )
    person = view.records.people.get(request.person_id) or Person(person_id="", name="")
    lead = _find_lead(view, details)
    other_lead = _other_lead_name(view, details, lead, request.person_id)
    is_lead = not other_lead
    panel_lead = other_lead if request.kind is MessageKind.THANK_YOU_EMAIL else ""
    return Facts(
        my_name=settings.name,
        my_email=settings.email,
        my_phone=settings.phone,
        my_linkedin=settings.linkedin_url,
        name=person.name,
        addressed_as=person.addressed_as,
        title=person.title,
        email=person.email,
        phone=person.phone,
        organization=interview.organization,
        role=interview.role,
        met_on=name_day(held_on, view.today, country) if was_held else "",
        met_when=_met_when(held_on, view.today, country, is_long_ago=is_long_ago) if was_held else "",
        format=interview.format or "",
        decision_by=name_day(decision_by, view.today, country) if decision_by else "",
        decision_when=say_deadline(decision_by, view.today, country) if decision_by else "",
        discussed=_discussed_with(details, request.person_id),
        strength=_personal_detail(details, "strength", request.person_id, is_lead=is_lead)
        or (settings.strengths if is_lead else ""),
        strength_said="yes" if _is_strength_from_reader(view, details, request.person_id) else "no",
        example=_personal_detail(details, "example", request.person_id, is_lead=is_lead),
        interest="" if panel_lead else details.detail_of("interest"),
        promised=details.detail_of("promised"),
        question=details.detail_of("question", request.person_id),
        article=details.detail_of("article", request.person_id),
        news=details.detail_of("news", request.person_id),
        correction=details.detail_of("correction", request.person_id),
        times=details.detail_of("times"),
        better_answer=details.detail_of("better_answer"),
        answer_when=say_deadline(answer_by, view.today, country) if answer_by and is_answer_open else "",
        may_contact=details.answer_to("may_contact") or "",
        still_interested=interview.still_interested or "",
        others=other_names,
        addresses_known="yes" if addresses_known else "no",
        panel_index=_wording_index(details, request),
        was_met="yes" if _was_met(view, details, request.person_id) else "no",
        occasion=request.occasion or known_occasion(details, view.today, request.kind),
        about=request.about,
        number=_chase_number(details, view.today),
        tone=request.tone,
        promised_when=_promised_when(details, view.today, country),
        ask_time_frame=_asks_time_frame(details, lead, request.person_id),
        panel_lead=panel_lead,
        break_is=_holiday_break(view, details, request),
    )


def _find_lead(view: WorkspaceView, details: InterviewDetails) -> Interviewer | None:
    """Return who probably decides: the hiring manager, else the first who held the interview."""
    candidates_for_lead = details.people_to_thank(view.records.people) or details.interviewers
    managers = (person for person in candidates_for_lead if person.part is InterviewerPart.HIRING_MANAGER)
    return next(managers, next(iter(candidates_for_lead), None))


def _other_lead_name(
    view: WorkspaceView, details: InterviewDetails, lead: Interviewer | None, person_id: str
) -> str:
    """Return the lead's name if this person is another interviewer; else ''."""
    is_of_interview = any(interviewer.person_id == person_id for interviewer in details.interviewers)
    if lead is None or lead.person_id == person_id or not is_of_interview:
        return ""
    return view.name(lead.person_id)


def _personal_detail(details: InterviewDetails, item: str, person_id: str, *, is_lead: bool) -> str:
    """Return the answer typed for this person; if the lead has none, the one for the whole interview."""
    if details.answer_to(item, person_id) is None and is_lead:
        return details.detail_of(item)
    return details.detail_of(item, person_id)


def _holiday_break(view: WorkspaceView, details: InterviewDetails, request: DraftRequest) -> str:
    """Return 'ahead' or 'over' for the employer's holiday break, or '' if the message isn't about one.

    The day when they are back decides if it is known, and otherwise the public holidays around today.
    """
    occasion = request.occasion or known_occasion(details, view.today, request.kind)
    if occasion is not Occasion.HOLIDAYS:
        return ""
    back_on = details.interview.decision_by
    if back_on is not None and details.date_occasion is Occasion.HOLIDAYS:
        return "over" if back_on <= view.today else "ahead"
    for name, days in (("over", range(-7, 0)), ("ahead", range(8))):
        if any(view.calendar.is_public_holiday(view.today + timedelta(days=offset)) for offset in days):
            return name
    return ""


def _decision_date_to_name(details: InterviewDetails, request: DraftRequest, today: date) -> date | None:
    """Return the decision date that the message may name; None if there is none.

    The employer must have named the day as their decision date, and not have responded since. A reply says
    that the date suits, so it names only a date to come.
    """
    decision_by, response_on = details.interview.decision_by, _latest_response_on(details, today)
    if details.date_occasion is not None:
        return None
    if decision_by is not None and response_on is not None and decision_by <= response_on:
        return None  # they have responded since
    if request.kind is MessageKind.REPLY and decision_by is not None and decision_by <= today:
        return None
    return decision_by


def _was_met(view: WorkspaceView, details: InterviewDetails, person_id: str) -> bool:
    """Return whether this person held the interview or another round for the job.

    For a person who isn't listed in this interview, returns True if any round took place.
    """
    rounds = view.records.application_of[details.interview.interview_id].rounds
    held_rounds = [details_of_round for details_of_round in rounds if details_of_round.was_held(view.today)]
    if any(person_id in _people_to_thank(view, details_of_round) for details_of_round in held_rounds):
        return True
    return bool(held_rounds) and all(
        person_id != interviewer.person_id for interviewer in details.interviewers
    )


def _people_to_thank(view: WorkspaceView, details: InterviewDetails) -> frozenset[str]:
    """Return the ids of the people who held the interview."""
    return frozenset(interviewer.person_id for interviewer in details.people_to_thank(view.records.people))


def _is_strength_from_reader(view: WorkspaceView, details: InterviewDetails, person_id: str) -> bool:
    """Return whether this person said that the job needs the strength.

    If several people held the interview, the strength must have been typed for this person.
    """
    if details.detail_of("strength", person_id):
        return bool(person_id) or len(_people_to_thank(view, details)) <= 1
    return bool(details.detail_of("strength")) and len(_people_to_thank(view, details)) <= 1


def _discussed_with(details: InterviewDetails, person_id: str) -> str:
    discussed_texts = (
        interviewer.discussed for interviewer in details.interviewers if interviewer.person_id == person_id
    )
    return next(discussed_texts, "")


def _other_interviewers(
    view: WorkspaceView, details: InterviewDetails, request: DraftRequest
) -> tuple[tuple[str, ...], bool]:
    """Return the names of the other interviewers, and whether all their email addresses are known.

    For ASK_ADDRESS the names are of those without an address. If all have one, they are the people to thank.
    """
    people = [
        view.records.people[interviewer.person_id]
        for interviewer in details.interviewers
        if interviewer.person_id != request.person_id and interviewer.person_id in view.records.people
    ]
    people_without_address = [person for person in people if not person.email]
    if request.kind is not MessageKind.ASK_ADDRESS:
        return tuple(person.name for person in people), not people_without_address
    to_thank = _people_to_thank(view, details)
    named_people = people_without_address or [person for person in people if person.person_id in to_thank]
    return tuple(person.name for person in named_people), not people_without_address


def _met_when(held_on: date, today: date, country: str, *, is_long_ago: bool) -> str:
    return say_month(held_on, today) if is_long_ago else say_day(held_on, today, country)


def _promised_when(details: InterviewDetails, today: date, country: str) -> str:
    """Return by when they promised a call or a written offer; '' if there is no such day or it has passed."""
    day = details.interview.decision_by
    is_ahead = day is not None and day >= today and details.date_basis is DateBasis.PROMISED
    return say_deadline(day, today, country) if day is not None and is_ahead else ""


def _asks_time_frame(details: InterviewDetails, lead: Interviewer | None, person_id: str) -> bool:
    """Return whether the thank-you asks when they will decide; only the lead's does in a panel."""
    interview = details.interview
    forgot_to_ask = details.answer_to("asked_time_frame") is AnswerValue.NO and interview.decision_by is None
    if not forgot_to_ask or interview.still_interested is YesNo.NO:
        return False
    return lead is None or person_id == lead.person_id


def _index_of_interviewer(details: InterviewDetails, person_id: str) -> int | None:
    indexes = [
        index for index, interviewer in enumerate(details.interviewers) if interviewer.person_id == person_id
    ]
    return indexes[0] if indexes else None


def _wording_index(details: InterviewDetails, request: DraftRequest) -> int | None:
    """Return the index that selects the wording; a thank-you after a later round gets a different wording."""
    index = _index_of_interviewer(details, request.person_id)
    is_thank_you = request.kind in (MessageKind.THANK_YOU_EMAIL, MessageKind.THANK_YOU_NOTE)
    # Two more per round, because the second interviewer of one round is often the first of the next.
    shift = _WORDINGS_SKIPPED_PER_ROUND * max(0, details.interview.round - 1) if is_thank_you else 0
    return None if index is None else index + shift


def _latest_response_on(details: InterviewDetails, today: date) -> date | None:
    return latest_response(
        (touchpoint for touchpoint in details.touchpoints if touchpoint.sent_on <= today), today
    )


def known_occasion(details: InterviewDetails, today: date, kind: MessageKind) -> Occasion:
    """Return the occasion of a message of this kind, as far as the records tell.

    If the employer has responded, it is MORE_TIME, because the message thanks for the response. Before that,
    a date that isn't the decision date has an occasion of its own.
    """
    if kind is MessageKind.ANSWER_REJECTION:
        return Occasion.REJECTED
    decision_by, response_on = details.interview.decision_by, _latest_response_on(details, today)
    if decision_by is not None and (response_on is None or decision_by > response_on):
        if details.date_occasion is not None and kind is not MessageKind.REPLY:
            return details.date_occasion
        return Occasion.DATE_PASSED if response_on is None else Occasion.MORE_TIME
    return Occasion.MORE_TIME if response_on is not None else Occasion.NO_DATE


def _chase_number(details: InterviewDetails, today: date) -> int:
    """Return the number of the next chase: 2 if one was sent after the employer's latest response, else 1."""
    response_on = _latest_response_on(details, today)
    chases = [
        touchpoint
        for touchpoint in details.touchpoints
        if touchpoint.kind in CHASE_TOUCHPOINTS and touchpoint.sent_on <= today and not touchpoint.bounced
    ]
    return 2 if any(response_on is None or chase.sent_on > response_on for chase in chases) else 1


def save_fact(
    workspace: Workspace, context: ActionContext, interview_id: str, person_id: str, fact: str, text: str
) -> None:
    """Save a fact of a message where `FACT_LOCATIONS` says. A blank text deletes a fact that is a fragment.

    Raises:
        BadValue: `text` is not valid for this fact, or it is blank and the fact isn't a fragment.
        NotFound: there is no such fact.
    """
    try:
        owner, name = FACT_LOCATIONS[fact]
    except KeyError:
        raise NotFound(
            f"There is no fact “{fact[:40]}” to keep.", "Change it on the interview's page."
        ) from None
    is_typed = owner in (FactOwner.DISCUSSED, FactOwner.ANSWER, FactOwner.PERSONAL_ANSWER)
    value = text.strip() if is_typed else require_text(text, _FACT_NOUNS.get(fact, fact.removeprefix("my_")))
    if owner is FactOwner.SETTING:
        save_settings(workspace, context, {name: value})
        return
    if owner is FactOwner.PERSON:
        check_contact(name, value)
    if owner is FactOwner.ROLE:
        _save_role(workspace, context, interview_id, value)
        return
    workspace.execute(
        context, "Words for a message", lambda _: [_fact_change(owner, name, interview_id, person_id, value)]
    )


def _save_role(workspace: Workspace, context: ActionContext, interview_id: str, role: str) -> None:
    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        interview = read_interview(snapshot, interview_id)
        yield from rename_job(snapshot, interview, interview.organization, role).all_changes()

    workspace.execute(context, "Words for a message", build_changes)


def _fact_change(owner: FactOwner, name: str, interview_id: str, person_id: str, value: str) -> Change:
    match owner:
        case FactOwner.PERSON:
            return upsert("people", person_id=person_id, **{name: value})
        case FactOwner.DISCUSSED:
            return upsert("interviewers", interview_id=interview_id, person_id=person_id, discussed=value)
        case _:
            answer_person_id = person_id if owner is FactOwner.PERSONAL_ANSWER else ""
            return upsert(
                "answers",
                interview_id=interview_id,
                person_id=answer_person_id,
                item=name,
                answer=AnswerValue.YES,
                detail=value,
            )
