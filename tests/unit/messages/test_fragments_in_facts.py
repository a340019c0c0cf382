"""What was typed, as a template gets it: names, questions, greetings, strengths said of oneself."""

from typing import Any

import pytest

from followup_core.messages.fragments.fragment_fitting import fit_fact
from followup_core.messages.fragments.fragment_names import with_names
from followup_core.messages.fragments.fragment_tidying import tidy
from followup_core.messages.fragments.fragment_times import without_times
from followup_core.messages.message_model import FITTED_FACTS, Facts
from followup_core.messages.template_language import TEXT_FACTS
from followup_core.messages.template_values import misfit_reason, values
from tests.unit.row_table import each_row

from .test_fragments import ROWS


def known(**facts: Any) -> dict[str, Any]:
    return dict(values(Facts(**facts)))


@each_row(
    ("text", "spelled"),
    [
        ("kestrel's culture", "Kestrel's culture"),
        ("working at kestrel bank", "working at Kestrel Bank"),
        ("what hannah said", "what Hannah said"),
        ("the bank downstairs", "the bank downstairs"),
        ("a kestrel on the roof", "a kestrel on the roof"),
    ],
)
def test_names_have_the_spelling_of_the_record(text: str, spelled: str) -> None:
    assert with_names(text, ("Kestrel Bank", "Hannah Whitfield")) == spelled


def test_a_common_word_is_no_name_of_an_organization() -> None:
    assert with_names("solar panels", ("Solar Works",)) == "solar panels"
    assert (
        with_names("will power, and what will change", ("Will Page",)) == "will power, and what will change"
    )
    assert with_names("at the granary", ("The Granary",)) == "at the Granary"
    assert with_names("petit chou", ("petit chou",)) == "petit chou"


@each_row(
    ("fact", "typed", "phrasing", "expected"),
    [
        (
            "interest",
            "learn chocolate from Chef Marc",
            "interest_because",
            "I want to learn chocolate from you",
        ),
        (
            "interest",
            "Marc is so good with apprentices",
            "interest_because",
            "you are so good with apprentices",
        ),
        ("discussed", "Marc's plans for the cart", "discussed_phrase", "your plans for the cart"),
        ("discussed", "how Marc trains people", "discussed_how", "how you train people"),
        ("discussed", "working at Delaney & Sons", "discussed_phrase", "working at Delaney & Sons"),
        ("promised", "a call from Chef Delaney", "promised", "a call from you"),
        ("promised", "a call from Susan", "promised", "a call from Susan"),
        ("question", "Would I report to Marc?", "question", "Would I report to you?"),
        ("news", "that Mr. Delaney got promoted", "news_clause", "you got promoted"),
    ],
)
def test_the_reader_is_you_and_not_named(fact: str, typed: str, phrasing: str, expected: str) -> None:
    assert known(name="Chef Marc Delaney", **{fact: typed})[phrasing] == expected


def test_a_reader_named_like_a_month_leaves_the_month_alone() -> None:
    facts = known(name="April Stone", discussed="the schedule from April to June")
    assert facts["discussed_phrase"] == "the schedule from April to June"


def test_a_fact_uses_the_name_on_record() -> None:
    facts = known(organization="Kestrel Bank", name="Hannah Whitfield", interest="kestrel's culture")
    assert facts["interest_phrase"] == "Kestrel's culture"


@each_row(
    ("typed", "because"),
    [
        ("I want to learn chocolate from Chef Marc", "I want to learn chocolate from you"),
        ("I want to work with Marc Dubois and his team", "I want to work with you and your team"),
        ("I want to work with Marc's team", "I want to work with your team"),
        ("I want to learn from Denise", "I want to learn from Denise"),
        ("I want to learn from Chef Ana", "I want to learn from Chef Ana"),
    ],
)
def test_the_reader_of_a_message_is_you_in_a_reason(typed: str, because: str) -> None:
    assert known(name="Chef Marc Dubois", interest=typed)["interest_because"] == because


@each_row(
    ("typed", "question"),
    [
        ("Do i bring my own knives", "Do I bring my own knives?"),
        (
            "must answer by friday, can you tell me where i stand?",
            "Must answer by Friday, can you tell me where I stand?",
        ),
        ("i can do thursday or friday after 2", ""),
        (
            "I got another offer but id rather work for you. can you tell me where i stand",
            "I got another offer but I'd rather work for you. Can you tell me where I stand?",
        ),
        ("", ""),
    ],
)
def test_a_question_is_tidied(typed: str, question: str) -> None:
    assert known(question=typed).get("question", "") == question


@pytest.mark.thorough
def test_a_strength_has_its_first_person_exactly_when_it_has_its_third() -> None:
    for fact, typed, _, _ in ROWS:
        if fact == "strength":
            phrasings = fit_fact(fact, typed).phrasings
            assert ("strength_i" in phrasings) is ("strength_who" in phrasings)


@pytest.mark.thorough
def test_every_phrasing_is_a_fact_that_templates_may_print() -> None:
    phrasings = {name for fact, typed, _, _ in ROWS[::5] for name in fit_fact(fact, typed).phrasings}
    assert phrasings <= set(TEXT_FACTS)
    assert set(FITTED_FACTS) <= set(TEXT_FACTS)


@each_row(
    ("fact", "typed", "word"),
    [
        ("interest", "the money is good", "good reason"),
        ("interest", "i'm sick of my boss", "what draws you"),
        ("discussed", "I froze on the last question", "Leave out how it went"),
        ("discussed", "the lawsuit", "sore point"),
        ("better_answer", "blanked on the pricing question", "only the better answer"),
        ("example", "forgot the keys once", "what went well"),
        ("article", "https://example.org/a", "bare link"),
        ("article", "How teams learn", "Add the link"),
        ("news", "their layoffs", "good news"),
        ("times", "monday at teatime", "“teatime” isn't clear"),
        ("better_answer", "I was stressed", "Leave out the excuse"),
        ("interest", "benefits", "leave money"),
    ],
)
def test_a_refusal_says_what_is_wrong(fact: str, typed: str, word: str) -> None:
    typed_fact: dict[str, Any] = {fact: typed}
    assert word in misfit_reason(Facts(**typed_fact), fact)


@each_row(
    ("text", "with_capitals"),
    [
        ("the audit is in march", "the audit is in March"),
        ("march 3", "March 3"),
        ("they march on", "they march on"),
        ("it may help", "it may help"),
        ("speaks portuguese and polish", "speaks Portuguese and Polish"),
        ("polish the glasses", "polish the glasses"),
        ("i excel at sales", "I excel at sales"),
        ("good with excel", "good with Excel"),
        ("google's maps", "Google's maps"),
        ("remove rust", "remove rust"),
        ("written in rust", "written in Rust"),
    ],
)
def test_names_of_months_languages_and_programs_have_a_capital(text: str, with_capitals: str) -> None:
    assert tidy(text) == with_capitals


@each_row(
    ("text", "bare"),
    [
        ("a trail on Saturday", "a trail"),
        ("second interview next week", "second interview"),
        ("a call by the end of the week", "a call"),
        ("Monday call", "call"),
        ("a trial in two weeks", "a trial"),
        ("a call after Thanksgiving", "a call"),
        ("meeting on 5 May at 3pm", "meeting"),
        ("an interview with the team", "an interview with the team"),
        ("tomorrow", ""),
    ],
)
def test_a_day_that_will_have_passed_is_left_out(text: str, bare: str) -> None:
    assert without_times(text) == bare


@each_row(
    ("organization", "said"),
    [
        ("Lotus Day Spa", "Lotus Day Spa"),
        ("Rossi S.p.A.", "Rossi"),
        ("Lumen Mobility GmbH", "Lumen Mobility"),
        ("Mile High Power & Controls LLC", "Mile High Power & Controls"),
        ("Halloran, Pike & Stein LLP", "Halloran, Pike & Stein"),
        ("Acme, Inc.", "Acme"),
        ("Roche S.A.", "Roche"),
        ("Müller GmbH & Co. KG", "Müller"),
        ("Lee & Co.", "Lee & Co."),
        ("Nordvind ApS", "Nordvind"),
        ("Bell Company", "Bell Company"),
        ("Bronx Zoo", "Bronx Zoo"),
        ("AG", "AG"),
    ],
)
def test_an_organization_is_named_without_its_legal_form(organization: str, said: str) -> None:
    assert known(organization=organization)["organization"] == said


def test_a_role_ends_before_its_comma() -> None:
    assert known(role="Registered Nurse, Stroke Unit")["role"] == "Registered Nurse"


def test_everybody_on_the_panel_has_the_spelling_of_the_record() -> None:
    facts = known(others=("Tonya Maples",), promised="meeting with tonya")
    assert facts["promised"] == "a meeting with Tonya"


def test_a_clause_that_was_discussed_stands_after_that() -> None:
    facts = known(discussed="they have 40 trucks")
    assert facts["discussed_that"] == facts["discussed"] == "you have 40 trucks"
    assert "discussed_phrase" not in facts


@each_row(
    "typed",
    [
        "In my current job I rewrote the practicals",
        "did my masters on tendon loading",
        "made an app for my senior project",
        "volunteered at the vet clinic",
        "won a design award in college",
        "Every day I dispatch 40 trucks",
    ],
)
def test_what_was_not_done_in_the_last_job_is_not_said_to_be(typed: str) -> None:
    phrasings = fit_fact("example", typed).phrasings
    assert "example_did" not in phrasings
    assert "last job" not in phrasings["example"]
