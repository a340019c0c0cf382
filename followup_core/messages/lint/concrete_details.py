"""What a thank-you must show, recognized leniently: something only this candidate could write.

Good messages say it in a thousand ways, so no list of phrases finds it. A detail is a
word beyond those that any thank-you has; an example is a deed of one's own or a number.
"""

import re
from collections.abc import Iterable

from followup_core.messages.message_model import Facts

from .tokenizer import fold_word, name_words

MIN_DETAILS = 2
"""So many different words beyond the stock make a message somebody's own."""

_STOCK_WORDS = """
a abilities ability about above absolutely across addition additional after afternoon again all also
always am amazing an and another any anything apply applying appreciate appreciated appreciation are
around as asset at attention available away awesome back background be because been before being believe
best better between beyond both briefly bring business but by call called can candidate care career
certainly chance chat cheers closer colleagues come committed communication communicator company
consider consideration considering contact contribute contributing conversation convinced could creative
creativity currently day days dear dedicated definitely department departments detail details discuss
discussed discussing discussion do doing done driven during each eager email empathy employer enjoyed
enthusiastic evening ever every everyone everything excellent excited exciting experience experienced
explaining express fantastic fast feel feeling few find firm fit flexible for forward friday friendly
from further future gave get getting give given giving glad go goals going good got grateful gratitude
great had happy hard hardworking has have having hear hearing hello help helpful her here hesitate hi
him his honest hope hoping hospital hours how i if in incredible information insight insights inspired
interest interested interesting interview interviewing into invite is it its job join joining just keep
kind kindest kindly know knowledge last later leader leadership learn learned learner learning let like
listen long look looking love lovely loyal made make makes making manager many match matter may me meet
meeting met minutes monday month more morning most motivated much must my myself need needs new next
nice no not now number of off offer office often on once one only open opening opportunity or organised
organization organized oriented other our out over own part passion passionate patience people perfect
person phone player please pleased pleasure position positive possible post problem professional profile
proven punctual put qualifications qualified question questions quick quickly quite rather reach reading
ready really reason received regarding regards reliable respectfully respond response results right role
said saturday say school see seeing seem send sharing she should showing since sincerely skill skills
skillset so solver solving some someone something soon speak speaking speed spend spent spoke staff
still strength strengths strong sunday super sure take taking talk talked talking team tell telling than
thank thankful thanks that the their them then there these they thing things think this thorough those
thought through thursday time to today together told tomorrow too totally touch truly tuesday understand
understanding until up us vacancy valuable very view visit want wanted warm was way we wednesday week
well went were what when where which while who why will wish with within without wonderful work worked
worker workers working would wow write writing year yes yesterday yet you your yours yourself
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
    """Return a pattern for any of these words; `~` stands for a blank inside one."""
    return "|".join(words.split()).replace("~", " ")


_NUMBER_WORDS = r"""
two three four five six seven eight nine ten eleven twelve \w+teen twenty thirty forty fifty sixty seventy
eighty ninety hundred thousand million dozen twice double\w*
"""
_NUMBER = re.compile(
    rf"(?<![\d.])\d[\d,.]*\s*(?:%|percent\b|[a-z]+)|\b(?:{_any_of(_NUMBER_WORDS)})\b", re.IGNORECASE
)
_FIRST_PERSON = re.compile(r"\b(?:i|my|we|our)\b", re.IGNORECASE)
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
_WANTING = """
love welcome enjoy like~to~work like~to~join like~to~be like~to~teach like~this like~the like~your
be~glad be~happy be~honou?red be~delighted be~thrilled be~proud
"""
_INTEREST = re.compile(
    r"\binterest|\blove to\b|\bi want\b|\bwant to (?:work|teach|join|be|do|help|cook|drive)"
    rf"|\bi(?:'d| would) (?:still |really |very much )?(?:{_any_of(_WANTING)})\b"
    r"|\bhope (?:very|we|to (?:join|work|be|start|teach|become))|\bhonou?red\b|\bexcited\b|\beager\b|\bkeen\b"
    r"|\bglad to (?:join|work|be)|\bwelcome the (?:chance|opportunity)|\bright place\b"
    r"|\bthe (?:job|role|place|work) (?:i|for me)\b|\bjoin(?:ing)? (?:you|the|your)\b|\bready to start\b"
    r"|\bcan see myself\b|\blook(?:ing)? forward to (?:working|joining|starting)\b",
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


def has_example(sentences: Iterable[str]) -> bool:
    """Return whether a sentence seems to tell what the candidate did: a deed, or a number of their own."""
    return any(_is_deed(sentence) for sentence in sentences)


def has_shared_detail(sentences: Iterable[str], facts: Facts) -> bool:
    """Return whether sentences that tell no deed of the candidate's have words of their own."""
    others = (sentence for sentence in sentences if not _is_deed(sentence))
    return len(details(" ".join(others), facts)) >= MIN_DETAILS


def _is_deed(sentence: str) -> bool:
    plain = _PHONE.sub(" ", sentence.replace("’", "'"))
    if _DEED.search(plain) or _OWN_WORK.search(plain):
        return True
    return bool(_FIRST_PERSON.search(plain) and _NUMBER.search(plain))


def has_interest(text: str) -> bool:
    """Return whether a text says in any way that the candidate wants the job."""
    return bool(_INTEREST.search(text.replace("’", "'")))


def says_where_to_reach(text: str) -> bool:
    """Return whether a text points to a number or an address that the reader has."""
    return bool(_REACHED.search(text.replace("’", "'")))
