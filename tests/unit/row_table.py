"""A table of cases as one test: all cases are tried, and those that fail are in the message."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MAX_REPR = 200


def each_row(names: str | tuple[str, ...], cases: Iterable[Any]) -> Callable[[Callable[..., None]], Any]:
    """Call a test function once for each case of a table, all within one test.

    `pytest.mark.parametrize` makes a test of each case, which takes 3 ms and is collected by every worker.
    Here the cases share what fixtures give, so a case must leave it as it was.

    Args:
        names: The parameters that a case gives, as one name or as a tuple of names.
        cases: The values, one for each name, or just the value where there is one name.
    """
    own = (names,) if isinstance(names, str) else names
    table = [(case,) if isinstance(names, str) else tuple(case) for case in cases]
    assert table

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        def test(**fixtures: Any) -> None:
            failures: list[tuple[str, AssertionError]] = []
            for case in table:
                try:
                    function(**fixtures, **dict(zip(own, case, strict=True)))
                except AssertionError as error:
                    failures.append((repr(case)[:MAX_REPR], error))
                except BaseException as error:
                    error.add_note(f"In the case {case!r}"[:MAX_REPR])
                    raise
            if failures:
                listed = "\n".join(f"{case}: {type(error).__name__}: {error}" for case, error in failures)
                message = f"{len(failures)} of {len(table)} cases fail:\n{listed}"
                raise AssertionError(message) from failures[0][1]

        signature = inspect.signature(function)
        others = [given for name, given in signature.parameters.items() if name not in own]
        test.__dict__.update(function.__dict__)
        test.__name__ = function.__name__
        test.__module__ = function.__module__
        test.__doc__ = function.__doc__
        test.__signature__ = signature.replace(parameters=others)  # type: ignore[attr-defined]
        return test

    return decorate
