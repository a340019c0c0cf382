"""Templates that somebody could write, by mistake or on purpose, and that must not be taken."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Hostile:
    """One line of a template, and a word of the refusal."""

    line: str
    says: str


def sentence(source: str, says: str = "not allowed") -> Hostile:
    """Return a hostile sentence."""
    return Hostile(line=f"* {source}", says=says)


DEEP = 200

REFUSED = (
    # reaching for objects
    sentence("{{ name.__class__ }}"),
    sentence("{{ name.__class__.__mro__[1].__subclasses__() }}"),
    sentence("{{ ''.__class__ }}"),
    sentence("{{ name['__class__'] }}"),
    sentence("{{ name[0] }}"),
    sentence("{{ name[0:2] }}"),
    sentence("{{ others[0] }}"),
    sentence("{{ name|attr('__class__') }}", "no filter “attr”"),
    sentence("{{ others|map(attribute='__class__')|join }}", "no filter"),
    sentence("{{ name|format(name) }}", "no filter “format”"),
    sentence("{{ '%s'|format(name) }}", "no filter “format”"),
    sentence("{% if name.__class__ %}x{% endif %}", "not allowed in a condition"),
    # names that are no facts
    sentence("{{ self }}", "no fact “self”"),
    sentence("{{ self._TemplateReference__context }}"),
    sentence("{{ config }}", "no fact “config”"),
    sentence("{{ nmae }}", "no fact “nmae”"),
    sentence("{{ __builtins__ }}", "no fact"),
    sentence("{{ ｎame }}", "no fact"),
    sentence("{{ occasion }}", "asked about, not printed"),
    sentence("{{ others }}", "asked about, not printed"),
    # calls
    sentence("{{ range(10) }}"),
    sentence("{{ name.upper() }}"),
    sentence("{{ lipsum(n=1000) }}"),
    sentence("{{ cycler('a', 'b') }}"),
    sentence("{% if name.startswith('A') %}x{% endif %}", "not allowed in a condition"),
    sentence("{% call name() %}x{% endcall %}"),
    # arithmetic and big things
    sentence("{{ 'x' * 10**9 }}"),
    sentence("{{ 10**10**10 }}"),
    sentence("{{ 7 * 7 }}"),
    sentence("{{ name ~ name }}"),
    sentence("{{ name + name }}"),
    sentence("{{ -number }}"),
    sentence("{% if 10**10**10 %}x{% endif %}", "not allowed in a condition"),
    sentence("{% if number > 9**9**9 %}x{% endif %}", "=="),
    sentence("{% if name == 'x' * 10**9 %}x{% endif %}", "=="),
    sentence("{{ " + "9" * 800 + "9 }}"),
    sentence("{{ name|center(100000000) }}", "no filter “center”"),
    sentence("{{ name|indent(100000000) }}", "no filter “indent”"),
    sentence("{{ name|replace('', name) }}", "no filter “replace”"),
    sentence("{{ name|default(7 * 7) }}"),
    sentence("{{ name|default }}", "takes 1"),
    sentence("{{ name|default('a', true) }}", "takes 1"),
    sentence("{{ name|default(default_value='a') }}", "takes 1"),
    sentence("{{ name|upper(*others) }}", "takes 0"),
    sentence("{{ [name, name] }}"),
    sentence("{{ {'a': name} }}"),
    sentence("{{ (name, name) }}"),
    sentence("{{ name if name else title }}"),
    sentence("{{ name == name }}"),
    sentence("{{ none }}"),
    sentence("{{ true }}"),
    # loops
    sentence("{% for a in others %}{% for b in others %}x{% endfor %}{% endfor %}", "loop in a loop"),
    sentence("{% for a in range(1000000000) %}x{% endfor %}", "a loop goes over"),
    sentence("{% for a in name %}x{% endfor %}", "a loop goes over"),
    sentence("{% for a in [1, 2] %}x{% endfor %}", "a loop goes over"),
    sentence("{% for name in others %}x{% endfor %}", "name of its own"),
    sentence("{% for a, b in others %}x{% endfor %}", "name of its own"),
    sentence("{% for a in others recursive %}{{ loop(others) }}{% endfor %}", "may not call itself"),
    sentence("{% for a in others if a %}x{% endfor %}", "may have no condition"),
    sentence("{% for a in others %}x{% else %}y{% endfor %}", "no else"),
    sentence("{% for a in others %}{{ loop.index }}{% endfor %}"),
    sentence("{% for __a in others %}x{% endfor %}", "short word of small letters"),
    sentence("{% for a in others %}{% endfor %}{{ a }}", "no fact “a”"),
    # statements
    sentence("{% include 'part_closing.txt' %}"),
    sentence("{% include '/etc/passwd' %}"),
    sentence("{% import 'os' as os %}"),
    sentence("{% from 'os' import system %}"),
    sentence("{% extends 'voicemail.txt' %}"),
    sentence("{% block a %}x{% endblock %}"),
    sentence("{% macro a() %}{{ a() }}{% endmacro %}"),
    sentence("{% set name = 'x' %}"),
    sentence("{% set a %}x{% endset %}"),
    sentence("{% with a = name %}x{% endwith %}"),
    sentence("{% filter upper %}x{% endfilter %}"),
    sentence("{% autoescape false %}x{% endautoescape %}"),
    sentence("{% do name.append('x') %}", "no sentence of a template"),
    sentence("{% trans %}x{% endtrans %}", "no sentence of a template"),
    sentence("{% debug %}", "no sentence of a template"),
    # tests and odd comparisons
    sentence("{% if name is defined %}x{% endif %}", "not allowed in a condition"),
    sentence("{% if name is divisibleby 0 %}x{% endif %}", "not allowed in a condition"),
    sentence("{% if 'a' in name %}x{% endif %}", "not allowed in a condition"),
    sentence("{% if name in others %}x{% endif %}", "=="),
    sentence("{% if number < 3 %}x{% endif %}", "=="),
    sentence("{% if name == role %}x{% endif %}", "=="),
    # broken
    sentence("{{ name", "no sentence of a template"),
    sentence("{% if name %}x", "no sentence of a template"),
    sentence("x{% endif %}", "no sentence of a template"),
    sentence("{{ name name }}", "no sentence of a template"),
    sentence("{{ }}", "no sentence of a template"),
    sentence("{# never closed", "no sentence of a template"),
    sentence("{{ name|nosuch }}", "no filter “nosuch”"),
    # too much of it
    sentence(
        "{{ " + "(" * DEEP + "name" + ")" * DEEP + " }}|" + "{{ name|upper" + "|upper" * 20 + " }}", "deep"
    ),
    sentence("{% if " + "not " * DEEP + "name %}x{% endif %}", "deep"),
    sentence("{% if name" + " and name" * 90 + " %}x{% endif %}", "deep"),
    sentence("{% if name %}" * 30 + "x" + "{% endif %}" * 30, "deep"),
    sentence("{{ name }}" * 101, "longer than 1,000"),
    sentence("x" * 1_001, "longer than 1,000"),
    # holes for somebody to fill by hand
    sentence("Dear [Name],", "hole"),
    sentence("Thank you for ____.", "hole"),
    sentence("Hello <first name>,", "hole"),
    sentence("TODO: say something kind.", "hole"),
    sentence("{% raw %}{{ name }}{% endraw %}", "hole"),
    sentence("{{ '[Name]' }}", "hole"),
    sentence("{{ name|default('[Name]') }}", "hole"),
    # signs that nobody sees
    sentence("Thank you\x00.", "control character"),
    sentence("Thank you\x1b[31m.", "control character"),
    sentence("Thank you\x0b.", "control character"),
    # the form of the file
    Hostile(line="*cross Thank you.", says="no tone “cross”"),
    Hostile(line="Thank you.", says="begins with"),
    Hostile(line="@closing_words", says="no part “closing_words”"),
    Hostile(line="@../../secret", says="begins with"),
    Hostile(line="[footer]", says="no section “footer”"),
    Hostile(line="needs: name", says="above the first section"),
)
"""Each is refused where it stands."""

LOADED = (
    "{{ name }}" * 99,
    "{% for a in others %}{{ a }}{{ example }}{% endfor %}" * 15,
    "{{ example|upper|lower|title|trim|upper|lower|title }}" * 10,
    "{% if name %}{{ example }}{% endif %}" * 25,
    "{{ title|default(role)|default(news)|default('x') }}" * 15,
)
"""Each is greedy and still allowed: what it does at most must be little."""
