"""The `due` and `plan` commands: print today's steps and those that wait, or those of one interview."""

from collections.abc import Iterable

from followup_core.cadence import Step, steps
from followup_core.services.labels import step_state_words, step_title, step_title_with_organization
from followup_core.services.workspace import WorkspaceView

from .command_context import DONE, CommandContext
from .output import print_json, warn_of_playbook


def run(command: str, call: CommandContext) -> int:
    """Run `due` or `plan`, print the steps as lines or as JSON, and return the exit code."""
    view = call.view()
    warn_of_playbook(view.playbook_fault)
    if command == "due":
        # The cadence's own steps, not the advised ones of Today: other programs rely on the chain as it is.
        listed_steps = steps(view.records, view.playbook.numbers, view.today)
    else:
        listed_steps = view.plan(call.arguments.interview_id)
    _print_steps(view, listed_steps, as_json=call.json)
    return DONE


def step_as_json(view: WorkspaceView, step: Step) -> dict[str, str]:
    """Return a step as plain values; other programs read these names, so they must not change."""
    return {
        "kind": step.kind.value,
        "interview_id": step.interview_id,
        "person_id": step.person_id,
        "earliest": step.earliest.isoformat(),
        "due": step.due.isoformat(),
        "state": step.state.value,
        "because": step.because,
        "rule": step.rule,
        "organization": view.interview_details(step.interview_id).interview.organization,
        "person": view.name(step.person_id),
    }


def _print_steps(view: WorkspaceView, listed_steps: Iterable[Step], *, as_json: bool) -> None:
    if as_json:
        print_json([step_as_json(view, step) for step in listed_steps])
        return
    for step in listed_steps:
        interview = view.interview_details(step.interview_id).interview
        title_of = step_title_with_organization if step.recipient_unknown else step_title
        title = title_of(step, view.name(step.person_id), interview)
        print(f"{step_state_words(step)}: {title} ({step.earliest} to {step.due}). {step.because}")
