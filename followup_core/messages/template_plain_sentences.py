"""Plain template sentences, which are checked and filled in without Jinja.

Nearly all sentences only print facts and test for them. Loading Jinja and compiling the sentences of one
message took an eighth of the time of `followup draft`. A sentence that is accepted here obeys
`template_sandbox.check_allowed`, and says what Jinja would say; one that is not may still obey it.
"""

import re
from collections.abc import Mapping

from .template_language import FACT_NAMES, HOLE, TEXT_FACTS

_DEFAULT = r"(?:\|default\((\"[a-z ]*\"|'[a-z ]*')\))?"
_PRINTED = re.compile(rf"\{{\{{ ([a-z_]+){_DEFAULT} \}}\}}")
_TAG = re.compile(r"(\{\{ [a-z_]+(?:\|default\([^(){}]*\))? \}\}|\{% [^{}%]+ %\})")
_BRANCH = re.compile(r"\{% (if|elif) (.+) %\}")
_TEST = re.compile(r"(not )?([a-z_]+)|([a-z_]+) (==|!=) (\"[a-z_ ]*\"|'[a-z_ ]*'|0|[1-9][0-9]{0,8})")
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


def filled(source: str, values: Mapping[str, object]) -> str | None:
    """Return a plain sentence with the facts filled in; None if it prints one that is unknown.

    Unknown facts are absent from `values`. A test takes them for ''.
    """
    text = ""
    open_ifs: list[bool | None] = []  # of each: whether its branch is said; None if an earlier one was
    for number, piece in enumerate(_TAG.split(source)):
        is_said = all(open_ifs)
        if number % 2 == 0:
            text += piece if is_said else ""
        elif match := _PRINTED.fullmatch(piece):
            default = None if match[2] is None else match[2][1:-1]
            value = values.get(match[1], default)
            if is_said and value is None:
                return None
            text += str(value if default is None else value or default) if is_said else ""
        elif (match := _BRANCH.fullmatch(piece)) and match[1] == "if":
            open_ifs.append(_holds(match[2], values))
        elif match or "else" in piece:
            is_next = open_ifs[-1] is False
            open_ifs[-1] = (match is None or _holds(match[2], values)) if is_next else None
        else:
            open_ifs.pop()
    return text


def _holds(condition: str, values: Mapping[str, object]) -> bool:
    return any(
        all(_is_met(test, values) for test in tests.split(" and ")) for tests in condition.split(" or ")
    )


def _is_met(test: str, values: Mapping[str, object]) -> bool:
    match = _TEST.fullmatch(test)
    if match is None:
        raise NotImplementedError(test)  # the check refused it
    negated, name, compared, operator, word = match.groups()
    if name:
        return bool(values.get(name)) is not bool(negated)
    is_equal = values.get(compared, "") == (int(word) if word.isdecimal() else word[1:-1])
    return is_equal is (operator == "==")


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
    """Raise _NotPlain unless the condition tests facts, or compares them to words or numbers."""
    tests = re.split(r" and | or ", condition)
    if len(tests) > MAX_TESTS:
        raise _NotPlain
    for test in tests:
        match = _TEST.fullmatch(test)
        if match is None:
            raise _NotPlain
        _check_name(match[2] or match[3], FACT_NAMES)


def _check_name(name: str, allowed: tuple[str, ...]) -> None:
    if name not in allowed:
        raise _NotPlain
