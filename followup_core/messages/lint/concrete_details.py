"""What a thank-you must show, recognized leniently: something only this candidate could write.

Good messages say it in a thousand ways, so no list of phrases finds it. A detail is a
word beyond those that any thank-you has; an example is a deed of one's own or a number.
"""

import re

from followup_core.messages.message_model import Facts

from .tokenizer import fold_word, name_words

MIN_DETAILS = 4
"""So many different words beyond the stock make a message somebody's own."""

_STOCK_WORDS = """
a abilities ability about above across addition additional after afternoon again all also always am an
and another any anything apply applying appreciate appreciated appreciation are around as asset at
attention available away back background be because been before being believe best better between both
briefly bring but by call called can candidate care career chance chat cheers closer come committed
company consider consideration considering contact contribute contributing conversation could currently
day days dear dedicated details discuss discussed discussing discussion do doing done during each eager
email employer enjoyed enthusiastic evening ever every everyone everything excellent excited exciting
experience experienced explaining feel feeling few find fit for forward friday from further future gave
get getting give given giving glad go goals going good got grateful great had happy hard hardworking has
have having hear hearing hello help helpful her here hesitate hi him his hope hoping hours how i if in
information insight insights inspired interest interested interesting interview interviewing into invite
is it its job join joining just keep kind kindest kindly know knowledge last later learn learned
learning let like listen long look looking love made make makes making manager many matter may me meet
meeting met minutes monday month more morning most much must my myself need needs new next nice no not
now number of off offer often on once one only open opening opportunity or organization other our out
over own part passion passionate patience people perfect person phone please pleased pleasure position
possible post professional profile proven put qualifications qualified question questions quickly reach
reading ready really reason received regarding regards respectfully respond right role said saturday say
see seeing seem send sharing she should showing since sincerely skill skills skillset so some someone
something soon speak speaking spend spent spoke still strength strengths strong sunday sure take taking
talk talked talking team tell telling than thank thanks that the their them then there these they thing
things think this those thought through thursday time to today together told tomorrow too touch truly
tuesday understand understanding until up us vacancy valuable very view visit want wanted warm was way
we wednesday week well went were what when where which while who why will wish with within without
wonderful work worked working would write writing year yes yesterday yet you your yours yourself
"""
_STOCK = frozenset(_STOCK_WORDS.split())
"""Words that any thank-you may have, whoever writes it."""

_TALK_VERBS = """
applied appreciated asked called discussed emailed enjoyed felt heard hoped interviewed learned left
liked loved mentioned met noticed promised realised realized spoke talked texted thanked visited wanted
"""
_IRREGULAR_VERBS = """
beat became began bought brought built caught chose cut dealt did drew drove fed fixed fought found gave
got grew held hired hit kept knew laid led lost made oversaw put ran rebuilt redid rose saved sent set
shipped shot sold sped spent split spread stood swept taught threw took tripled understood went won wore
wrote
"""


def _any_of(words: str) -> str:
    return "|".join(words.split())


_NUMBER_WORDS = r"""
two three four five six seven eight nine ten eleven twelve \w+teen twenty thirty forty fifty sixty seventy
eighty ninety hundred thousand million dozen half twice double\w* first second third
"""
_NUMBER = re.compile(
    rf"(?<![\d.])\d[\d,.]*\s*(?:%|percent\b|[a-z]+)|\b(?:{_any_of(_NUMBER_WORDS)})\b", re.IGNORECASE
)
_PHONE = re.compile(r"\+?\(?\d[\d ()./-]{5,}\d")
_DEED = re.compile(
    r"\b(?:i|we|i've|i have|we have)(?: \w+ly| once| also| recently| even| usually)? "
    rf"(?!(?:{_any_of(_TALK_VERBS)})\b)(?:\w{{3,}}ed|{_any_of(_IRREGULAR_VERBS)})\b",
    re.IGNORECASE,
)
_OWN_WORK = re.compile(
    r"\b(?:my|our) (?:last|previous|current|old|first|former)\b"
    r"|\b(?:my|our) (?:crew|team|class|unit|floor|shift|students|patients)\b"
    r"|\b(?:where|when) (?:i|we) (?:was|were|am|are|had|have)\b|\bmy \w+ years\b"
    r"|\bas an? example\b|\bfor example\b|\bthat has been my\b|\bi (?:am|was) usually\b"
    r"|\bone (?:of my|boy|girl|patient|customer|client)\b",
    re.IGNORECASE,
)
_INTEREST = re.compile(
    r"\binterest|\blove to\b|\bi(?:'d| would) (?:still |really |very much )?(?:love|like|welcome|enjoy|be)\b"
    r"|\bi want\b|\bwant to (?:work|teach|join|be|do|help)|\bhope (?:to|very|we|i|you|that)\b"
    r"|\bhonou?red\b|\bexcited\b|\beager\b|\bkeen\b|\blook(?:ing)? forward\b|\bglad to (?:join|work|be)"
    r"|\bwelcome the (?:chance|opportunity)|\bright place\b|\bthe (?:job|role|place|work) (?:i|for me)\b"
    r"|\bjoin(?:ing)? (?:you|the|your)\b|\bready to start\b|\bcan see myself\b",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"\b(?:you have|you've got|using|at) my (?:number|email|cell|phone|card)"
    r"|\bmy (?:number|cell|phone|email) (?:is|below)|\bthis (?:number|address|email)\b"
    r"|\breply to this\b|\bnumber below\b|\bdetails (?:are )?below\b",
    re.IGNORECASE,
)


def details(text: str, facts: Facts) -> frozenset[str]:
    """Return the different words of `text` that not every thank-you has, without the known names."""
    known = (facts.name, facts.my_name, facts.organization, facts.role, facts.my_email, *facts.others)
    names = {fold_word(word.text) for name in known for word in name_words(name)}
    found = (fold_word(word.text) for word in name_words(_PHONE.sub(" ", text)))
    return frozenset(
        word for word in found if len(word) > 2 and not word.isdigit() and word not in _STOCK | names
    )


def has_example(text: str) -> bool:
    """Return whether a text seems to tell what the candidate did: a deed, a number, their own work."""
    plain = _PHONE.sub(" ", text.replace("’", "'"))
    return bool(_DEED.search(plain) or _NUMBER.search(plain) or _OWN_WORK.search(plain))


def has_interest(text: str) -> bool:
    """Return whether a text says in any way that the candidate wants the job."""
    return bool(_INTEREST.search(text.replace("’", "'")))


def says_where_to_reach(text: str) -> bool:
    """Return whether a text points to a number or an address that the reader has."""
    return bool(_REACHED.search(text.replace("’", "'")))
