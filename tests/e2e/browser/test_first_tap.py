"""The first tap after a restart or an expired session: stored or said to be lost, on each own page.

A session is lost in the two ways by turns, so each kind of field and button meets both on some page;
`tests/integration/pages/test_tap_replay.py` has what a new session does with what it hears, tap by tap.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from itertools import cycle, zip_longest
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from followup_core.models import Outcome, Row, TouchpointKind
from followup_core.services.interview_service import set_outcome
from followup_core.services.touchpoints import TouchpointEntry, record_response, record_touchpoint
from tests.integration.services import workspaces
from tests.support.browser_page import Visitor
from tests.support.program import TODAY, Program, running

from .suspended_pages import (
    ASLEEP,
    FORGETFUL,
    UNSAVED,
    Loss,
    Sleeper,
    Tap,
    sleeper,
    tap_first,
    write,
)

Taps = Iterator[Tap]
CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Lee Park\r\nORG:Acme\r\nEMAIL:lee@acme.example\r\nEND:VCARD\r\n"
ORGANIZATIONS = ("Answered", "Closed", "Checks", "Conflict", "Story", "Details", "Letter", "Met", "Person")


@dataclass(frozen=True, slots=True)
class World:
    """A workspace with one interview for each page, so that no page's tap changes what another expects."""

    program: Program
    interviews: dict[str, str]
    people: dict[str, str]

    def rows(self, table: str, **cells: str) -> list[Row]:
        """Return the stored rows with these cells."""
        return [row for row in self.program.stored(table) if cells.items() <= row.items()]

    def interview(self, organization: str) -> Row:
        """Return the stored interview."""
        [found] = self.rows("interviews", interview_id=self.interviews[organization])
        return found

    def answer(self, organization: str, item: str) -> str:
        """Return a stored answer about the whole interview, with its detail."""
        found = self.rows("answers", interview_id=self.interviews[organization], item=item)
        return ", ".join(filter(None, (found[0]["answer"], found[0]["detail"]))) if found else ""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with workspaces.opened(tmp_path / "data" / "personal") as workspace:
        interviews = {name: workspaces.started(workspace, name) for name in ORGANIZATIONS}
        # Its card comes first: a thank-you that is later than the others.
        interviews["Today"] = workspaces.started(workspace, "Today", date(2026, 10, 23))
        people = {
            name: workspaces.with_person(workspace, interviews[name], f"{name} Ruiz")
            for name in ("Details", "Letter", "Person", "Today")
        }
        before = workspaces.started(workspace, "Met", date(2026, 10, 26))
        people["Met"] = workspaces.with_person(workspace, before, "Lee Met")
        record_response(workspace, workspaces.moment(), interviews["Answered"], on=TODAY)
        set_outcome(workspace, workspaces.moment(), interviews["Closed"], Outcome.REJECTED, TODAY)
        for note in ("First note", "Second note"):
            sent = date(2026, 11, 4 if note.startswith("F") else 11)
            entry = TouchpointEntry(
                interview_id=interviews["Story"], kind=TouchpointKind.STATUS_EMAIL, sent_on=sent, note=note
            )
            record_touchpoint(workspace, workspaces.moment(), entry)
    with running(tmp_path / "data", *FORGETFUL) as program:
        yield World(program, interviews, people)


@pytest.mark.timeout(900)  # each step is a page that wakes; it only ends a test that hangs
def test_the_first_tap_counts_on_every_page(browser: Browser, world: World) -> None:
    losses = cycle(Loss)
    with ExitStack() as stack:
        sleepers = [stack.enter_context(sleeper(browser, world.program)) for _ in PAGES]
        for taps in zip_longest(*(page(one, world) for page, one in zip(PAGES, sleepers, strict=True))):
            for one, tap in zip(sleepers, taps, strict=True):
                if tap is None:  # it would be drawn after each start, for nothing
                    one.visitor.page.close()
            tap_first(world.program, next(losses), [tap for tap in taps if tap is not None])


def today(asleep: Sleeper, world: World) -> Taps:
    v = asleep.visitor
    v.open()
    more = v.page.get_by_role("button", name="More", exact=True).first

    def on_another_day() -> None:
        v.tap(more)
        v.tap(v.page.get_by_text("I did it on another day").first)

    yield Tap(name="a menu", sleeper=asleep, tap=on_another_day, sees="On which day?")
    sent = len(world.rows("touchpoints", interview_id=world.interviews["Today"]))
    yield Tap(
        name="a dialog",
        sleeper=asleep,
        tap=lambda: v.tap("Save"),
        sees=ASLEEP,
        stored=lambda: len(world.rows("touchpoints", interview_id=world.interviews["Today"])) == sent,
    )
    yield Tap(
        name="a card's button",
        sleeper=asleep,
        tap=lambda: v.tap("Mark as sent"),
        sees="Saved.",
        stored=lambda: len(world.rows("touchpoints", interview_id=world.interviews["Today"])) == sent + 1,
    )
    yield Tap(
        name="a list that opens",
        sleeper=asleep,
        tap=lambda: v.tap("Recently done"),
        stored=lambda: v.page.get_by_role("heading", name="Recently done").count() == 1,
    )
    yield Tap(
        name="an undo", sleeper=asleep, tap=lambda: v.page.get_by_text("Undo").first.click(), sees=ASLEEP
    )


def waiting(asleep: Sleeper, world: World) -> Taps:
    v = asleep.visitor
    v.open()
    yield Tap(
        name="what they answered",
        sleeper=asleep,
        tap=lambda: v.tap(v.button("An offer")),
        stored=lambda: world.interview("Answered")["outcome"] == "offer",
    )
    yield Tap(
        name="still interested",
        sleeper=asleep,
        tap=lambda: v.tap(v.button("Yes")),
        stored=lambda: world.interview("Closed")["still_interested"] == "yes",
    )


def checklist(asleep: Sleeper, world: World) -> Taps:
    v, me = asleep.visitor, world.interviews["Checks"]
    v.open(f"checklist?interview={me}")
    yield Tap(
        name="an answer",
        sleeper=asleep,
        tap=lambda: v.tap(v.answer("asked_next_steps", "no")),
        sees="one sentence is enough",
        stored=lambda: world.answer("Checks", "asked_next_steps") == "no",
    )
    yield Tap(
        name="next", sleeper=asleep, tap=lambda: v.tap("Next"), sees="Did you ask when they will decide?"
    )
    v.tap(v.answer("asked_time_frame", "yes"))
    v.sees("What did they say?")
    yield Tap(
        name="nobody knows",
        sleeper=asleep,
        tap=lambda: v.tap(v.choice("They did not know")),
        stored=lambda: world.answer("Checks", "asked_time_frame") == "yes, they did not know",
    )
    v.tap(v.choice("On a date"))
    v.settle()
    yield Tap(
        name="a day",
        sleeper=asleep,
        tap=lambda: day(v, "They will decide by", "24112026"),
        stored=lambda: world.interview("Checks")["decision_by"] == "2026-11-24",
    )
    yield Tap(
        name="the day confirmed",
        sleeper=asleep,
        tap=lambda: v.tap("Yes, that day"),
        sees="may get in touch",
    )
    yield Tap(name="all answers", sleeper=asleep, tap=lambda: v.tap("All answers"), sees="All your answers")


def met(asleep: Sleeper, world: World) -> Taps:
    v, me, lee = asleep.visitor, world.interviews["Met"], world.people["Met"]
    v.open(f"checklist?interview={me}&item=people&person=")
    v.sees("Who did you meet?")
    v.write("Names, one on each line", "Dana Met")
    yield Tap(
        name="names",
        sleeper=asleep,
        tap=lambda: v.tap("Add to the list"),
        sees="Dana Met gets a thank-you",
        stored=lambda: len(world.rows("people", name="Dana Met")) == 1,
    )
    yield Tap(
        name="somebody met before",
        sleeper=asleep,
        tap=lambda: v.tap(v.choice("Lee Met")),
        stored=lambda: len(world.rows("interviewers", person_id=lee)) == 2,
    )
    yield Tap(
        name="take somebody out",
        sleeper=asleep,
        tap=lambda: v.page.get_by_role("button", name="Take out").last.click(),
        stored=lambda: len(world.rows("interviewers", person_id=lee)) == 1,
    )
    yield Tap(
        name="everyone", sleeper=asleep, tap=lambda: v.tap("That was everyone"), sees="card from Dana Met"
    )


def about_a_person(asleep: Sleeper, world: World) -> Taps:
    v, me, person = asleep.visitor, world.interviews["Person"], world.people["Person"]
    v.open(f"checklist?interview={me}&item=business_card&person={person}")
    v.tap(v.answer("business_card", "yes"))
    v.settle()
    v.tap(v.page.get_by_text("Copy what the card says"))
    yield Tap(
        name="a field",
        sleeper=asleep,
        tap=lambda: write(v.field("Email on the card"), "person@met.example"),
        stored=lambda: world.rows("people", name="Person Ruiz")[0]["email"] == "person@met.example",
    )
    yield Tap(
        name="an answer about a person",
        sleeper=asleep,
        tap=lambda: v.tap(v.answer("asked_linkedin", "yes")),
        sees="Did Person Ruiz say yes?",
        stored=lambda: bool(world.rows("answers", item="asked_linkedin", person_id=person, answer="yes")),
    )
    yield Tap(
        name="a text",
        sleeper=asleep,
        tap=lambda: write(v.page.get_by_label("What did you and Person Ruiz"), "the new building"),
        stored=lambda: bool(world.rows("interviewers", discussed="the new building")),
    )
    yield Tap(
        name="the rest skipped",
        sleeper=asleep,
        tap=lambda: v.tap("Next"),
        sees="Do you still want to work there?",
        stored=lambda: bool(world.rows("answers", item="agreed_linkedin", answer="skipped")),
    )


def conflict(asleep: Sleeper, world: World) -> Taps:
    v, me = asleep.visitor, world.interviews["Conflict"]
    v.open(f"checklist?interview={me}")
    v.tap(v.answer("asked_next_steps", "yes"))
    v.sees("Did you ask when they will decide?")
    v.tap("Back")
    v.sees("Did you ask what happens next?")
    yield Tap(
        name="another answer",
        sleeper=asleep,
        tap=lambda: v.tap(v.answer("asked_next_steps", "no")),
        sees="one sentence is enough",
        stored=lambda: world.answer("Conflict", "asked_next_steps") == "no",
    )
    v.tap(v.answer("asked_next_steps", "yes"))
    v.sees("Did you ask when they will decide?")
    assert world.answer("Conflict", "asked_next_steps") == "yes"


def story(asleep: Sleeper, world: World) -> Taps:
    v, me = asleep.visitor, world.interviews["Story"]
    v.open(f"interview?interview={me}")

    def delete_the_latest() -> None:
        v.tap("Change")
        v.tap(v.page.get_by_text("Delete this entry").first)

    yield Tap(
        name="a menu that deletes",
        sleeper=asleep,
        tap=delete_the_latest,
        stored=lambda: [row["note"] for row in world.rows("touchpoints", interview_id=me)] == ["First note"],
    )
    v.tap(v.page.get_by_text("Note a message"))
    v.write("Note", "Third note")
    yield Tap(
        name="a message's form",
        sleeper=asleep,
        tap=lambda: v.tap("Save"),
        stored=lambda: len(world.rows("touchpoints", interview_id=me, note="Third note")) == 1,
    )


def details(asleep: Sleeper, world: World) -> Taps:
    v, me = asleep.visitor, world.interviews["Details"]
    v.open(f"interview?interview={me}")
    v.tap(v.choice("People"))
    v.settle()
    v.tap(v.page.get_by_text("Details Ruiz").last)
    v.write("Job title", "Head of Stories")
    yield Tap(
        name="a person's form",
        sleeper=asleep,
        tap=lambda: v.tap("Save"),
        stored=lambda: world.rows("people", name="Details Ruiz")[0]["title"] == "Head of Stories",
    )
    v.tap(v.choice("Details"))
    v.settle()
    yield Tap(
        name="an outcome",
        sleeper=asleep,
        tap=lambda: v.tap(v.button("They said no")),
        stored=lambda: world.interview("Details")["outcome"] == "rejected",
    )
    yield Tap(
        name="another day where one is stored",
        sleeper=asleep,
        tap=lambda: day(v, "On which day?", "10112026"),
        sees=ASLEEP,
        stored=lambda: world.interview("Details")["outcome_on"] == "2026-11-18",
    )
    yield Tap(
        name="an outcome taken back",
        sleeper=asleep,
        tap=lambda: v.tap("Reopen this interview"),
        stored=lambda: world.interview("Details")["outcome"] == "",
    )
    v.tap(v.page.get_by_text("Correct the details"))
    v.page.get_by_role("textbox", name="Role").last.fill("Storyteller")
    yield Tap(
        name="an interview's form",
        sleeper=asleep,
        tap=lambda: v.tap("Save changes"),
        stored=lambda: world.interview("Details")["role"] == "Storyteller",
    )


def message(asleep: Sleeper, world: World) -> Taps:
    v, me, person = asleep.visitor, world.interviews["Letter"], world.people["Letter"]
    v.open(f"message?interview={me}&kind=thank_you_email&person={person}")
    yield Tap(
        name="a fact",
        sleeper=asleep,
        tap=lambda: write(v.page.get_by_label("What did you and Letter Ruiz talk about"), "the second gate"),
        stored=lambda: bool(world.rows("interviewers", discussed="the second gate")),
    )
    yield Tap(
        name="a draft changed",
        sleeper=asleep,
        tap=lambda: write(v.field("Message"), "My own words."),
        sees=UNSAVED,
        stored=lambda: world.rows("answers", interview_id=me) == [],
    )
    v.tap("Save that text")
    v.sees("Your own words, kept as you changed them.")
    v.no_longer_sees("This text on it is not saved")
    v.field("Message").fill("My very own words.")
    yield Tap(
        name="sent, with what was typed last",
        sleeper=asleep,
        tap=lambda: v.tap("Mark as sent"),
        sees="Thank-you email to Letter Ruiz recorded",
        stored=lambda: (
            [row["note"][-18:] for row in world.rows("touchpoints", person_id=person)]
            == ["My very own words."]
        ),
    )


def settings(asleep: Sleeper, world: World) -> Taps:
    # Its last tap comes alone: another page's first save just then can make a backup fail.
    v, messages = asleep.visitor, world.program.personal / "messages"
    v.open("settings")
    yield Tap(
        name="a profile",
        sleeper=asleep,
        tap=lambda: write(v.field("Phone"), "555 0100"),
        stored=lambda: bool(world.rows("settings", key="phone", value="555 0100")),
    )
    yield Tap(
        name="a part of the page",
        sleeper=asleep,
        tap=lambda: v.tap(v.choice("Career centers")),
        sees="The wording of messages",
    )
    text = v.field("Text").input_value()
    v.field("Text").fill(f"{text}\n# My own.")
    yield Tap(
        name="own wording",
        sleeper=asleep,
        tap=lambda: v.tap("Save"),
        sees="Drafts use your words",
        stored=lambda: ["# My own." in path.read_text() for path in messages.iterdir()] == [True],
    )
    v.tap(v.choice("Calendar"))
    v.settle()
    yield Tap(
        name="an address",
        sleeper=asleep,
        tap=lambda: v.tap("Make the address"),
        sees="It is shown only this once.",
    )
    yield Tap(
        name="another part of the page",
        sleeper=asleep,
        tap=lambda: v.tap(v.choice("Your data")),
        sees="Where it is",
    )
    yield Tap(name="a backup", sleeper=asleep, tap=lambda: v.tap("Back up now"), sees="Backed up.")


def other_pages(asleep: Sleeper, world: World) -> Taps:
    v = asleep.visitor
    v.open("interviews?add=yes")
    v.write("Organization", "Borealis")
    yield Tap(
        name="a new interview",
        sleeper=asleep,
        tap=lambda: v.tap("Save the interview"),
        stored=lambda: len(world.rows("interviews", organization="Borealis")) == 1,
    )
    v.open("messages")
    kinds = v.page.get_by_role("combobox", name="What is it for?")
    # The lists of what is due, above and folded away below, change with what the other pages save.
    to_write = kinds.locator("xpath=following::button[contains(., 'Write the email')]").first
    kinds.scroll_into_view_if_needed()  # scrolled to by the tap, its list would close again

    def choose_kind() -> None:
        v.tap(kinds)
        v.tap(v.page.get_by_role("option", name="Status email", exact=True))

    yield Tap(
        name="a kind of message",
        sleeper=asleep,
        tap=choose_kind,
        stored=to_write.is_visible,
    )
    v.open("response_rates")
    v.tap(v.page.get_by_text("All interviews"))
    yield Tap(
        name="a filter",
        sleeper=asleep,
        tap=lambda: v.tap(v.choice("Last 3 months")),
        sees="Only: ",
    )
    v.open("import_file")
    v.page.locator("input[type=file]").first.set_input_files(
        {"name": "lee.vcf", "mimeType": "text/vcard", "buffer": CARD}
    )
    v.sees("Lee Park")
    v.settle()
    yield Tap(
        name="a file",
        sleeper=asleep,
        tap=lambda: v.tap("Import it"),
        sees=ASLEEP,
        stored=lambda: world.rows("people", name="Lee Park") == [],
    )


PAGES = (
    today,
    waiting,
    checklist,
    met,
    about_a_person,
    conflict,
    story,
    details,
    message,
    settings,
    other_pages,
)


def day(visitor: Visitor, label: str, digits: str) -> None:
    """Type a day into its field."""
    visitor.tap(visitor.page.get_by_role("spinbutton", name=f"day, {label}"))
    visitor.page.keyboard.type(digits)
    visitor.page.keyboard.press("Escape")
