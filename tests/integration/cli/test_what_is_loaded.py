"""Which libraries and slow standard modules each command loads: everybody who starts it waits for them."""

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from followup_core import playbook, store

from .folders import ROOT, Tables, write

_TELL = """
import sys
before = set(sys.modules)
from followup_core.__main__ import main
code = main(sys.argv[1:])
files = {name: getattr(module, "__file__", None) or "" for name, module in sys.modules.items()}
others = {name.partition(".")[0] for name, file in files.items() if "site-packages" in file}
slow = {"asyncio", "email", "http", "multiprocessing", "socket", "ssl", "subprocess", "tempfile"}
ours = {"followup_core.formats.pdf"} & set(files)
print("loaded:", *sorted((others | (slow & set(files)) | ours) - before), file=sys.stderr)
sys.exit(code)
"""
_SMALL: Tables = {
    "interviews": [
        {"interview_id": "i1", "organization": "Acme", "role": "Analyst", "held_at": "2026-11-02T10:00"}
    ],
    "people": [{"person_id": "p1", "name": "Dana Ruiz", "email": "dana@example.org"}],
    "interviewers": [{"interview_id": "i1", "person_id": "p1", "part": "hiring_manager"}],
    "settings": [{"key": "name", "value": "Sam Lee"}],
}


def loaded(folder: Path, *arguments: str) -> set[str]:
    """Return what a command has loaded after it ran in a process of its own.

    These are other people's libraries, slow modules of the standard library, and our own for PDFs.
    """
    done = subprocess.run(
        [sys.executable, "-c", _TELL, *arguments, "--workspace", str(folder), "--today", "2026-11-18"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        timeout=120,  # only ends a call that hangs
    )
    assert done.returncode == 0, done.stderr
    [line] = [line for line in done.stderr.splitlines() if line.startswith("loaded:")]
    return set(line.split()[1:])


LIGHT: set[str] = set()
PAPER = {"followup_core.formats.pdf"}
"""The paper sizes, which workbooks are set up for, are with the PDFs."""

LOADS: list[tuple[tuple[str, ...], set[str]]] = [
    (("due", "--json"), LIGHT),
    (("plan", "i1"), LIGHT),
    (("check",), LIGHT),
    (("digest", "--json"), LIGHT),
    (("draft", "thank_you_email", "--interview", "i1", "--json"), LIGHT),
    (("export", "--as", "zip", "out.zip"), PAPER),
]


@pytest.mark.parametrize(("words", "expected"), LOADS, ids=[" ".join(words) for words, _ in LOADS])
def test_a_command_loads_the_libraries_that_it_needs_and_no_other(
    tmp_path: Path, words: tuple[str, ...], expected: set[str]
) -> None:
    arguments = [str(tmp_path / word) if word.startswith("out") else word for word in words]
    found = loaded(write(tmp_path / "workspace", _SMALL), *arguments)
    assert found <= expected, f"also loaded: {found - expected}"


def test_the_public_holidays_are_loaded_for_a_candidate_with_a_country(tmp_path: Path) -> None:
    abroad = {**_SMALL, "settings": [{"key": "country", "value": "DE"}]}
    assert "holidays" in loaded(write(tmp_path / "workspace", abroad), "due")


def test_jinja_is_loaded_for_own_wording_with_a_loop(tmp_path: Path) -> None:
    folder = write(tmp_path / "workspace", _SMALL)
    text = "[paragraph]\n* Hello{% for one in others %} {{ one }}{% endfor %}.\n"
    (folder / "messages").mkdir()
    (folder / "messages" / "question.txt").write_text(text, encoding="utf-8")
    assert "jinja2" in loaded(folder, "draft", "question", "--interview", "i1")


@pytest.mark.parametrize("package", [playbook, store], ids=["playbook", "store"])
def test_what_a_package_loads_later_is_there_when_it_is_asked_for(package: ModuleType) -> None:
    assert [name for name in package.__all__ if not hasattr(package, name)] == []
    assert set(package._LATER) <= set(package.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = package.nothing
