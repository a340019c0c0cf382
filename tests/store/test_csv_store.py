"""The folder of CSV tables: what is read, what is left alone, and what other programs may find there."""

import errno
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from followup_core.records import SCHEMA, SCHEMA_VERSION
from followup_core.store import CsvStore, NewerSchema, NotSaved, StoreError, Unreadable, disk, keeper

from .actions import (
    contents,
    files,
    gone,
    interview,
    names,
    operation,
    people,
    person,
    put,
    save,
    table_text,
)
from .faults import ReadOnlyFolder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "w"


def write(folder: Path, table: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{table}.csv").write_bytes(text.encode())


PEOPLE = table_text(
    "people",
    {"person_id": "p1", "name": "Ada", "x": "1"},
    {"person_id": "p2", "name": "Null", "x": "2"},
    columns=("person_id", "x", "name", "email"),
)


def test_reading_a_folder_that_is_not_there_makes_nothing(folder: Path) -> None:
    store = CsvStore(folder)
    assert (store.load().seq, store.problems(), store.recent(), store.notices()) == (0, (), (), ())
    store.close()
    assert not folder.exists()


def test_reading_an_empty_folder_writes_nothing(folder: Path) -> None:
    folder.mkdir()
    store = CsvStore(folder)
    assert people(store) == []
    assert store.problems() == ()
    store.close()
    assert list(folder.iterdir()) == []


def test_tables_written_by_hand_are_read_as_they_are_and_not_touched(folder: Path) -> None:
    write(folder, "people", PEOPLE)
    before = files(folder)
    store = CsvStore(folder)
    assert names(store) == {"p1": "Ada", "p2": "Null"}
    assert store.outside_edits() == ()
    assert {problem.column for problem in store.problems()} == {
        *("organization", "title", "phone", "linkedin_url", "notes")
    }
    store.close()
    assert files(folder) == before


def test_a_hand_written_table_changed_by_hand_is_read_anew(folder: Path) -> None:
    write(folder, "people", PEOPLE)
    store = CsvStore(folder)
    assert names(store)["p1"] == "Ada"
    write(folder, "people", PEOPLE.replace("Ada", "Eve L."))
    assert names(store)["p1"] == "Eve L."
    assert store.load().seq == 1


def test_columns_nobody_knows_survive_saving_in_their_place(folder: Path) -> None:
    write(folder, "people", PEOPLE)
    store = CsvStore(folder)
    save(store, put("people", "p1", name="Eve"), person("p3"), put("people", "p2", x="two"))
    store.close()
    lines = (folder / "people.csv").read_text().splitlines()
    assert lines[0].startswith('"person_id","x","name","email"')
    assert lines[1].startswith('"p1","1","Eve"')
    assert lines[2].startswith('"p2","two","Null"')
    assert lines[3].startswith('"p3","","Ada"')
    assert CsvStore(folder).problems() == ()


def test_a_hand_written_folder_is_kept_from_its_first_action_on(folder: Path) -> None:
    write(folder, "people", PEOPLE)
    save(CsvStore(folder), person("p3"))
    (folder / "people.csv").unlink()
    assert people(CsvStore(folder)) == ["p1", "p2", "p3"]


def test_rows_put_aside_are_shown_and_stay_in_the_file(folder: Path) -> None:
    write(folder, "settings", "key,value\na,1\nb,2\na,3\n,4\n")
    store = CsvStore(folder)
    assert [str(problem)[:27] for problem in store.problems()] == [
        "settings.csv, line 2, colum",
        "settings.csv, line 4, colum",
        "settings.csv, line 5, colum",
    ]
    save(store, put("settings", "c", value="5"))
    store.close()
    text = (folder / "settings.csv").read_text()
    assert text == '"key","value"\n"b","2"\n"c","5"\n"a","1"\n"a","3"\n"","4"\n'
    assert len(store.problems()) == 3
    assert len(CsvStore(folder).problems()) == 3


def test_problems_have_the_line_of_the_row(folder: Path) -> None:
    write(folder, "people", 'person_id,name,notes\np1,Ada,"a\nb"\n\np2,,\n')
    assert [(p.line, p.column) for p in CsvStore(folder).problems() if p.column == "name"] == [(5, "name")]
    store = CsvStore(folder)
    save(store, person("p3"))
    store.close()
    assert [(p.line, p.column) for p in store.problems()] == [(4, "name")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("key,value\na,1,2\n", r"settings.csv, line 2: The row has 3 cells"),
        ("key,value\na,1\nb\n", r"settings.csv, line 3: The row has 1 cell"),
        ('key,value\na,"1\n', r"settings.csv, line 2: A quote .* never closed. .*restore a backup"),
        ("value\n1\n", r"settings.csv, line 1: The column “key” is missing"),
        ("", r"settings.csv: The file is empty"),
        ("\x00" * 900, r"settings.csv: The file holds nothing but zero bytes"),
    ],
)
def test_a_hand_written_table_that_cannot_be_read_is_named_and_nothing_written(
    folder: Path, text: str, words: str
) -> None:
    write(folder, "settings", text)
    write(folder, "people", PEOPLE)
    before = files(folder)
    store = CsvStore(folder)
    with pytest.raises(Unreadable, match=words):
        store.load()
    with pytest.raises(Unreadable, match=words):
        save(store, person("p3"))
    assert any(re.search(words.split(": ")[1], str(problem)) for problem in store.problems())
    after = files(folder)
    assert {name: after[name] for name in before} == before


def test_a_table_that_cannot_be_read_can_be_given_up_and_is_kept_aside(folder: Path) -> None:
    write(folder, "settings", "key,value\na\n")
    write(folder, "people", PEOPLE)
    store = CsvStore(folder)
    store.accept_loss()
    assert people(store) == ["p1", "p2"]
    save(store, put("settings", "b", value="2"))
    assert [path.read_text() for path in (folder / "outside").iterdir()] == ["key,value\na\n"]


def test_carriage_returns_alone_are_told(folder: Path) -> None:
    write(folder, "settings", "key,value\ra,1\r")
    (notice,) = CsvStore(folder).notices()
    assert "carriage return" in notice
    assert CsvStore(folder).problems() == ()


def test_reading_touches_no_file_and_makes_none(folder: Path) -> None:
    store = CsvStore(folder)
    for number in range(25):
        save(store, person(f"p{number}"))
    (folder / ".store" / "lock").unlink()
    before = files(folder)
    reader = CsvStore(folder)
    assert len(people(reader)) == 25
    assert reader.problems() == ()
    assert len(reader.recent()) == 25
    reader.close()
    assert files(folder) == before


def test_a_read_only_folder_can_be_read_but_saving_says_why_not(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(CsvStore(folder), person("p1"))
    before = files(folder)
    monkeypatch.setattr(disk, "system", ReadOnlyFolder())
    store = CsvStore(folder)
    assert people(store) == ["p1"]
    with pytest.raises(NotSaved, match="cannot be written; this was not saved"):
        save(store, person("p2"))
    assert (people(store), files(folder)) == (["p1"], before)


@pytest.mark.parametrize("code", ["EROFS", "EACCES", "EPERM"])
def test_a_folder_that_cannot_be_written_is_named(code: str) -> None:
    error = keeper.not_saved(OSError(getattr(errno, code), "no"))
    assert "cannot be written; this was not saved" in str(error)


def test_a_file_in_the_place_of_the_folder_is_a_sentence(folder: Path) -> None:
    folder.write_text("a file")
    store = CsvStore(folder)
    assert people(store) == []
    with pytest.raises(NotSaved):
        save(store, person("p1"))
    assert folder.read_text() == "a file"


def test_a_workspace_of_a_newer_schema_is_refused_and_not_touched(folder: Path) -> None:
    store = CsvStore(folder)
    save(store, person("p1"))
    store.close()
    manifest = folder / ".store" / "manifest.json"
    manifest.write_text(manifest.read_text().replace(f'"schema": {SCHEMA_VERSION}', '"schema": 42'))
    before = files(folder)
    again = CsvStore(folder)
    for attempt in (
        again.load,
        again.problems,
        again.recent,
        again.outside_edits,
        lambda: save(again, person("p2")),
        again.accept_loss,
        again.delete_everything,
    ):
        with pytest.raises(NewerSchema, match=r"schema 42; this one knows 1"):
            attempt()
    again.close()
    assert files(folder) == before


def test_files_can_be_read_by_their_owner_only(folder: Path) -> None:
    store = CsvStore(folder)
    save(store, person("p1"), interview("i1"))
    store.close()
    for path in (folder, *folder.rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path


def test_a_lock_that_is_held_too_long_is_a_sentence(folder: Path) -> None:
    store = CsvStore(folder)
    save(store, person("p1"))
    impatient = CsvStore(folder, lock_seconds=0.05)
    with store._keeper.writing(), pytest.raises(NotSaved, match=r"Another window or program is saving"):
        save(impatient, person("p2"))
    save(impatient, person("p2"))
    assert people(store) == ["p1", "p2"]


def test_a_reader_does_not_wait_for_a_writer(folder: Path) -> None:
    store = CsvStore(folder)
    save(store, person("p1"))
    with store._keeper.writing():
        assert people(CsvStore(folder)) == ["p1"]


def test_the_lock_is_never_deleted(folder: Path) -> None:
    store = CsvStore(folder)
    save(store, person("p1"))
    inode = (folder / ".store" / "lock").stat().st_ino
    store.delete_everything(also_backups=True)
    save(store, person("p2"))
    assert (folder / ".store" / "lock").stat().st_ino == inode


def test_unfinished_files_are_swept_at_the_next_action(folder: Path) -> None:
    save(CsvStore(folder), person("p1"))
    left = [folder / "people.csv.followup-new", folder / ".store" / "manifest.json.followup-new"]
    for path in left:
        path.write_text("half")
    mine = folder / "thesis.csv.new"
    mine.write_text("mine")
    save(CsvStore(folder), person("p2"))
    assert not any(path.exists() for path in left)
    assert mine.exists()


def test_a_table_that_did_not_change_is_not_written(folder: Path) -> None:
    store = CsvStore(folder)
    save(store, person("p1"), interview("i1"))
    store.close()
    before = (folder / "interviews.csv").stat()
    save(store, person("p2"))
    store.close()
    assert (folder / "interviews.csv").stat().st_mtime_ns == before.st_mtime_ns


def test_a_moved_workspace_is_the_same_workspace(folder: Path) -> None:
    save(CsvStore(folder), person("p1"))
    shutil.move(folder, folder.with_name("elsewhere"))
    assert people(CsvStore(folder.with_name("elsewhere"))) == ["p1"]


def test_tables_copied_alone_are_a_workspace(folder: Path) -> None:
    store = CsvStore(folder)
    save(store, person("p1"), interview("i1"), put("interviewers", "i1", "p1", part="interviewer"))
    store.close()
    other = folder.with_name("other")
    other.mkdir()
    for path in folder.glob("*.csv"):
        shutil.copy(path, other)
    assert contents(CsvStore(other).load()) == contents(store.load())


def test_deleting_everything_leaves_no_word_of_it(folder: Path) -> None:
    store = CsvStore(folder)
    for number in range(30):
        save(store, person(f"p{number}", "Secret"))
    (folder / "people.csv").write_text("person_id,name\np1,Secret\n")
    save(store, person("x", "Secret"))
    store.delete_everything(also_backups=True)
    assert contents(store.load()) == {name: [] for name in SCHEMA}
    assert store.recent() == ()
    assert not any(b"Secret" in data or b"p1" in data for data, _ in files(folder).values())
    assert store.load().seq > 31
    save(store, person("new"))
    assert people(CsvStore(folder)) == ["new"]


def test_another_opening_sees_that_everything_was_deleted(folder: Path) -> None:
    store, other = CsvStore(folder), CsvStore(folder)
    save(store, person("p1"))
    assert people(other) == ["p1"]
    store.delete_everything()
    assert people(other) == []
    save(other, person("p2"))
    assert people(store) == ["p2"]


def test_an_undo_of_what_was_deleted_everything_is_not_known(folder: Path) -> None:
    store = CsvStore(folder)
    save(store, person("p1"), op_id="x")
    store.delete_everything()
    with pytest.raises(StoreError):
        store.undo("x", operation())


def test_deleting_a_row_and_adding_it_again_in_one_action_keeps_only_the_new_cells(folder: Path) -> None:
    store = CsvStore(folder)
    save(store, person("p1", "Ada", notes="old"))
    save(store, gone("people", "p1"), person("p1", "Eve"))
    assert store.load().tables["people"].rows[("p1",)]["notes"] == ""


def test_an_old_fault_in_a_row_does_not_stand_in_the_way_of_changing_another_cell(folder: Path) -> None:
    write(
        folder, "interviews", "interview_id,organization,held_at,outcome\ni1,Acme,2026-11-02T10:00,perhaps\n"
    )
    store = CsvStore(folder)
    save(store, put("interviews", "i1", notes="x"))
    assert store.load().tables["interviews"].rows[("i1",)]["outcome"] == "perhaps"


def test_the_command_line_does_not_pay_for_pandas() -> None:
    code = "import sys, followup_core.store; sys.exit('pandas' in sys.modules)"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
