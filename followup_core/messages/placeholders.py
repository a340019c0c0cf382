"""What was left to be filled in."""

import re
from collections.abc import Iterator

from .model import Check, Finding, Place

_FOUND = re.compile(
    r"\[[^\]\n]{1,40}\]"
    r"|\{\{[^}\n]{0,60}\}\}|\{[^}\n]{1,40}\}"
    r"|<(?!https?:|mailto:)[A-Za-z][^<>\n@/:]{0,30}>"
    r"|_{3,}|\bX{3,}\b|\bxxx+\b"
    r"|\b(?:TODO|TBD|FIXME)\b"
    r"|\b[Ll]orem ipsum\b"
    r"|\b(?:[Ii]nsert|INSERT|[Ff]ill in) (?:your |the |their )?(?:name|company|date|role|example|text|here)\b"
    r"|(?<=[Dd]ear )None\b|(?<=[Hh]ello )None\b|(?<=[Hh]i )None\b|(?<=\bat )None\b|(?<=\bwith )None\b"
    r"|(?<=\bthe )None\b|(?<=\bon )None\b|(?<=\babout )None\b|(?<=\bfor )None\b|(?<=\bis )None\b"
    r"|(?<=\bmet )None\b|\bNone (?=role|position|team|job)"
    r"|(?<=[Dd]ear )(?:null|undefined)\b|\bNaN\b"
)


def placeholders(place: Place, text: str) -> Iterator[Finding]:
    """Yield every placeholder that is still in a text."""
    for found in _FOUND.finditer(text):
        yield Finding(
            check=Check.PLACEHOLDER,
            place=place,
            start=found.start(),
            end=found.end(),
            quote=found.group(),
            why="This was left to be filled in.",
            remedy="Put in what belongs there, or take the sentence out.",
        )
