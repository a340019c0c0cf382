"""The lines of a vCard: decoded, unfolded and parsed, each step linear in the size of the file.

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
_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))
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
_WORDS_OF_TWO_ONE = {"QUOTED-PRINTABLE": "ENCODING", "BASE64": "ENCODING", "8BIT": "ENCODING"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """One property of a card: its name in capitals, parameters by name, and its value still escaped.

    `line` is where it begins, counted from 1.
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
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), ""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        notice = "The file uses an older character encoding (Windows-1252); check names with accents."
        return data.decode("cp1252", "replace"), notice


def logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each unfolded line with the number it begins on; blank lines are left out."""
    pieces: list[str] = []
    begun, quoted, goes_on = 0, False, False
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if goes_on and line[:9].upper() != "END:VCARD":
            pieces.append(line)
        elif line[:1] in (" ", "\t") and pieces:
            pieces.append(line[1:])
        else:
            if pieces:
                yield begun, "".join(pieces)
            pieces, begun = ([line] if line.strip() else []), number
            quoted = "QUOTED-PRINTABLE" in line[:_MAX_HEAD_CHARS].partition(":")[0].upper()
        goes_on = quoted and bool(pieces) and line.endswith("=")
        if goes_on:
            pieces[-1] = pieces[-1][:-1]
    if pieces:
        yield begun, "".join(pieces)


def read_property(line: str, number: int) -> Property | None:
    """Return the parsed line, None if it is not a line of a vCard."""
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
        return _WORDS_OF_TWO_ONE.get(word, "TYPE"), (word,)
    return name.strip().upper(), tuple(word.strip(' "').upper() for word in text.split(","))


def value_of(prop: Property) -> str:
    """Return a property's value with quoted-printable decoded; its escapes stay."""
    if not prop.has("ENCODING", "QUOTED-PRINTABLE"):
        return prop.value[:_MAX_VALUE_CHARS]
    # What is not ASCII here was not quoted-printable, and stays as it was read.
    raw = quopri.decodestring(prop.value[: 3 * _MAX_VALUE_CHARS].encode("utf-8", "replace"))
    for charset in (_charset(prop.parameters.get("CHARSET", ("",))[0]), "utf-8", "cp1252"):
        try:
            return raw.decode(charset)
        except ValueError:  # in another encoding
            continue
    return raw.decode("cp1252", "replace")


def _charset(name: str) -> str:
    """Return Python's name of a charset, UTF-8 if it is not one that cards are written in."""
    try:
        known = codecs.lookup(name[:_MAX_HEAD_CHARS]).name
    except (LookupError, ValueError):
        return "utf-8"
    return known if known.startswith(_CHARSETS) else "utf-8"


def unescaped(value: str) -> str:
    """Return a value with its escapes undone; its commas and semicolons are text."""
    return split_value(value, "")[0]


def split_value(value: str, separator: str) -> list[str]:
    """Return the parts of an escaped value, each with its escapes undone."""
    pieces: list[list[str]] = [[]]
    chars = iter(value)
    for char in chars:
        if char == separator:
            pieces.append([])
        elif char == "\\":
            pieces[-1].append(_escaped(next(chars, "")))
        else:
            pieces[-1].append(char)
    return ["".join(piece).strip() for piece in pieces]


def _escaped(char: str) -> str:
    if char in ("n", "N"):
        return "\n"
    return char if char in ("", "\\", ",", ";", ":") else f"\\{char}"
