"""The labelled messages: what a careful reader would say about each, and how the linter is scored."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from followup_core.messages.linter import lint
from followup_core.messages.message_model import Check, Facts, Finding, LintContext, Message
from followup_core.messages.phrase_rules import PhraseRules, load_phrases
from followup_core.models import MessageKind

PLAYBOOK = Path(__file__).parents[3] / "data" / "playbook"
FILE = Path(__file__).with_suffix(".toml")
_FACTS = {field.name for field in fields(Facts)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A finding that a reader makes: its check, and words that stand in its quote or its why."""

    check: Check
    says: str

    def fits(self, finding: Finding) -> bool:
        """Return whether `finding` is the one meant."""
        said = " ".join(f"{finding.quote} {finding.why}".split()).casefold()
        return finding.check is self.check and self.says.casefold() in said


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One message, its surroundings, and the findings it must get and may get."""

    id: str
    hold: bool
    message: Message
    around: LintContext
    finds: tuple[Label, ...]
    may: tuple[Label, ...]


@dataclass(slots=True)
class Score:
    """Counts over findings: rightly found, missed, false alarms."""

    found: int = 0
    missed: int = 0
    false: int = 0

    @property
    def recall(self) -> float:
        """The share of a reader's findings that the linter made."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def precision(self) -> float:
        """The share of the linter's findings that a reader makes too."""
        return self.found / (self.found + self.false) if self.found + self.false else 1.0


@cache
def phrases() -> PhraseRules:
    """Return the shipped phrases."""
    return load_phrases(PLAYBOOK)


@cache
def labelled() -> tuple[Labelled, ...]:
    """Read the set."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(_labelled(row, data["cast"][row["cast"]]) for row in data["message"])


def _labelled(row: dict[str, Any], cast: dict[str, Any]) -> Labelled:
    known = {**cast, **{name: value for name, value in row.items() if name in _FACTS}}
    facts = Facts(**{**known, "others": tuple(known.get("others", ()))})
    kind = MessageKind(row["kind"])
    return Labelled(
        id=row["id"],
        hold=row.get("hold", False),
        message=Message(
            kind=kind, to=row.get("to", ""), subject=row.get("subject", ""), body=row["body"].strip()
        ),
        around=LintContext(
            facts=facts,
            today=row.get("today", date(2026, 11, 23)),
            earliest=row.get("earliest"),
            because=row.get("because", ""),
            elsewhere_people=tuple(row.get("elsewhere_people", ())),
            elsewhere_organizations=tuple(row.get("elsewhere_organizations", ())),
            panel=tuple(
                (other["name"], Message(kind=kind, body=other["body"].strip()))
                for other in row.get("panel", ())
            ),
        ),
        finds=tuple(_label(text) for text in row["finds"]),
        may=tuple(_label(text) for text in row.get("may", ())),
    )


def _label(text: str) -> Label:
    name, _, says = text.partition(": ")
    return Label(check=Check(name), says=says)


@cache
def faults(row: Labelled) -> tuple[list[Label], list[Finding]]:
    """Return the labels without a finding, and the findings without a label."""
    found = lint(row.message, row.around, phrases())
    missed = [label for label in row.finds if not any(label.fits(finding) for finding in found)]
    false = [finding for finding in found if not any(label.fits(finding) for label in (*row.finds, *row.may))]
    return missed, false


def scores(rows: Iterable[Labelled]) -> dict[Check, Score]:
    """Count, per check, over `rows`."""
    table = {name: Score() for name in Check}
    for row in rows:
        missed, false = faults(row)
        wanted = Counter(label.check for label in row.finds)
        for label in missed:
            table[label.check].missed += 1
            wanted[label.check] -= 1
        for name, number in wanted.items():
            table[name].found += number
        for finding in false:
            table[finding.check].false += 1
    return table


def overall(table: dict[Check, Score]) -> Score:
    """Add up a table."""
    rows = table.values()
    return Score(
        found=sum(row.found for row in rows),
        missed=sum(row.missed for row in rows),
        false=sum(row.false for row in rows),
    )
