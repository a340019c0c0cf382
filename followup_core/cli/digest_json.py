"""The digest as JSON."""

from typing import Any

from followup_core.cadence import Step
from followup_core.models import Interview
from followup_core.services.digest import Digest
from followup_core.services.step_cards import step_cards
from followup_core.services.today_overview import headline, today_overview
from followup_core.services.workspace import WorkspaceView

from .steps_command import step_as_json


def digest_json(view: WorkspaceView, digest: Digest) -> dict[str, Any]:
    """Return the digest as plain values; a step is as in `due --json`, with its title."""
    overview = today_overview(view)
    return {
        "today": view.today.isoformat(),
        "subject": digest.subject,
        "headline": headline(overview),
        "do_now": _steps_as_json(view, overview.do_now),
        "leave_alone": _steps_as_json(view, overview.waiting),
        "coming": [_interview_as_json(interview) for interview in overview.coming],
        "answered": [
            {**_interview_as_json(response.interview), "on": response.on.isoformat()}
            for response in overview.responses
        ],
        "checklists": [_interview_as_json(checklist.details.interview) for checklist in overview.checklists],
        "lately": [
            {**_interview_as_json(closed.interview), "sentence": closed.sentence}
            for closed in overview.closed
        ],
        "text": digest.text,
    }


def _steps_as_json(view: WorkspaceView, steps: tuple[Step, ...]) -> list[dict[str, str]]:
    return [{**step_as_json(view, card.step), "title": card.title} for card in step_cards(view, steps)]


def _interview_as_json(interview: Interview) -> dict[str, str]:
    return {
        "interview_id": interview.interview_id,
        "organization": interview.organization,
        "role": interview.role,
        "held_at": f"{interview.held_at:%Y-%m-%dT%H:%M}",
    }
