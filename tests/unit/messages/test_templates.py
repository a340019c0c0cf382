"""Reading templates: the shipped ones, the workspace's own wording, and every way to be refused."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from followup_core.messages import Templates, reloadable_templates
from followup_core.messages.drafting import draft
from followup_core.messages.message_model import Facts, Tone
from followup_core.messages.template_language import FACT_NAMES, FILTERS
from followup_core.messages.template_parser import JOINER_OF_SECTION
from followup_core.messages.template_renderer import MAX_BODY_UNITS
from followup_core.messages.templates import SHARED_TEMPLATES, TEMPLATE_NAMES, check_own, load_templates
from followup_core.models import MessageKind
from followup_core.playbook import PlaybookError, Reloadable
from tests.support.step_counter import grows_with_length
from tests.unit.playbook.broken_files import restored
from tests.unit.row_table import each_row

from .example_facts import FULL
from .hostile_templates import LOADED, REFUSED, Hostile

SHIPPED = Path(__file__).parents[3] / "data" / "playbook" / "messages"
HEAD = "# A remark.\nneeds: name\n\n[paragraph]\n* Good day.\n\n"
LINE = HEAD.count("\n") + 1


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder of the workspace's own wording, still empty."""
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped templates, to be broken."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "messages"))


def fault_of(folder: Path, own: Path | None = None) -> PlaybookError:
    with pytest.raises(PlaybookError) as caught:
        load_templates(folder, own)
    assert caught.value.remedy
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 600
    return caught.value


# --- as shipped -------------------------------------------------------------------------------------


def test_every_kind_and_variant_has_its_file_and_no_file_is_left_over() -> None:
    assert {file.name for file in SHIPPED.glob("*.txt")} == {*TEMPLATE_NAMES, *SHARED_TEMPLATES}
    assert set(load_templates(SHIPPED).by_name) == set(TEMPLATE_NAMES)


def test_the_page_for_editors_names_every_fact_filter_and_section() -> None:
    page = (SHIPPED / "README.md").read_text(encoding="utf-8")
    missing = [word for word in (*FACT_NAMES, *FILTERS, *Tone) if not re.search(rf"\b{word}\b", page)]
    assert missing == []
    assert all(f"`[{kind}]`" in page for kind in JOINER_OF_SECTION)


def test_the_shipped_numbers_are_the_defaults() -> None:
    numbers = load_templates(SHIPPED).numbers
    assert (numbers.linkedin_characters, numbers.words_per_minute, numbers.voicemail_seconds) == (
        200,
        120,
        30,
    )


@each_row("file", sorted(SHIPPED.glob("*.t*")))
def test_no_shipped_text_has_an_exclamation_mark_a_double_blank_or_a_tab(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert "!" not in text.replace("!=", "")
    assert "  " not in text
    assert "\t" not in text


# --- the workspace's own wording ---------------------------------------------------------------------


def test_a_file_of_the_own_folder_takes_the_place_of_the_shipped_one(own: Path) -> None:
    (own / "answer_rejection.txt").write_text("[paragraph]\n* Thank you, {{ name }}.\n", encoding="utf-8")
    templates = load_templates(SHIPPED, own)
    assert draft(FULL, MessageKind.ANSWER_REJECTION, templates).message.body == "Thank you, Ines Castellano."
    assert "live dashboard" in draft(FULL, MessageKind.THANK_YOU_NOTE, templates).message.body


def test_an_own_part_is_used_in_the_shipped_messages(own: Path) -> None:
    (own / "part_greeting.txt").write_text("[paragraph]\n* Servus {{ first_name }}!\n", encoding="utf-8")
    body = draft(FULL, MessageKind.THANK_YOU_EMAIL, load_templates(SHIPPED, own)).message.body
    assert body.startswith("Servus Ines!\n\n")


def test_an_own_folder_that_is_not_there_is_as_an_empty_one(tmp_path: Path) -> None:
    assert set(load_templates(SHIPPED, tmp_path / "nowhere").by_name) == set(TEMPLATE_NAMES)


def test_a_file_that_no_message_is_written_from_is_named(own: Path) -> None:
    (own / "thank_you_emial.txt").write_text(HEAD, encoding="utf-8")
    fault = fault_of(SHIPPED, own)
    assert fault.where == "thank_you_emial.txt, line 1"
    assert "thank_you_email.txt" in fault.remedy


def test_other_files_in_the_own_folder_are_left_alone(own: Path) -> None:
    (own / "README.md").write_text("{{ notes }}", encoding="utf-8")
    load_templates(SHIPPED, own)


def test_windows_line_ends_a_byte_order_mark_and_line_separators_change_nothing(own: Path) -> None:
    text = "\ufeff[paragraph]\r\n* Thank you,\u2028{{ name }}.\r\n\r\n* Goodbye.\r\n"
    (own / "withdrawal.txt").write_bytes(text.encode())
    body = draft(FULL, MessageKind.WITHDRAWAL, load_templates(SHIPPED, own)).message.body
    assert body == "Thank you, Ines Castellano. Goodbye."


def test_an_own_sentence_without_any_if_leaves_no_hole_either(own: Path) -> None:
    text = "[paragraph]\n* Dear {{ name }},\n- Hello,\n\n* We met on {{ met_on }}.\n\n* Thank you.\n"
    (own / "thank_for_offer.txt").write_text(text, encoding="utf-8")
    body = draft(Facts(), MessageKind.THANK_FOR_OFFER, load_templates(SHIPPED, own)).message.body
    assert body == "Hello, Thank you."


def test_a_loop_over_the_others_and_a_filter_do_what_they_say(own: Path) -> None:
    text = "[paragraph]\n* Greetings to{% for one in others %} {{ one|upper }}{% endfor %}.\n"
    (own / "question.txt").write_text(text, encoding="utf-8")
    body = draft(FULL, MessageKind.QUESTION, load_templates(SHIPPED, own)).message.body
    assert body == "Greetings to TOMAS BERG MAEVE DONNELLY."


def test_a_sentence_with_a_tone_is_taken_in_that_tone_only(own: Path) -> None:
    text = "[paragraph]\n*warm Warm.\n*formal Formal.\n- {% if tone == 'plain' %}Plain.{% endif %}\n"
    (own / "question.txt").write_text(text, encoding="utf-8")
    templates = load_templates(SHIPPED, own)
    for tone in Tone:
        body = draft(replace(FULL, tone=tone), MessageKind.QUESTION, templates).message.body
        assert body == f"{tone}.".capitalize()


# --- refused ----------------------------------------------------------------------------------------


@each_row("hostile", REFUSED)
def test_a_hostile_template_is_refused_with_its_file_and_line(own: Path, hostile: Hostile) -> None:
    (own / "thank_you_note.txt").write_text(f"{HEAD}{hostile.line}\n\n* Thank you.\n", encoding="utf-8")
    fault = fault_of(SHIPPED, own)
    assert fault.where == f"thank_you_note.txt, line {LINE}"
    assert hostile.says.casefold() in fault.what.casefold()


@each_row("hostile", REFUSED[:3])
def test_a_hostile_part_names_its_own_file(own: Path, hostile: Hostile) -> None:
    (own / "part_closing.txt").write_text(f"[lines]\n* Regards\n{hostile.line}\n", encoding="utf-8")
    assert fault_of(SHIPPED, own).where == "part_closing.txt, line 3"


def test_a_part_cannot_hold_a_part(own: Path) -> None:
    (own / "part_closing.txt").write_text("[lines]\n@closing\n", encoding="utf-8")
    assert fault_of(SHIPPED, own).where == "part_closing.txt, line 2"


@pytest.mark.thorough
@pytest.mark.parametrize("source", LOADED, ids=lambda source: source[:40])
def test_a_greedy_template_that_loads_takes_few_steps_and_stays_small(own: Path, source: str) -> None:
    (own / "question.txt").write_text(f"[paragraph]\n* {source}\n\n* Thank you.\n", encoding="utf-8")
    templates = load_templates(SHIPPED, own)

    def written(size: int) -> str:
        most = "ΐ" * size
        facts = replace(FULL, name=most, example=most, role=most, others=(most,) * 500, title="")
        return draft(facts, MessageKind.QUESTION, templates).message.body

    assert grows_with_length(written, 300)
    body = written(40_000)
    assert body
    assert len(body) <= MAX_BODY_UNITS


def test_a_file_that_prints_facts_too_often_is_refused(own: Path) -> None:
    text = "[paragraph]\n" + ("* " + "{{ name }} " * 80 + "\n") * 6
    (own / "question.txt").write_text(text, encoding="utf-8")
    assert "more than 400 times" in fault_of(SHIPPED, own).what


def test_a_file_of_too_many_sentences_is_refused_at_the_first_too_many(own: Path) -> None:
    text = "[paragraph]\n" + "".join(f"* Thank you {number}.\n" for number in range(400))
    (own / "question.txt").write_text(text, encoding="utf-8")
    assert fault_of(SHIPPED, own).where == "question.txt, line 302"


def test_a_loop_counts_as_often_as_it_may_run(own: Path) -> None:
    text = "[paragraph]\n* {% for a in others %}" + "{{ a }} " * 35 + "{% endfor %}\n"
    (own / "question.txt").write_text(text, encoding="utf-8")
    assert "more than 400 times" in fault_of(SHIPPED, own).what


@each_row(
    ("raw", "where", "says"),
    [
        (b"[paragraph]\n* " + b"x" * 20_000, "question.txt, line 1", "20 kB"),
        (b"[paragraph]\n* Thank you.\n* \xff\n", "question.txt, line 3", "UTF-8"),
        (b"", "question.txt, line 1", "no sentence"),
        (b"# Only a remark.\n", "question.txt, line 2", "no sentence"),
        (b"[subject]\n* A question\n", "question.txt, line 3", "no sentence"),
        (b"* Thank you.\n", "question.txt, line 1", "section is missing"),
        (b"needs: nmae\n[paragraph]\n* Thank you.\n", "question.txt, line 1", "no fact “nmae”"),
    ],
)
def test_a_file_that_is_no_template_is_refused(own: Path, raw: bytes, where: str, says: str) -> None:
    (own / "question.txt").write_bytes(raw)
    fault = fault_of(SHIPPED, own)
    assert (fault.where, says in fault.what) == (where, True)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "voicemail.txt").unlink()
    assert fault_of(folder).where == "voicemail.txt"


@each_row(
    ("name", "old", "new", "line"),
    [
        ("numbers.toml", "value = 200", "value = 20", 5),
        ("numbers.toml", "value = 200", "value = -200", 5),
        ("numbers.toml", "value = 200", 'value = "200"', 5),
        ("numbers.toml", "value = 200", "valeu = 200", 4),
        ("numbers.toml", "[words_per_minute]", "[words_per_hour]", 1),
        ("fact_questions.toml", 'role = "Which role', 'rule = "Which role', 14),
        ("fact_questions.toml", "Which role is it about?", "Which {{ role.x }}?", 14),
        ("fact_questions.toml", '"Which role is it about?"', "7", 14),
    ],
)
def test_a_broken_number_or_question_names_its_line(
    folder: Path, name: str, old: str, new: str, line: int
) -> None:
    with restored(folder):
        text = (folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
        assert fault_of(folder).where == f"{name}, line {line}"


@each_row("name", ["numbers.toml", "fact_questions.toml"])
def test_a_toml_file_that_is_none_or_missing_is_named(folder: Path, name: str) -> None:
    with restored(folder):
        (folder / name).write_text("a = [1\n", encoding="utf-8")
        assert fault_of(folder).where.startswith(name)
        (folder / name).unlink()
        assert fault_of(folder).where == name


def test_what_is_no_regular_file_is_not_read(own: Path) -> None:
    (own / "question.txt").mkdir()
    assert fault_of(SHIPPED, own).where == "question.txt"
    (own / "question.txt").rmdir()
    (own / "question.txt").symlink_to("/dev/zero")
    assert fault_of(SHIPPED, own).where == "question.txt"


# --- when one is saved ------------------------------------------------------------------------------


def test_a_good_file_may_be_saved() -> None:
    check_own(SHIPPED, "question.txt", b"[paragraph]\n* {{ question }}\n")
    check_own(SHIPPED, "part_closing.txt", b"[lines]\n* Regards\n")


@each_row(
    ("name", "raw", "where"),
    [
        ("question.txt", b"[paragraph]\n* {{ nmae }}\n", "question.txt, line 2"),
        ("part_closing.txt", b"[lines]\n* {{ 7 * 7 }}\n", "part_closing.txt, line 2"),
        ("../question.txt", b"[paragraph]\n* Thank you.\n", "../question.txt, line 1"),
        ("question.txt", b"x" * 20_001, "question.txt, line 1"),
    ],
)
def test_a_bad_file_is_refused_before_it_is_saved(name: str, raw: bytes, where: str) -> None:
    with pytest.raises(PlaybookError) as caught:
        check_own(SHIPPED, name, raw)
    assert caught.value.where == where


# --- while somebody is editing ----------------------------------------------------------------------


def body_of(shelf: Reloadable[Templates]) -> str:
    return draft(FULL, MessageKind.QUESTION, shelf.current()[0]).message.body


def test_while_a_file_is_broken_the_last_good_text_stays_in_use(own: Path) -> None:
    file = own / "question.txt"
    file.write_text("[paragraph]\n* First {{ role }}.\n", encoding="utf-8")
    shelf = reloadable_templates(SHIPPED, own)
    assert (body_of(shelf), shelf.current()[1]) == ("First Analyst.", None)
    file.write_text("[paragraph]\n* Second {{ rule }}.\n", encoding="utf-8")
    assert body_of(shelf) == "First Analyst."
    fault = shelf.current()[1]
    assert fault is not None
    assert fault.where == "question.txt, line 2"
    assert "rule" in fault.what
    file.write_text("[paragraph]\n* A third {{ role }}.\n", encoding="utf-8")
    assert (body_of(shelf), shelf.current()[1]) == ("A third Analyst.", None)
    file.unlink()
    assert FULL.question in body_of(shelf)


def test_a_file_broken_from_the_start_leaves_the_shipped_text_in_use(own: Path) -> None:
    (own / "question.txt").write_text("{{", encoding="utf-8")
    templates, fault = reloadable_templates(SHIPPED, own).current()
    assert FULL.question in draft(FULL, MessageKind.QUESTION, templates).message.body
    assert fault is not None


def test_files_are_read_again_only_when_they_changed(own: Path) -> None:
    shelf = reloadable_templates(SHIPPED, own)
    assert shelf.current()[0] is shelf.current()[0]


def test_without_any_templates_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError):
        reloadable_templates(tmp_path).current()


# --- for one message --------------------------------------------------------------------------------

_FAULTY = "[paragraph]\n* {{ nmae }}.\n"


def test_for_one_message_the_draft_is_the_same() -> None:
    every, one = load_templates(SHIPPED), load_templates(SHIPPED, for_one_message=True)
    assert list(one.by_name) == list(every.by_name)
    assert len(one.by_name) == len(every.by_name)
    for kind in MessageKind:
        assert draft(FULL, kind, one) == draft(FULL, kind, every)


def test_for_one_message_a_faulty_template_of_the_playbook_is_refused_when_it_is_used(folder: Path) -> None:
    (folder / "question.txt").write_text(_FAULTY, encoding="utf-8")
    templates = load_templates(folder, for_one_message=True)
    assert draft(FULL, MessageKind.WITHDRAWAL, templates) == draft(
        FULL, MessageKind.WITHDRAWAL, load_templates(SHIPPED)
    )
    with pytest.raises(PlaybookError) as caught:
        draft(FULL, MessageKind.QUESTION, templates)
    assert str(caught.value) == str(fault_of(folder))


@pytest.mark.parametrize("name", ["question.txt", "part_closing.txt"])
def test_for_one_message_all_of_the_own_wording_is_checked_at_once(own: Path, name: str) -> None:
    (own / name).write_text(_FAULTY, encoding="utf-8")
    templates, fault = reloadable_templates(SHIPPED, own, for_one_message=True).current()
    assert str(fault) == str(fault_of(SHIPPED, own))
    assert FULL.question in draft(FULL, MessageKind.QUESTION, templates).message.body
