"""Words that belong together, and measures: "a 90 page thesis", "12 hr shifts", "my kids school"."""

import re

from .lazy_pattern import Rewordings

COUNTED = r"(?:\d+|two|three|four|five|six|seven|eight|ten|twelve)"
"""A number, in digits or as a word."""


def _owning(word: str) -> str:
    return "s'" if word in ("kid", "parent", "friend") else "'s"


def _singular_old(match: re.Match[str]) -> str:
    return f"{match[1]}-{match[2].lower().removesuffix('s')}-old "


_TURNS = Rewordings(
    (
        # hours, minutes and measures
        (rf"\b({COUNTED}) ?hrs?\b(?= shifts?\b)", r"\1-hour"),
        (r"\b(\d+) ?hrs?\b", r"\1 hours"),
        (r"\b(\d+) ?mos?(?=$|[,.;]| (?:of|in|at|as|on|with|for)\b)", r"\1 months"),
        (r"\b(years?|months?) experience\b", r"\1 of experience"),
        (r"\b(\d+ 1/2) year\b", r"\1 years"),
        (
            r"\b([2-5]) ?(?:\*+|stars?) (?=(?:hotels?|resorts?|restaurants?|property|properties|hostels?)\b)",
            r"\1-star ",
        ),
        (r"\b(\d+\+?)(?:yrs?|years?)\b", r"\1 years"),
        (r"\b(\d+\+?)(days|weeks|months|minutes|hours)\b", r"\1 \2"),
        (r"\b(\d+|few|several) ?mins?\b", r"\1 minutes"),
        (
            rf"\b(an?|the|my|our|your) ({COUNTED}) (hour|day|week|month|year|page"
            rf"|bed|person|seat|unit|room|step"
            r"|minute|acre|mile|man|ton|story|part|point) (?=(?-i:[a-z]))(?!(?:we|you|they"
            r"|it|that|which|who|they|is|are|was|and|or|to|at|on|with|for|from|since|when"
            r"|because)\b)(?!of\b|ago\b|old\b|later\b|before\b|after\b|in\b)",
            lambda match: f"{match[1]} {match[2]}-{match[3].lower()} ",
        ),
        (r"\b(\d+) (day|hour) (?=(?:work)?(?:weeks?|shifts?|workweeks?)\b)", r"\1-\2 "),
        (rf"\b(with|had|has|have) ({COUNTED}) hours overlap\b", r"\1 a \2-hour overlap"),
        (
            r"\b(\d+)[ -](years?|months?|weeks?|days?)[ -]old (?=\w)(?!(?:and|but|in|or|when)\b)",
            _singular_old,
        ),
        # two words that are one, or that describe a third one
        (
            r"\bself (starters?|confident|sufficient|reliant|aware|organi[sz]ed|paced|service"
            r"|directed)\b",
            r"self-\1",
        ),
        (r"\bhard working\b", "hardworking"),
        (r"\bwork life balance\b", "work-life balance"),
        (r"^(?:minimum|min\.?)(?: of)? (?=\d)", "at least "),
        (r"\bwell (organi[sz]ed|prepared|spoken|known|rounded|run|written|documented|trained)\b", r"well-\1"),
        (
            r"\b(end|peer|face|door|point|farm|back|one|cradle|field|business)[ -]to[ -](end"
            r"|peer|face|door|point|table|back|one|grave"
            r"|fork|business) (?=[a-z]{3,})(?!and\b|with\b|from\b|for\b|the\b|when\b|by\b"
            r"|after\b|every\b|until\b)",
            r"\1-to-\2 ",
        ),
        (r"\b(wood|coal|gas) (fired)\b", r"\1-\2"),
        (
            r"\b(hands|problem|long|short|high|low|part|full|first|second|third|real|large"
            r"|small|entry) (on|solving|term|quality|level"
            r"|time|year|scale|volume|risk) (?=(?:training|experience|skills|planning|goals?"
            r"|work|students?|data|projects?|orders?"
            r"|role|position|job|production|events?|classes|contracts?|patients?|approach"
            r"|staff|kids|teachers?|reports?)\b)",
            r"\1-\2 ",
        ),
        (
            r"\b(cold|cross|spot|fact|door|double|proof|taste|hand) (call|train|check|knock"
            r"|read|test|pick|deliver|cut|stitch)"
            r"(ed|ing|s)?\b(?= )",
            lambda match: f"{match[1]}-{match[2]}{match[3] or ''}" if match[3] in ("ed", "ing") else match[0],
        ),
        (r"\bmove in (?=(?:week|day|weekend|dates?|inspections?|season)\b)", "move-in "),
        (r"\bcheck in (?=(?:desk|counter|process|time|line)\b)", "check-in "),
        (
            r"\b(walk|drive|fly|sign|log) (in|up|through) (?=(?:customers?|patients?|guests?"
            r"|clients?|sheet|clinic|freezer|cooler|fridge)\b)",
            r"\1-\2 ",
        ),
        (r"\bpresident'?s club\b", "President's Club"),
        (r"\bmaster'?s (?=degree|thesis)", "master's "),
        (r"\bbachelor'?s (?=degree|thesis)", "bachelor's "),
        (
            r"\b(kid|daughter|son|mom|dad|wive|husband|wife|parent|friend)s (school|daycare"
            r"|house|place|office|shop|restaurant)\b",
            lambda match: f"{match[1]}{_owning(match[1])} {match[2]}",
        ),
        (r"\b(today|yesterday|tomorrow|last week|last year)s (?=[a-z])", r"\1's "),
        (r"\b(student|pupil|kid)s (test scores|grades|parents|writing|homework)\b", r"\1s' \2"),
        (
            r"\b(customer|client|patient|student|guest|user)s (needs|feedback|questions"
            r"|complaints|names|families|orders|records)\b",
            r"\1s' \2",
        ),
        (
            r"\bbetween (?:the )?(\w+) and (?:the )?(\w+) (shift|team|crew)\b(?!s)",
            r"between the \1 and \2 \3s",
        ),
        (r"\b(led|ran|did|managed|owned|drove) end-to-end (?=\w+ of\b)", r"\1 the end-to-end "),
        (
            r"\b((?:experience|works?|worked|working|good) with (?:\w+ )?(?:truck|forklift"
            r"|crane|machine|lathe|excavator|animal|customer|patient|robot|tractor))(?=$|[,.;]"
            r"| and\b)",
            r"\1s",
        ),
        (r"\bco (workers?|teachers?|owners?|founders?|hosts?|authors?)\b", r"co-\1"),
        (
            r"\b(play|project|team|evidence|community|home|web|cloud|plant|faith|school|value"
            r"|inquiry|risk|game) based"
            r" (?=(?:learning|care|work|projects?|systems?|tools?|food|menus?|pricing|program"
            r"|approach|services?|curriculum)\b)",
            r"\1-based ",
        ),
        (r"\bpre (trip|shift|employment|op|opening|construction|production|orders?|sales)\b", r"pre-\1"),
        (
            r"\bspecial needs (?=(?:bus|class|classroom|child|children|kids|students?|program|school)\b)",
            "special-needs ",
        ),
        (r"\bnon (technical|verbal|native|clinical|medical|stop|smoking|english|food|union)\b", r"non-\1"),
        (r"\bnon (?=(?:came|come|of|were|was|left|got|failed)\b)", "none "),
        (r"^(the )?no shows?\b", lambda match: f"{match[1] or ''}no-shows"),
        (
            r"^(potty|toilet|cross|house|crate|leash|sleep|circuit|hand|proof|stress|load"
            r"|field|beta|price|stock|spell|fact"
            r"|pressure|power|steam|dry|deep|batch|meal|mass|pre|under|home) (trained|tested"
            r"|fed|wrote|checked|cleaned|washed|cooked"
            r"|prepped|matched|counted|took|read|schooled|sewed|stitched|welded) (?=\w)",
            r"\1-\2 ",
        ),
        (
            r"\b(\d{1,3})\.(\d{3})(?= (?:km|kilomet|euros?|customers|people|guests|items"
            r"|pieces|units|tons|met|users|parts|orders|books"
            r"|dollars|pages|lit|visitors|students|documents|packages|pallets)\b|\b)(?= [a-z])",
            r"\1,\2",
        ),
        (
            r"\b(driving|driver'?s|forklift|truck|boat) licen([cs])e,? (?:class|category|of) (\w{1,2})$",
            lambda match: f"has a class {match[3].upper()} licen{match[2]}e",
        ),
        (r"^(?:has |have )?(master|bachelor) (thesis|degree)\b", r"\1's \2"),
        (r"\b(my|a|the|your) (master|bachelor) (thesis|degree|project|studies)\b", r"\1 \2's \3"),
        (r"\b(from|in|during|for) my (master|bachelor)'?s?$", r"\1 my \2's degree"),
        (r"^re (?=\w{4,}ed\b)", "re-"),
        (r"\bwork from home (?=(?:policy|days?|option|setup|rules?|arrangement)\b)", "work-from-home "),
    )
)


def with_joined_words(text: str) -> str:
    """Return a text with the hyphens and apostrophes that such words need."""
    return _TURNS.apply(text)
