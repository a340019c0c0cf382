"""What every test of the workshop service has: a folder, and the service on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from followup_core.services.workshops import WorkshopService, open_workshops


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "workshops"


@pytest.fixture
def service(folder: Path) -> Iterator[WorkshopService]:
    opened = open_workshops(folder)
    yield opened
    opened.close_all()
