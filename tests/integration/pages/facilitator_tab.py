"""A facilitator's browser tab for tests, and a room full of participants."""

from datetime import UTC, datetime
from typing import Any

import pytest

from components import session
from followup_core import web
from followup_core.services.workshops import WorkshopService
from followup_core.workshop.workshop_model import ParticipantRef, PublicView

from .screen import Screen

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)


def as_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pages be looked at by the facilitator, in a program that runs for a workshop."""
    visit = web.RequestIdentity(
        device_id="", bind_scope=web.BindScope.NETWORK, port=8501, is_facilitator=True
    )
    monkeypatch.setenv("FOLLOWUP_MODE", "workshop")
    monkeypatch.setattr(session, "identity", lambda: visit)
    monkeypatch.setattr(session, "utc_now", lambda: NOW)
    monkeypatch.setattr(web, "lan_addresses", lambda: ["192.168.1.5"])


class Tab(Screen):
    """A tab of the facilitator's browser."""

    @property
    def seen(self) -> str:
        """Everything on screen, the words of pictures and charts included."""
        pictures = [image.alt for each in self.at.get("image") for image in each.proto.imgs]
        charts = [f"{each.proto.alt} {each.proto.spec}" for each in self.at.get("vega_lite_chart")]
        return "\n".join([self.text, *pictures, *charts]).replace("\\", "")

    @property
    def charts(self) -> int:
        """How many charts are drawn."""
        return len(self.at.get("vega_lite_chart"))

    def go_on(self) -> None:
        """Press the next button, and once more where so few have answered that it asks first."""
        self.press("step-next")
        if "Go on anyway" in self.buttons:
            self.tap("Go on anyway")

    def field(self, key: str) -> Any:
        """Return the widget with this key; a facilitator has no workspace."""
        return self.at.get_by_key(key)

    def prepared(self, minutes: int = 50) -> str:
        """Prepare a workshop from an outline; return its id."""
        outlines = session.workshop_service().content.book.outlines.values()
        self.fill("new-title", "Monday's group")
        self.fill("new-outline", next(each.id for each in outlines if each.minutes == minutes))
        self.tap("Prepare the workshop")
        return the_only(session.workshop_service()).workshop_id


def the_only(service: WorkshopService) -> PublicView:
    """Return the only workshop there is."""
    (found,) = service.workshops()
    return found


def crowd(service: WorkshopService, people: int) -> list[ParticipantRef]:
    """Let people join the open workshop."""
    current = service.current()
    assert current is not None
    return [service.join(current.code, f"form-{n}-{current.joined}", NOW).who for n in range(people)]


def answer(service: WorkshopService, people: list[ParticipantRef], *options: str) -> None:
    """Let people answer what is asked, in turn; by the place of the option when none are given."""
    for n, who in enumerate(people):
        seen = service.participation(who).view()
        assert seen.activity
        assert seen.prompt
        chosen = options[n] if n < len(options) else seen.prompt.options[n % 2].id
        service.participation(who).answer(seen.activity.activity_id, seen.prompt.prompt_id, chosen, NOW)
