"""Remembers whether another device has reached this computer, which proves that phones can join."""


class PhoneVisits:
    """Whether any device on the network has sent a request. Kept in memory only, without the sender."""

    def __init__(self) -> None:
        self.has_seen_device = False

    def record_visit(self) -> None:
        """Remember that another device has sent a request."""
        self.has_seen_device = True
