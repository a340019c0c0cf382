"""The figures over a candidate's interviews: chosen, counted once, and with what stands behind each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from followup_core.models import Format, Interview, Records, Row, Touch, folded, parse
from followup_core.playbook import Keeps, Playbook
from followup_core.services.record_cache import rows_of
from followup_core.services.workspace import Desk, View
from followup_core.statistics import (
    TOUCH_WINDOW,
    Factor,
    Figures,
    OwnHabit,
    Sight,
    count,
    drilldown,
    observe,
    sight_of,
)
from followup_core.store import file_frame, never_saved_to

from .bulk_loader import observe_files


class Period(StrEnum):
    """How far back interviews are looked at."""

    ALL = "All"
    YEAR = "Last 12 months"
    QUARTER = "Last 3 months"


_DAYS = {Period.YEAR: 365, Period.QUARTER: 91}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
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
            and (not self.organization or folded(self.organization) == folded(interview.organization))
            and self.format in (None, interview.format)
            and self.round in (None, interview.round)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The figures of the chosen interviews, held by today, and which interviews these are."""

    choice: Choice
    figures: Figures
    interviews: tuple[Interview, ...]
    sight: Sight

    def named(self, places: Iterable[int]) -> tuple[Interview, ...]:
        """Return the interviews at these places, the latest first."""
        found = [self.interviews[place] for place in places]
        return tuple(sorted(found, key=lambda each: (each.held_at, each.interview_id), reverse=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """Something too recent to count, and the first day on which it does; `kind` None for an interview."""

    interview: Interview
    kind: Touch | None
    counts_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What there is to choose from."""

    organizations: tuple[str, ...]
    formats: tuple[Format, ...]
    rounds: tuple[int, ...]


def report(view: View, choice: Choice | None = None) -> Report:
    """Return the figures of the chosen interviews; counted once a view and choice."""
    wanted = choice or Choice()
    return view.once(("figures", wanted), lambda: _report(view, wanted))


def _report(view: View, choice: Choice) -> Report:
    rounds = [each for each in view.records.rounds.values() if choice.takes(each.interview, view.today)]
    sight = sight_of(observe(rounds), view.today)
    return Report(
        choice=choice,
        figures=figures_of(sight, view.playbook),
        interviews=tuple(each.interview for each in rounds),
        sight=sight,
    )


def figures_of(sight: Sight, playbook: Playbook) -> Figures:
    """Count with the checklist items of the playbook in force."""
    items = [item.id for item in playbook.checklist if item.keeps is Keeps.ANSWER]
    habits = [
        OwnHabit(item=item.id, sentence=item.next_time) for item in playbook.checklist if item.own_habit
    ]
    return count(sight, items, habits)


def workspace_figures(desk: Desk, folder: Path, today: date) -> Figures:
    """Return the figures of a whole workspace; plain tables, such as an export, are read at once."""
    if not never_saved_to(folder):
        return report(desk.view(today)).figures
    playbook, _ = desk.playbook()
    return figures_of(sight_of(observe_files(folder), today), playbook)


def candidate_zone(desk: Desk, folder: Path) -> str:
    """Return the candidate's time zone, '' where it is not given; without reading a whole export for it."""
    rows: Iterable[Row]
    if never_saved_to(folder):
        found = file_frame(folder, "settings", ("key", "value"))
        rows = [{"key": key, "value": value} for key, value in zip(found["key"], found["value"], strict=True)]
    else:
        rows = rows_of(desk.store.load(), "settings").values()
    return parse({"settings": enumerate(rows, start=2)})[0].settings.timezone


def choices(records: Records) -> Choices:
    """Return what the interviews can be chosen by: each value that is there."""
    interviews = [each.interview for each in records.rounds.values()]
    # "Acme" and "ACME " are one organization here as they are for openings; the first spelling is shown.
    spelled = {folded(each.organization): each.organization for each in reversed(interviews)}
    return Choices(
        organizations=tuple(sorted(spelled.values(), key=str.casefold)),
        formats=tuple(each for each in Format if any(i.format is each for i in interviews)),
        rounds=tuple(sorted({each.round for each in interviews})),
    )


def pending(found: Report) -> tuple[Pending, ...]:
    """Return what is too recent to count, soonest first."""
    touches = [
        Pending(interview=found.interviews[place], kind=kind, counts_on=day)
        for place, kind, day in drilldown.pending_touches(found.sight, TOUCH_WINDOW)
    ]
    interviews = [
        Pending(interview=found.interviews[place], kind=None, counts_on=day)
        for place, day in drilldown.pending_interviews(found.sight)
    ]
    return tuple(
        sorted(
            touches + interviews,
            key=lambda each: (each.counts_on, each.interview.interview_id, each.kind or ""),
        )
    )


class Wait(StrEnum):
    """How long the first answer took, as a choice on screen."""

    WEEK = "In the first week"
    FORTNIGHT = "In the second week"
    LATER = "Later"
    NEVER = "Not answered yet"

    @classmethod
    def of(cls, days: int) -> "Wait":
        """Return the choice that holds an answer after `days` days."""
        return cls.WEEK if days < 7 else cls.FORTNIGHT if days < 14 else cls.LATER


def behind_wait(found: Report, wait: Wait) -> tuple[Interview, ...]:
    """Return the interviews that were answered after such a wait."""
    match wait:
        case Wait.WEEK:
            places = drilldown.answered_between(found.sight, 0, 6)
        case Wait.FORTNIGHT:
            places = drilldown.answered_between(found.sight, 7, 13)
        case Wait.LATER:
            places = drilldown.answered_between(found.sight, 14, None)
        case Wait.NEVER:
            places = drilldown.unanswered(found.sight)
    return found.named(places)


def behind_kind(found: Report, kind: Touch) -> tuple[Interview, ...]:
    """Return the interviews with a message of this kind."""
    return found.named(drilldown.with_kind(found.sight, kind))


def behind_habit(found: Report, habit: str, *, yes: bool) -> tuple[Interview, ...]:
    """Return the interviews in which a habit was kept, or was not."""
    return found.named(drilldown.of_habit(found.sight, habit, yes=yes))


def behind_arm(found: Report, factor: Factor, *, yes: bool) -> tuple[Interview, ...]:
    """Return the interviews on one side of a comparison."""
    return found.named(drilldown.of_arm(found.sight, factor, yes=yes))
