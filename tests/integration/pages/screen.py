"""A screen for tests: the whole program in one browser tab, with what it shows and what it stores."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import AlertBase, Element

from followup_core.models import Row
from followup_core.services import workspace_registry
from followup_core.services.workspace import Workspace, WorkspaceView
from tests.integration.services import workspaces

ROUTER = Path(__file__).parents[3] / "pages" / "_router.py"
TODAY = date(2026, 11, 18)
"""The day of every test here, a Wednesday; see conftest.py."""

_BOTTOM = 3
"""The number of the bar at the bottom, among the parts of the window."""
_SHOWN = frozenset({"body", "label", "content", "help", "placeholder", "text"})


class Screen:
    """One browser tab: a session of its own, on the workspaces of this test."""

    def __init__(self) -> None:
        self.at = AppTest.from_file(str(ROUTER), default_timeout=60)
        self.run()

    def run(self) -> "Screen":
        """Run the page once; a page that fails fails the test."""
        self.at.run()
        assert not self.at.exception, self.at.exception
        return self

    def open(self, page: str, interview_id: str = "") -> "Screen":
        """Follow a link to a page, with the interview it names."""
        self.at.query_params.clear()
        if interview_id:
            self.at.query_params["interview"] = interview_id
        self.at.switch_page(f"{page}.py")
        return self.run()

    def field(self, key: str) -> Any:
        """Return the widget with this key in the person's own workspace."""
        return self.at.get_by_key(key if ":" in key else f"personal:{key}")

    def has(self, key: str) -> bool:
        """Whether a widget with this key is on screen."""
        try:
            self.field(key)
        except KeyError:
            return False
        return True

    def fill(self, key: str, value: object) -> "Screen":
        """Give a field a value and leave it; fields of a form wait for the form's button."""
        self.field(key).set_value(value)
        return self

    def choose(self, key: str, value: object) -> "Screen":
        """Tap one of several choices."""
        return self.fill(key, value).run()

    def add_interview(self, organization: str) -> "Screen":
        """Add an interview on the page of interviews, with nothing but its organization."""
        form = self.open("interviews").tap("Add an interview")
        return form.fill("add-organization", organization).tap("Save the interview")

    def tap(self, label: str, at: int = 0) -> "Screen":
        """Tap a button by its label; the first one of that name unless told otherwise."""
        found = [button for button in self.at.button if button.label == label]
        assert len(found) > at, f"no button “{label}” among {[b.label for b in self.at.button]}"
        found[at].click()
        return self.run()

    def press(self, key: str) -> "Screen":
        """Tap the button with this key, where others have the same label."""
        self.field(key).click()
        return self.run()

    def onward(self) -> bool:
        """Go on in the checklist, past an open question by skipping it; return whether there was a way on."""
        ways = ("Yes, that day", "Next", "Skip", "That was everyone")
        found = next((label for label in ways if label in self.buttons), "")
        if found:
            self.tap(found)
        return bool(found)

    def error_below(self, key: str) -> str:
        """Return the error that stands directly below the field with this key, '' if none does."""
        drawn = [node for node in self.at.main if isinstance(node, Element)]
        field = self.field(key)
        [at] = [number for number, node in enumerate(drawn) if node is field]
        below = drawn[at + 1 : at + 2]
        return below[0].value.replace("\\", "") if below and isinstance(below[0], AlertBase) else ""

    @property
    def buttons(self) -> list[str]:
        """The labels of all buttons."""
        return [button.label for button in self.at.button]

    @property
    def links(self) -> list[tuple[str, str]]:
        """Every link to a page: its label, and the interview it names."""
        return [
            (link.proto.label, link.proto.query_string)
            for link in self.at.get("page_link")
            if hasattr(link, "proto")
        ]

    @property
    def words(self) -> list[str]:
        """Every text on screen that is read as Markdown."""
        parts = [self.at.main, *(part for at, part in self.at._tree.children.items() if at == _BOTTOM)]
        found = [text for part in parts for node in part for text in _texts(getattr(node, "proto", None))]
        for table in self.at.table:
            frame = table.value
            found += [str(name) for name in (*frame.columns, *frame.index)]
            found += [str(cell) for cell in frame.to_numpy().ravel()]
        return found

    @property
    def told(self) -> list[str]:
        """What was done, as the bar at the bottom says it."""
        return [each.value.replace("\\", "") for each in self.at.success]

    @property
    def titles(self) -> list[str]:
        """The titles on screen."""
        return [title.value for title in self.at.title]

    @property
    def addresses(self) -> str:
        """The addresses of the links that leave the program, line by line."""
        return "\n".join(link.proto.url for link in self.at.get("link_button"))

    @property
    def text(self) -> str:
        """Everything on screen, line by line."""
        return "\n".join(self.words)


def _texts(proto: Any) -> Iterator[str]:
    """Yield the texts of an element's message that a person sees."""
    for descriptor, value in proto.ListFields() if hasattr(proto, "ListFields") else ():
        for each in value if descriptor.is_repeated else [value]:
            if isinstance(each, str):
                yield from [each] if descriptor.name in _SHOWN else []
            else:
                yield from _texts(each)


def data_dir() -> Path:
    """Return the folder of this test's workspaces."""
    return Path(os.environ["FOLLOWUP_DATA_DIR"])


def mine() -> Workspace:
    """Return the desk of the person's own workspace, the one the pages use."""
    return workspace_registry.open_workspace(data_dir() / "personal", keep=data_dir() / "last-good-playbook")


def the_sample() -> Workspace:
    """Return the desk of the sample workspace."""
    return workspace_registry.open_workspace(data_dir() / "sample", keep=data_dir() / "last-good-playbook")


def stored(table: str) -> list[Row]:
    """Return one table of the person's own workspace."""
    return workspaces.rows(mine(), table)


def given() -> dict[tuple[str, str], str]:
    """Return every stored answer by item and person."""
    return {(row["item"], row["person_id"]): row["answer"] for row in stored("answers")}


def now() -> WorkspaceView:
    """Return the person's own workspace today."""
    return mine().view(TODAY)
