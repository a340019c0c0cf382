"""Rows 26, 27 and 47: days that can be read in two ways, that never were, or that cannot be right."""

from datetime import date
from pathlib import Path

import pytest

from followup_core.models import BadValue, Outcome
from followup_core.services.interview_service import set_outcome, start_interview
from tests.integration.pages.screen import Screen, stored
from tests.integration.services.workspaces import TODAY, at, entry, everything, moment, opened, rows, started
from tests.unit.formats.invitations import event

from .input_paths import CommandLine, by_hand, unchanged
from .tables import row, table

SLASHES = "Company,Interview Date\nBorealis,3/12/2026\n"
WRITE_DAY = "Write the day as year-month-day, such as 2026-11-17."


def test_row_26_a_day_that_reads_in_two_ways_is_asked_about(command_line: CommandLine) -> None:
    assert command_line.refusal("jobs.csv", SLASHES) == (
        "In “3/12/2026” the day or the month may come first."
        " Say which with --date-order day or --date-order month."
    )
    assert command_line.import_file("jobs.csv", SLASHES, "--date-order", "day").code == 0
    assert [each["held_at"] for each in stored("interviews")][1:] == ["2026-12-03T12:00"]


def test_row_26_the_page_asks_whether_the_day_or_the_month_is_first(command_line: CommandLine) -> None:
    with unchanged(command_line.workspace):
        screen = Screen().open("import_file").fill("file-0", ("jobs.csv", SLASHES.encode(), "text/csv")).run()
    [asked] = [each for each in screen.at.segmented_control if "what comes first" in each.label]
    assert asked.label.replace("\\", "") == "In “3/12/2026”, what comes first?"
    assert "Import it" not in screen.buttons
    asked.set_value("The month")
    screen.run().tap("Import it")
    assert [each["held_at"] for each in stored("interviews")][1:] == ["2026-03-12T12:00"]


def test_row_26_such_a_day_in_a_table_of_ours_is_named_with_line_and_column(
    command_line: CommandLine, tmp_path: Path
) -> None:
    one = row(
        "interviews", interview_id="a", organization="Acme", held_at="3/12/2026", decision_by="3/12/2026"
    )
    folder = by_hand(tmp_path / "by hand", interviews=table("interviews", [one]))
    assert command_line.check(folder) == (
        "interviews.csv, line 2, column decision_by: “3/12/2026” is not a date of the form YYYY-MM-DD."
        f" {WRITE_DAY}",
        "interviews.csv, line 2, column held_at: “3/12/2026” is not a time of the form YYYY-MM-DDTHH:MM."
        " Write day and time together, such as 2026-11-02T10:00.",
    )


NO_ROW = "1 row, and it can't be used as written. See below what to correct."
NO_ENTRY = "1 calendar entry, and it can't be used as written. See below what to correct."
NEVER_WAS = "Clocks in Europe/Berlin were set forward that day, so 02:30 did not exist."


def test_row_27_a_time_that_never_was_stays_out_of_an_import_and_is_asked_for(
    command_line: CommandLine,
) -> None:
    sheet = "Company,Interview Date,Time zone\nBorealis,2026-03-29T02:30,Europe/Berlin\n"
    invitation = event("SUMMARY:Interview at Borealis", "DTSTART;TZID=Europe/Berlin:20260329T023000")
    with unchanged(command_line.workspace):
        of_sheet = command_line.import_file("jobs.csv", sheet).out
        of_invitation = command_line.import_file("invitation.ics", invitation).out
    assert of_sheet == (
        NO_ROW,
        f"Line 2: {NEVER_WAS} Correct the time, and choose the file again.",
    )
    assert of_invitation == (
        NO_ENTRY,
        f"“Interview at Borealis” is left out. {NEVER_WAS} Ask when it begins, and enter it by hand.",
    )


def test_row_27_a_time_that_never_was_cannot_be_entered(command_line: CommandLine) -> None:
    with (
        unchanged(command_line.workspace),
        opened(command_line.workspace) as workspace,
        pytest.raises(BadValue) as caught,
    ):
        start_interview(workspace, moment(), entry(held_at=at("2026-03-29T02:30"), timezone="Europe/Berlin"))
    assert str(caught.value) == f"{NEVER_WAS} Enter the time an hour later or earlier."


@pytest.mark.parametrize("year", [1, 9999])
def test_row_47_the_years_1_and_9999_cannot_be_entered(command_line: CommandLine, year: int) -> None:
    with unchanged(command_line.workspace), opened(command_line.workspace) as workspace:
        [interview] = rows(workspace, "interviews")
        for wrong in (
            lambda: start_interview(workspace, moment(), entry(held_at=at(f"{year:04}-12-31T23:59"))),
            lambda: start_interview(workspace, moment(), entry("Bo", decision_by=date(year, 12, 31))),
            lambda: set_outcome(
                workspace, moment(), interview["interview_id"], Outcome.OFFER, date(year, 12, 31)
            ),
        ):
            with pytest.raises(BadValue) as caught:
                wrong()
            assert str(caught.value) == f"The year {year} is outside 1970 to 2200. Choose another date."


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("0001-01-01", f"“0001-01-01” is not a day of the calendar. {WRITE_DAY}"),
        ("9999-12-31", f"The year 9999 is outside 1970 to 2200. {WRITE_DAY}"),
    ],
)
def test_row_47_the_years_1_and_9999_stay_out_of_an_import_with_their_line(
    command_line: CommandLine, day: str, sentence: str
) -> None:
    with unchanged(command_line.workspace):
        output = command_line.import_file("jobs.csv", f"Company,Interview Date\nBorealis,{day}\n")
        invited = command_line.import_file(
            "invitation.ics", event("SUMMARY:Interview at Bo", f"DTSTART:{day.replace('-', '')}T235959Z")
        )
    assert output.out == (NO_ROW, f"Line 2: {sentence}")
    assert invited.out[1] == (
        f"“Interview at Bo” is left out. It begins in the year {int(day[:4])}."
        " Enter it by hand, with its right year."
    )


def test_row_47_days_that_cannot_be_right_in_our_tables_are_named_and_break_no_command(
    command_line: CommandLine, tmp_path: Path
) -> None:
    cells = {
        "a": {"held_at": "0001-01-01T00:00"},
        "b": {"held_at": "9999-12-31T23:59"},
        "c": {"held_at": "2026-11-02T10:00", "decision_by": "9999-12-31"},
        "d": {"held_at": "2200-12-31T23:59", "decision_by": "2200-12-31"},
        "e": {"held_at": "1970-01-01T00:00", "timezone": "Asia/Tokyo"},
        "f": {"held_at": "2026-11-02T10:00", "outcome": "rejected", "outcome_on": "1970-01-01"},
    }
    lines = [
        row("interviews", interview_id=key, organization=f"Firm {key}", **each) for key, each in cells.items()
    ]
    folder = by_hand(tmp_path / "by hand", interviews=table("interviews", lines))
    outside = "is outside 1970 to 2200."
    assert command_line.check(folder) == (
        f"interviews.csv, line 2, column held_at: The year 1 {outside} {WRITE_DAY}",
        f"interviews.csv, line 3, column held_at: The year 9999 {outside} {WRITE_DAY}",
        f"interviews.csv, line 4, column decision_by: The year 9999 {outside} {WRITE_DAY}",
    )
    calls = [("due",), ("stats",), ("digest",), *(("plan", key) for key in "cdef")]
    with unchanged(folder):
        assert [command_line.call(*call, workspace=folder).code for call in calls] == [0] * len(calls)
        assert [
            command_line.call("due", "--today", day, workspace=folder).code for day in ("1970-01-01",)
        ] == [0]


def test_row_47_an_interview_to_come_asks_for_nothing_yet(command_line: CommandLine) -> None:
    before = command_line.call("due").out
    with opened(command_line.workspace) as workspace:
        started(workspace, "Borealis", date(2026, 12, 3))
    assert command_line.call("due").out == before


def test_row_47_an_outcome_before_its_interview_is_refused_in_a_sentence(command_line: CommandLine) -> None:
    """A no, a withdrawal or letting go may come before: then the interview is called off."""
    with opened(command_line.workspace) as workspace:
        before = everything(workspace)
        [interview] = rows(workspace, "interviews")
        for outcome in (Outcome.OFFER, Outcome.NEXT_ROUND):
            with pytest.raises(BadValue) as caught:
                set_outcome(workspace, moment(), interview["interview_id"], outcome, date(2026, 11, 1))
            assert str(caught.value) == (
                "The day of the outcome is before the interview on November 2, 2026."
                " Choose the day of the interview or a later one."
            )
        with pytest.raises(BadValue, match="has not come yet"):
            set_outcome(
                workspace, moment(), interview["interview_id"], Outcome.OFFER, TODAY.replace(year=2027)
            )
        assert everything(workspace) == before
