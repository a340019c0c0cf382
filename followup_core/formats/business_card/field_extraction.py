"""Extracts contact details from the lines of a card, for the candidate to check before saving."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from . import card_vocabulary
from .contact import ContactDetails, clean_contact, linkedin_address
from .ocr import MIN_CONFIDENCE, TextLine

_EMAIL = re.compile(r"[\w.+'-]+\s?@\s?[\w-]+(?:\s?\.\s?[\w-]+)*\s?\.\s?[^\W\d_]{2,24}")
_SHORT_PROFILE = re.compile(r"(?:^|\s)/?in/(?P<who>[\w-]{3,100})$", re.IGNORECASE)
_WEB = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|eu|io|[a-z]{2})\b(?:/\S*)?",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\s*(?:e-?mail|mail|web|www|linkedin|tel(?:efon|ephone)?|phone|mobil\w*|fax|t|e|m|f|w|in)\s*[:.]\s*",
    re.IGNORECASE,
)
_PIECE_SEPARATOR = re.compile(r"\s*[|•·/]\s+|\s+[|•·]\s*|\s{3,}|\s+[–—-]\s+")
_LOOKS_LIKE_NUMBER = re.compile(r"\+?\(?\d[\d\s().\u2010-\u2015/-]{6,22}\d")
_MAX_LINES = 200
_MAX_LINE_CHARS = 200  # because the patterns scan a line again from each of its characters
_MIN_LIKENESS = 82  # of 100: the required similarity of an organization's name and its domain


def extract_contact(lines: Sequence[TextLine], *, country: str = "") -> ContactDetails:
    """Return the contact details in the lines; an unclear detail stays blank.

    `country` (ISO 3166, two letters) is assumed for a number without a country code.
    """
    confident_lines = [line for line in lines if line.score >= MIN_CONFIDENCE][:_MAX_LINES]
    lines_to_read = [replace(line, text=line.text[:_MAX_LINE_CHARS]) for line in confident_lines]
    texts = [line.text for line in lines_to_read]
    email = _email(texts)
    details = ContactDetails(email=email, phone=_phone(texts, country.upper()), linkedin_url=_profile(texts))
    pieces = [piece for line in lines_to_read for piece in _pieces(line)]
    details = replace(details, title=_title(pieces))
    details = replace(details, organization=_organization(pieces, details, _domain(email, texts)))
    return clean_contact(replace(details, name=_name(pieces, details)))


def _email(texts: Sequence[str]) -> str:
    for text in texts:
        if match := _EMAIL.search(text):
            return re.sub(r"\s", "", match.group()).strip(".'-")
    return ""


def _profile(texts: Sequence[str]) -> str:
    for text in texts:
        if address := linkedin_address(re.sub(r"\s*([./])\s*", r"\1", text)):
            return address
    matches = (match for text in texts if (match := _SHORT_PROFILE.search(text)))
    return next((linkedin_address(f"linkedin.com/in/{match['who']}") for match in matches), "")


def _phone(texts: Sequence[str], country: str) -> str:
    """Return the first number that is not a fax, as printed if its country is not known."""
    numbers = [number for text in texts for number in _numbers(text, country)]
    return next(iter(numbers), "")


def _numbers(text: str, country: str) -> Iterator[str]:
    import phonenumbers

    matches = list(phonenumbers.PhoneNumberMatcher(text, country or None, phonenumbers.Leniency.VALID))
    for match in matches:
        if not _is_fax(text, match.start):
            yield phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    if matches or _EMAIL.search(text):
        return
    for candidate in _LOOKS_LIKE_NUMBER.finditer(text):
        if sum(char.isdigit() for char in candidate.group()) >= 8 and not _is_fax(text, candidate.start()):
            yield candidate.group()


def _is_fax(text: str, start: int) -> bool:
    before = re.split(r"\d", text[:start])[-1]
    return bool(card_vocabulary.FAX_WORDS.search(f"{before} +" if before else before))


def _domain(email: str, texts: Sequence[str]) -> str:
    """Return the domain's name in the email address or website: `acme` for `jobs.acme.co.uk`; '' if none."""
    names = [email.partition("@")[2]] if email else []
    names += [
        match.group().split("//")[-1].split("/")[0]
        for text in texts
        if "@" not in text and "linkedin" not in text.lower() and (match := _WEB.search(text))
    ]
    for name in names:
        pieces = [piece for piece in name.lower().removeprefix("www.").split(".") if piece]
        labels = pieces[:-1] if len(pieces) > 1 else []
        if len(labels) > 1 and labels[-1] in ("co", "com", "ac", "org", "net", "gov", "edu"):
            labels = labels[:-1]
        if labels and labels[-1] not in card_vocabulary.FREE_MAIL_PROVIDERS:
            return labels[-1]
    return ""


def _pieces(line: TextLine) -> Iterator[TextLine]:
    """Yield the parts of a line that may be names, titles or places, without addresses and numbers."""
    text = _EMAIL.sub(" ", line.text)
    for piece in _PIECE_SEPARATOR.split(text):
        without_label = _LABEL.sub("", piece).strip(" ,;:|•·")
        if (
            without_label
            and not linkedin_address(without_label)
            and not _LOOKS_LIKE_NUMBER.search(without_label)
        ):
            yield replace(line, text=without_label)


def _title(pieces: Sequence[TextLine]) -> str:
    for piece in pieces:
        title = _title_part(piece.text)
        if title and _is_title(title) and not card_vocabulary.LEGAL_FORMS.search(title):
            return title
    return ""


def _is_title(text: str) -> bool:
    return bool(
        card_vocabulary.TITLE.search(text) or card_vocabulary.TITLE_EAST.search(text)
    ) and not re.search(r"\d{3}", text)


def _title_part(text: str) -> str:
    """Return the title in a line such as “Dana Ruiz, Head of People”; otherwise the whole line."""
    before, comma, after = text.partition(",")
    joined = comma and _is_title(after) and not _is_title(before) and len(before.split()) in (2, 3)
    return after.strip() if joined else text


def _organization(pieces: Sequence[TextLine], details: ContactDetails, domain: str) -> str:
    remaining_pieces = [
        piece for piece in pieces if piece.text != details.title and not _WEB.fullmatch(piece.text)
    ]
    for pattern in (card_vocabulary.LEGAL_FORMS, card_vocabulary.COMPANY_WORDS_EAST):
        for piece in remaining_pieces:
            if pattern.search(piece.text):
                return piece.text
    remaining_pieces = [
        piece for piece in remaining_pieces if not card_vocabulary.ADDRESS_WORDS.search(piece.text)
    ]
    best_match = max(remaining_pieces, key=lambda piece: _likeness(piece.text, domain), default=None)
    if best_match is not None and domain and _likeness(best_match.text, domain) >= _MIN_LIKENESS:
        return best_match.text
    companies = (piece.text for piece in remaining_pieces if card_vocabulary.COMPANY_WORDS.search(piece.text))
    return next(companies, "")


def _likeness(text: str, domain: str) -> float:
    """Return the similarity of a name and a domain, from 0 to 100; the name's initials count, too."""
    from rapidfuzz import fuzz

    name = _ascii_lower(text)
    if not name or not domain:
        return 0.0
    domain_name = re.sub(r"[^a-z0-9]", "", domain)
    initials = "".join(word[0] for word in _ascii_lower(text, keep=" ").split())
    if len(initials) > 2 and initials == domain_name:
        return 100.0
    return float(fuzz.ratio(name, domain_name))


_ASCII_SPELLINGS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "ı": "i"}
)


def _ascii_lower(text: str, keep: str = "") -> str:
    """Return a text in lower-case ASCII, as domains and addresses spell it."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_ASCII_SPELLINGS))
    return "".join(char for char in decomposed if char.isascii() and (char.isalnum() or char in keep))


def _name(pieces: Sequence[TextLine], details: ContactDetails) -> str:
    best_name, best_score = "", 0.0
    tallest = max((piece.height for piece in pieces), default=1.0) or 1.0  # a line drawn flat has no height
    for piece in pieces:
        text = _name_part(piece.text, details)
        score = _name_score(text, piece.height / tallest, details) if text else 0.0
        if score > best_score:
            best_name, best_score = text, score
    return _in_title_case(best_name)


def _name_part(text: str, details: ContactDetails) -> str:
    """Return the part of a line that could be a name; '' if there is none."""
    if details.title and text.endswith(details.title):
        text = text.removesuffix(details.title).rstrip(" ,")
    text = card_vocabulary.DEGREES.sub("", text).strip(" ,")
    if not text or text in (details.organization, details.title) or _WEB.search(text):
        return ""
    if (
        any(char.isdigit() for char in text)
        or card_vocabulary.ADDRESS_WORDS.search(text)
        or card_vocabulary.LEGAL_FORMS.search(text)
    ):
        return ""
    if _is_east_asian(text):
        return (
            text
            if 2 <= len(text.replace(" ", "")) <= 5 and not card_vocabulary.TITLE_EAST.search(text)
            else ""
        )
    words = [word for word in re.split(r"\s+", text) if word]
    if not all(map(_is_word, text.split())):
        return ""
    are_capitalized = all(word[0].isupper() or word.lower() in _PARTICLES for word in words)
    return text if 2 <= len(words) <= 5 and are_capitalized and not card_vocabulary.TITLE.search(text) else ""


def _is_word(word: str) -> bool:
    """Return whether a word may be real: OCR turns unknown letters into mixtures of scripts and cases."""
    scripts = {unicodedata.name(char, "").split(" ")[0] for char in word if char.isalpha()}
    case_pattern = "".join("a" if char.islower() else "A" if char.isupper() else "-" for char in word)
    return len(scripts) < 2 and "aaaA" not in case_pattern


_PARTICLES = frozenset(
    [
        *("de", "del", "della", "der", "den", "di", "da", "do", "dos", "du", "la", "le", "el", "van", "von"),
        *("vom", "zu", "y", "e", "i", "ten", "ter", "bin", "al"),
    ]
)


def _is_east_asian(text: str) -> bool:
    chars = [char for char in text if not char.isspace()]
    return bool(chars) and all(unicodedata.east_asian_width(char) in "WF" for char in chars)


def _name_score(text: str, height: float, details: ContactDetails) -> float:
    """Return how likely a text is the name: the email address counts most, then the height of the letters."""
    from rapidfuzz import fuzz

    local_part = re.sub(r"[^a-z]", "", _ascii_lower(details.email.partition("@")[0], keep="."))
    pieces = [_ascii_lower(word) for word in text.split()]
    spelled = max(
        (100.0 * (len(piece) > 2 and piece in local_part) for piece in pieces if piece), default=0.0
    )
    likeness = max(spelled, fuzz.partial_ratio("".join(pieces), local_part) if local_part else 0.0)
    company_penalty = 0.5 if card_vocabulary.COMPANY_WORDS.search(text) else 0.0
    return 0.2 + height + likeness / 50 - company_penalty


def _in_title_case(name: str) -> str:
    """Return a name in capitals as it is written in a message; any other name unchanged."""
    if not name.isupper() or _is_east_asian(name):
        return name
    return re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), name)
