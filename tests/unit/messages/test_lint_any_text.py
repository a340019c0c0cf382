"""Whatever is written: findings have places that hold, words that are calm, and come quickly."""

import re
import statistics
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_core.messages.linter import lint
from followup_core.messages.message_model import Check, Facts, Finding, LintContext, Message, MessagePlace
from followup_core.models import MessageKind
from tests.support.step_counter import grows_with_length, steps

from .labelled_messages import labelled, phrases

pytestmark = pytest.mark.thorough

TODAY = date(2026, 11, 23)
PIECES = st.sampled_from(
    [
        *(
            "Dear Dana,\n\n",
            "Hi ",
            "None",
            "[Name]",
            "{{ name }}",
            "<Company>",
            "___",
            "XXX",
            "just checking in",
            "\n",
        ),
        *(
            "Did you get\nmy e-mail",
            "I’m so sorry",
            "sorry",
            "Borealis",
            "Lena Vogt",
            "at Target",
            "555 010 0199",
        ),
        *(
            "ünïcödé",
            "سارة",
            "🙂",
            "“",
            "”",
            '"',
            ">",
            "\n> ",
            "İ",
            "ß",
            "\u0301",
            "\u2028",
            "\x00",
            "\r\n",
            "\ud800",
        ),
        *(
            "If I don't hear from you",
            "i assume ",
            "someone else",
            ". ",
            "!",
            "?",
            ",",
            " ",
            "…",
            "-",
            "'",
            "...",
            "你好。",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join))
NAMES = st.one_of(
    st.text(max_size=20), st.sampled_from(["Dana Ruiz", "Lena Vogt", "Will Park", "Yahoo!", "!!!", "Dr. No"])
)


@st.composite
def surroundings(draw: st.DrawFn) -> LintContext:
    fact = st.one_of(st.just(""), NAMES, st.text(max_size=60))
    names = st.lists(NAMES, max_size=3).map(tuple)
    thanks = st.builds(Message, kind=st.sampled_from(MessageKind), body=TEXTS)
    return LintContext(
        facts=Facts(
            name=draw(NAMES),
            email=draw(fact),
            my_phone=draw(fact),
            organization=draw(fact),
            role=draw(fact),
            discussed=draw(fact),
            example=draw(fact),
            others=draw(names),
        ),
        today=TODAY,
        earliest=draw(st.none() | st.integers(-400, 400).map(lambda days: TODAY + timedelta(days))),
        because=draw(st.text(max_size=40)),
        elsewhere_people=draw(names),
        elsewhere_organizations=draw(names),
        panel=draw(st.lists(st.tuples(NAMES, thanks), max_size=2).map(tuple)),
    )


MESSAGES = st.builds(Message, kind=st.sampled_from(MessageKind), to=TEXTS, subject=TEXTS, body=TEXTS)


def text_of(message: Message, place: MessagePlace) -> str:
    return {
        MessagePlace.TO: message.to,
        MessagePlace.SUBJECT: message.subject,
        MessagePlace.BODY: message.body,
    }.get(place, "")


def is_one_calm_sentence(text: str) -> bool:
    return bool(re.fullmatch(r"\S[^!?\n]*[^\s!?.]\.", text)) and not re.search(r"\.\s", text[:-1])


@given(message=MESSAGES, around=surroundings())
def test_every_finding_of_any_text_has_a_place_that_holds_and_calm_words(
    message: Message, around: LintContext
) -> None:
    found = lint(message, around, phrases())
    for finding in found:
        text = text_of(message, finding.place)
        assert text[finding.start : finding.end] == finding.quote
        assert (finding.place is MessagePlace.WHOLE) == (finding.quote == "")
        assert is_one_calm_sentence(re.sub(r"\?$", ".", finding.why)), finding.why
        assert is_one_calm_sentence(finding.remedy), finding.remedy
    assert len(set(found)) == len(found)
    places = list(MessagePlace)
    assert list(found) == sorted(found, key=lambda one: (places.index(one.place), one.start, one.end))


@given(
    message=st.sampled_from([row.message for row in labelled()]), ends=st.sampled_from(["\r\n", "  \n", "\n"])
)
def test_line_ends_of_another_system_change_no_check(message: Message, ends: str) -> None:
    around = next(row.around for row in labelled() if row.message == message)
    changed = Message(
        kind=message.kind, to=message.to, subject=message.subject, body=message.body.replace("\n", ends)
    )
    if message.kind is not MessageKind.LINKEDIN_REQUEST:
        assert sorted(checks(changed, around)) == sorted(checks(message, around))


def checks(message: Message, around: LintContext) -> list[Check]:
    return [finding.check for finding in lint(message, around, phrases())]


LONG = [
    *(sign * 200_000 for sign in "a .!?\n\t'\"“>[]{}<_X-1,@"),
    *("just " * 40_000, "did you " * 30_000, "i assume " * 30_000, "you " * 50_000, "sorry " * 30_000),
    *(
        "\n\n" * 90_000,
        "\n \n" * 60_000,
        "a@" * 90_000,
        "1 " * 90_000,
        "[a" * 90_000,
        "<a" * 90_000,
        "“a” " * 50_000,
    ),
    *("Lena Vogt " * 20_000, "Dear " * 40_000, "> just checking in\n" * 10_000, "I wrote. " * 20_000),
]


def lint_everywhere(text: str, kind: MessageKind) -> None:
    """Check a message that has this text wherever a text can be."""
    message = Message(kind=kind, to=text, subject=text, body=text)
    facts = Facts(name="Dana Ruiz", email="d@acme.example", example=text[:4000])
    panel = (("Tom Weber", message),)
    around = LintContext(facts=facts, today=TODAY, elsewhere_people=("Lena Vogt",), panel=panel)
    lint(message, around, phrases())


# What is checked in a message of another kind, but for a few phrases, is checked in one of these two as well.
@pytest.mark.parametrize("kind", [MessageKind.THANK_YOU_EMAIL, MessageKind.VOICEMAIL])
@pytest.mark.parametrize("text", LONG, ids=lambda text: repr(text[:9]))
def test_the_steps_grow_with_the_length_of_a_text_however_odd(text: str, kind: MessageKind) -> None:
    assert grows_with_length(lambda size: lint_everywhere(text[:size], kind), 600)


@pytest.mark.parametrize("text", LONG, ids=lambda text: repr(text[:9]))
def test_a_text_of_many_pages_is_checked(text: str) -> None:
    lint_everywhere(text[:60_000], MessageKind.THANK_YOU_EMAIL)


def test_an_ordinary_message_is_checked_in_few_steps() -> None:
    rows = labelled()[::6]
    for row in rows:
        lint(row.message, row.around, phrases())
    took = [steps(partial(lint, row.message, row.around, phrases())) for row in rows]
    assert statistics.median(took) < 25_000


@pytest.mark.parametrize(
    ("kind", "body", "why"),
    [
        (MessageKind.VOICEMAIL, "", "It has no words, which is too little to be understood."),
        (MessageKind.VOICEMAIL, "Hello", "It has 1 word, which is too little to be understood."),
        (MessageKind.VOICEMAIL, "Hello you", "It has 2 words, which is too little to be understood."),
        (MessageKind.STATUS_EMAIL, "Thank you for it.", "It has 1 sentence, which looks hurried."),
        (MessageKind.THANK_YOU_NOTE, "Thank you.", "It has 1 sentence, which looks hurried."),
    ],
)
def test_a_message_that_is_too_short_says_how_short_it_is(kind: MessageKind, body: str, why: str) -> None:
    found = lint(Message(kind=kind, body=body), LintContext(facts=Facts(), today=TODAY), phrases())
    assert [finding.why for finding in found if finding.check is Check.TOO_SHORT] == [why]


def test_a_finding_stands_first_by_place_and_the_whole_message_last() -> None:
    message = Message(
        kind=MessageKind.STATUS_EMAIL, to="[address]", subject="Just checking in", body="Any news? {name}"
    )
    found: tuple[Finding, ...] = lint(message, LintContext(facts=Facts(), today=TODAY), phrases())
    assert [finding.place for finding in found][:4] == [
        MessagePlace.TO,
        MessagePlace.SUBJECT,
        MessagePlace.BODY,
        MessagePlace.BODY,
    ]
    early = LintContext(facts=Facts(), today=TODAY, earliest=TODAY + timedelta(days=1))
    assert lint(message, early, phrases())[-1].place is MessagePlace.WHOLE
