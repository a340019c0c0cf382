"""Printable sheets, and the PDF each of them becomes."""

from .document import Block, Bullets, Heading, Letter, Paragraph, Ruled, Sheet, Signatures, Size, Table

__all__ = [
    "Block",
    "Bullets",
    "Heading",
    "Letter",
    "Paragraph",
    "Ruled",
    "Sheet",
    "Signatures",
    "Size",
    "Table",
    "pdf",
]


def pdf(sheet: Sheet) -> bytes:
    """Return a sheet as a PDF file; the same sheet always gives the same bytes."""
    # Here, because whoever only says what is on a sheet shall not wait for what draws it.
    from .pdf_renderer import pdf as drawn

    return drawn(sheet)
