"""Actions on people: add and remove interviewers, save contact details and what was discussed.

A person is stored once, however many interviews they take part in.
"""

from collections.abc import Iterable, Sequence
from itertools import islice

from followup_core.models import BadValue, InterviewerPart, Person
from followup_core.models.contact_text import looks_like_email, looks_like_phone
from followup_core.models.name_parser import parse_name, split_job
from followup_core.store import Change, Snapshot
from followup_core.text import in_words

from .input_validation import require_text
from .record_cache import rows_of
from .row_changes import delete_row, upsert
from .workspace import ActionContext, NotFound, Workspace, WorkspaceView, read_interview

CONTACT_FIELDS = ("name", "organization", "title", "email", "phone", "linkedin_url", "notes")
"""The fields of a person that a card or a file may fill."""

PERSON_FIELDS = (*CONTACT_FIELDS, "addressed_as")
"""The fields of a person that the candidate may edit."""


def add_interviewer(
    workspace: Workspace,
    context: ActionContext,
    interview_id: str,
    *,
    name: str = "",
    person_id: str = "",
    part: InterviewerPart,
) -> str:
    """Add a person to an interview and return their person_id.

    Give `name` for a new person or `person_id` for a stored one. If an interviewer of this interview has the
    name already (in upper or lower case), nobody is added, so a form may be sent twice.

    Raises:
        BadValue: neither a name nor an id is given.
        NotFound: the interview or the stored person is gone.
    """
    if not person_id:
        return add_interviewers(workspace, context, interview_id, [name], part)[0]

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        read_interview(snapshot, interview_id)
        if (person_id,) not in rows_of(snapshot, "people"):
            raise NotFound("This person is not in the workspace anymore.", "Enter the name again.")
        yield upsert("interviewers", interview_id=interview_id, person_id=person_id, part=part)

    name = workspace.view(context.today).name(person_id) or "Person"
    workspace.execute(context, f"{name} added", build_changes)
    return person_id


def add_interviewers(
    workspace: Workspace,
    context: ActionContext,
    interview_id: str,
    names: Sequence[str],
    part: InterviewerPart = InterviewerPart.INTERVIEWER,
) -> tuple[str, ...]:
    """Add new people to an interview as one action, each name once; return their ids.

    A job typed after a name ("Brenda Okafor, charge nurse") is saved as the job title.

    Raises:
        BadValue: a name is missing.
        NotFound: the interview is gone.
    """
    typed_names = [require_text(name, "name") for name in names] or [require_text("", "name")]
    person_names, jobs = zip(*map(split_job, typed_names), strict=True)
    new_ids = [
        f"p-{context.op_id[:12]}{f'-{number + 1}' if number else ''}" for number in range(len(person_names))
    ]

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        interview = read_interview(snapshot, interview_id)
        added: set[str] = set()
        for new_id, name, job in zip(new_ids, person_names, jobs, strict=True):
            if name.casefold() in added or _interviewer_id_by_name(snapshot, interview_id, name):
                continue
            added.add(name.casefold())
            yield upsert(
                "people", person_id=new_id, name=name, title=job, organization=interview.organization
            )
            yield upsert("interviewers", interview_id=interview_id, person_id=new_id, part=part)

    workspace.execute(context, f"{in_words(person_names)} added", build_changes)
    # Looked up afterwards: for an action that arrives a second time, nothing is built.
    snapshot = workspace.store.load()
    stored_ids = [_interviewer_id_by_name(snapshot, interview_id, name) for name in person_names]
    return tuple(stored_id or new_id for stored_id, new_id in zip(stored_ids, new_ids, strict=True))


def _interviewer_id_by_name(snapshot: Snapshot, interview_id: str, name: str) -> str:
    people = rows_of(snapshot, "people")
    for key in rows_of(snapshot, "interviewers"):
        row = people.get((key[1],))
        if key[0] == interview_id and row and row["name"].casefold() == name.casefold():
            return key[1]
    return ""


def set_discussed(
    workspace: Workspace, context: ActionContext, interview_id: str, person_id: str, discussed: str
) -> None:
    """Save what was discussed with a person in an interview; raise NotFound if they are not part of it."""

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        if (interview_id, person_id) not in rows_of(snapshot, "interviewers"):
            raise NotFound("This person is not part of the interview anymore.", "Add the person again.")
        return [upsert("interviewers", interview_id=interview_id, person_id=person_id, discussed=discussed)]

    workspace.execute(context, "Notes on the conversation saved", build_changes)


def set_part(
    workspace: Workspace,
    context: ActionContext,
    interview_id: str,
    person_id: str,
    part: InterviewerPart,
) -> None:
    """Save a person's part in an interview; raise NotFound if they are not in it."""

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        if (interview_id, person_id) not in rows_of(snapshot, "interviewers"):
            raise NotFound("This person is not part of the interview anymore.", "Add the person again.")
        return [upsert("interviewers", interview_id=interview_id, person_id=person_id, part=part)]

    name = workspace.view(context.today).name(person_id) or "Person"
    workspace.execute(context, f"Part of {name} recorded", build_changes)


def interviewer_summary(view: WorkspaceView, interview_id: str, typed_names: Sequence[str]) -> str:
    """Return the confirmation that people were added: they get a thank-you each, or can answer questions."""
    names = [split_job(name)[0] for name in typed_names]
    people_to_thank = view.interview_details(interview_id).people_to_thank(view.records.people)
    thanked = {view.name(interviewer.person_id).casefold() for interviewer in people_to_thank}
    people = in_words(names)
    if not all(name.casefold() in thanked for name in names):
        return f"Saved. {people} can help when an address or an answer is missing."
    return f"Saved. {people} {'gets a' if len(names) == 1 else 'each get their own'} thank-you."


def remove_interviewer(
    workspace: Workspace, context: ActionContext, interview_id: str, person_id: str
) -> None:
    """Remove a person from an interview, with its answers about them; raise NotFound if they are not in it.

    A person who is in no other interview and was sent nothing is deleted, too. Messages to the person stay,
    because they were sent.
    """

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        if (interview_id, person_id) not in rows_of(snapshot, "interviewers"):
            raise NotFound("This person is not part of the interview anymore.", "Nothing is left to do.")
        yield delete_row("interviewers", (interview_id, person_id))
        for key in rows_of(snapshot, "answers"):
            if key[:2] == (interview_id, person_id):
                yield delete_row("answers", key)
        if is_only_here(snapshot, interview_id, person_id):
            yield delete_row("people", (person_id,))

    workspace.execute(
        context, f"{workspace.view(context.today).name(person_id) or 'Person'} taken out", build_changes
    )


def is_only_here(snapshot: Snapshot, interview_id: str, person_id: str) -> bool:
    """Whether a person is part of this interview only, and nothing else refers to them."""
    other_keys = [key for key in rows_of(snapshot, "interviewers") if key[0] != interview_id]
    other_keys += [key[:2] for key in rows_of(snapshot, "answers") if key[0] != interview_id]
    in_messages = {row["person_id"] for row in rows_of(snapshot, "touchpoints").values()}
    is_known = (person_id,) in rows_of(snapshot, "people")
    return is_known and person_id not in in_messages | {key[1] for key in other_keys}


def save_person(workspace: Workspace, context: ActionContext, person: Person) -> None:
    """Save a person's contact details.

    Raises:
        BadValue: the name is missing, or a changed email address or phone number can't be one.
        NotFound: the person is gone.
    """
    require_text(person.name, "name", "name")
    label = f"Details of {person.name.strip()} saved"
    workspace.execute(context, label, lambda snapshot: [_person_change(snapshot, person)])


def save_interviewer(
    workspace: Workspace,
    context: ActionContext,
    interview_id: str,
    person: Person,
    *,
    part: InterviewerPart,
    discussed: str,
) -> None:
    """Save a person's contact details and their role in one interview, as one action.

    Raises:
        BadValue: the name is missing, or a changed email address or phone number can't be one.
        NotFound: the person is gone, or is not part of the interview.
    """
    require_text(person.name, "name", "name")

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        key = {"interview_id": interview_id, "person_id": person.person_id}
        if tuple(key.values()) not in rows_of(snapshot, "interviewers"):
            raise NotFound("This person is not part of the interview anymore.", "Add the person again.")
        return [
            _person_change(snapshot, person),
            upsert("interviewers", **key, part=part, discussed=discussed),
        ]

    workspace.execute(context, f"Details of {person.name.strip()} saved", build_changes)


def _person_change(snapshot: Snapshot, person: Person) -> Change:
    """Return the change that saves a person.

    Only changed fields are checked: an odd value from an import or a spreadsheet must not block other edits.
    """
    stored = rows_of(snapshot, "people").get((person.person_id,))
    if stored is None:
        raise NotFound("This person is not in the workspace anymore.", "Add the person again.")
    cells: dict[str, str] = {field: getattr(person, field) for field in PERSON_FIELDS}
    for field, value in cells.items():
        if value.strip() != stored.get(field, ""):
            check_contact(field, value)
    return upsert("people", person_id=person.person_id, **cells)


def check_contact(field: str, value: str) -> None:
    """Raise BadValue for an email address or a phone number that can't be one; other fields pass."""
    text = value.strip()
    if field == "email" and text and not looks_like_email(text):
        raise BadValue(f"“{text[:60]}” is not an email address.", "It needs one @ and a domain.", field=field)
    if field == "phone" and text and not looks_like_phone(text):
        raise BadValue(f"“{text[:60]}” is not a phone number.", "It needs digits.", field=field)


_MAX_KNOWN_PEOPLE = 12


def known_people(view: WorkspaceView, interview_id: str) -> tuple[Person, ...]:
    """Return people to offer as interviewers, at most 12, sorted by family name.

    They are not yet part of this interview, and were met in another round for the same job, or in any
    interview if they work at the same organization.
    """
    details = view.interview_details(interview_id)
    interviewer_ids = {interviewer.person_id for interviewer in details.interviewers}
    application = view.records.application_of[interview_id]
    met_for_same_job = {
        interviewer.person_id
        for other_round in application.rounds
        for interviewer in other_round.interviewers
    }
    met_anywhere = {key[1] for key in rows_of(view.snapshot, "interviewers")}
    organization = details.interview.organization.casefold()
    people_to_offer = (
        person
        for person in view.records.people.values()
        if person.person_id in met_anywhere - interviewer_ids
        and (person.person_id in met_for_same_job or person.organization.casefold() == organization)
    )
    return tuple(
        sorted(
            islice(people_to_offer, _MAX_KNOWN_PEOPLE), key=lambda person: parse_name(person.name).sort_key
        )
    )
