"""The guided checklist: which questions apply to an interview, and a review of the answers.

Pure functions of one interview, the people and the playbook's items.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from followup_core.models import (
    AnswerValue,
    InterviewDetails,
    Person,
    TouchpointKind,
    YesNo,
)
from followup_core.playbook import ChecklistItem, FollowUpField, StoredIn, Subject

__all__ = ["SKIP_CHECKLIST", "Question", "Review", "question_index", "questions", "review"]

SKIP_CHECKLIST = "skip_checklist"
"""The item whose yes means that the candidate skips the checklist."""

_FOR_THANKED_ONLY = (StoredIn.DISCUSSED, StoredIn.THANKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One item asked about one interview, or about one person met there.

    `answer` is None while the question is open. A stored fact (an interviewer, a note, a sent thank-you)
    counts as yes.
    """

    item: ChecklistItem
    person_id: str
    text: str
    answer: AnswerValue | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The result of a checklist: what is there, what can be fixed, and what to say next time."""

    have: tuple[str, ...]
    repair: tuple[str, ...]
    next_time: tuple[str, ...]


def questions(
    details: InterviewDetails, people: Mapping[str, Person], items: Iterable[ChecklistItem]
) -> tuple[Question, ...]:
    """Return every question that applies, in the order in which they are asked.

    All items about one person come before those about the next. An item applies only if its `only_if` item is
    answered with yes.
    """
    asked: list[Question] = []
    for about, group in groupby(items, key=lambda item: item.about):
        block = tuple(group)
        if about is Subject.INTERVIEW:
            asked += _ask(details, people, block, "")
        else:
            to_thank = details.people_to_thank(people)
            for interviewer in details.interviewers:
                items_asked = block if interviewer in to_thank else _without_thanks(block)
                asked += _ask(details, people, items_asked, interviewer.person_id)
    return tuple(asked)


def _without_thanks(block: Iterable[ChecklistItem]) -> tuple[ChecklistItem, ...]:
    """Return the items that are asked about somebody who didn't hold the interview, such as a coordinator."""
    return tuple(item for item in block if item.keeps not in _FOR_THANKED_ONLY)


def _ask(
    details: InterviewDetails, people: Mapping[str, Person], items: Iterable[ChecklistItem], person_id: str
) -> Iterator[Question]:
    person = people.get(person_id)
    name = person.name if person else "this person"
    for item in items:
        if item.only_if and details.answer_to(item.only_if, person_id) is not AnswerValue.YES:
            continue
        yield Question(
            item=item,
            person_id=person_id,
            text=item.question.replace("{person}", name),
            answer=_answer(details, item, person_id),
        )


def _answer(details: InterviewDetails, item: ChecklistItem, person_id: str) -> AnswerValue | None:
    given = details.answer_to(item.id, person_id)
    match item.keeps:
        case StoredIn.ANSWER:
            return given
        case StoredIn.PEOPLE:
            return AnswerValue.YES if details.interviewers else given
        case StoredIn.DISCUSSED:
            written = any(
                interviewer.person_id == person_id and interviewer.discussed
                for interviewer in details.interviewers
            )
            return AnswerValue.YES if written else given
        case StoredIn.THANKED:
            return AnswerValue.YES if _thanked(details, person_id) else given
        case StoredIn.INTEREST:
            interest = details.interview.still_interested
            return given if interest is None else AnswerValue.YES if interest is YesNo.YES else AnswerValue.NO


def _thanked(details: InterviewDetails, person_id: str) -> bool:
    return any(
        touch.kind is TouchpointKind.THANK_YOU_EMAIL and touch.person_id == person_id and not touch.bounced
        for touch in details.touchpoints
    )


def question_index(asked: tuple[Question, ...], item: str = "", person_id: str = "") -> int:
    """Return the index of a question, or of the first open one; `len(asked)` if all are answered."""
    for index, question in enumerate(asked):
        if item:
            if (question.item.id, question.person_id) == (item, person_id):
                return index
        elif question.answer is None:
            return index
    return question_index(asked) if item else len(asked)


def review(asked: tuple[Question, ...], people: Mapping[str, Person], *, is_dated: bool = False) -> Review:
    """Sum up the answers: for each yes its fact, for each no a fix and a sentence for next time.

    If the interview `is_dated`, a decision date is known, so not having asked for one needs no fix.
    """
    have, repair, next_time = [], [], []
    for question in asked:
        item = question.item
        about = people[question.person_id].name if question.person_id in people else ""
        if question.answer is AnswerValue.YES:
            have.append(item.have.replace("{person}", about or "this person"))
        elif question.answer is AnswerValue.NO or item.keeps is StoredIn.THANKED:
            if not (is_dated and item.follow_on is FollowUpField.DECISION):
                repair.append(_line(item.repair, about))
            next_time.append(item.next_time if question.answer is AnswerValue.NO else "")
    return Review(have=_distinct(have), repair=_distinct(repair), next_time=_distinct(next_time))


def _line(text: str, about: str) -> str:
    return f"{about}: {text}" if about and text else text


def _distinct(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for line in lines if line))
