"""What lies where, and who imports whom where import-linter does not look."""

import ast
import importlib.metadata
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[3]
VISIBLE = {
    "README.md",
    "app.py",
    "data",
    "followup_core",
    "pages",
    "pyproject.toml",
    "requirements.txt",
    "tests",
}
PURE = ("models", "checklist", "cadence", "statistics")
BELOW_THE_SERVICES = {"store", "formats", "checklist", "cadence", "statistics", "playbook", "bootstrap"}
PAGES = sorted((ROOT / "pages").rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """Each module that a file imports, with the name taken from it ('' for the module itself)."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from ((node.module or "", alias.name) for alias in node.names)


def core_parts(path: Path) -> Iterator[tuple[str, str]]:
    """Each part of followup_core that a file imports, with the name taken from it."""
    for module, name in imports(path):
        first, _, rest = module.partition(".")
        if first == "followup_core":
            yield (rest.split(".")[0], name) if rest else (name, "")


def test_the_visible_top_level_is_exactly_what_was_agreed() -> None:
    seen = {entry.name for entry in ROOT.iterdir() if not entry.name.startswith(".")}
    assert seen - {"__pycache__"} == VISIBLE


def test_a_page_names_what_lies_below_the_services_and_calls_only_the_services() -> None:
    called = {
        (str(page.relative_to(ROOT)), part, name)
        for page in PAGES
        for part, name in core_parts(page)
        if part in BELOW_THE_SERVICES and (not name[:1].isupper() or name.endswith("Store"))
    }
    assert called == set(), "the services decide, load and save: give them this, or have them hand it on"


def test_no_page_takes_the_name_of_a_module_of_the_standard_library() -> None:
    assert {page.stem for page in (ROOT / "pages").glob("*.py")} & sys.stdlib_module_names == set()


def test_the_core_package_imports_nothing_by_itself() -> None:
    assert list(imports(ROOT / "followup_core" / "__init__.py")) == []


def test_every_pure_module_that_exists_is_held_to_both_purity_contracts() -> None:
    exist = {f"followup_core.{name}" for name in PURE if list((ROOT / "followup_core").glob(f"{name}*"))}
    contracts = [each for each in PROJECT["tool"]["importlinter"]["contracts"] if "pure" in each["name"]]
    assert [set(each["source_modules"]) for each in contracts] == [exist, exist]


def _third_party(*folders: str) -> Iterator[tuple[str, Path]]:
    own = {
        "followup_core",
        "tests",
        "app",
        "components",
        *(page.stem for page in (ROOT / "pages").glob("*.py")),
    }
    for folder in folders:
        place = ROOT / folder
        for path in [place] if place.is_file() else sorted(place.rglob("*.py")):
            for module, _ in imports(path):
                first = module.split(".")[0]
                if first not in own and first not in sys.stdlib_module_names:
                    yield first, path


def _undeclared(wanted: Iterator[tuple[str, Path]], declared: list[str]) -> set[tuple[str, str]]:
    names = {canonicalize_name(Requirement(line).name) for line in declared}
    providers = importlib.metadata.packages_distributions()
    return {
        (module, str(path.relative_to(ROOT)))
        for module, path in wanted
        if names.isdisjoint(canonicalize_name(provider) for provider in providers.get(module, ()))
    }


EXTRA = PROJECT["project"]["optional-dependencies"]["card-photos"]


def test_the_program_imports_only_what_it_declares() -> None:
    wanted = _third_party("app.py", "pages", "followup_core")
    beyond = _undeclared(wanted, PROJECT["project"]["dependencies"])
    assert beyond == {("rapidocr", "followup_core/formats/business_card/ocr.py")}
    assert _undeclared(((module, ROOT / path) for module, path in beyond), EXTRA) == set()


def test_the_tests_import_only_what_they_or_the_program_declare() -> None:
    declared = PROJECT["project"]["dependencies"] + EXTRA + PROJECT["dependency-groups"]["tests"]
    assert _undeclared(_third_party("tests"), declared) == set()
