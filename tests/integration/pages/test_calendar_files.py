"""A whole calendar on the import page: what is ticked comes in, and nothing else."""

from tests.unit.formats.invitations import calendar

from .screen import Screen, stored
from .test_markdown_text import read_back


def chosen(data: bytes, name: str = "calendar.ics") -> Screen:
    return Screen().open("import_file").fill("file-0", (name, data, "text/calendar")).run()


def whole_calendar(interviews: int = 2, talks: int = 1) -> bytes:
    """Return a calendar with so many interviews and talks with people from outside, and a dentist."""
    titles = [*(f"Interview with Acme {number}" for number in range(interviews)), "Dentist"]
    titles += [f"Talk {number}" for number in range(talks)]
    lines = []
    for number, title in enumerate(titles):
        lines += ["BEGIN:VEVENT", f"UID:{title}", f"SUMMARY:{title}"]
        lines += [f"DTSTART:202611{number % 28 + 1:02}T100000Z"]
        lines += ["ATTENDEE;CN=Jo Kim:mailto:jo@celik.example"] if title.startswith("Talk") else []
        lines += ["END:VEVENT"]
    return calendar(*lines)


def ticks(screen: Screen) -> dict[str, bool]:
    return {box.label.split("**")[1]: box.value for box in screen.at.checkbox}


def test_of_a_calendar_the_interviews_are_ticked_and_nothing_else_comes_in() -> None:
    screen = chosen(whole_calendar())
    assert ticks(screen) == {"Interview with Acme 0": True, "Interview with Acme 1": True, "Talk 0": False}
    assert "with Jo Kim" in screen.text
    boxes = {box.label.split("**")[1]: box for box in screen.at.checkbox}
    boxes["Interview with Acme 1"].uncheck()
    boxes["Talk 0"].check()
    screen.run().tap("Import it")
    assert [row["organization"] for row in stored("interviews")] == ["Acme 0", "Celik"]
    assert [row["name"] for row in stored("people")] == ["Jo Kim"]
    screen.tap("Undo")
    assert stored("interviews") == stored("people") == []


def test_nothing_comes_in_before_something_is_ticked() -> None:
    screen = chosen(whole_calendar(interviews=0))
    assert ticks(screen) == {"Talk 0": False}
    assert "Select an interview above to import it." in read_back(screen.text)
    assert "Import it" not in screen.buttons


def test_thirty_entries_are_shown_and_more_can_be_chosen_from_a_list() -> None:
    screen = chosen(whole_calendar(interviews=29, talks=4))
    assert len(ticks(screen)) == 30
    [more] = [each for each in screen.at.multiselect if each.label == "3 more that may be interviews"]
    assert more.value == []
    more.set_value([more.options[0]])
    screen.run().tap("Import it")
    assert len(stored("interviews")) == 30
