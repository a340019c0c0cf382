"""How the browser tests get their browser, and that they never do without one in silence."""

import os
from pathlib import Path

import pytest

from followup_core import bootstrap
from tests import __main__ as command
from tests import browser_finder
from tests.browser_finder import (
    VARIABLE,
    NoBrowserError,
    chromium_path,
    find_chromium,
    provide_chromium,
    works,
)


def a_program(folder: Path, name: str, *, exit_code: int = 0) -> Path:
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\nexit {exit_code}\n", encoding="utf-8")
    program.chmod(0o755)
    return program


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer with no browser; programs in the returned folder are found."""
    programs = tmp_path / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(browser_finder, "_MAC_APPS", ())
    monkeypatch.setattr(browser_finder, "_WINDOWS_PLACES", ())
    return programs


def test_the_browser_that_was_named_comes_before_any_other(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_program(bare, "chromium")
    mine = a_program(tmp_path, "my-own-browser")
    monkeypatch.setenv(VARIABLE, str(mine))
    assert chromium_path() == str(mine)


def test_a_named_browser_that_does_not_run_is_an_error_and_not_replaced_by_another(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_program(bare, "chromium")
    monkeypatch.setenv(VARIABLE, str(bare / "absent"))
    with pytest.raises(NoBrowserError, match="Correct it or unset it"):
        chromium_path()


@pytest.mark.parametrize("name", ["chromium-headless-shell", "chromium", "google-chrome", "chrome"])
def test_a_browser_in_the_path_is_found(bare: Path, name: str) -> None:
    browser = a_program(bare, name)
    assert find_chromium() == str(browser)


def test_a_stub_that_does_not_start_is_passed_over(bare: Path) -> None:
    a_program(bare, "chromium", exit_code=1)
    chrome = a_program(bare, "google-chrome")
    assert find_chromium() == str(chrome)


def test_without_any_browser_the_tests_fail_with_a_sentence(bare: Path) -> None:
    with pytest.raises(NoBrowserError, match=f"Install one, or set {VARIABLE} to its path"):
        chromium_path()


def test_a_browser_that_is_there_is_not_fetched_again(bare: Path) -> None:
    browser = a_program(bare, "chromium")
    python = a_program(bare, "python")
    said: list[str] = []
    assert provide_chromium(python, said.append) == str(browser)
    assert said == []


def test_when_none_can_be_fetched_it_says_what_it_tried_and_what_to_do(bare: Path) -> None:
    python = bare / "python"
    python.write_text('#!/bin/sh\n[ "$3" = "--version" ]\n', encoding="utf-8")
    python.chmod(0o755)
    said: list[str] = []
    with pytest.raises(NoBrowserError, match="none could be fetched"):
        provide_chromium(python, said.append)
    assert said == [
        "No Chromium or Chrome here. Fetching Playwright's own Chromium.",
        "Playwright's Chromium could not be fetched.",
    ]


def test_a_driver_that_does_not_run_is_named_with_the_package_it_lacks(bare: Path) -> None:
    a_program(bare, "chromium")
    python = a_program(bare, "python", exit_code=127)
    with pytest.raises(NoBrowserError, match="libatomic1"):
        provide_chromium(python, lambda sentence: None)


def test_the_browser_of_these_tests_starts() -> None:
    assert works(chromium_path())


def test_the_check_command_hands_the_browser_and_every_argument_to_pytest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    became: list[tuple[list[str], dict[str, str]]] = []
    prepared: list[str] = []

    def prepare(lock: str) -> Path:
        prepared.append(lock)
        return Path("a-python")

    monkeypatch.setattr(bootstrap, "prepare", prepare)
    monkeypatch.setattr(browser_finder, "provide_chromium", lambda python, say: "/a/browser")
    monkeypatch.setattr(bootstrap, "exec_python", lambda *call: became.append(call))
    command.main(["-k", "cadence"])
    assert prepared == ["tests/requirements.txt"]
    environment = {"PYTHONDONTWRITEBYTECODE": "", VARIABLE: "/a/browser"}
    assert became == [(["a-python", "-m", "pytest", "-k", "cadence"], environment)]


@pytest.mark.parametrize(
    "arguments",
    [
        ["unit"],
        ["unit", "-k", "cadence"],
        ["tests/unit/cadence", "tests/integration/services", "-q"],
        ["tests/unit/cadence/test_cases.py::test_one"],
    ],
)
def test_the_check_command_looks_for_no_browser_where_no_test_opens_one(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    became: list[tuple[list[str], dict[str, str]]] = []

    def provide_chromium(python: Path, say: object) -> str:
        raise NoBrowserError("A browser was looked for.")

    monkeypatch.setattr(bootstrap, "prepare", lambda lock: Path("a-python"))
    monkeypatch.setattr(browser_finder, "provide_chromium", provide_chromium)
    monkeypatch.setattr(bootstrap, "exec_python", lambda *call: became.append(call))
    command.main(arguments)
    [(called, environment)] = became
    assert called == ["a-python", "-m", "pytest", *command.pytest_arguments(arguments)]
    assert VARIABLE not in environment
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["integration"],
        ["e2e"],
        ["unit", "tests/e2e"],
        ["-k", "cadence"],
        ["tests"],
        ["tests/unit", "tests/e2e/browser/test_leaving.py::test_one"],
        ["tests/integration/web/test_browser.py"],
        ["tests/integration"],
    ],
)
def test_the_check_command_provides_a_browser_where_a_test_may_open_one(arguments: list[str]) -> None:
    assert command.may_open_browser(command.pytest_arguments(arguments))


def test_every_test_that_opens_a_browser_is_where_the_check_command_expects_it() -> None:
    tests = command.ROOT / "tests"
    opening = {
        path.relative_to(command.ROOT).as_posix()
        for path in tests.rglob("*.py")
        if any(word in path.read_text(encoding="utf-8") for word in ("sync_playwright", "chromium_path"))
    }
    tools = ("tests/__main__.py", "tests/browser_finder.py", "tests/support/", "tests/tools/")
    assert [name for name in opening if not name.startswith((*command.BROWSER_TESTS, *tools))] == []


def test_the_check_command_fails_when_there_is_no_browser(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    python = a_program(bare, "python", exit_code=1)
    monkeypatch.setattr(bootstrap, "prepare", lambda lock: python)
    with pytest.raises(SystemExit) as ended:
        command.main([])
    assert ended.value.code == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert os.environ.get(VARIABLE) is None
