"""The guided checklist: the questions that apply to an interview, their screens, a review of the answers.

Pure functions of one interview, the people and the playbook's items.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from followup_core.models import (
    AnswerValue,
    InterviewDetails,
    Person,
    TouchpointKind,
    YesNo,
)
from followup_core.playbook import ChecklistItem, FollowUpField, StoredIn, Subject
from followup_core.text import in_words

__all__ = [
    "SKIP_CHECKLIST",
    "ChecklistQuestion",
    "ChecklistStage",
    "Review",
    "Screen",
    "next_time_line",
    "questions",
    "review",
    "screen_index",
    "screens",
    "sentence_about",
]

SKIP_CHECKLIST = "skip_checklist"
"""The item whose yes means that the candidate skips the checklist."""

_FOR_THANKED_ONLY = (StoredIn.DISCUSSED, StoredIn.THANKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistQuestion:
    """One item asked about one interview, or about one person met there.

    `about` is the person's name, '' for the whole interview. `answer` is None while the question is open. A
    stored fact (an interviewer, a note, a sent thank-you) counts as yes.
    """

    item: ChecklistItem
    person_id: str
    about: str
    answer: AnswerValue | None

    @property
    def text(self) -> str:
        """The question, with the person's name in it."""
        return _named(self.item.question, self.about)


class ChecklistStage(StrEnum):
    """A part of the checklist, whose screens are counted together."""

    CONVERSATION = "conversation"
    PEOPLE = "people"
    THOUGHTS = "thoughts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What is asked at once: one question about the interview, or everything about one person."""

    stage: ChecklistStage
    questions: tuple[ChecklistQuestion, ...]

    @property
    def item(self) -> str:
        """The id of the first item; with the person's id it tells screens apart."""
        return self.questions[0].item.id

    @property
    def person_id(self) -> str:
        """The person it is about, '' for the whole interview."""
        return self.questions[0].person_id

    @property
    def is_done(self) -> bool:
        """Whether it counts as answered.

        A question that another answer on the screen brought up isn't waited for: what was done stays done.
        """
        always = tuple(question for question in self.questions if not question.item.only_if)
        return all(question.answer is not None for question in always or self.questions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The result of a checklist: what is there, what can be fixed, and what to say next time.

    People about whom the same is to be said share a sentence.
    """

    have: tuple[str, ...]
    repair: tuple[str, ...]
    next_time: tuple[str, ...]


def questions(
    details: InterviewDetails, people: Mapping[str, Person], items: Iterable[ChecklistItem]
) -> tuple[ChecklistQuestion, ...]:
    """Return every question that applies, in the order in which they are asked.

    All items about one person come before those about the next. An item applies only if its `only_if` item is
    answered with yes.
    """
    result: list[ChecklistQuestion] = []
    for about, group in groupby(items, key=lambda item: item.about):
        block = tuple(group)
        if about is Subject.INTERVIEW:
            result += _ask(details, people, block, "")
        else:
            to_thank = details.people_to_thank(people)
            for interviewer in details.interviewers:
                items_asked = block if interviewer in to_thank else _without_thanks(block)
                result += _ask(details, people, items_asked, interviewer.person_id)
    return tuple(result)


def _without_thanks(block: Iterable[ChecklistItem]) -> tuple[ChecklistItem, ...]:
    """Return the items that are asked about somebody who didn't hold the interview, such as a coordinator."""
    return tuple(item for item in block if item.keeps not in _FOR_THANKED_ONLY)


def _ask(
    details: InterviewDetails, people: Mapping[str, Person], items: Iterable[ChecklistItem], person_id: str
) -> Iterator[ChecklistQuestion]:
    person = people.get(person_id)
    about = (person.name if person else "this person") if person_id else ""
    for item in items:
        if item.only_if and details.answer_to(item.only_if, person_id) is not AnswerValue.YES:
            continue
        yield ChecklistQuestion(
            item=item,
            person_id=person_id,
            about=about,
            answer=_answer(details, item, person_id),
        )


def _answer(details: InterviewDetails, item: ChecklistItem, person_id: str) -> AnswerValue | None:
    answer = details.answer_to(item.id, person_id)
    match item.keeps:
        case StoredIn.ANSWER:
            return answer
        case StoredIn.PEOPLE:
            return AnswerValue.YES if details.interviewers else answer
        case StoredIn.DISCUSSED:
            written = any(
                interviewer.person_id == person_id and interviewer.discussed
                for interviewer in details.interviewers
            )
            return AnswerValue.YES if written else answer
        case StoredIn.THANKED:
            return AnswerValue.YES if _thanked(details, person_id) else answer
        case StoredIn.INTEREST:
            interest = details.interview.still_interested
            return (
                answer if interest is None else AnswerValue.YES if interest is YesNo.YES else AnswerValue.NO
            )


def _thanked(details: InterviewDetails, person_id: str) -> bool:
    return any(
        touch.kind is TouchpointKind.THANK_YOU_EMAIL and touch.person_id == person_id and not touch.bounced
        for touch in details.touchpoints
    )


def screens(all_questions: Iterable[ChecklistQuestion]) -> tuple[Screen, ...]:
    """Return the questions screen by screen, in the order in which they are asked.

    Whether somebody was thanked is not asked: the thank-you itself comes at the end.
    """
    stage = ChecklistStage.CONVERSATION
    result = []
    for group in _by_screen(
        question for question in all_questions if question.item.keeps is not StoredIn.THANKED
    ):
        if group[0].person_id or group[0].item.keeps is StoredIn.PEOPLE:
            stage = ChecklistStage.PEOPLE
        elif stage is ChecklistStage.PEOPLE:
            stage = ChecklistStage.THOUGHTS
        result.append(Screen(stage=stage, questions=group))
    return tuple(result)


def _by_screen(all_questions: Iterable[ChecklistQuestion]) -> Iterator[tuple[ChecklistQuestion, ...]]:
    for person_id, group in groupby(all_questions, key=lambda question: question.person_id):
        together = tuple(group)
        yield from [together] if person_id else [(question,) for question in together]


def screen_index(shown: tuple[Screen, ...], item: str = "", person_id: str = "") -> int:
    """Return the index of the screen with a question, or of the first open one; `len(shown)` if all are done.

    A person's screen is found by any item: the playbook or the person's part may have changed since.
    """
    of_person = [index for index, screen in enumerate(shown) if item and screen.person_id == person_id]
    exact = (
        index for index in of_person if any(item == question.item.id for question in shown[index].questions)
    )
    still_open = (index for index, screen in enumerate(shown) if not screen.is_done)
    question_index = next(exact, of_person[0] if person_id and of_person else None)
    return next(still_open, len(shown)) if question_index is None else question_index


def review(all_questions: Iterable[ChecklistQuestion], *, is_dated: bool = False) -> Review:
    """Sum up the answers: for each yes its fact, for each no a fix and a sentence for next time.

    If the interview `is_dated`, a decision date is known, so not having asked for one needs no fix.
    """
    all_questions = tuple(all_questions)
    no = [question for question in all_questions if question.answer is AnswerValue.NO]
    broken = [q for q in no if not (is_dated and q.item.follow_on is FollowUpField.DECISION)]
    return Review(
        have=_lines((question for question in all_questions if question.answer is AnswerValue.YES), "have"),
        repair=_lines(broken, "repair"),
        next_time=tuple(dict.fromkeys(filter(None, (next_time_line(question.item) for question in no)))),
    )


def _lines(questions: Iterable[ChecklistQuestion], text: str) -> tuple[str, ...]:
    """Return one sentence for each item, naming everybody whom it concerns."""
    about: dict[str, list[str]] = {}
    for question in questions:
        about.setdefault(getattr(question.item, text), []).append(question.about)
    return tuple(sentence_about(line, names) for line, names in about.items() if line)


def sentence_about(line: str, names: Iterable[str]) -> str:
    """Return a playbook's sentence with the people's names, in front of it if it has no place for them."""
    who = in_words([name for name in names if name])
    return _named(line, who) if not who or "{person}" in line else f"{who}: {line}"


def _named(line: str, who: str) -> str:
    return line.replace("{person}", who or "this person")


def next_time_line(item: ChecklistItem) -> str:
    """Return what to do better in the next interview, in quotes if it is something to say there."""
    is_spoken = item.keeps is StoredIn.ANSWER and bool(item.next_time)
    return f"“{item.next_time}”" if is_spoken else item.next_time
