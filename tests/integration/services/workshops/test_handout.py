"""The handout: one page of one's own or one blank sheet, with the playbook's words and numbers."""

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from followup_core.cadence import StepKind
from followup_core.formats.pdf import Document, PaperSize, WritingLines, pdf
from followup_core.models import AnswerValue, InterviewerPart, Outcome
from followup_core.playbook import Playbook, reloadable_playbook
from followup_core.services import workspace_registry
from followup_core.services.guided_checklist import save_answer
from followup_core.services.interview_service import set_outcome
from followup_core.services.workshops.handout import HandoutWorkshop, blank_handout, own_handout
from followup_core.services.workshops.handout_lines import handout_lines
from followup_core.services.workspace import Workspace
from tests.integration.services.situation_setups import unthanked
from tests.integration.services.workspaces import moment, started, view, with_person

DAY = date(2026, 11, 3)


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    return reloadable_playbook(workspace_registry.PLAYBOOK_DIR).current()[0]


def sides_of(sheet: Document) -> str:
    """Return the text of both sides of a sheet, their lines joined."""
    front, back = PdfReader(io.BytesIO(pdf(sheet))).pages
    return " ".join(f"{front.extract_text()} {back.extract_text()}".split())


def page_of(sheet: Document) -> str:
    """Return the text of the only page, its lines joined."""
    [page] = PdfReader(io.BytesIO(pdf(sheet))).pages
    return " ".join(page.extract_text().split())


@pytest.mark.parametrize("size", list(PaperSize))
def test_the_blank_one_asks_what_the_checklist_asks(playbook: Playbook, size: PaperSize) -> None:
    country = {PaperSize.LETTER: "US", PaperSize.A4: "DE"}[size]
    sheet = blank_handout(playbook, HandoutWorkshop(title="Following up", country=country), made_on=DAY)
    assert sheet.size is size
    text = sides_of(sheet)
    for item in playbook.checklist:
        assert (f"“{item.next_time}”" in text) is item.is_own_habit
    for words in ("Who I met", "By the day after", "They decide by", "One week later", "Let it go"):
        assert words in text


def test_the_blank_one_has_the_centers_own_numbers(playbook: Playbook) -> None:
    numbers = replace(
        playbook.numbers,
        thank_you_due_days=2,
        after_decision_business_days=3,
        no_date_business_days=10,
        gap_days=10,
        keep_in_touch_days=60,
    )
    text = sides_of(blank_handout(replace(playbook, numbers=numbers), HandoutWorkshop(), made_on=DAY))
    assert "Within two days" in text
    assert "Three business days after it; without a date, ten business days after" in text
    assert "Ten days later" in text
    assert "About two months later" in text


@pytest.mark.parametrize("country", ["US", "DE"])
def test_the_blank_one_says_who_holds_it_when_and_where_to_join(playbook: Playbook, country: str) -> None:
    workshop = HandoutWorkshop(
        title="Following up",
        center="Lakeside Career Center",
        held_on=date(2026, 11, 18),
        address="192.168.1.5:8501",
        country=country,
    )
    sheet = blank_handout(playbook, workshop, made_on=DAY)
    text = sides_of(sheet)
    day = {"US": "Wednesday, November 18, 2026", "DE": "Wednesday 18 November, 2026"}[country]
    assert text.startswith(f"Following up Lakeside Career Center · {day}")
    assert "open 192.168.1.5:8501 and enter the code on the wall" in text
    assert isinstance(sheet.blocks[-1], WritingLines)


def test_ones_own_quotes_words_and_gives_advice_without_quotes(workspace: Workspace) -> None:
    interview_id = unthanked(workspace)
    person = next(iter(view(workspace, DAY).records.people))
    items = {item.id: item for item in view(workspace, DAY).playbook.checklist}
    save_answer(workspace, moment(), interview_id, items["asked_time_frame"], AnswerValue.NO)
    save_answer(workspace, moment(), interview_id, items["still_interested"], AnswerValue.NO)
    save_answer(workspace, moment(), interview_id, items["asked_linkedin"], AnswerValue.YES, person_id=person)
    save_answer(workspace, moment(), interview_id, items["agreed_linkedin"], AnswerValue.NO, person_id=person)
    lines = handout_lines(view(workspace, DAY), interview_id)
    assert f"“{items['asked_time_frame'].next_time}”" in lines.next_time
    assert items["still_interested"].next_time in lines.next_time
    assert items["still_interested"].repair in lines.have, "good to know, and nothing to repair"
    assert not any("Leave LinkedIn" in line for line in lines.still), "their no to LinkedIn can't be changed"
    assert not any("on your list" in line for line in lines.still), "the thank-you is among the dates"


def test_a_thank_you_is_only_spoken_of_while_one_is_planned(workspace: Workspace) -> None:
    interview_id = unthanked(workspace)
    items = {item.id: item for item in view(workspace, DAY).playbook.checklist}
    save_answer(workspace, moment(), interview_id, items["asked_next_steps"], AnswerValue.NO)
    repair = items["asked_next_steps"].repair
    assert repair in handout_lines(view(workspace, DAY), interview_id).still
    months_later = view(workspace, date(2027, 3, 3))
    assert not any(step.kind is StepKind.THANK_YOU_EMAIL for step in months_later.plan(interview_id))
    assert handout_lines(months_later, interview_id).still == ()


def test_ones_own_has_answers_repairs_and_dates(workspace: Workspace) -> None:
    interview_id = unthanked(workspace)
    with_person(workspace, interview_id, "Chidi Okafor", InterviewerPart.RECRUITER)
    items = {item.id: item for item in view(workspace, DAY).playbook.checklist}
    save_answer(workspace, moment(), interview_id, items["asked_next_steps"], AnswerValue.YES)
    save_answer(workspace, moment(), interview_id, items["may_contact"], AnswerValue.NO)
    text = page_of(own_handout(view(workspace, DAY), title="Following up"))
    assert text.startswith(
        "Acme Robotics, Analyst Interview on Monday, November 2. They decide by Monday, November 16"
    )
    assert "Chidi Okafor, recruiter" in text
    assert "You know what happens next." in text
    assert "A recruiter or coordinator can pass your questions on" in text
    assert "Tuesday, November 17 Thursday, November 19 Email Chidi Okafor for an update" in text
    assert "“May I contact you if a question comes up later?”" in text
    assert "Following up" in text


def test_the_last_interview_held_counts_and_then_the_next_one(workspace: Workspace) -> None:
    assert sides_of(own_handout(view(workspace, DAY), title="")).startswith("After the Interview")
    started(workspace, "Tomorrow", date(2026, 11, 4))
    assert page_of(own_handout(view(workspace, DAY), title="")).startswith("Tomorrow")
    started(workspace, "Yesterday", date(2026, 11, 2))
    assert page_of(own_handout(view(workspace, DAY), title="")).startswith("Yesterday")


def test_an_interview_that_was_called_off_is_neither_the_last_nor_the_next_one(workspace: Workspace) -> None:
    off = started(workspace, "Called off", date(2026, 11, 4))
    set_outcome(workspace, moment(DAY), off, Outcome.REJECTED, None)
    later = date(2026, 11, 5)
    assert own_handout(view(workspace, later), title="Following up").title == "Called off, Analyst"
    started(workspace, "To come", date(2026, 11, 9))
    assert own_handout(view(workspace, later), title="Following up").title == "To come, Analyst"
    started(workspace, "Held", date(2026, 11, 2))
    assert own_handout(view(workspace, later), title="Following up").title == "Held, Analyst"


def test_a_panel_of_twelve_stays_on_one_page(workspace: Workspace) -> None:
    interview_id = unthanked(workspace)
    for number in range(12):
        with_person(
            workspace, interview_id, f"A rather long name of somebody {number}", InterviewerPart.INTERVIEWER
        )
    text = page_of(own_handout(view(workspace, DAY), title="Following up"))
    assert "Thank each of 13 people by email" in text
