"""The activity report as a PDF with numbered pages and a line to sign on."""

import re
from collections.abc import Iterator

from followup_core.formats.pdf import Block, Document, Heading, Paragraph, Signatures, Table, paper_size, pdf

from .activity_report import (
    REPORT_TITLE,
    ActivityReport,
    EmployerContact,
    all_text,
    as_recorded,
    header,
    letterhead,
    short_date,
)

_DATE = re.compile(r"(\d\d?) ([A-Z][a-z]{2}) (\d{4})")
_MAX_CELL_CHARS = 140  # the workbook has the full text
_MAX_FOOTER_CHARS = 60


def render_activity_report(report: ActivityReport) -> bytes:
    """Return the report as a PDF, in the paper size of the candidate's country."""
    name = _short(report.candidate.name, _MAX_FOOTER_CHARS)
    return pdf(
        Document(
            title=REPORT_TITLE,
            subtitle=report.period,
            blocks=tuple(_blocks(report)),
            size=paper_size(report.candidate.country),
            footer=", ".join(
                (name, REPORT_TITLE.lower(), report.period) if name else (REPORT_TITLE, report.period)
            ),
            numbered=True,
            made_on=report.made_on,
        ).marked(report.remark)
    )


def _blocks(report: ActivityReport) -> Iterator[Block]:
    name, *addresses = letterhead(report)
    yield Heading(text=_short(name) or "Name:")
    yield from (Paragraph(text=_short(line)) for line in addresses)
    yield Paragraph(text=report.sentence)
    if report.contacts:
        yield Table(
            header=header(report),
            rows=tuple(_cells(report, contact) for contact in report.contacts),
            widths=(2.5, 3.5, 3, 3.2, 2.8, 3.5) if report.named else (2.5, 4.2, 3.6, 3.6, 4),
        )
    yield Paragraph(text=as_recorded(report), quiet=True)
    yield Signatures(labels=("Place and date", "Signature"))


def _cells(report: ActivityReport, contact: EmployerContact) -> tuple[str, ...]:
    """Return a row as it is printed, with no line break within a date."""
    cells = (_short(text) for text in (short_date(contact.on), *all_text(report, contact)))
    return tuple(_DATE.sub("\\1\u00a0\\2\u00a0\\3", text) for text in cells)


def _short(text: str, max_chars: int = _MAX_CELL_CHARS) -> str:
    return text if len(text) <= max_chars else f"{text[: max_chars - 1].rstrip()}…"
