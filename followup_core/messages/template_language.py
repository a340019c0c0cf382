"""Defines what templates may say: which facts they may name, which filters they may use, and no holes.

`template_plain_sentences` and `template_sandbox` both apply these rules.
"""

import re

TEXT_FACTS = (
    "my_name",
    "my_email",
    "my_phone",
    "my_linkedin",
    "name",
    "first_name",
    "formal_name",
    "addressed_as",
    "title",
    "email",
    "phone",
    "organization",
    "role",
    "met_on",
    "met_when",
    "talk",
    "decision_by",
    "decision_when",
    "answer_when",
    "promised_when",
    "discussed",
    "discussed_phrase",
    "discussed_that",
    "discussed_how",
    "discussed_ours",
    "discussed_event",
    "strength",
    "strength_phrase",
    "strength_who",
    "strength_i",
    "strength_do",
    "example",
    "example_did",
    "example_held",
    "example_inside",
    "interest",
    "interest_phrase",
    "interest_because",
    "question",
    "article",
    "article_why",
    "news",
    "news_phrase",
    "news_clause",
    "correction",
    "correction_that",
    "correction_phrase",
    "times",
    "better_answer",
    "better_answer_that",
    "better_answer_would",
    "promised",
    "promised_that",
    "colleagues",
    "i_am",
    "i_would",
)
"""Facts that may be printed."""
CHOICE_FACTS = (
    *("format", "may_contact", "still_interested", "occasion", "about", "number", "tone"),
    "strength_said",
    "was_met",
    "addresses_known",
    "ask_time_frame",
    "article_on_topic",
    "break_is",
)
"""Facts that a sentence may test but not print, because they are codes."""
LIST_FACTS = ("others",)
FACT_NAMES = (*TEXT_FACTS, *CHOICE_FACTS, *LIST_FACTS)

FILTERS = {"upper": 0, "lower": 0, "trim": 0, "title": 0, "default": 1}
"""The allowed filters and how many arguments each takes."""

HOLE = re.compile(r"\[[^\]]*\]|\{\{|\{%|_{3,}|<[A-Za-z ]+>|\b(?:TODO|TBD|X{3,})\b")
"""Matches what somebody would have to fill in by hand."""
MAX_LIST = 12
"""The length of the longest list that a loop gets: the other people in a panel of thirteen."""


class TemplateNotAllowed(Exception):
    """The template uses something that isn't allowed; the message is one sentence for the screen."""
