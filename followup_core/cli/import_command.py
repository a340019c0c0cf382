"""`import`: a file brought in; what came, what was here already, what stayed out and why."""

import secrets
from datetime import UTC
from pathlib import Path
from typing import Any

from followup_core.formats.parsed_file import Skipped
from followup_core.models import Problem
from followup_core.regular_files import FileTooLarge, read_regular_file
from followup_core.services.imports.candidate_entries import own_names
from followup_core.services.imports.empty_imports import NothingTaken, nothing_words
from followup_core.services.imports.file_detection import ALIASES, LARGEST, ImportKind, too_large
from followup_core.services.imports.headless_import import Given, bring_in, nothing_taken, preview, read_any
from followup_core.services.imports.import_diff import Merge
from followup_core.services.imports.merge_summary import merge_words
from followup_core.services.maintenance import take_warnings
from followup_core.services.workspace import Moment, View

from .command_context import CALL_WAS_WRONG, DATA_HAS_PROBLEMS, DONE, Call
from .output import fail, in_one_line, print_json, warn, warn_of_playbook

_LONGEST_CELL = 80
_DRY = "This is what would happen; nothing is changed."


def run(call: Call) -> int:
    """Bring a file in, or say what that would do; a file that cannot be used raises NotReadable.

    Where nothing of it could be used the exit code says so.
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
    merge = preview(call.desk, given, view.today)
    nothing = nothing_taken(call.desk, given, merge, view.today)
    if not call.asked.dry_run:
        bring_in(call.workspace, call.desk, _moment(call, view), given)
        for sentence in take_warnings(call.workspace):
            warn(sentence)
    _say(call, given, merge, nothing)
    return DATA_HAS_PROBLEMS if nothing and _skipped(given, merge) else DONE


def _given(call: Call, view: View, name: str, data: bytes) -> Given:
    kind, order = call.asked.kind, call.asked.date_order
    return read_any(
        name,
        data,
        kind=None if kind is None else ALIASES[kind.casefold()],
        settings=view.records.settings,
        own=own_names(call.workspace, view.records.settings),
        today=view.today,
        day_first=None if order is None else order == "day",
    )


def _moment(call: Call, view: View) -> Moment:
    at = call.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Moment(op_id=secrets.token_hex(16), at=at, today=view.today)


def _bytes(path: Path) -> bytes | str:
    """Return a file's bytes, or why it cannot be read."""
    try:
        return read_regular_file(path, LARGEST)
    except FileTooLarge:
        raise too_large() from None
    except (FileNotFoundError, NotADirectoryError):
        return "there is no such file"
    except (OSError, ValueError) as error:
        return getattr(error, "strerror", None) or "no such name"


def _say(call: Call, given: Given, merge: Merge, nothing: NothingTaken | None) -> None:
    if call.json:
        why = {} if nothing is None else {"nothing_taken": _why(nothing)}
        print_json(_as_json(given, merge, dry_run=call.asked.dry_run) | why)
        return
    if call.asked.dry_run:
        print(_DRY)
    print(merge_words(merge, nothing))
    for conflict in merge.conflicts:
        ours, theirs = (in_one_line(text)[:_LONGEST_CELL] for text in (conflict.ours, conflict.theirs))
        print(f"{in_one_line(conflict.what)}: yours is “{ours}”, and stays; the file says “{theirs}”.")
    for each in (*_skipped(given, merge), *given.notices):
        print(in_one_line(str(each)))


def _skipped(given: Given, merge: Merge) -> tuple[Skipped | Problem, ...]:
    return (*given.skipped, *merge.problems)


def _why(nothing: NothingTaken) -> dict[str, Any]:
    return {
        "thing": nothing.thing.value,
        "count": nothing.count,
        "reasons": {reason.value: count for reason, count in nothing.reasons.items()},
        "sentence": nothing_words(nothing),
    }


def _as_json(given: Given, merge: Merge, *, dry_run: bool) -> dict[str, Any]:
    return {
        "kind": given.kind.value,
        "dry_run": dry_run,
        "added": dict(merge.added),
        "updated": dict(merge.filled),
        "here": merge.here,
        "conflicts": [
            {"what": each.what, "ours": each.ours, "theirs": each.theirs} for each in merge.conflicts
        ],
        "skipped": [
            {"line": each.line, "what": each.what, "remedy": each.remedy} for each in _skipped(given, merge)
        ],
        "notices": list(given.notices),
    }
