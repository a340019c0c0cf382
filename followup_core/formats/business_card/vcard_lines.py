"""Decodes, unfolds and parses the lines of a vCard; the time is linear in the size of the file.

The available library for vCards, vobject, was measured and rejected: a line of 22
commas without a colon took its pattern 1.5 seconds and twice that for each further
comma, what follows a comma in a title is dropped, and a backslash at the end becomes
the word "eof".
"""

import codecs
import quopri
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_HEAD = re.compile(
    r"(?:[A-Za-z0-9_-]+\.)?(?P<name>[A-Za-z0-9_-]{1,40})"
    r'(?P<parameters>(?:;(?:[^":;]|"[^"]*")*+)*+):',
)
_PARAMETER = re.compile(r';((?:[^":;]|"[^"]*")*+)')
_BYTE_ORDER_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))
_MAX_HEAD_CHARS = 400
_MAX_VALUE_CHARS = 20_000
_CHARSETS = (
    *(
        "ascii",
        "utf-8",
        "utf-16",
        "iso8859",
        "cp",
        "koi8",
        "mac",
        "shift_jis",
        "euc",
        "gb",
        "big5",
        "iso2022",
    ),
)
"""Encodings that decode in linear time; Punycode takes quadratic time, and so does IDNA."""
_PARAMETERS_OF_BARE_VALUES = {"QUOTED-PRINTABLE": "ENCODING", "BASE64": "ENCODING", "8BIT": "ENCODING"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """One property of a card: its name in capitals, parameters by name, and its value still escaped.

    `line` is the line that it begins on, counted from 1.
    """

    name: str
    parameters: Mapping[str, Sequence[str]]
    value: str
    line: int

    def has(self, parameter: str, word: str) -> bool:
        """Return whether a parameter has this word among its values, ignoring case."""
        return word in self.parameters.get(parameter, ())


def decode_vcard(data: bytes) -> tuple[str, str]:
    """Return the text of a file and a notice about its encoding, '' if there is nothing to say."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), ""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        notice = "The file uses an older character encoding (Windows-1252); check names with accents."
        return data.decode("cp1252", "replace"), notice


def logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the number and text of each unfolded line; blank lines are left out."""
    pieces: list[str] = []
    first_line, is_quoted_printable, is_continued = 0, False, False
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if is_continued and line[:9].upper() != "END:VCARD":
            pieces.append(line)
        elif line[:1] in (" ", "\t") and pieces:
            pieces.append(line[1:])
        else:
            if pieces:
                yield first_line, "".join(pieces)
            pieces, first_line = ([line] if line.strip() else []), number
            is_quoted_printable = "QUOTED-PRINTABLE" in line[:_MAX_HEAD_CHARS].partition(":")[0].upper()
        is_continued = is_quoted_printable and bool(pieces) and line.endswith("=")
        if is_continued:
            pieces[-1] = pieces[-1][:-1]
    if pieces:
        yield first_line, "".join(pieces)


def read_property(line: str, number: int) -> Property | None:
    """Return the property in a line; None if it is not a line of a vCard."""
    head = _HEAD.match(line)
    if head is None:
        return None
    parameters: dict[str, list[str]] = {}
    for parameter in _PARAMETER.findall(head["parameters"]):
        name, values = _parameter(parameter)
        parameters.setdefault(name, []).extend(values)
    return Property(
        name=head["name"].upper(), parameters=parameters, value=line[head.end() :].strip(), line=number
    )


def _parameter(parameter: str) -> tuple[str, tuple[str, ...]]:
    name, equals, text = parameter.partition("=")
    if not equals:  # version 2.1 allows the value alone
        word = name.strip().upper()
        return _PARAMETERS_OF_BARE_VALUES.get(word, "TYPE"), (word,)
    return name.strip().upper(), tuple(word.strip(' "').upper() for word in text.split(","))


def value_of(prop: Property) -> str:
    """Return a property's value with quoted-printable decoded; its escapes stay."""
    if not prop.has("ENCODING", "QUOTED-PRINTABLE"):
        return prop.value[:_MAX_VALUE_CHARS]
    # Characters outside ASCII were not quoted-printable, and stay as they were read.
    raw = quopri.decodestring(prop.value[: 3 * _MAX_VALUE_CHARS].encode("utf-8", "replace"))
    for charset in (_charset(prop.parameters.get("CHARSET", ("",))[0]), "utf-8", "cp1252"):
        try:
            return raw.decode(charset)
        except ValueError:  # in another encoding
            continue
    return raw.decode("cp1252", "replace")


def _charset(name: str) -> str:
    """Return Python's name of a charset; UTF-8 if cards are not written in that charset."""
    try:
        python_name = codecs.lookup(name[:_MAX_HEAD_CHARS]).name
    except (LookupError, ValueError):
        return "utf-8"
    return python_name if python_name.startswith(_CHARSETS) else "utf-8"


def unescaped(value: str) -> str:
    """Return a value with its escapes undone and not split at commas or semicolons."""
    return split_value(value, "")[0]


def split_value(value: str, separator: str) -> list[str]:
    """Return the parts of an escaped value, each with its escapes undone."""
    pieces: list[list[str]] = [[]]
    chars = iter(value)
    for char in chars:
        if char == separator:
            pieces.append([])
        elif char == "\\":
            pieces[-1].append(_unescaped_char(next(chars, "")))
        else:
            pieces[-1].append(char)
    return ["".join(piece).strip() for piece in pieces]


def _unescaped_char(char: str) -> str:
    if char in ("n", "N"):
        return "\n"
    return char if char in ("", "\\", ",", ";", ":") else f"\\{char}"
