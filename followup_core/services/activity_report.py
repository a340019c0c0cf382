"""The activity report ("Proof of job search"): contacts with employers in a period, to show to an office."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from followup_core.formats.pdf import (
    Block,
    Document,
    DocumentTable,
    Heading,
    PaperSize,
    Paragraph,
    Signatures,
    paper_size,
    pdf,
)
from followup_core.formats.xlsx_writer import OutputSheet, write_workbook
from followup_core.models import (
    BadValue,
    DateBasis,
    Format,
    InterviewDetails,
    Outcome,
    Response,
    Settings,
    Touchpoint,
    TouchpointKind,
)
from followup_core.models.date_text import DayFormat
from followup_core.services.labels import TOUCHPOINT_NOUNS
from followup_core.services.workspace import WorkspaceView

REPORT_TITLE = "Proof of job search"
_DATE = re.compile(r"(?:\d\d? [A-Z][a-z]{2}|[A-Z][a-z]{2} \d\d?,) \d{4}")
_MAX_CELL_CHARS = 140  # in the PDF; the workbook has the full text
_MAX_FOOTER_CHARS = 60
_INTERVIEW_WORDS = {
    None: "Interview",
    Format.IN_PERSON: "Interview in person",
    Format.VIDEO: "Interview by video",
    Format.PHONE: "Interview by phone",
}
_OUTCOME_WORDS = {
    Outcome.NEXT_ROUND: "Invited to the next round",
    Outcome.OFFER: "Offer",
    Outcome.REJECTED: "Rejected",
    Outcome.WITHDRAWN: "Withdrawn by me",
    Outcome.LET_GO: "No longer pursued",
}
_OPEN_WORDS = {
    DateBasis.NAMED: "Open, a decision is due by {day}",
    DateBasis.PROMISED: "Open, news was promised by {day}",
    DateBasis.ESTIMATED: "Open, an answer is expected by {day} (an estimate)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerContact:
    """One contact with an employer: its day, organization, kind, person ('' if not known) and result."""

    on: date
    organization: str
    role: str
    kind: str
    whom: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityReport:
    """The contacts of a period (both days included), by day, as recorded on `made_on`.

    `follow_ups` counts the delivered messages, and `undelivered` the messages that bounced. If `named` is
    False, the report leaves out the person of every contact. The `remark` is printed on the report.
    """

    candidate: Settings
    start: date
    end: date
    made_on: date
    named: bool
    contacts: tuple[EmployerContact, ...]
    interviews: int
    follow_ups: int
    undelivered: int
    remark: str = ""

    @property
    def day_format(self) -> DayFormat:
        """How days are written in the report."""
        return DayFormat(today=self.made_on, country=self.candidate.country)

    @property
    def period(self) -> str:
        """The first and last day in words."""
        return f"{self.day_format.dated(self.start)} to {self.day_format.dated(self.end)}"

    @property
    def sentence(self) -> str:
        """The numbers of interviews and messages, in a sentence or two."""
        if not self.contacts:
            return "Nothing is recorded in this period."
        interviews = _count_text(self.interviews, "interview")
        messages = _count_text(self.follow_ups, "follow-up message")
        bounced = f" {_count_text(self.undelivered, 'more message')} came back undelivered."
        return f"{interviews} and {messages}." + (bounced if self.undelivered else "")


def usual_period(today: date) -> tuple[date, date]:
    """Return the default period: from the first day of this month to `today`."""
    return today.replace(day=1), today


def activity_report(
    view: WorkspaceView, *, start: date, end: date, today: date, named: bool = True, remark: str = ""
) -> ActivityReport:
    """Return the report on `start` to `end`: interviews held and messages sent, until `today` at the latest.

    An interview whose outcome came before its day is left out, because it was not held.

    Raises:
        BadValue: the period ends before it begins.
    """
    if start > end:
        raise BadValue("The period ends before it begins.", "Choose a last day that is not before the first.")
    last_day, rounds = min(end, today), view.records.interviews.values()
    held_interviews = [
        details for details in rounds if start <= details.interview.held_on and details.was_held(last_day)
    ]
    sent_messages = [
        (details, touchpoint)
        for details in rounds
        for touchpoint in details.touchpoints
        if start <= touchpoint.sent_on <= last_day
        and touchpoint.kind is not TouchpointKind.HEARD_FROM_EMPLOYER
    ]
    contacts = [
        *(_interview_contact(view, details, today) for details in held_interviews),
        *(_message_contact(view, details, touchpoint, today) for details, touchpoint in sent_messages),
    ]
    undelivered = sum(touchpoint.bounced for _, touchpoint in sent_messages)
    return ActivityReport(
        candidate=view.records.settings,
        start=start,
        end=end,
        made_on=today,
        named=named,
        contacts=tuple(sorted(contacts, key=lambda contact: contact.on)),  # same day: same order
        interviews=len(held_interviews),
        follow_ups=len(sent_messages) - undelivered,
        undelivered=undelivered,
        remark=remark,
    )


def _interview_contact(view: WorkspaceView, details: InterviewDetails, today: date) -> EmployerContact:
    interview = details.interview
    names = (view.name(interviewer.person_id) for interviewer in details.interviewers)
    return EmployerContact(
        on=interview.held_on,
        organization=interview.organization,
        role=interview.role,
        kind=_INTERVIEW_WORDS[interview.format]
        + (f", round {interview.round}" if interview.round > 1 else ""),
        whom="; ".join(filter(None, names)),  # a name may have a comma: "Dana Ruiz, PhD"
        result=_outcome_text(view, details, today),
    )


def _outcome_text(view: WorkspaceView, details: InterviewDetails, today: date) -> str:
    interview = details.interview
    outcome_on = interview.outcome_on
    if interview.outcome is not None and (outcome_on is None or outcome_on <= today):
        return _OUTCOME_WORDS[interview.outcome] + (
            f", {view.day_format.compact(outcome_on)}" if outcome_on else ""
        )
    decision_by = interview.decision_by
    if decision_by is None or decision_by < today:
        return "Open"
    return _OPEN_WORDS[details.date_basis].format(day=view.day_format.compact(decision_by))


def _message_contact(
    view: WorkspaceView, details: InterviewDetails, touchpoint: Touchpoint, today: date
) -> EmployerContact:
    return EmployerContact(
        on=touchpoint.sent_on,
        organization=details.interview.organization,
        role=details.interview.role,
        kind=TOUCHPOINT_NOUNS[touchpoint.kind],
        whom=view.name(touchpoint.person_id),
        result=_response_text(view, touchpoint, today),
    )


def _response_text(view: WorkspaceView, touchpoint: Touchpoint, today: date) -> str:
    responded_on = touchpoint.responded_on
    if touchpoint.bounced:
        return "Came back undelivered"
    if touchpoint.response is None or (responded_on is not None and responded_on > today):
        return "No answer yet"
    answer = "Answered" if touchpoint.response is Response.ANSWERED else "Out-of-office reply"
    return f"{answer}, {view.day_format.compact(responded_on)}" if responded_on else answer


def activity_report_xlsx(report: ActivityReport) -> bytes:
    """Return the report as a workbook with one row per contact."""
    sheet = OutputSheet(
        name=REPORT_TITLE,
        above=(
            REPORT_TITLE,
            *filter(None, (report.remark, *_letterhead(report))),
            report.period,
            report.sentence,
            _made_on_sentence(report),
            "",
        ),
        header=_header(report),
        rows=[(contact.on, *_cells_after_day(report, contact)) for contact in report.contacts],
        widths=(12, 28, 24, 28, 28, 34) if report.named else (12, 28, 24, 28, 34),
        wrap=True,
    )
    return write_workbook(
        [sheet],
        made_on=report.made_on,
        title=REPORT_TITLE,
        letter=paper_size(report.candidate.country) is PaperSize.LETTER,
    )


def activity_report_pdf(report: ActivityReport) -> bytes:
    """Return the report as a PDF, in the paper size of the candidate's country."""
    name = _shortened(report.candidate.name, _MAX_FOOTER_CHARS)
    return pdf(
        Document(
            title=REPORT_TITLE,
            subtitle=report.period,
            blocks=tuple(_pdf_blocks(report)),
            size=paper_size(report.candidate.country),
            footer=", ".join(
                (name, REPORT_TITLE.lower(), report.period) if name else (REPORT_TITLE, report.period)
            ),
            numbered=True,
            made_on=report.made_on,
        ).marked(report.remark)
    )


def _pdf_blocks(report: ActivityReport) -> Iterator[Block]:
    name, *addresses = _letterhead(report)
    yield Heading(text=_shortened(name) or "Name:")
    yield from (Paragraph(text=_shortened(line)) for line in addresses)
    yield Paragraph(text=report.sentence)
    if report.contacts:
        yield DocumentTable(
            header=_header(report),
            rows=tuple(_pdf_cells(report, contact) for contact in report.contacts),
            widths=(2.5, 3.5, 3, 3.2, 2.8, 3.5) if report.named else (2.5, 4.2, 3.6, 3.6, 4),
        )
    yield Paragraph(text=_made_on_sentence(report), quiet=True)
    yield Signatures(labels=("Place and date", "Signature"))


def _pdf_cells(report: ActivityReport, contact: EmployerContact) -> tuple[str, ...]:
    """Return a contact's row of the PDF, with dates that can't break across lines."""
    cells = (
        _shortened(text)
        for text in (report.day_format.compact(contact.on), *_cells_after_day(report, contact))
    )
    return tuple(_DATE.sub(_with_unbreakable_spaces, text) for text in cells)


def _with_unbreakable_spaces(match: re.Match[str]) -> str:
    return match[0].replace(" ", "\u00a0")


def _shortened(text: str, max_chars: int = _MAX_CELL_CHARS) -> str:
    return text if len(text) <= max_chars else f"{text[: max_chars - 1].rstrip()}…"


def _letterhead(report: ActivityReport) -> tuple[str, ...]:
    """Return the candidate's name ('' if not given) and, if known, a line with email and phone."""
    candidate = report.candidate
    addresses = ", ".join(filter(None, (candidate.email, candidate.phone)))
    return (candidate.name, addresses) if addresses else (candidate.name,)


def _header(report: ActivityReport) -> tuple[str, ...]:
    """Return the names of the columns."""
    return ("Day", "Organization", "Role", "Contact", *(("With",) if report.named else ()), "Result")


def _cells_after_day(report: ActivityReport, contact: EmployerContact) -> tuple[str, ...]:
    """Return the cells after the day in a contact's row."""
    whom = (contact.whom,) if report.named else ()
    return (contact.organization, contact.role, contact.kind, *whom, contact.result)


def _made_on_sentence(report: ActivityReport) -> str:
    """Return sentences on the day that the report was made, and on what it lists."""
    day = report.day_format.dated(report.made_on)
    return f"As recorded on {day}. Only what was held and sent by then is listed."


def _count_text(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
