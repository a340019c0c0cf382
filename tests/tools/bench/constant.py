"""The same elements from constants: a page's calls to Streamlit, written down and played again.

Derived from the real page each time, so that it cannot drift from it.
"""

import datetime
import enum
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.delta_generator_singletons import context_dg_stack
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[3]
_PAGES = (
    *("today", "interviews", "checklist", "messages", "response_rates", "settings"),
    *("interview", "message", "answers"),
)
_LEFT_OUT = ("on_click", "on_change", "args", "kwargs", "format_func")
Call = tuple[int, str, tuple[Any, ...], dict[str, Any]]


class _Code(str):
    """Something that is written into the script as it is."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


class Recorder:
    """Writes down every call of an element function, with the container it was drawn into."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self._results: list[Any] = []
        self._inside = False

    def wrap(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return `call`, written down when a page calls it (and not Streamlit itself)."""

        def recorded(*args: Any, **kwargs: Any) -> Any:
            if self._inside:
                return call(*args, **kwargs)
            self._inside = True
            try:
                parent = self._parent()
                result = call(*args, **kwargs)
            finally:
                self._inside = False
            options = kwargs.get("options") or (args[1] if len(args) > 1 else None)
            words = kwargs.get("format_func")
            if words is not None and isinstance(options, (list, tuple)):
                args = (args[0], [words(option) for option in options], *args[2:])
                if kwargs.get("default") is not None:
                    kwargs = kwargs | {"default": words(kwargs["default"])}
            arguments = {key: value for key, value in kwargs.items() if key not in _LEFT_OUT}
            if callable(arguments.get("on_select")):
                arguments["on_select"] = "rerun"
            self.calls.append((parent, name, _literal(args), _literal(arguments)))
            self._results.append(result)
            return result

        return recorded

    def _parent(self) -> int:
        stack = context_dg_stack.get()
        for place in range(len(self._results) - 1, -1, -1):
            if stack and self._results[place] is stack[-1]:
                return place
        return -1


def _literal(value: Any) -> Any:
    match value:
        case enum.Enum():
            return str(value.value)
        case dict():
            return {key: _literal(item) for key, item in value.items()}
        case list() | tuple():
            return type(value)(_literal(item) for item in value)
        case Path():
            return str(value)
        case _ if hasattr(value, "url_path"):
            return f"{value.url_path or 'today'}.py"
        case _ if callable(value):  # what a download would make
            return _Code("(lambda: '')")
        case None | str() | int() | float() | datetime.date() | datetime.timedelta():
            return value
        case _:
            return str(value)


def write_constant(folder: Path, page: str, interview_id: str) -> Path:
    """Write a program that draws what the real page draws, from literals alone; return its script."""
    folder.mkdir()
    for name in _PAGES:
        (folder / f"{name}.py").write_text("", encoding="utf-8")
    script = folder / "router.py"
    script.write_text(_record(page, interview_id), encoding="utf-8")
    return script


def _record(page: str, interview_id: str) -> str:
    recorder = Recorder()
    originals = {
        name: call
        for name, call in vars(st).items()
        if callable(call) and isinstance(getattr(call, "__self__", None), DeltaGenerator)
    }
    at = AppTest.from_file(str(ROOT / "pages" / "_router.py"), default_timeout=60)
    if interview_id:
        at.query_params["interview"] = interview_id
    at.run()
    at.switch_page(f"{page}.py")
    for name, call in originals.items():
        setattr(st, name, recorder.wrap(name, call))
    try:
        at.run()
    finally:
        for name, call in originals.items():
            setattr(st, name, call)
    if at.exception:
        sys.exit(f"the page {page} failed: {at.exception}")
    return _source(recorder.calls)


def _source(calls: list[Call]) -> str:
    lines = [
        "import datetime",
        "import streamlit as st",
        "st.set_page_config(page_title='After the interview', layout='centered')",
        f"st.navigation([st.Page(f'{{name}}.py') for name in {_PAGES!r}], position='hidden')",
        "made = []",
        "CALLS = [",
        *(f"    {call!r}," for call in calls),
        "]",
        "for parent, name, args, kwargs in CALLS:",
        "    if parent < 0:",
        "        made.append(getattr(st, name)(*args, **kwargs))",
        "    else:",
        "        with made[parent]:",
        "            made.append(getattr(st, name)(*args, **kwargs))",
    ]
    return "\n".join(lines).replace("PosixPath", "str") + "\n"


BARE = """import streamlit as st
st.title("Title")
st.radio("Choice", ["a", "b", "c"])
st.text_input("Text")
"""
