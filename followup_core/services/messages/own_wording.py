"""Saves, deletes and previews the workspace's own wording: templates that replace the playbook's."""

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from followup_core import durable_io
from followup_core.messages import (
    MAX_TEMPLATE_BYTES,
    SHARED_TEMPLATES,
    TEMPLATE_NAMES,
    Facts,
    KeepInTouchReason,
    Message,
    Tone,
    check_own,
    draft,
    load_templates,
    template_name,
)
from followup_core.models import MessageKind, Occasion
from followup_core.playbook import PlaybookError
from followup_core.regular_files import read_regular_file
from followup_core.services.workspace_registry import PLAYBOOK_DIR
from followup_core.store import not_saved_error, write_durably

from .message_labels import KEEP_IN_TOUCH_WORDS, KIND_WORDS, OCCASION_WORDS

PLAYBOOK_TEMPLATES = PLAYBOOK_DIR / "messages"

SAMPLE_FACTS = Facts(
    my_name="Robin Ashby",
    my_email="robin.ashby@example.org",
    my_phone="+1 212 555 0100",
    name="Ines Castellano",
    title="Head of analytics",
    email="ines.castellano@example.org",
    phone="+1 212 555 0117",
    organization="Northlight Robotics",
    role="Data analyst",
    met_on="November 17",
    met_when="on November 17",
    format="in_person",
    decision_by="November 27",
    decision_when="by November 27",
    discussed="moving the weekly report to a live dashboard",
    strength="patience with untidy data",
    example="Last year I brought forty spreadsheets into one report. It saved two days of work a month.",
    interest="the chance to build something from the beginning",
    question="Which tools does the team use?",
    article="Dashboards that people use, https://example.org/dashboards",
    news="your new office",
    correction="I finished the course in May",
    times="Monday after 2 p.m. or Wednesday morning",
    better_answer="I have trained two new analysts",
    answer_when="by December 4",
    promised_when="by December 1",
    promised="a second interview",
    may_contact="yes",
    others=("Tomas Berg",),
)
"""Invented facts to preview a template with; they are complete, so that no sentence is left out."""


def template_titles() -> Mapping[str, str]:
    """Return the title of each template file that can be replaced, by the file's name."""
    return {
        name: _SHARED_TITLES.get(name) or _template_title(name)
        for name in (*TEMPLATE_NAMES, *SHARED_TEMPLATES)
    }


_SHARED_TITLES = {
    "part_greeting.txt": "Greeting of every message",
    "part_closing.txt": "Closing of every message",
}


def _template_title(name: str) -> str:
    kind, _, variant = name.removesuffix(".txt").partition(".")
    variant_labels = {
        key.value: label for key, label in (*OCCASION_WORDS.items(), *KEEP_IN_TOUCH_WORDS.items())
    }
    variant_label = variant_labels.get(variant, "").lower()
    return (
        f"{KIND_WORDS[MessageKind(kind)]}: {variant_label}"
        if variant_label
        else KIND_WORDS[MessageKind(kind)]
    )


def template_text(own_folder: Path, name: str) -> tuple[str, bool]:
    """Return the text that is used for a template, and whether it is the workspace's own wording."""
    own_file = own_folder / name
    is_own = own_file.is_file()
    raw = read_regular_file(own_file if is_own else PLAYBOOK_TEMPLATES / name, MAX_TEMPLATE_BYTES)
    return raw.decode("utf-8-sig", "replace"), is_own


def save_own_wording(own_folder: Path, name: str, text: str) -> None:
    """Save the workspace's own wording of a template, which replaces the playbook's.

    Raises:
        PlaybookError: the text can't be used; the error says why, with the line.
        NotSaved: the disk refuses.
    """
    raw = text.replace("\r\n", "\n").encode("utf-8", "replace")
    check_own(PLAYBOOK_TEMPLATES, name, raw)
    try:
        durable_io.make_folder(own_folder)
        write_durably(own_folder / name, raw)
    except OSError as error:
        raise not_saved_error(error) from error


def delete_own_wording(own_folder: Path, name: str) -> None:
    """Delete own wording, so that the playbook's template is used; raise NotSaved if the disk refuses."""
    if name in template_titles():
        try:
            durable_io.remove(own_folder / name)
        except OSError as error:
            raise not_saved_error(error) from error


def preview_template(own_folder: Path, name: str, text: str, tone: Tone) -> Message:
    """Return a message that `text`, as the template `name`, makes from `SAMPLE_FACTS`.

    Raises:
        PlaybookError: the text can't be used.
    """
    check_own(PLAYBOOK_TEMPLATES, name, text.encode("utf-8", "replace"))
    with tempfile.TemporaryDirectory() as folder:
        for file_name in (*TEMPLATE_NAMES, *SHARED_TEMPLATES):
            if (own_folder / file_name).is_file():
                (Path(folder) / file_name).write_bytes(
                    read_regular_file(own_folder / file_name, MAX_TEMPLATE_BYTES)
                )
        (Path(folder) / name).write_text(text, encoding="utf-8")
        try:
            templates = load_templates(PLAYBOOK_TEMPLATES, Path(folder))
        except PlaybookError:  # another own file has a fault, so the preview uses the playbook's other files
            for file_name in (*TEMPLATE_NAMES, *SHARED_TEMPLATES):
                if file_name != name:
                    (Path(folder) / file_name).unlink(missing_ok=True)
            templates = load_templates(PLAYBOOK_TEMPLATES, Path(folder))
    kind, facts = _preview_facts(name, tone)
    return draft(facts, kind, templates).message


def _preview_facts(name: str, tone: Tone) -> tuple[MessageKind, Facts]:
    """Return a kind and facts whose draft uses the template; a shared part is in every draft."""
    for kind in MessageKind:
        for occasion in Occasion:
            for about in KeepInTouchReason:
                facts = replace(SAMPLE_FACTS, tone=tone, occasion=occasion, about=about)
                if template_name(kind, facts) == name:
                    return kind, facts
    return MessageKind.THANK_YOU_EMAIL, replace(SAMPLE_FACTS, tone=tone)
