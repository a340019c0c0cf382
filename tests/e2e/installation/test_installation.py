"""What `python3 app.py` and `python3 -m tests` do before anything is installed."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from followup_core import bootstrap
from followup_core.bootstrap import InstallationError, Machine, prepare, refuse_old_python, run_app

ROOT = Path(__file__).parents[3]
BEFORE_ANYTHING_IS_INSTALLED = (
    "followup_core/__init__.py",
    "followup_core/bootstrap.py",
    "tests/__init__.py",
    "tests/__main__.py",
    "tests/browser_finder.py",
)
PLENTY = 10**12
EXTRA = "card-photos"
EXTRA_LOCK = bootstrap.EXTRAS[EXTRA]


@dataclass
class PretendedComputer:
    """Runs nothing: makes the files that venv would, says what pip would, and remembers the commands."""

    root: Path
    version: str = "3.11"
    pip_says: Sequence[str] = ("Collecting pandas==3.1.1", "Installing collected packages: pandas")
    pip_fails: bool = False
    venv_says: str = ""
    free: int = PLENTY
    while_pip_runs: Callable[[], None] = lambda: None
    lacks: str = ""
    did: list[str] = field(default_factory=list)
    commands: list[list[str]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def machine(self) -> Machine:
        return Machine(
            root=self.root, run=self.run, say=self.said.append, free_space=lambda folder: self.free
        )

    def run(self, command: Sequence[str], each_line: Callable[[str], None]) -> int:
        if "-c" in command:
            return self._tell_version(each_line)
        self.commands.append(list(command))
        if "venv" in command:
            return self._make_environment(each_line)
        return self._install(each_line)

    def _tell_version(self, each_line: Callable[[str], None]) -> int:
        if not self.machine.python.exists():
            return 1
        each_line(self.version)
        return 0

    def _make_environment(self, each_line: Callable[[str], None]) -> int:
        self.did.append("made the environment")
        if self.venv_says:
            each_line(self.venv_says)
            return 1
        shutil.rmtree(self.machine.venv, ignore_errors=True)
        self.machine.python.parent.mkdir(parents=True)
        self.machine.python.touch()
        return 0

    def _install(self, each_line: Callable[[str], None]) -> int:
        if "--dry-run" in self.commands[-1]:
            self.did.append("tried")
        else:
            self.did.append("installed")
        if self.lacks and self.commands[-1][-1].endswith(self.lacks):
            each_line("ERROR: ... NewConnectionError('Failed to establish a new connection')")
            return 1
        for line in self.pip_says:
            each_line(line)
        self.while_pip_runs()
        return 1 if self.pip_fails else 0


@pytest.fixture(autouse=True)
def _nothing_is_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(bootstrap.READY, raising=False)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / ".installation").mkdir()
    shutil.copy(ROOT / bootstrap.PIP, tmp_path / bootstrap.PIP)
    (tmp_path / "tests").mkdir()
    (tmp_path / "requirements.txt").write_text("pandas==3.1.1\n", encoding="utf-8")
    (tmp_path / EXTRA_LOCK).parent.mkdir(parents=True)
    (tmp_path / EXTRA_LOCK).write_text("pandas==3.1.1\nrapidocr==3.10.0\n", encoding="utf-8")
    (tmp_path / "tests/requirements.txt").write_text("pandas==3.1.1\npytest==9.2.0\n", encoding="utf-8")
    return tmp_path


def test_a_first_start_needs_no_ensurepip_and_installs_only_what_is_hashed(
    checkout: Path,
) -> None:
    computer = PretendedComputer(checkout)
    python = prepare(machine=computer.machine)
    make, install = computer.commands
    assert make[1:4] == ["-m", "venv", "--without-pip"]
    assert install[:3] == [str(python), str(checkout / bootstrap.PIP / "pip"), "install"]
    assert {"--require-hashes", str(checkout / "requirements.txt")} <= set(install)


def test_a_second_start_installs_nothing(checkout: Path) -> None:
    prepare(machine=PretendedComputer(checkout).machine)
    again = PretendedComputer(checkout)
    assert prepare(machine=again.machine) == again.machine.python
    assert again.did == []
    assert again.said == []


def test_a_changed_lock_is_installed_into_the_same_environment(checkout: Path) -> None:
    prepare(machine=PretendedComputer(checkout).machine)
    (checkout / "requirements.txt").write_text("pandas==3.1.2\n", encoding="utf-8")
    again = PretendedComputer(checkout)
    prepare(machine=again.machine)
    assert again.did == ["installed"]


def test_line_ends_that_git_changed_on_windows_do_not_make_the_lock_another(checkout: Path) -> None:
    prepare(machine=PretendedComputer(checkout).machine)
    (checkout / "requirements.txt").write_bytes(b"pandas==3.1.1\r\n")
    again = PretendedComputer(checkout)
    prepare(machine=again.machine)
    assert again.did == []


def _press_ctrl_c() -> None:
    raise KeyboardInterrupt


def test_after_an_interrupted_first_start_the_next_one_makes_everything_anew(checkout: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        prepare(machine=PretendedComputer(checkout, while_pip_runs=_press_ctrl_c).machine)
    again = PretendedComputer(checkout)
    prepare(machine=again.machine)
    assert again.did == ["made the environment", "installed"]
    assert "--clear" in again.commands[0]


def test_after_an_interrupted_update_the_next_start_makes_everything_anew(checkout: Path) -> None:
    prepare(machine=PretendedComputer(checkout).machine)
    (checkout / "requirements.txt").write_text("pandas==3.1.2\n", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        prepare(machine=PretendedComputer(checkout, while_pip_runs=_press_ctrl_c).machine)
    again = PretendedComputer(checkout)
    prepare(machine=again.machine)
    assert again.did == ["made the environment", "installed"]


def test_an_environment_whose_python_is_gone_is_made_anew(checkout: Path) -> None:
    computer = PretendedComputer(checkout)
    prepare(machine=computer.machine).unlink()
    again = PretendedComputer(checkout)
    prepare(machine=again.machine)
    assert again.did == ["made the environment", "installed"]


def test_an_environment_of_a_python_that_was_upgraded_underneath_is_made_anew(checkout: Path) -> None:
    prepare(machine=PretendedComputer(checkout, version="3.11").machine)
    again = PretendedComputer(checkout, version="3.13")
    prepare(machine=again.machine)
    assert again.did == ["made the environment", "installed"]


def test_once_the_tests_are_installed_the_app_has_all_it_needs(checkout: Path) -> None:
    prepare("tests/requirements.txt", machine=PretendedComputer(checkout).machine)
    app = PretendedComputer(checkout)
    prepare(machine=app.machine)
    assert app.did == []


def test_the_app_alone_does_not_pass_for_the_tests(checkout: Path) -> None:
    prepare(machine=PretendedComputer(checkout).machine)
    tests = PretendedComputer(checkout)
    prepare("tests/requirements.txt", machine=tests.machine)
    assert tests.did == ["installed"]


def test_nobody_else_installs_while_one_start_does(checkout: Path) -> None:
    assert sys.platform != "win32", "On Windows two first starts at once are not told apart yet."
    import fcntl

    refused = []

    def try_it_as_well() -> None:
        other = os.open(checkout, os.O_RDONLY)
        try:
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            refused.append("the other")
        finally:
            os.close(other)

    prepare(machine=PretendedComputer(checkout, while_pip_runs=try_it_as_well).machine)
    assert refused == ["the other"]
    refused.clear()
    try_it_as_well()
    assert refused == []


def test_a_python_that_has_everything_is_taken_as_it_is(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(bootstrap.READY, "1")
    computer = PretendedComputer(checkout)
    assert prepare(machine=computer.machine) == Path(sys.executable)
    assert computer.commands == []


@pytest.mark.parametrize(
    ("pip_says", "remedy"),
    [
        ("WARNING: ... NewConnectionError('Failed to establish a new connection')", "internet connection"),
        ("WARNING: Retrying ... Read timed out. (read timeout=15)", "internet connection"),
        ("WARNING: ... ProxyError('Cannot connect to proxy.')", "internet connection"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]", "set PIP_CERT"),
        (
            "ERROR: OSError: [Errno 28] No space left on device",
            "Free about",
        ),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "Start again"),
        ("ERROR: ... [Errno 13] Permission denied: '.venv'", "move the folder to a place of your own"),
        ("ERROR: No matching distribution found for pyarrow==26.0.1", "64-bit Python"),
        ("ERROR: something nobody has seen before", "Delete .venv and start again"),
    ],
)
def test_a_failed_installation_ends_in_one_sentence_with_its_remedy(
    checkout: Path, pip_says: str, remedy: str
) -> None:
    computer = PretendedComputer(checkout, pip_says=[pip_says, "ERROR: and more"], pip_fails=True)
    with pytest.raises(SystemExit) as ended:
        run_app([], computer.machine)
    assert ended.value.code == 1
    assert remedy in computer.said[-1]
    assert "\n" not in computer.said[-1]
    assert not computer.machine.stamp.exists()


def test_a_folder_that_cannot_be_written_to_is_named_as_such(checkout: Path) -> None:
    computer = PretendedComputer(checkout, venv_says="Error: [Errno 13] Permission denied: '.venv'")
    with pytest.raises(InstallationError, match="cannot be written to"):
        prepare(machine=computer.machine)


def test_a_python_without_the_venv_module_is_named_as_such(checkout: Path) -> None:
    computer = PretendedComputer(checkout, venv_says="/usr/bin/python3: No module named venv")
    with pytest.raises(InstallationError, match="full python3 package"):
        prepare(machine=computer.machine)


def test_a_nearly_full_disk_is_noticed_before_anything_is_fetched(checkout: Path) -> None:
    computer = PretendedComputer(checkout, free=10**6)
    with pytest.raises(InstallationError, match="nearly full"):
        prepare(machine=computer.machine)
    assert computer.commands == []


def test_a_damaged_pip_is_not_run(checkout: Path) -> None:
    with (checkout / bootstrap.PIP).open("ab") as wheel:
        wheel.write(b"!")
    computer = PretendedComputer(checkout)
    with pytest.raises(InstallationError, match="missing or damaged"):
        prepare(machine=computer.machine)
    assert computer.commands == []


def test_ctrl_c_while_installing_ends_without_a_traceback(checkout: Path) -> None:
    computer = PretendedComputer(checkout, while_pip_runs=_press_ctrl_c)
    with pytest.raises(SystemExit) as ended:
        run_app([], computer.machine)
    assert ended.value.code == 130
    assert computer.said[-1] == "Stopped. The next start sets everything up again."


def test_forty_six_packages_are_told_in_a_handful_of_lines(checkout: Path) -> None:
    fetched = [f"Collecting package-{n}" for n in range(46)]
    computer = PretendedComputer(checkout, pip_says=[*fetched, "Installing collected packages: all"])
    prepare(machine=computer.machine)
    assert 5 <= len(computer.said) <= 10


def test_the_arguments_reach_streamlit_in_the_prepared_python(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    became: list[list[str]] = []

    def become(command: list[str], environment: dict[str, str]) -> None:
        became.append(command)

    monkeypatch.setattr(bootstrap, "exec_python", become)
    computer = PretendedComputer(checkout)
    run_app(["--server.address", "0.0.0.0"], computer.machine)
    app = str(bootstrap.ROOT / "app.py")
    assert became == [
        [str(computer.machine.python), "-m", "streamlit", "run", app, "--server.address", "0.0.0.0"]
    ]


def test_the_demo_is_asked_for_in_the_environment_because_streamlit_does_not_know_the_option(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    became: list[tuple[list[str], str | None]] = []
    monkeypatch.setattr(
        bootstrap, "exec_python", lambda command, env: became.append((command, env.get("FOLLOWUP_DEMO")))
    )
    computer = PretendedComputer(checkout)
    run_app(["--demo", "--server.port", "8600"], computer.machine)
    app = str(bootstrap.ROOT / "app.py")
    python = str(computer.machine.python)
    assert became == [([python, "-m", "streamlit", "run", app, "--server.port", "8600"], "yes")]


def asked_for(checkout: Path) -> PretendedComputer:
    """A computer where the program runs, and where the extra was then asked for."""
    prepare(machine=PretendedComputer(checkout).machine)
    computer = PretendedComputer(checkout)
    with pytest.raises(SystemExit) as ended:
        run_app(["--install", EXTRA], computer.machine)
    assert ended.value.code == 0
    return computer


def test_an_extra_is_installed_beside_the_program_by_one_command(checkout: Path) -> None:
    computer = asked_for(checkout)
    assert computer.did == ["tried", "installed"]
    assert computer.commands[-1][-1] == str(checkout / EXTRA_LOCK)
    assert computer.said[-1] == "Installed. Start the program as usual."


def test_an_extra_asked_for_at_the_very_first_start_brings_the_program_as_well(checkout: Path) -> None:
    computer = PretendedComputer(checkout)
    bootstrap.add_extra(EXTRA, computer.machine)
    assert computer.did == ["made the environment", "installed", "tried", "installed"]


def test_a_start_after_an_extra_installs_nothing_and_asks_for_nothing(checkout: Path) -> None:
    asked_for(checkout)
    again = PretendedComputer(checkout)
    assert bootstrap.prepare_app(again.machine) == again.machine.python
    assert again.did == []


def test_an_extra_asked_for_twice_is_installed_once(checkout: Path) -> None:
    asked_for(checkout)
    again = PretendedComputer(checkout)
    bootstrap.add_extra(EXTRA, again.machine)
    assert again.did == []


def test_a_changed_lock_brings_the_extra_up_to_date_with_the_program(checkout: Path) -> None:
    asked_for(checkout)
    (checkout / "requirements.txt").write_text("pandas==3.1.2\n", encoding="utf-8")
    (checkout / EXTRA_LOCK).write_text("pandas==3.1.2\nrapidocr==3.10.0\n", encoding="utf-8")
    again = PretendedComputer(checkout)
    bootstrap.prepare_app(again.machine)
    assert again.did == ["installed", "tried", "installed"]
    once_more = PretendedComputer(checkout)
    bootstrap.prepare_app(once_more.machine)
    assert once_more.did == []


def test_an_environment_made_anew_gets_its_extra_again(checkout: Path) -> None:
    asked_for(checkout).machine.python.unlink()
    again = PretendedComputer(checkout)
    bootstrap.prepare_app(again.machine)
    assert again.did == ["made the environment", "installed", "tried", "installed"]


def test_an_extra_that_cannot_be_fetched_leaves_the_program_as_it_is(checkout: Path) -> None:
    prepare(machine=PretendedComputer(checkout).machine)
    computer = PretendedComputer(checkout, lacks=EXTRA_LOCK)
    with pytest.raises(SystemExit) as ended:
        run_app(["--install", EXTRA], computer.machine)
    assert ended.value.code == 1
    assert "internet connection" in computer.said[-1]
    again = PretendedComputer(checkout)
    bootstrap.prepare_app(again.machine)
    assert again.did == []


def test_the_program_starts_without_an_extra_that_cannot_be_brought_up_to_date(checkout: Path) -> None:
    asked_for(checkout)
    (checkout / EXTRA_LOCK).write_text("pandas==3.1.1\nrapidocr==3.11.0\n", encoding="utf-8")
    offline = PretendedComputer(checkout, lacks=EXTRA_LOCK)
    assert bootstrap.prepare_app(offline.machine) == offline.machine.python
    assert offline.said[-1].endswith("Until then the program runs without card-photos.")
    online = PretendedComputer(checkout)
    bootstrap.prepare_app(online.machine)
    assert online.did == ["tried", "installed"]


@pytest.mark.parametrize("given", [["--install"], ["--install", "everything"], ["--install", "../x"]])
def test_an_extra_that_does_not_exist_is_refused_with_the_names_of_those_that_do(
    checkout: Path, given: list[str]
) -> None:
    computer = PretendedComputer(checkout)
    with pytest.raises(SystemExit) as ended:
        run_app(given, computer.machine)
    assert ended.value.code == 1
    assert computer.said[-1].endswith("What can be installed: card-photos.")
    assert computer.commands == []


def test_nothing_is_installed_into_a_python_that_has_everything(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(bootstrap.READY, "1")
    computer = PretendedComputer(checkout)
    with pytest.raises(InstallationError, match=EXTRA_LOCK):
        bootstrap.add_extra(EXTRA, computer.machine)
    assert computer.commands == []


@pytest.mark.parametrize("version", [(2, 7), (3, 8), (3, 10)])
def test_an_old_python_is_refused_with_its_version(version: tuple[int, int]) -> None:
    with pytest.raises(
        InstallationError, match=r"^This is Python {}\.{}, and 3\.11 or newer".format(*version)
    ):
        refuse_old_python(version)


def test_the_oldest_supported_python_is_the_one_that_the_project_declares() -> None:
    refuse_old_python(bootstrap.OLDEST_PYTHON)
    declared = 'requires-python = ">={}.{}"'.format(*bootstrap.OLDEST_PYTHON)
    assert declared in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [*BEFORE_ANYTHING_IS_INSTALLED, "app.py"])
def test_a_python_as_old_as_3_8_can_read_what_tells_it_so(path: str) -> None:
    ast.parse((ROOT / path).read_text(encoding="utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize("path", BEFORE_ANYTHING_IS_INSTALLED)
def test_what_runs_before_the_installation_needs_only_the_standard_library(path: str) -> None:
    allowed = sys.stdlib_module_names | {"followup_core", "tests"}
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert {alias.name.split(".")[0] for alias in node.names} <= allowed
        elif isinstance(node, ast.ImportFrom):
            assert (node.module or "").split(".")[0] in allowed


class TestForReal:
    """The real venv and the real bundled pip, without a network."""

    @pytest.fixture(autouse=True)
    def _only_this_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in [name for name in os.environ if name.startswith("PIP_")]:
            monkeypatch.delenv(name)
        monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
        monkeypatch.setenv("PIP_NO_INDEX", "1")
        monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / ".installation"))

    def _lock_pip_itself(self, checkout: Path, sha256: str) -> None:
        version = bootstrap.PIP.split("-")[1]
        text = f"pip=={version} --hash=sha256:{sha256}\n"
        (checkout / "requirements.txt").write_text(text, encoding="utf-8")

    def test_a_hashed_package_gets_installed_and_runs(self, checkout: Path) -> None:
        self._lock_pip_itself(checkout, bootstrap.PIP_SHA256)
        python = prepare(machine=Machine(root=checkout, say=lambda sentence: None))
        asked = subprocess.run([python, "-m", "pip", "--version"], capture_output=True, text=True, check=True)
        assert str(checkout) in asked.stdout

    def test_a_package_with_another_hash_is_refused(self, checkout: Path) -> None:
        self._lock_pip_itself(checkout, "0" * 64)
        with pytest.raises(InstallationError, match="not the one that was pinned"):
            prepare(machine=Machine(root=checkout, say=lambda sentence: None))

    def test_a_package_without_a_hash_is_refused(self, checkout: Path) -> None:
        version = bootstrap.PIP.split("-")[1]
        (checkout / "requirements.txt").write_text(f"pip=={version}\n", encoding="utf-8")
        with pytest.raises(InstallationError, match="The installation stopped"):
            prepare(machine=Machine(root=checkout, say=lambda sentence: None))

    def test_an_unreachable_index_is_told_as_no_connection(
        self, checkout: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("PIP_NO_INDEX")
        monkeypatch.delenv("PIP_FIND_LINKS")
        monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
        monkeypatch.setenv("PIP_RETRIES", "1")
        self._lock_pip_itself(checkout, bootstrap.PIP_SHA256)
        with pytest.raises(InstallationError, match="Check the internet connection"):
            prepare(machine=Machine(root=checkout, say=lambda sentence: None))
