"""Readers of the plain files that a candidate or a career center edits: tables, playbook, templates."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from followup_core.messages import draft
from followup_core.messages.template_parser import parse_template as read_template
from followup_core.messages.templates import load_templates, template_name
from followup_core.models import SCHEMA, MessageKind, read_row
from followup_core.playbook import PlaybookError, load_playbook
from followup_core.services.workspace_registry import PLAYBOOK_DIR
from followup_core.store import Unreadable
from followup_core.store.csv_codec import decode, decode_leniently, encode
from tests.unit.messages.example_facts import FULL
from tests.unit.messages.hostile_templates import LOADED, REFUSED

from . import generated_inputs
from .fuzz_runner import refused_with_message


def stored_tables() -> st.SearchStrategy[bytes]:
    valid_tables = [
        (
            "".join(f'"{name}",' for name in schema.columns)[:-1]
            + "\n"
            + '"a",' * (len(schema.columns) - 1)
            + '"a"\n'
        )
        for schema in SCHEMA.values()
    ]
    pieces = tuple(piece.encode("utf-8", "replace") for piece in generated_inputs.ODD_TEXTS)
    changed = generated_inputs.mutations([table.encode() for table in valid_tables], pieces)
    return generated_inputs.tables() | changed | st.binary(max_size=300)


def reads_stored_table(file: tuple[str, bytes]) -> bool:
    table, data = file
    try:
        decoded = decode_leniently(table, data)
    except Unreadable as error:
        return refused_with_message(error)
    for key, row in decoded.rows.items():
        read_row(table, row, decoded.lines[key])
    decoded_twice = decode(
        table,
        encode(
            decoded.columns,
            [*decoded.rows.values(), *(quarantined.row for quarantined in decoded.quarantined)],
        ),
    )
    assert (decoded_twice.columns, decoded_twice.rows) == (decoded.columns, decoded.rows)
    assert [quarantined.row for quarantined in decoded_twice.quarantined] == [
        quarantined.row for quarantined in decoded.quarantined
    ]
    return True


_FILES = ("cadence.toml", "checklist.toml", "steps.toml", "benchmarks.csv", "situations.toml")


def playbooks() -> st.SearchStrategy[tuple[str, bytes]]:
    toml = (
        *(
            b"[",
            b"]",
            b"[[",
            b"]]",
            b"=",
            b'"',
            b"'''",
            b"#",
            b"\n",
            b"value = -7\n",
            b"[gap_days]\n",
            b"1e999",
        ),
        *(
            b"nan",
            b"9" * 5_000,
            b"[" * 3_000,
            b"\x00",
            b"\xff",
            b"true",
            b"0001-01-01",
            b"{a = 1}",
            b"{{ name }}",
        ),
        *(b"\xe2\x80\xae", b"item = []\n", b'"\\ud800"', b"x" * 200_001),
    )

    def of(name: str) -> st.SearchStrategy[tuple[str, bytes]]:
        return generated_inputs.mutations([(PLAYBOOK_DIR / name).read_bytes()], toml).map(
            lambda data: (name, data)
        )

    return st.sampled_from(_FILES).flatmap(of)


def playbook_reader(scratch: Path) -> Callable[[tuple[str, bytes]], bool]:
    folder = scratch / "playbook"
    folder.mkdir()

    def take(changed_file: tuple[str, bytes]) -> bool:
        name, data = changed_file
        for file_name in _FILES:
            shutil.copyfile(PLAYBOOK_DIR / file_name, folder / file_name)
        (folder / name).write_bytes(data)
        try:
            load_playbook(folder)
        except PlaybookError as error:
            return refused_with_message(error, file_name=name)
        return True

    return take


def templates() -> st.SearchStrategy[str]:
    lines = st.sampled_from(
        [*(f"{hostile.line}\n" for hostile in REFUSED), *(f"* {line}\n" for line in LOADED)]
    )
    bits = (
        *(
            "{{",
            "}}",
            "{%",
            "%}",
            "{#",
            " name ",
            " others ",
            "|",
            "upper",
            "default('x')",
            "if ",
            "endif",
            "for a in ",
        ),
        *(
            "endfor",
            "else",
            "* ",
            "*warm ",
            "- ",
            "[paragraph]\n",
            "[subject]\n",
            "[lines]\n",
            "@closing\n",
            "needs: ",
        ),
        *(
            "better: name\n",
            "\n",
            "# x\n",
            "==",
            "'plain'",
            "tone",
            " and ",
            "not ",
            "(",
            ")",
            "\x00",
            "\u2028",
            "\r",
        ),
    )
    piece = st.sampled_from(bits) | st.text(max_size=8)
    text = st.lists(piece | lines, max_size=14).map("".join)
    shipped = sorted((PLAYBOOK_DIR / "messages").glob("*.txt"))
    changed = generated_inputs.mutations(
        [file.read_bytes() for file in shipped], tuple(bit.encode() for bit in bits), 3
    )
    return (
        text.map(lambda lines_of_text: f"[paragraph]\n* Hello.\n{lines_of_text}")
        | text
        | changed.map(lambda data: data.decode("utf-8", "replace"))
    )


def template_reader() -> Callable[[str], bool]:
    folder = PLAYBOOK_DIR / "messages"
    shipped_templates = load_templates(folder)
    shipped = {file.name: file.read_text(encoding="utf-8") for file in folder.glob("*.txt")}
    name = template_name(MessageKind.QUESTION, FULL)
    longest_facts = replace(FULL, name="ΐ" * 200, others=("x" * 200,) * 30)

    def take(text: str) -> bool:
        try:
            sheet = read_template(name, {**shipped, name: text}, shipped_templates.questions)
        except PlaybookError as error:
            return refused_with_message(error, file_name=name)
        templates = shipped_templates._replace(by_name={**shipped_templates.by_name, name: sheet})
        for facts in (FULL, longest_facts):
            assert len(draft(facts, MessageKind.QUESTION, templates).message.body) <= 100_000
        return True

    return take
