"""A disk that fails at the call one chooses, and one whose power is cut there."""

import errno
import os
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from followup_core import durable_io

CHANGING = ("open", "write", "fsync", "ftruncate", "replace", "unlink", "mkdir", "rmdir", "close", "fstat")


@contextmanager
def using(disk: "Counted") -> Iterator[None]:
    """Let the store use this disk for a while."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(durable_io, "system", disk)
        yield


class Counted:
    """Stands in for `os` in the store's disk module and counts the calls that matter."""

    def __init__(self) -> None:
        self.calls = 0

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in CHANGING:
            return real

        def call(*arguments: Any) -> Any:
            self.calls += 1
            return self.called(name, real, arguments)

        return call

    def called(self, name: str, real: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        return real(*arguments)


class Faulty(Counted):
    """Fails at call number `at`, and from there on when `stays`; a write is cut short first."""

    def __init__(self, at: int, code: int, *, stays: bool) -> None:
        super().__init__()
        self.at, self.code, self.stays = at, code, stays
        self.failed: list[str] = []

    def called(self, name: str, real: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        if not (self.calls == self.at or (self.stays and self.calls > self.at)):
            return real(*arguments)
        self.failed.append(name)
        if name == "close":
            real(*arguments)
        if name == "write":
            handle, data = arguments
            if len(data) > 1 and self.calls == self.at:
                return real(handle, data[: len(data) // 2])
        raise OSError(self.code, os.strerror(self.code))


class ReadOnlyFolder(Counted):
    """Lets everything be read and nothing be written."""

    def called(self, name: str, real: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        if name in ("open", "replace", "unlink", "mkdir", "rmdir"):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return real(*arguments)


class Short(Counted):
    """Writes a few bytes at a time, as a system may."""

    def called(self, name: str, real: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        if name == "write":
            handle, data = arguments
            return real(handle, data[:7])
        return real(*arguments)


class PowerCut(BaseException):
    """The power is gone."""


@dataclass
class _File:
    durable: bytes | None = None
    is_folder: bool = False
    names: dict[str, "_File"] = field(default_factory=dict)


class Powered(Counted):
    """Knows what is certainly on the disk; at call number `at` the power is cut.

    A file has its bytes for certain when it was synced, a folder its names.
    """

    def __init__(self, root: Path, at: int) -> None:
        super().__init__()
        self.root, self.at = root, at
        self.live: dict[str, _File] = {str(root): _File(is_folder=True)}
        self.open_files: dict[int, str] = {}

    def called(self, name: str, real: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        if self.calls >= self.at:
            raise PowerCut
        result = real(*arguments)
        where = str(arguments[0])
        if name == "open":
            self.open_files[result] = where
            self.live.setdefault(where, _File())
        elif name == "mkdir":
            self.live[where] = _File(is_folder=True)
        elif name == "replace":
            self.live[str(arguments[1])] = self.live.pop(where)
        elif name in ("unlink", "rmdir"):
            self.live.pop(where, None)
        elif name == "fsync":
            self._synced(self.open_files[arguments[0]])
        return result

    def _synced(self, where: str) -> None:
        if Path(where).is_dir():
            self.live[where].names = self._names(where)
        else:
            self.live[where].durable = Path(where).read_bytes()

    def _names(self, where: str) -> dict[str, _File]:
        return {Path(path).name: file for path, file in self.live.items() if str(Path(path).parent) == where}

    def after_the_cut(self, target: Path, chance: random.Random) -> None:
        """Make in `target` what may be left: what is certain, and of the rest some."""
        self._leave(self.live[str(self.root)], str(self.root), target, chance)

    def _leave(self, folder: _File, where: str, target: Path, chance: random.Random) -> None:
        target.mkdir()
        now: Mapping[str, _File] = self._names(where)
        for name in {**folder.names, **now}:
            choices = [folder.names.get(name), now.get(name)]
            file = chance.choice(choices)
            if file is None:
                continue
            path = self._path_of(file)
            if file.is_folder:
                self._leave(file, path or "a folder that was removed", target / name, chance)
            else:
                (target / name).write_bytes(_bytes_left(file, path, chance))

    def _path_of(self, file: _File) -> str | None:
        return next((path for path, live_file in self.live.items() if live_file is file), None)


def _bytes_left(file: _File, path: str | None, chance: random.Random) -> bytes:
    certain = file.durable or b""
    now = Path(path).read_bytes() if path is not None else certain
    if now == file.durable:
        return now
    if not now.startswith(certain):
        return chance.choice((certain, now))
    rest = now[len(certain) :]
    some = rest[: chance.randrange(len(rest) + 1)]
    return certain + chance.choice((b"", some, b"\x00" * len(some), rest))


FULL, BROKEN = errno.ENOSPC, errno.EIO

every_call = pytest.mark.parametrize("every", [7, pytest.param(1, marks=pytest.mark.thorough)])
"""Which calls to the disk a test tries: each seventh, and in the thorough run each."""
