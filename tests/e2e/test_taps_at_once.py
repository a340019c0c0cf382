"""Taps that reach the program within the same moment: each is saved."""

import time
from datetime import date
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.integration.services import workspaces
from tests.support.program import PATIENCE, running
from tests.tools.bench.clients import Client

TAPS = 5  # Today shows five cards; it folds more


class ManyTaps(Client):
    """A browser tab that taps faster than any finger."""

    def __init__(self, port: int) -> None:
        self.buttons: dict[str, str] = {}
        super().__init__(port)

    def _read_message(self, kind: str | None, answer: ForwardMsg) -> None:
        super()._read_message(kind, answer)
        element = answer.delta.new_element
        if kind == "delta" and element.HasField("button"):
            self.buttons[element.button.id] = element.button.label

    def press(self, button: str) -> None:
        """Say that a button was pressed, and wait for nothing."""
        message = BackMsg()
        message.rerun_script.page_script_hash = self._hash
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.trigger_value = button, True
        self._connection.send(message.SerializeToString())


def test_every_one_of_many_taps_at_once_is_saved(tmp_path: Path) -> None:
    with workspaces.opened(tmp_path / "data" / "personal") as workspace:
        for number in range(TAPS):
            interview = workspaces.started(workspace, f"Employer {number}", date(2026, 11, 17))
            workspaces.with_person(workspace, interview, f"Ruiz {number}")
    with running(tmp_path / "data") as program:
        tab = ManyTaps(program.port)
        tab.rerun()
        sent = [button for button, label in tab.buttons.items() if label == "Mark as sent"]
        assert len(sent) == TAPS
        for button in sent:
            tab.press(button)
        for _ in range(PATIENCE * 10):
            if len(program.stored("touchpoints")) == TAPS:
                break
            time.sleep(0.1)
        tab.close()
        assert len(program.stored("touchpoints")) == TAPS
