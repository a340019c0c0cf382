"""The content model of a printable document."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class PaperSize(StrEnum):
    """A size of paper."""

    A4 = "a4"
    LETTER = "letter"


_LETTER_COUNTRIES = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "VE", "CR", "GT", "PA", "DO", "PR"})


def paper_size(country: str) -> PaperSize:
    """Return the usual paper size of a country (ISO 3166); A4 for '' (not given)."""
    return PaperSize.LETTER if country in _LETTER_COUNTRIES else PaperSize.A4


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The title of a section."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text; a quiet paragraph is smaller and gray."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list of items, each of one line or more."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTable:
    """Rows below a header that repeats on every page; `widths` are fractions of the line."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingLines:
    """Empty lines for handwriting."""

    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """The next block begins on a new page, such as the back of a sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LargeText:
    """A text to copy by hand: large, with space between the lines."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """Lines to sign on, next to each other, each with its label below; at most three fit."""

    labels: tuple[str, ...]


Block = Heading | Paragraph | Bullets | DocumentTable | WritingLines | PageBreak | LargeText | Signatures


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A printable document of one or more pages; `made_on` is the date stored in the file.

    `one_page`: use a smaller type, down to three quarters, if the document then fits on one page. `numbered`:
    every page has its number and the total; otherwise the first page has no number.
    """

    title: str
    subtitle: str = ""
    blocks: tuple[Block, ...] = ()
    size: PaperSize = PaperSize.A4
    footer: str = ""
    one_page: bool = False
    numbered: bool = False
    made_on: date

    def marked(self, remark: str) -> "Document":
        """Return the document with a remark, if any, below its title and at the foot of every page."""
        subtitle, footer = (
            ", ".join(filter(None, (words, remark))) for words in (self.subtitle, self.footer)
        )
        return replace(self, subtitle=subtitle, footer=footer) if remark else self
