"""Two servers for all these tests: one for this computer only, one for the network."""

import os
import subprocess
from collections.abc import Iterator

import pytest

from followup_core.web import lan_addresses
from tests.integration.services import workspaces
from tests.integration.web.served_program import Served, serving

MADE_UP = "10.231.77.1"


@pytest.fixture(scope="session")
def at_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Started without any flag but its port, on a fixed day, for a person with one interview."""
    folder = tmp_path_factory.mktemp("home")
    with workspaces.opened(folder / "data" / "personal") as workspace:
        workspaces.started(workspace)
    with serving(folder, environment={"FOLLOWUP_TODAY": "2026-11-05"}) as served:
        yield served


@pytest.fixture(scope="session")
def on_network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Started to serve the network, under a web server that believes every proxy."""
    folder, trusting = tmp_path_factory.mktemp("network"), {"FORWARDED_ALLOW_IPS": "*"}
    with serving(folder, "--server.address", "0.0.0.0", environment=trusting) as served:
        yield served


@pytest.fixture(scope="session")
def lan() -> Iterator[str]:
    """An address of this machine that is not loopback: who connects to it comes from it, as a phone would."""
    found = lan_addresses()
    if found:
        yield found[0]
        return
    add = ["ip", "address", "add", f"{MADE_UP}/32", "dev", "lo"]
    if os.geteuid() or subprocess.run(add, check=False).returncode:
        pytest.fail("This machine has no network address; run these tests as root, or with a network.")
    yield MADE_UP
    subprocess.run(["ip", "address", "del", *add[3:]], check=True)
