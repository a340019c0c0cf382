"""Lines for the wall and feedback for a partner: who gets to see which text, and when it is gone."""

import io
import zipfile
from pathlib import Path

import pytest

from followup_core.services.workshops import Participation, WorkshopService, open_workshops
from followup_core.services.workshops.take_home_archive import participants_archive
from followup_core.services.workshops.workshop_report import WorkshopReport, report_csv
from followup_core.store import NotSaved
from followup_core.workshop.facilitator_questions import written_question
from followup_core.workshop.workshop_model import PublicView, WorkshopError, WrittenLine

from .test_levels import PLAN, PROTECTED
from .test_workshop_service import NOW, go_to_text, join, open_workshop, reopened

QUESTION = written_question("What do you fear most?")


class Room:
    """An open workshop that asks for lines, with three people in it."""

    def __init__(self, service: WorkshopService) -> None:
        self.service = service
        self.workshop_id = open_workshop(service, PLAN)
        self.refs = [join(service).who for _ in range(3)]
        self.people = [service.participation(who) for who in self.refs]
        service.add_question(self.workshop_id, QUESTION, PROTECTED, NOW)

    @property
    def view(self) -> PublicView:
        return self.service.public_view(self.workshop_id)

    @property
    def key(self) -> tuple[str, str]:
        """Activity and prompt."""
        view = self.view
        assert view.activity
        assert view.prompt
        return view.activity.activity_id, view.prompt.prompt_id

    @property
    def offered(self) -> tuple[WrittenLine, ...]:
        """What the facilitator reads."""
        return self.service.offered_lines(self.workshop_id, *self.key)

    @property
    def wall(self) -> list[tuple[str, int]]:
        """Text and votes of the lines on the wall."""
        return [(line.text, line.votes) for line in self.view.lines]

    def offer(self, who: Participation, text: str) -> None:
        who.offer_line(*self.key, text, NOW)

    def show(self, line: WrittenLine, yes: bool = True) -> None:
        self.service.show_line(self.workshop_id, *self.key, line, yes, NOW)


@pytest.fixture
def room(service: WorkshopService) -> Room:
    return Room(service)


def texts(lines: tuple[WrittenLine, ...]) -> list[str]:
    return [line.text for line in lines]


def test_a_line_is_seen_by_its_writer_and_the_facilitator_until_it_is_put_on_the_wall(room: Room) -> None:
    one, other, _ = room.people
    room.offer(one, " The silence\nafterward ")
    assert one.view().line == "The silence afterward"
    assert (one.view().lines, other.view().lines, room.view.lines) == ((), (), ())
    assert (other.view().line, room.view.answered) == ("", 1)
    [line] = room.offered
    assert line == WrittenLine(number=1, text="The silence afterward")
    room.show(line)
    assert room.wall == [("The silence afterward", 0)]
    [own], [seen] = one.view().lines, other.view().lines
    assert (own.is_own, seen.is_own, own.number, seen.number) == (True, False, 1, 1)
    everything = f"{room.view}{other.view()}{room.offered}"
    assert not [who for who in room.people if who.participant_id in everything]
    room.show(line, yes=False)
    assert (room.wall, other.view().lines) == ([], ())
    assert [(each.is_read, each.is_shown) for each in room.offered] == [(True, False)]


def test_a_line_that_was_changed_is_read_again_before_it_is_shown(room: Room) -> None:
    one, other, _ = room.people
    room.offer(one, "A kind word")
    [read] = room.offered
    room.show(read)
    other.vote(*room.key, 1, True, NOW)
    room.offer(one, "An unkind word")
    assert (room.wall, other.view().lines) == ([], ())
    with pytest.raises(WorkshopError, match="changed or taken back"):
        room.show(read)
    [changed] = room.offered
    assert changed == WrittenLine(number=1, text="An unkind word")
    room.show(changed)
    assert room.wall == [("An unkind word", 0)]
    one.take_line_back(*room.key, NOW)
    one.take_line_back(*room.key, NOW)
    assert (room.wall, room.offered, one.view().line, room.view.answered) == ([], (), "", 0)
    with pytest.raises(WorkshopError, match="changed or taken back"):
        room.show(changed)


def test_a_disk_that_refuses_the_text_leaves_nothing_on_the_wall_that_nobody_has_read(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = room.people[0]
    room.offer(one, "Read")
    room.show(room.offered[0])

    def full(*_: object) -> None:
        raise NotSaved("The disk is full.", "Make room.")

    with monkeypatch.context() as patch:
        patch.setattr(one.session.texts, "write", full)
        with pytest.raises(NotSaved):
            room.offer(one, "Not read")
    assert room.wall == []
    assert texts(room.offered) == ["Read"]
    room.offer(one, "Not read")
    assert (room.wall, texts(room.offered)) == ([], ["Not read"])


def test_votes_put_lines_in_order_once_for_each_person_and_not_for_ones_own(room: Room) -> None:
    one, other, third = room.people
    for number, who in enumerate(room.people, start=1):
        room.offer(who, f"Line {number}")
    for line in room.offered[1:]:
        room.show(line)
    assert texts(room.offered) == ["Line 1", "Line 2", "Line 3"], "the unread one first"
    for _ in range(2):
        one.vote(*room.key, 3, True, NOW)
    assert room.wall == [("Line 3", 1), ("Line 2", 0)]
    assert [(line.number, line.votes, line.is_voted) for line in one.view().lines] == [
        (2, 0, False),
        (3, 1, True),
    ]
    for voter, number in ((other, 1), (other, 2), (third, 9)):
        with pytest.raises(WorkshopError, match="can't vote"):
            voter.vote(*room.key, number, True, NOW)
    one.vote(*room.key, 3, False, NOW)
    assert room.wall == [("Line 2", 0), ("Line 3", 0)]


def test_what_takes_no_lines_or_nothing_is_refused_and_the_same_line_is_saved_once(
    room: Room, folder: Path
) -> None:
    one = room.people[0]
    events = folder / room.workshop_id / "events.csv"
    activity_id, prompt_id = room.key
    with pytest.raises(WorkshopError, match="nothing to send"):
        room.offer(one, " \n ")
    with pytest.raises(WorkshopError, match="takes no lines"):
        one.offer_line(activity_id, "nothing", "Hello", NOW)
    room.offer(one, "Hello")
    size = events.stat().st_size
    room.offer(one, " Hello ")
    assert events.stat().st_size == size
    room.service.forward(room.workshop_id, NOW)
    one.offer_line(activity_id, prompt_id, "Late, but typed before", NOW)
    room.service.close(room.workshop_id, NOW)
    with pytest.raises(WorkshopError, match="moved on"):
        one.offer_line(activity_id, prompt_id, "Too late", NOW)


def test_all_of_it_is_there_after_a_restart_and_no_text_is_among_the_events(room: Room, folder: Path) -> None:
    one, other, _ = room.people
    room.offer(one, "Seen by everybody")
    room.offer(other, "Seen by nobody")
    room.show(room.offered[0])
    other.vote(*room.key, 1, True, NOW)
    before = room.view, room.offered, one.view(), other.view()
    assert "Seen by" not in (folder / room.workshop_id / "events.csv").read_text()
    again = reopened(room.service, folder)
    views = [again.participation(who).view() for who in room.refs[:2]]
    room.service = again
    assert (room.view, room.offered, *views) == before
    again.close_all()


def test_leaving_takes_the_line_off_the_wall_and_the_disk_with_the_votes(room: Room, folder: Path) -> None:
    one, other, third = room.people
    room.offer(one, "A secret of mine")
    room.offer(other, "Mine, too")
    for line in room.offered:
        room.show(line)
    one.vote(*room.key, 2, True, NOW)
    third.vote(*room.key, 2, True, NOW)
    one.leave(NOW)
    assert room.wall == [("Mine, too", 1)]
    assert texts(room.offered) == ["Mine, too"]
    assert b"A secret of mine" not in b"".join(
        path.read_bytes() for path in folder.rglob("*") if path.is_file()
    )


def test_phones_are_redrawn_when_the_wall_changes_and_not_for_a_vote(folder: Path) -> None:
    heard: list[tuple[str, ...]] = []
    service = open_workshops(folder, changed=lambda workshop_id, people: heard.append(people))
    room = Room(service)
    one, other, _ = room.people
    heard.clear()
    room.offer(one, "Hello")
    assert heard == []
    room.show(room.offered[0])
    assert heard == [()]
    other.vote(*room.key, 1, True, NOW)
    assert heard == [()]
    room.offer(one, "Hello again")
    assert heard == [()] * 2
    room.show(room.offered[0], yes=False)
    one.take_line_back(*room.key, NOW)
    assert heard == [()] * 2, "nobody saw it"
    service.close_all()


def test_the_report_has_the_lines_on_the_wall_under_their_question_and_nothing_else(room: Room) -> None:
    for number, who in enumerate(room.people, start=1):
        room.offer(who, f"=Line {number}")
    for line in room.offered[:2]:
        room.show(line)
    room.people[2].vote(*room.key, 2, True, NOW)
    room.service.forward(room.workshop_id, NOW)
    report = WorkshopReport(
        title="T",
        held_on=PLAN.held_on,
        attended=3,
        results=room.service.exported_results(room.workshop_id),
        lines=room.service.exported_lines(room.workshop_id),
    )
    rows = report_csv(report).decode("utf-8-sig").splitlines()
    ask = room.view.plan.own["own-1"].ask
    assert [row for row in rows if "Line" in row] == [
        f'"A question from us","own-1","{ask}","\'=Line 2","1","","",""',
        f'"A question from us","own-1","{ask}","\'=Line 1","0","","",""',
    ]


def test_whoever_sent_a_line_takes_it_home_and_nobody_elses(room: Room, tmp_path: Path) -> None:
    for number, who in enumerate(room.people[:2], start=1):
        room.offer(who, f"Line {number}")
    home = participants_archive(room.people[0], NOW.date(), NOW, keep=tmp_path / "keep")
    with zipfile.ZipFile(io.BytesIO(home)) as archive:
        [name] = [name for name in archive.namelist() if name.startswith("drafts/")]
        assert archive.read(name).decode() == f"{QUESTION.ask}\nLine 1\n"
    assert room.people[2].lines() == ()


# Feedback in the draft swap.


def test_feedback_reaches_the_partner_it_was_written_for_and_nobody_else(
    service: WorkshopService, folder: Path
) -> None:
    workshop_id = open_workshop(service)
    entered = [join(service) for _ in range(3)]
    one, other, third = (service.participation(each.who) for each in entered)
    activity_id = go_to_text(service, workshop_id)
    with pytest.raises(WorkshopError, match="no partner"):
        one.give_feedback(activity_id, "Nice")
    one.pair(other.view().pair_code, NOW)
    one.give_feedback(activity_id, "Name the gate.\nI liked the end.")
    one.agree(activity_id, True, NOW)
    assert (one.view().feedback, other.view().partner_feedback) == ("", "")
    other.agree(activity_id, True, NOW)
    assert one.view().feedback == other.view().partner_feedback == "Name the gate.\nI liked the end."
    assert (other.view().feedback, one.view().partner_feedback, third.view().partner_feedback) == ("",) * 3
    assert one.view().text == "", "the draft is a text of its own"
    again = reopened(service, folder)
    other = again.participation(entered[1].who)
    assert other.view().partner_feedback == "Name the gate.\nI liked the end."
    other.agree(activity_id, False, NOW)
    assert other.view().partner_feedback == ""
    again.close_all()


def test_feedback_for_one_partner_is_not_shown_to_the_next(service: WorkshopService) -> None:
    workshop_id = open_workshop(service)
    one, other, third = (service.participation(join(service).who) for _ in range(3))
    activity_id = go_to_text(service, workshop_id)
    for who in (one, other, third):
        who.agree(activity_id, True, NOW)
    one.pair(other.view().pair_code, NOW)
    one.give_feedback(activity_id, "For the first")
    third.pair(one.view().pair_code, NOW)
    assert [who.view().partner_feedback for who in (one, other, third)] == [""] * 3
    one.give_feedback(activity_id, "For both")
    assert [who.view().partner_feedback for who in (other, third)] == ["For both"] * 2
    other.leave(NOW)
    assert (one.view().feedback, third.view().partner_feedback) == ("", "")
