"""Strengths named with a noun, said with a verb: "empathy" is "is empathetic", "a good memory" has "has"."""

import re
from types import MappingProxyType

from followup_core.text import in_words

from .fragment_articles import with_a_where_needed
from .fragment_names import PROPER_NAMES
from .fragment_rewrites import Unfit, head_of, with_and
from .fragment_tidying import plain_words
from .fragment_words import TAKES_A, word_set
from .known_words import known_name
from .lazy_pattern import LazyPattern
from .verb_forms import VerbForm, verb_of

_QUALITIES = """
accuracy=accurate | adaptability=adaptable | ambition=ambitious | calm=calm | calmness=calm | care=caring
| compassion=compassionate | confidence=confident | cooperation=cooperative | courage=brave |
creativity=creative | curiosity=curious | dedication=dedicated | dependability=dependable |
determination=determined | diligence=diligent | diplomacy=diplomatic | discipline=disciplined |
discretion=discreet | efficiency=efficient | empathy=empathetic | enthusiasm=enthusiastic | fairness=fair
| flexibility=flexible | focus=focused | friendliness=friendly | hard work=hardworking | honesty=honest |
humility=humble | independence=independent | integrity=honest | kindness=kind | loyalty=loyal |
maturity=mature | motivation=motivated | open-mindedness=open-minded | openness=open | optimism=optimistic
| organization=organized | organisation=organised | passion=passionate | patience=patient |
perseverance=persistent | persistence=persistent | politeness=polite | positivity=positive |
precision=precise | proactivity=proactive | professionalism=professional | punctuality=punctual |
reliability=reliable | resilience=resilient | resourcefulness=resourceful | respect=respectful |
responsibility=responsible | self-discipline=disciplined | self-motivation=self-motivated | tact=tactful |
thoroughness=thorough | trustworthiness=trustworthy | versatility=versatile | warmth=warm
"""
_WORDS = MappingProxyType(
    {noun.strip(): word.strip() for noun, _, word in (pair.partition("=") for pair in _QUALITIES.split("|"))}
)
_VERB_PHRASES = MappingProxyType(
    {
        "teamwork": "works well in a team",
        "team work": "works well in a team",
        "communication": "communicates well",
        "good communication": "communicates well",
        "communication skills": "communicates well",
        "good communication skills": "communicates well",
        "clear communication": "communicates clearly",
        "leadership": "can lead a team",
        "problem solving": "is good at solving problems",
        "problem-solving": "is good at solving problems",
        "decision making": "is good at making decisions",
        "decision-making": "is good at making decisions",
        "customer focus": "is focused on customers",
        "initiative": "takes initiative",
        "confidentiality": "keeps things confidential",
        "closer": "closes deals",
        "good closer": "closes deals",
        "bilingual": "is bilingual",
        "cleanliness": "keeps a clean workplace",
        "hygiene": "keeps a clean workplace",
        "safety": "works safely",
        "quality": "cares about quality",
        "speed": "works fast",
        "stress resistance": "stays calm under stress",
        "stress management": "stays calm under stress",
        "stress resistant": "stays calm under stress",
        "stress-resistant": "stays calm under stress",
        "stress tolerant": "stays calm under stress",
        "quick learning": "learns quickly",
        "fast learning": "learns quickly",
        "bedside manner": "has a good bedside manner",
        "customer service": "is good at customer service",
        "humor": "has a sense of humor",
        "sense of humor": "has a sense of humor",
        "common sense": "has common sense",
        "work ethic": "has a strong work ethic",
        "strong work ethic": "has a strong work ethic",
        "good work ethic": "has a strong work ethic",
    }
)
_LANGUAGES = word_set(
    """
    arabic asl cantonese chinese czech danish dutch english farsi finnish french german greek hebrew hindi
    igbo italian japanese korean mandarin norwegian persian polish portuguese punjabi romanian russian
    somali spanish swahili swedish tagalog tamil telugu thai turkish ukrainian urdu vietnamese yoruba
    """
)
_HAD = TAKES_A | word_set(
    """
    aptitude background certificate certification creativity degree drive endurance energy experience
    expertise hands instinct instincts knowledge licence license manners mentality mind mindset nerves
    network palate personality presence patience skill skills stamina strength taste temperament training
    understanding
    """
)
_GOOD_AT = word_set(
    """
    accounting administration analysis analytics bookkeeping budgeting care conversation cooking
    coordination debugging design development documentation driving editing engineering entry forecasting
    hospitality management marketing math maths media mentoring merchandising modeling multitasking
    negotiation negotiations networking operations organizing planning prioritization programming
    prospecting reporting research sales scheduling sculpting service simulation storytelling support teaching
    testing therapy training troubleshooting typing upselling writing
    """
)


_FIELDS = ("graphy", "logy", "lysis", "metrics", "metry", "nomics", "scopy")
"""How the names of methods and sciences end, which somebody knows: "flow cytometry"."""
_CREDENTIALS = MappingProxyType(
    {
        **dict.fromkeys(("cna", "cpa", "emt", "lpn", "lvn", "rn"), "is"),
        **dict.fromkeys(
            ("cdl", "cissp", "cfa", "pmp", "twic", "tefl", "tesol", "dbs", "hgv", "osha", "phd", "mba"), "has"
        ),
    }
)
"""Letters that one is or has, and doesn't know: "is an RN", "has a CDL"."""
_AN_BEFORE = tuple("aefhilmnorsx")
_CLASS_OF_CDL = LazyPattern(
    r"(?:(?P<before>class [abc]) )?cdl(?: \(?(?P<after>class [abc])\)?)?(?P<more> with .+)?", re.IGNORECASE
)


def _with_credential(text: str, words: list[str]) -> str:
    """Return "has a CDL", "is an RN"; '' for what is no credential."""
    if match := _CLASS_OF_CDL.fullmatch(text):
        kind = match["before"] or match["after"] or ""
        return f"has a class {kind[-1].upper()} CDL{match['more'] or ''}" if kind else "has a CDL"
    if 2 <= len(words) <= 4 and words[-1] in ("certified", "trained", "qualified", "licensed"):
        return f"is {text}"
    verb = _CREDENTIALS.get(words[0]) if len(words) == 1 else None
    if verb is None:
        return ""
    name = PROPER_NAMES.get(words[0], words[0].upper())
    return f"{verb} {'an' if words[0].startswith(_AN_BEFORE) else 'a'} {name}"


def strength_as_verb(text: str) -> str:
    """Return a strength as it stands after "someone who"; '' where no verb is known for it."""
    words = plain_words(text)
    if credential := _with_credential(text, words):
        return credential
    plain = " ".join(words)
    if verb_phrase := _VERB_PHRASES.get(plain):
        return verb_phrase
    pieces = [" ".join(plain_words(piece)) for piece in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", text)]
    if pieces and all(piece in _WORDS for piece in pieces):
        described = [_WORDS[piece] for piece in pieces]
        return "is " + (", ".join(described[:-1]) + " and " if len(described) > 1 else "") + described[-1]
    if all(piece in _WORDS or piece in _VERB_PHRASES for piece in pieces):
        return in_words([_VERB_PHRASES.get(piece) or f"is {_WORDS[piece]}" for piece in pieces])
    if all(piece in _LANGUAGES for piece in pieces):
        return f"speaks {text}"
    if match := re.match(r"(?:the |an )?ability to (?=\w+)", text, re.IGNORECASE):
        rest = text[match.end() :]
        verb = verb_of(plain_words(rest)[0])
        return f"can {rest}" if verb is not None and verb.form is VerbForm.BASE else ""
    return _one_word_as_verb(text, words) or _has_or_is_good_at(text, words)


def _one_word_as_verb(text: str, words: list[str]) -> str:
    """Return "loves learning" for "love of learning", "is fluent in Polish"; '' for everything else."""
    if words[:2] in (["love", "of"], ["love", "for"], ["passion", "for"]) and len(words) > 2:
        rest = text.split(" ", 2)[2]
        return f"loves {rest}" if words[0] == "love" else f"is passionate about {rest}"
    if words[0] == "fluent" and len(words) > 1 and _LANGUAGES.issuperset(pieces_of(words[1:])):
        return f"is fluent in {text.split(' ', 1)[1]}"
    if match := _COMMUNICATION.fullmatch(text):
        how = "clearly" if (match["how"] or "").lower() == "clear" else "well"
        return f"communicates {how} {match['who']}"
    if words[:2] == ["management", "of"] and len(words) > 2:
        return f"can manage {text.split(' ', 2)[2]}"
    if words[:2] == ["patience", "of"]:
        return f"has the {text}"
    if words[:2] == ["care", "of"]:
        return f"takes {text}"
    if words[0] == "attention" and words[1:2] in (["to"], []):
        return f"pays {text}" if len(words) > 2 else "pays attention to detail"
    return ""


def pieces_of(words: list[str]) -> list[str]:
    """Return the words without "and"."""
    return [word for word in words if word != "and"]


_COMMUNICATION = LazyPattern(
    r"(?:(?P<how>good|great|strong|clear)\s+)?communication(?:\s+skills)?\s+(?P<who>(?:with|to)\s+\S.*)",
    re.IGNORECASE,
)
_WARDS = word_set("er icu nhs nicu pacu picu uk usa")
"""Names of places, which nobody says to know."""


def _has_or_is_good_at(text: str, words: list[str]) -> str:
    head = head_of(words)
    if head in _HAD or (head in _WORDS and head != "care" and len(words) > 1):
        try:
            return f"has {with_a_where_needed(text)}"
        except Unfit:
            return f"has {text}"
    if all(
        (piece in PROPER_NAMES and piece not in _WARDS)
        or known_name(piece)
        or (piece == "excel" and "Excel" in text)
        for piece in pieces_of(words)
    ):
        return f"knows {text}"
    if words[-1] == head and head.endswith(_FIELDS):
        return f"knows {text}"
    doing = len(words) > 1 and words[-1] == head and words[-1].endswith("ing") and verb_of(head) is not None
    names = [PROPER_NAMES.get(piece) or known_name(piece) for piece in pieces_of(words)[1:]]
    if "and" in words and any(map(str.istitle, names)):
        return ""  # "networking and Cisco"
    if (head in _GOOD_AT or doing) and words[0] not in ("good", "great", "strong", "excellent"):
        return f"is good at {with_and(text)}"
    return ""
