"""A validator of file contents against dataclasses and bounds, with pydantic as the judge of faults.

Valid data is read without pydantic, which takes longer to import than a command takes
to run. At the first doubt pydantic is imported and decides: it accepts the data after
all, or says what is wrong.
"""

import re
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

_Kind = TypeVar("_Kind")
_Reader = Callable[[Any], Any]
_NUMBERS = {int: re.compile(r"[0-9]{1,9}"), float: re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")}
"""Texts that are certainly numbers."""


class ShapeError(Exception):
    """Data that does not fit: the path to the first fault, pydantic's error type and message, the data."""

    def __init__(self, path: tuple[str | int, ...], kind: str, words: str, value: object) -> None:
        self.path = path
        self.kind = kind
        self.words = words
        self.value = value
        super().__init__(words)


class _Doubt(Exception):
    """Data that does not obviously fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The bounds of a value, as in `Annotated[int, Bounds(ge=1)]`; a `strict` number is never a text."""

    ge: float | None = None
    gt: float | None = None
    le: float | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    strict: bool | None = None
    allow_inf_nan: bool | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        """Give pydantic the same bounds; it calls this method by its name."""
        bounds = {name: getattr(self, name) for name in self.__slots__}
        return {**handler(source), **{name: bound for name, bound in bounds.items() if bound is not None}}

    def holds(self, value: Any) -> bool:
        """Return whether a value is certainly within the bounds."""
        size = len(value) if self.min_length is not None or self.max_length is not None else 0
        return (
            (self.ge is None or value >= self.ge)
            and (self.gt is None or value > self.gt)
            and (self.le is None or value <= self.le)
            and (self.min_length is None or size >= self.min_length)
            and (self.max_length is None or size <= self.max_length)
            # In Python, `$` also matches before a final line break; in pydantic's patterns it does not.
            and (self.pattern is None or (value[-1:] != "\n" and bool(re.search(self.pattern, value))))
        )


def closed(kind: type[_Kind]) -> type[_Kind]:
    """Mark a dataclass so that an unknown field is reported as a mistake, never skipped."""
    kind.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]  # read by pydantic
    return kind


def read_as(kind: type[_Kind], data: object) -> _Kind:
    """Return the contents of a file as a value of `kind`; raise ShapeError at the first fault."""
    try:
        read: _Kind = _reader(kind)(data)
    except _Doubt:
        return _validate(kind, data)
    return read


def _validate(kind: type[_Kind], data: object) -> _Kind:
    # Imported here because only doubtful data needs it, and it is slow to load.
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(kind).validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        raise ShapeError(first["loc"], first["type"], first["msg"], first["input"]) from error


_readers: dict[Any, _Reader] = {}


def _reader(kind: Any) -> _Reader:
    """Return a function that reads data as `kind` or raises _Doubt; it is built once for each kind."""
    if kind not in _readers:
        _readers[kind] = _build_reader(kind)
    return _readers[kind]


def _build_reader(kind: Any) -> _Reader:
    if is_dataclass(kind):
        return _of_fields(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _one_of({item.value: item for item in kind})
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _within(arguments[0], arguments[1:])
    if origin is Literal:
        return _one_of({item: item for item in arguments})
    if origin in (Union, types.UnionType):  # Optional; no file contains None itself
        [kind] = [item for item in arguments if item is not types.NoneType]
        return _reader(kind)
    if origin in (tuple, list):
        return _in_a_row(origin, _reader(arguments[0]))
    if origin in (dict, Mapping):
        return _by_name(*map(_reader, arguments))
    return _plain(kind)


def _plain(kind: Any) -> _Reader:
    if kind not in (str, int, float, bool, date):
        raise NotImplementedError(kind)

    def read(data: Any) -> Any:
        if type(data) is kind:
            return data
        if kind is float and type(data) is int:
            return float(data)
        if type(data) is str and kind in _NUMBERS and _NUMBERS[kind].fullmatch(data):
            return kind(data)
        raise _Doubt

    return read


def _within(kind: Any, bounds: tuple[Bounds, ...]) -> _Reader:
    inner = _reader(kind)
    strict = any(item.strict for item in bounds)

    def read(data: Any) -> Any:
        value = inner(data)
        if (strict and value is not data) or not all(item.holds(value) for item in bounds):
            raise _Doubt
        return value

    return read


def _one_of(known: Mapping[Any, Any]) -> _Reader:
    def read(data: Any) -> Any:
        if type(data) is not str or data not in known:
            raise _Doubt
        return known[data]

    return read


def _in_a_row(container: type[list[Any]] | type[tuple[Any, ...]], read_item: _Reader) -> _Reader:
    def read(data: Any) -> Any:
        if type(data) is not list:
            raise _Doubt
        return container([read_item(item) for item in data])

    return read


def _by_name(read_key: _Reader, read_item: _Reader) -> _Reader:
    def read(data: Any) -> Any:
        if type(data) is not dict:
            raise _Doubt
        return {read_key(name): read_item(item) for name, item in data.items()}

    return read


def _of_fields(kind: Any) -> _Reader:
    readers = {item.name: _reader(item.type) for item in fields(kind)}
    needed = {
        item.name for item in fields(kind) if item.default is MISSING and item.default_factory is MISSING
    }

    def read(data: Any) -> Any:
        if type(data) is not dict or not needed <= data.keys() <= readers.keys():
            raise _Doubt
        return kind(**{name: readers[name](value) for name, value in data.items()})

    return read
