"""A step: what to do next for one interview, with its dates and its reason."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class StepKind(StrEnum):
    """What there is to do, in the order in which steps due on the same day are listed."""

    THANK_YOU_EMAIL = "thank_you_email"
    THANK_YOU_NOTE = "thank_you_note"
    LINKEDIN_REQUEST = "linkedin_request"
    STATUS_EMAIL = "status_email"
    VOICEMAIL = "voicemail"
    LET_GO = "let_go"
    KEEP_IN_TOUCH = "keep_in_touch"


class StepState(StrEnum):
    """The state of a step on one day."""

    WAITING = "waiting"
    DUE = "due"
    OVERDUE = "overdue"


_ORDER = {kind: index for index, kind in enumerate(StepKind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What to do next, for whom, and when.

    `earliest` is the first day on which writing is not pestering, `due` the last day on
    time; the step is due on both. `because` is one plain sentence with the dates in it.
    `rule` is the point of the published advice that it follows, A1 to A11; the top of
    `data/playbook/checklist.toml` says which advice that is.
    """

    kind: StepKind
    interview_id: str
    person_id: str
    earliest: date
    due: date
    state: StepState
    because: str
    rule: str

    @property
    def order(self) -> tuple[date, int, str, str]:
        """The sort key of lists of steps: due day, kind, interview, person."""
        return (self.due, _ORDER[self.kind], self.interview_id, self.person_id)


def state_on(today: date, earliest: date, due: date) -> StepState:
    """Return the state on `today` of a step from `earliest` to `due`, both included."""
    if today < earliest:
        return StepState.WAITING
    return StepState.DUE if today <= due else StepState.OVERDUE
