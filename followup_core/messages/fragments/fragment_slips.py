"""Slips of several words, and what was meant: "in last years", "good to explain", "office 365"."""

from .lazy_pattern import Rewordings
from .verb_forms import VerbForm, gerund, verb_of


def _base(word: str) -> str:
    """Return the base of a verb in its base or -ing form; '' for everything else."""
    verb = verb_of(word.lower())
    return verb.base if verb is not None and verb.form in (VerbForm.BASE, VerbForm.GERUND) else ""


_SLIPS = Rewordings(
    (
        (r"\bdouble check", "double-check"),
        (r"\besp\.?(?= )", "especially"),
        (
            r"\b(mov(?:e|es|ed|ing)) in (?:an? |the )?"
            r"(?=(?:bigger|different|larger|new|smaller) (?:building|facility|location|office|site|space)\b)",
            r"\1 to a ",
        ),
        (r"(?<=\bsaid )(that )?(s?he|they|you)d (?=\w)", r"\1\2'd "),
        (r"\bq(?=[1-4]\b)", "Q"),
        (r"\bpower bi\b", "Power BI"),
        (r"\btik tok\b", "TikTok"),
        (r"\b(?:a )?native in (?=[A-Z])", "a native speaker of "),
        (r"\bde escalat", "de-escalat"),
        (r"\bon phone\b", "on the phone"),
        (r"\b(learns?|reads?|types?) quick\b(?! \w)", r"\1 quickly"),
        (r"\b(my|a|the) (master|bachelor)s\b(?! of\b| class\b)", r"\1 \2's"),
        (r"(?<=\btake) (it|things|anything) personal\b", r" \1 personally"),
        (
            r"\bdrive through(?= (?:lanes?|windows?|crew|teams?|line|orders?|times?|sales)\b|$)",
            "drive-through",
        ),
        (r"\b(the|a|your|new|our) drive through\b", r"\1 drive-through"),
        (
            r"\ba[ -]level(s?)\b(?= (?:results?|exams?|students?|class(?:es)?|grades?|interventions?"
            r"|maths|biology|courses?|chemistry|physics|history|teaching|groups?|revision|pupils?)\b)",
            r"A-level\1",
        ),
        (r"\ba[ -]levels\b", "A-levels"),
        (r"\boffice 365\b", "Office 365"),
        (r"\bfast paced\b", "fast-paced"),
        (r"\bnon profits?\b", lambda word: "nonprofit" + ("s" if word[0].endswith("s") else "")),
        (r"\bmulti[ -]tasking\b", "multitasking"),
        (r"\bgood in (?=\w+ing\b|maths?\b|sales\b|excel\b|english\b)", "good at "),
        (r"\b(commitment|dedication) (?:with|for) ", r"\1 to "),
        (r"\b(depend(?:s|ed)?) (?:of|from) ", r"\1 on "),
        (
            r"\b(in|during|after) (first|second|third|whole|entire) "
            r"(?=(?:week|month|year|day|quarter|shift|season)s?\b)",
            r"\1 the \2 ",
        ),
        (r"(?<=%) of (?=(?:satisfaction|accuracy|attendance|occupancy|retention)\b)", " "),
        (r"\btake home (?=(?:assignment|test|project|task|exercise|case)\b)", "take-home "),
        (r"\bplaning\b", "planning"),
        (r"\b(can|could|will|would) (\w+) also (?=\w)", r"\1 also \2 "),
        (r",? (?:and )?not (?:the )?(?:opposite|contrary|reverse)$", ", and not the other way around"),
        (r"\b(saved|made|earned|brought|cost) company (?=[$€£]?\d)", r"\1 the company "),
        (
            r"(?<!\bthe )(?<!\bthis )(?<!\bthat )(?<!\bthese )\bsame\b(?![ -](?:day|week|sex|store))",
            "the same",
        ),
        (r"\beveryday(?=$|[,.;]| (?:and|in|at|with|for|to|from|on)\b)", "every day"),
        (r"\b(gives? up|learns?|adapts?) easy\b", r"\1 easily"),
        (r"\btimes by (?=(?:day|week|month|year)\b)", "times a "),
        (r"\bb2b\b", "B2B"),
        (r"\bb2c\b", "B2C"),
        (
            r"\b((?:increas|reduc|rais|lower|improv|cut|grew|decreas)\w*(?: \w+){1,4}) (?:in|on|with) "
            r"(?=\d+ ?(?:%|percent))",
            r"\1 by ",
        ),
        (r"\b((?:\d\S*|years|months|days) \w+s|\d+ (?:years|months)) no (?=\w+s\b)", r"\1 with no "),
        (r"\bactual (?=(?:job|company|position|role|employer|work)\b)", "current "),
        (r"\b(\d+|two|three|four|five|six|seven|eight|ten|many|other) persons\b", r"\1 people"),
        (r"\b(fits?|suits?) to (?=my|your|me|our)", r"\1 "),
        (r"\b(?:in|during|over) (?:the )?last years\b", "in recent years"),
        (r"\bin (?:the )?last (?=\d+ years)", "over the last "),
        (
            r"(?:^|(?<=\band )|(?<=, ))me and (my \w+) "
            r"(?=\w+ed\b|went|had|made|did|took|built|ran|got|kept|were)",
            r"\1 and I ",
        ),
        (r"\b(speaks?|speaking)((?: \w+){1,4}) fluent$", r"\1\2 fluently"),
        (r"\b(responsible) of\b", r"\1 for"),
        (r"\b(discuss(?:ed|es|ing)?) about\b", r"\1"),
        (
            r"\b(and|with|for|of|to|help|helps|helping) (?:the )?(elderly|homeless|poor)(?=$|,| and\b)",
            r"\1 the \2",
        ),
        (r"(?<!is),? no (?:problems?|prob)$", ""),
        (
            r"\b(starts?|started|opens?|opened|begins?|finish(?:es)?) (?=\d{1,2}(?::\d\d)? ?[ap]m\b)",
            r"\1 at ",
        ),
        (r"\bseries a(?= |$)", "Series A"),
        (r"\bseries b\b", "Series B"),
        (r"\bseries c\b", "Series C"),
        (r"\bseries d\b", "Series D"),
        (
            r"\bi want (?=(?:work|learn|help|grow|build|make|be|become|teach|join|do"
            r"|live|stay|improve|develop)\b)",
            "I want to ",
        ),
        (r"\bself[ -](taught|employed|motivated|driven|directed)\b", r"self-\1"),
        (r"% of time\b", "% of the time"),
        (r"\b(most|part|half) of (time|day|week|year)\b", r"\1 of the \2"),
        (r"\bat moment\b", "at the moment"),
        (
            r"\b(children|men|women)s\b(?= (?!(?:and|or|in|at|of|with|who|from|to|that|on|for|were|are|aged?"
            r"|under|between|after|before|when|by)\b)[a-z])",
            r"\1's",
        ),
        (r"\b(children|men|women)s\b", r"\1"),
        (r"(?<![\w-])(i|a|an|the|to|of|and|my) \1\b", r"\1"),
        (r"\bi ain'?t\b", "I'm not"),
        (r"\b(you|we|they) ain'?t\b", r"\1 aren't"),
        (r"\bain'?t\b", "isn't"),
        (
            r"\b(ohm|murphy|moore|hooke|newton|kirchhoff|parkinson|crohn|alzheimer)s (laws?|diseases?)\b",
            lambda match: f"{match[1].capitalize()}'s {match[2].lower()}",
        ),
        (r"^ok(?:ay)? with\b", "comfortable with"),
        (r"\b(passionate|enthusiastic|curious|excited) (?:of|on) ", r"\1 about "),
        (r"\b(experience|experienced) on (?=\w)", r"\1 with "),
        (r"\bknowledge (?:in|on|about) (?=\w)", "knowledge of "),
        (
            r"\b(building|room|gate|terminal|wing|plan|section|grade|zone|hall|block) ([b-hj-z])\b",
            lambda match: f"{match[1]} {match[2].upper()}",
        ),
        (r"\bms (office|word|excel|teams|project)\b", lambda match: f"MS {match[1].capitalize()}"),
        # "MS Project" and "LC-MS" are no Ms.
        (
            r"(?<!\d )\b(mr|mrs|ms|dr)\b(?=\.|$| [A-Z])",
            lambda match: match[1] if match[1] == "MS" else match[1].capitalize(),
        ),
        (r"\byou guys\b", "you"),
        (r"\b(one|two|three|four|\d+) (\w+) more$", r"\1 more \2"),
        (
            r"\b(more|less|fewer|better|faster)((?: \w+){0,2}) then (?=the|any|my|our|i|we|last|before|most)",
            r"\1\2 than ",
        ),
        (r"\b(learns?|works?|thinks?)((?: \w+){1,2}) quick\b", r"\1\2 quickly"),
        (r"(?<=s) quick$", " quickly"),
        (r"\b(class|grade|room) (\d+)([a-d])\b", lambda match: f"{match[1]} {match[2]}{match[3].upper()}"),
        (r"\b(on|in|at|for|of) (\d+(?:st|nd|rd|th)) (?=floor|level|grade|place)", r"\1 the \2 "),
        (r"\b(had|has|have) (best|highest|lowest|fastest) ", r"\1 the \2 "),
        (r"\bvalentines\b", "Valentine's Day"),
        (r"(?<![\w-])x-?rays?\b", lambda match: "X-rays" if match[0].lower().endswith("s") else "X-ray"),
        (r"\bchromebook(s?)\b", r"Chromebook\1"),
        (r"\b(a|my own|own|the|my) pc\b", r"\1 PC"),
        (r"(?<!\w)network\+", "Network+"),
        (r"\b(mother|father)s day\b", lambda match: f"{match[1].capitalize()}'s Day"),
        (
            r"\bthere (?=(?:favorite|favourite|own|best) (?:class|teacher|subject|part|server|nurse)\b)",
            "their ",
        ),
        (r"\b(?:in|at) (?:the |my )?first (attempt|try)\b", r"on my first \1"),
        (r"\b(passed|took) (?=(?-i:[A-Z]{2,}) (?:exam|test|boards)\b)", r"\1 the "),
        (r"\bsquad leader for (?=\d)", "squad leader of "),
        (r"\bof (\d+ (?:days?|hours?|weeks?|minutes?)) to (?=\d)", r"from \1 to "),
        (
            r"\b(good|great|excellent|bad) (?:to|in) (\w+)\b",
            lambda match: f"{match[1]} at {gerund(_base(match[2]))}" if _base(match[2]) else match[0],
        ),
    )
)


def without_slips(text: str) -> str:
    """Return a text in which each slip is put right."""
    return _SLIPS.apply(text)
