"""Output that all commands share: JSON, warnings and failures."""

import json
import sys

from followup_core.models import FollowUpError


def print_json(rows: object) -> None:
    """Print JSON in plain ASCII, which every reader can decode, whatever the terminal's encoding."""
    print(json.dumps(rows, indent=2))


def warn(sentence: str) -> None:
    """Print a sentence on standard error, next to the result."""
    print(sentence, file=sys.stderr)


def warn_of_playbook(fault: FollowUpError | None) -> None:
    """Print a warning if the playbook has a fault."""
    if fault is not None:
        warn(f"The playbook has an error, so the last version that worked is in use. {fault}")


def fail(sentence: str, code: int) -> int:
    """Print why the command failed, and return the exit code."""
    warn(sentence)
    return code
