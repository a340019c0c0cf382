"""The sentence of a message that a typed fact stands in."""

from typing import Any

from followup_core.messages import Facts, FactSentence, draft, fact_sentence, load_templates
from followup_core.models import MessageKind
from followup_core.services.workspace_registry import PLAYBOOK_DIR
from tests.unit.row_table import each_row

TYPED: dict[str, Any] = {
    "name": "Dana Ruiz",
    "my_name": "Robin Ashby",
    "organization": "Acme Robotics",
    "role": "Data Analyst",
    "format": "in_person",
    "met_when": "today",
    "discussed": "they're opening a second plant",
    "strength": "stays calm when its busy",
    "example": "Led a team of six",
    "interest": "the team is small",
}
FACTS = Facts(**TYPED)
BODY = draft(FACTS, MessageKind.THANK_YOU_EMAIL, load_templates(PLAYBOOK_DIR / "messages")).message.body


@each_row(
    ("fact", "words"),
    [
        ("discussed", "you're opening a second plant"),
        ("strength", "stays calm when it's busy"),
        ("example", "led a team of six"),
        ("interest", "the team is small"),
    ],
)
def test_each_typed_fact_is_shown_in_its_whole_sentence(fact: str, words: str) -> None:
    sentence = fact_sentence(FACTS, fact, BODY)
    assert sentence is not None
    assert sentence.words == words
    whole = "".join(sentence)
    assert whole in BODY
    assert whole[0].isupper()
    assert whole.count(".") == 1
    assert whole.endswith(".")


def test_a_changed_message_shows_the_sentence_as_it_was_changed() -> None:
    body = "Dear Dana,\n\nThank you. I heard from Dr. Obi that you're opening a second plant soon!\n\nRobin"
    assert fact_sentence(FACTS, "discussed", body) == FactSentence(
        "I heard from Dr. Obi that ", "you're opening a second plant", " soon!"
    )


@each_row(
    ("fact", "body"),
    [
        ("discussed", "Dear Dana,\n\nThank you.\n\nRobin"),
        ("discussed", ""),
        ("better_answer", BODY),  # nothing was typed
        ("name", BODY),
    ],
)
def test_what_the_message_does_not_say_has_no_sentence(fact: str, body: str) -> None:
    assert fact_sentence(FACTS, fact, body) is None


def test_a_part_of_a_longer_word_is_not_the_fact() -> None:
    facts = Facts(name="Dana Ruiz", discussed="art")
    assert fact_sentence(facts, "discussed", "Dear Dana,\n\nThe cartoons start at nine.\n\nRobin") is None


def test_an_example_of_two_sentences_is_shown_whole() -> None:
    facts = Facts(name="Dana Ruiz", example="The oven broke at noon. I borrowed one next door")
    body = draft(facts, MessageKind.THANK_YOU_EMAIL, load_templates(PLAYBOOK_DIR / "messages")).message.body
    sentence = fact_sentence(facts, "example", body)
    assert sentence is not None
    assert "The oven broke at noon. I borrowed one next door." in "".join(sentence)
