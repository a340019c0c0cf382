"""Kill -9 at a random moment, reopen, compare with what was acknowledged: again and again.

Each child works on rows of its own, so what they must be is known exactly: as
after the last acknowledged action, or one action further if one was under way.
"""

import json
import os
import random
import shutil
import signal
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from followup_core.store import Change, CsvStore, Operation, Snapshot, checkpoint

AT_ONCE = 0.3
"""The share of trials in which a child is killed within LONGEST of the fork: while it opens and recovers."""
LONGEST = 0.012
"""Seconds from the fork to the kill in those trials, at most."""
MESSAGES = 40
"""In the other trials, how many messages a child sends before it is killed, at most; two for each action.

Counted, not timed: on a busy machine a timed kill would come before the first action.
"""
AFTERWARD = 0.002
"""Seconds from the last of these messages to the kill, at most: about the time of two actions."""
KILLS = 6
"""How often one workspace is killed before a new one is begun."""
AT = "2026-11-17T09:00:00Z"
TABLES = ("interviews", "people", "interviewers", "answers", "touchpoints")

Group = tuple[str, str]
"""A set of rows, one in each table, that belongs together: its id and the text in all of them."""


@dataclass(slots=True)
class Step:
    """One action: `groups` is what the child's rows are after it."""

    op_id: str
    kind: str
    target: str
    groups: dict[str, str]


@dataclass(slots=True)
class Worker:
    """What is known of one child's rows: all acknowledged states, and the action under way."""

    name: str
    alone: bool = True
    groups: dict[str, str] = field(default_factory=dict)
    history: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    pending: Step | None = None
    count: int = 0

    def next_step(self, chance: random.Random) -> Step:
        """Choose the next action: add, change, delete, or undo the one before."""
        self.count += 1
        op_id = f"{self.name}-{self.count}"
        kind = chance.choices(("add", "change", "delete", "undo"), (5, 3, 2, 2))[0]
        # Beside a quicker worker, one's own last action may be too old to be undone.
        if kind == "undo" and self.history and self.alone:
            target, before = self.history[-1]
            return Step(op_id, kind, target, before)
        groups = dict(self.groups)
        if kind == "add" or not groups:
            group = f"{self.name}-{self.count}"
            return Step(op_id, "put", group, {**groups, group: op_id})
        group = chance.choice(sorted(groups))
        if kind == "delete":
            del groups[group]
            return Step(op_id, kind, group, groups)
        return Step(op_id, "put", group, {**groups, group: op_id})

    def acknowledge(self, step: Step) -> None:
        """Take note that an action was saved."""
        self.history.append((step.op_id, self.groups))
        self.groups = step.groups
        self.pending = None


def keys(group: str) -> dict[str, tuple[str, ...]]:
    """Return the key of a group's row in each table."""
    return {
        "interviews": (group,),
        "people": (group,),
        "interviewers": (group, group),
        "answers": (group, group, "business_card"),
        "touchpoints": (group,),
    }


def rows(group: str, text: str) -> dict[str, dict[str, str]]:
    """Return the cells of a group's row in each table."""
    return {
        "interviews": {"organization": "Acme", "held_at": "2026-11-02T10:00", "notes": text},
        "people": {"name": "Null", "notes": text},
        "interviewers": {"part": "interviewer", "discussed": text},
        "answers": {"answer": "yes", "detail": text},
        "touchpoints": {
            "interview_id": group,
            "kind": "thank_you_email",
            "sent_on": "2026-11-03",
            "note": text,
        },
    }


def perform(store: CsvStore, step: Step) -> None:
    """Do one action."""
    operation = Operation(op_id=step.op_id, label=step.kind, at=AT)
    if step.kind == "undo":
        store.undo(step.target, operation)
        return

    def build_changes(_: Snapshot) -> Iterable[Change]:
        cells = rows(step.target, step.op_id)
        for table, key in keys(step.target).items():
            yield Change(table=table, key=key, row=None if step.kind == "delete" else cells[table])

    store.save_operation(operation, build_changes)


def child(folder: Path, worker: Worker, pipe: int, seed: str) -> None:
    """Do random actions until killed, telling each before and after; never returns."""
    try:
        checkpoint.ACTIONS_PER_CHECKPOINT = 4
        chance = random.Random(seed)
        store = CsvStore(folder)
        while True:
            step = worker.pending or worker.next_step(chance)
            tell(pipe, {"op_id": step.op_id, "kind": step.kind, "target": step.target, "groups": step.groups})
            perform(store, step)
            tell(pipe, {})
            worker.acknowledge(step)
            if chance.random() < 0.1:
                store.close()
    except BaseException:  # noqa: BLE001  # told to the parent, which fails
        tell(pipe, {"error": traceback.format_exc()})
        os._exit(1)


def tell(pipe: int, message: dict[str, object]) -> None:
    os.write(pipe, json.dumps(message).encode() + b"\n")


def run_and_kill(folder: Path, workers: list[Worker], chance: random.Random) -> int:
    """Fork a child for each worker, kill all of them at a random moment, note what they said."""
    running = []
    for worker in workers:
        read_end, write_end = os.pipe()
        seed = f"{chance.random()}"
        pid = os.fork()
        if pid == 0:
            child(folder, worker, write_end, seed)
        os.close(write_end)
        running.append((pid, read_end, worker))
    heard = b""
    if chance.random() < AT_ONCE:
        time.sleep(chance.random() * LONGEST)
    else:
        heard = first_messages(running[0][1], chance.randint(1, MESSAGES))
        time.sleep(chance.random() * AFTERWARD)
    for pid, _, _ in running:
        os.kill(pid, signal.SIGKILL)
    first, *others = running
    return note_messages(*first, heard) + sum(note_messages(*other) for other in others)


def first_messages(read_end: int, count: int) -> bytes:
    """Return what a child sends until it has sent so many messages, or ended."""
    heard = b""
    while heard.count(b"\n") < count and (more := os.read(read_end, 65_536)):
        heard += more
    return heard


def note_messages(pid: int, read_end: int, worker: Worker, heard: bytes = b"") -> int:
    """Take down what a killed child sent; return how many actions it acknowledged."""
    acknowledged = 0
    with os.fdopen(read_end, "rb") as pipe:
        lines = (heard + pipe.read()).splitlines(keepends=True)
    messages = [json.loads(line) for line in lines if line.endswith(b"\n")]
    os.waitpid(pid, 0)
    for message in messages:
        if "error" in message:
            raise AssertionError(message["error"])
        if message:
            worker.pending = Step(**message)
            worker.count = max(worker.count, int(message["op_id"].rsplit("-", 1)[1]))
        else:
            assert worker.pending is not None
            worker.acknowledge(worker.pending)
            acknowledged += 1
    return acknowledged


def stored_rows(store: CsvStore, worker: Worker) -> dict[str, dict[tuple[str, ...], str]]:
    """Return the text of each of a worker's rows, by table."""
    text_column = dict(zip(TABLES, ("notes", "notes", "discussed", "detail", "note"), strict=True))
    snapshot = store.load()
    return {
        table: {
            key: row[text_column[table]]
            for key, row in snapshot.tables[table].rows.items()
            if key[0].startswith(f"{worker.name}-")
        }
        for table in TABLES
    }


def expected_rows(groups: dict[str, str]) -> dict[str, dict[tuple[str, ...], str]]:
    return {table: {keys(group)[table]: text for group, text in groups.items()} for table in TABLES}


def check(folder: Path, workers: list[Worker]) -> int:
    """Reopen and compare; return how many actions under way turned out to be saved."""
    store, present = CsvStore(folder), 0
    assert store.problems() == (), store.problems()
    assert store.external_edits() == ()
    assert store.notices() == (), store.notices()
    for worker in workers:
        rows = stored_rows(store, worker)
        if rows == expected_rows(worker.groups):
            continue
        pending = worker.pending
        assert pending is not None, f"{worker.name}: acknowledged rows are lost or split: {rows}"
        assert rows == expected_rows(pending.groups), f"{worker.name}: lost or split: {rows}"
        present += 1
    return present


@dataclass(slots=True)
class Tally:
    """What was done."""

    trials: int = 0
    acknowledged: int = 0
    under_way: int = 0
    present: int = 0


def run(
    trials: int, seed: int, folder: Path, *, seconds: float | None, progress: Callable[[Tally], None]
) -> Tally:
    """Run the trials; raise AssertionError at the first that lost or split an action."""
    chance, tally, begun = random.Random(seed), Tally(), time.monotonic()
    workers: list[Worker] = []
    for number in range(trials):
        if seconds is not None and time.monotonic() - begun > seconds:
            break
        if number % KILLS == 0:
            shutil.rmtree(folder / "workspace", ignore_errors=True)
            count = chance.choice((1, 1, 2, 3))
            workers = [Worker(f"w{number}", alone=count == 1) for number in range(count)]
        tally.acknowledged += run_and_kill(folder / "workspace", workers, chance)
        tally.under_way += sum(worker.pending is not None for worker in workers)
        try:
            tally.present += check(folder / "workspace", workers)
        except AssertionError as error:
            raise AssertionError(f"trial {number} of seed {seed}: {error}") from error
        tally.trials += 1
        progress(tally)
    return tally
