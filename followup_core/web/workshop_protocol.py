"""The interface of the workshop service that the server needs."""

from datetime import datetime
from typing import Protocol


class ParticipantRef(Protocol):
    """One participant of one workshop."""

    @property
    def workshop_id(self) -> str: ...  # noqa: D102
    @property
    def participant_id(self) -> str: ...  # noqa: D102


class JoinResult(Protocol):
    """What a person receives on joining."""

    @property
    def cookie(self) -> str: ...  # noqa: D102
    @property
    def resume_code(self) -> str: ...  # noqa: D102


class PublicView(Protocol):
    """The workshop that is open."""

    @property
    def workshop_id(self) -> str: ...  # noqa: D102


class WorkshopService(Protocol):
    """Admits participants; every call may wait for the disk.

    Raises FollowUpError. Its attribute `wrong_code` is true if a code was compared with the join code and
    differs; only that counts as a wrong try.
    """

    def enter(self, code: str, nonce: str, when: datetime) -> JoinResult:
        """Admit a person by the join code; the same nonce returns the same participant again."""
        ...

    def resume(self, resume_code: str, when: datetime) -> JoinResult:
        """Admit a participant again."""
        ...

    def participant(self, cookie: str, when: datetime) -> ParticipantRef | None:
        """Return the participant with this cookie, or None."""
        ...

    def current(self) -> PublicView | None:
        """Return the open workshop, or None."""
        ...

    def deletion(self) -> str:
        """Return when the open workshop's data is deleted, in words; '' if none is open."""
        ...
