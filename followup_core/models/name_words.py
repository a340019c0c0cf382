"""Words of people's names: honorifics, credentials, particles and family names, and tests for each kind.

All lists are case-folded and without dots. They need not be complete: a word that isn't listed counts as a
part of the name, and if a name can be read in two ways, the program asks.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from .legal_forms import NEVER_IN_A_PERSONS_NAME


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HONORIFICS = _words(
    """
    mr mrs ms miss mx sir dame lady rev reverend fr rabbi imam dr prof professor doctor drs herr
    frau dipl-ing dr-ing ing mgr bc mme mlle maître sr sra srta dra lic sigra dott
    dottssa avv shri smt engr captain capt colonel col sergeant sgt lieutenant
    lt principal superintendent
    """
)
DOTTED_HONORIFICS = frozenset({"er", "ca", "hon", "ir", "mag", "sig"})
"""Words that are honorifics with a dot or in capitals, and otherwise initials, credentials or names."""

HONORIFIC_COMPLEMENTS = _words("med hab rer nat phil jur hc mult habil")
"""Words that follow "Dr." and are not said in a greeting."""

UNSPOKEN_HONORIFICS = frozenset({"dipl-ing", "ca", "er", "hon", "ir"})
"""Honorifics that are left out of a greeting."""

HONORIFICS_OF_GIVEN_NAMES = frozenset({"sir", "dame"})

GENERATIONS = _words("jr sr ii iii iv")
CREDENTIALS = _words(
    """
    phd dphil edd md do dds dmd dvm jd esq esquire mba emba msc bsc msn bsn rn cpa cfa cma cisa cissp
    pmp csm cspo shrm-cp shrm-scp phr sphr gphr aphr ccp llm llb meng beng mphil mph mpa msw lcsw pe
    cpc acca fcca cipd mcipd fcipd frcp obe mbe cbe qc kc dr-ing dipl-ing
    """
)
CREDENTIALS_IN_CAPITALS = _words("ma ba ms bs mfa bfa bed med ca pe do lion")
"""Words that are credentials in capitals or with dots, and otherwise names or honorifics."""

PARTICLES = _words(
    """
    van von der den de het ter ten te 't zu zum zur vom af av d' la le les du des da das do dos di del
    della dello dei degli delle lo al el ul bin ibn bint ben binti e san santa st ap
    """
)
CAPITALIZED_PARTICLES = _words(
    """
    van von der den de ter ten zu du des da dos di del della la le el al bin ibn bint st saint sainte
    """
)
"""Particles that may also be written with a capital letter without being a name of their own."""

GIVEN_NAME_PREFIXES = _words("abdul abdel abd abu")
"""Words that are only half of a given name."""

DOUBLE_NAME_STARTS = _words(
    """
    bessie beth betty billie billy bobbi bobbie bobby carol daisy fannie jim jo joe lee leigh lou mary nancy
    norma patty peggy polly rose ruth sally sue willie
    """
)
"""First halves of double given names in the United States: "Beth Ann", "Billy Bob"."""
DOUBLE_NAME_ENDS = _words("ann anne beth bob jane jo joe kay lou lynn mae pat ray sue")
"""Second halves of double given names; "Marie" and "Lee" are more often middle names."""

PRONOUNS = _words(
    """
    she he they ze xe it her him them hers his theirs hir zir ella él elle ellas ellos ele dela dele
    elu sie er ihr ihm il lui iel hij hem zij haar hen hun
    """
)

GROUP_WORDS = NEVER_IN_A_PERSONS_NAME | _words(
    """
    team recruiters recruiting recruitment hiring talent acquisition hr resources department dept
    office desk panel committee group interviewers reception staff careers support admin
    administration company bank university
    """
)
"""Words of groups and companies: a text with one of them is not a person's name."""

LEGAL_FORMS_AS_WRITTEN = frozenset({"s.a.", "s.l.", "a/s", "s.r.l.", "s.p.a.", "e.v.", "kg", "ug", "se"})
"""Legal forms that are compared with their dots: "SA" may be a name, and "S.E." somebody's initials."""

JOB_WORDS = _words(
    """
    recruiter manager head director lead leader engineer officer ceo cto cfo coo vp chief president
    founder owner partner consultant analyst developer designer specialist coordinator assistant
    people human interviewer nurse preceptor supervisor foreman forewoman superintendent scheduler
    planner administrator adviser advisor counselor therapist physician surgeon pharmacist
    technician mechanic electrician driver dispatcher inspector editor producer scientist
    researcher librarian curator attorney lawyer paralegal clerk cashier server bartender barista
    teacher instructor trainer coach secretary receptionist accountant controller bookkeeper
    architect buyer representative rep agent executive associate intern trainee owner operator
    hr hiring talent staff department reception office
    """
)
"""Words of a job: if one of them follows a name and a comma, the text after the comma is a job."""

DEPARTMENT_WORDS = _words(
    """
    of for the at in vice executive senior junior associate regional general interim deputy nurse nursing
    clinical physician surgeon pharmacist therapist teacher librarian operations product sales marketing
    finance accounting software engineering data research customer client success service services
    relations communications legal design technical technology quality security program project shift
    supervisor technician architect scientist accountant bookkeeper secretary editor representative
    administrator producer strategist planner chair svp evp avp it qa pm
    """
)
"""Other words of a job or a department, as they follow a name: "Dana Ruiz, Customer Success"."""

IBERIAN_FAMILY_NAMES = _words(
    """
    garcia ruiz diaz munoz alonso moreno romero navarro torres ramos gil serrano molina ortega delgado
    castro ortiz rubio marin sanz iglesias medina silva santos ferreira pereira oliveira costa
    rodrigues martins sousa fernandes goncalves gomes lopes marques alves almeida ribeiro pinto
    carvalho teixeira
    """
)
"""Frequent family names of Spain and Portugal that don't end in -ez, where people have two family names."""

CHINESE_FAMILY_NAMES = _words(
    """
    wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie
    song tang deng han feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu
    ding ren yao shen fu zhong fan fang shi liao wong chan cheung lau chow ng lam ho leung tsang kwok
    tan teo goh ong chua koh hsu tsai kuo hsieh chang lee xi mao xia jin hao qin qian gu meng bai shao
    long wan duan dai mo kong mei
    """
)
KOREAN_FAMILY_NAMES = _words(
    """
    kim lee park choi jung jeong kang cho yoon jang lim han shin seo kwon hwang ahn song hong yoo ko
    moon yang bae baek nam noh ha joo son ryu yun min chung
    """
)
JAPANESE_FAMILY_NAMES = _words(
    """
    sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato yoshida yamada sasaki
    yamaguchi matsumoto inoue kimura hayashi shimizu saito mori abe ikeda hashimoto yamashita ishikawa
    nakajima maeda ogawa fujita okada goto hasegawa murakami kondo ishii sakamoto endo aoki fujii
    """
)
VIETNAMESE_FAMILY_NAMES = _words(
    """
    nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh trinh truong
    """
)
HUNGARIAN_FAMILY_NAMES = _words(
    """
    nagy kovacs toth szabo horvath varga kiss molnar nemeth farkas balogh papp takacs juhasz lakatos
    meszaros olah racz fekete szilagyi torok feher
    """
)
FAMILY_FIRST_NAMES = (
    CHINESE_FAMILY_NAMES
    | KOREAN_FAMILY_NAMES
    | JAPANESE_FAMILY_NAMES
    | VIETNAMESE_FAMILY_NAMES
    | HUNGARIAN_FAMILY_NAMES
)
"""Frequent family names of cultures in which they come first. As a first word, they leave the order open."""

WESTERN_GIVEN_NAMES = _words("kim lee mei long sun jung dong min son jin")
"""Names in FAMILY_FIRST_NAMES that are given names elsewhere: "Kim Miller", "Lee Harris"."""

# Tests of words.

FOLDED_CHARS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
"""Letters with diacritics that Unicode's normal forms don't decompose, and what they are compared as."""
_NOT_IN_A_KEY = re.compile(r"[^\w\s]|_")


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Return a text without case, accents and punctuation, to compare it."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    without_accents = "".join(char for char in decomposed if not unicodedata.combining(char))
    spaced = re.sub(r"[-‐-―]", " ", without_accents.translate(FOLDED_CHARS))
    return " ".join(_NOT_IN_A_KEY.sub("", spaced).split())


def word_key(word: str) -> str:
    """Return a word in the form of this module's lists: case-folded, without dots and commas."""
    return word.casefold().replace(".", "").strip(",;:!*")


def is_initial(word: str) -> bool:
    """Return whether a word is one initial or several: "J", "J.R.", "JR"."""
    return bool(re.fullmatch(r"(?:[^\W\d_]\.?-?){1,4}", word)) and (
        len(word) == 1 or "." in word or (word.isupper() and not re.search("[AEIOUY]", word))
    )


def is_particle(word: str) -> bool:
    """Return whether a word is a particle of a family name, such as "van"."""
    if word[:1].islower():
        return word in PARTICLES
    return word.casefold().rstrip(".") in CAPITALIZED_PARTICLES and not word.isupper()


def is_credential(word: str, *, all_capitals: bool) -> bool:
    """Return whether a word is a credential or a generation, such as "PhD" or "Jr.".

    If the whole name is in capitals (`all_capitals`), "MA" counts as a name.
    """
    key = word_key(word)
    if key in GENERATIONS:
        return key in ("jr", "sr") or word.isupper()
    if key in CREDENTIALS_IN_CAPITALS:
        return "." in word or (word.isupper() and not all_capitals)
    return key in CREDENTIALS


def is_honorific(word: str, words_after: int) -> bool:
    """Return whether a word before a name is an honorific; `words_after` counts the words that follow."""
    key = word_key(word)
    if key in DOTTED_HONORIFICS:
        return words_after > 1 and (word.endswith(".") or (len(word) > 1 and word.isupper()))
    return (key in HONORIFICS or key.startswith("dipl-")) and words_after > 0


def spoken_honorific(honorific: str) -> str:
    """Return an honorific without the words that are left out of a greeting."""
    unspoken_words = HONORIFIC_COMPLEMENTS | UNSPOKEN_HONORIFICS
    return " ".join(
        word
        for word in honorific.split()
        if not (word_key(word) in unspoken_words or word[:5].casefold() == "dipl.")
    )


def has_group_word(words: Sequence[str]) -> bool:
    """Return whether any of the words says that the text names a company or a team."""
    return any(
        word_key(word) in GROUP_WORDS or word.casefold() in LEGAL_FORMS_AS_WRITTEN or word in ("&", "+")
        for word in words
    )


def is_iberian(word: str) -> bool:
    """Return whether a word is a family name of Spain or Portugal, where people have two family names."""
    key = fold(word)
    return key in IBERIAN_FAMILY_NAMES or (len(key) > 4 and key.endswith("ez"))
