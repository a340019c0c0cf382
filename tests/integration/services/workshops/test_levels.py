"""Who sees the answers in a workshop: the wall, the phone, the export, and after a restart."""

from dataclasses import replace
from pathlib import Path

import pytest

from followup_core.playbook import DisclosureLevel
from followup_core.services.workshops import WorkshopService, open_workshops
from followup_core.services.workshops.workshop_report import WorkshopReport, report_csv
from followup_core.workshop.disclosure_words import TOO_FEW
from followup_core.workshop.own_questions import choice_question
from followup_core.workshop.prompts import with_levels
from followup_core.workshop.workshop_model import ActivityKind, ParticipantRef, WorkshopError

from .test_workshop_service import BOOK, FIFTY, NOW, answer, go_to, join, open_workshop, reopened

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


def test_a_room_of_twelve_sees_its_answers_on_the_wall_the_phone_and_in_the_report(
    service: WorkshopService,
) -> None:
    workshop_id, people = poll_of_twelve(service)
    assert on_the_wall(service, workshop_id) == ([3, 9], "3 of 12 said yes.")
    service.forward(workshop_id, NOW)
    phone = service.participation(people[0]).view().published
    assert phone == service.public_view(workshop_id).published
    assert '"Yes","3","12"' in exported(service, workshop_id)


def test_a_private_question_is_neither_on_the_wall_nor_in_the_export(service: WorkshopService) -> None:
    workshop_id, _ = poll_of_twelve(service)
    question = PLAN.agenda[0].prompts[0]
    assert question in exported(service, workshop_id)
    set_level(service, workshop_id, PRIVATE)
    assert on_the_wall(service, workshop_id)[0] == [None, None]
    assert question not in exported(service, workshop_id)


def test_a_level_that_became_stricter_holds_after_a_restart(service: WorkshopService, folder: Path) -> None:
    workshop_id, people = poll_of_twelve(service)
    set_level(service, workshop_id, PROTECTED)
    again = reopened(service, folder)
    try:
        assert on_the_wall(again, workshop_id) == ([None, None], TOO_FEW)
        prompt = again.participation(people[0]).view().prompt
        assert prompt
        assert prompt.level is PROTECTED
    finally:
        again.close_all()


def test_a_question_that_was_asked_is_never_shown_more_openly(service: WorkshopService) -> None:
    workshop_id, _ = poll_of_twelve(service)
    set_level(service, workshop_id, PRIVATE)
    for level in (OPEN, PROTECTED):
        with pytest.raises(WorkshopError, match="less would be shown"):
            set_level(service, workshop_id, level)
    assert on_the_wall(service, workshop_id)[0] == [None, None]


def test_a_question_that_nobody_saw_yet_can_take_any_level(service: WorkshopService) -> None:
    workshop_id = open_workshop(service, PLAN)
    for level in (PRIVATE, OPEN, PROTECTED):
        set_level(service, workshop_id, level)
        assert service.public_view(workshop_id).plan.agenda[0].level_of(PLAN.agenda[0].prompts[0]) is level


def test_phones_are_redrawn_when_a_level_changes(folder: Path) -> None:
    told: list[tuple[str, tuple[str, ...]]] = []
    service = open_workshops(folder, changed=lambda workshop_id, people: told.append((workshop_id, people)))
    try:
        workshop_id = open_workshop(service, PLAN)
        told.clear()
        set_level(service, workshop_id, PRIVATE)
        set_level(service, workshop_id, PRIVATE)
        assert told == [(workshop_id, ())]
    finally:
        service.close_all()


@pytest.mark.parametrize(
    ("level", "shown"),
    [
        (DisclosureLevel.OPEN, [3, 9]),
        (DisclosureLevel.PROTECTED, [None, None]),
        (DisclosureLevel.PRIVATE, [None, None]),
    ],
)
def test_the_levels_hold_for_a_question_that_the_facilitator_asks_on_the_spot(
    service: WorkshopService, level: DisclosureLevel, shown: list[int | None]
) -> None:
    workshop_id = open_workshop(service)
    people = [join(service).who for _ in range(12)]
    service.forward(workshop_id, NOW)
    service.add_question(workshop_id, choice_question("Nervous?", ["Yes", "No"]), level, NOW)
    for number, who in enumerate(people):
        answer(service, who, "o1" if number < 3 else "o2")
    service.forward(workshop_id, NOW)
    view = service.public_view(workshop_id)
    assert view.prompt
    assert view.published
    assert (view.prompt.ask, view.prompt.level) == ("Nervous?", level)
    assert [cell.count for cell in view.published.counts] == shown
    exported = {prompt.ask for _, prompt, _ in service.exported_results(workshop_id)}
    assert ("Nervous?" in exported) is (level is not DisclosureLevel.PRIVATE)


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
