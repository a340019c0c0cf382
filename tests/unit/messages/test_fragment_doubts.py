"""Doubtful words in phrasings, and the sentences that the candidate reads about them."""

from followup_core.messages.fragments.fragment_doubts import doubt_sentences
from tests.unit.row_table import each_row


@each_row(
    ("text", "doubtful_words", "suggestion"),
    [
        ("feels ready for make the next step", "for make", "to make"),
        ("your plan for open a second truck", "for open", "to open"),
        ("the importance of to wear gloves", "of to wear", "of wearing"),
        ("was send to Norway to install the pumps", "was send", "was sent"),
        ("had build the website", "had build", "had built"),
        ("didn't took a sick day", "didn't took", "didn't take"),
        ("doesn't afraid of heights", "doesn't afraid", "isn't afraid"),
        ("has the ability to working alone", "ability to working", "ability to work"),
        ("I want become a nurse", "want become", "want to become"),
        ("a 12 hours shift", "12 hours shift", "12-hour shift"),
        ("so much days late", "much days", "many days"),
        ("checked every pallets before it left", "every pallets", "every pallet"),
        ("had a good results with the students", "a good results", "a good result"),
        ("speaks two language", "two language", "two languages"),
        ("cooked for 200 person with two helpers", "200 person", "200 people"),
        ("it have good hours", "it have", "it has"),
        ("jobs so they speaks more", "they speaks", "they speak"),
        ("was the one who start it", "who start", "who starts"),
        ("people which can't walk", "people which", "people who"),
        ("why nobody have used it", "nobody have", "nobody has"),
        ("how many kids is coming", "kids is", "kids are"),
        ("the people was nice", "people was", "people were"),
        ("the shop have its own van", "shop have", "shop has"),
        ("ran in whole warehouse", "in whole warehouse", "in the whole warehouse"),
        ("next step is a panel", "next step", "the next step"),
        ("since I was child", "was child", "was a child"),
        ("is open since Monday", "is … since Monday", "has been … since Monday"),
        ("I take calls for six years", "I take … for six years", "I have taken … for six years"),
        ("the my old boss", "the my", "my"),
    ],
)
def test_words_that_do_not_go_together_are_shown_with_what_may_be_meant(
    text: str, doubtful_words: str, suggestion: str
) -> None:
    assert (
        doubt_sentences(text, is_noun=False)
        == f"“{doubtful_words}” doesn't read well here. Did you mean “{suggestion}”?"
    )


def test_a_thing_without_its_article_may_have_either() -> None:
    assert doubt_sentences("a trial day in kitchen", is_noun=True) == (
        "“in kitchen” doesn't read well here. Did you mean “in a kitchen” or “in the kitchen”?"
    )


@each_row(
    "text", ["reliability - they had no-shows", "idk being nice to people", "your bakery, it looks nice"]
)
def test_more_than_one_thing_is_asked_for_in_fewer_words(text: str) -> None:
    assert doubt_sentences(text, is_noun=True) == "That is more than one thing. A few words are enough."


@each_row(
    "text",
    [
        "took over when she was on leave",
        "can cover any of them without notice",
        "went from door to door",
        "what kind of job it is",
        "suggested that he buy a bigger oven",
        "helped someone enter the building",
        "worked there from 2018 to 2023",
        "has been open since Monday",
        "I have worked there for six years",
        "drives the F 150 truck",
        "the number 9 route",
        "was head of the science department",
        "keeps track of every order and takes initiative",
        "all I do is bake",
    ],
)
def test_what_is_good_english_is_not_doubted(text: str) -> None:
    assert doubt_sentences(text, is_noun=False) == ""
