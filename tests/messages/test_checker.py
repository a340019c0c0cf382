"""The checker: what it finds, where, and that it never stumbles over any text."""

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.messages import Around, Check, Finding, Message, MessageKind, Place, check, load_phrases
from followup_core.messages.model import Facts
from followup_core.playbook import PlaybookError

FILE = Path(__file__).parents[2] / "data" / "playbook" / "phrases.toml"
PHRASES = load_phrases(FILE)
TODAY = date(2026, 11, 18)
FACTS = Facts(
    my_name="Robin Ashby",
    my_email="robin.ashby@example.org",
    my_phone="+1 212 555 0100",
    name="Ines Castellano",
    organization="Northlight Robotics",
    role="Data analyst",
    others=("Tomas Berg",),
)
AROUND = Around(
    facts=FACTS,
    today=TODAY,
    elsewhere_people=("Hana Sato", "Will May"),
    elsewhere_organizations=("Orchard Transit", "Target"),
)
STATUS = MessageKind.STATUS_EMAIL


def found(
    body: str, kind: MessageKind = STATUS, around: Around = AROUND, subject: str = ""
) -> tuple[Finding, ...]:
    return check(Message(kind=kind, subject=subject, body=body), around, PHRASES)


def checks(body: str, kind: MessageKind = STATUS, around: Around = AROUND) -> set[Check]:
    return {each.check for each in found(body, kind, around)}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Just checking in about the role.", Check.PEST),
        ("JUST  CHECKING\nIN about the role.", Check.PEST),
        ("Did you get my email?", Check.PEST),
        ("I haven’t heard back yet.", Check.PEST),
        ("I need an answer.", Check.PRESSURE),
        ("You promised to call.", Check.REPROACH),
        ("Please decide by Friday or I will withdraw.", Check.ULTIMATUM),
        ("I assume you have chosen someone else.", Check.SELF_REJECTION),
        ("Sorry to bother you again.", Check.OVER_APOLOGY),
        ("The [role] is what I want.", Check.PLACEHOLDER),
        ("Thank you, {name}.", Check.PLACEHOLDER),
        ("I met Hana Sato, too.", Check.WRONG_NAME),
        ("I enjoyed the day at Target.", Check.WRONG_ORGANIZATION),
        ("I like Orchard Transit.", Check.WRONG_ORGANIZATION),
    ],
)
def test_each_fault_is_found_where_it_stands(words: str, expected: Check) -> None:
    body = f"Dear Ms Castellano,\n\n{words} It is about the Data analyst role.\n\nRobin"
    [finding] = [each for each in found(body) if each.check is expected]
    assert finding.place is Place.BODY
    assert finding.quote == body[finding.start : finding.end]
    assert finding.quote.split()[0] in words


@pytest.mark.parametrize(
    "words",
    [
        "I just wanted to say that I enjoyed the talk.",
        "I am sorry to hear about your flight.",
        "Our target group was small, and the apple was fresh.",
        "I will send it in May, and may call before.",
        "I promised you the link, and here it is.",
        "Tomas Berg told me about the team.",
        "Thank you for your patience with my questions.",
    ],
)
def test_innocent_words_are_left_alone(words: str) -> None:
    body = f"Dear Ines,\n\n{words} It is about the Data analyst role.\n\nRobin"
    assert found(body) == ()


@pytest.mark.parametrize(
    ("greeting", "wrong"),
    [
        ("Dear Ines,", False),
        ("Dear Ms Castellano,", False),
        ("Dear Ms. CASTELLANO:", False),
        ("Hello Inés!", False),
        ("Hi there,", False),
        ("Good morning,", False),
        ("Hello, this is Robin Ashby.", False),
        ("Dear Hana,", True),
        ("Dear Mr Berg,", True),
        ("Hi Tomas,", True),
    ],
)
def test_the_greeting_is_for_the_addressee(greeting: str, wrong: bool) -> None:
    body = f"{greeting}\n\nhow does the Data analyst role stand? I look forward to your news.\n\nRobin"
    assert (Check.WRONG_NAME in checks(body)) is wrong


def test_a_thank_you_is_asked_for_what_it_lacks() -> None:
    bare = "Dear Ines,\n\nthank you. It was nice. Goodbye to all.\n\nRobin"
    lacking = [each for each in found(bare, MessageKind.THANK_YOU_EMAIL) if each.check is Check.MISSING_FACT]
    assert len(lacking) == 4
    full = (
        "Dear Ines,\n\nthank you for telling me about the dashboard. In my last job I built one for forty"
        " people. I am interested in the role and look forward to hearing from you.\n\nRobin\n+1 212 555 0100"
    )
    assert found(full, MessageKind.THANK_YOU_EMAIL) == ()


def test_a_voicemail_says_the_number_twice() -> None:
    once = "Hello Ines, this is Robin Ashby, 212 555 0100. I would love to hear how things stand."
    assert Check.MISSING_FACT in checks(once, MessageKind.VOICEMAIL)
    assert Check.MISSING_FACT not in checks(f"{once} Again: 212 555 0100.", MessageKind.VOICEMAIL)


def test_length_is_held_against_the_kind() -> None:
    assert Check.TOO_LONG in checks("word " * 130, STATUS)
    assert Check.TOO_LONG in checks("We met at Northlight. " + "🙂" * 100, MessageKind.LINKEDIN_REQUEST)
    assert Check.TOO_LONG not in checks("We met at Northlight. " + "🙂" * 80, MessageKind.LINKEDIN_REQUEST)
    assert Check.TOO_SHORT in checks(
        "Dear Ines,\n\nthank you for the talk.\n\nRobin", MessageKind.THANK_YOU_EMAIL
    )


def test_before_its_day_a_message_is_told_when_and_why() -> None:
    early = replace(AROUND, earliest=date(2026, 11, 24), because="They said two weeks.")
    body = "Dear Ines,\n\nhow does the Data analyst role stand? I look forward to your news.\n\nRobin"
    [finding] = found(body, around=early)
    assert finding.check is Check.TOO_EARLY
    assert finding.why == "Not before Tuesday 24 November. They said two weeks."
    assert found(body, around=replace(early, earliest=TODAY)) == ()


@settings(max_examples=150, deadline=None)
@given(
    body=st.one_of(
        st.text(max_size=600),
        st.lists(
            st.sampled_from(
                [
                    "checking",
                    "in",
                    "did",
                    "you",
                    "get",
                    "my",
                    "email",
                    "or",
                    "i",
                    "will",
                    ".",
                    ",",
                    "’",
                    "\n",
                    "...",
                    "by",
                    "friday",
                ]
            )
        ).map(" ".join),
    ),
    subject=st.text(max_size=60),
    kind=st.sampled_from(list(MessageKind)),
)
def test_any_text_gets_findings_that_stand_where_they_say(body: str, subject: str, kind: MessageKind) -> None:
    panel = replace(AROUND, panel=(("Tomas Berg", Message(kind=kind, body=body)),))
    first = found(body, kind, panel, subject)
    assert first == found(body, kind, panel, subject)
    for each in first:
        text = {Place.SUBJECT: subject, Place.BODY: body}.get(each.place, "")
        assert text[each.start : each.end] == each.quote
        assert re.search(r"[.?]$", each.why)
        assert each.remedy.endswith(".")
        assert "!" not in each.why + each.remedy


@pytest.mark.parametrize("body", ["a " * 9_000, "just " * 4_000, "[" * 9_000, "i " * 9_000, "' " * 9_000])
@pytest.mark.timeout(20)
def test_no_text_keeps_the_checker_long(body: str) -> None:
    found(body)


BREAKS = [
    ("[phrases.pest]", "[phrases.pests]", "phrases"),
    ("max_words = 180", 'max_words = "many"', "length.thank_you_email.max_words"),
    ('"i/i\'m/am checking in",', '"(checking|in)+ x",', "phrases.pest"),
    ('"i/i\'m/am checking in",', '"...",', "phrases.pest"),
    ("min_sentences = 3", "min_sentence = 3", "length.thank_you_email"),
]


@pytest.mark.parametrize(("old", "new", "field"), BREAKS, ids=[each[1] for each in BREAKS])
def test_a_broken_phrase_file_is_named_with_line_and_field(
    tmp_path: Path, old: str, new: str, field: str
) -> None:
    copy = tmp_path / FILE.name
    shutil.copyfile(FILE, copy)
    text = copy.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PlaybookError) as caught:
        load_phrases(copy)
    assert re.match(r"phrases\.toml, line \d+, field ", caught.value.where)
    assert field.split(".")[0] in caught.value.where
