"""The quick check of plain sentences: what it accepts, Jinja would have accepted, with the same count."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2.sandbox import ImmutableSandboxedEnvironment

from followup_core.messages.plain_sentences import MAX_NESTED, MAX_TESTS, facts_printed
from followup_core.messages.template_sandbox import check_allowed

SHIPPED = Path(__file__).parents[3] / "data" / "playbook" / "messages"
_SENTENCE = re.compile(r"[*~-]\w*\s+(\S.*)")
_JINJA = ImmutableSandboxedEnvironment(autoescape=False)

_NAMES = ("name", "role", "number", "others", "endif", "nothing", "not", "loop", "Name")
_WORDS = ('"no"', '""', '"No way"', "2", "0", "07", "2.5", "role", "'x'", "none", '"{{"')
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
    st.builds("{{% {} {} %}}".format, st.sampled_from(("if", "elif", "for x in", "set")), _CONDITION),
    st.sampled_from(("{% else %}", "{% endif %}", "{% endif %}", "{%else%}", "{% endfor %}")),
)
_ANY_SENTENCE = st.lists(_PIECE, max_size=12).map("".join)


@given(_ANY_SENTENCE)
def test_jinja_accepts_whatever_is_accepted_here_and_counts_the_same(source: str) -> None:
    printed = facts_printed(source)
    if printed is not None:
        assert check_allowed(_JINJA.parse(source)) == printed


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("Hello.", 0),
        ("Hello {{ name }}.", 1),
        ('The {{ role|default("open") }} role.', 1),
        ("{% if not role and number != 2 %}{{ name }}{% elif role %}{{ role }}{% else %}Sir{% endif %}", 2),
        ('{% if may_contact == "yes" %}{% if role %}{{ role }}{% endif %}{% endif %}', 1),
        ("{% if name %}" * MAX_NESTED + "{% endif %}" * MAX_NESTED, 0),
        ("{% if " + " and ".join(["name"] * MAX_TESTS) + " %}Yes{% endif %}", 0),
    ],
)
def test_a_plain_sentence_is_accepted_as_jinja_accepts_it(source: str, printed: int) -> None:
    assert facts_printed(source) == printed == check_allowed(_JINJA.parse(source))


def test_nearly_all_shipped_sentences_are_plain() -> None:
    lines = [line for file in SHIPPED.glob("*.txt") for line in file.read_text(encoding="utf-8").split("\n")]
    sentences = [match.group(1) for line in lines if (match := _SENTENCE.fullmatch(line))]
    assert sum(facts_printed(sentence) is None for sentence in sentences) < len(sentences) / 50
