"""What people type after "You need someone who ...", brought into forms that fit into sentences.

What cannot be brought into such a form is not used: a `Fitting` then has the reason to show to the candidate.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from .fragment_fit_discussed import discussed_forms
from .fragment_fit_example import example_forms
from .fragment_fit_interest import interest_forms
from .fragment_fit_promised import promised_forms
from .fragment_fit_strength import strength_forms
from .fragment_forms import Misfit
from .fragment_tidying import ENDS, is_unusable, sentences, tidy

MAX_WORDS = 60
"""The longest fragment, in words; nobody reads a longer part of a sentence with pleasure."""

Forms = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """The forms of one fact by their names in templates; where there are none, `reason` says why."""

    forms: Forms = field(default_factory=lambda: MappingProxyType({}))
    reason: str = ""


_FORMS: Mapping[str, Callable[[str], Forms]] = MappingProxyType(
    {
        "discussed": discussed_forms,
        "strength": strength_forms,
        "example": example_forms,
        "interest": interest_forms,
        "promised": promised_forms,
    }
)
FITTED_FACTS = tuple(_FORMS)
"""The facts that are fitted, in the order in which a thank-you says them."""


def fitted(fact: str, typed: str) -> Fitting:
    """Return the forms of what was typed for one of FITTED_FACTS; nothing at all for an empty text."""
    text = tidy(typed)
    if not typed.strip():
        return Fitting()
    if is_unusable(text):
        return Fitting(reason=_quoted(typed))
    if len(text.split()) > MAX_WORDS * (1 + len(sentences(text)) // 2):
        return Fitting(reason="That is too long for one sentence. The main point is enough.")
    try:
        forms = _FORMS[fact](text)
        _refuse_unstable(fact, forms)
    except Misfit as misfit:
        return Fitting(reason=str(misfit) or _quoted(typed))
    return Fitting(forms=MappingProxyType({name: value for name, value in forms.items() if value}))


def _refuse_unstable(fact: str, forms: Forms) -> None:
    """Refuse a form that would be read differently the second time: it was misread the first time."""
    for name, value in forms.items():
        if not value or name == fact:
            continue
        try:
            again = _FORMS[fact](tidy(value)).get(name, "")
        except Misfit:
            again = ""
        if again != value:
            raise Misfit("That does not fit into this sentence. Please say it in other words.")


def _quoted(typed: str) -> str:
    bare = re.sub(r"\s+", " ", typed).strip(ENDS) or typed.strip()
    shown = " ".join(tidy(bare).split()) or " ".join(bare.split())
    return (
        f"“{shown[:40]}” can't go into the message."
        if len(shown) <= 40
        else "That can't go into the message."
    )
