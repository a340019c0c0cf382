"""Printable documents, and their rendering as PDF."""

from .document import (
    Block,
    Bullets,
    Document,
    DocumentTable,
    Heading,
    LargeText,
    PageBreak,
    PaperSize,
    Paragraph,
    Signatures,
    WritingLines,
    paper_size,
)

__all__ = [
    "Block",
    "Bullets",
    "Document",
    "DocumentTable",
    "Heading",
    "LargeText",
    "PageBreak",
    "PaperSize",
    "Paragraph",
    "Signatures",
    "WritingLines",
    "paper_size",
    "pdf",
]


def pdf(document: Document) -> bytes:
    """Return a document as a PDF file; the same document always gives the same bytes."""
    # Imported here, because building a document must not wait for the PDF library.
    from .pdf_renderer import render_pdf

    return render_pdf(document)
