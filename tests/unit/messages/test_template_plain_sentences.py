"""Plain sentences: what is accepted, Jinja would have accepted, and what is said, Jinja would have said."""

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.messages import template_sandbox
from followup_core.messages.template_language import CHOICE_FACTS, TEXT_FACTS
from followup_core.messages.template_plain_sentences import (
    MAX_NESTED_IFS,
    MAX_TESTS,
    facts_printed,
    fill_plain_sentence,
)
from followup_core.messages.template_values import Value
from followup_core.messages.templates import QUESTIONS_FILE
from tests.unit.row_table import each_row

SHIPPED = Path(__file__).parents[3] / "data" / "playbook" / "messages"
_SENTENCE = re.compile(r"[*~-]\w*\s+(\S.*)")

_NAMES = ("name", "role", "number", "others", "endif", "nothing", "not", "loop", "Name")
_WORDS = ('"no"', '""', '"No way"', '"an update"', "2", "0", "07", "2.5", "role", "'x'", "none", '"{{"')
_NAME = st.sampled_from(_NAMES)
_TEST = st.one_of(
    _NAME,
    st.builds("{} {}".format, st.sampled_from(("not", "not not", "is")), _NAME),
    st.builds("{} {} {}".format, _NAME, st.sampled_from(("==", "!=", "<", "in")), st.sampled_from(_WORDS)),
)
_CONDITION = st.lists(_TEST, min_size=1, max_size=14).flatmap(
    lambda tests: st.sampled_from((" and ", " or ", "  and ", " And ")).map(lambda joiner: joiner.join(tests))
)
_PIECE = st.one_of(
    st.sampled_from(
        ("Hello ", "{", "}}", "%}", "{#", "#}", "[role]", "____", "TODO", "\n", "{{-", "{% raw %}")
    ),
    st.builds("{{{{ {} }}}}".format, _NAME),
    st.builds('{{{{ {}|default("{}") }}}}'.format, _NAME, st.sampled_from(("open", "", "to do", "none"))),
    st.builds(
        "{{{{ {}|default({}) }}}}".format, _NAME, st.sampled_from(("'open'", "2", "role", "''", "'\""))
    ),
    st.builds("{{% {} {} %}}".format, st.sampled_from(("if", "elif", "for x in", "set")), _CONDITION),
    st.sampled_from(("{% else %}", "{% endif %}", "{% endif %}", "{%else%}", "{% endfor %}")),
)
_ANY_SENTENCE = st.lists(_PIECE, max_size=12).map("".join)
_PLAIN_NAME = st.sampled_from(("name", "role", "example"))
_PLAIN_TEST = st.one_of(
    _PLAIN_NAME,
    st.builds("not {}".format, _PLAIN_NAME),
    st.builds(
        "{} {} {}".format,
        st.sampled_from(("name", "number", "tone", "others")),
        st.sampled_from(("==", "!=")),
        st.sampled_from(('"no"', "'no'", '""', '"an update"', "2", "0", "10")),
    ),
)
_PLAIN_CONDITION = st.lists(_PLAIN_TEST, min_size=1, max_size=4).flatmap(
    lambda tests: st.lists(
        st.sampled_from((" and ", " or ")), min_size=len(tests) - 1, max_size=len(tests) - 1
    ).map(lambda joiners: "".join(part for pair in zip(tests, [*joiners, ""], strict=True) for part in pair))
)
_PLAIN_PIECE = st.one_of(
    st.sampled_from(("Hello ", "%", "}}", " and ")),
    st.builds("{{{{ {} }}}}".format, _PLAIN_NAME),
    st.builds("{{{{ {}|default({}) }}}}".format, _PLAIN_NAME, st.sampled_from(('"open"', "'to do'", '""'))),
)


def _nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    branches = st.lists(st.builds("{{% elif {} %}}{}".format, _PLAIN_CONDITION, inner), max_size=2)
    end = st.one_of(st.just(""), inner.map("{{% else %}}{}".format))
    choice = st.builds(
        "{{% if {} %}}{}{}{}{{% endif %}}".format, _PLAIN_CONDITION, inner, branches.map("".join), end
    )
    return st.lists(st.one_of(_PLAIN_PIECE, choice), max_size=4).map("".join)


_PLAIN_SENTENCE = _nested(_nested(_nested(_PLAIN_PIECE)))
_FACT = st.sampled_from(("", "no", "an update", "Dana Ruiz"))
_VALUES: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries(
    {},
    optional={
        "name": _FACT,
        "role": _FACT,
        "example": _FACT,
        "tone": _FACT,
        "number": st.sampled_from((0, 1, 2, 10)),
        "others": st.lists(_FACT, max_size=2),
    },
)


def counted_by_jinja(source: str) -> int:
    """Return how many facts a sentence prints at most, as Jinja judges it."""
    return template_sandbox.facts_printed(source)


def said_by_jinja(source: str, values: dict[str, Value]) -> str | None:
    return _compiled(source)(values)


_compiled = cache(template_sandbox.compile_sentence)


@pytest.mark.thorough
@given(_ANY_SENTENCE)
def test_jinja_accepts_whatever_is_accepted_here_and_counts_the_same(source: str) -> None:
    printed = facts_printed(source)
    if printed is not None:
        assert counted_by_jinja(source) == printed


@pytest.mark.thorough
@given(st.one_of(_PLAIN_SENTENCE, _ANY_SENTENCE), _VALUES)
def test_a_plain_sentence_says_what_jinja_would_say(source: str, values: dict[str, Value]) -> None:
    if facts_printed(source) is not None:
        assert fill_plain_sentence(source, values) == said_by_jinja(source, values)


@each_row(
    ("source", "printed"),
    [
        ("Hello.", 0),
        ("Hello {{ name }}.", 1),
        ('The {{ role|default("open") }} role.', 1),
        ("{% if not role and number != 2 %}{{ name }}{% elif role %}{{ role }}{% else %}Sir{% endif %}", 2),
        ('{% if may_contact == "yes" %}{% if role %}{{ role }}{% endif %}{% endif %}', 1),
        ("{% if promised != 'an update' %}{{ promised|default('it') }}{% endif %}", 1),
        ("{% if name %}" * MAX_NESTED_IFS + "{% endif %}" * MAX_NESTED_IFS, 0),
        ("{% if " + " and ".join(["name"] * MAX_TESTS) + " %}Yes{% endif %}", 0),
    ],
)
def test_a_plain_sentence_is_accepted_as_jinja_accepts_it(source: str, printed: int) -> None:
    assert facts_printed(source) == printed == counted_by_jinja(source)


def shipped_sentences() -> list[str]:
    lines = [line for file in SHIPPED.glob("*.txt") for line in file.read_text(encoding="utf-8").split("\n")]
    sentences = [match.group(1) for line in lines if (match := _SENTENCE.fullmatch(line))]
    questions = tomllib.loads((SHIPPED / QUESTIONS_FILE).read_text(encoding="utf-8"))
    return sentences + [question for question in questions.values() if isinstance(question, str)]


def test_all_shipped_sentences_are_plain() -> None:
    assert [sentence for sentence in shipped_sentences() if facts_printed(sentence) is None] == []


@pytest.mark.thorough
@settings(max_examples=25)
@given(st.sets(st.sampled_from((*TEXT_FACTS, *CHOICE_FACTS))), st.sampled_from(("yes", "no", "plain")))
def test_every_shipped_sentence_says_what_jinja_would_say(known: set[str], word: str) -> None:
    values: dict[str, Value] = {**dict.fromkeys(known, word), "number": len(known) % 3, "others": []}
    for sentence in shipped_sentences():
        assert fill_plain_sentence(sentence, values) == said_by_jinja(sentence, values)
