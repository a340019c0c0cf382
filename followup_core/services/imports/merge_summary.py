"""What bringing a file in would do, in a sentence."""

from collections.abc import Mapping

from .empty_imports import EmptyImport, empty_import_sentence, empty_tables
from .import_diff import MergeResult

_NOUNS = {
    "interviews": ("interview", "interviews"),
    "people": ("person", "people"),
    "answers": ("answer", "answers"),
    "touchpoints": ("message", "messages"),
    "settings": ("setting", "settings"),
}


def changes_nothing(found: MergeResult) -> bool:
    """Whether nothing of a file comes in and nothing of it is here."""
    return not (found.added or found.updated or found.unchanged or found.differing)


def merge_sentence(found: MergeResult, nothing: EmptyImport | None = None) -> str:
    """Say what bringing a file in would do; where that is nothing, why all that it holds stays out."""
    if changes_nothing(found):
        return empty_import_sentence(nothing or empty_tables(len(found.problems)))
    said = []
    if found.added:
        said.append(f"{_listed(found.added)} in.")
    completed = sum(found.updated.values())
    if completed:
        said.append(f"{completed} {'gets' if completed == 1 else 'get'} details that were blank.")
    if not said:
        said.append("Everything in this file is here already.")
    elif found.unchanged:
        said.append(f"{found.unchanged} {'is' if found.unchanged == 1 else 'are'} here already.")
    if found.differing:
        said.append(f"{found.differing} {'differs' if found.differing == 1 else 'differ'}: yours stays.")
    return " ".join(said)


def _listed(added: Mapping[str, int]) -> str:
    """Say what comes; who met whom only where it comes alone."""
    counts = {name: added[name] for name in _NOUNS if name in added} or {"people": added["interviewers"]}
    parts = [f"{count} {_NOUNS[name][count != 1]}" for name, count in counts.items()]
    met = "" if counts.keys() <= added.keys() else " you met"
    verb = "comes" if sum(counts.values()) == 1 else "come"
    return f"{' and '.join(filter(None, (', '.join(parts[:-1]), parts[-1])))}{met} {verb}"
