"""Turns the facts of a generated scenario into sentences, in the order of events."""

import random
from collections.abc import Iterator
from datetime import date

from followup_core.models import TouchpointKind
from followup_core.models.date_text import DayFormat
from followup_core.playbook import Scenario

PEOPLE = (
    *("Dana Ruiz", "Amir Haddad", "Mei Tanaka", "Lena Vogt", "Omar Said", "Priya Nair", "Jonas Berg"),
    *("Chidi Obi", "Rosa Moreno", "Tom Gallagher", "Ines Duarte", "Yara Khalil", "Viktor Novak"),
    *("Leila Farouk", "Hannah Stein", "Kofi Mensah", "Nora Lund", "Ravi Menon", "Claire Dubois"),
)
ORGANIZATIONS = (
    *("Harborline Freight", "Willow Street Clinic", "Copperfield Press", "Brightwater Utilities"),
    *("Larkspur Foods", "Northgate Transit", "Fennel and Finch", "Quarry Lane School", "Tidewell Museum"),
    *("Ashgrove Architects", "Bellweather Insurance", "Saltmarsh Radio", "Orchard Row Bank"),
)
_MET = (
    "You met {person} of {organization} on {day}.",
    "On {day}, you had an interview with {person} of {organization}.",
    "{person} of {organization} interviewed you on {day}.",
)
_DATED = (
    "They said that they would decide by {day}.",
    "You asked when they would decide, and {first} named {day}.",
)
_UNDATED = (
    "Nobody named a day for the decision.",
    "When they will decide was not said.",
)
_SENT = {
    TouchpointKind.THANK_YOU_EMAIL: "You thanked {first} by email the same evening.",
    TouchpointKind.STATUS_EMAIL: "On {day}, you asked by email whether there was news.",
    TouchpointKind.VOICEMAIL: "On {day}, you left a voicemail.",
}
_QUIET = (
    "There has been no answer.",
    "You have heard nothing since.",
)


def scenario_sentences(story: Scenario, rng: random.Random) -> Iterator[str]:
    """Yield the sentences of a scenario; `rng` chooses between wordings that say the same."""
    day_format = DayFormat(today=story.today, country=story.country)

    def say(ways: tuple[str, ...], day: date | None = None) -> str:
        words = {
            "person": story.person,
            "first": story.person.split(maxsplit=1)[0],
            "organization": story.organization,
            "day": day_format.full(day) if day else "",
        }
        return rng.choice(ways).format(**words)

    yield say(_MET, story.held_on)
    yield say(_DATED, story.decision_by) if story.decision_by else say(_UNDATED)
    if story.agreed_linkedin:
        yield say(("{first} agreed to connect on LinkedIn, and no request has gone out yet.",))
    for sent in story.sent:
        yield say((_SENT[sent.kind],), sent.on)
    if not story.sent:
        yield "No thank-you has gone out yet."
    if story.readable_handwriting:
        yield say(("Your handwriting is easy to read, and you have a card for {first} in the drawer.",))
    if story.outcome_on:
        yield say(
            ("On {day}, they chose somebody else, and you would still like to work there.",), story.outcome_on
        )
    elif len(story.sent) > 1:
        yield say(_QUIET)
