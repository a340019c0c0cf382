"""Compiles template sentences: checks them against the allowed syntax, then fills in the facts.

The time that a sentence takes is bounded before it ever runs: its line is at most 1,000
characters, it can call and compute nothing, its only loop is over at most twelve names,
and each fact is at most 5,000 characters.

Plain sentences need no Jinja; it is imported for the first sentence that isn't plain.
"""

import re
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache, partial

from . import template_plain_sentences
from .template_language import TemplateNotAllowed

MAX_LINE_CHARS = 1_000
_TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_WORD = re.compile(r"[a-z_]+")
_CONTROL_CHAR = r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]"


class CheckedSentence:
    """A sentence that passed the check; compiled on first use, because most sentences are never used."""

    def __init__(self, source: str, *, is_plain: bool) -> None:
        self._source = source
        self._is_plain = is_plain

    def fill(self, values: Mapping[str, object]) -> str | None:
        """Return the sentence with the facts filled in; None if it prints an unknown fact."""
        return self._filler(values)

    @cached_property
    def _filler(self) -> Callable[[Mapping[str, object]], str | None]:
        if self._is_plain:
            return partial(template_plain_sentences.fill_plain_sentence, self._source)
        # Imported here, and below, because Jinja is slow to load.
        from . import template_sandbox

        return template_sandbox.compile_sentence(self._source)

    @cached_property
    def words_in_tags(self) -> frozenset[str]:
        """The words inside its tags: the facts that it prints or tests, and the words of the language."""
        return frozenset(word for tag in _TAG.findall(self._source) for word in _WORD.findall(tag))


@lru_cache(maxsize=2_000)
def check_sentence(source: str) -> tuple[CheckedSentence, int]:
    """Return the sentence and how many facts it prints; raise TemplateNotAllowed if it isn't allowed."""
    if len(source) > MAX_LINE_CHARS:
        raise TemplateNotAllowed("The line is longer than 1,000 characters.")
    if not source.isprintable() and (control_char := re.search(_CONTROL_CHAR, source)):
        raise TemplateNotAllowed(f"The line has a control character (code {ord(control_char.group())}).")
    if (printed_facts := template_plain_sentences.facts_printed(source)) is not None:
        return CheckedSentence(source, is_plain=True), printed_facts
    from . import template_sandbox

    return CheckedSentence(source, is_plain=False), template_sandbox.facts_printed(source)
