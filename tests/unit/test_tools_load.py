"""The programs to run by hand in tests/tools: each can still be loaded after a move of what it uses."""

import importlib
import pkgutil

import pytest

from tests import tools

MODULES = [
    module.name
    for module in pkgutil.walk_packages(tools.__path__, "tests.tools.")
    if "__main__" not in module.name
]


@pytest.mark.thorough
@pytest.mark.parametrize("name", MODULES)
def test_a_tool_can_be_loaded(name: str) -> None:
    importlib.import_module(name)
