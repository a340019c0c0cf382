"""The letters of a sheet: which fonts there are, and what stands for a letter that none of them has."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from fontTools.ttLib import TTFont

FONT_FOLDER = Path(__file__).resolve().parents[3] / "data" / "fonts"
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
"""Stands for a letter that no font has, such as an emoji: seen, never dropped."""

_FORMATTING = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff\ufe0e\ufe0f")


def file_of(name: str) -> Path:
    """Return a font's file."""
    return FONT_FOLDER / f"{name}.woff"


@cache
def covered_chars(name: str) -> frozenset[int]:
    """Return the letters a font has."""
    with TTFont(file_of(name), lazy=True) as font:
        return frozenset(font.getBestCmap())


def printable(text: str) -> tuple[str, frozenset[str]]:
    """Return a text that can be set, and the fallback fonts it needs.

    Line breaks stay. Tabs and other control characters become a space, and a
    letter that no font has becomes `MISSING_CHAR`; marks that only steer the text go.
    """
    shown, needed = [], set()
    one_newline = text.replace("\r\n", "\n").replace("\r", "\n")
    for sign in unicodedata.normalize("NFC", one_newline):
        if sign in _FORMATTING:
            continue
        if sign != "\n" and unicodedata.category(sign) in ("Cc", "Zl", "Zp"):
            shown.append(" ")
        elif sign == "\n" or ord(sign) in covered_chars(f"{BASE_FONT}-Regular"):
            shown.append(sign)
        elif found := _fallback(ord(sign)):
            shown.append(sign)
            needed.add(found)
        else:
            shown.append(MISSING_CHAR)
    return "".join(shown), frozenset(needed)


@cache
def _fallback(sign: int) -> str:
    return next((family for family, name in FALLBACK_FONTS.items() if sign in covered_chars(name)), "")
