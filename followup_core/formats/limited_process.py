"""Runs native-code readers in a separate process, with limits on memory and time.

A library in native code cannot be interrupted, and looking at a hostile file cannot predict what the library
will do with it. A process can be killed. Starting one takes 0.1 s. On Windows and macOS, only the time of the
process is limited: there, memory is bounded by what the reader counts before it calls the library.
"""

import json
import subprocess
import sys
import threading
from contextlib import suppress
from importlib import import_module

from followup_core.models import FollowUpError

from .parsed_file import UnreadableFile

MAX_MEMORY = 1_000_000_000
"""Bytes of address space; the largest image that can be opened takes half of it."""

MAX_CPU_SECONDS = 20
MAX_SECONDS = 120
"""Seconds of wall-clock time: a busy machine takes longer for the same work."""

_TRACEBACK_EXIT_CODE = (
    1  # Python's exit code after a traceback; a signal or a library's abort ends differently
)
_UNREADABLE_EXIT_CODE = 3
_MEMORY_EXIT_CODE = 4
_process_slots = threading.BoundedSemaphore(2)
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    "from followup_core.formats.limited_process import run_in_child; run_in_child(*sys.argv[2:])"
)


class ReaderDidNotStart(FollowUpError):
    """The system cannot start another process."""


def run_limited(module: str, data: bytes, argument: str = "", *, cpu_seconds: int = MAX_CPU_SECONDS) -> bytes:
    """Call `module.run_in_child(data, argument)` in a separate process, and return its result.

    Raises:
        UnreadableFile: The function raised it, or needed too much memory or time.
    """
    # Not a fork: a server has threads, and a fork would copy their locks in whatever state they are.
    command = [sys.executable, "-I", "-S", "-c", _PROGRAM, json.dumps(sys.path), str(cpu_seconds)]
    try:
        with _process_slots:
            process = subprocess.run(  # noqa: S603  this very interpreter, and no shell
                [*command, module, argument],
                input=data,
                capture_output=True,
                check=False,
                timeout=MAX_SECONDS,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
    except subprocess.TimeoutExpired as error:
        raise _too_much_error() from error
    except OSError as error:
        raise ReaderDidNotStart(
            f"The reader of this kind of file could not be started ({error.strerror}).",
            "Close other programs and try again.",
        ) from error
    if process.returncode == _UNREADABLE_EXIT_CODE:
        raise UnreadableFile(**json.loads(process.stdout))
    if process.returncode == _TRACEBACK_EXIT_CODE:
        raise RuntimeError(process.stderr.decode(errors="replace"))
    if process.returncode:
        raise _too_much_error()
    return process.stdout


def run_in_child(cpu_seconds: str, module: str, argument: str) -> None:
    """Read a file from standard input, under limits, and write the bytes that the module returns."""
    _limit_resources(int(cpu_seconds))
    try:
        out = import_module(module).run_in_child(sys.stdin.buffer.read(), argument)
    except UnreadableFile as error:
        parts = {"what": error.what, "remedy": error.remedy, "where": error.where}
        sys.stdout.buffer.write(json.dumps(parts).encode())
        sys.stdout.flush()
        sys.exit(_UNREADABLE_EXIT_CODE)
    except MemoryError:
        sys.exit(_MEMORY_EXIT_CODE)
    sys.stdout.buffer.write(out)


def _limit_resources(cpu_seconds: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    for resource_kind, limit in ((resource.RLIMIT_AS, MAX_MEMORY), (resource.RLIMIT_CPU, cpu_seconds)):
        hard_limit = resource.getrlimit(resource_kind)[1]
        limit = limit if hard_limit == resource.RLIM_INFINITY else min(limit, hard_limit)
        with suppress(OSError, ValueError):  # not every system has a limit for memory
            resource.setrlimit(resource_kind, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _too_much_error() -> UnreadableFile:
    return UnreadableFile(
        "This file takes too much time or memory to open.",
        "Save it again in the program that made it, and choose that file.",
    )
