"""Workshops: what is saved, who is admitted, and that nobody is shown more than is theirs."""

import threading
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from followup_core.playbook import load_workshop_book
from followup_core.services import workspace_registry
from followup_core.services.workshops import JoinRefused, Participation, WorkshopService, open_workshops
from followup_core.services.workshops.workshop_playbook import WorkshopPlaybook
from followup_core.services.workshops.workshop_session import WorkshopSession
from followup_core.workshop.disclosure_words import NEVER_ASKED
from followup_core.workshop.prompts import agenda_of
from followup_core.workshop.workshop_model import (
    ActivityKind,
    JoinResult,
    ParticipantRef,
    ParticipantView,
    Plan,
    PlayedRole,
    PublicView,
    WorkshopError,
    WorkshopStage,
)

DAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
BOOK = load_workshop_book(workspace_registry.PLAYBOOK_DIR / "workshop")
FIFTY = Plan(
    title="After the interview",
    held_on=DAY,
    agenda=agenda_of(next(each for each in BOOK.outlines.values() if each.minutes == 50)),
)


def reopened(service: WorkshopService, folder: Path) -> WorkshopService:
    """Return the workshops as another start of the program finds them."""
    service.close_all()
    return open_workshops(folder)


def open_workshop(service: WorkshopService, plan: Plan = FIFTY) -> str:
    workshop_id = service.create(plan, NOW)
    service.open(workshop_id, NOW)
    return workshop_id


def join(service: WorkshopService, nonce: str = "") -> JoinResult:
    current = service.current()
    assert current is not None
    return service.join(current.code, nonce, NOW)


def go_to(service: WorkshopService, workshop_id: str, kind: ActivityKind) -> PublicView:
    """Go on until an activity of this kind asks something."""
    while True:
        view = service.public_view(workshop_id)
        if view.activity and view.activity.kind is kind and view.position:
            return view
        assert not view.at_end, f"there is no {kind}"
        service.forward(workshop_id, NOW)


def go_to_text(service: WorkshopService, workshop_id: str) -> str:
    """Go on until people write; return the activity's id."""
    view = go_to(service, workshop_id, ActivityKind.DRAFT_SWAP)
    assert view.activity
    return view.activity.activity_id


def answer(service: WorkshopService, who: ParticipantRef, option: str) -> ParticipantView:
    seen = service.participation(who).view()
    assert seen.activity
    assert seen.prompt
    service.participation(who).answer(seen.activity.activity_id, seen.prompt.prompt_id, option, NOW)
    return service.participation(who).view()


def test_a_workshop_goes_from_planned_to_open_to_closed(service: WorkshopService) -> None:
    workshop_id = service.create(FIFTY, NOW)
    assert service.public_view(workshop_id).stage is WorkshopStage.PLANNED
    assert service.public_view(workshop_id).code == ""
    assert service.current() is None
    service.open(workshop_id, NOW)
    code = service.public_view(workshop_id).code
    assert len(code) == 8
    service.close(workshop_id, NOW)
    assert service.public_view(workshop_id).stage is WorkshopStage.CLOSED
    assert service.public_view(workshop_id).code == ""
    with pytest.raises(JoinRefused):
        service.join(code, "", NOW)


def test_one_workshop_is_open_at_a_time(service: WorkshopService) -> None:
    open_workshop(service)
    other = service.create(replace(FIFTY, title="Another"), NOW)
    with pytest.raises(WorkshopError, match="After the interview"):
        service.open(other, NOW)


@pytest.mark.parametrize(
    ("plan", "why"),
    [
        (replace(FIFTY, title="  "), "title"),
        (replace(FIFTY, agenda=()), "agenda"),
        *((replace(FIFTY, keep_days=days), "Choose 1 to 90 days") for days in (-1, 0, 91)),
    ],
)
def test_a_plan_that_cannot_be_held_is_refused(service: WorkshopService, plan: Plan, why: str) -> None:
    with pytest.raises(WorkshopError, match=why):
        service.create(plan, NOW)
    assert service.workshops() == ()


def test_an_agenda_is_changed_before_the_opening_only(service: WorkshopService) -> None:
    workshop_id = service.create(FIFTY, NOW)
    service.change_plan(workshop_id, replace(FIFTY, title="Renamed"), NOW)
    assert service.public_view(workshop_id).plan.title == "Renamed"
    service.open(workshop_id, NOW)
    with pytest.raises(WorkshopError, match="agenda can't change"):
        service.change_plan(workshop_id, FIFTY, NOW)


def test_a_duplicate_has_the_agenda_and_nobody_in_it(service: WorkshopService) -> None:
    first = open_workshop(service)
    join(service)
    second = service.duplicate(first, DAY + timedelta(days=30), NOW)
    view = service.public_view(second)
    assert (view.plan.agenda, view.joined, view.stage) == (FIFTY.agenda, 0, WorkshopStage.PLANNED)
    assert view.plan.held_on == DAY + timedelta(days=30)


def test_the_whole_outline_is_walked_there_and_back(service: WorkshopService) -> None:
    workshop_id = open_workshop(service)
    there = []
    while not service.public_view(workshop_id).at_end:
        service.forward(workshop_id, NOW)
        there.append(service.public_view(workshop_id).position)
    service.forward(workshop_id, NOW)
    assert service.public_view(workshop_id).position == there[-1]
    back = [service.public_view(workshop_id).position]
    for _ in there[1:]:
        service.back(workshop_id, NOW)
        back.append(service.public_view(workshop_id).position)
    assert [each and (each.activity, each.prompt, each.phase) for each in back] == [
        each and (each.activity, each.prompt, each.phase) for each in reversed(there)
    ]
    for _ in range(2):
        service.back(workshop_id, NOW)
        assert service.public_view(workshop_id).at_start
    service.forward(workshop_id, NOW)
    assert not service.public_view(workshop_id).at_start


def test_a_code_lets_in_however_it_is_typed_and_another_does_not(service: WorkshopService) -> None:
    open_workshop(service)
    current = service.current()
    assert current
    code = current.code
    assert service.join(f" {code[:4].lower()}-{code[4:]} ", "", NOW).who.workshop_id == current.workshop_id
    wrong = ("B" if code[0] != "B" else "C") + code[1:]
    for typed in (wrong, "", code[:-1], "\ud800", "٣" * 8):
        with pytest.raises(JoinRefused):
            service.join(typed, "", NOW)


def test_only_a_code_that_was_compared_counts_as_wrong(
    service: WorkshopService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("followup_core.services.workshops.workshop_session.MAX_PARTICIPANTS", 3)
    with pytest.raises(JoinRefused) as not_open:
        service.join("BBBBBBBB", "", NOW)
    open_workshop(service)
    with pytest.raises(JoinRefused) as wrong:
        service.join("BBBBBBBB", "", NOW)
    for number in range(3):
        join(service, f"form-{number}")
    with pytest.raises(JoinRefused, match="is full") as full:
        join(service, "one-more")
    assert [each.value.wrong_code for each in (not_open, wrong, full)] == [False, True, False]


def test_a_button_tapped_twice_is_one_participant_and_joins_the_next_too(service: WorkshopService) -> None:
    first = open_workshop(service)
    earlier = join(service, "form")
    assert join(service, "form") == earlier != join(service, "another form")
    assert service.public_view(first).joined == 2
    service.close(first, NOW)
    second = open_workshop(service)
    assert join(service, "form").who.workshop_id == second
    assert service.participant(earlier.cookie, NOW) == earlier.who


def test_a_cookie_survives_a_restart_and_is_not_on_the_disk(service: WorkshopService, folder: Path) -> None:
    open_workshop(service)
    entered = join(service)
    again = reopened(service, folder)
    assert again.participant(entered.cookie, NOW) == entered.who
    assert again.participant(entered.cookie + "x", NOW) is None
    assert again.participant("", NOW) is None
    stored = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file())
    assert entered.cookie not in stored
    assert entered.personal_code not in stored
    assert entered.personal_code.replace("-", "") not in stored
    again.close_all()


def test_a_personal_code_moves_somebody_to_another_phone(service: WorkshopService, folder: Path) -> None:
    open_workshop(service)
    entered = join(service)
    other = service.resume(entered.personal_code.lower(), NOW)
    assert other.who == entered.who
    assert service.participant(other.cookie, NOW) == entered.who
    assert service.participant(entered.cookie, NOW) is None
    again = reopened(service, folder)
    assert again.participant(other.cookie, NOW) == entered.who
    assert again.participant(entered.cookie, NOW) is None
    with pytest.raises(JoinRefused):
        again.resume("BBBB-BBBB-BBBB", NOW)
    again.close_all()


def test_an_answer_is_seen_by_its_own_phone_survives_a_restart_and_is_one_line_however_often_tapped(
    service: WorkshopService, folder: Path
) -> None:
    workshop_id = open_workshop(service)
    who, other = join(service).who, join(service).who
    go_to(service, workshop_id, ActivityKind.POLL)
    assert answer(service, who, "yes").chosen == "yes"
    assert service.participation(other).view().chosen == ""
    assert service.participation(other).view().published is None
    size = (folder / workshop_id / "events.csv").stat().st_size
    answer(service, who, "yes")
    assert (folder / workshop_id / "events.csv").stat().st_size == size
    again = reopened(service, folder)
    assert again.participation(who).view().chosen == "yes"
    again.close_all()


def test_answers_that_are_not_offered_or_come_too_late_are_refused(service: WorkshopService) -> None:
    workshop_id = open_workshop(service)
    who = join(service).who
    view = go_to(service, workshop_id, ActivityKind.POLL)
    with pytest.raises(WorkshopError, match="isn't available"):
        answer(service, who, "perhaps")
    service.forward(workshop_id, NOW)
    assert service.public_view(workshop_id).position != view.position
    with pytest.raises(WorkshopError, match="moved on"):
        answer(service, who, "yes")


def test_partners_read_each_other_only_while_both_agree(service: WorkshopService) -> None:
    workshop_id = open_workshop(service)
    one, other, stranger = (service.participation(join(service).who) for _ in range(3))
    activity_id = go_to_text(service, workshop_id)
    one.write(activity_id, "Dear Dana")
    other.write(activity_id, "Dear Ms Ruiz")
    one.pair(other.view().pair_code.lower(), NOW)
    one.agree(activity_id, True, NOW)
    assert other.view().partner_text == one.view().partner_text == ""
    assert other.view().partner_agreed
    other.agree(activity_id, True, NOW)
    assert one.view().partner_text == "Dear Ms Ruiz"
    assert other.view().partner_text == "Dear Dana"
    assert stranger.view().partner_text == ""
    one.agree(activity_id, False, NOW)
    assert other.view().partner_text == ""


def test_a_pair_swaps_roles_once_however_many_of_them_tap(service: WorkshopService, folder: Path) -> None:
    workshop_id = open_workshop(service)
    refs = [join(service).who for _ in range(3)]
    one, other, third = map(service.participation, refs)
    go_to(service, workshop_id, ActivityKind.ROLE_PLAY)
    with pytest.raises(WorkshopError, match="no roles"):
        one.swap_roles(PlayedRole.CANDIDATE, NOW)
    one.pair(other.view().pair_code, NOW)

    def roles(*people: Participation) -> list[PlayedRole]:
        return [card.role for who in people if (card := who.view().card)]

    before = roles(one, other)
    one.swap_roles(before[0], NOW)
    other.swap_roles(before[1], NOW)
    assert roles(one, other) == before[::-1]
    third.pair(one.view().pair_code, NOW)
    seen = [roles(one, other, third)]
    for _ in range(3):
        one.swap_roles(seen[-1][0], NOW)
        seen.append(roles(one, other, third))
    assert seen[0] == seen[3]
    assert all(len(set(turn)) == 3 for turn in zip(*seen[:3], strict=True)), "each is everything once"
    again = reopened(service, folder)
    assert roles(*(again.participation(ref) for ref in refs)) == seen[3]
    again.close_all()


@pytest.mark.parametrize("code", ["", "BBBB", "\ud800", "BBBBBBBBBB"])
def test_a_pair_code_of_nobody_is_refused(service: WorkshopService, code: str) -> None:
    open_workshop(service)
    who = join(service).who
    with pytest.raises(WorkshopError, match="another person's code"):
        service.participation(who).pair(code, NOW)
    with pytest.raises(WorkshopError, match="another person's code"):
        service.participation(who).pair(service.participation(who).view().pair_code, NOW)


def test_a_text_is_kept_over_a_restart_with_whatever_is_in_it(service: WorkshopService, folder: Path) -> None:
    workshop_id = open_workshop(service)
    who = join(service).who
    activity_id = go_to_text(service, workshop_id)
    text = 'Grüße, "Dana"\r\n\r\n=1+1\n🙂 שלום\t'
    service.participation(who).write(activity_id, text)
    again = reopened(service, folder)
    assert again.participation(who).view().text == text
    assert [written for _, _, written in again.participation(who).drafts()] == [text]
    again.close_all()


def test_leaving_removes_what_was_written_and_the_cookie(service: WorkshopService, folder: Path) -> None:
    workshop_id = open_workshop(service)
    entered = join(service)
    activity_id = go_to_text(service, workshop_id)
    service.participation(entered.who).write(activity_id, "a secret of mine")
    workspace_registry.open_workspace(service.participation(entered.who).workspace_folder())
    service.participation(entered.who).leave(NOW)
    assert service.participant(entered.cookie, NOW) is None
    with pytest.raises(WorkshopError, match="left"):
        service.participation(entered.who).view()
    with pytest.raises(JoinRefused):
        service.resume(entered.personal_code, NOW)
    stored = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert b"a secret of mine" not in stored
    assert entered.who.participant_id not in {path.name for path in folder.rglob("*")}


def test_deleting_leaves_nothing_and_nothing_is_written_after(service: WorkshopService, folder: Path) -> None:
    workshop_id = open_workshop(service)
    entered = join(service)
    participation = service.participation(entered.who)
    activity_id = go_to_text(service, workshop_id)
    service.delete(workshop_id)
    service.delete(workshop_id)
    assert service.workshops() == ()
    assert service.participant(entered.cookie, NOW) is None
    with pytest.raises(WorkshopError, match="no longer exists"):
        service.participation(entered.who).view()
    with pytest.raises(WorkshopError, match="It was deleted"):
        participation.write(activity_id, "too late")
    with pytest.raises(WorkshopError, match="It was deleted"):
        participation.view()
    assert list(folder.iterdir()) == []


def test_busy_people_bring_nothing_of_a_deleted_workshop_back(service: WorkshopService, folder: Path) -> None:
    workshop_id = open_workshop(service)
    view = go_to(service, workshop_id, ActivityKind.DRAFT_SWAP)
    assert view.activity
    code, activity_id = view.code, view.activity.activity_id
    refused: list[WorkshopError] = []
    started = threading.Barrier(9)

    def take_part() -> None:
        started.wait()
        try:
            for number in range(1_000):
                participation = service.participation(service.join(code, "", NOW).who)
                participation.write(activity_id, f"draft {number}")
                participation.view()
        except WorkshopError as error:
            refused.append(error)

    threads = [threading.Thread(target=take_part) for _ in range(8)]
    for thread in threads:
        thread.start()
    started.wait()
    while not service.public_view(workshop_id).joined:
        time.sleep(0.01)
    service.delete(workshop_id)
    for thread in threads:
        thread.join()
    assert len(refused) == 8
    assert list(folder.iterdir()) == []


def test_a_deletion_the_disk_refuses_changes_nothing(
    service: WorkshopService, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop_id = open_workshop(service)
    entered = join(service)

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", refuse)
        with pytest.raises(WorkshopError, match="All of it is still there"):
            service.delete(workshop_id)
    assert service.participant(entered.cookie, NOW) == entered.who
    service.forward(workshop_id, NOW)
    service.delete(workshop_id)
    assert service.workshops() == ()


@pytest.mark.parametrize("keep_days", [1, 90])
def test_days_to_keep_count_from_the_closing(service: WorkshopService, folder: Path, keep_days: int) -> None:
    workshop_id = open_workshop(service, replace(FIFTY, keep_days=keep_days))
    entered = join(service)
    closed_at = NOW + timedelta(hours=14)
    service.close(workshop_id, closed_at)
    due = closed_at + timedelta(days=keep_days)
    assert service.public_view(workshop_id).delete_at == due
    assert service.sweep(due - timedelta(seconds=1)) == ()
    assert service.participant(entered.cookie, due - timedelta(seconds=1)) == entered.who
    assert service.participant(entered.cookie, due) is None
    assert service.sweep(due) == ("After the interview",)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("held_on", [date(2016, 11, 18), date(2036, 1, 1)])
def test_an_open_or_planned_workshop_is_never_deleted(
    service: WorkshopService, folder: Path, held_on: date
) -> None:
    plan = replace(FIFTY, held_on=held_on, keep_days=1)
    workshop_id, planned_id = open_workshop(service, plan), service.create(plan, NOW)
    entered = join(service)
    past_midnight = NOW + timedelta(hours=15)
    assert service.sweep(past_midnight) == ()
    assert service.participant(entered.cookie, past_midnight) == entered.who
    assert service.public_view(workshop_id).stage is WorkshopStage.OPEN
    service.delete(workshop_id)
    again = reopened(service, folder)
    assert again.sweep(NOW + timedelta(days=400)) == ()
    assert [view.workshop_id for view in again.workshops()] == [planned_id]
    again.close_all()


def test_a_workshop_stored_with_no_days_to_keep_lasts_a_day(service: WorkshopService, folder: Path) -> None:
    """Earlier versions offered 0 days."""
    service.close_all()
    content = WorkshopPlaybook(workspace_registry.PLAYBOOK_DIR)
    WorkshopSession.create(folder / "old", replace(FIFTY, keep_days=0), 1, NOW, content).close()
    again = open_workshops(folder)
    again.open("old", NOW)
    assert again.sweep(NOW + timedelta(hours=40)) == ()
    again.close("old", NOW)
    assert again.sweep(NOW + timedelta(hours=23)) == ()
    assert again.public_view(again.duplicate("old", DAY, NOW)).plan.keep_days == 1
    assert again.sweep(NOW + timedelta(hours=24)) == ("After the interview",)
    again.close_all()


def test_a_workshop_left_open_is_closed_after_two_quiet_days(service: WorkshopService, folder: Path) -> None:
    workshop_id = open_workshop(service)
    joined_at = NOW + timedelta(hours=30)
    service.join(service.public_view(workshop_id).code, "", joined_at)
    assert service.sweep(joined_at + timedelta(hours=47)) == ()
    assert service.public_view(workshop_id).stage is WorkshopStage.OPEN
    found_at = joined_at + timedelta(days=30)
    again = reopened(service, folder)
    assert again.sweep(found_at) == ()
    assert again.public_view(workshop_id).delete_at == found_at + timedelta(days=7)
    again.close_all()


def test_a_deletion_cut_short_is_finished_at_the_next_start(service: WorkshopService, folder: Path) -> None:
    workshop_id = open_workshop(service)
    service.close_all()
    (folder / workshop_id).rename(folder / f"{workshop_id}.gone")
    again = open_workshops(folder)
    assert again.workshops() == ()
    assert list(folder.iterdir()) == []
    again.close_all()


def test_who_listens_hears_of_steps_and_partners_of_each_other(folder: Path) -> None:
    heard: list[tuple[str, ...]] = []
    service = open_workshops(folder, changed=lambda _, participants: heard.append(participants))
    workshop_id = open_workshop(service)
    one, other = join(service).who, join(service).who
    heard.clear()
    service.forward(workshop_id, NOW)
    service.participation(one).pair(service.participation(other).view().pair_code, NOW)
    assert heard == [(), (other.participant_id,)]
    service.close_all()


def test_exports_have_every_prompt_with_options(service: WorkshopService) -> None:
    workshop_id = open_workshop(service)
    found = service.exported_results(workshop_id)
    assert found
    assert all(prompt.options and published.participant_count == 0 for _, prompt, published in found)
    assert {published.sentence for _, _, published in found} == {NEVER_ASKED}
    go_to(service, workshop_id, ActivityKind.ROLE_PLAY)
    asked = {
        activity.kind
        for activity, _, published in service.exported_results(workshop_id)
        if published.sentence != NEVER_ASKED
    }
    assert asked == {ActivityKind.POLL, ActivityKind.WHAT_NOW, ActivityKind.ROLE_PLAY}, (
        "with the points of the role-play"
    )


def test_a_phone_that_joined_again_and_resumed_is_one_person(service: WorkshopService, folder: Path) -> None:
    workshop_id = open_workshop(service)
    first, again = join(service), join(service)
    assert service.public_view(workshop_id).joined == 2
    back = service.resume(first.personal_code, NOW, again.who.participant_id)
    assert back.who == first.who
    view = service.public_view(workshop_id)
    assert (view.joined, view.departed_count, view.taking_part) == (1, 0, 1)
    assert service.participant(again.cookie, NOW) is None
    service.resume(first.personal_code, NOW, first.who.participant_id)
    restarted = reopened(service, folder)
    assert restarted.public_view(workshop_id).joined == 1
    restarted.close_all()


def test_what_was_written_in_between_is_not_deleted_by_going_back(service: WorkshopService) -> None:
    workshop_id = open_workshop(service)
    first, again = join(service), join(service)
    activity_id = go_to_text(service, workshop_id)
    service.participation(again.who).write(activity_id, "Dear Dana")
    service.resume(first.personal_code, NOW, again.who.participant_id)
    assert service.participation(again.who).view().text == "Dear Dana"


def test_codes_of_those_without_a_partner_are_known_while_pairs_are_needed(service: WorkshopService) -> None:
    workshop_id = open_workshop(service)
    one, other, third = (join(service).who for _ in range(3))
    assert service.unpaired_codes(workshop_id) == {}
    go_to(service, workshop_id, ActivityKind.ROLE_PLAY)
    assert set(service.unpaired_codes(workshop_id)) == {who.participant_id for who in (one, other, third)}
    service.participation(one).pair(service.participation(other).view().pair_code, NOW)
    code = service.participation(third).view().pair_code
    assert service.unpaired_codes(workshop_id) == {third.participant_id: code}


def test_what_was_changed_while_it_ran_survives_a_restart(service: WorkshopService, folder: Path) -> None:
    workshop_id = open_workshop(service)
    service.forward(workshop_id, NOW)
    first = FIFTY.agenda[0]
    service.add_minutes(workshop_id, first.activity_id, 2, NOW)
    service.show_join_info(workshop_id, True, NOW)
    service.show_join_info(workshop_id, True, NOW)
    view = service.public_view(workshop_id)
    again = reopened(service, folder)
    assert again.public_view(workshop_id) == view
    assert (view.plan.agenda[0].minutes, view.shows_join_info) == (first.minutes + 2, True)
    again.close_all()


def test_closing_is_taken_back_within_ten_minutes_if_no_other_is_open(service: WorkshopService) -> None:
    workshop_id = open_workshop(service)
    who = join(service).who
    code = service.public_view(workshop_id).code
    service.close(workshop_id, NOW)
    other = open_workshop(service, replace(FIFTY, title="Another"))
    with pytest.raises(WorkshopError, match="Another"):
        service.reopen(workshop_id, NOW)
    service.close(other, NOW)
    service.reopen(workshop_id, NOW + timedelta(minutes=9))
    view = service.public_view(workshop_id)
    assert (view.stage, view.code, view.delete_at) == (WorkshopStage.OPEN, code, None)
    assert service.participation(who).view().stage is WorkshopStage.OPEN
    service.close(workshop_id, NOW)
    with pytest.raises(WorkshopError, match="too long ago"):
        service.reopen(other, NOW + timedelta(minutes=10))
