"""ARCHITECTURE.md and CONTRIBUTING.md: every path and every name in backticks is one that exists."""

import re
import shlex
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.unit.row_table import each_row

ROOT = Path(__file__).parents[2]
ARCHITECTURE = ROOT / "followup_core" / "ARCHITECTURE.md"
CONTRIBUTING = ROOT / ".github" / "CONTRIBUTING.md"
CORE = ROOT / "followup_core"
COMPONENTS = ROOT / "pages" / "components"
MADE_BY_THE_PROGRAM = (".venv/", "data/workspaces/")

_BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_PATH = re.compile(r"[\w.-]*/[\w./-]*|\.?[\w-]+\.(?:py|toml|txt|md|yml|yaml|csv)")
_DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")
_WORD = re.compile(r"[\w-]+")
_SETTING = re.compile(r"FOLLOWUP_[A-Z_]+=\S+")


def spans(document: Path) -> tuple[str, ...]:
    """Each text in backticks outside of the blocks, once."""
    text = _BLOCK.sub("", document.read_text(encoding="utf-8"))
    return tuple(dict.fromkeys(re.findall(r"`([^`\n]+)`", text)))


def blocks(document: Path, kind: str) -> list[str]:
    """The lines of all blocks of one kind."""
    found = _BLOCK.finditer(document.read_text(encoding="utf-8"))
    return [line for block in found if block["kind"] == kind for line in block["body"].splitlines()]


@cache
def sources() -> dict[Path, str]:
    """Each Python file of the project with its text, this one left out."""
    folders = (CORE, ROOT / "pages", ROOT / "tests")
    files = [ROOT / "app.py", *(path for folder in folders for path in folder.rglob("*.py"))]
    return {path: path.read_text(encoding="utf-8") for path in files if path != Path(__file__)}


@cache
def whole_text() -> str:
    return "\n".join([*sources().values(), (ROOT / "pyproject.toml").read_text(encoding="utf-8")])


@cache
def words() -> frozenset[str]:
    return frozenset(_WORD.findall(whole_text()))


def is_defined(name: str) -> bool:
    """Whether `module.name`, `module.Class.method` or `Class.method` is defined in the project."""
    first, *rest = name.split(".")
    return any(
        all(
            re.search(rf"^ *(?:async def |def |class )?{part}\b *[(:=]", sources()[path], re.MULTILINE)
            for part in rest
        )
        for path in (*_modules().get(first, []), *_classes().get(first, []))
    )


@cache
def _classes() -> dict[str, list[Path]]:
    """Every class with the files that define it."""
    found: dict[str, list[Path]] = {}
    for path, text in sources().items():
        for name in re.findall(r"^class (\w+)", text, re.MULTILINE):
            found.setdefault(name, []).append(path)
    return found


@cache
def _modules() -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in sources():
        name = path.parent.name if path.name == "__init__.py" else path.stem
        found.setdefault(name, []).append(path)
    return found


def is_path(text: str) -> bool:
    """Whether a text names a file or folder that is there, or that the program makes."""
    return text.startswith(MADE_BY_THE_PROGRAM) or (not text.startswith("/") and (ROOT / text).exists())


def is_command(text: str) -> bool:
    """Whether a command runs a script or module that is there, with paths that are there."""
    python, *arguments = [word for word in shlex.split(text) if not _SETTING.fullmatch(word)]
    if python not in ("python3", ".venv/bin/python") or not arguments:
        return False
    if arguments[0] != "-m":
        runs = (ROOT / arguments[0]).is_file()
    else:
        module = ROOT.joinpath(*arguments[1].split("."))
        theirs = arguments[1] in words()
        runs = module.with_suffix(".py").is_file() or (module / "__main__.py").is_file() or theirs
    paths = [word.partition("::")[0] for word in arguments if "/" in word]
    return runs and all(is_path(path) for path in paths)


def is_known(text: str) -> bool:
    """Whether a text in backticks names something that exists."""
    if " " in text:
        return is_command(text) or text in whole_text()
    if _PATH.fullmatch(text) and is_path(text):
        return True
    if _DOTTED.fullmatch(text):
        ours = text.partition(".")[0] in {*_modules(), *_classes()}
        return is_defined(text) or (not ours and text in whole_text())
    return text in words()


@pytest.mark.thorough
@pytest.mark.parametrize("document", [ARCHITECTURE, CONTRIBUTING], ids=lambda path: path.name)
def test_every_name_in_backticks_exists(document: Path) -> None:
    named = spans(document)
    assert len(named) >= 20
    assert [text for text in named if not is_known(text)] == []


@pytest.mark.thorough
@each_row("document", [ARCHITECTURE, CONTRIBUTING])
def test_every_command_runs_something_that_is_there(document: Path) -> None:
    commands = [line for line in blocks(document, "sh") if line and not line.startswith("#")]
    assert [line for line in commands if not (is_command(line) or is_path(line))] == []


@pytest.mark.thorough
@each_row(
    "wrong",
    [
        *("followup_core/nowhere.py", "nowhere.toml", "/tmp", "touchpoints.no_such_function"),
        *("Workspace.no_such_method", "NoSuchClassAnywhere", "python3 -m tests.nowhere", "no.such.module"),
    ],
)
def test_a_name_that_is_gone_is_noticed(wrong: str) -> None:
    assert not is_known(wrong)


def test_the_layers_are_those_of_the_import_contract() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    [layers] = [each["layers"] for each in contracts if each["type"] == "layers"]
    assert blocks(ARCHITECTURE, "text") == [re.sub(r"[()]", "", line) for line in layers]


@each_row("folder", [CORE, COMPONENTS])
def test_the_map_has_every_package(folder: Path) -> None:
    packages = {path.parent for path in folder.glob("*/__init__.py")}
    if folder == CORE:
        packages |= {path for path in folder.glob("*.py") if path.name != "__init__.py"}
    assert {path.relative_to(ROOT).as_posix() for path in packages} - set(spans(ARCHITECTURE)) == set()


def test_no_name_is_explained_twice_in_the_glossary() -> None:
    text = ARCHITECTURE.read_text(encoding="utf-8")
    glossary = text.split("## Glossary")[1].split("\n## ")[0]
    names = re.findall(r"^\| ([^|]+?) \|", glossary, re.MULTILINE)
    assert len(names) == len(set(names)) > 20
