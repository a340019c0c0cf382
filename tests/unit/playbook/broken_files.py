"""A copy of a shipped file, broken in one place, and what is said of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from followup_core.playbook import PlaybookError


@contextmanager
def restored(folder: Path) -> Iterator[None]:
    """Put each file of a folder back as it was, at the end of the block."""
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    try:
        yield
    finally:
        for file, data in before.items():
            file.write_bytes(data)


def edit(folder: Path, name: str, old: str, new: str, after: str = "") -> int:
    """Replace the first place where `old` stands, past `after`; return the line it stands on."""
    text = (folder / name).read_text(encoding="utf-8")
    start = text.index(old, text.index(after))
    (folder / name).write_text(text[:start] + new + text[start + len(old) :], encoding="utf-8")
    return text[:start].count("\n") + 1


def fault_in(folder: Path, load: Callable[[Path], object]) -> PlaybookError:
    """Return why a folder cannot be loaded; that is one line with a remedy."""
    with pytest.raises(PlaybookError) as caught:
        load(folder)
    assert caught.value.remedy
    assert "\n" not in str(caught.value)
    return caught.value
