"""What is read without pydantic is what pydantic would have read, and nothing more."""

import csv
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import TypeAdapter, ValidationError

from followup_core.messages import phrase_rules
from followup_core.playbook import Benchmark, ChecklistItem, Outline, Scenario, StepAdvice
from followup_core.playbook import shape as shapes
from followup_core.playbook.shape import Bounds, ShapeError, closed, read_as
from followup_core.playbook.situation_model import SituationsFile
from tests.unit.row_table import each_row

SHIPPED = Path(__file__).parents[3] / "data" / "playbook"


class Color(StrEnum):
    """Two words."""

    RED = "red"
    BLUE = "blue"


@closed
@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """One field."""

    name: Annotated[str, Bounds(min_length=2, max_length=5, pattern=r"^[^.]+\.$")]


@closed
@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    """A field of every kind that a playbook uses, as it is read from text and from TOML."""

    whole: Annotated[int, Bounds(ge=1, le=9)] = 1
    strict: Annotated[int, Bounds(ge=0, le=9, strict=True)] = 1
    part: Annotated[float, Bounds(gt=0, le=100, allow_inf_nan=False)] = 1.0
    yes: bool = False
    day: date | None = None
    color: Color = Color.RED
    word: Literal["one", "two"] = "one"
    texts: Annotated[tuple[str, ...], Bounds(max_length=2)] = ()
    inner: tuple[Inner, ...] = ()
    by_name: dict[str, Inner] | None = None


VALUES: tuple[Any, ...] = (
    *(0, 1, 9, 10, -1, 10**30, 0.0, 0.5, 3.0, 100.5, float("nan"), float("inf"), True, False, None),
    *("", "1", " 1", "1.0", "0.5", "1_0", "１", "nan", "inf", "1e1", "true", "red", "RED", "one", "two"),
    *("a.", "a.\n", "abcdef.", ".", "2026-11-02", Color.BLUE),
    *(date(2026, 11, 2), datetime(2026, 11, 2), datetime(2026, 11, 2, 10)),  # noqa: DTZ001  # as TOML has them
    *([], ["a"], ["a", "b"], ["a", "b", "c"], ("a",), [1], {}, {"name": "a."}, [{"name": "a."}]),
    *([{"name": "a"}], [{"name": "a.", "more": 1}], [{}], {"a": {"name": "a."}}, {"a": {}}),
    {1: {"name": "a."}},
)


def judged(kind: Any, data: object) -> object:
    """Return what pydantic makes of the data, or what it says against it."""
    try:
        return TypeAdapter(kind).validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        return first["loc"], first["type"], first["msg"], repr(first["input"])


def read(kind: Any, data: object) -> object:
    try:
        return read_as(kind, data)
    except ShapeError as error:
        return error.path, error.kind, error.words, repr(error.value)


@pytest.mark.thorough
@each_row("name", Everything.__dataclass_fields__)
def test_any_value_in_any_field_is_read_or_refused_as_by_pydantic(name: str) -> None:
    for value in VALUES:
        data = {name: value}
        ours, theirs = read(Everything, data), judged(Everything, data)
        assert (repr(ours), type(ours)) == (repr(theirs), type(theirs)), data


@each_row(
    ("kind", "file"),
    [
        (SituationsFile, "situations.toml"),
        (dict[str, list[ChecklistItem]], "checklist.toml"),
        (dict[str, list[Outline]], "workshop/outlines.toml"),
        (dict[str, StepAdvice], "steps.toml"),
        (dict[str, list[Scenario]], "workshop/stories.toml"),
        (phrase_rules._PhrasesFile, "phrases.toml"),
    ],
)
def test_a_shipped_file_is_read_without_a_doubt_and_as_by_pydantic(kind: Any, file: str) -> None:
    data = tomllib.loads((SHIPPED / file).read_text(encoding="utf-8"))
    assert shapes._reader(kind)(data) == TypeAdapter(kind).validate_python(data)


def test_a_row_of_benchmarks_is_read_from_text_without_a_doubt() -> None:
    with (SHIPPED / "benchmarks.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    assert shapes._reader(Benchmark)(row) == TypeAdapter(Benchmark).validate_python(row)
