"""When two thank-yous of one panel are too alike, and why the line is drawn where it is.

The likeness of two sentences, names and facts taken out, was looked at in three sorts of pairs: the same
sentence with a word slipped in or another spelling (90 and more), two sentences on the same subject by one
person (below 75), and two sentences that have nothing in common (below 55). 85 stands in the empty middle.
Half of the words that could differ is the share: one shared sentence in a letter of four is a habit, every
second sentence is a copy.
"""

from datetime import date

from rapidfuzz import fuzz

from followup_core.messages.linter import lint
from followup_core.messages.message_model import Check, Facts, Finding, LintContext, Message, MessagePlace
from followup_core.models import MessageKind
from tests.unit.row_table import each_row

from .labelled_messages import phrases

FACTS = Facts(
    name="Dana Ruiz",
    organization="Acme Robotics",
    role="Data Analyst",
    my_phone="555 010 0199",
    example="I rebuilt the weekly stock report at Hale Foods, and it now takes ten minutes.",
    others=("Tom Weber",),
)
LIKENESS = phrases().similarity.likeness
RELATED = [
    (
        "thank you for taking the time to explain the new line to me",
        "thank you for the hour you spent on my questions about sensors",
    ),
    (
        "I would be very glad to be a part of this team",
        "it would make me happy to work with all of you every day",
    ),
    (
        "what you said about the picking line stayed with me",
        "I still think of how you mended the label printer with a mirror",
    ),
]


@each_row(("one", "other"), RELATED)
def test_two_sentences_on_one_subject_are_not_the_same_sentence(one: str, other: str) -> None:
    assert fuzz.ratio(one, other) <= LIKENESS - 10


OWN = (
    "The picking line is the first I have seen where people set the pace.",
    "Your question about missing rows is one I shall keep.",
    "Nobody had told me before how the labels came to be printed sideways.",
    "With a mirror and some tape you saved a whole shift, and I admire that.",
)
SHARED = (
    "I left your office with more ideas than I had brought with me.",
    "It was a pleasure to see how calmly everybody works under load.",
    "Rarely has an hour of questions passed so quickly for me.",
    "I would be glad to learn from people who listen as you do.",
)


def alike(
    mine: str, theirs: str, *, name: str = "Tom Weber", kind: MessageKind | None = None
) -> list[Finding]:
    email = MessageKind.THANK_YOU_EMAIL
    around = LintContext(
        facts=FACTS, today=date(2026, 11, 23), panel=((name, Message(kind=kind or email, body=theirs)),)
    )
    found = lint(Message(kind=email, body=mine), around, phrases())
    return [finding for finding in found if finding.check is Check.ALIKE]


def letter(name: str, *sentences: str) -> str:
    return f"Dear {name},\n\n{' '.join(sentences)}\n\nKind regards,\nMaya Chen"


@each_row(("shared", "own", "too_much"), [(0, 4, 0), (1, 3, 0), (1, 2, 0), (3, 1, 1), (4, 0, 1)])
def test_every_second_sentence_is_a_copy_and_one_in_four_is_a_habit(
    shared: int, own: int, too_much: int
) -> None:
    mine = letter("Dana", *SHARED[:shared], *OWN[:own])
    theirs = letter("Tom", *SHARED[:shared], "The robots in the yard reminded me of patient cows at dusk.")
    assert len(alike(mine, theirs)) == too_much


def test_the_finding_quotes_what_is_shared_and_names_the_other_person() -> None:
    mine = letter("Dana", *SHARED[:2], OWN[0])
    (finding,) = alike(mine, letter("Tom", *SHARED[:2]))
    assert finding.place is MessagePlace.BODY
    assert finding.quote == " ".join(SHARED[:2])
    assert finding.why == "2 sentences from here on stand almost the same in your thank-you to Tom Weber."


def test_another_name_does_not_hide_a_copy() -> None:
    said = "Thank you, {}, for the hour in which I learned more than in a year, and give my best to {} too."
    assert alike(letter("Dana", said.format("Dana", "Tom")), letter("Tom", said.format("Tom", "Dana Ruiz")))


def test_the_job_contact_and_farewell_may_be_shared() -> None:
    same = (
        "I would be glad to work as Data Analyst at Acme Robotics.",
        "You can reach me at any time of the day under 555 010 0199.",
        "I am very interested.",
    )
    assert alike(letter("Dana", OWN[0], *same), letter("Tom", OWN[3], *same)) == []


def test_the_same_example_for_two_people_is_a_copy() -> None:
    assert alike(letter("Dana", OWN[0], FACTS.example), letter("Tom", OWN[3], FACTS.example))


def test_only_thank_yous_are_compared() -> None:
    body = letter("Dana", *SHARED)
    assert alike(body, body, kind=MessageKind.STATUS_EMAIL) == []
    assert alike(body, body, kind=MessageKind.THANK_YOU_NOTE)
