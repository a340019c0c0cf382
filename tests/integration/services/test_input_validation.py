"""Text as people have it: kept as written, or refused in a sentence before anything is saved."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from followup_core.models import FollowUpError, InterviewerPart, Person, TouchpointKind
from followup_core.services.candidate_settings import save_settings
from followup_core.services.interview_service import edit_interview, start_interview
from followup_core.services.people_service import add_interviewer, save_person, set_discussed
from followup_core.services.touchpoints import TouchpointEntry, record_touchpoint
from followup_core.services.workspace import Workspace

from .workspaces import TODAY, entry, everything, moment, opened, rows, started, view, with_person

Typing = Callable[[Workspace, str, str, str], object]
"""Types a text into one field: workspace, interview_id, person_id, text."""

FIELDS: dict[str, Typing] = {
    "organization": lambda workspace, i, p, text: start_interview(workspace, moment(), entry(text)),
    "role": lambda workspace, i, p, text: start_interview(workspace, moment(), entry("New", role=text)),
    "notes": lambda workspace, i, p, text: start_interview(workspace, moment(), entry("New", notes=text)),
    "corrected organization": lambda workspace, i, p, text: edit_interview(
        workspace, moment(), i, entry(text)
    ),
    "corrected notes": lambda workspace, i, p, text: edit_interview(
        workspace, moment(), i, entry(notes=text)
    ),
    "name": lambda workspace, i, p, text: add_interviewer(
        workspace, moment(), i, name=text, part=InterviewerPart.INTERVIEWER
    ),
    "discussed": lambda workspace, i, p, text: set_discussed(workspace, moment(), i, p, text),
    "person's name": lambda workspace, i, p, text: save_person(
        workspace, moment(), Person(person_id=p, name=text)
    ),
    "person's notes": lambda workspace, i, p, text: save_person(
        workspace, moment(), Person(person_id=p, name="Dana", notes=text)
    ),
    "note": lambda workspace, i, p, text: record_touchpoint(
        workspace,
        moment(),
        TouchpointEntry(interview_id=i, kind=TouchpointKind.QUESTION, sent_on=TODAY, note=text),
    ),
    "setting": lambda workspace, i, p, text: save_settings(workspace, moment(), {"strengths": text}),
}

each_field = pytest.mark.parametrize("typing", FIELDS.values(), ids=FIELDS)


@each_field
@pytest.mark.parametrize(
    "text",
    ["half \ud83d of it", "zero \x00 byte", "\udfff", "x" * 20_001, "ü" * 10_001],
    ids=["lone surrogate", "NUL", "only half", "20 kB", "20 kB of two-byte letters"],
)
def test_text_that_cannot_be_kept_is_a_sentence_and_saves_nothing(
    workspace: Workspace, typing: Typing, text: str
) -> None:
    interview_id = started(workspace)
    person_id = with_person(workspace, interview_id)
    before = everything(workspace)
    with pytest.raises(FollowUpError) as caught:
        typing(workspace, interview_id, person_id, text)
    assert str(caught.value).endswith(".")
    str(caught.value).encode()
    assert everything(workspace) == before


KEPT = {
    "NA": "NA",
    "Null": "Null",
    "007": "007",
    "1e5": "1e5",
    "a formula": '=HYPERLINK("http://x")',
    "emoji": "👩‍🚀 Ünïcode 漢字",
    "right-to-left override": "abc\u202egnp.exe",
    "newlines": "one\n\ntwo\r\nthree\rfour",
    "quotes and commas": "say \"hi\", she said; 'no'\ttab",
    "markup": "<script>alert(1)</script> ![x](http://evil) :smile: $x$",
    "twenty thousand bytes": "x" * 20_000,
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_every_other_text_is_kept_as_written(folder: Path, text: str) -> None:
    with opened(folder) as workspace:
        interview_id = start_interview(workspace, moment(), entry(text, role=text, notes=text))
        person_id = with_person(workspace, interview_id, text)
        set_discussed(workspace, moment(), interview_id, person_id, text)
        save_person(
            workspace,
            moment(),
            replace(view(workspace).person(person_id), title=text, linkedin_url=text, notes=text),
        )
        touch = TouchpointEntry(
            interview_id=interview_id,
            person_id=person_id,
            kind=TouchpointKind.QUESTION,
            sent_on=TODAY,
            note=text,
        )
        record_touchpoint(workspace, moment(), touch)
        save_settings(workspace, moment(), {"name": text, "strengths": text})
    with opened(folder) as workspace:
        [interview] = rows(workspace, "interviews")
        [person] = rows(workspace, "people")
        [met] = rows(workspace, "interviewers")
        [sent] = rows(workspace, "touchpoints")
        mine = view(workspace).records.settings
        assert workspace.store.problems() == ()
    assert [interview[column] for column in ("organization", "role", "notes")] == [text] * 3
    assert [person[column] for column in ("name", "title", "linkedin_url", "notes")] == [text] * 4
    assert (met["discussed"], sent["note"], mine.name, mine.strengths) == (text, text, text, text)
