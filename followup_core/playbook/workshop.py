"""What a workshop puts to the room: outlines, stories, cards, invented interviews, questions, talks.

Editorial content of `data/playbook/workshop/`, checked as a whole: what is broken is named with its file,
line and field.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, TypeVar

from pydantic import Field, TypeAdapter, ValidationError, with_config

from .files import fault, first_fault, read_toml
from .model import STRICT

_Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
_Title = Annotated[str, Field(min_length=2, max_length=80)]
_Line = Annotated[str, Field(min_length=2, max_length=200)]
_Text = Annotated[str, Field(min_length=2, max_length=600)]
_Minutes = Annotated[int, Field(ge=1, le=120, strict=True)]


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineActivity:
    """One part of an outline; `kind` and `prompts` as in a workshop's agenda."""

    kind: _Id
    title: _Title
    minutes: _Minutes
    prompts: tuple[_Id, ...] = ()


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A ready agenda; `minutes` is what its parts add up to."""

    id: _Id
    title: _Title
    minutes: _Minutes
    activity: Annotated[tuple[OutlineActivity, ...], Field(min_length=1, max_length=30)]


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One contact of a story: its kind, as in the tables, its day, and the day it was answered."""

    kind: _Id
    on: date
    answered_on: date | None = None


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A dated story. The facts are enough for the cadence to say what is right on `today`.

    `options` are the kinds of step to choose from, "wait" among them where it is one. `trap` says why the
    tempting wrong one is wrong.
    """

    id: str
    title: _Title
    story: Annotated[tuple[_Line, ...], Field(min_length=1, max_length=5)]
    today: date
    held_on: date
    person: _Title
    part: _Id = "interviewer"
    organization: _Title
    country: str = ""
    decision_by: date | None = None
    outcome: str = ""
    outcome_on: date | None = None
    still_interested: str = ""
    agreed_linkedin: bool = False
    readable_handwriting: bool = False
    sent: tuple[Sent, ...] = ()
    options: Annotated[tuple[_Id, ...], Field(min_length=2, max_length=4)]
    trap: _Text


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class CardSet:
    """One role-play: a card for each part, and what somebody who watches looks for."""

    id: _Id
    title: _Title
    ask: _Text
    interviewer: Annotated[tuple[_Text, ...], Field(min_length=1, max_length=6)]
    candidate: Annotated[tuple[_Text, ...], Field(min_length=1, max_length=6)]
    points: Annotated[tuple[_Line, ...], Field(min_length=2, max_length=8)]
    say: _Text


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class Fiction:
    """An invented interview to write a thank-you for, with all that one needs."""

    id: _Id
    title: _Title
    candidate: _Title
    organization: _Title
    role: _Title
    person: _Title
    person_title: _Title
    held: _Line
    discussed: Annotated[tuple[_Line, ...], Field(min_length=2, max_length=5)]
    strength: _Line
    example: _Text


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer to a question of the evaluation."""

    id: _Id
    words: _Title


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationQuestion:
    """One question about the workshop itself."""

    id: _Id
    ask: _Text
    option: Annotated[tuple[Choice, ...], Field(min_length=2, max_length=6)]


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """Points for the wall while the facilitator speaks."""

    id: _Id
    title: _Title
    points: Annotated[tuple[_Line, ...], Field(min_length=1, max_length=8)]


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class PollQuestion:
    """How an item of the checklist is asked about everybody's last interview."""

    item: _Id
    ask: _Text


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopBook:
    """All of it, by id."""

    outlines: Mapping[str, Outline]
    stories: Mapping[str, Story]
    card_sets: Mapping[str, CardSet]
    fictions: Mapping[str, Fiction]
    questions: Mapping[str, EvaluationQuestion]
    talks: Mapping[str, Talk]
    polls: Mapping[str, PollQuestion]


_Entry = TypeVar("_Entry")


def load_workshop_book(folder: Path) -> WorkshopBook:
    """Read the seven files of `folder`; raise PlaybookError at the first fault."""
    book = WorkshopBook(
        outlines=_entries(folder / "outlines.toml", "outline", Outline),
        stories=_entries(folder / "stories.toml", "story", Story),
        card_sets=_entries(folder / "card_sets.toml", "set", CardSet),
        fictions=_entries(folder / "fictions.toml", "fiction", Fiction),
        questions=_entries(folder / "evaluation.toml", "question", EvaluationQuestion),
        talks=_entries(folder / "talks.toml", "talk", Talk),
        polls=_entries(folder / "polls.toml", "poll", PollQuestion, key="item"),
    )
    _check_outlines(folder / "outlines.toml", book)
    return book


def _entries(file: Path, name: str, kind: type[_Entry], key: str = "id") -> Mapping[str, _Entry]:
    text, data = read_toml(file)
    for other in data:
        if other != name:
            raise fault(file, text, (other,), f"There is no “{other}” in this file.")
    adapter: TypeAdapter[dict[str, list[_Entry]]] = TypeAdapter(dict[str, list[kind]])  # type: ignore[valid-type]  # a type of run time
    try:
        found = adapter.validate_python(data).get(name, [])
    except ValidationError as error:
        raise first_fault(file, text, error) from error
    entries: dict[str, _Entry] = {}
    for place, entry in enumerate(found):
        its_id = str(getattr(entry, key))
        if its_id in entries:
            raise fault(file, text, (name, place, key), f"The id “{its_id}” is used twice.")
        entries[its_id] = entry
    return MappingProxyType(entries)


def _check_outlines(file: Path, book: WorkshopBook) -> None:
    text, _ = read_toml(file)
    known: Mapping[str, Collection[str]] = {
        "talk": book.talks,
        "poll": book.polls,
        "what_now": book.stories,
        "role_play": book.card_sets,
        "draft_swap": book.fictions,
        "own_checklist": (),
        "evaluation": book.questions,
    }
    for place, outline in enumerate(book.outlines.values()):
        if sum(part.minutes for part in outline.activity) != outline.minutes:
            raise fault(file, text, ("outline", place, "minutes"), "The parts add up to another length.")
        for number, part in enumerate(outline.activity):
            here = ("outline", place, "activity", number)
            if part.kind not in known:
                raise fault(file, text, (*here, "kind"), f"There is no kind “{part.kind}”.")
            _check_prompts(file, text, here, part, known[part.kind])


def _check_prompts(
    file: Path, text: str, here: tuple[str | int, ...], part: OutlineActivity, known: Collection[str]
) -> None:
    for prompt in part.prompts:
        if prompt not in known:
            raise fault(file, text, (*here, "prompts"), f"There is no “{prompt}” to put to the room.")
    if known and not part.prompts:
        raise fault(file, text, (*here, "prompts"), "This part puts nothing to the room.")
