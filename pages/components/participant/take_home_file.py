"""The participant's take-home archive, built on request, one at a time."""

import threading
from datetime import date

from components import session
from followup_core import config
from followup_core.services import workspace_registry
from followup_core.services.workshops.take_home_archive import WorkshopDraft, take_home_archive

from .participant_phone import ParticipantPhone

FILE_NAME = "after-the-interview.zip"

_ONE_AT_A_TIME = threading.Lock()
"""A file costs as much time as a PDF; this keeps the pages quick when everybody asks at once."""


def packed(phone: ParticipantPhone, today: date) -> bytes:
    """Return the archive; called outside of a page's run, so it must not use the session's state."""
    with _ONE_AT_A_TIME:
        keep = config.current().data_dir / "last-good-playbook"
        workspace = workspace_registry.open_workspace(phone.participation.workspace(), keep=keep)
        drafts = [
            WorkshopDraft(title=prompt.ask, text=text) for _, prompt, text in phone.participation.drafts()
        ]
        return take_home_archive(workspace, today, drafts, phone.view.title, session.utc_now())
