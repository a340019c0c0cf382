"""The `import` command: imports a file, and reports what was added, known already or skipped, and why."""

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

_LONGEST_CELL = 80
_DRY = "This is what would happen; nothing is changed."


def run(call: CommandContext) -> int:
    """Import a file, or print what that would do; raise UnreadableFile if it cannot be used.

    The exit code says whether nothing in the file could be used.
    """
    asked = call.asked.kind
    if asked is not None and asked.casefold() not in ALIASES:
        kinds = ", ".join(ImportKind)
        return fail(f"There is no kind “{asked[:40]}”. Use one of: {kinds}.", CALL_WAS_WRONG)
    path = Path(call.asked.file)
    data = _bytes(path)
    if isinstance(data, str):
        return fail(f"The file “{path}” cannot be read ({data}). Name a file that is there.", CALL_WAS_WRONG)
    view = call.view()
    warn_of_playbook(view.playbook_fault)
    given = _given(call, view, path.name, data)
    plan = given.plan(view)
    merge = plan.preview(call.desk)
    nothing = plan.why_empty(merge)
    if not call.asked.dry_run:
        plan.apply(call.desk, _moment(call, view))
        for sentence in take_warnings(call.workspace):
            warn(sentence)
    _say(call, given, merge, nothing)
    return DATA_HAS_PROBLEMS if nothing and _skipped(given, merge) else DONE


def _given(call: CommandContext, view: WorkspaceView, name: str, data: bytes) -> ParsedUpload:
    kind, order = call.asked.kind, call.asked.date_order
    return parse_any(
        name,
        data,
        kind=None if kind is None else ALIASES[kind.casefold()],
        settings=view.records.settings,
        candidate=candidate_names(call.workspace, view.records.settings),
        day_first=None if order is None else order == "day",
    )


def _moment(call: CommandContext, view: WorkspaceView) -> ActionContext:
    at = call.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return ActionContext(op_id=secrets.token_hex(16), timestamp=at, today=view.today)


def _bytes(path: Path) -> bytes | str:
    """Return a file's bytes, or why it cannot be read."""
    try:
        return read_regular_file(path, MAX_UPLOAD_BYTES)
    except FileTooLarge:
        raise file_too_large() from None
    except (FileNotFoundError, NotADirectoryError):
        return "there is no such file"
    except (OSError, ValueError) as error:
        return getattr(error, "strerror", None) or "no such name"


def _say(call: CommandContext, given: ParsedUpload, merge: MergeResult, nothing: EmptyImport | None) -> None:
    if call.json:
        why = {} if nothing is None else {"nothing_taken": _why(nothing)}
        print_json(_as_json(given, merge, dry_run=call.asked.dry_run) | why)
        return
    if call.asked.dry_run:
        print(_DRY)
    print(merge_sentence(merge, nothing))
    for conflict in merge.conflicts:
        ours, theirs = (one_line(text)[:_LONGEST_CELL] for text in (conflict.local, conflict.incoming))
        print(f"{one_line(conflict.what)}: yours is “{ours}”, and stays; the file says “{theirs}”.")
    for each in (*_skipped(given, merge), *given.notices):
        print(one_line(str(each)))


def _skipped(given: ParsedUpload, merge: MergeResult) -> tuple[SkippedRow | Problem, ...]:
    return (*given.skipped, *merge.problems)


def _why(nothing: EmptyImport) -> dict[str, Any]:
    return {
        "thing": nothing.thing.value,
        "count": nothing.count,
        "reasons": {reason.value: count for reason, count in nothing.reasons.items()},
        "sentence": empty_import_sentence(nothing),
    }


def _as_json(given: ParsedUpload, merge: MergeResult, *, dry_run: bool) -> dict[str, Any]:
    return {
        "kind": given.kind.value,
        "dry_run": dry_run,
        "added": dict(merge.added),
        "updated": dict(merge.updated),
        "here": merge.unchanged,
        "conflicts": [
            {"what": each.what, "ours": each.local, "theirs": each.incoming} for each in merge.conflicts
        ],
        "skipped": [
            {"line": each.line, "what": each.what, "remedy": each.remedy} for each in _skipped(given, merge)
        ],
        "notices": list(given.notices),
    }
