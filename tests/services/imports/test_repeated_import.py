"""An import twice is an import once: whatever came before or in between, on any computer, by either way."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup_core.__main__ import main
from followup_core.formats.parsed_file import ParsedFile
from followup_core.services.imports.import_choices import ImportChoices, apply_choices, suggested_people
from followup_core.services.imports.import_plan import plan_archive, plan_parsed_file
from followup_core.services.imports.row_matching import assignment
from tests.services.workspaces import Everything, everything, moment, opened, rows, started, view, with_person

from .archives import export, numbered_folders
from .file_strategies import in_a_row, once_is_enough
from .test_import_plan import arrival, interview, met, person, taken

FILES = Path(__file__).parents[2] / "cases" / "files"
FIXED = settings(
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def new_folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    return numbered_folders(tmp_path_factory.mktemp("twice"))


@settings(FIXED, max_examples=300)
@given(files=in_a_row())
def test_a_file_that_came_in_once_brings_nothing_any_more(files: list[ParsedFile]) -> None:
    once_is_enough(files)


@settings(FIXED, max_examples=25)
@given(files=in_a_row())
def test_it_is_so_on_the_disk_and_on_another_computer(
    new_folder: Callable[[], Path], files: list[ParsedFile]
) -> None:
    with opened(new_folder()) as here, opened(new_folder()) as elsewhere:
        for each in files:
            plan_parsed_file(apply_choices(each)).apply(here, moment())
        plan_archive(export(here)).apply(elsewhere, moment())
        for desk in (here, elsewhere):
            once = everything(desk)
            assert not any(
                plan_parsed_file(apply_choices(each)).apply(desk, moment()).applied for each in files
            )
            assert everything(desk) == once


ROWS = st.tuples(
    st.sampled_from(["Acme", "Celik"]),
    st.sampled_from(["", "Analyst", "Engineer"]),
    st.sampled_from(["2026-11-02", "2026-11-02 10:00", "2026-11-02 14:30"]),
    st.sampled_from(["", "", "1", "2"]),
    st.sampled_from(["", "Dana Ruiz", "Jo Kim", "Dana Ruiz; Jo Kim"]),
    st.sampled_from(["", "", "dana@acme.example"]),
)
TABLES = st.lists(ROWS, min_size=1, max_size=5)


@settings(FIXED, max_examples=25)
@given(first=TABLES, second=TABLES)
def test_it_is_so_on_the_command_line(
    new_folder: Callable[[], Path], first: list[tuple[str, ...]], second: list[tuple[str, ...]]
) -> None:
    folder = new_folder()
    folder.mkdir()
    for each in (first, second):
        bring(folder, as_csv(each))
    once = stored(folder)
    for each in (second, first, second):
        bring(folder, as_csv(each))
    assert stored(folder) == once


def as_csv(found: list[tuple[str, ...]]) -> bytes:
    out = io.StringIO(newline="")
    header = ("Company", "Position", "Interview date", "Round", "Interviewers", "Email")
    csv.writer(out).writerows([header, *found])
    return out.getvalue().encode()


def bring(folder: Path, file: bytes | Path) -> int:
    path = file if isinstance(file, Path) else folder / "file.txt"
    if isinstance(file, bytes):
        path.write_bytes(file)
    return main(["import", str(path), "--workspace", str(folder), "--today", "2026-11-18"])


def stored(folder: Path) -> Everything:
    with opened(folder) as desk:
        return everything(desk)


# Files that once did not.


def test_rows_of_one_day_with_and_without_role_and_time_keep_their_interviews(
    tmp_path: Path, capsys: Capture
) -> None:
    for name in ("twice_a.csv", "twice_b.csv"):
        assert bring(tmp_path, FILES / name) == 0
    once = stored(tmp_path)
    capsys.readouterr()
    for name in ("twice_b.csv", "twice_a.csv", "twice_b.csv"):
        assert bring(tmp_path, FILES / name) == 0
        assert capsys.readouterr().out == "Everything in this file is here already.\n"
    assert stored(tmp_path) == once
    assert len(once["interviews"][1]) == 3
    assert len(once["interviewers"][1]) == 2


@pytest.mark.parametrize("name", sorted(path.name for path in FILES.iterdir()))
def test_every_kind_of_file_comes_in_once(tmp_path: Path, name: str) -> None:
    with opened(tmp_path) as desk:
        with_person(desk, started(desk, "Borealis"), "Dana Ruiz")
    first = bring(tmp_path, FILES / name)
    once = stored(tmp_path)
    assert bring(tmp_path, FILES / name) == first
    assert stored(tmp_path) == once


def test_the_same_invitation_in_several_versions_comes_in_once(tmp_path: Path) -> None:
    names = ("inv_v0.ics", "inv_v1_moved.ics", "inv_v2_cancel.ics", "both_in_one.ics", "renamed.ics")
    for name in names:
        bring(tmp_path, FILES / name)
    once = stored(tmp_path)
    for name in (*names, *reversed(names)):
        bring(tmp_path, FILES / name)
        assert stored(tmp_path) == once


def test_two_people_with_one_address_between_them_are_both_noted(tmp_path: Path) -> None:
    """Dana is noted with the address of the office, which in the file is Jo's."""
    first = arrival(
        interviews=(interview(),), people=(person(email="hr@acme.example"),), interviewers=(met(),)
    )
    second = arrival(
        interviews=(interview(),),
        people=(
            person("1", email="dana@acme.example"),
            person("2", "Jo Kim", organization="", email="hr@acme.example"),
        ),
        interviewers=(met("1", "2"), met("1", "1")),
    )
    with opened(tmp_path) as desk:
        for each in (first, second):
            taken(desk, each)
        once = everything(desk)
        assert [each["name"] for each in rows(desk, "people")] == ["Dana Ruiz", "Jo Kim"]
        assert len(rows(desk, "interviewers")) == 2
        for each in (second, first):
            taken(desk, each)
            assert everything(desk) == once


# What a person would see.


def test_a_better_match_that_came_later_takes_nobody_over(tmp_path: Path) -> None:
    """The first file's row without a time is the interview that it was, not the exact one that came since."""
    first = arrival(
        interviews=(interview(role="", held_at="2026-11-02"),), people=(person(),), interviewers=(met(),)
    )
    later = arrival(
        interviews=(
            interview("1", held_at="2026-11-02T12:00"),
            interview("2", role="", held_at="2026-11-02T10:00"),
        )
    )
    with opened(tmp_path) as desk:
        started(desk)
        for each in (first, later):
            taken(desk, each)
        once = everything(desk)
        for each in (first, later, first):
            taken(desk, each)
        assert everything(desk) == once


def test_the_role_and_the_time_say_which_of_several_interviews_a_row_is(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        known = arrival(
            interviews=(
                interview("1", role="", held_at="2026-11-02T12:00"),
                interview("2", held_at="2026-11-02T14:30"),
                interview("3", role="Engineer", held_at="2026-11-02T16:00"),
            )
        )
        taken(desk, known)
        said_of = {each["held_at"]: each["interview_id"] for each in rows(desk, "interviews")}
        table = arrival(
            interviews=(interview(), interview("2", held_at="2026-11-02T14:30")),
            people=(person(),),
            interviewers=(met("2"),),
        )
        taken(desk, table)
        assert [each["interview_id"] for each in rows(desk, "interviewers")] == [said_of["2026-11-02T14:30"]]


def test_a_row_that_is_renumbered_here_is_known_by_its_time(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        started(desk)
        assert taken(desk, arrival(interviews=(interview(round="2"),))).startswith("Everything")


def test_a_second_person_of_the_file_comes_to_the_interview_that_has_the_first(tmp_path: Path) -> None:
    """Of two of one name here, the one who was met there is the one whom the file names."""
    with opened(tmp_path) as desk:
        taken(desk, arrival(people=(person(email="dana@other.example"),)))
        held = started(desk)
        taken(
            desk,
            arrival(
                interviews=(interview(),),
                people=(person(email="dana@acme.example"), person("2", "Jo Kim")),
                interviewers=(met("1", "1"),),
            ),
        )
        once = rows(desk, "interviewers")
        more = arrival(
            interviews=(interview(),),
            people=(person(), person("2", "Jo Kim")),
            interviewers=(met(), met("1", "2")),
        )
        taken(desk, more)
        assert rows(desk, "interviewers")[: len(once)] == once
        assert len(rows(desk, "interviewers")) == 2
        assert {each["interview_id"] for each in rows(desk, "interviewers")} == {held}


def test_a_file_whose_names_were_corrected_is_known_the_next_time(tmp_path: Path) -> None:
    found = arrival(interviews=(interview(),), people=(person(),), interviewers=(met(),))
    with opened(tmp_path) as desk:
        taken(desk, found, ImportChoices(cells={"1": {"organization": "Borealis", "role": "Data analyst"}}))
        once = everything(desk)
        taken(desk, found)
        taken(desk, found, ImportChoices(cells={"1": {"organization": "Borealis", "role": "Data analyst"}}))
        assert everything(desk) == once


def test_two_rows_that_a_correction_tells_apart_are_two_interviews(tmp_path: Path) -> None:
    found = arrival(interviews=(interview(), interview("2")))
    corrected = ImportChoices(cells={"2": {"organization": "Borealis", "role": ""}})
    with opened(tmp_path) as desk:
        for _ in range(2):
            taken(desk, found, corrected)
            assert [each["organization"] for each in rows(desk, "interviews")] == [
                "Acme Robotics",
                "Borealis",
            ]


def test_nobody_is_proposed_only_because_the_file_came_in_before(tmp_path: Path) -> None:
    """An address book has Dana twice: at the firm of the interview, and elsewhere."""
    book = arrival(
        people=(
            person("1"),
            person("2", organization="Elsewhere", email="dana@home.example"),
            person("3", "D. Ruiz", organization="Elsewhere", email="dana@home.example"),
            person("4", "Jo Kim", organization="Elsewhere"),
        )
    )
    with opened(tmp_path) as desk:
        started(desk)
        proposed = suggested_people(view(desk), book)
        assert proposed == {"1", "2", "3"}
        taken(desk, book, ImportChoices(people_out=frozenset({"4"})))
        assert suggested_people(view(desk), book) == proposed


@settings(FIXED, max_examples=200)
@given(likes=st.dictionaries(st.sampled_from("abcdef"), st.sets(st.sampled_from("123456"))))
def test_as_many_as_possible_get_one_of_their_candidates(likes: dict[str, set[str]]) -> None:
    found = assignment(likes, lambda each: sorted(likes[each]))
    assert all(mine in likes[each] for each, mine in found.items())
    assert len(set(found.values())) == len(found)
    assert len(found) == most(list(likes.values()), frozenset())


def most(likes: list[set[str]], taken_: frozenset[str]) -> int:
    """Return how many can get a candidate of theirs, by trying everything."""
    if not likes:
        return 0
    first, *others = likes
    return max(most(others, taken_), *(1 + most(others, taken_ | {each}) for each in first - taken_), 0)
