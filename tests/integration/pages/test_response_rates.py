"""The statistics page: with none, one and many interviews; filters, and the interviews behind a mark."""

from datetime import timedelta

import pytest

from followup_core.models import Row
from followup_core.services.statistics.report import Period, WaitBucket
from followup_core.store import Change
from tests.integration.services.workspaces import moment

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


SECTIONS = ("messages", "time", "habits", "compared", "pending", "published")


def opened(*sections: str) -> Screen:
    """Return the page with these sections unfolded."""
    screen = Screen().open(PAGE)
    for section in sections:
        screen.at.session_state[f"personal:details-{section}"] = True
    return screen.run()


def metrics(screen: Screen) -> list[tuple[str, str]]:
    return [(metric.label, metric.value) for metric in screen.at.metric]


def test_without_an_interview_the_page_leads_to_the_first_one() -> None:
    screen = Screen().open(PAGE)
    assert screen.titles == ["Statistics"]
    assert "No interview yet" in shown(screen)
    assert not screen.at.metric
    screen.tap("Add an interview")
    assert screen.titles == ["Interviews"]


def test_the_page_begins_with_what_to_do_differently_and_three_statistics(twelve: list[str]) -> None:
    screen = Screen().open(PAGE)
    text = shown(screen)
    assert "You asked for the time frame in 7 interviews, and 4 of them were answered." in text
    assert "Where you did not ask, 2 of 5 were answered. Next time: ask when they will decide." in text
    assert "You could say: “When do you expect to make a decision?”" in text
    assert metrics(screen) == [
        ("Answered within four weeks", "6 of 12"),
        ("Half the answers within", "10 days"),
        ("Too recent to count", "1 interview"),
    ]
    for sentence in (
        "That is a small sample: the true rate could be anywhere from 25% to 75%.",
        "The slowest of six answers came after 16 days. 7 interviews have no answer.",
        "One message is also too recent. That doesn't mean no. The first to count is a thank-you email, on",
    ):
        assert sentence in text


def test_answers_without_a_day_are_named_and_nobody_is_said_not_to_have_answered(twelve: list[str]) -> None:
    row: Row = {"organization": "Zenith", "held_at": "2026-09-01T10:00"}
    changes = [
        Change(
            table="interviews",
            key=(f"u-{number}",),
            row={**row, "interview_id": f"u-{number}", "outcome": outcome},
        )
        for number, outcome in enumerate(("rejected", "offer", "next_round"))
    ]
    mine().store.save_operation(moment().operation("Store"), lambda _: changes)
    screen = opened("time").choose("organization", "Zenith")
    text = shown(screen)
    assert "Three answers have no day, so they aren't counted yet. Enter the day they came." in text
    assert "None of 3 interviews has an answer dated within four weeks." in text
    assert "No answer has a day yet" in text
    for claim in ("been answered yet", "was answered", "have no answer", "could still be as high"):
        assert claim not in text, claim
    assert ("Answered within four weeks", "0 of 3") in metrics(screen)
    assert "No interview." in shown(screen.choose("behind-time-to-answer", WaitBucket.NEVER))
    first = next(query for label, query in screen.links if label == "Zenith")
    assert first == "interview=u-2&part=Details"
    screen.at.query_params["part"] = "Details"
    screen.at.query_params["interview"] = "u-2"
    screen.at.switch_page("interview.py")
    assert screen.run().field("side-u-2").value == "Details"


def test_what_is_folded_is_not_drawn_and_all_answers_are_one_tap_away(twelve: list[str]) -> None:
    screen = Screen().open(PAGE)
    assert not screen.at.get("vega_lite_chart")
    assert not screen.at.table
    assert len(screen.at.expander) == len(SECTIONS)
    assert "See all answers as a table" in [label for label, _ in screen.links]


def test_every_chart_has_its_words_a_table_and_three_files_and_each_caution_is_said_once(
    twelve: list[str],
) -> None:
    screen = opened(*SECTIONS)
    for caution in ("not what caused it", "That is a small sample", "a difference shows little"):
        assert shown(screen).count(caution) == 1, caution
    charts = screen.at.get("vega_lite_chart")
    assert len(charts) == 4  # messages, time, the first habit, and its comparison
    assert all(len(chart.proto.alt) > 20 for chart in charts)
    assert len({chart.proto.alt for chart in charts}) == len(charts)
    pending = len(screen.at.table)
    for toggle in screen.at.toggle:
        toggle.set_value(True)
    screen.run()
    files = [button.proto.label for button in screen.at.get("download_button")]
    assert files.count("Download the week (PDF)") == 1
    assert len(files) == 3 * len(charts) + 1
    assert len([table for table in screen.at.table if len(table.value)]) == len(charts) + pending


def test_another_habit_and_another_comparison_can_be_chosen(twelve: list[str]) -> None:
    screen = opened("habits", "compared").choose("shown-habit", "cards_from_everyone")
    assert "A card from everyone. No interview to tell from yet." in shown(screen).replace("**", "")
    assert screen.field("shown-factor").options == [":blue[Asking when they will decide]"]


def test_all_interviews_behind_a_mark_can_be_seen_page_by_page_and_after_coming_back() -> None:
    made = [interview(40 + number) for number in range(23)]
    screen = opened("time").choose("behind-time-to-answer", WaitBucket.NEVER)

    def behind() -> list[str]:
        return [query for _, query in screen.links if query.startswith("interview=")]

    seen: list[str] = []
    for page in (1, 2, 3):
        screen.choose(f"page-behind-{WaitBucket.NEVER}", page)
        seen += behind()
    assert sorted(seen) == sorted(f"interview={each}" for each in made)
    screen.open("interview", made[-1]).open(PAGE)
    assert behind() == seen[-3:]


def test_a_filter_leaves_only_its_interviews_says_so_and_stays(twelve: list[str]) -> None:
    screen = Screen().open(PAGE).choose("organization", "Borealis")
    assert ("Answered within four weeks", "3 of 6") in metrics(screen)
    assert "Only: Borealis" in screen.text
    assert ("Answered within four weeks", "3 of 6") in metrics(screen.open("today").open(PAGE))
    screen.choose("period", Period.QUARTER)
    assert "No interview yet" in shown(screen)
    screen.choose("period", Period.ALL).choose("organization", "Every organization")
    assert ("Answered within four weeks", "6 of 12") in metrics(screen)
