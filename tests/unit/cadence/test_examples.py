"""Rules of the cadence at their edges, and the reasons that depend on what came before.

That the kinds, days and people are right for any workspace, `test_cadence_oracle` proves.
"""

from followup_core.cadence import steps
from followup_core.playbook import CadenceNumbers
from tests.unit.row_table import each_row

from .text_tables import (
    MONDAY,
    Row,
    Tables,
    Told,
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

NOTHING_CAME = touch("status_email", "2026-11-17")


def acme(*touches: Row, **cells: str) -> Tables:
    """One interview on November 2, 2026, nobody known, with these touchpoints."""
    return {"interviews": [interview(**cells)], "touchpoints": list(touches)}


def met_ruiz(*touches: Row) -> Tables:
    """The same interview with Ruiz, who agreed to connect, and Okafor; for somebody who can write by hand."""
    return {
        **acme(*touches),
        "people": [person("ruiz"), person("okafor")],
        "interviewers": [met("ruiz"), met("okafor")],
        "answers": [answer("agreed_linkedin", "yes", "ruiz")],
        "settings": [setting("readable_handwriting", "yes")],
    }


def last_reason(tables: Tables, today: str) -> str:
    return steps_of(tables, today)[-1].because


# --- edges ------------------------------------------------------------------------------------------


@each_row(
    ("today", "left"),
    [
        ("2026-11-16", ["thank_you_email", "thank_you_note", "linkedin_request"]),
        ("2026-11-17", ["thank_you_email", "linkedin_request"]),
        ("2026-12-02", ["thank_you_email", "linkedin_request"]),
        ("2026-12-03", []),
    ],
)
def test_a_note_is_gone_after_fourteen_days_and_the_rest_after_thirty(today: str, left: list[str]) -> None:
    owed = [step for step in steps_of(met_ruiz(), today) if step.rule in ("A3", "A5", "A6")]
    assert [step.kind.value for step in owed if step.person_id == "ruiz"] == left


@each_row(
    ("answered_on", "told"),
    [
        ("2026-11-15", ("status_email", "", "2026-11-17", "2026-11-19")),
        ("2026-11-16", ("status_email", "", "2026-11-23", "2026-11-25")),
    ],
)
def test_only_a_decision_date_after_the_last_answer_is_still_waited_for(answered_on: str, told: Told) -> None:
    tables = acme(touch("heard_from_employer", answered_on), decision_by="2026-11-16")
    assert chain_of(tables, "2026-11-18") == [told]


@each_row(
    ("tables", "today", "told"),
    [
        (acme(), "2026-12-11", ("status_email", "", "2026-11-09", "2026-11-11")),
        (acme(), "2026-12-12", ("let_go", "", "2026-12-14", "2026-12-16")),
        (acme(NOTHING_CAME), "2026-12-26", ("voicemail", "", "2026-11-24", "2026-11-26")),
        (acme(NOTHING_CAME), "2026-12-27", ("let_go", "", "2026-12-28", "2026-12-30")),
        (
            # However late, and in whatever order they were written down.
            *(acme(touch("voicemail", "2026-11-24"), NOTHING_CAME), "2029-01-01"),
            ("let_go", "", "2026-12-01", "2026-12-03"),
        ),
    ],
)
def test_thirty_days_after_it_was_due_a_chase_is_too_late_and_letting_go_never_is(
    tables: Tables, today: str, told: Told
) -> None:
    assert chain_of(tables, today) == [told]


# --- reasons ----------------------------------------------------------------------------------------


@each_row(
    ("kind", "because"),
    [
        ("thank_you_email", "Your email to Ruiz of November 3 came back; find the right address"),
        ("thank_you_note", "Your note to Ruiz of November 3 came back; find the right address"),
        ("linkedin_request", "Your LinkedIn request to Ruiz of November 3 came back; find the right profile"),
    ],
)
def test_what_came_back_from_somebody_is_open_again_and_says_so(kind: str, because: str) -> None:
    tables = met_ruiz(touch(kind, "2026-11-03", "ruiz", response="bounced"))
    reasons = [step.because for step in steps_of(tables, "2026-11-04")]
    assert [words for words in reasons if "came back" in words] == [f"{because} or use another way."]


def test_an_email_asking_for_news_that_came_back_says_so_only_if_its_day_had_come() -> None:
    bounced = acme(touch("status_email", "2026-11-09", response="bounced"))
    came_back = "Your email of November 9 came back; find the right address or use another way."
    assert last_reason(bounced, "2026-11-10") == came_back
    early = acme(touch("status_email", "2026-11-04", response="bounced"))
    assert "you have no decision date" in last_reason(early, "2026-11-05")


def test_the_gap_is_kept_to_an_email_that_was_answered() -> None:
    replied = touch("status_email", "2026-11-17", responded_on="2026-11-17", response="reply")
    tables = acme(replied, decision_by="2026-11-18")
    rest = "you last asked on November 17; after seven days, from November 24, you can send a friendly email."
    assert last_reason(tables, "2026-11-18") == f"You should hear by November 18, and {rest}"
    assert last_reason(tables, "2026-11-19") == f"You expected to hear by November 18, and {rest}"


def test_an_answer_of_the_same_day_is_named_where_the_gap_to_the_email_is_longer() -> None:
    saturday = "2026-11-14"
    replied = touch("status_email", saturday, responded_on=saturday, response="reply")
    assert last_reason(acme(replied), "2026-11-16") == (
        "You last asked on November 14, and they answered the same day; after seven days, from November 23,"
        " you can send a friendly email."
    )


def test_a_third_question_that_they_answered_with_a_date_to_come_says_both() -> None:
    answered = {"responded_on": "2026-11-12", "response": "reply"}
    tables = acme(
        touch("status_email", "2026-11-05"),
        touch("status_email", "2026-11-12", **answered),
        touch("status_email", "2026-11-17"),
        decision_by="2026-11-20",
    )
    assert last_reason(tables, "2026-11-18") == (
        "You should hear by November 20, and you have asked three times in all, last on November 17;"
        " unless they name a new date, let this one go from November 24."
    )


def test_an_email_to_somebody_else_that_came_back_says_whom_to_write_to_now() -> None:
    tables = met_ruiz(touch("status_email", "2026-11-09", "okafor", response="bounced"))
    words = "Your email to Okafor of November 9 came back, so write to Ruiz."
    assert last_reason(tables, "2026-11-10") == words


def test_a_third_question_before_a_later_date_of_theirs_is_counted_with_the_answered_ones() -> None:
    answered = {"responded_on": "2026-11-12", "response": "reply"}
    tables = acme(
        touch("status_email", "2026-11-05"),
        touch("status_email", "2026-11-12", **answered),
        touch("status_email", "2026-11-17"),
        decision_by="2026-12-04",
    )
    assert last_reason(tables, "2026-11-18") == (
        "You have asked three times in all and should hear by December 4;"
        " if nothing has come by December 7, let this one go."
    )


def test_a_chase_before_their_date_still_says_when_they_should_be_heard_from() -> None:
    early = acme(touch("status_email", "2026-11-13"), decision_by="2026-11-16")
    assert last_reason(early, "2026-11-13").startswith(
        "You should hear by November 16, and your email of November 13 has no answer yet; after seven days"
    )
    assert last_reason(early, "2026-11-17").startswith("Your email of November 13 has no answer yet;")
    twice = acme(
        touch("status_email", "2026-11-05"), touch("voicemail", "2026-11-13"), decision_by="2026-11-16"
    )
    assert last_reason(twice, "2026-11-13") == (
        "You should hear by November 16, and you have asked twice, last on November 13, and that is enough;"
        " without an answer by November 20, letting go is the right decision."
    )


def test_the_last_chase_is_the_latest_one_in_whatever_order_they_were_written_down() -> None:
    tables = acme(touch("voicemail", "2026-11-24"), NOTHING_CAME)
    assert last_reason(tables, "2026-11-25").startswith("You have asked twice, last on November 24,")


def test_an_answer_after_the_last_message_is_the_last_contact_and_moves_no_day() -> None:
    replied = touch("status_email", "2026-11-17", responded_on="2026-11-20", response="reply")
    tables = acme(replied, outcome="rejected", still_interested="yes")
    assert chain_of(tables, "2026-12-01") == [("keep_in_touch", "", "2027-02-15", "2027-03-01")]
    assert last_reason(tables, "2026-12-01").startswith(
        "Your last contact was on November 20; from February 15, 2027,"
    )


@each_row(
    ("outcome", "touches", "start"),
    [
        ("rejected", [], "They said no on November 16; from"),
        ("rejected", [touch("reply", "2026-11-16")], "They said no on November 16; from"),
        ("rejected", [touch("reply", "2026-11-17")], "Your last contact was on November 17; from"),
        ("let_go", [], "You let it go on November 16; from"),
        (
            "let_go",
            [touch("question", "2026-11-12")],
            "Your last contact was on November 12, and you let it go on November 16; from",
        ),
    ],
)
def test_an_interview_that_was_called_off_counts_but_was_no_contact(
    outcome: str, touches: list[Row], start: str
) -> None:
    called_off = interview(
        held_on="2026-11-20", outcome=outcome, outcome_on="2026-11-16", still_interested="yes"
    )
    tables = {"interviews": [called_off], "touchpoints": touches}
    assert chain_of(tables, "2026-11-19") == []
    assert chain_of(tables, "2026-11-20") == [("keep_in_touch", "", "2027-02-18", "2027-03-04")]
    assert last_reason(tables, "2026-11-20").startswith(f"{start} February 18, 2027,")


@each_row("item", ["not_held", "canceled"])
def test_an_interview_that_did_not_take_place_was_no_contact(item: str) -> None:
    let_go = interview(outcome="let_go", outcome_on="2026-11-10", still_interested="yes")
    said = answer(item, "yes") | {"detail": "2026-11-02"}
    assert last_reason({"interviews": [let_go], "answers": [said]}, "2026-11-12").startswith(
        "You let it go on November 10; after 90 days,"
    )
    undated = interview(outcome="let_go", still_interested="yes")
    assert last_reason({"interviews": [undated], "answers": [said]}, "2026-11-12").startswith(
        "Your last contact was on November 2; after 90 days,"
    )


def test_where_a_later_round_was_called_off_the_earlier_one_was_the_last_contact() -> None:
    tables = {
        "interviews": [
            interview(outcome="next_round", outcome_on="2026-11-06"),
            interview(
                "acme-2",
                "2026-11-20",
                round="2",
                outcome="let_go",
                outcome_on="2026-11-16",
                still_interested="yes",
            ),
        ]
    }
    reasons = [step.because for step in steps_of(tables, "2026-12-20") if step.interview_id == "acme-2"]
    assert reasons[0].startswith("Your last contact was on November 2, and you let it go on November 16;")


@each_row("today", ["2026-11-03", "2026-11-04"])
def test_a_thank_you_is_called_late_after_its_day(today: str) -> None:
    is_late = "a late thank-you" in steps_of(met_ruiz(), today)[0].because
    assert is_late == (today == "2026-11-04")


def test_line_breaks_in_names_stay_out_of_the_sentence() -> None:
    tables = {**met_ruiz(), "people": [{"person_id": "ruiz", "name": "Dana\r\n Ruiz"}, person("okafor")]}
    reasons = [step.because for step in steps_of(tables, MONDAY) if step.person_id == "ruiz"]
    assert reasons[0].startswith("You met Dana Ruiz on November 2;")


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
    assert because.startswith("You and your contact agreed to connect around the interview on November 2;")
