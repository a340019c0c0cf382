"""The program: `python3 app.py` installs what is missing and starts it; `streamlit run app.py` starts it.

It answers on this computer only. With `--server.address 0.0.0.0` also phones and other devices of the
network get in, each after pairing with the code in Settings.
"""

if __name__ == "__main__":  # never so under `streamlit run`, which imports this file as the module `app`
    from followup_core import installation

    installation.run_app()

import asyncio
import sys
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from followup_core import configuration, server
from followup_core.coach import house
from followup_core.pairing import Pairing
from followup_core.records import FollowUpError


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  # the server's edge: the only clock it reads


def _reach() -> server.Reach:
    try:
        return server.reach_of(st.get_option("server.address"))
    except FollowUpError as error:
        configuration.stop(error)


def _say_where() -> str:
    """Tell where to look, and return the address on this computer."""
    port = st.get_option("server.port")
    here = f"http://localhost:{port}"
    sys.stdout.write(f"\n  Open {here} in a browser. Ctrl+C stops the program.\n")
    if REACH is server.Reach.NETWORK:
        sys.stdout.write("  Phones of this network get in after pairing: see Settings, Phones.\n")
    sys.stdout.write("\n")
    sys.stdout.flush()
    return here


@asynccontextmanager
async def _lifespan(_app: st.App) -> AsyncIterator[None]:
    here = _say_where()
    if not st.get_option("server.headless"):
        # In a thread: some browsers' launchers wait. The socket listens already.
        _ = asyncio.get_running_loop().run_in_executor(None, webbrowser.open, here)
    try:
        yield
    finally:
        house.close_all()  # every request has been answered by now


CONFIGURATION = configuration.at_start()
REACH = _reach()
PHONES = Pairing(CONFIGURATION.phones_file)

app = st.App(
    Path(__file__).resolve().parent / "pages" / "_router.py",
    lifespan=_lifespan,
    routes=server.own_routes(PHONES, _now),
    middleware=server.guards(
        phones=PHONES, reach=REACH, clock=_now, shell=Path(st.__file__).parent / "static" / "index.html"
    ),
    exception_handlers={500: server.something_failed},
)
