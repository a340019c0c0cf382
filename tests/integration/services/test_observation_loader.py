"""Plain tables read at once give what the store and the records give, also where they are broken."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from followup_core.models import SCHEMA, FollowUpError
from followup_core.services.record_cache import parse_records
from followup_core.services.statistics.observation_loader import load_counted_tables, observations
from followup_core.services.statistics.report import compute_statistics
from followup_core.statistics import ObservedAsOf, Statistics, drilldown, observed_as_of
from followup_core.store import CsvStore, Unreadable
from tests.unit.statistics.record_observations import observe_records
from tests.unit.statistics.statistics_json import PLAYBOOK_IN_FORCE

TODAY = date(2026, 11, 18)
NEEDED = ("interviews", "interviewers", "answers", "touchpoints")
"""The tables that figures are counted from."""

IDS = (*"abcdefgh", "b ", "", " ", "007", "7", "NA", "null")
DAYS = ("2026-11-02", "2026-10-01", "2026-12-24", "2026-02-30", "3/12/2026", "", " ", "2026-11-2")
MOMENTS = ("2026-10-01T10:00", "2026-11-02T10:00", "2026-11-30T10:00", "2026-10-01", "2026-10-01T24:00", "")
CELLS: dict[str, tuple[str, ...]] = {
    "interview_id": IDS,
    "organization": ("Acme", "Acme", "Acme", "", " ", "NA", 'The "Best"', "a,b", "Bücher\n& Co", "x\r\ny\rz"),
    "round": ("", "1", "two"),
    "held_at": (*MOMENTS, *MOMENTS[:2], *MOMENTS[:2]),
    "format": ("", "in_person", "video", "phone", "carrier pigeon", " "),
    "outcome": ("", "", "offer", "rejected", "withdrawn", "let_go", "hired", " offer"),
    "outcome_on": DAYS,
    "person_id": ("ann", "ann", "ben", "", " ", "nobody"),
    "part": ("interviewer", "hiring_manager", "recruiter", "boss", ""),
    "item": ("asked_time_frame", "asked_time_frame", "business_card", "may_contact", "", "own item", "\n"),
    "answer": ("yes", "yes", "no", "skipped", "perhaps", ""),
    "touchpoint_id": (*(f"t{number}" for number in range(9)), "", "t1"),
    "kind": ("thank_you_email", "status_email", "linkedin_request", "heard_from_employer", "pigeon", ""),
    "sent_on": DAYS,
    "responded_on": DAYS,
    "response": ("", "reply", "reply", "out_of_office", "bounced", "read"),
    "notes": ("", "two\nlines", "a\rb", "a\r\nb", "é", "NaN", "\t", '"'),
    "My own": ("", "kept", "x,y"),
    "": ("", "unnamed"),
}


Files = dict[str, bytes]
"""A folder's files by their tables."""


def saved_in(folder: Path, files: Files) -> Path:
    """Write files into a folder, and return it."""
    for name, data in files.items():
        (folder / f"{name}.csv").write_bytes(data)
    return folder


def written(columns: Sequence[str], rows: Sequence[Sequence[str]], *, all_quoted: bool, end: str) -> str:
    """Return a table as text; unless all cells are quoted, those that need it are."""

    def cell(text: str) -> str:
        quoted = all_quoted or not text or any(letter in text for letter in '",\r\n')
        return '"' + text.replace('"', '""') + '"' if quoted else text

    return "".join(",".join(map(cell, row)) + end for row in [columns, *rows])


@st.composite
def tables(draw: st.DrawFn, table: str) -> bytes:
    """Return a table that can be read, with anything wrong in its cells."""
    schema = SCHEMA[table]
    known = [name for name in schema.columns if name in CELLS]
    columns = [
        name for name in known if name in schema.required or draw(st.sampled_from((True, True, False)))
    ]
    columns += draw(st.sampled_from(([], [], ["My own"], ["My own", ""], [""])))
    if draw(st.booleans()):
        columns = draw(st.permutations(columns))
    row = st.tuples(*(st.sampled_from(CELLS[name]) for name in columns))
    rows = draw(st.lists(row, min_size=draw(st.integers(0, 6)), max_size=12))
    end = draw(st.sampled_from(("\n", "\n", "\r\n", "\r")))
    text = written(columns, rows, all_quoted=draw(st.booleans()), end=end)
    blank_lines = ("", end, end * 3, "," * (len(columns) - 1), '""' + ',""' * (len(columns) - 1))
    text += draw(st.sampled_from(blank_lines))
    if draw(st.booleans()):
        text = text.removesuffix(end)
    return draw(st.sampled_from((b"", b"", b"\xef\xbb\xbf"))) + text.encode()


@st.composite
def folders(draw: st.DrawFn) -> Files:
    """Return tables with anything wrong in their cells; some are missing."""
    there = [table for table in NEEDED if table == "interviews" or draw(st.integers(0, 7))]
    return {table: draw(tables(table)) for table in there}


def by_records(folder: Path) -> ObservedAsOf:
    """Observe by way of the store and the records."""
    rounds = parse_records(CsvStore(folder).load()).interviews.values()
    return observed_as_of(observe_records(rounds), TODAY)


def at_once(folder: Path) -> ObservedAsOf:
    """Observe the files at once."""
    return observed_as_of(observations(load_counted_tables(folder)), TODAY)


Make = Callable[[str], Path]


@pytest.fixture(scope="module")
def new_folder(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """A function that makes a folder nobody has used."""
    return lambda name: tmp_path_factory.mktemp(name)


HEADER = b"interview_id,organization,held_at\n"
SOUND = b"a,Acme,2026-10-01T10:00\n"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"\x00" * 40,
        b"\n" + HEADER + SOUND,
        b"PK\x03\x04",
        b"\xff\xfea\x00",
        b"<!doctype html>",
        HEADER + b'a,"Acme\n',
        HEADER + SOUND + b"b,Acme\n" + SOUND,
        HEADER + SOUND + b"b,Acme,2026-10-01T10:00,more\n",
        HEADER + b'a,"Ac"me,2026-10-01T10:00\n',
        HEADER + SOUND + b"b,M\xfcller,2026-10-01T10:00\n",
        HEADER + b"a,Ac\x00me,2026-10-01T10:00\n",
        HEADER + b"a," + b"x" * 20_001 + b",2026-10-01T10:00\n",
        HEADER + b"a," + "é".encode() * 10_001 + b",2026-10-01T10:00\n",
        HEADER + b"a," + b"x" * 200_000 + b",2026-10-01T10:00\n",
        b"interview_id,organization,held_at,notes\na,Acme,2026-10-01T10:00," + b"x" * 20_001,
        b"interview_id,held_at\na,2026-10-01T10:00\n",
        b"interview_id,organization,held_at,held_at\n",
        b"interview_id,organization,held_at" + b"".join(b",c%d" % n for n in range(98)) + b"\n",
        b"interview_id;organization;held_at\n",
    ],
    ids=range(21),
)
@pytest.mark.parametrize("table", ["interviews", "touchpoints"])
def test_a_table_that_cannot_be_read_is_the_same_error(tmp_path: Path, table: str, data: bytes) -> None:
    if table == "touchpoints":
        (tmp_path / "interviews.csv").write_bytes(HEADER + SOUND)
        data = data.replace(HEADER[:-1], b"touchpoint_id,kind,sent_on").replace(b"a,", b"t,", 1)
    (tmp_path / f"{table}.csv").write_bytes(data)
    with pytest.raises(Unreadable) as slowly:
        CsvStore(tmp_path).load()
    with pytest.raises(Unreadable) as quickly:
        observations(load_counted_tables(tmp_path))
    assert str(quickly.value) == str(slowly.value)


def outcome_of(observe: Callable[[Path], ObservedAsOf], folder: Path) -> Statistics | str:
    try:
        return compute_statistics(observe(folder), PLAYBOOK_IN_FORCE)
    except FollowUpError as error:
        return str(error)


@pytest.mark.thorough
@settings(max_examples=120)
@given(
    files=folders(),
    table=st.sampled_from((*NEEDED, "")),
    place=st.integers(0, 400),
    put=st.sampled_from((b'"', b",", b"\n", b"\r", b"\x00", b"\xff", b"", b'""', b"\xef\xbb\xbf", b" ")),
    cut=st.integers(0, 3),
)
@example(files={"interviews": HEADER + SOUND}, table="interviews", place=0, put=b"\xef\xbb\xbf", cut=0)
def test_broken_tables_with_or_without_a_slip_read_at_once_give_the_figures_or_the_error_of_their_records(
    new_folder: Make, files: Files, table: str, place: int, put: bytes, cut: int
) -> None:
    if table in files:
        slip = files[table][:place] + put + files[table][place + cut :]
        files = {**files, table: slip}
    folder = saved_in(new_folder("broken"), files)
    expected = outcome_of(by_records, folder)
    event(expected.split(": ")[-1][:30] if isinstance(expected, str) else "figures")
    assert outcome_of(at_once, folder) == expected
    if not isinstance(expected, str):
        quickly, slowly = at_once(folder), by_records(folder)
        event(f"{min(expected.interviews.held, 3)} or more held")
        assert drilldown.unanswered(quickly) == drilldown.unanswered(slowly)
        assert drilldown.pending_interviews(quickly) == drilldown.pending_interviews(slowly)
        assert drilldown.pending_touches(quickly, 14) == drilldown.pending_touches(slowly, 14)


def test_a_folder_without_tables_gives_the_figures_of_nothing(tmp_path: Path) -> None:
    assert outcome_of(at_once, tmp_path) == outcome_of(by_records, tmp_path)
    assert compute_statistics(at_once(tmp_path), PLAYBOOK_IN_FORCE).interviews.held == 0
