"""Printable sheets, and the PDF each of them becomes."""

from .printing import pdf
from .sheet import (
    Block,
    Bullets,
    Heading,
    Letter,
    Paragraph,
    Ruled,
    Sheet,
    Signatures,
    Size,
    Table,
)

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
