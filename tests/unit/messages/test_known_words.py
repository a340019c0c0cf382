"""Which words are known, which slips are mended, and what is asked about."""

from followup_core.messages.fragments.fragment_fitting import fit_fact
from followup_core.messages.fragments.known_words import is_known, known_name, meant_word
from tests.unit.row_table import each_row


@each_row(
    "word", ["detail", "deficiencies", "planned", "stopped", "meetings", "organised", "labour", "onboarding"]
)
def test_a_word_is_known_in_its_regular_forms_and_in_british_spelling(word: str) -> None:
    assert is_known(word)


@each_row("word", ["detial", "undr", "deficiencys", "trys", "stoped", "teh"])
def test_a_slip_of_the_keys_is_no_word(word: str) -> None:
    assert not is_known(word)


@each_row(
    ("word", "meant"),
    [
        ("comunication", "communication"),
        ("intervew", "interview"),
        ("undr", ""),  # too short to tell
        ("detial", "detail"),  # "detail" or "denial"
    ],
)
def test_a_slip_is_mended_only_where_one_word_can_be_meant(word: str, meant: str) -> None:
    assert meant_word(word) == meant


@each_row(
    "topic",
    [
        *("a crankier gearbox", "the laser sinterer", "the tool's chipbreaker", "the federator nodes"),
        *("the driller", "the film coater", "the two planers", "the impeller", "the durometer"),
        *("the conchiglie recipe", "the enrobers", "the quilters' mitering", "the carburizers"),
    ],
)
def test_a_word_of_a_trade_is_never_turned_into_another_word(topic: str) -> None:
    # A rare word one slip away is a guess: it made "telepathy" of "toolpath".
    result = fit_fact("discussed", topic)
    assert result.reason or result.phrasings["discussed_phrase"] == topic


def test_a_name_in_small_letters_gets_its_capital_unless_it_is_a_word_too() -> None:
    assert known_name("dayton") == "Dayton"
    assert known_name("bamboohr") == "BambooHR"
    assert known_name("target") == ""


def test_a_word_that_is_near_no_common_one_is_a_word_of_some_trade() -> None:
    assert fit_fact("discussed", "the move to zorvex").phrasings["discussed_phrase"] == "the move to zorvex"
    assert fit_fact("discussed", "the move to Zorvex").phrasings["discussed_phrase"] == "the move to Zorvex"


def test_the_employers_name_may_be_no_word_at_all() -> None:
    assert fit_fact("discussed", "the move of zorvex", ("Zorvex",)).phrasings["discussed_phrase"] == (
        "the move of Zorvex"
    )
