"""Guesses organization and role from an event's title, or else from the sender's domain."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from followup_core.models import normalize_name

from .email_domains import organization_of, resembles
from .title_languages import any_of, in_english

MAX_NAME_LENGTH = 200


_PREFIX_WORDS = """
(?:(?:updated|accepted|tentative)~)?invitation invite accepted tentative updated confirmed confirmation
reminder re fwd? aw wg einladung hold rescheduled invitación convite invito uitnodiging zaproszenie inbjudan
invitasjon
"""
_PREFIX = re.compile(rf"^\s*(?:{any_of(_PREFIX_WORDS)})\s*:\s*", re.IGNORECASE)
_CANCELED = r"""
cancel+ed cancelled canceled abgesagt abgebrochen annul[eé]e? annul[eé]s? geannuleerd afgezegd
cancelad[oa] anulad[oa] annullat[oa] odwołan[aeoy] inställ[dt] avlyst aflyst annulleret storniert entfällt
"""
_DECLINED = "declined abgelehnt refus[eé]e? geweigerd rechazad[oa] rifiutat[oa]"
_STATUS = re.compile(
    rf"^\s*(?P<open>[\[(])?(?:(?P<canceled>{any_of(_CANCELED)})|(?P<declined>{any_of(_DECLINED)}))(?!\w)"
    r"(?:\s+event\b)?(?(open)[\])]\s*[:\-–—]?\s*|\s*(?P<end>[:\-–—]\s*|$)?)",
    re.IGNORECASE,
)
"""What calendars put before the title of an appointment that is off, such as "Canceled: " or "[Canceled]"."""

_INTERVIEW_WORDS = r"""
\w*interview\w* screen(?:ing)? vorstellungsgespr\w* bewerbungsgespr\w* kennenlern\w* entretiens?
entrevistas? colloqui[oi] sollicitatie\w* \w*intervju\w* jobsamtale\w* rozmow[aęy]~kwalifikacyjn\w*
assessment on-?site hiring recruit\w* candidate
"""
_INTERVIEW = re.compile(rf"\b(?:{any_of(_INTERVIEW_WORDS)})\b", re.IGNORECASE)
_QUALIFYING = r"""
first second third fourth fifth final last next 1st 2nd 3rd 4th 5th initial
(?:round|stage|part)~?\d+ phone telephone video virtual online remote in[~-]person on-?site technical tech
panel behaviou?ral hiring~manager hr recruiter candidate job your the our my zoom teams google~meet
webex skype coding case~study take[~-]home culture team intro introductory introduction exploratory
informational follow[~-]up \d+~?-?(?:min(?:ute)?s?|h(?:ours?|rs?)?) scheduled new round stage event
termin invitation
"""
# Each of these words can match in one way only, (?>...); otherwise "1st round 1st round ..." would be matched
# in twice as many ways for every two more words.
_MEETING = r"""
(?:telefon|video|online)?interview(?:s|ing)?
screen(?:ing)? call chat meeting conversation discussion session assessment appointment
vorstellungsgespräch bewerbungsgespräch gespräch kennenlerngespräch on-?site
(?:hiring|recruiting)~team
"""
_MEETING_WORDS = re.compile(
    rf"\b(?>(?:{any_of(_QUALIFYING)})[ -]+)*(?:{any_of(_MEETING)})\b(?:[ -]slot\b)?"
    r"|\b\d+ ?-?min(?:ute)?s?\b",
    re.IGNORECASE,
)
_ONLY_QUALIFYING = re.compile(rf"(?>\b(?:{any_of(_QUALIFYING)})\b\W*)+", re.IGNORECASE)
_ROLE_WORDS = r"""
analyst engineer(?:ing)? manager developer designer scientist director assistant coordinator consultant
specialist administrator officer associate representative architect researcher teacher nurse accountant
technician intern(?:ship)? trainee apprentice lead head planner editor writer programmer librarian
secretary clerk lecturer professor fellow advis[eo]r strategist buyer controller auditor paralegal
attorney lawyer recruiter marketer producer operator mechanic driver chef barista therapist counsell?or
physician pharmacist supervisor executive president founder owner tester sre devops qa ux full[-]?stack
front[-]?end back[-]?end werkstudent\w* praktik\w* referent\w* sachbearbeiter\w*
analista analyste analist analityk analytiker ingenier[oa] ingénieure? ingegnere engenheir[oa] ingenjör
ingeniør desarrolladora? développeu(?:r|se) sviluppat(?:ore|rice) desenvolvedora? ontwikkelaar
programist[ak]a? utvecklare utvikler udvikler
"""
_ROLE = re.compile(
    rf"\b(?:{any_of(_ROLE_WORDS)})s?\b|\w+(?:entwickler|ingenieur|berater|leiter|assistent)(?:in)?\b",
    re.IGNORECASE,
)
_PARENTHESIS = re.compile(r"[(\[]([^)\]]{1,100})[)\]]")
# "Borealis, Inc." is one name. Of all legal forms, only those of English names follow a comma.
_SEPARATOR = re.compile(
    r"\s+(?P<word>w/(?=\s)|with|at|for|mit|bei|für|als|as)\s+|\s*(?P<at>@)\s*"
    r"|\s+(?:[-–—|/x×]|<>|<->)\s+|\s*(?:[:;|•·]|–|—|<>)\s*"
    r"|,\s+(?!(?:inc|ltd|llc|gmbh|corp|co|s\.a)\b)",
    re.IGNORECASE,
)
_WORDS_BEFORE_ORGANIZATION = frozenset({"with", "w/", "at", "@", "mit", "bei"})
_WORDS_BEFORE_ROLE = frozenset({"for", "für", "als", "as"})
_EDGE_CHARS = " \t-–—:,;|/•·#&+<>\"'“”„"
_DANGLING_WORD = re.compile(r"^(?:and|und|with|at|for|the)\b\s*|\s*\b(?:and|und|with|at|for)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedTitle:
    """The organization and role of an interview; `organization` is '' only if the event says nothing."""

    organization: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A part of a title, without the words that every title has, and the `word` before it."""

    word: str
    text: str


def is_canceled_title(title: str) -> bool:
    """Return whether a title begins with a word that says the appointment was canceled."""
    match = _status(title)
    return match is not None and match["canceled"] is not None


def is_declined_title(title: str) -> bool:
    """Return whether a title begins with a word that says the candidate declined."""
    match = _status(title)
    return match is not None and match["declined"] is not None


def without_status(title: str) -> str:
    """Return a title without the word in front that says that the appointment is off."""
    match = _status(title)
    return title[match.end() :].strip() if match else title.strip()


def _status(title: str) -> re.Match[str] | None:
    """Return the match of the word in front that says that an appointment is off, or None.

    If the word has neither brackets nor a colon, it must stand before a meeting: "Canceled Flights Ltd" is a
    name.
    """
    match = _STATUS.match(title)
    if match is None or match["open"] or match["end"] is not None:
        return match
    return match if _MEETING_WORDS.match(in_english(title[match.end() :])) else None


def mentions_interview(title: str) -> bool:
    """Return whether a title says that this is a job interview."""
    return bool(_INTERVIEW.search(in_english(title)))


def parse_title(title: str, domains: Sequence[str], people: Collection[str]) -> ParsedTitle:
    """Return the organization and role in a title; `people` are names that the title may also contain.

    The title is tried first ("Interview with Acme", "Acme: data analyst interview"),
    then the domain of the sender, then the unchanged title. The candidate sees the result and
    can correct it before it is saved.
    """
    short_title = _without_prefix(" ".join(title.split()))[:MAX_NAME_LENGTH]
    pieces = list(_pieces(short_title, people))
    role = next((piece.text for piece in pieces if _is_role(piece)), "")
    remaining_pieces = [piece for piece in pieces if not _is_role(piece)]
    if not role:
        role = next(
            (
                piece.text
                for piece in remaining_pieces
                if piece.word in _WORDS_BEFORE_ROLE and len(remaining_pieces) > 1
            ),
            "",
        )
        remaining_pieces = [piece for piece in remaining_pieces if piece.text != role]
    domain_organization = organization_of(domains[0]) if domains else ""
    organization = (
        _organization(remaining_pieces, domains, is_interview=bool(role) or mentions_interview(short_title))
        or domain_organization
        or short_title
    )
    return ParsedTitle(organization=organization[:MAX_NAME_LENGTH], role=role[:MAX_NAME_LENGTH])


def _organization(pieces: Sequence[_Piece], domains: Sequence[str], *, is_interview: bool) -> str:
    """Return the piece that a domain confirms, else one after "with" or "at", else the first one."""
    for piece in pieces:
        if any(resembles(domain, piece.text) for domain in domains):
            return piece.text
    named_organization = next(
        (piece.text for piece in pieces if piece.word in _WORDS_BEFORE_ORGANIZATION), ""
    )
    if named_organization or not is_interview:
        return named_organization if is_interview or not domains else ""
    return pieces[0].text if pieces else ""


def _is_role(piece: _Piece) -> bool:
    return bool(_ROLE.search(piece.text)) and piece.word not in _WORDS_BEFORE_ORGANIZATION


def _without_prefix(title: str) -> str:
    for _ in range(3):
        title = _PREFIX.sub("", title)
    return title


def _pieces(title: str, people: Collection[str]) -> Iterator[_Piece]:
    """Yield the parts of a title, without people's names and the words that every title has."""
    parentheses = [parenthesis_text.strip() for parenthesis_text in _PARENTHESIS.findall(title)]
    remaining_text, word = in_english(_without_names(_PARENTHESIS.sub(" ", title), people)), ""
    first_names = {person.split()[0].casefold() for person in people if person.split()}
    while True:
        separator = _SEPARATOR.search(remaining_text)
        yield from _piece(
            word, remaining_text[: separator.start()] if separator else remaining_text, first_names
        )
        if separator is None:
            break
        word, remaining_text = (
            (separator["word"] or separator["at"] or "").casefold(),
            remaining_text[separator.end() :],
        )
    for parenthesis in parentheses:
        yield from _piece("", _without_names(parenthesis, people), first_names)


def _without_names(title: str, people: Collection[str]) -> str:
    for name in people:
        if len(name.split()) > 1 and name.casefold() in title.casefold():
            title = re.sub(rf"\b{re.escape(name)}\b", " | ", title, flags=re.IGNORECASE)
    return title


def _piece(word: str, text: str, first_names: Collection[str]) -> Iterator[_Piece]:
    stripped = " ".join(_MEETING_WORDS.sub(" ", text).split()).strip(_EDGE_CHARS)
    stripped = _DANGLING_WORD.sub("", stripped).strip(_EDGE_CHARS)
    if any(char.isalpha() for char in stripped) and not (
        _ONLY_QUALIFYING.fullmatch(stripped) or normalize_name(stripped) in first_names
    ):
        yield _Piece(word=word, text=stripped)
