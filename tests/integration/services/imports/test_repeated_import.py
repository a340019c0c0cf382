"""Importing a file twice is importing it once, whatever came in between, on any computer, in either way."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup_core.__main__ import main
from followup_core.formats.parsed_file import ParsedFile
from followup_core.services.imports.id_assignment import assignment
from followup_core.services.imports.import_choices import ImportChoices, apply_choices
from followup_core.services.imports.import_plan import plan_archive, plan_parsed_file
from followup_core.services.imports.import_preview import suggested_people
from followup_core.services.workspace import Workspace
from tests.integration.services.workspaces import (
    TODAY,
    Everything,
    everything,
    moment,
    opened,
    rows,
    started,
    view,
    with_person,
)

from .archives import export_archive, numbered_folders
from .file_strategies import EMPTY, assert_import_once, file_sequences, imported
from .test_import_plan import import_file, interview, interviewer, parsed_file, person

FILES = Path(__file__).parents[3] / "cases" / "files"
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


@pytest.mark.thorough
@settings(FIXED, max_examples=300)
@given(files=file_sequences())
def test_a_file_that_was_imported_changes_nothing_again(files: list[ParsedFile]) -> None:
    assert_import_once(files)


@settings(FIXED, max_examples=25)
@given(files=file_sequences())
def test_it_changes_nothing_on_the_disk_and_on_another_computer(
    new_folder: Callable[[], Path], files: list[ParsedFile]
) -> None:
    with opened(new_folder()) as here, opened(new_folder()) as elsewhere:
        for each in files:
            plan_parsed_file(apply_choices(each), TODAY).import_into(here, moment())
        plan_archive(export_archive(here)).import_into(elsewhere, moment())
        for workspace in (here, elsewhere):
            once = everything(workspace)
            assert not any(
                plan_parsed_file(apply_choices(each), TODAY).import_into(workspace, moment()).applied
                for each in files
            )
            assert everything(workspace) == once


def import_on_command_line(folder: Path, name: str) -> int:
    return main(["import", str(FILES / name), "--workspace", str(folder), "--today", "2026-11-18"])


def stored_rows(folder: Path) -> Everything:
    with opened(folder) as workspace:
        return everything(workspace)


# Examples.


def test_rows_of_one_day_keep_their_interviews(tmp_path: Path, capsys: Capture) -> None:
    """Who is alone for a job after another file named the role is the first round."""
    for name in ("twice_b.csv", "twice_a.csv"):
        assert import_on_command_line(tmp_path, name) == 0
    once = stored_rows(tmp_path)
    numbers = {(row["organization"], row["role"]): row["round"] for row in once["interviews"][1]}
    assert numbers == {("Acme", ""): "1", ("Celik", "Analyst"): "1", ("Celik", ""): "1"}
    assert len(once["interviewers"][1]) == 2
    capsys.readouterr()
    for name in ("twice_a.csv", "twice_b.csv", "twice_a.csv"):
        assert import_on_command_line(tmp_path, name) == 0
        assert capsys.readouterr().out == "Everything in this file is here already.\n"
    assert stored_rows(tmp_path) == once


@pytest.mark.parametrize("name", sorted(path.name for path in FILES.iterdir()))
def test_every_kind_of_file_comes_in_once(tmp_path: Path, name: str) -> None:
    with opened(tmp_path) as workspace:
        with_person(workspace, started(workspace, "Borealis"), "Dana Ruiz")
    first = import_on_command_line(tmp_path, name)
    once = stored_rows(tmp_path)
    assert import_on_command_line(tmp_path, name) == first
    assert stored_rows(tmp_path) == once


def test_the_same_invitation_in_several_versions_comes_in_once(tmp_path: Path) -> None:
    names = ("inv_v0.ics", "inv_v1_moved.ics", "inv_v2_cancel.ics", "both_in_one.ics", "renamed.ics")
    for name in names:
        import_on_command_line(tmp_path, name)
    once = stored_rows(tmp_path)
    for name in (*names, *reversed(names)):
        import_on_command_line(tmp_path, name)
        assert stored_rows(tmp_path) == once


DAY = "2026-11-02"
TOGETHER: dict[str, list[ParsedFile]] = {
    "two people with one address between them": [
        parsed_file(
            interviews=(interview(),),
            people=(person(email="hr@acme.example"),),
            interviewers=(interviewer(),),
        ),
        parsed_file(
            interviews=(interview(),),
            people=(
                person("1", email="dana@acme.example"),
                person("2", "Jo Kim", organization="", email="hr@acme.example"),
            ),
            interviewers=(interviewer("1", "2"), interviewer("1", "1")),
        ),
    ],
    "a better match that was entered later": [
        parsed_file(interviews=(interview(round="1"),)),
        parsed_file(
            interviews=(interview(role="", held_at=DAY),), people=(person(),), interviewers=(interviewer(),)
        ),
        parsed_file(interviews=(interview("1", held_at=f"{DAY}T12:00"), interview("2", role=""))),
    ],
    "a row whose number was raised here": [
        parsed_file(
            interviews=(
                interview("1", role="", notes="Third floor", held_at=DAY),
                interview("2", held_at=DAY),
            )
        ),
        parsed_file(
            interviews=(
                interview("1", role="", round="1", notes="Third floor", held_at=DAY),
                interview("2", role="", round="2"),
            )
        ),
    ],
}


@pytest.mark.parametrize("files", TOGETHER.values(), ids=TOGETHER)
def test_files_of_which_something_once_came_in_twice_come_in_once(files: list[ParsedFile]) -> None:
    assert assert_import_once(files)
    snapshot = EMPTY
    for parsed in files:
        snapshot, _ = imported(snapshot, parsed)
    people = [row["name"] for row in snapshot.tables["people"].rows.values()]
    assert sorted(people) == sorted({row["name"] for each in files for row in each.rows.get("people", ())})
    assert len(snapshot.tables["interviewers"].rows) == len(people)


def test_the_role_and_the_time_say_which_of_several_interviews_a_row_is(workspace: Workspace) -> None:
    known = parsed_file(
        interviews=(
            interview("1", role="", held_at="2026-11-02T12:00"),
            interview("2", held_at="2026-11-02T14:30"),
            interview("3", role="Engineer", held_at="2026-11-02T16:00"),
        )
    )
    import_file(workspace, known)
    said_of = {each["held_at"]: each["interview_id"] for each in rows(workspace, "interviews")}
    table = parsed_file(
        interviews=(interview(), interview("2", held_at="2026-11-02T14:30")),
        people=(person(),),
        interviewers=(interviewer("2"),),
    )
    import_file(workspace, table)
    assert [each["interview_id"] for each in rows(workspace, "interviewers")] == [said_of["2026-11-02T14:30"]]


def test_a_second_person_of_the_file_comes_to_the_interview_that_has_the_first(workspace: Workspace) -> None:
    """Of two people with one name here, the file means the one who was in that interview."""
    import_file(workspace, parsed_file(people=(person(email="dana@other.example"),)))
    held = started(workspace)
    import_file(
        workspace,
        parsed_file(
            interviews=(interview(),),
            people=(person(email="dana@acme.example"), person("2", "Jo Kim")),
            interviewers=(interviewer("1", "1"),),
        ),
    )
    once = rows(workspace, "interviewers")
    more = parsed_file(
        interviews=(interview(),),
        people=(person(), person("2", "Jo Kim")),
        interviewers=(interviewer(), interviewer("1", "2")),
    )
    import_file(workspace, more)
    assert rows(workspace, "interviewers")[: len(once)] == once
    assert len(rows(workspace, "interviewers")) == 2
    assert {each["interview_id"] for each in rows(workspace, "interviewers")} == {held}


def test_a_file_whose_names_were_corrected_is_known_the_next_time(workspace: Workspace) -> None:
    parsed = parsed_file(interviews=(interview(),), people=(person(),), interviewers=(interviewer(),))
    corrected = ImportChoices(cells={"1": {"organization": "Borealis", "role": "Data analyst"}})
    import_file(workspace, parsed, corrected)
    once = everything(workspace)
    [held] = once["interviews"][1]
    assert (held["organization"], held["role"]) == ("Borealis", "Data analyst")
    for choices in (ImportChoices(), corrected):
        import_file(workspace, parsed, choices)
    assert everything(workspace) == once


def test_two_rows_that_a_correction_tells_apart_are_two_interviews(workspace: Workspace) -> None:
    parsed = parsed_file(interviews=(interview(), interview("2")))
    corrected = ImportChoices(cells={"2": {"organization": "Borealis", "role": ""}})
    for _ in range(2):
        import_file(workspace, parsed, corrected)
        held = [(each["organization"], each["role"]) for each in rows(workspace, "interviews")]
        assert held == [("Acme Robotics", "Analyst"), ("Borealis", "")]


def test_nobody_is_proposed_only_because_the_file_came_in_before(workspace: Workspace) -> None:
    """An address book has Dana twice: at the firm of the interview, and elsewhere."""
    book = parsed_file(
        people=(
            person("1"),
            person("2", organization="Elsewhere", email="dana@home.example"),
            person("3", "D. Ruiz", organization="Elsewhere", email="dana@home.example"),
            person("4", "Jo Kim", organization="Elsewhere"),
        )
    )
    started(workspace)
    proposed = suggested_people(view(workspace), book)
    assert proposed == {"1", "2", "3"}
    import_file(workspace, book, ImportChoices(people_out=frozenset({"4"})))
    assert suggested_people(view(workspace), book) == proposed


@settings(FIXED, max_examples=60)
@given(possible_matches=st.dictionaries(st.sampled_from("abcdef"), st.sets(st.sampled_from("123456"))))
def test_an_assignment_is_as_large_as_possible(possible_matches: dict[str, set[str]]) -> None:
    assigned = assignment(possible_matches, lambda key: sorted(possible_matches[key]))
    assert all(local_id in possible_matches[key] for key, local_id in assigned.items())
    assert len(set(assigned.values())) == len(assigned)
    assert len(assigned) == largest_assignment(list(possible_matches.values()), frozenset())


def largest_assignment(possible_matches: list[set[str]], used: frozenset[str]) -> int:
    """Return how many can get a candidate of their own, by trying everything."""
    if not possible_matches:
        return 0
    first, *others = possible_matches
    with_first = (1 + largest_assignment(others, used | {local_id}) for local_id in first - used)
    return max(largest_assignment(others, used), *with_first, 0)


@pytest.mark.parametrize("names", [("twice_a.csv", "twice_b.csv"), ("twice_b.csv", "twice_a.csv")])
def test_a_role_goes_to_the_same_interview_whichever_file_comes_first(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    for name in names:
        assert import_on_command_line(tmp_path, name) == 0
    celik = [row for row in stored_rows(tmp_path)["interviews"][1] if row["organization"] == "Celik"]
    assert {(row["role"], row["held_at"][11:], row["round"]) for row in celik} == {
        ("Analyst", "12:00", "1"),
        ("", "10:00", "1"),
    }
