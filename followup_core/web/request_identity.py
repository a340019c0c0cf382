"""The identity of a request, passed from the server to the pages in headers that no client can set."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .network import BindScope

_PREFIX = "x-followup-"
_DEVICE = _PREFIX + "device"
_REACH = _PREFIX + "reach"
_PORT = _PREFIX + "port"
_FACILITATOR = _PREFIX + "facilitator"
_WORKSHOP = _PREFIX + "workshop"
_PARTICIPANT = _PREFIX + "participant"

RawHeaders = Iterable[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestIdentity:
    """Who is viewing the page, and how the server can be reached."""

    device_id: str
    """The id of another device that was granted access; '' for this computer itself."""
    reach: BindScope
    """Which devices the server can be reached from."""
    port: int
    is_facilitator: bool = False
    workshop_id: str = ""
    participant_id: str = ""
    """The participant and their workshop; '' for anybody else."""

    @property
    def from_this_computer(self) -> bool:
        """Whether the browser runs on the computer that runs the program."""
        return not self.device_id

    @property
    def serves_network(self) -> bool:
        """Whether phones can reach the program at all."""
        return self.reach is BindScope.NETWORK


def attach(headers: RawHeaders, identity: RequestIdentity | None) -> list[tuple[bytes, bytes]]:
    """Return a request's headers with the identity, after removing any such headers from the client."""
    others = [(name, value) for name, value in headers if not name.lower().startswith(_PREFIX.encode())]
    if identity is None:
        return others
    known = {
        _DEVICE: identity.device_id or "-",
        _REACH: identity.reach.value,
        _PORT: str(identity.port),
        _FACILITATOR: "yes" if identity.is_facilitator else "no",
        _WORKSHOP: identity.workshop_id or "-",
        _PARTICIPANT: identity.participant_id or "-",
    }
    return [*others, *((name.encode(), value.encode()) for name, value in known.items())]


def identity_from(headers: Mapping[str, str]) -> RequestIdentity | None:
    """Return the identity in a page's headers (`st.context.headers`); None if no middleware set it."""
    known = {name.lower(): value for name, value in headers.items() if name.lower().startswith(_PREFIX)}
    if not known:
        return None
    return RequestIdentity(
        device_id=known[_DEVICE].removeprefix("-"),
        reach=BindScope(known[_REACH]),
        port=int(known[_PORT]),
        is_facilitator=known[_FACILITATOR] == "yes",
        workshop_id=known[_WORKSHOP].removeprefix("-"),
        participant_id=known[_PARTICIPANT].removeprefix("-"),
    )
