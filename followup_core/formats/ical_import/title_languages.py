"""Puts titles of interviews in nine more languages into the English words that the title parser knows.

Only the words around the names are replaced: "Entrevista técnica con Sol SA" becomes "interview with Sol SA".
A preposition counts only behind such a word, and only in small letters: "Com Group" and "En Plus" are names.
"""

import re
from typing import NamedTuple


class _Language(NamedTuple):
    """The words of one language as patterns, `~` for a blank.

    `interview`: words for an interview. `meeting`: words for any conversation. `qualifying`: words before or
    behind either. `at`: words before the organization. `near`: such words that also occur inside names.
    `role`: words before a role. `both`: words between two names.
    """

    interview: str
    meeting: str
    qualifying: str
    at: str
    near: str
    role: str
    both: str


_ORDINAL = r"\d{1,2}(?:[ªº°.]|er|re|ère|[eè]me|e|nde?|de|ste|a|o)"
_COMPANY = r"(?:la~empresa|a~empresa|l['’]entreprise|la~société|l['’]azienda|firmą|firmie|företaget|firmaet)"
"""What may stand between the preposition and the name: "the company"."""
_LANGUAGES = (
    _Language(  # Spanish and Portuguese
        interview=r"(?:v[ií]deo|tele)?entrevistas?",
        meeting=r"reunión llamada videollamada charla reunião chamada conversa",
        qualifying=r"primera segunda tercera última primeira terceira final inicial técnica"
        r" telefónica telefônica personal presencial laboral grupal virtual online rr\.?hh\.? rh"
        r" de~(?:trabajo|empleo|selección) de~(?:trabalho|emprego|seleção)"
        r" por~(?:teléfono|telefone|videollamada|videochamada|vídeo|zoom)",
        at="con com",
        near="en na no em",
        role=r"para(?:~el~puesto~de|~la~vacante~de|~a~vaga~de)? como",
        both="y e",
    ),
    _Language(  # French
        interview=r"entretiens?",
        meeting=r"rendez-vous rdv appel échange visio visioconférence",
        qualifying=r"premier deuxième second troisième dernier final téléphonique technique rh visio vidéo"
        r" physique individuel collectif préalable en~(?:visio|ligne) par~téléphone d['’]embauche"
        r" de~(?:recrutement|sélection|motivation)",
        at="chez avec",
        near="à au",
        role=r"pour(?:~(?:le|un)~poste~de)? en~tant~que",
        both="et",
    ),
    _Language(  # Italian
        interview=r"(?:video)?colloqui[oi]",
        meeting=r"chiamata incontro intervista",
        qualifying=r"primo secondo terzo ultimo finale iniziale tecnico telefonico conoscitivo motivazionale"
        r" online hr di~(?:lavoro|selezione) in~presenza via~zoom",
        at="con presso",
        near="in da",
        role=r"per(?:~la~posizione~di|~il~ruolo~di)? come",
        both="e",
    ),
    _Language(  # Dutch
        interview=r"(?:sollicitatie|kennismakings|intake|selectie)gesprek"
        r" (?:eerste|tweede|derde|\d{1,2}e)~gesprek",
        meeting=r"(?:vervolg|video)?gesprek",
        qualifying=r"eerste tweede derde laatste telefonisch technisch online digitaal",
        at="met bij",
        near="",
        role=r"voor(?:~de~functie)? als over",
        both="en",
    ),
    _Language(  # Polish
        interview=r"rozmow[aęy]~(?:kwalifikacyjn|rekrutacyjn|techniczn)\w+ rozmow[aęy]~o~pracę",
        meeting=r"rozmow[aęy] spotkanie",
        qualifying=r"pierwsza druga trzecia końcowa telefoniczna kwalifikacyjna rekrutacyjna"
        r" techniczna online",
        at="ze? we? u",
        near="",
        role=r"na~stanowisko",
        both="i",
    ),
    _Language(  # Danish, Norwegian and Swedish
        interview=r"jobb?samtaler? \w*intervju (?:første|anden|andre|annen|tredje)(?:gangs|~)?samtale",
        meeting=r"(?:telefon|video)?samtale? møte møde möte",
        qualifying=r"første anden andre annen tredje siste sidste första andra sista teknisk telefonisk"
        r" digitalt? online",
        at="med hos",
        near="i på ved vid",
        role=r"som för till? om",
        both="og och",
    ),
    _Language(  # the English word, which many languages borrowed
        interview=r"\w*interview",
        meeting="",
        qualifying=r"eerste tweede derde laatste telefonisch technisch digitaal telefonisk teknisk",
        at="avec chez presso bij hos",
        near="con com met med",
        role="",
        both="",
    ),
)


def any_of(words: str) -> str:
    """Return a pattern for any of these words; `~` stands for a blank inside one."""
    return "|".join(words.split()).replace("~", " ") or r"(?!)"


def _meeting_pattern(language: _Language) -> re.Pattern[str]:
    qualifying = rf"(?:{_ORDINAL}|{any_of(language.qualifying)})(?!\w)"
    interview = any_of(language.interview)
    # Atomic groups, (?>...), since such words in a row could be matched in twice as many ways for each more.
    return re.compile(
        rf"(?<!\w)(?:(?P<numbered>{interview})"
        rf"|(?>{qualifying}[ -]+)*(?:(?P<interview>{interview})|(?:{any_of(language.meeting)})))(?!\w)"
        rf"(?>[ -]+{qualifying})*",
        re.IGNORECASE,
    )


_MEETINGS = {language: _meeting_pattern(language) for language in _LANGUAGES}


_WORDS_BEFORE_NAME = re.compile(r"\b(?:with|at|for|bei|mit|für|interview|\w*gespräch)\b|@", re.IGNORECASE)
"""What an English or German title has before a name, which may be such a word: "Interview with Visio"."""


def in_english(title: str) -> str:
    """Return a title with its words for a meeting in English; unchanged if it has none in these languages."""
    for language, pattern in _MEETINGS.items():
        match = pattern.search(title)
        if match is None or _WORDS_BEFORE_NAME.search(title, 0, match.start()):
            continue
        after = title[match.end() :]
        is_interview = bool(match["numbered"] or match["interview"])
        names = _names_in_english(language, after, ignore_case=title.isupper())
        # The words for a call or a talk, and the borrowed "interview", need a preposition of that language.
        is_borrowed = language is _LANGUAGES[-1]
        if names.startswith((" with ", " for ")) or (is_interview and not (is_borrowed and names == after)):
            return f"{title[: match.start()]}{'interview' if is_interview else 'meeting'}{names}"
    return title


def _names_in_english(language: _Language, text: str, *, ignore_case: bool) -> str:
    """Return what follows the meeting words, with the words before organization and role in English."""
    flags = re.IGNORECASE if ignore_case else re.NOFLAG

    def pattern(words: str) -> re.Pattern[str]:
        return re.compile(rf"\s+(?:{any_of(words)})(?:\s+{any_of(_COMPANY)})?\s+(?!\d)", flags)

    both = re.compile(
        rf"(?<=\|)\s+(?:{any_of(language.both)})\s|\s(?:{any_of(language.both)})\s+(?=\|)", flags
    )
    text = both.sub(" ", text)
    at_first, at, role = map(pattern, (f"{language.at} {language.near}", language.at, language.role))
    if match := role.match(text):
        return " for " + at_first.sub(" with ", text[match.end() :], count=1)
    if match := at_first.match(text):
        # With the blank before it, which is part of the next preposition.
        text = role.sub(" for ", text[match.end() - 1 :], count=1)
        return f" with{at.sub(' with ', text, count=1)}"
    return at.sub(" with ", text, count=1)
