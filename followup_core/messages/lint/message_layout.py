"""The layout of a message: its greeting, its sentences, its sign-off, and the text that it quotes."""

import re
from bisect import bisect_right
from typing import NamedTuple

from .phrase_matcher import Span

_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"[.?!؟。][\"'”’)]{0,3}(?=\s|$)|\n[ \t]*\n")
_SHORT_FORMS = frozenset(
    ("mr", "mrs", "ms", "mx", "dr", "prof", "st", "no", "e.g", "i.e", "a.m", "p.m", "dept")
)
_QUOTED = re.compile(r"“[^“”\n]{1,80}”|„[^„“”\n]{1,80}[“”]|«[^«»\n]{1,80}»|\"[^\"\n]{1,80}\"")
_REPLY_LINE = re.compile(r"^[ \t]*>[^\n]*", re.MULTILINE)
_ENDS = ".?!؟。"


class MessageLayout(NamedTuple):
    """The layout of one body, as character positions."""

    sentences: tuple[Span, ...]
    quoted: tuple[Span, ...]
    """Text by others: in quotation marks, or lines of an earlier email."""


def message_layout(body: str) -> MessageLayout:
    """Find the layout of `body`; a body of one line has sentences only."""
    quoted = [*_REPLY_LINE.finditer(body)]
    lines = [match.span() for match in _LINE.finditer(body) if not match.group().isspace()]
    own = [span for span in lines if not body[slice(*span)].lstrip().startswith(">")]
    start, end = _greeting_end(body, own), _sign_off(body, own)
    others = [match.span() for match in (*quoted, *_QUOTED.finditer(body))]
    return MessageLayout(tuple(_sentences(body, start, max(start, end))), merged(others))


def merged(spans: list[Span]) -> tuple[Span, ...]:
    """Return the spans in order, overlapping ones merged."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start < result[-1][1]:
            result[-1] = result[-1][0], max(result[-1][1], end)
        else:
            result.append((start, end))
    return tuple(result)


def is_quoted(span: Span, layout: MessageLayout) -> bool:
    """Return whether `span` lies within text by others."""
    before = bisect_right(layout.quoted, span[0], key=lambda quoted: quoted[0])
    return before > 0 and span[1] <= layout.quoted[before - 1][1]


def _greeting_end(body: str, lines: list[Span]) -> int:
    if len(lines) < 2:
        return 0
    first = body[slice(*lines[0])].strip()
    short = len(first.split()) <= 6
    return lines[0][1] if short and first[-1] not in ".?" else 0


def _sign_off(body: str, lines: list[Span]) -> int:
    """Return where the last short lines without a full stop begin: the closing, the name, the number."""
    end = lines[-1][1] if lines else 0
    for start, stop in reversed(lines[1:]):
        line = body[start:stop].strip()
        if len(line.split()) > 5 or line[-1] in _ENDS:
            break
        end = start
    return end


def _sentences(body: str, start: int, end: int) -> list[Span]:
    spans: list[Span] = []
    begin = start
    for stop in _STOP.finditer(body, start, end):
        if stop.group() == "." and _is_short_form(body, begin, stop.start()):
            continue
        spans.append((begin, stop.end()))
        begin = stop.end()
    spans.append((begin, end))
    trimmed = (_trimmed(body, span) for span in spans)
    return [span for span in trimmed if any(char.isalnum() for char in body[slice(*span)])]


def _is_short_form(body: str, begin: int, dot: int) -> bool:
    before = body[max(begin, dot - 12) : dot].split()
    word = before[-1].lower().strip("(") if before else ""
    return word in _SHORT_FORMS or (len(word) == 1 and word.isalpha() and word != "i")


def _trimmed(body: str, span: Span) -> Span:
    text = body[slice(*span)]
    start = span[0] + len(text) - len(text.lstrip())
    return start, start + len(text.strip())
