"""Checks and compiles template sentences with Jinja: they may print facts, test for them, and little else.

Everything else is refused before it runs. Only sentences that aren't plain need this module, and it is
imported, with Jinja, for the first of them.
"""

import re
from collections.abc import Callable, Mapping

from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from .template_language import FACT_NAMES, FILTERS, HOLE, LIST_FACTS, MAX_LIST, TEXT_FACTS, TemplateNotAllowed

MAX_DEPTH = 12
"""How deeply ifs, filters and brackets may be nested."""

_LOOP_NAME = re.compile(r"[a-z][a-z_]{0,30}")


class UnknownFact(StrictUndefined):
    """An unknown fact, which a template can test for but not print."""

    __slots__ = ()

    def __bool__(self) -> bool:  # type: ignore[override]  # the base class never returns
        return False

    def __eq__(self, other: object) -> bool:  # type: ignore[override]
        return other == ""

    def __ne__(self, other: object) -> bool:  # type: ignore[override]
        return other != ""

    def __hash__(self) -> int:  # type: ignore[override]
        return 0


def _default_filter(value: object, default: object) -> object:
    return value or default


def _make_environment() -> ImmutableSandboxedEnvironment:
    """Return a Jinja environment that has nothing but the allowed filters."""
    environment = ImmutableSandboxedEnvironment(undefined=UnknownFact, autoescape=False)
    environment.globals.clear()
    environment.tests.clear()
    filters = {name: environment.filters[name] for name in FILTERS}
    environment.filters = {**filters, "default": _default_filter}
    return environment


_ENVIRONMENT = _make_environment()


def facts_printed(source: str) -> int:
    """Return how many facts a sentence prints at most; raise TemplateNotAllowed if it isn't allowed."""
    try:
        return check_allowed(_ENVIRONMENT.parse(source))
    except TemplateSyntaxError as error:
        raise TemplateNotAllowed(f"This is no sentence of a template ({error.message}).") from error
    except (RecursionError, ValueError, MemoryError) as error:  # brackets nested too deeply, endless numbers
        raise TemplateNotAllowed("The line is too deeply nested.") from error


def compile_sentence(source: str) -> Callable[[Mapping[str, object]], str | None]:
    """Return the function that fills in a sentence that passed the check, as `CheckedSentence.fill` does."""
    template = _ENVIRONMENT.from_string(source)

    def fill(values: Mapping[str, object]) -> str | None:
        try:
            return "".join(template.root_render_func(template.new_context(dict(values))))
        except UndefinedError:
            return None

    return fill


def check_allowed(tree: nodes.Template) -> int:
    """Return how many facts one rendering of a template prints at most.

    Facts inside a loop count `MAX_LIST` times, as for the longest list.

    Raises:
        TemplateNotAllowed: The template uses something that is not allowed.
    """
    return _count_in_statements(tree.body, frozenset(), 0)


def _count_in_statements(body: list[nodes.Node], loop_names: frozenset[str], depth: int) -> int:
    if depth > MAX_DEPTH:
        raise TemplateNotAllowed("Ifs or filters stand too deep in each other.")
    return sum(_count_in_statement(node, loop_names, depth + 1) for node in body)


def _count_in_statement(node: nodes.Node, loop_names: frozenset[str], depth: int) -> int:
    match node:
        case nodes.Output():
            return sum(_count_in_output(part, loop_names, depth) for part in node.nodes)
        case nodes.If():
            _check_condition(node.test, loop_names, depth)
            branches = (node.body, node.else_, list[nodes.Node](node.elif_))
            return sum(_count_in_statements(branch, loop_names, depth) for branch in branches)
        case nodes.For():
            return MAX_LIST * _count_in_statements(
                node.body, loop_names | {_checked_loop_name(node, loop_names)}, depth
            )
        case _:
            raise TemplateNotAllowed(f"“{_node_name(node)}” is not allowed in a template.")


def _checked_loop_name(node: nodes.For, loop_names: frozenset[str]) -> str:
    if loop_names:
        raise TemplateNotAllowed("A loop in a loop is not allowed.")
    if not (isinstance(node.iter, nodes.Name) and node.iter.name in LIST_FACTS):
        raise TemplateNotAllowed(f"A loop goes over {', '.join(LIST_FACTS)} and nothing else.")
    if node.test is not None or node.recursive or node.else_:
        raise TemplateNotAllowed("A loop may have no condition, no else, and may not call itself.")
    if not isinstance(node.target, nodes.Name) or node.target.name in FACT_NAMES:
        raise TemplateNotAllowed("A loop needs one name of its own for each entry.")
    if not _LOOP_NAME.fullmatch(node.target.name):
        raise TemplateNotAllowed("The name in a loop is a short word of small letters.")
    return node.target.name


def _count_in_output(node: nodes.Node, loop_names: frozenset[str], depth: int) -> int:
    if isinstance(node, nodes.TemplateData):
        if match := HOLE.search(node.data):
            raise TemplateNotAllowed(f"“{match.group()}” looks like a hole that somebody is to fill by hand.")
        return 0
    return _count_in_value(node, loop_names, depth)


def _count_in_value(node: nodes.Node, loop_names: frozenset[str], depth: int) -> int:
    if depth > MAX_DEPTH:
        raise TemplateNotAllowed("Ifs or filters stand too deep in each other.")
    match node:
        case nodes.Name():
            if node.name not in TEXT_FACTS and node.name not in loop_names:
                raise TemplateNotAllowed(_not_printable_sentence(node.name))
            return 1
        case nodes.Const() if isinstance(node.value, str):
            return _count_in_output(nodes.TemplateData(node.value), loop_names, depth)
        case nodes.Filter():
            return _count_in_filter(node, loop_names, depth)
        case _:
            raise TemplateNotAllowed(f"“{_node_name(node)}” is not allowed in a template.")


def _count_in_filter(node: nodes.Filter, loop_names: frozenset[str], depth: int) -> int:
    if node.name not in FILTERS or node.node is None:
        raise TemplateNotAllowed(f"There is no filter “{node.name}”; there are {', '.join(FILTERS)}.")
    if len(node.args) != FILTERS[node.name] or node.kwargs or node.dyn_args or node.dyn_kwargs:
        raise TemplateNotAllowed(f"The filter “{node.name}” takes {FILTERS[node.name]} values in brackets.")
    return sum(_count_in_value(part, loop_names, depth + 1) for part in (node.node, *node.args))


def _check_condition(node: nodes.Node, loop_names: frozenset[str], depth: int) -> None:
    if depth > MAX_DEPTH:
        raise TemplateNotAllowed("The condition is too deep.")
    match node:
        case nodes.And() | nodes.Or():
            _check_condition(node.left, loop_names, depth + 1)
            _check_condition(node.right, loop_names, depth + 1)
        case nodes.Not():
            _check_condition(node.node, loop_names, depth + 1)
        case nodes.Compare():
            _check_comparison(node, loop_names)
        case _:
            _check_fact_name(node, loop_names)


def _check_comparison(node: nodes.Compare, loop_names: frozenset[str]) -> None:
    _check_fact_name(node.expr, loop_names)
    for operand in node.ops:
        value = operand.expr
        if operand.op not in ("eq", "ne") or not isinstance(value, nodes.Const):
            raise TemplateNotAllowed("A fact may be compared with == or != to a word or a number.")
        if not isinstance(value.value, str | int):
            raise TemplateNotAllowed("A fact may be compared to a word or a number only.")


def _check_fact_name(node: nodes.Node, loop_names: frozenset[str]) -> None:
    if not isinstance(node, nodes.Name):
        raise TemplateNotAllowed(f"“{_node_name(node)}” is not allowed in a condition.")
    if node.name not in FACT_NAMES and node.name not in loop_names:
        raise TemplateNotAllowed(_not_printable_sentence(node.name))


def _not_printable_sentence(name: str) -> str:
    if name in FACT_NAMES:
        return f"The fact “{name}” can be asked about, not printed."
    return f"There is no fact “{name:.40}”."


def _node_name(node: nodes.Node) -> str:
    return type(node).__name__.lower()
