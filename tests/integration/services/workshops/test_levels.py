"""Who sees the answers in a workshop: the wall, the phone, the export, and after a restart."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from followup_core.playbook import DisclosureLevel
from followup_core.services.workshops import WorkshopService, open_workshops
from followup_core.services.workshops.workshop_report import WorkshopReport, report_csv
from followup_core.workshop.disclosure_control import NEVER_SHOWN, TOO_FEW
from followup_core.workshop.own_questions import choice_question
from followup_core.workshop.prompts import with_levels
from followup_core.workshop.workshop_model import Activity, ActivityKind, ParticipantRef, WorkshopError

from .test_workshop_service import BOOK, FIFTY, NOW, answer, go_to, join, open_workshop, reopened

OPEN, PROTECTED, PRIVATE = DisclosureLevel
PLAN = replace(FIFTY, agenda=tuple(with_levels(part, BOOK) for part in FIFTY.agenda))

WRITING = Activity(
    activity_id="writing",
    kind=ActivityKind.DRAFT_SWAP,
    title="Write",
    minutes=10,
    prompts=(next(iter(BOOK.fictions)),),
)


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


def test_an_open_question_with_several_choices_counts_each_and_who_chose_none(
    service: WorkshopService, folder: Path
) -> None:
    workshop_id, people = asked_several(service, OPEN)
    counted = [("The date", 7, 12), ("The next steps", 3, 12)]
    assert points_on_the_wall(service, workshop_id) == counted, "while it is asked, like any poll"
    assert service.public_view(workshop_id).answered == 12
    assert service.participation(people[0]).view().points == ()
    service.forward(workshop_id, NOW)
    seen = service.participation(people[5]).view()
    assert seen.observed == {"own-1.1": "yes", "own-1.2": "no"}
    assert seen.points == service.public_view(workshop_id).observed
    rows = [line.split(",") for line in exported(service, workshop_id).splitlines() if "own-1" in line]
    assert [[cell.strip('"') for cell in row[2:6]] for row in rows] == [
        ["What did you ask? The date", "Yes", "7", "12"],
        ["What did you ask? The date", "No", "5", "12"],
        ["What did you ask? The next steps", "Yes", "3", "12"],
        ["What did you ask? The next steps", "No", "9", "12"],
    ]
    again = reopened(service, folder)
    assert points_on_the_wall(again, workshop_id) == counted
    again.close_all()


def test_several_choices_that_are_protected_show_only_what_points_at_nobody(service: WorkshopService) -> None:
    workshop_id, _ = asked_several(service, PROTECTED)
    # Ten of the twelve are counted: seven and three.
    assert points_on_the_wall(service, workshop_id) == [("The date", None, 10), ("The next steps", None, 10)]
    more = [join(service).who for _ in range(8)]
    for number, who in enumerate(more):
        choose(service, who, "own-1.1" if number % 2 else "own-1.2")
    assert points_on_the_wall(service, workshop_id) == [("The date", 11, 20), ("The next steps", 7, 20)]
    assert {row.split(",")[4] for row in exported(service, workshop_id).splitlines() if "own-1.2" in row} == {
        '""'
    }, "a file shows less"


def test_several_choices_that_are_private_are_shown_nowhere(service: WorkshopService) -> None:
    workshop_id, people = asked_several(service, PRIVATE)
    service.forward(workshop_id, NOW)
    assert {count for _, count, _ in points_on_the_wall(service, workshop_id)} == {None}
    assert service.participation(people[0]).view().points[0].published.sentence == NEVER_SHOWN
    assert "own-1" not in exported(service, workshop_id)


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


def test_a_question_in_the_middle_of_a_role_play_takes_nothing_from_it(
    service: WorkshopService, folder: Path
) -> None:
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
    fifty = replace(FIFTY, agenda=(WRITING, *FIFTY.agenda))
    workshop_id = open_workshop(service, fifty)
    who = join(service).who
    view = go_to(service, workshop_id, ActivityKind.DRAFT_SWAP)
    assert view.activity
    service.participation(who).write(view.activity.activity_id, "Dear Dana")
    service.add_question(workshop_id, SEVERAL, OPEN, NOW)
    assert [(prompt.kind, text) for _, prompt, text in service.participation(who).drafts()] == [
        (ActivityKind.DRAFT_SWAP, "Dear Dana")
    ]
    service.forward(workshop_id, NOW)
    service.forward(workshop_id, NOW)
    assert service.participation(who).view().text == "Dear Dana"


def test_a_question_during_the_checklist_has_its_own_time(service: WorkshopService) -> None:
    own = Activity(activity_id="own", kind=ActivityKind.OWN_CHECKLIST, title="Yours", minutes=10)
    workshop_id = open_workshop(service, replace(FIFTY, agenda=(own, *FIFTY.agenda)))
    service.forward(workshop_id, NOW)
    later = NOW + timedelta(minutes=3)
    service.add_question(workshop_id, SEVERAL, OPEN, later)
    position = service.public_view(workshop_id).position
    assert position
    assert position.activity_since == later
    service.forward(workshop_id, later)
    service.forward(workshop_id, later)
    after = service.public_view(workshop_id).activity
    assert after
    assert after.kind is ActivityKind.OWN_CHECKLIST
