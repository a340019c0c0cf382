"""Makes the handout to print: a sheet to fill in by hand, or a page about the last interview."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from followup_core.cadence import PlannedStep
from followup_core.formats.pdf import (
    Block,
    Bullets,
    Document,
    DocumentTable,
    Heading,
    PageBreak,
    Paragraph,
    WritingLines,
    paper_size,
    pdf,
)
from followup_core.models import Interview, InterviewDetails
from followup_core.models.date_text import DayFormat, pluralize
from followup_core.playbook import CadenceNumbers, Playbook
from followup_core.services.due_steps import advised_plan
from followup_core.services.labels import INTERVIEWER_PART_WORDS, decision_words, step_title
from followup_core.services.workspace import WorkspaceView
from followup_core.text import PRODUCT

from .handout_lines import handout_lines

_WRITING_SPACE = "\n \n "  # makes a cell high enough to write in by hand
_PEOPLE_ROWS = 5
_NOTE_LINES = 3
_BLANK_NOTE_LINES = 9
_MAX_ROWS_BY_NAME = 4
_MAX_LINES = 6  # in a section, so that all of it stays on one page


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutWorkshop:
    """What the blank sheet says about the workshop; '' or None if unknown."""

    title: str = ""
    center: str = ""
    held_on: date | None = None
    address: str = ""
    """The address at which phones join, as people type it."""
    country: str = ""
    """The country (ISO 3166), for the size of the paper and the order of a date."""


def blank_handout(playbook: Playbook, workshop: HandoutWorkshop, *, made_on: date) -> Document:
    """Return the sheet to fill in by hand: the interview on the front, the dates and notes on the back.

    Args:
        playbook: the playbook whose checklist and cadence are on the sheet.
        workshop: the details to print at the top and at the foot.
        made_on: the date stored in the file.
    """
    return Document(
        title=workshop.title or PRODUCT,
        subtitle=_subtitle(workshop),
        blocks=(
            *_questions_blocks(playbook),
            *_people_blocks(),
            PageBreak(),
            Heading(text="My dates"),
            DocumentTable(
                header=("When", "What", "My day"),
                rows=_cadence_rows(playbook.numbers),
                widths=(5, 7, 3),
            ),
            Paragraph(
                text="Before a date on this list, leave them alone: asking early helps nobody.", quiet=True
            ),
            Heading(text="Notes"),
            WritingLines(lines=_BLANK_NOTE_LINES),
        ),
        size=paper_size(workshop.country),
        footer=_footer(workshop),
        made_on=made_on,
    )


def blank_handout_pdf(playbook: Playbook, workshop: HandoutWorkshop, *, made_on: date) -> bytes:
    """Return the sheet to fill in by hand as a PDF file."""
    return pdf(blank_handout(playbook, workshop, made_on=made_on))


def _subtitle(workshop: HandoutWorkshop) -> str:
    day_format = DayFormat(today=workshop.held_on or date.min, country=workshop.country)
    day = f"{day_format.full(workshop.held_on)}, {workshop.held_on.year}" if workshop.held_on else ""
    return "  ·  ".join(filter(None, (workshop.center, day)))


def _footer(workshop: HandoutWorkshop) -> str:
    if not workshop.address:
        return ""
    return f"On your phone, open {workshop.address} and enter the code on the wall."


def own_handout(view: WorkspaceView, *, title: str) -> Document:
    """Return the page about the last interview held, or else the next one; else the blank sheet."""
    latest = _interview_to_show(view)
    size = paper_size(view.records.settings.country)
    if latest is None:
        workshop = HandoutWorkshop(title=title, country=view.records.settings.country)
        return blank_handout(view.playbook, workshop, made_on=view.today)
    lines = handout_lines(view, latest.interview.interview_id)
    return Document(
        title=latest.interview.title,
        subtitle=_interview_sentences(view, latest),
        blocks=(
            *_section_blocks("Who you met", _people_lines(view, latest)),
            *_section_blocks("What you have", lines.have),
            *_section_blocks("What you can still do", lines.still),
            *_dates_blocks(view, latest.interview),
            *_section_blocks("For the next interview", lines.next_time),
            Heading(text="Notes"),
            WritingLines(lines=_NOTE_LINES),
        ),
        size=size,
        footer=title,
        made_on=view.today,
        one_page=True,
    )


def _questions_blocks(playbook: Playbook) -> tuple[Block, ...]:
    rows = tuple(
        (f"“{item.next_time}”{_WRITING_SPACE}", "") for item in playbook.checklist if item.is_own_habit
    )
    return (
        Heading(text="Before I leave, I ask"),
        DocumentTable(header=("I say", "They answer"), rows=rows, widths=(1, 1)),
    )


def _people_blocks() -> tuple[Block, ...]:
    rows = ((_WRITING_SPACE, "", "", ""),) * _PEOPLE_ROWS
    return (
        Heading(text="Who I met"),
        DocumentTable(
            header=("Name", "Card or address", "LinkedIn?", "What we talked about"),
            rows=rows,
            widths=(4, 4, 2, 5),
        ),
    )


def _cadence_rows(numbers: CadenceNumbers) -> tuple[tuple[str, str, str], ...]:
    """Return the steps of the cadence in words, without dates."""
    gap = (
        pluralize(numbers.gap_days, "day")
        if numbers.gap_days % 7
        else pluralize(numbers.gap_days // 7, "week")
    )
    days_after_decision = pluralize(numbers.after_decision_business_days, "business day")
    undated_days = pluralize(numbers.no_date_business_days, "business day")
    return (
        (_deadline_words(numbers.thank_you_due_days), "A thank-you email to each person I met", ""),
        ("They decide by", "The date they gave me, if I asked", ""),
        (
            f"{days_after_decision.capitalize()} after it;"
            f" without a date, {undated_days} after the interview",
            "One short, polite email: is there news?",
            "",
        ),
        (f"{gap.capitalize()} later", "One short voicemail: I am still interested", ""),
        (f"{gap.capitalize()} after that", "Let it go. My time goes to the next one", ""),
        (
            f"About {pluralize(round(numbers.keep_in_touch_days / 30), 'month')} later",
            "Still interested? An article or a congratulation keeps the door open",
            "",
        ),
    )


def _deadline_words(days: int) -> str:
    return {0: "The same day", 1: "By the day after"}.get(days, f"Within {pluralize(days, 'day')}")


def _interview_to_show(view: WorkspaceView) -> InterviewDetails | None:
    """Return the interview held last, else the next one.

    An interview that was called off comes only if there is no other.
    """
    rounds = sorted(view.records.interviews.values(), key=lambda details: details.interview.held_at)
    held_rounds = [details for details in rounds if details.was_held(view.today)]
    rounds.sort(key=lambda details: details.interview.is_called_off(view.today))
    return held_rounds[-1] if held_rounds else next(iter(rounds), None)


def _interview_sentences(view: WorkspaceView, details: InterviewDetails) -> str:
    day = view.day_format.full(details.interview.held_on)
    decision = details.interview.decision_by
    if decision is None:
        return f"Interview on {day}. No decision date is known."
    return f"Interview on {day}. {decision_words(details, view.today)} {view.day_format.full(decision)}."


def _people_lines(view: WorkspaceView, details: InterviewDetails) -> tuple[str, ...]:
    lines = []
    for interviewer in details.interviewers:
        person = view.records.people.get(interviewer.person_id)
        if person is not None:
            contact = ", ".join(filter(None, (person.email, person.phone)))
            line = f"{person.name}, {INTERVIEWER_PART_WORDS[interviewer.part].lower()}" + (
                f": {contact}" if contact else ""
            )
            discussed = interviewer.discussed
            lines.append(f"{line}. You talked about: {discussed}" if discussed else line)
    return tuple(lines)


def _dates_blocks(view: WorkspaceView, interview: Interview) -> tuple[Block, ...]:
    planned_steps = advised_plan(view, interview.interview_id)
    if not planned_steps:
        return (Heading(text="Your dates"), Paragraph(text="Nothing is planned. Leave everything as it is."))
    steps_by_kind_and_days = groupby(
        planned_steps,
        key=lambda planned_step: (planned_step.step.kind, planned_step.on, planned_step.step.due),
    )
    rows = tuple(
        row for _, group in steps_by_kind_and_days for row in _step_rows(view, tuple(group), interview)
    )
    return (
        Heading(text="Your dates, if nobody answers"),
        DocumentTable(header=("From", "By", "What", "Done"), rows=rows, widths=(5, 5, 7, 2)),
        Paragraph(
            text="Before a date on this list, leave them alone. An answer changes the list.", quiet=True
        ),
    )


def _step_rows(
    view: WorkspaceView, planned_steps: tuple[PlannedStep, ...], interview: Interview
) -> Iterator[tuple[str, ...]]:
    """Yield the rows of steps that differ only in the person: a row for each; one row for a large panel."""
    if len(planned_steps) > _MAX_ROWS_BY_NAME:
        yield _step_row(view, planned_steps[0], f"each of {len(planned_steps)} people", interview)
        return
    for planned_step in planned_steps:
        yield _step_row(view, planned_step, view.name(planned_step.step.person_id), interview)


def _step_row(view: WorkspaceView, planned: PlannedStep, name: str, interview: Interview) -> tuple[str, ...]:
    step, planned_on = planned
    last_timely_day = step.last_timely_day
    due_words = (
        view.day_format.full(last_timely_day)
        if last_timely_day is not None and last_timely_day > planned_on
        else ""
    )
    return (view.day_format.full(planned_on), due_words, step_title(step, name, interview), "")


def _section_blocks(title: str, lines: tuple[str, ...]) -> tuple[Block, ...]:
    if not lines:
        return ()
    left_out_count = len(lines) - _MAX_LINES
    left_out_blocks = (
        (Paragraph(text=f"And {left_out_count} more.", quiet=True),) if left_out_count > 0 else ()
    )
    return (Heading(text=title), Bullets(items=lines[:_MAX_LINES]), *left_out_blocks)
