"""The plan of an import: what a file of any kind would change, and the one action that changes it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from followup_core.formats.archive import Archive, NotAnArchive
from followup_core.formats.csv_injection import unescape_formula
from followup_core.formats.parsed_file import ParsedFile
from followup_core.models import SCHEMA, Key, Problem, Row, read_row
from followup_core.models.date_text import DayFormat, pluralize
from followup_core.services.candidate_settings import first_country_changes
from followup_core.services.input_validation import candidate_country
from followup_core.services.record_cache import rows_of
from followup_core.services.round_numbering import RoundNumbering
from followup_core.services.row_changes import upsert
from followup_core.services.workspace import ActionContext, Workspace
from followup_core.store import Change, CsvStore, Receipt, Snapshot, Unreadable, back_up_before
from followup_core.store.csv_codec import DecodedTable, decode_leniently, quarantine_problem

from .appointment_matching import (
    DEFAULT_CHOICES,
    AppointmentChoices,
    known_appointments,
    outdated_appointments,
    with_local_names,
    with_moves,
)
from .cancellations import with_cancellations
from .entry_selection import without_interviews
from .id_matching import Rows, content_id
from .import_diff import MergeResult, diff_rows
from .import_summary import EmptyImport, appointment_labels, counted_rows, empty_tables
from .linkedin_matches import ConnectionMatch, diff_connections
from .row_matching import lacks_time, with_matched_ids

Progress = Callable[[float, str], None]
"""Called with the share of the import that is done, from 0 to 1, and what comes next, in words."""


def _ignore_progress(_share: float, _activity: str) -> None:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """A file that is ready to be imported, whatever kind it is.

    `label` names the action in the list of recent actions, where the numbers of new interviews and people are
    put behind it, or what it does to an interview that is here takes its place. `merge` compares the file
    with the current rows. `empty` says why nothing comes in, if nothing does; None where the rows themselves
    are the reason.
    """

    label: str
    merge: Callable[[Snapshot], MergeResult]
    empty: EmptyImport | None = None

    def preview(self, workspace: Workspace) -> MergeResult:
        """Return what the import would do now; nothing is changed."""
        return self.merge(workspace.store.load())

    def why_empty(self, result: MergeResult) -> EmptyImport | None:
        """Return why nothing comes in; None where something does, or is here already."""
        if not result.is_empty:
            return None
        return self.empty or empty_tables(len(result.problems))

    def import_into(
        self,
        workspace: Workspace,
        context: ActionContext,
        progress: Progress = _ignore_progress,
        *,
        country: str = "",
    ) -> Receipt:
        """Import the file as one action, which one undo takes back whole.

        If the first interviews come with it, `country` becomes the candidate's country, unless one was ever
        chosen or comes along. Importing the same file again changes nothing. If anything is going to change,
        a backup of the workspace is made first.
        """
        progress(0.1, "Comparing with what is here")
        snapshot = workspace.store.load()
        result = self.merge(snapshot)
        if result.changes and isinstance(workspace.store, CsvStore):
            progress(0.4, "Making a backup")
            back_up_before(workspace.store, context.today, "import")
        progress(0.6, "Saving")

        def build_changes(current: Snapshot) -> Iterable[Change]:
            changes = (result if current.seq == snapshot.seq else self.merge(current)).changes
            if any(change.table == "interviews" for change in changes):
                changes = (*first_country_changes(current, country), *changes)
            return changes

        return workspace.execute(context, self._label(result, snapshot, context.today), build_changes)

    def _label(self, result: MergeResult, snapshot: Snapshot, today: date) -> str:
        """Return what the import did, for the list of recent actions."""
        day_format = DayFormat(today=today, country=candidate_country(snapshot))
        done = appointment_labels(result, day_format)
        count = counted_rows(result.added)
        if len(done) == 1 and not count:
            return done[0]
        several = (f"{pluralize(len(done), 'interview')} moved or canceled",) if len(done) > 1 else done
        return ": ".join(filter(None, (self.label, ", ".join(filter(None, (count, *several))))))


def plan_parsed_file(
    ready: ParsedFile,
    today: date,
    empty: EmptyImport | None = None,
    appointments: AppointmentChoices = DEFAULT_CHOICES,
) -> ImportPlan:
    """Return the plan of a file from elsewhere, after `apply_choices`.

    `appointments` is what was decided about those of its appointments that are here already.
    """

    def merge(snapshot: Snapshot) -> MergeResult:
        result = merge_parsed_file(snapshot, ready, appointments)
        return with_cancellations(result, snapshot, ready.canceled, appointments, today)

    return ImportPlan(label=f"{ready.description} imported", merge=merge, empty=empty)


def plan_connections(
    matches: Sequence[ConnectionMatch], today: date, empty: EmptyImport | None = None
) -> ImportPlan:
    """Return the plan that notes these matches as LinkedIn connections."""
    return ImportPlan(
        label="LinkedIn connections imported",
        merge=lambda snapshot: diff_connections(snapshot, matches, today),
        empty=empty,
    )


def plan_archive(archive: Archive) -> ImportPlan:
    """Return the plan of a ZIP of this program: a backup, exported tables or a take-home file.

    No row of the workspace is changed, except a setting that has no value yet, and the numbers of rounds that
    make room for another interview for the same job. Columns that the program doesn't know come along if the
    workspace's own table has no row.

    Raises:
        NotAnArchive: A table in the file can't be read.
    """
    rows, problems = _usable_rows(archive)
    return ImportPlan(
        label="A ZIP of this program imported",
        merge=lambda snapshot: _with_places(diff_rows(snapshot, rows, problems), snapshot),
    )


# Files from elsewhere.


def merge_parsed_file(
    snapshot: Snapshot, ready: ParsedFile, appointments: AppointmentChoices = DEFAULT_CHOICES
) -> MergeResult:
    """Return what importing a file from elsewhere would change in these rows.

    Nothing is taken of an invitation that is older than what is known here.
    """
    outdated = outdated_appointments(snapshot, ready, appointments)
    if outdated:
        ready = replace(ready, rows=without_interviews(ready, outdated.keys()))
    local = {table: rows_of(snapshot, table) for table in ("interviews", "people", "interviewers")}
    known = known_appointments(local["interviews"], ready.rows, appointments)
    rows = with_matched_ids(local, with_local_names(local["interviews"], ready.rows, known))
    numbered = {row["interview_id"] for row in rows.get("interviews", ()) if row["round"]}
    rows["interviews"] = tuple(_as_stored(local["interviews"], rows.get("interviews", ())))
    result = diff_rows(snapshot, rows, fill=True)
    result = with_moves(result, snapshot, ready, known, appointments)
    return replace(_with_rounds(result, local["interviews"], numbered), outdated=tuple(outdated.values()))


def _as_stored(local: Mapping[Key, Row], incoming: Sequence[Row]) -> Iterator[Row]:
    """Yield the incoming interviews in order of time; one that is here already has our time, zone and round.

    A zone is only taken from the file where we have a time without one.
    """
    for row in sorted(incoming, key=lambda row: row["held_at"]):
        own = local.get((row["interview_id"],))
        if own is None:
            yield row
            continue
        has_same_time = own["held_at"] == row["held_at"] and not lacks_time(own)
        zone = own["timezone"] or (row["timezone"] if has_same_time else "")
        yield {**row, "round": own["round"], "held_at": own["held_at"], "timezone": zone}


def _with_rounds(result: MergeResult, local: Mapping[Key, Row], numbered: Collection[str]) -> MergeResult:
    """Return an import's result with the round numbers of the interviews that it adds, moves or renames.

    A number that the file gives is taken as it is, and so is the stored one where only a blank was filled
    that says nothing about the job. Other stored interviews make room, or move up where one before them turns
    out to be for another job, in the same action.

    Args:
        result: The import's result.
        local: The stored interviews.
        numbered: The interviews to which the file gives a number. Those that an earlier import numbered are
            recognized by their id, the `content_id` of their row.
    """
    after = _changed_interviews(result.changes, local)
    if not after:
        return result
    earlier = (key[0] for key, row in local.items() if content_id("interviews", row) == key[0])
    fixed_ids = {*numbered, *earlier}
    numbering = RoundNumbering(local, fixed_ids)
    for (interview_id,), row in sorted(after.items(), key=lambda item: item[1]["held_at"]):
        own = local.get((interview_id,), row)
        is_same_job = own["organization"] == row["organization"] and own["role"] == row["role"]
        stays = own["held_at"] == row["held_at"] and (is_same_job or interview_id in fixed_ids)
        keeps_number = stays and own["round"].isdecimal()
        numbering.add_or_move(interview_id, row, int(own["round"]) if keeps_number else None)
    rounds = (
        upsert("interviews", interview_id=interview_id, round=number)
        for interview_id, number in numbering.changed.items()
    )
    return replace(result, changes=(*result.changes, *rounds))


def _changed_interviews(changes: Iterable[Change], local: Mapping[Key, Row]) -> Mapping[Key, Row]:
    """Return the interviews that get another row, as they are then."""
    after: dict[Key, Row] = {}
    for change in changes:
        if change.table == "interviews" and change.row is not None:
            after[change.key] = {**(after.get(change.key) or local.get(change.key) or {}), **change.row}
    return after


# Archives of this program.


def _with_places(result: MergeResult, snapshot: Snapshot) -> MergeResult:
    """Return an archive's result with its interviews in their places among the rounds that are here.

    The rounds of a job of which nothing is here keep the numbers of the archive.
    """
    local = rows_of(snapshot, "interviews")
    numbering = RoundNumbering(local)
    added = {key: row for key, row in _changed_interviews(result.changes, local).items() if key not in local}
    for (interview_id,), row in sorted(added.items(), key=lambda item: item[1]["held_at"]):
        if numbering.has_job_of(row):
            numbering.add_with_own_number(interview_id, row)
    rounds = _round_changes(numbering, {**local, **added})
    return replace(result, changes=(*result.changes, *rounds))


def _round_changes(numbering: RoundNumbering, rows: Mapping[Key, Row]) -> Iterator[Change]:
    for interview_id, number in numbering.changed.items():
        if rows[(interview_id,)].get("round", "") != str(number):
            yield upsert("interviews", interview_id=interview_id, round=number)


def _usable_rows(archive: Archive) -> tuple[Rows, tuple[Problem, ...]]:
    """Return the archive's rows that can be stored, and what is wrong with the others."""
    rows: dict[str, list[Row]] = {}
    problems: list[Problem] = []
    for table, data in archive.tables.items():
        try:
            decoded = decode_leniently(table, data)
        except Unreadable as error:
            where = f"{error.where} in the file"
            raise NotAnArchive(
                error.what, "Download the file again, and choose that one.", where=where
            ) from error
        if archive.guarded:
            decoded = decoded._replace(rows=dict(_without_escapes(table, decoded)), lines={})
        problems += (quarantine_problem(table, row) for row in decoded.quarantined)
        rows[table] = list(_readable(table, decoded, problems))
    return rows, tuple(problems)


def _without_escapes(table: str, decoded: DecodedTable) -> Iterator[tuple[Key, Row]]:
    """Yield the rows of an exported table with the formulas that the export escaped."""
    for row in decoded.rows.values():
        plain = {unescape_formula(name): unescape_formula(text) for name, text in row.items()}
        yield SCHEMA[table].key_of(plain), plain


def _readable(table: str, decoded: DecodedTable, problems: list[Problem]) -> Iterator[Row]:
    """Yield the rows that can be read, without the cells that can't; add what is wrong to `problems`."""
    for key, row in decoded.rows.items():
        values, faults = read_row(table, row, decoded.lines.get(key, 0))
        problems += faults
        if values is not None and not (faults and table == "settings"):
            yield {**row, **dict.fromkeys((fault.column for fault in faults), "")}
