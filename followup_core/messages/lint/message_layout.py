"""Finds the layout of a message: its sentences between greeting and sign-off, and the text that it quotes."""

import re
from bisect import bisect_right
from typing import NamedTuple

from .phrase_matcher import Span

_LINE = re.compile(r"[^\n]+")
_END_OF_SENTENCE = re.compile(r"[.?!؟。][\"'”’)]{0,3}(?=\s|$)|\n[ \t]*\n")
_SHORT_FORMS = frozenset(
    ("mr", "mrs", "ms", "mx", "dr", "prof", "st", "no", "e.g", "i.e", "a.m", "p.m", "dept")
)
_IN_QUOTATION_MARKS = re.compile(r"“[^“”\n]{1,80}”|„[^„“”\n]{1,80}[“”]|«[^«»\n]{1,80}»|\"[^\"\n]{1,80}\"")
_REPLY_LINE = re.compile(r"^[ \t]*>[^\n]*", re.MULTILINE)
_SENTENCE_ENDS = ".?!؟。"


class MessageLayout(NamedTuple):
    """The sentences and the quoted text of one body, as character positions."""

    sentences: tuple[Span, ...]
    quoted: tuple[Span, ...]
    """Text by others: in quotation marks, or lines of an earlier email."""


def message_layout(body: str) -> MessageLayout:
    """Return the layout of `body`; a body of one line has no greeting and no sign-off."""
    reply_lines = [*_REPLY_LINE.finditer(body)]
    lines = [match.span() for match in _LINE.finditer(body) if not match.group().isspace()]
    own_lines = [span for span in lines if not body[slice(*span)].lstrip().startswith(">")]
    start, end = _end_of_greeting(body, own_lines), _start_of_sign_off(body, own_lines)
    quoted_spans = [match.span() for match in (*reply_lines, *_IN_QUOTATION_MARKS.finditer(body))]
    return MessageLayout(tuple(_sentence_spans(body, start, max(start, end))), merged(quoted_spans))


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
    count_before = bisect_right(layout.quoted, span[0], key=lambda quoted: quoted[0])
    return count_before > 0 and span[1] <= layout.quoted[count_before - 1][1]


def _end_of_greeting(body: str, lines: list[Span]) -> int:
    if len(lines) < 2:
        return 0
    first_line = body[slice(*lines[0])].strip()
    is_short = len(first_line.split()) <= 6
    return lines[0][1] if is_short and first_line[-1] not in ".?" else 0


def _start_of_sign_off(body: str, lines: list[Span]) -> int:
    """Return where the sign-off begins: the last short lines without a full stop, such as name and number."""
    end = lines[-1][1] if lines else 0
    for start, stop in reversed(lines[1:]):
        line = body[start:stop].strip()
        if len(line.split()) > 5 or line[-1] in _SENTENCE_ENDS:
            break
        end = start
    return end


def _sentence_spans(body: str, start: int, end: int) -> list[Span]:
    spans: list[Span] = []
    begin = start
    for stop in _END_OF_SENTENCE.finditer(body, start, end):
        if stop.group() == "." and _is_short_form(body, begin, stop.start()):
            continue
        spans.append((begin, stop.end()))
        begin = stop.end()
    spans.append((begin, end))
    trimmed = (_without_outer_spaces(body, span) for span in spans)
    return [span for span in trimmed if any(char.isalnum() for char in body[slice(*span)])]


def _is_short_form(body: str, begin: int, dot: int) -> bool:
    words_before = body[max(begin, dot - 12) : dot].split()
    word = words_before[-1].lower().strip("(") if words_before else ""
    return word in _SHORT_FORMS or (len(word) == 1 and word.isalpha() and word != "i")


def _without_outer_spaces(body: str, span: Span) -> Span:
    text = body[slice(*span)]
    start = span[0] + len(text) - len(text.lstrip())
    return start, start + len(text.strip())
