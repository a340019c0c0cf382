"""README.md: every command in it is one that works, on Linux and macOS and in its Windows form."""

import ast
import csv
import os
import re
import shlex
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import ModuleType

import pytest

from followup_core import config, mail_config
from followup_core.services.sample_data import load_sample_data
from followup_core.services.workspace_registry import SAMPLE_DIR
from tests.integration.services.workspaces import moment, opened

ROOT = Path(__file__).parents[3]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MADE_BY_THE_PROGRAM = (".venv/", "data/workspaces/")
BLOCK = re.compile(r"^```(?P<shell>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
SECONDS_TO_START = 120


def sections() -> dict[str, str]:
    """The text under each second-level heading."""
    parts = re.split(r"^## (.+)$", README, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def commands(shell: str, text: str = README) -> list[str]:
    """Each command in the blocks for this shell, in order."""
    blocks = [block["body"] for block in BLOCK.finditer(text) if block["shell"] == shell]
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def setting_and_rest(command: str) -> tuple[str, str]:
    """A command apart from the setting it begins with, '' if none."""
    first, _, rest = command.partition(" ")
    return (first, rest) if re.fullmatch(r"[A-Z_]+=\w+", first) else ("", command)


def in_windows_words(command: str) -> str:
    """The same command for Windows: how it sets, its launcher, its environment's layout, its slashes."""
    setting, rest = setting_and_rest(command)
    if setting:
        return f'set "{setting}" && {in_windows_words(rest)}'
    words = command.replace(".venv/bin/python", r".venv\Scripts\python").split(" ")
    words[0] = "py" if words[0] == "python3" else words[0]
    return " ".join(word if "://" in word else word.replace("/", "\\") for word in words)


def test_starting_takes_one_line() -> None:
    assert commands("sh", sections()["Start"]) == ["python3 app.py"]


def test_checking_takes_one_line() -> None:
    assert commands("sh", sections()["Check"]) == ["python3 -m tests"]


def test_every_block_is_for_one_of_the_two_shells_or_a_notebook() -> None:
    assert {block["shell"] for block in BLOCK.finditer(README)} == {"sh", "bat", "python"}
    assert README.count("```") == 2 * len(BLOCK.findall(README))


@pytest.mark.parametrize("section", sections())
def test_every_command_has_its_windows_form_beside_it(section: str) -> None:
    text = sections()[section]
    assert commands("bat", text) == [in_windows_words(command) for command in commands("sh", text)]


@pytest.mark.parametrize("command", commands("sh"))
def test_every_command_runs_something_that_is_there(command: str) -> None:
    python, *rest = shlex.split(setting_and_rest(command)[1])
    assert python in ("python3", ".venv/bin/python")
    if rest[0] == "-m":
        module = ROOT.joinpath(*rest[1].split("."))
        assert module.with_suffix(".py").is_file() or (module / "__main__.py").is_file(), rest[1]
    else:
        assert (ROOT / rest[0]).is_file(), rest[0]


@pytest.mark.parametrize("command", commands("sh"))
def test_every_path_in_a_command_is_there_or_made_by_the_program(command: str) -> None:
    for word in shlex.split(command):
        if "/" in word:
            assert word.startswith(MADE_BY_THE_PROGRAM) or (ROOT / word).exists(), word


def test_every_path_in_the_text_is_there_or_made_by_the_program() -> None:
    named = re.findall(r"`([\w.-]+/[\w./-]*|\.[\w/]+|[\w-]+\.(?:py|toml|txt|md))`", BLOCK.sub("", README))
    assert len(named) >= 8
    for path in named:
        assert path.rstrip("/") + "/" in MADE_BY_THE_PROGRAM or (ROOT / path).exists(), path


def test_the_table_of_settings_is_the_declared_one() -> None:
    rows = [
        f"| `{setting.name}` | {setting.meaning} | {_in_code(setting.default) or setting.otherwise} |"
        for setting in (*config.SETTINGS, *mail_config.SETTINGS)
    ]
    section = sections()["Environment settings"]
    table = [line for line in section.splitlines() if line.startswith("|")]
    assert table == ["| Setting | Meaning | Default |", "|---|---|---|", *rows]


def _in_code(text: str) -> str:
    return f"`{text}`" if text else ""


@pytest.mark.parametrize("module", [config, mail_config])
def test_every_setting_is_declared_once_in_its_table(module: ModuleType) -> None:
    declared = [value for value in vars(module).values() if isinstance(value, config.Setting)]
    assert sorted(map(id, declared)) == sorted(map(id, module.SETTINGS))


def test_every_picture_and_link_leads_to_a_file_that_is_there() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / target).is_file(), target


def test_the_app_run_as_a_plain_script_installs_and_starts_itself() -> None:
    calls = [
        node
        for node in ast.walk(ast.parse((ROOT / "app.py").read_text("utf-8")))
        if isinstance(node, ast.Call)
    ]
    assert "run_app" in {call.func.id for call in calls if isinstance(call.func, ast.Name)} | {
        call.func.attr for call in calls if isinstance(call.func, ast.Attribute)
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def test_the_start_command_with_its_arguments_serves_the_page(tmp_path: Path) -> None:
    port = _free_port()
    (_, script) = shlex.split(commands("sh", sections()["Start"])[0])
    command = [sys.executable, script, "--server.port", str(port), "--server.headless", "true"]
    environment = {**os.environ, "FOLLOWUP_PYTHON_READY": "1", "FOLLOWUP_DATA_DIR": str(tmp_path / "data")}
    log = tmp_path / "log"
    with log.open("w") as output:
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    try:
        give_up_at = time.monotonic() + SECONDS_TO_START
        while not _answers(f"http://127.0.0.1:{port}/_stcore/health"):
            assert server.poll() is None, log.read_text()
            assert time.monotonic() < give_up_at, log.read_text()
            time.sleep(0.2)
    finally:
        server.terminate()
        server.wait(timeout=SECONDS_TO_START)


def _write_table(path: Path, header: list[str], *rows: dict[str, str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, restval="", quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A folder of tables with one interview, `i01`, held long ago."""
    folder = tmp_path / "personal"
    folder.mkdir()
    for sample in (ROOT / "data/sample").glob("*.csv"):
        with sample.open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        _write_table(folder / sample.name, header)
    held = {"interview_id": "i01", "organization": "Acme", "role": "Analyst", "round": "1"}
    held |= {"held_at": "2026-03-03T10:00", "timezone": "Europe/Berlin", "created_at": "2026-03-03T12:00:00Z"}
    with (folder / "interviews.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    _write_table(folder / "interviews.csv", header, held)
    return folder


COMMAND_LINE = [command for command in commands("sh") if "followup_core" in command]


def test_the_command_line_is_shown_with_its_everyday_commands() -> None:
    assert [shlex.split(command)[3] for command in COMMAND_LINE] == [
        *("due", "plan", "stats", "draft", "review", "check", "import", "export", "digest")
    ]


_GOOD_MESSAGE = """\
Subject: The Analyst role

Hello,

I interviewed with you on March 3 for the Analyst role at Acme. Could you tell me where things stand? I am
still very interested, and I am happy to send anything else you need.

Best regards,
Sam Lee
"""


@pytest.mark.parametrize("command", COMMAND_LINE)
def test_every_command_of_the_command_line_answers(command: str, workspace: Path) -> None:
    given = {".venv/bin/python": sys.executable, "data/workspaces/personal": str(workspace)}
    names = {"export": "all.xlsx", "review": "message.txt", "import": "jobs.csv"}
    file = workspace.parent / names.get(shlex.split(command)[3], "")
    (workspace.parent / "message.txt").write_text(_GOOD_MESSAGE, encoding="utf-8")
    (workspace.parent / "jobs.csv").write_text(
        "Company,Interview date\nBorealis,2026-03-04\n", encoding="utf-8"
    )
    given |= {"INTERVIEW_ID": "i01", "FILE": str(file)}
    words = [given.get(word, word) for word in shlex.split(command)]
    answer = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0
    # What would make a draft better is no fault, and is said apart from the draft.
    assert answer.stderr == "" or "draft" in words
    assert answer.stdout.strip()


def test_the_lines_for_a_notebook_show_the_answers_of_a_workspace(tmp_path: Path) -> None:
    blocks = [block["body"] for block in BLOCK.finditer(README) if block["shell"] == "python"]
    folder = tmp_path / "data" / "workspaces" / "personal"
    with opened(folder) as workspace:
        load_sample_data(workspace, moment(), SAMPLE_DIR)
        done = subprocess.run(
            [sys.executable, "-c", "".join(blocks)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.stderr == ""
    assert re.search(r"asked_time_frame +\d+ +\d+ +\d+", done.stdout)
