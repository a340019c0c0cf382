"""Makes the facilitator's report as CSV and PDF: attendance, publishable answers, lines on the wall.

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
"""The smallest attendance that the report names; below that, it says "fewer than 5".

A report is passed on, with a title and a day, and others may know who those few were. Nothing is lost: no
answer from so small a workshop is in the report anyway.
"""

_COLUMNS = ("activity", "prompt_id", "question", "option", "count", "participants", "right", "note")
_MAX_COLUMNS = 4  # options next to each other; more of them, or longer ones, are below each other
_MAX_HEADER_LENGTH = 16

PromptResult = tuple[Activity, Prompt, PublishedResults]
PromptLine = tuple[Activity, Prompt, WrittenLine]
_Question = tuple[PromptResult, ...]
"""The results of a question: one result, or one for each answer if the question takes several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopReport:
    """What to report. `attended` counts everybody who joined. The rest comes from a session's exports."""

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

    If a count is suppressed, `count` is '' and `note` has the reason. `participants` is '' if nothing is
    published, and `right` is '' if no option is right or wrong.
    A cell that a spreadsheet would run as a formula begins with an apostrophe.
    """
    attended = str(report.attended) if _is_publishable(report.attended) else ""
    attendance = ("Attendance", "", "How many people joined", "", attended, attended, "", "")
    answers = (row for result in report.results for row in _csv_rows(result))
    lines = (
        (
            title_of(activity, prompt),
            prompt.prompt_id,
            _question_words(prompt),
            line.text,
            str(line.votes),
            "",
            "",
            "",
        )
        for activity, prompt, line in report.lines
    )
    return spreadsheet_csv([_COLUMNS, attendance, *answers, *lines])


def _csv_rows(result: PromptResult) -> Iterator[tuple[str, ...]]:
    activity, prompt, published = result
    reason = published.sentence if not _has_published_count((result,)) else TOO_FEW_FOR_THE_REST
    for cell in published.counts:
        yield (
            title_of(activity, prompt),
            prompt.prompt_id,
            _question_words(prompt),
            cell.option.words,
            "" if cell.count is None else str(cell.count),
            str(published.participant_count or ""),
            _right_words(prompt, cell),
            reason if cell.count is None else "",
        )


def _question_words(prompt: Prompt) -> str:
    return " ".join(f"{prompt.story} {prompt.ask}".split())


def _right_words(prompt: Prompt, cell: OptionCount) -> str:
    if not prompt.key:
        return ""
    return "yes" if cell.option.id == prompt.key else "no"


def report_document(report: WorkshopReport, *, made_on: date) -> Document:
    """Return the report as a document to print."""
    questions = tuple(_grouped_by_question(report.results))
    shown_results = tuple(
        result for question in questions if _has_published_count(question) for result in question
    )
    return Document(
        title=report.title,
        subtitle=_center_and_day(report),
        blocks=(
            Heading(text="Attendance"),
            Paragraph(text=attendance_words(report.attended)),
            *_rules_paragraph(report),
            *_situations_section(shown_results),
            *(block for results in _grouped_by_part(shown_results) for block in _part_blocks(results)),
            *_line_blocks(report.lines),
            *_not_shown_section([question for question in questions if not _has_published_count(question)]),
        ),
        size=paper_size(report.country),
        footer=f"{report.title}, {report.held_on.isoformat()}",
        made_on=made_on,
    )


def _line_blocks(lines: Sequence[PromptLine]) -> Iterator[Block]:
    """Yield the lines on the wall with their votes, a table for each question."""
    if lines:
        yield Heading(text="Lines from the room")
    for _, group in groupby(lines, key=lambda line: (line[0].activity_id, line[1].prompt_id)):
        question_lines = tuple(group)
        yield DocumentTable(
            header=(question_lines[0][1].ask, "Me too"),
            rows=tuple((line.text, str(line.votes)) for _, _, line in question_lines),
            widths=(8, 2),
        )


def _center_and_day(report: WorkshopReport) -> str:
    day = DayFormat(today=report.held_on, country=report.country).full(report.held_on)
    return "  ·  ".join(filter(None, (report.center, f"{day}, {report.held_on.year}")))


def report_pdf(report: WorkshopReport, *, made_on: date) -> bytes:
    """Return the report as a PDF file."""
    return pdf(report_document(report, made_on=made_on))


def attendance_words(attended: int) -> str:
    """Return a sentence about how many people joined, without a number if it is below MIN_ATTENDANCE."""
    if attended == 0:
        return "Nobody joined."
    if not _is_publishable(attended):
        return f"Fewer than {MIN_ATTENDANCE} people joined."
    return f"{attended} people joined."


def _is_publishable(attended: int) -> bool:
    return attended == 0 or attended >= MIN_ATTENDANCE


def _rules_paragraph(report: WorkshopReport) -> tuple[Block, ...]:
    """Return a paragraph with the rules by which the counts in this report were chosen."""
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


def _grouped_by_question(results: Sequence[PromptResult]) -> Iterator[_Question]:
    """Yield the results of each question."""
    for (_, several_answers_id), group in groupby(
        results, key=lambda result: (result[0].activity_id, _several_answers_id(result))
    ):
        if several_answers_id:
            yield tuple(group)
        else:
            yield from ((result,) for result in group)


def _several_answers_id(result: PromptResult) -> str:
    """Return the id of the question if people choose several answers to it and this is one; '' otherwise."""
    prompt = result[1]
    return prompt.point_of if prompt.kind is ActivityKind.POLL else ""


def _has_published_count(question: _Question) -> bool:
    return any(cell.count is not None for _, _, published in question for cell in published.counts)


def _grouped_by_part(results: Sequence[PromptResult]) -> tuple[tuple[PromptResult, ...], ...]:
    """Return the results of each part. A facilitator's question doesn't belong to the part it interrupts."""
    parts: dict[tuple[str, str], list[PromptResult]] = {}
    for result in results:
        activity, prompt, _ = result
        parts.setdefault((activity.activity_id, title_of(activity, prompt)), []).append(result)
    return tuple(tuple(part) for part in parts.values())


def _not_shown_section(questions: Sequence[_Question]) -> tuple[Block, ...]:
    """Return the section that says which questions have no published count, and why."""
    if not questions:
        return ()
    lines = []
    for part in _grouped_by_part([result for question in questions for result in question]):
        for reason in dict.fromkeys(published.sentence for _, _, published in part):
            same_reason_results = [result for result in part if result[2].sentence == reason]
            count = pluralize(len(list(_grouped_by_question(same_reason_results))), "question").capitalize()
            lines.append(f"{count} of “{title_of(*part[0][:2])}”: {reason[:1].lower()}{reason[1:]}")
    return (Heading(text="Not shown"), Bullets(items=tuple(lines)))


def _situations_section(results: Sequence[PromptResult]) -> tuple[Block, ...]:
    """Return the section about the situations: how many answers were right, and how many were not."""
    with_key = [(prompt, published) for _, prompt, published in results if prompt.key]
    if not with_key:
        return ()
    rows = tuple(
        (
            _short_story(prompt),
            _sum_words(prompt, published, right=True),
            _sum_words(prompt, published, right=False),
        )
        for prompt, published in with_key
    )
    return (
        Heading(text="Situations, right and not right"),
        DocumentTable(header=("Situation", "Right", "Not right"), rows=rows, widths=(6, 2, 2)),
    )


def _short_story(prompt: Prompt) -> str:
    """Return a situation's first sentence, because many situations ask the same question."""
    first_sentence = f"{prompt.story} ".partition(". ")[0]
    return f"{first_sentence}." if first_sentence.strip() else prompt.ask


def _sum_words(prompt: Prompt, published: PublishedResults, *, right: bool) -> str:
    """Return the sum of the right or the wrong options' counts; suppressed if one of them is."""
    counts = [cell.count for cell in published.counts if (cell.option.id == prompt.key) is right]
    shown_counts = [count for count in counts if count is not None]
    return str(sum(shown_counts)) if counts and len(shown_counts) == len(counts) else NOT_SHOWN


def _part_blocks(results: tuple[PromptResult, ...]) -> Iterator[Block]:
    yield Heading(text=title_of(*results[0][:2]))
    for (several_answers_id, column_headers), group in groupby(
        results, key=lambda result: (_several_answers_id(result), _column_headers(result))
    ):
        same_options = tuple(group)
        if several_answers_id or (len(same_options) > 1 and column_headers):
            yield _shared_table(same_options)
        else:
            yield from (_question_table(prompt, published) for _, prompt, published in same_options)


def _column_headers(result: PromptResult) -> tuple[str, ...]:
    """Return the options as column headers; () if they are too long or one is the right answer."""
    _, prompt, published = result
    headers = tuple(cell.option.words for cell in published.counts)
    headers_fit = len(headers) <= _MAX_COLUMNS and all(
        len(header) <= _MAX_HEADER_LENGTH for header in headers
    )
    return headers if headers_fit and not prompt.key else ()


def _shared_table(results: tuple[PromptResult, ...]) -> DocumentTable:
    """Return one table with a row for each question, for questions with the same short options.

    For a question that takes several answers, the table has a row for each answer.
    """
    headers = _column_headers(results[0])
    rows = tuple(
        (prompt.ask, *(_count_words(cell) for cell in published.counts), _answered_words(published))
        for _, prompt, published in results
    )
    widths = (8, *(2.0 for _ in headers), 2)
    first_header = results[0][1].story if _several_answers_id(results[0]) else "Question"
    return DocumentTable(header=(first_header, *headers, "Answered"), rows=rows, widths=widths)


def _question_table(prompt: Prompt, published: PublishedResults) -> DocumentTable:
    """Return a table with the whole question as its header, so that they stay together on a page."""
    rows = tuple((_option_words(prompt, cell), _count_words(cell)) for cell in published.counts)
    return DocumentTable(
        header=(f"{prompt.story} {prompt.ask}".strip(), "People"),
        rows=(*rows, ("Answered", _answered_words(published))),
        widths=(8, 2),
    )


def _option_words(prompt: Prompt, cell: OptionCount) -> str:
    return f"{cell.option.words} (right)" if prompt.key == cell.option.id else cell.option.words


def _count_words(cell: OptionCount) -> str:
    return NOT_SHOWN if cell.count is None else str(cell.count)


def _answered_words(published: PublishedResults) -> str:
    return str(published.participant_count)
