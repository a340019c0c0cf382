"""The cadence against the independent one that was written from the specification alone."""

import pytest
from hypothesis import event, given, settings

from .cadence_oracle import CadenceOracle
from .workspace_strategies import Workspace, workspaces

pytestmark = pytest.mark.thorough


@settings(max_examples=400)
@given(workspaces() | workspaces(only_open=True))
def test_two_programs_written_apart_agree_on_every_step(workspace: Workspace) -> None:
    theirs = CadenceOracle(workspace.tables, workspace.named_numbers(), workspace.today).steps()
    ours = [
        (step.kind.value, step.interview_id, step.person_id, step.earliest, step.due, step.state.value)
        for step in workspace.steps
    ]
    event(f"{min(len(ours), 4)} steps or more" if len(ours) >= 4 else f"{len(ours)} steps")
    for kind in {found[0] for found in theirs}:
        event(kind)
    assert ours == theirs
