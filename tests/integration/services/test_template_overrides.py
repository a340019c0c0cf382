"""A center's own wording: used at once, refused with its line, and the original never touched."""

from pathlib import Path

import pytest

from followup_core.messages import Tone, draft
from followup_core.models import MessageKind
from followup_core.playbook import PlaybookError
from followup_core.services.messages.message_writing import template_repository
from followup_core.services.messages.template_overrides import (
    ORIGINALS,
    SAMPLE_FACTS,
    preview_template,
    reset_override,
    save_override,
    template_text,
    template_titles,
)

NAME = "thank_you_note.txt"
MINE = "needs: name\n\n[paragraph]\n* Dear {{ name }}, our own words.\n"


def test_every_text_has_a_title_and_can_be_previewed_in_every_tone(tmp_path: Path) -> None:
    for name, title in template_titles().items():
        assert title
        text, is_own = template_text(tmp_path, name)
        assert not is_own
        for tone in Tone:
            assert preview_template(tmp_path, name, text, tone).body


def test_own_words_are_used_from_the_next_draft_and_taken_back_in_one_tap(tmp_path: Path) -> None:
    original = (ORIGINALS / NAME).read_bytes()
    save_override(tmp_path, NAME, MINE)
    assert template_text(tmp_path, NAME) == (MINE, True)
    templates, fault = template_repository(tmp_path).current()
    assert fault is None
    assert "our own words" in draft(SAMPLE_FACTS, MessageKind.THANK_YOU_NOTE, templates).message.body
    reset_override(tmp_path, NAME)
    assert not template_text(tmp_path, NAME)[1]
    templates, _ = template_repository(tmp_path).current()
    assert "our own words" not in draft(SAMPLE_FACTS, MessageKind.THANK_YOU_NOTE, templates).message.body
    assert (ORIGINALS / NAME).read_bytes() == original


@pytest.mark.parametrize(
    "broken", ["* no part", "[paragraph]\n* {{ secret }}\n", "[paragraph]\n* {{ name.__class__ }}\n"]
)
def test_a_text_that_cannot_be_used_is_refused_with_its_line_and_not_saved(
    tmp_path: Path, broken: str
) -> None:
    with pytest.raises(PlaybookError) as caught:
        save_override(tmp_path, NAME, broken)
    assert caught.value.where.startswith(f"{NAME}, line ")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(PlaybookError):
        preview_template(tmp_path, NAME, broken, Tone.PLAIN)


@pytest.mark.parametrize("name", ["../escape.txt", "other.txt", ""])
def test_a_name_that_is_no_message_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(PlaybookError):
        save_override(tmp_path, name, MINE)
    reset_override(tmp_path, name)
    assert list(tmp_path.iterdir()) == []


def test_a_preview_works_beside_another_broken_text(tmp_path: Path) -> None:
    (tmp_path / "voicemail.txt").write_text("nonsense", encoding="utf-8")
    assert "our own words" in preview_template(tmp_path, NAME, MINE, Tone.PLAIN).body
