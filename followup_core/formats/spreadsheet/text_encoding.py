"""The encoding of a text file: detected, or chosen by the user."""

import codecs
import re

from followup_core.formats.parsed_file import UnreadableFile

ENCODINGS = {
    "utf-8": "Unicode (UTF-8)",
    "cp1252": "Western European (Windows-1252)",
    "cp1250": "Central European (Windows-1250)",
    "cp1251": "Cyrillic (Windows-1251)",
    "cp1253": "Greek (Windows-1253)",
    "cp1254": "Turkish (Windows-1254)",
    "cp1255": "Hebrew (Windows-1255)",
    "cp1256": "Arabic (Windows-1256)",
    "shift_jis": "Japanese (Shift JIS)",
    "gb18030": "Chinese (GB 18030)",
    "utf-16": "Unicode (UTF-16)",
}
"""Encodings, with the names that people know them by."""

SAVE_AS = "Save it as “CSV UTF-8”, and choose that file."

_TOLD_APART = ("cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "shift_jis", "gb18030")
"""Scripts that are unmistakable; Central and Western European are too similar to tell by a few words."""

_LOOKED_AT = 20_000  # bytes
_NOT_TEXT = (
    (b"PK\x03\x04", "The file is a ZIP archive or a workbook, not a CSV table."),
    (b"%PDF", "The file is a PDF, not a table."),
    (b"{\\rtf", "The file is a text document, not a table."),
    (b"\xd0\xcf\x11\xe0", "The file is in an old Excel format (.xls)."),
    (b"\x1f\x8b", "The file is a compressed archive, not a table."),
    (b"\x89PNG", "The file is a picture, not a table."),
    (b"\xff\xd8\xff", "The file is a picture, not a table."),
    (b"GIF8", "The file is a picture, not a table."),
)
_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)?<(?:!doctype|html|head|body|table|\?xml)\b", re.IGNORECASE | re.DOTALL
)
_HALF = re.compile("[\ud800-\udfff]")


def decode_text(data: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    """Return the text of a file, its encoding, and notices about that.

    Args:
        data: The bytes of the file.
        encoding: One of ENCODINGS; '' means to detect it.

    Raises:
        UnreadableFile: The file is not text.
    """
    for start, what in _NOT_TEXT:
        if data.startswith(start):
            raise UnreadableFile(what, "Save it as XLSX or “CSV UTF-8”, and choose that file.")
    text, found, notices = _text(data, encoding)
    if _HTML.match(text[:4096]):
        raise UnreadableFile("The file is a web page, not a table.", SAVE_AS)
    return text, found, notices


def _text(data: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _by(data, "utf-16"), "utf-16", ()
    if encoding:
        return _by(data, encoding), encoding, ()
    if b"\x00" in data:
        place = data.index(0) + 1
        raise UnreadableFile(
            f"The file holds a NUL character at byte {place}, so it is no table of text.", SAVE_AS
        )
    try:
        return data.decode("utf-8-sig"), "utf-8", ()
    except UnicodeDecodeError:
        _refuse_halves(data)
    found = _script(data[:_LOOKED_AT])
    notice = f"The letters are not UTF-8. They were read as {ENCODINGS[found]}: see whether names are right."
    return data.decode(found, "replace"), found, (notice,)


def _by(data: bytes, encoding: str) -> str:
    other = UnreadableFile(
        f"The letters are not {ENCODINGS.get(encoding, encoding)}.", "Choose another way to read them."
    )
    if encoding not in ENCODINGS:
        raise other
    try:
        text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        raise other from error
    if "\x00" in text:
        raise UnreadableFile(
            f"The file holds a NUL character at position {text.index(chr(0)) + 1}.",
            "Delete it, and choose it again.",
        )
    return text


def _script(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=["cp1252", "cp1250", *_TOLD_APART]).best()
    found = best.encoding if best is not None else ""
    return found if found in _TOLD_APART else "cp1252"


def _refuse_halves(data: bytes) -> None:
    """Refuse UTF-8 that is valid except for truncated characters: other encodings would garble all of it."""
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return
    found = _HALF.search(text)
    if found:
        raise UnreadableFile(
            f"The file holds half of a character (a lone surrogate) at position {found.start() + 1}.",
            "Delete that character, and choose it again.",
        )
