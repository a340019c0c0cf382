"""Drafts: never a hole, never over a limit, never two alike in one panel, and facts stay text."""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from difflib import SequenceMatcher
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.messages.drafting import draft
from followup_core.messages.message_length import estimated_speech_seconds, linkedin_length, spoken_words
from followup_core.messages.message_model import Draft, FactQuestion, Facts, KeepInTouchReason, Message, Tone
from followup_core.messages.template_parser import ParsedTemplate
from followup_core.messages.templates import Templates, load_templates, template_name
from followup_core.models import MessageKind, Occasion
from tests.unit.row_table import each_row

from .example_facts import CHASED, FULL, TAKEABLE, VARIANTS, choices, panel, without

SHIPPED = Path(__file__).parents[3] / "data" / "playbook" / "messages"
HOLES = (
    r"None|Undefined|Missing",
    r"\{\{|\}\}|\{%|%\}|\[|\]|<|>|__",
    r"  |\t|\n\n\n| \n|\n |\A\s|\s\Z",
    r" [,.;:?]|,,|\.\.|[,;:]\.|\?\.|\(\)",
    r"\b(?:a|an|the|at|about|for|of|and|by|with|our|your|number)[.,:;](?!\S)",
    r"[,;]\n\n(?!\Z)(?<!\A)|[,:;]\Z",
    r"\b(\w+) \1\b",
)


SEATS = range(4)
"""Places in a panel: a group of sentences has four wordings at most."""


@cache
def shipped() -> Templates:
    return load_templates(SHIPPED)


def drafted(facts: Facts, kind: MessageKind) -> Draft:
    return draft(facts, kind, shipped())


def holes(message: Message) -> list[str]:
    """Return what looks like a hole; a greeting may end in a comma."""
    body = re.sub(r"\A[^\n]*,\n\n", "", message.body)
    return [hole for text in (message.subject, body) for hole in HOLES if re.search(hole, text)]


# --- no holes ---------------------------------------------------------------------------------------


@each_row("tone", Tone)
@each_row(("kind", "variant"), VARIANTS)
def test_with_all_facts_nothing_is_missing_and_nothing_is_a_hole(
    kind: MessageKind, variant: Mapping[str, Any], tone: Tone
) -> None:
    for seat in SEATS:
        made = drafted(replace(FULL, **variant, tone=tone, panel_index=seat), kind)
        assert made.missing == ()
        assert holes(made.message) == []


@each_row("tone", Tone)
@each_row(("kind", "variant"), VARIANTS)
def test_with_no_fact_at_all_it_is_still_a_message(
    kind: MessageKind, variant: Mapping[str, Any], tone: Tone
) -> None:
    for seat in SEATS:
        message = drafted(Facts(**variant, tone=tone, panel_index=seat), kind).message
        assert len(message.body.split()) >= 8
        assert holes(message) == []


@pytest.mark.thorough
@given(kind=st.sampled_from(MessageKind), taken=st.frozensets(st.sampled_from(TAKEABLE)), around=choices)
def test_whatever_facts_are_missing_there_is_no_hole(
    kind: MessageKind, taken: frozenset[str], around: Mapping[str, Any]
) -> None:
    made = drafted(without(replace(FULL, **around), taken), kind)
    assert holes(made.message) == []
    assert len(made.message.body.split()) >= 8


@settings(max_examples=50)
@given(kind=st.sampled_from(MessageKind), taken=st.frozensets(st.sampled_from(TAKEABLE)), around=choices)
def test_what_is_missing_is_asked_for_and_what_is_known_is_not(
    kind: MessageKind, taken: frozenset[str], around: Mapping[str, Any]
) -> None:
    facts = without(replace(FULL, **around), taken)
    sheet = shipped().by_name[template_name(kind, facts)]
    unasked = () if facts.occasion is Occasion.WENT_BADLY else ("better_answer",)
    known_or_unasked = [
        fact for fact in (*sheet.needs, *sheet.better) if getattr(facts, fact) or fact in unasked
    ]
    wanted = [fact for fact in (*sheet.needs, *sheet.better) if fact not in known_or_unasked]
    missing = drafted(facts, kind).missing
    assert [lack.fact for lack in missing] == wanted
    for lack in missing:
        assert lack.needed is (lack.fact in sheet.needs)
        assert re.fullmatch(r"[A-Z][^{}]*\?.*", lack.text)
        assert "  " not in lack.text


def test_the_reason_is_asked_for_only_where_it_is_said() -> None:
    facts = replace(FULL, interest="", strength="", panel_lead="Tomas Berg")
    asked = [lack.fact for lack in drafted(facts, MessageKind.THANK_YOU_EMAIL).missing]
    assert asked == ["strength"]


def test_a_question_for_a_fact_names_the_person() -> None:
    missing = drafted(replace(FULL, discussed=""), MessageKind.THANK_YOU_EMAIL).missing
    start = "We talked about ..."
    text = f"What did you and Ines Castellano talk about? {start}"
    assert missing == (FactQuestion(fact="discussed", text=text, needed=False, sentence_start=start),)


@each_row(
    ("kind", "fact"),
    [
        (MessageKind.THANK_YOU_EMAIL, "discussed"),
        (MessageKind.THANK_YOU_EMAIL, "strength"),
        (MessageKind.THANK_YOU_EMAIL, "example"),
        (MessageKind.THANK_YOU_EMAIL, "interest"),
        (MessageKind.THANK_YOU_EMAIL, "my_phone"),
        (MessageKind.THANK_YOU_EMAIL, "my_email"),
        (MessageKind.THANK_YOU_NOTE, "discussed"),
        (MessageKind.STATUS_EMAIL, "role"),
        (MessageKind.STATUS_EMAIL, "my_phone"),
        (MessageKind.VOICEMAIL, "role"),
        (MessageKind.KEEP_IN_TOUCH, "article"),
        (MessageKind.QUESTION, "question"),
        (MessageKind.ASK_TIME_FRAME, "role"),
        (MessageKind.ANSWER_REJECTION, "discussed"),
        (MessageKind.WITHDRAWAL, "role"),
    ],
)
def test_what_is_known_is_said_in_every_wording(kind: MessageKind, fact: str) -> None:
    for tone in Tone:
        for seat in SEATS:
            body = drafted(replace(FULL, tone=tone, panel_index=seat), kind).message.body
            # An example goes on after "For example,", so its first letter may be small.
            assert getattr(FULL, fact).casefold() in body.casefold()


# --- each kind --------------------------------------------------------------------------------------


def test_a_thank_you_reads_as_a_person_would_write_it() -> None:
    message = drafted(replace(FULL, panel_index=0), MessageKind.THANK_YOU_EMAIL).message
    assert message == Message(
        kind=MessageKind.THANK_YOU_EMAIL,
        to="ines.castellano@example.org",
        subject="Thank you for your time on November 12",
        body="""\
Hi Ines,

Thank you for taking the time to talk with me on November 12. I enjoyed our conversation about moving the \
weekly report to a live dashboard.

You said you need someone who has patience with untidy data, and I do. For example, last year I rebuilt a \
report from forty spreadsheets. It saved two days of work a month.

I'm very interested in the Analyst role at Northlight Robotics, especially because of the chance to build \
something from the beginning.

One thing I forgot to ask: when do you expect to make a decision? I look forward to hearing from you.

Best regards,
Sam Lee
+1 212 555 0117
sam.lee@example.org
https://www.linkedin.com/in/sam-lee-example""",
    )


def test_a_thank_you_from_fragments_reads_as_a_person_would_write_it() -> None:
    facts = replace(
        FULL,
        met_when="yesterday",
        discussed="the second ward",
        strength="calm under preassure",
        example="trained 3 new nurses",
        interest="i love working w/ kids",
        ask_time_frame=False,
        panel_index=0,
    )
    assert drafted(facts, MessageKind.THANK_YOU_EMAIL).message.body.startswith(
        """\
Hi Ines,

Thank you for taking the time to talk with me yesterday. I enjoyed our conversation about the second \
ward.

You said you need someone who is calm under pressure. In my last job I trained 3 new nurses.

I'm very interested in the Analyst role because I love working with kids.

If you have any questions, call or email me anytime. I look forward to hearing from you."""
    )


@each_row("tone", Tone)
def test_a_thank_you_asks_for_the_time_frame_only_when_it_was_forgotten(tone: Tone) -> None:
    for seat in SEATS:
        asking = drafted(replace(FULL, tone=tone, panel_index=seat), MessageKind.THANK_YOU_EMAIL).message.body
        silent = replace(FULL, tone=tone, panel_index=seat, ask_time_frame=False)
        assert re.search(r"(decide|decision)\?", asking)
        assert "?" not in drafted(silent, MessageKind.THANK_YOU_EMAIL).message.body


@each_row("tone", Tone)
def test_who_does_not_want_the_job_any_more_thanks_without_a_word_of_interest(tone: Tone) -> None:
    for seat in SEATS:
        facts = replace(FULL, tone=tone, panel_index=seat, still_interested="no", ask_time_frame=False)
        body = drafted(facts, MessageKind.THANK_YOU_EMAIL).message.body
        assert not re.search(r"interest|look(ing)? forward|would bring|I can bring|offer", body), body
    asked = {each.fact for each in drafted(Facts(still_interested="no"), MessageKind.THANK_YOU_EMAIL).missing}
    assert asked.isdisjoint({"strength", "example", "interest"})


@each_row("tone", Tone)
def test_who_does_not_want_the_job_any_more_does_not_ask_to_be_thought_of(tone: Tone) -> None:
    for seat in SEATS:
        facts = replace(FULL, tone=tone, panel_index=seat, still_interested="no")
        body = drafted(facts, MessageKind.ANSWER_REJECTION).message.body
        assert not re.search(r"another role|something else opens|talk again", body), body


@each_row("tone", Tone)
def test_a_handwritten_note_has_three_or_four_lines(tone: Tone) -> None:
    for seat in SEATS:
        message = drafted(replace(FULL, tone=tone, panel_index=seat), MessageKind.THANK_YOU_NOTE).message
        said = message.body.split("\n\n")[1]
        assert 3 <= len(re.findall(r"[.?](?: |$)", said)) <= 4
        assert 20 <= len(said.split()) <= 50
        assert (message.to, message.subject) == ("", "")


@each_row("occasion", CHASED)
@each_row("tone", Tone)
def test_a_second_status_email_is_not_the_first_once_more(occasion: Occasion, tone: Tone) -> None:
    facts = replace(FULL, occasion=occasion, tone=tone)
    first = drafted(replace(facts, number=1), MessageKind.STATUS_EMAIL).message
    second = drafted(replace(facts, number=2), MessageKind.STATUS_EMAIL).message
    assert first.subject != second.subject
    assert alike(first, second) < 0.8


@each_row("occasion", CHASED)
def test_a_status_email_sets_no_deadline_blames_nobody_and_apologizes_for_nothing(occasion: Occasion) -> None:
    for tone in Tone:
        for seat in SEATS:
            facts = replace(FULL, occasion=occasion, tone=tone, panel_index=seat, number=1 + seat % 2)
            text = drafted(facts, MessageKind.STATUS_EMAIL).message.body.casefold()
            for word in (
                "still waiting",
                "heard nothing",
                "bother",
                "sorry",
                "apolog",
                "urgent",
                "disappoint",
            ):
                assert word not in text


def test_a_question_says_that_it_was_invited_only_when_it_was() -> None:
    said = {
        word: drafted(replace(FULL, may_contact=word), MessageKind.QUESTION).message.body
        for word in ("yes", "no", "")
    }
    assert "you said I could write with questions" in said["yes"]
    assert "If someone else is the better person to ask" in said["no"]
    assert "could write" not in said["no"] + said[""]
    assert all(FULL.question in body for body in said.values())


def test_a_keep_in_touch_message_asks_for_nothing() -> None:
    for about in KeepInTouchReason:
        for seat in SEATS:
            body = drafted(
                replace(FULL, about=about, panel_index=seat), MessageKind.KEEP_IN_TOUCH
            ).message.body
            assert "?" not in body
            assert not re.search(r"\bopening|\bhiring|\bvacanc|\bapply", body)
            assert len(body.split()) < 100


def test_an_address_request_names_the_people_to_thank() -> None:
    body = drafted(FULL, MessageKind.ASK_ADDRESS).message.body
    assert "Tomas Berg and Maeve Donnelly" in body
    assert "Tomas Berg, Maeve Donnelly and Ravi Menon" in (
        drafted(replace(FULL, others=(*FULL.others, "Ravi Menon")), MessageKind.ASK_ADDRESS).message.body
    )


def test_emails_go_to_the_address_voicemails_to_the_number_and_the_rest_to_nobody() -> None:
    assert {kind: drafted(FULL, kind).message.to for kind in MessageKind} == {
        **dict.fromkeys(MessageKind, FULL.email),
        MessageKind.VOICEMAIL: FULL.phone,
        MessageKind.THANK_YOU_NOTE: "",
        MessageKind.LINKEDIN_REQUEST: "",
    }


def test_every_email_has_a_subject_and_nothing_else_has() -> None:
    for kind in MessageKind:
        message = drafted(Facts(), kind).message
        bare = (MessageKind.VOICEMAIL, MessageKind.THANK_YOU_NOTE, MessageKind.LINKEDIN_REQUEST)
        assert bool(message.subject) is (kind not in bare)


# --- how long ---------------------------------------------------------------------------------------

long_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.builds(
    lambda word, times: word * times,
    st.sampled_from(["x", "x ", "😀", "👩‍👩‍👧 ", "Ï", "ß"]),
    st.integers(0, 900),
)


@settings(max_examples=40)
@given(name=long_text, organization=long_text, role=long_text, my_name=long_text, tone=st.sampled_from(Tone))
def test_a_linkedin_note_never_exceeds_the_limit(
    name: str, organization: str, role: str, my_name: str, tone: Tone
) -> None:
    facts = replace(FULL, name=name, organization=organization, role=role, my_name=my_name, tone=tone)
    body = drafted(facts, MessageKind.LINKEDIN_REQUEST).message.body
    assert len(body.encode("utf-16-le")) // 2 <= 200
    assert re.search(r"stay in touch here", body)


def test_a_linkedin_note_loses_the_role_first_and_stays_whole() -> None:
    long = replace(
        FULL,
        organization="The Long Established Northern and Southern Scientific Instrument Makers of Leeds",
        panel_index=0,
    )
    body = drafted(long, MessageKind.LINKEDIN_REQUEST).message.body
    assert body == (
        "Hi Ines, thank you for the video call on November 12. I'd like to stay in touch here. Sam Lee"
    )


def test_a_linkedin_note_that_lost_its_greeting_begins_with_a_capital() -> None:
    body = drafted(replace(FULL, name="x" * 400, panel_index=0), MessageKind.LINKEDIN_REQUEST).message.body
    assert body.startswith("Thank you for the video call")


def test_linkedin_counts_an_emoji_as_two() -> None:
    assert [linkedin_length(text) for text in ("", "a", "é", "😀", "a\ud800")] == [0, 1, 1, 2, 2]


@each_row(
    ("text", "words"),
    [
        ("", 0),
        ("Hello Ines.", 2),
        ("It's ten o’clock.", 3),
        ("+1 212 555 0117", 11),
        ("Sam Lee, (030) 555-0117, thank you", 14),
        ("on 12 November 2026", 4),
        ("Again: Sam.", 2),
    ],
)
def test_spoken_words_count_each_digit_of_a_phone_number(text: str, words: int) -> None:
    assert spoken_words(text) == words


def test_sixty_words_take_thirty_seconds_at_the_shipped_pace() -> None:
    assert estimated_speech_seconds("word " * 60, shipped().numbers.words_per_minute) == 30
    assert estimated_speech_seconds("word", 120) == 1
    assert estimated_speech_seconds("", 120) == 0


@each_row("occasion", CHASED)
@each_row("tone", Tone)
def test_a_voicemail_takes_about_half_a_minute_with_name_and_number_twice(
    occasion: Occasion, tone: Tone
) -> None:
    for seat in SEATS:
        body = drafted(
            replace(FULL, occasion=occasion, tone=tone, panel_index=seat), MessageKind.VOICEMAIL
        ).message.body
        assert 22 <= estimated_speech_seconds(body, 120) <= 32
        assert (body.count("Sam Lee"), body.count("+1 212 555 0117")) == (2, 2)


def test_a_short_number_leaves_time_to_thank_for_a_word_about_the_delay() -> None:
    thanks = "Thank you for letting me know you need more time."
    facts = replace(FULL, occasion=Occasion.MORE_TIME, panel_index=0)
    assert thanks not in drafted(facts, MessageKind.VOICEMAIL).message.body
    body = drafted(replace(facts, my_phone="555 0117"), MessageKind.VOICEMAIL).message.body
    assert thanks in body
    assert estimated_speech_seconds(body, 120) <= 30


# --- no two alike -----------------------------------------------------------------------------------


def alike(one: Message, other: Message) -> float:
    return SequenceMatcher(None, one.body, other.body, autojunk=False).ratio()


PANEL_KINDS = (MessageKind.THANK_YOU_EMAIL, MessageKind.THANK_YOU_NOTE)


@each_row("tone", Tone)
@each_row("kind", PANEL_KINDS)
def test_four_people_of_a_panel_get_four_texts_even_from_the_same_facts(
    kind: MessageKind, tone: Tone
) -> None:
    messages = [drafted(replace(facts, tone=tone), kind).message for facts in panel(FULL)]
    for one, other in combinations(messages, 2):
        assert alike(one, other) < 0.8
    if kind is MessageKind.THANK_YOU_EMAIL:
        assert len({message.subject for message in messages}) == 4


@each_row("tone", Tone)
@each_row("kind", PANEL_KINDS)
def test_no_two_of_thirteen_people_get_the_same_text(kind: MessageKind, tone: Tone) -> None:
    bodies = {
        drafted(replace(FULL, tone=tone, panel_index=seat, name="Ines Castellano"), kind).message.body
        for seat in range(13)
    }
    assert len(bodies) == 13


def test_a_panel_index_keeps_its_wording_when_somebody_is_added() -> None:
    facts = replace(FULL, panel_index=2)
    more = replace(facts, others=("Aaron Able", *facts.others))
    one, other = (drafted(each, MessageKind.THANK_YOU_EMAIL) for each in (facts, more))
    assert one == other


# --- hostile facts ----------------------------------------------------------------------------------

TEXTS = tuple(field.name for field in fields(Facts) if field.type is str)
HOSTILE_FACTS = (
    "{{ 7*7 }}",
    "{% for x in range(10**9) %}x{% endfor %}",
    "{# gone #}",
    "<script>alert(1)</script>",
    "Ines\r\nBcc: everybody@example.org",
    "a\x00b\x1b[31mc\x7fd\x85e\u2028f\u2029g",
    "مرحبا بالعالم",
    "\u202eevil\u202c",
    "👩‍👩‍👧‍👦😀",
    "\ud800",
    "%s %(name)s {0} {name.__class__}",
    "...",
    " ",
    ",",
    "Yahoo!",
    "'\"\\",
    "=HYPERLINK(1)",
)


@each_row("text", HOSTILE_FACTS)
def test_hostile_facts_come_out_as_text(text: str) -> None:
    for kind, variant in VARIANTS:
        facts = replace(FULL, **{**dict.fromkeys(TEXTS, text), **variant}, others=(text, text))
        message = drafted(facts, kind).message
        assert message.body, text[:30]
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", message.body)
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", message.subject + message.to)
        assert "49" not in message.body
        assert "  " not in message.body


@each_row("text", ["x" * 5_000, "x " * 12_000])
@each_row("kind", MessageKind)
def test_facts_of_many_pages_make_no_message_of_many_pages(kind: MessageKind, text: str) -> None:
    facts = replace(FULL, **dict.fromkeys(TEXTS, text), others=(text, text))  # type: ignore[arg-type]
    message = drafted(facts, kind).message
    assert 0 < linkedin_length(message.body) <= 20_000
    assert linkedin_length(message.subject) <= 90


def test_a_fact_that_looks_like_a_template_is_printed_as_it_is() -> None:
    facts = replace(FULL, discussed="{{ 7*7 }} and {% raw %}", role="<b>{{ name }}</b>")
    message = drafted(facts, MessageKind.THANK_YOU_EMAIL).message
    assert "{{ 7*7 }} and {% raw %}" in message.body
    assert "<b>{{ name }}</b>" in message.body


@pytest.mark.thorough
@given(
    kind=st.sampled_from(MessageKind),
    around=choices,
    texts=st.dictionaries(st.sampled_from(TEXTS), st.text(max_size=60)),
    others=st.lists(st.text(max_size=20), max_size=4),
)
def test_no_text_whatever_stops_a_draft(
    kind: MessageKind, around: Mapping[str, Any], texts: Mapping[str, str], others: list[str]
) -> None:
    message = drafted(replace(FULL, **{**texts, **around}, others=tuple(others)), kind).message
    assert message.body.strip() == message.body != ""
    assert not re.search(r"  |\n\n\n| \n|\n ", message.body)
    assert "\n" not in message.subject + message.to


# --- facts in a sentence ----------------------------------------------------------------------------


@each_row(
    ("role", "said"),
    [
        ("Analyst", "the Analyst role"),
        ("the Analyst role", "the Analyst role"),
        ("Analyst position", "the Analyst role"),
        ("Job", "the Job role"),
        ("Role", "the Role role"),
        ("Data analyst", "the Data Analyst role"),
        ("Head of people and culture", "the Head of People and Culture role"),
        ("forklift operator", "the forklift operator role"),
        ("iOS developer", "the iOS developer role"),
        ("Chef de partie", "the Chef de partie role"),
        ("Children's librarian", "the Children's Librarian role"),
    ],
)
def test_a_role_is_said_once_and_with_even_capitals(role: str, said: str) -> None:
    assert said in drafted(replace(FULL, role=role, panel_index=0), MessageKind.THANK_YOU_EMAIL).message.body


@each_row(
    ("name", "plain", "formal"),
    [
        ("Ines Castellano", "Hi Ines,", "Dear Ines Castellano,"),
        ("Ines", "Hi Ines,", "Dear Ines,"),
        ("Dr. Ines Castellano", "Hi Dr. Castellano,", "Dear Dr. Castellano,"),
        ("Prof. Ines Castellano", "Hi Prof. Castellano,", "Dear Prof. Castellano,"),
        ("Chef Ines Castellano", "Hi Chef,", "Dear Chef Castellano,"),
        ("Ms. Ines Castellano, PhD (she/her)", "Hi Ines,", "Dear Ms. Castellano,"),
        ("Li Wei", "Hi Li Wei,", "Dear Li Wei,"),
        ("Dr. Li Wei", "Hi Dr. Li Wei,", "Dear Dr. Li Wei,"),
        ("Mrs Castellano", "Hi Mrs Castellano,", "Dear Mrs Castellano,"),
        ("Castellano, Ines", "Hi Ines,", "Dear Ines Castellano,"),
        ("J. Castellano", "Hi J. Castellano,", "Dear J. Castellano,"),
        ("Ines,", "Hi Ines,", "Dear Ines,"),
        ("Judge Ann Lee", "Hi Judge Lee,", "Dear Judge Lee,"),
        ("Rev. Sam Hill", "Hi Rev. Hill,", "Dear Rev. Hill,"),
        ("Margaret A. Stein, Esq", "Hi Margaret,", "Dear Margaret Stein,"),
        ("Ir. Jan de Vries", "Hi Jan,", "Dear Jan de Vries,"),
        ("Castellano", "Hi Castellano,", "Dear Castellano,"),
        ("", "Hello,", "Dear hiring team,"),
        ("  ", "Hello,", "Dear hiring team,"),
    ],
)
def test_a_person_is_greeted_by_the_name_that_is_safe(name: str, plain: str, formal: str) -> None:
    for tone, greeting in ((Tone.PLAIN, plain), (Tone.FORMAL, formal)):
        body = drafted(replace(FULL, name=name, tone=tone), MessageKind.WITHDRAWAL).message.body
        assert body.split("\n")[0] == greeting


@each_row("name", ["Li Wei", "Castellano", "Hiring Team", "J. Castellano"])
def test_an_uncertain_name_asks_how_one_addresses_the_person(name: str) -> None:
    facts = replace(FULL, name=name)
    questions = [
        each for each in drafted(facts, MessageKind.THANK_YOU_EMAIL).missing if "addressed" in each.fact
    ]
    question = f"How do you address {name}? (“Dana”, “Dr. Obi”)"
    assert questions == [FactQuestion(fact="addressed_as", text=question, needed=False)]
    answered = drafted(replace(facts, addressed_as="Wei"), MessageKind.THANK_YOU_EMAIL)
    assert answered.missing == ()
    assert answered.message.body.startswith("Hi Wei,")


def test_how_one_addresses_a_person_wins_over_their_name() -> None:
    facts = replace(FULL, name="Dr. Ada Obi", addressed_as="Ada", tone=Tone.FORMAL)
    assert drafted(facts, MessageKind.THANK_YOU_EMAIL).message.body.startswith("Dear Ada,")


def test_a_sentence_that_ends_in_a_short_form_has_one_full_stop() -> None:
    facts = replace(FULL, organization="Lee & Co.", panel_index=0)
    body = drafted(facts, MessageKind.THANK_YOU_NOTE).message.body
    assert "at Lee & Co.\n" in body


@each_row(("kind", "variant"), VARIANTS)
def test_fitting_only_the_facts_that_a_template_uses_changes_no_draft(
    kind: MessageKind, variant: Mapping[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = replace(FULL, **variant)
    with_used_facts = drafted(facts, kind)
    with monkeypatch.context() as patched:
        patched.setattr(ParsedTemplate, "facts_used", lambda _, facts: list(facts))
        assert drafted(facts, kind) == with_used_facts
