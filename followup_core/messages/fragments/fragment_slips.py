"""Mends slips of grammar in any fact if they can only be slips: "can to help", "responsible of".

A rule is here only if none of the right facts in `tests/unit/messages/written_facts.tsv` is changed by it.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from .fragment_tidying import plain_words
from .fragment_words import DETERMINERS
from .indefinite_article import indefinite_article
from .lazy_pattern import LazyPattern, Replacement, Rewordings
from .verb_forms import VerbForm, gerund, irregular_past, participle, verb_of

_AFTER_MODAL = LazyPattern(
    r"(?P<modal>(?:^|\b(?:and|he|I|now|she|they|we|who|you)\s)can|\b(?:could|must|should|will|would))"
    r"\s(?P<to>to\s)?(?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
_START_OF_A_PERIOD = r"\d{4}\b|last\s|childhood\b|I\swas\b"
_HAVE_BEEN = MappingProxyType({"is": "has been", "are": "have been"})
_HAVE_FOR_HAVING = MappingProxyType({"is": "has", "am": "have", "are": "have", "'m": " have", "’m": " have"})


def _with_a_workplace(match: re.Match[str]) -> str:
    """Return a workplace with its article: "in a call center" for "in call center"."""
    first_word = match[2].split()[0]
    return (
        match[0] if first_word in DETERMINERS else f"{match[1]} {indefinite_article(first_word)} {match[2]}"
    )


_CONJUNCTIONS = "after|because|before|how|if|since|until|when|while"
_NOUNS_OF_WORK = "boss|chef|company|customer|doctor|driver|manager|owner|shop|store|supervisor|team"


def _with_the_subject(match: re.Match[str]) -> str:
    """Return "when the chef was out" for "when chef was out"."""
    verb = verb_of(match[3].lower())
    is_finite = verb is not None and verb.form in (VerbForm.THIRD, VerbForm.PAST)
    return f"{match[1]} the {match[2]} {match[3]}" if is_finite else match[0]


def _with_participle(match: re.Match[str]) -> str:
    """Return "have done" for "have did"."""
    verb = verb_of(match[2].lower())
    return f"{match[1]} {participle(verb.base)}" if verb is not None else match[0]


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
        (r"\b(for|of|with)\scompany(?=$|[,.])", r"\1 the company"),
        (r"\bin\stop\s(?=\d)", "in the top "),
        (r"\bto\s(bigger|larger|new|nicer|smaller)\s(building|location|office|place|space)\b", r"to a \1 \2"),
        (
            r"\b(in|at)\s((?:[a-z]+\s)?(?:bakery|bank|call center|clinic|factory|hotel|nursing home"
            r"|restaurant|salon|spa|store|supermarket|warehouse))(?=$|[,.]|\s(?:and|as|for|from|in|until|while|\d+)\b)",
            _with_a_workplace,
        ),
        (rf"\bI(?:\sam|['’]m)\s((?:\w+\s){{1,3}}?since\s)(?={_START_OF_A_PERIOD})", r"I have been \1"),
        (
            rf"\b(is|are)\s((?:my|a|an|the)\s(?:[\w-]+\s){{1,3}}since\s)(?={_START_OF_A_PERIOD})",
            lambda match: f"{_HAVE_BEEN[match[1].lower()]} {match[2]}",
        ),
        (rf"\b({_CONJUNCTIONS})\s({_NOUNS_OF_WORK})\s([a-z]+)\b", _with_the_subject),
        (
            r"\b(for|to|with)\s(client|customer|guest|passenger|patient|resident|student|visitor)(?=$|[,.]|\sand\b)",
            r"\1 \2s",
        ),
        (r"\b(for|of|to|with)\selderly(?=$|[,.]|\sand\b)", r"\1 the elderly"),
        (r"\b(cleaned|in|of|organized|painted|ran|through|with)\swhole\s(?=[a-z])", r"\1 the whole "),
        (
            r"\b(have|has|I['’]ve)\s(did|went|gave|saw|wrote|drove|took|spoke|began|chose|grew|knew)\b",
            _with_participle,
        ),
        (r"\bexcel(,|\sand)\sword\b", r"Excel\1 Word"),
        (r"\bword(,|\sand)\sexcel\b", r"Word\1 Excel"),
        (
            r"(\d\+?|\b(?:two|three|four|five|six|seven|eight|nine|ten|many))\syears\sexperience\b",
            r"\1 years of experience",
        ),
        (r"\bthe\sway\show\b", "the way"),
        (r"(?<!something )(?<!looks )(?<!feels )\blike\s(?=\d)", "about "),
        (r"\b(bachelor|master)s(?=\s(?:degree|in)\b)", r"\1's"),
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
            lambda match: f"{_HAVE_FOR_HAVING[(match[1] or match[2]).lower()]} ",
        ),
    )
)


_ENDS_IN_ED = LazyPattern(r"\b[a-z]{2,}ed\b")
_GERUND_OF = r"\s(?P<verb>[a-z]+)\b"
_TIME_PHRASE = (
    r"(?:next|last)\s(?:week|month|year|spring|summer|fall|winter"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b(?!['’]s)"
)
_NO_PARTICLE = "".join(
    rf"(?<!\b{verb} )" for verb in ("brought", "built", "came", "come", "got", "move", "moved", "put", "went")
)
"""Not after these verbs: "in" belongs to the verb in "the drip lines that you put in last spring"."""
_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)"
_PEOPLE = r"(?:children|clients|customers|families|guests|guys|kids|parents|patients|people|students|workers)"


def _gerund_after(words_before: str) -> Callable[[re.Match[str]], str]:
    """Return a function that replaces a match by `words_before` and its verb with -ing: "in selling"."""

    def replaced(match: re.Match[str]) -> str:
        verb = verb_of(match["verb"].lower())
        return (
            f"{words_before} {gerund(verb.base)}"
            if verb is not None and verb.form is VerbForm.BASE
            else match[0]
        )

    return replaced


def _with_its_article(match: re.Match[str]) -> str:
    return f"{indefinite_article(match[1])} {match[1]}"


_SLIPS_BY_WORD: Mapping[str, tuple[tuple[str, Replacement], ...]] = {
    "a": (
        (
            r"(?<!class )(?<!grade )(?<!hepatitis )(?<!type )(?<!vitamin )\ba\s(?!and\b)([aeiou][a-z]+)\b",
            _with_its_article,
        ),
    ),
    "after": ((r"\b(look(?:s|ed|ing)?\safter)\sof\b", r"\1"),),
    "agree": ((r"\bI(?:\sam|['’]m)\sagree\b", "I agree"),),
    "all": ((r"\ball\swhat\b(?=\s(?:i|we|you|they)\b)", "all that"),),
    "afraid": ((r"\bafraid\sfrom\b", "afraid of"),),
    "allow": ((r"\ballow\sto\s(me|us|you|them|people)\b", r"allow \1"),),
    "allows": ((r"\ballows\sto\s(me|us|you|them|people)\b", r"allows \1"),),
    "at": (
        (rf"\bat\s(?={_TIME_PHRASE})", ""),
        (r"\bat\s(?=(?:19|20)\d\d$)", "in "),
    ),
    "care": ((rf"\b(t(?:ake|akes|ook|aking)\scare)\s(?=(?:{_NUMBER}|my|our|the|their)\s)", r"\1 of "),),
    "childrens": ((r"\bchildrens\b(?!['’])", "children"),),
    "contact": ((r"(?<!in )\bcontact\swith\s(me|us|you)\b", r"contact \1"),),
    "discuss": ((r"\bdiscuss\sabout\b", "discuss"),),
    "discussed": ((r"\bdiscussed\sabout\b", "discussed"),),
    "enjoy": ((r"\benjoy\sto" + _GERUND_OF, _gerund_after("enjoy")),),
    "enjoyed": ((r"\benjoyed\sto" + _GERUND_OF, _gerund_after("enjoyed")),),
    "explained": (
        (r"\bexplained\s(me|them|us)\s(?=(?:how|that|what|why)\b)", r"explained to \1 "),
        (
            rf"\bexplained\s(?=(?:(?:the|my|our)\s)?{_PEOPLE}\s(?:how|that|what|when|why)\b)",
            "explained to ",
        ),
    ),
    "for": (
        (r"\bresponsible\sfor\sto" + _GERUND_OF, _gerund_after("responsible for")),
        (r"\bfor\sto\s(?=[a-z])", "to "),
    ),
    "forward": (
        (
            r"\bforward\sto" + r"\s(?P<verb>hear|join|learn|meet|see|start|work)\b",
            _gerund_after("forward to"),
        ),
    ),
    "good": (
        (
            r"\bgood\sin\s(?=(?:english|excel|languages|math|maths|mathematics|numbers|sports)\b)",
            "good at ",
        ),
    ),
    "graduated": ((r"\bI(?:\sam|['’]m)\sgraduated\b", "I graduated"),),
    "handle": ((r"\bhandle\swith\s(?!care\b)", "handle "),),
    "handles": ((r"\bhandles\swith\s(?!care\b)", "handles "),),
    "has": ((rf"\b({_PEOPLE}\s(?:who|that))\shas\b", r"\1 have"),),
    "in": (
        (rf"{_NO_PARTICLE}\bin\s(?={_TIME_PHRASE})", ""),
        (r"\bin\ssame\stime\b", "at the same time"),
        (r"\bin\sthe\sweekend(s?)\b", r"on the weekend\1"),
    ),
    "interested": ((r"\binterested\s(?:for|on)\b", "interested in"),),
    "like": ((r"\bwould\slike\s(?=(?:be|become|do|grow|have|learn|make|see|spend)\b)", "would like to "),),
    "lot": ((r"\ba\slot\s(?=(?:different|good|great|new|people|things)\b)", "a lot of "),),
    "love": ((r"\bwould\slove\s(?=(?:be|become|do|grow|have|learn|make|see|spend)\b)", "would love to "),),
    "much": ((rf"\bmuch\s(?=(?:{_PEOPLE}|things)\b)", "many "),),
    "on": ((rf"{_NO_PARTICLE}\bon\s(?={_TIME_PHRASE})", ""), (r"\bon\s(?=(?:19|20)\d\d$)", "in ")),
    "participated": ((r"\bparticipated\s(?:at|on|to)\b", "participated in"),),
    "peoples": ((r"\bpeoples\b(?!['’])", "people"),),
    "pressure": ((r"\bunder\sthe\spressure\b(?!\sof\b)", "under pressure"),),
    "since": ((rf"\bsince\s(?={_NUMBER}\s(?:years?|months?|weeks?)\b(?!\sago))", "for "),),
    "succeeded": ((r"\bsucceeded\sto" + _GERUND_OF, _gerund_after("succeeded in")),),
    "then": ((r"\b((?:more|less)\s[a-z]+)\sthen(?=\s(?:a|any|in|my|the|other|others|you)\b)", r"\1 than"),),
    "what": (
        (
            r"(?<!\bof )(?<!\babout )\b((?:an?|the)\s[a-z]+)\swhat\s"
            r"(?=(?:had|has|is|made|makes|was)\b)",
            r"\1 that ",
        ),
    ),
}
_SLIPS_WITH = MappingProxyType({word: Rewordings(table) for word, table in _SLIPS_BY_WORD.items()})
"""More slips, by a word that each contains, so that only the rules for the words of a text are applied."""


def without_slips(text: str) -> str:
    """Return a text in which everything that can only be a slip is corrected."""
    text = _SLIPS.apply(text)
    for word in dict.fromkeys(plain_words(text)):
        if (slips := _SLIPS_WITH.get(word)) is not None:
            text = slips.apply(text)
    return _AFTER_MODAL.sub(_bare_verb, _ENDS_IN_ED.sub(_irregular_past, text))


def _irregular_past(match: re.Match[str]) -> str:
    """Return "drove" for "drived"."""
    return irregular_past(match[0]) or match[0]


def _bare_verb(match: re.Match[str]) -> str:
    """Return "can help" for "can to help" and for "can helps"."""
    verb = verb_of(match["verb"].lower())
    if verb is None or not (match["to"] or verb.form is VerbForm.THIRD):
        return match[0]
    return f"{match['modal']} {verb.base}" if verb.form in (VerbForm.BASE, VerbForm.THIRD) else match[0]
