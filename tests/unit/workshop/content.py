"""The shipped content of workshops for tests, and the days of a story."""

import re
from datetime import date
from pathlib import Path

from followup_core.playbook import Scenario, load_playbook, load_workshop_book

PLAYBOOK_FOLDER = Path(__file__).parents[3] / "data" / "playbook"
FOLDER = PLAYBOOK_FOLDER / "workshop"
PLAYBOOK = load_playbook(PLAYBOOK_FOLDER)
BOOK = load_workshop_book(FOLDER)
STORIES = tuple(BOOK.stories.values())

_WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
DAY = re.compile(rf"{_WEEKDAY} \d{{1,2}} [A-Z][a-z]+|{_WEEKDAY}, [A-Z][a-z]+ \d{{1,2}}")
"""A day as a story tells it, without its year."""


def days_of(story: Scenario) -> set[date]:
    """Return every day that is among the facts of a story."""
    days = {story.today, story.held_on, story.decision_by, story.outcome_on, story.next_round_on}
    days |= {each.on for each in story.sent} | {each.answered_on for each in story.sent}
    return {day for day in days if day}
