"""Twelve real letters to career columns: what the product advises beside what the expert did."""

import json
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from followup_core.services.situations.situation_service import NOTHING_MORE, SituationAnswers, advice
from tests.unit.cadence.text_tables import MONDAY, Row, Tables, interview, met, person, setting, touch

from .situation_histories import view_of_tables
from .workspaces import TODAY

LETTERS: dict[str, dict[str, Any]] = {
    letter["id"]: letter
    for letter in json.loads((Path(__file__).parents[2] / "cases" / "letters.json").read_text("utf-8"))
}
SENTENCES: dict[str, dict[str, Any]] = json.loads(
    Path(__file__).with_name("letter_sentences.json").read_text("utf-8")
)
"""The advice on each letter, word for word. Whoever rewords the playbook rewords it here too."""

YESTERDAY = TODAY - timedelta(days=1)
PEOPLE = {"dana": "Dana Ruiz", "kim": "Kim Osei", "lee": "Lee Park", "ida": "Ida Holm"}
DANA = met("dana", "hiring_manager")


@dataclass(frozen=True, kw_only=True)
class Entered:
    """A letter as it was entered: the last of its rounds, and the situation that is reported with it."""

    situation: str
    answers: SituationAnswers = NOTHING_MORE
    today: date = TODAY
    rounds: int = 1
    people: tuple[Row, ...] = (DANA,)
    touches: tuple[Row, ...] = ()
    cells: Row = field(default_factory=dict)
    other_interviews: tuple[Row, ...] = ()
    country: str = ""

    def tables(self) -> Tables:
        earlier = [
            interview(f"round-{number}", MONDAY - timedelta(weeks=self.rounds - number), round=f"{number}")
            for number in range(1, self.rounds)
        ]
        return {
            "interviews": [
                *self.other_interviews,
                *earlier,
                interview(**self.cells, round=f"{self.rounds}"),
            ],
            "people": [person(key, name=name, organization="Acme Robotics") for key, name in PEOPLE.items()],
            "interviewers": list(self.people),
            "touchpoints": list(self.touches),
            "settings": [setting("country", self.country)],
        }


THANKED = touch("thank_you_email", MONDAY, "dana")
ENTERED: dict[str, Entered] = {
    "infosec-withdrew-asked-back": Entered(
        situation="asked_back",
        answers=SituationAnswers(person_id="dana"),
        rounds=2,
        cells={"outcome": "withdrawn", "outcome_on": "2026-11-09"},
    ),
    "ath-2011-runner-up-job-b": Entered(
        situation="reposted",
        rounds=2,
        touches=(THANKED, touch("voicemail", YESTERDAY)),
        cells={"decision_by": "2026-11-09"},
        other_interviews=(
            interview("a", "2026-10-05", role="Planner", outcome="rejected", outcome_on="2026-10-12"),
        ),
    ),
    "ath-six-interviews-delay-notice": Entered(
        situation="not_yet",
        answers=SituationAnswers(on=YESTERDAY),
        rounds=6,
        touches=(THANKED,),
        cells={"decision_by": "2026-11-16"},
    ),
    "careerdoctor-second-followup": Entered(
        situation="vague_promise",
        answers=SituationAnswers(on=date(2026, 11, 4)),
        touches=(
            touch("thank_you_email", "2026-11-03", "dana", responded_on="2026-11-04", response="reply"),
        ),
    ),
    "kleiman-2005-ok-to-call": Entered(
        situation="other_interest",
        people=(met("dana", "coordinator"),),
        touches=(touch("thank_you_email", "2026-11-03", "dana"),),
    ),
    "forwardtimes-before-thanksgiving": Entered(
        situation="holidays",
        today=date(2026, 11, 27),
        touches=(THANKED,),
        cells={"decision_by": "2026-11-25"},
        country="US",
    ),
    "slinua-stay-in-touch": Entered(situation="rejected_warmly", people=()),
    "kenlloyd-thank-after-rejection": Entered(situation="rejected", rounds=3, people=()),
    "efc-2007-waiting-right-offer": Entered(
        situation="other_offer", touches=(THANKED,), cells={"decision_by": "2026-11-30"}
    ),
    "anitaoaks-two-promises-missed": Entered(
        situation="second_date_passed",
        touches=(
            THANKED,
            touch("status_email", "2026-11-09", responded_on="2026-11-10", response="reply"),
        ),
        cells={"decision_by": "2026-11-17"},
    ),
    "backatwork-six-hour-interview": Entered(
        situation="many_asks",
        people=(DANA, met("kim", "hiring_manager"), met("lee", "recruiter")),
        touches=(
            *(touch("status_email", "2026-11-09", manager) for manager in ("dana", "kim")),
            *(touch("voicemail", day) for day in ("2026-11-10", "2026-11-12")),
            *(touch("question", day, "lee") for day in ("2026-11-13", "2026-11-16")),
        ),
    ),
    "myrightfit-note-after-no": Entered(situation="rejected", people=(DANA, met("ida", "coordinator"))),
}
ARGUED = (
    "ath-2011-runner-up-job-b",
    "careerdoctor-second-followup",
    "kleiman-2005-ok-to-call",
    "efc-2007-waiting-right-offer",
)
"""The letters on which the product advises otherwise than the expert."""

DO_NOT: dict[str, str] = {
    "ath-six-interviews-delay-notice": "deadline",
    "forwardtimes-before-thanksgiving": "reproach|remind",
    "backatwork-six-hour-interview": "don't call",
}
"""What the expert warns of, and the advice does too."""


@pytest.mark.parametrize("letter", LETTERS)
def test_each_letter_is_answered_word_for_word_and_as_the_expert_did_or_with_a_reason(letter: str) -> None:
    entered = ENTERED[letter]
    shown = view_of_tables(entered.tables(), entered.today)
    answer = advice(shown, "acme-1", entered.situation, entered.answers)
    verdict = answer.verdict.value
    said = {"verdict": verdict, "sentences": answer.sentences, "records": answer.records}
    assert json.loads(json.dumps(said)) == SENTENCES[letter]
    agrees = verdict in (LETTERS[letter]["verdict"], *LETTERS[letter]["also_ok"])
    assert agrees is (letter not in ARGUED)
    assert agrees or answer.disagree == answer.situation.disagree != ""
    assert re.search(DO_NOT.get(letter, ""), answer.do_not)
