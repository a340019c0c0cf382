"""Taps that reach a new session: done once, replacing nothing, or said to be lost."""

from datetime import date
from typing import Any

import pytest
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.testing.v1 import AppTest

from components import tap_replay
from components.markdown_text import escape_markdown
from followup_core.models import AnswerValue
from followup_core.services.guided_checklist import DETAIL_UNKNOWN, save_answer
from followup_core.services.interview_service import set_decision
from followup_core.services.people_service import set_discussed
from followup_core.services.workspace import Workspace
from tests.integration.services.workspaces import moment, started, with_person

from .screen import ROUTER, Screen, given, mine, now, stored

ASLEEP = "This page was asleep, so your last tap was lost. Tap again."


class Asleep(Screen):
    """A tab whose session is lost, while its browser shows and sends what it did before."""

    def wake(self) -> "Asleep":
        """Run the page in a new session, with every value and tap of the browser."""
        sent, page = self.at._tree.get_widget_states(), self.at._page_hash
        params = dict(self.at.query_params)
        self.at = AppTest.from_file(str(ROUTER), default_timeout=60)
        self.at._page_hash = page
        self.at.query_params.update(params)
        self.at._run(sent)
        assert not self.at.exception, self.at.exception
        return self

    @property
    def says_asleep(self) -> bool:
        """Whether it says that the page was asleep."""
        return ASLEEP in [toast.value for toast in self.at.toast]


@pytest.fixture
def interview_id() -> str:
    return started(mine())


def checklist(interview_id: str) -> Asleep:
    screen = Asleep()
    screen.open("checklist", interview_id)
    return screen


def answer_elsewhere(interview_id: str, item_id: str, word: AnswerValue, detail: str = "") -> None:
    """Answer a question somewhere else."""
    [item] = [each for each in now().playbook.checklist if each.id == item_id]
    save_answer(mine(), moment(), interview_id, item, word, detail=detail)


def at_time_frame(interview_id: str) -> Asleep:
    """Return the checklist where it asks what they said about the decision."""
    answer_elsewhere(interview_id, "asked_time_frame", AnswerValue.YES)
    screen = checklist(interview_id)
    screen.at.query_params.update({"item": "asked_time_frame", "person": ""})
    screen.run()
    return screen


def said(interview_id: str) -> str:
    """Return the key of the choice of what they said."""
    return f"said-{interview_id}"


def say_nobody_knows(interview_id: str) -> None:
    """Answer somewhere else that they did not know."""
    answer_elsewhere(interview_id, "asked_time_frame", AnswerValue.YES, DETAIL_UNKNOWN)


def decision() -> str:
    return stored("interviews")[0]["decision_by"]


def test_a_button_is_done_once(interview_id: str) -> None:
    screen = Asleep()
    next(button for button in screen.at.button if button.label == "I've thanked them").click()
    screen.wake()
    assert len(stored("touchpoints")) == 1
    assert r"**Saved.** Thank\-you email recorded" in screen.text
    screen.run()
    assert len(stored("touchpoints")) == 1


def test_a_newer_run_neither_loses_nor_repeats_a_tap(
    interview_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Asleep()
    next(button for button in screen.at.button if button.label == "I've thanked them").click()

    act = Workspace.execute
    calls: list[object] = []

    def taken_over(*given: Any) -> None:
        act(*given)
        context = get_script_run_ctx()
        assert context is not None
        if not calls:
            context._enqueue.__self__.request_stop()  # type: ignore[attr-defined]
        calls.append(given)

    monkeypatch.setattr(Workspace, "execute", taken_over)
    screen.wake()
    screen.at.run()
    assert len(calls) == len(stored("touchpoints")) == 1
    assert r"**Saved.** Thank\-you email recorded" in screen.text


def test_an_answer_is_saved_and_says_so_and_which_other_one_it_replaced(interview_id: str) -> None:
    screen = checklist(interview_id)
    screen.field(f"answer-{interview_id}-asked_next_steps--no").click()
    screen.wake()
    assert given() == {("asked_next_steps", ""): "no"}
    assert "**Saved.**" in screen.text
    assert not screen.says_asleep
    screen.tap("Undo")
    assert given() == {}
    screen.field(f"answer-{interview_id}-asked_next_steps--no").click()
    answer_elsewhere(interview_id, "asked_next_steps", AnswerValue.YES)
    screen.wake()
    assert screen.told == ["The answer was Yes before. Now it is No."]
    screen.tap("Undo")
    assert given() == {("asked_next_steps", ""): "yes"}


def test_a_choice_is_saved_where_nothing_is_and_honoured_in_the_first_run_alone(interview_id: str) -> None:
    screen = at_time_frame(interview_id)
    assert screen.field(said(interview_id)).proto.required, "a second tap leaves it"
    screen.fill(said(interview_id), "In two weeks")
    screen.wake()
    assert decision() == "2026-11-16"
    assert "**Saved.**" in screen.text
    assert not screen.says_asleep
    mine().undo(moment(), mine().recent()[0].operation.op_id)  # on another device
    screen.run().run()
    assert decision() == ""


def test_a_choice_replaces_nothing_that_was_chosen_elsewhere(interview_id: str) -> None:
    screen = at_time_frame(interview_id)
    screen.fill(said(interview_id), "In two weeks")
    say_nobody_knows(interview_id)
    screen.wake()
    assert decision() == ""
    assert screen.says_asleep
    assert screen.field(said(interview_id)).value == "They did not know"
    screen.choose(said(interview_id), "In two weeks")
    assert decision() == "2026-11-16"


def test_a_choice_replaces_no_day_that_was_entered_elsewhere(interview_id: str) -> None:
    screen = at_time_frame(interview_id)
    screen.fill(said(interview_id), "In two weeks")
    set_decision(mine(), moment(), interview_id, date(2026, 12, 4))
    screen.wake()
    assert decision() == "2026-12-04"
    assert escape_markdown(ASLEEP) in screen.text
    assert screen.field(said(interview_id)).value is None


def test_a_choice_that_was_saved_before_the_sleep_is_not_saved_again(interview_id: str) -> None:
    screen = at_time_frame(interview_id)
    screen.choose(said(interview_id), "In two weeks")
    done = len(mine().recent())
    screen.wake()
    assert (decision(), len(mine().recent())) == ("2026-11-16", done)
    assert not screen.says_asleep
    assert not screen.at.warning


def test_a_page_that_shows_no_choice_yet_is_only_brought_up_to_date(interview_id: str) -> None:
    screen = at_time_frame(interview_id)
    say_nobody_knows(interview_id)
    screen.wake()
    assert screen.field(said(interview_id)).value == "They did not know"
    assert not screen.says_asleep


def test_a_button_that_the_new_session_does_not_draw_is_said_to_be_lost(interview_id: str) -> None:
    screen = Asleep()
    screen.tap("I've thanked them")
    next(button for button in screen.at.button if button.label == "Undo").click()
    screen.wake()
    assert len(stored("touchpoints")) == 1
    assert screen.says_asleep
    assert not screen.run().at.toast


def text_changed_elsewhere(interview_id: str, typed: str) -> tuple[Asleep, str]:
    """Return a woken page on which `typed` stood, while something else was saved."""
    person_id = with_person(mine(), interview_id)
    set_discussed(mine(), moment(), interview_id, person_id, "From the train")
    screen = checklist(interview_id)
    screen.at.query_params.update({"interview": interview_id, "item": "discussed", "person": person_id})
    screen.run()
    key = f"discussed-{interview_id}-{person_id}"
    screen.field(key).set_value(typed)
    set_discussed(mine(), moment(), interview_id, person_id, "From my laptop")
    return screen.wake(), key


def words() -> str:
    return stored("interviewers")[0]["discussed"]


@pytest.mark.parametrize(
    ("button", "kept"), [("Save that text", "From my phone"), ("Leave it", "From my laptop")]
)
def test_a_text_is_never_dropped_and_never_replaces_another_by_itself(
    interview_id: str, button: str, kept: str
) -> None:
    screen, key = text_changed_elsewhere(interview_id, "From my phone")
    assert words() == "From my laptop"
    assert "This text on it is not saved: “From my phone”" in screen.text
    assert ["see the top of the page" in toast.value for toast in screen.at.toast] == [True]
    screen.tap(button)
    assert words() == kept
    assert screen.field(key).value == kept
    assert "is not saved" not in screen.text


def test_spaces_around_a_text_are_no_other_text(interview_id: str) -> None:
    screen, _ = text_changed_elsewhere(interview_id, "  From my  laptop\n")
    assert "is not saved" not in screen.text
    assert words() == "From my laptop"


def test_a_dialog_that_closes_while_the_page_sleeps_is_said_until_the_next_action(interview_id: str) -> None:
    screen = Asleep()
    card = next(str(button.key) for button in screen.at.button if button.label == "I've thanked them")
    screen.choose(card.replace("done-", "more-"), "I did it on another day")
    assert screen.has(card.replace("done-", "day-"))
    screen.wake()
    assert not screen.has(card.replace("done-", "day-"))
    assert [each.value for each in screen.at.warning] == [escape_markdown(tap_replay.CLOSED)]
    assert not screen.says_asleep
    screen.tap("I've thanked them")
    assert not screen.at.warning
