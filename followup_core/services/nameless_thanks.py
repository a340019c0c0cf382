"""Asks who got a thank-you that was recorded without a name, once the interviewers' names are entered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from followup_core.cadence import StepKind
from followup_core.models import AnswerValue, InterviewDetails, Person, Touchpoint, TouchpointKind
from followup_core.store import Change, Snapshot

from .record_cache import rows_of
from .row_changes import upsert
from .workspace import ActionContext, NotFound, Workspace, WorkspaceView

_NOBODY_CHOSEN = "nameless_thanks"
"""The answer item that says: the candidate named nobody. The question isn't asked again after that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamelessThanks:
    """The question who got a thank-you email that was recorded without a name.

    `people` are the interviewers who are still owed a thank-you email, `title` is the interview's title, and
    `sentence` is the question in words.
    """

    interview_id: str
    title: str
    touchpoint_id: str
    sent_on: date
    people: tuple[Person, ...]
    sentence: str


def nameless_thanks(view: WorkspaceView, interview_id: str) -> NamelessThanks | None:
    """Return the question who got an interview's nameless thank-you; None if there is nothing to ask."""
    details = view.interview_details(interview_id)
    email = _nameless_email(details, view.today)
    if email is None or details.answer_to(_NOBODY_CHOSEN) is not None:
        return None
    owed_ids = {
        step.person_id
        for step in view.steps_by_interview.get(interview_id, ())
        if step.kind is StepKind.THANK_YOU_EMAIL
    }
    people = tuple(
        view.records.people[interviewer.person_id]
        for interviewer in details.interviewers
        if interviewer.person_id in owed_ids and interviewer.person_id in view.records.people
    )
    if not people:
        return None
    day = view.day_format.short(email.sent_on)
    one_person_question = f"Was your thank-you of {day} to {people[0].name}?"
    return NamelessThanks(
        interview_id=interview_id,
        title=details.interview.title,
        touchpoint_id=email.touchpoint_id,
        sent_on=email.sent_on,
        people=people,
        sentence=one_person_question if len(people) == 1 else f"Who did your thank-you of {day} go to?",
    )


def newest_nameless_thanks(view: WorkspaceView) -> NamelessThanks | None:
    """Return the question about the latest interview that has one; None if no interview has one."""
    return view.cached(newest_nameless_thanks, lambda: _newest_question(view))


def _newest_question(view: WorkspaceView) -> NamelessThanks | None:
    latest_first = sorted(
        view.records.interviews.values(), key=lambda details: details.interview.held_at, reverse=True
    )
    questions = (
        nameless_thanks(view, details.interview.interview_id)
        for details in latest_first
        if _nameless_email(details, view.today)
    )
    return next((question for question in questions if question), None)


def _nameless_email(details: InterviewDetails, today: date) -> Touchpoint | None:
    return next(
        (
            touchpoint
            for touchpoint in details.touchpoints
            if touchpoint.kind is TouchpointKind.THANK_YOU_EMAIL
            and not touchpoint.person_id
            and not touchpoint.bounced
            and touchpoint.sent_on <= today
        ),
        None,
    )


def name_thanked(
    workspace: Workspace, context: ActionContext, question: NamelessThanks, person_ids: Sequence[str]
) -> None:
    """Save who got the thank-you, as one action. If `person_ids` is empty, the question isn't asked again.

    Raises:
        NotFound: the thank-you is gone, or has a name already.
    """

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        row = rows_of(snapshot, "touchpoints").get((question.touchpoint_id,))
        if row is None or row["person_id"]:
            raise NotFound("This thank-you has a name already, or was deleted.", "Nothing is left to do.")
        if not person_ids:
            yield upsert(
                "answers",
                interview_id=question.interview_id,
                person_id="",
                item=_NOBODY_CHOSEN,
                answer=AnswerValue.NO,
                answered_at=context.timestamp,
            )
            return
        first_id, *other_ids = person_ids
        yield upsert("touchpoints", touchpoint_id=question.touchpoint_id, person_id=first_id)
        for number, person_id in enumerate(other_ids):
            yield upsert(
                "touchpoints",
                touchpoint_id=f"t-{context.op_id[:12]}-{number}",
                interview_id=question.interview_id,
                person_id=person_id,
                kind=TouchpointKind.THANK_YOU_EMAIL,
                sent_on=question.sent_on,
            )

    label = "Thank-you given a name" if person_ids else "Thank-you left without a name"
    workspace.execute(context, label, build_changes)
