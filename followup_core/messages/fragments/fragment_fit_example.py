"""The phrasings of an example of one's work: asked as "In my last job I ..."."""

import re
from collections.abc import Mapping, Sequence

from followup_core.text import in_words

from .fragment_grammar import FragmentKind, classify, is_person, verb_at_start
from .fragment_halves import is_whole_sentence, joined_halves, with_for_a_time
from .fragment_rewrites import Unfit, capital, change_verb, inside, named_phrasings, strip_start, with_article
from .fragment_tidying import plain_words, sentences
from .fragment_words import FINITE, NOUN_VERBS, PREPOSITIONS, has_plural_ending, word_set
from .lazy_pattern import LazyPattern, Rewordings
from .verb_forms import PAST_LIKE_BASE, Verb, VerbForm, participle, past, verb_of
from .years_of_experience import years_of_experience

_LAST_JOB = LazyPattern(
    r"(?:in|at)\s+my\s+(?:last|previous|old|former)\s+(?:job|role|position"
    r"|company)\s*,?\s+(?=i\b|\w+ed\b|was\b|led\b|ran\b|built\b)"
    r"|(?:for\s+example|e\.?g\.?|once)\s*[,:]\s+|example\s*:\s+",
    re.IGNORECASE,
)
_ALSO_LAST_JOB = LazyPattern(
    r"(?<=\w),?\s+(?:in|at|for)\s+my\s+(?:last|previous|old|former)\s+(?:company|job"
    r"|work|position|employer)$",
    re.IGNORECASE,
)
_MY_LAST_JOB = LazyPattern(
    r"^my\s+(?:last|previous|old|former)\s+(?:job|position|role)\s+was\s+(?=(?:as|at|for|in|with)\s+\S)",
    re.IGNORECASE,
)
_HAVE_TIME = LazyPattern(
    r"^(?:i\s+)?(?:have|got)\s+(?=(?:(?:over|about|almost|nearly|around|more\s+than)\s+)?(?:\d+\+?|\w+)\s+(?:years?|months?)\b)",
    re.IGNORECASE,
)
_OWNED = LazyPattern(
    r"(?:i\s+)?(?P<have>have|hold)\s+(?=(?:\S+\s+){0,6}(?:certif\w*|licen[cs]es?"
    r"|degrees?|diplomas?|cards?|tickets?|cpr|first\s+aid"
    r"|[A-Z]+\d\w*|permits?|badges?)\b)(?P<what>\S+)",
    re.IGNORECASE,
)
"""What somebody has, and has not done: a certificate."""
_AT_SCHOOL = LazyPattern(
    r"^(?P<where>(?:in|during|at|for|on)\s+(?:my|the"
    r"|a)\s+(?:[\w'’]+\s+){0,2}?(?:internship|school|studies|apprenticeship"
    r"|placement|co-?op|residency|training|degree|college|university|work|clinicals?"
    r"|project|class|course|rotation"
    r"|year|externship|practicum)"
    r"|(?:in|at)\s+(?:school|college|university|uni|high\s+school|grad\s+school"
    r"|boot\s?camp))\s*,?\s+(?P<verb>\w+)(?=\s)",
    re.IGNORECASE,
)
"""Where somebody without a job did something, and the verb that lacks its "I"."""
_I = LazyPattern(r"i\s+(?=\S)", re.IGNORECASE)
_TRAINED = LazyPattern(r"(?P<what>[\w-]+(?: (?!and\b)[\w-]+){0,3}) (?P<how>trained|certified|licensed)")
_IN_PAST_PLACE = LazyPattern(
    r"^(?P<where>(?:in|during|on|for) my (?:\w+ )?(?:internship|placement|externship|practicum|rotation)),?"
    r" i (?P<verb>\w+)\b",
    re.IGNORECASE,
)
_REASON = "Begin with what you did, such as “led a team” or “taught evening classes”."
_OTHERS = word_set("clients customers everyone guests my one our parents patients people students the")
_OPENING = "In my last job I "
_TIME = LazyPattern(
    r"(?:(?:last|this|every|each|most|two|three|\d+)\s+\w+|(?:at|for|in|on|during"
    r"|after|before|while|when|once|with)\s+\S"
    r"|as\s+(?:a|an|the)\s+|years\s+ago|recently,?|currently,?|now,?|right\s+now,?)",
    re.IGNORECASE,
)
_ELSEWHERE = LazyPattern(
    r"\b(?:my\s+(?:\w+\s+)?(?:master['’]?s?|bachelor['’]?s?|degree|thesis|dissertation"
    r"|diploma|ph\.?d|doctorate|capstone|project\s+at"
    r"|internship|apprenticeship|exams?|licen[cs]e|certifi\w+|studies|course"
    r"|class\s+project|graduation|family|kids|mom|dad"
    r"|mother|father|grandfather|grandmother|grandpa|grandma|uncle|aunt|brother|sister"
    r"|friends?|church|garage|house|home|spare\s+time|free\s+time|own\s+time|current"
    r"|present)"
    r"|rais(?:ed|ing)\s+(?:\w+\s+)?(?:kids|children|boys|girls)"
    r"|thesis|dissertation|coursework|semester|term\s+paper|class\s+of\s+\d"
    r"|student\s+(?:council|union|club|newspaper|government)"
    r"|professors?|lab\s+reports?|group\s+paper|final\s+exams?|gpa"
    r"|capstone|(?:half\s+)?marathon|triathlon|scholarship"
    r"|senior\s+(?:project|design|year|thesis)|final[- ]year|group\s+project"
    r"|(?<!started\s)as\s+an\s+intern"
    r"|(?:in|at|through)\s+(?:college|university|uni|high\s+school|grad\s+school"
    r"|law\s+school|med(?:ical)?\s+school|trade\s+school)"
    r"|at\s+school|for\s+(?:a|my|the)\s+class|graduated|top\s+of\s+(?:my|the)\s+class"
    r"|valedictorian|dean['’]?s\s+list|volunteer(?:ed|ing)"
    r"|as\s+a\s+volunteer|(?:every|each)\s+summer|hackathon|boot\s?camp|(?:learned"
    r"|learnt)\s+(?:english|spanish|french|german|portuguese|arabic|mandarin)"
    r"|taught\s+myself\s+\S+|on\s+my\s+own|currently|since\s+\d{4})\b",
    re.IGNORECASE,
)
"""What was hardly done "in my last job": it is said without that."""
_EARNED = LazyPattern(
    r"\b(?:passed|earned|got|took|obtained|received|finished|completed)\s+"
    r"(?:(?:my|the|a|an)\s+(?:[\w+-]+\s+){0,3}?(?:certif\w+|licen[cs]es?|exams?|boards|ged)\b"
    r"|my\s+(?:[\w-]+\s+)?(?:(?-i:[A-Z][A-Z+]+)(?!\w)|\w+\+|card\b|badge\b)"
    r"|(?:the\s+)?(?-i:[A-Z]{3,})(?:\s+exam)?(?=$|\s+(?:in|on|last)\b))"
    r"|\b(?:my\s+own|home\s+(?:lab|server|network|studio)|my\s+neighbou?rs?)\b"
    r"|\b(?:at|in|for)\s+my\s+(?:old|last|previous|former|first)\s+\w+",
    re.IGNORECASE,
)
"""What was earned or done for oneself, or says its place itself: "at my old school"."""
_DUTY = LazyPattern(
    r"^I (?=(?:do|handle|order|prep|manage|cook|make|write|run|teach|plan|book|train)"
    r" all (?:of )?(?:the|our|my)\b)"
)
"""What somebody does every day in the job that they have."""
_IS_HABIT = LazyPattern(r"\b(?:every|each|daily|weekly|always|usually|often|currently|now)\b", re.IGNORECASE)
_SUBJECT = LazyPattern(r"\b(?:I|we|my team)\b\s+\w+", re.IGNORECASE)


def example_phrasings(text: str) -> Mapping[str, str]:
    """Return `example`, whole sentences, and `example_did`, after "In my last job I", or `example_held`."""
    text = re.sub(
        r"^(?:i was )?(?=(?:never|not once) (?:late|absent|sick|off sick|missing)\b)",
        "was ",
        text,
        flags=re.I,
    )
    text = _TIDIED.apply(text)
    text = _ALSO_LAST_JOB.sub("", _had_done(text))
    text = _AT_SCHOOL.sub(lambda match: _with_i(match), text)
    text = _IN_PAST_PLACE.sub(_then, text)
    text = with_for_a_time(text)
    parts = sentences(text)
    if len(parts) > 1:
        return named_phrasings(
            example=" ".join(_sentence(part, first=not index) for index, part in enumerate(parts))
        )
    bare = _MY_LAST_JOB.sub("worked ", strip_start(text, _LAST_JOB))
    if experience := years_of_experience(_HAVE_TIME.sub("", inside(bare))):
        return _held(experience)
    if state := _state(inside(bare)):
        return state
    did = _did(bare)
    if did:
        if (
            re.search(r"\bsince\s+(?:\d{4}|I was \w+)$", did)
            and (verb := verb_of(plain_words(did)[0]))
            and verb.base != "be"
            and not {"had", "which", "that"}.intersection(plain_words(did))
        ):
            return named_phrasings(example=f"I have {change_verb(did, lambda done: participle(done.base))}.")
        if _ELSEWHERE.search(did) or _EARNED.search(did):
            return named_phrasings(example=f"I {did}.")
        return named_phrasings(example=f"{_OPENING}{did}.", example_did=did)
    return named_phrasings(example=_DUTY.sub("In my current job I ", _whole(bare)))


def _held(text: str) -> Mapping[str, str]:
    """Return the phrasings of what somebody has, which is no one thing that they did."""
    return named_phrasings(example=f"I {text}.", example_held=text)


def _had_done(text: str) -> str:
    """Return "led a team" for "have led a team", which was typed after "In my last job I"."""
    words = text.split(" ", 2)
    verb = verb_of(words[1].lower()) if len(words) > 2 and words[0].lower() == "have" else None
    return " ".join(words[1:]) if verb is not None and verb.form is VerbForm.PAST else text


def _with_i(match: re.Match[str]) -> str:
    """Return "During my internship I ran" for "during my internship, ran"."""
    verb = verb_of(match["verb"].lower())
    done = verb is not None and verb.form is VerbForm.PAST
    return f"{match['where']} I {match['verb']}" if done or match["verb"] in PAST_LIKE_BASE else match[0]


def _about(match: re.Match[str]) -> str:
    return " about " if match[0].startswith(",") else "about "


def _with_helper(match: re.Match[str]) -> str:
    """Return "made 200 lunches with only one helper" for "made 200 lunches me and one helper only"."""
    before = match["before"].lower()
    if before in PREPOSITIONS | FINITE or (
        verb_of(before) is not None and before not in NOUN_VERBS and not before.endswith("s")
    ):
        return match[0]
    return f"{match['before']} with {'only ' if match['just'] or match['only'] else ''}{match['who']}"


_TIDIED = Rewordings(
    (
        # Thinking aloud before a number: "in I think 6 years".
        (
            r"(?:,\s+|\b)(?:(?:i think|i guess|i believe|i['’]d say|i would say|let['’]s say|maybe|probably"
            r"|something like),?\s+)+(?:(?:about|around|like)\s+)?"
            r"(?=\d|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty)\b)",
            _about,
        ),
        (r"^i (?:think|guess|believe) (?:that )?(?=(?:i|we)\b)", ""),
        (r"^drive[- ]thr(?:u|ough) ", "drive-thru "),
        (r"^(in my last job,? )i have (?=\w+ed\b)", r"\1I "),
        (
            r"\b(?:basically|literally|honestly|kinda|you know),? (?=\w)"
            r"|(?<=\bwas )like (?=an?\b|the\b)",
            "",
        ),
        (r"\(like (?=\d)", "(about "),
        (
            r"(?P<before>\w+),? (?:(?P<just>just|only) )?(?:with )?me and "
            r"(?P<who>(?:an?|one|two|three|\d) [\w-]+)(?P<only> only)?$",
            _with_helper,
        ),
        (r"^(?:i have |i had )?no (?:job|(?:work )?experience)(?: yet)?,? but (?:i )?", ""),
        (r"(?-i:(?<=\w),? final year$)", " in my final year"),
        (
            r"(?-i:\bpassed (?=[A-Z]{2,}(?: exam)?(?:$| (?:in|on|and|last|this)\b)))",
            "passed the ",
        ),
        (r"(?-i:\bscheduled (?=[A-Z]{2,} for (?:next|this|[A-Z])))", "scheduled the "),
    )
)
"""What hurry and talk leave in an example, in the order in which it is mended."""


def _then(match: re.Match[str]) -> str:
    """Return "In my internship I helped" for "In my internship I help"."""
    verb = verb_of(match["verb"].lower())
    is_now = verb is not None and verb.form is VerbForm.BASE and verb.base not in PAST_LIKE_BASE
    return f"{match['where']} I {past(verb.base)}" if verb is not None and is_now else match[0]


def _state(text: str) -> Mapping[str, str]:
    """Return the phrasings of what somebody is or has rather than did; none for everything else."""
    words = plain_words(text)
    verb_form = verb_of(words[0])
    if (match := _TRAINED.fullmatch(text)) and (
        verb_form is None or (verb_form.form is VerbForm.BASE and words[0] in NOUN_VERBS)
    ):
        what = match["what"]
        if has_plural_ending(plain_words(what)[-1]) or plain_words(what)[-1] in (
            "crew",
            "people",
            "staff",
            "team",
        ):
            raise Unfit(_REASON)
        is_trade = is_person(plain_words(what)[-1]) or what.endswith("clerk")
        return _held(f"am {match['how']} as {with_article(what)}" if is_trade else f"am {text}")
    if words[1:2] == ["by"] and len(words) > 2 and verb_form is not None and verb_form.form is VerbForm.PAST:
        return named_phrasings(example=f"{_OPENING}was {text}.", example_did=f"was {text}")
    if (owned := _OWNED.match(text)) and verb_of(owned["what"].lower()) is None:
        return _held(f"{owned['have'].lower()} {text[owned.end('have') + 1 :]}")
    if re.match(r"currently\s+\w", text, re.IGNORECASE):
        verb = verb_at_start(plain_words(text), wants_verb=True)
        doing = {VerbForm.BASE: "I ", VerbForm.GERUND: "I am "}.get(verb[1].form, "") if verb else ""
        return named_phrasings(example=f"{doing}{text}.") if doing else {}
    if re.match(r"responsible\s+for\s+\w+ing\b|responsible\s+for\s+\S+\s+\S", text, re.IGNORECASE):
        if re.search(r"\bsince\s", text):
            return named_phrasings(example=f"I have been {text}.")
        did = f"was {text}"
        return named_phrasings(example=f"{_OPENING}{did}.", example_did=did)
    if match := re.match(
        r"(\d+\+?|\w+)\s+(years?|months)\s+(?:of\s+)?experience\s+(?=(?:in|with|as|on|of)\s)",
        text,
        re.IGNORECASE,
    ):
        rest = text[match.end() :]
        return _held(f"have {match[1]} {match[2]} of experience {rest}")
    return {}


def _sentence(text: str, *, first: bool) -> str:
    bare = strip_start(text, _LAST_JOB)
    first_person = _I.match(bare)
    did = _did(bare)
    if did and not first_person and first and not (_ELSEWHERE.search(text) or _EARNED.search(text)):
        return f"{_OPENING}{did}."
    if did and not first_person:
        return f"I {did}."
    if not first and _may_be_whole(plain_words(text)):
        return f"{capital(text.strip(' ,;:-')).rstrip('.!…')}."
    return _whole(text)


def _may_be_whole(words: Sequence[str]) -> bool:
    """Whether words after a sentence are one, too: a verb after something that it can be about."""
    verbs = [verb_of(word) for word in words[1:]]
    return len(words) > 2 and any(verb is not None and verb.form is not VerbForm.GERUND for verb in verbs)


def _whole(text: str) -> str:
    """Return a text that is a sentence already, with its capital and its period."""
    plain = text.strip(" ,;:-–—").rstrip(".")
    opening = _TIME.match(plain) if not _I.match(plain) else None
    if opening and (subject := _SUBJECT.search(plain)):
        plain = _with_comma(plain[: subject.start()]) + joined_halves(plain[subject.start() :])
    elif not opening:
        plain = joined_halves(plain)
    kind = classify(plain.rstrip("!?…"))
    is_complete = (
        kind is FragmentKind.CLAUSE
        or _tells(plain_words(plain))
        or (opening and (_SUBJECT.search(plain) or is_whole_sentence(plain.rpartition(", ")[2])))
    )
    if not is_complete or plain.endswith("?"):
        raise Unfit(_REASON)
    if re.match(r"i\s", plain, re.IGNORECASE) and re.search(
        r"\sfor\s+(?:\d+|\w+)\s+(?:years|months)$", plain
    ):
        plain = f"I {_have_done(inside(plain[2:], wants_verb=True))}"
    return f"{capital(plain).rstrip('!…')}."


def _with_comma(opening: str) -> str:
    """Return "When a guest complained, " with its comma; "Last summer " needs none."""
    bare = opening.rstrip()
    is_clause = plain_words(bare)[:1] and plain_words(bare)[0] in ("when", "while", "after", "before", "once")
    return (
        f"{bare}, "
        if is_clause and len(bare.split()) > 3 and bare[-1].isalnum() and not bare.endswith(" and")
        else opening
    )


def _tells(words: Sequence[str]) -> bool:
    """Whether words tell what others did: "my manager put me in charge"."""
    verbs = [verb_of(word) for word in words[1:]]
    past_verb = any(verb is not None and verb.form is VerbForm.PAST for verb in verbs)
    return words[0] in _OTHERS and (past_verb or any(word in PAST_LIKE_BASE for word in words[2:]))


_COULD = word_set("could couldn't would wouldn't would've")


def _did(text: str) -> str:
    """Return what somebody did, in the past: "led a team" for "I led a team" and "leading a team"."""
    first_person = _I.match(text)
    plain = inside(text[first_person.end() :] if first_person else text, wants_verb=True)
    kind = classify(plain, wants_verb=True)
    words = plain_words(plain)
    match kind:
        case _ if words[:2] == ["used", "to"] and len(words) > 2:
            return joined_halves(plain)
        case _ if (
            first_person
            and words[0] in PAST_LIKE_BASE - {"let", "read"}
            and len(words) > 2
            and not _IS_HABIT.search(plain)
        ):
            return joined_halves(plain)
        case _ if words[0] in _COULD and len(words) > 2:
            return joined_halves(plain)
        case FragmentKind.PAST if len(words) > 1:
            return joined_halves(_listed(plain))
        case FragmentKind.BASE | FragmentKind.THIRD | FragmentKind.GERUND if (
            not first_person and len(words) > 1
        ):
            reading = verb_at_start(words, wants_verb=True)
            is_doing = reading is not None and words[0] not in ("to", "be", "am")
            return joined_halves(_listed(_in_the_past(plain))) if is_doing else ""
        case _:
            return ""


def _listed(text: str) -> str:
    """Return things done one after the other with "and" before the last one."""
    pieces = text.split(", ")
    done = [classify(piece, wants_verb=True) is FragmentKind.PAST for piece in pieces[1:]]
    if len(pieces) < 2 or not all(done) or " and " in pieces[-1]:
        return text
    return f"{', '.join(pieces[:-1])} and {pieces[-1]}" if " and " in text else in_words(pieces)


def _have_done(text: str) -> str:
    """Return "have worked here for 3 years" for "work here for 3 years"; anything else as it is."""
    words = plain_words(text)
    verb = verb_of(words[0])
    if verb is None or verb.form is not VerbForm.BASE or words[0] in ("have", "do"):
        return re.sub(r"^am\b", "have been", text)
    return f"have {change_verb(text, lambda doing: participle(doing.base))}"


def _in_the_past(text: str) -> str:
    try:
        return change_verb(text, _to_past)
    except Unfit:
        return ""


def _to_past(verb: Verb) -> str:
    return verb.base if verb.form is VerbForm.PAST else past(verb.base)
