"""Makes small faults in a Python file; each changes one expression on one line."""

from __future__ import annotations

import ast
import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAIRS = [
    *((ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.Eq, ast.NotEq), (ast.In, ast.NotIn), (ast.Is, ast.IsNot)),
    *((ast.And, ast.Or), (ast.Add, ast.Sub)),
]
OTHER_OPERATOR = {**dict(_PAIRS), **{second: first for first, second in _PAIRS}}
EMPTY_VALUE_OF_TYPE = {
    "tuple": "()",
    "list": "[]",
    "dict": "{}",
    "frozenset": "frozenset()",
    "str": "''",
    "int": "0",
}
"""The value that a function returns instead of its own, by its return type; None for every other type."""
FIELDS_NOT_RUN = ("annotation", "returns", "decorator_list")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mutant:
    """One fault: the bytes of a line from `start` to `end` are replaced by `after`."""

    line: int
    start: int
    end: int
    before: str
    after: str

    def broken(self, source: str) -> str:
        """Return the file's text with this fault in it."""
        lines = source.encode().splitlines(keepends=True)
        line = lines[self.line - 1]
        lines[self.line - 1] = line[: self.start] + f"({self.after})".encode() + line[self.end :]
        return b"".join(lines).decode()


def mutants_of(source: str) -> list[Mutant]:
    """Return every fault that can be put into a file's text, in the order of its lines."""
    return sorted(
        {
            Mutant(
                line=node.lineno,
                start=node.col_offset,
                end=node.end_col_offset or node.col_offset,
                before=ast.unparse(node),
                after=after,
            )
            for node, after in _replacements(ast.parse(source))
            if node.lineno == node.end_lineno
        }
    )


def _executed_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a tree that are executed, except inside f-strings, which Python 3.11 misplaces."""
    yield node
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if (
                name not in FIELDS_NOT_RUN
                and isinstance(child, ast.AST)
                and not isinstance(child, ast.JoinedStr)
            ):
                yield from _executed_nodes(child)


def _replacements(tree: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    for node in _executed_nodes(tree):
        if isinstance(node, ast.Compare | ast.BoolOp | ast.BinOp):
            yield from _other_operator(node)
        if isinstance(node, ast.Constant) and type(node.value) is int:
            yield from ((node, str(node.value + 1)), (node, str(node.value - 1)))
        if isinstance(node, ast.If | ast.IfExp | ast.While) and ast.unparse(node.test) != "TYPE_CHECKING":
            yield node.test, _negated(node.test)
        if isinstance(node, ast.comprehension):
            yield from ((test, _negated(test)) for test in node.ifs)
        if isinstance(node, ast.Compare | ast.Subscript):
            yield from _other_string(node)
        if isinstance(node, ast.FunctionDef):
            yield from _empty_return(node)


def _negated(test: ast.expr) -> str:
    return f"not ({ast.unparse(test)})"


def _other_operator(node: ast.Compare | ast.BoolOp | ast.BinOp) -> Iterator[tuple[ast.expr, str]]:
    changed = copy.deepcopy(node)
    if isinstance(changed, ast.Compare):
        changed.ops = [OTHER_OPERATOR[type(changed.ops[0])](), *changed.ops[1:]]  # type: ignore[list-item]
    elif type(changed.op) in OTHER_OPERATOR:
        changed.op = OTHER_OPERATOR[type(changed.op)]()  # type: ignore[assignment]
    else:
        return
    yield node, ast.unparse(changed)


def _other_string(node: ast.Compare | ast.Subscript) -> Iterator[tuple[ast.expr, str]]:
    """Yield changes of strings that something depends on: those that are compared or used as keys."""
    operands = [node.slice] if isinstance(node, ast.Subscript) else [node.left, *node.comparators]
    for operand in operands:
        if isinstance(operand, ast.Constant) and isinstance(operand.value, str):
            yield operand, repr(operand.value + "_")


def _empty_return(function: ast.FunctionDef) -> Iterator[tuple[ast.expr, str]]:
    return_type = ast.unparse(function.returns) if function.returns else "None"
    empty_value = (
        "None" if "None" in return_type else EMPTY_VALUE_OF_TYPE.get(return_type.split("[")[0], "None")
    )
    for node in ast.walk(function):
        if isinstance(node, ast.Return) and node.value is not None and ast.unparse(node.value) != empty_value:
            yield node.value, _negated(node.value) if return_type == "bool" else empty_value
