"""What leaves the program: all of it is there, no formula is run, and it comes in as it was."""

import csv
import errno
import io
import stat
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from followup_core.formats.archive import read_archive as read_bundle
from followup_core.formats.csv_injection import unescape_formula
from followup_core.formats.parsed_file import ParsedFile
from followup_core.models import SCHEMA, Row, Settings
from followup_core.services import workspace_export
from followup_core.services.imports import file_detection
from followup_core.services.imports.column_mapping import apply_mapping
from followup_core.services.imports.import_plan import plan_archive
from followup_core.services.workspace import Workspace
from followup_core.services.workspace_export import (
    ExportNotWritten,
    ExportTooLarge,
    render_archive,
    render_csv_files,
    render_csv_zip,
    render_summary_csv,
    render_xlsx,
    write_export,
)
from followup_core.store import Change
from followup_core.store.csv_codec import decode, encode

from .imports.archives import Tables, numbered_folders, tables
from .situation_setups import asked_twice, unthanked, waited_for
from .workspaces import TODAY, Everything, everything, moment, opened, rows, started, with_person

OFFER = {"outcome": "offer", "outcome_on": "2026-11-16", "format": "in_person"}
WHEN = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
HOSTILE = """=1+1|'=1|''@x|+1 212|-|＝1|\t|\r|a\rb|\r\n|007|1e5|NA|Null|"|,|<r>x</r>|_x000D_|😀|\u202eevil| x
|TRUE|2026-11-18|x\x01y|\ufffe"""
NASTY = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12) | st.sampled_from(
    HOSTILE.split("|")
)
FREE = frozenset(
    {"role", "notes", "title", "phone", "linkedin_url", "discussed", "detail", "note", "created_at"}
)
UNKNOWN = ("color", "=size", "007")
ANY = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

Wide = dict[str, tuple[tuple[str, ...], list[dict[str, str]]]]


@st.composite
def workspaces(draw: st.DrawFn) -> Wide:
    """Return six tables with any text in free cells, and columns the program does not know."""
    found: Wide = {}
    plain: Tables = draw(tables())
    for name, mine in plain.items():
        columns = tuple(
            draw(st.permutations((*SCHEMA[name].columns, *draw(st.sets(st.sampled_from(UNKNOWN))))))
        )
        cells = {each: NASTY for each in columns if each in FREE or each in UNKNOWN}
        found[name] = (columns, [{**row, **draw(st.fixed_dictionaries(cells))} for row in mine])
    return found


@pytest.fixture(scope="module")
def new_folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    return numbered_folders(tmp_path_factory.mktemp("leaving"))


def written(folder: Path, wide: Wide) -> Path:
    folder.mkdir(parents=True)
    for name, (columns, mine) in wide.items():
        (folder / f"{name}.csv").write_bytes(encode(columns, mine))
    return folder


def cells(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), strict=True))


def sheets(data: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {
        name: [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        for name in book.sheet_names
    }


# What always holds.


@ANY
@given(workspaces())
def test_a_zip_brought_into_an_empty_workspace_is_the_same_workspace(
    new_folder: Callable[[], Path], wide: Wide
) -> None:
    with opened(written(new_folder(), wide)) as first, opened(new_folder()) as second:
        before = everything(first)
        brought = read_bundle(render_archive(first, TODAY))
        found = plan_archive(brought).preview(second)
        plan_archive(brought).import_into(second, moment())
        after = everything(second)
        assert (found.problems, found.conflicts) == ((), ())
        assert plan_archive(brought).preview(second).changes == ()
    for name, (columns, mine) in before.items():
        assert after[name][1] == mine
        assert not mine or set(after[name][0]) == set(columns)


@ANY
@given(workspaces())
def test_a_workbook_holds_every_cell_as_text(new_folder: Callable[[], Path], wide: Wide) -> None:
    with opened(written(new_folder(), wide)) as workspace:
        found = sheets(render_xlsx(workspace, TODAY))
        before = everything(workspace)
    assert list(found) == ["Summary", *SCHEMA]
    for name, (columns, mine) in before.items():
        header, *lines = found[name]
        assert tuple(header) == columns
        # The table may end before blank cells; U+FFFE is no letter of XML.
        wanted = [[row[column].replace("\ufffe", "\ufffd") for column in columns] for row in mine]
        assert [[*line, *[""] * (len(columns) - len(line))] for line in lines] == wanted


def arrived(name: str, data: bytes) -> ParsedFile:
    found = file_detection.parse_upload(name, data, settings=Settings(), today=TODAY)
    assert isinstance(found, file_detection.UnmappedSpreadsheet)
    return apply_mapping(found, found.layout.mapping)


@ANY
@given(workspaces())
def test_csv_tables_begin_no_cell_like_a_formula_and_come_in_as_they_were(
    new_folder: Callable[[], Path], wide: Wide
) -> None:
    with opened(written(new_folder(), wide)) as workspace:
        files = render_csv_files(workspace, TODAY)
        made = render_csv_zip(workspace, TODAY)
        before = everything(workspace)
    assert tuple(files) == ("summary.csv", *(f"{name}.csv" for name in SCHEMA))
    assert len(cells(files["summary.csv"])) == 1 + len(wide["interviews"][1])
    for body in files.values():
        assert not [cell for row in cells(body) for cell in row if cell.lstrip()[:1] in tuple("=+-@＝＋－＠")]
    for name, mine in filled(before).items():
        assert [unescape_formula(cell) for cell in cells(files[f"{name}.csv"])[0]] == list(before[name][0])
        found = arrived(f"{name}.csv", files[f"{name}.csv"]).rows[name]
        for column in SCHEMA[name].columns:
            assert [row.get(column, "") for row in found] == [row.get(column, "") for row in mine]
    with opened(new_folder()) as other:
        plan_archive(read_bundle(made)).import_into(other, moment())
        assert filled(everything(other)) == filled(before)


def filled(tables: Everything) -> dict[str, list[Row]]:
    """Return the rows of the tables that have any."""
    return {name: mine for name, (_, mine) in tables.items() if mine}


# Examples.


@pytest.mark.parametrize(("name", "make"), [("summary.csv", render_summary_csv), ("all.xlsx", render_xlsx)])
def test_the_summary_is_understood_by_our_own_import(
    workspace: Workspace, name: str, make: Callable[[Workspace, date], bytes]
) -> None:
    interview_id = unthanked(workspace)
    with_person(workspace, interview_id, "Chidi Okafor")
    workspace.execute(
        moment(), "Ended", lambda _: [Change(table="interviews", key=(interview_id,), row=OFFER)]
    )
    [row] = arrived(name, make(workspace, TODAY)).rows["interviews"]
    [stored] = rows(workspace, "interviews")
    columns = ("organization", "role", "round", "held_at", "decision_by", "outcome", "outcome_on", "format")
    assert {column: row[column] for column in columns} == {column: stored[column] for column in columns}
    assert row["notes"].startswith(stored["notes"])


def test_the_summary_says_what_a_person_would_write_down(workspace: Workspace) -> None:
    with_person(workspace, unthanked(workspace), "Chidi Okafor")
    header, row = sheets(render_xlsx(workspace, TODAY))["Summary"][:2]
    said = dict(zip(map(str, header), row, strict=True))
    assert (
        said.items()
        >= {
            "Interview date": datetime.fromisoformat("2026-11-02T10:00"),
            "Organization": "Acme Robotics",
            "Round": 1.0,
            "Role": "Analyst",
            "People met": "Dana Ruiz; Chidi Okafor",
            "Number met": 2.0,
            "Thanked": 0.0,
            "Next step": "Thank Dana Ruiz by email",
            "Next step due": date(2026, 11, 3),
        }.items()
    )


def test_the_summary_says_to_let_go_where_today_does(workspace: Workspace) -> None:
    interview_id = waited_for(workspace, None)
    asked_twice(workspace, interview_id)
    header, row = sheets(render_xlsx(workspace, TODAY))["Summary"][:2]
    said = dict(zip(map(str, header), row, strict=True))
    assert (said["Next step"], said["Next step from"]) == ("Let Acme Robotics go", date(2026, 11, 17))


def test_the_same_workspace_and_day_give_the_same_bytes(workspace: Workspace) -> None:
    unthanked(workspace)
    for make in (render_xlsx, render_archive, render_csv_zip, render_summary_csv):
        assert make(workspace, TODAY) == make(workspace, TODAY)


def test_rows_that_were_put_aside_go_out_too(folder: Path) -> None:
    twice = [{"person_id": "p1", "name": "Dana"}, {"person_id": "p1", "name": "Lee"}]
    (folder / "people.csv").write_bytes(encode(SCHEMA["people"].columns, twice))
    with opened(folder) as workspace:
        assert rows(workspace, "people") == []
        names = ["name", "Dana", "Lee"]
        assert [row[1] for row in cells(render_csv_files(workspace, TODAY)["people.csv"])] == names
        assert [row[1] for row in sheets(render_xlsx(workspace, TODAY))["people"]] == names
        brought = read_bundle(render_archive(workspace, TODAY))
    assert len(decode("people", brought.tables["people"]).quarantined) == 2


def test_own_wording_and_photos_of_cards_go_along(workspace: Workspace, folder: Path) -> None:
    started(workspace)
    for name in ("messages/voicemail.txt", "cards/p-1.jpg", "cards/a b.jpg"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(name.encode())
    data = render_archive(workspace, TODAY)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.read("messages/voicemail.txt") == b"messages/voicemail.txt"
        assert archive.read("cards/p-1.jpg") == b"cards/p-1.jpg"
        assert "cards/a b.jpg" in archive.read("READ ME FIRST.txt").decode()
    assert read_bundle(data).texts == ("messages/voicemail.txt",)


def test_photos_never_make_a_file_that_does_not_come_in_again(workspace: Workspace, folder: Path) -> None:
    started(workspace)
    (folder / "cards").mkdir()
    for number in range(250):
        (folder / "cards" / f"{number:03}.jpg").write_bytes(b"x" * 1_000_000 if number < 30 else b"x")
    data = render_archive(workspace, TODAY)
    assert len(data) < file_detection.MAX_UPLOAD_BYTES
    assert set(read_bundle(data).tables) == set(SCHEMA)


def test_tables_that_would_not_come_in_again_are_refused_with_the_way_out(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    started(workspace)
    monkeypatch.setattr(workspace_export, "MAX_ARCHIVE_UNPACKED", 500_100)
    with pytest.raises(ExportTooLarge, match="copy the workspace's folder instead"):
        render_archive(workspace, TODAY)


# Put where a person wants it.


def write(workspace: Workspace, kind: str, out: Path) -> str:
    return write_export(workspace, kind, out, TODAY, WHEN)


def refused(workspace: Workspace, kind: str, out: Path) -> str:
    with pytest.raises(ExportNotWritten) as caught:
        write(workspace, kind, out)
    return str(caught.value)


@pytest.mark.parametrize(
    ("kind", "name", "make"),
    [
        ("xlsx", "a.xlsx", render_xlsx),
        ("zip", "a.zip", render_archive),
        ("csv", "a.csv", render_summary_csv),
        ("csv", "A.ZIP", render_csv_zip),
    ],
)
def test_each_kind_is_written_whole_and_readable_by_its_owner_only(
    workspace: Workspace, tmp_path: Path, kind: str, name: str, make: Callable[[Workspace, date], bytes]
) -> None:
    unthanked(workspace)
    out = tmp_path / name
    assert write(workspace, kind, out) == f"“{out}” was written."
    assert out.read_bytes() == make(workspace, TODAY)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert write(workspace, kind, out) == f"“{out}” was written. It replaced the file that was there."
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "workspace"])


def test_a_folder_of_tables_is_made_and_keeps_what_else_is_in_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    unthanked(workspace)
    out = tmp_path / "tables"
    said = write(workspace, "csv", out)
    assert said.startswith(f"Seven files are written to “{out}”: summary.csv, interviews.csv,")
    (out / "mine.txt").write_text("mine")
    (out / "people.csv").unlink()
    assert write(workspace, "csv", out).endswith("6 of them were there and are replaced.")
    assert (out / "mine.txt").read_text() == "mine"
    assert {path.name: path.read_bytes() for path in out.glob("*.csv")} == render_csv_files(workspace, TODAY)


def test_a_workspace_is_never_overwritten_by_an_export(
    workspace: Workspace, folder: Path, tmp_path: Path
) -> None:
    started(workspace)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with opened(tmp_path / "other") as other:
        started(other)
    link = tmp_path / "link"
    link.symlink_to(folder)
    for kind, out in [
        ("csv", folder),
        ("csv", link),
        ("csv", folder / "people.csv"),
        ("xlsx", link / "people.csv"),
        ("csv", tmp_path / "other"),
        ("csv", tmp_path / "other" / "people.csv"),
        ("zip", folder / ".store" / "manifest.json"),
        ("zip", folder / "backups" / "2026-11-18.zip"),
        ("csv", folder / "backups"),
    ]:
        assert "belongs to a workspace. Choose another place." in refused(workspace, kind, out)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert write(workspace, "zip", folder / "mine.zip").endswith("was written.")


@pytest.mark.parametrize(
    ("kind", "place", "said"),
    [
        ("xlsx", "", "is a folder. Give the name of a file."),
        ("xlsx", "none/a.xlsx", "There is no folder"),
        ("csv", "none/tables", "There is no folder"),
        ("csv", "file", "already exists, but it isn't a folder"),
        ("csv", "circle", "Choose another place."),
        ("zip", "a" * 300, "Choose another place."),
        ("pdf", "a", "“pdf” isn't an export format. Use one of: ics, xlsx, csv, zip."),
    ],
)
def test_what_cannot_be_written_is_told_with_the_remedy(
    workspace: Workspace, tmp_path: Path, kind: str, place: str, said: str
) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    assert said in refused(workspace, kind, tmp_path / place)
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (errno.EROFS, "Allow writing there"),
        (errno.ENOSPC, "The disk is full; “{out}” was not written. Free some space and try again."),
    ],
)
def test_a_disk_that_refuses_leaves_the_old_file(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: int, said: str
) -> None:
    out = tmp_path / "a.zip"
    out.write_bytes(b"old")

    def refuse(*_: object) -> int:
        raise OSError(fault, "refused")

    with monkeypatch.context() as patch:
        patch.setattr("followup_core.durable_io.system.write", refuse)
        assert said.format(out=out) in refused(workspace, "zip", out)
    assert out.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "workspace"]


def test_a_calendar_holds_every_date(workspace: Workspace, tmp_path: Path) -> None:
    started(workspace)
    write(workspace, "ics", tmp_path / "a.ics")
    written = (tmp_path / "a.ics").read_text(encoding="utf-8")
    assert written.startswith("BEGIN:VCALENDAR")
    assert written.count("BEGIN:VEVENT") >= len(workspace.view(TODAY).records.interviews) > 0
