"""Each page test has workspaces of its own, and the same Wednesday."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner

from components import session
from components.checklist import checklist_state
from followup_core.services import workspace_registry
from followup_core.services.workshops import WorkshopService

from .facilitator_tab import as_host


@pytest.fixture(autouse=True, scope="session")
def no_search_for_components() -> Iterator[None]:
    """Don't let each page of a test search all installed packages for components; there are none.

    Streamlit does so once when a server starts, but again for each `AppTest`: half the time of these tests.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", list)
        yield


@pytest.fixture(autouse=True)
def workspaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder of workspaces on Wednesday, November 18, 2026; desks are closed around the test."""
    monkeypatch.setenv("FOLLOWUP_DATA_DIR", str(tmp_path / "workspaces"))
    monkeypatch.setenv("FOLLOWUP_TODAY", "2026-11-18")
    monkeypatch.delenv("FOLLOWUP_MODE", raising=False)
    monkeypatch.setattr(
        checklist_state, "DOUBLE_TAP_TIME", timedelta(0)
    )  # a tap here follows the one before at once
    workspace_registry.close_all()
    yield tmp_path / "workspaces"
    workspace_registry.close_all()


@pytest.fixture
def service(workspaces: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[WorkshopService]:
    """The service of a facilitator's program, closed after the test."""
    as_host(monkeypatch)
    found = session.workshop_service()
    yield found
    found.close_all()
