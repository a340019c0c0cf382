"""Presence: which participants of a workshop have its page open now, or had it a moment ago.

Nothing of this is stored. Phones drop their connection when the screen locks, so a phone counts as here for
some minutes after it was last seen.
"""

import threading
import time

from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

_STILL_HERE = 600.0
"""In seconds. Someone who listens to a ten-minute talk with the phone in a pocket hasn't left."""

_pages: dict[str, tuple[str, str]] = {}
"""Workshop and participant by session."""
_seen: dict[tuple[str, str], float] = {}
"""By workshop and participant: when a page of theirs was last connected."""
_lock = threading.Lock()


def note_page(workshop_id: str, participant_id: str) -> None:
    """Remember that this page is a participant's."""
    context = get_script_run_ctx()
    with _lock:
        _seen[workshop_id, participant_id] = _now()
        if context is not None:
            _pages[context.session_id] = (workshop_id, participant_id)


def present(workshop_id: str) -> frozenset[str]:
    """Return the participants of a workshop who are here now."""
    now = _now()
    with _lock:
        for session_id, who in list(_pages.items()):
            if _is_connected(session_id):
                _seen[who] = now
            else:
                del _pages[session_id]
        return frozenset(
            participant
            for (workshop, participant), at in _seen.items()
            if workshop == workshop_id and now - at <= _STILL_HERE
        )


def _now() -> float:
    return time.monotonic()


def _is_connected(session_id: str) -> bool:
    # Tests run a page without a server, or with one that has no sessions.
    sessions = getattr(Runtime.instance(), "_session_mgr", None) if Runtime.exists() else None
    return sessions is None or sessions.get_active_session_info(session_id) is not None
