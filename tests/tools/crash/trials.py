"""Kills a process that writes to the store at a random moment, and compares its rows with what it reported.

Each child works on its own rows, so it is known exactly what they must be: as after the last acknowledged
action, or after one more action if one was under way.
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

EARLY_KILL_SHARE = 0.3
"""The share of trials in which a child is killed soon after the fork, while it opens and recovers."""
MAX_EARLY_SECONDS = 0.012
"""The longest time, in seconds, from the fork to the kill in those trials."""
MAX_MESSAGES = 40
"""The most messages that a child sends before it is killed in the other trials; each action sends two.

The messages are counted because, on a busy machine, a timed kill would come before the first action.
"""
MAX_SECONDS_AFTER = 0.002
"""The longest time, in seconds, from the last of these messages to the kill: about two actions."""
KILLS_PER_WORKSPACE = 6
"""How many kills one workspace gets before a new one is made."""
TIMESTAMP = "2026-11-17T09:00:00Z"
TABLES = ("interviews", "people", "interviewers", "answers", "touchpoints")

Group = tuple[str, str]
"""A row in each table that belong together: their id, and the text that all of them have."""


@dataclass(slots=True)
class Step:
    """One action; `groups` are the child's rows after it."""

    op_id: str
    kind: str
    target: str
    groups: dict[str, str]


@dataclass(slots=True)
class Worker:
    """What the parent knows of one child's rows: all acknowledged states, and the action under way."""

    name: str
    is_alone: bool = True
    groups: dict[str, str] = field(default_factory=dict)
    history: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    pending: Step | None = None
    count: int = 0

    def next_step(self, chance: random.Random) -> Step:
        """Choose the next action: add, change, delete, or undo the one before."""
        self.count += 1
        op_id = f"{self.name}-{self.count}"
        kind = chance.choices(("add", "change", "delete", "undo"), (5, 3, 2, 2))[0]
        # If another worker is quicker, this worker's last action may be too old to be undone.
        if kind == "undo" and self.history and self.is_alone:
            target, groups_before = self.history[-1]
            return Step(op_id, kind, target, groups_before)
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
        """Record that an action was saved."""
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
    operation = Operation(op_id=step.op_id, label=step.kind, at=TIMESTAMP)
    if step.kind == "undo":
        store.undo(step.target, operation)
        return

    def build_changes(_: Snapshot) -> Iterable[Change]:
        cells = rows(step.target, step.op_id)
        for table, key in keys(step.target).items():
            yield Change(table=table, key=key, row=None if step.kind == "delete" else cells[table])

    store.save_operation(operation, build_changes)


def child(folder: Path, worker: Worker, pipe: int, seed: str) -> None:
    """Do random actions until killed, and report each before and after it; never returns."""
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
    """Fork a child for each worker, kill all at a random moment, and count the acknowledged actions."""
    children = []
    for worker in workers:
        read_end, write_end = os.pipe()
        seed = f"{chance.random()}"
        pid = os.fork()
        if pid == 0:
            child(folder, worker, write_end, seed)
        os.close(write_end)
        children.append((pid, read_end, worker))
    output = b""
    if chance.random() < EARLY_KILL_SHARE:
        time.sleep(chance.random() * MAX_EARLY_SECONDS)
    else:
        output = first_messages(children[0][1], chance.randint(1, MAX_MESSAGES))
        time.sleep(chance.random() * MAX_SECONDS_AFTER)
    for pid, _, _ in children:
        os.kill(pid, signal.SIGKILL)
    first_child, *other_children = children
    return note_messages(*first_child, output) + sum(
        note_messages(*other_child) for other_child in other_children
    )


def first_messages(read_end: int, count: int) -> bytes:
    """Return the output of a child until it has sent `count` messages or has ended."""
    output = b""
    while output.count(b"\n") < count and (data := os.read(read_end, 65_536)):
        output += data
    return output


def note_messages(pid: int, read_end: int, worker: Worker, output: bytes = b"") -> int:
    """Record what a killed child sent, and return how many actions it acknowledged."""
    acknowledged = 0
    with os.fdopen(read_end, "rb") as pipe:
        lines = (output + pipe.read()).splitlines(keepends=True)
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
    """Reopen the store and compare its rows; return how many actions under way were saved."""
    store, saved_pending = CsvStore(folder), 0
    assert store.problems() == (), store.problems()
    assert store.external_edits() == ()
    assert store.notices() == (), store.notices()
    for worker in workers:
        rows_on_disk = stored_rows(store, worker)
        if rows_on_disk == expected_rows(worker.groups):
            continue
        pending = worker.pending
        assert pending is not None, f"{worker.name}: acknowledged rows are lost or split: {rows_on_disk}"
        assert rows_on_disk == expected_rows(pending.groups), f"{worker.name}: lost or split: {rows_on_disk}"
        saved_pending += 1
    return saved_pending


@dataclass(slots=True)
class Tally:
    """The counts of all trials."""

    trials: int = 0
    acknowledged: int = 0
    under_way: int = 0
    present: int = 0


def run(
    trials: int, seed: int, folder: Path, *, seconds: float | None, progress: Callable[[Tally], None]
) -> Tally:
    """Run the trials and return their counts; raise AssertionError if one lost or split an action."""
    chance, tally, started_at = random.Random(seed), Tally(), time.monotonic()
    workers: list[Worker] = []
    for number in range(trials):
        if seconds is not None and time.monotonic() - started_at > seconds:
            break
        if number % KILLS_PER_WORKSPACE == 0:
            shutil.rmtree(folder / "workspace", ignore_errors=True)
            count = chance.choice((1, 1, 2, 3))
            workers = [Worker(f"w{number}", is_alone=count == 1) for number in range(count)]
        tally.acknowledged += run_and_kill(folder / "workspace", workers, chance)
        tally.under_way += sum(worker.pending is not None for worker in workers)
        try:
            tally.present += check(folder / "workspace", workers)
        except AssertionError as error:
            raise AssertionError(f"trial {number} of seed {seed}: {error}") from error
        tally.trials += 1
        progress(tally)
    return tally
