"""Whether another device has reached this computer: the proof that phones can join."""


class PhoneVisits:
    """Remembers that somebody came from the network; in memory only, and nothing about who it was."""

    def __init__(self) -> None:
        self.any_came = False

    def note(self) -> None:
        """Remember that another device is here."""
        self.any_came = True
