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
    with_moves,
    with_stored_identity,
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

    `label` names the action in the list of recent actions, followed by the numbers of new interviews and
    people. If the import only moves or cancels one stored interview, that is its name instead. `merge`
    compares the file with the current rows. `empty` says why nothing can be imported; None if the reason is
    in the rows.
    """

    label: str
    merge: Callable[[Snapshot], MergeResult]
    empty: EmptyImport | None = None

    def preview(self, workspace: Workspace) -> MergeResult:
        """Return what the import would do now; nothing is changed."""
        return self.merge(workspace.store.load())

    def why_empty(self, result: MergeResult) -> EmptyImport | None:
        """Return why nothing is imported; None if something is, or is stored already."""
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
        """Import the file as one action, which one undo reverses completely.

        If the file has the first interviews, `country` becomes the candidate's country, unless one was ever
        chosen or the file has one. Importing the same file again changes nothing. If anything is going to
        change, a backup of the workspace is made first.
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
        appointment_texts = appointment_labels(result, day_format)
        count_words = counted_rows(result.added)
        if len(appointment_texts) == 1 and not count_words:
            return appointment_texts[0]
        appointments_text = (
            (f"{pluralize(len(appointment_texts), 'interview')} moved or canceled",)
            if len(appointment_texts) > 1
            else appointment_texts
        )
        return ": ".join(
            filter(None, (self.label, ", ".join(filter(None, (count_words, *appointments_text)))))
        )


def plan_parsed_file(
    ready: ParsedFile,
    today: date,
    empty: EmptyImport | None = None,
    appointments: AppointmentChoices = DEFAULT_CHOICES,
) -> ImportPlan:
    """Return the plan of importing a file that another program made, after `apply_choices`.

    `appointments` is what the candidate decided about appointments whose interviews are stored already.
    """

    def merge(snapshot: Snapshot) -> MergeResult:
        result = merge_parsed_file(snapshot, ready, appointments)
        return with_cancellations(result, snapshot, ready.canceled, appointments, today)

    return ImportPlan(label=f"{ready.description} imported", merge=merge, empty=empty)


def plan_connections(
    matches: Sequence[ConnectionMatch], today: date, empty: EmptyImport | None = None
) -> ImportPlan:
    """Return the plan of recording these matches as LinkedIn connections."""
    return ImportPlan(
        label="LinkedIn connections imported",
        merge=lambda snapshot: diff_connections(snapshot, matches, today),
        empty=empty,
    )


def plan_archive(archive: Archive) -> ImportPlan:
    """Return the plan of importing a ZIP of this program: a backup, exported tables or a take-home file.

    Stored rows aren't changed, with two exceptions: a setting without a value gets one, and round numbers
    make room for another interview for the same job. Columns that the program doesn't know are imported if
    the workspace's own table has no row.

    Raises:
        NotAnArchive: A table in the file can't be read.
    """
    rows, problems = _decode_archive(archive)
    return ImportPlan(
        label="A ZIP of this program imported",
        merge=lambda snapshot: _with_archive_rounds(diff_rows(snapshot, rows, problems), snapshot),
    )


# Files of other programs.


def merge_parsed_file(
    snapshot: Snapshot, ready: ParsedFile, appointments: AppointmentChoices = DEFAULT_CHOICES
) -> MergeResult:
    """Return what importing a file of another program would change in the snapshot's rows.

    An invitation that is older than the stored or remembered version is ignored.
    """
    outdated = outdated_appointments(snapshot, ready, appointments)
    if outdated:
        ready = replace(ready, rows=without_interviews(ready, outdated.keys()))
    stored = {table: rows_of(snapshot, table) for table in ("interviews", "people", "interviewers")}
    stored_ids = known_appointments(stored["interviews"], ready.rows, appointments)
    rows = with_matched_ids(stored, with_stored_identity(stored["interviews"], ready.rows, stored_ids))
    numbered_ids = {row["interview_id"] for row in rows.get("interviews", ()) if row["round"]}
    rows["interviews"] = tuple(_with_stored_times(stored["interviews"], rows.get("interviews", ())))
    result = diff_rows(snapshot, rows, fill=True)
    result = with_moves(result, snapshot, ready, stored_ids, appointments)
    return replace(
        _with_round_numbers(result, stored["interviews"], numbered_ids), outdated=tuple(outdated.values())
    )


def _with_stored_times(stored_interviews: Mapping[Key, Row], incoming: Sequence[Row]) -> Iterator[Row]:
    """Yield the incoming interviews in order of time; stored ones get their stored time, zone and round.

    The file's zone is only taken if the stored time is the same and has no zone.
    """
    for row in sorted(incoming, key=lambda row: row["held_at"]):
        stored_row = stored_interviews.get((row["interview_id"],))
        if stored_row is None:
            yield row
            continue
        has_same_time = stored_row["held_at"] == row["held_at"] and not lacks_time(stored_row)
        zone = stored_row["timezone"] or (row["timezone"] if has_same_time else "")
        yield {**row, "round": stored_row["round"], "held_at": stored_row["held_at"], "timezone": zone}


def _with_round_numbers(
    result: MergeResult, stored_interviews: Mapping[Key, Row], numbered_ids: Collection[str]
) -> MergeResult:
    """Return an import's result with the round numbers of the interviews that it adds, moves or renames.

    A number in the file is taken as it is. So is a stored number, if the interview's time and job don't
    change. The numbers of other stored interviews change in the same action: they make room for a new
    round, or move up if an earlier round turns out to be for another job.

    Args:
        result: The import's result.
        stored_interviews: The stored interviews by key.
        numbered_ids: The interviews that have a number in the file. Stored interviews that an earlier import
            numbered are recognized by their id: it is the `content_id` of their row.
    """
    changed_interviews = _changed_interviews(result.changes, stored_interviews)
    if not changed_interviews:
        return result
    earlier_ids = (
        key[0] for key, row in stored_interviews.items() if content_id("interviews", row) == key[0]
    )
    fixed_ids = {*numbered_ids, *earlier_ids}
    numbering = RoundNumbering(stored_interviews, fixed_ids)
    for (interview_id,), row in sorted(changed_interviews.items(), key=lambda item: item[1]["held_at"]):
        stored_row = stored_interviews.get((interview_id,), row)
        is_same_job = stored_row["organization"] == row["organization"] and stored_row["role"] == row["role"]
        stays_in_place = stored_row["held_at"] == row["held_at"] and (
            is_same_job or interview_id in fixed_ids
        )
        keeps_number = stays_in_place and stored_row["round"].isdecimal()
        numbering.add_or_move(interview_id, row, int(stored_row["round"]) if keeps_number else None)
    number_changes = (
        upsert("interviews", interview_id=interview_id, round=number)
        for interview_id, number in numbering.changed.items()
    )
    return replace(result, changes=(*result.changes, *number_changes))


def _changed_interviews(changes: Iterable[Change], stored_interviews: Mapping[Key, Row]) -> Mapping[Key, Row]:
    """Return the rows of the interviews that are added or changed, as they are after the changes."""
    changed_interviews: dict[Key, Row] = {}
    for change in changes:
        if change.table == "interviews" and change.row is not None:
            changed_interviews[change.key] = {
                **(changed_interviews.get(change.key) or stored_interviews.get(change.key) or {}),
                **change.row,
            }
    return changed_interviews


# Archives of this program.


def _with_archive_rounds(result: MergeResult, snapshot: Snapshot) -> MergeResult:
    """Return an archive's result with its interviews numbered among the stored rounds of the same job.

    If no round of a job is stored, its rounds keep the numbers of the archive.
    """
    stored_interviews = rows_of(snapshot, "interviews")
    numbering = RoundNumbering(stored_interviews)
    added_interviews = {
        key: row
        for key, row in _changed_interviews(result.changes, stored_interviews).items()
        if key not in stored_interviews
    }
    for (interview_id,), row in sorted(added_interviews.items(), key=lambda item: item[1]["held_at"]):
        if numbering.has_job_of(row):
            numbering.add_with_own_number(interview_id, row)
    number_changes = _round_number_changes(numbering, {**stored_interviews, **added_interviews})
    return replace(result, changes=(*result.changes, *number_changes))


def _round_number_changes(numbering: RoundNumbering, rows: Mapping[Key, Row]) -> Iterator[Change]:
    for interview_id, number in numbering.changed.items():
        if rows[(interview_id,)].get("round", "") != str(number):
            yield upsert("interviews", interview_id=interview_id, round=number)


def _decode_archive(archive: Archive) -> tuple[Rows, tuple[Problem, ...]]:
    """Return the archive's rows that can be stored, and the problems of all others."""
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
        rows[table] = list(_readable_rows(table, decoded, problems))
    return rows, tuple(problems)


def _without_escapes(table: str, decoded: DecodedTable) -> Iterator[tuple[Key, Row]]:
    """Yield the keys and rows of an exported table, with the formulas that the export escaped restored."""
    for row in decoded.rows.values():
        unescaped_row = {unescape_formula(name): unescape_formula(text) for name, text in row.items()}
        yield SCHEMA[table].key_of(unescaped_row), unescaped_row


def _readable_rows(table: str, decoded: DecodedTable, problems: list[Problem]) -> Iterator[Row]:
    """Yield the readable rows, with unreadable cells blanked; add what is wrong to `problems`."""
    for key, row in decoded.rows.items():
        values, faults = read_row(table, row, decoded.lines.get(key, 0))
        problems += faults
        if values is not None and not (faults and table == "settings"):
            yield {**row, **dict.fromkeys((fault.column for fault in faults), "")}
