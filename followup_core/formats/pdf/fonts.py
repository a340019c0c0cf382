"""The fonts of printable documents, and the replacement of characters that none of them has."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from fontTools.ttLib import TTFont

from followup_core.config import FONT_DIR

BASE_FONT = "NotoSans"
FALLBACK_FONTS: Mapping[str, str] = MappingProxyType(
    {
        "Hebrew": "NotoSansHebrew-Regular",
        "Arabic": "NotoSansArabic-Regular",
        "Thai": "NotoSansThai-Regular",
        "Devanagari": "NotoSansDevanagari-Regular",
        "Georgian": "NotoSansGeorgian-Regular",
        "Armenian": "NotoSansArmenian-Regular",
        "EastAsia": "DroidSansFallback",
    }
)
MISSING_CHAR = "\ufffd"
"""Replaces a character that no font has, such as an emoji, so that it is seen and not dropped."""

_FORMATTING = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff\ufe0e\ufe0f")


def file_of(name: str) -> Path:
    """Return the file of a font."""
    return FONT_DIR / f"{name}.woff"


@cache
def covered_chars(name: str) -> frozenset[int]:
    """Return the code points that a font has."""
    with TTFont(file_of(name), lazy=True) as font:
        return frozenset(font.getBestCmap())


def printable(text: str) -> tuple[str, frozenset[str]]:
    """Return a text that can be typeset, and the fallback fonts that it needs.

    Line breaks stay. Tabs and other control characters become a space, a character that
    no font has becomes `MISSING_CHAR`, and invisible formatting characters are removed.
    """
    shown, needed = [], set()
    one_newline = text.replace("\r\n", "\n").replace("\r", "\n")
    for char in unicodedata.normalize("NFC", one_newline):
        if char in _FORMATTING:
            continue
        if char != "\n" and unicodedata.category(char) in ("Cc", "Zl", "Zp"):
            shown.append(" ")
        elif char == "\n" or ord(char) in covered_chars(f"{BASE_FONT}-Regular"):
            shown.append(char)
        elif family := _fallback(ord(char)):
            shown.append(char)
            needed.add(family)
        else:
            shown.append(MISSING_CHAR)
    return "".join(shown), frozenset(needed)


@cache
def _fallback(code_point: int) -> str:
    return next((family for family, name in FALLBACK_FONTS.items() if code_point in covered_chars(name)), "")
