"""Text as people have it: kept as written, or refused in a sentence before anything is saved."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from followup_core.models import FollowUpError, InterviewerRole, Person, TouchpointKind
from followup_core.services.candidate_settings import save_settings
from followup_core.services.interviews import edit_interview, start_interview
from followup_core.services.people import add_interviewer, save_person, set_discussed
from followup_core.services.touchpoints import TouchpointEntry, log_touchpoint
from followup_core.services.workspace import Workspace

from .workspaces import TODAY, entry, everything, moment, opened, rows, started, view, with_person

Typing = Callable[[Workspace, str, str, str], object]
"""Types a text into one field: desk, interview_id, person_id, text."""

FIELDS: dict[str, Typing] = {
    "organization": lambda desk, i, p, text: start_interview(desk, moment(), entry(text)),
    "role": lambda desk, i, p, text: start_interview(desk, moment(), entry("New", role=text)),
    "notes": lambda desk, i, p, text: start_interview(desk, moment(), entry("New", notes=text)),
    "corrected organization": lambda desk, i, p, text: edit_interview(desk, moment(), i, entry(text)),
    "corrected notes": lambda desk, i, p, text: edit_interview(desk, moment(), i, entry(notes=text)),
    "name": lambda desk, i, p, text: add_interviewer(
        desk, moment(), i, name=text, part=InterviewerRole.INTERVIEWER
    ),
    "discussed": lambda desk, i, p, text: set_discussed(desk, moment(), i, p, text),
    "person's name": lambda desk, i, p, text: save_person(desk, moment(), Person(person_id=p, name=text)),
    "person's notes": lambda desk, i, p, text: save_person(
        desk, moment(), Person(person_id=p, name="Dana", notes=text)
    ),
    "note": lambda desk, i, p, text: log_touchpoint(
        desk,
        moment(),
        TouchpointEntry(interview_id=i, kind=TouchpointKind.QUESTION, sent_on=TODAY, note=text),
    ),
    "setting": lambda desk, i, p, text: save_settings(desk, moment(), {"strengths": text}),
}

each_field = pytest.mark.parametrize("typing", FIELDS.values(), ids=FIELDS)


@each_field
@pytest.mark.parametrize(
    "text",
    ["half \ud83d of it", "zero \x00 byte", "\udfff", "x" * 20_001, "ü" * 10_001],
    ids=["lone surrogate", "NUL", "only half", "20 kB", "20 kB of two-byte letters"],
)
def test_text_that_cannot_be_kept_is_a_sentence_and_saves_nothing(
    desk: Workspace, typing: Typing, text: str
) -> None:
    interview_id = started(desk)
    person_id = with_person(desk, interview_id)
    before = everything(desk)
    with pytest.raises(FollowUpError) as caught:
        typing(desk, interview_id, person_id, text)
    assert str(caught.value).endswith(".")
    str(caught.value).encode()
    assert everything(desk) == before


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
    with opened(folder) as desk:
        interview_id = start_interview(desk, moment(), entry(text, role=text, notes=text))
        person_id = with_person(desk, interview_id, text)
        set_discussed(desk, moment(), interview_id, person_id, text)
        save_person(
            desk, moment(), replace(view(desk).person(person_id), title=text, linkedin_url=text, notes=text)
        )
        touch = TouchpointEntry(
            interview_id=interview_id,
            person_id=person_id,
            kind=TouchpointKind.QUESTION,
            sent_on=TODAY,
            note=text,
        )
        log_touchpoint(desk, moment(), touch)
        save_settings(desk, moment(), {"name": text, "strengths": text})
    with opened(folder) as desk:
        [interview] = rows(desk, "interviews")
        [person] = rows(desk, "people")
        [met] = rows(desk, "interviewers")
        [sent] = rows(desk, "touchpoints")
        mine = view(desk).records.settings
        assert desk.store.problems() == ()
    assert [interview[column] for column in ("organization", "role", "notes")] == [text] * 3
    assert [person[column] for column in ("name", "title", "linkedin_url", "notes")] == [text] * 4
    assert (met["discussed"], sent["note"], mine.name, mine.strengths) == (text, text, text, text)
