"""Checks plain template sentences, and fills them in, without Jinja.

Nearly all sentences only print facts and test for them. Loading Jinja and compiling the sentences of one
message took an eighth of the time of `followup draft`. `template_sandbox.check_allowed` would allow each
sentence that is accepted here, and Jinja would fill it in the same way. A sentence that is refused here may
still be allowed there.
"""

import re
from collections.abc import Mapping

from .template_language import FACT_NAMES, HOLE, TEXT_FACTS

_DEFAULT = r"(?:\|default\((\"[a-z ]*\"|'[a-z ]*')\))?"
_PRINTED_FACT = re.compile(rf"\{{\{{ ([a-z_]+){_DEFAULT} \}}\}}")
_TAGS = re.compile(r"(\{\{ [a-z_]+(?:\|default\([^(){}]*\))? \}\}|\{% [^{}%]+ %\})")
_BRANCH = re.compile(r"\{% (if|elif) (.+) %\}")
_FACT_TEST = re.compile(r"(not )?([a-z_]+)|([a-z_]+) (==|!=) (\"[a-z_ ]*\"|'[a-z_ ]*'|0|[1-9][0-9]{0,8})")
MAX_NESTED_IFS = 3
"""How deeply ifs may be nested in a plain sentence."""
MAX_TESTS = 4
"""How many tests may be joined by "and" or "or" in a plain sentence."""


class _NotPlain(Exception):
    """The sentence isn't plain, so Jinja has to check it."""


def facts_printed(source: str) -> int | None:
    """Return how many facts a plain sentence prints at most; None if the sentence isn't plain."""
    if "\n" in source:
        return None
    texts_and_tags = _TAGS.split(source)
    if any("{" in text or HOLE.search(text) for text in texts_and_tags[::2]):
        return None
    try:
        return _count_printed_facts(texts_and_tags[1::2])
    except _NotPlain:
        return None


def fill_plain_sentence(source: str, values: Mapping[str, object]) -> str | None:
    """Return a plain sentence with the facts filled in; None if it prints an unknown fact.

    Unknown facts are absent from `values`; in a test they count as ''.
    """
    text = ""
    open_ifs: list[bool | None] = []  # True or False: is the branch said? None: an earlier branch was
    for number, piece in enumerate(_TAGS.split(source)):
        is_said = all(open_ifs)
        if number % 2 == 0:
            text += piece if is_said else ""
        elif match := _PRINTED_FACT.fullmatch(piece):
            default = None if match[2] is None else match[2][1:-1]
            value = values.get(match[1], default)
            if is_said and value is None:
                return None
            text += str(value if default is None else value or default) if is_said else ""
        elif (match := _BRANCH.fullmatch(piece)) and match[1] == "if":
            open_ifs.append(_is_true(match[2], values))
        elif match or "else" in piece:
            is_next = open_ifs[-1] is False
            open_ifs[-1] = (match is None or _is_true(match[2], values)) if is_next else None
        else:
            open_ifs.pop()
    return text


def _is_true(condition: str, values: Mapping[str, object]) -> bool:
    return any(
        all(_passes_test(test, values) for test in tests.split(" and ")) for tests in condition.split(" or ")
    )


def _passes_test(test: str, values: Mapping[str, object]) -> bool:
    match = _FACT_TEST.fullmatch(test)
    if match is None:
        raise NotImplementedError(test)  # the check refused it
    negated, tested_fact, compared_fact, operator, compared_text = match.groups()
    if tested_fact:
        return bool(values.get(tested_fact)) is not bool(negated)
    is_equal = values.get(compared_fact, "") == (
        int(compared_text) if compared_text.isdecimal() else compared_text[1:-1]
    )
    return is_equal is (operator == "==")


def _count_printed_facts(tags: list[str]) -> int:
    """Return how many of the tags print a fact; raise _NotPlain if an if lacks its end or an end its if."""
    count = 0
    open_ifs: list[str] = []
    for tag in tags:
        if match := _PRINTED_FACT.fullmatch(tag):
            _check_name(match.group(1), TEXT_FACTS)
            count += 1
        else:
            _update_open_ifs(tag, open_ifs)
    if open_ifs:
        raise _NotPlain
    return count


def _update_open_ifs(tag: str, open_ifs: list[str]) -> None:
    """Open, continue or close an if, as `tag` says. `open_ifs` has the latest keyword of each open if."""
    match = _BRANCH.fullmatch(tag)
    keyword = match.group(1) if match else tag.strip("{}% ")
    if match:
        _check_condition(match.group(2))
    if keyword == "if" and len(open_ifs) < MAX_NESTED_IFS:
        open_ifs.append(keyword)
    elif keyword in ("elif", "else") and open_ifs and open_ifs[-1] != "else":
        open_ifs[-1] = keyword
    elif keyword == "endif" and open_ifs:
        open_ifs.pop()
    else:
        raise _NotPlain


def _check_condition(condition: str) -> None:
    """Raise _NotPlain unless the condition only tests facts or compares them to words or numbers."""
    tests = re.split(r" and | or ", condition)
    if len(tests) > MAX_TESTS:
        raise _NotPlain
    for test in tests:
        match = _FACT_TEST.fullmatch(test)
        if match is None:
            raise _NotPlain
        _check_name(match[2] or match[3], FACT_NAMES)


def _check_name(name: str, allowed: tuple[str, ...]) -> None:
    if name not in allowed:
        raise _NotPlain
