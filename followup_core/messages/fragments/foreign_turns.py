"""Turns of other languages in English words, mended where one thing can be meant: "near of my house"."""

import re

from .fragment_times import MONTHS
from .fragment_words import DETERMINERS
from .indefinite_article import indefinite_article
from .joined_words import COUNTED
from .lazy_pattern import Rewordings
from .noun_countability import is_singular_count_noun
from .verb_forms import VerbForm, gerund, participle, past, third_person, verb_of


def _present(match: re.Match[str]) -> str:
    """Return "did" for "have done" in "I have done it in 2019": the perfect takes no time of the past."""
    verb = verb_of(match["verb"].lower())
    return f"I {match['verb']} " if verb is not None and verb.form is VerbForm.PAST else match[0]


def _never_before(match: re.Match[str]) -> str:
    """Return "who had never driven before" for "who never drive before"."""
    return f"who had never {participle(match[1].lower())} before"


def _of_doing(match: re.Match[str]) -> str:
    verb = verb_of(match[2].lower())
    return (
        f"{match[1]} of {gerund(verb.base)}" if verb is not None and verb.form is VerbForm.BASE else match[0]
    )


def _have_done(match: re.Match[str]) -> str:
    """Return "I have worked with it for 8 years" for "since 8 years I work with it"."""
    verb = verb_of(match[3].lower())
    if verb is None or verb.form not in (VerbForm.BASE, VerbForm.GERUND):
        return match[0]
    done = f"been {gerund(verb.base)}" if verb.form is VerbForm.GERUND else participle(verb.base)
    return f"I have {done} {match[4]} for {match[1]} {match[2]}"


def _who_did(match: re.Match[str]) -> str:
    """Return "was the one who handled" for "was the one who handle"."""
    verb = verb_of(match[2].lower())
    is_base = verb is not None and verb.form is VerbForm.BASE and past(verb.base) != verb.base
    return f"{match[1]} {past(verb.base)}" if verb is not None and is_base else match[0]


def _did_without_have(match: re.Match[str]) -> str:
    """Return "did" for "have did", whose participle would be "done"."""
    verb = verb_of(match[2].lower())
    is_only_past = (
        verb is not None and verb.form is VerbForm.PAST and participle(verb.base) != match[2].lower()
    )
    return f"{match[1] or ''}{match[2]}" if is_only_past else match[0]


def _to_do(match: re.Match[str]) -> str:
    """Return "able to work" for "able to working"."""
    verb = verb_of(match[2].lower())
    return f"{match[1]} to {verb.base}" if verb is not None and verb.form is VerbForm.GERUND else match[0]


def _had(word: str) -> str:
    return {"was": "had", "were": "had", "is": "has"}.get(word.lower(), "have")


def _care(ending: str) -> str:
    return {"e": "care about ", "es": "cares about ", "ing": "caring about "}[ending]


def _adverb(word: str) -> str:
    if word == "fast":
        return word
    return (
        f"{word[:-2]}ly" if word.endswith("le") else f"{word[:-1]}ily" if word.endswith("y") else f"{word}ly"
    )


def _attend(word: str) -> str:
    return {"assist": "attend ", "assists": "attends ", "assisted": "attended "}.get(
        word.lower(), "attending "
    )


def _direct(match: re.Match[str]) -> str:
    return match[0] if match[1].lower().startswith("discuss") else f"{match[1]} "


def _the_whole(match: re.Match[str]) -> str:
    """Return "of the whole reception" for "of whole reception"."""
    before, noun = match[1].lower(), match[3].lower()
    has_article = before in DETERMINERS or before.endswith(("'s", "ly")) or before in ("as", "more", "very")
    is_one = is_singular_count_noun(noun) or (match[2].lower() != "complete" and not noun.endswith("s"))
    return match[0] if has_article or not is_one else f"{match[1]} the {match[2]} {match[3]}"


def _several_are(match: re.Match[str]) -> str:
    """Return "the rooms are clean" for "the rooms is clean"."""
    return f"{match[1]} {match[2]}s are " if is_singular_count_noun(match[2]) else match[0]


def _interested(match: re.Match[str]) -> str:
    """Return "am very interested in working" for "am very interest to work"."""
    before = f"{match['be']} {match['how'] or ''}"
    if match["by"] in ("in", "about", "by"):
        return f"{before}{'interested in' if match['by'] == 'in' else 'excited about'} "
    verb = verb_of((match["verb"] or "").lower())
    if verb is None or verb.form is not VerbForm.BASE:
        return match[0]
    if match["what"].lower().startswith("interest"):
        return f"{before}interested in {gerund(verb.base)}"
    return f"{before}excited to {match['verb']}"


_TURNS = Rewordings(
    (
        (
            r"\b(?P<be>i am|i['’]m|i was) (?P<how>(?:very|really|so|also|quite|always|highly) )?"
            r"(?P<what>interest|interesting|interested|exciting) (?:(?P<by>in|about|by) |to (?P<verb>\w+)\b)",
            _interested,
        ),
        (r"\bpassionated (?:about|for|of|by|in) ", "passionate about "),
        (
            rf"\bduring (?=(?:about |over |almost |more than )?(?:{COUNTED})"
            r" (?:years?|months?|weeks?|days?|hours?)\b)",
            "for ",
        ),
        (r"\bin campus\b", "on campus"),
        (r"\b(at|behind) (?=(?:cash )?(?:register|counter)(?:$|,| with\b| and\b| for\b))", r"\1 the "),
        (
            r"(?:^|(?<=\band )|(?<=\bbecause )|(?<=, ))((?:the |your )?(?:people|children|kids"
            r"|patients|guests|customers|residents|students|colleagues|coworkers)) (is|was) (?=[a-z])",
            lambda match: f"{match[1]} {'are' if match[2] == 'is' else 'were'} ",
        ),
        (r"(?:^|(?<=\band )|(?<=\bbecause )|(?<=, ))(the|your) ([a-z]+)s is (?=[a-z])", _several_are),
        (
            r"\b([\w']{1,30}) (whole|entire|complete) (?!grain\b|wheat\b|milk\b|foods\b|blood\b)([a-z]+)\b",
            _the_whole,
        ),
        (r"\b((?:was|were) (?:the )?(?:one|person|only one) (?:who|that)) (\w+)\b", _who_did),
        (
            r"\b(i )?(?:have|had|has) (did|went|came|saw|took|wrote|drove|began|ran|gave|spoke|knew|chose"
            r"|grew)\b",
            _did_without_have,
        ),
        (
            r"\b(worked|(?:last|previous|old|former) (?:job|position|role) was) in "
            r"(?=(?:(?-i:[A-Z])[\w.]+ ){1,4}"
            r"(?:Bank|Center|Clinic|College|Company|Hospital|Hotel|School|University)\b)",
            r"\1 at ",
        ),
        (
            r"\b(am|is|are|was|were) having (?=(?:a lot of |more than |over )?(?:\d+|good|great|strong"
            r"|excellent|the|experience|knowledge|skills?|two|three|four|five|six|seven|eight|ten|many|several)\b)",
            lambda match: f"{_had(match[1])} ",
        ),
        (r"^(?:must|should|has to|have to) be (?=\w)", "is "),
        (r"^(?:must|should|has to|have to|needs to|need to) have (?=\w)", "has "),
        (r"\balot\b", "a lot"),
        (r"\b(customer|client|guest|patient)s?'? complains\b", r"\1 complaints"),
        (r"\b(managed|handled|oversaw|ran|had) (?=\$?\d[\d,.]*[kKmM]? budget\b)", r"\1 a "),
        (r"\bnear (?=(?:bus|train|subway|metro) (?:line|stop|station)\b)", "near the "),
        (r"\bresponsible about\b", "responsible for"),
        (r"\bhow is working (the \w+)\b", r"how \1 works"),
        (r"\b(able|ready|willing) to (\w+ing)\b", _to_do),
        (r"\bin (?:the )?field of (?:the )?(?=[a-z]+$)", "in the field of "),
        (
            r"\b(with|for|to|on|at) (child|patient|kid|guest|client|customer) (?=(?:until|when"
            r"|while|if|who)\b)",
            r"\1 a \2 ",
        ),
        (r"\b(?:is |am |are )?(vast) in\b", lambda match: match[0].replace(match[1], "well versed")),
        (
            r", (?:a )?(group|team|class|crew|staff)s? of (?=\d+ (?!(?:years?|months?|weeks?)\b)\w+$)",
            r" with a \1 of ",
        ),
        (r"\b(to|with|for|by|under) (?=(?-i:CEO|CFO|COO|CTO|CIO|GM|MD|DON)\b)", r"\1 the "),
        (
            r"\bhow long (you|they) (?:are|is) (?=(?:in|with|at|here|doing|working)\b)",
            r"how long \1 have been ",
        ),
        (
            r"\b(negotiates?|works?|communicates?|deals?|cooperates?|copes?|collaborates?"
            r"|interacts?) good (?=with\b)",
            r"\1 well ",
        ),
        (r"\b(tak(?:e|es|ing|en)|took) ((?:\w+ ){1,2}?)serious(?=$|[,.]| and\b)", r"\1 \2seriously"),
        (
            r"\bwho (?:have )?never (drive|use|work|see|do|cook|teach)s? before\b",
            _never_before,
        ),
        (r"\b(reach|enter|discuss)(ed|es|ing)? (?:to|about|into) (?=the\b|a\b|my\b|your\b)", r"\1\2 "),
        (r"\bin (?=the (?:night|day|evening|morning) shift\b)", "on "),
        (r"\battention to details\b", lambda match: match[0][:-1]),
        (r"\b(when|if|where) is (needed|necessary|required|possible)\b", r"\1 \2"),
        (r"\bat nights and (?:at |on )?weekends\b", "nights and weekends"),
        (
            r"\b(from|in|to|for) (gulf|netherlands|philippines|emirates)\b",
            lambda match: f"{match[1]} the {match[2].capitalize()}",
        ),
        (
            r"\bi (interested|excited|motivated|passionate|curious|fascinated|proud) (?=in"
            r"|about|by|to|of)",
            r"I am \1 ",
        ),
        (r"\bthe (?=(?-i:Chef|Dr|Mr|Mrs|Ms|Doctor|Professor)\.? (?-i:[A-Z]))", ""),
        (
            r"\b(worked|work|job|served|working|started|experience) as (?!an?\b|the\b)((?:\w+"
            r" )?(?:teacher|tutor|translator|interpreter|nurse|cook|chef"
            r"|driver|cashier|waiter|waitress|receptionist|assistant|manager|accountant"
            r"|engineer|clerk|guard|technician|electrician"
            r"|mechanic|instructor|coach|barista|intern|trainee|apprentice|volunteer"
            r"|supervisor|consultant))\b",
            lambda match: f"{match[1]} as {indefinite_article(match[2])} {match[2]}",
        ),
        (r"\bits (?=(?:walking|within|right|just|always|never|nice|hard|fun|all|still|already)\b)", "it's "),
        (r"\btak(es?|ing) long to\b", r"tak\1 a long time to"),
        (r"\bindependent working\b", "works independently"),
        (r"\b(?:good|strong|calm) (?:in|with|at) stress(?:ful situations)?\b", "calm under stress"),
        (
            r"\bforeigners? (?=couples|guests|customers|clients|students|patients|people|languages)",
            "foreign ",
        ),
        (r"\bin last (year|month|week|summer|winter|season)\b", r"last \1"),
        (
            r"^i (love|like|enjoy) the (weddings|animals|cars|numbers|computers|trucks"
            r"|machines|plants|flowers|books|languages|events|nature)$",
            r"I \1 \2",
        ),
        (r"\b(dream(?:ed|t)?) to (\w+)\b", _of_doing),
        (
            r"\bmake (a|the|an) (trial (?:day|shift)|internship|apprenticeship|training|test day)\b",
            r"do \1 \2",
        ),
        (
            r"\bmade (a|the) ((?:\w+ )?(?:course|class|lessons?|workshop)) (?=for (?:\d|the|my"
            r"|new|young|kids|students))",
            r"taught \1 \2 ",
        ),
        (
            r"\bmak(e|es|ing) the planning (?:for|of) ",
            lambda match: {"e": "plan ", "es": "plans ", "ing": "planning "}[match[1]],
        ),
        (rf"^(?:since|for) ({COUNTED}) (years|months),? i (?:am )?(\w+) (.+)$", _have_done),
        (
            r"^(the|this|your) (job|role|company|work|position|school|hospital|clinic|place"
            r"|project|product) (combine|give|have|need|bring|make"
            r"|connect|include|let|mean|require|take|grow|fit|use|allow)\b(?= )",
            lambda match: f"{match[1]} {match[2]} {third_person(match[3])}",
        ),
        (
            r"\b(the|your) (company|hospital|school|clinic|team|firm|hotel|restaurant|store|job|place)"
            r" have (?=(?:an? )?(?:bad|big|clear|fair|friendly|good|great|high|long|low|nice|strong|very)\b)",
            r"\1 \2 has ",
        ),
        (
            r"\b(mak(?:e|es|ing)) decision(?=$|[,.;]| (?:fast|quickly|together|well|and|in)\b)",
            r"\1 decisions",
        ),
        (
            r"\b(like|love|enjoy|appreciate|admire) very much (?=(?:the|your|how|that|working|to)\b)",
            r"really \1 ",
        ),
        (
            rf"\bthe (\d{{1,2}}) of ({'|'.join(MONTHS.values())})\b",
            r"\2 \1",
        ),
        (r"\ball the (day|morning|afternoon|evening|night)(?=$|[,.;]| (?:and|or|on)\b)", r"all \1"),
        (r"\ball (?:the )?days (?=(?:after|before|from|until|at)\b)", "every day "),
        (r"\bnear (?:of|to) (?=my\b|the\b|our\b|where\b)", "near "),
        (r"\bclose (?:of|from) (?=my\b|the\b|our\b)", "close to "),
        (r"\brain season\b", "rainy season"),
        (
            r"\btak(e|es|ing) care for (?=safety|quality|details?|cleanliness|hygiene)",
            lambda match: _care(match[1]),
        ),
        (r"\b(takes?|taking|took) care for\b", r"\1 care of"),
        (
            r"\b(works?|working|worked|acts?|thinks?|lives?) (independent|careful|precise"
            r"|accurate|quiet|efficient|safe|autonomous"
            r"|professional|responsible)(?: and (clean|precise|careful|fast|quiet|safe|tidy"
            r"|efficient))?(?=$|[,.;]| (?:and|in|under|with|on|at|when|even)\b)",
            lambda match: (
                f"{match[1]} {_adverb(match[2])}" + (f" and {_adverb(match[3])}" if match[3] else "")
            ),
        ),
        (
            r"\b(know|knows|speak|speaks|cook|cooks|sell|sells|drive|drives|write|writes"
            r"|understand|understands)((?: \w+){0,2}) good(?=$|[,.;]| and\b)",
            r"\1\2 well",
        ),
        (
            r"\b(speaks?|write|writes|understands?) (?:a )?good (english|spanish|german|french"
            r"|polish|portuguese|arabic|hindi|mandarin)\b",
            lambda match: f"{match[1]} good {match[2].capitalize()}",
        ),
        (r"\bwithout (accident|absence|incident|injury)(?=$|[,.;]| and\b| in\b)", r"without an \1"),
        (r"\b(?:in|at) my last work\b", "in my last job"),
        (r"\b(?:in|during) (?:the )?last year i\b", "last year I"),
        (r"^in last year,? ", "last year "),
        (r"\b(i|we|you|they) (makes?|made|do|does|did) the control of\b", r"\1 control"),
        (r"\bmakes the quality control of\b", "controls the quality of"),
        (r"\b(?:make|do) the quality control of\b", "control the quality of"),
        (
            r"\bmade (?:a|the) (training|course|internship|apprenticeship|certification|degree"
            r"|workshop)\b",
            r"did the \1",
        ),
        (r"\bmade (experience|experiences) (?=in|with)", "gained experience "),
        (
            r"\b(?:make|made|making) (?:a |some )?(?:photos|pictures|photo|picture) of\b",
            lambda match: ("took" if match[0].startswith("made") else "take") + " pictures of",
        ),
        (r"\bmake (?:a )?(?:party|parties)\b", "throw parties"),
        (r"\b(the )?informations\b", r"\1information"),
        (r"\b(the )?equipments\b", r"\1equipment"),
        (r"\b(the )?(?:feedbacks)\b", r"\1feedback"),
        (r"\b(the )?(?:softwares)\b", r"\1software"),
        (r"\b(the )?(?:furnitures)\b", r"\1furniture"),
        (r"\b(the )?(?:knowledges)\b", r"\1knowledge"),
        (r"\bworking (clothes|shoes|boots|gloves)\b", r"work \1"),
        (r"\bworking (?:place|places)\b", "workplace"),
        (r"\b(participat(?:e|es|ed|ing)) (?:on|at|to) ", r"\1 in "),
        (r"\b(interested) (?:on|for|about|to) (?=learning|working|the|your|this|\w+ing\b)", r"\1 in "),
        (r"\b(explain(?:s|ed|ing)?) (me|us|them|customers|people) (?=how|the|what|why)", r"\1 to \2 "),
        (
            r"\b(listen(?:s|ed|ing)?) (?=(?:people|customers|patients|clients|guests|students"
            r"|others|the|my)\b)",
            r"\1 to ",
        ),
        (r"\b(enter(?:s|ed|ing)?) (?:in|into) (?=the (?:room|building|kitchen|company|market))", r"\1 "),
        (r"\b(responsible|famous|known|prepared) of\b", r"\1 for"),
        (
            rf"\b((?:have|has|had|been)\b[^.]{{0,40}}?) since ({COUNTED}) (years|months|weeks"
            rf"|days)\b(?!')",
            r"\1 for \2 \3",
        ),
        (r"\b(\d+|two|three|four|five|six|eight|ten) years (?:long|already)(?=$|[,.;])", r"\1 years"),
        (r"\bfrom the (morning|evening) to the (night|evening|morning)\b", r"from \1 to \2"),
        (
            r"\bin (monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?=$|[,.;]| and\b"
            r"| morning| afternoon)",
            lambda match: f"on {match[1].capitalize()}",
        ),
        (
            r"\b(assist(?:s|ed|ing)?) (?:in|to) (?:the )?(?=(?:meetings?|courses?|conferences?|classes)\b)",
            lambda match: _attend(match[1]),
        ),
        (
            r"\bsucceed(ed|s|ing)? to (\w+)\b",
            lambda match: f"managed to {match[2]}" if match[1] == "ed" else match[0],
        ),
        (
            r"\b(discuss(?:ed|es|ing)?|contact(?:ed|ing)|answer(?:ed|s|ing)?) (?:with|to)"
            r" (?=(?:customers|clients|patients|guests|suppliers"
            r"|parents|students|calls|emails|phones|the phone)\b)",
            _direct,
        ),
        (r"\bi am agree\b", "I agree"),
        (
            r"\bi have (?P<verb>\w+) (?=(?:[\w']+ ){1,8}?(?:in (?:19|20)\d\d|last (?:year"
            r"|month|week|summer|winter)|(?:\w+ ){0,2}ago"
            r"|before (?:it|he|she|they|the|anyone|we|i)\b))",
            _present,
        ),
        (
            r"\b(i )?was working (?=(?:for )?(?:\d+|two|three|four|five|six|seven|eight|ten)"
            r" (?:years|months)\b)",
            lambda match: f"{match[1] or ''}worked ",
        ),
        (
            r"\b(worked|drove|taught|cooked|served|volunteered|sailed|flew) (\d+|two|three"
            r"|four|five|six|seven|eight|nine|ten|twelve) (years|months) (?=(?:on|in|at|as"
            r"|with|without)\b)",
            r"\1 for \2 \3 ",
        ),
        (
            r"\b(?:i am|i was|was) (?:a |the )?leader of (?:a |the )?team (?:of|with) (\d+"
            r"|\w+)(?: people| persons)?\b",
            r"led a team of \1",
        ),
        (r"\b(?:i )?am (?:a |the )?leader of (?:a |the )?team\b", "led a team"),
        (r"\bteam of (\d+|two|three|four|five|six|seven|eight|ten) (?:persons)\b", r"team of \1 people"),
    )
)


def without_foreign_turns(text: str) -> str:
    """Return a text in which each such turn is as an American would say it."""
    return _TURNS.apply(text)
