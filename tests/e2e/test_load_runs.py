"""The harness runs, small: nothing is lost and nobody sees another's, and it would notice if it were so.

How quick the server is stands in no assertion here: `python -m tests.tools.load` reports that.
"""

import csv
from pathlib import Path

from followup_core.workshop.workshop_model import ActivityKind
from tests.tools.load import load_runs, page_contract
from tests.tools.load.load_report import Outcome, table
from tests.tools.load.load_runs import Size
from tests.tools.load.load_scenarios import Answer, Subject, answer, join, room
from tests.tools.load.prepared_workshop import PreparedWorkshop
from tests.tools.load.random_walk import act
from tests.tools.load.server_process import CHECKOUT, Served, serving

SMALL = Size(participants=20, join_within=2, seconds=8, every=1, actions=200, step_every=1.5, with_files=1)


def test_twenty_join_and_answer_and_nothing_is_lost(tmp_path: Path) -> None:
    joined, answered = load_runs.run(load_runs.run_room(tmp_path / "data", SMALL))
    assert_clean(joined, answered)
    assert len(joined.seconds) == 20
    assert len(answered.seconds) > 60
    assert "answer" in table([joined, answered])


def test_a_server_killed_in_the_middle_keeps_what_it_acknowledged_and_its_phones_come_back(
    tmp_path: Path,
) -> None:
    joined, answered = load_runs.run(load_runs.run_kill(tmp_path / "data", SMALL))
    assert_clean(joined, answered)
    assert "20 of 20 phones lost the server and came back by themselves" in answered.notes


def test_twenty_who_do_random_things_see_nothing_of_each_other(tmp_path: Path) -> None:
    [crowd] = load_runs.run(load_runs.run_random_actions(tmp_path / "data", SMALL))
    assert_clean(crowd)
    assert len(crowd.seconds) == SMALL.actions
    assert any(note.startswith("0 words of another person seen") for note in crowd.notes)


def test_a_page_that_shows_what_others_wrote_is_noticed(tmp_path: Path) -> None:
    async def look() -> int:
        with serving(Served(CHECKOUT / "tests" / "tools" / "load" / "leaky_page.py", tmp_path)) as served:
            subject = Subject(served=served, offers=lambda _: [], says_saved=lambda *_: True)
            async with room(subject, 5, 1) as phones:
                await join(phones, subject, 0)
                await act(phones, 60, pages=("",))
                return sum(bool(phone.foreign_markers) for phone in phones)

    assert load_runs.run(look()) > 0


def test_an_acknowledged_answer_that_is_not_on_the_disk_is_noticed(tmp_path: Path) -> None:
    ready, acknowledged = PreparedWorkshop(tmp_path), list[Answer]()

    async def answer_a_little() -> int:
        with serving(page_contract.served(tmp_path)) as served:
            subject = page_contract.subject(served, ready.code)
            async with room(subject, 3, 1) as phones:
                await join(phones, subject, 0)
                tally = await answer(phones, subject, 2, 0.5)
        acknowledged.extend(tally.acknowledged)
        events = tmp_path / "workshops" / ready.workshop_id / "events.csv"
        assert ready.lost(phones, acknowledged) == []
        _drop_last_line(events)
        return len(ready.lost(phones, acknowledged))

    ready.make_ready(ActivityKind.POLL)
    assert load_runs.run(answer_a_little()) == 1


def assert_clean(*outcomes: Outcome) -> None:
    for outcome in outcomes:
        assert outcome.errors == ()
        assert not outcome.lost


def _drop_last_line(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    assert next(csv.reader([lines[-1]]))
    path.write_text("".join(lines[:-1]), encoding="utf-8")
