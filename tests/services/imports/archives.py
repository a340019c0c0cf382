"""Workspaces to bring in, for tests: their rows, as any person may have stored them, and as a file."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from hypothesis import strategies as st

from followup_core.formats.archive import Archive
from followup_core.models import SCHEMA
from followup_core.services.workspace import Workspace
from followup_core.store.csv_codec import encode
from tests.services.workspaces import everything

Row = dict[str, str]
Tables = dict[str, list[Row]]

_INTERVIEWS = st.sampled_from(["1", "2", "i-00000000000a", "i-00000000000b"])
_PEOPLE = st.sampled_from(["1", "2", "p-00000000000a", "p-00000000000b"])
_CELLS: Mapping[str, st.SearchStrategy[str]] = {
    "interview_id": _INTERVIEWS,
    "person_id": _PEOPLE,
    "touchpoint_id": st.sampled_from(["1", "2", "t-00000000000a"]),
    "organization": st.sampled_from(["Acme", "ACME ", "Borealis", "NA"]),
    "role": st.sampled_from(["", "Analyst"]),
    "round": st.sampled_from(["", "1", "2"]),
    "held_at": st.sampled_from(["2026-11-02T10:00", "2026-11-20T10:00"]),
    "decision_by": st.sampled_from(["", "2026-11-16"]),
    "notes": st.sampled_from(["", "a\rb", "=1+1"]),
    "name": st.sampled_from(["Dana Ruiz", "dana  ruiz", "Dana", "Lee Wong", "Null"]),
    "email": st.sampled_from(["", "", "dana@example.org", "hr@example.org"]),
    "part": st.sampled_from(["interviewer", "recruiter"]),
    "discussed": st.sampled_from(["", "robots"]),
    "item": st.sampled_from(["asked_time_frame", "business_card"]),
    "answer": st.sampled_from(["yes", "no"]),
    "kind": st.sampled_from(["status_email", "voicemail"]),
    "sent_on": st.sampled_from(["2026-11-17", "2026-11-24"]),
    "key": st.sampled_from(["name", "country", "shoe_size"]),
    "value": st.sampled_from(["", "US", "DE"]),
}


@st.composite
def tables(draw: st.DrawFn) -> Tables:
    """Return six tables that may refer to rows that are not there, as tables of a person may."""
    found: Tables = {}
    for name, schema in SCHEMA.items():
        cells = {column: _CELLS[column] for column in schema.columns if column in _CELLS}
        if name in ("answers", "touchpoints"):
            cells["person_id"] = _PEOPLE | st.just("")
        rows = draw(st.lists(st.fixed_dictionaries(cells), max_size=4))
        found[name] = list({schema.key_of(row): row for row in rows}.values())
    return found


def bundle(
    tables: Mapping[str, Sequence[Row]], columns: Mapping[str, Sequence[str]] | None = None
) -> Archive:
    """Return tables as a file that carries them."""
    wanted = {name: SCHEMA[name].columns for name in SCHEMA} | dict(columns or {})
    files = {name: encode(wanted[name], tables.get(name, ())) for name in SCHEMA}
    return Archive(tables=files, title="A workshop", made_on="2026-11-18", texts=())


def written(folder: Path, tables: Mapping[str, Sequence[Row]]) -> Path:
    """Write tables into a new folder, as a person would by hand."""
    folder.mkdir(parents=True)
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_bytes(encode(SCHEMA[name].columns, rows))
    return folder


def export(desk: Workspace) -> Archive:
    """Return all that a workspace holds as a file that carries it."""
    found = everything(desk)
    return bundle(
        {name: [dict(row) for row in rows] for name, (_, rows) in found.items()},
        {name: columns for name, (columns, _) in found.items()},
    )


def numbered_folders(root: Path) -> Callable[[], Path]:
    """Return a maker of folders that do not exist yet."""
    count = iter(range(1_000_000))
    return lambda: root / str(next(count))
