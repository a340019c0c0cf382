"""Wrong calls: exit code 2 and one sentence with the remedy; and output that no terminal can trip up."""

import io
import json
import re
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from followup_core.__main__ import main
from followup_core.services import workspace_registry

from .folders import ROOT, run, write

Capture = pytest.CaptureFixture[str]
NAMES = {"interview_id": "a", "organization": "Bücher Łódź 漢字 👩‍🚀", "held_at": "2026-11-02T10:00"}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "the following arguments are required: COMMAND"),
        (["fly"], "invalid choice: 'fly'"),
        (["due"], "the following arguments are required: --workspace"),
        (["plan", "--workspace", "."], "the following arguments are required: INTERVIEW_ID"),
        (
            ["due", "--workspace", ".", "--today", "tomorrow"],
            "“tomorrow” is not a date of the form YYYY-MM-DD",
        ),
        (["due", "--workspace", ".", "--today", "2026-02-30"], "“2026-02-30” is not a day of the calendar"),
        (["due", "--workspace", ".", "--today", "0001-01-01"], "The year 1 is outside 1970 to 2200"),
        (["due", "--workspace", ".", "--today", "9999-12-31"], "The year 9999 is outside 1970 to 2200"),
        (["due", "--workspace", ".", "--today", "20261122"], "is not a date of the form YYYY-MM-DD"),
        (["due", "--workspace", ".", "--tomorrow"], "unrecognized arguments: --tomorrow"),
        (["due", "a", "--workspace", "."], "unrecognized arguments: a"),
        (["export", "x.zip", "--workspace", "."], "the following arguments are required: --as"),
        (["export", "--as", "cow", "x", "--workspace", "."], "invalid choice: 'cow'"),
        (["import", "--workspace", "."], "the following arguments are required: FILE"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_help(capsys: Capture, arguments: list[str], sentence: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    said = capsys.readouterr()
    assert caught.value.code == 2
    assert said.out == ""
    assert re.fullmatch(r"That command can't be run: [^\n]+ See “[^”]+ --help”\.\n", said.err)
    assert sentence in said.err


@pytest.mark.parametrize("name", ["not-there", "a-file", ""])
@pytest.mark.parametrize("command", [["due"], ["plan", "a"], ["check"]], ids=" ".join)
def test_a_wrong_folder_is_one_sentence(
    tmp_path: Path, capsys: Capture, command: list[str], name: str
) -> None:
    (tmp_path / "a-file").write_text("x", encoding="utf-8")
    folder = str(tmp_path / name) if name else ""
    with pytest.raises(SystemExit) as caught:
        main([*command, "--workspace", folder])
    said = capsys.readouterr()
    assert (caught.value.code, said.out) == (2, "")
    assert said.err == f"There is no folder “{folder}”. Set --workspace to the folder with your tables.\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a-file"]


@pytest.mark.parametrize("interview_id", ["nope", "", "../../etc", "ünope", "x" * 3_000])
def test_an_unknown_interview_is_one_sentence(tmp_path: Path, capsys: Capture, interview_id: str) -> None:
    write(tmp_path, {"interviews": [NAMES]})
    assert main(["plan", interview_id, "--workspace", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        f"There is no interview “{interview_id[:40]}”. Choose one from the list of interviews.\n"
    )


def test_bytes_that_are_no_text_in_a_call_are_no_traceback(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "followup_core", "plan", b"\xff\xfe", "--workspace", bytes(tmp_path)],
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"There is no interview ")
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["", "due", "plan", "check", "import", "export", "digest"])
def test_help_is_there_for_every_command(capsys: Capture, command: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main([*command.split(), "--help"])
    assert caught.value.code == 0
    assert f"python -m followup_core {command}".strip() in capsys.readouterr().out


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_a_name_never_trips_up_the_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    write(tmp_path, {"interviews": [NAMES, {**NAMES, "interview_id": "b", "held_at": "漢"}]})
    for call, code, lines in ((["due"], 0, 2), (["plan", "a"], 0, 4), (["check"], 1, 1)):
        assert len(printed_in(encoding, tmp_path, monkeypatch, call, code).splitlines()) == lines
    steps = json.loads(printed_in(encoding, tmp_path, monkeypatch, ["due", "--json"], 0))
    assert {step["organization"] for step in steps} == {NAMES["organization"]}


def printed_in(
    encoding: str, folder: Path, monkeypatch: pytest.MonkeyPatch, call: list[str], code: int
) -> str:
    """Return what a call prints on a terminal with this encoding; hold it to its exit code."""
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding=encoding))
    assert main([*call, "--workspace", str(folder), "--today", "2026-11-09"]) == code
    return written.getvalue().decode(encoding)


@pytest.mark.parametrize(
    ("terminal", "shown"),
    [
        ({"PYTHONIOENCODING": "ascii"}, "B\\xfccher"),
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "B\\xfccher"),
        ({"PYTHONIOENCODING": "utf-8"}, NAMES["organization"]),
    ],
    ids=["ASCII", "the C locale", "a terminal that knows the letters"],
)
def test_a_name_never_trips_up_a_process_of_its_own(
    tmp_path: Path, terminal: dict[str, str], shown: str
) -> None:
    write(tmp_path, {"interviews": [NAMES]})
    ran = run("due", "--workspace", str(tmp_path), "--today", "2026-11-09", **terminal)
    assert (ran.code, ran.err) == (0, "")
    assert f"Due: Email {shown}" in ran.out


def test_a_reader_that_has_enough_is_no_error(tmp_path: Path) -> None:
    many = [{**NAMES, "interview_id": f"i{number}", "organization": f"O{number}"} for number in range(1_000)]
    write(tmp_path, {"interviews": many})
    with subprocess.Popen(
        [sys.executable, "-m", "followup_core", "due", "--workspace", str(tmp_path), "--today", "2026-11-09"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        complaint = process.stderr.read()
    assert (process.returncode, complaint) == (0, b"")


def test_a_broken_playbook_is_told_and_the_data_is_not_blamed(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    playbook = tmp_path / "playbook"
    shutil.copytree(workspace_registry.PLAYBOOK_DIR, playbook)
    text = (playbook / "cadence.toml").read_text(encoding="utf-8")
    (playbook / "cadence.toml").write_text(text.replace("value = 7", "value = -7"), encoding="utf-8")
    monkeypatch.setattr(
        "followup_core.__main__.open_workspace", partial(workspace_registry.open_workspace, playbook=playbook)
    )
    folder = write(tmp_path / "w", {"interviews": [NAMES]})
    assert main(["due", "--workspace", str(folder)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("cadence.toml, line ")
