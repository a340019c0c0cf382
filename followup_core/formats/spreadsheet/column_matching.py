"""Column matching: the fields that a column can mean, and the names they have in practice."""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from followup_core.models import normalize_name


class Field(StrEnum):
    """What a column of somebody's table can mean."""

    ORGANIZATION = "organization"
    ROLE = "role"
    ROUND = "round"
    HELD_AT = "held_at"
    HELD_TIME = "held_time"
    TIMEZONE = "timezone"
    FORMAT = "format"
    DECISION_BY = "decision_by"
    STATUS = "status"
    OUTCOME_ON = "outcome_on"
    STILL_INTERESTED = "still_interested"
    NOTES = "notes"
    PERSON_NAME = "person_name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    PERSON_TITLE = "person_title"
    EMAIL = "email"
    PHONE = "phone"
    LINKEDIN_URL = "linkedin_url"
    PART = "part"


_NAMES: Mapping[Field, str] = {
    Field.ORGANIZATION: "company|company name|companyname|employer|employer name|organization|organisation"
    "|organization name|organisation name|hiring company|firm|unternehmen|unternehmensname|firma|arbeitgeber"
    "|empresa|compañía|nombre de la empresa|entreprise|nom de l'entreprise|société",
    Field.ROLE: "role|role title|title|job|job title|jobtitle|job role|job position|position|position title"
    "|position applied for|opening|vacancy|stelle|stellenbezeichnung|rolle|puesto|vacante|cargo|poste"
    "|intitulé du poste",
    Field.ROUND: "round|interview round|round number|stage number|runde|ronda|tour",
    Field.HELD_AT: "interview date|date of interview|date of the interview|interview|interviewed on|held at"
    "|held on|interview day|interview on|interview date and time|interview date/time|interview datetime"
    "|interviewtermin|gesprächstermin|datum des gesprächs|vorstellungsgespräch"
    "|fecha de entrevista|fecha de la entrevista|fecha entrevista|entrevista|date d'entretien"
    "|date de l'entretien|date entretien|entretien",
    Field.HELD_TIME: "interview time|time of interview|time|uhrzeit|hora|heure",
    Field.TIMEZONE: "timezone|time zone|interview timezone|zeitzone|zona horaria|fuseau horaire",
    Field.FORMAT: "format|interview type|interview format|interview mode|type of interview|mode of interview"
    "|formato|type d'entretien",
    Field.DECISION_BY: "decision by|decision date|decide by|decision expected|expected decision"
    "|expected decision date|hear back by|response by|expected response|response expected"
    "|entscheidung bis|antwort bis|rückmeldung bis",
    Field.STATUS: "status|stage|list|list name|listname|application status|application stage|current status"
    "|interview status|outcome|result|bewerbungsstatus|ergebnis|estado|resultado|statut|résultat|état",
    Field.OUTCOME_ON: "outcome on|outcome date|result date|closed on",
    Field.STILL_INTERESTED: "still interested|interested",
    Field.NOTES: "notes|note|comments|comment|remarks|notizen|anmerkungen|bemerkungen|notas|comentarios"
    "|commentaires|remarques",
    Field.PERSON_NAME: "contact person|contact|contact name|contacts|interviewer|interviewers"
    "|interviewer name|interviewer names|interviewed by|met with|panel|recruiter|recruiter name"
    "|hiring manager|name|full name|ansprechpartner|ansprechperson|gesprächspartner|kontakt|contacto"
    "|persona de contacto|entrevistador|interlocuteur|recruteur",
    Field.FIRST_NAME: "first name|given name|vorname|prénom",
    Field.LAST_NAME: "last name|family name|surname|nachname|apellido|apellidos",
    Field.PERSON_TITLE: "contact title|contact role|interviewer title|interviewer role|person title",
    Field.EMAIL: "contact email|email|e-mail|email address|e-mail address|contact e-mail|recruiter email"
    "|interviewer email|contact email address|correo|correo electrónico|courriel",
    Field.PHONE: "phone|contact phone|phone number|contact phone number|telephone|mobile|mobile phone"
    "|telefon|telefonnummer|teléfono|téléphone",
    Field.LINKEDIN_URL: "linkedin|linkedin url|linkedin profile|interviewer linkedin|contact linkedin",
    Field.PART: "part",
}
_BY_NAME: Mapping[str, Field] = {name: field for field, names in _NAMES.items() for name in names.split("|")}
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*")
_TWO_NAMES = re.compile(r"\s*/\s*|\s+(?:or|and|&|\+)\s+")
_NUMBERED = re.compile(r"\s*#?\s*[1-9]\b(?=$| date$)")
_SHORTEST_SLIP = 6  # characters


@lru_cache(maxsize=4096)
def meaning_of(name: str) -> Field | None:
    """Return what a column of this name means, ignoring case, spaces, dashes, parentheses and stars."""
    plain = normalize_name(name).strip(" :*?")
    for spelling in (
        plain,
        plain.replace("_", " ").replace("-", " "),
        _IN_BRACKETS.sub(" ", plain).strip(" :*?"),
    ):
        if spelling in _BY_NAME:
            return _BY_NAME[spelling]
    alone = _BY_NAME.get(_NUMBERED.sub("", plain))
    if alone in {Field.PERSON_NAME, Field.HELD_AT}:
        return alone
    both = {_BY_NAME.get(part) for part in _TWO_NAMES.split(plain)}
    return (
        Field.HELD_AT if both == {Field.HELD_AT, Field.HELD_TIME} else both.pop() if len(both) == 1 else None
    )


def guess(columns: Iterable[str]) -> Mapping[str, Field]:
    """Return what each column seems to mean; each meaning is used once, for the first match.

    A misspelled name counts after all the correct ones.
    """
    names = tuple(columns)
    found: dict[str, Field] = {}
    for understand in (meaning_of, _slip):
        for name in names:
            field = understand(name) if name not in found else None
            if field is not None and field not in found.values():
                found[name] = field
    return {name: found[name] for name in names if name in found}


@lru_cache(maxsize=4096)
def _slip(name: str) -> Field | None:
    """Return what a misspelled name means: two letters swapped, one doubled or not, an s too many or few.

    A different letter makes a different word: a contract is not a contact, an employee
    not an employer.
    """
    from rapidfuzz.distance import OSA

    plain = normalize_name(name)
    if not _SHORTEST_SLIP <= len(plain) <= 40:
        return None
    for known, field in _BY_NAME.items():
        if OSA.distance(plain, known, score_cutoff=1) == 1 and _same_letters(plain, known):
            return field
    return None


def _same_letters(one: str, other: str) -> bool:
    return sorted(one) == sorted(other) or _undoubled(one) == _undoubled(other) or one + "s" == other


def _undoubled(text: str) -> str:
    return "".join(letter for letter, _ in groupby(text)).removesuffix("s")


def signature(columns: Sequence[str]) -> str:
    """Return a key that files with the same columns share, whatever the order of the columns."""
    return "\x1f".join(sorted(map(normalize_name, columns)))
