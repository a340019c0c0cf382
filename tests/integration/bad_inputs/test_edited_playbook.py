"""Rows 41, 42 and 44: templates that try to do more than say something, and numbers that make no sense."""

import shutil
from functools import partial
from pathlib import Path

import pytest

from followup_core.models import MessageKind
from followup_core.playbook import PlaybookError
from followup_core.services import workspace_registry
from followup_core.services.messages.message_facts import DraftRequest
from followup_core.services.messages.message_writing import draft_message, template_repository
from followup_core.services.messages.own_wording import save_own_wording
from tests.integration.pages.screen import Screen, mine, stored
from tests.integration.services.workspaces import TODAY, opened, view

from .input_paths import CommandLine, unchanged

NOTE = "thank_you_note.txt"
GOOD = "[paragraph]\n* Thank you, {{ name }}.\n"

TRICKS = {
    "a loop in a loop": "{% for a in others %}{% for b in others %}x{% endfor %}{% endfor %}",
    "a loop over a range": "{% for a in range(1000000000) %}x{% endfor %}",
    "a loop over letters": "{% for a in name %}x{% endfor %}",
    "arithmetic": "{{ 10 ** 10 ** 10 }}",
    "a long text": "{{ 'x' * 10 ** 9 }}",
    "a call": "{{ name.upper() }}",
    "a call in a condition": "{% if name.startswith('A') %}x{% endif %}",
    "an import": "{% import 'os' as os %}",
    "an include": "{% include '/etc/passwd' %}",
    "an attribute": "{{ name.__class__ }}",
    "an attribute by a filter": "{{ name|attr('__class__') }}",
    "an item": "{{ name['__class__'] }}",
    "another filter": "{{ name|center(100000000) }}",
    "a macro": "{% macro a() %}{{ a() }}{% endmacro %}",
    "a new name": "{% set name = 'x' %}",
}


def test_row_41_a_template_that_does_more_than_say_something_is_refused_when_saved(
    command_line: CommandLine,
) -> None:
    own = command_line.workspace / "messages"
    save_own_wording(own, NOTE, GOOD)
    with unchanged(command_line.workspace):
        for name, trick in TRICKS.items():
            with pytest.raises(PlaybookError) as caught:
                save_own_wording(own, NOTE, f"{GOOD}* {trick}\n")
            assert caught.value.where == f"{NOTE}, line 3", name
            assert (caught.value.what[-1], caught.value.remedy[-1]) == (".", "."), name
            assert "\n" not in str(caught.value), name


def test_row_41_more_than_20_kb_of_text_is_refused_when_saved(command_line: CommandLine) -> None:
    own = command_line.workspace / "messages"
    save_own_wording(own, NOTE, GOOD)
    with unchanged(command_line.workspace), pytest.raises(PlaybookError) as caught:
        save_own_wording(own, NOTE, GOOD + "# x\n" * 5_000)
    assert str(caught.value) == f"{NOTE}, line 1: The file is larger than 20 kB. Shorten it."


def test_row_41_what_is_allowed_can_be_saved(command_line: CommandLine) -> None:
    allowed = (
        "{% if title %}{% for one in others %}{{ one|upper|lower|trim|title }}{% endfor %}{% endif %}"
        "{{ role|default('the job') }}"
    )
    save_own_wording(command_line.workspace / "messages", NOTE, f"{GOOD}* {allowed}\n")


def test_row_41_the_page_says_what_is_wrong_and_keeps_what_was_typed(command_line: CommandLine) -> None:
    typed = "[paragraph]\n* {{ name.__class__ }}\n"
    with unchanged(command_line.workspace):
        screen = Screen().open("settings").choose("settings-side", "Career centers")
        name = screen.field("wording-name").value
        screen.fill(f"wording-{name}", typed).tap("Save")
    output = screen.at.error[0].value.replace("\\", "")
    assert output.startswith(f"{name}, line 2: ")
    assert "not allowed" in output
    assert "Saved" not in screen.text
    assert screen.field(f"wording-{name}").value == typed


UNKNOWN = f"{NOTE}, line 2: There is no fact “nmae”."


def test_row_42_an_unknown_fact_is_named_with_its_line_and_the_last_good_text_stays(
    command_line: CommandLine,
) -> None:
    own = command_line.workspace / "messages"
    save_own_wording(own, NOTE, GOOD)
    with opened(command_line.workspace) as workspace:
        [met] = view(workspace, TODAY).records.interviews.values()
        wish = DraftRequest(kind=MessageKind.THANK_YOU_NOTE, person_id=met.interviewers[0].person_id)

        def drafted() -> tuple[str, str]:
            templates, fault = template_repository(own).current()
            made = draft_message(view(workspace), templates, met.interview.interview_id, wish)
            return made.message.body, str(fault or "")

        before = drafted()
        (own / NOTE).write_text(GOOD.replace("name", "nmae"), encoding="utf-8")
        after = drafted()
    assert before == ("Thank you, Dana Ruiz.", "")
    assert after[0] == before[0]
    assert after[1].startswith(UNKNOWN)
    interview_id = met.interview.interview_id
    output = command_line.call("draft", "thank_you_note", "--interview", interview_id)
    assert output.code == 0
    in_use = "The playbook has an error, so the last version that worked is in use."
    assert output.err[0].startswith(f"{in_use} {UNKNOWN}")


def test_row_42_an_unknown_fact_is_refused_when_saved(command_line: CommandLine) -> None:
    own = command_line.workspace / "messages"
    save_own_wording(own, NOTE, GOOD)
    with unchanged(command_line.workspace), pytest.raises(PlaybookError) as caught:
        save_own_wording(own, NOTE, GOOD.replace("name", "nmae"))
    assert str(caught.value).startswith(UNKNOWN)


@pytest.fixture
def playbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A playbook of this test alone, which the program reads."""
    folder = Path(shutil.copytree(workspace_registry.PLAYBOOK_DIR, tmp_path / "playbook"))
    monkeypatch.setattr(
        workspace_registry, "open_workspace", partial(workspace_registry.open_workspace, playbook=folder)
    )
    return folder


@pytest.mark.usefixtures("command_line")
def test_row_44_negative_days_are_named_with_file_line_and_field_and_the_last_good_ones_stay(
    playbook: Path,
) -> None:
    before, steps = Screen().words, mine().view(TODAY).steps
    file = playbook / "cadence.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("[gap_days]\nvalue = 7", "[gap_days]\nvalue = -7"), encoding="utf-8")
    line = text[: text.index("[gap_days]")].count("\n") + 2
    assert mine().view(TODAY).steps == steps
    workspace_registry.close_all()  # as after a restart
    assert mine().view(TODAY).steps == steps
    screen = Screen()
    assert screen.words == before
    [warning] = screen.open("settings").choose("settings-side", "Dates").at.warning
    output = warning.value.replace("\\", "")
    assert output.startswith(
        f"The playbook was changed and is broken. cadence.toml, line {line}, field gap_days.value: "
    )
    assert "-7" in output
    assert output.endswith("Correct the field; until then the last good playbook stays.")
    assert len(stored("interviews")) == 1
