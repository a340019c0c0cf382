"""What the server needs to know of workshops, as the hall of the coach offers it."""

from datetime import datetime
from typing import Protocol


class ParticipantRef(Protocol):
    """One participant of one workshop."""

    @property
    def workshop_id(self) -> str: ...  # noqa: D102
    @property
    def participant_id(self) -> str: ...  # noqa: D102


class JoinResult(Protocol):
    """What somebody gets who came in."""

    @property
    def cookie(self) -> str: ...  # noqa: D102
    @property
    def resume_code(self) -> str: ...  # noqa: D102


class PublicView(Protocol):
    """The workshop that is open."""

    @property
    def workshop_id(self) -> str: ...  # noqa: D102


class WorkshopService(Protocol):
    """Lets participants in; every call may wait for the disk.

    Raises FollowUpError. Its attribute `wrong_code` is true where a code was compared with the one on the
    wall and is another; only that counts as a wrong try.
    """

    def enter(self, code: str, nonce: str, when: datetime) -> JoinResult:
        """Let somebody in by the code on the wall; the same nonce gives the same participant again."""
        ...

    def resume(self, resume_code: str, when: datetime) -> JoinResult:
        """Let a participant in again."""
        ...

    def participant(self, cookie: str, when: datetime) -> ParticipantRef | None:
        """Return whose cookie this is, None if nobody's."""
        ...

    def current(self) -> PublicView | None:
        """Return the workshop that is open, None if none is."""
        ...

    def deletion(self) -> str:
        """Return when the open workshop's data is deleted, in words; '' while none is open."""
        ...
