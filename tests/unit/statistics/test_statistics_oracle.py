"""The statistics against the independent ones that were written from the specification alone."""

import pytest
from hypothesis import event, given, settings

from .statistics_json import differences
from .statistics_oracle import StatisticsOracle
from .statistics_strategies import Workspace, large_workspaces, workspaces

pytestmark = pytest.mark.thorough


def check(workspace: Workspace) -> None:
    expected = StatisticsOracle(workspace.tables, workspace.today).figures()
    event(
        f"{sum(comparison['p'] is not None for comparison in expected['comparisons'])} comparisons with a p"
    )
    event("median" if expected["time_to_response"]["median"] is not None else "no median")
    event(f"{len(expected['touchpoints'])} kinds")
    assert differences(workspace.counted, expected) == []


@settings(max_examples=120)
@given(workspaces())
def test_two_programs_written_apart_agree_on_every_figure_of_a_few_interviews(workspace: Workspace) -> None:
    check(workspace)


@settings(max_examples=50)
@given(large_workspaces)
def test_two_programs_written_apart_agree_on_every_figure_of_many_interviews(workspace: Workspace) -> None:
    check(workspace)
