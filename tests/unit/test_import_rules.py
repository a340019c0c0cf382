"""The import rules of pyproject.toml hold; the core, for one, never imports Streamlit."""

from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

CONFIGURATION = Path(__file__).parents[2] / "pyproject.toml"


def test_no_module_imports_what_it_may_not(capfd: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(CONFIGURATION), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capfd.readouterr().out
