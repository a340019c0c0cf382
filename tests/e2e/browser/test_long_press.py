"""A button pressed right after typing does its work, however long the press is."""

from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Locator

from followup_core.models import MessageKind
from followup_core.services.labels import sent_label
from tests.integration.services import workspaces
from tests.support.browser_page import PHONE, Visitor, visiting
from tests.support.program import Program, running

from .browser_workshops import lead, prepare


def press(visitor: Visitor, target: Locator) -> None:
    """Press something until all that leaving the field before it brought about is drawn, and let go."""
    target.hover()
    visitor.page.mouse.down()
    visitor.page.wait_for_timeout(300)
    visitor.settle()
    visitor.page.mouse.up()
    visitor.settle()


def test_a_press_that_leaves_a_field_counts_on_the_own_pages(browser: Browser, tmp_path: Path) -> None:
    with workspaces.opened(tmp_path / "data" / "personal") as workspace:
        interview = workspaces.started(workspace, "Acme", date(2026, 11, 9))
        person = workspaces.with_person(workspace, interview, "Lee Ruiz")
    with running(tmp_path / "data") as program, visiting(browser, program.url, PHONE) as v:
        _message(v, program, interview, person)
        _forms(v, program, interview)
        _settings(v, program)
        _checklist(v, program, interview)


def _message(v: Visitor, program: Program, interview: str, person: str) -> None:
    v.open(f"message?interview={interview}&kind=thank_you_email&person={person}")
    v.field("Message").fill("My own words.")
    press(v, v.button("Mark as sent"))
    v.sees("Thank-you email to Lee Ruiz recorded")
    assert [row["note"][-13:] for row in program.stored("touchpoints")] == ["My own words."]
    v.open(f"message?interview={interview}&kind=thank_you_note&person={person}")
    v.page.get_by_label("What did you and Lee Ruiz talk about").fill("the new building")
    press(v, v.button(sent_label(MessageKind.THANK_YOU_NOTE)))
    v.sees("Handwritten note to Lee Ruiz recorded")  # leaving the field has said "Saved." already
    assert len(program.stored("touchpoints")) == 2


def _forms(v: Visitor, program: Program, interview: str) -> None:
    v.open("interviews?add=yes")
    v.write("Organization", "Borealis")
    press(v, v.button("Save the interview"))
    v.sees("Interview with Borealis added")
    v.open(f"interview?interview={interview}")
    v.tap(v.choice("People"))
    v.settle()
    v.tap(v.page.get_by_text("Lee Ruiz").last)
    v.settle()
    v.write("Job title", "Head of Stories")
    press(v, v.button("Save"))
    v.sees("Details of Lee Ruiz saved")
    assert [row["title"] for row in program.stored("people")] == ["Head of Stories"]


def _settings(v: Visitor, program: Program) -> None:
    v.open("settings")
    v.write("Phone", "555 0100")
    press(v, v.choice("Career centers"))
    v.sees("The wording of messages")
    assert {"key": "phone", "value": "555 0100"}.items() <= program.stored("settings")[0].items()


def _checklist(v: Visitor, program: Program, interview: str) -> None:
    v.open(f"checklist?interview={interview}")
    for _ in range(3):
        question = v.page.get_by_role("heading").first.inner_text()
        v.tap(v.onward())
        v.no_longer_sees(question)
        v.settle()
    v.write("Names, one on each line", "Dana Ruiz")
    press(v, v.button("Add to the list"))
    v.sees("Dana Ruiz gets a thank-you")
    v.write("Names, one on each line", "Tom Lee")
    press(v, v.button("That was everyone"))
    v.sees("What did you and Lee Ruiz talk about")
    assert len(program.stored("people")) == 3
    v.page.get_by_label("What did you and Lee Ruiz talk about").fill("the new building, and the old one")
    press(v, v.button("Next"))
    v.sees("What did you and Dana Ruiz talk about")
    assert "the old one" in program.stored("interviewers")[0]["discussed"]


def test_a_press_that_leaves_a_field_counts_for_the_facilitator(browser: Browser, tmp_path: Path) -> None:
    with (
        running(tmp_path / "data", mode="workshop") as program,
        visiting(browser, program.url, (1280, 900)) as v,
    ):
        lead(v, program)
        prepare(v)
        v.page.get_by_text("Title and content").first.click()
        v.page.get_by_role("textbox", name="Title on the wall").first.fill("My own title")
        press(v, v.button("Open the workshop"))
        v.sees("On the wall now")
