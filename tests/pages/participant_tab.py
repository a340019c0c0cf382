"""A phone for tests: the participant's pages in one browser tab, before a hall that shows what it is told."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components import session
from followup_core.workshop.workshop_model import (
    Activity,
    ActivityKind,
    Card,
    Option,
    OptionCount,
    Part,
    ParticipantRef,
    ParticipantView,
    Phase,
    Position,
    Prompt,
    PublishedResults,
    State,
    WorkshopError,
)

from .screen import ROUTER, Screen

ME = ParticipantRef(workshop_id="w1", participant_id="p1")
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
YES_NO = (Option(id="yes", words="Yes"), Option(id="no", words="No"))


WAITING = ParticipantView(
    title="After the interview",
    state=State.OPEN,
    keep_days=7,
    delete_at=None,
    position=None,
    activity=None,
    prompt=None,
    pair_code="K7QM",
)


def at(kind: ActivityKind, title: str, prompt: Prompt | None = None, **more: Any) -> ParticipantView:
    """Return what a phone shows while the room is asked something."""
    prompts = (prompt.prompt_id,) if prompt else ()
    activity = Activity(activity_id=f"the-{kind}", kind=kind, title=title, minutes=5, prompts=prompts)
    position = Position(activity=0, prompt=0, phase=Phase.ASKING, activity_since=NOW)
    return replace(WAITING, activity=activity, prompt=prompt, position=position, **more)


def shown(seen: ParticipantView, **more: Any) -> ParticipantView:
    """Return the same, once the room looks at the results."""
    assert seen.position
    return replace(seen, position=replace(seen.position, phase=Phase.SHOWING), **more)


TALK = shown(
    at(
        ActivityKind.TALK,
        "Why follow up",
        Prompt(
            prompt_id="why",
            kind=ActivityKind.TALK,
            ask="It is all right to follow up",
            points=("Most people never ask.", "*One* email, then a week."),
        ),
    )
)
POLL = at(
    ActivityKind.POLL,
    "Your last interview",
    Prompt(
        prompt_id="time",
        kind=ActivityKind.POLL,
        ask="Did you ask when they will decide?",
        options=YES_NO,
        say="When do you expect to decide?",
    ),
)
POLL_SHOWN = shown(
    POLL,
    published=PublishedResults(
        counts=(OptionCount(option=YES_NO[0], count=8), OptionCount(option=YES_NO[1], count=12)),
        participants=20,
        sentence="12 of 20 did not ask.",
    ),
)
SITUATION = at(
    ActivityKind.WHAT_NOW,
    "What now?",
    Prompt(
        prompt_id="early",
        kind=ActivityKind.WHAT_NOW,
        ask="What do you do today?",
        story="They said two weeks.\nToday is day twelve.",
        options=(Option(id="wait", words="Wait"), Option(id="write", words="Write")),
        key="wait",
        because="Before Friday writing would be pushing.",
    ),
)
PLAY = at(
    ActivityKind.ROLE_PLAY,
    "Ask for the time frame",
    Prompt(
        prompt_id="cards",
        kind=ActivityKind.ROLE_PLAY,
        ask="Before the interview ends",
        points=("They asked for the date.", "They thanked by name."),
        say="Before we finish: when will you decide?",
    ),
)
DRAFT = at(
    ActivityKind.DRAFT_SWAP,
    "Write and swap",
    Prompt(
        prompt_id="fiction",
        kind=ActivityKind.DRAFT_SWAP,
        ask="Write the thank-you",
        story="You met Dana Ruiz.",
    ),
)
OWN = at(ActivityKind.OWN_CHECKLIST, "Your own interview")
EVALUATION = at(
    ActivityKind.EVALUATION,
    "How was it?",
    Prompt(prompt_id="use", kind=ActivityKind.EVALUATION, ask="Was it of use?", options=YES_NO),
)
CLOSED = replace(WAITING, state=State.CLOSED, delete_at=NOW + timedelta(days=7))
Done = tuple[str, ...]


def card(part: Part) -> Card:
    """Return the card of a part."""
    return Card(part=part, title=f"You are the {part}", lines=("Be kind.",))


@dataclass
class StagedHall:
    """A hall with one participant; `seen` is set by the test, and every action is noted in `done`."""

    now: ParticipantView = WAITING
    done: list[Done] = field(default_factory=list)
    refuse: Exception | None = None
    book: Any = field(default_factory=lambda: SimpleNamespace(fictions={}, card_sets={}))

    def participant_view(self, who: ParticipantRef) -> ParticipantView:
        assert who == ME
        if ("leave",) in self.done:
            raise WorkshopError("You have left this workshop.", "Join again.")
        return self.now

    def answer(
        self, who: ParticipantRef, activity_id: str, prompt_id: str, option: str, when: datetime
    ) -> None:
        self._note(who, when, "answer", activity_id, prompt_id, option)
        self.now = replace(self.now, chosen=option)

    def observe(self, who: ParticipantRef, activity_id: str, point: str, option: str, when: datetime) -> None:
        self._note(who, when, "observe", activity_id, point, option)
        self.now = replace(self.now, observed={**self.now.observed, point: option})

    def write(self, who: ParticipantRef, activity_id: str, text: str, when: datetime) -> None:
        self._note(who, when, "write", activity_id, text)
        self.now = replace(self.now, text=text)

    def agree(self, who: ParticipantRef, activity_id: str, yes: bool, when: datetime) -> None:
        self._note(who, when, "agree", activity_id, str(yes))
        self.now = replace(self.now, agreed=yes)

    def pair(self, who: ParticipantRef, pair_code: str, when: datetime) -> None:
        self._note(who, when, "pair", pair_code)
        self.now = replace(self.now, partners=1)

    def leave(self, who: ParticipantRef, when: datetime) -> None:
        self._note(who, when, "leave")

    def drafts(self, who: ParticipantRef) -> tuple[tuple[Activity | None, Prompt | None, str], ...]:
        texts = {done[1]: done[2] for done in self.done if done[0] == "write"}
        return tuple((DRAFT.activity, DRAFT.prompt, text) for text in texts.values())

    def _note(self, who: ParticipantRef, when: datetime, *what: str) -> None:
        assert who == ME
        assert when.tzinfo is UTC
        if self.refuse:
            raise self.refuse
        self.done.append(what)


class Phone(Screen):
    """The tab of a participant's phone."""

    def __init__(self, hall: StagedHall) -> None:
        self.hall = hall
        super().__init__()

    def show(self, seen: ParticipantView) -> "Phone":
        """Let the room go on to something, and the phone follow."""
        self.hall.now = seen
        self.run()
        return self

    def anew(self) -> "Phone":
        """Load the page again: a new session, with nothing but the cookie."""
        self.at = AppTest.from_file(str(ROUTER), default_timeout=60)
        self.run()
        return self

    def as_lost_session(self, page: str = "join") -> "Phone":
        """Lose the session as after a lock or a restart: the screen stays, the server knows of nothing."""
        for each in (*self.at.text_input, *self.at.text_area):
            each.set_value(each.value or "")
            each.form_id = each.proto.form_id = ""
        shown = self.at._tree  # what the browser still shows, and sends with the next tap
        self.at = AppTest.from_file(str(ROUTER), default_timeout=60)
        self.at.switch_page(f"{page}.py")
        self.at._tree, shown._runner = shown, self.at
        return self

    @property
    def headings(self) -> list[str]:
        """The headings, in order."""
        return [str(each.value) for each in (*self.at.title, *self.at.header)]


@pytest.fixture
def hall(monkeypatch: pytest.MonkeyPatch) -> StagedHall:
    """The hall that the pages of this test find; nobody else is in it."""
    staged = StagedHall()
    monkeypatch.setenv("FOLLOWUP_MODE", "workshop")
    monkeypatch.setattr(session, "workshop_service", lambda: staged)
    monkeypatch.setattr(session, "participant", lambda: ME)
    monkeypatch.setattr(session, "identity", lambda: SimpleNamespace(host=False))
    return staged
