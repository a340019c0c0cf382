"""What the harness knows of the program's pages: where the answers stand, and how they say "saved"."""

import re
from pathlib import Path

from .load_scenarios import Offer, Subject
from .page_state import Drawn, Page
from .server_process import CHECKOUT, Served


def served(data: Path) -> Served:
    """Return the program as it is started for a workshop, not started yet."""
    environment = {"FOLLOWUP_MODE": "workshop", "FOLLOWUP_DATA_DIR": str(data)}
    return Served(CHECKOUT / "app.py", data.parent, environment)


def subject(server: Served, code: str) -> Subject:
    """Return the program under load."""
    return Subject(served=server, offers=_buttons, says_saved=_says_saved, code=code)


def lead_path(server: Served) -> str:
    """Return the address of the facilitator's link, as the program printed it at its start."""
    links = re.findall(r"(/host/\S+)", server.said.read_text(encoding="utf-8"))
    return str(links[-1])


def bare(server: Served) -> Subject:
    """Return the bare page under load."""
    return Subject(served=server, offers=_options, says_saved=_says_saved)


def _buttons(page: Page) -> list[Offer]:
    return [_offer(drawn) for drawn in page.keyed("answer-")]


def _offer(drawn: Drawn) -> Offer:
    """Return the answer of a button; its key ends with the prompt and the option."""
    button = drawn.element.button
    return Offer(
        option=drawn.widget_id.rsplit("-", 1)[-1],
        words=button.label,
        drawn=drawn,
        chosen=button.type == "primary",
    )


def _options(page: Page) -> list[Offer]:
    return [
        Offer(option=words, words=words, drawn=drawn, chosen=words == page.chosen(drawn))
        for drawn in page.all("radio")
        for words in page.options(drawn)
    ]


def _says_saved(page: Page, offer: Offer) -> bool:
    return any(text.startswith(f"Saved: {offer.words}") for text in page.texts())
