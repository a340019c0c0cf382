"""Printable sheets, and the PDF each of them becomes."""

from .document import (
    Block,
    Bullets,
    Document,
    Heading,
    LargeText,
    PaperSize,
    Paragraph,
    Signatures,
    Table,
    WritingLines,
)

__all__ = [
    "Block",
    "Bullets",
    "Document",
    "Heading",
    "LargeText",
    "PaperSize",
    "Paragraph",
    "Signatures",
    "Table",
    "WritingLines",
    "pdf",
]


def pdf(sheet: Document) -> bytes:
    """Return a sheet as a PDF file; the same sheet always gives the same bytes."""
    # Here, because whoever only says what is on a sheet shall not wait for what draws it.
    from .pdf_renderer import render_pdf as drawn

    return drawn(sheet)
