"""A person's own words are shown as the text they are: escaped in every Markdown text on screen."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.markdown_text import escape_label, escape_markdown
from followup_core.models import Outcome, TouchpointKind, YesNo
from followup_core.services.candidate_settings import save_settings
from followup_core.services.interview_service import set_interest, set_outcome, start_interview
from followup_core.services.people_service import save_person, set_discussed
from followup_core.services.touchpoints import TouchpointEntry, record_touchpoint
from tests.integration.services.workspaces import entry, moment, with_person

from .screen import TODAY, Screen, mine, now

HOSTILE = (
    "qz<script>alert(1)</script>![x](http://evil.example/x.png)[c](javascript:a)"
    " https://evil.example www.evil.example a@evil.example &lt;b&gt; &amp; &#60;qz",
    "qz :smile: :material/home: :red[red] :gray-badge[y] $math$ $$e=mc^2$$ qz",
    "- qz\n# qz\n> **bold** _em_ ~~gone~~ `code`\n1. | a | b |\n|---|---|\n---\n\\*not\\* \\ qz",
    "qz \u202egnp.exe \u2066x\x1b[31m\x07\t{person} {{x}} %s ${y} qz",
)
_OUR_OWN = re.compile(
    r"\*\*|^:material/check: |^:blue\[|(?<=.)\]$|^- |\n- |^Source: |^Say: |:small\[[^q]*\]$"
)
_CARD = re.compile(
    r"(?:^|(?<=  \n)):\w+-badge\[:material/\w+: [\w,: ]+\]"
    r"|^:gray\[[\w, ]+\.\] "
    r"|:gray\[(?=.*\](?:\n\n|  \n|$))|\](?=\n\n|  \n)|\n\n|  \n"
)
_LIVE = re.compile(r"[<>\[\]`$_|~#{}@]|:\w|&\w|\n|://|www\.")
_ISOLATED = re.compile("\u2068[^\u2069]*\u2069")


@pytest.mark.parametrize("text", [" ".join(HOSTILE[::2]), " ".join(HOSTILE[1::2])])
def test_hostile_words_are_escaped_on_every_page(text: str) -> None:
    shown = everywhere(fill(text))
    assert any(escape_markdown(text) in words for words in shown)
    for words in shown:
        if "qz" in words:
            left = _OUR_OWN.sub("", _CARD.sub("", re.sub(r"\\.", "", words).replace(":blue[]", "\0")))
            if escape_label(text) in words:
                left = left.replace("#", "").replace("\0@", "")  # in a label neither is escaped
            assert not _LIVE.search(left), words
            assert "\u202e" not in _ISOLATED.sub("", words), words


def everywhere(interview_ids: list[str]) -> list[str]:
    """Return every Markdown text of every page, and of every side of these interviews."""
    screen = Screen()
    shown = list(screen.words)
    for page in ("interviews", "checklist", "settings"):
        shown += screen.open(page).words
    shown += screen.choose("settings-side", "Your data").words
    shown += screen.open("checklist", interview_ids[0]).words
    while screen.onward():
        shown += screen.words
    shown += screen.tap("All answers").words
    for side in ("Story", "People", "Details"):
        shown += screen.open("interview", interview_ids[0]).choose(f"side-{interview_ids[0]}", side).words
    return shown + screen.tap("Delete this interview").words + screen.tap("Yes, delete it").words


def fill(text: str) -> list[str]:
    """Put the text wherever a person can; return an open and a closed interview."""
    workspace = mine()
    opened = start_interview(
        workspace, moment(), entry(text, role=text, notes=text, decision_by=date(2026, 11, 16))
    )
    closed = start_interview(workspace, moment(), entry(f"{text} again"))
    set_outcome(workspace, moment(), closed, Outcome.REJECTED, None)
    set_interest(workspace, moment(), closed, YesNo.YES)
    person_id = with_person(workspace, opened, text)
    set_discussed(workspace, moment(), opened, person_id, text)
    save_person(
        workspace,
        moment(),
        replace(now().person(person_id), title=text, phone=text, notes=text, linkedin_url=text),
    )
    touch = TouchpointEntry(
        interview_id=opened, person_id=person_id, kind=TouchpointKind.QUESTION, sent_on=TODAY, note=text
    )
    record_touchpoint(workspace, moment(), touch)
    save_settings(workspace, moment(), {"name": text, "strengths": text})
    return [opened, closed]


# --- plain ------------------------------------------------------------------------------------------

RISKY = st.text(
    alphabet=st.sampled_from([*"\\`*_{}[]<>#+-!|~$:&().@ \n\tab1/é\u202e\u2066\u2069א"]), max_size=40
)


def read_back(shown: str) -> str:
    """Return what a reader of the Markdown sees: escapes taken off, invisible helpers gone."""
    return re.sub(r"\\(.)", r"\1", re.sub("[\u2066-\u2069]|:blue\\[\\]", "", shown))


@settings(max_examples=100)
@given(st.one_of(RISKY, st.text(max_size=60)))
def test_plain_text_and_a_label_read_as_they_were_written(text: str) -> None:
    expected = re.sub("[\u2066-\u2069]", "", re.sub("[\x00-\x1f\x7f]+", " ", text))
    assert read_back(escape_markdown(text)) == expected
    assert read_back(escape_label(text)) == expected


@settings(max_examples=100)
@given(RISKY)
def test_plain_text_has_no_live_markup_and_no_line_break_and_leaks_no_direction(text: str) -> None:
    shown = escape_markdown(text)
    assert "\n" not in shown
    live = re.sub(r"\\.", "", shown).replace(":blue[]", "")
    assert not re.search(r"[\\`*_{}\[\]<>#+\-!|~$:&().@]", live)
    assert shown.count("\u2068") == shown.count("\u2069") <= 1
    if any(letter in text for letter in "\u202eא"):
        assert (shown[0], shown[-1]) == ("\u2068", "\u2069")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Acme Robotics", "Acme Robotics"),
        ("Acme, Inc.", r"Acme, Inc\."),
        ("a\n\nb", "a b"),
        (":smile:", r"\::blue[]smile\:"),
        ("https://a.example", r"https\::blue[]//a\.example"),
        ("www.a.example", r"www:blue[]\.a\.example"),
        ("a@b.example", r"a:blue[]\@b\.example"),
        ("a -> b", r"a \-:blue[]\> b"),
        ("2026-11-19, 12:30", r"2026\-11\-19, 12\:30"),
        ("", ""),
    ],
)
def test_plain_text_in_examples(text: str, shown: str) -> None:
    assert escape_markdown(text) == shown


def test_a_label_escapes_nothing_in_a_usual_name() -> None:
    name = "Dr. O'Neill-Kim (HR), c/o Acme, Inc. #2!"
    assert escape_label(name) == name
    assert escape_label("![x](y) -- *z* --- q") == r"!\[x\](y) -:blue[]- \*z\* \-\-\- q"
