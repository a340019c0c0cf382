"""Finds the verb that a word is a form of, and makes the past, third-person and -ing forms of a verb."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from .fragment_words import ADJECTIVES, VERBS, with_s_ending, word_set


class VerbForm(StrEnum):
    """The form of a verb."""

    BASE = "base"  # lead
    THIRD = "third"  # leads
    PAST = "past"  # led
    GERUND = "gerund"  # leading


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A word read as a verb: its base and its form."""

    base: str
    form: VerbForm


_IRREGULAR_VERBS = """
be was been, become became become, begin began begun, bend bent bent, bind bound bound, bite bit bitten,
blow blew blown, break broke broken, bring brought brought, build built built, buy bought bought, catch
caught caught, choose chose chosen, come came come, deal dealt dealt, dig dug dug, do did done, draw drew
drawn, drink drank drunk, drive drove driven, eat ate eaten, fall fell fallen, feed fed fed, feel felt felt,
fight fought fought, find found found, fly flew flown, forget forgot forgotten, forgive forgave forgiven,
freeze froze frozen, get got gotten, give gave given, go went gone, grow grew grown, hang hung hung, have
had had, hear heard heard, hide hid hidden, hold held held, keep kept kept, know knew known, lay laid laid,
lead led led, leave left left, lend lent lent, lose lost lost, make made made, mean meant meant, meet met
met, oversee oversaw overseen, overcome overcame overcome, panic panicked panicked, pay paid paid, proofread
proofread proofread, rebuild rebuilt rebuilt, ride rode ridden, ring rang rung, rise rose risen, run ran
run, say said said, see saw seen, seek sought sought, sell sold sold, send sent sent, shake shook shaken,
shine shone shone, shoot shot shot, show showed shown, sing sang sung, sit sat sat, sleep slept slept, speak
spoke spoken, spend spent spent, stand stood stood, steal stole stolen, stick stuck stuck, swim swam swum,
take took taken, teach taught taught, tear tore torn, tell told told, think thought thought, throw threw
thrown, understand understood understood, wake woke woken, wear wore worn, win won won, withdraw withdrew
withdrawn, write wrote written, rewrite rewrote rewritten, cut cut cut, put put put, set set set, let let
let, hit hit hit, shut shut shut, cost cost cost, split split split, read read read, beat beat beaten, quit
quit quit, bid bid bid, breed bred bred, cling clung clung, creep crept crept, dive dove dived, foresee
foresaw foreseen, grind ground ground, kneel knelt knelt, light lit lit, mislead misled misled, mistake
mistook mistaken, outgrow outgrew outgrown, overspend overspent overspent, sink sank sunk, sling slung
slung, spin spun spun, string strung strung, strike struck struck, sweep swept swept, swing swung swung,
upsell upsold upsold, weave wove woven, wring wrung wrung, redo redid redone, undergo underwent undergone,
babysit babysat babysat, spread spread spread, bet bet bet
"""
_ROWS = [row.split() for row in _IRREGULAR_VERBS.replace("\n", " ").split(",")]
_PAST = MappingProxyType({base: past_form for base, past_form, _ in _ROWS})
_PARTICIPLE = MappingProxyType({base: participle_form for base, _, participle_form in _ROWS})
_BASE_OF_PAST = MappingProxyType(
    {"were": "be", "learnt": "learn", "spelt": "spell", "burnt": "burn", "leapt": "leap", "dreamt": "dream"}
    | {past_form: base for base, past_form, _ in _ROWS}
)
PAST_LIKE_BASE = frozenset(base for base, past_form in _PAST.items() if base == past_form)
"""Verbs whose past looks like their base: cut, put, set."""
_THIRD = MappingProxyType({"be": "is", "have": "has", "do": "does", "go": "goes"})
_BASE_OF_THIRD = {third: base for base, third in _THIRD.items()}
_WORDS_THAT_ARE_NO_PAST = word_set(
    "bed breed embed feed hundred indeed kindred need red seed shed shred speed"
)
_WITH_VALID_ED_FORM = word_set(
    """
    be bet bid breed cost dive feed find grind hang have kneel lay lead leave light panic quit ring see shine
    shoot show sit speed spin split spread string tear wake weave wind bind
    """
)
"""Irregular verbs whose form in -ed is also correct, or is another word: "lighted", "founded", "seed"."""
_WORDS_THAT_ARE_NO_GERUND = word_set(
    """
    anything ceiling during evening everything morning nothing sibling something spring string wedding
    """
)
_VERBS_THAT_DOUBLE = word_set(
    """
    admit babysit begin bet cap chat commit control cut dig drop fit get grab hit jog let log map occur plan
    plug prefer program put quit refer rob run scan set ship shut sit spin split step stop submit swim tag tip
    transfer trim win wrap
    """
)
_VOWELS = "aeiou"
_PREFIXES_OF_VERBS = word_set(
    """
    co cold cross custom de door double fact fine force hand hard out over pre potty proof quality re
    spell spot taste under
    """
)
"""Words before the hyphen of a verb: "cold-called", "cross-trained"."""


def third_person(base: str) -> str:
    """Return the third person of a verb, as after "someone who": leads, goes, tries."""
    return _THIRD.get(base) or with_s_ending(base)


def past(base: str) -> str:
    """Return the past of a verb, as after "Last year I": led, tried, planned."""
    return _PAST.get(base) or _with_ed(base)


def irregular_past(word: str) -> str:
    """Return the past for a wrong regular form of it: "drove" for "drived"; '' for any other word."""
    return _PAST_OF_MISTAKEN_PAST.get(word, "")


def participle(base: str) -> str:
    """Return the past participle of a verb, as after "has": led, written, planned."""
    return _PARTICIPLE.get(base) or _with_ed(base)


def gerund(base: str) -> str:
    """Return the -ing form of a verb, as after "about": leading, trying, planning."""
    if base.endswith("ie"):
        return f"{base[:-2]}ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return f"{base[:-1]}ing"
    return f"{base}{base[-1]}ing" if base in _VERBS_THAT_DOUBLE else f"{base}ing"


def _with_ed(base: str) -> str:
    if base.endswith("e"):
        return f"{base}d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return f"{base[:-1]}ied"
    return f"{base}{base[-1]}ed" if base in _VERBS_THAT_DOUBLE else f"{base}ed"


_PAST_OF_MISTAKEN_PAST = MappingProxyType(
    {
        mistaken: past_form
        for base, past_form in _PAST.items()
        for mistaken in {_with_ed(base), f"{base}ed"}
        if base not in _WITH_VALID_ED_FORM and mistaken not in _WORDS_THAT_ARE_NO_PAST
    }
)


def verb_of(word: str) -> Verb | None:
    """Return the verb and the form that a word in lower case is; None if it isn't known as a verb."""
    if word in _BASE_OF_PAST and word not in PAST_LIKE_BASE:
        return Verb(base=_BASE_OF_PAST[word], form=VerbForm.PAST)
    if word in VERBS or word in _PAST:
        return Verb(base=word, form=VerbForm.BASE)
    if word in _BASE_OF_THIRD:
        return Verb(base=_BASE_OF_THIRD[word], form=VerbForm.THIRD)
    prefix, dash, word_after_prefix = word.partition("-")
    if dash and prefix in _PREFIXES_OF_VERBS and (verb := verb_of(word_after_prefix)):
        return Verb(base=f"{prefix}-{verb.base}", form=verb.form)
    for ending, form in (("s", VerbForm.THIRD), ("ed", VerbForm.PAST), ("ing", VerbForm.GERUND)):
        if word.endswith(ending) and (base := _listed_base(word, form)):
            return Verb(base=base, form=form)
    return _unlisted_verb(word)


def _listed_base(word: str, form: VerbForm) -> str:
    make_form = {VerbForm.THIRD: third_person, VerbForm.PAST: past, VerbForm.GERUND: gerund}[form]
    stems = {word[:-1], word[:-2], word[:-3], word[:-4]}
    stems |= {f"{word[:-3]}{end}" for end in ("e", "y", "ie")} | {f"{word[:-4]}ie"}
    return next(
        (stem for stem in sorted(stems) if (stem in VERBS or stem in _PAST) and make_form(stem) == word), ""
    )


def _unlisted_verb(word: str) -> Verb | None:
    """Return the verb of a word that is in no list but has a verb's ending: "galvanized", "refactoring"."""
    if word in ADJECTIVES or word in _WORDS_THAT_ARE_NO_PAST or "-" in word or not word.isalpha():
        return None
    if len(word) > 4 and word.endswith("ed") and not word.endswith("eed"):
        return Verb(base=word[:-1] if word[-3] in "tvsczugr" else word[:-2], form=VerbForm.PAST)
    if (
        len(word) > 5
        and word.endswith("ing")
        and word not in _WORDS_THAT_ARE_NO_GERUND
        and any(char in "aeiouy" for char in word[:-3])
    ):
        return Verb(base=word[:-3], form=VerbForm.GERUND)
    return None


def is_listed(word: str) -> bool:
    """Whether a word is a form of a listed verb, and doesn't only have a verb's ending."""
    verb = verb_of(word)
    return verb is not None and (verb.base in VERBS or verb.base in _PAST)
