"""Slips of grammar that can only be slips, mended in any fact: "can to help", "would of", "responsible of".

A rule is here only if none of the right facts in `tests/unit/messages/written_facts.tsv` is changed by it.
"""

import re
from types import MappingProxyType

from .lazy_pattern import LazyPattern, Rewordings
from .verb_forms import VerbForm, verb_of

_AFTER_MODAL = LazyPattern(
    r"(?P<modal>(?:^|\b(?:and|he|I|now|she|they|we|who|you)\s)can|\b(?:could|must|should|will|would))"
    r"\s(?P<to>to\s)?(?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
_HAVING = MappingProxyType({"is": "has", "am": "have", "are": "have", "'m": " have", "’m": " have"})
_SLIPS = Rewordings(
    (
        (r"\b(would|should|could|must|might)\sof\b(?!\scourse)", r"\1 have"),
        (r"\b(more|less|better|rather|bigger|faster)\sthen(?=\s\w)", r"\1 than"),
        (r"(?<!of\s)\b(I|you|we|they)\shas\b", r"\1 have"),
        (r"(?<!of\s)\b(you|we|they)\swas\b", r"\1 were"),
        (
            r"\b(I\s(?:really\s)?want)\s(?=(?:be|become|do|get|grow|have|improve|know|learn|make|see|stay|teach)\b)",
            r"\1 to ",
        ),
        (r"\b(let|letting|lets)\s(me|us|you|them|people)\sto\s(?=\w)", r"\1 \2 "),
        (r"\bresponsible\sof\b", "responsible for"),
        (r"\bthe\sway\show\b", "the way"),
        (r"\bmore\s(?=better\b|easier\b)", ""),
        (r"\bmore\seasy\b", "easier"),
        (r"\b(about|in|of|on|using|with)\slatest\s(?=[a-z])", r"\1 the latest "),
        (
            r"\b(made|make|makes|making)\s(decision|difference|mistake)(?=$|[,.]|\s(?:about|and|between|for|in|on|to|when)\b)",
            r"\1 a \2",
        ),
        (
            r"(?<!\ba\s)\b((?:excellent|good|great|strong)(?:\s[\w-]+){1,3})\sskill(?=$|[,.]|\s(?:and|in|with)\b)",
            r"\1 skills",
        ),
        (r"\b(information|equipment|knowledge|furniture|homework|feedback)s\b", r"\1"),
        (
            r"\b((?:cut|decreas|grew|improv|increas|lower|rais|reduc)\w*(?:\s[\w-]+){1,5})\swith\s(?=\d+\s?%(?:$|[,.]|\s(?:and|compared|in|over|per|within)\b))",
            r"\1 by ",
        ),
        (
            r"(?:\b(is|am|are)|(['’]m))\shaving\s(?=(?:[\w-]+\s){0,4}(?:experience|knowledge|skills|background|degree)\b)",
            lambda match: f"{_HAVING[(match[1] or match[2]).lower()]} ",
        ),
    )
)


def without_slips(text: str) -> str:
    """Return a text in which what can only be a slip is as it was meant."""
    return _AFTER_MODAL.sub(_bare_verb, _SLIPS.apply(text))


def _bare_verb(match: re.Match[str]) -> str:
    """Return "can help" for "can to help" and for "can helps"."""
    verb = verb_of(match["verb"].lower())
    if verb is None or not (match["to"] or verb.form is VerbForm.THIRD):
        return match[0]
    return f"{match['modal']} {verb.base}" if verb.form in (VerbForm.BASE, VerbForm.THIRD) else match[0]
