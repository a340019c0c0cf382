"""The facts as values for templates: each on one line, trimmed to fit into a sentence."""

import re
from collections.abc import Collection, Mapping
from dataclasses import fields
from functools import lru_cache
from typing import TYPE_CHECKING

from followup_core.models.legal_forms import LEGAL_FORMS, ORDINARY_WORDS
from followup_core.models.name_parser import parse_name
from followup_core.models.name_words import fold
from followup_core.text import in_words, one_line

from .given_names import GIVEN_NAMES
from .message_model import FITTED_FACTS, Facts, Tone
from .template_language import MAX_LIST

if TYPE_CHECKING:
    from .fragments.fragment_fitting import Fitting

MAX_FACT = 5_000
"""The longest fact that is used whole, in characters; a longer one is cut."""

_ENDS = " .,;:!?…"
_TALK = {"phone": "call", "video": "video call"}
_RETAINED_HONORIFICS = frozenset(
    [
        "dr",
        "doctor",
        "prof",
        "professor",
        "judge",
        "justice",
        "rabbi",
        "rev",
        "reverend",
        "imam",
        "pastor",
        "bishop",
        "senator",
        "governor",
    ]
)
"""Titles that nobody leaves out unasked; such a person is greeted by title and family name in every tone."""
_LOWER_WORD = re.compile(r"(?<=[\s/-])[^\W\d_]\w*")
_SMALL_WORDS = frozenset(("a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with"))
_FOREIGN = re.compile(
    rf"(?<![\w'’-])(?!(?:{'|'.join(sorted(_SMALL_WORDS))})(?!\w))[a-z]{{1,3}}(?!\w)|[^\x00-\x7f–—’]|\b[a-z]['’]"
)
"""A short word that is none of the small English ones, a letter with an accent, "d'études"."""
_ROLE_WORD = re.compile(r"(?<=\S)\s+(?:role|position|job|post|vacancy)$", re.IGNORECASE)

_FIRST_JOB = re.compile(
    r"\b(?:intern(?:ship)?|trainee|apprentice(?:ship)?|working student|graduate (?:program|scheme))\b",
    re.IGNORECASE,
)
"""Roles of people who may have had no job yet, and hence no "last job" to tell from."""
_NEEDS_THE = re.compile(
    r"(?:Ministry|Department|Office|Institute|University|Port|State|Bureau|Museum|City|Town|County)"
    r" of(?: the)? [A-Z]"
)
_UNSPOKEN_LEGAL_FORMS = LEGAL_FORMS - ORDINARY_WORDS
_TRADES = ("Ag", "Spa")
"""Words of a name that are legal forms only as SpA and AG: "Lotus Day Spa"."""

_I = {
    Tone.PLAIN: {"i_am": "I'm", "i_would": "I'd"},
    Tone.WARM: {"i_am": "I'm", "i_would": "I'd"},
    Tone.FORMAL: {"i_am": "I am", "i_would": "I would"},
}

Value = str | int | list[str]


_CODES = (
    "format",
    "may_contact",
    "still_interested",
    "occasion",
    "about",
    "tone",
    "strength_said",
    "addresses_known",
    "was_met",
    "break_is",
)


def fact_line(text: str) -> str:
    """Return a fact on one line, cut to the longest that a message can hold."""
    return one_line(text[:MAX_FACT])


def values(facts: Facts, fitted: Collection[str] = FITTED_FACTS) -> Mapping[str, Value]:
    """Return the values that templates may name. Unknown facts are absent; choices are always present.

    Of the facts that are typed as fragments only those of `fitted` are present, because fitting one takes
    longer than all the rest.
    """
    known = {
        field.name: fact_line(value)
        for field in fields(facts)
        if isinstance(value := getattr(facts, field.name), str)
    }
    fittings = (_fitting_of(facts, fact) for fact in fitted)
    phrasings = {name: text for made in fittings if made for name, text in made.phrasings.items()}
    if _FIRST_JOB.search(facts.role) and "example_did" in phrasings:
        phrasings["example"] = phrasings["example_inside"] = f"I {phrasings.pop('example_did')}."
    unfit = {fact: "" for fact in FITTED_FACTS if fact not in phrasings}
    others = [name for name in map(person_name, facts.others) if name][:MAX_LIST]
    texts = {
        **known,
        **_worded(known),
        **unfit,
        **phrasings,
        "colleagues": in_words(others),
        **_I[facts.tone],
    }
    choices = {name: known[name] for name in _CODES}
    present: dict[str, Value] = {name: text for name, text in texts.items() if text}
    asks_time_frame = "yes" if facts.ask_time_frame else ""
    derived = {"ask_time_frame": asks_time_frame, "article_on_topic": _on_topic(phrasings)}
    return {**present, **choices, **derived, "others": others, "number": facts.number}


_LONG_WORD = re.compile(r"[a-z]{4,}")


def _on_topic(phrasings: Mapping[str, str]) -> str:
    """Return "yes" if an article has a word in common with what was discussed; plurals count as one word."""
    article, discussed = (
        {word.rstrip("s") for word in _LONG_WORD.findall(phrasings.get(fact, "").lower())} - _EVERYWHERE
        for fact in ("article", "discussed")
    )
    return "yes" if article & discussed else ""


_EVERYWHERE = frozenset(
    [
        "about",
        "article",
        "from",
        "have",
        "http",
        "new",
        "that",
        "their",
        "there",
        "they",
        "thi",
        "what",
        "when",
        "with",
        "work",
        "your",
    ]
)
"""Words, without an s at their end, that two texts may share by chance."""


def misfit_reason(facts: Facts, fact: str) -> str:
    """Return why what was typed for a fact cannot go into a message; '' if it can, or nothing was typed."""
    fitting = _fitting_of(facts, fact)
    return fitting.reason if fitting is not None else ""


def fact_phrasings(facts: Facts, fact: str) -> Mapping[str, str]:
    """Return the phrasings of a fact by their names in templates; none if nothing usable was typed."""
    fitting = _fitting_of(facts, fact)
    return fitting.phrasings if fitting is not None else {}


def _fitting_of(facts: Facts, fact: str) -> "Fitting | None":
    is_typed = fact in FITTED_FACTS and getattr(facts, fact).strip()
    return _fitting(fact, getattr(facts, fact), _names(facts), facts.name) if is_typed else None


@lru_cache(maxsize=512)
def _fitting(fact: str, typed: str, names: tuple[str, ...], reader: str) -> "Fitting":
    # Imported here because the grammar takes longer to load than a draft without typed facts takes.
    from .fragments.fragment_fitting import fit_fact

    return fit_fact(fact, typed[:MAX_FACT], names, person_name(reader))


def _names(facts: Facts) -> tuple[str, ...]:
    """Return the names whose spelling is known, for when they are typed in lower case."""
    people = map(person_name, (facts.name, *facts.others[:MAX_LIST]))
    return tuple(_name(name) for name in (facts.organization, *people) if name.strip())


def _worded(known: Mapping[str, str]) -> dict[str, str]:
    """Return the facts that are reworded to fit into a sentence."""
    worded = {name: _name(known[name]) for name in ("my_name", "organization", "title")}
    worded["name"] = person_name(known["name"])
    for name in ("decision_by", "decision_when", "answer_when", "promised_when", "met_on", "met_when"):
        worded[name] = known[name].strip(_ENDS)
    worded["role"] = as_role(known["role"])
    parsed, addressed_as = parse_name(known["name"]), _name(known["addressed_as"])
    worded["organization"] = _with_the(without_legal_form(worded["organization"]))
    is_clear = parsed.is_certain or _is_one_given_name(worded["name"])
    worded["addressed_as"] = addressed_as or (parsed.informal_greeting if is_clear else "")
    formal = _family_with_trade(worded["name"]) or parsed.formal_greeting
    keeps_honorific = fold((parsed.honorific or worded["name"]).partition(" ")[0]) in _RETAINED_HONORIFICS
    informal = formal if keeps_honorific else parsed.informal_greeting
    worded["first_name"] = addressed_as or informal or worded["name"]
    worded["formal_name"] = addressed_as or formal or worded["name"]
    worded["talk"] = _TALK.get(known["format"], "conversation")
    return worded


def _name(text: str) -> str:
    return fact_line(text).strip(" ,;:")


def person_name(text: str) -> str:
    """Return a person's name as one says it: without credentials, pronouns and decoration."""
    return parse_name(fact_line(text)).with_honorific or _name(text)


def _with_the(organization: str) -> str:
    """Return "the Ministry of Finance" for "Ministry of Finance", as people say it inside a sentence."""
    return f"the {organization}" if _NEEDS_THE.match(organization) else organization


def without_legal_form(organization: str) -> str:
    """Return the name as people say it: "Lumen Mobility" for "Lumen Mobility GmbH"."""
    words = re.sub(r"\s+GmbH\s*&\s*Co\.?(?:\s+KG)?$", "", organization).split(" ")
    while len(words) > 1 and words[-1] not in _TRADES:
        if words[-1].strip(",.").casefold().replace(".", "") not in _UNSPOKEN_LEGAL_FORMS:
            break
        words.pop()
    if words[-1] in ("&", "+", "and"):
        return organization  # "Lee & Co."
    return " ".join(words).rstrip(" ,")


def _is_one_given_name(name: str) -> bool:
    """Whether a name is one word such as "Mike", so that there is nothing to ask about it."""
    return fold(name) in GIVEN_NAMES


def _family_with_trade(name: str) -> str:
    """Return "Chef Duval" for "Chef Anne Duval"; '' where no trade is the first word."""
    trade, _, rest = name.partition(" ")
    parsed = parse_name(rest)
    has_trade = fold(trade) in ("chef", "judge") and parsed.is_certain and parsed.family
    return f"{trade.capitalize()} {parsed.family}" if has_trade else ""


def as_role(text: str) -> str:
    """Return the role without "the" before it and "role" after it, because templates say those.

    "Registered Nurse, Stroke Unit" is "Registered Nurse": with its comma it can't stand before "role".
    """
    bare = _ROLE_WORD.sub("", text.partition(",")[0].strip(_ENDS) or text.strip(_ENDS))
    bare = re.sub(r"(?<=\S)\s*\([^()]*\)$", "", bare)
    return _as_title(re.sub(r"^(?:the|a|an)\s+(?=\S)", "", bare, flags=re.IGNORECASE))


def _as_title(role: str) -> str:
    """Return "Data Analyst" for "Data analyst", which would look like a slip in the middle of a sentence.

    A role without a capital stays as it is ("the forklift operator role"), and so does one that may not be
    English ("Chef de partie").
    """
    if not role[:1].isupper() or _FOREIGN.search(role):
        return role
    return _LOWER_WORD.sub(
        lambda word: word[0] if word[0] in _SMALL_WORDS else word[0][0].upper() + word[0][1:], role
    )


def panel_index_of(facts: Facts) -> int:
    """Return the person's index among all the people of the interview, which selects the wording.

    Two people of one panel get two indexes: `panel_index`, or else the order of their names.
    """
    if facts.panel_index is not None:
        return max(0, facts.panel_index)
    own = (facts.name.casefold(), facts.name)
    return sum((name.casefold(), name) < own for name in facts.others)
