"""Presence: which participants of a workshop have its page open now, or had it a moment ago.

Nothing of this is stored. Phones drop their connection when the screen locks, so a participant still counts
as present for some minutes after their page was last connected.
"""

import threading
import time

from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

_PRESENT_SECONDS = 600.0
"""How long a participant counts as present without a connection: as long as a ten-minute talk, during which
the phone may be in a pocket."""

_participant_of_session: dict[str, tuple[str, str]] = {}
"""The ids of the workshop and the participant, by session."""
_last_seen: dict[tuple[str, str], float] = {}
"""When a page of a participant was last connected, by the ids of the workshop and the participant."""
_lock = threading.Lock()


def note_page(workshop_id: str, participant_id: str) -> None:
    """Remember that this session's page is a participant's."""
    context = get_script_run_ctx()
    with _lock:
        _last_seen[workshop_id, participant_id] = _now()
        if context is not None:
            _participant_of_session[context.session_id] = (workshop_id, participant_id)


def present(workshop_id: str) -> frozenset[str]:
    """Return the ids of the participants of a workshop who are present now."""
    now = _now()
    with _lock:
        for session_id, key in list(_participant_of_session.items()):
            if _is_connected(session_id):
                _last_seen[key] = now
            else:
                del _participant_of_session[session_id]
        return frozenset(
            participant
            for (workshop, participant), seen_at in _last_seen.items()
            if workshop == workshop_id and now - seen_at <= _PRESENT_SECONDS
        )


def _now() -> float:
    return time.monotonic()


def _is_connected(session_id: str) -> bool:
    # Tests run a page without a server, or with one that has no sessions.
    sessions = getattr(Runtime.instance(), "_session_mgr", None) if Runtime.exists() else None
    return sessions is None or sessions.get_active_session_info(session_id) is not None
