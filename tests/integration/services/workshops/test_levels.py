"""Who sees the answers in a workshop: the wall, the phone, the export, and after a restart."""

import csv
import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from followup_core.playbook import DisclosureLevel
from followup_core.services.workshops import WorkshopService, open_workshops
from followup_core.services.workshops.workshop_report import WorkshopReport, report_csv
from followup_core.workshop.disclosure_words import TOO_FEW
from followup_core.workshop.facilitator_questions import choice_question
from followup_core.workshop.prompts import with_levels
from followup_core.workshop.workshop_model import ActivityKind, ParticipantRef, WorkshopError

from .test_workshop_service import BOOK, FIFTY, NOW, answer, go_to, go_to_text, join, open_workshop, reopened

OPEN, PROTECTED, PRIVATE = DisclosureLevel
PLAN = replace(FIFTY, agenda=tuple(with_levels(part, BOOK) for part in FIFTY.agenda))


def poll_of_twelve(service: WorkshopService) -> tuple[str, list[ParticipantRef]]:
    """Return a workshop whose first question was answered by twelve people, three of them with yes."""
    workshop_id = open_workshop(service, PLAN)
    people = [join(service).who for _ in range(12)]
    go_to(service, workshop_id, ActivityKind.POLL)
    for number, who in enumerate(people):
        answer(service, who, "yes" if number < 3 else "no")
    return workshop_id, people


def on_the_wall(service: WorkshopService, workshop_id: str) -> tuple[list[int | None], str]:
    published = service.public_view(workshop_id).published
    assert published
    return [cell.count for cell in published.counts], published.sentence


def exported(service: WorkshopService, workshop_id: str) -> str:
    report = WorkshopReport(
        title="T", held_on=PLAN.held_on, attended=12, results=service.exported_results(workshop_id)
    )
    return report_csv(report).decode("utf-8-sig")


def set_level(service: WorkshopService, workshop_id: str, level: DisclosureLevel) -> None:
    activity = service.public_view(workshop_id).plan.agenda[0]
    service.set_level(workshop_id, activity.activity_id, activity.prompts[0], level, NOW)


def test_twelve_people_see_their_answers_on_wall_phone_and_in_the_report(service: WorkshopService) -> None:
    workshop_id, people = poll_of_twelve(service)
    assert on_the_wall(service, workshop_id) == ([3, 9], "3 of 12 said yes.")
    service.forward(workshop_id, NOW)
    phone = service.participation(people[0]).view().published
    assert phone == service.public_view(workshop_id).published
    assert '"Yes","3","12"' in exported(service, workshop_id)


def test_a_question_that_became_private_is_shown_nowhere_and_stays_private(service: WorkshopService) -> None:
    workshop_id, _ = poll_of_twelve(service)
    question = PLAN.agenda[0].prompts[0]
    assert question in exported(service, workshop_id)
    set_level(service, workshop_id, PRIVATE)
    for level in (OPEN, PROTECTED):
        with pytest.raises(WorkshopError, match="less would be shown"):
            set_level(service, workshop_id, level)
    assert on_the_wall(service, workshop_id)[0] == [None, None]
    assert question not in exported(service, workshop_id)


def test_a_level_that_became_stricter_holds_after_a_restart(service: WorkshopService, folder: Path) -> None:
    workshop_id, people = poll_of_twelve(service)
    set_level(service, workshop_id, PROTECTED)
    again = reopened(service, folder)
    assert on_the_wall(again, workshop_id) == ([None, None], TOO_FEW)
    prompt = again.participation(people[0]).view().prompt
    assert prompt
    assert prompt.level is PROTECTED
    again.close_all()


def test_phones_are_redrawn_when_a_level_changes_and_at_first_any_can_come(folder: Path) -> None:
    told: list[tuple[str, tuple[str, ...]]] = []
    service = open_workshops(folder, changed=lambda workshop_id, people: told.append((workshop_id, people)))
    workshop_id = open_workshop(service, PLAN)
    told.clear()
    for level in (PRIVATE, PRIVATE, OPEN, PROTECTED):
        set_level(service, workshop_id, level)
        assert service.public_view(workshop_id).plan.agenda[0].level_of(PLAN.agenda[0].prompts[0]) is level
    assert told == [(workshop_id, ())] * 3
    service.close_all()


def test_a_question_asked_on_the_spot_is_there_after_a_restart_and_none_is_asked_once_closed(
    service: WorkshopService, folder: Path
) -> None:
    workshop_id = open_workshop(service)
    question = choice_question("Nervous?", ["Yes", "No"])
    service.add_question(workshop_id, question, DisclosureLevel.OPEN, NOW)
    view = service.public_view(workshop_id)
    again = reopened(service, folder)
    assert again.public_view(workshop_id) == view
    again.close(workshop_id, NOW)
    with pytest.raises(WorkshopError, match="is closed"):
        again.add_question(workshop_id, question, DisclosureLevel.OPEN, NOW)
    again.close_all()


SEVERAL = choice_question("What did you ask?", ["The date", "The next steps"], several=True)


def asked_several(service: WorkshopService, level: DisclosureLevel) -> tuple[str, list[ParticipantRef]]:
    """Return a workshop that asks a question with several choices, which twelve people answered."""
    workshop_id = open_workshop(service)
    people = [join(service).who for _ in range(12)]
    service.add_question(workshop_id, SEVERAL, level, NOW)
    for number, who in enumerate(people):
        choose(service, who, *("own-1.1", "own-1.2")[: (number < 7) + (number < 3)])
    return workshop_id, people


def choose(service: WorkshopService, who: ParticipantRef, *points: str) -> None:
    seen = service.participation(who).view()
    assert seen.activity
    assert seen.prompt
    service.participation(who).choose(seen.activity.activity_id, seen.prompt.prompt_id, points, NOW)


def points_on_the_wall(service: WorkshopService, workshop_id: str) -> list[tuple[str, int | None, int]]:
    observed = service.public_view(workshop_id).observed
    return [
        (point.prompt.ask, point.published.counts[0].count, point.published.participant_count)
        for point in observed
    ]


@pytest.mark.parametrize(
    ("level", "dates", "steps", "counted", "exported_counts"),
    [
        (OPEN, 7, 3, 12, ["7", "5", "3", "9"]),
        (PROTECTED, None, None, 10, ["", "", "", ""]),
        (PRIVATE, None, None, 0, []),
    ],
)
def test_the_levels_hold_for_several_choices_on_the_wall_the_phone_and_in_the_report(
    service: WorkshopService,
    folder: Path,
    level: DisclosureLevel,
    dates: int | None,
    steps: int | None,
    counted: int,
    exported_counts: list[str],
) -> None:
    workshop_id, people = asked_several(service, level)
    shown = [("The date", dates, counted), ("The next steps", steps, counted)]
    assert points_on_the_wall(service, workshop_id) == shown, "while it is asked, like any poll"
    assert service.public_view(workshop_id).answered == 12
    assert service.participation(people[0]).view().points == ()
    service.forward(workshop_id, NOW)
    seen = service.participation(people[5]).view()
    assert seen.prompt
    assert (seen.prompt.ask, seen.prompt.level) == (SEVERAL.ask, level)
    assert seen.observed == {"own-1.1": "yes", "own-1.2": "no"}
    assert seen.points == service.public_view(workshop_id).observed
    rows = csv.reader(io.StringIO(exported(service, workshop_id)))
    assert [row[4] for row in rows if row[1].startswith("own-1")] == exported_counts
    again = reopened(service, folder)
    assert points_on_the_wall(again, workshop_id) == shown
    again.close_all()


def test_choices_are_changed_together_and_refused_once_they_are_shown(service: WorkshopService) -> None:
    workshop_id, people = asked_several(service, OPEN)
    choose(service, people[0])
    before = service.public_view(workshop_id).revision
    choose(service, people[0])
    assert service.public_view(workshop_id).revision == before, "the same again changes nothing"
    assert points_on_the_wall(service, workshop_id) == [("The date", 6, 12), ("The next steps", 2, 12)]
    for wrong in ("own-1.3", "own-1"):
        with pytest.raises(WorkshopError, match="isn't available"):
            choose(service, people[0], wrong)
    seen = service.participation(people[0]).view()
    assert seen.activity
    for prompt_id, option in (("own-1.1", "yes"), ("own-1", "yes")):
        with pytest.raises(WorkshopError, match="isn't available"):
            service.participation(people[0]).answer(seen.activity.activity_id, prompt_id, option, NOW)
    service.forward(workshop_id, NOW)
    with pytest.raises(WorkshopError, match="moved on"):
        choose(service, people[0], "own-1.1")
    service.participation(people[1]).leave(NOW)
    assert service.public_view(workshop_id).answered == 11


def test_a_question_with_several_choices_is_one_question_of_the_forecast(service: WorkshopService) -> None:
    workshop_id = service.create(PLAN, NOW)
    before = service.forecasts(workshop_id)
    service.add_question(workshop_id, SEVERAL, OPEN, NOW)
    added = [each for each in service.forecasts(workshop_id) if each not in before]
    assert [(each.prompt.ask, each.people) for each in added] == [("What did you ask?", 5)]


def test_a_question_in_a_role_play_takes_nothing_from_it(service: WorkshopService, folder: Path) -> None:
    workshop_id = open_workshop(service)
    one, other = (join(service).who for _ in range(2))
    before = go_to(service, workshop_id, ActivityKind.ROLE_PLAY)
    assert before.activity
    assert before.prompt
    service.participation(one).pair(service.participation(other).view().pair_code, NOW)
    point = f"{before.prompt.prompt_id}.1"
    service.participation(one).answer(before.activity.activity_id, point, "yes", NOW)
    seen = service.participation(one).view()
    later = NOW + timedelta(minutes=3)
    service.add_question(workshop_id, SEVERAL, OPEN, later)
    asked = service.participation(one).view()
    assert asked.prompt
    assert (asked.prompt.ask, asked.card, asked.observed) == (SEVERAL.ask, None, {})
    assert asked.position
    assert asked.position.activity_since == NOW, "the time of the role-play goes on"
    service.forward(workshop_id, later)
    service.forward(workshop_id, later)
    again = reopened(service, folder)
    back = again.participation(one).view()
    assert (back.prompt, back.card, back.observed) == (seen.prompt, seen.card, {point: "yes"})
    assert back.card
    again.participation(one).answer(before.activity.activity_id, point, "no", later)
    again.close_all()


def test_a_question_while_people_write_keeps_their_texts(service: WorkshopService) -> None:
    workshop_id = open_workshop(service)
    participation = service.participation(join(service).who)
    participation.write(go_to_text(service, workshop_id), "Dear Dana")
    service.add_question(workshop_id, SEVERAL, OPEN, NOW)
    drafts = [(prompt.kind, text) for _, prompt, text in participation.drafts()]
    assert drafts == [(ActivityKind.DRAFT_SWAP, "Dear Dana")]
    service.forward(workshop_id, NOW)
    service.forward(workshop_id, NOW)
    assert participation.view().text == "Dear Dana"
