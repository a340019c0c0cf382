"""The facilitator's report: attendance, and the room's answers as far as they may leave it; CSV and PDF.

Everything here is made of released counts. Nothing is worked out from a total, so that no number that
is kept back comes in by another door.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from followup_core.formats.pdf import Block, Bullets, Document, Heading, PaperSize, Paragraph, Table, pdf
from followup_core.models.date_text import format_day, pluralize
from followup_core.workshop.disclosure_control import EXPORT_MINIMUM, STEP
from followup_core.workshop.workshop_model import Activity, OptionCount, Prompt, PublishedResults

SMALLEST_ATTENDANCE = 5
"""Below it the report says "fewer than 5". A report is passed on, with a title and a day: of so few, others
may know who came. Nothing is lost by it, since no answer of so small a room is in the report anyway."""

_COLUMNS = ("activity", "prompt_id", "question", "option", "count", "participants", "right")
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_KEPT_BACK = "kept back"
_MOST_COLUMNS = 4  # options side by side; more of them, or longer ones, stand below each other
_LONGEST_HEAD = 16

PromptResult = tuple[Activity, Prompt, PublishedResults]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopReport:
    """What a workshop was: `attended` counts everybody who joined, `results` come from Hall.exported."""

    title: str
    held_on: date
    attended: int
    results: tuple[PromptResult, ...]


def report_csv(report: WorkshopReport) -> bytes:
    """Return one row an option, for any spreadsheet; the first row is the attendance.

    `count` is '' where it is kept back, `participants` where nothing is released, and `right` where
    nothing is right or wrong. A cell that a spreadsheet would run as a formula begins with an apostrophe.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(_COLUMNS)
    said = str(report.attended) if _is_said(report.attended) else ""
    writer.writerow(("Attendance", "", "How many people joined", "", said, said, ""))
    for result in report.results:
        writer.writerows([_guarded(cell) for cell in row] for row in _rows(result))
    return out.getvalue().encode("utf-8-sig", "replace")  # without the mark a spreadsheet guesses the letters


def _rows(result: PromptResult) -> Iterator[tuple[str, ...]]:
    activity, prompt, published = result
    for cell in published.counts:
        yield (
            activity.title,
            prompt.prompt_id,
            " ".join(f"{prompt.story} {prompt.ask}".split()),
            cell.option.words,
            "" if cell.count is None else str(cell.count),
            str(published.participants or ""),
            _right(prompt, cell),
        )


def _right(prompt: Prompt, cell: OptionCount) -> str:
    if not prompt.key:
        return ""
    return "yes" if cell.option.id == prompt.key else "no"


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def report_document(report: WorkshopReport, *, made_on: date, size: PaperSize = PaperSize.A4) -> Document:
    """Return the report as pages to print or to pass on."""
    shown = tuple(result for result in report.results if _has_a_number(result))
    return Document(
        title=report.title,
        subtitle=f"{format_day(report.held_on, report.held_on)} {report.held_on.year}",
        blocks=(
            Heading(text="Attendance"),
            Paragraph(text=attendance_words(report.attended)),
            Paragraph(text=_what_is_kept_back(report), quiet=True),
            *_situations(shown),
            *(block for results in _by_activity(shown) for block in _activity(results)),
            *_not_shown([result for result in report.results if not _has_a_number(result)]),
        ),
        size=size,
        footer=f"{report.title}, {report.held_on.isoformat()}",
        made_on=made_on,
    )


def report_pdf(report: WorkshopReport, *, made_on: date) -> bytes:
    """Return the report as a PDF file."""
    return pdf(report_document(report, made_on=made_on))


def attendance_words(attended: int) -> str:
    """Say how many joined; a number below 5 is not said."""
    if attended == 0:
        return "Nobody joined."
    if not _is_said(attended):
        return f"Fewer than {SMALLEST_ATTENDANCE} people joined."
    return f"{attended} people joined."


def _is_said(attended: int) -> bool:
    return attended == 0 or attended >= SMALLEST_ATTENDANCE


def _what_is_kept_back(report: WorkshopReport) -> str:
    some = any(cell.count is None for _, _, published in report.results for cell in published.counts)
    rule = (
        f"A number below {EXPORT_MINIMUM} is kept back, with any other that it could be worked out from,"
        f" so that nobody's answer can be read from this report. Answers are counted in steps of {STEP}"
        " people; the last few may be missing."
    )
    return f"{rule} Nothing had to be kept back here." if report.results and not some else rule


def _has_a_number(result: PromptResult) -> bool:
    return any(cell.count is not None for cell in result[2].counts)


def _by_activity(results: Sequence[PromptResult]) -> Iterator[tuple[PromptResult, ...]]:
    for _, group in groupby(results, key=lambda result: result[0].activity_id):
        yield tuple(group)


def _not_shown(results: Sequence[PromptResult]) -> tuple[Block, ...]:
    """Say in a few lines what there is nothing to show of."""
    if not results:
        return ()
    why = " ".join(dict.fromkeys(published.sentence for _, _, published in results))
    groups = tuple(_by_activity(results))
    lines = (f"{pluralize(len(of), 'question').capitalize()} of “{of[0][0].title}”" for of in groups)
    return (Heading(text="Not shown"), Paragraph(text=why), Bullets(items=tuple(lines)))


def _situations(results: Sequence[PromptResult]) -> tuple[Block, ...]:
    """Return the situations at a glance: how many were right, and how many were not."""
    asked = [(prompt, published) for _, prompt, published in results if prompt.key]
    if not asked:
        return ()
    rows = tuple(
        (_in_short(prompt), _sum(prompt, published, right=True), _sum(prompt, published, right=False))
        for prompt, published in asked
    )
    return (
        Heading(text="Situations, right and not right"),
        Table(header=("Situation", "Right", "Not right"), rows=rows, widths=(6, 2, 2)),
    )


def _in_short(prompt: Prompt) -> str:
    """Return how a situation begins: what is asked is the same for many."""
    begin = f"{prompt.story} ".partition(". ")[0]
    return f"{begin}." if begin.strip() else prompt.ask


def _sum(prompt: Prompt, published: PublishedResults, *, right: bool) -> str:
    """Return the sum of the shown counts; where one of them is kept back, the sum is too."""
    counts = [cell.count for cell in published.counts if (cell.option.id == prompt.key) is right]
    known = [count for count in counts if count is not None]
    return str(sum(known)) if counts and len(known) == len(counts) else _KEPT_BACK


def _activity(results: tuple[PromptResult, ...]) -> Iterator[Block]:
    yield Heading(text=results[0][0].title)
    for _, group in groupby(results, key=_columns):
        alike = tuple(group)
        if len(alike) > 1 and _columns(alike[0]):
            yield _side_by_side(alike)
        else:
            yield from (_one(prompt, published) for _, prompt, published in alike)


def _columns(result: PromptResult) -> tuple[str, ...]:
    """Return the options as heads of columns; () where they are too long, or one of them is the right one."""
    _, prompt, published = result
    words = tuple(cell.option.words for cell in published.counts)
    short = len(words) <= _MOST_COLUMNS and all(len(each) <= _LONGEST_HEAD for each in words)
    return words if short and not prompt.key else ()


def _side_by_side(alike: tuple[PromptResult, ...]) -> Table:
    heads = _columns(alike[0])
    rows = tuple(
        (prompt.ask, *(_count(cell) for cell in published.counts), _answered(published))
        for _, prompt, published in alike
    )
    return Table(header=("Question", *heads, "Answered"), rows=rows, widths=(8, *(2.0 for _ in heads), 2))


def _one(prompt: Prompt, published: PublishedResults) -> Table:
    """Return a table headed by the whole question, so that a page's end never parts them."""
    rows = tuple((_option(prompt, cell), _count(cell)) for cell in published.counts)
    return Table(
        header=(f"{prompt.story} {prompt.ask}".strip(), "People"),
        rows=(*rows, ("Answered", _answered(published))),
        widths=(8, 2),
    )


def _option(prompt: Prompt, cell: OptionCount) -> str:
    return f"{cell.option.words} (right)" if prompt.key == cell.option.id else cell.option.words


def _count(cell: OptionCount) -> str:
    return _KEPT_BACK if cell.count is None else str(cell.count)


def _answered(published: PublishedResults) -> str:
    return str(published.participants)
