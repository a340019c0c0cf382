"""Settings: the profile is saved at once and together, and the data is looked after from there."""

from followup_core.playbook import NUMBER_NAMES
from tests.integration.services.workspaces import started, thanked

from .screen import Screen, data_dir, mine, now, stored


def profile() -> Screen:
    """Open the profile."""
    return Screen().open("settings")


def test_each_field_of_the_profile_is_saved_when_it_is_left_and_shown_again() -> None:
    screen = profile()
    fields = (
        ("You", "name", "Robin Ashby"),
        ("You", "email", "robin@example.org"),
        ("You", "phone", "+1 212 555 0100"),
        ("You", "strengths", "calm\ncareful"),
        ("Writing", "readable_handwriting", "yes"),
        ("Dates", "timezone", "America/New_York"),
        ("Dates", "country", "US"),
        ("Dates", "second_chase", "email"),
    )
    for group, field, value in fields:
        screen.choose("settings-side", group).choose(f"set-{field}", value)
        assert "**Saved.** Settings saved" in screen.text
    assert {row["key"]: row["value"] for row in stored("settings")} == {
        field: value for _, field, value in fields
    }
    again = profile()
    for group, field, value in fields:
        assert again.choose("settings-side", group).field(f"set-{field}").value == value


def test_a_wrong_address_is_not_saved_and_stays_in_its_field() -> None:
    # Both fields reach the program at once, as from a slow phone; the fault of one is told all the same.
    screen = profile().fill("set-email", "robin at example").fill("set-name", "Robin").run()
    assert "is not an email address" in screen.at.error[0].value
    screen.choose("settings-side", "Your data").choose("settings-side", "You")
    assert screen.field("set-email").value == "robin at example"
    assert [(row["key"], row["value"]) for row in stored("settings")] == [("name", "Robin")]


def test_what_an_undo_takes_back_is_gone_from_its_field() -> None:
    screen = profile().choose("set-name", "Robin").tap("Undo")
    assert (screen.field("set-name").value, stored("settings")) == ("", [])
    screen.choose("set-email", "robin@example.org")
    assert [row["key"] for row in stored("settings")] == ["email"]


def test_an_undone_time_zone_counts_no_more() -> None:
    screen = profile().choose("settings-side", "Dates").choose("set-timezone", "Pacific/Kiritimati")
    assert screen.tap("Undo").open("today").at.session_state["personal:timezone"] == ""


def test_a_holiday_moves_the_dates() -> None:
    thanked(mine(), started(mine()))
    before = [step.due.isoformat() for step in now().steps]
    profile().choose("settings-side", "Dates").choose("set-country", "US")
    after = [step.due.isoformat() for step in now().steps]
    assert (before, after) == (["2026-11-11"], ["2026-11-12"]), "Veterans Day"


def test_the_numbers_of_the_playbook_are_shown_with_their_sources() -> None:
    screen = profile().choose("settings-side", "Dates")
    [table] = screen.at.table
    assert [str(text)[-1:] for text in table.value["What you are told"]] == ["."] * len(NUMBER_NAMES)
    assert all(str(source).strip() for source in table.value["Where that comes from"])


def test_a_backup_brings_everything_back() -> None:
    started(mine())
    screen = profile().choose("settings-side", "Your data").tap("Back up now")
    assert screen.told == ["Backed up."]
    started(mine(), "Borealis")
    assert len(stored("interviews")) == 2
    profile().choose("settings-side", "Your data").tap("Restore")
    assert [row["organization"] for row in stored("interviews")] == ["Acme Robotics"]


def test_phones_are_paired_only_on_the_computer_itself() -> None:
    screen = profile().choose("settings-side", "Phones")
    assert any("Phones are paired on the computer the program runs on" in text for text in screen.words)


def test_the_tables_of_the_folder_that_is_shown_hold_all_that_was_saved() -> None:
    started(mine(), "Acme Robotics")
    table = data_dir() / "personal" / "interviews.csv"
    assert not table.exists() or "Acme Robotics" not in table.read_text("utf-8")
    screen = profile().choose("settings-side", "Your data")
    assert str(data_dir() / "personal") in [code.value for code in screen.at.code]
    assert "Acme Robotics" in table.read_text("utf-8")
    assert "Every table is in order" in screen.text
    screen.choose("settings-side", "You").choose("set-name", "Robin").choose("settings-side", "Your data")
    assert "Robin" in (data_dir() / "personal" / "settings.csv").read_text("utf-8")
    screen.tap("Undo")
    assert stored("settings") == []
