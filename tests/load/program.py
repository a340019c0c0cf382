"""What the harness knows of the program's pages: where the question stands, and how they say "saved"."""

from pathlib import Path

from .page import Drawn, Page
from .scenarios import Subject
from .served import CHECKOUT, Served


def served(data: Path) -> Served:
    """Return the program as it is started for a workshop, not started yet."""
    environment = {"FOLLOWUP_MODE": "workshop", "FOLLOWUP_DATA_DIR": str(data)}
    return Served(CHECKOUT / "app.py", data.parent, environment)


def subject(server: Served, code: str) -> Subject:
    """Return the program under load."""
    return Subject(served=server, question=_question, says_saved=_says_saved, code=code)


def bare(server: Served) -> Subject:
    """Return the bare page under load."""
    return Subject(served=server, question=lambda page: page.find("Choice"), says_saved=_says_saved)


def _question(page: Page) -> Drawn | None:
    found = page.all("button_group", "radio")
    return found[0] if found else None


def _says_saved(page: Page) -> bool:
    return any(text.startswith("Saved") for text in page.texts())
