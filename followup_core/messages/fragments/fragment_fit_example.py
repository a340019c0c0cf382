"""Phrases an example of the candidate's work, typed after "In my last job I ..."."""

import re
from collections.abc import Mapping, Sequence

from followup_core.text import in_words

from .fragment_grammar import FragmentKind, classify, is_person, lowercase_first_letter, verb_at_start
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
_HAS_CREDENTIAL = LazyPattern(
    r"(?:i\s+)?(?P<owned>(?:have|hold)\s+(?:\S+\s+){0,6}(?:certif\w*|licen[cs]es?|degrees?|diplomas?|cards?|permits?"
    r"|experience))\b",
    re.IGNORECASE,
)
"""Something that the candidate has, such as a license, and didn't do."""
_HAS_NOT = LazyPattern(r"(?:haven['’]t|have\s+(?:not|never))\s", re.IGNORECASE)
_STARTS_WITH_I = LazyPattern(r"i\s+(?=\S)", re.IGNORECASE)
_CURRENTLY = LazyPattern(r"(?:i\s+)?(?P<doing>currently\s+\w+)\s", re.IGNORECASE)
_SINCE = LazyPattern(r"\bsince\s+(?:\d{4}|I was \w+)$")
_TIME_OPENING = LazyPattern(
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
"""Signs that the deed was hardly done "in my last job", so that the sentence doesn't begin so."""
_OTHER_SUBJECTS = word_set(
    "clients customers everyone guests my one our parents patients people students the"
)
_RESULT = LazyPattern(
    r"(?:the|our|my)\s(?:[\w-]+\s){1,3}(?:dropped|decreased|fell|grew|improved|increased|rose|went)"
    r"\s(?:by|down|from|to|up)\b|(?:it|that)\s(?:cut|raised|reduced|saved)\b",
    re.IGNORECASE,
)
"""A result after a deed, with only a comma between them: "rebuilt the form, the calls dropped to ten"."""
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
"""A period that lacks its "for": "worked in a call center 2 years"."""
_MADE_ONE = LazyPattern(
    r"(?:(?<=^)|(?<=^I )|(?<=, )|(?<= and )|(?<= team ))(?P<did>built|caught|cleaned|closed"
    r"|created|designed|developed|discovered|drove|found|introduced|launched|led|made|managed|noticed|opened"
    r"|organized|planned|ran|solved|started|won|wrote)\s"
    r"(?P<how>[a-z-]+\s)?(?P<noun>[a-z]+)"
    r"(?=$|[,.]|\s(?:and|at|each|every|for|from|in|on|that|to|with)\s)"
)
"""A deed whose object lacks its article: "led project", "opened store"."""
_SEVERAL = LazyPattern(
    r"(?<![\w.,$#/-])(?<!class )(?<!level )(?<!route )(?<!room )(?<!number )(?<!the )(?<!a )"
    r"(?P<count>[2-9]|[1-9]\d{1,2}|several|many|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)"
    r"\s+(?P<noun>[a-z]+)(?=$|[,.]|\s+(?:a|an|at|each|every|for|from|in|on|per|to|with)\s)"
)
"""A number and a noun that should be a plural: "fixed 12 car a week", but not "room 12 table"."""
_DONE_TO_ME = LazyPattern(
    r"(?:awarded|chosen|elected|named|nominated|picked|promoted|selected|trusted)\s"
    r"(?:as|best|by|employee|for|from|three|to|twice|two|with)\b",
    re.IGNORECASE,
)
_DONE_BY_WHOM = LazyPattern(
    r"\d[\d,]*\+?\s(?:[a-z]+\s)?[a-z]+s\s[a-z]+ed(?=$|\s(?:at|by|for|from|in|into|on|to|with|within)\b)"
)
"""Something that was done or happened by itself, without a doer: "14 guests moved to other hotels"."""
_WORDS_IN_PLACE_OF_ARTICLE = word_set(
    """
    another each every fifth first fourth her him his home it its me one second their them third three two us
    your
    """
)
"""Words after which a noun needs no article: "won first prize", "made it fair"."""
_TIMES = word_set("day hour minute month week year")
_ENDINGS_OF_IRREGULAR_PLURALS = ("child", "head", "f", "fe", "man", "mouse", "person")
_VERB_AND_NUMBER = LazyPattern(r"\w+\s(?:(?:about|almost|nearly|over)\s)?\d")
_COULD = word_set("could couldn't should would wouldn't would've")
_OPENING = "In my last job I "
_REASON = "Begin with what you did, such as “led a team” or “taught evening classes”."


def example_phrasings(text: str) -> Mapping[str, str]:
    """Return `example`, whole sentences, and one more phrasing.

    That is `example_did`, a deed for after "In my last job I", or `example_held`, what the candidate has, or
    else `example_inside`, the example for after "For example,".
    """
    phrasings = _main_phrasings(text)
    if len(phrasings) > 1:
        return phrasings
    example = phrasings["example"]
    is_small = (text[:1].islower() and not example.startswith(("I ", "I'", "I’"))) or _TIME_OPENING.match(
        example
    )
    inner_example = f"{example[:1].lower()}{example[1:]}" if is_small else lowercase_first_letter(example)
    return {**phrasings, "example_inside": inner_example}


def _main_phrasings(text: str) -> Mapping[str, str]:
    parts = sentences(_with_small_words(text))
    if len(parts) > 1:
        return named_phrasings(
            example=" ".join(_deed_sentence(part, is_first=not index) for index, part in enumerate(parts))
        )
    example = strip_start(_with_small_words(text), _LAST_JOB)
    if re.match(r"(?:i\s+)?(?:don['’]t|do\s+not|haven['’]t)\s+(?:have|got|any)\b", example, re.IGNORECASE):
        raise Unfit(_REASON)
    if _HAS_NOT.match(example):
        example = f"I {example}"
    credential = years_of_experience(inside(example))
    if not credential and (match_of_credential := _HAS_CREDENTIAL.match(example)):
        credential = inside(example[match_of_credential.start("owned") :], wants_verb=True)
    if credential:
        return named_phrasings(example=f"I {credential}.", example_held=credential)
    if match := _CURRENTLY.match(example):
        return named_phrasings(example=_present_sentence(example[match.start("doing") :]))
    deed = _past_deed(example)
    if deed and _SINCE.search(deed) and {"had", "which", "that"}.isdisjoint(plain_words(deed)):
        return named_phrasings(example=f"I have {change_verb(deed, lambda verb: participle(verb.base))}.")
    if deed and _ELSEWHERE.search(deed):
        return named_phrasings(example=f"I {deed}.")
    if deed:
        return named_phrasings(example=f"{_OPENING}{deed}.", example_did=deed)
    return named_phrasings(example=_complete_sentence(example))


def _with_small_words(text: str) -> str:
    """Return a text with the articles, "for" and plurals that it lacks: "was an assistant for 2 years"."""
    text = _MADE_ONE.sub(
        _with_article_of_object,
        _WORKED_YEARS.sub(r"\g<where> for \g<time>", _SEVERAL.sub(_with_plural, text)),
    )
    return _PERSON_YEARS.sub(_with_for, _WAS_PERSON.sub(_with_article_of_occupation, text))


def _with_article_of_object(match: re.Match[str]) -> str:
    """Return a deed with the article of its object: "led a project", "opened the store"."""
    how = (match["how"] or "").strip()
    is_one = is_singular_count_noun(match["noun"]) and match["noun"] != "home"  # "drove home"
    if not is_one or how in DETERMINERS | PREPOSITIONS | _WORDS_IN_PLACE_OF_ARTICLE:
        return match[0]
    what = f"{match['how'] or ''}{match['noun']}"
    return f"{match['did']} {f'the {what}' if match['did'].lower() in _DONE_DAILY else with_article(what)}"


def _with_for(match: re.Match[str]) -> str:
    return f"{match['who']} for {match['time']}" if is_person(match["noun"]) else match[0]


def _with_plural(match: re.Match[str]) -> str:
    noun = match["noun"]
    is_one = (is_singular_count_noun(noun) or noun in _TIMES) and not noun.endswith(
        _ENDINGS_OF_IRREGULAR_PLURALS
    )
    return f"{match['count']} {with_s_ending(noun)}" if is_one else match[0]


def _with_article_of_occupation(match: re.Match[str]) -> str:
    noun = match["noun"]
    return f"{match['verb']} {with_article(noun)}" if is_person(noun) and noun.islower() else match[0]


def _present_sentence(text: str) -> str:
    """Return a sentence about now: "I currently run a crew." for "currently run a crew"."""
    reading = verb_at_start(plain_words(text), wants_verb=True)
    form = reading[1].form if reading is not None else VerbForm.THIRD
    if form not in (VerbForm.BASE, VerbForm.GERUND):
        raise Unfit(_REASON)
    return f"I {'am ' if form is VerbForm.GERUND else ''}{inside(text, wants_verb=True)}."


def _deed_sentence(text: str, *, is_first: bool) -> str:
    text_without_opening = strip_start(text, _LAST_JOB)
    deed = "" if _STARTS_WITH_I.match(text_without_opening) else _past_deed(text_without_opening)
    if deed and not is_first and not deed.startswith(inside(text_without_opening, wants_verb=True)):
        raise Unfit(_REASON)  # in a later sentence, only its form says that a word is a verb
    if deed:
        return f"{_OPENING if is_first and not _ELSEWHERE.search(text) else 'I '}{deed}."
    return _complete_sentence(text)


def _complete_sentence(text: str) -> str:
    """Return a complete sentence with a capital and a period; raise Unfit if the text is none."""
    sentence = text.strip(" ,;:-–—").rstrip(".")
    has_opening = _TIME_OPENING.match(sentence) is not None and not _STARTS_WITH_I.match(sentence)
    subject = _SUBJECT.search(sentence) if has_opening else None
    if subject:
        sentence = _with_comma(sentence[: subject.start()]) + sentence[subject.start() :]
    elif has_opening and (pieces := sentence.partition(", "))[2] and classify(pieces[2]) is FragmentKind.PAST:
        return f"{capital(pieces[0])}, I {pieces[2]}."  # "during my internship, ran the social media"
    is_complete = (
        classify(sentence.rstrip("!?…")) is FragmentKind.CLAUSE
        or _is_about_others(plain_words(sentence))
        or subject is not None
        or (has_opening and classify(sentence.rpartition(", ")[2]) is FragmentKind.CLAUSE)
    )
    if not is_complete or sentence.endswith("?") or _DONE_BY_WHOM.match(sentence):
        raise Unfit(_REASON)
    return f"{capital(sentence).rstrip('!…')}."


def _with_comma(opening: str) -> str:
    """Return the opening of a sentence with a comma if it needs one, as "When a guest complained, " does."""
    trimmed_opening = opening.rstrip()
    is_clause = (
        plain_words(trimmed_opening)[0] in ("when", "while", "after", "before", "once")
        and len(trimmed_opening.split()) > 3
    )
    return (
        f"{trimmed_opening}, "
        if is_clause and trimmed_opening[-1].isalnum() and not trimmed_opening.endswith(" and")
        else opening
    )


def _is_about_others(words: Sequence[str]) -> bool:
    """Whether the words tell what somebody else did: "my manager put me in charge"."""
    verbs = [verb_of(word) for word in words[1:]]
    is_past = any(verb is not None and verb.form is VerbForm.PAST for verb in verbs)
    return words[0] in _OTHER_SUBJECTS and (is_past or not PAST_LIKE_BASE.isdisjoint(words[2:]))


def _past_deed(text: str) -> str:
    """Return a deed in the past, without "I": "led a team" for "leading a team"; '' if it is none."""
    first_person = _STARTS_WITH_I.match(text)
    deed = inside(text[first_person.end() :] if first_person else text, wants_verb=True)
    words = plain_words(deed)
    if len(words) < 2:
        return ""
    is_past_like_base = words[0] in PAST_LIKE_BASE - {"let", "read"}
    if _DONE_TO_ME.match(deed) and not first_person:
        return f"was {deed}"  # "promoted to lead"
    if words[:2] == ["used", "to"] or words[0] in _COULD or is_past_like_base:
        return _with_and_in_list(deed)
    match classify(deed, wants_verb=True):
        case FragmentKind.PAST:
            return _with_and_in_list(deed)
        case FragmentKind.ADJECTIVE if words[0].endswith("ed") and _VERB_AND_NUMBER.match(deed):
            return _with_and_in_list(deed)  # "trained about 5 new people"
        case FragmentKind.ADJECTIVE if not first_person:
            return f"was {deed}"
        case FragmentKind.BASE | FragmentKind.THIRD | FragmentKind.GERUND if not first_person:
            is_doing = words[0] not in ("to", "be", "am") and len(words) == len(deed.split())
            return _with_and_in_list(change_verb(deed, _past_form)) if is_doing else ""
        case _:
            return ""


def _past_form(verb: Verb) -> str:
    """Return the past form of a verb; raise Unfit if the verb is in no list, so that its past is a guess."""
    if verb.base not in VERBS and past(verb.base) == f"{verb.base}ed" and verb.form is not VerbForm.PAST:
        raise Unfit(_REASON)  # "babysitted"
    return verb.base if verb.form is VerbForm.PAST else past(verb.base)


def _with_and_in_list(text: str) -> str:
    """Return a list of deeds, or a deed and its result, with "and" before the last piece."""
    pieces = text.split(", ")
    deed, _, result = text.rpartition(", ")
    if len(pieces) == 2 and _RESULT.match(result):
        return f"{deed}, and {result}"
    are_deeds = [classify(piece, wants_verb=True) is FragmentKind.PAST for piece in pieces[1:]]
    is_listed = " and " in text or " then " in text
    return in_words(pieces) if len(pieces) > 1 and all(are_deeds) and not is_listed else text
