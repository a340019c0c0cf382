"""Faulty files on the import page: what is wrong is shown, and can be corrected before the import."""

from tests.integration.pages.screen import Screen, stored

from .input_paths import CommandLine, unchanged
from .tables import JOB, JOBS


def chosen(command_line: CommandLine, name: str, data: bytes) -> Screen:
    """Choose a file on the page; that alone imports nothing."""
    with unchanged(command_line.workspace):
        return Screen().open("import_file").fill("file-0", (name, data, "application/octet-stream")).run()


def choice(screen: Screen, label: str) -> str:
    """Return the choice in the list with this label."""
    [found] = [box for box in screen.at.selectbox if box.label == label]
    return str(found.value)


def test_row_2_semicolons_are_shown_to_be_confirmed_or_corrected(command_line: CommandLine) -> None:
    screen = chosen(command_line, "jobs.csv", (JOBS + JOB).replace(",", ";").encode())
    assert "The cells are separated by semicolons" in screen.text
    assert choice(screen, "Cells are separated by") == ";"
    assert "Borealis" in screen.text
    [parted] = [box for box in screen.at.selectbox if box.label == "Cells are separated by"]
    parted.set_value(",")
    with unchanged(command_line.workspace):
        screen.run()
    assert "Import it" not in screen.buttons
    parted = next(box for box in screen.at.selectbox if box.label == "Cells are separated by")
    parted.set_value(";")
    screen.run().tap("Import it")
    assert stored("interviews")[1]["organization"] == "Borealis"


def test_row_3_other_letters_can_be_chosen_and_show_how_names_look_then(command_line: CommandLine) -> None:
    screen = chosen(command_line, "jobs.csv", (JOBS + JOB.replace("Borealis", "Łódź")).encode("cp1250"))
    assert "check that names are right" in screen.text
    assert choice(screen, "Letters") == "cp1252"
    assert "Łódź" not in screen.text
    next(box for box in screen.at.selectbox if box.label == "Letters").set_value("cp1250")
    with unchanged(command_line.workspace):
        screen.run()
    assert "Łódź" in screen.text
    screen.tap("Import it")
    assert stored("interviews")[1]["organization"] == "Łódź"


def test_row_8_a_table_in_which_no_column_names_the_organization_is_asked_about(
    command_line: CommandLine,
) -> None:
    screen = chosen(command_line, "jobs.csv", b"Wo,Interview Date\nBorealis,2026-11-03\n")
    assert [error.value.replace("\\", "") for error in screen.at.error] == [
        "It isn't clear which column names the organization. Choose it."
    ]
    next(box for box in screen.at.selectbox if box.label == "Organization").set_value("Wo")
    screen.run().tap("Import it")
    assert stored("interviews")[1]["organization"] == "Borealis"


def test_rows_21_22_39_what_cannot_be_read_is_a_sentence_on_the_page(command_line: CommandLine) -> None:
    screen = Screen().open("import_file")
    for name, data, sentence in (
        ("card.vcf", b"BEGIN:VCARD\r\nFN:Dana\x00", "The file holds a NUL character"),
        ("jobs.csv", b"<!DOCTYPE html><html></html>", "The file is a web page, not a table."),
        ("card.png", b"\x89PNG\r\n\x1a\n and no more", "This is not a PNG, JPEG or WebP picture."),
    ):
        with unchanged(command_line.workspace):
            screen.fill("file-0", (name, data, "application/octet-stream")).run()
        [error] = screen.at.error
        assert error.value.replace("\\", "").startswith(sentence)
        assert "Import it" not in screen.buttons
