"""Keeps what a browser knows of a page: the elements it shows, and the values of their widgets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

_TEXT_OF_KIND: dict[str, Callable[[Element], str]] = {
    "markdown": lambda element: element.markdown.body,
    "heading": lambda element: element.heading.body,
    "text": lambda element: element.text.body,
    "alert": lambda element: element.alert.body,
    "toast": lambda element: element.toast.body,
    "html": lambda element: element.html.body,
    "code": lambda element: element.code.code_text,
}
_CHOICE_KINDS = ("radio", "button_group", "selectbox")
_PRESSED_KINDS = ("button", "checkbox", "page_link")
_WRITTEN_KINDS = ("text_area", "text_input")
_ENDED_EARLY = ForwardMsg.FINISHED_EARLY_FOR_RERUN


@dataclass(slots=True)
class Drawn:
    """One element on the page, its fragment, and the number of the run that drew it."""

    kind: str
    element: Element
    fragment: str
    run: int

    @property
    def widget_id(self) -> str:
        """The widget's id; '' if the element is no widget."""
        return str(getattr(getattr(self.element, self.kind), "id", ""))


class Page:
    """One tab: reads the server's messages, and writes the browser's."""

    def __init__(self) -> None:
        self.script_hash = ""
        self.page_name = ""
        self.session_id = ""
        self.failures: list[str] = []
        self.states: dict[str, WidgetState] = {}
        self.messages = 0
        self.reruns_itself: dict[str, float] = {}
        """Seconds between the runs that a fragment asks the browser for, by the fragment's id."""
        self.run = 0
        """The number of runs that have begun."""
        self._fragments: frozenset[str] = frozenset()
        self._shown_elements: dict[tuple[int, ...], Drawn] = {}
        self._cached: dict[str, ForwardMsg] = {}
        self._unsent_form_values: dict[str, dict[str, WidgetState]] = {}
        """The values in the fields of a form that wasn't sent yet, by form."""

    def take(self, data: bytes) -> bool:
        """Read one message; return whether it ends a run."""
        self.messages += 1
        message = ForwardMsg.FromString(data)
        kind = message.WhichOneof("type")
        if kind == "ref_hash":
            cached = self._cached[message.ref_hash]
            self._draw(tuple(message.metadata.delta_path), cached)
        elif kind == "delta":
            if message.metadata.cacheable:
                self._cached[message.hash] = message
            self._draw(tuple(message.metadata.delta_path), message)
        elif kind == "new_session":
            self._begin_run(message)
        elif kind == "navigation":
            self.script_hash = message.navigation.page_script_hash
        elif kind == "auto_rerun":
            self.reruns_itself[message.auto_rerun.fragment_id] = message.auto_rerun.interval
        elif kind == "page_not_found":
            self.failures.append("the page was not found")
        elif kind == "session_event" and message.session_event.HasField("script_compilation_exception"):
            self.failures.append(message.session_event.script_compilation_exception.message)
        elif kind == "script_finished":
            return self._finish_run(message.script_finished)
        return False

    @property
    def runs_when_back(self) -> bool:
        """Whether an idle browser runs the page as soon as a lost connection is back.

        It does if the last run drew only fragments, or if a fragment runs by a timer. Otherwise the page
        stays as it is until a tap. A new session drops a tap in a fragment unless the whole page has run
        before.
        """
        return bool(self._fragments or self.reruns_itself)

    def rerun(self, fragment: str = "", pressed: str = "") -> bytes:
        """Return the message that asks for a run with all values; `pressed` is a button's id."""
        message = BackMsg()
        rerun_request = message.rerun_script
        rerun_request.widget_states.widgets.extend(self.states.values())
        if pressed:
            rerun_request.widget_states.widgets.add(id=pressed, trigger_value=True)
        if self.script_hash:
            rerun_request.page_script_hash = self.script_hash
        else:
            rerun_request.page_name = self.page_name
        rerun_request.fragment_id = fragment
        rerun_request.cached_message_hashes.extend(self._cached)
        rerun_request.context_info.timezone = "America/New_York"
        rerun_request.context_info.timezone_offset = 300
        rerun_request.context_info.locale = "en-US"
        return bytes(message.SerializeToString())

    def texts(self) -> Iterator[str]:
        """Yield every text on the page, in any order."""
        for drawn in self._shown_elements.values():
            if drawn.kind in _TEXT_OF_KIND:
                yield _TEXT_OF_KIND[drawn.kind](drawn.element)

    def all(self, *kinds: str) -> list[Drawn]:
        """Return the elements of these kinds, in the order of the page."""
        return [drawn for _, drawn in sorted(self._shown_elements.items()) if drawn.kind in kinds]

    def find(self, name: str, *kinds: str) -> Drawn | None:
        """Return the first widget with this key or label."""
        for drawn in self.all(*(kinds or (*_CHOICE_KINDS, *_PRESSED_KINDS, *_WRITTEN_KINDS))):
            if name == getattr(drawn.element, drawn.kind).label or drawn.widget_id.endswith(f"-{name}"):
                return drawn
        return None

    def keyed(self, beginning: str) -> list[Drawn]:
        """Return the widgets whose key has this beginning, in the order of the page."""
        return [
            drawn
            for drawn in self.all(*_CHOICE_KINDS, *_PRESSED_KINDS, *_WRITTEN_KINDS)
            if f"-{beginning}" in drawn.widget_id
        ]

    def options(self, drawn: Drawn) -> list[str]:
        """Return the words of a choice's options."""
        if drawn.kind == "button_group":
            return [option.content for option in drawn.element.button_group.options]
        return list(getattr(drawn.element, drawn.kind).options)

    def chosen(self, drawn: Drawn) -> str:
        """Return the chosen option of a choice; '' if there is none."""
        state = self.states.get(drawn.widget_id)
        if state is None:
            return ""
        return (
            ", ".join(state.string_array_value.data) if drawn.kind == "button_group" else state.string_value
        )

    def choose(self, drawn: Drawn, words: str) -> bool:
        """Change a choice or a text; return whether that runs the page, which it doesn't inside a form."""
        state = WidgetState(id=drawn.widget_id)
        if drawn.kind == "button_group":
            state.string_array_value.data.append(words)
        else:
            state.string_value = words
        form = str(getattr(drawn.element, drawn.kind).form_id)
        (self._unsent_form_values.setdefault(form, {}) if form else self.states)[state.id] = state
        return not form

    def submit(self, form: str) -> None:
        """Add the values that were entered in a form to the page's values."""
        self.states |= self._unsent_form_values.pop(form, {})

    def _begin_run(self, message: ForwardMsg) -> None:
        session = message.new_session
        self.script_hash = session.page_script_hash
        self.session_id = session.initialize.session_id
        self.run += 1
        self._fragments = frozenset(message.metadata.run.fragment_ids)
        if not self._fragments:
            self.reruns_itself.clear()

    def _draw(self, path: tuple[int, ...], message: ForwardMsg) -> None:
        delta = message.delta
        if not delta.HasField("new_element"):
            return
        element = delta.new_element
        kind = element.WhichOneof("type") or ""
        drawn = Drawn(kind, element, delta.fragment_id, self.run)
        self._shown_elements[path] = drawn
        if kind == "exception":
            self.failures.append(element.exception.message)
        elif kind in _CHOICE_KINDS or kind in _WRITTEN_KINDS or kind == "checkbox":
            self._set_first_value(drawn)

    def _set_first_value(self, drawn: Drawn) -> None:
        """Set a new widget's first value, or the value that the server sets."""
        widget = getattr(drawn.element, drawn.kind)
        if widget.id in self.states and not widget.set_value:
            return
        state = WidgetState(id=widget.id)
        if drawn.kind == "checkbox":
            state.bool_value = widget.value if widget.set_value else widget.default
        elif drawn.kind == "button_group":
            values = (
                widget.raw_values if widget.set_value else [widget.options[i].content for i in widget.default]
            )
            state.string_array_value.data.extend(values)
        elif drawn.kind in _WRITTEN_KINDS:
            state.string_value = widget.value if widget.set_value else widget.default
        elif widget.set_value:
            state.string_value = widget.raw_value
        elif widget.HasField("default"):
            state.string_value = widget.options[widget.default]
        self.states[widget.id] = state

    def _finish_run(self, status: int) -> bool:
        if status == _ENDED_EARLY:
            return False
        self._shown_elements = {
            path: drawn for path, drawn in self._shown_elements.items() if self._stays_on_page(drawn)
        }
        present = {drawn.widget_id for drawn in self._shown_elements.values()}
        self.states = {key: state for key, state in self.states.items() if key in present}
        return True

    def _stays_on_page(self, drawn: Drawn) -> bool:
        """Whether an element was drawn by the run that ended, or is outside the fragments that it drew."""
        return drawn.run == self.run or bool(self._fragments and drawn.fragment not in self._fragments)
