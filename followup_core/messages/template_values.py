"""Makes the values that templates print and test from the facts: on one line, fit for a sentence."""

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

MAX_FACT_CHARS = 5_000
"""How many characters of a fact are used; a longer one is cut."""

_END_CHARS = " .,;:!?…"
_TALK_OF_FORMAT = {"phone": "call", "video": "video call"}
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
"""Titles that are kept in every tone: the person is greeted by title and family name."""
_LOWER_WORD = re.compile(r"(?<=[\s/-])[^\W\d_]\w*")
_SMALL_WORDS = frozenset(("a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with"))
_MAY_BE_FOREIGN = re.compile(
    rf"(?<![\w'’-])(?!(?:{'|'.join(sorted(_SMALL_WORDS))})(?!\w))[a-z]{{1,3}}(?!\w)|[^\x00-\x7f–—’]|\b[a-z]['’]"
)
"""Matches a short word that isn't a small English one, a letter with an accent, "d'études"."""
_ROLE_WORD = re.compile(r"(?<=\S)\s+(?:role|position|job|post|vacancy)$", re.IGNORECASE)

_FIRST_JOB = re.compile(
    r"\b(?:intern(?:ship)?|trainee|apprentice(?:ship)?|working student|graduate (?:program|scheme))\b",
    re.IGNORECASE,
)
"""Roles of people who may have had no job yet, and so no "last job" to tell of."""
_NEEDS_THE = re.compile(
    r"(?:Ministry|Department|Office|Institute|University|Port|State|Bureau|Museum|City|Town|County)"
    r" of(?: the)? [A-Z]"
)
_UNSPOKEN_LEGAL_FORMS = LEGAL_FORMS - ORDINARY_WORDS
_TRADES_LIKE_LEGAL_FORMS = ("Ag", "Spa")
"""Words that are legal forms only if written SpA and AG, and otherwise part of a name: "Lotus Day Spa"."""

_FIRST_PERSON_OF_TONE = {
    Tone.PLAIN: {"i_am": "I'm", "i_would": "I'd"},
    Tone.WARM: {"i_am": "I'm", "i_would": "I'd"},
    Tone.FORMAL: {"i_am": "I am", "i_would": "I would"},
}

Value = str | int | list[str]


_CODE_FACTS = (
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
    """Return a fact on one line, cut to `MAX_FACT_CHARS`."""
    return one_line(text[:MAX_FACT_CHARS])


def values(facts: Facts, fitted: Collection[str] = FITTED_FACTS) -> Mapping[str, Value]:
    """Return the values that templates may name. Unknown facts are absent; codes are always present.

    A fact that is typed as a fragment is present only if its name is in `fitted`, because fitting one takes
    longer than all the rest.
    """
    facts_on_one_line = {
        field.name: fact_line(value)
        for field in fields(facts)
        if isinstance(value := getattr(facts, field.name), str)
    }
    fittings = (_fitting_of(facts, fact) for fact in fitted)
    phrasings = {name: text for fitting in fittings if fitting for name, text in fitting.phrasings.items()}
    if _FIRST_JOB.search(facts.role) and "example_did" in phrasings:
        phrasings["example"] = phrasings["example_inside"] = f"I {phrasings.pop('example_did')}."
    unusable_facts = {fact: "" for fact in FITTED_FACTS if fact not in phrasings}
    others = [name for name in map(person_name, facts.others) if name][:MAX_LIST]
    texts = {
        **facts_on_one_line,
        **_reworded_facts(facts_on_one_line),
        **unusable_facts,
        **phrasings,
        "colleagues": in_words(others),
        **_FIRST_PERSON_OF_TONE[facts.tone],
    }
    choices = {name: facts_on_one_line[name] for name in _CODE_FACTS}
    known_texts: dict[str, Value] = {name: text for name, text in texts.items() if text}
    asks_time_frame = "yes" if facts.ask_time_frame else ""
    derived = {"ask_time_frame": asks_time_frame, "article_on_topic": _is_article_on_topic(phrasings)}
    return {**known_texts, **choices, **derived, "others": others, "number": facts.number}


_LONG_WORD = re.compile(r"[a-z]{4,}")


def _is_article_on_topic(phrasings: Mapping[str, str]) -> str:
    """Return "yes" if the article shares a word with what was discussed, plurals included; otherwise ""."""
    article, discussed = (
        {word.rstrip("s") for word in _LONG_WORD.findall(phrasings.get(fact, "").lower())} - _COMMON_WORDS
        for fact in ("article", "discussed")
    )
    return "yes" if article & discussed else ""


_COMMON_WORDS = frozenset(
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
"""Words that two texts may share by chance, without an s at their end."""


def misfit_reason(facts: Facts, fact: str) -> str:
    """Return why the text typed for a fact can't be used in a message; '' if it can, or if there is none."""
    fitting = _fitting_of(facts, fact)
    return fitting.reason if fitting is not None else ""


def fact_phrasings(facts: Facts, fact: str) -> Mapping[str, str]:
    """Return the phrasings of a fact by their names in templates; empty if nothing usable was typed."""
    fitting = _fitting_of(facts, fact)
    return fitting.phrasings if fitting is not None else {}


def _fitting_of(facts: Facts, fact: str) -> "Fitting | None":
    is_typed = fact in FITTED_FACTS and getattr(facts, fact).strip()
    return _fitting(fact, getattr(facts, fact), _names_on_record(facts), facts.name) if is_typed else None


@lru_cache(maxsize=512)
def _fitting(fact: str, typed: str, names: tuple[str, ...], reader: str) -> "Fitting":
    # Imported here because the grammar takes longer to load than a draft without typed facts takes.
    from .fragments.fragment_fitting import fit_fact

    return fit_fact(fact, typed[:MAX_FACT_CHARS], names, person_name(reader))


def _names_on_record(facts: Facts) -> tuple[str, ...]:
    """Return the names of the organization and the people, whose spelling is known."""
    people = map(person_name, (facts.name, *facts.others[:MAX_LIST]))
    return tuple(_name_on_one_line(name) for name in (facts.organization, *people) if name.strip())


def _reworded_facts(facts_on_one_line: Mapping[str, str]) -> dict[str, str]:
    """Return the facts that are reworded to fit into a sentence."""
    worded = {
        name: _name_on_one_line(facts_on_one_line[name]) for name in ("my_name", "organization", "title")
    }
    worded["name"] = person_name(facts_on_one_line["name"])
    for name in ("decision_by", "decision_when", "answer_when", "promised_when", "met_on", "met_when"):
        worded[name] = facts_on_one_line[name].strip(_END_CHARS)
    worded["role"] = as_role(facts_on_one_line["role"])
    parsed_name, addressed_as = (
        parse_name(facts_on_one_line["name"]),
        _name_on_one_line(facts_on_one_line["addressed_as"]),
    )
    worded["organization"] = _with_article(without_legal_form(worded["organization"]))
    shows_given_name = parsed_name.is_certain or _is_one_given_name(worded["name"])
    worded["addressed_as"] = addressed_as or (parsed_name.informal_greeting if shows_given_name else "")
    formal_name = _trade_and_family_name(worded["name"]) or parsed_name.formal_greeting
    keeps_honorific = (
        fold((parsed_name.honorific or worded["name"]).partition(" ")[0]) in _RETAINED_HONORIFICS
    )
    first_name = formal_name if keeps_honorific else parsed_name.informal_greeting
    worded["first_name"] = addressed_as or first_name or worded["name"]
    worded["formal_name"] = addressed_as or formal_name or worded["name"]
    worded["talk"] = _TALK_OF_FORMAT.get(facts_on_one_line["format"], "conversation")
    return worded


def _name_on_one_line(text: str) -> str:
    return fact_line(text).strip(" ,;:")


def person_name(text: str) -> str:
    """Return a person's name as people say it: without credentials, pronouns and decoration."""
    return parse_name(fact_line(text)).with_honorific or _name_on_one_line(text)


def _with_article(organization: str) -> str:
    """Return an organization as a sentence has it: "the Ministry of Finance" for "Ministry of Finance"."""
    return f"the {organization}" if _NEEDS_THE.match(organization) else organization


def without_legal_form(organization: str) -> str:
    """Return an organization without its legal form: "Lumen Mobility" for "Lumen Mobility GmbH"."""
    words = re.sub(r"\s+GmbH\s*&\s*Co\.?(?:\s+KG)?$", "", organization).split(" ")
    while len(words) > 1 and words[-1] not in _TRADES_LIKE_LEGAL_FORMS:
        if words[-1].strip(",.").casefold().replace(".", "") not in _UNSPOKEN_LEGAL_FORMS:
            break
        words.pop()
    if words[-1] in ("&", "+", "and"):
        return organization  # "Lee & Co."
    return " ".join(words).rstrip(" ,")


def _is_one_given_name(name: str) -> bool:
    """Return whether a name is one frequent given name, such as "Mike"."""
    return fold(name) in GIVEN_NAMES


def _trade_and_family_name(name: str) -> str:
    """Return "Chef Duval" for "Chef Anne Duval"; '' if the first word is no trade."""
    trade, _, name_without_trade = name.partition(" ")
    parsed_name = parse_name(name_without_trade)
    has_trade = fold(trade) in ("chef", "judge") and parsed_name.is_certain and parsed_name.family
    return f"{trade.capitalize()} {parsed_name.family}" if has_trade else ""


def as_role(text: str) -> str:
    """Return the role without "the" before it and "role" after it, which the templates add.

    "Registered Nurse, Stroke Unit" is "Registered Nurse": with its comma it can't stand before "role".
    """
    role = _ROLE_WORD.sub("", text.partition(",")[0].strip(_END_CHARS) or text.strip(_END_CHARS))
    role = re.sub(r"(?<=\S)\s*\([^()]*\)$", "", role)
    return _in_title_case(re.sub(r"^(?:the|a|an)\s+(?=\S)", "", role, flags=re.IGNORECASE))


def _in_title_case(role: str) -> str:
    """Return "Data Analyst" for "Data analyst", which would look like a mistake in the middle of a sentence.

    A role without a capital stays as it is ("the forklift operator role"). So does a role that may not be
    English ("Chef de partie").
    """
    if not role[:1].isupper() or _MAY_BE_FOREIGN.search(role):
        return role
    return _LOWER_WORD.sub(
        lambda word: word[0] if word[0] in _SMALL_WORDS else word[0][0].upper() + word[0][1:], role
    )


def panel_index_of(facts: Facts) -> int:
    """Return the person's index among the people of the interview, which selects the wording.

    It is `panel_index` if that is known, and otherwise comes from the order of the names, so that two people
    of a panel get different wordings.
    """
    if facts.panel_index is not None:
        return max(0, facts.panel_index)
    own_key = (facts.name.casefold(), facts.name)
    return sum((name.casefold(), name) < own_key for name in facts.others)
