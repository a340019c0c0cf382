"""The guided checklist of one interview, as the page walks through it."""

from dataclasses import dataclass

from followup_core.checklist import Question, Review, place_of, questions, review
from followup_core.playbook import FollowOn, Keeps
from followup_core.records import Given, Round

from .desk import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """Every question that applies, how many are answered, and what they come to."""

    round: Round
    asked: tuple[Question, ...]
    review: Review

    @property
    def answered(self) -> int:
        """How many questions have an answer; skipped ones count, they were considered."""
        return sum(question.answer is not None for question in self.asked)

    def place(self, item: str = "", person_id: str = "") -> int:
        """Return the place of a question, or of the first open one; past the end when none is open."""
        return place_of(self.asked, item, person_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """What the coach says to an answer, and whether the question asks for more before the next one."""

    word: str
    stays: bool


def echo(asked: Question, given: Given) -> Echo:
    """Return what an answer is worth, and whether a follow-on comes first."""
    item = asked.item
    word = {Given.YES: item.praise, Given.NO: item.repair, Given.SKIPPED: ""}[given]
    if item.keeps is Keeps.THANKED and given is not Given.YES:
        word = item.repair
    stays = given is Given.YES and item.follow_on is not FollowOn.NONE
    return Echo(word=f"Saved. {word}".strip(), stays=stays)


def guide(view: View, interview_id: str) -> Guide:
    """Return the guided checklist of one interview; raise Unknown if it is gone."""
    round_ = view.round(interview_id)
    asked = questions(round_, view.records.people, view.playbook.checklist)
    return Guide(round=round_, asked=asked, review=review(asked, view.records.people))


def unfinished(view: View) -> tuple[Round, ...]:
    """Return held interviews without an outcome whose checklist is open, latest first."""
    rounds = [
        each
        for each in view.records.rounds.values()
        if each.interview.held_on <= view.today and each.interview.outcome is None
    ]
    rounds.sort(key=lambda each: each.interview.held_at, reverse=True)
    return tuple(each for each in rounds if _open(view, each))


def _open(view: View, round_: Round) -> bool:
    asked = questions(round_, view.records.people, view.playbook.checklist)
    return any(question.answer is None for question in asked)


ANSWER_WORDS = {Given.YES: "Yes", Given.NO: "No", Given.SKIPPED: "Skip"}
