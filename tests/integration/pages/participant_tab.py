"""A phone for tests: the participant's pages in one browser tab, with a made-up participation behind them."""

from collections.abc import Collection
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
    ParticipantRef,
    ParticipantView,
    Phase,
    PlayedRole,
    Position,
    Prompt,
    PublishedResults,
    WorkshopError,
    WorkshopStage,
)

from .screen import ROUTER, Screen

ME = ParticipantRef(workshop_id="w1", participant_id="p1")
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
YES_NO = (Option(id="yes", words="Yes"), Option(id="no", words="No"))


WAITING = ParticipantView(
    title="After the interview",
    stage=WorkshopStage.OPEN,
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
        participant_count=20,
        sentence="12 of 20 did not ask.",
    ),
)
SEVERAL = at(
    ActivityKind.POLL,
    "A question from us",
    Prompt(
        prompt_id="own-1",
        kind=ActivityKind.POLL,
        ask="What did you ask?",
        points=("The date", "*Their* email", "The next steps"),
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
CLOSED = replace(WAITING, stage=WorkshopStage.CLOSED, delete_at=NOW + timedelta(days=7))
Done = tuple[str, ...]


def card(role: PlayedRole) -> Card:
    """Return the card of a role."""
    return Card(role=role, title=f"You are the {role}", lines=("Be kind.",))


@dataclass
class FakeParticipation:
    """One participant, whose view `now` is set by the test, and whose actions are noted in `done`."""

    now: ParticipantView = WAITING
    done: list[Done] = field(default_factory=list)
    refuse: Exception | None = None
    content: Any = field(
        default_factory=lambda: SimpleNamespace(
            book=SimpleNamespace(fictions={}, card_sets={}), draft_findings=lambda text, fiction_id: None
        )
    )

    def view(self) -> ParticipantView:
        if ("leave",) in self.done:
            raise WorkshopError("You've left this workshop.", "Join again.")
        return self.now

    def answer(self, activity_id: str, prompt_id: str, option: str, when: datetime) -> None:
        self._note("answer", activity_id, prompt_id, option, when=when)
        if self.now.prompt and self.now.prompt.prompt_id == prompt_id:
            self.now = replace(self.now, chosen=option)
        else:
            self.now = replace(self.now, observed={**self.now.observed, prompt_id: option})

    def choose(self, activity_id: str, prompt_id: str, chosen: Collection[str], when: datetime) -> None:
        self._note("choose", activity_id, prompt_id, *chosen, when=when)
        assert self.now.prompt
        points = (f"{prompt_id}.{number}" for number, _ in enumerate(self.now.prompt.points, start=1))
        observed = {point: "yes" if point in chosen else "no" for point in points}
        self.now = replace(self.now, observed=observed)

    def write(self, activity_id: str, text: str) -> None:
        self._note("write", activity_id, text)
        self.now = replace(self.now, text=text)

    def agree(self, activity_id: str, yes: bool, when: datetime) -> None:
        self._note("agree", activity_id, str(yes), when=when)
        self.now = replace(self.now, agreed=yes)

    def pair(self, pair_code: str, when: datetime) -> None:
        self._note("pair", pair_code, when=when)
        self.now = replace(self.now, partners=1)

    def swap_roles(self, role: PlayedRole, when: datetime) -> None:
        self._note("swap", role, when=when)

    def give_feedback(self, activity_id: str, text: str) -> None:
        self._note("feedback", activity_id, text)
        self.now = replace(self.now, feedback=text)

    def feedback(self, activity_id: str) -> str:
        return self.now.feedback

    def offer_line(self, activity_id: str, prompt_id: str, text: str, when: datetime) -> None:
        self._note("offer", activity_id, prompt_id, text, when=when)
        self.now = replace(self.now, line=text)

    def line(self, activity_id: str, prompt_id: str) -> str:
        return self.now.line

    def leave(self, when: datetime) -> None:
        self._note("leave", when=when)

    def drafts(self) -> tuple[tuple[Activity | None, Prompt | None, str], ...]:
        texts = {done[1]: done[2] for done in self.done if done[0] == "write"}
        return tuple((DRAFT.activity, DRAFT.prompt, text) for text in texts.values())

    def _note(self, *what: str, when: datetime = NOW) -> None:
        assert when.tzinfo is UTC
        if self.refuse:
            raise self.refuse
        self.done.append(what)


class Phone(Screen):
    """The tab of a participant's phone."""

    def __init__(self, participation: FakeParticipation) -> None:
        self.participation = participation
        super().__init__()

    def show(self, seen: ParticipantView) -> "Phone":
        """Let the room go on to something, and the phone follow."""
        self.participation.now = seen
        self.run()
        return self

    def anew(self) -> "Phone":
        """Load the page again: a new session, with nothing but the cookie."""
        self.at = AppTest.from_file(str(ROUTER), default_timeout=60)
        self.run()
        return self

    def as_lost_session(self, page: str = "join") -> "Phone":
        """Lose the session as after a lock or a restart: the screen stays, the server knows of nothing."""
        for box in self.at.checkbox:
            box.set_value(box.value)
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
def participation(monkeypatch: pytest.MonkeyPatch) -> FakeParticipation:
    """The participation that the pages of this test find."""
    fake = FakeParticipation()
    service = SimpleNamespace(participation={ME: fake}.__getitem__)
    monkeypatch.setenv("FOLLOWUP_MODE", "workshop")
    monkeypatch.setattr(session, "workshop_service", lambda: service)
    monkeypatch.setattr(session, "participant", lambda: ME)
    monkeypatch.setattr(session, "identity", lambda: SimpleNamespace(is_facilitator=False))
    return fake
