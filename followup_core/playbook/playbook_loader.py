"""Loads a playbook folder as a whole, or refuses it with the file, line and field of the first fault."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from .benchmarks import load_benchmarks
from .playbook_files import fault, first_fault, read_toml
from .playbook_model import (
    NUMBER_NAMES,
    STEP_NAMES,
    CadenceNumbers,
    ChecklistItem,
    Playbook,
    StepAdvice,
    StoredIn,
)
from .shape import Bounds, ShapeError, closed, read_as
from .situation_model import Situation, SituationsFile, first_problem


@closed
@dataclass(slots=True, kw_only=True)
class _Number:
    """One number of cadence.toml."""

    value: Annotated[int, Bounds(strict=True)]
    unit: Literal["days", "business days", "messages"]
    why: str
    source: Annotated[str, Bounds(min_length=1)]
    range: Annotated[str, Bounds(max_length=300)] = ""


@closed
@dataclass(slots=True, kw_only=True)
class _ChecklistFile:
    """The contents of checklist.toml."""

    item: Annotated[list[ChecklistItem], Bounds(min_length=1, max_length=40)]


_LATER_NUMBERS = ("max_asks", "max_unanswered_messages")
"""Numbers that older playbooks don't have; if one is missing, its default is used."""


def load_playbook(folder: Path) -> Playbook:
    """Return the playbook in the five files of `folder`; raise PlaybookError at the first fault."""
    numbers, rows = _load_numbers(folder / "cadence.toml")
    return Playbook(
        numbers=numbers,
        number_sources=tuple((name, rows[name].source) for name in NUMBER_NAMES if name in rows),
        number_ranges={name: row.range for name, row in rows.items()},
        checklist=_load_checklist(folder / "checklist.toml"),
        advice=_load_advice(folder / "steps.toml"),
        benchmarks=load_benchmarks(folder / "benchmarks.csv"),
        situations=_load_situations(folder / "situations.toml"),
        where=str(folder),
    )


def _load_numbers(file: Path) -> tuple[CadenceNumbers, Mapping[str, _Number]]:
    text, data = read_toml(file)
    try:
        rows = read_as(dict[str, _Number], data)
    except ShapeError as error:
        raise first_fault(file, text, error) from error
    _expect_names(file, text, {*_LATER_NUMBERS, *rows}, NUMBER_NAMES)
    values = {name: row.value for name, row in rows.items()}
    try:
        numbers = read_as(CadenceNumbers, values)
    except ShapeError as error:
        raise first_fault(file, text, error, inside="value") from error
    return numbers, rows


def _expect_names(file: Path, text: str, names: Collection[str], expected_names: tuple[str, ...]) -> None:
    """Raise PlaybookError for the first name that is unknown or missing."""
    for name in names:
        if name not in expected_names:
            raise fault(file, text, (name,), f"There is no “{name}” in this file.")
    for name in expected_names:
        if name not in names:
            raise fault(file, text, (name,), f"“{name}” is missing.")


def _load_advice(file: Path) -> Mapping[str, StepAdvice]:
    text, data = read_toml(file)
    try:
        advice = read_as(dict[str, StepAdvice], data)
    except ShapeError as error:
        raise first_fault(file, text, error) from error
    _expect_names(file, text, advice, STEP_NAMES)
    return MappingProxyType(advice)


def _load_checklist(file: Path) -> tuple[ChecklistItem, ...]:
    text, data = read_toml(file)
    try:
        items = tuple(read_as(_ChecklistFile, data).item)
    except ShapeError as error:
        raise first_fault(file, text, error) from error
    items_before: dict[str, ChecklistItem] = {}
    for index, item in enumerate(items):
        if item.id in items_before:
            raise fault(file, text, ("item", index, "id"), f"The id “{item.id}” is used twice.")
        if item.short in {earlier_item.short for earlier_item in items_before.values()}:
            what = f"The label “{item.short}” is used twice."
            raise fault(file, text, ("item", index, "label"), what)
        if item.only_if and (
            item.only_if not in items_before or items_before[item.only_if].keeps is not StoredIn.ANSWER
        ):
            what = f"There is no yes-or-no item “{item.only_if}” before this one."
            raise fault(file, text, ("item", index, "only_if"), what)
        items_before[item.id] = item
    return items


def _load_situations(file: Path) -> tuple[Situation, ...]:
    text, data = read_toml(file)
    try:
        situations = read_as(SituationsFile, data).situation
    except ShapeError as error:
        raise first_fault(file, text, error) from error
    if problem := first_problem(situations):
        index, name, what = problem
        raise fault(file, text, ("situation", index, name), what)
    return tuple(situations)
