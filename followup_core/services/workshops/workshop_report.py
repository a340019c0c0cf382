"""The facilitator's report on a workshop, as CSV and PDF: attendance, publishable answers, lines on the wall.

All numbers of answers in it are published counts. Nothing is computed from a total, because that could reveal
a suppressed count.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from followup_core.formats.csv_injection import spreadsheet_csv
from followup_core.formats.pdf import (
    Block,
    Bullets,
    Document,
    DocumentTable,
    Heading,
    Paragraph,
    paper_size,
    pdf,
)
from followup_core.models.date_text import DayFormat, pluralize
from followup_core.playbook import DisclosureLevel
from followup_core.workshop.disclosure_minimums import OPEN_MINIMUM
from followup_core.workshop.disclosure_words import NOT_SHOWN, TOO_FEW_FOR_THE_REST
from followup_core.workshop.workshop_model import (
    Activity,
    ActivityKind,
    OptionCount,
    Prompt,
    PublishedResults,
    WrittenLine,
    title_of,
)

MIN_ATTENDANCE = 5
"""The smallest attendance that the report names; below, it says "fewer than 5".

A report is passed on, with a title and a day, and others may know who those few were. Nothing is lost: no
answer from so small a workshop is in the report anyway.
"""

_COLUMNS = ("activity", "prompt_id", "question", "option", "count", "participants", "right", "note")
_MAX_COLUMNS = 4  # options next to each other; more of them, or longer ones, are below each other
_MAX_HEADER_LENGTH = 16

PromptResult = tuple[Activity, Prompt, PublishedResults]
PromptLine = tuple[Activity, Prompt, WrittenLine]
_Question = tuple[PromptResult, ...]
"""The result of a question; for one that takes several answers, a result for each answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopReport:
    """What to report; `attended` counts everybody who joined, the rest is what a session exports."""

    title: str
    held_on: date
    attended: int
    results: tuple[PromptResult, ...]
    lines: tuple[PromptLine, ...] = ()
    center: str = ""
    country: str = ""


def report_csv(report: WorkshopReport) -> bytes:
    """Return a CSV file with a row for the attendance, then one for each option, then one for each line.

    A line is in the column of the options, with its votes as `count`.

    `count` is '' if it is suppressed, with the reason as `note`; `participants` if nothing is published, and
    `right` if no option is right or wrong.
    A cell that a spreadsheet would run as a formula begins with an apostrophe.
    """
    attended = str(report.attended) if _is_publishable(report.attended) else ""
    attendance = ("Attendance", "", "How many people joined", "", attended, attended, "", "")
    answers = (row for result in report.results for row in _rows(result))
    lines = (
        (
            title_of(activity, prompt),
            prompt.prompt_id,
            _question(prompt),
            line.text,
            str(line.votes),
            "",
            "",
            "",
        )
        for activity, prompt, line in report.lines
    )
    return spreadsheet_csv([_COLUMNS, attendance, *answers, *lines])


def _rows(result: PromptResult) -> Iterator[tuple[str, ...]]:
    activity, prompt, published = result
    reason = published.sentence if not _has_a_number((result,)) else TOO_FEW_FOR_THE_REST
    for cell in published.counts:
        yield (
            title_of(activity, prompt),
            prompt.prompt_id,
            _question(prompt),
            cell.option.words,
            "" if cell.count is None else str(cell.count),
            str(published.participant_count or ""),
            _right(prompt, cell),
            reason if cell.count is None else "",
        )


def _question(prompt: Prompt) -> str:
    return " ".join(f"{prompt.story} {prompt.ask}".split())


def _right(prompt: Prompt, cell: OptionCount) -> str:
    if not prompt.key:
        return ""
    return "yes" if cell.option.id == prompt.key else "no"


def report_document(report: WorkshopReport, *, made_on: date) -> Document:
    """Return the report as a document to print."""
    questions = tuple(_questions(report.results))
    shown = tuple(result for question in questions if _has_a_number(question) for result in question)
    return Document(
        title=report.title,
        subtitle=_center_and_day(report),
        blocks=(
            Heading(text="Attendance"),
            Paragraph(text=attendance_words(report.attended)),
            *_what_is_shown(report),
            *_situations(shown),
            *(block for results in _by_part(shown) for block in _part(results)),
            *_lines(report.lines),
            *_not_shown([question for question in questions if not _has_a_number(question)]),
        ),
        size=paper_size(report.country),
        footer=f"{report.title}, {report.held_on.isoformat()}",
        made_on=made_on,
    )


def _lines(lines: Sequence[PromptLine]) -> Iterator[Block]:
    """Yield the lines on the wall with their votes, a table for each question."""
    if lines:
        yield Heading(text="Lines from the room")
    for _, group in groupby(lines, key=lambda line: (line[0].activity_id, line[1].prompt_id)):
        of_question = tuple(group)
        yield DocumentTable(
            header=(of_question[0][1].ask, "Me too"),
            rows=tuple((line.text, str(line.votes)) for _, _, line in of_question),
            widths=(8, 2),
        )


def _center_and_day(report: WorkshopReport) -> str:
    day = DayFormat(today=report.held_on, country=report.country).full(report.held_on)
    return "  ·  ".join(filter(None, (report.center, f"{day}, {report.held_on.year}")))


def report_pdf(report: WorkshopReport, *, made_on: date) -> bytes:
    """Return the report as a PDF file."""
    return pdf(report_document(report, made_on=made_on))


def attendance_words(attended: int) -> str:
    """Return a sentence about how many joined; it doesn't name a number below MIN_ATTENDANCE."""
    if attended == 0:
        return "Nobody joined."
    if not _is_publishable(attended):
        return f"Fewer than {MIN_ATTENDANCE} people joined."
    return f"{attended} people joined."


def _is_publishable(attended: int) -> bool:
    return attended == 0 or attended >= MIN_ATTENDANCE


def _what_is_shown(report: WorkshopReport) -> tuple[Block, ...]:
    """Return the rules by which the counts in this report were chosen."""
    levels = {prompt.level for _, prompt, _ in report.results}
    rules = [
        f"Open questions show every count once {OPEN_MINIMUM} people have answered."
        if DisclosureLevel.OPEN in levels
        else "",
        "Protected questions show a count only if it can't point at one person, and the last few answers may "
        "not be counted."
        if DisclosureLevel.PROTECTED in levels
        else "",
    ]
    words = " ".join(filter(None, rules))
    return (Paragraph(text=words, quiet=True),) if words else ()


def _questions(results: Sequence[PromptResult]) -> Iterator[_Question]:
    """Yield the results question by question."""
    for (_, several), group in groupby(results, key=lambda result: (result[0].activity_id, _several(result))):
        if several:
            yield tuple(group)
        else:
            yield from ((result,) for result in group)


def _several(result: PromptResult) -> str:
    """Return the id of the question that this is one answer of, if people chose several; '' otherwise."""
    prompt = result[1]
    return prompt.point_of if prompt.kind is ActivityKind.POLL else ""


def _has_a_number(question: _Question) -> bool:
    return any(cell.count is not None for _, _, published in question for cell in published.counts)


def _by_part(results: Sequence[PromptResult]) -> tuple[tuple[PromptResult, ...], ...]:
    """Return the results part by part; a facilitator's question is none of the part that it interrupted."""
    parts: dict[tuple[str, str], list[PromptResult]] = {}
    for result in results:
        activity, prompt, _ = result
        parts.setdefault((activity.activity_id, title_of(activity, prompt)), []).append(result)
    return tuple(tuple(part) for part in parts.values())


def _not_shown(questions: Sequence[_Question]) -> tuple[Block, ...]:
    """Return the section that says which questions have no published count, and why."""
    if not questions:
        return ()
    lines = []
    for part in _by_part([result for question in questions for result in question]):
        for reason in dict.fromkeys(published.sentence for _, _, published in part):
            alike = [result for result in part if result[2].sentence == reason]
            count = pluralize(len(list(_questions(alike))), "question").capitalize()
            lines.append(f"{count} of “{title_of(*part[0][:2])}”: {reason[:1].lower()}{reason[1:]}")
    return (Heading(text="Not shown"), Bullets(items=tuple(lines)))


def _situations(results: Sequence[PromptResult]) -> tuple[Block, ...]:
    """Return the section that sums up the situations: how many answers were right, and how many not."""
    with_key = [(prompt, published) for _, prompt, published in results if prompt.key]
    if not with_key:
        return ()
    rows = tuple(
        (_short_story(prompt), _sum(prompt, published, right=True), _sum(prompt, published, right=False))
        for prompt, published in with_key
    )
    return (
        Heading(text="Situations, right and not right"),
        DocumentTable(header=("Situation", "Right", "Not right"), rows=rows, widths=(6, 2, 2)),
    )


def _short_story(prompt: Prompt) -> str:
    """Return a situation's first sentence, because many situations ask the same question."""
    first = f"{prompt.story} ".partition(". ")[0]
    return f"{first}." if first.strip() else prompt.ask


def _sum(prompt: Prompt, published: PublishedResults, *, right: bool) -> str:
    """Return the sum of the published counts; if one of them is suppressed, the sum is, too."""
    counts = [cell.count for cell in published.counts if (cell.option.id == prompt.key) is right]
    shown = [count for count in counts if count is not None]
    return str(sum(shown)) if counts and len(shown) == len(counts) else NOT_SHOWN


def _part(results: tuple[PromptResult, ...]) -> Iterator[Block]:
    yield Heading(text=title_of(*results[0][:2]))
    for (several, columns), group in groupby(
        results, key=lambda result: (_several(result), _columns(result))
    ):
        same_options = tuple(group)
        if several or (len(same_options) > 1 and columns):
            yield _shared_table(same_options)
        else:
            yield from (_own_table(prompt, published) for _, prompt, published in same_options)


def _columns(result: PromptResult) -> tuple[str, ...]:
    """Return the options as column headers; () if they are too long or one of them is the right answer."""
    _, prompt, published = result
    headers = tuple(cell.option.words for cell in published.counts)
    fit = len(headers) <= _MAX_COLUMNS and all(len(header) <= _MAX_HEADER_LENGTH for header in headers)
    return headers if fit and not prompt.key else ()


def _shared_table(results: tuple[PromptResult, ...]) -> DocumentTable:
    """Return one table with a row for each question, for questions with the same short options.

    For a question that takes several answers, the table has a row for each answer.
    """
    headers = _columns(results[0])
    rows = tuple(
        (prompt.ask, *(_count(cell) for cell in published.counts), _answered(published))
        for _, prompt, published in results
    )
    widths = (8, *(2.0 for _ in headers), 2)
    first = results[0][1].story if _several(results[0]) else "Question"
    return DocumentTable(header=(first, *headers, "Answered"), rows=rows, widths=widths)


def _own_table(prompt: Prompt, published: PublishedResults) -> DocumentTable:
    """Return a table with the whole question as its header, so that they stay together on a page."""
    rows = tuple((_option(prompt, cell), _count(cell)) for cell in published.counts)
    return DocumentTable(
        header=(f"{prompt.story} {prompt.ask}".strip(), "People"),
        rows=(*rows, ("Answered", _answered(published))),
        widths=(8, 2),
    )


def _option(prompt: Prompt, cell: OptionCount) -> str:
    return f"{cell.option.words} (right)" if prompt.key == cell.option.id else cell.option.words


def _count(cell: OptionCount) -> str:
    return NOT_SHOWN if cell.count is None else str(cell.count)


def _answered(published: PublishedResults) -> str:
    return str(published.participant_count)
