"""The shipped playbook, and every way to break a playbook."""

import re
import shutil
from collections.abc import Callable
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path

import pytest

from followup_core.cadence import StepKind
from followup_core.playbook import (
    NUMBER_NAMES,
    STEP_NAMES,
    CadenceNumbers,
    Playbook,
    PlaybookError,
    Reloadable,
    StoredIn,
    load_playbook,
    reloadable_playbook,
)
from tests.unit.playbook.broken_files import restored
from tests.unit.row_table import each_row

from .broken_files import edit, fault_in

SHIPPED = Path(__file__).parents[3] / "data" / "playbook"
FILES = ("cadence.toml", "checklist.toml", "steps.toml", "benchmarks.csv", "situations.toml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "playbook"
    copy.mkdir()
    for name in FILES:
        shutil.copyfile(SHIPPED / name, copy / name)
    return copy


def set_number(folder: Path, name: str, value: str) -> int:
    text = (folder / "cadence.toml").read_text(encoding="utf-8")
    changed, count = re.subn(rf"(\[{name}\]\nvalue = )-?\d+", rf"\g<1>{value}", text)
    assert count == 1
    (folder / "cadence.toml").write_text(changed, encoding="utf-8")
    return text[: text.index(f"[{name}]")].count("\n") + 2


def fault_of(folder: Path) -> PlaybookError:
    return fault_in(folder, load_playbook)


# --- as shipped -------------------------------------------------------------------------------------


def test_the_shipped_numbers_are_the_defaults_and_the_specified_ones() -> None:
    numbers = load_playbook(SHIPPED).numbers
    assert numbers == CadenceNumbers()
    assert tuple(asdict(numbers).values()) == (1, 30, 14, 30, 1, 5, 7, 2, 30, 90, 14, 3, 2)


def test_every_number_item_step_and_benchmark_names_its_source() -> None:
    playbook = load_playbook(SHIPPED)
    assert [name for name, _ in playbook.number_sources] == list(NUMBER_NAMES)
    assert [kind.value for kind in StepKind] == list(STEP_NAMES) == list(playbook.advice)
    sources = [
        *(source for _, source in playbook.number_sources),
        *(item.source for item in playbook.checklist),
        *(advice.source for advice in playbook.advice.values()),
    ]
    assert all(source.strip().endswith(".") for source in sources)
    assert len(playbook.benchmarks) == 7
    assert all(each.source and each.caveat and each.year > 2000 for each in playbook.benchmarks)


def test_every_question_says_why_what_to_say_next_time_what_to_repair_and_good() -> None:
    checklist = load_playbook(SHIPPED).checklist
    for item in checklist:
        for text in (item.why, item.next_time, item.repair, item.praise):
            assert re.fullmatch(r"[A-Z].*[.?]", text), f"{item.id}: {text!r}"
        assert item.question.endswith("?")
    assert [item.id for item in checklist if item.only_if] == ["agreed_linkedin"]
    assert {item.keeps for item in checklist} == set(StoredIn)
    openings = [item.praise.split()[:2] for item in checklist]
    assert not [one for one, other in pairwise(openings) if one == other], "praised twice in the same words"
    assert not [name for name in FILES if "!" in (SHIPPED / name).read_text(encoding="utf-8")]


# --- broken -----------------------------------------------------------------------------------------

LEAST = {
    "after_decision_business_days": 1,
    "no_date_business_days": 1,
    "gap_days": 1,
    "keep_in_touch_days": 1,
    "max_asks": 2,
    "max_unanswered_messages": 2,
}
"""No waiting at all would be pestering; elsewhere zero means at once."""


@each_row("value", ["1.5", '"7"', "true", "731", "99999999999999999999"])
def test_a_number_that_is_no_small_whole_number_names_file_line_and_field(folder: Path, value: str) -> None:
    with restored(folder):
        line = set_number(folder, "gap_days", value)
        assert fault_of(folder).where == f"cadence.toml, line {line}, field gap_days.value"


@each_row("name", NUMBER_NAMES)
def test_a_number_below_its_least_is_refused_at_its_line(folder: Path, name: str) -> None:
    with restored(folder):
        line = set_number(folder, name, str(LEAST.get(name, 0) - 1))
        assert fault_of(folder).where == f"cadence.toml, line {line}, field {name}.value"
        set_number(folder, name, str(LEAST.get(name, 0)))
        assert asdict(load_playbook(folder).numbers)[name] == LEAST.get(name, 0)


def test_a_playbook_from_before_the_limits_of_messages_still_loads(folder: Path) -> None:
    text = (folder / "cadence.toml").read_text(encoding="utf-8")
    (folder / "cadence.toml").write_text(text[: text.index("[max_asks]")], encoding="utf-8")
    assert load_playbook(folder).numbers == CadenceNumbers()


BREAKS: list[tuple[str, str, str, str, int]] = [
    ("cadence.toml", "[gap_days]\n", "[gap_day]\n", "field gap_day: There is no “gap_day” in this", 0),
    (
        "cadence.toml",
        "[gap_days]\nvalue = 7\n",
        "[gap_days]\n",
        "field gap_days.value: The field is missing.",
        0,
    ),
    (
        "cadence.toml",
        "[gap_days]\n",
        "[gap_days]\ncolor = 1\n",
        "field gap_days.color: There is no such field here (it says 1).",
        1,
    ),
    (
        "cadence.toml",
        'unit = "days"',
        'unit = "weeks"',
        "field thank_you_due_days.unit: Input should be 'days', 'business days' or 'messages' ",
        0,
    ),
    ("cadence.toml", 'source = "Own choice."', 'source = ""', "field keep_in_touch_window_days.source", 0),
    ("checklist.toml", 'id = "people"', 'id = "may_contact"', "field item.id", 0),
    ("checklist.toml", 'label = "Time frame"', 'label = "Next steps"', "field item.label", 0),
    ("checklist.toml", 'keeps = "people"', 'keeps = "horses"', "field item.keeps", 0),
    ("checklist.toml", 'only_if = "asked_linkedin"', 'only_if = "asked"', "field item.only_if", 0),
    ("checklist.toml", 'only_if = "asked_linkedin"', 'only_if = "thanked"', "field item.only_if", 0),
    ("checklist.toml", 'only_if = "asked_linkedin"', 'only_if = "people"', "field item.only_if", 0),
    ("checklist.toml", 'question = "Who did you meet?"', 'question = ""', "field item.question", 0),
    ("benchmarks.csv", '"23.8","days"', '"many","days"', "field value", 0),
    ("benchmarks.csv", '"23.8","days"', '"nan","days"', "field value", 0),
    ("benchmarks.csv", '"ghosted_ever"', '"ghosted_late"', "field id", 0),
    ("steps.toml", "[voicemail]\n", "[carrier_pigeon]\n", "field carrier_pigeon", 0),
    ("steps.toml", "[voicemail]\nsay = [", "[voicemail]\nsay = [\n  3,", "field voicemail.say", 1),
]


@each_row(("name", "old", "new", "said", "below"), BREAKS)
def test_a_broken_field_is_named_with_its_file_and_line(
    folder: Path, name: str, old: str, new: str, said: str, below: int
) -> None:
    with restored(folder):
        line = edit(folder, name, old, new) + below
        field, _, what = said.partition(": ")
        fault = fault_of(folder)
        assert fault.where == f"{name}, line {line}, {field}"
        assert fault.what.startswith(what)


@each_row(
    ("old", "new", "line"),
    [
        ('"Glassdoor",', "", 2),  # a cell too few
        ('"Glassdoor"', '"Glass"door', 2),  # a quote too many
        ('"id","beside"', '"id","besides"', 1),  # another first line
        ('"Glassdoor"', '""', 2),  # no source
    ],
)
def test_a_broken_row_of_benchmarks_is_named_with_its_line(
    folder: Path, old: str, new: str, line: int
) -> None:
    with restored(folder):
        edit(folder, "benchmarks.csv", old, new)
        assert fault_of(folder).where.startswith(f"benchmarks.csv, line {line}")


def test_a_missing_number_is_named(folder: Path) -> None:
    file = folder / "cadence.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("[keep_in_touch_window_days]")], encoding="utf-8")
    fault = fault_of(folder)
    assert fault.where == "cadence.toml, line 1, field keep_in_touch_window_days"
    assert fault.what == "“keep_in_touch_window_days” is missing."


def test_a_slip_of_the_pen_is_named_with_its_line(folder: Path) -> None:
    line = edit(folder, "cadence.toml", "[gap_days]\nvalue = 7", "[gap_days]\nvalue = = 7")
    fault = fault_of(folder)
    assert fault.where == f"cadence.toml, line {line + 1}"
    assert fault.what.startswith("This is not valid TOML (")


@each_row(
    "text",
    ['[gap_days]\nwhy = """never', "a = " + "[" * 50_000, "a = " + "1" * 5_000, "a = " + "{a=" * 20_000],
)
def test_a_file_cut_or_made_to_exhaust_the_reader_is_refused(folder: Path, text: str) -> None:
    with restored(folder):
        (folder / "cadence.toml").write_text(text, encoding="utf-8")
        assert fault_of(folder).where.startswith("cadence.toml")


def test_text_that_is_not_utf8_is_named_with_its_line(folder: Path) -> None:
    text = (folder / "steps.toml").read_text(encoding="utf-8").replace("Yes", "")
    lines = text.splitlines()
    lines[5] = lines[5] + " # Gr\u00fc\u00dfe"
    (folder / "steps.toml").write_bytes("\n".join(lines).encode("cp1252"))
    fault = fault_of(folder)
    assert (fault.where, fault.what) == ("steps.toml, line 6", "The text is not UTF-8.")


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(folder: Path) -> None:
    for name in FILES:
        text = (folder / name).read_text(encoding="utf-8").replace("\n", "\r\n")
        (folder / name).write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert load_playbook(folder).numbers == CadenceNumbers()


@each_row("name", FILES)
def test_a_missing_file_is_named_and_one_above_200_kilobytes_is_refused(folder: Path, name: str) -> None:
    with restored(folder):
        file = folder / name
        text = file.read_bytes()
        file.write_bytes(text + b"\n" * (200_000 - len(text)))
        assert load_playbook(folder).numbers == CadenceNumbers()
        file.write_bytes(text + b"\n" * (200_001 - len(text)))
        assert str(fault_of(folder)) == f"{name}: The file is larger than 200 kB. Shorten it."
        file.unlink()
        fault = fault_of(folder)
        assert (fault.where, fault.what) == (name, "The file cannot be read.")


def test_an_empty_checklist_or_one_of_41_items_is_refused(folder: Path) -> None:
    text = (folder / "checklist.toml").read_text(encoding="utf-8")
    item = text[text.index("[[item]]") : text.index("[[item]]", text.index("[[item]]") + 1)]
    many = "".join(item.replace("asked_next_steps", f"item_{n}") for n in range(41))
    for broken in ("item = []", "", many):
        (folder / "checklist.toml").write_text(broken, encoding="utf-8")
        assert fault_of(folder).where.startswith("checklist.toml, line 1")


# --- the shelf --------------------------------------------------------------------------------------


def shelf_days(reloadable: Reloadable[Playbook]) -> tuple[int, bool]:
    playbook, fault = reloadable.current()
    return playbook.numbers.no_date_business_days, fault is not None


@pytest.fixture
def keep(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "playbook"


BREAKAGES: list[Callable[[Path], object]] = [
    lambda folder: set_number(folder, "gap_days", "-7"),
    lambda folder: (folder / "checklist.toml").write_text("[[item]", encoding="utf-8"),
    lambda folder: (folder / "steps.toml").unlink(),
    shutil.rmtree,
]


@pytest.mark.parametrize("break_it", BREAKAGES, ids=["a number", "the syntax", "a file gone", "all gone"])
def test_the_last_good_playbook_stays_while_it_is_broken_and_over_a_restart(
    folder: Path, keep: Path, break_it: Callable[[Path], object]
) -> None:
    set_number(folder, "no_date_business_days", "12")
    reloadable = reloadable_playbook(folder, keep)
    assert shelf_days(reloadable) == (12, False)
    break_it(folder)
    assert shelf_days(reloadable) == (12, True)
    assert shelf_days(reloadable) == (12, True)
    assert shelf_days(reloadable_playbook(folder, keep)) == (12, True)


def test_an_edit_is_taken_up_at_once_and_a_mended_one_too(folder: Path, keep: Path) -> None:
    reloadable = reloadable_playbook(folder, keep)
    assert shelf_days(reloadable) == (5, False)
    assert reloadable.current()[0] is reloadable.current()[0]
    set_number(folder, "gap_days", "0")
    assert shelf_days(reloadable) == (5, True)
    set_number(folder, "gap_days", "14")
    set_number(folder, "no_date_business_days", "15")
    assert shelf_days(reloadable) == (15, False)
    assert shelf_days(reloadable_playbook(keep)) == (15, False)


def test_without_a_good_playbook_anywhere_the_fault_is_raised_until_it_is_mended(
    folder: Path, keep: Path
) -> None:
    set_number(folder, "gap_days", "-7")
    for reloadable in (reloadable_playbook(folder, keep), reloadable_playbook(folder)):
        with pytest.raises(PlaybookError, match=r"cadence\.toml, line \d+, field gap_days\.value"):
            reloadable.current()
    shutil.copyfile(SHIPPED / "cadence.toml", folder / "cadence.toml")
    assert shelf_days(reloadable) == (5, False)


def test_a_broken_kept_copy_or_no_place_to_keep_one_hides_nothing(folder: Path, keep: Path) -> None:
    in_the_way = folder / "steps.toml"
    assert shelf_days(reloadable_playbook(folder, in_the_way / "kept")) == (5, False)
    shutil.copytree(folder, keep)
    (keep / "steps.toml").write_text("", encoding="utf-8")
    set_number(folder, "gap_days", "-7")
    with pytest.raises(PlaybookError, match="gap_days"):
        reloadable_playbook(folder, keep).current()
