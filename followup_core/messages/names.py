"""Names that do not belong here: of another interview, or of another person than the addressee."""

import re
from collections.abc import Iterator

from .model import Around, Check, Finding, Message, Place
from .text import bare, greeting, plain_signs

_NO_NAMES = """
mr mrs ms mx miss dr prof professor sir madam mister doctor all both team everyone everybody there again
hiring manager managers committee recruiter colleagues and the panel friends whom it may concern at recruiting
interviewers ladies gentlemen folks you my morning afternoon evening day good hello hi hey dear greetings to
from of
"""
_NOBODY = frozenset(_NO_NAMES.split())
"""Words of a greeting that are nobody's name."""
_SPEAKER = re.compile(r"^(?:this is|my name|it is|it's|i am|i'm|i\b|we\b|thank|just)", re.IGNORECASE)
_OPENING = re.compile(
    r"^(?:dear|hello|hi|hey|greetings|good (?:morning|afternoon|evening|day))\b[\s,]*([^,:;!.\n–—-]{0,60})",
    re.IGNORECASE,
)
_HONORIFICS = ("Mr", r"Mr\.", "Ms", r"Ms\.", "Mrs", r"Mrs\.", "Dr", r"Dr\.")
_AT = r"(?:at|with|for|from|joining|join|to|of|about|in)\s+"


def wrong_names(message: Message, around: Around, ordinary: frozenset[str]) -> Iterator[Finding]:
    """Yield the names in a message that do not belong to it."""
    found = list(_greeted(message, around))
    yield from found
    taken = {each.start for each in found}
    here = {bare(word) for name in _here(around) for word in name.split()}
    for place, text in ((Place.SUBJECT, message.subject), (Place.BODY, message.body)):
        for name in around.elsewhere_people:
            for start, end in _person(name, text, here, ordinary):
                if start not in taken:
                    yield _finding(Check.WRONG_NAME, place, text, start, end)
        for name in around.elsewhere_organizations:
            if bare(name) not in bare(f"{around.facts.organization} {around.facts.role}"):
                for start, end in _organization(name, text, ordinary):
                    yield _finding(Check.WRONG_ORGANIZATION, place, text, start, end)


def _here(around: Around) -> tuple[str, ...]:
    facts = around.facts
    return (facts.name, facts.my_name, facts.organization, *facts.others)


def _greeted(message: Message, around: Around) -> Iterator[Finding]:
    """Yield the greeting's name where it is nobody's but another's."""
    line = greeting(message.body)
    if line is None or not around.facts.name:
        return
    opened = _OPENING.match(plain_signs(line.text))
    if opened is None or _SPEAKER.match(opened.group(1)):
        return
    expected = [bare(word) for word in re.findall(r"[\w']+", around.facts.name)]
    said = [word for word in re.finditer(r"[\w']+", opened.group(1)) if _is_name(word.group())]
    if said and not any(_same(bare(word.group()), each) for word in said for each in expected):
        start = line.start + opened.start(1) + said[0].start()
        end = line.start + opened.start(1) + said[-1].end()
        yield _finding(Check.WRONG_NAME, Place.BODY, message.body, start, end)


def _is_name(word: str) -> bool:
    return bare(word) not in _NOBODY and not word.isdigit() and (word[:1].isupper() or not word[:1].islower())


def _same(said: str, expected: str) -> bool:
    short, long = sorted((said, expected), key=len)
    return said == expected or (len(short) >= 3 and long.startswith(short))


def _person(name: str, text: str, here: set[str], ordinary: frozenset[str]) -> Iterator[tuple[int, int]]:
    words = name.split()
    if not words or all(bare(word) in here for word in words):
        return
    whole = r"\s+".join(map(re.escape, words))
    patterns = [rf"\b{whole}\b"] if len(words) > 1 else []
    last, first = re.escape(words[-1]), re.escape(words[0])
    if bare(words[-1]) not in here:
        patterns += [rf"(?<={title} ){last}" for title in _HONORIFICS]
        if bare(words[-1]) not in ordinary and len(words[-1]) > 2:
            patterns.append(rf"\b{last}\b")
    if bare(words[0]) not in here and bare(words[0]) not in ordinary and len(words[0]) > 2:
        patterns.append(rf"\b{first}\b")
    yield from _spans("|".join(patterns), text)


def _organization(name: str, text: str, ordinary: frozenset[str]) -> Iterator[tuple[int, int]]:
    words = name.split()
    whole = r"\s+".join(map(re.escape, words))
    if len(words) > 1:
        yield from _spans(whole, text, re.IGNORECASE)
    elif words and (bare(words[0]) in ordinary or len(words[0]) < 4):
        # A word of its own: counts only with a capital, and where an organization stands.
        for found in re.finditer(rf"\b{_AT}({whole})\b(?!\s+[a-z]+(?:ed|ing)\b)", text):
            yield found.span(1)
    elif words:
        yield from _spans(whole, text)


def _spans(pattern: str, text: str, flags: int = 0) -> Iterator[tuple[int, int]]:
    if pattern:
        last = -1
        for found in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text, flags):
            if found.start() >= last:
                last = found.end()
                yield found.span()


def _finding(check: Check, place: Place, text: str, start: int, end: int) -> Finding:
    what = "person" if check is Check.WRONG_NAME else "organization"
    return Finding(
        check=check,
        place=place,
        start=start,
        end=end,
        quote=text[start:end],
        why=f"This is the name of another {what}.",
        remedy="Put in the name that belongs here.",
    )
