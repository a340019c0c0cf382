"""Whether two job applications under nearly the same name are one: asked once, and joined or kept apart.

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
"""The answer item that says "another one"; its detail has the names of the other applications, one a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SameApplication:
    """The question whether the application of `interview` is that of `other`, which was entered earlier."""

    interview: Interview
    other: Interview


def same_application_question(view: WorkspaceView, interview_id: str) -> SameApplication | None:
    """Return the question about an interview's application, unless there is none or it was answered."""
    return _question(view.records.application_of[interview_id], view.records.applications)


def first_question(view: WorkspaceView) -> SameApplication | None:
    """Return the question about the application that was added to last; None if there is none."""
    return view.cached(first_question, lambda: next(iter(_open_questions(view)), None))


def open_questions(view: WorkspaceView) -> frozenset[SameApplication]:
    """Return every question about two applications that was not answered."""
    return frozenset(_open_questions(view))


def _open_questions(view: WorkspaceView) -> Iterator[SameApplication]:
    """Yield the questions, that about the application that was added to last first.

    Imports note no time of entry, so what was imported comes after what was typed, the latest day first.
    """
    similar = _SimilarApplications(view.records.applications)
    for application in sorted(view.records.applications, key=_created, reverse=True):
        question = _question(application, similar.of(application))
        if question is not None:
            yield question


def _question(own: Application, others: Iterable[Application]) -> SameApplication | None:
    for other in others:
        if other is not own and _may_be_same(own, other) and not _answered(own, other):
            newer, older = sorted((own, other), key=_created, reverse=True)
            return SameApplication(interview=newer.rounds[-1].interview, other=older.rounds[-1].interview)
    return None


class _SimilarApplications:
    """Finds the applications that may be one: one's name contains the other's, or they share a person.

    Comparing each of a thousand applications with every other one would take seconds.
    """

    def __init__(self, applications: Iterable[Application]) -> None:
        self._by_name: dict[Hashable, list[tuple[int, Application]]] = defaultdict(list)
        self._by_part: dict[Hashable, list[tuple[int, Application]]] = defaultdict(list)
        for numbered in enumerate(applications):
            name = _name_words(numbered[1])
            for key in (name, *_people(numbered[1])):
                self._by_name[key].append(numbered)
            for part in _parts(name):
                self._by_part[part].append(numbered)

    def of(self, application: Application) -> Iterator[Application]:
        """Yield those that may be the same, the application itself among them, in their order."""
        name = _name_words(application)
        keys = (*_parts(name), *_people(application))
        similar = dict(self._by_part.get(name, ()))
        similar |= {number: other for key in keys for number, other in self._by_name.get(key, ())}
        return (similar[number] for number in sorted(similar))


def _name_words(application: Application) -> tuple[str, ...]:
    return organization_words(application.rounds[0].interview.organization)


def _parts(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Return every run of consecutive words in a name."""
    ends = range(1, len(words) + 1)
    return frozenset(words[start:end] for end in ends for start in range(end))


def questions_after(view: WorkspaceView, changes: Iterable[Change]) -> frozenset[SameApplication]:
    """Return every question that would be open if these changes were saved."""
    tables = {name: dict(table.rows) for name, table in view.snapshot.tables.items()}
    for change in changes:
        rows = tables.setdefault(change.table, {})
        if change.row is None:
            rows.pop(change.key, None)
        else:
            blank = dict.fromkeys(SCHEMA[change.table].columns, "")
            rows[change.key] = {**blank, **rows.get(change.key, {}), **change.row}
    after = {name: Table(columns=SCHEMA[name].columns, rows=rows) for name, rows in tables.items()}
    snapshot = Snapshot(seq=view.snapshot.seq, tables=after)
    records = parse_records(snapshot)
    return open_questions(replace(view, snapshot=snapshot, records=records, reused_steps={}, _cache={}))


def same_application_sentence(question: SameApplication) -> str:
    """Return the question in words, with where it is answered."""
    return (
        f"{question.interview.title} may be the same opening as {question.other.title}."
        " Say so on the interview's page."
    )


def _created(application: Application) -> tuple[str, datetime]:
    """Return when an application was last added to; imports note no time, and then its last day decides."""
    interviews = [details.interview for details in application.rounds]
    return (
        max(interview.created_at for interview in interviews),
        max(interview.held_at for interview in interviews),
    )


def _may_be_same(one: Application, other: Application) -> bool:
    first, second = one.rounds[0].interview, other.rounds[0].interview
    if not _contains(_words(first.role), _words(second.role)):
        return False
    names = (organization_words(first.organization), organization_words(second.organization))
    return (bool(names[0] and names[1]) and _contains(*names)) or bool(_people(one) & _people(other))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip(".,") for word in normalize_name(text).split())


def _contains(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether the words of one name stand in the other, in a row; nothing stands in every name."""
    short, long = sorted((one, other), key=len)
    return any(long[start : start + len(short)] == short for start in range(len(long) - len(short) + 1))


def _people(application: Application) -> frozenset[str]:
    return frozenset(
        interviewer.person_id for details in application.rounds for interviewer in details.interviewers
    )


def _answered(one: Application, other: Application) -> bool:
    return _name(other) in _other_openings(one) or _name(one) in _other_openings(other)


def _other_openings(application: Application) -> frozenset[str]:
    return frozenset(
        line.strip()
        for details in application.rounds
        for answer in details.answers
        if answer.item == _ANOTHER_OPENING
        for line in answer.detail.splitlines()
    )


def _name(application: Application) -> str:
    return _application_name(application.rounds[0].interview)


def _application_name(interview: Interview) -> str:
    # Without a role it would end with a blank, which no stored text does.
    return " | ".join(interview.application_key).strip()


def join_applications(workspace: Workspace, context: ActionContext, interview_id: str, other_id: str) -> None:
    """Give an application and its people the names of the other one, so that it has all the rounds.

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
    other = _application_name(view.interview_details(other_id).interview)
    known = _other_openings(view.records.application_of[interview_id])

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        read_interview(snapshot, interview_id)
        yield upsert(
            "answers",
            interview_id=interview_id,
            person_id="",
            item=_ANOTHER_OPENING,
            answer=AnswerValue.YES,
            detail="\n".join(sorted({*known, other})),
            answered_at=context.timestamp,
        )

    workspace.execute(context, "Another opening", build_changes)
