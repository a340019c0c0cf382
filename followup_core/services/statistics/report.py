"""The figures over a candidate's interviews: chosen, counted once, and with what stands behind each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from followup_core.models import Format, Interview, Records, Row, TouchpointKind, normalize_name, parse
from followup_core.playbook import Playbook, StoredIn
from followup_core.services.dataframes import dataframe
from followup_core.services.record_cache import rows_of
from followup_core.services.workspace import Workspace, WorkspaceView
from followup_core.statistics import (
    TOUCH_WINDOW,
    Factor,
    ObservedAsOf,
    OwnHabit,
    Statistics,
    compute,
    drilldown,
    observed_as_of,
)
from followup_core.store import never_saved_to

from .observation_loader import load_counted_tables, observations


class Period(StrEnum):
    """How far back interviews are looked at."""

    ALL = "All"
    YEAR = "Last 12 months"
    QUARTER = "Last 3 months"


_DAYS = {Period.YEAR: 365, Period.QUARTER: 91}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which interviews to look at; what is not chosen leaves nothing out."""

    period: Period = Period.ALL
    organization: str = ""
    format: Format | None = None
    round: int | None = None

    def takes(self, interview: Interview, today: date) -> bool:
        """Whether an interview is among the chosen ones."""
        days = _DAYS.get(self.period)
        return (
            (days is None or interview.held_on > today - timedelta(days=days))
            and (
                not self.organization
                or normalize_name(self.organization) == normalize_name(interview.organization)
            )
            and self.format in (None, interview.format)
            and self.round in (None, interview.round)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsReport:
    """The figures of the chosen interviews, held by today, and which interviews these are."""

    filter: Filter
    statistics: Statistics
    interviews: tuple[Interview, ...]
    observed: ObservedAsOf

    def named(self, places: Iterable[int]) -> tuple[Interview, ...]:
        """Return the interviews at these places, the latest first."""
        found = [self.interviews[place] for place in places]
        return tuple(sorted(found, key=lambda each: (each.held_at, each.interview_id), reverse=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """Something too recent to count, and the first day on which it does; `kind` None for an interview."""

    interview: Interview
    kind: TouchpointKind | None
    counts_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterOptions:
    """What there is to choose from."""

    organizations: tuple[str, ...]
    formats: tuple[Format, ...]
    rounds: tuple[int, ...]


def statistics_report(view: WorkspaceView, choice: Filter | None = None) -> StatisticsReport:
    """Return the figures of the chosen interviews; counted once a view and choice."""
    wanted = choice or Filter()
    return view.cached(("figures", wanted), lambda: _report(view, wanted))


def _report(view: WorkspaceView, choice: Filter) -> StatisticsReport:
    rounds = [
        details for details in view.records.rounds.values() if choice.takes(details.interview, view.today)
    ]
    tables = view.cached("counted tables", lambda: load_counted_tables(view.snapshot))
    seen = observations(tables, [details.interview.interview_id for details in rounds])
    sight = observed_as_of(seen, view.today)
    return StatisticsReport(
        filter=choice,
        statistics=compute_statistics(sight, view.playbook),
        interviews=tuple(details.interview for details in rounds),
        observed=sight,
    )


def compute_statistics(sight: ObservedAsOf, playbook: Playbook) -> Statistics:
    """Count with the checklist items of the playbook in force."""
    items = [item.id for item in playbook.checklist if item.keeps is StoredIn.ANSWER]
    habits = [
        OwnHabit(item=item.id, sentence=item.next_time) for item in playbook.checklist if item.own_habit
    ]
    return compute(sight, items, habits)


def workspace_statistics(workspace: Workspace, folder: Path, today: date) -> Statistics:
    """Return the figures of a whole workspace; plain tables, such as an export, are read from the disk."""
    source = folder if never_saved_to(folder) else workspace.store.load()
    playbook, _ = workspace.playbook()
    return compute_statistics(observed_as_of(observations(load_counted_tables(source)), today), playbook)


def candidate_zone(workspace: Workspace, folder: Path) -> str:
    """Return the candidate's time zone, '' where it is not given; without reading a whole export for it."""
    rows: Iterable[Row]
    if never_saved_to(folder):
        settings = dataframe(folder, "settings")
        pairs = zip(settings["key"], settings["value"], strict=True)
        rows = [{"key": key, "value": value} for key, value in pairs]
    else:
        rows = rows_of(workspace.store.load(), "settings").values()
    return parse({"settings": enumerate(rows, start=2)})[0].settings.timezone


def filter_options(records: Records) -> FilterOptions:
    """Return what the interviews can be chosen by: each value that is there."""
    interviews = [each.interview for each in records.rounds.values()]
    # "Acme" and "ACME " are one organization here as they are for openings; the first spelling is shown.
    spelled = {normalize_name(each.organization): each.organization for each in reversed(interviews)}
    return FilterOptions(
        organizations=tuple(sorted(spelled.values(), key=str.casefold)),
        formats=tuple(each for each in Format if any(i.format is each for i in interviews)),
        rounds=tuple(sorted({each.round for each in interviews})),
    )


def unanswered(found: StatisticsReport) -> tuple[Unanswered, ...]:
    """Return what is too recent to count, soonest first."""
    touchpoints = [
        Unanswered(interview=found.interviews[place], kind=kind, counts_on=day)
        for place, kind, day in drilldown.pending_touches(found.observed, TOUCH_WINDOW)
    ]
    interviews = [
        Unanswered(interview=found.interviews[place], kind=None, counts_on=day)
        for place, day in drilldown.pending_interviews(found.observed)
    ]
    return tuple(
        sorted(
            touchpoints + interviews,
            key=lambda each: (each.counts_on, each.interview.interview_id, each.kind or ""),
        )
    )


class WaitBucket(StrEnum):
    """How long the first answer took, as a choice on screen."""

    WEEK = "In the first week"
    FORTNIGHT = "In the second week"
    LATER = "Later"
    NEVER = "Not answered yet"

    @classmethod
    def of(cls, days: int) -> "WaitBucket":
        """Return the choice that holds an answer after `days` days."""
        return cls.WEEK if days < 7 else cls.FORTNIGHT if days < 14 else cls.LATER


def interviews_behind_wait(found: StatisticsReport, wait: WaitBucket) -> tuple[Interview, ...]:
    """Return the interviews that were answered after such a wait."""
    match wait:
        case WaitBucket.WEEK:
            places = drilldown.answered_between(found.observed, 0, 6)
        case WaitBucket.FORTNIGHT:
            places = drilldown.answered_between(found.observed, 7, 13)
        case WaitBucket.LATER:
            places = drilldown.answered_between(found.observed, 14, None)
        case WaitBucket.NEVER:
            places = drilldown.unanswered(found.observed)
    return found.named(places)


def interviews_behind_kind(found: StatisticsReport, kind: TouchpointKind) -> tuple[Interview, ...]:
    """Return the interviews with a message of this kind."""
    return found.named(drilldown.with_kind(found.observed, kind))


def interviews_behind_habit(found: StatisticsReport, habit: str, *, yes: bool) -> tuple[Interview, ...]:
    """Return the interviews in which a habit was kept, or was not."""
    return found.named(drilldown.with_habit(found.observed, habit, yes=yes))


def interviews_behind_group(found: StatisticsReport, factor: Factor, *, yes: bool) -> tuple[Interview, ...]:
    """Return the interviews on one side of a comparison."""
    return found.named(drilldown.in_group(found.observed, factor, yes=yes))
