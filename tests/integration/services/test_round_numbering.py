"""Round numbers of stored interviews, when interviews are added, moved, renamed, imported and undone."""

from datetime import date

from followup_core.cadence import StepKind
from followup_core.models import InterviewerPart
from followup_core.services.interview_service import edit_interview
from followup_core.services.people_service import add_interviewer
from followup_core.services.workspace import Workspace

from .workspaces import at, entry, moment, rows, started, taken_back, view, with_person

DAYS = (date(2026, 11, 17), date(2026, 11, 19), date(2026, 11, 24))


def numbers(workspace: Workspace, organization: str = "Acme Robotics") -> list[str]:
    """Return the round numbers at an organization, in the order of time."""
    stored = sorted(rows(workspace, "interviews"), key=lambda row: row["held_at"])
    return [row["round"] for row in stored if row["organization"] == organization]


def test_the_chase_counts_from_the_last_day_not_from_the_last_entry(workspace: Workspace) -> None:
    last, *_ = [started(workspace, held_on=day) for day in (DAYS[2], DAYS[0], DAYS[1])]
    steps = view(workspace, date(2026, 11, 25)).steps
    chain = [step for step in steps if step.kind is StepKind.STATUS_EMAIL]
    assert [step.interview_id for step in chain] == [last]
    assert chain[0].earliest > DAYS[2]


def test_a_moved_interview_changes_places_and_undo_brings_all_back(workspace: Workspace) -> None:
    first, _, _ = [started(workspace, held_on=day) for day in DAYS]
    with taken_back(workspace) as action:
        edit_interview(workspace, action, first, entry(held_at=at("2026-11-30T10:00")))
        rounds = {row["held_at"][:10]: row["round"] for row in rows(workspace, "interviews")}
        assert rounds == {"2026-11-30": "3", "2026-11-19": "1", "2026-11-24": "2"}


def test_a_corrected_name_joins_the_rounds_and_its_people_follow(workspace: Workspace) -> None:
    later = started(workspace, held_on=DAYS[2])
    earlier = started(workspace, "Acme", held_on=DAYS[0])
    with_person(workspace, earlier)
    assert numbers(workspace) == ["1"]
    edit_interview(workspace, moment(), earlier, entry(held_at=at("2026-11-17T10:00")))
    assert numbers(workspace) == ["1", "2"]
    assert view(workspace).records.interviews[later].interview.round == 2
    assert [row["organization"] for row in rows(workspace, "people")] == ["Acme Robotics"]


def test_a_person_met_elsewhere_under_the_old_name_keeps_it(workspace: Workspace) -> None:
    one, other = [started(workspace, "Acme", held_on=day) for day in DAYS[:2]]
    person_id = with_person(workspace, one)
    add_interviewer(workspace, moment(), other, person_id=person_id, part=InterviewerPart.INTERVIEWER)
    edit_interview(workspace, moment(), one, entry("Zenith", at("2026-11-17T10:00")))
    assert [row["organization"] for row in rows(workspace, "people")] == ["Acme"]
