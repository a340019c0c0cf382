"""A thank-you that was recorded before anybody's name: whose it was is asked once, when names are there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from followup_core.cadence import StepKind
from followup_core.models import AnswerValue, InterviewDetails, Person, Touchpoint, TouchpointKind
from followup_core.store import Change, Snapshot

from .record_cache import rows_of
from .row_changes import upsert
from .workspace import ActionContext, NotFound, Workspace, WorkspaceView

_ASKED = "nameless_thanks"
"""The checklist item that stores that the question was answered with nobody's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamelessThanks:
    """A thank-you email recorded for nobody in particular, and the people whose own is still owed.

    `title` is that of the interview, `sentence` the question.
    """

    interview_id: str
    title: str
    touchpoint_id: str
    sent_on: date
    people: tuple[Person, ...]
    sentence: str


def nameless_thanks(view: WorkspaceView, interview_id: str) -> NamelessThanks | None:
    """Return the question whose thank-you it was; None where there is nothing to ask."""
    details = view.interview_details(interview_id)
    sent = _sent_to_nobody(details, view.today)
    if sent is None or details.answer_to(_ASKED) is not None:
        return None
    owed = {
        step.person_id
        for step in view.steps_by_interview.get(interview_id, ())
        if step.kind is StepKind.THANK_YOU_EMAIL
    }
    people = tuple(
        view.records.people[met.person_id]
        for met in details.interviewers
        if met.person_id in owed and met.person_id in view.records.people
    )
    if not people:
        return None
    day = view.day_format.short(sent.sent_on)
    only = f"Was your thank-you of {day} to {people[0].name}?"
    return NamelessThanks(
        interview_id=interview_id,
        title=details.interview.title,
        touchpoint_id=sent.touchpoint_id,
        sent_on=sent.sent_on,
        people=people,
        sentence=only if len(people) == 1 else f"Who did your thank-you of {day} go to?",
    )


def newest_nameless_thanks(view: WorkspaceView) -> NamelessThanks | None:
    """Return the question of the interview held last that has one; None where no interview has one."""
    return view.cached(newest_nameless_thanks, lambda: _newest(view))


def _newest(view: WorkspaceView) -> NamelessThanks | None:
    held = sorted(
        view.records.interviews.values(), key=lambda details: details.interview.held_at, reverse=True
    )
    questions = (
        nameless_thanks(view, details.interview.interview_id)
        for details in held
        if _sent_to_nobody(details, view.today)
    )
    return next((question for question in questions if question), None)


def _sent_to_nobody(details: InterviewDetails, today: date) -> Touchpoint | None:
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
    """Give the thank-you to these people, as one action that can be undone; with nobody, stop asking.

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
                item=_ASKED,
                answer=AnswerValue.NO,
                answered_at=context.timestamp,
            )
            return
        first, *others = person_ids
        yield upsert("touchpoints", touchpoint_id=question.touchpoint_id, person_id=first)
        for number, person_id in enumerate(others):
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
