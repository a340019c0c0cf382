"""The wall shows the way in, what is asked, and released counts; no name, no text that nobody has read."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest

from components import session
from components.projector import answer_chart, large_text, projector_view
from components.projector.large_text import Words
from followup_core.charts.chart_theme import LIGHT
from followup_core.playbook import DisclosureLevel
from followup_core.services.workshops import WorkshopService
from followup_core.workshop.disclosure_words import BEFORE_ANSWERING, TOO_FEW_FOR_THE_REST
from followup_core.workshop.facilitator_questions import choice_question
from followup_core.workshop.prompts import offered_prompts
from followup_core.workshop.workshop_model import (
    ActivityKind,
    Option,
    OptionCount,
    Phase,
    PublicView,
    PublishedResults,
)

from .facilitator_tab import NOW, Tab, answer, crowd, the_only

MARKER = "xyzzy-nobody-else-may-read-this"


@pytest.fixture
def open_workshop(service: WorkshopService) -> str:
    workshop_id = Tab().prepared()
    service.open(workshop_id, NOW)
    return workshop_id


def wall_tab() -> Tab:
    tab = Tab()
    tab.open("wall")
    return tab


def forward(
    service: WorkshopService, workshop_id: str, kind: ActivityKind, phase: Phase = Phase.ASKING
) -> PublicView:
    while True:
        view = service.public_view(workshop_id)
        if view.activity and view.position and (view.activity.kind, view.position.phase) == (kind, phase):
            return view
        assert not view.at_end
        service.forward(workshop_id, NOW)


def test_without_an_open_workshop_the_projector_says_so_and_thanks_after_one(
    service: WorkshopService, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "No workshop is open." in wall_tab().seen
    workshop_id = Tab().prepared()
    service.open(workshop_id, NOW)
    service.close(workshop_id, NOW)
    assert "Thank you for coming." in wall_tab().seen
    monkeypatch.setattr(session, "utc_now", lambda: NOW + timedelta(minutes=10))
    assert "No workshop is open." in wall_tab().seen, "the room has gone"
    tab = Tab()
    tab.at.query_params["workshop"] = workshop_id
    tab.at.switch_page("wall.py")
    tab.run()
    assert "Thank you for coming." in tab.seen


def test_before_the_start_the_projector_shows_how_to_join(
    service: WorkshopService, open_workshop: str
) -> None:
    crowd(service, 3)
    code = service.public_view(open_workshop).code
    seen = wall_tab().seen
    for words in (
        f"{code[:4]} {code[4:]}",
        "192.168.1.5:8501",
        "QR code",
        "3 have joined",
        "No names needed.",
        "Everything is deleted 7 days after the workshop ends.",
    ):
        assert words in seen


def test_what_is_asked_stands_there_with_its_options_and_the_way_in_for_who_is_late(
    service: WorkshopService, open_workshop: str
) -> None:
    crowd(service, 4)
    view = forward(service, open_workshop, ActivityKind.POLL)
    assert view.prompt
    seen = wall_tab().seen
    options = (option.words for option in view.prompt.options)
    for words in (view.prompt.ask, *options, "0 of 4 answered", "min left", view.code[:4]):
        assert words in seen


def test_answers_to_choose_from_have_letters_on_the_wall_and_on_the_facilitators_page(
    service: WorkshopService, open_workshop: str
) -> None:
    view = forward(service, open_workshop, ActivityKind.WHAT_NOW)
    assert view.prompt
    for tab in (wall_tab(), Tab().tap("Run the workshop")):
        assert isinstance(tab, Tab)
        for letter, option in zip("ABC", view.prompt.options, strict=False):
            words = (f"{letter} {option.words}", f"**{letter}**\u2002{option.words}")
            assert any(each in tab.seen for each in words)


def test_the_answer_of_a_situation_stays_hidden_until_the_results(
    service: WorkshopService, open_workshop: str
) -> None:
    room = crowd(service, 20)
    view = forward(service, open_workshop, ActivityKind.WHAT_NOW)
    assert view.prompt
    answer(service, room)
    assert view.prompt.because not in wall_tab().seen
    service.forward(open_workshop, NOW)
    results = wall_tab().seen
    assert view.prompt.because in results
    assert view.prompt.story in results, "the room discusses the result by its dates"
    assert f"A {view.prompt.options[0].words}" in results, "by the letter that it was chosen by"


@pytest.mark.parametrize(("people", "charts"), [(4, 0), (20, 1)])
def test_released_answers_are_bars_and_too_few_are_only_a_sentence(
    service: WorkshopService, open_workshop: str, people: int, charts: int
) -> None:
    room = crowd(service, people)
    view = forward(service, open_workshop, ActivityKind.POLL)
    assert view.prompt
    yes, no = (option.id for option in view.prompt.options[:2])
    answer(service, room, *([yes] * 8), *([no] * 12))
    service.forward(open_workshop, NOW)
    answer_chart.answer_bars.cache_clear()
    tab = wall_tab()
    tab.run().run()
    published = service.public_view(open_workshop).published
    assert published
    assert published.sentence in tab.seen
    assert tab.charts == charts
    assert ("Yes 8 (40%), No 12 (60%)." in tab.seen) is bool(charts)
    assert answer_chart.answer_bars.cache_info().misses == charts, "built once for what is published"


def test_the_wall_says_what_the_phones_say_about_when_counts_show(
    service: WorkshopService, open_workshop: str
) -> None:
    room = crowd(service, 5)
    view = forward(service, open_workshop, ActivityKind.POLL)
    assert view.prompt
    answer(service, room[:4])
    assert BEFORE_ANSWERING[DisclosureLevel.OPEN] in wall_tab().seen
    answer(service, room)
    assert BEFORE_ANSWERING[DisclosureLevel.OPEN] not in wall_tab().seen, "now they show"


def test_advice_for_next_time_is_not_called_words_to_say(
    service: WorkshopService, open_workshop: str
) -> None:
    view = forward(service, open_workshop, ActivityKind.POLL, Phase.SHOWING)
    while view.prompt and view.prompt.prompt_id != "thanked":
        service.forward(open_workshop, NOW)
        view = forward(service, open_workshop, ActivityKind.POLL, Phase.SHOWING)
    assert "Next time:\nKeep ten minutes free after the interview." in wall_tab().seen


def test_a_wall_is_drawn_again_once_the_computer_goes_dark(
    service: WorkshopService, open_workshop: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = service.public_view(open_workshop)
    by_day = projector_view.displayed_values(view)
    assert projector_view.displayed_values(view) == by_day
    monkeypatch.setattr(projector_view, "is_dark_theme", lambda: True)
    assert projector_view.displayed_values(view) != by_day


def test_why_a_choice_has_no_count_is_said_next_to_those_that_have_one(
    service: WorkshopService, open_workshop: str
) -> None:
    room = crowd(service, 12)
    question = choice_question("What did you ask?", ["The date", "Their email"], several=True)
    service.add_question(open_workshop, question, DisclosureLevel.PROTECTED, NOW)
    view = service.public_view(open_workshop)
    assert view.activity
    for number, who in enumerate(room):
        chosen = ["own-1.1"] if number % 2 else []
        service.participation(who).choose(view.activity.activity_id, "own-1", chosen, NOW)
    seen = wall_tab().seen
    assert "The date: 5 of 10 (50%). Their email: not shown." in seen
    assert TOO_FEW_FOR_THE_REST in seen


def test_several_choices_are_bars_of_their_own_as_soon_as_they_are_counted(
    service: WorkshopService, open_workshop: str
) -> None:
    room = crowd(service, 6)
    question = choice_question("What did you ask?", ["The date", "Their email"], several=True)
    service.add_question(open_workshop, question, DisclosureLevel.OPEN, NOW)
    tab, view = wall_tab(), service.public_view(open_workshop)
    assert view.activity
    asked = ("What did you ask?", "Choose all that fit, or none, then save.", "A The date", "0 of 6 answered")
    assert all(words in tab.seen for words in asked)
    assert tab.charts == 0
    for number, who in enumerate(room):
        chosen = ["own-1.1"] if number < 4 else []
        service.participation(who).choose(view.activity.activity_id, "own-1", chosen, NOW)
    tab.run()
    assert tab.charts == 1
    assert "The date: 4 of 6 (67%). Their email: 0 of 6 (0%)." in tab.seen
    assert "Everybody could choose several answers" in tab.seen


def test_a_count_that_is_kept_back_is_said_and_never_drawn() -> None:
    cells = tuple(
        OptionCount(option=Option(id=name, words=name), count=count)
        for name, count in (("a", 9), ("b", None))
    )
    published = PublishedResults(counts=cells, participant_count=9, sentence="")
    rows = answer_chart.answer_bars(published, "", dark=False)["data"]["values"]
    assert [(row["count"], row["shown"]) for row in rows] == [(9, "9 (100%)"), (0, "not shown")]


def test_each_line_of_a_long_answer_is_a_text_of_its_own_above_the_bar() -> None:
    words = "Send a short email and ask about the decision"
    cell = OptionCount(option=Option(id="a", words=words), count=9)
    published = PublishedResults(counts=(cell,), participant_count=9, sentence="")
    bars, answers, _ = answer_chart.answer_bars(published, "", dark=False)["layer"]
    lines = answers["data"]["values"]
    assert " ".join(line["line"] for line in lines) == words
    assert [line["lines_below"] for line in lines] == [2, 1]
    assert bars["encoding"]["x"]["field"] == "count"


def test_nothing_that_anybody_wrote_reaches_the_projector_or_the_controls(
    service: WorkshopService, open_workshop: str
) -> None:
    room = crowd(service, 6)
    view = forward(service, open_workshop, ActivityKind.DRAFT_SWAP)
    assert view.activity
    for who in room:
        service.participation(who).write(view.activity.activity_id, f"Dear Dana, {MARKER}")
        service.participation(who).agree(view.activity.activity_id, True, NOW)
    control, tab = Tab(), wall_tab()
    while not service.public_view(open_workshop).at_end:
        for each in (control.open("workshop"), tab.open("wall")):
            assert isinstance(each, Tab)
            assert MARKER not in each.seen
        service.forward(open_workshop, NOW)
    service.close(open_workshop, NOW)
    assert MARKER not in Tab().seen


def test_the_projector_page_steps_with_its_own_buttons(service: WorkshopService, open_workshop: str) -> None:
    tab = wall_tab()
    tab.press("step-next")
    first = service.public_view(open_workshop)
    assert not first.at_start
    tab.press("step-next").press("step-back").tap("Go back and ask again")
    assert service.public_view(open_workshop).position == first.position
    keys = {button.key: button.proto.shortcut for button in tab.at.button}
    assert (keys["step-back"], keys["step-next"]) == ("pageup", "pagedown"), "the keys of a clicker"
    assert ("Back to the controls", f"workshop={open_workshop}") in tab.links


def test_every_stop_of_an_outline_has_its_words_and_none_is_smaller_than_a_25th_of_the_height(
    service: WorkshopService, open_workshop: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures: list[str] = []
    draw = large_text.drawing

    def drawing(*words: Any, **more: Any) -> str:
        pictures.append(draw(*words, **more))
        return pictures[-1]

    monkeypatch.setattr(large_text, "drawing", drawing)
    room, tab, charts = crowd(service, 6), wall_tab(), []
    while not the_only(service).at_end:
        tab.go_on()
        view = the_only(service)
        assert view.activity
        assert view.activity.title in tab.seen
        if view.prompt and view.activity.kind is not ActivityKind.EVALUATION:
            assert view.prompt.ask in tab.seen
        if view.prompt and view.prompt.options and view.position and view.position.phase is Phase.ASKING:
            answer(service, room)
        charts += [chart.proto.spec for chart in tab.at.get("vega_lite_chart")]
    sizes = [int(size) for picture in pictures for size in re.findall(r'font-size="(\d+)"', picture)]
    sizes += [int(size) for chart in charts for size in re.findall(r"(\d+) \* min\(width / 1000, 1\)", chart)]
    assert len(charts) > 4
    assert min(sizes) >= 1080 / 25


def height_of(drawn: str) -> int:
    found = re.search(r'viewBox="0 -8 1600 (\d+)"', drawn)
    assert found
    return int(found[1])


@pytest.mark.parametrize(
    "text",
    [
        "a" * 400,
        "<svg onload=alert(1)> & ]]>",
        "bell\x07 and \ud800 and \ufffe",
        "דנה ‮ right",
        "字" * 90,
        "",
        "The interview was on Thursday, and nobody has written since. " * 10,
    ],
)
def test_a_poster_holds_whatever_is_written_and_becomes_smaller_rather_than_longer(text: str) -> None:
    drawn = large_text.drawing([Words(text=text, size=60)], width=1600, height=800, largest=1.2, colors=LIGHT)
    root = ElementTree.fromstring(drawn.encode("utf-8"))
    assert not [each for each in root.iter() if each.tag.endswith("script")]
    assert height_of(drawn) <= 808


@pytest.mark.usefixtures("service")
def test_the_longest_text_of_the_playbook_fits_on_the_wall() -> None:
    content = session.workshop_service().content
    for kind in (ActivityKind.TALK, ActivityKind.POLL, ActivityKind.WHAT_NOW, ActivityKind.ROLE_PLAY):
        for prompt in offered_prompts(kind, content.book, content.playbook, seed=1):
            words = [*projector_view._question_words(prompt), *projector_view._option_words(prompt)]
            drawn = large_text.drawing(words, width=1600, height=650, largest=1.2, colors=LIGHT)
            assert height_of(drawn) <= 800, prompt.prompt_id


@pytest.mark.usefixtures("service")
def test_every_story_of_the_playbook_fits_on_the_wall_above_its_result_and_its_reason() -> None:
    content = session.workshop_service().content
    for prompt in offered_prompts(ActivityKind.WHAT_NOW, content.book, content.playbook, seed=1):
        counts = tuple(OptionCount(option=option, count=4) for option in prompt.options)
        published = PublishedResults(counts=counts, participant_count=12, sentence="")
        fits = projector_view.story_fits(published, prompt)
        assert fits or prompt.prompt_id not in content.book.stories, prompt.prompt_id
        if fits:
            story, reason = projector_view.story_and_question(prompt), [Words(text=prompt.because, size=45)]
            height = large_text.height_of(story, projector_view.STORY_WIDTH)
            height += large_text.height_of(reason, projector_view.LESSON_WIDTH)
            assert height <= projector_view.ROOM_BELOW_STATUS, prompt.prompt_id
    assert not projector_view.story_fits(published, replace(prompt, story=prompt.story * 3))
