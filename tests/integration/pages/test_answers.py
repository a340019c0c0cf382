"""The page of all answers: what is in the table, which interviews it shows, and its download."""

import csv
import io
from datetime import date
from typing import Any

import pandas as pd

from followup_core.models import Outcome
from followup_core.services.answer_table import answer_table, answer_table_csv
from followup_core.services.interview_service import set_outcome
from followup_core.store import Change
from tests.integration.services.workspaces import moment, started, with_person

from .screen import Screen, mine, now

PAGE = "answers"
HEADER = [
    *("Organization", "Date"),
    *("Next steps", "Time frame", "May contact", "Business card", "LinkedIn asked", "LinkedIn agreed"),
    *("Outcome", "Role"),
]


def answer(interview_id: str, item: str, value: str, person_id: str = "") -> None:
    row = {"interview_id": interview_id, "person_id": person_id, "item": item, "answer": value}
    change = Change(table="answers", key=(interview_id, person_id, item), row=row)
    mine().store.save_operation(moment().operation("Answer"), lambda _: [change])


def two_interviews() -> None:
    """Acme with three people and all kinds of answers; Borealis, later, with one answer."""
    acme = started(mine(), "Acme", date(2026, 11, 2))
    people = [with_person(mine(), acme, name) for name in ("Dana Ruiz", "Sam Okafor", "Bo Li")]
    answer(acme, "asked_next_steps", "yes")
    answer(acme, "asked_time_frame", "no")
    answer(acme, "may_contact", "skipped")
    for person, value in zip(people, ("yes", "no", "skipped"), strict=True):
        answer(acme, "business_card", value, person)
    set_outcome(mine(), moment(), acme, Outcome.OFFER, on=date(2026, 11, 12))
    borealis = started(mine(), "Borealis", date(2026, 11, 9))
    answer(borealis, "asked_time_frame", "yes")


def table_of(screen: Screen) -> pd.DataFrame:
    found: Any = screen.at.dataframe[0].value
    return pd.DataFrame(found)


def test_without_an_interview_the_page_says_when_the_table_fills() -> None:
    screen = Screen().open(PAGE)
    assert "The table fills with your answers to the checklist." in screen.text
    assert not screen.at.dataframe


def test_every_interview_is_a_row_and_every_item_a_column_with_the_latest_first() -> None:
    two_interviews()
    table = table_of(Screen().open(PAGE))
    assert list(table.columns) == HEADER
    assert [[row[0], *row[2:]] for row in table.itertuples(index=False)] == [
        ["Borealis", "", "Yes", "", "", "", "", "Open", "Analyst"],
        ["Acme", "Yes", "No", "Skipped", "1 of 2", "", "", "Offer", "Analyst"],
    ]


def test_a_missed_item_leaves_only_the_interviews_where_it_was_missed() -> None:
    two_interviews()
    screen = Screen().open(PAGE).choose("missed", "asked_time_frame")
    assert list(table_of(screen)["Organization"]) == ["Acme"]
    screen.choose("missed", "may_contact")
    assert "No interview has a no there." in screen.text


def test_the_download_has_the_same_cells_and_no_formula() -> None:
    started(mine(), "=Acme", date(2026, 11, 2))
    view = now()
    table = answer_table(view, [details.interview for details in view.records.interviews.values()])
    data = answer_table_csv(table)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows == [HEADER, ["'=Acme", "2026-11-02", "", "", "", "", "", "", "Open", "Analyst"]]
