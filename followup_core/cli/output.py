"""What every command prints alike: JSON, warnings, and why it failed."""

import json
import sys

from followup_core.models import FollowUpError


def print_json(rows: object) -> None:
    """Print JSON in plain ASCII: the same to every reader, whatever the terminal's encoding."""
    print(json.dumps(rows, indent=2))


def warn(sentence: str) -> None:
    """Say something beside the answer, on standard error."""
    print(sentence, file=sys.stderr)


def warn_of_playbook(fault: FollowUpError | None) -> None:
    """Say that the playbook is broken, where it is."""
    if fault is not None:
        warn(f"The playbook is broken, the last good one is used. {fault}")


def fail(sentence: str, code: int) -> int:
    """Say why it failed, and return the exit code."""
    warn(sentence)
    return code


def in_one_line(text: str) -> str:
    """Return a text without what would begin a line of its own, or speak to a terminal."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
