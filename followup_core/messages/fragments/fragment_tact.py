"""Refuses facts that would harm the candidate: pay, private life, their own failure, a sore point.

Also replaces words that are meant kindly but don't sound so: `with_tact`.
"""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from .fragment_rewrites import Unfit
from .lazy_pattern import LazyPattern, Rewordings


def _pattern_of_any(*patterns: str) -> LazyPattern:
    return LazyPattern("|".join(patterns), re.IGNORECASE)


_RELATIVES_OF_MINE = (
    r"my (?:\w+ )?(?:kids?|children|sons?|daughters?|husband|wife|partner|girlfriend|boyfriend|baby"
    r"|grandkids|grandchildren)"
)
_PAY = (
    r"\b(?:pay ?checks?|salar(?:y|ies)|wages?|(?:more|good|better|great|enough|easy|need|the) money"
    r"|^money$|paid(?! (?:attention|for|ads?|search|media|social|campaigns?))|pays(?! attention| off| for)"
    r"|(?<!n['’]t )(?<!to )pay(?! attention| off| for| late)|commissions?|compensation"
    r"|(?<!the )benefits(?! of)|good benefit"
    r"|(?:health|dental|life|vision) insurance|^(?:the )?insurance$|bonus(?:es)?|pto"
    r"|vacations?(?! rental| home)|\w*days? off|time off|summers? off|sick (?:days|leave)|401k|pensions?"
    r"|perks?"
    r"|(?:employee|staff) discounts?|free (?:coffee|food|lunch(?:es)?|meals?|parking)|tips(?: are|$)"
    r"|visas?|sponsor(?:s? me|ship)?$|sponsors? me|green card|work permit)\b"
)
_NEED = (
    r"\bi(?:['’]m| am)? (?:really )?(?:need|desperate|unemployed|jobless|out of work)"
    r"(?: for)? ?(?:an? |any |this |the |some |to )?(?:job|work|income|money)?$"
    r"|\b(?:need|have no|lost my|without a|any) job\b|\bneed (?:the |some )?(?:money|experience)$"
    r"|\bunemployed\b"
    r"|\bpay (?:the|my) (?:rent|bills|debts?)\b|\blaid off\b|\bgot fired\b|\bstepping stone\b"
    r"|\bfoot in the door\b|\bon my (?:resume|cv)\b|\bhire me\b"
    r"|\bi(?:['’]m| am)? (?:search|seek|look)(?:ing)? (?:for )?(?:an? )?(?:new )?(?:job|position|work)\b"
)
_LEAVING = (
    r"^(?:(?:a|my) )?(?:career change|change of (?:career|scenery))$"
    r"|\b(?:tired|sick|fed up|bored) (?:of|with)\b|\bhate\b|\bneed a (?:fresh start|change)\b|\bburn(?:ed"
    r"|t)[ -]?out\b"
    r"|\bmy (?:old|last|current|present|former|previous)\s+(?:\w+ )?"
    r"(?:boss|job|manager|company|commute|place|shop|employer|contract) (?:is|was|are|were|has|had|end\w*"
    r"|clos\w+)\b"
    r"|\bmy (?:\w+ )?(?:company|store|plant|restaurant|contract|job|hours|shifts?|boss|manager)"
    r" (?:(?:is|are|was|were|got) (?:bad|terrible|awful|toxic|boring|rude|clos\w+|end\w*|sold|leaving|cut\w*"
    r"|over)"
    r"|end(?:s|ed)?|clos(?:es|ed)|expire[sd])\b"
)
_FAILED = (
    r"\bi (?:(?:really|kind of|sort of|totally|completely) )?(?:blanked|froze|messed|forgot(?! to (?:say"
    r"|mention"
    r"|tell|bring up))|failed|fumbled|stumbled|struggled|screwed|choked|panicked|rambled|bombed|mixed up"
    r"|was (?:late|nervous)|got (?:nervous|stuck)|could(?:n['’]t| not)|had no (?:answer|idea)"
    r"|did(?:n['’]t| not) (?:know|answer|have|do)|gave (?:a )?(?:bad|wrong))\b"
    r"|\bmy (?:bad|wrong|weak|poor) answer\b|\bmy mistake\b|\bit (?:went|was) (?:badly|bad|terrible|awful)\b"
)
_FIRED = r"\b(?:got|was|been|were) (?:fired|sacked|let go|laid off)\b"
_SORE_POINTS = (
    r"^(?:(?:the|your|their|all|recent) )*(?:(?:budget|funding|job|staff(?:ing)?|spending) cuts?|cut-?backs?"
    r"|(?:hiring|budget) freeze|(?:driver|labor|nurs(?:e|ing)|staff(?:ing)?|teacher) shortages?|down-?sizing"
    r"|(?:(?:driver|employee|high|nurse|staff|teacher) )?turnover|(?:staff )?burn-?out"
    r"|(?:branch|clinic|office|plant|school|site|store|ward) closures?)$"
    r"|^(?:so|too) (?:many|much)\b"
    r"|\blay-?offs?\b|\blaw-?suits?\b|\bbankrupt\w*|\bscandals?\b|\bturnover of staff\b|\bstaff turnover\b"
    r"|\b(?:short[ -]staffed|understaffed)\b|\bshort (?:an?|one|two|three|\d+) \w+|\bshort of (?:people"
    r"|staff)\b"
    r"|(?:^|\babout )(?:the |your |their |some |all the )*(?:problems?|troubles?|issues|conflicts?"
    r"|complaints)"
    r" (?:\w+ )?(?:with|between|in|at|among)\b"
    r"|\bwhy (?:the |your |my )?[\w ]{0,30}(?:left|quits?|leaves)\b|\b\w+s (?:keep )?(?:leaving|quitting)\b"
    r"|\bpeople (?:leave|quit)\b"
    r"|\byou lost (?:\w+ ){0,3}(?:people|staff|\w{3,}s)\b"
    r"|\bhow (?:ridiculous|annoying|broken|outdated|chaotic|messy|stupid|old|bad|dirty|boring)\b"
    r"|\b(?:is|are|was|were) (?:really |very |so )?(?:bad|terrible|awful|horrible|a mess)\b(?! \w+s\b)"
)
_PRIVATE = (
    r"\bmy (?:\w+ )?(?:pregnanc\w+|divorce|illness|sickness|surgery|depression|anxiety|disability|injury"
    r"|religion|debts?|criminal record|conviction)\b|\b(?:at )?my age$|\bi(?:['’]m| am) (?:pregnant|sick|ill"
    r"|divorced)\b"
)
_AT_HOME = (
    rf"\b{_RELATIVES_OF_MINE}\b(?! (?:went|go|goes) (?:here|to (?:your|this)\b)"
    r"| (?:loved?|loves|attend(?:ed|s)?) (?:your|this|it here)\b)"
    r"|\b(?:pick up|drop off|be home (?:with|for)|spend time with)"
    r" (?:my|the) (?:\w+ )?(?:kids?|children|family|mom|dad|mother|father|parents)\b"
)
_OWN_HOURS = (
    r"\b(?:hours|schedule|shifts?|days) (?:works?|suits?|fits?|(?:is|are) (?:better|good|great|easier"
    r"|perfect))"
    r"(?: better| well| great)?(?: for| with)? (?:me|my)\b|\bso (?:that )?i can (?:study|go to class)\b"
    r"|\b(?:home time|time (?:at home|for (?:my |the )?(?:family|kids)))\b"
    r"|\b\d days? (?:at|from|in the)? ?(?:home|office)\b"
    r"|\bneed (?:the )?(?:days?|mornings?|weekends?|nights?)\b"
    r"|^(?:free )?(?:evenings?|holidays?|nights?|weekends?)(?: and (?:evenings?|holidays?|nights?"
    r"|weekends?))?(?: off| free)?$"
)
_EASY = (
    r"\b(?:job|work) is easy\b|\beasy (?:job|work|hours)\b"
    r"|\bnot (?:too |so |very )?(?:hard|much work|stressful)\b"
)
_ABILITIES = r"^i(?:['’]m| am) an? (?:fast|quick|hard|good|great) (?:learner|worker)$|^i have \w+\+? years"
_OF_ANY_JOB = (
    r"^(?:(?:it|this|you|they)(?:['’](?:s|re)| is| are| seems?| looks?| would be)? (?:like )?)?"
    r"(?:(?:an?|the|my|such|very|really) )*(?:(?:good|great|nice|best|big|cool|amazing|interesting|dream"
    r"|first|new) ?)+"
    r"(?:company|place|job|employer|opportunity|position|firm|role|future|commute)?(?: to work(?: for"
    r"| at)?)?$"
    r"|^(?:good|great|nice) (?:company|job|pay|people|place|team)"
    r"(?:,| and|) (?:good|great|nice) (?:company|job|pay|people|place|team)$"
    r"|^i (?:really )?(?:believe in|care about|enjoy|like|love|need|want)"
    r" (?:it|this|that|(?:the|this) (?:job|place|position|role))"
    r"(?: here| there)?(?: (?:a lot|so much|very much))?$"
    r"|^(?:hours|kids|(?:a )?promotions?)$|^(?:(?:it(?:['’]s| is) )?not boring)$|^better future$"
)
_BEREAVED = (
    r"\bmy (?:\w+ )?(?:mom|dad|mother|father|wife|husband|son|daughter|brother|sister)"
    r" (?:died|passed|was dying)\b"
)
_NO_REAL_STRENGTHS = (
    r"\bcheap labor\b|\b(?:won['’]?t|will not|not going to|never) quit\b"
    r"|\bbut (?:slow|late|bad)\b|\bno experience\b"
)
_BAD_NEWS = r"\b(?:died|death|funeral|sick|divorce\w*|closed down|shut down|sorry|laid off)\b"

_WHAT_DRAWS_YOU = "What do you like about the work or the people?"
_HARM: Mapping[str, Sequence[tuple[str, LazyPattern]]] = MappingProxyType(
    {
        "interest": (
            ("Say what draws you to this job, not what you want to leave behind.", _pattern_of_any(_LEAVING)),
            (
                f"That is a good reason, but leave money, benefits and visas out of this message."
                f" {_WHAT_DRAWS_YOU}",
                _pattern_of_any(_PAY, r"\bovertime\b"),
            ),
            ("That says that you need a job. What do you like about this one?", _pattern_of_any(_NEED)),
            ("That says what you can do. What draws you to this job?", _pattern_of_any(_ABILITIES)),
            (
                "That sounds as if you wanted to do little. What do you like about the work?",
                _pattern_of_any(_EASY),
            ),
            (
                "Anybody could say that of any job. What is good about it, such as “the team is small”?",
                _pattern_of_any(_OF_ANY_JOB),
            ),
            (f"That is private. {_WHAT_DRAWS_YOU}", _pattern_of_any(_PRIVATE, _AT_HOME)),
            (f"That is about your own week. {_WHAT_DRAWS_YOU}", _pattern_of_any(_OWN_HOURS)),
        ),
        "discussed": (
            ("Leave out how it went. What was the topic?", _pattern_of_any(_FAILED)),
            (
                "Leave that out of this message. What else did you talk about, something in the work itself?",
                _pattern_of_any(_PAY, _PRIVATE),
            ),
            (
                "That may be a sore point for them. Did you also talk about something else?",
                _pattern_of_any(_SORE_POINTS, _FIRED),
            ),
        ),
        "example": (
            ("Tell them only what went well. What did you do?", _pattern_of_any(_FAILED, _FIRED)),
            ("Leave out what is private, and tell only what you did at work.", _pattern_of_any(_BEREAVED)),
        ),
        "better_answer": (
            (
                "Leave out how it went. Give only the better answer, such as “I have used this system for"
                " two years”.",
                _pattern_of_any(_FAILED, _FIRED, r"^i (?:said|told \w+|answered) (?:no\b|(?:that )?i )"),
            ),
        ),
        "strength": (
            (
                "Name a strength only, such as “stays calm” or “is good with people”.",
                _pattern_of_any(_NEED, _PRIVATE, _NO_REAL_STRENGTHS),
            ),
        ),
        "news": (
            ("Congratulations are for good news only. What is it?", _pattern_of_any(_SORE_POINTS, _BAD_NEWS)),
        ),
    }
)


_KINDER_WORDS = Rewordings(
    (
        (r"\byou guys\b", "you"),
        (r"(?<!year )(?<!year-)(?<!years )\bold\s(people|folks)\b", r"older \1"),
    )
)
"""Words for people that sound ruder in English than in the languages they come from."""


def with_tact(text: str) -> str:
    """Return a text with kinder words for people: "older people" for "old people"."""
    return _KINDER_WORDS.apply(text)


def refuse_harm(fact: str, text: str) -> None:
    """Refuse a text that would harm the candidate in a message.

    Raises:
        Unfit: The text is harmful; the error's message is the reason to show.
    """
    for reason, pattern in _HARM.get(fact, ()):
        if pattern.search(text):
            raise Unfit(reason)
