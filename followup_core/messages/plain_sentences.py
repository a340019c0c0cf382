"""A quick check of plain template sentences, which leaves every other sentence to Jinja.

Jinja takes fifteen times as long, and all sentences are checked whenever the templates are
loaded. Nearly all of them only print facts and test for them. A sentence that is accepted here obeys
`template_sandbox.check_allowed`; one that is not may still obey it.
"""

import re

from .template_sandbox import FACT_NAMES, HOLE, TEXT_FACTS

_TAG = re.compile(r"(\{\{ [a-z_]+(?:\|default\(\"[a-z ]*\"\))? \}\}|\{% [^{}%]+ %\})")
_PRINTED = re.compile(r"\{\{ ([a-z_]+)(?:\|default\(\"[a-z ]*\"\))? \}\}")
_BRANCH = re.compile(r"\{% (if|elif) (.+) %\}")
_WORD = re.compile(r"\"[a-z_]*\"|0|[1-9][0-9]{0,8}")
MAX_NESTED = 3
"""How deeply ifs may be nested in a plain sentence."""
MAX_TESTS = 4
"""How many tests may be joined by "and" or "or" in a plain sentence."""


class _NotPlain(Exception):
    """A sentence that Jinja has to judge."""


def facts_printed(source: str) -> int | None:
    """Return how many facts a plain sentence prints at most; None if it may not be allowed."""
    if "\n" in source:
        return None
    texts_and_tags = _TAG.split(source)
    if any("{" in text or HOLE.search(text) for text in texts_and_tags[::2]):
        return None
    try:
        return _printed(texts_and_tags[1::2])
    except _NotPlain:
        return None


def _printed(tags: list[str]) -> int:
    """Return how many of the tags print a fact; raise _NotPlain if the ifs don't match up."""
    printed = 0
    open_ifs: list[str] = []
    for tag in tags:
        if match := _PRINTED.fullmatch(tag):
            _check_name(match.group(1), TEXT_FACTS)
            printed += 1
        else:
            _follow_branch(tag, open_ifs)
    if open_ifs:
        raise _NotPlain
    return printed


def _follow_branch(tag: str, open_ifs: list[str]) -> None:
    """Open, continue or close an if; `open_ifs` has the latest keyword of each that is open."""
    match = _BRANCH.fullmatch(tag)
    keyword = match.group(1) if match else tag.strip("{}% ")
    if match:
        _check_condition(match.group(2))
    if keyword == "if" and len(open_ifs) < MAX_NESTED:
        open_ifs.append(keyword)
    elif keyword in ("elif", "else") and open_ifs and open_ifs[-1] != "else":
        open_ifs[-1] = keyword
    elif keyword == "endif" and open_ifs:
        open_ifs.pop()
    else:
        raise _NotPlain


def _check_condition(condition: str) -> None:
    """Raise _NotPlain unless the condition tests facts, or compares them to a word or a number."""
    tests = re.split(r" and | or ", condition)
    if len(tests) > MAX_TESTS:
        raise _NotPlain
    for test in tests:
        match test.split(" "):
            case [name] | ["not", name]:
                _check_name(name, FACT_NAMES)
            case [name, "==" | "!=", word] if _WORD.fullmatch(word):
                _check_name(name, FACT_NAMES)
            case _:
                raise _NotPlain


def _check_name(name: str, allowed: tuple[str, ...]) -> None:
    if name not in allowed:
        raise _NotPlain
