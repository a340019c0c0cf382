"""Whether a message says what its kind needs: what was discussed, a strength, interest, how to be reached."""

import re
from collections.abc import Iterator

from .model import Check, Facts, Finding, Message, MessageKind, Place
from .phrases import Phrases
from .text import bare, content_words, plain_signs

_NUMBER = re.compile(r"\+?\(?\d[\d\s().\-/]{5,}\d")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december)\b|\b\d{1,2}(?:st|nd|rd|th)\b|\b\d{1,2}[./]\d{1,2}|"
    r"\b(?:yesterday|last week|two weeks ago|a week ago|earlier this week|this morning)\b",
    re.IGNORECASE,
)
_MET = re.compile(
    r"\b(?:met|meet\w*|interview\w*|sp(?:oke|eak)\w*|talk\w*|convers\w*|chat\w*|call)\b", re.IGNORECASE
)


def missing_facts(message: Message, facts: Facts, phrases: Phrases) -> Iterator[Finding]:
    """Yield what a message of its kind should say and does not."""
    text = plain_signs(message.body)
    match message.kind:
        case MessageKind.THANK_YOU_EMAIL:
            yield from _thank_you(text, facts, phrases)
        case MessageKind.THANK_YOU_NOTE:
            if not (_says(text, facts.discussed) or phrases.discussed.anywhere(text) or _MET.search(text)):
                yield _missing("Nothing in it belongs to this one meeting.", "Name one moment you remember.")
        case MessageKind.LINKEDIN_REQUEST:
            if not (_MET.search(text) or _says(text, f"{facts.organization} {facts.discussed}")):
                yield _missing("It does not say where you met.", "Say in a few words where you met.")
        case MessageKind.STATUS_EMAIL:
            whole = f"{message.subject}\n{text}"
            if not (_says_role(whole, facts) or _DAY.search(whole)):
                why = "It names neither the role nor the day you met."
                yield _missing(why, "Name the role, or the day you met.")
        case MessageKind.VOICEMAIL:
            yield from _voicemail(text, facts)
        case _:
            return


def _thank_you(text: str, facts: Facts, phrases: Phrases) -> Iterator[Finding]:
    if not (_says(text, facts.discussed) or phrases.discussed.anywhere(text)):
        yield _missing("Nothing you discussed is in it.", "Name one thing you talked about.")
    if not (_says(text, facts.strength, facts.example) or phrases.strength.anywhere(text)):
        yield _missing("It shows no strength that the job needs.", "Add an example of one or two sentences.")
    if not (_says(text, facts.interest) or phrases.interest.anywhere(text)):
        yield _missing("It does not say that you want the job.", "Say that you are interested, and in what.")
    if not (_numbers(text) or _ADDRESS.search(text)):
        yield _missing("It does not say how to reach you.", "Put your phone number below your name.")


def _voicemail(text: str, facts: Facts) -> Iterator[Finding]:
    said = _numbers(text)
    own = _digits(facts.my_phone)[-7:]
    times = _digits(text).count(own) if own else len(said)
    if not times and not said:
        yield _missing("It does not say your number.", "Say your number at the beginning and at the end.")
    elif max(times, len(said) if not own else 0) < 2:
        yield _missing("It says your number once only.", "Say your number a second time, slowly.")


def _numbers(text: str) -> list[str]:
    return [each for each in _NUMBER.findall(text) if len(_digits(each)) >= 7]


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def _says(text: str, *facts: str) -> bool:
    """Whether a text takes up any of these facts: a good part of its words, in any form."""
    spoken = content_words(text)
    for fact in facts:
        wanted = content_words(fact)
        if wanted and len(wanted & spoken) >= min(2, len(wanted)):
            return True
    return False


def _says_role(text: str, facts: Facts) -> bool:
    role = [word for word in bare(facts.role).split() if len(word) > 2]
    said = bare(text)
    return (bool(role) and any(word in said for word in role)) or "role of" in said or "position of" in said


def _missing(why: str, remedy: str) -> Finding:
    return Finding(check=Check.MISSING_FACT, place=Place.WHOLE, why=why, remedy=remedy)
