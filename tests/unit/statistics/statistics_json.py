"""Figures as JSON, counted the way the program counts, and how two of them are held together."""

import json
import math
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from followup_core.playbook import reloadable_playbook
from followup_core.services.statistics.observation_loader import load_counted_tables, observations
from followup_core.services.statistics.report import compute_statistics
from followup_core.services.statistics.report_json import statistics_json
from followup_core.services.workspace_registry import PLAYBOOK_DIR
from followup_core.statistics import Observations, Statistics, observed_as_of
from tests.unit.cadence.text_tables import Row, records_of, snapshot_of

from .record_observations import observe_records

PLAYBOOK_IN_FORCE = reloadable_playbook(PLAYBOOK_DIR).current()[0]
CASES: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "cases" / "statistics.json").read_text(encoding="utf-8")
)
"""The golden numbers."""


def figures(tables: Mapping[str, Sequence[Row]], today: date) -> Statistics:
    """Count tables in which nothing is wrong."""
    return figures_seen(observations(load_counted_tables(snapshot_of(tables))), today)


def figures_of_records(tables: Mapping[str, Sequence[Row]], today: date) -> Statistics:
    """Count the same tables from their records, which is quicker for a few rows."""
    return figures_seen(observe_records(records_of(tables).interviews.values()), today)


def figures_seen(seen: Observations, today: date) -> Statistics:
    """Count observations with the playbook in force."""
    return compute_statistics(observed_as_of(seen, today), PLAYBOOK_IN_FORCE)


def counted(tables: Mapping[str, Sequence[Row]], today: date) -> dict[str, Any]:
    """Count tables, as `stats --json` prints it."""
    return statistics_json(figures(tables, today))


def differences(ours: object, theirs: object, place: str = "") -> list[str]:
    """Return where two JSON values are not the same; numbers with a fraction may differ by 1e-9."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        if list(ours) != list(theirs):
            return [f"{place}: {list(ours)} are not {list(theirs)}"]
        return [
            difference for key in ours for difference in differences(ours[key], theirs[key], f"{place}.{key}")
        ]
    if isinstance(ours, list) and isinstance(theirs, list):
        if len(ours) != len(theirs):
            return [f"{place}: {len(ours)} are not {len(theirs)}: {ours} {theirs}"]
        pairs = enumerate(zip(ours, theirs, strict=True))
        return [difference for at, (a, b) in pairs for difference in differences(a, b, f"{place}[{at}]")]
    if isinstance(ours, float) and isinstance(theirs, (int, float)) and not isinstance(theirs, bool):
        same = math.isclose(ours, theirs, rel_tol=0, abs_tol=1e-9)
    else:
        same = ours == theirs and type(ours) is type(theirs)
    return [] if same else [f"{place}: {ours!r} is not {theirs!r}"]
