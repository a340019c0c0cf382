"""The handout to print: one sheet to fill in by hand, or one page about the last interview."""

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

_TO_WRITE_IN = "\n \n "  # makes a cell high enough to write in by hand
_PEOPLE_ROWS = 5
_NOTE_LINES = 3
_BLANK_NOTE_LINES = 9
_MAX_ROWS_BY_NAME = 4
_MAX_LINES = 6  # in a section, so that all of it stays on one page


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutWorkshop:
    """What the blank page says about the workshop; '' and None for what isn't known."""

    title: str = ""
    center: str = ""
    held_on: date | None = None
    address: str = ""
    """Where phones join, as people type it."""
    country: str = ""
    """For the paper's size and the order of a date."""


def blank_handout(playbook: Playbook, workshop: HandoutWorkshop, *, made_on: date) -> Document:
    """Return the sheet to fill in by hand: the interview on the front, the dates and notes on the back.

    Args:
        playbook: its checklist and its cadence are on the sheet.
        workshop: what to print at the top and at the foot.
        made_on: the day that the file keeps.
    """
    return Document(
        title=workshop.title or PRODUCT,
        subtitle=_about(workshop),
        blocks=(
            *_to_ask(playbook),
            *_people_met(),
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
        footer=_where_to_join(workshop),
        made_on=made_on,
    )


def blank_handout_pdf(playbook: Playbook, workshop: HandoutWorkshop, *, made_on: date) -> bytes:
    """Return the page to fill in by hand as a PDF file."""
    return pdf(blank_handout(playbook, workshop, made_on=made_on))


def _about(workshop: HandoutWorkshop) -> str:
    day_format = DayFormat(today=workshop.held_on or date.min, country=workshop.country)
    day = f"{day_format.full(workshop.held_on)}, {workshop.held_on.year}" if workshop.held_on else ""
    return "  ·  ".join(filter(None, (workshop.center, day)))


def _where_to_join(workshop: HandoutWorkshop) -> str:
    if not workshop.address:
        return ""
    return f"On your phone, open {workshop.address} and enter the code on the wall."


def own_handout(view: WorkspaceView, *, title: str) -> Document:
    """Return the page about the last interview held, or the next one; the blank page if there is neither."""
    latest = _latest(view)
    size = paper_size(view.records.settings.country)
    if latest is None:
        workshop = HandoutWorkshop(title=title, country=view.records.settings.country)
        return blank_handout(view.playbook, workshop, made_on=view.today)
    lines = handout_lines(view, latest.interview.interview_id)
    return Document(
        title=latest.interview.title,
        subtitle=_facts(view, latest),
        blocks=(
            *_section("Who you met", _met(view, latest)),
            *_section("What you have", lines.have),
            *_section("What you can still do", lines.still),
            *_dates(view, latest.interview),
            *_section("For the next interview", lines.next_time),
            Heading(text="Notes"),
            WritingLines(lines=_NOTE_LINES),
        ),
        size=size,
        footer=title,
        made_on=view.today,
        one_page=True,
    )


def _to_ask(playbook: Playbook) -> tuple[Block, ...]:
    rows = tuple(
        (f"“{item.next_time}”{_TO_WRITE_IN}", "") for item in playbook.checklist if item.is_own_habit
    )
    return (
        Heading(text="Before I leave, I ask"),
        DocumentTable(header=("I say", "They answer"), rows=rows, widths=(1, 1)),
    )


def _people_met() -> tuple[Block, ...]:
    rows = ((_TO_WRITE_IN, "", "", ""),) * _PEOPLE_ROWS
    return (
        Heading(text="Who I met"),
        DocumentTable(
            header=("Name", "Card or address", "LinkedIn?", "What we talked about"),
            rows=rows,
            widths=(4, 4, 2, 5),
        ),
    )


def _cadence_rows(numbers: CadenceNumbers) -> tuple[tuple[str, str, str], ...]:
    """Return the steps of the cadence in words, for dates that are not known yet."""
    gap = (
        pluralize(numbers.gap_days, "day")
        if numbers.gap_days % 7
        else pluralize(numbers.gap_days // 7, "week")
    )
    after = pluralize(numbers.after_decision_business_days, "business day")
    undated = pluralize(numbers.no_date_business_days, "business day")
    return (
        (_within(numbers.thank_you_due_days), "A thank-you email to each person I met", ""),
        ("They decide by", "The date they gave me, if I asked", ""),
        (
            f"{after.capitalize()} after it; without a date, {undated} after the interview",
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


def _within(days: int) -> str:
    return {0: "The same day", 1: "By the day after"}.get(days, f"Within {pluralize(days, 'day')}")


def _latest(view: WorkspaceView) -> InterviewDetails | None:
    """Return the interview held last, else the next one; one that was called off only where it's alone."""
    rounds = sorted(view.records.interviews.values(), key=lambda details: details.interview.held_at)
    held = [details for details in rounds if details.was_held(view.today)]
    rounds.sort(key=lambda details: details.interview.is_called_off(view.today))
    return held[-1] if held else next(iter(rounds), None)


def _facts(view: WorkspaceView, details: InterviewDetails) -> str:
    day = view.day_format.full(details.interview.held_on)
    decision = details.interview.decision_by
    if decision is None:
        return f"Interview on {day}. No decision date is known."
    return f"Interview on {day}. {decision_words(details, view.today)} {view.day_format.full(decision)}."


def _met(view: WorkspaceView, details: InterviewDetails) -> tuple[str, ...]:
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


def _dates(view: WorkspaceView, interview: Interview) -> tuple[Block, ...]:
    planned = advised_plan(view, interview.interview_id)
    if not planned:
        return (Heading(text="Your dates"), Paragraph(text="Nothing is planned. Leave everything as it is."))
    same_but_the_person = groupby(planned, key=lambda each: (each.step.kind, each.on, each.step.due))
    rows = tuple(row for _, group in same_but_the_person for row in _rows(view, tuple(group), interview))
    return (
        Heading(text="Your dates, if nobody answers"),
        DocumentTable(header=("From", "By", "What", "Done"), rows=rows, widths=(5, 5, 7, 2)),
        Paragraph(
            text="Before a date on this list, leave them alone. An answer changes the list.", quiet=True
        ),
    )


def _rows(
    view: WorkspaceView, planned: tuple[PlannedStep, ...], interview: Interview
) -> Iterator[tuple[str, ...]]:
    """Yield a row for each of the steps, which differ only in the person; one row for a large panel."""
    if len(planned) > _MAX_ROWS_BY_NAME:
        yield _row(view, planned[0], f"each of {len(planned)} people", interview)
        return
    for each in planned:
        yield _row(view, each, view.name(each.step.person_id), interview)


def _row(view: WorkspaceView, planned: PlannedStep, name: str, interview: Interview) -> tuple[str, ...]:
    step, first = planned
    until = step.last_timely_day
    last = view.day_format.full(until) if until is not None and until > first else ""
    return (view.day_format.full(first), last, step_title(step, name, interview), "")


def _section(title: str, lines: tuple[str, ...]) -> tuple[Block, ...]:
    if not lines:
        return ()
    more = len(lines) - _MAX_LINES
    rest = (Paragraph(text=f"And {more} more.", quiet=True),) if more > 0 else ()
    return (Heading(text=title), Bullets(items=lines[:_MAX_LINES]), *rest)
