"""Live refresh: the server redraws the pages of a workshop's participants when the workshop moves on.

Phones do not poll. A page that is being drawn is left alone until it is done, so no tap is lost; a phone that
sleeps is redrawn when it wakes. Streamlit has no public call for this. What is used here is tested with the
pinned version, and each phone also has a refresh button in case this does not reach it.
"""

import asyncio
import threading

from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

_AT_ONCE = 10
_PAUSE = 0.1
"""Seconds between one batch of ten phones and the next: 300 phones are redrawn within about three seconds."""
_LOOKS = 3600
_LOOK_EVERY = 0.5
"""3600 checks every half second: a sleeping phone is retried for half an hour."""

_watching: dict[str, tuple[str, str]] = {}
"""Workshop and participant by session."""
_behind: dict[str, int] = {}
"""Sessions still to be redrawn, with how often each was checked. Used by the server's own thread only."""
_lock = threading.Lock()


def subscribe(workshop_id: str, participant_id: str) -> None:
    """Redraw this page whenever its workshop moves on; what is being typed on it stays."""
    context = get_script_run_ctx()
    if context is not None:
        with _lock:
            _watching[context.session_id] = (workshop_id, participant_id)


def notify(workshop_id: str, participants: tuple[str, ...]) -> None:
    """Redraw the pages of these participants, or of all if empty; returns at once, from any thread."""
    if not Runtime.exists():  # in tests of pages that run without a server
        return
    with _lock:
        sessions = [
            session
            for session, (workshop, participant) in _watching.items()
            if workshop == workshop_id and (not participants or participant in participants)
        ]
    loop = Runtime.instance()._get_async_objs().eventloop
    loop.call_soon_threadsafe(_begin, sessions)


def _begin(sessions: list[str]) -> None:
    was_idle = not _behind
    _behind.update(dict.fromkeys(sessions, 0))
    if was_idle and _behind:
        task = asyncio.get_running_loop().create_task(_catch_up())
        _tasks.add(task)
        task.add_done_callback(_tasks.discard)


_tasks: set[asyncio.Task[None]] = set()


async def _catch_up() -> None:
    while _behind:
        fresh = [session for session, looks in _behind.items() if not looks][:_AT_ONCE]
        for session in fresh or list(_behind):
            _look_at(session)
        await asyncio.sleep(_PAUSE if fresh else _LOOK_EVERY)


def _look_at(session_id: str) -> None:
    """Redraw a page if no run is in progress and it is awake; otherwise count one check."""
    info = Runtime.instance()._session_mgr.get_active_session_info(session_id)
    if info is not None and info.session._scriptrunner is None:
        # As after a change of the source code: the same page with the same values, so nothing on it is reset.
        info.session.request_rerun(info.session._client_state)
        del _behind[session_id]
        return
    _behind[session_id] += 1
    if _behind[session_id] > _LOOKS:
        del _behind[session_id]
        with _lock:
            _watching.pop(session_id, None)
