"""A workshop's events: what was acknowledged is there, whatever happens to the program and the disk."""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from followup_core.store import (
    EventLog,
    EventLogInUse,
    NotSaved,
    ReadOnly,
    Refused,
    StoredEvent,
    StoreError,
    Unreadable,
)

from .failing_disk import BROKEN, FULL, Counted, Faulty, PowerCut, Powered, using

ROOT = Path(__file__).parents[3]
AT = "2026-11-17T09:00:00Z"
ACTIONS = 5
HOSTILE = (
    "",
    "yes",
    "two\nlines",
    "\r",
    "\r\n",
    "\\n is not a line break \\",
    '"quoted", and more',
    '{"a": "b\\n"}',
    "=1+1",
    "Null",
    " space ",
    "\u2028\u0085\v\f\x1a\x01",
    "🙂 ä 语",
    'ends in a quote"\n',
    "x" * 20_000,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "workshop" / "events.csv"


def event(number: int) -> StoredEvent:
    """Return an event that can be told from all others; some are longer than a page of the disk."""
    value = f"answer {number}\n" + "ä" * (number * 397 % 6000)
    return StoredEvent(
        at=AT, what="answered", participant_id=f"p{number}", activity_id="a1", prompt_id="q1", value=value
    )


def filled(path: Path, number: int = 3) -> bytes:
    """Make a file of some events, let go of it, and return its bytes."""
    log = EventLog(path)
    for event_number in range(1, number + 1):
        log.append(event(event_number))
    log.close()
    return path.read_bytes()


def numbers(log: EventLog) -> list[int]:
    """Return the numbers of all events, after a look at each whole event."""
    events = log.read()
    for stored in events:
        number = int(stored.participant_id.removeprefix("p"))
        assert stored == replace(event(number), seq=stored.seq)
    assert [stored.seq for stored in events] == list(range(1, len(events) + 1))
    return [int(stored.participant_id.removeprefix("p")) for stored in events]


def reopened(path: Path) -> list[int]:
    log = EventLog(path)
    try:
        return numbers(log)
    finally:
        log.close()


def test_events_are_numbered_and_read_back_in_order(path: Path) -> None:
    log = EventLog(path)
    assert log.read() == ()
    saved = [log.append(event(number)) for number in (7, 3, 9)]
    assert [stored.seq for stored in saved] == [1, 2, 3]
    assert log.read() == tuple(saved)
    log.close()
    again = EventLog(path)
    assert again.read() == tuple(saved)
    assert again.append(event(1)).seq == 4
    assert again.warning == ""


@pytest.mark.skipif(os.name == "nt", reason="rights are other ones there")
def test_only_the_owner_may_read_it(path: Path) -> None:
    filled(path)
    assert [file.stat().st_mode & 0o077 for file in (path.parent, *path.parent.iterdir())] == [0, 0, 0]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")), max_size=5))
@example(list(HOSTILE))
def test_any_text_survives_in_every_cell_on_a_line_of_its_own(texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.csv"
        log = EventLog(path)
        for text in texts:
            written = StoredEvent(at=text, what=text, value=text)
            log.append(replace(written, participant_id=text, activity_id=text, prompt_id=text))
        saved = log.read()
        log.close()
        assert path.read_bytes().count(b"\n") == len(texts) + 1
        again = EventLog(path)
        assert again.read() == saved
        assert [stored.value for stored in saved] == [stored.at for stored in saved] == texts
        again.close()


@pytest.mark.parametrize(
    ("value", "words"),
    [("a\x00b", "NUL character"), ("a\ud800", "half of a character"), ("ä" * 10_001, "longer than 20 kB")],
)
def test_text_that_no_file_can_hold_is_refused_in_words(path: Path, value: str, words: str) -> None:
    before = filled(path)
    log = EventLog(path)
    with pytest.raises(Refused, match=words):
        log.append(replace(event(1), value=value))
    with pytest.raises(Refused, match=words):
        log.append(replace(event(1), participant_id=value))
    assert path.read_bytes() == before
    assert log.append(event(4)).seq == 4


def test_a_torn_end_keeps_the_lines_before_and_is_set_aside(quick_path: Path) -> None:
    path = quick_path / "events.csv"
    whole = filled(path)
    end = whole.rindex(b"\n", 0, -1) + 1
    cut_lines = [whole[end:size] for size in range(end, len(whole), 7)]
    for torn in (*cut_lines, b"\x00" * 5000, b"\n\n\n", b"\xff\xfe\r\n", b'"3","x"\n', b'"'):
        path.write_bytes(whole[:end] + torn)
        log = EventLog(path)
        assert numbers(log) == [1, 2]
        assert bool(log.warning) is bool(torn)
        assert path.read_bytes() == whole[:end] + torn, "reading changes nothing"
        assert log.append(event(8)).seq == 3
        assert log.warning == ""
        log.close()
        assert reopened(path) == [1, 2, 8]
        aside = path.with_name("events-torn-3")
        assert (aside.read_bytes() if aside.exists() else b"") == torn


def test_a_byte_that_changed_is_named_with_its_line_and_nothing_is_touched(quick_path: Path) -> None:
    path = quick_path / "events.csv"
    whole = filled(path)
    first = whole.index(b"\n") + 1
    for place in range(first, whole.index(b"\n", first) + 1):
        damaged = bytearray(whole)
        damaged[place] ^= 1
        path.write_bytes(damaged)
        with pytest.raises(Unreadable, match=r"events\.csv, line 2: The line is not as it was saved"):
            EventLog(path)
        assert path.read_bytes() == damaged


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda lines: [lines[0], lines[1], lines[3]], "line 3: The line's number is 3 where 2 was expected"),
        (lambda lines: [lines[0], lines[1], lines[1]], "line 3: The line's number is 1 where 2 was expected"),
        (lambda _: [], "line 1: The first line is not that of a workshop's events"),
        (lambda _: [b"seq,at,what\n"], "line 1: The first line is not that"),
        (lambda _: [b"\x00" * 100], "line 1: The first line is not that"),
    ],
    ids=["a line is missing", "a line stands twice", "empty", "another table", "zero bytes"],
)
def test_a_damaged_file_is_named_with_its_line_and_left_alone(
    path: Path, damage: Callable[[list[bytes]], list[bytes]], words: str
) -> None:
    data = b"".join(damage(filled(path).splitlines(keepends=True)))
    path.write_bytes(data)
    with pytest.raises(Unreadable, match=words):
        EventLog(path)
    assert path.read_bytes() == data
    path.unlink()
    assert EventLog(path).read() == ()


def test_a_second_holder_gets_one_sentence_and_what_is_closed_takes_nothing_more(path: Path) -> None:
    log = EventLog(path)
    with pytest.raises(EventLogInUse, match=r"^Another program has this workshop open\. Go on there"):
        EventLog(path)
    tell = "import sys; from pathlib import Path; from followup_core.store import EventLog; "
    other = [sys.executable, "-c", tell + "EventLog(Path(sys.argv[1]))", str(path)]
    done = subprocess.run(other, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "InUse: Another program has this workshop open." in done.stderr
    log.append(event(1))
    log.close()
    log.close()
    with pytest.raises(NotSaved, match="this was not saved"):
        log.append(event(2))
    assert reopened(path) == [1]


def test_threads_that_append_at_the_same_time_lose_nothing(path: Path) -> None:
    log = EventLog(path)

    def add(first: int) -> None:
        for number in range(first, first + 20):
            assert log.append(event(number)).seq

    threads = [threading.Thread(target=add, args=(100 * worker,)) for worker in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expected = sorted(100 * worker + number for worker in range(8) for number in range(20))
    assert sorted(numbers(log)) == expected
    log.close()
    assert sorted(reopened(path)) == expected


def flipped(path: Path) -> None:
    """Change one byte in the middle of the file, in place."""
    data = bytearray(path.read_bytes())
    data[data.index(b"answer 2")] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    "change",
    [
        flipped,
        lambda path: path.write_bytes(path.read_bytes().replace(b'"', b"")),
        lambda path: path.write_bytes(path.read_bytes()[:300]),
        lambda path: path.write_bytes(path.read_bytes().splitlines(keepends=True)[0]),
        lambda path: path.write_bytes(path.read_bytes() + b"rubbish"),
        lambda path: path.write_bytes(b""),
        lambda path: path.unlink(),
    ],
    ids=["one byte", "saved by a spreadsheet", "cut", "cut after a line", "longer", "emptied", "removed"],
)
def test_what_another_program_does_loses_nothing(path: Path, change: Callable[[Path], object]) -> None:
    filled(path)
    log = EventLog(path)
    log.append(event(4))
    change(path)
    changed = path.read_bytes() if path.exists() else b""
    assert log.append(event(5)).seq == 5
    assert log.warning.startswith("Another program changed or removed events.csv.")
    assert numbers(log) == [1, 2, 3, 4, 5]
    changed_copy = path.with_name("events-changed-5")
    assert (changed_copy.read_bytes() if changed_copy.exists() else b"").startswith(changed)
    log.append(event(6))
    log.close()
    assert reopened(path) == [1, 2, 3, 4, 5, 6]


def test_nothing_is_written_where_the_folder_was_moved_away(path: Path) -> None:
    whole = filled(path)
    log = EventLog(path)
    away = path.parent.rename(path.parent.with_name("away"))
    with pytest.raises(ReadOnly, match=r"The folder of events\.csv was moved or removed; this was not saved"):
        log.append(event(4))
    assert not path.parent.exists()
    away.rename(path.parent)
    assert path.read_bytes() == whole
    assert log.append(event(4)).seq == 4
    assert numbers(log) == [1, 2, 3, 4]


# A disk that refuses.


TORN = b'"4","half'


def tried(log: EventLog) -> Iterator[tuple[int, bool]]:
    """Append some events; yield each number with whether it was called saved."""
    for number in range(11, 11 + ACTIONS):
        try:
            log.append(event(number))
        except NotSaved:
            yield number, False
        else:
            yield number, True


@pytest.mark.parametrize(
    ("code", "stays", "torn"),
    [(FULL, False, TORN), (FULL, True, b""), (BROKEN, True, TORN), (BROKEN, False, b"")],
    ids=["full once, torn", "full from then on", "broken from then on, torn", "broken once"],
)
def test_at_whatever_call_the_disk_refuses_nothing_saved_is_lost_and_nothing_refused_is_there(
    quick_path: Path, code: int, stays: bool, torn: bytes
) -> None:
    path = quick_path / "events.csv"
    whole = filled(path) + torn
    log, counted = EventLog(path), Counted()
    if torn:
        path.write_bytes(whole)
        log.close()
        log = EventLog(path)
    with using(counted):
        assert all(saved for _, saved in tried(log))
    log.close()
    assert counted.calls > 15
    for at in range(1, counted.calls + 1):
        for left in quick_path.glob("events-torn-*"):
            left.unlink()
        path.write_bytes(whole)
        log, faulty = EventLog(path), Faulty(at, code, stays=stays)
        with using(faulty):
            outcome = dict(tried(log))
        saved = [number for number, was_saved in outcome.items() if was_saved]
        assert numbers(log) == [1, 2, 3, *saved], f"call {at}: {faulty.failed}"
        killed = Path(shutil.copytree(quick_path, quick_path.with_name(f"{quick_path.name}-killed")))
        present = reopened(killed / "events.csv")
        shutil.rmtree(killed)
        assert [n for n in present if n in saved] == saved, f"call {at}: {faulty.failed}"
        if not stays:
            assert present == [1, 2, 3, *saved], f"call {at}: {faulty.failed}"
        log.append(event(99))
        log.close()
        assert reopened(path) == [1, 2, 3, *saved, 99]
        if torn:
            assert path.with_name("events-torn-4").read_bytes() == torn


def test_after_a_failed_sync_everything_goes_into_a_new_file(path: Path) -> None:
    log = EventLog(path)
    log.append(event(1))
    before = path.stat().st_ino
    faulty = Faulty(3, BROKEN, stays=False)
    with using(faulty):
        with pytest.raises(NotSaved, match="this was not saved"):
            log.append(event(2))
        assert faulty.failed == ["fsync"]
        assert path.stat().st_ino == before
        log.append(event(3))
    assert path.stat().st_ino != before
    assert numbers(log) == [1, 3]


def test_a_disk_that_refuses_from_the_start_lets_go_of_the_file(quick_path: Path) -> None:
    path = quick_path / "new" / "events.csv"
    for at in range(1, 12):
        with using(Faulty(at, FULL, stays=True)):
            try:
                EventLog(path).close()
            except StoreError as error:
                assert "not saved" in str(error)  # noqa: PT017
        assert reopened(path) == []
        shutil.rmtree(path.parent)


def powered_until(at: int, root: Path) -> tuple[Powered, list[int]]:
    """Append to a new file until the power is cut at call `at`; return what was called saved."""
    root.mkdir()
    powered, saved = Powered(root, at), list[int]()
    with using(powered), suppress(PowerCut):
        saved += (number for number, was_saved in tried(EventLog(root / "w" / "events.csv")) if was_saved)
    return powered, saved


def test_a_power_cut_at_any_call_leaves_every_saved_event(quick_path: Path) -> None:
    chance, calls = random.Random(7), 0
    saved: list[int] = []
    while len(saved) < ACTIONS:
        calls += 1
        powered, saved = powered_until(calls, quick_path / f"at{calls}")
        for look in range(4):
            left = quick_path / f"left{calls}-{look}"
            powered.after_the_cut(left, chance)
            present = reopened(left / "w" / "events.csv")
            assert saved == present[: len(saved)], f"call {calls}"
            assert len(present) - len(saved) in (0, 1)
    assert calls > 15
