"""Facts that harm in a message to an employer: pay, visa, a mistake of one's own, somebody's trouble."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from .fragment_rewrites import Unfit

_LESSONS = (
    r"(?:the |my |your |our |a |these |those )?(?:\w+ )?"
    r"(?:class(?:es)?|courses?|training|schooling|studies|tuition|degrees?|exams?|licen[cs]es?|certifica\w+)"
)
_PAY = (
    r"\b(?:pay ?checks?"
    r"|salar(?:y|ies)|wages?|(?:more|good|better|great|enough|easy|need) money|^(?:the )?money$|money is"
    r"|paid(?! (?:for|ads?|search|media|social|campaigns?))"
    rf"|pays(?! attention| off| for {_LESSONS})|(?<!n['’]t )(?<!to )pay(?! attention| off| for {_LESSONS})"
    r"|well-paid|commissions?|compensation|differential|(?:shift|night|weekend)[ -]diff(?:s|erentials?)?"
    r"|hazard pay|overtime rate"
    r"|(?<!the )benefits(?! of)|(?:health|dental|life|vision) (?:plan|insurance)|insurance kicks in"
    r"|sign(?:ing)?[ -]on|bonus(?:es)?|pto|vacations?(?! rental| home)|\w*days? off|time off"
    r"|sick (?:days|leave)|401k|pensions?"
    r"|free (?:coffee|food|lunch(?:es)?|meals?|drinks?|gym|parking|stuff)|perks?"
    r"|(?:employee|staff) discounts?|discounts?$"
    r"|(?:exam|study|tuition|relocation|\w*care) (?:support|reimbursement|assistance|allowance)|summers? off"
    r"|(?:my|the) [\w-]+(?: \w+)? paid for"
    r"|tips(?: are|$)|visas?|sponsor(?: me|$)|sponsors me|sponsorship$"
    r"|green card|work permit)\b"
)
_NEED = (
    r"\bi(?:['’]m| am)? (?:really )?(?:need|desperate|unemployed|jobless|out of work|looking for any)"
    r"(?: for)? ?(?:a |any |this |the |some |to )?(?:job|work|income|start)?$"
    r"|\b(?:need|have no|lost my|without a|any|no) job\b|\bneed (?:the |a |some )?(?:work|income)\b"
    r"|\bunemployed\b|\bpay (?:the|my) (?:rent|bills|debts?)\b|\blaid off\b|\bgot fired\b"
    r"|\bneed (?:the |some |more )?experience$"
    r"|\bi(?:['’]m| am)? (?:search|seek|look)(?:ing)? (?:for )?(?:an? )?(?:new )?(?:job|position|work)\b"
    r"|\bneed (?:the )?money\b"
    r"|\bstepping stone\b|\bfoot in the door\b|\bon my (?:resume|cv)\b|\bhire me\b"
)
_LEAVING = (
    r"\b(?:tired|sick|fed up|bored) (?:of|with)\b|\bhate\b|\bburn(?:ed|t)[ -]?out\b"
    r"|\bget (?:away|out) (?:from|of)\b"
    r"|\bmy (?:old|last|current|present|former|previous)?\s*(?:boss|job|manager|company)"
    r" (?:is|was|are|were) (?:bad|terrible|horrible|awful|toxic|boring|mean|rude)\b"
    r"|\bmy (?:\w+ ){0,2}(?:shop|store|plant|factory|restaurant|kitchen|hotel|clinic|school|office|bank"
    r"|company|firm|employer|branch|department|team|crew|boss|manager|supervisor|job|position|contract|lease|hours|shifts?)"
    r" (?:(?:is|are|was|were|got|has been|have been|will be|is being|are being)"
    r" (?:about to |going to |finally )?"
    r"(?:clos\w+|end\w*|mov\w+|sold|leaving|retir\w+|downsiz\w+|cut\w*|shut\w*|relocat\w+|restructur\w+|over|temporary)"
    r"|end(?:s|ed)?|clos(?:es|ed)|expires?|expired|moved|shut|cut|left)\b"
    r"|\bmy (?:old|last|current|present|former|previous) (?:boss|job|manager|company|commute|place)"
    r" (?:is|was|has|had)\b"
    r"|\bneed a (?:fresh start|new start|change)\b"
    r"|\bi(?:['’]m| am) (?:so |very |really )?bor(?:ing|ed) (?:in|at|of|with)\b"
)
_ODD = (
    r"^i (?:really )?(?:love|like|enjoy)"
    r" (?:hearts|blood|bodies|teeth|feet|death|wounds|sick people|money)$"
)
_EASY = (
    r"\b(?:job|work) is easy\b|\beasy (?:job|work|hours|money)\b"
    r"|\bnot (?:too |so |very )?(?:hard|much work|stressful)\b"
)
_FAILED = (
    r"\bi (?:(?:really|kind of|sort of|totally|completely|also) )?(?:blanked|froze|messed|forgot|failed"
    r"|fumbled|stumbled|struggled|screwed|choked|panicked|rambled|botched|blew|bombed|mixed up|was late"
    r"|was nervous|was too nervous|got nervous|got stuck|could(?:n['’]t| not)|had no (?:answer|idea)"
    r"|did(?:n['’]t| not) (?:know|answer|have|do)|gave (?:a )?(?:bad|wrong))\b"
    r"|\bmy (?:bad|wrong|weak|poor) answer\b|\bmy mistake\b|\bit (?:went|was) (?:badly|bad|terrible|awful)\b"
)
_FAILED_IN_SUBSTANCE = r"(?<!said )(?<!said that )" + _FAILED.replace(
    "|forgot|", "|forgot(?! to (?:say|mention|tell|bring up))|"
)
"""A failure other than to say something, which is what is asked for here."""
_FIRED = r"\b(?:got|was|been|were) (?:fired|sacked|let go|laid off)\b"
_SORE = (
    r"\blay-?offs?\b|\blaw-?suits?\b|\b(?:was|were|got) (?:fired|laid off|let go)\b|\bbankrupt\w*"
    r"|\bshort[ -]staffed\b|\bunderstaffed\b|\bshort (?:an?|one|two|three|\d+) \w+"
    r"|\bshort of (?:people|staff)\b"
    r"|(?:^|\babout |\bdiscussed )(?:the |your |their |some |all the )*"
    r"(?:problems?|troubles?|issues|conflicts?"
    r"|complaints|difficulties) (?:\w+ )?(?:with|between|in|at|among)\b"
    r"|\bwhy (?:the |your |my )?[\w ]{0,30}(?:left|quit|leaves|quits)\b"
    r"|\blost (?:\w+ ){0,2}(?:drivers?|people|staff|nurses?|cooks?|chefs?|waiters?|employees|workers"
    r"|engineers|clients?|customers)\b"
    r"|\b\w+s (?:keep )?(?:leaving|quitting)\b"
    r"|\blost (?:\w+ ){0,3}(?:teachers|technicians|members|tenants|\w{3,}ers)\b"
    r"|\bhow (?:ridiculous|annoying|slow|broken|outdated|chaotic|messy|stupid|old|bad|dirty|boring)\b"
    r"|\bhad (?:an?|two|some) (?:\w+ )?(?:floods?|fires?|break-ins?|robbery"
    r"|accidents?|outages?|breach|recall)\b"
    r"|\b(?:is|are|was|were) (?:really |very |so )?(?:bad|terrible|awful|horrible|a mess)\b"
    r"|\bscandals?\b|\bstaff turnover\b|\bpeople (?:keep )?(?:leave|leaving|quit|quitting)\b"
)
_BAD_NEWS = r"\b(?:died|death|funeral|sick|divorce\w*|closed down|shut down|sorry|laid off)\b"
_PRIVATE = (
    r"\bmy (?:\w+ )?(?:pregnanc\w+|divorce|illness|sickness|surgery|depression|anxiety|disability|injury|age"
    r"|religion|debts?|criminal record|conviction|kids being sick)\b"
    r"|\bi(?:['’]m| am) (?:pregnant|sick|ill|divorced)\b"
)
_AT_HOME = (
    r"\bmy (?:wife|husband|partner|girlfriend|boyfriend) (?:wants|needs|works|is|has)\b"
    r"|\b(?:pick up|drop off|be (?:with|home (?:with|for)|there for)|see|spend time with)"
    r" (?:my|the) (?:\w+ )?(?:kids?|children|son|daughter|family|wife|husband|baby"
    r"|mom|dad|mother|father|parents)\b"
)
_FAMILY = (
    r"\bmy (?:\w+ )?(?:kids?|children|sons?|daughters?|husband|wife|baby|grandkids|grandchildren)\b"
    r"(?! (?:went|go|goes) (?:here|to (?:your|this)\b)"
    r"| (?:loved?|loves|attend(?:ed|s)?) (?:your|this|it here)\b)"
)
_OWN_HOURS = (
    r"\b(?:hours|schedule|shifts?|days)(?: of this job)?"
    r" (?:works?|suits?|fits?|(?:is|are) (?:better|good|great|easier|perfect))"
    r"(?: better| well| great| perfectly)?(?: for| with)? (?:me|my)\b"
    r"|\bdays,? (?:and )?not nights\b|\bneed (?:the )?(?:days?|mornings?|weekends?|nights?)\b"
)
_ABLE = (
    r"^(?:because )?i(?:['’]m| am) an? (?:fast|quick|hard|good|great) (?:learner|worker)$"
    r"|^(?:because )?i have \w+\+? years (?:of )?(?:\w+ ){0,2}experience"
)
_HEARSAY = r"^(?:because )?(?:my|a) (?:\w+ )?\w+ (?:said|told me|says|tells me)\b"
_BEREAVED = (
    r"\bmy (?:mom|dad|mother|father|wife|husband|son|daughter|brother|sister|grand\w+|parents?)"
    r" (?:died|passed|was sick|was ill|was dying)\b"
)
_WEAK = (
    r"\bcheap\b|\b(?:won['’]?t|will not|not going to|never) quit\b"
    r"|\bbut (?:not|never|slow|late|bad)\b|\bno experience\b"
)
_ABOUT_WELL = "Tell them only what went well. What did you do?"
_ONLY_THE_ANSWER = (
    "Leave out how it went. Give only the better answer, such as “I have used this system for two years”."
)

_HARM: Mapping[str, Sequence[tuple[str, Sequence[str]]]] = MappingProxyType(
    {
        "interest": (
            ("Say what draws you to this job, not what you want to leave behind.", (_LEAVING,)),
            (
                "That is a good reason, but leave money, benefits and visas out of this message."
                " What do you like about the work or the people?",
                (_PAY, r"\bovertime\b|\bcompany (?:van|car|phone)\b"),
            ),
            ("That says that you need a job. What do you like about this one?", (_NEED,)),
            ("That says what you can do. What draws you to this job?", (_ABLE,)),
            ("Say what you like about it yourself, such as “the team is small”.", (_HEARSAY,)),
            ("That sounds as if you wanted to do little. What do you like about the work?", (_EASY,)),
            ("Say what about that work you like, such as “I like caring for heart patients”.", (_ODD,)),
            (
                "That is private. What do you like about the work or the people?",
                (_PRIVATE, _AT_HOME, _FAMILY),
            ),
            ("That is about your own week. What do you like about the work or the people?", (_OWN_HOURS,)),
        ),
        "discussed": (
            ("Leave out how it went. What was the topic?", (_FAILED,)),
            (
                "Leave that out of this message. What else did you talk about, something in the work itself?",
                (_PAY, _PRIVATE),
            ),
            ("That may be a sore point for them. Did you also talk about something else?", (_SORE,)),
        ),
        "example": (
            (_ABOUT_WELL, (_FAILED, _FIRED)),
            ("Leave out what is private, and tell only what you did at work.", (_BEREAVED,)),
        ),
        "better_answer": ((_ONLY_THE_ANSWER, (_FAILED_IN_SUBSTANCE, _FIRED)),),
        "strength": (
            (
                "Name a strength only, such as “stays calm” or “is good with people”.",
                (_NEED, _PRIVATE, _WEAK),
            ),
        ),
        "news": (("Congratulations are for good news only. What is it?", (_SORE, _BAD_NEWS)),),
    }
)


def refuse_harm(fact: str, text: str) -> None:
    """Refuse what would harm the candidate in a message.

    Raises:
        Unfit: With the reason to show; nothing is raised for what is harmless.
    """
    for reason, patterns in _HARM.get(fact, ()):
        if any(re.search(pattern, text, re.IGNORECASE) for pattern in patterns):
            raise Unfit(reason)
