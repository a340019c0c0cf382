"""Makes a page that draws the same elements from constants, by recording a real page's calls to Streamlit.

It is recorded again in each run, so it can't differ from the real page.
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
_ARGUMENTS_LEFT_OUT = ("on_click", "on_change", "args", "kwargs", "format_func")
Call = tuple[int, str, tuple[Any, ...], dict[str, Any]]


class _Code(str):
    """Code that is written into the script unchanged."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


class Recorder:
    """Records every call of an element function, with the container it draws into."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self._results: list[Any] = []
        self._is_recording = False

    def wrap(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return `call`, recorded if a page makes it, and not Streamlit itself."""

        def recorded(*args: Any, **kwargs: Any) -> Any:
            if self._is_recording:
                return call(*args, **kwargs)
            self._is_recording = True
            try:
                parent = self._parent()
                result = call(*args, **kwargs)
            finally:
                self._is_recording = False
            options = kwargs.get("options") or (args[1] if len(args) > 1 else None)
            format_option = kwargs.get("format_func")
            if format_option is not None and isinstance(options, (list, tuple)):
                args = (args[0], [format_option(option) for option in options], *args[2:])
                if kwargs.get("default") is not None:
                    kwargs = kwargs | {"default": format_option(kwargs["default"])}
            arguments = {key: value for key, value in kwargs.items() if key not in _ARGUMENTS_LEFT_OUT}
            if callable(arguments.get("on_select")):
                arguments["on_select"] = "rerun"
            self.calls.append((parent, name, _as_literal(args), _as_literal(arguments)))
            self._results.append(result)
            return result

        return recorded

    def _parent(self) -> int:
        stack = context_dg_stack.get()
        for index in range(len(self._results) - 1, -1, -1):
            if stack and self._results[index] is stack[-1]:
                return index
        return -1


def _as_literal(value: Any) -> Any:
    match value:
        case enum.Enum():
            return str(value.value)
        case dict():
            return {key: _as_literal(item) for key, item in value.items()}
        case list() | tuple():
            return type(value)(_as_literal(item) for item in value)
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
    """Write a program that draws what the real page draws from literals, and return its script's path."""
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
    app_test = AppTest.from_file(str(ROOT / "pages" / "_router.py"), default_timeout=60)
    if interview_id:
        app_test.query_params["interview"] = interview_id
    app_test.run()
    app_test.switch_page(f"{page}.py")
    for name, call in originals.items():
        setattr(st, name, recorder.wrap(name, call))
    try:
        app_test.run()
    finally:
        for name, call in originals.items():
            setattr(st, name, call)
    if app_test.exception:
        sys.exit(f"the page {page} failed: {app_test.exception}")
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
