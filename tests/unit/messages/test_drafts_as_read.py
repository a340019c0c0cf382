"""What readers of two hundred drafts stumbled over: a draft says what is true of writer and reader."""

import re
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from followup_core.messages.drafting import draft
from followup_core.messages.linter import lint
from followup_core.messages.message_model import (
    Check,
    Facts,
    Finding,
    KeepInTouchReason,
    LintContext,
    Message,
    Tone,
)
from followup_core.messages.phrase_rules import load_phrases
from followup_core.messages.templates import load_templates
from followup_core.models import OCCASIONS_OF, MessageKind, Occasion
from tests.unit.row_table import each_row

from .example_facts import FULL, VARIANTS
from .test_drafting import SHIPPED

TEMPLATES = load_templates(SHIPPED)
PHRASES = load_phrases(SHIPPED.parent)


def body(facts: Facts, kind: MessageKind) -> str:
    return draft(facts, kind, TEMPLATES).message.body


def findings(facts: Facts, message: Message) -> tuple[Finding, ...]:
    return lint(message, LintContext(facts=facts, today=date(2026, 11, 16)), PHRASES)


@each_row("kind", [MessageKind.THANK_YOU_EMAIL, MessageKind.THANK_YOU_NOTE])
@each_row("seat", range(4))
def test_what_i_told_them_is_never_heard_from_them(kind: MessageKind, seat: int) -> None:
    text = body(replace(FULL, discussed="how i handle conflict", panel_index=seat), kind)
    assert "how I handle conflict." in text
    assert "hear" not in text.split("how I handle conflict")[0].rpartition(".")[2]


@each_row("kind", [MessageKind.THANK_YOU_EMAIL, MessageKind.THANK_YOU_NOTE])
@each_row("seat", range(4))
def test_a_tour_is_thanked_for_and_not_talked_about(kind: MessageKind, seat: int) -> None:
    sentence = body(replace(FULL, discussed="shop tour", panel_index=seat), kind).partition("the shop tour")[
        0
    ]
    assert sentence.endswith(("Thank you for ", "I enjoyed ", "I also liked ", "I appreciated "))


def test_how_they_work_is_heard_without_about() -> None:
    text = body(replace(FULL, discussed="how you train people", panel_index=0), MessageKind.THANK_YOU_EMAIL)
    assert "It was helpful to hear how you train people." in text


@each_row("seat", range(2))
def test_who_promised_is_told_what_they_mentioned(seat: int) -> None:
    facts = replace(FULL, occasion=Occasion.PROMISED_CALL, was_met="no", panel_index=seat)
    text = body(facts, MessageKind.STATUS_EMAIL)
    assert "you mentioned a second interview. Is that still the plan?" in text
    assert "I was told" not in text


@each_row("was_met", ["yes", "no"])
def test_what_they_said_they_would_do_is_told_as_a_clause(was_met: str) -> None:
    facts = replace(
        FULL,
        occasion=Occasion.PROMISED_CALL,
        promised="that I will be able to try the machine",
        was_met=was_met,
        panel_index=0,
    )
    body = draft(facts, MessageKind.STATUS_EMAIL, TEMPLATES).message.body
    assert "you mentioned that I would be able to try the machine. Is that still the plan?" in body


@each_row("promised", ["", "said hed let me know either way"])
@each_row("seat", range(4))
def test_no_step_is_invented_where_only_news_was_promised(promised: str, seat: int) -> None:
    facts = replace(FULL, occasion=Occasion.PROMISED_CALL, promised=promised, panel_index=seat)
    message = draft(facts, MessageKind.STATUS_EMAIL, TEMPLATES).message
    assert "next step" not in message.subject
    assert "where things stand" in message.body
    assert "Is that still the plan" not in message.body


@each_row(
    ("article", "is_on_topic"),
    [("Why fraud models drift, https://example.org/a", True), ("A sourdough chart www.example.org", False)],
)
@each_row("seat", range(4))
def test_an_article_reminds_of_the_talk_only_where_both_share_a_word(
    article: str, is_on_topic: bool, seat: int
) -> None:
    facts = replace(FULL, discussed="the fraud model", article=article, panel_index=seat)
    text = body(replace(facts, about=KeepInTouchReason.ARTICLE), MessageKind.KEEP_IN_TOUCH)
    assert ("the fraud model" in text) == is_on_topic


@each_row(
    "discussed",
    ["the fraud model", "you have 14 villas", "how you train people", "my old job", "office tour"],
)
@each_row("seat", range(4))
def test_the_answer_to_a_no_admires_something_whatever_was_discussed(discussed: str, seat: int) -> None:
    facts = replace(FULL, occasion=Occasion.REJECTED, discussed=discussed, panel_index=seat)
    text = body(facts, MessageKind.ANSWER_REJECTION)
    assert "respect for the work you do" in text or "I admire the work you do" in text


def test_an_article_about_a_question_reminds_of_the_talk_about_it() -> None:
    facts = replace(FULL, discussed="what makes a good fair", article="The fair, https://example.org/a")
    text = body(facts, MessageKind.KEEP_IN_TOUCH)
    assert "this article reminded me of our talk about what makes a good fair:" in text


def test_whoever_hears_after_all_asks_what_has_changed() -> None:
    for tone in Tone:
        facts = replace(FULL, occasion=Occasion.CAME_BACK, tone=tone)
        assert "what has changed since we talked" in body(facts, MessageKind.REPLY)


@each_row("role", ["Lab Intern", "Graduate Program Associate", "Apprentice Electrician"])
def test_a_first_job_is_not_argued_for_with_a_last_one(role: str) -> None:
    text = body(replace(FULL, role=role, example="led a team of six"), MessageKind.THANK_YOU_EMAIL)
    assert "last job" not in text
    assert "I led a team of six." in text


@each_row(
    ("kind", "fact", "typed"),
    [
        (MessageKind.REPLY, "correction", "I wrote something wrong"),
        (MessageKind.QUESTION, "question", "I liked the talk"),
        (MessageKind.KEEP_IN_TOUCH, "article", "?"),
    ],
)
def test_a_message_without_its_point_asks_for_it(kind: MessageKind, fact: str, typed: str) -> None:
    changed: dict[str, Any] = {fact: typed, "occasion": Occasion.CORRECTION}
    made = draft(replace(FULL, **changed), kind, TEMPLATES)
    asked = [question for question in made.missing if question.fact == fact]
    assert [(question.needed, bool(question.reason)) for question in asked] == [(True, True)]


@pytest.mark.thorough
@pytest.mark.parametrize("when", ["by Tuesday", "by tomorrow", "today"])
def test_no_day_makes_a_template_sound_like_pressure(when: str) -> None:
    days = {"answer_when": when, "decision_when": when, "promised_when": when, "decision_by": "Tuesday"}
    for (kind, variant), tone, seat, met in product(VARIANTS, Tone, range(4), ("yes", "no")):
        changed: dict[str, Any] = {**days, "tone": tone, "panel_index": seat, "was_met": met}
        facts = replace(replace(FULL, **changed), **variant)  # type: ignore[arg-type]
        message = draft(facts, kind, TEMPLATES).message
        found = {finding.check for finding in findings(facts, message)}
        assert found <= {Check.TOO_LONG, Check.MISSING_FACT}, (kind, variant, message.body)


@each_row(
    "sentence",
    [
        "It was helpful to hear about your churn problem.",
        "It was helpful to hear about high turnover on the team.",
        "It was interesting to hear that you still do payroll on spreadsheets.",
        "I was glad we talked about the complaints from clinics.",
    ],
)
def test_a_sore_point_of_theirs_is_asked_about(sentence: str) -> None:
    found = findings(FULL, Message(kind=MessageKind.THANK_YOU_EMAIL, body=f"Dear Ines,\n\n{sentence}"))
    assert "Would they like to read this?" in [finding.why for finding in found]


@each_row(
    "sentence",
    [
        "In my last job I cut turnover by a third.",
        "In my last job I handled complaints from customers.",
        "It was helpful to hear how you keep your customers.",
    ],
)
def test_a_sore_point_that_the_candidate_mended_is_none(sentence: str) -> None:
    found = findings(FULL, Message(kind=MessageKind.THANK_YOU_EMAIL, body=f"Dear Ines,\n\n{sentence}"))
    assert "Would they like to read this?" not in [finding.why for finding in found]


@each_row("kind", [MessageKind.THANK_YOU_EMAIL, MessageKind.THANK_YOU_NOTE])
@each_row("seat", range(4))
def test_a_bare_topic_was_talked_about_by_both_and_is_no_news(kind: MessageKind, seat: int) -> None:
    text = body(replace(FULL, discussed="supply chain", panel_index=seat), kind)
    before = text.partition(" supply chain")[0].rpartition(". ")[2]
    assert "hear" not in before
    assert before.endswith(" about")


@each_row("kind", [MessageKind.THANK_YOU_EMAIL, MessageKind.THANK_YOU_NOTE])
@each_row("seat", range(4))
def test_good_news_of_theirs_is_never_called_helpful(kind: MessageKind, seat: int) -> None:
    text = body(replace(FULL, discussed="you are opening a second location", panel_index=seat), kind)
    assert "helpful" not in text
    assert "that you are opening a second location." in text


@each_row("occasion", OCCASIONS_OF[MessageKind.STATUS_EMAIL])
@each_row("seat", range(4))
def test_whoever_only_arranged_the_interview_is_not_told_that_i_would_work_with_them(
    occasion: Occasion, seat: int
) -> None:
    facts = replace(FULL, occasion=occasion, was_met="no", panel_index=seat)
    text = body(facts, MessageKind.STATUS_EMAIL)
    assert "work with you" not in text
    assert "join you" not in text


def test_an_example_that_begins_with_others_is_announced() -> None:
    facts = replace(FULL, example="on Mother's Day we did 310 covers", panel_index=0)
    text = body(facts, MessageKind.THANK_YOU_EMAIL)
    assert "For example, on Mother's Day we did 310 covers." in text


@each_row("seat", range(4))
def test_a_better_answer_comes_without_the_topic_that_went_badly(seat: int) -> None:
    facts = replace(
        FULL,
        occasion=Occasion.WENT_BADLY,
        discussed="the question about assessment",
        better_answer="I use simple rubrics",
        panel_index=seat,
    )
    text = body(facts, MessageKind.THANK_YOU_EMAIL)
    assert "One thing I should have mentioned is that I use simple rubrics." in text
    assert "assessment" not in text


@each_row(
    "better_answer",
    ["I'd call the customer first", "I would have checked the logs", "at a gas leak I'd shut it down first"],
)
@each_row("seat", range(4))
def test_what_i_would_do_answers_one_of_their_questions(better_answer: str, seat: int) -> None:
    facts = replace(FULL, occasion=Occasion.WENT_BADLY, better_answer=better_answer, panel_index=seat)
    text = body(facts, MessageKind.THANK_YOU_EMAIL)
    assert f"one of your questions. I should have said that {better_answer}." in text
    assert "One thing I should have mentioned" not in text


@each_row("better_answer", ["I have trained nurses who would quit", "I speak French"])
def test_what_i_have_done_is_mentioned_without_a_question(better_answer: str) -> None:
    facts = replace(FULL, occasion=Occasion.WENT_BADLY, better_answer=better_answer)
    text = body(facts, MessageKind.THANK_YOU_EMAIL)
    assert f"One thing I should have mentioned is that {better_answer}." in text


def test_an_example_of_two_sentences_needs_no_announcement_of_its_own() -> None:
    facts = replace(FULL, example="Ran the night shift. Nobody quit that year.", panel_index=1)
    text = body(facts, MessageKind.THANK_YOU_EMAIL)
    assert "For instance, in my last job I ran the night shift. Nobody quit that year." in text


@each_row("kind", [MessageKind.THANK_YOU_EMAIL, MessageKind.THANK_YOU_NOTE])
@each_row("seat", range(4))
def test_what_was_worked_out_together_is_no_lesson(kind: MessageKind, seat: int) -> None:
    text = body(replace(FULL, discussed="how to cut waste", panel_index=seat), kind)
    assert "about how to cut waste." in text


def test_a_promise_with_a_comma_ends_before_the_sentence_goes_on() -> None:
    facts = replace(FULL, occasion=Occasion.PROMISED_CALL, promised="a working interview, like a half day")
    text = body(replace(facts, panel_index=1), MessageKind.STATUS_EMAIL)
    assert (
        "You mentioned a working interview, like a half day, and I'd be glad to find a time for it." in text
    )


@each_row("tone", Tone)
@each_row("seat", range(4))
def test_nobody_is_glad_twice_in_a_thank_you(tone: Tone, seat: int) -> None:
    facts = replace(FULL, discussed="heat pumps", example="", interest="", ask_time_frame=False, tone=tone)
    text = body(replace(facts, panel_index=seat), MessageKind.THANK_YOU_EMAIL)
    assert text.count("be glad to") <= 1
    assert text.count("glad") <= 2


@each_row(
    ("tone", "ahead", "over"),
    [
        (Tone.PLAIN, "I hope you have a good break.", "I hope you had a good break."),
        (Tone.WARM, "I hope you have a wonderful break.", "I hope you had a wonderful break."),
        (Tone.FORMAL, "I wish you a pleasant break.", "I hope that you had a pleasant break."),
    ],
)
def test_a_break_is_wished_for_before_it_and_spoken_of_after_it(tone: Tone, ahead: str, over: str) -> None:
    facts = replace(FULL, occasion=Occasion.HOLIDAYS, tone=tone)
    for break_is, wish in (("ahead", ahead), ("over", over)):
        first = body(replace(facts, break_is=break_is), MessageKind.STATUS_EMAIL)
        assert first.split("\n\n")[1].startswith(wish)
    for change in ({"break_is": ""}, {"number": 2}):
        assert "break" not in body(replace(facts, **change), MessageKind.STATUS_EMAIL)


@each_row(
    ("break_is", "wish"), [("ahead", "you have a good break."), ("over", "you had a good break."), ("", "")]
)
def test_a_voicemail_around_the_holidays_wishes_well_once(break_is: str, wish: str) -> None:
    facts = replace(FULL, occasion=Occasion.HOLIDAYS, may_contact="", break_is=break_is, my_phone="")
    text = body(facts, MessageKind.VOICEMAIL)
    assert wish in text
    assert ("break" in text) is bool(break_is)


@each_row("tone", Tone)
@each_row("seat", range(4))
def test_a_thank_you_without_the_panels_reason_and_example_is_complete(tone: Tone, seat: int) -> None:
    shared = replace(FULL, strength="", example="", interest="", panel_lead="Tomas Berg")
    facts = replace(shared, tone=tone, panel_index=seat)
    message = draft(facts, MessageKind.THANK_YOU_EMAIL, TEMPLATES).message
    assert findings(facts, message) == ()


def test_days_that_nobody_gave_are_not_promised() -> None:
    facts = replace(FULL, occasion=Occasion.ASKED_BACK, times="")
    assert body(facts, MessageKind.REPLY).count("Which day would suit you?") == 1
    assert "flexible" not in body(facts, MessageKind.REPLY)


def test_a_message_without_its_question_asks_for_no_short_answer_to_it() -> None:
    text = body(replace(FULL, question=""), MessageKind.QUESTION)
    assert "Would you have a few minutes for a short call about it?" in text
    assert "A line or two" not in text
    assert "short answer" not in text


def test_how_fast_they_deliver_puts_nobody_under_pressure() -> None:
    said = "It was helpful to hear how you get supplies out to rural hospitals within 24 hours."
    found = findings(FULL, Message(kind=MessageKind.THANK_YOU_EMAIL, body=f"Dear Ines,\n\n{said}"))
    assert "pressure" not in " ".join(f"{finding.check} {finding.why}" for finding in found)


def bodies(facts: Facts, kind: MessageKind) -> list[str]:
    """Return the message in every tone, for each occasion and for four people of a panel."""
    occasions = OCCASIONS_OF.get(kind) or (Occasion.NO_DATE,)
    return [
        body(replace(facts, tone=tone, occasion=occasion, panel_index=seat, number=number), kind)
        for tone, occasion, seat, number in product(Tone, occasions, range(4), (1, 2))
    ]


@each_row("kind", [kind for kind in MessageKind if kind is not MessageKind.MISSED_MEETING])
def test_who_only_arranged_the_interview_is_not_taken_for_the_employer(kind: MessageKind) -> None:
    arranged = replace(FULL, was_met="no", discussed="", may_contact="")
    for text in bodies(arranged, kind):
        for said in ("with you at", "join you", "joining you", "we talked", "our video call", "the team at"):
            assert said not in text


@each_row("topic", ["EPANET, and why you are moving to it", "handing over between shifts"])
def test_with_you_stands_before_the_topic(topic: str) -> None:
    for kind in (MessageKind.THANK_YOU_EMAIL, MessageKind.THANK_YOU_NOTE, MessageKind.ANSWER_REJECTION):
        for text in bodies(replace(FULL, discussed=topic), kind):
            assert " with you." not in text.replace("to work with you.", "")


def test_who_held_the_interview_is_thanked_for_it_when_asked_for_addresses() -> None:
    for text in bodies(FULL, MessageKind.ASK_ADDRESS):
        assert re.search(r"Thank you (?:so much )?for (?:talking|speaking) with me on November 12", text)
        assert "setting up" not in text
    for text in bodies(replace(FULL, was_met="no"), MessageKind.ASK_ADDRESS):
        assert "with me on November 12" not in text


def test_without_its_one_fact_a_message_claims_nothing_of_it() -> None:
    facts = replace(FULL, question="", correction="", news="", about=KeepInTouchReason.CONGRATULATIONS)
    for text in bodies(facts, MessageKind.KEEP_IN_TOUCH):
        assert "ongratulations" not in text
        assert "I wanted to say hello." in text
    for text in bodies(facts, MessageKind.QUESTION):
        assert "Would you have a few minutes for a short call about it?" in text
    assert "There was a mistake in my last email. Sorry about that." in body(
        replace(facts, occasion=Occasion.CORRECTION), MessageKind.REPLY
    )
