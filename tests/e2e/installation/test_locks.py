"""The lock files: complete, pinned, hashed, of one mind, and installable on every system."""

import importlib.metadata
import itertools
import re
import tomllib
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from followup_core.bootstrap import EXTRAS

ROOT = Path(__file__).parents[3]
EXTRA_LOCK = EXTRAS["card-photos"]
LOCKS = ("requirements.txt", "tests/requirements.txt", EXTRA_LOCK)
ENTRY = re.compile(r"^(?P<name>[a-z0-9.-]+)==(?P<version>[^ ;]+)(?: ; (?P<marker>.+))?$")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
SYSTEMS = {
    "Windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    "macOS": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    "Linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
}

Entry = tuple[str, str, str]


def entries(lock: str) -> dict[Entry, frozenset[str]]:
    """Each requirement's name, version and marker, with its hashes; a line that is neither is an error."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    found: dict[Entry, frozenset[str]] = {}
    for requirement in "\n".join(lines).replace("\\\n", " ").splitlines():
        head, *options = re.split(r"\s+(?=--)", requirement.strip())
        entry = ENTRY.match(head)
        assert entry, f"{lock}: not an exactly pinned requirement: {head}"
        assert all(HASH.fullmatch(option) for option in options), f"{lock}: not a sha256 hash at {head}"
        found[entry["name"], entry["version"], entry["marker"] or ""] = frozenset(options)
    return found


def chosen(lock: str, *, python: str, system: str) -> dict[str, list[str]]:
    """The versions that the lock chooses for one Python on one system, by name."""
    where = {**SYSTEMS[system], "python_version": python, "python_full_version": f"{python}.9"}
    where |= {"platform_python_implementation": "CPython", "implementation_name": "cpython"}
    versions: dict[str, list[str]] = {}
    for name, version, marker in entries(lock):
        if not marker or Marker(marker).evaluate(where):
            versions.setdefault(name, []).append(version)
    return versions


def direct(lock: str) -> list[Requirement]:
    """The direct requirements that pyproject.toml lists for a lock: the program's, and what it adds."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = list(project["project"]["dependencies"])
    if lock != "requirements.txt":
        listed += project["project"]["optional-dependencies"]["card-photos"]
    if lock == "tests/requirements.txt":
        listed += project["dependency-groups"]["tests"]
    return [Requirement(line) for line in listed]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_and_has_a_hash(lock: str) -> None:
    found = entries(lock)
    assert len(found) >= 40
    assert [entry for entry, hashes in found.items() if not hashes] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_an_index_or_a_folder_of_somebodys_computer(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.findall(r"://|--index|--extra-|--find|/home/|/Users/|/tmp/|@ file", text) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_direct_requirement_is_locked_at_exactly_its_version(lock: str) -> None:
    locked = {(canonicalize_name(name), f"=={version}") for name, version, _ in entries(lock)}
    wanted = {(canonicalize_name(each.name), str(each.specifier)) for each in direct(lock)}
    assert wanted <= locked


@pytest.mark.parametrize(
    ("within", "lock"), [("requirements.txt", EXTRA_LOCK), (EXTRA_LOCK, "tests/requirements.txt")]
)
def test_each_lock_holds_all_of_the_smaller_one_unchanged(within: str, lock: str) -> None:
    smaller, larger = entries(within), entries(lock)
    assert {entry: larger.get(entry) for entry in smaller} == smaller
    assert len(smaller) < len(larger)


@pytest.mark.parametrize("lock", LOCKS)
def test_each_python_on_each_system_gets_exactly_one_version_of_each(lock: str) -> None:
    names = {canonicalize_name(each.name) for each in direct(lock)}
    for system, python in itertools.product(SYSTEMS, ("3.11", "3.12", "3.13", "3.14")):
        versions = chosen(lock, python=python, system=system)
        assert {name: found for name, found in versions.items() if len(found) != 1} == {}, (system, python)
        assert names <= set(versions)


def test_windows_gets_no_uvloop_which_does_not_exist_there() -> None:
    assert "uvloop" not in chosen("requirements.txt", python="3.13", system="Windows")
    assert "uvloop" in chosen("requirements.txt", python="3.13", system="macOS")


def test_these_tests_run_with_the_versions_that_are_locked() -> None:
    for requirement in direct("tests/requirements.txt"):
        assert requirement.specifier.contains(importlib.metadata.version(requirement.name)), requirement
