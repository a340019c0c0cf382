"""The wheel, built and installed without a network, and its `followup` command run outside the checkout."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from followup_core import bootstrap, config
from tests.integration.cli.folders import KEYS, write

ROOT = Path(__file__).parents[3]
SECONDS = 120  # only ends a call that hangs
INTERVIEW = {
    "interview_id": "i01",
    "organization": "Acme",
    "role": "Analyst",
    "round": "1",
    "held_at": "2026-03-03T10:00",
    "timezone": "Europe/Berlin",
    "created_at": "2026-03-03T12:00:00Z",
}


def _run(command: Sequence[str | Path], folder: Path) -> str:
    """Run a command in a folder, where neither the checkout nor an index can be found; return its output."""
    hidden = ("PIP_", "PYTHON", "FOLLOWUP_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
    environment["PIP_CONFIG_FILE"] = os.devnull
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=SECONDS
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's wheel, built in a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    _run([*command, "--directory", str(folder)], ROOT)
    (built,) = folder.glob("followup-*.whl")
    return built


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """An environment with the wheel in it, and a workspace elsewhere."""

    python: Path
    workspace: Path

    def followup(self, *arguments: str) -> str:
        """Run the installed command on the workspace and return its output."""
        command = [str(self.python.with_name("followup")), *arguments, "--workspace", str(self.workspace)]
        return _run([*command, "--today", "2026-03-12"], self.workspace.parent)


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in a new environment that borrows the packages of these tests, with one interview."""
    folder = tmp_path_factory.mktemp("installed")
    _run([sys.executable, "-m", "venv", "--without-pip", folder / "environment"], folder)
    bin_folder = "Scripts" if os.name == "nt" else "bin"
    python = folder / "environment" / bin_folder / "python"
    asked = _run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder)
    borrowed = [path for path in sys.path if path.endswith("site-packages")]
    (Path(asked.strip()) / "borrowed.pth").write_text("\n".join(borrowed), encoding="utf-8")
    _run([python, ROOT / bootstrap.PIP / "pip", "install", "--no-index", "--no-deps", wheel], folder)
    (folder / "personal").mkdir()
    write(folder / "personal", {"interviews": [INTERVIEW]})
    return Installed(python=python, workspace=folder / "personal")


def test_the_wheel_carries_the_playbook_the_sample_and_the_fonts(wheel: Path) -> None:
    shipped = {
        f"followup_core/_data/{path.relative_to(ROOT / 'data').as_posix()}"
        for folder in (config.PLAYBOOK_DIR, config.SAMPLE_DIR, config.FONT_DIR)
        for path in folder.rglob("*")
        if path.is_file()
    }
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith("followup_core/_data/")}
    assert packed == shipped


def test_the_installed_program_reads_its_own_data_and_not_the_checkout(installed: Installed) -> None:
    ask = "from followup_core import config; print(config.PLAYBOOK_DIR, config.SAMPLE_DIR, config.FONT_DIR)"
    for folder in map(Path, _run([installed.python, "-c", ask], installed.workspace).split()):
        assert folder.is_dir()
        assert folder.is_relative_to(installed.python.parents[1])


def test_followup_due_lists_the_steps(installed: Installed) -> None:
    steps = json.loads(installed.followup("due", "--json"))
    assert {step["organization"] for step in steps} == {"Acme"}
    assert set(steps[0]) == set(KEYS)


def test_followup_draft_writes_a_message(installed: Installed) -> None:
    draft = json.loads(installed.followup("draft", "status_email", "--interview", "i01", "--json"))
    assert "Acme" in draft["subject"] + draft["body"]


def test_followup_stats_counts_the_interview(installed: Installed) -> None:
    assert json.loads(installed.followup("stats", "--json"))["interviews"]["held"] == 1


def test_the_help_names_the_command_as_it_was_called(installed: Installed) -> None:
    assert installed.followup("--help").startswith("usage: followup ")
