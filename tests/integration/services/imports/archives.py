"""Archives to import, for tests: tables with rows that any person may have stored, and archives of them."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from hypothesis import strategies as st

from followup_core.formats.archive import Archive
from followup_core.models import SCHEMA
from followup_core.services.workspace import Workspace
from followup_core.store.csv_codec import encode
from tests.integration.services.workspaces import everything

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
    """Return six tables; their rows may refer to rows that don't exist, as in tables written by hand."""
    result: Tables = {}
    for name, schema in SCHEMA.items():
        cells = {column: _CELLS[column] for column in schema.columns if column in _CELLS}
        if name in ("answers", "touchpoints"):
            cells["person_id"] = _PEOPLE | st.just("")
        rows = draw(st.lists(st.fixed_dictionaries(cells), max_size=4))
        result[name] = list({schema.key_of(row): row for row in rows}.values())
    return result


def make_archive(
    tables: Mapping[str, Sequence[Row]], columns: Mapping[str, Sequence[str]] | None = None
) -> Archive:
    """Return an archive of these tables, with the columns of the schema or these."""
    wanted = {name: SCHEMA[name].columns for name in SCHEMA} | dict(columns or {})
    files = {name: encode(wanted[name], tables.get(name, ())) for name in SCHEMA}
    return Archive(tables=files, title="A workshop", made_on="2026-11-18", texts=())


def write_workspace(folder: Path, tables: Mapping[str, Sequence[Row]]) -> Path:
    """Write tables into a new folder, as a person would by hand, and return the folder."""
    folder.mkdir(parents=True)
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_bytes(encode(SCHEMA[name].columns, rows))
    return folder


def export_archive(workspace: Workspace) -> Archive:
    """Return an archive of everything in a workspace."""
    result = everything(workspace)
    return make_archive(
        {name: [dict(row) for row in rows] for name, (_, rows) in result.items()},
        {name: columns for name, (columns, _) in result.items()},
    )


def numbered_folders(root: Path) -> Callable[[], Path]:
    """Return a function that returns the path of another new folder each time."""
    count = iter(range(1_000_000))
    return lambda: root / str(next(count))
