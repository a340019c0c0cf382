"""Finds job applications that may be the same one, asks once, and joins them or keeps them apart.

A job application, "opening" on screen, is all interviews for one role at one organization. Names
that differ by a legal form or by a word would otherwise split its rounds.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from followup_core.models import (
    SCHEMA,
    AnswerValue,
    Application,
    Interview,
    normalize_name,
    organization_words,
)
from followup_core.store import Change, Snapshot, Table

from .job_names import rename_job
from .record_cache import parse_records
from .row_changes import upsert
from .workspace import ActionContext, Workspace, WorkspaceView, read_interview

_ANOTHER_OPENING = "another_opening"
"""The answer item that says "another one". Its detail names the other applications, one per line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SameApplication:
    """The question whether `interview` is for the same application as `other`, which was entered earlier."""

    interview: Interview
    other: Interview


def same_application_question(view: WorkspaceView, interview_id: str) -> SameApplication | None:
    """Return the open question about an interview's application; None if there is none."""
    return _question_about(view.records.application_of[interview_id], view.records.applications)


def first_question(view: WorkspaceView) -> SameApplication | None:
    """Return the open question about the application to which an interview was added last, or None."""
    return view.cached(first_question, lambda: next(iter(_open_questions(view)), None))


def open_questions(view: WorkspaceView) -> frozenset[SameApplication]:
    """Return all questions about two applications that the candidate hasn't answered."""
    return frozenset(_open_questions(view))


def _open_questions(view: WorkspaceView) -> Iterator[SameApplication]:
    """Yield the open questions, beginning with the application that got an interview most recently.

    Imports store no time of entry. So imported applications come after typed ones, the latest day first.
    """
    similar = _SimilarApplications(view.records.applications)
    for application in sorted(view.records.applications, key=_last_added, reverse=True):
        question = _question_about(application, similar.of(application))
        if question is not None:
            yield question


def _question_about(
    application: Application, similar_applications: Iterable[Application]
) -> SameApplication | None:
    for other in similar_applications:
        if other is application or _are_kept_apart(application, other):
            continue
        if _may_be_same(application, other):
            newer, older = sorted((application, other), key=_last_added, reverse=True)
            return SameApplication(interview=newer.rounds[-1].interview, other=older.rounds[-1].interview)
    return None


class _SimilarApplications:
    """Finds applications that may be the same: one name contains the other, or they share an interviewer.

    Comparing each of a thousand applications with every other one would take seconds.
    """

    def __init__(self, applications: Iterable[Application]) -> None:
        self._by_name_or_person: dict[Hashable, list[tuple[int, Application]]] = defaultdict(list)
        self._by_word_run: dict[Hashable, list[tuple[int, Application]]] = defaultdict(list)
        for number, application in enumerate(applications):
            name = _name_words(application)
            for key in (name, *_interviewer_ids(application)):
                self._by_name_or_person[key].append((number, application))
            for word_run in _word_runs(name):
                self._by_word_run[word_run].append((number, application))

    def of(self, application: Application) -> Iterator[Application]:
        """Yield the applications that may be the same, this one included, in their original order."""
        name = _name_words(application)
        keys = (*_word_runs(name), *_interviewer_ids(application))
        similar = dict(self._by_word_run.get(name, ()))
        similar |= {number: other for key in keys for number, other in self._by_name_or_person.get(key, ())}
        return (similar[number] for number in sorted(similar))


def _name_words(application: Application) -> tuple[str, ...]:
    return organization_words(application.rounds[0].interview.organization)


def _word_runs(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Return every run of consecutive words in a name."""
    ends = range(1, len(words) + 1)
    return frozenset(words[start:end] for end in ends for start in range(end))


def questions_after(view: WorkspaceView, changes: Iterable[Change]) -> frozenset[SameApplication]:
    """Return all questions that would be open if these changes were saved."""
    tables = {name: dict(table.rows) for name, table in view.snapshot.tables.items()}
    for change in changes:
        rows = tables.setdefault(change.table, {})
        if change.row is None:
            rows.pop(change.key, None)
        else:
            blank = dict.fromkeys(SCHEMA[change.table].columns, "")
            rows[change.key] = {**blank, **rows.get(change.key, {}), **change.row}
    tables_after = {name: Table(columns=SCHEMA[name].columns, rows=rows) for name, rows in tables.items()}
    snapshot = Snapshot(seq=view.snapshot.seq, tables=tables_after)
    records = parse_records(snapshot)
    return open_questions(replace(view, snapshot=snapshot, records=records, reused_steps={}, _cache={}))


def same_application_sentence(question: SameApplication) -> str:
    """Return the question as a sentence, and a sentence on where to answer it."""
    return (
        f"{question.interview.title} may be the same opening as {question.other.title}."
        " You can answer that on the interview's page."
    )


def _last_added(application: Application) -> tuple[str, datetime]:
    """Return the sort key: the latest time of entry, then the latest interview.

    Imports store no time of entry, so imported applications are sorted by their interviews.
    """
    interviews = [details.interview for details in application.rounds]
    return (
        max(interview.created_at for interview in interviews),
        max(interview.held_at for interview in interviews),
    )


def _may_be_same(one: Application, other: Application) -> bool:
    """Whether one role contains the other, and one organization contains the other or they share a person."""
    interview, other_interview = one.rounds[0].interview, other.rounds[0].interview
    if not _one_contains_other(_role_words(interview.role), _role_words(other_interview.role)):
        return False
    name, other_name = _name_words(one), _name_words(other)
    is_similar_name = bool(name and other_name) and _one_contains_other(name, other_name)
    return is_similar_name or bool(_interviewer_ids(one) & _interviewer_ids(other))


def _role_words(text: str) -> tuple[str, ...]:
    return tuple(word.strip(".,") for word in normalize_name(text).split())


def _one_contains_other(words: tuple[str, ...], other_words: tuple[str, ...]) -> bool:
    """Return whether one name's words occur consecutively in the other; an empty name occurs in every one."""
    short, long = sorted((words, other_words), key=len)
    return any(long[start : start + len(short)] == short for start in range(len(long) - len(short) + 1))


def _interviewer_ids(application: Application) -> frozenset[str]:
    return frozenset(
        interviewer.person_id for details in application.rounds for interviewer in details.interviewers
    )


def _are_kept_apart(one: Application, other: Application) -> bool:
    return _name_of(other) in _names_kept_apart(one) or _name_of(one) in _names_kept_apart(other)


def _names_kept_apart(application: Application) -> frozenset[str]:
    return frozenset(
        line.strip()
        for details in application.rounds
        for answer in details.answers
        if answer.item == _ANOTHER_OPENING
        for line in answer.detail.splitlines()
    )


def _name_of(application: Application) -> str:
    return _application_name(application.rounds[0].interview)


def _application_name(interview: Interview) -> str:
    # Without a role, the joined text would end with a space, and stored texts are stripped.
    return " | ".join(interview.application_key).strip()


def join_applications(workspace: Workspace, context: ActionContext, interview_id: str, other_id: str) -> None:
    """Rename an application to the other's organization and role, so that both become one application.

    Raises:
        NotFound: one of the two interviews is gone.
    """
    view = workspace.view(context.today)

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        other = read_interview(snapshot, other_id)
        joined = read_interview(snapshot, interview_id)
        yield from rename_job(snapshot, joined, other.organization, other.role).all_changes()

    title = view.interview_details(other_id).interview.title
    workspace.execute(context, f"Joined with {title}", build_changes)


def keep_applications_apart(
    workspace: Workspace, context: ActionContext, interview_id: str, other_id: str
) -> None:
    """Save that the two interviews belong to different applications, so that nobody is asked again."""
    view = workspace.view(context.today)
    other_name = _application_name(view.interview_details(other_id).interview)
    kept_apart_names = _names_kept_apart(view.records.application_of[interview_id])

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        read_interview(snapshot, interview_id)
        yield upsert(
            "answers",
            interview_id=interview_id,
            person_id="",
            item=_ANOTHER_OPENING,
            answer=AnswerValue.YES,
            detail="\n".join(sorted({*kept_apart_names, other_name})),
            answered_at=context.timestamp,
        )

    workspace.execute(context, "Another opening", build_changes)
