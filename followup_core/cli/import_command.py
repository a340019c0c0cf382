"""The `import` command: imports a file, and reports what came in, what was here and what was skipped."""

import secrets
from datetime import UTC
from pathlib import Path
from typing import Any

from followup_core.formats.parsed_file import SkippedRow
from followup_core.models import Problem
from followup_core.regular_files import FileTooLarge, read_regular_file
from followup_core.services.imports.file_detection import (
    ALIASES,
    MAX_UPLOAD_BYTES,
    ImportKind,
    file_too_large,
)
from followup_core.services.imports.headless_import import ParsedUpload, parse_any
from followup_core.services.imports.import_diff import MergeResult
from followup_core.services.imports.import_summary import EmptyImport, empty_import_sentence, merge_sentence
from followup_core.services.imports.invitation_candidate import candidate_names
from followup_core.services.maintenance import take_warnings
from followup_core.services.workspace import ActionContext, WorkspaceView
from followup_core.text import one_line

from .command_context import CALL_WAS_WRONG, DATA_HAS_PROBLEMS, DONE, CommandContext
from .output import fail, print_json, warn, warn_of_playbook

_MAX_CELL_CHARS = 80
_DRY_RUN = "This is what would happen; nothing is changed."


def run(call: CommandContext) -> int:
    """Import a file, or print what that would do.

    The exit code says whether nothing of the file comes in because of faults in it.

    Raises:
        UnreadableFile: The file can't be read.
        NotAnArchive: It is a ZIP that this program didn't make.
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
    upload = _parsed_upload(call, view, path.name, data)
    plan = upload.plan(view)
    result = plan.preview(call.workspace)
    empty = plan.why_empty(result)
    if not call.arguments.dry_run:
        plan.apply(call.workspace, _action_context(call, view))
        for sentence in take_warnings(call.folder):
            warn(sentence)
    _print_result(call, upload, result, empty)
    return DATA_HAS_PROBLEMS if empty and _skipped(upload, result) else DONE


def _parsed_upload(call: CommandContext, view: WorkspaceView, name: str, data: bytes) -> ParsedUpload:
    kind, order = call.arguments.kind, call.arguments.date_order
    return parse_any(
        name,
        data,
        kind=None if kind is None else ALIASES[kind.casefold()],
        settings=view.records.settings,
        candidate=candidate_names(call.folder, view.records.settings),
        day_first=None if order is None else order == "day",
    )


def _action_context(call: CommandContext, view: WorkspaceView) -> ActionContext:
    timestamp = call.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return ActionContext(op_id=secrets.token_hex(16), timestamp=timestamp, today=view.today)


def _file_bytes(path: Path) -> bytes | str:
    """Return a file's bytes, or why it cannot be read."""
    try:
        return read_regular_file(path, MAX_UPLOAD_BYTES)
    except FileTooLarge:
        raise file_too_large() from None
    except (FileNotFoundError, NotADirectoryError):
        return "there is no such file"
    except (OSError, ValueError) as error:
        return getattr(error, "strerror", None) or "no such name"


def _print_result(
    call: CommandContext, upload: ParsedUpload, result: MergeResult, empty: EmptyImport | None
) -> None:
    if call.json:
        reason = {} if empty is None else {"nothing_taken": _empty_json(empty)}
        print_json(_as_json(upload, result, dry_run=call.arguments.dry_run) | reason)
        return
    if call.arguments.dry_run:
        print(_DRY_RUN)
    print(merge_sentence(result, empty))
    for conflict in result.conflicts:
        local, incoming = (one_line(text)[:_MAX_CELL_CHARS] for text in (conflict.local, conflict.incoming))
        print(f"{one_line(conflict.what)}: yours is “{local}”, and stays; the file says “{incoming}”.")
    for item in (*_skipped(upload, result), *upload.notices):
        print(one_line(str(item)))


def _skipped(upload: ParsedUpload, result: MergeResult) -> tuple[SkippedRow | Problem, ...]:
    return (*upload.skipped, *result.problems)


def _empty_json(empty: EmptyImport) -> dict[str, Any]:
    return {
        "thing": empty.thing.value,
        "count": empty.count,
        "reasons": {reason.value: count for reason, count in empty.reasons.items()},
        "sentence": empty_import_sentence(empty),
    }


def _as_json(upload: ParsedUpload, result: MergeResult, *, dry_run: bool) -> dict[str, Any]:
    return {
        "kind": upload.kind.value,
        "dry_run": dry_run,
        "added": dict(result.added),
        "updated": dict(result.updated),
        "here": result.unchanged,
        "conflicts": [
            {"what": item.what, "ours": item.local, "theirs": item.incoming} for item in result.conflicts
        ],
        "skipped": [
            {"line": item.line, "what": item.what, "remedy": item.remedy} for item in _skipped(upload, result)
        ],
        "notices": list(upload.notices),
    }
