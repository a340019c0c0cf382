"""The advice on a thank-you email knows the invented interview: its people, what was talked about."""

from types import MappingProxyType

import pytest

from followup_core.messages import Check, Finding
from followup_core.playbook import Fiction, WorkshopBook
from followup_core.services.workshops.workshop_playbook import WorkshopPlaybook, facts_of_fiction
from followup_core.services.workspace_registry import PLAYBOOK_DIR

FICTION = Fiction(
    id="warehouse",
    title="The warehouse",
    candidate="Robin Ashby",
    organization="Acme Robotics",
    role="Data analyst",
    person="Dana Ruiz",
    person_title="Head of Operations",
    held="On Tuesday afternoon",
    discussed=("counting parts by hand in the Lyon warehouse", "the new scanners"),
    strength="explaining numbers to people who do not like them",
    example="At Borealis I turned a weekly table into one chart that the drivers asked for.",
)
BOOK = WorkshopBook(
    outlines=MappingProxyType({}),
    stories=MappingProxyType({}),
    card_sets=MappingProxyType({}),
    fictions=MappingProxyType({FICTION.id: FICTION}),
    questions=MappingProxyType({}),
    talks=MappingProxyType({}),
    polls=MappingProxyType({}),
)
GOOD = """Dear Dana Ruiz,

thank you for your time on Tuesday. I keep thinking about how you count parts by hand in the Lyon warehouse, \
and about the new scanners.

You need somebody who can explain numbers to people who do not like them. At Borealis I turned a weekly \
table into one chart that the drivers asked for every Monday.

I would very much like to work with you on this, and I look forward to hearing from you. You can reach me \
at robin@example.org or +1 212 555 0142.

Kind regards,
Robin Ashby"""


def findings(text: str, fiction_id: str = FICTION.id) -> tuple[Finding, ...] | None:
    content = WorkshopPlaybook(PLAYBOOK_DIR)
    content.book = BOOK
    return content.draft_findings(text, fiction_id)


def checks(text: str) -> list[Check]:
    return [finding.check for finding in findings(text) or ()]


def test_a_good_letter_has_nothing_to_better() -> None:
    assert checks(GOOD) == []


def test_what_a_thank_you_should_not_go_out_without_is_missed() -> None:
    hollow = "thank you for your time. I enjoyed our conversation. I look forward to hearing from you."
    assert set(checks(f"Dear Dana Ruiz,\n\n{hollow}\n\nRobin Ashby")) == {Check.MISSING_FACT}
    assert checks("Dear Dana Ruiz,\n\nthank you.\n\nRobin Ashby") == [Check.TOO_SHORT]


def test_a_wrong_name_is_found_where_it_stands() -> None:
    found = findings(GOOD.replace("Dear Dana Ruiz", "Dear Maria")) or ()
    assert [(finding.check, finding.quote) for finding in found] == [(Check.WRONG_NAME, "Maria")]


def test_the_facts_are_those_of_the_invented_interview() -> None:
    facts = facts_of_fiction(FICTION)
    assert (facts.my_name, facts.name, facts.organization) == ("Robin Ashby", "Dana Ruiz", "Acme Robotics")
    assert "the new scanners" in facts.discussed


@pytest.mark.parametrize(("text", "fiction_id"), [("", "warehouse"), (" \n", "warehouse"), ("Dear", "gone")])
def test_without_a_text_or_an_interview_there_is_nothing_to_say(text: str, fiction_id: str) -> None:
    assert findings(text, fiction_id) is None
