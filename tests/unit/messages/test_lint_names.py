"""Who is greeted and named: spellings, scripts, nicknames, and words that only look like names."""

from datetime import date

from followup_core.messages.linter import lint
from followup_core.messages.message_model import Check, Facts, LintContext, Message
from followup_core.models import MessageKind
from tests.unit.row_table import each_row

from .labelled_messages import phrases

TODAY = date(2026, 11, 23)


def wrong(
    body: str, name: str, *, people: tuple[str, ...] = (), organizations: tuple[str, ...] = ()
) -> list[str]:
    around = LintContext(
        facts=Facts(name=name, organization="Acme Robotics", my_name="Maya Chen"),
        today=TODAY,
        elsewhere_people=people,
        elsewhere_organizations=organizations,
    )
    message = Message(kind=MessageKind.QUESTION, body=body)
    names = (Check.WRONG_NAME, Check.WRONG_ORGANIZATION)
    return [finding.quote for finding in lint(message, around, phrases()) if finding.check in names]


@each_row(
    ("greeting", "name"),
    [
        *(("Dear Dana,", "Dana Ruiz"), ("Dear Ms. Ruiz,", "Dana Ruiz"), ("hi dana,", "Dana Ruiz")),
        *(("HELLO DANA RUIZ!", "Dana Ruiz"), ("Dana,", "Dana Ruiz"), ("Good morning, Dana.", "Dana Ruiz")),
        *(
            ("Dear Dr. Mueller,", "Jörg Müller"),
            ("Dear Joerg,", "Jörg Müller"),
            ("Dear Jorg,", "Jörg Müller"),
        ),
        *(
            ("Dear Zoe,", "Zoë Großmann"),
            ("Dear Ms Grossmann,", "Zoë Großmann"),
            ("Dear Lukasz,", "Łukasz Żak"),
        ),
        *(("Dear Zoe\u0308,", "Zoë"), ("Dear O’Brien,", "Kate O'Brien"), ("Dear Jean,", "Jean-Luc Petit")),
        *(("Hi Bob,", "Robert Kim"), ("Dear Alexander,", "Alex Roth"), ("Dear Prof. Dr. Ruiz,", "Dana Ruiz")),
        *(("Dear سارة,", "سارة الخطيب"), ("Dear Sara,", "سارة الخطيب"), ("Dear Дмитрий,", "Dmitry Orlov")),
        *(
            ("Dear Hiring Team,", "Dana Ruiz"),
            ("Hello there,", "Dana Ruiz"),
            ("Dear Sir or Madam,", "Dana Ruiz"),
        ),
        *(
            ("Hi all,", "Dana Ruiz"),
            ("Hello, my name is Maya Chen.", "Dana Ruiz"),
            ("Hi, it's Maya.", "Dana Ruiz"),
        ),
        *(
            ("Hi Dana, Thank you.", "Dana Ruiz"),
            ("Dear John F. Kennedy,", "John Kennedy"),
            ("Hi Wei,", "Li Wei"),
        ),
        *(
            ("Sehr geehrte Frau Ruiz,", "Dana Ruiz"),
            ("Dear Acme Robotics team,", "Dana Ruiz"),
            ("Dear Tom,", ""),
        ),
    ],
)
def test_a_greeting_that_may_be_the_persons_is_left_alone(greeting: str, name: str) -> None:
    assert wrong(f"{greeting}\n\nMay I ask one thing about the plant?", name) == []


@each_row(
    ("greeting", "quote"),
    [
        ("Dear Tom,", "Tom"),
        ("Dear Mr. Weber,", "Weber"),
        ("Hi Diana,", "Diana"),
        ("Dear Dana and Tom,", "Tom"),
        ("Dear Dana, Tom, and Priya,", "Tom, and Priya"),
        ("hello tom,", "tom"),
        ("Will,", "Will"),
        ("Dear May,", "May"),
    ],
)
def test_a_greeting_of_somebody_else_is_found(greeting: str, quote: str) -> None:
    assert wrong(f"{greeting}\n\nMay I ask one thing about the plant?", "Dana Ruiz") == [quote]


PEOPLE = ("Lena Vogt", "Will Park", "May Tanaka", "Paris Long", "Dana Ruiz")
PLACES = ("Borealis GmbH", "Target", "Gap", "Blue Heron", "Acme", "SAP")


@each_row(
    "text",
    [
        *("In May I will park the car.", "Will the target stay?", "May I come?", "I was in Paris for long."),
        *(
            "Target dates are fine.",
            "Our target is a gap.",
            "A borealis is a light.",
            "See https://borealis.example/a.",
        ),
        *(
            "Write to maya@borealis.example please.",
            "At Acme I learned much.",
            "I know SAP well.",
            "Gap years help.",
        ),
        *(
            "I met Dana Ruiz.",
            "Park Street is long.",
            "The blue car and the heron.",
            "In Vogt there is a lake.",
        ),
    ],
)
def test_ordinary_words_and_our_own_names_are_left_alone(text: str) -> None:
    assert wrong(f"Dear Dana,\n\n{text}", "Dana Ruiz", people=PEOPLE, organizations=PLACES) == []


@each_row(
    ("text", "quote"),
    [
        ("As Lena said, it is late.", "Lena"),
        ("As LENA VOGT said, it is late.", "LENA VOGT"),
        ("Will Park told me so.", "Will Park"),
        ("Ms. Vogt's question was good.", "Vogt"),
        ("I want to work at Target.", "Target"),
        ("I want to join Gap, and soon.", "Gap"),
        ("Borealis is my choice.", "Borealis"),
        ("I like blue heron a lot.", "blue heron"),
    ],
)
def test_names_of_other_interviews_are_found(text: str, quote: str) -> None:
    assert wrong(f"Dear Dana,\n\n{text}", "Dana Ruiz", people=PEOPLE, organizations=PLACES) == [quote]


def test_a_name_that_stands_in_a_fact_is_meant() -> None:
    facts = Facts(name="Dana Ruiz", discussed="how Lena Vogt left Borealis")
    around = LintContext(
        facts=facts, today=TODAY, elsewhere_people=("Lena Vogt",), elsewhere_organizations=("Borealis",)
    )
    body = "Dear Dana,\n\nWhen Lena Vogt left Borealis, what changed?"
    assert lint(Message(kind=MessageKind.QUESTION, body=body), around, phrases()) == ()


def test_how_the_candidate_addresses_somebody_is_no_wrong_name() -> None:
    message = Message(kind=MessageKind.QUESTION, body="Hello Skip,\n\nMay I ask one thing about the plant?")
    facts = Facts(name="Dana Ruiz", addressed_as="Skip")
    quotes = [
        finding.quote
        for finding in lint(message, LintContext(facts=facts, today=TODAY), phrases())
        if finding.check is Check.WRONG_NAME
    ]
    assert quotes == []
