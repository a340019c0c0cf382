"""Renders a template: picks one sentence of each group, and shortens the text to its limit."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from .message_length import linkedin_length, truncate
from .message_model import Tone
from .template_compiler import CheckedSentence
from .template_parser import Group, Section
from .template_values import Value

MAX_BODY_UNITS = 20_000
"""The longest body, in UTF-16 code units."""

_DOUBLE_STOP = re.compile(r"(?<=[^.…?!])\.\.(?=\s|$)|(?<=[…?!])\.(?=\s|$)")


class _Piece(NamedTuple):
    """A selected sentence, the index of its section, and whether it may be dropped first."""

    section: int
    text: str
    spare: bool


class VariantKey(NamedTuple):
    """What decides which sentence of a group is used: the tone, and the recipient's turn in the panel."""

    tone: Tone
    turn: int


def render_sentence(sentence: CheckedSentence, values: Mapping[str, Value]) -> str:
    """Return the filled-in sentence on one line; '' if it prints an unknown fact."""
    text = sentence.fill(values) or ""
    return _DOUBLE_STOP.sub(lambda end: "." if len(end.group()) == 2 else "", " ".join(text.split()))


def render_template(
    sections: Sequence[Section],
    values: Mapping[str, Value],
    variant: VariantKey,
    *,
    limit: int = MAX_BODY_UNITS,
    fits: Callable[[str], bool] | None = None,
) -> str:
    """Return the text of the sections, with an empty line between paragraphs.

    Args:
        sections: The sections of a template.
        values: The facts by name; unknown ones are absent.
        variant: Decides which sentence of each group is used.
        limit: The longest text, in UTF-16 code units; it is never exceeded.
        fits: Whether a text is short enough. While it isn't, spare sentences are dropped, but no others.
    """
    pieces: list[_Piece] = []
    for number, section in enumerate(sections):
        for group in section.groups:
            if text := _choose_sentence(group, values, variant, len(pieces)):
                pieces.append(_Piece(section=number, text=text, spare=group.spare))
    return _shorten(pieces, sections, limit, fits)


def _choose_sentence(group: Group, values: Mapping[str, Value], variant: VariantKey, position: int) -> str:
    """Return the sentence of `group` that `variant` selects; '' if none can be filled in."""
    for first in (True, False):
        sentences = [
            sentence
            for sentence in group.sentences
            if sentence.first is first and sentence.tone in (None, variant.tone)
        ]
        texts = [text for sentence in sentences if (text := render_sentence(sentence.template, values))]
        if texts:
            # A fifth person starts again, but shifted in each group, so that no two texts are the same.
            turn = variant.turn + variant.turn // len(texts) * position
            return texts[turn % len(texts)]
    return ""


def _shorten(
    pieces: list[_Piece], sections: Sequence[Section], limit: int, fits: Callable[[str], bool] | None
) -> str:
    """Return the text within `limit`: spare sentences go first, from the last on, then the longest others.

    A single sentence that is still too long is cut.
    """
    text = _join_pieces(pieces, sections)
    while True:
        is_short = linkedin_length(text) <= limit
        if is_short and (fits is None or fits(text)):
            break
        spare = [number for number, piece in enumerate(pieces) if piece.spare]
        if not spare and (is_short or len(pieces) < 2):
            break
        longest_piece = max(range(len(pieces)), key=lambda number: len(pieces[number].text))
        del pieces[spare[-1] if spare else longest_piece]
        text = _capitalize_start(_join_pieces(pieces, sections))
    return truncate(text, limit)


def _capitalize_start(text: str) -> str:
    """Return the text with a capital, because the sentence before its first one may have been dropped."""
    return text[:1].upper() + text[1:]


def _join_pieces(pieces: Sequence[_Piece], sections: Sequence[Section]) -> str:
    paragraphs = (
        section.joiner.join(piece.text for piece in pieces if piece.section == number)
        for number, section in enumerate(sections)
    )
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
