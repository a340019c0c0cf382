"""Finds this computer's network addresses, and makes the URLs that phones open."""

import contextlib
import ipaddress
import socket
import struct
import sys
from collections.abc import Iterator
from enum import StrEnum
from io import BytesIO

import segno

from followup_core.config import BadSetting

_NOT_ROUTED = ("10.254.254.254", "172.31.254.254", "192.168.254.254", "192.0.2.254")
_ASK_FOR_ADDRESS = 0x8915  # SIOCGIFADDR, Linux
_ADDRESS_BYTES = slice(20, 24)  # in the struct ifreq that comes back

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class BindScope(StrEnum):
    """Which devices the server can be reached from."""

    THIS_COMPUTER = "this computer"
    NETWORK = "network"


def bind_scope_of(bound_to: str | None) -> BindScope:
    """Return the scope of the address that the server binds to; raise BadSetting if it can't be used.

    None, the default address, doesn't permit serving the network.
    """
    address = parsed_address(bound_to or "")
    if not bound_to or bound_to == "localhost" or (address and address.is_loopback):
        return BindScope.THIS_COMPUTER
    if address and address.is_unspecified:
        return BindScope.NETWORK
    raise BadSetting(
        f"Bound to {bound_to}, the program would not answer on this computer, where phones are paired.",
        "Leave the address out, or use 0.0.0.0 to let paired phones in.",
        where="--server.address",
    )


def parsed_address(text: str) -> Address | None:
    """Return a text's IP address; None for any other text. IPv4 inside IPv6 is unwrapped."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def own_host_names() -> frozenset[str]:
    """Return the host names by which other devices may call this computer, in lower case."""
    name = socket.gethostname().lower().rstrip(".")
    if not name or name == "localhost":
        return frozenset()
    return frozenset({name, name.split(".", maxsplit=1)[0] + ".local"})


def lan_addresses() -> list[str]:
    """Return this computer's IPv4 addresses on its networks, the likeliest first. Sends nothing."""
    addresses = dict.fromkeys([*_addresses_by_route(), *_addresses_by_interface()])
    return [address for address in addresses if _is_reachable(address)]


def pairing_url(address: str, port: int, token: str) -> str:
    """Return the URL to scan with a phone to pair it."""
    return f"http://{address}:{port}/pair?token={token}"


def join_url(address: str, port: int, code: str = "") -> str:
    """Return the URL at which a phone joins a workshop; it includes the join code if `code` is given."""
    return f"http://{address}:{port}" + (f"/join?code={code}" if code else "")


def facilitator_url(address: str, port: int, secret: str) -> str:
    """Return the URL that lets a facilitator in."""
    return f"http://{address}:{port}/host/{secret}"


def qr_png(url: str, scale: int = 6) -> bytes:
    """Return a QR code of this URL as a PNG with its white margin; `scale` is in pixels a module."""
    image = BytesIO()
    segno.make(url, error="m", micro=False).save(image, kind="png", scale=scale, border=4)
    return image.getvalue()


def _is_reachable(text: str) -> bool:
    address = parsed_address(text)
    return address is not None and not (
        address.is_loopback or address.is_unspecified or address.is_link_local
    )


def _addresses_by_route() -> Iterator[str]:
    """Yield the sender addresses in the routing table. Connecting a datagram socket sends nothing."""
    for target in _NOT_ROUTED:
        with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect((target, 9))
            yield str(probe.getsockname()[0])


def _addresses_by_interface() -> Iterator[str]:
    """Yield the interfaces' addresses. Some have no route, as when a VPN is the default route."""
    if sys.platform == "linux":
        import fcntl

        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            for _, name in socket.if_nameindex():
                with contextlib.suppress(OSError):
                    request = struct.pack("256s", name.encode()[:15])
                    answer = fcntl.ioctl(probe.fileno(), _ASK_FOR_ADDRESS, request)
                    yield socket.inet_ntoa(answer[_ADDRESS_BYTES])
    elif sys.platform == "win32":  # answers from the computer's own list, without a name server
        with contextlib.suppress(OSError):
            for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET):
                yield str(entry[4][0])
