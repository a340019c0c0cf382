"""Computes statistics on the interviews that a filter selects, and finds those behind each number."""

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

from .observation_loader import counted_tables, load_counted_tables, observations


class Period(StrEnum):
    """How far back a filter reaches."""

    ALL = "All"
    YEAR = "Last 12 months"
    QUARTER = "Last 3 months"


_PERIOD_DAYS = {Period.YEAR: 365, Period.QUARTER: 91}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which interviews to count; with the default values, all of them."""

    period: Period = Period.ALL
    organization: str = ""
    format: Format | None = None
    round: int | None = None

    def matches(self, interview: Interview, today: date) -> bool:
        """Whether an interview passes the filter."""
        days = _PERIOD_DAYS.get(self.period)
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
    """The statistics of the filtered interviews, and these interviews in the order of `observed`."""

    filter: Filter
    statistics: Statistics
    interviews: tuple[Interview, ...]
    observed: ObservedAsOf

    @property
    def has_pending(self) -> bool:
        """Whether a message or an interview is too recent to count."""
        rates = self.statistics.touchpoints
        return self.statistics.interviews.pending > 0 or any(rate.pending for rate in rates)

    def interviews_at(self, indexes: Iterable[int]) -> tuple[Interview, ...]:
        """Return the interviews at these indexes, latest first."""
        interviews = [self.interviews[index] for index in indexes]
        return tuple(
            sorted(
                interviews, key=lambda interview: (interview.held_at, interview.interview_id), reverse=True
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A message or interview that is too recent to count, and the day from which it counts.

    `kind` is the kind of the message; None for an interview.
    """

    interview: Interview
    kind: TouchpointKind | None
    counts_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterOptions:
    """The values that a filter can select by."""

    organizations: tuple[str, ...]
    formats: tuple[Format, ...]
    rounds: tuple[int, ...]


def statistics_report(view: WorkspaceView, choice: Filter | None = None) -> StatisticsReport:
    """Return the statistics of the filtered interviews; computed once per view and filter."""
    interview_filter = choice or Filter()
    return view.cached(("figures", interview_filter), lambda: _compute_report(view, interview_filter))


def _compute_report(view: WorkspaceView, interview_filter: Filter) -> StatisticsReport:
    rounds = [
        details
        for details in view.records.interviews.values()
        if interview_filter.matches(details.interview, view.today)
    ]
    tables = counted_tables(view)
    counted = observations(tables, [details.interview.interview_id for details in rounds])
    observed = observed_as_of(counted, view.today)
    return StatisticsReport(
        filter=interview_filter,
        statistics=compute_statistics(observed, view.playbook),
        interviews=tuple(details.interview for details in rounds),
        observed=observed,
    )


def compute_statistics(observed: ObservedAsOf, playbook: Playbook) -> Statistics:
    """Return the statistics, including those on the habits that the playbook's checklist asks about."""
    items = [item.id for item in playbook.checklist if item.keeps is StoredIn.ANSWER]
    habits = [
        OwnHabit(item=item.id, sentence=item.next_time)
        for item in playbook.checklist
        if item.is_own_habit and not item.optional
    ]
    return compute(observed, items, habits)


def workspace_statistics(workspace: Workspace, folder: Path, today: date) -> Statistics:
    """Return the statistics of a whole workspace. Tables the program never wrote to are read directly."""
    source = folder if never_saved_to(folder) else workspace.store.load()
    playbook, _ = workspace.playbook()
    return compute_statistics(observed_as_of(observations(load_counted_tables(source)), today), playbook)


def candidate_zone(workspace: Workspace, folder: Path) -> str:
    """Return the candidate's time zone, '' if not given; only the settings of a large export are read."""
    rows: Iterable[Row]
    if never_saved_to(folder):
        settings = dataframe(folder, "settings")
        pairs = zip(settings["key"], settings["value"], strict=True)
        rows = [{"key": key, "value": value} for key, value in pairs]
    else:
        rows = rows_of(workspace.store.load(), "settings").values()
    return parse({"settings": enumerate(rows, start=2)})[0].settings.timezone


def filter_options(records: Records) -> FilterOptions:
    """Return the organizations, formats and rounds that occur in the interviews."""
    interviews = [details.interview for details in records.interviews.values()]
    # "Acme" and "ACME " are one organization, as in job applications; the first spelling is shown.
    spellings = {
        normalize_name(interview.organization): interview.organization for interview in reversed(interviews)
    }
    formats = {interview.format for interview in interviews}
    return FilterOptions(
        organizations=tuple(sorted(spellings.values(), key=str.casefold)),
        formats=tuple(value for value in Format if value in formats),
        rounds=tuple(sorted({interview.round for interview in interviews})),
    )


def pending_items(report: StatisticsReport) -> tuple[Pending, ...]:
    """Return the messages and interviews that are too recent to count, the first to count first."""
    touchpoints = [
        Pending(interview=report.interviews[index], kind=kind, counts_on=day)
        for index, kind, day in drilldown.pending_touches(report.observed, TOUCH_WINDOW)
    ]
    interviews = [
        Pending(interview=report.interviews[index], kind=None, counts_on=day)
        for index, day in drilldown.pending_interviews(report.observed)
    ]
    return tuple(
        sorted(
            touchpoints + interviews,
            key=lambda item: (item.counts_on, item.interview.interview_id, item.kind or ""),
        )
    )


class WaitBucket(StrEnum):
    """A range of days until the first answer, as a choice on screen."""

    WEEK = "In the first week"
    FORTNIGHT = "In the second week"
    LATER = "Later"
    NEVER = "Not answered yet"
    UNDATED = "On an unknown day"

    @classmethod
    def of(cls, days: int) -> "WaitBucket":
        """Return the range that contains `days`."""
        return cls.WEEK if days < 7 else cls.FORTNIGHT if days < 14 else cls.LATER


def wait_buckets(report: StatisticsReport) -> tuple[WaitBucket, ...]:
    """Return the ranges to choose from; UNDATED is only among them if an answer has no day."""
    undated = report.statistics.time_to_response.undated
    return tuple(wait for wait in WaitBucket if undated or wait is not WaitBucket.UNDATED)


def interviews_behind_wait(report: StatisticsReport, wait: WaitBucket) -> tuple[Interview, ...]:
    """Return the interviews whose first answer took as long as `wait` says."""
    match wait:
        case WaitBucket.WEEK:
            indexes = drilldown.answered_between(report.observed, 0, 6)
        case WaitBucket.FORTNIGHT:
            indexes = drilldown.answered_between(report.observed, 7, 13)
        case WaitBucket.LATER:
            indexes = drilldown.answered_between(report.observed, 14, None)
        case WaitBucket.NEVER:
            indexes = drilldown.unanswered(report.observed)
        case WaitBucket.UNDATED:
            indexes = drilldown.undated(report.observed)
    return report.interviews_at(indexes)


def interviews_behind_kind(report: StatisticsReport, kind: TouchpointKind) -> tuple[Interview, ...]:
    """Return the interviews with a message of this kind."""
    return report.interviews_at(drilldown.with_kind(report.observed, kind))


def interviews_behind_habit(report: StatisticsReport, habit: str, *, yes: bool) -> tuple[Interview, ...]:
    """Return the interviews in which a habit was kept (`yes`) or missed."""
    return report.interviews_at(drilldown.with_habit(report.observed, habit, yes=yes))


def interviews_behind_group(report: StatisticsReport, factor: Factor, *, yes: bool) -> tuple[Interview, ...]:
    """Return the interviews in one group of a comparison."""
    return report.interviews_at(drilldown.in_group(report.observed, factor, yes=yes))
