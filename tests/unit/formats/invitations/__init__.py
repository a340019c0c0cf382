"""Invitations as the common calendars write them; every person and organization is invented."""

from pathlib import Path

_HERE = Path(__file__).parent


def file(name: str) -> bytes:
    """Return one of the files, with the line ends that calendars write."""
    return (_HERE / f"{name}.ics").read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def event(*lines: str, method: str = "REQUEST", zone: tuple[str, ...] = ()) -> bytes:
    """Return a calendar of one event with these lines."""
    inside = ["BEGIN:VEVENT", "UID:1@example.org", *lines, "END:VEVENT"]
    return calendar(*zone, *inside, method=method)


def calendar(*lines: str, method: str = "REQUEST") -> bytes:
    around = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Test//EN",
        *([f"METHOD:{method}"] if method else []),
    )
    return "\r\n".join([*around, *lines, "END:VCALENDAR", ""]).encode()
