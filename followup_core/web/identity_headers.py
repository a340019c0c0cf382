"""The identity of a request, passed from the server to the pages in headers that no client can set."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .network import BindScope

_PREFIX = "x-followup-"
_DEVICE = _PREFIX + "device"
_BIND_SCOPE = _PREFIX + "reach"
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
    bind_scope: BindScope
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
        return self.bind_scope is BindScope.NETWORK


def attach(headers: RawHeaders, identity: RequestIdentity | None) -> list[tuple[bytes, bytes]]:
    """Return a request's headers with the identity. Identity headers that the client sent are removed."""
    client_headers = [
        (name, value) for name, value in headers if not name.lower().startswith(_PREFIX.encode())
    ]
    if identity is None:
        return client_headers
    identity_headers = {
        _DEVICE: identity.device_id or "-",
        _BIND_SCOPE: identity.bind_scope.value,
        _PORT: str(identity.port),
        _FACILITATOR: "yes" if identity.is_facilitator else "no",
        _WORKSHOP: identity.workshop_id or "-",
        _PARTICIPANT: identity.participant_id or "-",
    }
    return [*client_headers, *((name.encode(), value.encode()) for name, value in identity_headers.items())]


def identity_from(headers: Mapping[str, str]) -> RequestIdentity | None:
    """Return the identity in a page's headers (`st.context.headers`); None if no middleware set it."""
    identity_headers = {
        name.lower(): value for name, value in headers.items() if name.lower().startswith(_PREFIX)
    }
    if not identity_headers:
        return None
    return RequestIdentity(
        device_id=identity_headers[_DEVICE].removeprefix("-"),
        bind_scope=BindScope(identity_headers[_BIND_SCOPE]),
        port=int(identity_headers[_PORT]),
        is_facilitator=identity_headers[_FACILITATOR] == "yes",
        workshop_id=identity_headers[_WORKSHOP].removeprefix("-"),
        participant_id=identity_headers[_PARTICIPANT].removeprefix("-"),
    )
