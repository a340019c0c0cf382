"""The PDF renderer: one column, in the scripts that the fonts have."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import assert_never

from fpdf import FPDF
from fpdf.enums import TableBordersLayout, XPos, YPos
from fpdf.fonts import FontFace, TTFFont

from .document import (
    Block,
    Bullets,
    Document,
    DocumentTable,
    Heading,
    LargeText,
    PageBreak,
    Paragraph,
    Signatures,
    WritingLines,
)
from .fonts import BASE_FONT, FALLBACK_FONTS, file_of, printable

_MARGIN = 20.0  # mm; all lengths here are in millimeters and font sizes in points
_BOTTOM = 18.0
_ACCENT = (15, 107, 102)
_BLACK = (31, 41, 51)
_GRAY = (85, 97, 111)
_RULE = (200, 200, 196)
_LEADING = 0.46  # line height in millimeters per point of font size
_LOOSE = 0.62
_SCALES = (1.0, 0.92, 0.84, 0.75)


class _Page(FPDF):
    """A PDF with the document's footer and numbers on every page; total `pages_in_all`, hidden if 0."""

    def __init__(self, document: Document, scale: float, pages_in_all: int = 0) -> None:
        super().__init__(unit="mm", format=document.size.value)
        self.scale = scale
        self.pages_in_all = pages_in_all
        self.c_margin = 0  # so that text begins where rules do
        self._footer = printable(document.footer)[0]
        self.set_margins(_MARGIN, _MARGIN, _MARGIN)
        self.set_auto_page_break(auto=True, margin=_BOTTOM + 6)

    def footer(self) -> None:
        """Write the footer, and the page number if there are several pages."""
        if self._footer or self._number():
            self.set_y(-_BOTTOM)
            self.set_font(BASE_FONT, size=8.5)
            self.set_text_color(*_GRAY)
            self.cell(0, 5, self._footer)
            self.set_x(_MARGIN)
            self.cell(0, 5, self._number(), align="R")

    def _number(self) -> str:
        if self.pages_in_all:
            return f"Page {self.page} of {self.pages_in_all}"
        return f"{self.page}" if self.page > 1 else ""


def render_pdf(document: Document) -> bytes:
    """Return a document as a PDF file; the same document always gives the same bytes."""
    for scale in _SCALES if document.one_page else _SCALES[:1]:
        with _set(document, scale) as page:
            if page.pages_count == 1 or not document.one_page or scale == _SCALES[-1]:
                return (
                    _typeset_again(document, scale, page.pages_count) if document.numbered else _bytes(page)
                )
    raise AssertionError("the last scale returns")


def _typeset_again(document: Document, scale: float, pages: int) -> bytes:
    """Typeset a document again, now that its number of pages is known."""
    with _set(document, scale, pages) as page:
        return _bytes(page)


def _bytes(page: FPDF) -> bytes:
    return bytes(page.output() or b"")


@contextmanager
def _set(document: Document, scale: float, pages_in_all: int = 0) -> Iterator["_Page"]:
    page = _Page(document, scale, pages_in_all)
    try:
        _prepare(page, document)
        page.add_page()
        _title(page, document)
        for block in document.blocks:
            _block(page, block)
        yield page
    finally:
        for font in page.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()  # the library leaves their files open


def _prepare(page: FPDF, document: Document) -> None:
    made_at = datetime(document.made_on.year, document.made_on.month, document.made_on.day, tzinfo=UTC)
    page.set_creation_date(made_at)
    page.set_title(printable(document.title)[0])
    page.set_lang("en")
    page.add_font(BASE_FONT, "", file_of(f"{BASE_FONT}-Regular"))
    page.add_font(BASE_FONT, "B", file_of(f"{BASE_FONT}-Bold"))
    needed = frozenset().union(*(printable(text)[1] for text in _texts(document)))
    for family in FALLBACK_FONTS:
        if family in needed:  # the East Asian font alone takes longer to read than all the others
            page.add_font(family, "", file_of(FALLBACK_FONTS[family]))
    page.set_fallback_fonts([family for family in FALLBACK_FONTS if family in needed], exact_match=False)
    # Letters that join or run from right to left need it; for the others it only takes time.
    page.set_text_shaping(use_shaping_engine=bool(needed - {"EastAsia"}))


def _texts(document: Document) -> Iterable[str]:
    yield from (document.title, document.subtitle, document.footer)
    for block in document.blocks:
        match block:
            case Heading() | Paragraph() | LargeText():
                yield block.text
            case Bullets():
                yield from block.items
            case Signatures():
                yield from block.labels
            case DocumentTable():
                yield from block.header
                for row in block.rows:
                    yield from row
            case WritingLines() | PageBreak():
                pass
            case _:
                assert_never(block)


def _title(page: _Page, document: Document) -> None:
    _text(page, document.title, size=19, bold=True)
    if document.subtitle:
        page.ln(0.8)
        _text(page, document.subtitle, size=10.5, color=_GRAY)
    page.ln(2.5)
    page.set_draw_color(*_ACCENT)
    page.set_line_width(0.7)
    page.line(_MARGIN, page.get_y(), _MARGIN + 24, page.get_y())
    page.ln(3)


def _heading(page: _Page, text: str) -> None:
    page.ln(3 * page.scale)
    if page.will_page_break(22):  # a heading alone at the foot of a page is useless
        page.add_page()
    _text(page, text, size=12.5, bold=True)
    page.ln(1)


def _block(page: _Page, block: Block) -> None:
    match block:
        case Heading():
            _heading(page, block.text)
        case Paragraph():
            _text(
                page,
                block.text,
                size=9 if block.quiet else 10.5,
                color=_GRAY if block.quiet else _BLACK,
            )
            page.ln(1.5)
        case Bullets():
            for item in block.items:
                _bullet(page, item)
        case DocumentTable():
            _table(page, block)
        case WritingLines():
            _draw_lines(page, block.lines)
        case PageBreak():
            page.add_page()
        case Signatures():
            _signatures(page, block.labels)
        case LargeText():
            page.ln(4)
            _text(page, block.text, size=16, leading=_LOOSE)
            page.ln(4)
        case _:
            assert_never(block)


def _text(
    page: _Page,
    text: str,
    *,
    size: float,
    bold: bool = False,
    color: tuple[int, int, int] = _BLACK,
    leading: float = _LEADING,
) -> None:
    size *= page.scale
    page.set_font(BASE_FONT, "B" if bold else "", size)
    page.set_text_color(*color)
    shown, _ = printable(text)
    page.multi_cell(0, size * leading, shown, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _bullet(page: _Page, item: str) -> None:
    size = 10.5
    height = size * page.scale * _LEADING
    page.set_font(BASE_FONT, "", size * page.scale)
    page.set_text_color(*_ACCENT)
    if page.will_page_break(height):
        page.add_page()
    page.cell(5, height, "•")
    page.set_left_margin(_MARGIN + 5)
    _text(page, item, size=size)
    page.set_left_margin(_MARGIN)
    page.set_x(_MARGIN)
    page.ln(0.9 * page.scale)


def _table(page: _Page, table: DocumentTable) -> None:
    page.ln(1)
    page.set_font(BASE_FONT, "", 9.5)
    page.set_text_color(*_BLACK)
    page.set_draw_color(*_RULE)
    page.set_line_width(0.2)
    with page.table(
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        headings_style=FontFace(emphasis="BOLD", color=_GRAY),
        col_widths=table.widths or None,
        line_height=9.5 * _LEADING,
        padding=1.2,
        text_align="LEFT",
    ) as drawn:
        for cells in (table.header, *table.rows):
            row = drawn.row()
            for cell in cells:
                row.cell(printable(cell)[0])
    page.ln(2)


def _draw_lines(page: _Page, lines: int) -> None:
    page.set_draw_color(*_RULE)
    page.set_line_width(0.25)
    for _ in range(lines):
        if page.will_page_break(9):
            page.add_page()
        page.ln(9)
        page.line(_MARGIN, page.get_y(), page.w - _MARGIN, page.get_y())
    page.ln(3)


def _signatures(page: _Page, labels: tuple[str, ...]) -> None:
    between = 10.0
    width = (page.epw + between) / len(labels) - between
    if page.will_page_break(28):
        page.add_page()
    page.ln(18)
    page.set_draw_color(*_GRAY)
    page.set_line_width(0.25)
    page.set_font(BASE_FONT, "", 9)
    page.set_text_color(*_GRAY)
    for place, label in enumerate(labels):
        left = _MARGIN + place * (width + between)
        page.line(left, page.get_y(), left + width, page.get_y())
        page.set_x(left)
        page.cell(width, 6, printable(label)[0])
    page.ln(8)
