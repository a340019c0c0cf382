"""Redraws the pages of a workshop's participants when the workshop moves on.

Phones do not poll; the wall does (`status_line.render_status_line`). A page that is being drawn is left
alone until it is done, so no tap is lost. The page of a phone that sleeps is redrawn when the phone wakes.
Streamlit has no public call for this. The private calls are tested with the pinned version, and each phone
has a refresh button in case they fail.
"""

import asyncio
import threading

from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

_BATCH_SIZE = 10
_BATCH_PAUSE = 0.1
"""Seconds between two batches of ten phones: 300 phones are redrawn within about three seconds."""
_MAX_CHECKS = 3600
_CHECK_INTERVAL = 0.5
"""In seconds. With 3600 checks, a sleeping phone is retried for half an hour."""

_participant_of_session: dict[str, tuple[str, str]] = {}
"""The ids of the workshop and the participant, by session."""
_check_counts: dict[str, int] = {}
"""How often each session that is to be redrawn was checked. Used by the server's own thread only."""
_lock = threading.Lock()


def subscribe(workshop_id: str, participant_id: str) -> None:
    """Redraw this page whenever its workshop moves on; what is being typed on the page stays."""
    context = get_script_run_ctx()
    if context is not None:
        with _lock:
            _participant_of_session[context.session_id] = (workshop_id, participant_id)


def notify(workshop_id: str, participants: tuple[str, ...]) -> None:
    """Redraw the pages of these participants, or of the whole workshop if `participants` is empty.

    Returns at once. Any thread may call it.
    """
    if not Runtime.exists():  # in tests of pages that run without a server
        return
    with _lock:
        sessions = [
            session
            for session, (workshop, participant) in _participant_of_session.items()
            if workshop == workshop_id and (not participants or participant in participants)
        ]
    loop = Runtime.instance()._get_async_objs().eventloop
    loop.call_soon_threadsafe(_add_sessions, sessions)


def _add_sessions(sessions: list[str]) -> None:
    """Add sessions to redraw; start the task that redraws them if it isn't running."""
    was_idle = not _check_counts
    _check_counts.update(dict.fromkeys(sessions, 0))
    if was_idle and _check_counts:
        task = asyncio.get_running_loop().create_task(_redraw_sessions())
        _tasks.add(task)
        task.add_done_callback(_tasks.discard)


_tasks: set[asyncio.Task[None]] = set()


async def _redraw_sessions() -> None:
    while _check_counts:
        unchecked = [session for session, check_count in _check_counts.items() if not check_count][
            :_BATCH_SIZE
        ]
        for session in unchecked or list(_check_counts):
            _redraw_if_idle(session)
        await asyncio.sleep(_BATCH_PAUSE if unchecked else _CHECK_INTERVAL)


def _redraw_if_idle(session_id: str) -> None:
    """Redraw a session's page if the session is connected and draws nothing now; else count one check."""
    info = Runtime.instance()._session_mgr.get_active_session_info(session_id)
    if info is not None and info.session._scriptrunner is None:
        # As after a change of the source code: the same page with the same values, so nothing on it is reset.
        info.session.request_rerun(info.session._client_state)
        del _check_counts[session_id]
        return
    _check_counts[session_id] += 1
    if _check_counts[session_id] > _MAX_CHECKS:
        del _check_counts[session_id]
        with _lock:
            _participant_of_session.pop(session_id, None)
