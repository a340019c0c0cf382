"""The open workspace: its records and next steps on a given day, and the actions that change it."""

import threading
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar

from followup_core.cadence import BusinessCalendar, PlannedStep, Step, plan, planned_steps
from followup_core.models import (
    Application,
    FollowUpError,
    Interview,
    InterviewDetails,
    Person,
    Problem,
    Records,
    Touchpoint,
    read_row,
    with_details,
)
from followup_core.models.date_text import DayFormat
from followup_core.playbook import Playbook, PlaybookError, Reloadable
from followup_core.store import ChangeBuilder, Operation, Receipt, RecentOperation, Snapshot, Store

from .advised_steps import advised_steps
from .record_cache import IncrementalRecordParser, rows_of

_Cached = TypeVar("_Cached")

StepsByApplication = Mapping[int, tuple[Application, tuple[Step, ...]]]
"""Each job application's steps, by the `id()` of the Application.

The Application is stored next to its steps: while it is referenced, no other object can get the same `id()`.
"""


class NotFound(FollowUpError):
    """A row that existed before is gone, for instance because it was deleted in another window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionContext:
    """The time and the id of one action; pages and commands create it, because they have the clock.

    `op_id` is new for every action: an action sent twice with the same id is saved
    once. `timestamp` is UTC as `YYYY-MM-DDTHH:MM:SSZ`; `today` is the day where the candidate is.
    """

    op_id: str
    timestamp: str
    today: date

    def operation(self, label: str) -> Operation:
        """Return the store's operation for this action; `label` names it in the list of recent actions."""
        return Operation(op_id=self.op_id, label=label, at=self.timestamp)


@dataclass(frozen=True, kw_only=True)
class WorkspaceView:
    """A read-only view of the workspace on one day: its records, next steps and playbook.

    `snapshot` holds the stored rows that `records` were parsed from. `playbook_fault` says why a newer
    playbook file is not in force. `reused_steps` are steps from an earlier view with the same day and rules.
    `records` of a view `with_details` have one job application; `all_records` are the workspace's.
    """

    snapshot: Snapshot
    today: date
    records: Records
    playbook: Playbook
    playbook_fault: PlaybookError | None
    reused_steps: StepsByApplication = field(default_factory=dict, repr=False)
    _whole_records: Records | None = field(default=None, repr=False)
    _cache: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def cached(self, key: Hashable, make: Callable[[], _Cached]) -> _Cached:
        """Return what `make` returned for this key the first time; the view keeps it as long as it exists."""
        if key not in self._cache:
            self._cache[key] = make()
        result: _Cached = self._cache[key]
        return result

    @property
    def all_records(self) -> Records:
        """The records of the whole workspace, as they are stored."""
        return self._whole_records or self.records

    @property
    def day_format(self) -> DayFormat:
        """How days are written for the candidate."""
        return DayFormat(today=self.today, country=self.records.settings.country)

    @property
    def calendar(self) -> BusinessCalendar:
        """The business days that count for the candidate."""
        return BusinessCalendar.of_candidate(self.records)

    @cached_property
    def steps_by_application(self) -> StepsByApplication:
        """The steps of each job application; unchanged applications reuse the steps of an earlier view."""
        numbers = self.playbook.numbers
        return {
            id(application): self.reused_steps.get(id(application))
            or (application, advised_steps(self.records, application, numbers, self.today))
            for application in self.records.applications
        }

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every step of the day as it is advised, in the order of the cadence.

        The command `due` prints the cadence's own steps. They differ in whom they ask for news, and in how
        many messages are enough.
        """
        all_steps = (step for _, steps in self.steps_by_application.values() for step in steps)
        return tuple(sorted(all_steps, key=lambda step: step.order))

    @cached_property
    def steps_by_interview(self) -> Mapping[str, tuple[Step, ...]]:
        """The steps of each interview that has any, in the order of the cadence."""
        steps_of: dict[str, list[Step]] = {}
        for step in self.steps:
            steps_of.setdefault(step.interview_id, []).append(step)
        return MappingProxyType({key: tuple(steps) for key, steps in steps_of.items()})

    def plan(self, interview_id: str) -> tuple[Step, ...]:
        """Return the cadence's own plan of one interview; raise NotFound if the interview is gone."""
        self.interview_details(interview_id)
        return plan(self.records, self.playbook.numbers, self.today, interview_id)

    def planned_steps(
        self, interview_id: str, asks_from: date, is_needed: Callable[[Step], bool]
    ) -> tuple[PlannedStep, ...]:
        """Return the projected steps of one interview, each with its day; see `cadence.planned_steps`."""
        return planned_steps(
            self.records,
            self.playbook.numbers,
            self.today,
            interview_id,
            as_advised=True,
            asks_from=asks_from,
            is_needed=is_needed,
        )

    def with_details(self, new: InterviewDetails) -> "WorkspaceView":
        """Return a view of one job application as it would be if `new` were stored for its interview."""
        return replace(
            self,
            records=with_details(self.records, new),
            reused_steps=MappingProxyType({}),
            _whole_records=self.all_records,
            _cache={},
        )

    def interview_details(self, interview_id: str) -> InterviewDetails:
        """Return an interview with its people, answers and touchpoints; raise NotFound if it is gone."""
        try:
            return self.records.interviews[interview_id]
        except KeyError:
            raise NotFound(
                f"There is no interview “{interview_id[:40]}”.", "Choose one from the list of interviews."
            ) from None

    def person(self, person_id: str) -> Person:
        """Return one person; raise NotFound if they are gone."""
        try:
            return self.records.people[person_id]
        except KeyError:
            raise NotFound("This person is not in the workspace anymore.", "Add the person again.") from None

    def name(self, person_id: str) -> str:
        """Return a person's name, '' for an id that nobody has."""
        person = self.records.people.get(person_id)
        return person.name if person else ""


class Workspace:
    """One open workspace with its store and playbook. Safe to share between threads."""

    def __init__(self, store: Store, playbook: Reloadable[Playbook]) -> None:
        self.store = store
        self._playbook = playbook
        self._view: WorkspaceView | None = None
        self._reader = IncrementalRecordParser()
        self._lock = threading.Lock()

    def view(self, today: date) -> WorkspaceView:
        """Return the view of the workspace on `today`; computed again only if something changed."""
        snapshot = self.store.load()
        playbook, fault = self._playbook.current()
        with self._lock:
            previous = self._view
            moment = (snapshot.seq, today)
            same_moment = previous is not None and (previous.snapshot.seq, previous.today) == moment
            if (
                previous
                and same_moment
                and previous.playbook is playbook
                and previous.playbook_fault is fault
            ):
                return previous
            records = self._reader.read(snapshot)
            same_rules = previous is not None and (
                (previous.today, previous.playbook.numbers, previous.records.settings)
                == (today, playbook.numbers, records.settings)
            )
            self._view = WorkspaceView(
                snapshot=snapshot,
                today=today,
                records=records,
                playbook=playbook,
                playbook_fault=fault,
                reused_steps=previous.steps_by_application if previous and same_rules else {},
            )
            return self._view

    def playbook(self) -> tuple[Playbook, PlaybookError | None]:
        """Return the playbook in force, and why a newer one isn't; the workspace is not read."""
        return self._playbook.current()

    def execute(self, context: ActionContext, label: str, build_changes: ChangeBuilder) -> Receipt:
        """Save one action; see Store.save_operation for `build_changes` and the errors."""
        return self.store.save_operation(context.operation(label), build_changes)

    def undo(self, context: ActionContext, op_id: str) -> Receipt:
        """Undo one recent action; raise ChangedSince if a later action changed the same rows."""
        return self.store.undo(op_id, context.operation("Undo"))

    def recent(self) -> tuple[RecentOperation, ...]:
        """Return the recent actions, newest first."""
        return self.store.recent()

    def problems(self) -> tuple[Problem, ...]:
        """Return everything wrong with the tables, by table and line; nothing is changed."""
        return tuple(
            sorted(self.store.problems(), key=lambda problem: (problem.table, problem.line, problem.column))
        )


def read_interview(snapshot: Snapshot, interview_id: str) -> Interview:
    """Return an interview from a snapshot; raise NotFound if it is gone.

    For use in a `ChangeBuilder`, where the snapshot is the current one and nobody else can change it.
    """
    row = rows_of(snapshot, "interviews").get((interview_id,))
    values, _ = read_row("interviews", row) if row is not None else (None, [])
    if values is None:
        raise NotFound("This interview is not there anymore.", "Choose another one from the list.")
    return Interview(**values)  # type: ignore[arg-type]  # each value was read by its own reader


def read_touchpoints(snapshot: Snapshot, interview_id: str) -> list[Touchpoint]:
    """Return an interview's touchpoints from a snapshot, in stored order."""
    touchpoints = []
    for row in rows_of(snapshot, "touchpoints").values():
        values, _ = read_row("touchpoints", row) if row["interview_id"] == interview_id else (None, [])
        if values is not None:
            touchpoints.append(Touchpoint(**values))  # type: ignore[arg-type]  # as above
    return touchpoints
