"""The weekly review, on screen and as a PDF page: what was done, what is due, statistics and one habit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from followup_core.cadence import NoteOwed, Step, StepState
from followup_core.formats.pdf import Block, Bullets, Document, Heading, Paragraph, paper_size, pdf
from followup_core.models import Interview, Outcome, TouchpointKind
from followup_core.services.answer_deadline import all_open_deadlines
from followup_core.services.due_steps import first_day
from followup_core.services.labels import (
    STATE_WORDS,
    TOUCHPOINT_NOUNS,
    outcome_event,
    step_state_words,
    step_title_with_organization,
)
from followup_core.services.today_overview import checklist_label, today_overview
from followup_core.services.workspace import WorkspaceView

from .report import statistics_report
from .report_text import (
    headline_words,
    rate_words,
    recommendation_words,
    sentence_to_say,
    timing_words,
    undated_words,
)

REVIEW_DAYS = 7
_MAX_LINES = 6  # per section, so that the review fits on one page


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyReview:
    """A review of the seven days that end today; each part has its lines in order of time."""

    first: date
    last: date
    done: tuple[str, ...]
    heard: tuple[str, ...]
    due: tuple[str, ...]
    waiting: tuple[str, ...]
    let_go: tuple[str, ...]
    statistics: tuple[str, ...]
    habit: tuple[str, ...]


def weekly_review(view: WorkspaceView) -> WeeklyReview:
    """Return the review of the week that ends on the view's day."""
    first = view.today - timedelta(days=REVIEW_DAYS - 1)
    overview = today_overview(view)
    return WeeklyReview(
        first=first,
        last=view.today,
        done=_sorted_texts(_done_lines(view, first)),
        heard=_sorted_texts(_response_lines(view, first)),
        due=(
            *(f"{interview.title}: canceled, say what becomes of it" for interview in overview.canceled),
            *(
                f"{deadline.title} by {view.day_format.full(deadline.on)}"
                for deadline in all_open_deadlines(view)
            ),
            *(f"{response.interview.organization}: enter what they said" for response in overview.responses),
            *(
                f"{checklist_label(progress)}: {progress.details.interview.title}"
                for progress in overview.checklists
            ),
            *(f"{_state_words(step)}: {_title(view, step.interview_id, step)}" for step in overview.do_now),
        ),
        waiting=tuple(
            f"{_title(view, step.interview_id, step)}: not before {_day(view, first_day(view, step))}"
            for step in overview.waiting
        ),
        let_go=_sorted_texts(_ended_lines(view, first)),
        statistics=_statistics_lines(view),
        habit=_habit_lines(view),
    )


def _state_words(step: Step) -> str:
    """Return a step's state; a mailed note is in time for two weeks."""
    is_note = isinstance(step.reason, NoteOwed)
    return STATE_WORDS[StepState.DUE] if is_note else step_state_words(step)


_DatedLine = tuple[date, str]


def _sorted_texts(lines: Iterable[_DatedLine]) -> tuple[str, ...]:
    return tuple(line for _, line in sorted(lines))


def _done_lines(view: WorkspaceView, first: date) -> Iterable[_DatedLine]:
    for details in view.records.interviews.values():
        interview = details.interview
        if first <= interview.held_on and details.was_held(view.today):
            yield interview.held_on, f"{_day(view, interview.held_on)}: interview, {interview.title}"
        for touchpoint in details.touchpoints:
            if (
                touchpoint.kind is not TouchpointKind.HEARD_FROM_EMPLOYER
                and first <= touchpoint.sent_on <= view.today
            ):
                name = view.name(touchpoint.person_id)
                whom = f"{name}, {interview.organization}" if name else interview.organization
                what = f"{TOUCHPOINT_NOUNS[touchpoint.kind]} to {whom}"
                came_back = ", not delivered" if touchpoint.bounced else ""
                yield touchpoint.sent_on, f"{_day(view, touchpoint.sent_on)}: {what}{came_back}"


def _response_lines(view: WorkspaceView, first: date) -> Iterable[_DatedLine]:
    for details in view.records.interviews.values():
        days = {
            touchpoint.counted_response_on
            for touchpoint in details.touchpoints
            if touchpoint.counted_response_on is not None
        }
        for day in days:
            if first <= day <= view.today:
                yield day, f"{_day(view, day)}: {details.interview.title}"


def _ended_lines(view: WorkspaceView, first: date) -> Iterable[_DatedLine]:
    for details in view.records.interviews.values():
        interview = details.interview
        outcome_on = interview.outcome_on
        if interview.outcome is not None and outcome_on is not None and first <= outcome_on <= view.today:
            yield (
                outcome_on,
                f"{_day(view, outcome_on)}: {interview.title}. {_outcome_sentences(interview)}",
            )


def _outcome_sentences(interview: Interview) -> str:
    if interview.outcome is Outcome.LET_GO:
        return "Let go. A good decision: your time goes to the next one."
    return f"{outcome_event(interview.outcome)}."


def _statistics_lines(view: WorkspaceView) -> tuple[str, ...]:
    statistics = statistics_report(view).statistics
    return (
        headline_words(statistics),
        timing_words(statistics),
        *filter(None, (undated_words(statistics),)),
        *(rate_words(rate) for rate in statistics.touchpoints if rate.mature),
    )


def _habit_lines(view: WorkspaceView) -> tuple[str, ...]:
    statistics = statistics_report(view).statistics
    sentence = recommendation_words(statistics, view.playbook)
    words = sentence_to_say(statistics, view.playbook)
    return (sentence, f"Next time, say: “{words}”") if words else (sentence,)


def _title(view: WorkspaceView, interview_id: str, step: Step) -> str:
    interview = view.interview_details(interview_id).interview
    return step_title_with_organization(step, view.name(step.person_id), interview)


def _day(view: WorkspaceView, day: date) -> str:
    return view.day_format.full(day)


def weekly_review_pdf(view: WorkspaceView, remark: str = "") -> bytes:
    """Return the review as a PDF page, with a remark if its content needs one."""
    return pdf(_document(view, weekly_review(view)).marked(remark))


def _document(view: WorkspaceView, review: WeeklyReview) -> Document:
    settings = view.records.settings
    return Document(
        title="My week after interviews"
        if not settings.name
        else f"{settings.name}: the week after interviews",
        subtitle=f"{_day(view, review.first)} to {_day(view, review.last)}",
        blocks=(
            *_section_blocks("Done", review.done, "Nothing this week. That is all right."),
            *_section_blocks("Heard back", review.heard),
            *_section_blocks("Do now", review.due, "Nothing is due. Leave everything as it is."),
            *_section_blocks("Leave alone", review.waiting),
            *_section_blocks("Decided", review.let_go),
            *_section_blocks("Statistics so far", review.statistics),
            *_section_blocks("What to do differently", review.habit),
        ),
        size=paper_size(settings.country),
        made_on=view.today,
        one_page=True,
    )


def _section_blocks(title: str, lines: Sequence[str], if_empty: str = "") -> tuple[Block, ...]:
    if not lines:
        return (Heading(text=title), Paragraph(text=if_empty)) if if_empty else ()
    shown_lines = tuple(lines[:_MAX_LINES])
    more_blocks = (
        (Paragraph(text=f"And {len(lines) - _MAX_LINES} more.", quiet=True),)
        if len(lines) > _MAX_LINES
        else ()
    )
    return (Heading(text=title), Bullets(items=shown_lines), *more_blocks)
