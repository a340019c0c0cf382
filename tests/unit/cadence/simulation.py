"""Candidates and employers acting day by day, with the cadence looked at every morning."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from followup_core.cadence import Step, StepKind, steps
from followup_core.models import Records
from followup_core.playbook import CadenceNumbers

from .text_tables import Row, Tables, records_of

DAY = timedelta(days=1)
CHASES = (StepKind.STATUS_EMAIL, StepKind.VOICEMAIL)


@dataclass
class Life:
    """One workspace as days go by."""

    tables: Tables
    today: date
    random: Random
    numbers: CadenceNumbers = field(default_factory=CadenceNumbers)

    @property
    def records(self) -> Records:
        return records_of(self.tables)

    def steps(self) -> tuple[Step, ...]:
        return steps(self.records, self.numbers, self.today)

    def chain(self, interview_id: str) -> Step | None:
        """The one chain step of an interview this morning."""
        kinds = (*CHASES, StepKind.LET_GO)
        found = [s for s in self.steps() if s.interview_id == interview_id and s.kind in kinds]
        return found[0] if found else None

    def mornings(self, count: int) -> Iterator[date]:
        """Let days pass, one after the other."""
        for _ in range(count):
            yield self.today
            self.today += DAY

    def touch(self, kind: str, interview_id: str) -> None:
        """Record something that happened today."""
        rows = self.tables.setdefault("touchpoints", [])
        row = {"touchpoint_id": f"t{len(rows)}", "interview_id": interview_id, "kind": kind}
        rows.append({**row, "sent_on": self.today.isoformat()})

    def employer_answers(self, interview_id: str) -> None:
        """Let something come back today: news, a reply to the last message, perhaps with a new date."""
        sent = [
            row
            for row in self.tables.get("touchpoints", [])
            if row["interview_id"] == interview_id and row["kind"] != "heard_from_employer"
        ]
        if sent and self.random.random() < 0.5:
            sent[-1].update(response="reply", responded_on=self.today.isoformat())
        else:
            self.touch("heard_from_employer", interview_id)
        if self.random.random() < 0.5:
            later = self.today + timedelta(days=self.random.randint(-3, 20))
            self.interview(interview_id)["decision_by"] = later.isoformat()

    def interview(self, interview_id: str) -> Row:
        [row] = [row for row in self.tables["interviews"] if row["interview_id"] == interview_id]
        return row

    def chases(self) -> list[tuple[date, str]]:
        """When and how the candidate asked, oldest first."""
        return sorted(
            (date.fromisoformat(row["sent_on"]), row["kind"])
            for row in self.tables.get("touchpoints", [])
            if row["kind"] in CHASES
        )


@dataclass
class Obeying:
    """A candidate who sends what is due, some days after the first good day, and nothing else.

    The delay is drawn for each step: within its time, or up to `latest` days after `due`.
    """

    life: Life
    latest: int
    _chosen: dict[tuple[str, str, date], date] = field(default_factory=dict)

    def act(self, interview_id: str) -> bool:
        """Do what is due today, if this is the day for it; return whether it was letting go."""
        step = self.life.chain(interview_id)
        if step is None or self.life.today < self._day_for(step):
            return False
        if step.kind is StepKind.LET_GO:
            row = self.life.interview(interview_id)
            row.update(outcome="let_go", outcome_on=self.life.today.isoformat())
            return True
        self.life.touch(step.kind.value, interview_id)
        return False

    def _day_for(self, step: Step) -> date:
        slot = (step.interview_id, step.kind.value, step.earliest)
        if slot not in self._chosen:
            longest = (step.due - step.earliest).days
            if self.life.random.random() < 0.5:
                longest += self.latest
            self._chosen[slot] = step.earliest + timedelta(days=self.life.random.randint(0, longest))
        return self._chosen[slot]
