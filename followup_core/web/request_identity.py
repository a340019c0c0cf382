"""What the server tells a page about the visit, in headers that no client can set."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .network import BindScope

_PREFIX = "x-followup-"
_DEVICE = _PREFIX + "device"
_REACH = _PREFIX + "reach"
_PORT = _PREFIX + "port"
_HOST = _PREFIX + "host"
_WORKSHOP = _PREFIX + "workshop"
_PARTICIPANT = _PREFIX + "participant"

RawHeaders = Iterable[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestIdentity:
    """Who looks at the page, and from where."""

    device_id: str
    """What another device than this computer was let in as; '' for this computer itself."""
    reach: BindScope
    """From where the server was started to be reached."""
    port: int
    host: bool = False
    """Whether a facilitator looks, in a workshop."""
    workshop_id: str = ""
    participant_id: str = ""
    """Which participant of which workshop looks; '' for anybody else."""

    @property
    def from_this_computer(self) -> bool:
        """Whether the browser runs on the computer that runs the program."""
        return not self.device_id

    @property
    def serves_network(self) -> bool:
        """Whether phones can reach the program at all."""
        return self.reach is BindScope.NETWORK


def attach(headers: RawHeaders, visit: RequestIdentity | None) -> list[tuple[bytes, bytes]]:
    """Return a request's headers with what is known of the visit, and nothing the client made up of it."""
    kept = [(name, value) for name, value in headers if not name.lower().startswith(_PREFIX.encode())]
    if visit is None:
        return kept
    known = {
        _DEVICE: visit.device_id or "-",
        _REACH: visit.reach.value,
        _PORT: str(visit.port),
        _HOST: "yes" if visit.host else "no",
        _WORKSHOP: visit.workshop_id or "-",
        _PARTICIPANT: visit.participant_id or "-",
    }
    return [*kept, *((name.encode(), value.encode()) for name, value in known.items())]


def identity_from(headers: Mapping[str, str]) -> RequestIdentity | None:
    """Return the visit of a page's headers (`st.context.headers`); None where no server stands before it."""
    known = {name.lower(): value for name, value in headers.items() if name.lower().startswith(_PREFIX)}
    if not known:
        return None
    return RequestIdentity(
        device_id=known[_DEVICE].removeprefix("-"),
        reach=BindScope(known[_REACH]),
        port=int(known[_PORT]),
        host=known[_HOST] == "yes",
        workshop_id=known[_WORKSHOP].removeprefix("-"),
        participant_id=known[_PARTICIPANT].removeprefix("-"),
    )
