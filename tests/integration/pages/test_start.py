"""From an empty start to the first coached step, in three fields."""

from datetime import date

import pytest

from components import date_fields, session
from followup_core.models import AnswerValue
from followup_core.services.candidate_settings import save_settings
from followup_core.services.guided_checklist import save_answer
from tests.integration.services.workspaces import at, moment, started

from .screen import Screen, mine, now, stored


def start(screen: Screen, organization: str, held_on: date, decision_by: date | None = None) -> Screen:
    """Fill in the three fields and send them."""
    screen.fill("start-organization", organization)
    screen.fill("start-held", held_on)
    screen.fill("start-decision", decision_by)
    return screen.tap("Show me what to do")


def test_an_empty_start_asks_three_things_and_offers_a_look_around() -> None:
    screen = Screen()
    assert [field.label for field in (*screen.at.text_input, *screen.at.date_input)] == [
        "Organization",
        "On which day was it?",
        "When will they decide?",
    ]
    assert screen.buttons == [
        "One week",
        "Two weeks",
        "One month",
        "Show me what to do",
        "Look around with sample data",
    ]
    assert screen.titles == ["What to do after your interview"]
    assert "What you enter stays on this computer." in screen.text


def test_a_week_or_two_fill_in_the_day_of_the_decision_counted_from_the_interview() -> None:
    screen = Screen().fill("start-organization", "Acme Robotics").fill("start-held", date(2026, 11, 16))
    screen.tap("Two weeks")
    assert screen.field("start-decision").value == date(2026, 11, 30)
    assert "Monday, November 30, in twelve days." in screen.words
    screen.tap("Show me what to do")
    assert stored("interviews")[0]["decision_by"] == "2026-11-30"


@pytest.mark.parametrize(
    ("locale", "order"),
    [
        ("en-US", "MM/DD/YYYY"),
        ("en-GB", "DD/MM/YYYY"),
        ("es-SV", "DD/MM/YYYY"),
        ("de", "DD.MM.YYYY"),
        ("sr-Latn-RS", "DD.MM.YYYY"),
        ("sv", "YYYY-MM-DD"),
        ("fr-CA", "YYYY-MM-DD"),
        ("zh-Hans-CN", "YYYY/MM/DD"),
        ("", "DD/MM/YYYY"),
        ("tlh", "DD/MM/YYYY"),
    ],
)
def test_date_fields_follow_the_language_of_the_browser(locale: str, order: str) -> None:
    assert date_fields.format_of(locale) == order


@pytest.mark.parametrize(
    ("now", "hour"),
    [
        ("2026-11-18T00:30", "2026-11-17T17:00"),
        ("2026-11-18T10:59", "2026-11-18T10:00"),
        ("2026-11-18T22:15", "2026-11-18T17:00"),
    ],
)
def test_the_time_that_is_offered_is_on_the_hour_and_while_offices_are_open(now: str, hour: str) -> None:
    assert date_fields.likely_hour(at(now)) == at(hour)


def steps_left_alone(screen: Screen) -> int:
    """Return how many steps are drawn as waiting."""
    return screen.text.count("-badge[:material/hourglass_empty: Not before")


def test_three_fields_lead_to_the_first_coached_step_and_can_be_taken_back() -> None:
    screen = start(Screen(), "Acme Robotics", date(2026, 11, 2), date(2026, 11, 16))
    [row] = stored("interviews")
    assert row["timezone"] == "", "only the day is known"
    assert (row["organization"], row["held_at"], row["decision_by"]) == (
        "Acme Robotics",
        "2026-11-02T12:00",
        "2026-11-16",
    )
    assert screen.titles == ["One thing to do now"]
    assert "**Thank the people you met**" in screen.text
    assert "Thank them before you ask for an update" in screen.text
    assert "**Saved.** Interview with Acme Robotics added" in screen.text
    screen.tap("Undo")
    assert stored("interviews") == []
    assert screen.told == ["Undone. Everything is as it was before."]
    assert "Look around with sample data" in screen.buttons


def test_the_first_interview_brings_the_country_of_the_browser_along_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(session, "timezone", lambda: "America/New_York")
    screen = start(Screen(), "Acme Robotics", date(2026, 11, 16))
    assert stored("settings") == [{"key": "country", "value": "US"}]
    assert screen.told == [
        "Public holidays in the United States are left out. Change that in Settings, Dates."
    ]
    screen.tap("Undo")
    assert (stored("interviews"), stored("settings")) == ([], [])
    save_settings(mine(), moment(), {"country": "CA"})
    start(screen.open("today"), "Acme Robotics", date(2026, 11, 16))
    assert stored("settings") == [{"key": "country", "value": "CA"}]


def test_the_days_of_the_first_interview_are_written_as_in_the_country_of_the_browser(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(session, "timezone", lambda: "Europe/Berlin")
    screen = Screen().fill("start-organization", "Acme Robotics").fill("start-held", date(2026, 11, 16))
    screen.tap("Two weeks")
    assert "Monday 30 November, in twelve days." in screen.words
    screen.tap("Show me what to do")
    assert ":gray[Wednesday 18 November]" in screen.words


def test_the_checklist_is_offered_until_it_is_done_whatever_becomes_of_the_session() -> None:
    start(Screen(), "Acme Robotics", date(2026, 11, 16), date(2026, 12, 10))
    screen = Screen()
    assert (screen.titles, steps_left_alone(screen)) == (["Two things to do now"], 1)
    screen.tap("Start the checklist")
    assert screen.at.title[0].value == r"Did you ask what happens next?"
    item = mine().playbook()[0].checklist[0]
    save_answer(mine(), moment(), stored("interviews")[0]["interview_id"], item, AnswerValue.YES)
    screen = Screen()
    assert "Continue the checklist" in screen.buttons
    assert "Next: the conversation, 1 of 3 done." in screen.text


def test_a_checklist_put_away_stays_away_after_a_reload_and_can_be_undone() -> None:
    screen = start(Screen(), "Acme Robotics", date(2026, 11, 16), date(2026, 12, 10))
    screen.tap("Skip the checklist")
    assert (screen.titles, steps_left_alone(screen)) == (["One thing to do now"], 1)
    assert "Start the checklist" not in Screen().buttons
    screen.tap("Undo")
    assert "Start the checklist" in Screen().buttons


def test_many_checklists_are_left_to_their_own_page() -> None:
    for day in range(10, 15):
        started(mine(), f"Firm {day}", date(2026, 11, day))
    screen = Screen()
    assert screen.buttons.count("Start the checklist") == 1
    assert ("Four more checklists to go through", "") in screen.links


def test_an_interview_still_to_come_is_listed_as_coming_up() -> None:
    screen = start(Screen(), "Acme Robotics", date(2026, 11, 23))
    assert [header.value for header in screen.at.header] == ["Coming up"]
    assert "Monday, November 23, in five days." in screen.text
    assert "Start the checklist" not in screen.text
    assert now().steps == ()
