"""Articles that were left out: "new dashboard" is "the new dashboard", "it's stable company" has an "a"."""

from collections.abc import Sequence

from .fragment_grammar import is_adverb, is_person
from .fragment_rewrites import Unfit, head_of, with_article
from .fragment_tidying import plain_word, plain_words
from .fragment_words import (
    ADJECTIVES,
    COUNTABLE,
    DETERMINERS,
    EVENTS,
    FINITE,
    MODALS,
    OBJECTS,
    PREPOSITIONS,
    QUANTIFIERS,
    RELATIVES,
    SUBJECTS,
    TAKES_A,
    word_set,
)
from .lazy_pattern import LazyPattern
from .verb_forms import VerbForm, third_person, verb_of

_COUNTABLE = (
    COUNTABLE
    | EVENTS
    | TAKES_A
    | word_set(
        """
    accident account accountant ad agency agenda agreement aim airport album analyst answer apartment api
    app approach area article assignment assistant association attitude award backlog bakery balance bank
    base batch bathroom bed bedroom benefit blog boat book boutique branch brand bridge brochure bug
    business cafe cafeteria camera campus candidate car career carer case catalog catalogue center centre
    chain chance channel charity chart check checklist chef church classroom clerk client clinic club
    cluster coach code-base codebase cohort college combination committee community competitor complaint
    component concept conflict contest contribution conversation cook cooperative corridor council country
    course crew crisis crm customer dashboard deadline deal dealership decision degree demo department
    designer detail developer device difference diploma direction director discount dispute district
    division doctor document domain dose draft drawer dream drive-through drive-thru driver electrician
    email emergency employee employer engine engineer erp error estate event example exhibit exhibition
    expansion factory fair family farm fault feature field file firm fixture fleet floor forklift form
    foundation framework freezer fund future gallery game gap gateway goal greenhouse grill group guest
    guide gym habit hall handbook harvest head home hotel house idea image incident industry initiative
    institution instructor integration interface internship intersection invoice issue item job journal
    journey lab laboratory lawsuit layout leader league ledger legacy lesson letter library licence
    license lighthouse line link list loan logo loop loyalty-program machine magazine majority manager
    market meal mechanic mentality mentor method microservice mill mindset minority miracle mission
    mistake mix mixture model module monolith mortgage motor museum neighborhood network newsletter novel
    nurse nursery occasion operator opinion option orchestra order organisation organization outage oven
    owner package page panel paper park part partner partnership path patient patrol payment percentage
    permit perspective pharmacy philosophy phone picture pipeline place plan plant playground plaza
    podcast pool portfolio position possibility potential practice premise preschool president price
    principal print prize problem process professor profile programme promotion proposal prospect
    prototype pump purpose question queue quota range rate ratio rebrand rebranding recipe record redesign
    reference region registry relationship release remodel renovation report request requirement residence
    resident resort result review rewrite rhythm risk road robot roof roster rota round routine salon
    sample scenario scheme school screening season section sector segment seller sensor server session
    setting setup shelter site skill solution spa space spec spreadsheet sprint stage standard startup
    state station step stove strategy street strike structure student studio style subject subscription
    subsidiary suggestion summit supervisor supplier surgeon survey system table tactic target task
    teacher tech-stack technician technique template tenant tender terrace test theater theatre theme
    thesis ticket title tool-chain toolchain toolkit topic tour tractor trade-show tradition trail trailer
    trainee transition tree trend trial trip turnaround tutorial type union unit university update upgrade
    van variant vendor venue version vibe view village vineyard visa visit volunteer wage waiting-list
    waitlist wall warehouse webinar wedding window winery worker workflow workplace workshop zone
        """
    )
    - word_set("business-development change")
)
"""Nouns that one can count, so that one alone needs an article."""
_MASS = word_set(
    """
    absenteeism access accountability accounting accuracy admin advertising advice agriculture ai air art
    attendance attention automation autonomy baking balayage banking beauty beer behavior behaviour
    billing bread brunch bullying butter call-handling care carpentry cash childcare chocolate churn
    cleaning clothing coaching coding coffee collaboration commission commitment communication compassion
    compensation compliance conduit confidence construction content cooking coordination coverage
    creativity credit culture-change curiosity custody cybersecurity data debt delivery dementia depth
    design detail development diplomacy discipline discovery dispatch distribution diversity documentation
    dough drywall e-commerce e-discovery ecommerce education effort electricity empathy endurance energy
    engineering equipment ergonomics ethics etiquette evidence excellence exercise experience expertise
    fairness farming fashion feedback finance fish fishing fitness fleet-management flexibility flour flow
    food football fraud freedom freight fruit fun funding furniture gardening gas gear german golf
    governance grading grain growth guidance hair handoff happiness hardware health healthcare help
    heritage history homework honesty hospitality housing hr humor humour hygiene improvement inclusion
    income independence inflation influence information infrastructure innovation inspiration insurance
    intake integrity interest inventory irrigation it jewelry judgment justice kindness knowledge labor
    labour land landscaping language laundry law leadership learning legislation leisure lifting lighting
    literacy litigation logistics love loyalty luck luggage lumber lunch machinery mail maintenance
    management manufacturing marketing meat media medication medicine mentoring mentorship merchandise
    merchandising metal milk mobility money morale motivation mulch multitasking music nature negotiation
    news noise nursing nutrition onboarding orientation overtime ownership packaging paint paperwork
    parking passion patience pay payroll peace performance perseverance persistence philosophy phonics
    photography physics planning plumbing poetry policy-making politics pollution potential poverty power
    precision prep presence pressure pricing privacy procurement produce production productivity
    professionalism progress proof property psychology publicity punctuality purchasing quality racking
    rain reach reading realism rebar recognition recovery recruiting recruitment recycling reliability
    remote research resilience respect responsibility retail retention revenue rice rigging room rust
    safety salary sand sanitation satisfaction scaffolding scale scaling scheduling science scope seafood
    seating security seniority service sharing shipping shopping sleep snow soap software soil sourcing
    space speed sport stability staff staffing stamina stock storage storytelling strength stress
    structure stuff success supervision supply support sustainability talent tax teaching team-building
    teamwork tech technology telehealth telemedicine telemetry testing therapy time timing tooling tourism
    trade traffic training transparency transport transportation travel treatment triage trust tuition
    turnover uncertainty understanding upselling validation variety video vision volume waste water wealth
    weather welding welfare wellbeing wellness wine woodwork work workload writing yoga
    """
) - word_set("potential structure space policy-making philosophy")
"""Nouns that one can't count: they stand without an article."""
_MASS_ENDINGS = (
    "ing",
    "ness",
    "ism",
    "ics",
    "ology",
    "care",
    "ware",
    "work",
    "graphy",
    "iatry",
    "phobia",
    "ance",
    "ence",
    "cy",
    "ity",
    "tion",
    "ment",
    "ship",
)
_MEASURED = LazyPattern(r"\d+[- ](?:day|hour|week|month|year|minute|person|bed|seat|unit|step)\s+[a-z]+$")
_NOUN = LazyPattern(r"[^\W\d_][\w'-]*")
_NO_NAME = "Please write it with “the”, “a” or “your” in front, such as “the new schedule”."


def _without_article(noun: str) -> Unfit:
    """Return the reason for a noun that nobody knows to count or not to count."""
    if len(noun) > 30:
        return Unfit(_NO_NAME)
    return Unfit(f"Please write “the {noun}” or “your {noun}”, or say a few more words about it.")


_NOT_INSIDE = word_set("case charity class detail example form hand order part place time track change night")
_PLURALS = word_set("children feet kids media men people police staff teeth women youth")
_TIMES = word_set("day evening monday month morning night spring summer fall autumn week weekend winter year")
_BARE = word_set("at by class call course home hospital on per school shift to university")
_BE = word_set("am are be been being is it's was were i'm you're that's")


def is_singular_count_noun(word: str) -> bool:
    """Whether a word is surely one thing that can be counted: "company", "mistake"."""
    return word in _COUNTABLE


def needs_no_article(word: str) -> bool:
    """Whether a noun surely stands alone: a plural, or something that can't be counted."""
    plural = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return (
        plural
        or word in _PLURALS
        or word in _MASS
        or (word not in _COUNTABLE and word.endswith(_MASS_ENDINGS))
    )


def has_article(noun: str) -> bool:
    """Whether a noun phrase begins with an article or something in its place: "your", "two", "Kestrel's"."""
    words = plain_words(noun)
    start = next((i for i, word in enumerate(words) if not (is_adverb(word) or word in QUANTIFIERS)), 0)
    end = len(words) - len(words[start:])
    first = words[end]
    owner = any(word.endswith(("'s", "s'")) for word in words[: _head_index(words) + 1])
    return (
        first in DETERMINERS
        or first in PREPOSITIONS
        or first[:1].isdigit()
        or first in ("more", "less")
        or owner
    )


def _head_index(words: Sequence[str]) -> int:
    head = head_of(words)
    return next((index for index, word in enumerate(words) if word == head), len(words) - 1)


def needs_article(noun: str) -> bool | None:
    """Whether a noun phrase lacks its article; None if its noun isn't known but is described.

    Raises:
        Unfit: The noun isn't known and stands alone.
    """
    words = plain_words(noun)
    if not words or has_article(noun) or not _NOUN.fullmatch(words[_head_index(words)]):
        return False
    index = _head_index(words)
    head = words[index]
    if words[index + 1 : index + 2] == ["to"] and len(words) == index + 3 and verb_of(words[-1]) is None:
        raise _without_article(noun)  # "farm to table"
    if head == "season" and words[index - 1] in ("flu", "tax", "high", "low", "peak", "busy", "wedding"):
        return False
    if is_singular_count_noun(head):
        return not _is_named(noun, index)
    if needs_no_article(head) or _is_named(noun, index) or words[-1] in _TIMES:
        return False
    if is_person(head):
        return True
    if len(words) > 1:
        return None
    raise _without_article(noun)


def _is_named(noun: str, index: int) -> bool:
    """Whether the noun itself is a name, as its capital or its digits show: "Kubernetes", "Room 4"."""
    words = [word for word in noun.split() if plain_word(word)]
    word = words[index].strip("“”\"'(") if index < len(words) else ""
    return (word[:1].isupper() or any(char.isupper() or char.isdigit() for char in word)) and (
        index > 0 or not word.istitle() or plain_word(word) not in _COUNTABLE
    )


def with_the_where_needed(noun: str) -> str:
    """Return a noun phrase with "the" if it lacks an article.

    "The" is right for whatever both have talked about, so that it is also put before a noun that isn't known
    but has a description: "month end close".

    Raises:
        Unfit: Nobody can tell without knowing the word.
    """
    measured = _MEASURED.match(noun) is not None  # "4 day week"
    return f"the {noun}" if measured or needs_article(noun) is not False else noun


def with_a_where_needed(noun: str) -> str:
    """Return a noun phrase with "a" or "an" if it lacks an article.

    Raises:
        Unfit: Nobody can tell without knowing the word.
    """
    needed = needs_article(noun)
    if needed is None:
        raise _without_article(noun)
    return with_article(noun) if needed else noun


def with_inner_articles(text: str, *, subject: bool = True) -> str:
    """Return a clause in which single things have an article: "it's a stable company", "found a mistake".

    Only what is sure is changed: one countable noun, alone or after adjectives, that follows a verb, "as",
    "with" or "for"; and with `subject`, one that begins the clause and is followed by its verb.
    """
    words = text.split(" ")
    plain = list(map(plain_word, words))
    for index in range(len(plain) - 1, -1, -1):
        if not is_singular_count_noun(plain[index]) or not _ends_phrase(words, plain, index):
            continue
        if index and _counts_several(plain[index - 1]) and plain[index] not in _TIMES:
            words[index] = words[index].replace(plain[index], third_person(plain[index]))
            plain[index] = plain_word(words[index])
            continue
        if (
            words[index][:1].isupper()
            or plain[index] in ADJECTIVES
            or plain[index] in _NOT_INSIDE
            or _is_award(plain, index)
        ):
            continue
        start = index
        while start > 0 and _modifies(words, plain, start - 1):
            start -= 1
        if start == 0:
            if subject and index + 1 < len(plain) and _is_verb_of(plain[index + 1]):
                words.insert(0, "the")
                plain.insert(0, "the")
            continue
        if _is_of_one(plain, start) and plain[index] not in _BARE | _TIMES:
            words.insert(start, "the")
            plain.insert(start, "the")
        elif _wants_article(plain, start, index):
            phrase = with_article(" ".join(words[start : index + 1])).split(" ")
            words[start : index + 1] = phrase
            plain[start : index + 1] = list(map(plain_word, phrase))
    return " ".join(words)


_NEVER_BEFORE_A_NOUN = RELATIVES | FINITE | SUBJECTS | OBJECTS | word_set("and as but not or so than then to")
_DESCRIBING = word_set(
    """
    annual busiest central complete corporate daily digital electric entire external federal final first full
    global industrial internal international leading legal main major manual medical mobile monthly national
    online outdoor own popular private public quarterly real regional second senior third total weekly whole
    yearly
    """
)
"""Words before a noun that describe it, besides the adjectives that people say of themselves."""
_ALWAYS_BARE = word_set(
    """
    board boat budget campus car class college contract court demand doubt email finish hand head hospital
    house job law line list market name office order paper part person phone place plan question record
    request sale schedule school scratch season shift site stage start state stock store time town track
    train truck university
    """
)
"""Nouns that stand alone after a preposition: "on site", "under budget", "by truck"."""
_KINDS = word_set(
    """
    change chief cm cup director front head kg kind kinds km lb lbs mile ml mm out part sense set sort
    sorts top type types
    """
)


def _is_of_one(plain: Sequence[str], start: int) -> bool:
    """Whether "the" is missing after "of": "the first face of clinic", but not in "3 km of road"."""
    owner = plain[start - 2]
    return plain[start - 1] == "of" and owner not in _KINDS and not needs_no_article(owner)


def _counts_several(word: str) -> bool:
    return word in ("zero", "many", "several", "two", "three", "four", "five", "six") or (
        word.isdigit() and word != "1"
    )


def _is_award(plain: Sequence[str], index: int) -> bool:
    """Whether a word has no article for another reason: "employee of the month", "head of sales"."""
    if plain[index : index + 2] == ["head", "of"]:
        return True
    of_the_month = plain[index + 1 : index + 3] == ["of", "the"] and not _TIMES.isdisjoint(plain[index + 3 :])
    return of_the_month or "best" in plain[max(0, index - 2) : index]


def _ends_phrase(words: Sequence[str], plain: Sequence[str], index: int) -> bool:
    """Whether no noun follows that the word would only describe: "company" but not in "company car"."""
    if words[index].endswith((",", ";", ".", "!", "?", ":")) or index + 1 == len(plain):
        return True
    after = plain[index + 1]
    joining = (
        "and",
        "or",
        "but",
        "that",
        "which",
        "who",
        "where",
        "because",
        "so",
        "to",
        "when",
        "while",
        "than",
    )
    return after in PREPOSITIONS or after in joining or _is_verb_of(after) or is_adverb(after)


def _is_verb_of(word: str) -> bool:
    return word in (
        "is",
        "was",
        "has",
        "had",
        "can",
        "could",
        "will",
        "would",
        "does",
        "did",
        "isn't",
        "needs",
    )


def _modifies(words: Sequence[str], plain: Sequence[str], index: int) -> bool:
    """Whether the word at `index` describes the noun after it, and is no article, verb or preposition."""
    word = plain[index]
    if not word or words[index].endswith((",", ";", ".", ":", "!", "?")):
        return False
    if (
        word in _NEVER_BEFORE_A_NOUN
        or word in DETERMINERS
        or word in PREPOSITIONS
        or word.endswith(("'s", "s'"))
        or word[:1].isdigit()
    ):
        return False
    if words[index].isupper() and len(word) > 1:
        return True
    if word in _DESCRIBING:
        return True
    if word in ADJECTIVES or word in QUANTIFIERS or (word == "on-call" or word.endswith(("-based", "-term"))):
        return True
    if word.endswith("ing") and index and plain[index - 1] in ADJECTIVES | DETERMINERS | _DESCRIBING:
        return True
    if verb_of(word) is None:
        return needs_no_article(word) or is_singular_count_noun(word)
    before = plain[index - 1] if index else ""
    return is_singular_count_noun(word) and before not in _BEFORE_A_VERB


def noun_without_article(text: str) -> str:
    """Return the countable noun that surely lacks an article or an "s" in a clause; '' if none does."""
    words = text.split(" ")
    plain = list(map(plain_word, words))
    for index in range(1, len(plain)):
        noun = plain[index]
        if not is_singular_count_noun(noun) or noun in _ALWAYS_BARE | _NOT_INSIDE | _BARE | ADJECTIVES:
            continue
        if words[index][:1].isupper() or not _ends_phrase(words, plain, index) or _is_award(plain, index):
            continue
        start = index
        while start > 0 and _modifies(words, plain, start - 1):
            start -= 1
        before = plain[start - 1] if start else ""
        if start == index and before in _TAKES_BARE:
            return noun
        verb = verb_of(before)
        if start == index and verb is not None and verb.base in _MEETS and verb.form is not VerbForm.GERUND:
            return noun
    return ""


_TAKES_BARE = ("in", "with", "without", "at")
_MEETS = ("meet", "know", "respect", "understand", "calm", "answer", "clean")
_BEFORE_A_VERB = ("i", "you", "we", "they", "to", "and", "who", "can", "")


def _wants_article(plain: Sequence[str], start: int, index: int) -> bool:
    before = plain[start - 1]
    if plain[index] in _TIMES:
        return False
    if before in _BE:
        return True
    if before in DETERMINERS or before.endswith(("'s", "s'", "-")) or before[:1].isdigit():
        return False
    if before == "with" and start == index:
        return False
    if before in ("as", "with", "for", "into"):
        return plain[index] not in _BARE
    if before in PREPOSITIONS:
        return start < index and plain[start] in ADJECTIVES
    verb = verb_of(before)
    if verb is None or before in _BARE:
        return False
    if verb.form is VerbForm.GERUND and start == index == 1:
        return False  # "coaching staff"
    if verb.form is VerbForm.BASE and start > 1 and not _may_come_before_verb(plain[start - 2]):
        return False  # "a family run business"
    return verb.base in _TAKES_ONE and plain[index] not in _BARE


def _may_come_before_verb(word: str) -> bool:
    return (
        word in SUBJECTS
        or word in MODALS
        or word in ("to", "and", "or", "who", "don't", "not")
        or is_adverb(word)
    )


_TAKES_ONE = word_set(
    """
    accept ace achieve add attend automate become bring build buy catch chair close co-found coach
    coordinate create deliver deploy design develop direct draft drive earn edit film find finish fix found
    get give handle have help hire hit host implement improve install introduce invent join keep launch lead
    like lose love make manage migrate moderate need negotiate offer open operate organise organize oversee
    own paint pass patent photograph plan prepare present prevent produce propose provide publish raise
    rebuild receive record redesign refactor remodel renovate repair replace resolve restructure review run
    save see sell set sign solve start stop supervise support teach test track train translate use visit
    want win write
    """
)


_NEVER_NOUNS = word_set(
    """
    allow appear ask become believe bring do enjoy explain get give go grow have hear keep know learn let
    like lose make mean need offer pay prefer provide say see seem sell send serve speak take teach tell
    think treat understand want write
    """
)


def has_stray_verb(words: Sequence[str]) -> bool:
    """Whether a verb stands in the words that no noun phrase would have: "the yall seem like a good team"."""
    for index in range(1, len(words)):
        word, before = words[index], words[index - 1]
        verb = verb_of(word)
        if verb is None or verb.form in (VerbForm.GERUND, VerbForm.PAST):
            continue
        if verb.base not in _NEVER_NOUNS or before in DETERMINERS or before in ADJECTIVES:
            continue
        allowed = before in ("to", "and", "or", "not") or before in MODALS or is_adverb(before)
        if not (allowed or before in SUBJECTS or RELATIVES.intersection(words[:index])):
            return not SUBJECTS.intersection(words[1:index])
    return False
