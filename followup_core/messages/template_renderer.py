"""The renderer of templates: one sentence of each group, without gaps and within the limit."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from .message_length import linkedin_length, truncate
from .message_model import Tone
from .template_compiler import CheckedSentence
from .template_parser import Group, Section
from .template_values import Value

MAX_BODY = 20_000
"""The longest body, in UTF-16 code units."""

_TWO_STOPS = re.compile(r"(?<=[^.…?!])\.\.(?=\s|$)|(?<=[…?!])\.(?=\s|$)")


class _Piece(NamedTuple):
    """A sentence that was selected, and the index of its section."""

    section: int
    text: str
    spare: bool


class VariantKey(NamedTuple):
    """What the variant of a sentence is chosen by: the tone, and whose turn it is in the panel."""

    tone: Tone
    turn: int


def render_sentence(sentence: CheckedSentence, values: Mapping[str, Value]) -> str:
    """Return the sentence on one line; '' when it prints a fact that is unknown."""
    text = sentence.filled(values) or ""
    return _TWO_STOPS.sub(lambda end: "." if len(end.group()) == 2 else "", " ".join(text.split()))


def render_template(
    sections: Sequence[Section],
    values: Mapping[str, Value],
    variant: VariantKey,
    *,
    limit: int = MAX_BODY,
    fits: Callable[[str], bool] | None = None,
) -> str:
    """Return the text of the sections, with an empty line between paragraphs.

    Args:
        sections: The sections of a template.
        values: The facts by name; unknown ones are absent.
        variant: What the variants are chosen by.
        limit: The longest text, in UTF-16 code units; it is never exceeded.
        fits: While it is False for the text, spare sentences are dropped, and only they. None: any text fits.
    """
    pieces: list[_Piece] = []
    for number, section in enumerate(sections):
        for group in section.groups:
            if text := _choose_sentence(group, values, variant, len(pieces)):
                pieces.append(_Piece(section=number, text=text, spare=group.spare))
    return _shorten(pieces, sections, limit, fits)


def _choose_sentence(group: Group, values: Mapping[str, Value], variant: VariantKey, position: int) -> str:
    for first in (True, False):
        sentences = [s for s in group.sentences if s.first is first and s.tone in (None, variant.tone)]
        texts = [text for sentence in sentences if (text := render_sentence(sentence.template, values))]
        if texts:
            # A fifth person starts again, but shifted in each group, so that no two texts are the same.
            turn = variant.turn + variant.turn // len(texts) * position
            return texts[turn % len(texts)]
    return ""


def _shorten(
    pieces: list[_Piece], sections: Sequence[Section], limit: int, fits: Callable[[str], bool] | None
) -> str:
    """Drop spare sentences from the last on, then the longest others, then cut the text."""
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
    """Capitalize the first letter, because what came before this sentence may have been dropped."""
    return text[:1].upper() + text[1:]


def _join_pieces(pieces: Sequence[_Piece], sections: Sequence[Section]) -> str:
    paragraphs = (
        section.joiner.join(piece.text for piece in pieces if piece.section == number)
        for number, section in enumerate(sections)
    )
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
