"""Tables as people send them in: small, sound, and easy to spoil."""

from collections.abc import Iterable

from followup_core.models import SCHEMA

JOBS = "Company,Role,Interview Date,Notes\n"
JOB = "Borealis,Engineer,2026-11-03,fine\n"
"""A list of interviews of somebody's own, with one row."""

PEOPLE = ",".join(SCHEMA["people"].columns) + "\n"
PERSON = "p1,Ada,Borealis,,,,,\n"
"""One of our own tables, with one row."""

NOT_AS_TEXT = "Save it as “CSV UTF-8” and try again, or restore a backup."
CORRECT = "Correct the file, or restore a backup."
AGAIN = "Correct it, and choose the file again."


def row(table: str, **cells: str) -> str:
    """Return one row of a table with every cell quoted."""
    texts = (cells.get(column, "").replace('"', '""') for column in SCHEMA[table].columns)
    return ",".join(f'"{text}"' for text in texts) + "\n"


def table(name: str, rows: Iterable[str]) -> str:
    """Return a whole table with its header."""
    return ",".join(SCHEMA[name].columns) + "\n" + "".join(rows)
