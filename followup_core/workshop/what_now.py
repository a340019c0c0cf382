"""What now: a story, and the cadence itself as its answer key. No answer is ever written down by hand."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from followup_core.cadence import BusinessCalendar, State, Step, StepKind, steps
from followup_core.playbook import CadenceNumbers, Sent, Story
from followup_core.records import Records, Row, parse
from followup_core.records.dates import spoken

from .model import ActivityKind, Option, Prompt

WAIT = "wait"
GENERATED = "g"
"""Begins the id of a story that was made from a seed: `g-<seed>-<number>`."""

_WORDS = {
    StepKind.THANK_YOU_EMAIL: "Send {person} a thank-you email",
    StepKind.THANK_YOU_NOTE: "Write {person} a note by hand",
    StepKind.LINKEDIN_REQUEST: "Send {person} the LinkedIn request",
    StepKind.STATUS_EMAIL: "Send a short email and ask about the decision",
    StepKind.VOICEMAIL: "Call, and leave a voicemail",
    StepKind.LET_GO: "Let it go and move on",
    StepKind.KEEP_IN_TOUCH: "Send {person} an interesting article",
}
_WAIT_WORDS = "Leave it alone for now"
_NOTHING_LEFT = "There is nothing to do here today."


def steps_of(story: Story, numbers: CadenceNumbers) -> tuple[Step, ...]:
    """Return what the cadence says of a story on its day."""
    return steps(records_of(story), numbers, story.today)


def key_of(story: Story, numbers: CadenceNumbers) -> tuple[str, str]:
    """Return the option that is right on the story's day, and the cadence's reason.

    That is the first step that may be done now; with none, waiting, for the reason of the next one.
    """
    found = steps_of(story, numbers)
    for step in found:
        if step.state is not State.WAITING:
            return step.kind.value, step.because
    return WAIT, found[0].because if found else _NOTHING_LEFT


def is_clear(story: Story, numbers: CadenceNumbers) -> bool:
    """Whether exactly one of the options is right: no other one may be done on that day too."""
    open_now = {step.kind.value for step in steps_of(story, numbers) if step.state is not State.WAITING}
    right = open_now or {WAIT}
    return len(right.intersection(story.options)) == 1 and key_of(story, numbers)[0] in story.options


def prompt_of(story: Story, numbers: CadenceNumbers) -> Prompt:
    """Return a story as it is put to the room."""
    key, because = key_of(story, numbers)
    return Prompt(
        prompt_id=story.id,
        kind=ActivityKind.WHAT_NOW,
        ask=f"It is {_day(story.today)}. What now?",
        options=tuple(Option(id=each, words=words_of(each, story.person)) for each in story.options),
        story=" ".join(story.story),
        key=key,
        because=f"{because} {story.trap}",
    )


def words_of(option: str, person: str) -> str:
    """Return an option as it is read."""
    if option == WAIT:
        return _WAIT_WORDS
    return _WORDS[StepKind(option)].format(person=person.split(maxsplit=1)[0])


def records_of(story: Story) -> Records:
    """Return the records that a story's facts make."""
    tables: dict[str, list[Row]] = {
        "interviews": [_interview(story)],
        "people": [{"person_id": "p", "name": story.person}],
        "interviewers": [{"interview_id": "i", "person_id": "p", "part": story.part}],
        "answers": [_agreed()] if story.agreed_linkedin else [],
        "touchpoints": [_touchpoint(number, sent) for number, sent in enumerate(story.sent)],
        "settings": [
            {"key": "country", "value": story.country},
            {"key": "readable_handwriting", "value": "yes" if story.readable_handwriting else "no"},
        ],
    }
    return parse({name: enumerate(rows, start=2) for name, rows in tables.items()})[0]


def _interview(story: Story) -> Row:
    return {
        "interview_id": "i",
        "organization": story.organization,
        "round": "1",
        "held_at": f"{story.held_on.isoformat()}T10:00",
        "decision_by": story.decision_by.isoformat() if story.decision_by else "",
        "still_interested": story.still_interested,
        "outcome": story.outcome,
        "outcome_on": story.outcome_on.isoformat() if story.outcome_on else "",
    }


def _agreed() -> Row:
    return {"interview_id": "i", "person_id": "p", "item": "agreed_linkedin", "answer": "yes"}


def _touchpoint(number: int, sent: Sent) -> Row:
    return {
        "touchpoint_id": f"t{number}",
        "interview_id": "i",
        "person_id": "p",
        "kind": sent.kind,
        "sent_on": sent.on.isoformat(),
        "responded_on": sent.answered_on.isoformat() if sent.answered_on else "",
        "response": "reply" if sent.answered_on else "",
    }


# Stories from a seed.

_PEOPLE = ("Dana Ruiz", "Amir Haddad", "Mei Tanaka", "Lena Vogt", "Omar Said", "Priya Nair", "Jonas Berg")
_ORGANIZATIONS = (
    "Harbour Freight Lines",
    "Willow Street Clinic",
    "Copperfield Press",
    "Brightwater Utilities",
    "Larkspur Foods",
    "Northgate Transit",
)
_ALL = (*StepKind, WAIT)
_MONDAY = date(2026, 1, 5)
_TRAP = {
    WAIT: "Waiting longer would only cost you.",
    StepKind.STATUS_EMAIL: "The time to ask is not now.",
    StepKind.VOICEMAIL: "A call is not what helps now.",
    StepKind.LET_GO: "It is not yet the time to give up.",
    StepKind.THANK_YOU_EMAIL: "The thanks are not what is missing.",
}


def generated(seed: int, number: int, numbers: CadenceNumbers) -> Story | None:
    """Return the story number `number` of a seed: the same one every time, with exactly one right option.

    Eight in a row come to eight different answers where the numbers of the playbook allow it; None where
    they allow no clear story at all.
    """
    wanted = str(_ALL[number % len(_ALL)])
    chance = random.Random(f"{seed}-{number}")  # noqa: S311  # a story, not a secret
    second_best = None
    for facts in _tries(chance, wanted):
        key, _ = key_of(facts, numbers)
        story = replace(_with_options(facts, key, chance), id=f"{GENERATED}-{seed}-{number}")
        if is_clear(story, numbers):
            second_best = story
            if key == wanted:
                return story
    return second_best


def rebuilt(prompt_id: str, numbers: CadenceNumbers) -> Story | None:
    """Return the generated story with this id, None if it is not the id of one."""
    start, _, rest = prompt_id.partition("-")
    seed, _, number = rest.partition("-")
    if start != GENERATED or not (seed.isdecimal() and number.isdecimal()) or len(prompt_id) > 24:
        return None
    return generated(int(seed), int(number), numbers)


def _tries(chance: random.Random, wanted: str) -> Iterator[Story]:
    for _ in range(400):
        held_on = _business_day(_MONDAY + timedelta(days=chance.randrange(0, 300)))
        yield _facts(chance, held_on, wanted)


def _facts(chance: random.Random, held_on: date, wanted: str) -> Story:
    """Return facts that lead towards the wanted answer; whether they do is for the cadence to say."""
    person, organization = chance.choice(_PEOPLE), chance.choice(_ORGANIZATIONS)
    decision_by = held_on + timedelta(days=chance.choice((7, 10, 14))) if chance.random() < 0.6 else None
    thanked = wanted != StepKind.THANK_YOU_EMAIL
    sent = [Sent(kind="thank_you_email", on=held_on)] if thanked else []
    start = _business_day((decision_by or held_on + timedelta(days=7)) + timedelta(days=1))
    if wanted in (StepKind.VOICEMAIL, StepKind.LET_GO):
        sent.append(Sent(kind="status_email", on=start))
    if wanted == StepKind.LET_GO:
        sent.append(Sent(kind="voicemail", on=_business_day(start + timedelta(days=7))))
    over = wanted == StepKind.KEEP_IN_TOUCH
    last = max([each.on for each in sent] or [held_on])
    days = 95 if over else chance.choice((0, 1, 2, 3, 5, 7, 8, 9))
    return Story(
        id="",
        title=organization,
        story=("-",),
        today=_business_day(last + timedelta(days=days)),
        held_on=held_on,
        person=person,
        part=chance.choice(("interviewer", "hiring_manager")),
        organization=organization,
        decision_by=decision_by,
        outcome="rejected" if over else "",
        outcome_on=held_on + timedelta(days=3) if over else None,
        still_interested="yes" if over else "",
        agreed_linkedin=wanted == StepKind.LINKEDIN_REQUEST,
        readable_handwriting=wanted == StepKind.THANK_YOU_NOTE,
        sent=tuple(sent),
        options=(WAIT, WAIT),
        trap="-",
    )


def _with_options(story: Story, key: str, chance: random.Random) -> Story:
    chain = [WAIT, StepKind.STATUS_EMAIL.value, StepKind.VOICEMAIL.value, StepKind.LET_GO.value]
    others = [each for each in chain if each != key]
    options = [key, *chance.sample(others, 2 if key == WAIT else 3)]
    chance.shuffle(options)
    tempting = next((each for each in others if each in options), WAIT)
    return replace(story, options=tuple(options), trap=_TRAP[tempting], story=tuple(_told(story)))


def _told(story: Story) -> Iterator[str]:
    """Tell the facts in sentences."""
    first = story.person.split(maxsplit=1)[0]
    yield f"You met {story.person} of {story.organization} on {_day(story.held_on)}."
    if story.decision_by:
        yield f"They said they would decide by {_day(story.decision_by)}."
    else:
        yield "Nobody said when they would decide."
    if story.agreed_linkedin:
        yield f"{first} was glad to connect on LinkedIn."
    if story.readable_handwriting:
        yield "Your handwriting is easy to read."
    if story.outcome_on:
        yield f"On {_day(story.outcome_on)} they chose somebody else; you would still like to work there."
    for sent in story.sent:
        yield f"{_SENT[sent.kind].format(first=first)} on {_day(sent.on)}."


_SENT = {
    "thank_you_email": "You thanked {first} by email",
    "status_email": "You asked about the decision by email",
    "voicemail": "You left a voicemail",
}


def _day(day: date) -> str:
    return spoken(day, day)


def _business_day(day: date) -> date:
    return BusinessCalendar("").roll(day)
