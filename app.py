"""The program's entry point: `python3 app.py` installs what is missing, then starts the server.

`streamlit run app.py` starts the server without installing anything. The server answers this computer only.
With `--server.address 0.0.0.0`, other devices on the network can connect, too: each after pairing with the
code in Settings or, with FOLLOWUP_MODE=workshop, after entering a workshop's join code.
"""

if __name__ == "__main__":  # never true under `streamlit run`, which imports this file as the module `app`
    from followup_core import bootstrap

    bootstrap.run_app()

import asyncio
import sys
import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.state.safe_session_state import SafeSessionState

# The messages package is imported here for the pages: two tabs that are the first to import it at once, after
# a restart, could each wait for the other's module, and one of them would show an error.
from followup_core import config, messages, web  # noqa: F401
from followup_core.calendar_token import CalendarToken
from followup_core.models import FollowUpError
from followup_core.services import workspace_registry
from followup_core.services.calendar_feed import CalendarFeed
from followup_core.services.workshops import WorkshopService
from followup_core.web.device_pairing import DevicePairing

Lifespan = Callable[[st.App], AbstractAsyncContextManager[None]]

_PAGES = Path(__file__).resolve().parent / "pages" / "_router.py"
_INDEX_HTML = Path(st.__file__).parent / "static" / "index.html"
_SWEEP_INTERVAL = 3600  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class AppConfig:
    """The server around the pages in one mode: access checks, extra HTTP routes, startup and shutdown."""

    lifespan: Lifespan
    routes: list[Route]
    middleware: list[Middleware]


def _bind_scope() -> web.BindScope:
    try:
        return web.bind_scope_of(st.get_option("server.address"))
    except FollowUpError as error:
        config.exit_with(error)


def _local_url() -> str:
    """Return the program's URL on this computer."""
    return f"http://localhost:{st.get_option('server.port')}"


def _print_lines(*lines: str) -> None:
    sys.stdout.write("\n" + "".join(f"  {line}\n" for line in lines) + "\n")
    sys.stdout.flush()


def _personal_config() -> AppConfig:
    """Return the app configuration for one candidate's own use."""
    bind_scope = _bind_scope()
    phones = DevicePairing(CONFIGURATION.phones_file)

    @asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncIterator[None]:
        network_lines = ["Phones on this network can connect after you pair them in Settings, Phones."]
        address = f"{_local_url()}/?sample=yes" if CONFIGURATION.demo else _local_url()
        _print_lines(
            f"Open {address} in a browser. Ctrl+C stops the program.",
            *(network_lines if bind_scope is web.BindScope.NETWORK else []),
        )
        _open_browser(address)
        try:
            yield
        finally:
            workspace_registry.close_all()  # the server has answered every request by now

    return AppConfig(
        lifespan=lifespan,
        routes=[*web.personal_routes(phones, CONFIGURATION.clock), *_calendar()],
        middleware=web.guards(
            phones=phones, bind_scope=bind_scope, clock=CONFIGURATION.clock, shell=_INDEX_HTML
        ),
    )


def _calendar() -> list[Route]:
    """Return the route that serves the candidate's dates to a calendar program on this computer."""
    feed = CalendarFeed()

    def calendar() -> bytes:
        data = CONFIGURATION.data_dir
        workspace = workspace_registry.open_workspace(data / "personal", keep=data / "last-good-playbook")
        return feed.calendar(workspace, CONFIGURATION.clock)

    return web.calendar_routes(CalendarToken(CONFIGURATION.subscription_file), calendar)


def _workshop_config() -> AppConfig:
    """Return the app configuration for a workshop with a facilitator and participants."""
    # From the pages' session module, so that the pages and the server share one workshop service.
    from components import session

    bind_scope = _bind_scope()
    try:
        service = session.workshop_service()
    except FollowUpError as error:
        config.exit_with(error)
    facilitators = session.facilitator_auth()

    @asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncIterator[None]:
        await _sweep(service)  # before anybody can join
        facilitator_url = f"{_local_url()}{web.FACILITATOR_LINK}{facilitators.secret}"
        _print_lines(
            "A workshop. Ctrl+C stops the program.",
            f"For you only:  {facilitator_url}",
            *_join_lines(bind_scope),
        )
        _open_browser(facilitator_url)
        sweep_task = asyncio.create_task(_sweep_every_hour(service))
        try:
            yield
        finally:
            sweep_task.cancel()
            await asyncio.wait([sweep_task])
            workspace_registry.close_all()
            service.close_all()

    clock = CONFIGURATION.clock
    identities = web.WorkshopIdentities(
        facilitators=facilitators, service=service, clock=clock, visits=session.phone_visits()
    )
    return AppConfig(
        lifespan=lifespan,
        routes=web.workshop_routes(service, facilitators, clock),
        middleware=web.workshop_guards(identities=identities, bind_scope=bind_scope, shell=_INDEX_HTML),
    )


def _join_lines(bind_scope: web.BindScope) -> list[str]:
    port = st.get_option("server.port")
    if bind_scope is not web.BindScope.NETWORK:
        return ["Phones cannot reach this: start it again with --server.address 0.0.0.0."]
    addresses = web.lan_addresses()
    if not addresses:
        return ["This computer is not on a network, so phones cannot reach it yet."]
    return [f"Participants:  {web.join_url(address, port)}" for address in addresses]


async def _sweep_every_hour(service: WorkshopService) -> None:
    while True:
        await asyncio.sleep(_SWEEP_INTERVAL)
        await _sweep(service)


async def _sweep(service: WorkshopService) -> None:
    """Delete the workshops whose retention period after closing is over."""
    try:
        deleted_titles = await asyncio.to_thread(service.sweep, CONFIGURATION.clock.moment())
    except (OSError, FollowUpError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        _print_lines(f"A workshop that is over could not be deleted ({reason}). The next try is in an hour.")
        return
    if deleted_titles:
        _print_lines(f"Deleted, as it was closed long enough ago: {', '.join(deleted_titles)}.")


def _open_browser(address: str) -> None:
    if not st.get_option("server.headless"):
        # In a thread, because some browsers' launchers block. The server's socket is listening already.
        _ = asyncio.get_running_loop().run_in_executor(None, webbrowser.open, address)


def _rerun_page_for_unknown_fragments() -> None:
    """Rerun the whole page when a tap arrives for a fragment or dialog that the session does not know.

    A new session knows no fragments until it has drawn the page, and Streamlit 1.67 drops such a tap
    silently. If the whole page runs again, the tap is carried out or reported as lost: see
    pages/components/tap_replay.py. The patch is in this file because the pages are imported only when the
    first browser connects.
    """
    request_rerun = AppSession.request_rerun

    def request(self: AppSession, client_state: ClientState | None) -> None:
        fragment_id = client_state.fragment_id if client_state is not None else ""
        if client_state is not None and fragment_id and not client_state.is_auto_rerun:
            client_state.fragment_id = fragment_id if self.has_fragment(fragment_id) else ""
        request_rerun(self, client_state)

    AppSession.request_rerun = request  # type: ignore[method-assign]


def _finish_callbacks_before_next_tap() -> None:
    """Make the next tap wait until all callbacks of the tap before it have run.

    Streamlit 1.67 looks for a newer tap before it calls the callbacks, and whenever a callback reads the
    session's state. If there is one, it drops the remaining callbacks. Leaving a field by tapping a button
    sends two taps within a few milliseconds, and the first could be lost. This needs `runner.fastReruns =
    false` in .streamlit/config.toml: if that were true, the next tap wouldn't wait but run at the same time.
    """
    run_callbacks = SafeSessionState.on_script_will_rerun

    def run_without_interruption(self: SafeSessionState, *args: Any, **kwargs: Any) -> None:
        runner: Any = self._yield_callback.__self__  # type: ignore[attr-defined]
        runner._execing = False
        try:
            run_callbacks(self, *args, **kwargs)
        finally:
            runner._execing = True

    SafeSessionState.on_script_will_rerun = run_without_interruption  # type: ignore[method-assign]


CONFIGURATION = config.at_start()

# Keep `pages` on the import path permanently. Streamlit inserts it for each run and removes it afterward; an
# import in another session at that moment can skip an entry, and then fail to find an installed package.
sys.path.insert(0, str(_PAGES.parent))
_rerun_page_for_unknown_fragments()
_finish_callbacks_before_next_tap()

APP_CONFIG = _workshop_config() if CONFIGURATION.mode is config.Mode.WORKSHOP else _personal_config()

app = st.App(
    _PAGES,
    lifespan=APP_CONFIG.lifespan,
    routes=APP_CONFIG.routes,
    middleware=APP_CONFIG.middleware,
    exception_handlers={500: web.failure_response},
)
