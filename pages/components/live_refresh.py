"""Phones follow the room: when it moves on, the server draws the pages of those who watch it anew.

Nothing polls on a phone. A page that is being drawn at that moment is left alone until it is done, so no tap
is lost; a phone that sleeps is drawn anew when it wakes. Streamlit has no public call for this: what is used
here is tested with the version that is pinned, and a phone that is not reached has a button of its own.
"""

import asyncio
import threading

from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

_AT_ONCE = 10
_PAUSE = 0.1
"""Seconds between ten phones and the next ten: 300 phones are drawn anew within about three seconds."""
_LOOKS = 3600
_LOOK_EVERY = 0.5
"""A sleeping phone is looked after for half an hour."""

_watching: dict[str, tuple[str, str]] = {}
"""Workshop and participant by session."""
_behind: dict[str, int] = {}
"""Sessions still to be drawn anew, with how often they were looked at. Of the server's own thread."""
_lock = threading.Lock()


def subscribe(workshop_id: str, participant_id: str) -> None:
    """Let this page be drawn anew when its workshop moves on."""
    _note((workshop_id, participant_id))


def unsubscribe() -> None:
    """Leave this page as it is, for instance while somebody writes on it."""
    _note(None)


def notify(workshop_id: str, participants: tuple[str, ...]) -> None:
    """Let the pages of these participants, or of all, be drawn anew; returns at once, from any thread."""
    if not Runtime.exists():  # pages that are tested without a server
        return
    with _lock:
        sessions = [
            session
            for session, (workshop, participant) in _watching.items()
            if workshop == workshop_id and (not participants or participant in participants)
        ]
    loop = Runtime.instance()._get_async_objs().eventloop
    loop.call_soon_threadsafe(_begin, sessions)


def _note(what: tuple[str, str] | None) -> None:
    context = get_script_run_ctx()
    if context is None:
        return
    with _lock:
        if what is None:
            _watching.pop(context.session_id, None)
        else:
            _watching[context.session_id] = what


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
    """Draw a page anew if it is at rest and awake, else count one look."""
    info = Runtime.instance()._session_mgr.get_active_session_info(session_id)
    if info is not None and info.session._scriptrunner is None:
        # As after a change of the program: the same page with the same values, so nothing on it starts anew.
        info.session.request_rerun(info.session._client_state)
        del _behind[session_id]
        return
    _behind[session_id] += 1
    if _behind[session_id] > _LOOKS:
        del _behind[session_id]
        with _lock:
            _watching.pop(session_id, None)
