"""Finds the fonts for a text, and replaces characters that no font has."""

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
"""Replaces a character that no font has, such as an emoji, so that the gap is visible."""

_INVISIBLE_CHARS = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff\ufe0e\ufe0f")


def font_file(name: str) -> Path:
    """Return the file of a font."""
    return FONT_DIR / f"{name}.woff"


@cache
def covered_chars(name: str) -> frozenset[int]:
    """Return the code points that a font has."""
    with TTFont(font_file(name), lazy=True) as font:
        return frozenset(font.getBestCmap())


def printable(text: str) -> tuple[str, frozenset[str]]:
    """Return a text that can be typeset, and the fallback fonts that it needs.

    Line breaks stay. Tabs and other control characters become a space, a character that
    no font has becomes `MISSING_CHAR`, and invisible formatting characters are removed.
    """
    chars, needed_fonts = [], set()
    with_newlines = text.replace("\r\n", "\n").replace("\r", "\n")
    for char in unicodedata.normalize("NFC", with_newlines):
        if char in _INVISIBLE_CHARS:
            continue
        if char != "\n" and unicodedata.category(char) in ("Cc", "Zl", "Zp"):
            chars.append(" ")
        elif char == "\n" or ord(char) in covered_chars(f"{BASE_FONT}-Regular"):
            chars.append(char)
        elif family := _fallback_family(ord(char)):
            chars.append(char)
            needed_fonts.add(family)
        else:
            chars.append(MISSING_CHAR)
    return "".join(chars), frozenset(needed_fonts)


@cache
def _fallback_family(code_point: int) -> str:
    return next((family for family, name in FALLBACK_FONTS.items() if code_point in covered_chars(name)), "")
