"""Single rules of the cadence, each at its edges."""

import pytest

from followup_core.cadence import StepKind, steps
from followup_core.playbook import CadenceNumbers

from .text_tables import (
    MONDAY,
    Row,
    Tables,
    after,
    answer,
    chain_of,
    interview,
    met,
    person,
    read,
    setting,
    steps_of,
    touch,
)


def acme(*touches: Row, **cells: str) -> Tables:
    """One interview on November 2, 2026, nobody known, with these touchpoints."""
    return {"interviews": [interview(**cells)], "touchpoints": list(touches)}


def thanks_on(today: str, *touches: Row, handwriting: str = "no", **answers: str) -> list[str]:
    """The kinds of step owed to Ruiz, who agreed to connect."""
    tables = {
        **acme(*touches),
        "people": [person("ruiz"), person("lind")],
        "interviewers": [met("ruiz")],
        "answers": [
            answer(item, given, "ruiz") for item, given in {"agreed_linkedin": "yes", **answers}.items()
        ],
        "settings": [setting("readable_handwriting", handwriting)],
    }
    return [step.kind.value for step in steps_of(tables, today) if step.rule in ("A3", "A5", "A6")]


# --- people -----------------------------------------------------------------------------------------


def test_each_person_is_owed_an_email_a_note_and_the_promised_request() -> None:
    assert thanks_on("2026-11-02", handwriting="yes") == [
        "thank_you_email",
        "thank_you_note",
        "linkedin_request",
    ]


@pytest.mark.parametrize(
    ("kind", "because"),
    [
        ("thank_you_email", "Your email to Ruiz of November 3 came back; find the right address"),
        ("thank_you_note", "Your note to Ruiz of November 3 came back; find the right address"),
        (
            "linkedin_request",
            "Your LinkedIn request to Ruiz of November 3 came back; find the right profile",
        ),
    ],
)
def test_what_came_back_from_somebody_is_open_again_and_says_so(kind: str, because: str) -> None:
    tables = {
        **acme(touch(kind, "2026-11-03", "ruiz", response="bounced")),
        "people": [person("ruiz"), person("okafor")],
        "interviewers": [met("ruiz"), met("okafor")],
        "answers": [answer("agreed_linkedin", "yes", "ruiz")],
        "settings": [setting("readable_handwriting", "yes")],
    }
    told = [step.because for step in steps_of(tables, "2026-11-04") if step.rule in ("A3", "A5", "A6")]
    assert [words for words in told if "came back" in words] == [f"{because} or use another way."]


def test_an_email_asking_for_news_that_came_back_is_due_again_and_says_so() -> None:
    tables = acme(touch("status_email", "2026-11-09", response="bounced"))
    [email] = [step for step in steps_of(tables, "2026-11-10") if step.rule == "A7"]
    assert email.because == ("Your email of November 9 came back; find the right address or use another way.")


def test_a_message_that_came_back_before_its_day_changes_nothing_about_the_wait() -> None:
    tables = acme(touch("status_email", "2026-11-04", response="bounced"))
    [email] = [step for step in steps_of(tables, "2026-11-05") if step.rule == "A7"]
    assert "don't have a decision date" in email.because


@pytest.mark.parametrize("kind", ["thank_you_email", "thank_you_note", "linkedin_request"])
def test_not_for_me_hides_only_that_duty(kind: str) -> None:
    left = thanks_on("2026-11-02", handwriting="yes", **{f"skip_{kind}": "yes"})
    everything = ["thank_you_email", "thank_you_note", "linkedin_request"]
    assert left == [each for each in everything if each != kind]


@pytest.mark.parametrize("given", ["no", "skipped"])
def test_not_for_me_taken_back_brings_the_duty_back(given: str) -> None:
    assert "thank_you_email" in thanks_on("2026-11-02", skip_thank_you_email=given)


def test_not_for_me_about_one_person_leaves_the_others() -> None:
    tables: Tables = {
        **acme(),
        "people": [person("ruiz"), person("lind")],
        "interviewers": [met("ruiz"), met("lind")],
        "answers": [answer("skip_thank_you_email", "yes", "ruiz")],
    }
    thanked = [step.person_id for step in steps_of(tables, MONDAY) if step.rule == "A5"]
    assert thanked == ["lind"]


@pytest.mark.parametrize(
    ("today", "left"),
    [
        ("2026-11-16", ["thank_you_email", "thank_you_note", "linkedin_request"]),
        ("2026-11-17", ["thank_you_email", "linkedin_request"]),
        ("2026-12-02", ["thank_you_email", "linkedin_request"]),
        ("2026-12-03", []),
    ],
    ids=["day 14", "day 15", "day 30", "day 31"],
)
def test_a_note_is_gone_after_fourteen_days_and_the_rest_after_thirty(today: str, left: list[str]) -> None:
    assert thanks_on(today, handwriting="yes") == left


def test_an_email_that_bounced_was_never_sent() -> None:
    assert "thank_you_email" in thanks_on(
        "2026-11-03", touch("thank_you_email", MONDAY, "ruiz", response="bounced")
    )
    assert "thank_you_email" not in thanks_on("2026-11-03", touch("thank_you_email", MONDAY, "ruiz"))


def test_a_thank_you_that_is_only_planned_is_still_owed_today() -> None:
    tomorrow = touch("thank_you_email", "2026-11-03", "ruiz")
    assert "thank_you_email" in thanks_on("2026-11-02", tomorrow)
    assert "thank_you_email" not in thanks_on("2026-11-03", tomorrow)


def test_thanking_one_person_thanks_nobody_else() -> None:
    assert "thank_you_email" in thanks_on("2026-11-03", touch("thank_you_email", MONDAY, "lind"))


@pytest.mark.parametrize(
    ("organization", "part", "thanked"),
    [
        ("", "recruiter", "kim"),
        ("ACME  robotics", "recruiter", "kim"),
        ("Talent Agency", "recruiter", ""),
        ("Acme Robotics", "coordinator", ""),
    ],
)
def test_a_recruiter_of_the_employer_who_met_you_alone_is_thanked_and_nobody_else(
    organization: str, part: str, thanked: str
) -> None:
    kim = {**person("kim"), "organization": organization}
    tables: Tables = {**acme(), "people": [kim], "interviewers": [met("kim", part)]}
    assert [(step.kind.value, step.person_id) for step in steps_of(tables, MONDAY)][:1] == [
        ("thank_you_email", thanked)
    ]


def test_whom_to_thank_is_asked_until_the_step_is_done_declined_or_too_late() -> None:
    tables = acme()
    assert thanks_to_nobody(tables, "2026-11-02") == [("thank_you_email", "", "2026-11-02", "2026-11-03")]
    assert thanks_to_nobody(tables, "2026-12-02") != []
    assert thanks_to_nobody(tables, "2026-12-03") == []
    assert thanks_to_nobody(acme(touch("thank_you_email", "2026-11-02")), "2026-11-02") == []
    assert (
        thanks_to_nobody({**tables, "answers": [answer("skip_thank_you_email", "yes")]}, "2026-11-02") == []
    )


def thanks_to_nobody(tables: Tables, today: str) -> list[tuple[str, str, str, str]]:
    return [
        (step.kind.value, step.person_id, step.earliest.isoformat(), step.due.isoformat())
        for step in steps_of(tables, today)
        if step.kind.value.startswith("thank_you")
    ]


@pytest.mark.parametrize("given", ["no", "skipped"])
def test_nobody_is_sent_a_request_they_did_not_agree_to(given: str) -> None:
    assert "linkedin_request" not in thanks_on("2026-11-02", agreed_linkedin=given)


# --- who gets the chain -----------------------------------------------------------------------------

EVERYONE = (
    met("kim", "coordinator"),
    met("sam", "recruiter"),
    met("okafor", "interviewer"),
    met("lind", "interviewer"),
    met("ruiz", "hiring_manager"),
)


@pytest.mark.parametrize(
    ("missing", "allowed", "refused"),
    [
        ((), "ruiz", "sam"),
        (("ruiz",), "okafor", "sam"),
        (("ruiz", "okafor"), "lind", "sam"),
        (("ruiz", "okafor", "lind"), "sam", "sam"),
        (("ruiz", "okafor", "lind", "sam"), "kim", "kim"),
        (("sam",), "ruiz", "kim"),
        (("sam", "kim"), "ruiz", "ruiz"),
        (("sam", "kim", "ruiz"), "okafor", "okafor"),
        (("kim", "sam", "okafor", "lind", "ruiz"), "", ""),
    ],
)
def test_the_chain_goes_to_the_first_who_may_be_written_to(
    missing: tuple[str, ...], allowed: str, refused: str
) -> None:
    tables: Tables = {
        **acme(),
        "people": [person(row["person_id"]) for row in EVERYONE],
        "interviewers": [row for row in EVERYONE if row["person_id"] not in missing],
    }
    assert [who for _, who, *_ in chain_of(tables, MONDAY)] == [allowed]
    for given, expected in (("no", refused), ("yes", allowed), ("skipped", allowed)):
        asked = {**tables, "answers": [answer("may_contact", given)]}
        assert [who for _, who, *_ in chain_of(asked, MONDAY)] == [expected]


def test_keeping_in_touch_goes_to_the_recruiter_when_they_said_no() -> None:
    tables: Tables = {
        **acme(outcome="rejected", outcome_on="2026-11-18", still_interested="yes"),
        "people": [person("sam"), person("ruiz")],
        "interviewers": [met("ruiz", "hiring_manager"), met("sam", "recruiter")],
        "answers": [answer("may_contact", "no")],
    }
    assert chain_of(tables, "2026-12-01") == [("keep_in_touch", "sam", "2027-02-16", "2027-03-02")]


# --- the first ask ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answered_on", "told"),
    [
        ("2026-11-12", ("status_email", "", "2026-11-17", "2026-11-19")),
        ("2026-11-15", ("status_email", "", "2026-11-17", "2026-11-19")),
        ("2026-11-16", ("status_email", "", "2026-11-23", "2026-11-25")),
        ("2026-11-17", ("status_email", "", "2026-11-24", "2026-11-26")),
    ],
    ids=["before", "the day before", "on the very day", "after"],
)
def test_only_a_decision_date_after_the_last_answer_is_still_waited_for(
    answered_on: str, told: tuple[str, str, str, str]
) -> None:
    tables = acme(touch("heard_from_employer", answered_on), decision_by="2026-11-16")
    assert chain_of(tables, "2026-11-18") == [told]


def test_an_answer_on_the_day_of_the_email_starts_over_and_keeps_the_gap() -> None:
    replied = touch("status_email", "2026-11-17", responded_on="2026-11-17", response="reply")
    tables = acme(replied, decision_by="2026-11-16")
    assert chain_of(tables, "2026-11-17") == [("status_email", "", "2026-11-24", "2026-11-26")]


def test_the_gap_is_kept_to_an_email_that_was_answered() -> None:
    replied = touch("status_email", "2026-11-17", responded_on="2026-11-17", response="reply")
    tables = acme(replied, decision_by="2026-11-18")
    assert chain_of(tables, "2026-11-18") == [("status_email", "", "2026-11-24", "2026-11-26")]
    assert steps_of(tables, "2026-11-18")[-1].because == (
        "You should hear by November 18, and you last asked on November 17;"
        " after seven days of quiet, from November 24, you can send a friendly email."
    )
    assert steps_of(tables, "2026-11-19")[-1].because == (
        "You last asked on November 17;"
        " after seven days of quiet, from November 24, you can send a friendly email."
    )


def test_a_chase_before_their_date_still_says_when_they_should_be_heard_from() -> None:
    early = acme(touch("status_email", "2026-11-13"), decision_by="2026-11-16")
    assert steps_of(early, "2026-11-13")[-1].because.startswith(
        "You should hear by November 16, and your email of November 13 has no answer yet; after seven days"
    )
    assert steps_of(early, "2026-11-17")[-1].because.startswith(
        "Your email of November 13 has no answer yet;"
    )
    twice = acme(
        touch("status_email", "2026-11-05"), touch("voicemail", "2026-11-13"), decision_by="2026-11-16"
    )
    assert steps_of(twice, "2026-11-13")[-1].because == (
        "You should hear by November 16, and you have asked twice, last on November 13, and that is enough;"
        " without an answer by November 20, letting go is the right decision."
    )


def test_a_reply_without_a_day_or_a_day_without_a_reply_is_no_answer() -> None:
    silent = [("voicemail", "", "2026-11-24", "2026-11-26")]
    assert chain_of(acme(touch("status_email", "2026-11-17", response="reply")), "2026-11-24") == silent
    away = touch("status_email", "2026-11-17", responded_on="2026-11-18", response="out_of_office")
    assert chain_of(acme(away), "2026-11-24") == silent
    dated = touch("status_email", "2026-11-17", responded_on="2026-11-18")
    assert chain_of(acme(dated), "2026-11-24") == silent


def test_an_answer_dated_tomorrow_counts_from_tomorrow() -> None:
    tables = acme(touch("status_email", "2026-11-17", responded_on="2026-11-20", response="reply"))
    assert chain_of(tables, "2026-11-19")[0][0] == "voicemail"
    assert chain_of(tables, "2026-11-20")[0][0] == "status_email"


def test_a_question_or_a_thank_you_is_no_part_of_the_chain() -> None:
    tables = acme(touch("question", "2026-11-05"), touch("thank_you_email", "2026-11-06"))
    assert chain_of(tables, "2026-11-09") == [("status_email", "", "2026-11-09", "2026-11-11")]


def test_an_unknown_country_has_only_weekends() -> None:
    christmas = interview(decision_by="2026-12-24")
    for country, earliest in (("XX", "2026-12-25"), ("", "2026-12-25"), ("US", "2026-12-28")):
        tables: Tables = {"interviews": [christmas], "settings": [setting("country", country)]}
        assert chain_of(tables, MONDAY)[0][2] == earliest


# --- too late ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "told"),
    [
        ("2026-12-11", ("status_email", "", "2026-11-09", "2026-11-11")),
        ("2026-12-12", ("let_go", "", "2026-12-14", "2026-12-16")),
        ("2027-06-01", ("let_go", "", "2026-12-14", "2026-12-16")),
    ],
    ids=["due + 30", "due + 31", "much later"],
)
def test_thirty_days_after_it_was_due_an_email_is_too_late(
    today: str, told: tuple[str, str, str, str]
) -> None:
    assert after("2026-11-11", 30) == "2026-12-11"
    assert chain_of(acme(), today) == [told]


def test_a_voicemail_becomes_too_late_in_the_same_way() -> None:
    tables = acme(touch("status_email", "2026-11-17"))
    assert chain_of(tables, "2026-12-26") == [("voicemail", "", "2026-11-24", "2026-11-26")]
    assert chain_of(tables, "2026-12-27") == [("let_go", "", "2026-12-28", "2026-12-30")]


def test_the_last_message_is_the_latest_one_in_whatever_order_they_were_written_down() -> None:
    tables = acme(touch("voicemail", "2026-11-24"), touch("status_email", "2026-11-17"))
    assert chain_of(tables, "2026-11-25") == [("let_go", "", "2026-12-01", "2026-12-03")]


def test_letting_go_itself_is_never_too_late() -> None:
    tables = acme(touch("status_email", "2026-11-17"), touch("voicemail", "2026-11-24"))
    assert chain_of(tables, "2029-01-01") == [("let_go", "", "2026-12-01", "2026-12-03")]


# --- rounds -----------------------------------------------------------------------------------------


def test_the_gap_holds_across_the_rounds_of_one_application_however_it_is_spelled() -> None:
    tables: Tables = {
        "interviews": [
            interview("acme-1", "2026-11-02"),
            interview("acme-2", "2026-11-12", round="2", organization="ACME  robotics", role=" analyst "),
        ],
        "touchpoints": [touch("status_email", "2026-11-17")],
    }
    assert chain_of(tables, "2026-11-18") == [("status_email", "", "2026-11-24", "2026-11-26")]
    elsewhere = [tables["interviews"][0], {**tables["interviews"][1], "role": "Engineer"}]
    assert ("status_email", "", "2026-11-19", "2026-11-23") in chain_of(
        {**tables, "interviews": elsewhere}, "2026-11-18"
    )


def test_a_round_that_is_only_planned_silences_the_one_before() -> None:
    tables: Tables = {
        "interviews": [interview(), interview("acme-2", "2027-01-20", round="2")],
        "people": [person("ruiz")],
        "interviewers": [met("ruiz")],
    }
    assert [step.kind for step in steps_of(tables, "2026-11-10")] == [StepKind.THANK_YOU_EMAIL]


def test_two_interviews_of_the_same_round_share_the_gap_and_neither_silences_the_other() -> None:
    tables: Tables = {
        "interviews": [interview("acme-1"), interview("acme-1b", "2026-11-03")],
        "touchpoints": [touch("status_email", "2026-11-10")],
    }
    assert chain_of(tables, "2026-11-11") == [
        ("status_email", "", "2026-11-17", "2026-11-19"),
        ("voicemail", "", "2026-11-17", "2026-11-19"),
    ]


# --- keep in touch ----------------------------------------------------------------------------------


def test_keeping_in_touch_is_counted_from_the_last_contact_of_the_application() -> None:
    tables: Tables = {
        "interviews": [
            interview(),
            interview("acme-2", "2026-11-10", round="2", outcome="let_go", still_interested="yes"),
        ],
        "touchpoints": [touch("question", "2026-12-01")],
    }
    assert chain_of(tables, "2026-12-05") == [("keep_in_touch", "", "2027-03-01", "2027-03-15")]


def test_an_answer_after_the_last_message_is_the_last_contact_and_moves_no_day() -> None:
    replied = touch("status_email", "2026-11-17", responded_on="2026-11-20", response="reply")
    tables = acme(replied, outcome="rejected", still_interested="yes")
    assert chain_of(tables, "2026-12-01") == [("keep_in_touch", "", "2027-02-15", "2027-03-01")]
    [step] = [step for step in steps_of(tables, "2026-12-01") if step.kind.value == "keep_in_touch"]
    assert step.because.startswith("Your last contact was on November 20; from February 15, 2027,")


def test_each_keep_in_touch_message_starts_the_next_quarter() -> None:
    tables = acme(touch("keep_in_touch", "2027-02-16"), outcome="rejected", still_interested="yes")
    assert chain_of(tables, "2027-02-17") == [("keep_in_touch", "", "2027-05-17", "2027-05-31")]


@pytest.mark.parametrize(
    ("outcome", "interested"),
    [("rejected", ""), ("rejected", "no"), ("let_go", "no"), ("withdrawn", "yes"), ("offer", "yes")],
)
def test_nobody_is_kept_in_touch_with_who_does_not_want_it(outcome: str, interested: str) -> None:
    assert chain_of(acme(outcome=outcome, still_interested=interested), "2027-06-01") == []


def test_an_outcome_before_its_interview_is_counted_from_the_interview() -> None:
    tables = acme(outcome="rejected", outcome_on="2026-10-01", still_interested="yes")
    assert chain_of(tables, MONDAY) == [("keep_in_touch", "", "2027-02-01", "2027-02-15")]


# --- words ------------------------------------------------------------------------------------------


def test_line_breaks_in_names_stay_out_of_the_sentence() -> None:
    tables: Tables = {
        "interviews": [interview()],
        "people": [{"person_id": "ruiz", "name": "Dana\r\n Ruiz"}],
        "interviewers": [met("ruiz")],
    }
    assert steps_of(tables, MONDAY)[0].because.startswith("You met Dana Ruiz on November 2;")


def test_someone_who_is_not_in_the_people_table_is_your_contact() -> None:
    records, problems = read(
        {
            "interviews": [interview()],
            "interviewers": [met("ghost")],
            "answers": [answer("agreed_linkedin", "yes", "ghost")],
        }
    )
    assert {problem.column for problem in problems} == {"person_id"}
    [because] = [step.because for step in steps(records, CadenceNumbers(), MONDAY) if step.rule == "A3"]
    assert because == (
        "You and your contact agreed to connect when you met on November 2;"
        " send the request while they remember you."
    )


def test_a_thank_you_after_its_day_is_called_late_and_still_worth_sending() -> None:
    tables: Tables = {**acme(), "people": [person("ruiz")], "interviewers": [met("ruiz")]}
    reasons = {today: steps_of(tables, today)[0].because for today in ("2026-11-03", "2026-11-04")}
    assert reasons == {
        "2026-11-03": "You met Ruiz on November 2; a thank-you is worth most by November 3.",
        "2026-11-04": "You met Ruiz on November 2; a late thank-you is still worth sending.",
    }
