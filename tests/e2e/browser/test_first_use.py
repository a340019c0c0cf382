"""The first days in a real browser on a phone: the start, the checklist, a crash, every page overheard."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, expect

from followup_core.models import TouchpointKind
from followup_core.services.guided_checklist import skip_checklist
from followup_core.services.interview_service import start_interview
from followup_core.services.touchpoints import TouchpointEntry, record_touchpoint
from tests.integration.services import workspaces
from tests.support.browser_page import DESKTOP, PHONE, Visitor, both_screens, visiting
from tests.support.program import Program

HOSTILE = "<script>document.title='x'</script>![x](http://evil.example/x.png)" + "W" * 120


def start(visitor: Visitor, organization: str = "Acme Robotics") -> None:
    visitor.open()
    visitor.write("Organization", organization)
    visitor.tap("Show me what to do")
    visitor.sees("Leave alone")


def answer(visitor: Visitor, item: str, choice: str, then: str) -> None:
    visitor.tap(visitor.answer(item, choice))
    visitor.sees(then)
    visitor.settle()


def go_on(visitor: Visitor, label: str, next_screen: str) -> None:
    visitor.tap(label)
    visitor.sees(next_screen)
    visitor.settle()


def test_the_checklist_for_two_people_survives_a_reload_and_a_killed_server(
    browser: Browser, program: Program
) -> None:
    with visiting(browser, program.url) as visitor:
        start(visitor)
        before = visitor.taps
        visitor.tap("Start the checklist")
        visitor.settle()
        answer(visitor, "asked_next_steps", "no", "one sentence is enough")
        assert program.given()["asked_next_steps"] == "no"
        visitor.reload()
        visitor.sees("one sentence is enough")
        go_on(visitor, "Next", "Did you ask when they will decide?")
        answer(visitor, "asked_time_frame", "no", "You can still ask when they will decide")
        program.kill()
        program.start()
        visitor.reload()
        visitor.sees("You can still ask when they will decide")
        assert program.given() == {"asked_next_steps": "no", "asked_time_frame": "no"}
        go_on(visitor, "Next", "Did they say you may get in touch")
        answer(visitor, "may_contact", "yes", "Who did you meet?")
        visitor.write("Names, one on each line", "Dana Ruiz\nChidi Okafor")
        go_on(visitor, "That was everyone", "business card from Dana Ruiz?")
        for name, then in (("Dana Ruiz", "card from Chidi Okafor?"), ("Chidi Okafor", "Do you still want")):
            answer(visitor, "business_card", "no", f"You have no card from {name}.")
            answer(visitor, "asked_linkedin", "yes", f"Did {name} say yes?")
            answer(visitor, "agreed_linkedin", "yes", f"The request to {name} is on your list now.")
            go_on(visitor, "Next", then)
        answer(visitor, "still_interested", "yes", "Your plan, if nobody answers")
        visitor.sees("Write to Dana Ruiz")
        print(f"checklist for two: {visitor.taps - before} taps, with a reload and a restart")
    assert program.given()["agreed_linkedin Chidi Okafor"] == "yes"


def add_due_steps(folder: Path) -> None:
    """Enter three interviews, each with a step that is due: two emails and a voicemail."""
    asked_to_hear_by = {
        ("Harbor & Vale", "Senior research assistant", "Chidi Okafor"): date(2026, 11, 9),
        ("Borealis Logistics", "Operations coordinator", "Priya Raman"): date(2026, 11, 5),
        ("Northlight Robotics", "Data analyst", "Dana Ruiz"): date(2026, 11, 16),
    }
    with workspaces.opened(folder) as workspace:
        for (organization, role, name), decision_by in asked_to_hear_by.items():
            interview = workspaces.entry(organization, workspaces.at("2026-10-26T10:00"), decision_by, role)
            interview_id = start_interview(workspace, workspaces.moment(), interview)
            person_id = workspaces.with_person(workspace, interview_id, name)
            sent = {TouchpointKind.THANK_YOU_EMAIL: date(2026, 10, 26)}
            if name == "Priya Raman":
                sent[TouchpointKind.STATUS_EMAIL] = date(2026, 11, 9)
            for kind, day in sent.items():
                touchpoint = TouchpointEntry(
                    interview_id=interview_id, person_id=person_id, kind=kind, sent_on=day
                )
                record_touchpoint(workspace, workspaces.moment(), touchpoint)


def add_step_to_leave_alone(folder: Path) -> None:
    """Enter an interview of yesterday with nobody left to thank; its next step waits until November 24."""
    yesterday = date(2026, 11, 17)
    with workspaces.opened(folder) as workspace:
        interview_id = workspaces.started(workspace, "Acme Instruments", yesterday)
        workspaces.thanked(workspace, interview_id, yesterday)
        skip_checklist(workspace, workspaces.moment(), interview_id)


def test_three_things_to_do_take_at_most_one_and_a_half_screens_of_a_phone(
    browser: Browser, program: Program
) -> None:
    add_due_steps(program.personal)
    add_step_to_leave_alone(program.personal)
    with visiting(browser, program.url) as visitor:
        visitor.open()
        visitor.sees("Three things to do now")
        height = visitor.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        assert height <= 1.5 * PHONE[1]
        assert visitor.sideways() <= 0
        for labels in (("Write the email", "Mark as sent"), ("See the script", "Mark as called")):
            boxes = [visitor.button(label).bounding_box() for label in labels]
            assert len({box["y"] for box in boxes if box}) == 1
            assert all(box["height"] >= 40 for box in boxes if box)


def test_what_they_said_is_asked_where_the_eye_is(browser: Browser, program: Program) -> None:
    add_due_steps(program.personal)
    add_step_to_leave_alone(program.personal)
    with visiting(browser, program.url) as visitor:
        visitor.open()
        answered = visitor.page.get_by_role("button", name="They answered", exact=True)
        visitor.tap(answered.nth(-1))
        expect(visitor.page.get_by_text("Northlight Robotics answered today.")).to_be_in_viewport()
        visitor.settle()
        visitor.tap(visitor.page.get_by_text("Leave alone:"))
        visitor.sees("Not before Tuesday, November 24")
        visitor.settle()
        visitor.tap(answered.nth(-2))
        expect(visitor.page.get_by_text("Acme Instruments answered today.")).to_be_in_viewport()
        visitor.settle()
        fold = visitor.page.locator("summary").filter(has_text="Leave alone:")
        before = fold.inner_text()
        visitor.tap(answered.first)
        expect(fold).not_to_have_text(before)
        expect(visitor.page.locator("details[open]").filter(has_text="Leave alone:")).to_have_count(1)
    answers = [row["responded_on"] for row in program.stored("touchpoints") if row["response"]]
    assert answers == ["2026-11-18"] * 3


def test_the_start_goes_by_keyboard_alone(browser: Browser, program: Program) -> None:
    with visiting(browser, program.url, DESKTOP) as visitor:
        visitor.open()
        visitor.field("Organization").focus()
        visitor.page.keyboard.type("Borealis")
        for _ in range(30):
            visitor.page.keyboard.press("Tab")
            if visitor.page.evaluate("document.activeElement.innerText") == "Show me what to do":
                break
        visitor.page.keyboard.press("Enter")
        visitor.sees("Thank the people you met")


def test_no_page_asks_anyone_else_complains_or_fails_axe(browser: Browser, program: Program) -> None:
    with visiting(browser, program.url) as visitor:
        for _ in _every_page(visitor):
            for _ in both_screens(visitor):
                assert visitor.violations() == set()
        assert visitor.overheard.elsewhere(program.url) == []
        assert visitor.overheard.complaints == []


def _every_page(visitor: Visitor) -> Iterator[None]:
    visitor.open()
    yield
    visitor.tap("Look around with sample data")
    visitor.sees("things to do now")
    visitor.settle()
    yield
    visitor.tap("Continue the checklist")
    visitor.settle()
    yield
    for page in ("Today", "All messages", "Statistics", "Settings", "Interviews"):
        visitor.go(page)
        yield
    visitor.go("Harbor & Vale")
    visitor.sees("What happened, and what is planned")
    visitor.settle()
    yield
    for side in ("People", "Details"):
        visitor.tap(visitor.choice(side))
        visitor.settle()
        yield


def test_each_screen_of_the_checklist_begins_at_its_top_however_far_the_last_one_was_scrolled(
    browser: Browser, program: Program
) -> None:
    main = "document.querySelector('[data-testid=stMain]')"
    with visiting(browser, program.url, (PHONE[0], 600)) as visitor:
        visitor.open("?sample=yes")
        visitor.tap("Continue the checklist")
        visitor.settle()
        for _ in range(4):
            visitor.page.evaluate(f"{main}.scrollTo(0, 3000)")
            assert visitor.page.evaluate(f"{main}.scrollTop") > 0
            place = visitor.page.url
            visitor.tap(visitor.onward())
            visitor.page.wait_for_url(lambda url, place=place: url != place)  # type: ignore[misc]
            visitor.settle()
            assert visitor.page.evaluate(f"{main}.scrollTop") == 0


def test_hostile_words_are_text_and_push_nothing_sideways(browser: Browser, program: Program) -> None:
    with visiting(browser, program.url) as visitor:
        start(visitor, HOSTILE)
        visitor.sees("<script>document.title")
        assert visitor.page.title() != "x"
        assert visitor.sideways() <= 0
        visitor.go("Interviews")
        assert visitor.sideways() <= 0
        assert visitor.overheard.elsewhere(program.url) == []
