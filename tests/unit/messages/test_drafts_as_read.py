"""What readers of two hundred drafts stumbled over: a draft says what is true of writer and reader."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Any

import pytest

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
from followup_core.models import OCCASIONS_OF, MessageKind, Occasion
from tests.unit.row_table import each_row

from .example_facts import FULL, VARIANTS
from .labelled_messages import phrases
from .test_drafting import drafted

EMAIL, NOTE, STATUS = MessageKind.THANK_YOU_EMAIL, MessageKind.THANK_YOU_NOTE, MessageKind.STATUS_EMAIL
THANKS = (EMAIL, NOTE)


def body(facts: Facts, kind: MessageKind) -> str:
    return drafted(facts, kind).message.body


def findings(facts: Facts, message: Message) -> tuple[Finding, ...]:
    return lint(message, LintContext(facts=facts, today=date(2026, 11, 16)), phrases())


def bodies(facts: Facts, kind: MessageKind) -> Iterator[str]:
    """Yield the message in every tone, for each occasion and for four people of a panel."""
    occasions = OCCASIONS_OF.get(kind) or (Occasion.NO_DATE,)
    numbers = (1, 2) if kind is STATUS else (1,)
    for tone, occasion, seat, number in product(Tone, occasions, range(4), numbers):
        yield body(replace(facts, tone=tone, occasion=occasion, panel_index=seat, number=number), kind)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What four people of a panel must and must not read, in a message with these facts."""

    why: str
    facts: dict[str, Any]
    kinds: tuple[MessageKind, ...] = (EMAIL,)
    seats: tuple[int, ...] = (0, 1, 2, 3)
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


PROMISED = {"occasion": Occasion.PROMISED_CALL}
BADLY = {"occasion": Occasion.WENT_BADLY}
FRAUD = {"discussed": "the fraud model", "about": KeepInTouchReason.ARTICLE}
READINGS = [
    Reading(
        why="what I told them is not heard from them",
        kinds=THANKS,
        facts={"discussed": "how i handle conflict"},
        says=("how I handle conflict.",),
        never=(r"hear[^.]*how I handle conflict",),
    ),
    Reading(
        why="a tour is thanked for, not talked about",
        kinds=THANKS,
        facts={"discussed": "shop tour"},
        says=(r"(?:Thank you for|I enjoyed|I also liked|I appreciated) the shop tour",),
    ),
    Reading(
        why="how they work is heard without about",
        facts={"discussed": "how you train people"},
        seats=(0,),
        says=("It was helpful to hear how you train people\\.",),
    ),
    Reading(
        why="a bare topic was talked about by both, and is no news",
        kinds=THANKS,
        facts={"discussed": "supply chain"},
        says=(" about supply chain",),
        never=(r"hear[^.]* supply chain",),
    ),
    Reading(
        why="good news of theirs is never called helpful",
        kinds=THANKS,
        facts={"discussed": "you are opening a second location"},
        says=(r"that you are opening a second location\.",),
        never=("helpful",),
    ),
    Reading(
        why="what was worked out together is no lesson",
        kinds=THANKS,
        facts={"discussed": "how to cut waste"},
        says=(r"about how to cut waste\.",),
    ),
    Reading(
        why="who promised is told what they mentioned",
        kinds=(STATUS,),
        facts={**PROMISED, "was_met": "no"},
        seats=(0, 1),
        says=(r"you mentioned a second interview\. Is that still the plan\?",),
        never=("I was told",),
    ),
    *(
        Reading(
            why="what they said they would do is told as a clause",
            kinds=(STATUS,),
            facts={**PROMISED, "was_met": met, "promised": "that I will be able to try the machine"},
            seats=(0,),
            says=(r"you mentioned that I would be able to try the machine\. Is that still the plan\?",),
        )
        for met in ("yes", "no")
    ),
    *(
        Reading(
            why="no step is invented where only news was promised",
            kinds=(STATUS,),
            facts={**PROMISED, "promised": promised},
            says=("where things stand",),
            never=("Is that still the plan", "next step"),
        )
        for promised in ("", "said hed let me know either way")
    ),
    Reading(
        why="a promise with a comma ends before the sentence goes on",
        kinds=(STATUS,),
        facts={**PROMISED, "promised": "a working interview, like a half day"},
        seats=(1,),
        says=("You mentioned a working interview, like a half day, and I'd be glad to find a time for it",),
    ),
    Reading(
        why="an article reminds of the talk where both share a word",
        kinds=(MessageKind.KEEP_IN_TOUCH,),
        facts={**FRAUD, "article": "Why fraud models drift, https://example.org/a"},
        says=("the fraud model",),
    ),
    Reading(
        why="an article on something else does not",
        kinds=(MessageKind.KEEP_IN_TOUCH,),
        facts={**FRAUD, "article": "A sourdough chart www.example.org"},
        never=("the fraud model",),
    ),
    Reading(
        why="an article about a question reminds of the talk about it",
        kinds=(MessageKind.KEEP_IN_TOUCH,),
        facts={"discussed": "what makes a good fair", "article": "The fair, https://example.org/a"},
        seats=(0,),
        says=("this article reminded me of our talk about what makes a good fair:",),
    ),
    *(
        Reading(
            why="the answer to a no admires something, whatever was discussed",
            kinds=(MessageKind.ANSWER_REJECTION,),
            facts={"occasion": Occasion.REJECTED, "discussed": discussed},
            says=("respect for the work you do|I admire the work you do",),
        )
        for discussed in (
            *("the fraud model", "you have 14 villas", "how you train people"),
            *("my old job", "office tour"),
        )
    ),
    *(
        Reading(
            why="a first job is not argued for with a last one",
            facts={"role": role, "example": "led a team of six"},
            seats=(0,),
            says=(r"I led a team of six\.",),
            never=("last job",),
        )
        for role in ("Lab Intern", "Graduate Program Associate", "Apprentice Electrician")
    ),
    *(
        Reading(
            why="whoever only arranged the interview is not told that I would work with them",
            kinds=(STATUS,),
            facts={"occasion": occasion, "was_met": "no"},
            never=("work with you", "join you"),
        )
        for occasion in OCCASIONS_OF[STATUS]
    ),
    Reading(
        why="an example that begins with others is announced",
        facts={"example": "on Mother's Day we did 310 covers"},
        seats=(0,),
        says=(r"For example, on Mother's Day we did 310 covers\.",),
    ),
    Reading(
        why="an example of two sentences needs no announcement of its own",
        facts={"example": "Ran the night shift. Nobody quit that year."},
        seats=(1,),
        says=(r"For instance, in my last job I ran the night shift\. Nobody quit that year\.",),
    ),
    Reading(
        why="a better answer comes without the topic that went badly",
        facts={
            **BADLY,
            "discussed": "the question about assessment",
            "better_answer": "I use simple rubrics",
        },
        says=(r"One thing I should have mentioned is that I use simple rubrics\.",),
        never=("assessment",),
    ),
    *(
        Reading(
            why="what I would do answers one of their questions",
            facts={**BADLY, "better_answer": answer},
            says=(rf"one of your questions\. I should have said that {answer}\.",),
            never=("One thing I should have mentioned",),
        )
        for answer in (
            *("I'd call the customer first", "I would have checked the logs"),
            "at a gas leak I'd shut it down first",
        )
    ),
    *(
        Reading(
            why="what I have done is mentioned without a question",
            facts={**BADLY, "better_answer": answer},
            says=(rf"One thing I should have mentioned is that {answer}\.",),
        )
        for answer in ("I have trained nurses who would quit", "I speak French")
    ),
    Reading(
        why="days that nobody gave are not promised",
        kinds=(MessageKind.REPLY,),
        facts={"occasion": Occasion.ASKED_BACK, "times": ""},
        seats=(0,),
        says=(r"Which day would suit you\?",),
        never=("flexible", r"(?s)Which day.*Which day"),
    ),
]


@each_row("reading", READINGS)
def test_a_draft_says_what_is_true_of_writer_and_reader(reading: Reading) -> None:
    for kind, seat in product(reading.kinds, reading.seats):
        message = drafted(replace(FULL, **{**reading.facts, "panel_index": seat}), kind).message
        text = f"{message.subject}\n\n{message.body}"
        assert [words for words in reading.says if not re.search(words, message.body)] == [], text
        assert [words for words in reading.never if re.search(words, text)] == [], text


@each_row("tone", Tone)
def test_whoever_hears_after_all_asks_what_has_changed(tone: Tone) -> None:
    facts = replace(FULL, occasion=Occasion.CAME_BACK, tone=tone)
    assert "what has changed since we talked" in body(facts, MessageKind.REPLY)


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
    asked = [
        question for question in drafted(replace(FULL, **changed), kind).missing if question.fact == fact
    ]
    assert [(question.needed, bool(question.reason)) for question in asked] == [(True, True)]


@pytest.mark.thorough
@pytest.mark.parametrize("when", ["by Tuesday", "by tomorrow", "today"])
def test_no_day_makes_a_template_sound_like_pressure(when: str) -> None:
    days = {"answer_when": when, "decision_when": when, "promised_when": when, "decision_by": "Tuesday"}
    for (kind, variant), met in product(VARIANTS, ("yes", "no")):
        changed: dict[str, Any] = {**days, **variant, "was_met": met}
        facts = replace(FULL, **changed)
        drafts = (replace(facts, tone=tone, panel_index=seat) for tone in Tone for seat in range(4))
        for message in {drafted(each, kind).message for each in drafts}:
            found = {finding.check for finding in findings(facts, message)}
            assert found <= {Check.TOO_LONG, Check.MISSING_FACT}, (kind, variant, message.body)


@each_row(
    ("sentence", "is_sore"),
    [
        ("It was helpful to hear about your churn problem.", True),
        ("It was helpful to hear about high turnover on the team.", True),
        ("It was interesting to hear that you still do payroll on spreadsheets.", True),
        ("I was glad we talked about the complaints from clinics.", True),
        ("In my last job I cut turnover by a third.", False),
        ("In my last job I handled complaints from customers.", False),
        ("It was helpful to hear how you keep your customers.", False),
    ],
)
def test_a_sore_point_is_asked_about_where_it_is_theirs(sentence: str, is_sore: bool) -> None:
    found = findings(FULL, Message(kind=EMAIL, body=f"Dear Ines,\n\n{sentence}"))
    assert ("Would they like to read this?" in [finding.why for finding in found]) is is_sore


def test_how_fast_they_deliver_puts_nobody_under_pressure() -> None:
    said = "It was helpful to hear how you get supplies out to rural hospitals within 24 hours."
    found = findings(FULL, Message(kind=EMAIL, body=f"Dear Ines,\n\n{said}"))
    assert "pressure" not in " ".join(f"{finding.check} {finding.why}" for finding in found)


@each_row("tone", Tone)
@each_row("seat", range(4))
def test_nobody_is_glad_twice_in_a_thank_you(tone: Tone, seat: int) -> None:
    facts = replace(FULL, discussed="heat pumps", example="", interest="", ask_time_frame=False, tone=tone)
    text = body(replace(facts, panel_index=seat), EMAIL)
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
        first = body(replace(facts, break_is=break_is), STATUS)
        assert first.split("\n\n")[1].startswith(wish)
    for change in ({"break_is": ""}, {"number": 2}):
        assert "break" not in body(replace(facts, **change), STATUS)


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
    assert findings(facts, drafted(facts, EMAIL).message) == ()


@each_row("kind", [kind for kind in MessageKind if kind is not MessageKind.MISSED_MEETING])
def test_who_only_arranged_the_interview_is_not_taken_for_the_employer(kind: MessageKind) -> None:
    arranged = replace(FULL, was_met="no", discussed="", may_contact="")
    for text in bodies(arranged, kind):
        for said in ("with you at", "join you", "joining you", "we talked", "our video call", "the team at"):
            assert said not in text


@each_row("topic", ["EPANET, and why you are moving to it", "handing over between shifts"])
@each_row("kind", [*THANKS, MessageKind.ANSWER_REJECTION])
def test_with_you_stands_before_the_topic(topic: str, kind: MessageKind) -> None:
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
        assert not re.search("A line or two|short answer", text)
    assert "There was a mistake in my last email. Sorry about that." in body(
        replace(facts, occasion=Occasion.CORRECTION), MessageKind.REPLY
    )
