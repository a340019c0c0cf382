"""The sandbox of templates, on Jinja: they may print facts, test for them, and little else.

Everything else is refused before it runs. Only sentences that are not plain come here, and Jinja is loaded
with the first of them.
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


def facts_printed(source: str) -> int:
    """Return how many facts one rendering of a sentence prints at most; raise TemplateNotAllowed."""
    try:
        return check_allowed(_ENVIRONMENT.parse(source))
    except TemplateSyntaxError as error:
        raise TemplateNotAllowed(f"This is no sentence of a template ({error.message}).") from error
    except (RecursionError, ValueError, MemoryError) as error:  # brackets nested too deeply, endless numbers
        raise TemplateNotAllowed("The line is too deeply nested.") from error


def compiled(source: str) -> Callable[[Mapping[str, object]], str | None]:
    """Return a function that fills in a sentence that passed the check; see `CheckedSentence.filled`."""
    template = _ENVIRONMENT.from_string(source)

    def filled(values: Mapping[str, object]) -> str | None:
        try:
            return "".join(template.root_render_func(template.new_context(dict(values))))
        except UndefinedError:
            return None

    return filled


def check_allowed(tree: nodes.Template) -> int:
    """Return how many facts one rendering prints at most.

    A loop counts its facts MAX_LIST times, for the longest list.

    Raises:
        TemplateNotAllowed: The template uses something that is not allowed.
    """
    return _statements(tree.body, frozenset(), 0)


def _statements(body: list[nodes.Node], loop: frozenset[str], depth: int) -> int:
    if depth > MAX_DEPTH:
        raise TemplateNotAllowed("Ifs or filters stand too deep in each other.")
    return sum(_statement(node, loop, depth + 1) for node in body)


def _statement(node: nodes.Node, loop: frozenset[str], depth: int) -> int:
    match node:
        case nodes.Output():
            return sum(_printed(part, loop, depth) for part in node.nodes)
        case nodes.If():
            _condition(node.test, loop, depth)
            branches = (node.body, node.else_, list[nodes.Node](node.elif_))
            return sum(_statements(branch, loop, depth) for branch in branches)
        case nodes.For():
            return MAX_LIST * _statements(node.body, loop | {_loop_name(node, loop)}, depth)
        case _:
            raise TemplateNotAllowed(f"“{_name_of(node)}” is not allowed in a template.")


def _loop_name(node: nodes.For, loop: frozenset[str]) -> str:
    if loop:
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


def _printed(node: nodes.Node, loop: frozenset[str], depth: int) -> int:
    if isinstance(node, nodes.TemplateData):
        if match := HOLE.search(node.data):
            raise TemplateNotAllowed(f"“{match.group()}” looks like a hole that somebody is to fill by hand.")
        return 0
    return _value(node, loop, depth)


def _value(node: nodes.Node, loop: frozenset[str], depth: int) -> int:
    if depth > MAX_DEPTH:
        raise TemplateNotAllowed("Ifs or filters stand too deep in each other.")
    match node:
        case nodes.Name():
            if node.name not in TEXT_FACTS and node.name not in loop:
                raise TemplateNotAllowed(_unprintable(node.name))
            return 1
        case nodes.Const() if isinstance(node.value, str):
            return _printed(nodes.TemplateData(node.value), loop, depth)
        case nodes.Filter():
            return _filtered(node, loop, depth)
        case _:
            raise TemplateNotAllowed(f"“{_name_of(node)}” is not allowed in a template.")


def _filtered(node: nodes.Filter, loop: frozenset[str], depth: int) -> int:
    if node.name not in FILTERS or node.node is None:
        raise TemplateNotAllowed(f"There is no filter “{node.name}”; there are {', '.join(FILTERS)}.")
    if len(node.args) != FILTERS[node.name] or node.kwargs or node.dyn_args or node.dyn_kwargs:
        raise TemplateNotAllowed(f"The filter “{node.name}” takes {FILTERS[node.name]} values in brackets.")
    return sum(_value(part, loop, depth + 1) for part in (node.node, *node.args))


def _condition(node: nodes.Node, loop: frozenset[str], depth: int) -> None:
    if depth > MAX_DEPTH:
        raise TemplateNotAllowed("The condition is too deep.")
    match node:
        case nodes.And() | nodes.Or():
            _condition(node.left, loop, depth + 1)
            _condition(node.right, loop, depth + 1)
        case nodes.Not():
            _condition(node.node, loop, depth + 1)
        case nodes.Compare():
            _comparison(node, loop)
        case _:
            _name(node, loop)


def _comparison(node: nodes.Compare, loop: frozenset[str]) -> None:
    _name(node.expr, loop)
    for operand in node.ops:
        value = operand.expr
        if operand.op not in ("eq", "ne") or not isinstance(value, nodes.Const):
            raise TemplateNotAllowed("A fact may be compared with == or != to a word or a number.")
        if not isinstance(value.value, str | int):
            raise TemplateNotAllowed("A fact may be compared to a word or a number only.")


def _name(node: nodes.Node, loop: frozenset[str]) -> None:
    if not isinstance(node, nodes.Name):
        raise TemplateNotAllowed(f"“{_name_of(node)}” is not allowed in a condition.")
    if node.name not in FACT_NAMES and node.name not in loop:
        raise TemplateNotAllowed(_unprintable(node.name))


def _unprintable(name: str) -> str:
    if name in FACT_NAMES:
        return f"The fact “{name}” can be asked about, not printed."
    return f"There is no fact “{name:.40}”."


def _name_of(node: nodes.Node) -> str:
    return type(node).__name__.lower()
