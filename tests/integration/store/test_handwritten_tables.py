"""Tables that somebody wrote by hand: read as they are, taken in at the first action, faults named."""

from pathlib import Path

import pytest

from followup_core.store import CsvStore, Unreadable

from .store_actions import files, names, people, person, put, save, table_text


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


def test_tables_written_by_hand_are_read_as_they_are_and_not_touched(folder: Path) -> None:
    write(folder, "people", PEOPLE)
    before = files(folder)
    store = CsvStore(folder)
    assert names(store) == {"p1": "Ada", "p2": "Null"}
    assert store.external_edits() == ()
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


def test_a_hand_written_folder_is_kept_from_its_first_action_on(folder: Path) -> None:
    write(folder, "people", PEOPLE)
    save(CsvStore(folder), person("p3"))
    (folder / "people.csv").unlink()
    assert people(CsvStore(folder)) == ["p1", "p2", "p3"]


def test_quarantined_rows_are_shown_and_stay_in_the_file(folder: Path) -> None:
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


def test_a_hand_written_table_that_cannot_be_read_is_named_and_nothing_written(folder: Path) -> None:
    write(folder, "settings", 'key,value\na,"1\n')
    write(folder, "people", PEOPLE)
    words, before = "settings.csv, line 2: A quote .* never closed. .*restore a backup", files(folder)
    store = CsvStore(folder)
    for attempt in (store.load, lambda: save(store, person("p3"))):
        with pytest.raises(Unreadable, match=words):
            attempt()
    assert any(problem.table == "settings" and problem.line == 2 for problem in store.problems())
    after = files(folder)
    assert {name: after[name] for name in before} == before


def test_an_unreadable_table_can_be_given_up_and_is_quarantined(folder: Path) -> None:
    write(folder, "settings", "key,value\na\n")
    write(folder, "people", PEOPLE)
    store = CsvStore(folder)
    store.accept_loss()
    assert people(store) == ["p1", "p2"]
    save(store, put("settings", "b", value="2"))
    assert [path.read_text() for path in (folder / "outside").iterdir()] == ["key,value\na\n"]


def test_an_old_fault_in_a_row_does_not_stand_in_the_way_of_changing_another_cell(folder: Path) -> None:
    write(
        folder, "interviews", "interview_id,organization,held_at,outcome\ni1,Acme,2026-11-02T10:00,perhaps\n"
    )
    store = CsvStore(folder)
    save(store, put("interviews", "i1", notes="x"))
    assert store.load().tables["interviews"].rows[("i1",)]["outcome"] == "perhaps"
