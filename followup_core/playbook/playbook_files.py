"""Reads single playbook files, within size limits, and makes errors that name file, line and field."""

import re
import tomllib
from pathlib import Path
from typing import Any

from followup_core.regular_files import FileTooLarge, read_regular_file

from .playbook_errors import PlaybookError
from .shape import ShapeError
from .toml_lines import line_of

MAX_PLAYBOOK_FILE_BYTES = 200_000
_PLAIN_WORDS = {
    "unexpected_keyword_argument": "There is no such field here",
    "missing": "The field is missing",
}


def read_text(file: Path) -> str:
    """Return a file's text; raise PlaybookError if it cannot be read, is too large or is not UTF-8."""
    try:
        raw = read_regular_file(file, MAX_PLAYBOOK_FILE_BYTES)
    except FileTooLarge as error:
        raise PlaybookError("The file is larger than 200 kB.", "Shorten it.", where=file.name) from error
    except OSError as error:
        raise PlaybookError(
            "The file cannot be read.", "Put it back from the program's own copy.", where=file.name
        ) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise PlaybookError(
            "The text is not UTF-8.", "Save the file as UTF-8.", where=f"{file.name}, line {line}"
        ) from error


def read_toml(file: Path) -> tuple[str, dict[str, Any]]:
    """Return a file's text and its parsed TOML; raise PlaybookError if it is not valid TOML."""
    text = read_text(file)
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(file, str(error)) from error
    except (ValueError, RecursionError) as error:
        # For example a number of 5,000 digits, or brackets nested too deeply.
        raise PlaybookError(
            "A value is too long or too deeply nested.", "Use plain numbers and short texts.", where=file.name
        ) from error


def _syntax_error(file: Path, message: str) -> PlaybookError:
    match = re.search(r"\(at line (\d+), column \d+\)", message)
    where = f"{file.name}, line {match.group(1)}" if match else f"{file.name}, at its end"
    what = message.split(" (at ")[0]
    return PlaybookError(f"This is not valid TOML ({what}).", "Correct the line.", where=where)


def fault(file: Path, text: str, path: tuple[str | int, ...], what: str) -> PlaybookError:
    """Return the error for the field at `path` of a file, with the field's line."""
    names = [part for part in path if isinstance(part, str)]
    where = f"{file.name}, line {line_of(text, path)}, field {'.'.join(names[-2:]) or 'file'}"
    return PlaybookError(what, "Correct the field; until then the last good playbook stays.", where=where)


def first_fault(file: Path, text: str, error: ShapeError, inside: str = "") -> PlaybookError:
    """Return the error for a failed validation, in plain words; `inside` is added to the field's path."""
    # "[key]" is pydantic's mark for a dictionary key; it isn't a part of the path.
    path = tuple(part for part in error.path if part != "[key]")
    if inside and path:
        path = (*path, inside)
    quoted_value = "" if error.kind == "missing" else f" (it says {error.value!r:.60})"
    return fault(file, text, path, f"{_PLAIN_WORDS.get(error.kind, error.words)}{quoted_value}.")
