"""The proof of search on paper: pages that are numbered, and a line to sign on."""

import re
from collections.abc import Iterator

from followup_core.formats.pdf import Block, Document, Heading, Paragraph, Signatures, Table, pdf
from followup_core.services.statistics.paper_size import paper_size

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
_LONGEST = 140  # letters in a cell; the workbook has all of them
_LONGEST_IN_FOOTER = 60


def render_activity_report(made: ActivityReport) -> bytes:
    """Return a proof as pages: the candidate's name, the period, the contacts, and a line to sign on.

    The paper is that of the candidate's country.
    """
    name = _short(made.candidate.name, _LONGEST_IN_FOOTER)
    return pdf(
        Document(
            title=REPORT_TITLE,
            subtitle=made.period,
            blocks=tuple(_blocks(made)),
            size=paper_size(made.candidate.country),
            footer=", ".join(
                (name, REPORT_TITLE.lower(), made.period) if name else (REPORT_TITLE, made.period)
            ),
            numbered=True,
            made_on=made.made_on,
        ).marked(made.remark)
    )


def _blocks(made: ActivityReport) -> Iterator[Block]:
    name, *reach = letterhead(made)
    yield Heading(text=_short(name) or "Name:")
    yield from (Paragraph(text=_short(line)) for line in reach)
    yield Paragraph(text=made.sentence)
    if made.contacts:
        yield Table(
            header=header(made),
            rows=tuple(_cells(made, each) for each in made.contacts),
            widths=(2.5, 3.5, 3, 3.2, 2.8, 3.5) if made.named else (2.5, 4.2, 3.6, 3.6, 4),
        )
    yield Paragraph(text=as_recorded(made), quiet=True)
    yield Signatures(labels=("Place and date", "Signature"))


def _cells(made: ActivityReport, each: EmployerContact) -> tuple[str, ...]:
    """Return a row as it is printed: no date is parted at a line's end."""
    shown = (_short(text) for text in (short_date(each.on), *all_text(made, each)))
    return tuple(_DATE.sub("\\1\u00a0\\2\u00a0\\3", text) for text in shown)


def _short(text: str, most: int = _LONGEST) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
