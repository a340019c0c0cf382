"""An independent cadence, written from the specification alone and as plainly as possible.

It works on the text tables and shares no code with the program: no parsing, no
calendar, no words of the core. Slow, literal, and there to disagree.
"""

import functools
import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import holidays

Row = Mapping[str, str]
Tables = Mapping[str, Sequence[Row]]
Found = tuple[str, str, str, date, date, str]
"""kind, interview_id, person_id, earliest, due, state"""

KINDS = [
    "thank_you_email",
    "thank_you_note",
    "linkedin_request",
    "status_email",
    "voicemail",
    "let_go",
    "keep_in_touch",
]


WEEKENDS = {"IL": ("Fri", "Sat"), "EG": ("Fri", "Sat"), "BD": ("Fri", "Sat"), "IR": ("Fri",)}
"""The countries of the generated workspaces whose weekend is not Saturday and Sunday."""


@functools.cache
def is_holiday(country: str, day: date) -> bool:
    """Whether the country keeps this day."""
    if country not in holidays.list_supported_countries(include_aliases=False):
        return False
    with warnings.catch_warnings(action="ignore"):  # some calendars say that they end some day
        return day in holidays.country_holidays(country, years=[day.year])


@dataclass
class CadenceOracle:
    """One workspace on one day."""

    tables: Tables
    numbers: Mapping[str, int]
    today: date

    # --- days -----------------------------------------------------------------------------------

    def business(self, day: date) -> bool:
        country = self.setting("country")
        if day.strftime("%a") in WEEKENDS.get(country, ("Sat", "Sun")):
            return False
        return not is_holiday(country, day)

    def roll(self, day: date) -> date:
        while not self.business(day):
            day = day + timedelta(days=1)
        return day

    def add_bd(self, day: date, n: int) -> date:
        counted = 0
        while counted < n:
            day = day + timedelta(days=1)
            if self.business(day):
                counted = counted + 1
        return day

    # --- rows -----------------------------------------------------------------------------------

    def rows(self, table: str) -> Sequence[Row]:
        return self.tables.get(table, [])

    def setting(self, key: str) -> str:
        for row in self.rows("settings"):
            if row["key"] == key:
                return row.get("value", "")
        return ""

    def of(self, table: str, interview: Row) -> list[Row]:
        return [row for row in self.rows(table) if row["interview_id"] == interview["interview_id"]]

    def answered(self, interview: Row, item: str, person: str = "") -> str:
        for row in self.of("answers", interview):
            if row["item"] == item and row.get("person_id", "") == person:
                return row["answer"]
        return ""

    def opening(self, interview: Row) -> list[Row]:
        return [other for other in self.rows("interviews") if name(other) == name(interview)]

    def superseded(self, interview: Row) -> bool:
        return any(number(other) > number(interview) for other in self.opening(interview))

    def sent(self, interview: Row) -> list[Row]:
        """Only touchpoints sent on or before today count, and a bounced one counts as not sent."""
        by_today = [
            row
            for row in self.of("touchpoints", interview)
            if date.fromisoformat(row["sent_on"]) <= self.today
        ]
        return [row for row in by_today if row.get("response", "") != "bounced"]

    # --- the steps ------------------------------------------------------------------------------

    def steps(self) -> list[Found]:
        found: list[Found] = []
        for interview in self.rows("interviews"):
            if held_on(interview) > self.today:
                continue
            found += self.person_steps(interview)
            found += self.chain(interview)
            found += self.keep_in_touch(interview)
        return sorted(found, key=lambda step: (step[4], KINDS.index(step[0]), step[1], step[2]))

    def step(self, kind: str, interview: Row, person: str, earliest: date, due: date) -> Found:
        if self.today < earliest:
            state = "waiting"
        elif self.today > due:
            state = "overdue"
        else:
            state = "due"
        return (kind, interview["interview_id"], person, earliest, due, state)

    def person_steps(self, interview: Row) -> list[Found]:
        if interview.get("outcome", "") in ("rejected", "withdrawn", "let_go"):
            return []
        held = held_on(interview)
        found = []
        for kind, person, gone in self.wanted(interview):
            if self.today > held + timedelta(days=gone):
                continue
            if self.answered(interview, "skip_" + kind, person) == "yes":
                continue
            if [t for t in self.sent(interview) if (t["kind"], t.get("person_id", "")) == (kind, person)]:
                continue
            due = held + timedelta(days=self.numbers["thank_you_due_days"])
            found.append(self.step(kind, interview, person, held, due))
        return found

    def wanted(self, interview: Row) -> list[tuple[str, str, int]]:
        wanted = []
        to_thank = self.people_to_thank(interview)
        for person in to_thank:
            wanted.append(("thank_you_email", person, self.numbers["thank_you_email_gone_days"]))
            if self.setting("readable_handwriting") == "yes":
                wanted.append(("thank_you_note", person, self.numbers["thank_you_note_gone_days"]))
        if not to_thank and not [t for t in self.sent(interview) if t["kind"] == "thank_you_email"]:
            wanted.append(("thank_you_email", "", self.numbers["thank_you_email_gone_days"]))
        for row in self.of("interviewers", interview):
            person = row["person_id"]
            if self.answered(interview, "agreed_linkedin", person) == "yes":
                wanted.append(("linkedin_request", person, self.numbers["linkedin_gone_days"]))
        return wanted

    def people_to_thank(self, interview: Row) -> list[str]:
        """The interviewers and hiring managers; where there are none, the employer's own recruiters."""
        rows = self.of("interviewers", interview)
        met = [row["person_id"] for row in rows if row["part"] in ("interviewer", "hiring_manager")]
        if met:
            return met
        return [row["person_id"] for row in rows if row["part"] == "recruiter" and self.own(row, interview)]

    def own(self, row: Row, interview: Row) -> bool:
        for person in self.rows("people"):
            if person["person_id"] == row["person_id"]:
                employer = person.get("organization", "")
                return not employer.strip() or firm(employer) == firm(interview["organization"])
        return True

    def last_response(self, interview: Row) -> date | None:
        days = []
        for row in self.sent(interview):
            if row["kind"] == "heard_from_employer":
                days.append(row["sent_on"])
            elif row.get("response", "") == "reply" and row.get("responded_on", ""):
                days.append(row["responded_on"])
        known = [date.fromisoformat(text) for text in days if date.fromisoformat(text) <= self.today]
        return max(known) if known else None

    def chain(self, interview: Row) -> list[Found]:
        if self.superseded(interview) or interview.get("outcome", ""):
            return []
        if interview.get("still_interested", "") == "no":
            return []
        answer = self.last_response(interview)
        asks = [
            (date.fromisoformat(row["sent_on"]), row["kind"])
            for row in self.sent(interview)
            if row["kind"] in ("status_email", "voicemail")
        ]
        touches = [ask for ask in asks if answer is None or ask[0] > answer]
        promised = self.promised(interview, answer)
        kind, earliest = self.next_of_chain(interview, answer, asks, touches, promised)
        if promised:
            earliest = max(earliest, self.add_bd(promised, self.numbers["after_decision_business_days"]))
        everywhere = [
            date.fromisoformat(row["sent_on"])
            for other in self.opening(interview)
            for row in self.sent(other)
            if row["kind"] in ("status_email", "voicemail")
        ]
        if everywhere:
            earliest = self.roll(max(earliest, max(everywhere) + self.week()))
        due = self.add_bd(earliest, self.numbers["grace_business_days"])
        stale = timedelta(days=self.numbers["stale_days"])
        if kind != "let_go" and self.today > due + stale:
            kind = "let_go"
            earliest = self.roll(due + stale + timedelta(days=1))
            due = self.add_bd(earliest, self.numbers["grace_business_days"])
        return [self.step(kind, interview, self.recipient(interview), earliest, due)]

    def next_of_chain(
        self,
        interview: Row,
        answer: date | None,
        asks: list[tuple[date, str]],
        touches: list[tuple[date, str]],
        promised: date | None,
    ) -> tuple[str, date]:
        if len(asks) >= self.numbers["max_asks"] and not (promised and answer and not touches):
            last_contact = max(asks)[0]
            if answer is not None and answer > last_contact:
                last_contact = answer
            return "let_go", self.roll(last_contact + self.week())
        if len(touches) == 0:
            return "status_email", self.first_ask(interview, answer, promised)
        if len(touches) == 1:
            first_sent, first_kind = touches[0]
            call = first_kind == "status_email" and self.setting("second_chase") != "email"
            return ("voicemail" if call else "status_email"), self.roll(first_sent + self.week())
        return "let_go", self.roll(max(touches)[0] + self.week())

    def week(self) -> timedelta:
        return timedelta(days=self.numbers["gap_days"])

    def promised(self, interview: Row, answer: date | None) -> date | None:
        text = interview.get("decision_by", "")
        if text and (answer is None or date.fromisoformat(text) > answer):
            return date.fromisoformat(text)
        return None

    def first_ask(self, interview: Row, answer: date | None, promised: date | None) -> date:
        if promised:
            return self.add_bd(promised, self.numbers["after_decision_business_days"])
        return self.add_bd(answer or held_on(interview), self.numbers["no_date_business_days"])

    def recipient(self, interview: Row) -> str:
        wanted = ["hiring_manager", "interviewer", "recruiter", "coordinator"]
        if self.answered(interview, "may_contact") == "no":
            wanted = ["recruiter", "coordinator", "hiring_manager", "interviewer"]
        for part in wanted:
            for row in self.of("interviewers", interview):
                if row["part"] == part:
                    return row["person_id"]
        return ""

    def keep_in_touch(self, interview: Row) -> list[Found]:
        if self.superseded(interview) or interview.get("still_interested", "") != "yes":
            return []
        if interview.get("outcome", "") not in ("let_go", "rejected"):
            return []
        base = held_on(interview)
        if interview.get("outcome_on", ""):
            base = max(base, date.fromisoformat(interview["outcome_on"]))
        for other in self.opening(interview):
            for row in self.sent(other):
                base = max(base, date.fromisoformat(row["sent_on"]))
        earliest = self.roll(base + timedelta(days=self.numbers["keep_in_touch_days"]))
        due = earliest + timedelta(days=self.numbers["keep_in_touch_window_days"])
        return [self.step("keep_in_touch", interview, self.recipient(interview), earliest, due)]


def held_on(interview: Row) -> date:
    """The date part of held_at."""
    return date.fromisoformat(interview["held_at"][:10])


def number(interview: Row) -> int:
    """The round, 1 where none is given."""
    return int(interview.get("round", "") or "1")


def name(interview: Row) -> tuple[str, str]:
    """Organization and role, compared case-folded with spaces collapsed."""
    organization, role = interview["organization"], interview.get("role", "")
    return (folded(organization), folded(role))


def firm(name: str) -> str:
    """An organization's name without the legal forms that the tests write behind it."""
    return re.sub(r"(,? (gmbh|inc\.?|ltd\.?))+$", "", folded(name))


def folded(text: str) -> str:
    """A name as names are compared."""
    return " ".join(text.casefold().split())
