"""The lines of the journal, `crc32 SP json LF`, one for each action; an incomplete line doesn't count."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from . import append_log
from .mutable_tables import JournalEntry, RowEdit
from .protocol import Operation

Json = dict[str, Any]
_FORMAT = append_log.LineFormat(before=append_log.CHECKSUM + b" ", after=b"\n")


class TableMark(NamedTuple):
    """A table file as written: its hash, its number of rows, and the last action that it includes."""

    sha256: str
    rows: int
    seq: int

    def body(self) -> Json:
        """Return the mark as it is stored."""
        return {"sha256": self.sha256, "rows": self.rows, "seq": self.seq}


@dataclass(slots=True, kw_only=True)
class JournalRead:
    """The content of a journal. Its first `good` bytes can be used, and `last` is the last line of them.

    `torn` is the unfinished line at the end; its action was never reported as saved. `damage` means that a
    complete line follows an unreadable one. `intents` are the table files that checkpoints announced.
    """

    entries: list[JournalEntry] = field(default_factory=list)
    intents: list[tuple[str, TableMark]] = field(default_factory=list)
    good: int = 0
    last: bytes = b""
    torn: bytes = b""
    damage: bool = False


def header_line(seq: int) -> bytes:
    """Return the first line of a journal whose first action is number `seq` + 1."""
    return _encoded_line({"journal": 1, "seq": seq})


def checkpoint_line(marks: Mapping[str, TableMark]) -> bytes:
    """Return the line that announces table files before a checkpoint replaces them."""
    return _encoded_line({"checkpoint": {name: mark.body() for name, mark in marks.items()}})


def action_line(entry: JournalEntry) -> bytes:
    """Return the line of one action."""
    return _encoded_line(entry_body(entry))


def read_journal(data: bytes, seq: int) -> JournalRead:
    """Read a whole journal whose first action is number `seq` + 1."""
    first_line = header_line(seq)
    if not data.startswith(first_line):
        return JournalRead(damage=True)
    return read_lines(data[len(first_line) :], seq, JournalRead(good=len(first_line), last=first_line))


def read_lines(data: bytes, seq: int, journal: JournalRead) -> JournalRead:
    """Read the lines after action number `seq` and add their content to `journal`."""
    log = append_log.read_log(data, _decoded_body, _seq_of, after=seq + len(journal.entries))
    for body in log.records:
        if "checkpoint" in body:
            journal.intents += [(name, TableMark(**mark)) for name, mark in body["checkpoint"].items()]
        else:
            journal.entries.append(entry_of(body))
    journal.good += log.good
    journal.last = log.last or journal.last
    journal.torn = log.torn
    journal.damage = journal.damage or log.is_damaged
    return journal


def lines_after(data: bytes, seq: int) -> bytes:
    """Return the lines of the actions after number `seq`, even if unusable lines are between them."""
    lines = b""
    for line in data.splitlines(keepends=True):
        body = _decoded_body(line)
        if body is not None and body.get("seq") == seq + 1 and "journal" not in body:
            lines += line
            seq += 1
    return lines


def _encoded_line(body: Json) -> bytes:
    return _FORMAT.line(json.dumps(body, separators=(",", ":")).encode())


def _decoded_body(line: bytes) -> Json | None:
    """Return the content of a line, or None if the line is incomplete or its checksum is wrong."""
    data = _FORMAT.content(line)
    if data is None:
        return None
    body: Json = json.loads(data)
    return body


def _seq_of(body: Json) -> int | None:
    """Return the number of an action; None for the announcement of a checkpoint."""
    if "checkpoint" in body:
        return None
    seq = body["seq"]
    return seq if isinstance(seq, int) else -1


def entry_body(entry: JournalEntry) -> Json:
    """Return an action as it is stored, without its empty parts."""
    body: Json = {
        "seq": entry.seq,
        "op_id": entry.operation.op_id,
        "label": entry.operation.label,
        "at": entry.operation.at,
        "undoes": entry.undoes,
        "rows": {
            table: [[edit.key, edit.after, edit.at, edit.before, edit.was_at] for edit in edits]
            for table, edits in entry.edits.items()
        },
        "columns": dict(entry.columns),
        "columns_before": dict(entry.columns_before),
        # The journals of existing workspaces call the quarantined rows “aside”.
        "aside": {table: [dict(row) for row in rows] for table, rows in entry.quarantined.items()},
        "decided": dict(entry.decided),
    }
    return {name: value for name, value in body.items() if value or name == "seq"}


def entry_of(body: Json) -> JournalEntry:
    """Return the action that `entry_body` stored."""
    return JournalEntry(
        seq=body["seq"],
        operation=Operation(op_id=body.get("op_id", ""), label=body.get("label", ""), at=body.get("at", "")),
        undoes=body.get("undoes", ""),
        edits={table: tuple(map(_edit, edits)) for table, edits in body.get("rows", {}).items()},
        columns={table: tuple(columns) for table, columns in body.get("columns", {}).items()},
        columns_before={table: tuple(names) for table, names in body.get("columns_before", {}).items()},
        quarantined={table: tuple(rows) for table, rows in body.get("aside", {}).items()},
        decided=body.get("decided", {}),
    )


def _edit(cells: list[Any]) -> RowEdit:
    key, after, at, before, was_at = cells
    return RowEdit(key=tuple(key), after=after, at=at, before=before, was_at=was_at)
