"""The participant's page: each activity, every tap kept at once, and nothing lost with the connection."""

from dataclasses import replace
from pathlib import Path

import pytest

from components import session
from components.markdown_text import escape_markdown
from followup_core.playbook import DisclosureLevel
from followup_core.services.workshops import open_workshops
from followup_core.store import NotSaved
from followup_core.workshop.disclosure_words import (
    BEFORE_ANSWERING,
    BEFORE_EVALUATING,
    TOO_FEW_FOR_THE_REST,
)
from followup_core.workshop.prompts import agenda_of
from followup_core.workshop.workshop_model import (
    YES_NO,
    ActivityKind,
    ObservationCounts,
    OptionCount,
    ParticipantView,
    Plan,
    PlayedRole,
    Prompt,
    PublishedResults,
    WorkshopError,
    WorkshopStage,
)

from . import participant_tab
from .participant_tab import (
    CLOSED,
    DRAFT,
    EVALUATION,
    NOW,
    OWN,
    PLAY,
    POLL,
    POLL_SHOWN,
    SEVERAL,
    SITUATION,
    TALK,
    FakeParticipation,
    Phone,
    card,
    shown,
)
from .screen import TODAY

participation = participant_tab.participation


def test_what_needs_no_answer_says_what_there_is_to_know(participation: FakeParticipation) -> None:
    phone = Phone(participation)
    assert phone.headings == ["You're in"]
    assert "deleted 7 days after the workshop ends" in phone.text
    phone.show(TALK)
    assert phone.headings == ["Why follow up", "It is all right to follow up"]
    assert escape_markdown("*One* email, then a week.") in phone.text
    assert "Open my checklist" in phone.show(OWN).buttons
    phone.show(CLOSED)
    assert phone.headings == ["Thank you for taking part"]
    assert "deleted on Wednesday, November 25" in phone.text
    assert phone.tap("Get my file").titles == ["Take home"]


# Questions.


def test_an_answer_is_kept_on_its_tap_and_can_be_changed(participation: FakeParticipation) -> None:
    phone = Phone(participation).show(POLL)
    phone.tap("Yes")
    assert participation.done == [("answer", "the-poll", "time", "yes")]
    assert "Saved: Yes" in phone.anew().text
    phone.tap("No")
    assert participation.done[1:] == [("answer", "the-poll", "time", "no")]
    assert "Saved: No" in phone.text
    assert "Saved: Yes" in phone.show(replace(POLL, chosen="yes")).text, "from another phone"


def test_the_phone_says_before_the_tap_who_sees_the_answers(participation: FakeParticipation) -> None:
    phone = Phone(participation)
    for level in DisclosureLevel:
        for seen in (POLL, SEVERAL):
            assert seen.prompt
            phone.show(replace(seen, prompt=replace(seen.prompt, level=level)))
            assert BEFORE_ANSWERING[level] in phone.text
            assert sum(words in phone.text for words in BEFORE_ANSWERING.values()) == 1
        assert EVALUATION.prompt
        phone.show(replace(EVALUATION, prompt=replace(EVALUATION.prompt, level=level)))
        assert BEFORE_EVALUATING[level] in phone.text
        assert "The room sees" not in phone.text, "the wall never shows these"


def test_a_tap_that_reaches_a_new_session_is_kept_too(participation: FakeParticipation) -> None:
    Phone(participation).show(POLL).as_lost_session().tap("No")
    tick(Phone(participation).show(SEVERAL), 2).as_lost_session().tap("Save my answers")
    assert participation.done == [
        ("answer", "the-poll", "time", "no"),
        ("choose", "the-poll", "own-1", "own-1.2"),
    ]


def test_a_refused_answer_is_shown_until_the_next_step_and_not_tried_twice(
    participation: FakeParticipation,
) -> None:
    phone = Phone(participation).show(POLL)
    participation.refuse = WorkshopError("The group has moved on.", "Answer the question on the screen now.")
    phone.tap("Yes")
    assert escape_markdown("The group has moved on. Answer the question on the screen now.") in phone.text
    assert "Saved" not in phone.text
    assert "moved on" in phone.show(POLL).text
    assert "moved on" not in phone.show(POLL_SHOWN).text


def test_results_come_with_their_sentence_and_without_a_number_that_is_kept_back(
    participation: FakeParticipation,
) -> None:
    phone = Phone(participation).show(replace(POLL_SHOWN, chosen="no"))
    assert "You answered: **No**" in phone.text
    assert escape_markdown("12 of 20 did not ask.") in phone.text
    assert "| **No** (you) | 12\u00a0(60%) |" in phone.text
    assert "**Next time:** When do you expect to decide?" in phone.text
    assert "Yes" not in phone.buttons
    assert POLL_SHOWN.published
    yes, no = POLL_SHOWN.published.counts
    partly = replace(POLL_SHOWN.published, counts=(replace(yes, count=None), no))
    assert "| Yes | not\u00a0shown |" in phone.show(replace(POLL_SHOWN, published=partly)).text
    hidden = replace(partly, counts=(replace(yes, count=None), replace(no, count=None)), sentence="Too few.")
    phone.show(replace(POLL_SHOWN, published=hidden))
    assert escape_markdown("Too few.") in phone.text
    assert "|" not in phone.text


def tick(phone: Phone, *numbers: int) -> Phone:
    """Tick these answers of the question with several choices, or take their ticks away."""
    for number in numbers:
        box = phone.at.checkbox(f"choice-the-poll-own-1.{number}")
        box.set_value(not box.value).run()
    return phone


def test_several_choices_are_ticked_saved_together_and_can_be_changed(
    participation: FakeParticipation,
) -> None:
    phone = Phone(participation).show(SEVERAL)
    tick(phone, 1, 2)
    assert not participation.done, "nothing is counted while somebody is still ticking"
    phone.tap("Save my answers")
    assert participation.done == [("choose", "the-poll", "own-1", "own-1.1", "own-1.2")]
    assert "Saved: “The date”, “\\*Their\\* email”. You can still change it." in phone.anew().text
    tick(phone, 1)
    assert "Not saved yet" in phone.text
    phone.tap("Save my answers")
    assert participation.done[1:] == [("choose", "the-poll", "own-1", "own-1.2")]
    assert "Not saved yet" not in phone.text
    phone.show(replace(SEVERAL, observed={"own-1.1": "yes", "own-1.2": "no", "own-1.3": "no"}))
    assert [box.value for box in phone.at.checkbox] == [True, False, False], "from another phone"


def test_answers_have_the_letters_that_the_wall_gives_them(participation: FakeParticipation) -> None:
    phone = Phone(participation).show(SITUATION)
    assert {"**A**\u2002Wait", "**B**\u2002Write"} <= set(phone.buttons)
    phone.tap("**B**\u2002Write")
    assert "Saved: Write." in phone.text
    assert [box.label for box in phone.show(SEVERAL).at.checkbox] == [
        "**A**\u2002The date",
        "**B**\u2002\\*Their\\* email",
        "**C**\u2002The next steps",
    ]
    assert {"Yes", "No"} <= set(phone.show(POLL).buttons), "these are as short as a letter"


def test_choosing_none_is_an_answer_too(participation: FakeParticipation) -> None:
    phone = Phone(participation).show(SEVERAL)
    assert "Saved" not in phone.text
    phone.tap("Save “none of these”")
    assert participation.done == [("choose", "the-poll", "own-1")]
    assert "Saved: none of these. You can still change it." in phone.text
    assert "You answered: **none of these**" in phone.show(shown(participation.now)).text


def test_the_counts_of_several_choices_are_a_table_that_marks_the_own_ones(
    participation: FakeParticipation,
) -> None:
    def counted(number: int, words: str, yes: int | None) -> ObservationCounts:
        point = Prompt(prompt_id=f"own-1.{number}", kind=ActivityKind.POLL, ask=words, options=YES_NO)
        cells = (OptionCount(option=YES_NO[0], count=yes), OptionCount(option=YES_NO[1], count=None))
        published = PublishedResults(counts=cells, participant_count=20, sentence="Too few to show.")
        return ObservationCounts(prompt=point, published=published)

    observed = {"own-1.1": "yes", "own-1.2": "no"}
    seen = shown(SEVERAL, observed=observed, points=(counted(1, "The date", 8), counted(2, "Mail", None)))
    phone = Phone(participation).show(seen)
    assert "You answered: **“The date”**" in phone.text
    assert "| **A The date** (you) | 8\u00a0of\u00a020\u00a0(40%) |" in phone.text
    assert "| B Mail | not\u00a0shown |" in phone.text
    assert TOO_FEW_FOR_THE_REST in phone.text
    phone.show(shown(SEVERAL, observed=observed, points=(counted(1, "The date", None),)))
    assert "Too few to show" in phone.text
    assert "|" not in phone.text


def test_a_situation_is_compared_with_the_key_without_scolding(participation: FakeParticipation) -> None:
    phone = Phone(participation).show(SITUATION)
    story = f"{escape_markdown('They said two weeks.')}  \n{escape_markdown('Today')}"
    assert story in phone.text, "a story keeps its lines"
    for chosen, said in (
        ("wait", "You chose “Wait”. That's right."),
        ("write", "You chose “Write”.\n\n**Better here: Wait**"),
        ("", "**Best here: Wait**"),
    ):
        phone.show(shown(SITUATION, chosen=chosen))
        assert said in phone.text
        assert escape_markdown("Before Friday writing would be pushing.") in phone.text


def test_the_last_question_of_the_evaluation_thanks(participation: FakeParticipation) -> None:
    assert EVALUATION.activity
    more = replace(EVALUATION.activity, prompts=("use", "again"))
    phone = Phone(participation).show(replace(EVALUATION, activity=more, chosen="yes"))
    assert "last question" not in phone.text
    phone.show(EVALUATION).tap("Yes")
    assert "That was the last question. Thank you." in phone.text


# Role-plays.


def test_a_pair_is_made_by_the_partners_code(participation: FakeParticipation) -> None:
    phone = Phone(participation).show(PLAY)
    assert phone.at.metric[0].value == "K7QM"
    phone.at.text_input[0].set_value("AB3D")
    phone.tap("Pair up")
    assert participation.done == [("pair", "AB3D")]
    assert "You're a pair" in phone.text
    phone.tap("Change my partner")
    participation.refuse = WorkshopError("That isn't another person's code.", "Type the four characters.")
    phone.tap("Pair up")
    assert escape_markdown("That isn't another person's code. Type the four characters.") in phone.text
    participation.refuse = None
    phone.tap("Keep my partner")
    assert "Pair up" not in phone.buttons


@pytest.mark.parametrize(
    ("part", "partners", "observes"),
    [
        (PlayedRole.INTERVIEWER, 1, True),
        (PlayedRole.CANDIDATE, 1, False),
        (PlayedRole.INTERVIEWER, 2, True),
        (PlayedRole.OBSERVER, 2, True),
    ],
)
def test_who_watches_notes_points_and_who_plays_does_not(
    participation: FakeParticipation, part: PlayedRole, partners: int, observes: bool
) -> None:
    phone = Phone(participation).show(replace(PLAY, partners=partners, card=card(part)))
    assert f"You're the {part}" in "".join(phone.headings)
    assert ("Yes" in phone.buttons) is observes
    if observes:
        phone.tap("No", at=1)
        assert participation.done == [("answer", "the-role_play", "cards.2", "no")]
        phone.show(shown(participation.now, card=None))
        assert "**No.** They thanked by name" in phone.text
        assert "**Next time:** Before we finish" in phone.text


def test_roles_are_swapped_where_they_are_played(participation: FakeParticipation) -> None:
    phone = Phone(participation).show(PLAY)
    assert "Swap roles" not in phone.buttons
    phone.show(replace(PLAY, partners=1, card=card(PlayedRole.CANDIDATE))).tap("Swap roles")
    assert participation.done == [("swap", "candidate")]


# Texts.


def typed(phone: Phone) -> str:
    """Return what stands in the field."""
    return str(phone.at.text_area[0].value)


def test_a_text_is_kept_on_leaving_the_field(participation: FakeParticipation) -> None:
    phone = Phone(participation).show(DRAFT)
    phone.at.text_area[0].set_value("Dear Dana").run()
    assert participation.done == [("write", "the-draft_swap", "Dear Dana")]
    assert "Saved" in phone.text
    assert typed(phone.anew()) == "Dear Dana"


def test_a_text_that_reaches_a_new_session_waits_for_save_and_overwrites_nothing(
    participation: FakeParticipation,
) -> None:
    phone = Phone(participation).show(DRAFT)
    phone.at.text_area[0].set_value("Dear Dana, new")
    participation.now = replace(DRAFT, text="Dear Dana, kept")
    phone.as_lost_session().run()
    assert participation.done == []
    assert typed(phone) == "Dear Dana, new"
    assert "Not saved yet" in phone.text
    phone.tap("Save")
    assert participation.done == [("write", "the-draft_swap", "Dear Dana, new")]
    assert "Not saved yet" not in phone.text
    phone.show(replace(DRAFT, text="From my other phone")).tap("Show the saved text instead")
    assert typed(phone) == "From my other phone"
    assert len(participation.done) == 1


def test_a_text_the_disk_refused_stays_and_can_be_downloaded(participation: FakeParticipation) -> None:
    phone = Phone(participation).show(DRAFT)
    participation.refuse = NotSaved("The disk is full.", "Make room.")
    phone.at.text_area[0].set_value("Dear Dana").run()
    assert escape_markdown("The disk is full.") in phone.text
    assert typed(phone) == "Dear Dana"
    assert "Not saved yet" in phone.text
    assert phone.at.get("download_button")


@pytest.mark.parametrize(
    ("after", "heading"),
    [
        (EVALUATION, "How was it?"),
        (replace(SEVERAL, activity=DRAFT.activity), "Write and swap"),
        (replace(DRAFT, stage=WorkshopStage.CLOSED), "Thank you for taking part"),
    ],
    ids=["the next part", "a question in between", "the end"],
)
def test_a_participant_who_is_writing_is_not_interrupted(
    participation: FakeParticipation, after: ParticipantView, heading: str
) -> None:
    phone = Phone(participation).show(DRAFT).show(after)
    assert phone.headings[0] == "Write and swap"
    assert "The group has moved on" in phone.text
    phone.at.text_area[0].set_value("Dear Dana, done").run()
    assert participation.done == [("write", "the-draft_swap", "Dear Dana, done")]
    participation.now = after
    phone.tap("Continue with the group")
    assert not phone.at.text_area
    assert phone.headings[0] == heading
    assert phone.anew().headings[0] == heading
    assert DRAFT.activity
    phone.show(DRAFT).show(replace(DRAFT, activity=replace(DRAFT.activity, minutes=30)))
    assert "The group has moved on" not in phone.text, "more minutes are nothing to move on to"


def test_texts_are_swapped_only_when_both_agree(participation: FakeParticipation) -> None:
    phone = Phone(participation).show(replace(DRAFT, partners=1, text="Mine"))
    assert "only if you both agree" in phone.text
    phone.tap("Share it with my partner")
    assert participation.done == [("agree", "the-draft_swap", "True")]
    assert "Once your partner does too" in phone.text
    phone.show(replace(participation.now, partner_agreed=True, partner_text="Dear Ms Ruiz\n# no heading"))
    assert f"Dear Ms Ruiz  \n{escape_markdown('# no heading')}" in phone.text
    assert phone.show(EVALUATION).headings[0] == "How was it?", "whoever agreed has written it"
    phone.show(replace(DRAFT, partners=1, agreed=True)).tap("Stop sharing my text")
    assert participation.done[-1] == ("agree", "the-draft_swap", "False")


@pytest.mark.thorough
def test_every_step_of_the_longest_outline_is_drawn_and_answered_with_a_real_service(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, participation: FakeParticipation
) -> None:
    real = open_workshops(tmp_path / "workshops")
    monkeypatch.setattr(session, "workshop_service", lambda: real)
    outline = max(real.content.book.outlines.values(), key=lambda each: each.minutes)
    workshop_id = real.create(Plan(title="All", held_on=TODAY, agenda=agenda_of(outline)), NOW)
    real.open(workshop_id, NOW)
    who = real.join(real.public_view(workshop_id).code, "", NOW).who
    monkeypatch.setattr(session, "participant", lambda: who)
    phone, drawn = Phone(participation), []
    while not real.public_view(workshop_id).at_end:
        real.forward(workshop_id, NOW)
        phone.tap("Refresh")
        if "Continue with the group" in phone.buttons:
            phone.tap("Continue with the group")
        assert len(phone.at.title) == 1
        drawn.append(phone.headings[0])
        asked = real.participation(who).view().prompt
        if asked and asked.options and "Yes" in phone.buttons:
            phone.tap("Yes")
            assert real.participation(who).view().chosen == "yes"
        if phone.at.text_area:
            phone.at.text_area[0].set_value("Dear [Name], sorry to bother you").run()
            assert "What would make it better" in phone.headings
    assert list(dict.fromkeys(drawn)) == [escape_markdown(part.title) for part in outline.activity]
    assert [text for _, _, text in real.participation(who).drafts()] == ["Dear [Name], sorry to bother you"]
    real.close_all()
