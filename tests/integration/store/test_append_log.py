"""Lines that are appended: each with its checksum, and stored as they have always been."""

from pathlib import Path

from followup_core.store import EventLog, StoredEvent
from followup_core.store.append_log import CHECKSUM, LineFormat
from followup_core.store.journal import read_journal

FORMAT = LineFormat(before=CHECKSUM + b" ", after=b"\n")
JOURNAL = (
    b'f7661101 {"journal":1,"seq":0}\n'
    b'b1b67bd7 {"seq":1,"op_id":"o1","label":"Add","at":"2026-11-18T10:00:00Z",'
    b'"rows":{"settings":[[["name"],{"key":"name","value":"T\\u00e9"},0,null,null]]}}\n'
)
"""A journal as an earlier version wrote it."""
EVENTS = (
    b'"seq","at","what","participant_id","activity_id","prompt_id","value","crc32"\n'
    b'"1","2026-11-18T10:00:00+00:00","opened","","","","CC644H3C","66224137"\n'
)


def test_a_line_is_read_as_it_was_written_and_not_if_a_byte_differs() -> None:
    line = FORMAT.line(b"content")
    assert FORMAT.content(line) == b"content"
    for at in range(len(line)):
        assert FORMAT.content(line[:at] + bytes([line[at] ^ 1]) + line[at + 1 :]) is None
        assert FORMAT.content(line[:at]) is None
    assert FORMAT.content(FORMAT.line(b"")) == b""


def test_a_journal_that_an_earlier_version_wrote_is_read() -> None:
    read = read_journal(JOURNAL, 0)
    assert (read.good, read.torn, read.damage) == (len(JOURNAL), b"", False)
    (entry,) = read.entries
    assert (entry.seq, entry.operation.op_id, entry.operation.label) == (1, "o1", "Add")


def test_events_that_an_earlier_version_wrote_are_read_and_written_alike(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(EVENTS)
    log = EventLog(path)
    (event,) = log.read()
    log.close()
    assert (event.seq, event.what, event.value) == (1, "opened", "CC644H3C")
    again = EventLog(tmp_path / "again.csv")
    again.append(StoredEvent(at=event.at, what=event.what, value=event.value))
    again.close()
    assert (tmp_path / "again.csv").read_bytes() == EVENTS
