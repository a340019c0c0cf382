"""A hall keeps what is done in it, lets in who has a code, and shows nobody more than is theirs."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from followup_core.playbook import load_workshop_book
from followup_core.services import workspace_registry
from followup_core.services.workshops import JoinRefused, WorkshopService
from followup_core.services.workshops.workshop_session import WorkshopSession
from followup_core.workshop.prompts import agenda_of
from followup_core.workshop.workshop_model import (
    ActivityKind,
    JoinResult,
    ParticipantRef,
    ParticipantView,
    Phase,
    Plan,
    PublicView,
    State,
    WorkshopError,
)

DAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
BOOK = load_workshop_book(workspace_registry.PLAYBOOK_DIR / "workshop")
FIFTY = Plan(
    title="After the interview",
    held_on=DAY,
    agenda=agenda_of(next(each for each in BOOK.outlines.values() if each.minutes == 50)),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "workshops"


@pytest.fixture
def hall(folder: Path) -> Iterator[WorkshopService]:
    opened = WorkshopService(folder, workspace_registry.PLAYBOOK_DIR)
    yield opened
    opened.close_all()


def reopened(hall: WorkshopService, folder: Path) -> WorkshopService:
    """Return the hall as another start of the program finds it."""
    hall.close_all()
    return WorkshopService(folder, workspace_registry.PLAYBOOK_DIR)


def open_workshop(hall: WorkshopService, plan: Plan = FIFTY) -> str:
    workshop_id = hall.create(plan, NOW)
    hall.open(workshop_id, NOW)
    return workshop_id


def join(hall: WorkshopService, nonce: str = "") -> JoinResult:
    current = hall.current()
    assert current is not None
    return hall.enter(current.code, nonce, NOW)


def go_to(hall: WorkshopService, workshop_id: str, kind: ActivityKind) -> PublicView:
    """Go on until an activity of this kind asks something."""
    while True:
        wall = hall.wall(workshop_id)
        if wall.activity and wall.activity.kind is kind and wall.position:
            return wall
        assert not wall.at_end, f"there is no {kind}"
        hall.forward(workshop_id, NOW)


def answer(hall: WorkshopService, who: ParticipantRef, option: str) -> ParticipantView:
    seen = hall.participant_view(who)
    assert seen.activity
    assert seen.prompt
    hall.answer(who, seen.activity.activity_id, seen.prompt.prompt_id, option, NOW)
    return hall.participant_view(who)


def test_a_workshop_goes_from_planned_to_open_to_closed(hall: WorkshopService) -> None:
    workshop_id = hall.create(FIFTY, NOW)
    assert hall.wall(workshop_id).state is State.PLANNED
    assert hall.wall(workshop_id).code == ""
    assert hall.current() is None
    hall.open(workshop_id, NOW)
    assert len(hall.wall(workshop_id).code) == 8
    hall.close(workshop_id, NOW)
    assert hall.wall(workshop_id).state is State.CLOSED
    assert hall.wall(workshop_id).code == ""


def test_one_workshop_is_open_at_a_time(hall: WorkshopService) -> None:
    open_workshop(hall)
    other = hall.create(replace(FIFTY, title="Another"), NOW)
    with pytest.raises(WorkshopError, match="After the interview"):
        hall.open(other, NOW)


@pytest.mark.parametrize("plan", [replace(FIFTY, title="  "), replace(FIFTY, agenda=())])
def test_a_plan_that_cannot_be_held_is_refused(hall: WorkshopService, plan: Plan) -> None:
    with pytest.raises(WorkshopError):
        hall.create(plan, NOW)
    assert hall.plans() == ()


def test_an_agenda_is_changed_before_the_opening_only(hall: WorkshopService) -> None:
    workshop_id = hall.create(FIFTY, NOW)
    hall.change_plan(workshop_id, replace(FIFTY, title="Renamed"), NOW)
    assert hall.wall(workshop_id).plan.title == "Renamed"
    hall.open(workshop_id, NOW)
    with pytest.raises(WorkshopError, match="keeps its agenda"):
        hall.change_plan(workshop_id, FIFTY, NOW)


def test_a_duplicate_has_the_agenda_and_nobody_in_it(hall: WorkshopService) -> None:
    first = open_workshop(hall)
    join(hall)
    second = hall.duplicate(first, DAY + timedelta(days=30), NOW)
    wall = hall.wall(second)
    assert (wall.plan.agenda, wall.joined, wall.state) == (FIFTY.agenda, 0, State.PLANNED)
    assert wall.plan.held_on == DAY + timedelta(days=30)


def test_the_whole_outline_is_walked_there_and_back(hall: WorkshopService) -> None:
    workshop_id = open_workshop(hall)
    there = []
    while not hall.wall(workshop_id).at_end:
        hall.forward(workshop_id, NOW)
        there.append(hall.wall(workshop_id).position)
    hall.forward(workshop_id, NOW)
    assert hall.wall(workshop_id).position == there[-1]
    back = [hall.wall(workshop_id).position]
    for _ in there[1:]:
        hall.back(workshop_id, NOW)
        back.append(hall.wall(workshop_id).position)
    assert [each and (each.activity, each.prompt, each.phase) for each in back] == [
        each and (each.activity, each.prompt, each.phase) for each in reversed(there)
    ]
    for _ in range(2):
        hall.back(workshop_id, NOW)
        assert hall.wall(workshop_id).at_start
    hall.forward(workshop_id, NOW)
    assert not hall.wall(workshop_id).at_start


def test_a_code_lets_in_however_it_is_typed_and_another_does_not(hall: WorkshopService) -> None:
    open_workshop(hall)
    current = hall.current()
    assert current
    code = current.code
    assert hall.enter(f" {code[:4].lower()}-{code[4:]} ", "", NOW).who.workshop_id == current.workshop_id
    wrong = ("B" if code[0] != "B" else "C") + code[1:]
    for typed in (wrong, "", code[:-1], "\ud800", "٣" * 8):
        with pytest.raises(JoinRefused):
            hall.enter(typed, "", NOW)


def test_nobody_is_let_in_while_no_workshop_is_open(hall: WorkshopService) -> None:
    workshop_id = open_workshop(hall)
    code = hall.wall(workshop_id).code
    hall.close(workshop_id, NOW)
    with pytest.raises(JoinRefused):
        hall.enter(code, "", NOW)


def test_a_code_counts_as_wrong_only_where_it_was_compared_with_another(
    hall: WorkshopService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("followup_core.services.workshops.participation.MAX_PARTICIPANTS", 3)
    with pytest.raises(JoinRefused) as not_open:
        hall.enter("BBBBBBBB", "", NOW)
    open_workshop(hall)
    with pytest.raises(JoinRefused) as wrong:
        hall.enter("BBBBBBBB", "", NOW)
    for number in range(3):
        join(hall, f"form-{number}")
    with pytest.raises(JoinRefused, match="is taken") as full:
        join(hall, "one-more")
    assert [each.value.wrong_code for each in (not_open, wrong, full)] == [False, True, False]


def test_a_button_tapped_twice_is_one_participant(hall: WorkshopService) -> None:
    workshop_id = open_workshop(hall)
    assert join(hall, "form-1") == join(hall, "form-1")
    assert join(hall, "form-2") != join(hall, "form-1")
    assert hall.wall(workshop_id).joined == 2


def test_a_cookie_is_known_again_after_a_restart_and_nothing_of_it_is_on_the_disk(
    hall: WorkshopService, folder: Path
) -> None:
    open_workshop(hall)
    entered = join(hall)
    again = reopened(hall, folder)
    assert again.participant(entered.cookie, NOW) == entered.who
    assert again.participant(entered.cookie + "x", NOW) is None
    assert again.participant("", NOW) is None
    stored = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file())
    assert entered.cookie not in stored
    assert entered.resume_code not in stored
    assert entered.resume_code.replace("-", "") not in stored
    again.close_all()


def test_a_resume_code_moves_somebody_to_another_phone(hall: WorkshopService, folder: Path) -> None:
    open_workshop(hall)
    entered = join(hall)
    other = hall.resume(entered.resume_code.lower(), NOW)
    assert other.who == entered.who
    assert hall.participant(other.cookie, NOW) == entered.who
    assert hall.participant(entered.cookie, NOW) is None
    again = reopened(hall, folder)
    assert again.participant(other.cookie, NOW) == entered.who
    assert again.participant(entered.cookie, NOW) is None
    with pytest.raises(JoinRefused):
        again.resume("BBBB-BBBB-BBBB", NOW)
    again.close_all()


def test_an_answer_survives_a_restart_and_the_same_tap_twice_is_one_line(
    hall: WorkshopService, folder: Path
) -> None:
    workshop_id = open_workshop(hall)
    who = join(hall).who
    go_to(hall, workshop_id, ActivityKind.POLL)
    answer(hall, who, "yes")
    size = (folder / workshop_id / "events.csv").stat().st_size
    answer(hall, who, "yes")
    assert (folder / workshop_id / "events.csv").stat().st_size == size
    again = reopened(hall, folder)
    assert again.participant_view(who).chosen == "yes"
    again.close_all()


def test_answers_that_are_not_offered_or_come_too_late_are_refused(hall: WorkshopService) -> None:
    workshop_id = open_workshop(hall)
    who = join(hall).who
    wall = go_to(hall, workshop_id, ActivityKind.POLL)
    with pytest.raises(WorkshopError, match="no such answer"):
        answer(hall, who, "perhaps")
    hall.forward(workshop_id, NOW)
    assert hall.wall(workshop_id).position != wall.position
    with pytest.raises(WorkshopError, match="gone on"):
        answer(hall, who, "yes")


def test_a_phone_sees_its_own_answer_and_no_one_elses(hall: WorkshopService) -> None:
    workshop_id = open_workshop(hall)
    one, other = join(hall).who, join(hall).who
    go_to(hall, workshop_id, ActivityKind.POLL)
    assert answer(hall, one, "yes").chosen == "yes"
    assert hall.participant_view(other).chosen == ""
    assert hall.participant_view(other).published is None


def test_results_show_with_twenty_and_not_with_four(hall: WorkshopService) -> None:
    workshop_id = open_workshop(hall)
    people = [join(hall).who for _ in range(20)]
    go_to(hall, workshop_id, ActivityKind.POLL)
    for number, who in enumerate(people[:4]):
        answer(hall, who, "yes" if number % 2 else "no")
    hall.forward(workshop_id, NOW)
    shown = hall.wall(workshop_id).published
    assert shown
    assert all(cell.count is None for cell in shown.counts)
    hall.back(workshop_id, NOW)
    for number, who in enumerate(people):
        answer(hall, who, "yes" if number % 2 else "no")
    hall.forward(workshop_id, NOW)
    shown = hall.wall(workshop_id).published
    assert shown
    assert [cell.count for cell in shown.counts] == [10, 10]
    assert hall.participant_view(people[0]).published == shown


def test_partners_read_each_other_only_while_both_agree(hall: WorkshopService) -> None:
    workshop_id = open_workshop(hall)
    one, other, stranger = join(hall).who, join(hall).who, join(hall).who
    wall = go_to(hall, workshop_id, ActivityKind.DRAFT_SWAP)
    assert wall.activity
    key = wall.activity.activity_id
    hall.write(one, key, "Dear Dana", NOW)
    hall.write(other, key, "Dear Ms Ruiz", NOW)
    hall.pair(one, hall.participant_view(other).pair_code.lower(), NOW)
    hall.agree(one, key, True, NOW)
    assert hall.participant_view(other).partner_text == hall.participant_view(one).partner_text == ""
    assert hall.participant_view(other).partner_agreed
    hall.agree(other, key, True, NOW)
    assert hall.participant_view(one).partner_text == "Dear Ms Ruiz"
    assert hall.participant_view(other).partner_text == "Dear Dana"
    assert hall.participant_view(stranger).partner_text == ""
    hall.agree(one, key, False, NOW)
    assert hall.participant_view(other).partner_text == ""


def test_cards_are_dealt_to_pairs_and_differ(hall: WorkshopService) -> None:
    workshop_id = open_workshop(hall)
    one, other = join(hall).who, join(hall).who
    go_to(hall, workshop_id, ActivityKind.ROLE_PLAY)
    assert hall.participant_view(one).card is None
    hall.pair(one, hall.participant_view(other).pair_code, NOW)
    cards = [hall.participant_view(who).card for who in (one, other)]
    assert all(cards)
    assert len({card.part for card in cards if card}) == 2


def test_a_point_that_was_observed_is_kept(hall: WorkshopService) -> None:
    workshop_id = open_workshop(hall)
    who = join(hall).who
    wall = go_to(hall, workshop_id, ActivityKind.ROLE_PLAY)
    assert wall.activity
    assert wall.prompt
    point = f"{wall.prompt.prompt_id}.1"
    hall.observe(who, wall.activity.activity_id, point, "yes", NOW)
    assert hall.participant_view(who).observed == {point: "yes"}
    hall.forward(workshop_id, NOW)
    observed = hall.wall(workshop_id).observed
    assert point in [each.prompt.prompt_id for each in observed]
    assert all(cell.count is None for each in observed for cell in each.published.counts)


@pytest.mark.parametrize("code", ["", "BBBB", "\ud800", "BBBBBBBBBB"])
def test_a_pair_code_of_nobody_is_refused(hall: WorkshopService, code: str) -> None:
    open_workshop(hall)
    who = join(hall).who
    with pytest.raises(WorkshopError, match="neighbour"):
        hall.pair(who, code, NOW)
    with pytest.raises(WorkshopError, match="neighbour"):
        hall.pair(who, hall.participant_view(who).pair_code, NOW)


def test_a_text_is_kept_over_a_restart_with_whatever_is_in_it(hall: WorkshopService, folder: Path) -> None:
    workshop_id = open_workshop(hall)
    who = join(hall).who
    wall = go_to(hall, workshop_id, ActivityKind.DRAFT_SWAP)
    assert wall.activity
    text = 'Grüße, "Dana"\r\n\r\n=1+1\n🙂 שלום\t'
    hall.write(who, wall.activity.activity_id, text, NOW)
    again = reopened(hall, folder)
    assert again.participant_view(who).text == text
    assert [written for _, _, written in again.drafts(who)] == [text]
    again.close_all()


def test_leaving_removes_what_was_written_and_the_phone_is_nobodys(
    hall: WorkshopService, folder: Path
) -> None:
    workshop_id = open_workshop(hall)
    entered = join(hall)
    wall = go_to(hall, workshop_id, ActivityKind.DRAFT_SWAP)
    assert wall.activity
    hall.write(entered.who, wall.activity.activity_id, "a secret of mine", NOW)
    workspace_registry.open_workspace(hall.workspace(entered.who))
    hall.leave(entered.who, NOW)
    assert hall.participant(entered.cookie, NOW) is None
    with pytest.raises(WorkshopError, match="left"):
        hall.participant_view(entered.who)
    with pytest.raises(JoinRefused):
        hall.resume(entered.resume_code, NOW)
    stored = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert b"a secret of mine" not in stored
    assert entered.who.participant_id not in {path.name for path in folder.rglob("*")}


def test_deleting_a_workshop_leaves_nothing_of_it(hall: WorkshopService, folder: Path) -> None:
    workshop_id = open_workshop(hall)
    entered = join(hall)
    hall.delete(workshop_id)
    hall.delete(workshop_id)
    assert list(folder.iterdir()) == []
    assert hall.plans() == ()
    assert hall.participant(entered.cookie, NOW) is None
    with pytest.raises(WorkshopError, match="not there"):
        hall.participant_view(entered.who)


def test_a_workshop_whose_deletion_the_disk_refuses_goes_on_as_it_was(
    hall: WorkshopService, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop_id = open_workshop(hall)
    entered = join(hall)

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", refuse)
        with pytest.raises(WorkshopError, match="All of it is still there"):
            hall.delete(workshop_id)
    assert hall.participant(entered.cookie, NOW) == entered.who
    hall.forward(workshop_id, NOW)
    hall.delete(workshop_id)
    assert hall.plans() == ()


@pytest.mark.parametrize("keep_days", [1, 7, 90])
def test_the_days_to_keep_count_from_the_closing(hall: WorkshopService, folder: Path, keep_days: int) -> None:
    workshop_id = open_workshop(hall, replace(FIFTY, keep_days=keep_days))
    entered = join(hall)
    closed_at = NOW + timedelta(hours=14)
    hall.close(workshop_id, closed_at)
    due = closed_at + timedelta(days=keep_days)
    assert hall.wall(workshop_id).delete_at == due
    assert hall.sweep(due - timedelta(seconds=1)) == ()
    assert hall.participant(entered.cookie, due - timedelta(seconds=1)) == entered.who
    assert hall.participant(entered.cookie, due) is None
    assert hall.sweep(due) == ("After the interview",)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "held_on",
    [date(2016, 11, 18), DAY - timedelta(days=8), DAY, date(2036, 1, 1)],
    ids=["ten years ago", "last week", "today", "in ten years"],
)
def test_an_open_workshop_is_never_deleted_whatever_day_was_typed(
    hall: WorkshopService, held_on: date
) -> None:
    workshop_id = open_workshop(hall, replace(FIFTY, held_on=held_on, keep_days=1))
    entered = join(hall)
    past_midnight = NOW + timedelta(hours=15)
    assert hall.sweep(past_midnight) == ()
    assert hall.participant(entered.cookie, past_midnight) == entered.who
    assert hall.wall(workshop_id).state is State.OPEN


def test_a_workshop_stored_with_no_days_to_keep_lasts_a_day_after_its_closing(
    hall: WorkshopService, folder: Path
) -> None:
    """Earlier versions offered 0 days."""
    hall.close_all()
    WorkshopSession.create(folder / "old", replace(FIFTY, keep_days=0), 1, NOW).close()
    again = WorkshopService(folder, workspace_registry.PLAYBOOK_DIR)
    again.open("old", NOW)
    assert again.sweep(NOW + timedelta(hours=40)) == ()
    again.close("old", NOW)
    assert again.sweep(NOW + timedelta(hours=23)) == ()
    assert again.wall(again.duplicate("old", DAY, NOW)).plan.keep_days == 1
    assert again.sweep(NOW + timedelta(hours=24)) == ("After the interview",)
    again.close_all()


def test_a_plan_nobody_joined_stays_until_it_is_deleted_by_hand(hall: WorkshopService, folder: Path) -> None:
    workshop_id = hall.create(FIFTY, NOW)
    again = reopened(hall, folder)
    assert again.sweep(NOW + timedelta(days=400)) == ()
    assert [wall.workshop_id for wall in again.plans()] == [workshop_id]
    again.close_all()


def test_a_workshop_left_open_is_closed_after_two_quiet_days_and_its_days_count_from_then(
    hall: WorkshopService, folder: Path
) -> None:
    workshop_id = open_workshop(hall)
    joined_at = NOW + timedelta(hours=30)
    hall.enter(hall.wall(workshop_id).code, "", joined_at)
    assert hall.sweep(joined_at + timedelta(hours=47)) == ()
    assert hall.wall(workshop_id).state is State.OPEN
    found_at = joined_at + timedelta(days=30)
    again = reopened(hall, folder)
    assert again.sweep(found_at) == ()
    assert again.wall(workshop_id).delete_at == found_at + timedelta(days=7)
    again.close_all()


def test_a_clock_that_went_back_deletes_nothing_early(hall: WorkshopService) -> None:
    workshop_id = open_workshop(hall)
    hall.close(workshop_id, NOW)
    assert hall.sweep(NOW - timedelta(days=365)) == ()


@pytest.mark.parametrize("keep_days", [-1, 0, 91])
def test_days_to_keep_outside_the_form_are_refused(hall: WorkshopService, keep_days: int) -> None:
    with pytest.raises(WorkshopError, match="Choose 1 to 90 days"):
        hall.create(replace(FIFTY, keep_days=keep_days), NOW)


def test_a_deletion_that_was_cut_short_is_finished_at_the_next_start(
    hall: WorkshopService, folder: Path
) -> None:
    workshop_id = open_workshop(hall)
    hall.close_all()
    (folder / workshop_id).rename(folder / f"{workshop_id}.gone")
    again = WorkshopService(folder, workspace_registry.PLAYBOOK_DIR)
    assert again.plans() == ()
    assert list(folder.iterdir()) == []
    again.close_all()


def test_who_listens_hears_of_steps_and_partners_of_each_other(hall: WorkshopService) -> None:
    heard: list[tuple[str, ...]] = []
    workshop_id = open_workshop(hall)
    one, other = join(hall).who, join(hall).who
    hall.moved = lambda _, participants: heard.append(participants)
    hall.forward(workshop_id, NOW)
    hall.pair(one, hall.participant_view(other).pair_code, NOW)
    assert heard == [(), (other.participant_id,)]


def test_a_wall_says_where_it_stands(hall: WorkshopService) -> None:
    workshop_id = open_workshop(hall)
    assert hall.wall(workshop_id).at_start
    hall.forward(workshop_id, NOW)
    wall = hall.wall(workshop_id)
    assert not wall.at_start
    assert wall.position
    assert wall.position.phase in (Phase.ASKING, Phase.SHOWING)


def test_exports_have_every_prompt_with_options(hall: WorkshopService) -> None:
    workshop_id = open_workshop(hall)
    found = hall.exported(workshop_id)
    assert found
    assert all(prompt.options and published.participants == 0 for _, prompt, published in found)
