"""Loads all templates: the playbook's, with single files replaced by the workspace's own wording."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple

from followup_core.models import OCCASIONS_OF, MessageKind, Occasion
from followup_core.playbook import PlaybookError, Reloadable
from followup_core.playbook.shape import Bounds, ShapeError, closed, read_as
from followup_core.playbook.toml_lines import line_of
from followup_core.regular_files import FileTooLarge, read_regular_file

from .message_model import Facts, KeepInTouchReason
from .template_compiler import CheckedSentence, check_sentence
from .template_language import FACT_NAMES, TemplateNotAllowed
from .template_parser import (
    MAX_TEMPLATE_BYTES,
    ParsedTemplate,
    decode_template,
    parse_template,
    too_large_error,
)

SHARED_TEMPLATES = ("part_greeting.txt", "part_closing.txt")
NUMBERS_FILE = "numbers.toml"
QUESTIONS_FILE = "fact_questions.toml"
SENTENCE_STARTS = "sentence_starts"
"""The table of `QUESTIONS_FILE` with the beginning of the sentence that a fact continues."""


DEFAULT_OCCASION_OF = {MessageKind.STATUS_EMAIL: Occasion.NO_DATE, MessageKind.REPLY: Occasion.MORE_TIME}
"""The kinds with one file for each occasion, and the occasion taken if a message has none of them."""


def _template_names() -> tuple[str, ...]:
    names: list[str] = []
    for kind in MessageKind:
        match kind:
            case _ if kind in DEFAULT_OCCASION_OF:
                names.extend(f"{kind}.{occasion}.txt" for occasion in OCCASIONS_OF[kind])
            case MessageKind.KEEP_IN_TOUCH:
                names.extend(f"{kind}.{reason}.txt" for reason in KeepInTouchReason)
            case _:
                names.append(f"{kind}.txt")
    return tuple(names)


TEMPLATE_NAMES = _template_names()
"""The names of the template files: one for each kind of message, or for each variant of a kind."""


def template_name(kind: MessageKind, facts: Facts) -> str:
    """Return the name of the template file for a message of this kind."""
    match kind:
        case _ if kind in DEFAULT_OCCASION_OF:
            has_own_file = facts.occasion in OCCASIONS_OF[kind]
            return f"{kind}.{facts.occasion if has_own_file else DEFAULT_OCCASION_OF[kind]}.txt"
        case MessageKind.KEEP_IN_TOUCH:
            return f"{kind}.{facts.about}.txt"
        case _:
            return f"{kind}.txt"


@closed
@dataclass(slots=True, kw_only=True)
class _NumberEntry:
    """One number of numbers.toml."""

    value: Annotated[int, Bounds(strict=True, ge=1, le=10_000)]
    unit: str
    why: str
    source: Annotated[str, Bounds(min_length=1)]


@closed
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageNumbers:
    """The limits that messages must keep; `numbers.toml` has their sources."""

    linkedin_characters: Annotated[int, Bounds(ge=60, le=2_000)] = 200
    words_per_minute: Annotated[int, Bounds(ge=60, le=300)] = 120
    voicemail_seconds: Annotated[int, Bounds(ge=10, le=180)] = 30
    subject_characters: Annotated[int, Bounds(ge=30, le=250)] = 90


class Templates(NamedTuple):
    """All templates by file name, the questions that ask for a missing fact, and the limits.

    `sentence_starts` has, for some facts, the beginning of the sentence that the fact continues.
    """

    by_name: Mapping[str, ParsedTemplate]
    questions: Mapping[str, CheckedSentence]
    sentence_starts: Mapping[str, str]
    numbers: MessageNumbers


class _ParsedTemplates(Mapping[str, ParsedTemplate]):
    """The templates by file name. Looking one up parses it, and raises PlaybookError if it is faulty."""

    def __init__(self, texts: Mapping[str, str], questions: Mapping[str, CheckedSentence]) -> None:
        self._texts = texts
        self._questions = questions
        self._parsed: dict[str, ParsedTemplate] = {}

    def __getitem__(self, name: str) -> ParsedTemplate:
        if name not in self._parsed:
            self._parsed[name] = parse_template(name, self._texts, self._questions)
        return self._parsed[name]

    def __iter__(self) -> Iterator[str]:
        return iter(TEMPLATE_NAMES)

    def __len__(self) -> int:
        return len(TEMPLATE_NAMES)


def load_templates(
    folder: Path, own_folder: Path | None = None, *, for_one_message: bool = False
) -> Templates:
    """Return the templates of `folder`, with single files replaced by those of `own_folder`.

    With `for_one_message`, the templates of `folder` are parsed only when they are used, and a faulty one
    raises PlaybookError then. The files of `own_folder` are checked at once in any case.

    Raises:
        PlaybookError: A file has a fault.
    """
    texts = _read_all_texts(folder)
    own_texts = _read_texts(own_folder) if own_folder is not None and own_folder.is_dir() else {}
    question_file = _TomlFile(folder / QUESTIONS_FILE)
    questions = _questions(question_file)
    by_name = _ParsedTemplates(texts | own_texts, questions)
    parse_all = not for_one_message or any(name in own_texts for name in SHARED_TEMPLATES)
    for name in TEMPLATE_NAMES:
        if parse_all or name in own_texts:
            by_name[name]
    return Templates(
        by_name=by_name,
        questions=questions,
        sentence_starts=_sentence_starts(question_file, questions),
        numbers=_numbers(_TomlFile(folder / NUMBERS_FILE)),
    )


def reloadable_templates(
    folder: Path, own_folder: Path | None = None, *, for_one_message: bool = False
) -> Reloadable[Templates]:
    """Return `load_templates` as a Reloadable, which uses `folder` alone while `own_folder` has a fault.

    With `for_one_message`, a fault in `folder` is noticed only when its file is used.
    """
    folders = [folder] if own_folder is None else [folder, own_folder]
    return Reloadable(
        lambda: (file for template_folder in folders for file in sorted(template_folder.glob("*.t*"))),
        lambda: load_templates(folder, own_folder, for_one_message=for_one_message),
        fallback=lambda: load_templates(folder, for_one_message=for_one_message),
    )


def check_own(folder: Path, name: str, raw: bytes) -> None:
    """Raise PlaybookError if `raw` can't be used as the workspace's own wording of the file `name`."""
    if name not in (*TEMPLATE_NAMES, *SHARED_TEMPLATES):
        raise _unknown_file_error(name)
    texts = {**_read_all_texts(folder), name: decode_template(name, raw)}
    questions = _questions(_TomlFile(folder / QUESTIONS_FILE))
    for template in TEMPLATE_NAMES if name in SHARED_TEMPLATES else (name,):
        parse_template(template, texts, questions)


def _read_all_texts(folder: Path) -> dict[str, str]:
    texts = _read_texts(folder)
    for name in (*TEMPLATE_NAMES, *SHARED_TEMPLATES):
        if name not in texts:
            raise PlaybookError("The file is missing.", "Put the program's own copy back.", where=name)
    return texts


def _unknown_file_error(name: str) -> PlaybookError:
    # Imported here because a file is rarely misnamed, and a command starts faster without it.
    from difflib import get_close_matches

    [nearest] = get_close_matches(name, (*TEMPLATE_NAMES, *SHARED_TEMPLATES), n=1, cutoff=0.0)
    return PlaybookError(
        "No message is written from a file of this name.",
        f"Rename it, perhaps to {nearest}. The program's own folder of messages has every name.",
        where=f"{name}, line 1",
    )


def _read_texts(folder: Path) -> dict[str, str]:
    texts: dict[str, str] = {}
    for file in sorted(folder.glob("*.txt")):
        if file.name not in (*TEMPLATE_NAMES, *SHARED_TEMPLATES):
            raise _unknown_file_error(file.name)
        texts[file.name] = decode_template(file.name, _read_bytes(file))
    return texts


def _read_bytes(file: Path) -> bytes:
    try:
        return read_regular_file(file, MAX_TEMPLATE_BYTES)
    except FileTooLarge as error:
        raise too_large_error(file.name) from error
    except OSError as error:
        raise PlaybookError(
            "The file cannot be read.", "Put the program's own copy back.", where=file.name
        ) from error


class _TomlFile:
    """The data of a TOML file next to the templates; an unreadable or invalid file raises PlaybookError."""

    def __init__(self, file: Path) -> None:
        self._name = file.name
        self._text = decode_template(file.name, _read_bytes(file))
        try:
            self.data: dict[str, Any] = tomllib.loads(self._text)
        except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
            message = f"This is not valid TOML ({error})."
            raise PlaybookError(message, "Correct it.", where=file.name) from error

    def entry_error(self, path: tuple[str | int, ...], message: str) -> PlaybookError:
        """Return an error that names the line of the entry at `path`."""
        where = f"{self._name}, line {line_of(self._text, path)}"
        return PlaybookError(message, "Correct the line; until then the last good text stays.", where=where)


def _numbers(file: _TomlFile) -> MessageNumbers:
    path_in_row: tuple[str, ...] = ()
    try:
        rows = read_as(dict[str, _NumberEntry], file.data)
        path_in_row = ("value",)
        numbers = {name: row.value for name, row in rows.items()}
        if missing := {field.name for field in fields(MessageNumbers)} - set(numbers):
            raise file.entry_error((), f"“{min(missing)}” is missing.")
        return read_as(MessageNumbers, numbers)
    except ShapeError as error:
        raise file.entry_error((*error.path, *path_in_row), f"{error.words}.") from error


def _questions(file: _TomlFile) -> Mapping[str, CheckedSentence]:
    questions: dict[str, CheckedSentence] = {}
    for fact, question in file.data.items():
        if fact == SENTENCE_STARTS:
            continue
        if fact not in FACT_NAMES or not isinstance(question, str):
            raise file.entry_error((fact,), f"“{fact:.40}” is no fact with its question.")
        try:
            questions[fact], _ = check_sentence(question)
        except TemplateNotAllowed as error:
            raise file.entry_error((fact,), str(error)) from error
    return MappingProxyType(questions)


def _sentence_starts(file: _TomlFile, questions: Mapping[str, CheckedSentence]) -> Mapping[str, str]:
    sentence_starts = file.data.get(SENTENCE_STARTS, {})
    if not isinstance(sentence_starts, dict):
        raise file.entry_error((SENTENCE_STARTS,), f"“{SENTENCE_STARTS}” is a table of facts.")
    for fact, start in sentence_starts.items():
        if fact not in questions or not isinstance(start, str) or not start.endswith(" ..."):
            message = f"“{fact:.40}” is no fact with the beginning of its sentence, which ends in “ ...”."
            raise file.entry_error((SENTENCE_STARTS, fact), message)
    return MappingProxyType(sentence_starts)
