"""Lines that are appended: read up to a torn end, and stored as they have always been."""

import json
import os
from pathlib import Path

import pytest

from followup_core.store import EventLog, StoredEvent
from followup_core.store.append_log import CHECKSUM, LineFormat, append, read_log
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


def record(line: bytes) -> dict[str, int] | None:
    content = FORMAT.content(line)
    return None if content is None else dict(json.loads(content))


def lines(*numbers: int | None) -> bytes:
    """Return lines with these numbers; None is a line without one."""
    return b"".join(
        FORMAT.line(json.dumps({} if number is None else {"n": number}).encode()) for number in numbers
    )


def number(entry: dict[str, int]) -> int | None:
    return entry.get("n")


def test_a_line_is_read_as_it_was_written_and_not_if_a_byte_differs() -> None:
    line = FORMAT.line(b"content")
    assert FORMAT.content(line) == b"content"
    for at in range(len(line)):
        assert FORMAT.content(line[:at] + bytes([line[at] ^ 1]) + line[at + 1 :]) is None
        assert FORMAT.content(line[:at]) is None
    assert FORMAT.content(FORMAT.line(b"")) == b""


@pytest.mark.parametrize("after", [0, 7])
def test_records_are_numbered_on_from_the_one_before(after: int) -> None:
    data = lines(after + 1, None, after + 2)
    log = read_log(data, record, number, after=after)
    assert [entry.get("n") for entry in log.records] == [after + 1, None, after + 2]
    assert (log.good, log.torn, log.bad_line, log.is_damaged) == (len(data), b"", 0, False)
    assert log.last == lines(after + 2)


def test_a_torn_end_is_set_apart_at_whatever_byte_the_line_ends() -> None:
    good, last = lines(1, 2), lines(3)
    for size in range(1, len(last)):
        log = read_log(good + last[:size], record, number)
        assert (len(log.records), log.good, log.torn) == (2, len(good), last[:size])
        assert (log.bad_line, log.is_damaged) == (3, False)


def test_a_good_line_after_a_bad_one_is_damage() -> None:
    log = read_log(lines(1) + b"rubbish\n" + lines(2), record, number)
    assert (len(log.records), log.bad_line, log.bad_record, log.is_damaged) == (1, 2, None, True)


@pytest.mark.parametrize("wrong", [1, 3])
def test_a_line_with_a_wrong_number_is_damage_and_named(wrong: int) -> None:
    log = read_log(lines(1, wrong), record, number)
    assert (len(log.records), log.bad_line, log.bad_record, log.is_damaged) == (1, 2, {"n": wrong}, True)


def test_an_appended_line_is_in_the_file_and_in_memory(tmp_path: Path) -> None:
    path, saved = tmp_path / "log", bytearray(lines(1))
    path.write_bytes(saved)
    assert append(path, lines(2), saved)
    assert path.read_bytes() == saved == lines(1, 2)
    path.write_bytes(b"another program")
    assert not append(path, lines(3), saved)
    assert saved == lines(1, 2)


@pytest.mark.skipif(os.name == "nt", reason="there is no such device there")
def test_a_disk_that_is_full_adds_nothing(tmp_path: Path) -> None:
    (tmp_path / "log").symlink_to("/dev/full")
    saved = bytearray(lines(1))
    with pytest.raises(OSError, match="No space left"):
        append(tmp_path / "log", lines(2), saved)
    assert saved == lines(1)


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
