"""Two servers for all these tests: one for this computer only, one for the network."""

import os
import subprocess
from collections.abc import Iterator

import pytest

from followup_core.web import lan_addresses
from tests.integration.web.served_program import Served, serving

MADE_UP = "10.231.77.1"


@pytest.fixture(scope="session")
def at_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Started without any flag but its port."""
    with serving(tmp_path_factory.mktemp("home")) as served:
        yield served


@pytest.fixture(scope="session")
def on_network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Started to serve the network."""
    with serving(tmp_path_factory.mktemp("network"), "--server.address", "0.0.0.0") as served:
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
