"""Installs the program's own Python environment from its lock files, then starts the program in it.

It uses only the standard library and no syntax newer than Python 3.8, so that a Python that is too old can
still print an error. pip is included in `.installation/`: a fresh Debian has neither pip nor ensurepip, and
not always the certificates for downloading one over https.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
APP_LOCK = "requirements.txt"
PIP = ".installation/pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
READY = "FOLLOWUP_PYTHON_READY"
"""Set to 1, this environment variable says that the current Python has every requirement already."""

EXTRAS = {"card-photos": "followup_core/formats/business_card/requirements.txt"}
"""Optional installations by name: each lock file contains the program's own lock file unchanged."""

INSTALL = "--install"
DEMO = "--demo"

_SPACE_NEEDED = 1_100 * 1024 * 1024
_DIAGNOSES = {
    "No space left on device|Errno 28|WinError 112|not enough space on the disk": (
        "The disk filled up. Free about 1.5 GB, then start again."
    ),
    "DO NOT MATCH THE HASHES": (
        "A downloaded package is not the one that was pinned, so nothing of it was installed. "
        "Start again, on another network if it happens twice."
    ),
    "(?i:certificate.verify.failed)": (
        "The network's certificate is not trusted. On an office network, set PIP_CERT to its certificate "
        "file, then start again."
    ),
    "NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|Read timed out|Connection refused"
    "|Connection broken|Max retries exceeded|ProxyError|Network is unreachable"
    "|Temporary failure in name resolution": (
        "The packages could not be downloaded. Check the internet connection, then start again."
    ),
    "Permission denied|Read-only file system|Access is denied": (
        "The folder cannot be written to. Stop other copies of the program, or move the folder to a place "
        "of your own, then start again."
    ),
    "No module named '?venv": (
        "This Python lacks its venv module. Install your system's full python3 package, then start again."
    ),
    "No matching distribution|Could not find a version": (
        "One of the packages has no ready-made build for this computer's Python. Use a 64-bit Python from "
        "3.11 to 3.14, then start again."
    ),
}
"""What a failed command prints, as a pattern, and the sentence for it; the first that fits counts."""


class InstallationError(Exception):
    """The program cannot be installed or started; the message is one sentence with its remedy."""


def run_command(command: Sequence[str], on_line: Callable[[str], None]) -> int:
    """Run a command to its end, passing on each line that it prints, and return its exit code.

    A command that cannot be started counts as failed, with the reason as its only line.
    """
    try:
        process = subprocess.Popen(  # noqa: S603  the commands are this file's own
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            close_fds=False,
            env=_environment_for_pip(),
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        on_line(str(error))
        return 1
    with process:
        for line in process.stdout or ():
            on_line(line.rstrip())
    return process.returncode


def _environment_for_pip() -> dict[str, str]:
    """Return the environment variables without those that would make pip install outside of `.venv`."""
    astray = {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PYTHONHOME", "PYTHONPATH"}
    variables = {name: value for name, value in os.environ.items() if name not in astray}
    variables.update(PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_NO_INPUT="1", PYTHONUTF8="1")
    variables.setdefault("PIP_RETRIES", "2")
    return variables


def _say(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


@dataclass(frozen=True)
class Environment:
    """The computer as the installation sees it; tests replace it with a fake one."""

    root: Path = ROOT
    run: Callable[[Sequence[str], Callable[[str], None]], int] = run_command
    say: Callable[[str], None] = _say
    free_space: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free

    @property
    def environment(self) -> Path:
        """The folder of the program's own Python environment."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The Python executable in that environment."""
        inside = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
        return self.environment.joinpath(*inside)

    @property
    def stamp(self) -> Path:
        """The file that lists what is installed; it is written last."""
        return self.environment / "installed.txt"

    @property
    def extras(self) -> Path:
        """The file with the names of the requested extras, one on each line."""
        return self.environment / "extras.txt"

    @property
    def log(self) -> Path:
        """The output of pip in the last installation."""
        return self.environment / "installation.log"


THIS_MACHINE = Environment()


def refuse_old_python(version: tuple[int, int] = sys.version_info[:2]) -> None:
    """Raise InstallationError unless the current Python is new enough."""
    if version < OLDEST_PYTHON:
        raise InstallationError(
            "This is Python {}.{}, and 3.11 or newer is needed. Install a newer Python, then start "
            "again with it.".format(*version)
        )


def prepare(lock: str = APP_LOCK, *, machine: Environment = THIS_MACHINE) -> Path:
    """Return a Python that has everything in `lock`, installing what is missing.

    Only one process installs at a time; others wait for it.

    Args:
        lock: the lock file, relative to the program's folder.
        machine: the computer, or a fake one in tests.

    Raises:
        InstallationError: the Python is too old, or the installation failed.
    """
    if os.environ.get(READY) == "1":
        return Path(sys.executable)
    refuse_old_python()
    _ensure_installed(lock, machine)
    return machine.python


def prepare_app(machine: Environment = THIS_MACHINE) -> Path:
    """Return a Python that has what the program needs, and the extras that were requested before.

    An extra that cannot be installed now is reported and skipped; the next start tries again.
    """
    python = prepare(machine=machine)
    for name in _requested_extras(machine):
        try:
            _ensure_installed(EXTRAS[name], machine, try_first=True)
        except InstallationError as error:
            machine.say(f"{error} Until then the program runs without {name}.")
    return python


def add_extra(name: str, machine: Environment = THIS_MACHINE) -> None:
    """Install an extra, which every later start keeps. Raises InstallationError."""
    if name not in EXTRAS:
        raise InstallationError(
            "There is no extra “{}”. What can be installed: {}.".format(name[:40], ", ".join(EXTRAS))
        )
    if os.environ.get(READY) == "1":
        raise InstallationError(
            f"With {READY}=1 nothing is installed. Install {EXTRAS[name]} into that Python yourself."
        )
    prepare(machine=machine)
    _ensure_installed(EXTRAS[name], machine, try_first=True)
    _write_last(machine.extras, f"{name}\n")


def _ensure_installed(lock: str, machine: Environment, *, try_first: bool = False) -> None:
    """Install what is missing of a lock.

    With `try_first`, pip only pretends at first: a program that works without an extra must keep working.
    """
    try:
        with _alone(machine):
            if set(_requirements(lock, machine)) <= set(_installed(machine)):
                return
            if try_first:
                machine.say("Checking whether the extra can be downloaded. This takes a minute.")
                _run_pip(lock, machine, "--dry-run")
            _install(lock, machine)
    except OSError as error:
        raise InstallationError(_diagnose(str(error), machine)) from error


def _requested_extras(machine: Environment) -> Sequence[str]:
    """Return the extras to keep up to date; a name that no longer exists is ignored."""
    if os.environ.get(READY) == "1" or not machine.extras.is_file():
        return []
    return [name for name in machine.extras.read_text(encoding="utf-8").splitlines() if name in EXTRAS]


@contextmanager
def _alone(machine: Environment) -> Iterator[None]:
    """Lock the program's folder for this process.

    Child processes inherit the lock: if this process is killed, the next start still waits for a pip that was
    left running. (On Windows there is no lock: two simultaneous first starts are not detected.)
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    folder = os.open(machine.root, os.O_RDONLY)
    os.set_inheritable(folder, True)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            machine.say("Another start is installing. Waiting for it.")
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _requirements(lock: str, machine: Environment) -> Sequence[str]:
    """Return the pinned requirements in a lock, without their hashes."""
    lines = (machine.root / lock).read_text(encoding="utf-8").splitlines()
    return [line.rstrip(" \\") for line in lines if line[:1].isalnum()]


def _installed(machine: Environment) -> Sequence[str]:
    """Return the installed requirements; none if the environment is incomplete or does not run."""
    if not machine.stamp.is_file():
        return []
    prefix = f"{_version_inside(machine)} "
    lines = machine.stamp.read_text(encoding="utf-8").splitlines()
    return [line[len(prefix) :] for line in lines if line.startswith(prefix)]


def _version_inside(machine: Environment) -> str:
    """Return the version of the environment's Python, '' if there is none that runs."""
    output: list[str] = []
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    code = machine.run([str(machine.python), "-I", "-c", ask], output.append)
    return output[-1] if code == 0 and output else ""


def _install(lock: str, machine: Environment) -> None:
    """Install a lock into the environment, which is made again unless it is whole."""
    _bundled_pip(machine)  # a damaged one is reported before anything is made
    if _installed(machine):
        machine.say("The requirements have changed. Installing what is new.")
    else:
        _make_environment(machine)
    machine.stamp.unlink(missing_ok=True)
    _run_pip(lock, machine)
    version = _version_inside(machine)  # it runs, as pip has just run in it
    _write_last(machine.stamp, "".join(f"{version} {line}\n" for line in _requirements(lock, machine)))
    machine.say("Installed.")


def _bundled_pip(machine: Environment) -> Path:
    wheel = machine.root / PIP
    if not wheel.is_file() or hashlib.sha256(wheel.read_bytes()).hexdigest() != PIP_SHA256:
        raise InstallationError(f"{PIP} is missing or damaged. Download the program again, whole.")
    return wheel


def _make_environment(machine: Environment) -> None:
    if machine.free_space(machine.root) < _SPACE_NEEDED:
        raise InstallationError("The disk is nearly full. Free about 1.5 GB, then start again.")
    machine.say("Setting up in .venv, beside app.py. This happens once and takes about a minute.")
    extras = _requested_extras(machine)
    base = getattr(sys, "_base_executable", None) or sys.executable
    output: list[str] = []
    command = [base, "-m", "venv", "--without-pip", "--clear", str(machine.environment)]
    if machine.run(command, output.append) != 0:
        raise InstallationError(_diagnose("\n".join(output), machine))
    if extras:  # clearing the environment deleted their list
        _write_last(machine.extras, "".join(f"{name}\n" for name in extras))


# Pure Python that is published as source only; the tests' survival library needs it, the program does not.
_BUILT_HERE = ("--no-binary", "autograd-gamma")


def _run_pip(lock: str, machine: Environment, *options: str) -> None:
    """Run pip, write its output to the log, and summarize it in a few lines."""
    total = len(_requirements(lock, machine))
    command = [str(machine.python), str(_bundled_pip(machine) / "pip"), "install", "--progress-bar", "off"]
    command += ["--require-hashes", "--only-binary", ":all:", *_BUILT_HERE]
    command += [*options, "--requirement", str(machine.root / lock)]
    fetched = 0

    def listen(line: str) -> None:
        nonlocal fetched
        log.write(line + "\n")
        if line.startswith("Collecting "):
            fetched += 1
            if fetched % 10 == 1:
                machine.say(f"Fetching package {fetched} of {total}.")
        elif line.startswith("Installing collected packages"):
            machine.say("Unpacking them.")

    with machine.log.open("w", encoding="utf-8") as log:
        code = machine.run(command, listen)
    if code != 0:
        raise InstallationError(_diagnose(machine.log.read_text(encoding="utf-8"), machine))


def _diagnose(output: str, machine: Environment) -> str:
    """Return the sentence with a remedy that fits the output of a failed command."""
    for pattern, sentence in _DIAGNOSES.items():
        if re.search(pattern, output):
            return sentence
    last = next((line for line in reversed(output.splitlines()) if line.strip()), "nothing was said")
    where = f" {machine.log} has the rest." if machine.log.is_file() else ""
    return f"The installation stopped: {last.strip()}.{where} Delete .venv and start again."


def _write_last(path: Path, text: str) -> None:
    """Write a file as a whole or not at all, after syncing its content to the disk."""
    fresh = path.with_name(path.name + ".new")
    with fresh.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def exec_python(command: Sequence[str], environment: dict[str, str]) -> NoReturn:
    """Replace this process with `command`, run in the checkout; on Windows, run it and exit with its code."""
    os.chdir(ROOT)
    os.environ.update(environment)
    if os.name != "nt":
        os.execv(command[0], list(command))  # noqa: S606  no shell is wanted
    process = subprocess.Popen(list(command))  # noqa: S603  the commands are this file's own
    while True:
        try:
            raise SystemExit(process.wait())
        except KeyboardInterrupt:  # the console sent Ctrl+C to the command as well, which ends by itself
            continue


def run_app(arguments: Sequence[str] | None = None, machine: Environment = THIS_MACHINE) -> NoReturn:
    """Install what is missing, then run `streamlit run app.py` with these arguments (default: from argv).

    `--install NAME` installs an extra instead and exits. `--demo` opens the browser on the sample data.
    """
    options = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if options[:1] == [INSTALL]:
            add_extra(" ".join(options[1:]), machine)
            machine.say("Everything is there. Start the program as usual.")
            raise SystemExit(0)
        python = prepare_app(machine)
    except InstallationError as error:
        machine.say(str(error))
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        machine.say("Stopped. The next start sets everything up again.")
        raise SystemExit(130) from None
    # Without this, the first start on a new computer waits in the terminal for an email address.
    environment = {"STREAMLIT_SERVER_SHOW_EMAIL_PROMPT": "false"}
    if DEMO in options:
        options.remove(DEMO)
        environment["FOLLOWUP_DEMO"] = "yes"
    exec_python([str(python), "-m", "streamlit", "run", str(ROOT / "app.py"), *options], environment)
