"""Messages on screen: from a step to a draft, facts asked in place, sent with one tap; what happened."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from followup_core.messages import reloadable_phrases
from followup_core.models import MessageKind, TouchpointKind, YesNo
from followup_core.services.candidate_settings import save_settings
from followup_core.services.guided_checklist import skip_checklist
from followup_core.services.interview_service import delete_interview, set_interest, start_interview
from followup_core.services.messages import message_writing
from followup_core.services.messages.message_facts import save_fact
from followup_core.services.touchpoints import TouchpointEntry, record_touchpoint
from followup_core.services.workspace_registry import PLAYBOOK_DIR
from tests.integration.services.workspaces import at, entry, everything, moment, started, thanked, with_person

from .screen import TODAY, Screen, data_dir, mine, stored
from .test_markdown_text import read_back


@pytest.fixture
def thanks() -> tuple[str, str]:
    """An interview of today with one person to thank."""
    save_settings(
        mine(), moment(), {"name": "Robin Ashby", "phone": "+1 212 555 0100", "email": "r@example.org"}
    )
    made = started(mine(), "Acme Robotics", TODAY)
    return made, with_person(mine(), made)


def message(interview_id: str, person_id: str, kind: str = "thank_you_email") -> Screen:
    """Open the page of one message by its link."""
    screen = Screen()
    screen.at.query_params.update({"interview": interview_id, "person": person_id, "kind": kind})
    screen.at.switch_page("message.py")
    return screen.run()


def body_key(ids: tuple[str, str], kind: str = "thank_you_email") -> str:
    """Return the key of the message's own field."""
    return f"body-{kind}-{ids[0]}-{ids[1]}"


def body(screen: Screen, ids: tuple[str, str], kind: str = "thank_you_email") -> str:
    """Return the text of the message on screen."""
    return str(screen.field(body_key(ids, kind)).value)


def test_what_is_about_nothing_leads_on(thanks: tuple[str, str]) -> None:
    for kind in ("thank_you_email", "love_letter"):
        assert ("All messages", "") in message("i-gone", "p-gone", kind).links
    assert ("All messages", "") in message(*thanks, kind="love_letter").links
    delete_interview(mine(), moment(), thanks[0])
    screen = Screen().open("messages").tap("Add an interview")
    assert screen.titles == ["Interviews"]


def test_a_due_step_leads_to_its_draft_from_today_and_from_the_list(thanks: tuple[str, str]) -> None:
    query = f"interview={thanks[0]}&kind=thank_you_email&person={thanks[1]}"
    for screen in (Screen().open("messages"), Screen()):
        screen.tap("Write the email")
        params = (f"{name}={screen.at.query_params[name]}" for name in ("interview", "kind", "person"))
        assert "&".join(params) == query


def test_of_many_due_messages_none_is_hidden() -> None:
    for number in range(8):
        with_person(mine(), started(mine(), f"Number {number}", TODAY))
    screen = Screen().open("messages")
    assert screen.buttons.count("Write the email") == 6
    assert screen.tap("Show more").buttons.count("Write the email") == 8


def test_any_other_message_is_chosen_from_a_list(thanks: tuple[str, str]) -> None:
    screen = Screen().open("messages").choose("message-kind", MessageKind.QUESTION)
    screen.press(f"write-question-{thanks[0]}-{thanks[1]}-primary")
    assert screen.at.query_params["kind"] == "question"


def test_a_missing_fact_is_asked_for_saved_where_it_belongs_and_goes_into_the_draft(
    thanks: tuple[str, str],
) -> None:
    screen = message(*thanks)
    key = f"fact-discussed-{thanks[0]}-{thanks[1]}"
    for words in ("the new calendar", "the new calendars"):
        screen.choose(key, words)
        assert [row["discussed"] for row in stored("interviewers")] == [words]
        assert words in body(screen, thanks)
    assert message(*thanks).field(key).value == "the new calendars"  # opened again, it can be corrected


def test_what_does_not_fit_stays_in_its_field_with_the_reason_until_it_is_corrected(
    thanks: tuple[str, str],
) -> None:
    screen = message(*thanks)
    key = f"fact-strength-{thanks[0]}-{thanks[1]}"
    assert screen.field(key).label.startswith(
        "What did Dana Ruiz say this job needs, and you have? You need someone who ..."
    )
    screen.choose(key, "n/a")
    assert screen.field(key).value == "n/a"
    assert screen.field(key).label.startswith("You need someone who ...")
    assert "“n/a” can't go into the message." in read_back(screen.text)
    assert "**Not ready yet.** Some of what you typed below isn't in the message." in read_back(screen.text)
    assert "n/a" not in body(screen, thanks)
    assert "Not ready yet" not in screen.choose(key, "calm under pressure").text
    assert "someone who is calm under pressure, and I am." in body(screen, thanks)
    assert screen.field(key).value == "calm under pressure"


def test_a_draft_that_lacks_a_name_is_not_called_ready() -> None:
    made = started(mine(), "Acme Robotics", TODAY - timedelta(days=30))
    dana = with_person(mine(), made)
    screen = message(made, "", "status_email")
    assert "It still needs the person's name and your own name" in screen.at.info[-1].value
    assert "when you are" not in screen.text
    screen = message(made, dana, "status_email")
    assert "It still needs your own name: see" in screen.at.info[-1].value
    screen.choose(f"fact-my_name-{made}-{dana}", "Robin Ashby")
    assert not screen.at.info
    assert "It is ready when you are" in read_back(screen.text)
    assert "below each field" not in screen.text, "no field here has a sentence"


def test_an_answer_is_shown_in_its_sentence_of_the_message(thanks: tuple[str, str]) -> None:
    screen = message(*thanks)
    assert "In the message:" not in screen.text
    screen.choose(f"fact-interest-{thanks[0]}-{thanks[1]}", "theyre a small team")
    assert "because **you're a small team**." in read_back(screen.text)
    assert "most slips of grammar go unnoticed" in screen.text
    own = "Dear Dana,\n\nthank you. I like that you're a small team, a lot.\n\nRobin"
    screen.choose(body_key(thanks), own)
    assert "I like that **you're a small team**, a lot." in read_back(screen.text)
    assert "You changed the message yourself" in screen.text
    screen.choose(body_key(thanks), "Dear Dana,\n\nthank you.\n\nRobin")
    assert "This isn't in the message." in screen.text


def test_what_has_no_effect_on_own_words_is_not_offered(thanks: tuple[str, str]) -> None:
    screen = message(*thanks)
    assert screen.has("tone")
    assert not screen.choose(body_key(thanks), "Dear Dana, thank you.").has("tone")
    assert screen.tap("Begin again from the draft").has("tone")


def test_a_day_in_own_words_is_asked_about_once_it_has_passed(
    thanks: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = message(*thanks).choose(body_key(thanks), "Dear Dana, it was good to meet you today.")
    assert "Does it still fit?" not in [each.value for each in screen.at.warning]
    monkeypatch.setenv("FOLLOWUP_TODAY", (TODAY + timedelta(days=2)).isoformat())
    [warning] = [read_back(each.value) for each in message(*thanks).at.warning]
    assert warning == "You wrote “today” on Wednesday, November 18. Does it still fit?"


def test_a_message_without_its_content_is_not_called_ready(thanks: tuple[str, str]) -> None:
    screen = message(*thanks, kind="keep_in_touch")
    assert "Not ready yet" in screen.text
    article = "How teams learn, https://example.org/teams"
    screen.choose(f"fact-article-{thanks[0]}-{thanks[1]}", article)
    assert "Not ready yet" not in screen.text
    assert article in body(screen, thanks, "keep_in_touch")


def test_a_change_is_checked_kept_at_once_and_survives_a_new_session(thanks: tuple[str, str]) -> None:
    own = "Dear Dana,\n\njust checking in. Did you get my email?\n\nRobin"
    screen = message(*thanks).choose(body_key(thanks), own)
    assert "What would make it better" in screen.text
    assert "“just checking in”" in screen.text
    again = message(*thanks)
    assert body(again, thanks) == own
    again.tap("Begin again from the draft")
    assert body(again, thanks) != own
    assert stored("answers") == []


def test_an_earlier_draft_that_the_browser_still_shows_is_not_taken_for_own_words(
    thanks: tuple[str, str],
) -> None:
    screen = message(*thanks)
    earlier = body(screen, thanks)
    screen.choose(f"fact-discussed-{thanks[0]}-{thanks[1]}", "the new lathe")
    newest = body(screen, thanks)
    assert "the new lathe" in newest
    screen.choose(body_key(thanks), earlier)
    assert body(screen, thanks) == newest
    assert "Your own words, kept as you changed them." not in screen.text
    screen.choose(body_key(thanks), f"{earlier}\nMy own line.")
    assert "Your own words, kept as you changed them." in screen.text
    screen.choose(body_key(thanks), earlier)
    assert body(screen, thanks) == earlier


def test_the_tone_changes_the_draft_and_stays(thanks: tuple[str, str]) -> None:
    screen = message(*thanks).choose("tone", "formal").open("today")
    assert "Dear Dana Ruiz" in body(screen.tap("Write the email"), thanks)


def test_every_kind_has_its_own_way(thanks: tuple[str, str]) -> None:
    for kind, words in (
        ("status_email", "**Not before Wednesday, November 25.**"),
        ("voicemail", "seconds, said slowly"),
        ("linkedin_request", "of 200 characters, as LinkedIn counts them"),
        ("thank_you_note", "Make it yours"),
    ):
        assert words in message(*thanks, kind=kind).text


def test_what_to_say_and_how_to_reach_the_person_stand_beside_the_draft(thanks: tuple[str, str]) -> None:
    assert "tel:" not in message(*thanks, kind="voicemail").addresses
    save_fact(mine(), moment(), *thanks, "phone", "+1 212 555 0100")
    assert "tel:+12125550100" in message(*thanks, kind="voicemail").addresses
    text = read_back(message(*thanks).text)
    assert "- Name one thing you discussed and want remembered." in text
    assert "Don't send two people the same words." in text
    assert "Dana Ruiz: +1 212 555 0100" in text


def test_what_was_sent_is_kept_with_its_words(thanks: tuple[str, str]) -> None:
    assert "Sent" not in [header.value for header in Screen().open("messages").at.header]
    request = TouchpointEntry(
        interview_id=thanks[0], person_id=thanks[1], kind=TouchpointKind.LINKEDIN_REQUEST, sent_on=TODAY
    )
    record_touchpoint(mine(), moment(), request)
    screen = message(*thanks)
    words = body(screen, thanks)
    screen.tap("Mark as sent")
    touch = stored("touchpoints")[-1]
    assert (touch["kind"], touch["sent_on"]) == ("thank_you_email", TODAY.isoformat())
    assert touch["note"].endswith(words)
    assert "**Saved.**" in screen.text
    assert "Nothing to write today" in screen.open("messages").text
    assert {read_back(each.label) for each in screen.at.expander} >= {
        "LinkedIn request to Dana Ruiz, Wednesday, November 18",
        "Thank-you email to Dana Ruiz, Wednesday, November 18",
    }
    assert any(code.value == words.strip() for code in screen.at.code)
    assert "You recorded only that you sent it." in screen.text
    screen.open("interview", thanks[0])
    assert "Read what you wrote" in [each.label for each in screen.at.expander]
    assert any(code.value == words.strip() for code in screen.at.code)


def test_what_was_sent_already_is_noted_again_only_after_asking(thanks: tuple[str, str]) -> None:
    message(*thanks).tap("Mark as sent")
    screen = message(*thanks)
    noted = "You already recorded this, on November 18: Thank-you email to Dana Ruiz."
    assert noted in read_back(screen.text)
    screen.choose(body_key(thanks), "Dear Dana, other words.").tap("Mark as sent")
    screen.tap("No, it's the same one")
    assert (len(stored("touchpoints")), "Mark as sent" in screen.buttons) == (1, True)
    screen.tap("Mark as sent").tap("Yes, another one")
    assert len(stored("touchpoints")) == 2


def test_after_one_of_a_panel_is_thanked_the_next_ones_message_is_open(thanks: tuple[str, str]) -> None:
    with_person(mine(), thanks[0], "Sam Okafor")
    screen = message(*thanks).tap("Mark as sent")
    assert "Thank-you email: Sam Okafor" in [read_back(title) for title in screen.titles]
    assert screen.tap("Mark as sent").titles == ["One thing to do now"], "the checklist, on Today"


def test_without_phrases_that_can_be_read_no_message_is_written(
    thanks: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "phrases.toml").write_text("[said]\nbroken = 3\n", encoding="utf-8")
    monkeypatch.setattr(message_writing, "_PHRASES", reloadable_phrases(tmp_path))
    assert "Messages cannot be written now" in message(*thanks).at.error[0].value


def test_what_happened_is_told_advised_and_noted_as_one_action() -> None:
    made = started(mine(), "Acme Robotics", TODAY - timedelta(days=10))
    with_person(mine(), made)
    before = everything(mine())
    screen = Screen().open("interview", made).choose(f"happened-{made}", "not_yet")
    assert "they're still considering you" in read_back(screen.text)
    screen.choose(f"ask-decision_by-{made}-not_yet", TODAY + timedelta(days=14)).tap("Save")
    [row] = stored("interviews")
    assert row["decision_by"] == (TODAY + timedelta(days=14)).isoformat()
    assert [each["kind"] for each in stored("touchpoints")] == ["heard_from_employer"]
    screen.tap("Undo")
    assert everything(mine()) == before


def test_what_happened_leads_to_a_message_at_once_or_on_its_day() -> None:
    made = started(mine(), "Acme Robotics", TODAY)
    thanked(mine(), made, TODAY)
    screen = Screen().open("interview", made).choose(f"happened-{made}", "other_offer")
    assert any(label.startswith("Write it: ") for label, _ in screen.links)
    screen.choose(f"happened-{made}", "reposted")
    assert any(re.match(r"Write it for \w+ \d+: Status email", label) for label, _ in screen.links)
    assert "your next step is on" not in read_back(screen.text), "the reason is said only once"


def test_own_words_are_edited_previewed_and_taken_back() -> None:
    screen = Screen().open("settings").choose("settings-side", "Career centers")
    name = "thank_you_note.txt"
    screen.choose("wording-name", name)
    original = screen.field(f"wording-{name}").value
    screen.choose(f"wording-{name}", "needs: name\n\n[paragraph]\n* Dear {{ name }}, all our own.\n")
    assert any("Dear Ines Castellano, all our own." in code.value for code in screen.at.code)
    screen.tap("Save")
    own = data_dir() / "personal" / "messages" / name
    assert "all our own" in own.read_text(encoding="utf-8")
    screen.tap("Back to the original")
    assert own.exists()
    screen.tap("Yes, take the original")
    assert not own.exists()
    assert screen.field(f"wording-{name}").value == original
    assert original == (PLAYBOOK_DIR / "messages" / name).read_text(encoding="utf-8")


def test_what_seems_to_have_happened_opens_its_advice_with_one_tap() -> None:
    made = start_interview(
        mine(), moment(), entry(held_at=at("2026-10-19T10:00"), decision_by=TODAY - timedelta(days=8))
    )
    screen = Screen().open("interview", made).tap("Their date has passed: see what to do")
    assert screen.field(f"happened-{made}").value == "date_passed"
    assert "Their date has passed: see what to do" not in screen.buttons


def test_a_message_about_a_job_that_is_not_wanted_leads_to_the_withdrawal(thanks: tuple[str, str]) -> None:
    link = ("Write the withdrawal", f"interview={thanks[0]}&kind=withdrawal&person={thanks[1]}")
    assert link not in message(*thanks, kind="status_email").links
    set_interest(mine(), moment(), thanks[0], YesNo.NO)
    screen = message(*thanks, kind="status_email")
    assert any("you don't want this job anymore" in each.value for each in screen.at.warning)
    assert link in screen.links
    assert link not in message(*thanks).links  # thanks are owed all the same
    thanked(mine(), thanks[0], TODAY, thanks[1])
    skip_checklist(mine(), moment(), thanks[0])
    assert link in Screen().links


def test_whoever_named_nobody_yet_is_asked_for_names_where_the_messages_are() -> None:
    started(mine(), "Acme Robotics", TODAY)
    screen = Screen().open("messages")
    assert "Thank the people you met" in screen.text
    assert "Nothing to write today" not in screen.text
    assert screen.tap("Add who you met").titles == ["Who did you meet?"]


def test_the_messages_are_in_the_order_of_today() -> None:
    for organization, held_on in (("Borealis", TODAY - timedelta(days=40)), ("Acme Robotics", TODAY)):
        interview_id = started(mine(), organization, held_on)
        with_person(mine(), interview_id, f"Dana {organization}")
    thanked(mine(), stored("interviews")[0]["interview_id"], TODAY - timedelta(days=40))
    text = Screen().open("messages").text
    assert text.index("Thank Dana Acme Robotics") < text.index("Email Dana Borealis")
