"""Deadlines for answering job offers, and recording that an offer was answered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from followup_core.models import (
    AnswerValue,
    Interview,
    InterviewDetails,
    Outcome,
    parse_date,
)
from followup_core.models.date_text import DayFormat
from followup_core.store import Change, Snapshot

from .record_cache import rows_of
from .row_changes import upsert
from .workspace import ActionContext, NotFound, Workspace, WorkspaceView

_DEADLINE_ITEMS = {False: "answer_by", True: "other_answer_by"}
"""The answer items whose detail is the deadline; the key says whether the offer is another company's."""
_ANSWERED_ITEMS = {False: "offer_answered", True: "other_offer_answered"}
"""The answer items that say: this offer was answered. Their detail is the deadline at that time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDeadline:
    """The last day for the candidate's answer to an offer.

    If `of_another`, the offer is another company's, and `interview` is an interview at the employer that the
    candidate would rather work for.
    """

    interview: Interview
    on: date
    of_another: bool

    @property
    def key(self) -> str:
        """An id for the deadline's widgets and its calendar event."""
        return f"{_DEADLINE_ITEMS[self.of_another]}-{self.interview.interview_id}"

    @property
    def title(self) -> str:
        """What to do; names the organization unless the offer is another company's."""
        if self.of_another:
            return "Answer the other company's offer"
        return f"Answer the offer from {self.interview.organization}"

    def sentence(self, day_format: DayFormat) -> str:
        """Return a sentence that says who wants an answer by which day."""
        return f"{self.words(day_format.today)} {day_format.full(self.on)}."

    def words(self, today: date) -> str:
        """Return the words that go before the day, in the past tense if the day is before `today`."""
        has_passed = self.on < today
        if self.of_another:
            return f"You {'owed' if has_passed else 'owe'} the other company an answer by"
        return "They wanted your answer by" if has_passed else "They'd like your answer by"

    def advice(self, day_format: DayFormat) -> str:
        """Return `sentence`, and what to do if the candidate can't answer by then."""
        sentence, organization = self.sentence(day_format), self.interview.organization
        if not self.of_another:
            return f"{sentence} If you need more time, ask for it before the day is over."
        if self.interview.outcome is not None:
            return sentence
        return f"{sentence} If {organization} hasn't decided, ask the other company for more time."


def answer_deadline(details: InterviewDetails, *, of_another: bool = False) -> date | None:
    """Return the last day to answer an offer; None if unknown.

    That is the offer of the interview's employer or, if `of_another`, the other company's offer.
    """
    try:
        return parse_date(details.detail_of(_DEADLINE_ITEMS[of_another]))
    except ValueError:
        return None


def deadlines(details: InterviewDetails) -> Iterator[AnswerDeadline]:
    """Yield the deadlines stored with an interview that still apply, past ones included.

    The deadline of the employer's offer applies while that offer is the outcome. The deadline of another
    company's offer applies until the candidate withdraws: a no from the employer doesn't answer that offer.
    """
    interview = details.interview
    applies = {False: interview.outcome is Outcome.OFFER, True: interview.outcome is not Outcome.WITHDRAWN}
    for of_another in _DEADLINE_ITEMS:
        deadline_on = answer_deadline(details, of_another=of_another)
        if deadline_on is not None and applies[of_another]:
            yield AnswerDeadline(interview=interview, on=deadline_on, of_another=of_another)


def open_deadlines(details: InterviewDetails, today: date) -> tuple[AnswerDeadline, ...]:
    """Return the deadlines of an interview that are today or later and not answered.

    A deadline stays open until its day has passed, the outcome changes, or the candidate says that they
    answered. A message doesn't close it: thanks for an offer are no answer, and an answer may be given on
    the phone.
    """
    return tuple(
        deadline
        for deadline in deadlines(details)
        if deadline.on >= today
        and details.detail_of(_ANSWERED_ITEMS[deadline.of_another]) != deadline.on.isoformat()
    )


def all_open_deadlines(view: WorkspaceView) -> tuple[AnswerDeadline, ...]:
    """Return the open deadlines of every interview, the nearest first.

    The other company's offer may also be stored with an interview at that company. If both have the same
    deadline, only the deadline stored with that interview is returned.
    """
    all_deadlines = [
        deadline
        for details in view.records.interviews.values()
        for deadline in open_deadlines(details, view.today)
    ]
    employer_days = {deadline.on for deadline in all_deadlines if not deadline.of_another}
    unique_deadlines = (
        deadline for deadline in all_deadlines if not deadline.of_another or deadline.on not in employer_days
    )
    return tuple(sorted(unique_deadlines, key=lambda deadline: deadline.on))


def is_answer_due(view: WorkspaceView, deadline: AnswerDeadline) -> bool:
    """Return whether an offer is to be answered now: from the business day before its deadline."""
    return view.calendar.before(deadline.on) <= view.today


def deadline_sentence(details: InterviewDetails, day_format: DayFormat) -> str:
    """Return a sentence on the open deadline of the employer's offer; '' if there is none."""
    sentences = (
        deadline.sentence(day_format)
        for deadline in open_deadlines(details, day_format.today)
        if not deadline.of_another
    )
    return next(sentences, "")


def record_answer(
    workspace: Workspace, context: ActionContext, interview_id: str, *, of_another: bool = False
) -> None:
    """Save that the candidate answered an offer, so that nothing reminds them of its deadline.

    If another deadline is stored later, that deadline is open again.

    Raises:
        NotFound: no deadline of that offer is stored.
    """

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        row = rows_of(snapshot, "answers").get((interview_id, "", _DEADLINE_ITEMS[of_another]))
        if row is None:
            raise NotFound("There is no day to answer by anymore.", "Nothing is left to do.")
        yield upsert(
            "answers",
            interview_id=interview_id,
            person_id="",
            item=_ANSWERED_ITEMS[of_another],
            answer=AnswerValue.YES,
            detail=row["detail"],
            answered_at=context.timestamp,
        )

    workspace.execute(context, "Answer to an offer recorded", build_changes)
