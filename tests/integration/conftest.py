"""What the integration tests share: only those of the store wait for the disk."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

STORE = Path(__file__).parent / "store"


@pytest.fixture(autouse=True, scope="module")
def no_syncing(request: pytest.FixtureRequest) -> Iterator[None]:
    """Don't sync what is written, except in the store's own tests: each sync waits 5 ms for the disk.

    What a sync adds is seen only after a power cut, and those are in `tests/integration/store`.
    """
    with pytest.MonkeyPatch.context() as patch:
        if STORE not in request.path.parents:
            patch.setattr(os, "fsync", lambda handle: None)
        yield
