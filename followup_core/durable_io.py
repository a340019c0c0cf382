"""Disk operations that survive a crash, in one place, so that a test can make each of them fail."""

# Tests replace exactly these calls of the `os` module, hence no pathlib.
# ruff: noqa: PTH102, PTH105, PTH106, PTH108, PTH116

import errno
import os as system
from contextlib import suppress
from pathlib import Path

from followup_core.regular_files import open_regular_file

UNFINISHED = ".followup-new"
"""The suffix of an unfinished file; such files are deleted on the next opening for writing."""

MAX_STORE_FILE_BYTES = 200_000_000
_FLAGS = getattr(system, "O_BINARY", 0) | getattr(system, "O_NONBLOCK", 0)  # never waits on a named pipe

Identity = tuple[int, int, int]
"""A file's inode, size in bytes and modification time in nanoseconds: changes with every write."""


def is_full(error: OSError) -> bool:
    """Return whether the error says that the disk or the user's quota is full."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


class SyncFailed(OSError):
    """The system could not confirm that the bytes are on the disk; the file must not be trusted again."""


def identity(path: Path) -> Identity | None:
    """Return the identity of a file in its current state, or None if there is no file."""
    try:
        status = system.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return (status.st_ino, status.st_size, status.st_mtime_ns)


def read(path: Path, start: int = 0) -> bytes | None:
    """Return a file's bytes from offset `start`, or None if there is no file."""
    try:
        with open_regular_file(path) as file:
            if system.fstat(file.fileno()).st_size > MAX_STORE_FILE_BYTES:
                raise OSError(errno.EFBIG, "The file is larger than 200 MB", str(path))
            file.seek(start)
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        return None


def append(path: Path, data: bytes, before: bytes | bytearray) -> bool:
    """Append `data` durably to a file whose content was `before`.

    On an error the file is truncated to its earlier length, as far as the system allows.

    Returns:
        True if the file now has `before` and `data` and nothing else. False means that another program
        changed the file in the meantime.

    Raises:
        SyncFailed: it is unknown what the disk holds.
    """
    handle = system.open(path, system.O_WRONLY | system.O_APPEND | _FLAGS)
    try:
        _write_all(handle, data)
        _sync(handle)
        content = read(path) or b""
    except OSError:
        with suppress(OSError):
            system.ftruncate(handle, len(before))
        raise
    finally:
        _close(handle)
    return len(content) == len(before) + len(data) and content.startswith(before) and content.endswith(data)


def cut(path: Path, size: int) -> None:
    """Truncate a file durably to `size` bytes."""
    handle = system.open(path, system.O_WRONLY | _FLAGS)
    try:
        system.ftruncate(handle, size)
        _sync(handle)
    finally:
        _close(handle)


def write_file(path: Path, data: bytes) -> None:
    """Replace the file at `path` as a whole, or leave it as it was.

    The new bytes are synced and read back first. The directory entry is durable only after `sync_folder`.
    """
    unfinished = path.with_name(path.name + UNFINISHED)
    remove(unfinished)
    try:
        handle = system.open(unfinished, system.O_WRONLY | system.O_CREAT | system.O_EXCL | _FLAGS, 0o600)
        try:
            _write_all(handle, data)
            _sync(handle)
        finally:
            _close(handle)
        if read(unfinished) != data:
            raise OSError(errno.EIO, "The disk gave back other bytes than were written", str(unfinished))
        system.replace(unfinished, path)
    except OSError:
        with suppress(OSError):
            remove(unfinished)
        raise


def write_unsynced(path: Path, data: bytes) -> None:
    """Create a file whose content doesn't matter; if the disk has no space for it, no part of it stays."""
    handle = system.open(path, system.O_WRONLY | system.O_CREAT | system.O_EXCL | _FLAGS, 0o600)
    try:
        _write_all(handle, data)
    except OSError:
        with suppress(OSError):
            remove(path)
        raise
    finally:
        _close(handle)


def write_durably(path: Path, data: bytes) -> None:
    """Write a file like `write_file`, and make its directory entry durable, too."""
    write_file(path, data)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Make a folder's entries durable; does nothing on Windows, which has no way to do that."""
    if system.name == "nt":
        return
    handle = system.open(path, system.O_RDONLY)
    try:
        _sync(handle)
    finally:
        _close(handle)


def make_folder(path: Path) -> None:
    """Create a folder that only its owner can read, and its missing parents."""
    if path.is_dir():
        return
    make_folder(path.parent)
    with suppress(FileExistsError):
        system.mkdir(path, 0o700)
    sync_folder(path.parent)


def names_in(folder: Path) -> list[str]:
    """Return the names in a folder; none if the folder is missing or can't be read."""
    try:
        return system.listdir(folder)  # noqa: PTH208  # names are enough, and cheaper than paths
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return []


def remove(path: Path) -> None:
    """Delete a file if it exists."""
    with suppress(FileNotFoundError):
        system.unlink(path)


def create_empty(path: Path) -> None:
    """Create an empty file."""
    _close(system.open(path, system.O_WRONLY | system.O_CREAT | _FLAGS, 0o600))


def rename(path: Path, new_path: Path) -> None:
    """Rename a file within its folder; this needs no space on the disk."""
    system.replace(path, new_path)


def remove_files(folder: Path, pattern: str = "*") -> None:
    """Delete a folder's files whose names match, if the folder exists."""
    if folder.is_dir():
        for path in sorted(folder.glob(pattern)):
            if not path.is_dir():
                remove(path)


def remove_empty_folder(path: Path) -> None:
    """Delete a folder if it exists and is empty."""
    with suppress(OSError):
        system.rmdir(path)


def _write_all(handle: int, data: bytes) -> None:
    unwritten = memoryview(data)
    while unwritten:
        unwritten = unwritten[system.write(handle, unwritten) :]


def _sync(handle: int) -> None:
    try:
        system.fsync(handle)
    except OSError as error:
        raise SyncFailed(error.errno, error.strerror) from error


def _close(handle: int) -> None:
    # The content was synced before; an error here would report a saved action as not saved.
    with suppress(OSError):
        system.close(handle)
