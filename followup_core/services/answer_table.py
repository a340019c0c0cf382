"""All answers as one table: a row for each interview, a column for each checklist item."""

from collections.abc import Sequence

import pandas as pd

from followup_core.formats.csv_injection import spreadsheet_csv
from followup_core.models import AnswerValue, Interview
from followup_core.playbook import ChecklistItem, Playbook, StoredIn, Subject

from .labels import OUTCOME_WORDS
from .statistics.observation_loader import counted_tables
from .workspace import WorkspaceView

ORGANIZATION, DATE, OUTCOME, ROLE = "Organization", "Date", "Outcome", "Role"
"""The columns besides the checklist items: two before them, and two after them."""

_WORDS = {AnswerValue.YES: "Yes", AnswerValue.NO: "No", AnswerValue.SKIPPED: "Skipped"}


def answered_items(playbook: Playbook) -> tuple[ChecklistItem, ...]:
    """Return the checklist items that are stored as answers, in the order of the checklist."""
    return tuple(item for item in playbook.checklist if item.keeps is StoredIn.ANSWER)


def answer_table(
    view: WorkspaceView, interviews: Sequence[Interview], missed: ChecklistItem | None = None
) -> pd.DataFrame:
    """Return the answers of these interviews as words, the latest interview first.

    A cell is "Yes", "No" or "Skipped"; '' if nothing was answered. If the item is about each person, the cell
    says how many of the yes or no answers are a yes: "2 of 3".

    Args:
        view: The workspace.
        interviews: The interviews to show.
        missed: Show only interviews with a no to this item.
    """
    items = answered_items(view.playbook)
    shown_interviews = sorted(interviews, key=lambda interview: interview.held_at, reverse=True)
    answers = counted_tables(view)["answers"]
    if missed is not None:
        no_answers = answers[(answers["item"] == missed.id) & (answers["answer"] == AnswerValue.NO)]
        ids_with_no = frozenset(no_answers["interview_id"])
        shown_interviews = [
            interview for interview in shown_interviews if interview.interview_id in ids_with_no
        ]
    groups = {
        key: list(group) for key, group in answers.groupby(["interview_id", "item"], observed=True)["answer"]
    }
    rows = [
        (
            *(interview.organization, interview.held_on),
            *(_cell(item, groups.get((interview.interview_id, item.id), [])) for item in items),
            *(OUTCOME_WORDS[interview.outcome], interview.role),
        )
        for interview in shown_interviews
    ]
    columns = [ORGANIZATION, DATE, *(item.short for item in items), OUTCOME, ROLE]
    return pd.DataFrame(rows, columns=columns)


def answer_table_csv(table: pd.DataFrame) -> bytes:
    """Return the table as CSV for a spreadsheet; cells that would run as formulas are escaped."""
    return spreadsheet_csv([list(table.columns), *table.astype(str).values.tolist()])


def _cell(item: ChecklistItem, answers: Sequence[str]) -> str:
    """Return one interview's answers to one item, in words."""
    given_answers = [answer for answer in answers if answer != AnswerValue.SKIPPED]
    if item.about is Subject.PERSON and given_answers:
        return f"{given_answers.count(AnswerValue.YES)} of {len(given_answers)}"
    return _WORDS[AnswerValue(answers[0])] if answers else ""
