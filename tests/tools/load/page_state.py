"""What a browser knows of a page: the elements it shows and the values of their widgets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

_TEXTS: dict[str, Callable[[Element], str]] = {
    "markdown": lambda element: element.markdown.body,
    "heading": lambda element: element.heading.body,
    "text": lambda element: element.text.body,
    "alert": lambda element: element.alert.body,
    "toast": lambda element: element.toast.body,
    "html": lambda element: element.html.body,
    "code": lambda element: element.code.code_text,
}
_CHOICES = ("radio", "button_group", "selectbox")
_PRESSED = ("button", "checkbox", "page_link")
_WRITTEN = ("text_area", "text_input")
_ENDED_EARLY = ForwardMsg.FINISHED_EARLY_FOR_RERUN


@dataclass(slots=True)
class Drawn:
    """One element where it stands, and the number of the run that drew it."""

    kind: str
    element: Element
    fragment: str
    run: int

    @property
    def widget_id(self) -> str:
        """The widget's id, '' for what is none."""
        return str(getattr(getattr(self.element, self.kind), "id", ""))


class Page:
    """One tab: takes the server's messages, writes the browser's."""

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
        self._shown: dict[tuple[int, ...], Drawn] = {}
        self._cached: dict[str, ForwardMsg] = {}
        self._entered: dict[str, dict[str, WidgetState]] = {}
        """What stands in the fields of a form that was not sent yet, by form."""

    def take(self, data: bytes) -> bool:
        """Take one message; return whether a run has come to its end."""
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
            self._begin(message)
        elif kind == "navigation":
            self.script_hash = message.navigation.page_script_hash
        elif kind == "auto_rerun":
            self.reruns_itself[message.auto_rerun.fragment_id] = message.auto_rerun.interval
        elif kind == "page_not_found":
            self.failures.append("the page was not found")
        elif kind == "session_event" and message.session_event.HasField("script_compilation_exception"):
            self.failures.append(message.session_event.script_compilation_exception.message)
        elif kind == "script_finished":
            return self._finish(message.script_finished)
        return False

    @property
    def runs_when_back(self) -> bool:
        """Whether a browser at rest runs the page as soon as a lost connection is there again.

        It does where the last run drew fragments only, and where a fragment runs by the clock; else the page
        stays as it is until something is tapped. In a session that is new, a tap in a fragment is dropped
        unless the whole page has run before.
        """
        return bool(self._fragments or self.reruns_itself)

    def rerun(self, fragment: str = "", pressed: str = "") -> bytes:
        """Return the message that asks for a run with all values; `pressed` is a button's id."""
        message = BackMsg()
        asked = message.rerun_script
        asked.widget_states.widgets.extend(self.states.values())
        if pressed:
            asked.widget_states.widgets.add(id=pressed, trigger_value=True)
        if self.script_hash:
            asked.page_script_hash = self.script_hash
        else:
            asked.page_name = self.page_name
        asked.fragment_id = fragment
        asked.cached_message_hashes.extend(self._cached)
        asked.context_info.timezone = "America/New_York"
        asked.context_info.timezone_offset = 300
        asked.context_info.locale = "en-US"
        return bytes(message.SerializeToString())

    def texts(self) -> Iterator[str]:
        """Yield every text on the page, in no order."""
        for drawn in self._shown.values():
            if drawn.kind in _TEXTS:
                yield _TEXTS[drawn.kind](drawn.element)

    def all(self, *kinds: str) -> list[Drawn]:
        """Return the elements of these kinds, in the order of the page."""
        return [drawn for _, drawn in sorted(self._shown.items()) if drawn.kind in kinds]

    def find(self, name: str, *kinds: str) -> Drawn | None:
        """Return the first widget with this key or label."""
        for drawn in self.all(*(kinds or (*_CHOICES, *_PRESSED, *_WRITTEN))):
            if name == getattr(drawn.element, drawn.kind).label or drawn.widget_id.endswith(f"-{name}"):
                return drawn
        return None

    def keyed(self, beginning: str) -> list[Drawn]:
        """Return the widgets whose key begins so, in the order of the page."""
        return [
            drawn for drawn in self.all(*_CHOICES, *_PRESSED, *_WRITTEN) if f"-{beginning}" in drawn.widget_id
        ]

    def options(self, drawn: Drawn) -> list[str]:
        """Return the words of a choice's options."""
        if drawn.kind == "button_group":
            return [option.content for option in drawn.element.button_group.options]
        return list(getattr(drawn.element, drawn.kind).options)

    def chosen(self, drawn: Drawn) -> str:
        """Return what is chosen, '' if nothing is."""
        state = self.states.get(drawn.widget_id)
        if state is None:
            return ""
        return (
            ", ".join(state.string_array_value.data) if drawn.kind == "button_group" else state.string_value
        )

    def choose(self, drawn: Drawn, words: str) -> bool:
        """Change a choice or a text; return whether that runs the page, as it does outside a form."""
        state = WidgetState(id=drawn.widget_id)
        if drawn.kind == "button_group":
            state.string_array_value.data.append(words)
        else:
            state.string_value = words
        form = str(getattr(drawn.element, drawn.kind).form_id)
        (self._entered.setdefault(form, {}) if form else self.states)[state.id] = state
        return not form

    def submit(self, form: str) -> None:
        """Let what was entered in a form count."""
        self.states |= self._entered.pop(form, {})

    def _begin(self, message: ForwardMsg) -> None:
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
        self._shown[path] = drawn
        if kind == "exception":
            self.failures.append(element.exception.message)
        elif kind in _CHOICES or kind in _WRITTEN or kind == "checkbox":
            self._value(drawn)

    def _value(self, drawn: Drawn) -> None:
        """Give a new widget its first value, or the value that the server sets."""
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
        elif drawn.kind in _WRITTEN:
            state.string_value = widget.value if widget.set_value else widget.default
        elif widget.set_value:
            state.string_value = widget.raw_value
        elif widget.HasField("default"):
            state.string_value = widget.options[widget.default]
        self.states[widget.id] = state

    def _finish(self, status: int) -> bool:
        if status == _ENDED_EARLY:
            return False
        self._shown = {path: drawn for path, drawn in self._shown.items() if self._stays(drawn)}
        present = {drawn.widget_id for drawn in self._shown.values()}
        self.states = {key: state for key, state in self.states.items() if key in present}
        return True

    def _stays(self, drawn: Drawn) -> bool:
        """Whether an element was drawn by the run that ended, or stands outside what it drew."""
        return drawn.run == self.run or bool(self._fragments and drawn.fragment not in self._fragments)
