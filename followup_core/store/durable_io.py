"""Every call that changes the disk, in one place, so that a test can make each of them fail."""

# These are the very calls that a test replaces.
# ruff: noqa: PTH102, PTH105, PTH106, PTH108, PTH116

import errno
import os as system
from contextlib import suppress
from pathlib import Path

from followup_core.regular_files import open_regular_file

NEW = ".followup-new"
"""How a file ends that is not finished yet; opening for writing sweeps them."""

MAX_FILE_BYTES = 200_000_000
_FLAGS = getattr(system, "O_BINARY", 0) | getattr(system, "O_NONBLOCK", 0)  # no pipe is waited for

Identity = tuple[int, int, int]
"""What changes when a file is replaced or written: inode, size, modified (ns)."""


def is_full(error: OSError) -> bool:
    """Whether a system refused because the disk, or a person's share of it, is full."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


class SyncFailed(OSError):
    """The system could not promise that the bytes are on the disk; the file must not be trusted again."""


def identity(path: Path) -> Identity | None:
    """Return what tells this state of a file from another, or None if there is no file."""
    try:
        found = system.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return (found.st_ino, found.st_size, found.st_mtime_ns)


def read(path: Path, start: int = 0) -> bytes | None:
    """Return a file's bytes from `start` on, or None if there is no file."""
    try:
        with open_regular_file(path) as file:
            if system.fstat(file.fileno()).st_size > MAX_FILE_BYTES:
                raise OSError(errno.EFBIG, "The file is larger than 200 MB", str(path))
            file.seek(start)
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        return None


def append(path: Path, data: bytes, before: bytes | bytearray) -> bool:
    """Add `data` to a file that holds `before`, on the disk; return whether it reads as both now.

    False means that another program changed the file meanwhile. On failure it is cut back to
    `before` as well as the system allows. Raises SyncFailed when it is unknown what the disk holds.
    """
    handle = system.open(path, system.O_WRONLY | system.O_APPEND | _FLAGS)
    try:
        _write_all(handle, data)
        _sync(handle)
        found = read(path) or b""
    except OSError:
        with suppress(OSError):
            system.ftruncate(handle, len(before))
        raise
    finally:
        _close(handle)
    return len(found) == len(before) + len(data) and found.startswith(before) and found.endswith(data)


def cut(path: Path, size: int) -> None:
    """Cut a file to `size` bytes, on the disk."""
    handle = system.open(path, system.O_WRONLY | _FLAGS)
    try:
        system.ftruncate(handle, size)
        _sync(handle)
    finally:
        _close(handle)


def write_file(path: Path, data: bytes) -> None:
    """Put a whole new file in the place of `path`, or leave it as it was.

    The new bytes are synced and read back first. The name is certain only
    after `sync_folder`.
    """
    new = path.with_name(path.name + NEW)
    remove(new)
    try:
        handle = system.open(new, system.O_WRONLY | system.O_CREAT | system.O_EXCL | _FLAGS, 0o600)
        try:
            _write_all(handle, data)
            _sync(handle)
        finally:
            _close(handle)
        if read(new) != data:
            raise OSError(errno.EIO, "The disk gave back other bytes than were written", str(new))
        system.replace(new, path)
    except OSError:
        with suppress(OSError):
            remove(new)
        raise


def write_unsynced(path: Path, data: bytes) -> None:
    """Make a file whose bytes do not matter; one that does not fit is not left behind."""
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
    """Do what `write_file` does, and make the name certain too."""
    write_file(path, data)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Make the names in a folder certain; a system that cannot is left to its own order."""
    if system.name == "nt":
        return
    handle = system.open(path, system.O_RDONLY)
    try:
        _sync(handle)
    finally:
        _close(handle)


def make_folder(path: Path) -> None:
    """Create a folder, readable by its owner only, and those above it where they are missing."""
    if path.is_dir():
        return
    make_folder(path.parent)
    with suppress(FileExistsError):
        system.mkdir(path, 0o700)
    sync_folder(path.parent)


def remove(path: Path) -> None:
    """Remove a file if it is there."""
    with suppress(FileNotFoundError):
        system.unlink(path)


def create_empty(path: Path) -> None:
    """Make a file without a byte in it."""
    _close(system.open(path, system.O_WRONLY | system.O_CREAT | _FLAGS, 0o600))


def rename(path: Path, new: Path) -> None:
    """Give a file another name in its folder; this needs no room on the disk."""
    system.replace(path, new)


def remove_files(folder: Path, pattern: str = "*") -> None:
    """Remove the files of a folder that match, if the folder is there."""
    if folder.is_dir():
        for path in sorted(folder.glob(pattern)):
            if not path.is_dir():
                remove(path)


def remove_empty_folder(path: Path) -> None:
    """Remove a folder if it is there and nothing is in it."""
    with suppress(OSError):
        system.rmdir(path)


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[system.write(handle, rest) :]


def _sync(handle: int) -> None:
    try:
        system.fsync(handle)
    except OSError as error:
        raise SyncFailed(error.errno, error.strerror) from error


def _close(handle: int) -> None:
    # What matters was synced before; an error here would call a saved action not saved.
    with suppress(OSError):
        system.close(handle)
