"""Text as people have it: kept as written, or refused in a sentence before anything is saved."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from followup_core.models import FollowUpError, Person
from followup_core.services.candidate_settings import save_settings
from followup_core.services.interview_service import edit_interview, start_interview
from followup_core.services.people_service import save_person, set_discussed
from followup_core.services.workspace import Workspace

from .workspaces import entry, moment, opened, refusal, rows, sent, started, view, with_person

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
    "name": lambda workspace, i, p, text: with_person(workspace, i, text),
    "discussed": lambda workspace, i, p, text: set_discussed(workspace, moment(), i, p, text),
    "person's name": lambda workspace, i, p, text: save_person(
        workspace, moment(), Person(person_id=p, name=text)
    ),
    "person's notes": lambda workspace, i, p, text: save_person(
        workspace, moment(), Person(person_id=p, name="Dana", notes=text)
    ),
    "note": lambda workspace, i, p, text: sent(workspace, i, note=text),
    "setting": lambda workspace, i, p, text: save_settings(workspace, moment(), {"strengths": text}),
}


@pytest.mark.parametrize("typing", FIELDS.values(), ids=FIELDS)
@pytest.mark.parametrize("text", ["half \ud83d of it", "zero \x00 byte", "ü" * 10_001])
def test_text_that_cannot_be_kept_is_a_sentence_and_saves_nothing(
    workspace: Workspace, typing: Typing, text: str
) -> None:
    interview_id = started(workspace)
    person_id = with_person(workspace, interview_id)
    said = refusal(workspace, lambda: typing(workspace, interview_id, person_id, text), FollowUpError)
    assert said.endswith(".")
    said.encode()


@pytest.mark.parametrize(
    "text",
    ["NA", "007", '=HYPERLINK("http://x")\n\r\n\r\t👩‍🚀 abc\u202egnp.exe', "x" * 20_000],
    ids=["no value", "a number", "signs", "twenty thousand bytes"],
)
def test_every_other_text_is_kept_as_written(folder: Path, text: str) -> None:
    with opened(folder) as workspace:
        interview_id = start_interview(workspace, moment(), entry(text, role=text, notes=text))
        person_id = with_person(workspace, interview_id, text)
        set_discussed(workspace, moment(), interview_id, person_id, text)
        person = view(workspace).person(person_id)
        save_person(workspace, moment(), replace(person, title=text, linkedin_url=text, notes=text))
        sent(workspace, interview_id, note=text)
        save_settings(workspace, moment(), {"name": text, "strengths": text})
    with opened(folder) as workspace:
        [interview] = rows(workspace, "interviews")
        [dana] = rows(workspace, "people")
        [met] = rows(workspace, "interviewers")
        [touch] = rows(workspace, "touchpoints")
        mine = view(workspace).records.settings
        assert workspace.store.problems() == ()
    assert [interview[column] for column in ("organization", "role", "notes")] == [text] * 3
    assert [dana[column] for column in ("name", "title", "linkedin_url", "notes")] == [text] * 4
    assert (met["discussed"], touch["note"], mine.name, mine.strengths) == (text, text, text, text)
