"""Finds the answers to scenarios: the cadence decides which option is right; none is written by hand."""

from datetime import date

from followup_core.cadence import Step, StepKind, StepState, steps
from followup_core.models import Records, Response, Row, parse
from followup_core.models.date_text import DayFormat
from followup_core.playbook import WAIT, CadenceNumbers, Scenario, ScenarioMessage

from .workshop_model import ActivityKind, Option, Prompt

MAX_OPTIONS = 4
INTERVIEW = "i1"
"""The id of the interview that a scenario is about."""

_WORDS = {
    StepKind.THANK_YOU_EMAIL: "Send {person} a thank-you email",
    StepKind.THANK_YOU_NOTE: "Write {person} a note by hand",
    StepKind.LINKEDIN_REQUEST: "Send {person} the LinkedIn request",
    StepKind.STATUS_EMAIL: "Send a short email and ask about the decision",
    StepKind.VOICEMAIL: "Call, and leave a voicemail",
    StepKind.LET_GO: "Let it go and move on",
    StepKind.KEEP_IN_TOUCH: "Send {person} a line, to keep in touch",
}
_WAIT_WORDS = "Leave it alone for now"
_NOTHING_LEFT = "Nothing is open between you and them today."
_PERSON = "p0"


def steps_of(scenario: Scenario, numbers: CadenceNumbers) -> tuple[Step, ...]:
    """Return the cadence's steps for a scenario on its day."""
    return steps(records_of(scenario), numbers, scenario.today)


def key_of(scenario: Scenario, numbers: CadenceNumbers) -> tuple[str, str]:
    """Return the option that is right on the scenario's day, and the cadence's reason.

    That is the first step that may be done now; steps among the scenario's options come first. If no step may
    be done now, waiting is right, with the reason of the next step.
    """
    steps_now = steps_of(scenario, numbers)
    possible_steps = [step for step in steps_now if step.state is not StepState.WAITING]
    possible_steps.sort(key=lambda step: step.kind not in scenario.options)
    if possible_steps:
        return possible_steps[0].kind.value, possible_steps[0].because
    return WAIT, steps_now[0].because if steps_now else _NOTHING_LEFT


def is_clear(scenario: Scenario, numbers: CadenceNumbers) -> bool:
    """Return whether exactly one option is right, which is for the scenario's person and not the trap."""
    steps_now = steps_of(scenario, numbers)
    right = _right_options(steps_now).intersection(scenario.options)
    named_person_ids = [
        step.person_id for step in steps_now if step.kind in right and "{person}" in _WORDS[step.kind]
    ]
    return len(right) == 1 and scenario.tempting not in right and set(named_person_ids) <= {_PERSON}


def prompt_of(scenario: Scenario, numbers: CadenceNumbers) -> Prompt:
    """Return a scenario as a prompt with exactly one right option.

    If a playbook's numbers make another option right, the options are adjusted. If they make the tempting
    option right, the sentence about it is left out.
    """
    key, because = key_of(scenario, numbers)
    also_right = _right_options(steps_of(scenario, numbers)) - {key}
    options = [option for option in scenario.options if option not in also_right]
    if key not in options:
        options = [*options[: MAX_OPTIONS - 1], key]
    if len(options) == 1:  # the others were right, too
        options.append(WAIT)
    shows_trap = scenario.tempting in options and scenario.tempting != key
    day_format = DayFormat(today=scenario.today, country=scenario.country)
    return Prompt(
        prompt_id=scenario.id,
        kind=ActivityKind.WHAT_NOW,
        ask=f"It is {day_format.full(scenario.today)}. What now?",
        options=tuple(Option(id=option, words=words_of(option, scenario.person)) for option in options),
        story=" ".join(scenario.story),
        key=key,
        because=f"{because} {scenario.trap}" if shows_trap else because,
    )


def words_of(option: str, person: str) -> str:
    """Return an option in words."""
    if option == WAIT:
        return _WAIT_WORDS
    return _WORDS[StepKind(option)].format(person=person.split(maxsplit=1)[0])


def _right_options(steps_now: tuple[Step, ...]) -> set[str]:
    return {step.kind.value for step in steps_now if step.state is not StepState.WAITING} or {WAIT}


def records_of(scenario: Scenario) -> Records:
    """Return the records that a scenario's facts describe."""
    ids = {name: f"p{number}" for number, name in enumerate(scenario.names)}
    parts = (scenario.part, *(other.part for other in scenario.others))
    tables: dict[str, list[Row]] = {
        "interviews": [_interview(scenario), *_next_round(scenario)],
        "people": [{"person_id": ids[name], "name": name} for name in scenario.names],
        "interviewers": [
            {"interview_id": INTERVIEW, "person_id": person_id, "part": part}
            for person_id, part in zip(ids.values(), parts, strict=True)
        ],
        "answers": [_agreed()] if scenario.agreed_linkedin else [],
        "touchpoints": [
            _touchpoint(number, sent, ids[sent.to or scenario.person])
            for number, sent in enumerate(scenario.sent)
        ],
        "settings": [
            {"key": "country", "value": scenario.country},
            {"key": "readable_handwriting", "value": "yes" if scenario.readable_handwriting else "no"},
        ],
    }
    return parse({name: enumerate(rows, start=2) for name, rows in tables.items()})[0]


def _interview(scenario: Scenario) -> Row:
    return {
        "interview_id": INTERVIEW,
        "organization": scenario.organization,
        "round": "1",
        "held_at": f"{scenario.held_on.isoformat()}T10:00",
        "decision_by": _stored(scenario.decision_by),
        "still_interested": scenario.still_interested or "",
        "outcome": scenario.outcome or "",
        "outcome_on": _stored(scenario.outcome_on),
    }


def _next_round(scenario: Scenario) -> list[Row]:
    if scenario.next_round_on is None:
        return []
    held_at = f"{scenario.next_round_on.isoformat()}T10:00"
    return [{"interview_id": "i2", "organization": scenario.organization, "round": "2", "held_at": held_at}]


def _agreed() -> Row:
    return {"interview_id": INTERVIEW, "person_id": _PERSON, "item": "agreed_linkedin", "answer": "yes"}


def _touchpoint(number: int, sent: ScenarioMessage, person_id: str) -> Row:
    response = Response.ANSWERED if sent.answered_on else sent.came_back
    return {
        "touchpoint_id": f"t{number}",
        "interview_id": INTERVIEW,
        "person_id": person_id,
        "kind": sent.kind,
        "sent_on": sent.on.isoformat(),
        "responded_on": _stored(sent.answered_on),
        "response": response or "",
    }


def _stored(day: date | None) -> str:
    return day.isoformat() if day else ""
