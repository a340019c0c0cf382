"""Finds, on the program's pages, the answers that can be tapped and the words that say an answer is saved."""

import re
from pathlib import Path

from .load_scenarios import Offer, Subject
from .page_state import Drawn, Page
from .server_process import CHECKOUT, Served


def served(data: Path) -> Served:
    """Return the program in workshop mode, not started yet."""
    environment = {"FOLLOWUP_MODE": "workshop", "FOLLOWUP_DATA_DIR": str(data)}
    return Served(CHECKOUT / "app.py", data.parent, environment)


def subject(server: Served, code: str) -> Subject:
    """Return the program as the subject of a load run."""
    return Subject(served=server, offers=_button_offers, says_saved=_says_saved, code=code)


def facilitator_path(server: Served) -> str:
    """Return the path of the facilitator's link, as the program printed it last."""
    links = re.findall(r"(/host/\S+)", server.said.read_text(encoding="utf-8"))
    return str(links[-1])


def bare(server: Served) -> Subject:
    """Return the bare page as the subject of a load run."""
    return Subject(served=server, offers=_radio_offers, says_saved=_says_saved)


def _button_offers(page: Page) -> list[Offer]:
    return [_offer_of_button(drawn) for drawn in page.keyed("answer-")]


def _offer_of_button(drawn: Drawn) -> Offer:
    """Return the offer of an answer's button, whose key ends with the prompt and the option."""
    button = drawn.element.button
    return Offer(
        option=drawn.widget_id.rsplit("-", 1)[-1],
        words=button.label,
        drawn=drawn,
        chosen=button.type == "primary",
    )


def _radio_offers(page: Page) -> list[Offer]:
    return [
        Offer(option=words, words=words, drawn=drawn, chosen=words == page.chosen(drawn))
        for drawn in page.all("radio")
        for words in page.options(drawn)
    ]


def _says_saved(page: Page, offer: Offer) -> bool:
    return any(text.startswith(f"Saved: {offer.words}") for text in page.texts())
