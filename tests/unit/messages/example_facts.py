"""Facts for tests: a full set, and ways to take some away."""

from dataclasses import fields, replace
from typing import Any

from hypothesis import strategies as st

from followup_core.messages.message_model import Facts, KeepInTouchReason, Tone
from followup_core.models import OCCASIONS_OF, MessageKind, Occasion

FULL = Facts(
    my_name="Sam Lee",
    my_email="sam.lee@example.org",
    my_phone="+1 212 555 0117",
    my_linkedin="https://www.linkedin.com/in/sam-lee-example",
    name="Ines Castellano",
    title="Head of analytics",
    email="ines.castellano@example.org",
    phone="+1 212 555 0118",
    organization="Northlight Robotics",
    role="Analyst",
    met_on="November 12",
    met_when="on November 12",
    format="video",
    decision_by="November 23",
    decision_when="by November 23",
    discussed="moving the weekly report to a live dashboard",
    strength="patience with untidy data",
    example="Last year I rebuilt a report from forty spreadsheets. It saved two days of work a month.",
    interest="the chance to build something from the beginning",
    question="Which tools does the team use?",
    article="How teams learn, https://example.org/teams",
    news="your promotion to head of analytics",
    correction="six years of experience",
    times="on Tuesday at 10 or on Wednesday after 2",
    better_answer="I have trained two new analysts",
    answer_when="by November 27",
    promised="a second interview",
    may_contact="yes",
    others=("Tomas Berg", "Maeve Donnelly"),
    ask_time_frame=True,
)
TAKEABLE = tuple(each.name for each in fields(Facts) if getattr(FULL, each.name) != each.default)
"""The names of the facts that are known in FULL."""


def without(facts: Facts, names: frozenset[str]) -> Facts:
    """Return the facts with those of `names` not known."""
    bare = Facts()
    return replace(facts, **{name: getattr(bare, name) for name in names})


PANEL = ("Ines Castellano", "Tomas Berg", "Maeve Donnelly", "Ravi Menon")


def panel(facts: Facts) -> list[Facts]:
    """Return the same facts for each of four people who met the candidate together."""
    return [
        replace(facts, name=name, others=tuple(other for other in PANEL if other != name)) for name in PANEL
    ]


CHASED = OCCASIONS_OF[MessageKind.STATUS_EMAIL]
VARIANTS: list[tuple[MessageKind, dict[str, Any]]] = [
    *((kind, {}) for kind in MessageKind if kind not in (*OCCASIONS_OF, "keep_in_touch")),
    *((MessageKind.STATUS_EMAIL, {"occasion": occasion, "number": n}) for occasion in CHASED for n in (1, 2)),
    *((MessageKind.VOICEMAIL, {"occasion": occasion, "number": 2}) for occasion in CHASED),
    *((MessageKind.REPLY, {"occasion": occasion}) for occasion in OCCASIONS_OF[MessageKind.REPLY]),
    *((MessageKind.KEEP_IN_TOUCH, {"about": news}) for news in KeepInTouchReason),
    *((MessageKind.QUESTION, {"may_contact": word}) for word in ("yes", "no", "")),
]
"""Every kind, and each variant of those that have some."""

choices: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    tone=st.sampled_from(Tone),
    occasion=st.sampled_from(Occasion),
    about=st.sampled_from(KeepInTouchReason),
    number=st.integers(1, 2),
    panel_index=st.none() | st.integers(0, 12),
    format=st.sampled_from(["", "in_person", "video", "phone"]),
    may_contact=st.sampled_from(["", "yes", "no"]),
)
"""What can be chosen around the same facts."""
