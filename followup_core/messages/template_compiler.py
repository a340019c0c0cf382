"""The compiler of template sentences: checked against the allowed syntax, compiled on first use.

The time that a sentence takes is bounded before it ever runs: its line is at most 1,000
characters, it can call and compute nothing, its only loop is over at most twelve names,
and each fact is at most 5,000 characters.
"""

import re
from functools import cached_property, lru_cache

from jinja2 import StrictUndefined, Template, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from .plain_sentences import facts_printed
from .template_sandbox import FILTERS, TemplateNotAllowed, check_allowed

MAX_LINE = 1_000
_TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_WORD = re.compile(r"[a-z_]+")


class UnknownFact(StrictUndefined):
    """An unknown fact: a template can test for it, but cannot print it."""

    __slots__ = ()

    def __bool__(self) -> bool:  # type: ignore[override]  # the base class never returns
        return False

    def __eq__(self, other: object) -> bool:  # type: ignore[override]
        return other == ""

    def __ne__(self, other: object) -> bool:  # type: ignore[override]
        return other != ""

    def __hash__(self) -> int:  # type: ignore[override]
        return 0


def _default(value: object, other: object) -> object:
    return value or other


def _environment() -> ImmutableSandboxedEnvironment:
    """Return a Jinja environment that has nothing but the allowed filters."""
    environment = ImmutableSandboxedEnvironment(undefined=UnknownFact, autoescape=False)
    environment.globals.clear()
    environment.tests.clear()
    filters = {name: environment.filters[name] for name in FILTERS}
    environment.filters = {**filters, "default": _default}
    return environment


_ENVIRONMENT = _environment()


class CheckedSentence:
    """A sentence that passed the check; compiled on first use, because most sentences are never used."""

    def __init__(self, source: str) -> None:
        self._source = source

    @cached_property
    def compiled(self) -> Template:
        """The sentence as a Jinja template."""
        return _ENVIRONMENT.from_string(self._source)

    @cached_property
    def words_in_tags(self) -> frozenset[str]:
        """The words inside its tags: the facts that it prints or tests, and the words of Jinja."""
        return frozenset(word for tag in _TAG.findall(self._source) for word in _WORD.findall(tag))


@lru_cache(maxsize=2_000)
def check_sentence(source: str) -> tuple[CheckedSentence, int]:
    """Return the sentence and how many facts it prints; raise TemplateNotAllowed if it may not be used."""
    if len(source) > MAX_LINE:
        raise TemplateNotAllowed("The line is longer than 1,000 characters.")
    if bad := re.search(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]", source):
        raise TemplateNotAllowed(f"The line has a control character (code {ord(bad.group())}).")
    if (printed := facts_printed(source)) is not None:
        return CheckedSentence(source), printed
    try:
        return CheckedSentence(source), check_allowed(_ENVIRONMENT.parse(source))
    except TemplateSyntaxError as error:
        raise TemplateNotAllowed(f"This is no sentence of a template ({error.message}).") from error
    except (RecursionError, ValueError, MemoryError) as error:  # brackets nested too deeply, endless numbers
        raise TemplateNotAllowed("The line is too deeply nested.") from error
