"""Validates file contents against dataclasses and bounds; pydantic decides about doubtful data.

Valid data is read without pydantic, which takes longer to import than a command takes
to run. If anything in the data is doubtful, pydantic is imported, and it accepts the data
or says what is wrong.
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
"""The texts that certainly are numbers of a type."""


class ShapeError(Exception):
    """Data that doesn't fit.

    `path` leads to the first fault. `kind` and `words` are pydantic's type and message for it, and `value` is
    the data there.
    """

    def __init__(self, path: tuple[str | int, ...], kind: str, words: str, value: object) -> None:
        self.path = path
        self.kind = kind
        self.words = words
        self.value = value
        super().__init__(words)


class _Doubt(Exception):
    """Data that may not fit, so that pydantic must decide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The bounds of a value, as in `Annotated[int, Bounds(ge=1)]`; a `strict` number can't be a text."""

    ge: float | None = None
    gt: float | None = None
    le: float | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    strict: bool | None = None
    allow_inf_nan: bool | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        """Return pydantic's schema with the same bounds; pydantic calls this method by its name."""
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
    """Return a dataclass, marked so that an unknown field is reported as a fault and never skipped."""
    kind.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]  # read by pydantic
    return kind


def read_as(kind: type[_Kind], data: object) -> _Kind:
    """Return the contents of a file as a value of `kind`; raise ShapeError at the first fault."""
    try:
        value: _Kind = _reader(kind)(data)
    except _Doubt:
        return _read_with_pydantic(kind, data)
    return value


def _read_with_pydantic(kind: type[_Kind], data: object) -> _Kind:
    # Imported here because only doubtful data needs it, and it is slow to load.
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(kind).validate_python(data)
    except ValidationError as error:
        first_error = error.errors()[0]
        raise ShapeError(
            first_error["loc"], first_error["type"], first_error["msg"], first_error["input"]
        ) from error


_readers: dict[Any, _Reader] = {}


def _reader(kind: Any) -> _Reader:
    """Return the function that reads data as `kind` or raises _Doubt; each function is built once."""
    if kind not in _readers:
        _readers[kind] = _build_reader(kind)
    return _readers[kind]


def _build_reader(kind: Any) -> _Reader:
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _choice_reader({item.value: item for item in kind})
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _bounded_reader(arguments[0], arguments[1:])
    if origin is Literal:
        return _choice_reader({item: item for item in arguments})
    if origin in (Union, types.UnionType):  # Optional; no file contains None itself
        [kind] = [item for item in arguments if item is not types.NoneType]
        return _reader(kind)
    if origin in (tuple, list):
        return _sequence_reader(origin, _reader(arguments[0]))
    if origin in (dict, Mapping):
        return _mapping_reader(*map(_reader, arguments))
    return _scalar_reader(kind)


def _scalar_reader(kind: Any) -> _Reader:
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


def _bounded_reader(kind: Any, bounds: tuple[Bounds, ...]) -> _Reader:
    read_unbounded = _reader(kind)
    is_strict = any(item.strict for item in bounds)

    def read(data: Any) -> Any:
        value = read_unbounded(data)
        if (is_strict and value is not data) or not all(item.holds(value) for item in bounds):
            raise _Doubt
        return value

    return read


def _choice_reader(value_of: Mapping[Any, Any]) -> _Reader:
    def read(data: Any) -> Any:
        if type(data) is not str or data not in value_of:
            raise _Doubt
        return value_of[data]

    return read


def _sequence_reader(container: type[list[Any]] | type[tuple[Any, ...]], read_item: _Reader) -> _Reader:
    def read(data: Any) -> Any:
        if type(data) is not list:
            raise _Doubt
        return container([read_item(item) for item in data])

    return read


def _mapping_reader(read_key: _Reader, read_item: _Reader) -> _Reader:
    def read(data: Any) -> Any:
        if type(data) is not dict:
            raise _Doubt
        return {read_key(name): read_item(item) for name, item in data.items()}

    return read


def _dataclass_reader(kind: Any) -> _Reader:
    readers = {item.name: _reader(item.type) for item in fields(kind)}
    required_names = {
        item.name for item in fields(kind) if item.default is MISSING and item.default_factory is MISSING
    }

    def read(data: Any) -> Any:
        if type(data) is not dict or not required_names <= data.keys() <= readers.keys():
            raise _Doubt
        return kind(**{name: readers[name](value) for name, value in data.items()})

    return read
