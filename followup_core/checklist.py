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
    """A checklist item asked about one interview, or about one person whom the candidate met there.

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
        return _with_name(self.item.question, self.about)


class ChecklistStage(StrEnum):
    """A part of the checklist; its screens are counted together."""

    CONVERSATION = "conversation"
    PEOPLE = "people"
    THOUGHTS = "thoughts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """The questions asked at once: one question about the interview, or all questions about one person."""

    stage: ChecklistStage
    questions: tuple[ChecklistQuestion, ...]

    @property
    def item(self) -> str:
        """The id of the first item; this id and the person's id together identify the screen."""
        return self.questions[0].item.id

    @property
    def person_id(self) -> str:
        """The id of the person whom the screen is about, '' for the whole interview."""
        return self.questions[0].person_id

    @property
    def is_done(self) -> bool:
        """Whether the screen counts as answered.

        A question that only another answer on the screen brought up may stay open: a screen that was done
        stays done.
        """
        always_asked = tuple(question for question in self.questions if not question.item.only_if)
        return all(question.answer is not None for question in always_asked or self.questions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The result of a checklist: what the candidate has, what can be fixed, and what to say next time.

    If the same sentence is true of several people, it is there once and names all of them.
    """

    have: tuple[str, ...]
    repair: tuple[str, ...]
    next_time: tuple[str, ...]


def questions(
    details: InterviewDetails, people: Mapping[str, Person], items: Iterable[ChecklistItem]
) -> tuple[ChecklistQuestion, ...]:
    """Return the questions that apply to an interview, in the order in which they are asked.

    All questions about one person come before the questions about the next person. An item with an `only_if`
    item applies if that item is answered with yes.
    """
    result: list[ChecklistQuestion] = []
    for about, group in groupby(items, key=lambda item: item.about):
        block = tuple(group)
        if about is Subject.INTERVIEW:
            result += _questions_about(details, people, block, "")
        else:
            to_thank = details.people_to_thank(people)
            for interviewer in details.interviewers:
                items_asked = block if interviewer in to_thank else _items_without_thanks(block)
                result += _questions_about(details, people, items_asked, interviewer.person_id)
    return tuple(result)


def _items_without_thanks(block: Iterable[ChecklistItem]) -> tuple[ChecklistItem, ...]:
    """Return the items to ask about a person who didn't hold the interview, such as a coordinator."""
    return tuple(item for item in block if item.keeps not in _FOR_THANKED_ONLY)


def _questions_about(
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
            has_notes = any(
                interviewer.person_id == person_id and interviewer.discussed
                for interviewer in details.interviewers
            )
            return AnswerValue.YES if has_notes else answer
        case StoredIn.THANKED:
            return AnswerValue.YES if _was_thanked(details, person_id) else answer
        case StoredIn.INTEREST:
            interest = details.interview.still_interested
            return (
                answer if interest is None else AnswerValue.YES if interest is YesNo.YES else AnswerValue.NO
            )


def _was_thanked(details: InterviewDetails, person_id: str) -> bool:
    return any(
        touchpoint.kind is TouchpointKind.THANK_YOU_EMAIL
        and touchpoint.person_id == person_id
        and not touchpoint.bounced
        for touchpoint in details.touchpoints
    )


def screens(all_questions: Iterable[ChecklistQuestion]) -> tuple[Screen, ...]:
    """Return the screens of the checklist, in the order in which they are shown.

    The checklist doesn't ask whether somebody was thanked: the thank-you itself comes at the end.
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
        questions_about_person = tuple(group)
        if person_id:
            yield questions_about_person
        else:
            yield from ((question,) for question in questions_about_person)


def screen_index(shown: tuple[Screen, ...], item: str = "", person_id: str = "") -> int:
    """Return the index of the screen that asks `item` about a person or about the interview.

    A person's screen is found even if it doesn't have the item: the playbook or the person's part may have
    changed since. If no screen is found, the first open screen's index is returned, and `len(shown)` if all
    screens are done.
    """
    indexes_of_person = [
        index for index, screen in enumerate(shown) if item and screen.person_id == person_id
    ]
    indexes_with_item = (
        index
        for index in indexes_of_person
        if any(item == question.item.id for question in shown[index].questions)
    )
    open_indexes = (index for index, screen in enumerate(shown) if not screen.is_done)
    any_index_of_person = indexes_of_person[0] if person_id and indexes_of_person else None
    index_found = next(indexes_with_item, any_index_of_person)
    return next(open_indexes, len(shown)) if index_found is None else index_found


def review(all_questions: Iterable[ChecklistQuestion], *, is_dated: bool = False) -> Review:
    """Return a review of the answers: for each yes its fact, for each no a fix and a sentence for next time.

    Args:
        all_questions: The questions with their answers.
        is_dated: Whether the decision date is known; then not having asked for it needs no fix.
    """
    all_questions = tuple(all_questions)
    answered_yes = [question for question in all_questions if question.answer is AnswerValue.YES]
    answered_no = [question for question in all_questions if question.answer is AnswerValue.NO]
    to_fix = [
        question
        for question in answered_no
        if not (is_dated and question.item.follow_on is FollowUpField.DECISION)
    ]
    next_time_lines = (next_time_line(question.item) for question in answered_no)
    return Review(
        have=_sentences(answered_yes, "have"),
        repair=_sentences(to_fix, "repair"),
        next_time=tuple(dict.fromkeys(filter(None, next_time_lines))),
    )


def _sentences(questions: Iterable[ChecklistQuestion], field: str) -> tuple[str, ...]:
    """Return the text of one field of each item, once, with the names of everybody it was asked about."""
    names_by_line: dict[str, list[str]] = {}
    for question in questions:
        names_by_line.setdefault(getattr(question.item, field), []).append(question.about)
    return tuple(sentence_about(line, names) for line, names in names_by_line.items() if line)


def sentence_about(line: str, names: Iterable[str]) -> str:
    """Return a playbook's sentence with people's names; a sentence without {person} has them in front."""
    names_text = in_words([name for name in names if name])
    if not names_text or "{person}" in line:
        return _with_name(line, names_text)
    return f"{names_text}: {line}"


def _with_name(line: str, name: str) -> str:
    return line.replace("{person}", name or "this person")


def next_time_line(item: ChecklistItem) -> str:
    """Return what to do better in the next interview; words to say there are in quotation marks."""
    is_spoken = item.keeps is StoredIn.ANSWER and bool(item.next_time)
    return f"“{item.next_time}”" if is_spoken else item.next_time
