"""The phrasings of an example of one's work: asked as "In my last job I ..."."""

import re
from collections.abc import Mapping, Sequence

from followup_core.text import in_words

from .fragment_grammar import FragmentKind, classify, is_person, small_start, verb_at_start
from .fragment_rewrites import (
    Unfit,
    capital,
    change_verb,
    inside,
    named_phrasings,
    strip_start,
    with_article,
)
from .fragment_tidying import plain_words, sentences
from .fragment_words import DETERMINERS, PREPOSITIONS, VERBS, with_s_ending, word_set
from .lazy_pattern import LazyPattern
from .noun_countability import is_singular_count_noun
from .verb_forms import PAST_LIKE_BASE, Verb, VerbForm, participle, past, verb_of
from .years_of_experience import years_of_experience

_LAST_JOB = LazyPattern(
    r"(?:in|at)\s+my\s+(?:last|previous|old|former)\s+(?:job|role|position|company)\s*,?\s+"
    r"(?=i\b|\w+ed\b|was\b|led\b|ran\b)"
    r"|(?:for\s+example|e\.?g\.?|once)\s*[,:]\s+|example\s*:\s+",
    re.IGNORECASE,
)
_OWNED = LazyPattern(
    r"(?:i\s+)?(?P<owned>(?:have|hold)\s+(?:\S+\s+){0,6}(?:certif\w*|licen[cs]es?|degrees?|diplomas?|cards?|permits?"
    r"|experience))\b",
    re.IGNORECASE,
)
"""What somebody has, and has not done."""
_HAS_NOT = LazyPattern(r"(?:haven['’]t|have\s+(?:not|never))\s", re.IGNORECASE)
_I = LazyPattern(r"i\s+(?=\S)", re.IGNORECASE)
_NOW = LazyPattern(r"(?:i\s+)?(?P<doing>currently\s+\w+)\s", re.IGNORECASE)
_SINCE = LazyPattern(r"\bsince\s+(?:\d{4}|I was \w+)$")
_TIME = LazyPattern(
    r"(?:last|this|every|each|most|two|three|\d+)\s+\w+|(?:at|for|in|on|during|after|before|while|when|once|with)\s+\S"
    r"|as\s+(?:a|an|the)\s+|years\s+ago|(?:recently|currently|(?:right\s+)?now),?",
    re.IGNORECASE,
)
_SUBJECT = LazyPattern(r"\b(?:I|we|my team)\b\s+\w+", re.IGNORECASE)
_OWN_TIME = (
    r"my\s+(?:\w+\s+)?(?:master['’]?s?|bachelor['’]?s?|degree|thesis|dissertation|diploma|ph\.?d|doctorate"
    r"|project\s+at|internship|apprenticeship|exams?|licen[cs]e|certifi\w+|studies|course|graduation"
    r"|family|kids|mom|dad|mother|father|grand\w+|uncle|aunt|brother|sister|cousins?|nieces?|nephews?|friends?|neighbou?rs?"
    r"|church|garage|house|home|(?:spare|free|own)\s+time|own|current|present)"
)
_SCHOOL = (
    r"thesis|dissertation|coursework|semester|term\s+paper|professors?|lab\s+reports?|gpa|capstone|scholarship"
    r"|student\s+(?:council|union|club|newspaper|government)|(?:senior|group|class|school)\s+project"
    r"|(?:in|at|through)\s+(?:(?:high|grad|law|med(?:ical)?|trade)\s+school|college|university|uni)"
    r"|at\s+school|final[- ]year"
    r"|graduated|valedictorian|dean['’]?s\s+list|hackathon|boot\s?camp|half\s+marathon|marathon|triathlon"
)
_ELSEWHERE = LazyPattern(
    rf"\b(?:{_OWN_TIME}|{_SCHOOL}|(?<!started\s)as\s+an\s+intern|volunteer(?:ed|ing)|as\s+a\s+volunteer"
    r"|(?:every|each)\s+summer|rais(?:ed|ing)\s+(?:\w+\s+)?(?:kids|children|boys|girls)"
    r"|taught\s+myself\s+\S+|on\s+my\s+own|currently|since\s+\d{4}"
    r"|(?:at|in|for)\s+my\s+(?:old|last|previous|former|first)\s+\w+"
    r"|(?:passed|earned|got|took|received|finished|completed)\s+(?:(?:my|the|a|an)\s+(?:[\w+-]+\s+){0,3}?"
    r"(?:certif\w+|licen[cs]es?|exams?|boards|ged)"
    r"|(?:my\s+(?-i:[A-Z])|(?:the\s+)?(?-i:[A-Z]{3}))(?-i:[A-Z+]*)(?=$|\s+(?:exam|in|on|last)\b)))(?!\w)",
    re.IGNORECASE,
)
"""What was hardly done "in my last job": it is said without that."""
_OTHERS = word_set("clients customers everyone guests my one our parents patients people students the")
_RESULT = LazyPattern(
    r"(?:the|our|my)\s(?:[\w-]+\s){1,3}(?:dropped|decreased|fell|grew|improved|increased|rose|went)"
    r"\s(?:by|down|from|to|up)\b|(?:it|that)\s(?:cut|raised|reduced|saved)\b",
    re.IGNORECASE,
)
"""A result that was hung on its deed with a comma alone: "rebuilt the form, the calls dropped to ten"."""
_WAS_PERSON = LazyPattern(
    r"\b(?P<verb>(?:was|worked\s+as|working\s+as|work\s+as))\s+(?P<noun>[a-z]+)(?=$|[,.]|\s+(?:at|for|in|on|with|\d+)\s)"
)
_PERSON_YEARS = LazyPattern(
    r"\b(?P<who>an?\s+(?P<noun>[a-z]+))\s+(?P<time>(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:years?|months?))\b"
)
_DONE_DAILY = word_set("cleaned closed managed opened ran")
_WORKED_YEARS = LazyPattern(
    r"^(?P<where>(?:I\s+)?(?:climb(?:ed)?|drive|drove|fix(?:ed)?|help(?:ed)?|led|managed?"
    r"|paint(?:ed)?|ran|repair(?:ed)?|served?|sell|sold|taught|teach|work(?:ed)?)\s.*\w)"
    r"(?<!\sfor)(?<!\sof)(?<!\slast)(?<!\sover)(?<!\sin)(?<!\severy)(?<!\safter)(?<!\sthan)(?<!\sabout)"
    r"\s(?P<time>\d+\s(?:years?|months?))(?=$|\swith\s)",
    re.IGNORECASE,
)
"""How long somebody did something, without its "for": "worked in a call center 2 years"."""
_MADE_ONE = LazyPattern(
    r"(?:(?<=^)|(?<=^I )|(?<=, )|(?<= and )|(?<= team ))(?P<did>built|caught|cleaned|closed"
    r"|created|designed|developed|discovered|drove|found|introduced|launched|led|made|managed|noticed|opened"
    r"|organized|planned|ran|solved|started|won|wrote)\s"
    r"(?P<how>[a-z-]+\s)?(?P<noun>[a-z]+)"
    r"(?=$|[,.]|\s(?:and|at|each|every|for|from|in|on|that|to|with)\s)"
)
"""What somebody made or kept, without its article: "led project", "opened store"."""
_SEVERAL = LazyPattern(
    r"(?<![\w.,$#/-])(?<!class )(?<!level )(?<!route )(?<!room )(?<!number )(?<!the )(?<!a )"
    r"(?P<count>[2-9]|[1-9]\d{1,2}|several|many|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)"
    r"\s+(?P<noun>[a-z]+)(?=$|[,.]|\s+(?:a|an|at|each|every|for|from|in|on|per|to|with)\s)"
)
"""How many there were of what: "fixed 12 car a week", but not "room 12 table"."""
_DONE_TO_ME = LazyPattern(
    r"(?:awarded|chosen|elected|named|nominated|picked|promoted|selected|trusted)\s"
    r"(?:as|best|by|employee|for|from|three|to|twice|two|with)\b",
    re.IGNORECASE,
)
_DONE_BY_WHOM = LazyPattern(
    r"\d[\d,]*\+?\s(?:[a-z]+\s)?[a-z]+s\s[a-z]+ed(?=$|\s(?:at|by|for|from|in|into|on|to|with|within)\b)"
)
"""What may have been done or have happened by itself: "14 guests moved to other hotels"."""
_MANY = word_set(
    """
    another each every fifth first fourth her him his home it its me one second their them third three two us
    your
    """
)
"""Words after which a noun has no article of its own: "won first prize", "made it fair"."""
_TIMES = word_set("day hour minute month week year")
_OTHER_PLURAL = ("child", "head", "f", "fe", "man", "mouse", "person")
_HOW_MANY = LazyPattern(r"\w+\s(?:(?:about|almost|nearly|over)\s)?\d")
_COULD = word_set("could couldn't should would wouldn't would've")
_OPENING = "In my last job I "
_REASON = "Begin with what you did, such as “led a team” or “taught evening classes”."


def example_phrasings(text: str) -> Mapping[str, str]:
    """Return `example`, whole sentences, and `example_did`, after "In my last job I", or `example_held`.

    Where there is neither of the two, `example_inside` is `example` as it stands after "For example,".
    """
    phrasings = _phrasings(text)
    if len(phrasings) > 1:
        return phrasings
    whole = phrasings["example"]
    is_small = (text[:1].islower() and not whole.startswith(("I ", "I'", "I’"))) or _TIME.match(whole)
    start = f"{whole[:1].lower()}{whole[1:]}" if is_small else small_start(whole)
    return {**phrasings, "example_inside": start}


def _phrasings(text: str) -> Mapping[str, str]:
    parts = sentences(_with_small_words(text))
    if len(parts) > 1:
        return named_phrasings(
            example=" ".join(_sentence(part, first=not index) for index, part in enumerate(parts))
        )
    bare = strip_start(_with_small_words(text), _LAST_JOB)
    if re.match(r"(?:i\s+)?(?:don['’]t|do\s+not|haven['’]t)\s+(?:have|got|any)\b", bare, re.IGNORECASE):
        raise Unfit(_REASON)
    if _HAS_NOT.match(bare):
        bare = f"I {bare}"
    held = years_of_experience(inside(bare))
    if not held and (owned := _OWNED.match(bare)):
        held = inside(bare[owned.start("owned") :], wants_verb=True)
    if held:
        return named_phrasings(example=f"I {held}.", example_held=held)
    if match := _NOW.match(bare):
        return named_phrasings(example=_now(bare[match.start("doing") :]))
    did = _did(bare)
    if did and _SINCE.search(did) and {"had", "which", "that"}.isdisjoint(plain_words(did)):
        return named_phrasings(example=f"I have {change_verb(did, lambda verb: participle(verb.base))}.")
    if did and _ELSEWHERE.search(did):
        return named_phrasings(example=f"I {did}.")
    if did:
        return named_phrasings(example=f"{_OPENING}{did}.", example_did=did)
    return named_phrasings(example=_whole(bare))


def _with_small_words(text: str) -> str:
    """Return "was an assistant for two years" for "was assistant two years", "30 cars" for "30 car"."""
    text = _MADE_ONE.sub(
        _made_one, _WORKED_YEARS.sub(r"\g<where> for \g<time>", _SEVERAL.sub(_of_several, text))
    )
    return _PERSON_YEARS.sub(_for_years, _WAS_PERSON.sub(_as_person, text))


def _made_one(match: re.Match[str]) -> str:
    """Return "led a project" for "led project", and "opened the store" for "opened store"."""
    how = (match["how"] or "").strip()
    is_one = is_singular_count_noun(match["noun"]) and match["noun"] != "home"  # "drove home"
    if not is_one or how in DETERMINERS | PREPOSITIONS | _MANY:
        return match[0]
    what = f"{match['how'] or ''}{match['noun']}"
    return f"{match['did']} {f'the {what}' if match['did'].lower() in _DONE_DAILY else with_article(what)}"


def _for_years(match: re.Match[str]) -> str:
    return f"{match['who']} for {match['time']}" if is_person(match["noun"]) else match[0]


def _of_several(match: re.Match[str]) -> str:
    noun = match["noun"]
    is_one = (is_singular_count_noun(noun) or noun in _TIMES) and not noun.endswith(_OTHER_PLURAL)
    return f"{match['count']} {with_s_ending(noun)}" if is_one else match[0]


def _as_person(match: re.Match[str]) -> str:
    noun = match["noun"]
    return f"{match['verb']} {with_article(noun)}" if is_person(noun) and noun.islower() else match[0]


def _now(text: str) -> str:
    """Return "I currently run a crew." for "currently run a crew"."""
    reading = verb_at_start(plain_words(text), wants_verb=True)
    form = reading[1].form if reading is not None else VerbForm.THIRD
    if form not in (VerbForm.BASE, VerbForm.GERUND):
        raise Unfit(_REASON)
    return f"I {'am ' if form is VerbForm.GERUND else ''}{inside(text, wants_verb=True)}."


def _sentence(text: str, *, first: bool) -> str:
    bare = strip_start(text, _LAST_JOB)
    did = "" if _I.match(bare) else _did(bare)
    if did and not first and not did.startswith(inside(bare, wants_verb=True)):
        raise Unfit(_REASON)  # the verb of what comes later is found by its form only
    if did:
        return f"{_OPENING if first and not _ELSEWHERE.search(text) else 'I '}{did}."
    return _whole(text)


def _whole(text: str) -> str:
    """Return a text that is a sentence already, with its capital and its period."""
    plain = text.strip(" ,;:-–—").rstrip(".")
    has_opening = _TIME.match(plain) is not None and not _I.match(plain)
    subject = _SUBJECT.search(plain) if has_opening else None
    if subject:
        plain = _with_comma(plain[: subject.start()]) + plain[subject.start() :]
    elif has_opening and (pieces := plain.partition(", "))[2] and classify(pieces[2]) is FragmentKind.PAST:
        return f"{capital(pieces[0])}, I {pieces[2]}."  # "during my internship, ran the social media"
    is_complete = (
        classify(plain.rstrip("!?…")) is FragmentKind.CLAUSE
        or _tells(plain_words(plain))
        or subject is not None
        or (has_opening and classify(plain.rpartition(", ")[2]) is FragmentKind.CLAUSE)
    )
    if not is_complete or plain.endswith("?") or _DONE_BY_WHOM.match(plain):
        raise Unfit(_REASON)
    return f"{capital(plain).rstrip('!…')}."


def _with_comma(opening: str) -> str:
    """Return "When a guest complained, " with its comma; "Last summer " needs none."""
    bare = opening.rstrip()
    is_clause = plain_words(bare)[0] in ("when", "while", "after", "before", "once") and len(bare.split()) > 3
    return f"{bare}, " if is_clause and bare[-1].isalnum() and not bare.endswith(" and") else opening


def _tells(words: Sequence[str]) -> bool:
    """Whether words tell what others did: "my manager put me in charge"."""
    verbs = [verb_of(word) for word in words[1:]]
    is_past = any(verb is not None and verb.form is VerbForm.PAST for verb in verbs)
    return words[0] in _OTHERS and (is_past or not PAST_LIKE_BASE.isdisjoint(words[2:]))


def _did(text: str) -> str:
    """Return what somebody did, in the past: "led a team" for "I led a team" and "leading a team"."""
    first_person = _I.match(text)
    plain = inside(text[first_person.end() :] if first_person else text, wants_verb=True)
    words = plain_words(plain)
    if len(words) < 2:
        return ""
    is_past_like_base = words[0] in PAST_LIKE_BASE - {"let", "read"}
    if _DONE_TO_ME.match(plain) and not first_person:
        return f"was {plain}"  # "promoted to lead"
    if words[:2] == ["used", "to"] or words[0] in _COULD or is_past_like_base:
        return _listed(plain)
    match classify(plain, wants_verb=True):
        case FragmentKind.PAST:
            return _listed(plain)
        case FragmentKind.ADJECTIVE if words[0].endswith("ed") and _HOW_MANY.match(plain):
            return _listed(plain)  # "trained about 5 new people"
        case FragmentKind.ADJECTIVE if not first_person:
            return f"was {plain}"
        case FragmentKind.BASE | FragmentKind.THIRD | FragmentKind.GERUND if not first_person:
            is_doing = words[0] not in ("to", "be", "am") and len(words) == len(plain.split())
            return _listed(change_verb(plain, _to_past)) if is_doing else ""
        case _:
            return ""


def _to_past(verb: Verb) -> str:
    if verb.base not in VERBS and past(verb.base) == f"{verb.base}ed" and verb.form is not VerbForm.PAST:
        raise Unfit(_REASON)  # "babysitted" of a verb that is in no list
    return verb.base if verb.form is VerbForm.PAST else past(verb.base)


def _listed(text: str) -> str:
    """Return things done one after the other, or a deed and its result, with "and" before the last one."""
    pieces = text.split(", ")
    deed, _, result = text.rpartition(", ")
    if len(pieces) == 2 and _RESULT.match(result):
        return f"{deed}, and {result}"
    done = [classify(piece, wants_verb=True) is FragmentKind.PAST for piece in pieces[1:]]
    is_listed = " and " in text or " then " in text
    return in_words(pieces) if len(pieces) > 1 and all(done) and not is_listed else text
