"""Renders a document as a PDF: one column, in the scripts that the fonts have."""

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
from .fonts import BASE_FONT, FALLBACK_FONTS, font_file, printable

_MARGIN = 20.0  # mm; all lengths here are in millimeters and font sizes in points
_BOTTOM = 18.0
_ACCENT = (15, 107, 102)
_BLACK = (31, 41, 51)
_GRAY = (85, 97, 111)
_RULE = (200, 200, 196)
_LEADING = 0.46  # line height in millimeters per point of font size
_WIDE_LEADING = 0.62
_SCALES = (1.0, 0.92, 0.84, 0.75)


class _Page(FPDF):
    """A PDF with the document's footer and the page's number on every page.

    The total is left out if `page_count` is 0.
    """

    def __init__(self, document: Document, scale: float, page_count: int = 0) -> None:
        super().__init__(unit="mm", format=document.size.value)
        self.scale = scale
        self.page_count = page_count
        self.c_margin = 0  # so that text begins where rules do
        self._footer = printable(document.footer)[0]
        self.set_margins(_MARGIN, _MARGIN, _MARGIN)
        self.set_auto_page_break(auto=True, margin=_BOTTOM + 6)

    def footer(self) -> None:
        """Write the footer, and the page number if there are several pages."""
        if self._footer or self._page_number():
            self.set_y(-_BOTTOM)
            self.set_font(BASE_FONT, size=8.5)
            self.set_text_color(*_GRAY)
            self.cell(0, 5, self._footer)
            self.set_x(_MARGIN)
            self.cell(0, 5, self._page_number(), align="R")

    def _page_number(self) -> str:
        if self.page_count:
            return f"Page {self.page} of {self.page_count}"
        return f"{self.page}" if self.page > 1 else ""


def render_pdf(document: Document) -> bytes:
    """Return a document as a PDF file; the same document always gives the same bytes."""
    for scale in _SCALES if document.one_page else _SCALES[:1]:
        with _typeset(document, scale) as page:
            if page.pages_count == 1 or not document.one_page or scale == _SCALES[-1]:
                return (
                    _typeset_with_page_count(document, scale, page.pages_count)
                    if document.numbered
                    else _pdf_bytes(page)
                )
    raise AssertionError("the last scale returns")


def _typeset_with_page_count(document: Document, scale: float, pages: int) -> bytes:
    """Typeset a document again, now that its number of pages is known."""
    with _typeset(document, scale, pages) as page:
        return _pdf_bytes(page)


def _pdf_bytes(page: FPDF) -> bytes:
    return bytes(page.output() or b"")


@contextmanager
def _typeset(document: Document, scale: float, page_count: int = 0) -> Iterator["_Page"]:
    page = _Page(document, scale, page_count)
    try:
        _set_up_fonts(page, document)
        page.add_page()
        _draw_title(page, document)
        for block in document.blocks:
            _draw_block(page, block)
        yield page
    finally:
        for font in page.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()  # the library leaves their files open


def _set_up_fonts(page: FPDF, document: Document) -> None:
    made_at = datetime(document.made_on.year, document.made_on.month, document.made_on.day, tzinfo=UTC)
    page.set_creation_date(made_at)
    page.set_title(printable(document.title)[0])
    page.set_lang("en")
    page.add_font(BASE_FONT, "", font_file(f"{BASE_FONT}-Regular"))
    page.add_font(BASE_FONT, "B", font_file(f"{BASE_FONT}-Bold"))
    needed = frozenset().union(*(printable(text)[1] for text in _all_texts(document)))
    for family in FALLBACK_FONTS:
        if family in needed:  # the East Asian font alone takes longer to read than all the others
            page.add_font(family, "", font_file(FALLBACK_FONTS[family]))
    page.set_fallback_fonts([family for family in FALLBACK_FONTS if family in needed], exact_match=False)
    # Letters that join or run from right to left need text shaping; for others it only takes time.
    page.set_text_shaping(use_shaping_engine=bool(needed - {"EastAsia"}))


def _all_texts(document: Document) -> Iterable[str]:
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


def _draw_title(page: _Page, document: Document) -> None:
    _draw_text(page, document.title, size=19, bold=True)
    if document.subtitle:
        page.ln(0.8)
        _draw_text(page, document.subtitle, size=10.5, color=_GRAY)
    page.ln(2.5)
    page.set_draw_color(*_ACCENT)
    page.set_line_width(0.7)
    page.line(_MARGIN, page.get_y(), _MARGIN + 24, page.get_y())
    page.ln(3)


def _draw_heading(page: _Page, text: str) -> None:
    page.ln(3 * page.scale)
    if page.will_page_break(22):  # a heading alone at the foot of a page is useless
        page.add_page()
    _draw_text(page, text, size=12.5, bold=True)
    page.ln(1)


def _draw_block(page: _Page, block: Block) -> None:
    match block:
        case Heading():
            _draw_heading(page, block.text)
        case Paragraph():
            _draw_text(
                page,
                block.text,
                size=9 if block.quiet else 10.5,
                color=_GRAY if block.quiet else _BLACK,
            )
            page.ln(1.5)
        case Bullets():
            for item in block.items:
                _draw_bullet(page, item)
        case DocumentTable():
            _draw_table(page, block)
        case WritingLines():
            _draw_lines(page, block.lines)
        case PageBreak():
            page.add_page()
        case Signatures():
            _draw_signatures(page, block.labels)
        case LargeText():
            page.ln(4)
            _draw_text(page, block.text, size=16, leading=_WIDE_LEADING)
            page.ln(4)
        case _:
            assert_never(block)


def _draw_text(
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
    printable_text, _ = printable(text)
    page.multi_cell(0, size * leading, printable_text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _draw_bullet(page: _Page, item: str) -> None:
    size = 10.5
    height = size * page.scale * _LEADING
    page.set_font(BASE_FONT, "", size * page.scale)
    page.set_text_color(*_ACCENT)
    if page.will_page_break(height):
        page.add_page()
    page.cell(5, height, "•")
    page.set_left_margin(_MARGIN + 5)
    _draw_text(page, item, size=size)
    page.set_left_margin(_MARGIN)
    page.set_x(_MARGIN)
    page.ln(0.9 * page.scale)


def _draw_table(page: _Page, table: DocumentTable) -> None:
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
    ) as pdf_table:
        for cells in (table.header, *table.rows):
            row = pdf_table.row()
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


def _draw_signatures(page: _Page, labels: tuple[str, ...]) -> None:
    gap = 10.0
    width = (page.epw + gap) / len(labels) - gap
    if page.will_page_break(28):
        page.add_page()
    page.ln(18)
    page.set_draw_color(*_GRAY)
    page.set_line_width(0.25)
    page.set_font(BASE_FONT, "", 9)
    page.set_text_color(*_GRAY)
    for place, label in enumerate(labels):
        left = _MARGIN + place * (width + gap)
        page.line(left, page.get_y(), left + width, page.get_y())
        page.set_x(left)
        page.cell(width, 6, printable(label)[0])
    page.ln(8)
