"""The desk: one open workspace, and the view of it on a day."""

import threading
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar

from followup_core.cadence import Step, application_steps, plan
from followup_core.models import (
    Application,
    FollowUpError,
    Interview,
    InterviewDetails,
    Person,
    Records,
    Touchpoint,
    read_row,
)
from followup_core.playbook import Playbook, PlaybookError, ReloadablePlaybook
from followup_core.store import Change, Decide, Operation, Receipt, Recent, Snapshot, Store

from .record_cache import IncrementalRecordParser, rows_of

_Made = TypeVar("_Made")

StepsByApplication = Mapping[int, tuple[Application, tuple[Step, ...]]]
"""Each opening's steps by the opening's identity; the opening beside them keeps that identity taken."""


class NotFound(FollowUpError):
    """Something that was there before is gone, for instance deleted in another window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionContext:
    """When, and under which id, a person does something; made at the edge, where the clock is.

    `op_id` is new for every action; an action sent twice under one id is saved
    once. `at` is UTC as `YYYY-MM-DDTHH:MM:SSZ`; `today` is the candidate's day.
    """

    op_id: str
    timestamp: str
    today: date

    def operation(self, label: str) -> Operation:
        """Return this moment as an operation of the store, called `label`."""
        return Operation(op_id=self.op_id, label=label, at=self.timestamp)


@dataclass(frozen=True, kw_only=True)
class WorkspaceView:
    """A workspace as it is on `today`: records, steps and playbook, computed once."""

    seq: int
    today: date
    records: Records
    playbook: Playbook
    playbook_fault: PlaybookError | None
    reused_steps: StepsByApplication = field(default_factory=dict, repr=False)
    _cache: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def cached(self, key: Hashable, make: Callable[[], _Made]) -> _Made:
        """Return what `make` returned for this key the first time: kept as long as this view is."""
        if key not in self._cache:
            self._cache[key] = make()
        found: _Made = self._cache[key]
        return found

    @cached_property
    def steps_by_application(self) -> StepsByApplication:
        """The steps of each opening; those of unchanged openings are carried over from an earlier view."""
        numbers = self.playbook.numbers
        return {
            id(application): self.reused_steps.get(id(application))
            or (application, application_steps(self.records, application, numbers, self.today))
            for application in self.records.applications
        }

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every step on this day, in the order of the cadence."""
        found = (step for _, mine in self.steps_by_application.values() for step in mine)
        return tuple(sorted(found, key=lambda step: step.order))

    @cached_property
    def steps_by_interview(self) -> Mapping[str, tuple[Step, ...]]:
        """The steps of each interview that has any, in the order of the cadence."""
        found: dict[str, list[Step]] = {}
        for step in self.steps:
            found.setdefault(step.interview_id, []).append(step)
        return MappingProxyType({key: tuple(mine) for key, mine in found.items()})

    def plan(self, interview_id: str) -> tuple[Step, ...]:
        """Project one interview's future if nobody answers."""
        self.round(interview_id)
        return plan(self.records, self.playbook.numbers, self.today, interview_id)

    def round(self, interview_id: str) -> InterviewDetails:
        """Return one interview with all that belongs to it; raise NotFound if it is gone."""
        try:
            return self.records.rounds[interview_id]
        except KeyError:
            raise NotFound(
                f"There is no interview “{interview_id[:40]}”.", "Choose one from the list of interviews."
            ) from None

    def person(self, person_id: str) -> Person:
        """Return one person; raise NotFound if the person is gone."""
        try:
            return self.records.people[person_id]
        except KeyError:
            raise NotFound("This person is not in the workspace any more.", "Add the person again.") from None

    def name(self, person_id: str) -> str:
        """Return a person's name, or '' for nobody."""
        person = self.records.people.get(person_id)
        return person.name if person else ""


class Workspace:
    """One workspace with the playbook that is applied to it. Safe to share between threads."""

    def __init__(self, store: Store, shelf: ReloadablePlaybook) -> None:
        self.store = store
        self._shelf = shelf
        self._view: WorkspaceView | None = None
        self._reader = IncrementalRecordParser()
        self._lock = threading.Lock()

    def view(self, today: date) -> WorkspaceView:
        """Return the workspace on `today`; computed anew only when something changed."""
        snapshot = self.store.load()
        playbook, fault = self._shelf.current()
        with self._lock:
            old = self._view
            same_day = old is not None and (old.seq, old.today) == (snapshot.seq, today)
            if old and same_day and old.playbook is playbook and old.playbook_fault is fault:
                return old
            records = self._reader.read(snapshot)
            same_rules = old is not None and (
                (old.today, old.playbook.numbers, old.records.settings)
                == (today, playbook.numbers, records.settings)
            )
            self._view = WorkspaceView(
                seq=snapshot.seq,
                today=today,
                records=records,
                playbook=playbook,
                playbook_fault=fault,
                reused_steps=old.steps_by_application if old and same_rules else {},
            )
            return self._view

    def playbook(self) -> tuple[Playbook, PlaybookError | None]:
        """Return the playbook in force, and the fault of a newer one, without reading the workspace."""
        return self._shelf.current()

    def execute(self, context: ActionContext, label: str, decide: Decide) -> Receipt:
        """Save one action of a person; see Store.apply for what can go wrong."""
        return self.store.apply(context.operation(label), decide)

    def undo(self, context: ActionContext, op_id: str) -> Receipt:
        """Take one recent action back; raise ChangedSince when it can no longer be."""
        return self.store.undo(op_id, context.operation("Undo"))

    def recent(self) -> tuple[Recent, ...]:
        """Return the last actions, newest first."""
        return self.store.recent()


def delete_row(table: str, key: tuple[str, ...]) -> Change:
    """Return the change that deletes one row."""
    return Change(table=table, key=key, row=None)


def read_interview(snapshot: Snapshot, interview_id: str) -> Interview:
    """Return an interview as it is under the store's lock; raise NotFound if it is gone."""
    row = rows_of(snapshot, "interviews").get((interview_id,))
    values, _ = read_row("interviews", row) if row is not None else (None, [])
    if values is None:
        raise NotFound("This interview is not there any more.", "Choose another one from the list.")
    return Interview(**values)  # type: ignore[arg-type]  # each value was read by its own reader


def read_touchpoints(snapshot: Snapshot, interview_id: str) -> list[Touchpoint]:
    """Return an interview's touchpoints under the store's lock, in stored order."""
    found = []
    for row in rows_of(snapshot, "touchpoints").values():
        values, _ = read_row("touchpoints", row) if row["interview_id"] == interview_id else (None, [])
        if values is not None:
            found.append(Touchpoint(**values))  # type: ignore[arg-type]  # as above
    return found
