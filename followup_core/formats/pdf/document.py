"""What a printable sheet is made of."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class PaperSize(StrEnum):
    """The paper."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The title of a part."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text; a quiet one is smaller and gray."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list, a line or more each."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under a header that is repeated on every page; `widths` are shares of the line."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingLines:
    """Empty lines to write on by hand."""

    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LargeText:
    """A text to copy by hand: large, with room between the lines."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """Lines to sign on, side by side, each with what belongs there under it; at most three fit."""

    labels: tuple[str, ...]


Block = Heading | Paragraph | Bullets | Table | WritingLines | LargeText | Signatures


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A printable sheet of one or more pages; `made_on` is the day it bears in the file.

    With `one_page` the type is set smaller, down to three quarters, where that keeps it on one page.
    With `numbered` every page says which of how many it is; else the first bears no number.
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
        """Return the sheet with a remark below its title and at the foot of every page; '' adds nothing."""
        subtitle, footer = (
            ", ".join(filter(None, (words, remark))) for words in (self.subtitle, self.footer)
        )
        return replace(self, subtitle=subtitle, footer=footer) if remark else self
