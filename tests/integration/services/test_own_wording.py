"""The workspace's own wording: used at once, refused with its line, and the original never touched."""

import re
from pathlib import Path

import pytest

from followup_core.messages import Tone, draft
from followup_core.messages.message_model import FITTED_FACTS
from followup_core.messages.template_values import misfit_reason
from followup_core.models import MessageKind
from followup_core.playbook import PlaybookError
from followup_core.services.messages.message_writing import template_repository
from followup_core.services.messages.own_wording import (
    PLAYBOOK_TEMPLATES,
    SAMPLE_FACTS,
    delete_own_wording,
    preview_template,
    save_own_wording,
    template_text,
    template_titles,
)

NAME = "thank_you_note.txt"
MINE = "needs: name\n\n[paragraph]\n* Dear {{ name }}, our own words.\n"
MAIN_SENTENCES = {
    "thank_you_email.txt": r"You said you need someone who has patience with untidy data\b",
    "thank_you_note.txt": r"I was glad we talked about moving the weekly report to a live dashboard\.",
    "linkedin_request.txt": r"(I'd|I would) like to stay in touch here\.",
    "status_email.date_passed.txt": r"by November 27, so I wanted to ask where things stand\.",
    "status_email.no_date.txt": r"Could you tell me where things stand, and when you expect to decide\?",
    "status_email.more_time.txt": r"by November 27, so I wanted to ask whether there is any news",
    "status_email.promised_call.txt": r"you mentioned a second interview\. Is that still the plan\?",
    "status_email.holidays.txt": r"I wanted to ask where things stand with the Data Analyst role",
    "status_email.references.txt": r"you asked for my references",
    "status_email.spoken_yes.txt": r"Could you tell me when I can expect the written offer\?",
    "voicemail.txt": r"You said I could call about the Data Analyst job\.",
    "keep_in_touch.article.txt": r"live dashboard:\n\nDashboards that people use, https://example\.org/dashboards\n",
    "keep_in_touch.congratulations.txt": r"Congratulations on your new office\.",
    "question.txt": r"\n\nWhich tools does the team use\?\n\n",
    "reply.more_time.txt": r"I look forward to hearing from you around November 27\.",
    "reply.soon.txt": r"Do you have a rough idea of when I can expect to hear\?",
    "reply.spoken_yes.txt": r"You said the written offer would come by December 1.",
    "reply.correction.txt": r"It should have said that I finished the course in May\.",
    "reply.asked_back.txt": r"free on Monday after 2pm or on Wednesday morning\. Please let me know",
    "reply.came_back.txt": r"free on Monday after 2pm or on Wednesday morning, if you would like to talk\.",
    "ask_time_frame.txt": r"when (do )?you expect to make a decision on the Data Analyst role\?",
    "ask_address.txt": r"I would also like to thank Tomas Berg\. Could you tell me where to write",
    "answer_rejection.txt": r"Thank you for (letting me know your decision|your message)",
    "thank_for_offer.txt": r"you will have my answer by December 4\.",
    "withdrawal.txt": r"I have decided to withdraw my application for the Data Analyst role",
    "other_offer.txt": r"I have received another offer, and that I need to answer it by December 4\.",
    "missed_meeting.txt": r"free on Monday after 2pm or on Wednesday morning\. Please let me know",
    "part_greeting.txt": r"^(Hi|Dear) Ines( Castellano)?,\n",
    "part_closing.txt": r"\nRobin Ashby\n\+1 212 555 0100\nrobin\.ashby@example\.org$",
}
"""What each text is about, as the preview must say it in every tone."""


@pytest.mark.thorough
def test_every_text_has_a_title_and_can_be_previewed_in_every_tone(tmp_path: Path) -> None:
    for name, title in template_titles().items():
        assert title
        text, is_own = template_text(tmp_path, name)
        assert not is_own
        for tone in Tone:
            assert re.search(MAIN_SENTENCES[name], preview_template(tmp_path, name, text, tone).body)
    assert set(MAIN_SENTENCES) == set(template_titles())


def test_a_preview_knows_each_fact_that_is_typed_for_a_message() -> None:
    assert {fact for fact in FITTED_FACTS if misfit_reason(SAMPLE_FACTS, fact)} == set()
    assert {fact for fact in FITTED_FACTS if not getattr(SAMPLE_FACTS, fact)} == set()


def test_own_words_are_used_from_the_next_draft_and_taken_back_in_one_tap(tmp_path: Path) -> None:
    original = (PLAYBOOK_TEMPLATES / NAME).read_bytes()
    save_own_wording(tmp_path, NAME, MINE)
    assert template_text(tmp_path, NAME) == (MINE, True)
    templates, fault = template_repository(tmp_path).current()
    assert fault is None
    assert "our own words" in draft(SAMPLE_FACTS, MessageKind.THANK_YOU_NOTE, templates).message.body
    delete_own_wording(tmp_path, NAME)
    assert not template_text(tmp_path, NAME)[1]
    templates, _ = template_repository(tmp_path).current()
    assert "our own words" not in draft(SAMPLE_FACTS, MessageKind.THANK_YOU_NOTE, templates).message.body
    assert (PLAYBOOK_TEMPLATES / NAME).read_bytes() == original


@pytest.mark.parametrize(
    "broken", ["* no part", "[paragraph]\n* {{ secret }}\n", "[paragraph]\n* {{ name.__class__ }}\n"]
)
def test_a_text_that_cannot_be_used_is_refused_with_its_line_and_not_saved(
    tmp_path: Path, broken: str
) -> None:
    with pytest.raises(PlaybookError) as caught:
        save_own_wording(tmp_path, NAME, broken)
    assert caught.value.where.startswith(f"{NAME}, line ")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(PlaybookError):
        preview_template(tmp_path, NAME, broken, Tone.PLAIN)


@pytest.mark.parametrize("name", ["../escape.txt", "other.txt", ""])
def test_a_name_that_is_no_message_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(PlaybookError):
        save_own_wording(tmp_path, name, MINE)
    delete_own_wording(tmp_path, name)
    assert list(tmp_path.iterdir()) == []


def test_a_preview_works_beside_another_broken_text(tmp_path: Path) -> None:
    (tmp_path / "voicemail.txt").write_text("nonsense", encoding="utf-8")
    assert "our own words" in preview_template(tmp_path, NAME, MINE, Tone.PLAIN).body
