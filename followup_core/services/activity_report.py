"""Proof of search: what a candidate did in a period, dated, as an employment office asks for it."""

from dataclasses import dataclass
from datetime import date

from followup_core.formats.xlsx_writer import OutputSheet, write_workbook
from followup_core.models import (
    BadValue,
    Format,
    Interview,
    InterviewDetails,
    Outcome,
    Response,
    Settings,
    Touchpoint,
    TouchpointKind,
)
from followup_core.models.date_text import month_name
from followup_core.services.labels import TOUCHPOINT_NOUNS
from followup_core.services.statistics.paper_size import prints_on_letter
from followup_core.services.workspace import WorkspaceView

REPORT_TITLE = "Proof of search"
_HELD = {
    None: "Interview",
    Format.IN_PERSON: "Interview in person",
    Format.VIDEO: "Interview by video",
    Format.PHONE: "Interview by phone",
}
_ENDED = {
    Outcome.NEXT_ROUND: "Invited to the next round",
    Outcome.OFFER: "Offer",
    Outcome.REJECTED: "Rejected",
    Outcome.WITHDRAWN: "Withdrawn by me",
    Outcome.LET_GO: "No longer pursued",
}
_CALLED_OFF = (Outcome.REJECTED, Outcome.WITHDRAWN, Outcome.LET_GO)


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerContact:
    """One thing done: on which day, where, of what kind, with whom ('' for nobody known), and the result."""

    on: date
    organization: str
    role: str
    kind: str
    whom: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityReport:
    """The contacts of a period, both ends included, by day, as they were known on `made_on`.

    `follow_ups` counts the messages that arrived, `undelivered` those that came back. Without
    `named` no contact says with whom it was. A `remark` on all of it is printed with it.
    """

    candidate: Settings
    start: date
    end: date
    made_on: date
    named: bool
    contacts: tuple[EmployerContact, ...]
    interviews: int
    follow_ups: int
    undelivered: int
    remark: str = ""

    @property
    def period(self) -> str:
        """The period in words."""
        return f"{_in_full(self.start)} to {_in_full(self.end)}"

    @property
    def sentence(self) -> str:
        """What the period holds, in a sentence or two."""
        if not self.contacts:
            return "Nothing is recorded in this period."
        said = f"{_number(self.interviews, 'interview')} and {_number(self.follow_ups, 'follow-up message')}."
        back = f" {_number(self.undelivered, 'more message')} came back undelivered."
        return said + (back if self.undelivered else "")


def usual_period(today: date) -> tuple[date, date]:
    """Return the period that is asked for most: the month of `today`, up to this day."""
    return today.replace(day=1), today


def activity_report(
    view: WorkspaceView, *, start: date, end: date, today: date, named: bool = True, remark: str = ""
) -> ActivityReport:
    """Return what is recorded from `start` to `end`: interviews held and messages sent, up to `today`.

    An interview that was called off before its day was not held. Raises BadValue for a period that
    ends before it begins.
    """
    if start > end:
        raise BadValue("The period ends before it begins.", "Choose a last day that is not before the first.")
    last, rounds = min(end, today), view.records.rounds.values()
    held = [each for each in rounds if start <= each.interview.held_on <= last and _was_held(each.interview)]
    sent = [
        (each, touchpoint)
        for each in rounds
        for touchpoint in each.touchpoints
        if start <= touchpoint.sent_on <= last and touchpoint.kind is not TouchpointKind.HEARD_FROM_EMPLOYER
    ]
    found = [*(_interview(view, each, today) for each in held), *(_message(view, *it, today) for it in sent)]
    back = sum(touchpoint.bounced for _, touchpoint in sent)
    return ActivityReport(
        candidate=view.records.settings,
        start=start,
        end=end,
        made_on=today,
        named=named,
        contacts=tuple(sorted(found, key=lambda each: each.on)),  # what is of one day keeps its order
        interviews=len(held),
        follow_ups=len(sent) - back,
        undelivered=back,
        remark=remark,
    )


def activity_report_xlsx(made: ActivityReport) -> bytes:
    """Return the proof as a workbook, every contact a row with its day as a date."""
    sheet = OutputSheet(
        name=REPORT_TITLE,
        above=(
            REPORT_TITLE,
            *filter(None, (made.remark, *letterhead(made))),
            made.period,
            made.sentence,
            as_recorded(made),
            "",
        ),
        header=header(made),
        rows=[(each.on, *all_text(made, each)) for each in made.contacts],
        widths=(12, 28, 24, 28, 28, 34) if made.named else (12, 28, 24, 28, 34),
        wrap=True,
    )
    return write_workbook(
        [sheet], made_on=made.made_on, title=REPORT_TITLE, letter=prints_on_letter(made.candidate.country)
    )


def letterhead(made: ActivityReport) -> tuple[str, ...]:
    """Return the candidate's name ('' where it is not given), and the line with the addresses if any."""
    me = made.candidate
    reach = ", ".join(filter(None, (me.email, me.phone)))
    return (me.name, reach) if reach else (me.name,)


def header(made: ActivityReport) -> tuple[str, ...]:
    """Return the names of the columns."""
    return ("Day", "Organization", "Role", "Contact", *(("With",) if made.named else ()), "Result")


def all_text(made: ActivityReport, each: EmployerContact) -> tuple[str, ...]:
    """Return what stands after the day in a contact's row."""
    whom = (each.whom,) if made.named else ()
    return (each.organization, each.role, each.kind, *whom, each.result)


def as_recorded(made: ActivityReport) -> str:
    """Say up to when the proof reaches."""
    return f"As recorded on {_in_full(made.made_on)}. Only what was held and sent by then is listed."


def _was_held(interview: Interview) -> bool:
    on = interview.outcome_on
    return not (interview.outcome in _CALLED_OFF and on is not None and on < interview.held_on)


def _interview(view: WorkspaceView, details: InterviewDetails, today: date) -> EmployerContact:
    it = details.interview
    names = (view.name(met.person_id) for met in details.interviewers)
    return EmployerContact(
        on=it.held_on,
        organization=it.organization,
        role=it.role,
        kind=_HELD[it.format] + (f", round {it.round}" if it.round > 1 else ""),
        whom=", ".join(filter(None, names)),
        result=_outcome(it, today),
    )


def _outcome(interview: Interview, today: date) -> str:
    on = interview.outcome_on
    if interview.outcome is not None and (on is None or on <= today):
        return _ENDED[interview.outcome] + (f", {short_date(on)}" if on else "")
    by = interview.decision_by
    return f"Open, a decision is due by {short_date(by)}" if by is not None and by >= today else "Open"


def _message(
    view: WorkspaceView, details: InterviewDetails, touchpoint: Touchpoint, today: date
) -> EmployerContact:
    return EmployerContact(
        on=touchpoint.sent_on,
        organization=details.interview.organization,
        role=details.interview.role,
        kind=TOUCHPOINT_NOUNS[touchpoint.kind],
        whom=view.name(touchpoint.person_id),
        result=_response(touchpoint, today),
    )


def _response(touchpoint: Touchpoint, today: date) -> str:
    on = touchpoint.responded_on
    if touchpoint.bounced:
        return "Came back undelivered"
    if touchpoint.response is None or (on is not None and on > today):
        return "No answer yet"
    said = "Answered" if touchpoint.response is Response.REPLY else "Out-of-office reply"
    return f"{said}, {short_date(on)}" if on else said


def _in_full(day: date) -> str:
    return f"{day.day} {month_name(day)}"


def short_date(day: date) -> str:
    """Return a day as in 2 Nov 2026."""
    return f"{day.day} {month_name(day)[:3]} {day.year}"


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
