"""The content of workshops: as shipped, and broken in every file."""

import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from followup_core.cadence import StepKind, supported_countries
from followup_core.models.date_text import DayFormat
from followup_core.playbook import CHOICES, WAIT, PlaybookError, load_workshop_book
from followup_core.workshop.workshop_model import ActivityKind
from tests.unit.playbook.broken_files import edit, fault_in, restored
from tests.unit.row_table import each_row
from tests.unit.workshop.content import BOOK, DAY, FOLDER, PLAYBOOK, STORIES, days_of

FILES = sorted(file.name for file in FOLDER.iterdir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "workshop"))


def fault_of(folder: Path) -> PlaybookError:
    return fault_in(folder, load_workshop_book)


# --- as shipped -------------------------------------------------------------------------------------


def test_three_outlines_of_known_activities_fill_thirty_fifty_and_ninety_minutes() -> None:
    outlines = BOOK.outlines.values()
    filled = [(each.minutes, sum(part.minutes for part in each.activity)) for each in outlines]
    assert filled == [(30, 30), (50, 50), (90, 90)]
    assert {part.kind for outline in outlines for part in outline.activity} == set(ActivityKind)


def test_there_is_enough_to_choose_from() -> None:
    assert len(BOOK.stories) >= 22
    assert set(BOOK.card_sets) == {"time_frame", "linkedin", "later_question", "voicemail"}
    assert len(BOOK.fictions) >= 3
    assert len(BOOK.questions) == 3
    assert {"the_days_after", "a_good_voicemail", "to_take_home"} <= set(BOOK.talks)
    assert set(BOOK.polls) <= {item.id for item in PLAYBOOK.checklist if item.next_time}
    assert (*StepKind, WAIT) == CHOICES


def test_what_is_watched_can_be_seen_or_heard() -> None:
    for each in BOOK.card_sets.values():
        assert 4 <= len(each.points) <= 6, each.id
        for point in each.points:
            assert re.fullmatch(
                r"(Asked|Said|Mentioned|Repeated|Thanked|Read|Didn.t|Took|Waited|Name)\b.*[^.]", point
            ), point


def test_an_invented_interview_holds_all_that_a_thank_you_needs() -> None:
    for each in BOOK.fictions.values():
        assert len(each.discussed) >= 3
        assert each.example.endswith(".")
        assert each.email.endswith("@example.org")  # never anybody's own
        assert " 555 01" in each.phone


def texts(found: Any) -> Iterator[str]:
    """Every text of a file that a person reads."""
    if isinstance(found, dict):
        for name, value in found.items():
            if name not in ("id", "kind", "prompts", "options", "tempting", "item", "part"):
                yield from texts(value)
    elif isinstance(found, list):
        for value in found:
            yield from texts(value)
    elif isinstance(found, str):
        yield found


SCOLDING = re.compile(
    r"!|\b(should have|you failed|your fault|mistake|neglect\w*|too late|pester\w*|guilty|careless|stupid"
    r"|unfortunately|lazy|never once)\b",
    re.IGNORECASE,
)


def test_texts_are_calm_and_whole() -> None:
    for name in FILES:
        for text in texts(tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))):
            assert not SCOLDING.search(text), text
            assert not re.search(r"[{}<>]|  |None|\bTODO\b", text), text


def test_a_story_names_its_people_and_the_days_of_its_facts_and_is_short_enough_for_the_wall() -> None:
    for story in STORIES:
        told = " ".join(story.story)
        known = {DayFormat(today=day, country=story.country).full(day) for day in days_of(story)}
        assert set(DAY.findall(told)) <= known, story.id
        assert len(told) <= 260, story.id
        assert len(story.trap) <= 120, story.id
        assert all(other.name in told for other in story.others), story.id
    countries = {story.country for story in STORIES} - {""}
    assert len(countries) >= 2
    assert countries <= supported_countries()


# --- broken -----------------------------------------------------------------------------------------

BREAKS: list[tuple[str, str, str, str, str, str, int]] = [
    # file, past, old, new, field, what, lines below the edit
    ("outlines.toml", "", '"three_days_of', '"four_days_of', "activity.prompts", "four_days_of_silence", 0),
    ("outlines.toml", '"fifty"', '["time_frame"]', '["poker"]', "activity.prompts", "poker", 0),
    ("outlines.toml", '"ninety"', '"linkedin", "la', '"time_frame", "la', "activity.prompts", "twice", 0),
    ("outlines.toml", '"fifty"', '"draft_swap"', '"dance"', "activity.kind", "no kind “dance”", 0),
    ("outlines.toml", "", "minutes = 4", "minutes = 5", "outline.minutes", "add up to 31", -5),
    ("outlines.toml", "", '["the_days_after"]', "[]", "activity.prompts", "nothing to the room", 0),
    ("outlines.toml", '"fifty"', '"fifty"', '"thirty"', "outline.id", "used twice", 0),
    ("outlines.toml", "", "[[outline]]", "[[song]]\n[[outline]]", "song", "no “song”", 0),
    ("stories.toml", "", '"wait", "status', '"sleep", "status', "story.options", "no “sleep”", 0),
    ("stories.toml", "", '"wait", "status', '"status_email", "status', "story.options", "twice", 0),
    ("stories.toml", "", 'tempting = "wait"', 'tempting = "voicemail"', "story.tempting", "not among", 0),
    ("stories.toml", "", "today = 2026-11-03", "today = 2026-11-02", "story.held_on", "after", 1),
    ("stories.toml", "", "decision_by = 2026", "decision_by = 2025", "story.decision_by", "before", 0),
    ("stories.toml", "", 'to = "Rosa Moreno"', 'to = "Rosa"', "story.sent", "called “Rosa”", -1),
    ("stories.toml", "", 'came_back = "bounced"', 'came_back = "reply"', "story.sent", "answered_on", -1),
    ("stories.toml", "", "on = 2026-10-13, to", "on = 2026-10-12, to", "story.sent", "2026-10-12", -1),
    ("stories.toml", "", "answered_on = 2026-10-15", "answered_on = 2026-10-13", "story.sent", "answer", -2),
    (
        "stories.toml",
        "",
        "outcome_on = 2026-11-05",
        "outcome_on = 2026-11-06",
        "story.outcome_on",
        "between",
        0,
    ),
    ("stories.toml", "", 'outcome = "offer"\n', "", "story.outcome_on", "needs an outcome", 0),
    (
        "stories.toml",
        "",
        "next_round_on = 2026-10-22",
        "next_round_on = 2026-10-05",
        "next_round_on",
        "after",
        0,
    ),
    ("stories.toml", "", 'name = "Rosa Moreno"', 'name = "Tom Gallagher"', "story.others", "same name", -1),
    ("card_sets.toml", "", 'id = "linkedin"', 'id = "time_frame"', "set.id", "used twice", 0),
    ("card_sets.toml", "", "points = [", 'points = ["x"]\nrest = [', "set.points", "at least", 0),
    ("evaluation.toml", "", 'id = "rather"', 'id = "very"', "option.id", "“very” is used twice", 0),
    ("polls.toml", "", 'item = "may_contact"', 'item = "asked_time_frame"', "poll.item", "used twice", 0),
]


@each_row(("name", "past", "old", "new", "field", "what", "below"), BREAKS)
def test_a_broken_field_is_named_with_its_file_and_line(
    folder: Path, name: str, past: str, old: str, new: str, field: str, what: str, below: int
) -> None:
    with restored(folder):
        line = edit(folder, name, old, new, past) + below
        fault = fault_of(folder)
        assert fault.where.startswith(f"{name}, line {line}, field "), fault.where
        assert fault.where.endswith(field)
        assert what in fault.what


@each_row("name", FILES)
def test_a_file_that_is_missing_or_without_content_is_refused(folder: Path, name: str) -> None:
    with restored(folder):
        for text in ("# nothing yet\n", "x = 3"):
            (folder / name).write_text(text, encoding="utf-8")
            assert fault_of(folder).where.startswith(f"{name}, ")
        (folder / name).unlink()
        fault = fault_of(folder)
        assert (fault.where, fault.what) == (name, "The file cannot be read.")


def test_a_center_may_add_a_story_of_its_own(folder: Path) -> None:
    own = """
[[story]]
id = "the_fair"
title = "At the fair"
story = ["You met Ada Brook at the fair."]
today = 2026-11-03
held_on = 2026-11-02
person = "Ada Brook"
organization = "Brook Mills"
options = ["wait", "thank_you_email"]
tempting = "wait"
trap = "Thanks are welcome today."
"""
    file = folder / "stories.toml"
    file.write_text(file.read_text(encoding="utf-8") + own, encoding="utf-8")
    added = load_workshop_book(folder).stories["the_fair"]
    assert (added.part, added.sent, added.names) == ("interviewer", (), ("Ada Brook",))
