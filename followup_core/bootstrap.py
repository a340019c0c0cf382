"""Creates the program's own Python environment from its lock files, then starts the program in it.

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
"""If this environment variable is 1, the current Python has every requirement already."""

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
"""Patterns of what a failed command prints, each with its sentence; the first pattern that matches counts."""


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
            env=_variables_for_pip(),
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


def _variables_for_pip() -> dict[str, str]:
    """Return the environment variables without those that would make pip install outside of `.venv`."""
    redirecting = {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PYTHONHOME", "PYTHONPATH"}
    variables = {name: value for name, value in os.environ.items() if name not in redirecting}
    variables.update(PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_NO_INPUT="1", PYTHONUTF8="1")
    variables.setdefault("PIP_RETRIES", "2")
    return variables


def _print_to_stderr(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


@dataclass(frozen=True)
class Machine:
    """The computer that the program is installed on; tests replace it with a fake one."""

    root: Path = ROOT
    run: Callable[[Sequence[str], Callable[[str], None]], int] = run_command
    say: Callable[[str], None] = _print_to_stderr
    free_space: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free

    @property
    def venv(self) -> Path:
        """The folder of the program's own Python environment."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The Python executable in the program's environment."""
        path_in_venv = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
        return self.venv.joinpath(*path_in_venv)

    @property
    def stamp(self) -> Path:
        """The file that lists what is installed; it is written last."""
        return self.venv / "installed.txt"

    @property
    def extras(self) -> Path:
        """The file with the names of the requested extras, one on each line."""
        return self.venv / "extras.txt"

    @property
    def log(self) -> Path:
        """The output of pip in the last installation."""
        return self.venv / "installation.log"


THIS_MACHINE = Machine()


def refuse_old_python(version: tuple[int, int] = sys.version_info[:2]) -> None:
    """Raise InstallationError unless the current Python is new enough."""
    if version < OLDEST_PYTHON:
        raise InstallationError(
            "This is Python {}.{}, and 3.11 or newer is needed. Install a newer Python, then start "
            "again with it.".format(*version)
        )


def prepare(lock_file: str = APP_LOCK, *, machine: Machine = THIS_MACHINE) -> Path:
    """Return the path of a Python that has everything in the lock file, after installing what is missing.

    Only one process installs at a time; others wait for it.

    Args:
        lock_file: the lock file, relative to the program's folder.
        machine: the computer, or a fake one in tests.

    Raises:
        InstallationError: the Python is too old, or the installation failed.
    """
    if os.environ.get(READY) == "1":
        return Path(sys.executable)
    refuse_old_python()
    _ensure_installed(lock_file, machine)
    return machine.python


def prepare_app(machine: Machine = THIS_MACHINE) -> Path:
    """Return the path of a Python that has what the program needs, and the extras requested before.

    An extra that cannot be installed now is reported and skipped; the next start tries again.
    """
    python = prepare(machine=machine)
    for name in _requested_extras(machine):
        try:
            _ensure_installed(EXTRAS[name], machine, try_first=True)
        except InstallationError as error:
            machine.say(f"{error} Until then the program runs without {name}.")
    return python


def add_extra(name: str, machine: Machine = THIS_MACHINE) -> None:
    """Install an extra and remember it, so that every later start keeps it. Raises InstallationError."""
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
    _write_atomically(machine.extras, f"{name}\n")


def _ensure_installed(lock_file: str, machine: Machine, *, try_first: bool = False) -> None:
    """Install what is missing of a lock file.

    If `try_first` is true, pip makes a dry run before: a program that works without an extra must keep
    working.
    """
    try:
        with _installation_lock(machine):
            if set(_pinned_requirements(lock_file, machine)) <= set(_installed_requirements(machine)):
                return
            if try_first:
                machine.say("Checking whether the extra can be downloaded. This takes a minute.")
                _run_pip(lock_file, machine, "--dry-run")
            _install(lock_file, machine)
    except OSError as error:
        raise InstallationError(_diagnose(str(error), machine)) from error


def _requested_extras(machine: Machine) -> Sequence[str]:
    """Return the names of the extras to keep up to date; an extra that no longer exists is left out."""
    if os.environ.get(READY) == "1" or not machine.extras.is_file():
        return []
    return [name for name in machine.extras.read_text(encoding="utf-8").splitlines() if name in EXTRAS]


@contextmanager
def _installation_lock(machine: Machine) -> Iterator[None]:
    """Lock the program's folder, so that only this process installs.

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


def _pinned_requirements(lock_file: str, machine: Machine) -> Sequence[str]:
    """Return the pinned requirements in a lock file, without their hashes."""
    lines = (machine.root / lock_file).read_text(encoding="utf-8").splitlines()
    return [line.rstrip(" \\") for line in lines if line[:1].isalnum()]


def _installed_requirements(machine: Machine) -> Sequence[str]:
    """Return the requirements installed in `.venv`; none if it is incomplete or its Python doesn't run."""
    if not machine.stamp.is_file():
        return []
    prefix = f"{_python_version(machine)} "
    lines = machine.stamp.read_text(encoding="utf-8").splitlines()
    return [line[len(prefix) :] for line in lines if line.startswith(prefix)]


def _python_version(machine: Machine) -> str:
    """Return the version of the Python in `.venv`, such as "3.12"; '' if no Python runs there."""
    output: list[str] = []
    statement = "import sys; print('%d.%d' % sys.version_info[:2])"
    code = machine.run([str(machine.python), "-I", "-c", statement], output.append)
    return output[-1] if code == 0 and output else ""


def _install(lock_file: str, machine: Machine) -> None:
    """Install a lock file's requirements into `.venv`; create `.venv` again unless it is complete."""
    _bundled_pip(machine)  # a damaged pip is reported before anything is created
    if _installed_requirements(machine):
        machine.say("The requirements have changed. Installing what is new.")
    else:
        _create_venv(machine)
    machine.stamp.unlink(missing_ok=True)
    _run_pip(lock_file, machine)
    version = _python_version(machine)  # never '', because pip has just run in this Python
    requirements = _pinned_requirements(lock_file, machine)
    _write_atomically(machine.stamp, "".join(f"{version} {requirement}\n" for requirement in requirements))
    machine.say("Installed.")


def _bundled_pip(machine: Machine) -> Path:
    """Return the path of pip's wheel; raise InstallationError if the wheel is missing or damaged."""
    wheel = machine.root / PIP
    if not wheel.is_file() or hashlib.sha256(wheel.read_bytes()).hexdigest() != PIP_SHA256:
        raise InstallationError(f"{PIP} is missing or damaged. Download the program again, whole.")
    return wheel


def _create_venv(machine: Machine) -> None:
    """Create an empty `.venv` without pip, keeping the list of the requested extras."""
    if machine.free_space(machine.root) < _SPACE_NEEDED:
        raise InstallationError("The disk is nearly full. Free about 1.5 GB, then start again.")
    machine.say("Setting up in .venv, next to app.py. This happens once and takes about a minute.")
    extras = _requested_extras(machine)
    base_python = getattr(sys, "_base_executable", None) or sys.executable
    output: list[str] = []
    command = [base_python, "-m", "venv", "--without-pip", "--clear", str(machine.venv)]
    if machine.run(command, output.append) != 0:
        raise InstallationError(_diagnose("\n".join(output), machine))
    if extras:  # clearing the environment deleted their list
        _write_atomically(machine.extras, "".join(f"{name}\n" for name in extras))


# Pure Python that is published as source only; the tests' survival library needs it, the program does not.
_BUILT_ON_THIS_COMPUTER = ("--no-binary", "autograd-gamma")


def _run_pip(lock_file: str, machine: Machine, *options: str) -> None:
    """Install a lock file with pip, write its output to the log, and say the progress in a few lines."""
    total = len(_pinned_requirements(lock_file, machine))
    command = [str(machine.python), str(_bundled_pip(machine) / "pip"), "install", "--progress-bar", "off"]
    command += ["--require-hashes", "--only-binary", ":all:", *_BUILT_ON_THIS_COMPUTER]
    command += [*options, "--requirement", str(machine.root / lock_file)]
    fetched_count = 0

    def log_line(line: str) -> None:
        nonlocal fetched_count
        log.write(line + "\n")
        if line.startswith("Collecting "):
            fetched_count += 1
            if fetched_count % 10 == 1:
                machine.say(f"Fetching package {fetched_count} of {total}.")
        elif line.startswith("Installing collected packages"):
            machine.say("Unpacking them.")

    with machine.log.open("w", encoding="utf-8") as log:
        code = machine.run(command, log_line)
    if code != 0:
        raise InstallationError(_diagnose(machine.log.read_text(encoding="utf-8"), machine))


def _diagnose(output: str, machine: Machine) -> str:
    """Return the sentence with a remedy that fits the output of a failed command."""
    for pattern, sentence in _DIAGNOSES.items():
        if re.search(pattern, output):
            return sentence
    last_line = next((line.strip() for line in reversed(output.splitlines()) if line.strip()), "")
    message = f": {last_line}." if last_line else " without a message."
    log_sentence = f" {machine.log} has the rest." if machine.log.is_file() else ""
    return f"The installation stopped{message}{log_sentence} Delete .venv and start again."


def _write_atomically(path: Path, text: str) -> None:
    """Write a file as a whole or not at all; its content is synced to the disk before its name changes."""
    unfinished = path.with_name(path.name + ".new")
    with unfinished.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def exec_python(command: Sequence[str], variables: dict[str, str]) -> NoReturn:
    """Replace this process with `command`, run in the checkout; on Windows, run it and exit with its code.

    Args:
        command: the program and its arguments.
        variables: environment variables to set for it, in addition to those of this process.
    """
    os.chdir(ROOT)
    os.environ.update(variables)
    if os.name != "nt":
        os.execv(command[0], list(command))  # noqa: S606  no shell is wanted
    process = subprocess.Popen(list(command))  # noqa: S603  the commands are this file's own
    while True:
        try:
            raise SystemExit(process.wait())
        except KeyboardInterrupt:  # the console also sent Ctrl+C to the command, which ends by itself
            continue


def run_app(arguments: Sequence[str] | None = None, machine: Machine = THIS_MACHINE) -> NoReturn:
    """Install what is missing, then run `streamlit run app.py` with these arguments (default: from argv).

    `--install NAME` installs an extra instead and exits. `--demo` opens the browser on the sample data.
    """
    options = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if options[:1] == [INSTALL]:
            add_extra(" ".join(options[1:]), machine)
            machine.say("Installed. Start the program as usual.")
            raise SystemExit(0)
        python = prepare_app(machine)
    except InstallationError as error:
        machine.say(str(error))
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        machine.say("Stopped. The next start sets everything up again.")
        raise SystemExit(130) from None
    # Without this, the first start on a new computer waits in the terminal for an email address.
    variables = {"STREAMLIT_SERVER_SHOW_EMAIL_PROMPT": "false"}
    if DEMO in options:
        options.remove(DEMO)
        variables["FOLLOWUP_DEMO"] = "yes"
    exec_python([str(python), "-m", "streamlit", "run", str(ROOT / "app.py"), *options], variables)
