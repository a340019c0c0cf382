"""`check`: everything wrong with a workspace's tables, without changing a byte."""

from followup_core.models import Problem

from .workspace import Workspace


def check_tables(workspace: Workspace) -> tuple[Problem, ...]:
    """Return every problem in the tables, by table and line."""
    return tuple(sorted(workspace.store.problems(), key=lambda p: (p.table, p.line, p.column)))
