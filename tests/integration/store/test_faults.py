"""A disk that refuses at any moment: "Saved" is never said in vain, and "not saved" never lies."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from followup_core import durable_io
from followup_core.store import CsvStore, NotSaved, checkpoint

from .failing_disk import BROKEN, FULL, Counted, Faulty, PowerCut, Powered, Short, every_call, using
from .store_actions import gone, interview, person, put, save

ACTIONS = 7


@pytest.fixture(autouse=True)
def frequent_checkpoints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoint, "ACTIONS_PER_CHECKPOINT", 3)


@pytest.fixture
def before(quick_path: Path) -> Path:
    """Return a workspace with a few actions in its tables and one in its journal."""
    folder = quick_path / "before"
    store = CsvStore(folder)
    for number in range(4):
        save(store, person(f"old{number}"), interview(f"old{number}"))
    return folder


def act(store: CsvStore, number: int) -> None:
    """Save one action over two tables; some take away what was added before."""
    changes = [person(f"new{number}"), interview(f"new{number}"), put("settings", f"new{number}", value="x")]
    if number == 4:
        changes += [gone("people", "old1"), gone("interviews", "old1")]
    save(store, *changes, op_id=f"act{number}")


def tried(store: CsvStore) -> Iterator[tuple[int, bool]]:
    """Do the actions; yield each with whether it was called saved."""
    for number in range(ACTIONS):
        try:
            act(store, number)
        except NotSaved:
            yield number, False
        else:
            yield number, True


def saved_actions(store: CsvStore, *, fresh: bool = False) -> set[int]:
    """Return the actions that are there; fail if one is there in part, or anything else is amiss."""
    assert store.problems() == ()
    assert store.external_edits() == ()
    tables = store.load().tables
    people, interviews, settings = (
        {key[0] for key in tables[name].rows} for name in ("people", "interviews", "settings")
    )
    assert people == interviews
    new = {key for key in people if key.startswith("new")}
    gone = {"old1"} if "new4" in new else set()
    assert people - new == (set() if fresh else {"old0", "old1", "old2", "old3"} - gone)
    assert settings == new
    return {int(key.removeprefix("new")) for key in new}


def calls_of_all_actions(before: Path) -> int:
    counted = Counted()
    folder = before.with_name("counted")
    shutil.copytree(before, folder)
    with using(counted):
        assert all(saved for _, saved in tried(CsvStore(folder)))
    return counted.calls


@every_call
@pytest.mark.parametrize(
    ("code", "stays", "fresh"),
    [(FULL, False, False), (FULL, True, True), (BROKEN, True, False), (BROKEN, False, True)],
    ids=["full once, kept", "full from then on, new", "broken from then on, kept", "broken once, new"],
)
def test_at_whatever_call_the_disk_refuses_nothing_that_was_called_saved_is_lost(
    before: Path, code: int, stays: bool, fresh: bool, every: int
) -> None:
    if fresh:
        shutil.rmtree(before)
        before.mkdir()
    calls = calls_of_all_actions(before)
    assert calls > 100
    refusals = 0
    for at in range(1, calls + 1, every):
        folder = before.with_name("work")
        shutil.copytree(before, folder)
        store, faulty = CsvStore(folder), Faulty(at, code, stays=stays)
        with using(faulty):
            outcome = dict(tried(store))
        acknowledged = {number for number, saved in outcome.items() if saved}
        refusals += len(outcome) - len(acknowledged)
        present = saved_actions(CsvStore(folder), fresh=fresh)
        assert present == saved_actions(store, fresh=fresh), f"call {at}"
        assert acknowledged <= present, f"call {at}: {faulty.failed}"
        # Unknown is only what a failed sync left, or what was neither read back nor taken back.
        if "fsync" not in faulty.failed and not {"fstat", "ftruncate"} <= set(faulty.failed):
            assert present == acknowledged, f"call {at}: {faulty.failed}"
        # The disk is well again: what was refused is sent once more, under its old id.
        assert all(saved for _, saved in tried(store))
        store.close()
        assert saved_actions(CsvStore(folder), fresh=fresh) == set(range(ACTIONS))
        shutil.rmtree(folder)
    assert refusals > 0


def test_writing_a_few_bytes_at_a_time_is_no_fault(before: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable_io, "system", Short())
    assert all(saved for _, saved in tried(CsvStore(before)))
    assert saved_actions(CsvStore(before)) == set(range(ACTIONS))


def test_a_full_disk_is_named_and_the_text_can_be_sent_again(before: Path) -> None:
    store = CsvStore(before)
    store.load()
    words = r"The disk is full; this was not saved. Free some space"
    with using(Faulty(1, FULL, stays=True)), pytest.raises(NotSaved, match=words):
        act(store, 0)
    act(store, 0)
    assert saved_actions(store) == {0}


def test_a_failed_checkpoint_is_told_and_made_up_for(before: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = CsvStore(before)
    act(store, 0)
    with monkeypatch.context() as patch:
        patch.setattr(
            checkpoint, "_write_tables", lambda *_: (_ for _ in ()).throw(OSError(FULL, "No space left"))
        )
        act(store, 1)  # the third in the journal
    assert any("safe in the journal" in notice for notice in store.notices())
    for number in range(2, 5):
        act(store, number)
    assert store.notices() == ()
    assert "new4" in (before / "people.csv").read_text()


def test_after_a_failed_sync_there_is_a_new_journal(before: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoint, "ACTIONS_PER_CHECKPOINT", 100)
    store = CsvStore(before)
    act(store, 0)
    journal = next((before / ".store").glob("journal-*"))
    faulty = Faulty(3, BROKEN, stays=False)
    with using(faulty), pytest.raises(NotSaved):
        act(store, 1)
    assert faulty.failed == ["fsync"]
    assert saved_actions(store) == {0}
    act(store, 2)
    assert not journal.exists()
    assert saved_actions(CsvStore(before)) == {0, 2}


@every_call
@pytest.mark.parametrize("fresh", [False, True], ids=["kept", "new"])
def test_a_power_cut_at_any_call_leaves_every_saved_action_whole(
    quick_path: Path, fresh: bool, every: int
) -> None:
    chance = random.Random(7)
    at, finished = 0, False
    while not finished:
        at += every
        root = quick_path / "powered"
        root.mkdir()
        powered = Powered(root, at=1_000_000)
        acknowledged: list[int] = []
        with using(powered):
            store = CsvStore(root / "w")
            if not fresh:
                for number in range(4):
                    save(store, person(f"old{number}"), interview(f"old{number}"))
            powered.at = powered.calls + at
            try:
                acknowledged += (number for number, saved in tried(store) if saved)
                finished = True
            except PowerCut:
                pass
        for cut in range(4):
            left = quick_path / f"left{cut}"
            powered.after_the_cut(left, chance)
            present = saved_actions(CsvStore(left / "w"), fresh=fresh)
            assert set(acknowledged) <= present <= set(range(len(acknowledged) + 1)), f"call {at}"
            shutil.rmtree(left)
        shutil.rmtree(root)
    assert at > 100
    assert acknowledged == list(range(ACTIONS))
