"""The content of workshops: outlines, scenarios, role cards, fictional interviews, questions and talks.

The content is read from `data/playbook/workshop/` and checked as a whole. A fault is
reported with its file, line and field.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, TypeVar

from .disclosure_level import DisclosureLevel
from .playbook_errors import PlaybookError
from .playbook_files import fault, first_fault, read_toml
from .scenarios import Scenario, scenario_problem
from .shape import Bounds, ShapeError, closed, read_as

_Id = Annotated[str, Bounds(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
_Title = Annotated[str, Bounds(min_length=2, max_length=80)]
_Line = Annotated[str, Bounds(min_length=2, max_length=200)]
_Text = Annotated[str, Bounds(min_length=2, max_length=600)]
_Minutes = Annotated[int, Bounds(ge=1, le=120, strict=True)]


@closed
@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineActivity:
    """One activity of an outline; `kind` and `prompts` mean the same as in a workshop's agenda."""

    kind: _Id
    title: _Title
    minutes: _Minutes
    prompts: tuple[_Id, ...] = ()


@closed
@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A ready-made agenda; `minutes` is the sum of its activities."""

    id: _Id
    title: _Title
    minutes: _Minutes
    activity: Annotated[tuple[OutlineActivity, ...], Bounds(min_length=1, max_length=30)]


@closed
@dataclass(frozen=True, slots=True, kw_only=True)
class CardSet:
    """One role-play: the cards of interviewer and candidate, and what an observer looks for."""

    id: _Id
    title: _Title
    ask: _Text
    interviewer: Annotated[tuple[_Text, ...], Bounds(min_length=1, max_length=6)]
    candidate: Annotated[tuple[_Text, ...], Bounds(min_length=1, max_length=6)]
    points: Annotated[tuple[_Line, ...], Bounds(min_length=2, max_length=8)]
    say: _Text
    results: DisclosureLevel = DisclosureLevel.PROTECTED
    """Who sees the counts of what observers noted, unless the facilitator decides otherwise."""


@closed
@dataclass(frozen=True, slots=True, kw_only=True)
class Fiction:
    """A fictional interview, with all the facts that a thank-you for it needs.

    `strength` is what the job needs, `example` what the candidate can show for it;
    `email` and `phone` are the candidate's own contact details.
    """

    id: _Id
    title: _Title
    candidate: _Title
    organization: _Title
    role: _Title
    person: _Title
    person_title: _Title
    held: _Line
    discussed: Annotated[tuple[_Line, ...], Bounds(min_length=2, max_length=5)]
    strength: _Line
    example: _Text
    email: str = ""
    phone: str = ""


@closed
@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer to a question of the evaluation."""

    id: _Id
    words: _Title


@closed
@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationQuestion:
    """One question about the workshop itself."""

    id: _Id
    ask: _Text
    option: Annotated[tuple[Choice, ...], Bounds(min_length=2, max_length=6)]
    results: DisclosureLevel = DisclosureLevel.PROTECTED


@closed
@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """Points for the projector while the facilitator speaks."""

    id: _Id
    title: _Title
    points: Annotated[tuple[_Line, ...], Bounds(min_length=1, max_length=8)]


@closed
@dataclass(frozen=True, slots=True, kw_only=True)
class PollWording:
    """A checklist item's question in the words of a poll about everybody's last interview."""

    item: _Id
    ask: _Text
    results: DisclosureLevel = DisclosureLevel.PROTECTED


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopBook:
    """The whole content of workshops; each mapping is by id."""

    outlines: Mapping[str, Outline]
    stories: Mapping[str, Scenario]
    card_sets: Mapping[str, CardSet]
    fictions: Mapping[str, Fiction]
    questions: Mapping[str, EvaluationQuestion]
    talks: Mapping[str, Talk]
    polls: Mapping[str, PollWording]


_Entry = TypeVar("_Entry")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """A file that was read, kept to report faults in it; `name` is the name of its tables."""

    file: Path
    text: str
    name: str

    def fault(self, path: tuple[str | int, ...], what: str) -> PlaybookError:
        """Return the error for the field at `path` within the file's tables."""
        return fault(self.file, self.text, (self.name, *path), what)


def load_workshop_book(folder: Path) -> WorkshopBook:
    """Return the content in the seven files of `folder`; raise PlaybookError at the first fault."""
    outlines_source, outlines = _read_entries(folder / "outlines.toml", "outline", Outline)
    stories_source, stories = _read_entries(folder / "stories.toml", "story", Scenario)
    questions_source, questions = _read_entries(folder / "evaluation.toml", "question", EvaluationQuestion)
    book = WorkshopBook(
        outlines=outlines,
        stories=stories,
        card_sets=_read_entries(folder / "card_sets.toml", "set", CardSet)[1],
        fictions=_read_entries(folder / "fictions.toml", "fiction", Fiction)[1],
        questions=questions,
        talks=_read_entries(folder / "talks.toml", "talk", Talk)[1],
        polls=_read_entries(folder / "polls.toml", "poll", PollWording, key="item")[1],
    )
    _check_stories(stories_source, book)
    _check_questions(questions_source, book)
    _check_outlines(outlines_source, book)
    return book


def _read_entries(
    file: Path, name: str, kind: type[_Entry], key: str = "id"
) -> tuple[_Source, Mapping[str, _Entry]]:
    text, data = read_toml(file)
    for table_name in data:
        if table_name != name:
            raise fault(file, text, (table_name, 0), f"There is no “{table_name}” in this file.")
    try:
        tables = read_as(dict[str, list[kind]], data).get(name, [])  # type: ignore[valid-type]  # a type of run time
    except ShapeError as error:
        raise first_fault(file, text, error) from error
    source = _Source(file=file, text=text, name=name)
    entries: dict[str, _Entry] = {}
    for index, entry in enumerate(tables):
        entry_id = str(getattr(entry, key))
        if entry_id in entries:
            raise source.fault((index, key), f"The id “{entry_id}” is used twice.")
        entries[entry_id] = entry
    if not entries:
        raise source.fault((), f"There is no [[{name}]] in this file.")
    return source, MappingProxyType(entries)


def _check_stories(source: _Source, book: WorkshopBook) -> None:
    for index, story in enumerate(book.stories.values()):
        if problem := scenario_problem(story):
            field, what = problem
            raise source.fault((index, field), what)


def _check_questions(source: _Source, book: WorkshopBook) -> None:
    for index, question in enumerate(book.questions.values()):
        choice_ids: set[str] = set()
        for number, choice in enumerate(question.option):
            if choice.id in choice_ids:
                raise source.fault((index, "option", number, "id"), f"The id “{choice.id}” is used twice.")
            choice_ids.add(choice.id)


def _check_outlines(source: _Source, book: WorkshopBook) -> None:
    prompts_of_kind: Mapping[str, Collection[str]] = {
        "talk": book.talks,
        "poll": book.polls,
        "what_now": book.stories,
        "role_play": book.card_sets,
        "draft_swap": book.fictions,
        "own_checklist": (),
        "evaluation": book.questions,
    }
    for index, outline in enumerate(book.outlines.values()):
        total = sum(activity.minutes for activity in outline.activity)
        if total != outline.minutes:
            raise source.fault((index, "minutes"), f"The parts add up to {total}.")
        for number, activity in enumerate(outline.activity):
            path = (index, "activity", number)
            if activity.kind not in prompts_of_kind:
                raise source.fault((*path, "kind"), f"There is no kind “{activity.kind}”.")
            for what in _problems_with_prompts(activity, prompts_of_kind[activity.kind]):
                raise source.fault((*path, "prompts"), what)


def _problems_with_prompts(activity: OutlineActivity, possible_prompts: Collection[str]) -> Iterator[str]:
    for prompt in activity.prompts:
        if prompt not in possible_prompts:
            yield f"There is no “{prompt}” to put to the room."
        if activity.prompts.count(prompt) > 1:
            yield f"“{prompt}” is there twice."
    if possible_prompts and not activity.prompts:
        yield "This part puts nothing to the room."
