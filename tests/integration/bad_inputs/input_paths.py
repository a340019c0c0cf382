"""The ways in for anything from outside, and a person's own workspace, which nothing bad may change."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from followup_core.__main__ import main
from followup_core.services import workspace_registry
from tests.integration.services.workspaces import opened, started, with_person

Files = Mapping[str, tuple[bytes, int]]
ReadOutput = Callable[[], tuple[str, str]]
"""Returns what was printed since the last time, and what was warned of."""

_LOCK = ".store/lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandOutput:
    """What one command said: its exit code, its lines, and its lines on standard error."""

    code: int
    out: tuple[str, ...]
    err: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandLine:
    """The command line on one workspace; `outside` is a folder for files to import."""

    workspace: Path
    outside: Path
    read_output: ReadOutput

    def call(self, command: str, *arguments: str, workspace: Path | None = None) -> CommandOutput:
        """Call one command; a traceback would fail the test."""
        self.read_output()
        where = ("--workspace", str(workspace or self.workspace), "--today", "2026-11-18")
        code = main([command, *arguments, *where])
        out, err = self.read_output()
        assert "Traceback" not in out + err
        return CommandOutput(code=code, out=tuple(out.splitlines()), err=tuple(err.splitlines()))

    def import_file(self, name: str, data: bytes | str, *arguments: str) -> CommandOutput:
        """Import a file."""
        self.outside.mkdir(exist_ok=True)
        (self.outside / name).write_bytes(data.encode() if isinstance(data, str) else data)
        return self.call("import", str(self.outside / name), *arguments)

    def refusal(self, name: str, data: bytes | str, *arguments: str) -> str:
        """Import a file that is refused; return the sentence. Not a byte of the workspace changes."""
        with unchanged(self.workspace):
            output = self.import_file(name, data, *arguments)
        assert (output.code, output.out, len(output.err)) == (1, (), 1), output
        return output.err[0]

    def check(self, workspace: Path | None = None) -> tuple[str, ...]:
        """Return what `check` finds, which changes nothing."""
        with unchanged(workspace or self.workspace):
            output = self.call("check", workspace=workspace)
        assert output.code == (0 if output.out == ("No problems.",) else 1), output
        return output.out


def workspace_with_interview(folder: Path) -> Path:
    """Make a workspace as a person has it: an interview, somebody met, all of it at rest."""
    with opened(folder) as workspace:
        with_person(workspace, started(workspace))
    return folder


def by_hand(folder: Path, **tables: bytes | str) -> Path:
    """Make a workspace of tables that somebody wrote by hand."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def files(folder: Path) -> Files:
    """Return every file of a workspace with its bytes and its time; an empty lock says nothing."""
    return {
        name: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and (name := path.relative_to(folder).as_posix()) != _LOCK
    }


@contextmanager
def unchanged(folder: Path) -> Iterator[None]:
    """See that what is done meanwhile leaves every byte of a workspace as it is."""
    workspace_registry.close_all()
    before = files(folder)
    assert before
    yield
    workspace_registry.close_all()
    assert files(folder) == before
