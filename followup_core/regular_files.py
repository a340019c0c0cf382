"""Reads regular files, within a size limit and without ever blocking.

A path may lead to a pipe, a device or a socket: opening a pipe blocks until somebody writes to it, and
reading a device may never end.
"""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


class NotARegularFile(OSError):
    """The path leads to a folder, a pipe, a device or a socket."""


class FileTooLarge(OSError):
    """The file has more bytes than allowed."""


def open_regular_file(path: Path) -> BinaryIO:
    """Open a file for reading; raise NotARegularFile for anything else, OSError if it cannot be read."""
    _check_is_regular(path, path.stat())  # before opening, because opening alone makes some devices act
    handle = os.open(path, os.O_RDONLY | _WITHOUT_WAITING)
    try:
        _check_is_regular(path, os.fstat(handle))
        return os.fdopen(handle, "rb")
    except OSError:
        os.close(handle)
        raise


def read_regular_file(path: Path, max_bytes: int) -> bytes:
    """Return a file's bytes.

    Raises:
        FileTooLarge: the file has more than `max_bytes` bytes.
        NotARegularFile: the path leads to something else than a file.
        OSError: the file can't be read.
    """
    with open_regular_file(path) as file:
        data = file.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise FileTooLarge(errno.EFBIG, f"it is larger than {max_bytes:,} bytes", str(path))
    return data


def _check_is_regular(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise NotARegularFile(errno.EISDIR, "it is a folder", str(path))
    if not stat.S_ISREG(status.st_mode):
        raise NotARegularFile(errno.EINVAL, "it is a pipe or a device, not a file", str(path))
