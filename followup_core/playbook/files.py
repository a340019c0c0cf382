"""Reading one file of a playbook as text, within bounds."""

from pathlib import Path

from .errors import PlaybookError

MAX_FILE_BYTES = 200_000


def read_text(file: Path) -> str:
    """Return a file's text; raise PlaybookError when it cannot be read, is too large or is not UTF-8."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise PlaybookError(
            "The file cannot be read.", "Put it back from the program's own copy.", where=file.name
        ) from error
    if len(raw) > MAX_FILE_BYTES:
        raise PlaybookError("The file is larger than 200 kB.", "Shorten it.", where=file.name)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise PlaybookError(
            "The text is not UTF-8.", "Save the file as UTF-8.", where=f"{file.name}, line {line}"
        ) from error
