"""Lines that people write, on all three screens: hidden until the facilitator has read them."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from components import session
from components.checklist import checklist_state
from components.markdown_text import escape_markdown
from components.projector import large_text, projector_view
from components.projector.large_text import Words
from followup_core import web
from followup_core.charts.chart_theme import LIGHT
from followup_core.playbook import DisclosureLevel
from followup_core.services.workshops import Participation, WorkshopService
from followup_core.store import NotSaved
from followup_core.workshop.disclosure_words import BEFORE_VOTING, BEFORE_WRITING
from followup_core.workshop.facilitator_questions import written_question
from followup_core.workshop.workshop_model import (
    ActivityKind,
    ParticipantRef,
    Prompt,
    WorkshopStage,
    WrittenLine,
)

from . import participant_tab
from .facilitator_tab import NOW, Tab, crowd, the_only
from .participant_tab import DRAFT, EVALUATION, FakeParticipation, Phone, at

participation = participant_tab.participation
HOSTILE = "**bold** <script>alert(1)</script> [x](http://evil.example) \u202edrawkcab\u202c שלום :smile:"
SHOWN_HOSTILE = "**bold** <script>alert(1)</script> [x](http://evil.example) drawkcab שלום :smile:"


class RoomPhone(Phone):
    """The page of somebody in the room."""

    def __init__(self, who: ParticipantRef) -> None:
        self.who = who
        super().__init__(FakeParticipation())

    def run(self) -> "RoomPhone":
        """Run the page once, as this phone's and not the facilitator's."""
        visit = web.RequestIdentity(device_id="", bind_scope=web.BindScope.NETWORK, port=8501)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(session, "participant", lambda: self.who)
            patch.setattr(session, "identity", lambda: visit)
            super().run()
        return self

    def write(self, text: str, at: int = 0) -> None:
        """Type into a field, and pause."""
        self.at.text_area[at].set_value(text)
        self.run()


def asked(service: WorkshopService, people: int) -> tuple[str, list[ParticipantRef]]:
    """Open a workshop that asks for lines; return its id and who is there."""
    workshop_id = Tab().prepared()
    service.open(workshop_id, NOW)
    room = crowd(service, people)
    service.add_question(workshop_id, written_question("What do you *fear*?"), DisclosureLevel.PROTECTED, NOW)
    return workshop_id, room


def key_of(service: WorkshopService) -> tuple[str, str]:
    view = the_only(service)
    assert view.activity
    assert view.prompt
    return view.activity.activity_id, view.prompt.prompt_id


def by(service: WorkshopService, who: ParticipantRef) -> Participation:
    return service.participation(who)


def wall() -> Tab:
    tab = Tab()
    tab.open("wall")
    return tab


def leading(service: WorkshopService) -> Tab:
    """Return the facilitator's page of the workshop."""
    tab = Tab()
    tab.at.query_params["workshop"] = the_only(service).workshop_id
    tab.run()
    return tab


def test_a_line_goes_from_the_phone_past_the_facilitator_to_the_wall_and_back_to_the_phones(
    service: WorkshopService,
) -> None:
    _, (one, other) = asked(service, 2)
    phone = RoomPhone(one)
    assert BEFORE_WRITING in phone.text
    assert "0 of 2 answered" in wall().seen
    phone.write(HOSTILE)
    assert by(service, one).view().line == "", "typing sends nothing"
    assert "Not sent yet" in phone.text
    phone.tap("Send")
    assert "Sent. You can still change it." in phone.text
    assert phone.at.text_area[0].value == SHOWN_HOSTILE
    seen = wall().seen
    assert "drawkcab" not in seen
    assert "1 line so far" in seen
    host = leading(service)
    assert "**1 to read**" in host.text
    assert escape_markdown(SHOWN_HOSTILE) in host.words
    host.tap("Put it on the wall")
    assert {"Take it off"} < set(host.buttons)
    assert SHOWN_HOSTILE in wall().seen.replace("  ", " ")
    assert "line so far" not in wall().seen
    assert "It's on the wall." in phone.run().text
    assert "Me too" not in phone.buttons, "nobody votes for their own"
    voter = RoomPhone(other)
    assert BEFORE_VOTING in voter.text
    assert escape_markdown(SHOWN_HOSTILE) in voter.words
    voter.tap("Me too")
    assert "Me too: 1" in voter.buttons
    assert "Me too: 1" in wall().seen
    assert "Yours · Me too: 1" in phone.run().text
    voter.tap("Me too: 1")
    assert "Me too" in voter.buttons
    phone.tap("Take it back")
    assert phone.at.text_area[0].value == ""
    assert "drawkcab" not in wall().seen + voter.run().text + leading(service).seen


def test_new_lines_are_counted_at_the_top_and_read_before_anything_else(service: WorkshopService) -> None:
    _, room = asked(service, 3)
    host = leading(service)
    assert "Lines to read" not in [metric.label for metric in host.at.metric]
    by(service, room[0]).offer_line(*key_of(service), "First", NOW)
    by(service, room[1]).offer_line(*key_of(service), "Second", NOW)
    counts = {metric.label: metric.value for metric in host.run().at.metric}
    assert counts["Lines to read"] == "2"
    assert host.text.index("Lines from the room") < host.text.index("On the wall now")


def test_a_line_that_comes_after_the_question_is_read_all_the_same(service: WorkshopService) -> None:
    workshop_id, room = asked(service, 3)
    key, asked_at = key_of(service), the_only(service).step_index
    host = leading(service)
    host.press("step-next")
    for number, who in enumerate(room):
        by(service, who).offer_line(*key, f"Late {number}", NOW)
    assert {metric.label: metric.value for metric in host.run().at.metric}["Lines to read"] == "3"
    assert "Unread lines" in host.text
    assert "What do you \\*fear\\*?" in host.text
    host.tap("Keep it").tap("Leave it out")
    assert [line.text for _, _, line in service.exported_lines(workshop_id)] == ["Late 0"]
    assert the_only(service).lines == (), "another question is on the wall"
    host.tap("Go back to this question")
    assert the_only(service).step_index == asked_at
    assert [line.text for line in the_only(service).lines] == ["Late 0"]
    host.tap("Close the workshop now")
    assert "Nobody has read these yet." in host.text
    host.tap("Keep it")
    assert "Unread lines" not in host.text
    assert len(service.exported_lines(workshop_id)) == 2


def test_the_facilitator_reads_the_oldest_first_and_what_was_left_off_is_folded(
    service: WorkshopService,
) -> None:
    workshop_id, room = asked(service, 11)
    assert "Nothing to read right now." in leading(service).text
    for number, who in enumerate(room, start=1):
        by(service, who).offer_line(*key_of(service), f"Line {number}", NOW)
    host = leading(service)
    assert "**11 to read**" in host.text
    assert [line for line in host.words if line.startswith("Line ")] == [f"Line {n}" for n in range(1, 9)]
    assert "3 more after these" in host.text
    host.tap("Leave it out")
    host.tap("Put it on the wall")
    assert [line.text for line in the_only(service).lines] == ["Line 2"]
    assert "**9 to read**" in host.text
    assert "Left out" in host.text
    host.tap("Take it off")
    assert the_only(service).lines == ()
    by(service, room[2]).offer_line(*key_of(service), "Changed", NOW)
    host.tap("Put it on the wall")
    assert "changed or taken back meanwhile" in host.seen
    assert the_only(service).lines == (), "the facilitator had read another line"
    assert "you can only show less" not in host.text, "there are no counts to choose a level for"
    assert "Line" not in str(service.exported_lines(workshop_id))


def test_the_second_of_a_double_tap_shows_no_line_that_nobody_has_read(
    service: WorkshopService, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, room = asked(service, 2)
    for who in room:
        by(service, who).offer_line(*key_of(service), who.participant_id, NOW)
    monkeypatch.setattr(checklist_state, "DOUBLE_TAP_TIME", timedelta(seconds=0.35))
    leading(service).tap("Put it on the wall").tap("Put it on the wall")
    assert [line.number for line in the_only(service).lines] == [1]


def test_who_is_writing_a_line_finishes_it_when_the_room_moves_on(service: WorkshopService) -> None:
    workshop_id, (one, other) = asked(service, 2)
    phone, reader = RoomPhone(one), RoomPhone(other)
    phone.write("Half a sent")
    service.forward(workshop_id, NOW)
    assert "The group has moved on" not in reader.run().text
    assert "The group has moved on" in phone.run().text
    assert phone.at.text_area[0].value == "Half a sent"
    phone.write("Half a sentence, whole")
    phone.tap("Send")
    assert "Sent." in phone.text
    phone.tap("Continue with the group")
    assert not phone.at.text_area
    service.back(workshop_id, NOW)
    assert phone.run().at.text_area[0].value == "Half a sentence, whole"


def test_a_sentence_of_the_thank_you_is_offered_below_it(service: WorkshopService) -> None:
    workshop_id, _ = asked(service, 0)
    [one] = crowd(service, 1)
    while (view := the_only(service)).activity is None or view.activity.kind is not ActivityKind.DRAFT_SWAP:
        service.forward(workshop_id, NOW)
    phone = RoomPhone(one)
    assert "Offer a sentence for the wall" in phone.headings
    phone.write("Your second gate stayed with me.", 1)
    phone.tap("Send")
    assert by(service, one).view().text == "", "the draft is another text"
    assert view.prompt
    assert view.prompt.ask in wall().seen
    leading(service).tap("Put it on the wall")
    seen = wall().seen
    assert "Your second gate stayed with me." in seen
    assert view.prompt.ask in seen


def test_a_written_question_is_prepared_without_answers_and_without_a_level(service: WorkshopService) -> None:
    tab = Tab()
    workshop_id = tab.prepared()
    tab.choose(f"own-kind-{workshop_id}", "A line of text")
    assert not tab.has(f"own-answers-{workshop_id}")
    assert not tab.has(f"own-level-{workshop_id}")
    tab.fill(f"own-ask-{workshop_id}", "What do you fear?").tap("Add the question")
    assert the_only(service).plan.own["own-1"] == written_question("What do you fear?")
    [part] = [part for part in the_only(service).plan.agenda if "own-1" in part.prompts]
    assert not tab.has(f"level-{workshop_id}-{part.activity_id}-own-1")
    tab.choose(f"own-kind-{workshop_id}", "Choose one answer").fill(f"own-ask-{workshop_id}", "Nervous?")
    tab.fill(f"own-answers-{workshop_id}", "Yes\nNo").tap("Add the question")
    assert tab.has(f"level-{workshop_id}-{part.activity_id}-own-2")


def test_a_question_that_is_moved_in_the_planner_keeps_its_level(service: WorkshopService) -> None:
    tab = Tab()
    workshop_id = tab.prepared()
    tab.fill(f"own-ask-{workshop_id}", "Nervous?").fill(f"own-answers-{workshop_id}", "Yes\nNo")
    tab.fill(f"own-level-{workshop_id}", DisclosureLevel.PRIVATE).tap("Add the question")
    what_now = next(part for part in the_only(service).plan.agenda if part.kind is ActivityKind.WHAT_NOW)
    tab.choose(f"prompts-{workshop_id}-{what_now.activity_id}", [*what_now.prompts, "own-1"])
    moved = next(part for part in the_only(service).plan.agenda if part.kind is ActivityKind.WHAT_NOW)
    assert moved.level_of("own-1") is DisclosureLevel.PRIVATE


def test_a_line_that_reaches_a_new_session_is_sent_and_one_that_the_disk_refuses_stays(
    participation: FakeParticipation,
) -> None:
    prompt = Prompt(prompt_id="own-1", kind=ActivityKind.POLL, ask="Why?", takes_lines=True)
    phone = Phone(participation).show(at(ActivityKind.POLL, "A question from us", prompt))
    phone.at.text_area[0].set_value("Because")
    phone.as_lost_session().tap("Send")
    assert participation.done == [("offer", "the-poll", "own-1", "Because")]
    participation.refuse = NotSaved("The disk is full.", "Make room.")
    phone.at.text_area[0].set_value("Because of it").run()
    phone.tap("Send")
    assert phone.at.text_area[0].value == "Because of it"
    assert "Not sent yet" in phone.text
    assert phone.at.get("download_button")


# The wall.


def line(number: int, text: str, votes: int = 0) -> WrittenLine:
    return WrittenLine(number=number, text=text, votes=votes, is_read=True, is_shown=True)


@pytest.mark.parametrize(
    ("lines", "fit"),
    [
        ([line(1, "Short", 3)], 1),
        ([line(n, "The silence after it", 30 - n) for n in range(20)], 6),
        ([line(n, "I never know what " * 11, 30 - n) for n in range(20)], 1),
        ([line(n, "字" * 200, 30 - n) for n in range(20)], 1),
    ],
)
def test_as_many_lines_as_the_last_row_can_read_are_on_the_wall_with_their_votes(
    lines: list[WrittenLine], fit: int
) -> None:
    words = [Words(text="Why? " * 40, size=58, bold=True), *projector_view.line_words(tuple(lines))]
    fitting = large_text.fitting(words, height=projector_view.LINES_HEIGHT, least=2)
    assert len(fitting) - 1 == fit
    drawn = large_text.drawing(
        fitting, width=1600, height=projector_view.LINES_HEIGHT, largest=1.0, colors=LIGHT
    )
    assert min(int(size) for size in re.findall(r'font-size="(\d+)"', drawn)) >= 1080 / 25
    assert f">Me too: {lines[0].votes}<" in drawn


def test_lines_without_votes_have_bullets_and_all_begin_at_the_same_place() -> None:
    words = projector_view.line_words((line(1, "First"), line(2, "Second")))
    assert [(each.mark, each.text) for each in words] == [("•", "First"), ("•", "Second")]
    voted = projector_view.line_words((line(1, "First", 2), line(2, "Second", 1), line(3, "Third")))
    assert [each.mark for each in voted] == ["Me too: 2", "Me too: 1", "•"]
    assert len({each.indent for each in voted}) == 1
    assert voted[0].indent > words[0].indent


# Feedback in the draft swap.


def test_feedback_is_saved_as_it_is_typed_and_seen_below_the_draft_it_is_about(
    participation: FakeParticipation,
) -> None:
    both = replace(DRAFT, partners=1, agreed=True, partner_agreed=True)
    phone = Phone(participation).show(both)
    assert "What works, and what would you change?" not in phone.text
    phone.show(replace(both, partner_text="Dear Ms Ruiz", partner_feedback="Good # end\nName her."))
    assert "What your partner says about yours" in phone.headings
    assert f"{escape_markdown('Good # end')}  \n{escape_markdown('Name her.')}" in phone.words
    phone.at.text_area[1].set_value("I like the gate.").run()
    assert participation.done == [("feedback", "the-draft_swap", "I like the gate.")]
    assert "Saved. Your partner sees it." in phone.text
    phone.show(EVALUATION)
    assert "The group has moved on" in phone.text, "whoever has begun to say something finishes it"
    phone.tap("Continue with the group")
    phone.show(replace(both, partner_text="Of another partner"))
    assert phone.at.text_area[1].value == "", "it was for the first one"
    assert participation.now.stage is WorkshopStage.OPEN
