"""Slips of grammar in typed facts: each is as it was meant, and what only looks like one stays."""

from followup_core.messages.fragments.fragment_slips import without_slips
from tests.unit.row_table import each_row


@each_row(
    ("typed", "meant"),
    [
        ("programmed a app for volunteers", "programmed an app for volunteers"),
        ("looked after of three babies", "looked after three babies"),
        ("I am agree with your values", "I agree with your values"),
        ("all what I could bring", "all that I could bring"),
        ("is not afraid from heights", "is not afraid of heights"),
        ("it would allow to me to study", "it would allow me to study"),
        ("this allows to people to rest", "this allows people to rest"),
        ("the exam is at next month", "the exam is next month"),
        ("I left my job at 2022", "I left my job in 2022"),
        ("took care 14 residents", "took care of 14 residents"),
        ("taught the childrens to swim", "taught the children to swim"),
        ("HR will contact with me", "HR will contact me"),
        ("can discuss about a drawing", "can discuss a drawing"),
        ("discussed about the menu", "discussed the menu"),
        ("I enjoy to teach music", "I enjoy teaching music"),
        ("I enjoyed to cook there", "I enjoyed cooking there"),
        ("explained them why it leaked", "explained to them why it leaked"),
        ("explained the parents how it works", "explained to the parents how it works"),
        ("was responsible for to order supplies", "was responsible for ordering supplies"),
        ("is strong enough for to lift a patient", "is strong enough to lift a patient"),
        ("I look forward to learn from you", "I look forward to learning from you"),
        ("is good in math", "is good at math"),
        ("I am graduated in nursing", "I graduated in nursing"),
        ("can handle with angry people", "can handle angry people"),
        ("handles with angry people", "handles angry people"),
        ("children who has autism", "children who have autism"),
        ("a visit in next week", "a visit next week"),
        ("did both in same time", "did both at the same time"),
        ("worked in the weekends", "worked on the weekends"),
        ("I am interested on robots", "I am interested in robots"),
        ("I would like spend it well", "I would like to spend it well"),
        ("I heard a lot good things", "I heard a lot of good things"),
        ("I would love learn it", "I would love to learn it"),
        ("served much people", "served many people"),
        ("the exam is on next Monday", "the exam is next Monday"),
        ("my certificate expires on 2027", "my certificate expires in 2027"),
        ("participated at the fair", "participated in the fair"),
        ("worked with old peoples", "worked with old people"),
        ("works under the pressure", "works under pressure"),
        ("repaired organs since eight years", "repaired organs for eight years"),
        ("succeeded to sell the stock", "succeeded in selling the stock"),
        ("more organized then my last job", "more organized than my last job"),
        ("a job what makes me proud", "a job that makes me proud"),
        ("I have 7 years experience", "I have 7 years of experience"),
        ("I am certified since 2021", "I have been certified since 2021"),
        ("I want to grow with company", "I want to grow with the company"),
        ("you are in top 10", "you are in the top 10"),
        ("moved to bigger place", "moved to a bigger place"),
        ("worked in call center", "worked in a call center"),
        ("excel and word", "Excel and Word"),
    ],
)
def test_a_slip_is_as_it_was_meant(typed: str, meant: str) -> None:
    assert without_slips(typed) == meant


@each_row(
    "text",
    [
        "packed grade a eggs",
        "worked for a European company with a user group",
        "the drip lines that you put in last spring",
        "the talk went on last week",
        "the assistant at last week's fair",
        "I am in contact with you",
        "handles with care what others drop",
        "looked for two hours",
        "the store has been open since two years ago",
        "works under the pressure of deadlines",
        "is good in a crisis",
        "I would like work that matters",
        "it is a mix of what is old and new",
        "first this, then my own idea",
        "the kids' home has a garden",
        "is good company",
        "worked in the call center",
        "I have 7 years' experience",
    ],
)
def test_what_only_looks_like_a_slip_stays(text: str) -> None:
    assert without_slips(text) == text
