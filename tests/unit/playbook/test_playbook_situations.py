"""The shipped situations, and every way to break their file."""

import re
import shutil
from pathlib import Path

import pytest

from followup_core.models import Occasion
from followup_core.playbook import (
    DetectionRule,
    FollowUpQuestion,
    InterviewStage,
    PlaybookError,
    RecordedFact,
    Situation,
    Verdict,
    load_playbook,
)
from followup_core.playbook.situation_model import ALWAYS_KNOWN, SOMETIMES_KNOWN, names_in
from tests.unit.playbook.broken_files import restored
from tests.unit.row_table import each_row

from . import broken_files

SHIPPED = Path(__file__).parents[3] / "data" / "playbook"
NAME = "situations.toml"
SITUATIONS = load_playbook(SHIPPED).situations


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "playbook"))


def edit(folder: Path, old: str, new: str) -> int:
    return broken_files.edit(folder, NAME, old, new)


def fault_of(folder: Path) -> PlaybookError:
    return broken_files.fault_in(folder, load_playbook)


# --- as shipped -------------------------------------------------------------------------------------


def test_only_another_offer_is_more_urgent_than_a_wait() -> None:
    assert [each.id for each in SITUATIONS if each.overrides_not_yet] == ["other_offer"]


def test_where_experts_disagree_the_playbook_says_so() -> None:
    agreed = {each.id for each in SITUATIONS if not each.disagree}
    assert agreed == {
        *("offer_to_weigh", "referral_inside", "references_silence", "verbal_yes", "asked_back"),
        *("heard_after_all", "thanks_late", "holidays", "contact_away"),
    }


def advice_texts(situation: Situation) -> list[str]:
    return [sentence for sentences in situation.all_advice.values() for sentence in sentences]


BLAME = re.compile(
    r"\b(should have|you failed|your fault|your mistake|forgot|forgotten|neglect\w*|too late|pester\w*|guilty"
    r"|unfortunately|never again|careless|went wrong)\b",
    re.IGNORECASE,
)


def test_texts_are_calm_plain_sentences_that_blame_nobody() -> None:
    for each in SITUATIONS:
        for text in filter(None, (*advice_texts(each), each.why, each.do_not, each.disagree, *each.sources)):
            assert re.fullmatch(r"[A-Z{][^!]*\.", text), text
            assert len(text) <= 200, f"{len(text)}: {text}"
        for text in (each.told, *each.asks.values()):
            assert re.fullmatch(r"[A-Z][^!.]*", text), text
        # What spoils things is named in `why` and `do_not`, never as something the candidate did.
        for text in (each.told, *advice_texts(each), each.do_not, each.disagree):
            assert not BLAME.search(text), text


def test_every_word_a_situation_may_use_is_used_or_is_a_message_for_another_day() -> None:
    assert {fact for each in SITUATIONS for fact in each.records} == set(RecordedFact)
    assert {ask for each in SITUATIONS for ask in each.asks} == set(FollowUpQuestion)
    assert {each.seen_by for each in SITUATIONS} == {*DetectionRule, None}
    assert {each.verdict for each in SITUATIONS} == set(Verdict)
    assert {stage for each in SITUATIONS for stage in each.stages} == set(InterviewStage)
    from_records = {Occasion.DATE_PASSED}
    assert {each.occasion for each in SITUATIONS} == {*Occasion, None} - from_records
    names = {name for each in SITUATIONS for text in advice_texts(each) for name in names_in(text) or ()}
    assert names == {*ALWAYS_KNOWN, *SOMETIMES_KNOWN}


# --- broken -----------------------------------------------------------------------------------------

FIRST = "This is good news: they're still considering you."
CONTACT = 'records = ["write_to", "may_contact"]'
NOT_YET = 'told = "They said not yet"'
WHO = 'asks = { person = "Who said so?" }'
BREAKS: list[tuple[str, str, str, int, str]] = [
    # old, new, field, lines below the edit, what is said
    ('id = "reposted"', 'id = "not_yet"', "id", 0, "The id “not_yet” is used twice."),
    ('id = "reposted"', 'id = "Posted again"', "id", 0, ""),
    (NOT_YET, 'told = "They said not yet."', "told", 0, ""),
    (NOT_YET, f'{NOT_YET}\nsaid = "x"', "said", 1, ""),
    ('stages = ["withdrawn"]', 'stages = ["gone"]', "stages", 0, ""),
    ('stages = ["withdrawn"]', "stages = []", "stages", 0, ""),
    ('verdict = "tell_now"', 'verdict = "wait"', "overrides_not_yet", 1, "Only the verdict tell_now may"),
    ('seen_by = "thanks_late"\n', "", "only_when_seen", 0, "This needs seen_by, or it would never be"),
    (CONTACT, 'records = ["decision_by"]', "records", 0, ""),
    (CONTACT, 'records = ["heard_then"]', "records", 0, ""),
    (CONTACT, 'records = ["back_on"]', "records", 0, "“back_on” needs the question “back_on” in asks."),
    (
        CONTACT,
        'records = ["rejected", "reopened"]',
        "records",
        0,
        "Only one of rejected, offer, let_go and reop",
    ),
    ('draft = "thank_for_offer"', 'draft = "poem"', "draft", 0, ""),
    (
        'draft = "thank_for_offer"',
        'occasion = "no_date"',
        "occasion",
        0,
        "“no_date” is no occasion for a situa",
    ),
    ('draft = "reply"\noccasion = "more', 'draft = "question"\noccasion = "more', "occasion", 1, ""),
    (WHO, 'asks = { person = "Who said so" }', "asks.person", 0, ""),
    (WHO, 'asks = { shoe_size = "Which?" }', "asks.shoe_size", 0, ""),
    ('why = "A message that arrives in an empty office is read last."', 'why = ""', "why", 0, ""),
]


@each_row(("old", "new", "field", "below", "what"), BREAKS)
def test_a_broken_field_is_named_with_its_file_and_line(
    folder: Path, old: str, new: str, field: str, below: int, what: str
) -> None:
    with restored(folder):
        line = edit(folder, old, new) + below
        fault = fault_of(folder)
        table = "" if field.startswith("asks") else "situation."
        assert fault.where == f"situations.toml, line {line}, field {table}{field}"
        assert fault.what.startswith(what)
        assert fault.remedy == "Correct the field; until then the last good playbook stays."


@each_row(
    ("sentence", "what"),
    [
        ("Thank {persom} today.", "Nothing is called “{persom}”."),
        ("Thank {person!r} today.", "Nothing is called “{person!r}”."),
        ("Thank {} today.", "Nothing is called “{}”."),
        ("Thank {person today.", "A brace is not closed in “Thank {person today.”."),
        ("Thank person} today.", "A brace is not closed in “Thank person} today.”."),
    ],
)
def test_a_sentence_may_name_only_what_is_known(folder: Path, sentence: str, what: str) -> None:
    with restored(folder):
        line = edit(folder, f'"{FIRST}"', f'"{sentence}"')
        fault = fault_of(folder)
        # The field is a list: its line is where the list begins.
        assert (fault.where, fault.what) == (
            f"situations.toml, line {line - 1}, field situation.advice",
            what,
        )


@each_row(
    ("field", "listed", "what"),
    [
        ("advice_asking", '["Thank {persom} today."]', "Nothing is called “{persom}”."),
        ("advice_waiting", '["Thank {persom} today."]', "Nothing is called “{persom}”."),
        ("advice_letting_go", '["Thank {persom} today."]', "Nothing is called “{persom}”."),
        ("advice_asking", '["Wait"]', ""),
        ("advice_waiting", '["Wait.", "Wait.", "Wait.", "Wait.", "Wait."]', ""),
    ],
)
def test_the_advice_for_another_ruling_is_checked_like_the_advice(
    folder: Path, field: str, listed: str, what: str
) -> None:
    with restored(folder):
        add_own(folder)
        line = edit(folder, 'id = "fair"', f'id = "fair"\n{field} = {listed}') + 1
        fault = fault_of(folder)
        assert fault.where == f"situations.toml, line {line}, field situation.{field}"
        assert what in fault.what


def test_a_situation_may_do_without_advice_for_other_rulings(folder: Path) -> None:
    file = folder / NAME
    text = file.read_text(encoding="utf-8")
    older = re.sub(r"^advice_\w+ = \[(.*?\]$)", "", text, flags=re.DOTALL | re.MULTILINE)
    assert "\nadvice_" not in older
    file.write_text(older, encoding="utf-8")
    loaded = load_playbook(folder).situations
    assert [each.id for each in loaded] == [each.id for each in SITUATIONS]
    assert [each.advice for each in loaded] == [each.advice for each in SITUATIONS]
    assert {sentences for each in loaded for sentences in list(each.all_advice.values())[1:]} == {()}


def advice_of(folder: Path, *sentences: str) -> int:
    """Give the first situation this advice; return the line it begins on."""
    text = (folder / NAME).read_text(encoding="utf-8")
    listed = ", ".join(f'"{each}"' for each in sentences)
    changed = re.sub(r"advice = \[.*?\n\]", f"advice = [{listed}]", text, count=1, flags=re.DOTALL)
    (folder / NAME).write_text(changed, encoding="utf-8")
    return text[: text.index("advice = [")].count("\n") + 1


@each_row(
    ("sentences", "what"),
    [
        (
            ["Wait for {decision_by}.", "Write on {next_on}."],
            "One sentence at least must hold without a date that may be unknown.",
        ),
        (["Wait."], ""),
        (["Wait."] * 5, ""),
    ],
)
def test_advice_has_two_to_four_sentences_not_all_of_days_that_may_be_unknown(
    folder: Path, sentences: list[str], what: str
) -> None:
    with restored(folder):
        line = advice_of(folder, *sentences)
        fault = fault_of(folder)
        assert fault.where == f"situations.toml, line {line}, field situation.advice"
        assert fault.what.startswith(what)


@each_row("text", ["", "situation = []", "situation = 3"])
def test_an_empty_or_unreadable_file_is_refused(folder: Path, text: str) -> None:
    with restored(folder):
        (folder / NAME).write_text(text, encoding="utf-8")
        assert fault_of(folder).where.startswith("situations.toml, line 1")


def add_own(folder: Path) -> Situation:
    """Add a situation of a center's own to the file; return it as loaded."""
    file = folder / NAME
    own = """
[[situation]]
id = "fair"
told = "I met them again at the career fair"
stages = ["open"]
verdict = "wait"
advice = ["Thank {person} for the chat.", "Leave it at that."]
why = "They have seen you twice now."
do_not = "Do not ask at the stand."
sources = ["Our own center."]
"""
    file.write_text(file.read_text(encoding="utf-8") + own, encoding="utf-8")
    return load_playbook(folder).situations[-1]


def test_a_center_may_add_a_situation_of_its_own(folder: Path) -> None:
    added = add_own(folder)
    assert (added.id, added.records, added.draft, added.seen_by) == ("fair", (), None, None)
