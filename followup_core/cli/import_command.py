"""The `import` command: imports a file, and reports what was added, unchanged and skipped."""

import secrets
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

from followup_core.formats.parsed_file import APPOINTMENT_IS_OFF, ParsedFile, SkippedRow
from followup_core.models import Problem
from followup_core.regular_files import FileTooLarge, read_regular_file
from followup_core.services.imports.appointment_matching import PossibleMatch, possible_matches
from followup_core.services.imports.file_detection import (
    ALIASES,
    MAX_UPLOAD_BYTES,
    ImportKind,
    file_too_large,
)
from followup_core.services.imports.headless_import import ParsedUpload, parse_any
from followup_core.services.imports.import_diff import CanceledInterview, MergeResult
from followup_core.services.imports.import_summary import (
    EmptyImport,
    canceled_sentence,
    empty_import_sentence,
    held_sentence,
    maybe_canceled_sentence,
    merge_sentence,
    moved_sentence,
    outdated_sentence,
    possible_match_sentence,
    remembered_sentence,
)
from followup_core.services.imports.invitation_candidate import candidate_names
from followup_core.services.maintenance import take_warnings
from followup_core.services.similar_jobs import open_questions, questions_after, same_application_sentence
from followup_core.services.workspace import ActionContext, WorkspaceView
from followup_core.text import one_line

from .command_context import CALL_WAS_WRONG, DATA_HAS_PROBLEMS, DONE, CommandContext
from .output import fail, print_json, warn, warn_of_playbook

_MAX_CELL_CHARS = 80
_DRY_RUN = "This is what would happen; nothing is changed."


def run(call: CommandContext) -> int:
    """Import a file, or print what the import would do.

    The exit code says whether nothing could be imported because of faults in the file.

    Raises:
        UnreadableFile: The file can't be read.
        NotAnArchive: The file is a ZIP that this program didn't make.
    """
    kind_name = call.arguments.kind
    if kind_name is not None and kind_name.casefold() not in ALIASES:
        kinds = ", ".join(ImportKind)
        return fail(f"There is no kind “{kind_name[:40]}”. Use one of: {kinds}.", CALL_WAS_WRONG)
    path = Path(call.arguments.file)
    data = _file_bytes(path)
    if isinstance(data, str):
        return fail(f"The file “{path}” cannot be read ({data}). Name a file that is there.", CALL_WAS_WRONG)
    view = call.view()
    warn_of_playbook(view.playbook_fault)
    upload = _parse_upload(call, view, path.name, data)
    plan = upload.plan(view, delete_canceled=call.arguments.cancel)
    result = plan.preview(call.workspace)
    empty = plan.why_empty(result)
    questions_before = open_questions(view)
    if not call.arguments.dry_run:
        plan.import_into(call.workspace, _action_context(call, view))
        for sentence in take_warnings(call.folder):
            warn(sentence)
    _print_result(call, view, upload, result, empty)
    if not call.json:
        questions = (
            questions_after(view, result.changes) if call.arguments.dry_run else open_questions(call.view())
        )
        for sentence in sorted(map(same_application_sentence, questions - questions_before)):
            print(one_line(sentence))
    return DATA_HAS_PROBLEMS if empty and _skipped(upload, result) else DONE


def _parse_upload(call: CommandContext, view: WorkspaceView, name: str, data: bytes) -> ParsedUpload:
    kind, order = call.arguments.kind, call.arguments.date_order
    return parse_any(
        name,
        data,
        kind=None if kind is None else ALIASES[kind.casefold()],
        settings=view.records.settings,
        today=view.today,
        candidate=candidate_names(call.folder, view.records.settings),
        day_first=None if order is None else order == "day",
    )


def _action_context(call: CommandContext, view: WorkspaceView) -> ActionContext:
    timestamp = call.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return ActionContext(op_id=secrets.token_hex(16), timestamp=timestamp, today=view.today)


def _file_bytes(path: Path) -> bytes | str:
    """Return a file's bytes, or the reason why it can't be read."""
    try:
        return read_regular_file(path, MAX_UPLOAD_BYTES)
    except FileTooLarge:
        raise file_too_large() from None
    except (FileNotFoundError, NotADirectoryError):
        return "there is no such file"
    except (OSError, ValueError) as error:
        return getattr(error, "strerror", None) or "no such name"


def _print_result(
    call: CommandContext,
    view: WorkspaceView,
    upload: ParsedUpload,
    result: MergeResult,
    empty: EmptyImport | None,
) -> None:
    if call.json:
        why_empty = {} if empty is None else {"nothing_taken": _empty_json(empty)}
        print_json(_result_json(call, upload, result) | _appointments_json(call, result) | why_empty)
        return
    if call.arguments.dry_run:
        print(_DRY_RUN)
    for sentence in filter(None, (merge_sentence(result, empty), remembered_sentence(result))):
        print(sentence)
    for sentence in (*_appointment_sentences(call, view, result), *upload.connection_sentences(view)):
        print(one_line(sentence))
    for match in _possible_matches(view, upload):
        print(one_line(possible_match_sentence(match, view.day_format)))
    for conflict in result.conflicts:
        stored, incoming = (one_line(text)[:_MAX_CELL_CHARS] for text in (conflict.stored, conflict.incoming))
        print(f"{one_line(conflict.what)}: yours is “{stored}”, and stays; the file says “{incoming}”.")
    for item in (*_skipped_to_print(upload, result), *upload.notices):
        print(one_line(str(item)))


def _appointment_sentences(call: CommandContext, view: WorkspaceView, result: MergeResult) -> Iterator[str]:
    for moved in result.moved:
        yield moved_sentence(moved, view.day_format)
    for canceled in result.canceled:
        outcome = _cancellation_outcome(canceled, delete=call.arguments.cancel)
        yield f"{canceled_sentence(canceled, view.day_format)} {outcome}"
    for canceled in result.maybe_canceled:
        yield maybe_canceled_sentence(canceled, view.day_format)
    for outdated in result.outdated:
        yield outdated_sentence(outdated, view.day_format)


def _cancellation_outcome(canceled: CanceledInterview, *, delete: bool) -> str:
    """Return the sentence on what becomes of a canceled interview."""
    if canceled.was_held:
        return held_sentence(canceled)
    contents = f", with {canceled.contents}" if canceled.contents else ""
    return f"It is deleted{contents}." if delete else f"It stays; --cancel deletes it{contents}."


def _possible_matches(view: WorkspaceView, upload: ParsedUpload) -> tuple[PossibleMatch, ...]:
    content = upload.content
    return possible_matches(view.snapshot, content) if isinstance(content, ParsedFile) else ()


def _skipped(upload: ParsedUpload, result: MergeResult) -> tuple[SkippedRow | Problem, ...]:
    return (*upload.skipped, *result.problems)


def _skipped_to_print(upload: ParsedUpload, result: MergeResult) -> Iterator[SkippedRow | Problem]:
    """Yield the skipped rows to print.

    A row of a canceled appointment is left out if a sentence on the stored interview says so already.
    """
    has_sentence = bool(result.canceled or result.maybe_canceled or result.outdated)
    for item in _skipped(upload, result):
        if not (has_sentence and isinstance(item, SkippedRow) and item.reason in APPOINTMENT_IS_OFF):
            yield item


def _empty_json(empty: EmptyImport) -> dict[str, Any]:
    return {
        "thing": empty.item_kind.value,
        "count": empty.count,
        "reasons": {reason.value: count for reason, count in empty.reasons.items()},
        "sentence": empty_import_sentence(empty),
    }


def _result_json(call: CommandContext, upload: ParsedUpload, result: MergeResult) -> dict[str, Any]:
    return {
        "kind": upload.kind.value,
        "dry_run": call.arguments.dry_run,
        "added": dict(result.added),
        "updated": dict(result.updated),
        "here": result.unchanged,
        "conflicts": [
            {"what": item.what, "ours": item.stored, "theirs": item.incoming} for item in result.conflicts
        ],
        "skipped": [
            {"line": item.line, "what": item.what, "remedy": item.remedy} for item in _skipped(upload, result)
        ],
        "notices": list(upload.notices),
    }


def _appointments_json(call: CommandContext, result: MergeResult) -> dict[str, Any]:
    """Return the lists of moved and canceled interviews and of older versions; an empty list is left out."""
    moved = [
        {
            "interview_id": move.interview_id,
            "title": move.title,
            "from": move.old_held_at,
            "to": move.new_held_at,
        }
        for move in result.moved
    ]
    canceled = [
        {
            "interview_id": interview.interview_id,
            "title": interview.title,
            "held_at": interview.held_at,
            "deleted": call.arguments.cancel and not interview.was_held,
        }
        for interview in result.canceled
    ]
    maybe_canceled = [
        {"interview_id": interview.interview_id, "title": interview.title, "held_at": interview.held_at}
        for interview in result.maybe_canceled
    ]
    outdated = [
        {"title": appointment.title, "held_at": appointment.held_at, "reason": appointment.reason.value}
        for appointment in result.outdated
    ]
    lists = (
        ("moved", moved),
        ("canceled", canceled),
        ("maybe_canceled", maybe_canceled),
        ("outdated", outdated),
    )
    return {name: items for name, items in lists if items}
