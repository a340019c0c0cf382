"""The page of figures: with none, one and many interviews; filters, and the interviews behind a mark."""

from datetime import date, timedelta

import pytest

from followup_core.models import Row
from followup_core.services.interview_service import start_interview
from followup_core.services.statistics.report import Period, WaitBucket, statistics_report
from followup_core.services.statistics.report_text import all_words
from followup_core.store import Change
from tests.integration.services.workspaces import at, entry, moment

from .screen import TODAY, Screen, mine

PAGE = "response_rates"


def interview(
    days_ago: int, *, organization: str = "Acme", asked: str = "yes", reply_after: int | None = None
) -> str:
    """Store an interview with a thank-you, answered after some days or not at all."""
    held, made = TODAY - timedelta(days=days_ago), f"i-{days_ago}"
    replied = "" if reply_after is None else f"{held + timedelta(days=reply_after)}"
    item = "asked_time_frame"
    of: Row = {"interview_id": made}
    rows: list[tuple[str, tuple[str, ...], Row]] = [
        ("interviews", (made,), {**of, "organization": organization, "held_at": f"{held}T10:00"}),
        ("answers", (made, "", item), {**of, "item": item, "answer": asked}),
        (
            "touchpoints",
            (f"t-{days_ago}",),
            {
                **of,
                "touchpoint_id": f"t-{days_ago}",
                "kind": "thank_you_email",
                "sent_on": f"{held}",
                "responded_on": replied,
                "response": "reply" if replied else "",
            },
        ),
    ]
    changes = [Change(table=table, key=key, row=row) for table, key, row in rows]
    mine().store.save_operation(moment().operation("Store"), lambda _: changes)
    return made


@pytest.fixture
def twelve() -> list[str]:
    """Twelve old interviews in two organizations, every second one answered, and one recent one."""
    made = [
        interview(
            40 + 10 * n,
            organization="Acme" if n < 6 else "Borealis",
            asked="no" if n in (0, 2, 3, 6, 9) else "yes",
            reply_after=5 + n if n % 2 else None,
        )
        for n in range(12)
    ]
    return [*made, interview(3)]


def shown(screen: Screen) -> str:
    """Return what is on screen without the escapes of Markdown."""
    return screen.text.replace("\\", "")


def test_without_an_interview_the_page_leads_to_the_first_one() -> None:
    screen = Screen().open(PAGE)
    assert "No interview yet" in shown(screen)
    assert ("I had an interview", "add=yes") in screen.links
    assert not screen.at.get("vega_lite_chart")


def test_one_recent_interview_is_too_early_to_count_and_never_a_no() -> None:
    interview(3)
    screen = Screen().open(PAGE)
    text = shown(screen)
    assert "too early to count" in text
    assert "One message and one interview are too recent to count, and never taken for a no." in text
    assert "0 %" not in text.split("What others")[0]


def test_every_sentence_of_the_command_line_is_on_the_page(twelve: list[str]) -> None:
    text = shown(Screen().open(PAGE)).replace("**", "")
    view = mine().view(TODAY)
    for sentence in all_words(statistics_report(view).statistics, view.playbook)[:4]:
        assert sentence in text
    assert "6 of 12 interviews were answered within four weeks" in text


def test_every_chart_has_its_words_a_table_and_three_files(twelve: list[str]) -> None:
    screen = Screen().open(PAGE)
    charts = screen.at.get("vega_lite_chart")
    assert len(charts) == 4  # messages, time, the one habit that was answered, and its comparison
    assert all(len(chart.proto.alt) > 20 for chart in charts)
    assert len({chart.proto.alt for chart in charts}) == len(charts)
    files = [button.proto.label for button in screen.at.get("download_button")]
    assert files.count("The week (PDF)") == 1
    assert len(files) == 3 * len(charts) + 1
    assert len([table for table in screen.at.table if len(table.value)]) >= len(charts)


def test_a_click_on_a_mark_and_the_choice_below_it_open_the_same_interviews(twelve: list[str]) -> None:
    screen = Screen().open(PAGE).choose("behind-time-to-answer", WaitBucket.NEVER)
    opened = {query.removeprefix("interview=") for _, query in screen.links if query.startswith("interview=")}
    view = mine().view(TODAY)
    waiting = {
        each
        for each in twelve
        if not any(t.counted_response_on for t in view.interview_details(each).touchpoints)
    }
    assert opened == waiting
    assert len(waiting) == 7


def test_a_filter_leaves_only_its_interviews_and_says_so(twelve: list[str]) -> None:
    screen = Screen().open(PAGE).choose("organization", "Borealis")
    assert "3 of 6 interviews were answered within four weeks" in shown(screen)
    assert "Only: Borealis" in [expander.label for expander in screen.at.expander]
    screen.choose("period", Period.QUARTER)
    assert "No interview yet" in shown(screen)
    screen.choose("period", Period.ALL).choose("organization", "Every organization")
    assert "6 of 12 interviews" in shown(screen)


def test_the_filter_stays_while_another_page_is_looked_at(twelve: list[str]) -> None:
    screen = Screen().open(PAGE).choose("organization", "Borealis").open("today").open(PAGE)
    assert "3 of 6 interviews were answered within four weeks" in shown(screen)


def test_the_habit_missed_most_comes_with_the_sentence_to_say(twelve: list[str]) -> None:
    text = shown(Screen().open(PAGE))
    assert "Missed most: “Did you ask when they will decide?” A no, 5 of 13 times." in text
    assert "Next time, say: **When do you expect to make a decision?**" in text


def test_a_name_full_of_markup_is_shown_as_it_is() -> None:
    interview(60, organization="**Bold** :red[x] <b>&amp;")
    screen = Screen().open(PAGE).choose("behind-time-to-answer", WaitBucket.NEVER)
    assert any("\\*\\*Bold\\*\\*" in label for label, _ in screen.links)


def test_a_new_answer_is_counted_at_once(twelve: list[str]) -> None:
    screen = Screen().open(PAGE)
    start_interview(mine(), moment(), entry("Cedar", at(f"{date(2026, 6, 1)}T10:00")))
    assert "6 of 13 interviews" in shown(screen.run())
