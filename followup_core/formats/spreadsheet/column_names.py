"""Finds the field that a spreadsheet's column holds by the name that people give to the column."""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from followup_core.models import normalize_name


class Field(StrEnum):
    """What a column of a spreadsheet can hold."""

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
    THANKED_ON = "thanked_on"
    NOTES = "notes"
    PERSON_NAME = "person_name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    PERSON_TITLE = "person_title"
    EMAIL = "email"
    PHONE = "phone"
    LINKEDIN_URL = "linkedin_url"
    PART = "part"


_COLUMN_NAMES: Mapping[Field, str] = {
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
    Field.FORMAT: "format|interview type|interview format|interview mode|type of interview"
    "|mode of interview|formato|type d'entretien",
    Field.DECISION_BY: "decision by|decision date|decide by|decision expected|expected decision"
    "|expected decision date|hear back by|response by|expected response|response expected"
    "|entscheidung bis|antwort bis|rückmeldung bis",
    Field.STATUS: "status|stage|list|list name|listname|application status|application stage|current status"
    "|interview status|outcome|result|bewerbungsstatus|ergebnis|estado|resultado|statut|résultat|état",
    Field.OUTCOME_ON: "outcome on|outcome date|date of outcome|result date|closed on|answered on|answer date"
    "|date answered|date of answer|response date|response received|date of response|responded on|reply date"
    "|replied on|heard back|heard back on|decision received|decision received on|decision date (received)"
    "|date rejected|rejected on|rejection date|date of rejection|offer date|date of offer",
    Field.STILL_INTERESTED: "still interested|interested",
    Field.THANKED_ON: "thanked on|thanked|thank you|thank you sent|thank you sent on|thank you date"
    "|thank you on|date of thank you|thank you sent date|date thank you sent|thank you email"
    "|thank you email sent|thank you email sent on|thank you note|thank you note sent|thank you note sent on"
    "|thank you letter sent|thank you message sent|dank gesendet|gedankt am|agradecimiento enviado"
    "|remerciement envoyé",
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
"""The names of columns for each field, normalized, in English, German, Spanish and French."""

_FIELD_BY_NAME: Mapping[str, Field] = {
    name: field for field, names in _COLUMN_NAMES.items() for name in names.split("|")
}
_PARENTHESES = re.compile(r"\s*\([^()]*\)\s*")
_TWO_NAMES = re.compile(r"\s*/\s*|\s+(?:or|and|&|\+)\s+")
_NUMBER = re.compile(r"\s*#?\s*[1-9]\b(?=$| date$)")
_MIN_MISSPELLED_CHARS = 6
_MAX_MISSPELLED_CHARS = 40


@lru_cache(maxsize=4096)
def field_of(name: str) -> Field | None:
    """Return the field of a column with this name; None if the name is unknown.

    Case, spaces, dashes, parentheses, stars, and a number after a person or an interview don't matter. The
    name may consist of two names for one field, or name both the day and the time of the interview.
    """
    normalized = normalize_name(name).strip(" :*?")
    for spelling in (
        normalized,
        normalized.replace("_", " ").replace("-", " "),
        _PARENTHESES.sub(" ", normalized).strip(" :*?"),
    ):
        if spelling in _FIELD_BY_NAME:
            return _FIELD_BY_NAME[spelling]
    field_without_number = _FIELD_BY_NAME.get(_NUMBER.sub("", normalized))
    if field_without_number in {Field.PERSON_NAME, Field.HELD_AT}:
        return field_without_number
    fields = {_FIELD_BY_NAME.get(part) for part in _TWO_NAMES.split(normalized)}
    if fields == {Field.HELD_AT, Field.HELD_TIME}:
        return Field.HELD_AT
    return fields.pop() if len(fields) == 1 else None


def guess_fields(columns: Iterable[str]) -> Mapping[str, Field]:
    """Return the likely field of each column that has one.

    A field is used once, for the first column that fits. Misspelled names are tried only after all correctly
    spelled ones.
    """
    names = tuple(columns)
    fields: dict[str, Field] = {}
    for match in (field_of, _field_of_misspelled):
        for name in names:
            field = match(name) if name not in fields else None
            if field is not None and field not in fields.values():
                fields[name] = field
    return {name: fields[name] for name in names if name in fields}


@lru_cache(maxsize=4096)
def _field_of_misspelled(name: str) -> Field | None:
    """Return the field of a misspelled name: letters swapped or doubled, or an s too many or too few.

    A name with a different letter is a different word: a contract is not a contact, and an employee is not an
    employer.
    """
    from rapidfuzz.distance import OSA

    normalized = normalize_name(name)
    if not _MIN_MISSPELLED_CHARS <= len(normalized) <= _MAX_MISSPELLED_CHARS:
        return None
    for known_name, field in _FIELD_BY_NAME.items():
        if OSA.distance(normalized, known_name, score_cutoff=1) == 1 and _has_same_chars(
            normalized, known_name
        ):
            return field
    return None


def _has_same_chars(column_name: str, known_name: str) -> bool:
    have_same_letters = sorted(column_name) == sorted(known_name) or _without_doubles(
        column_name
    ) == _without_doubles(known_name)
    return have_same_letters or column_name + "s" == known_name


def _without_doubles(text: str) -> str:
    """Return a text with each run of a letter shortened to one, and without an s at the end."""
    return "".join(char for char, _ in groupby(text)).removesuffix("s")


def column_signature(columns: Sequence[str]) -> str:
    """Return a key that is the same for files with the same columns, in any order."""
    return "\x1f".join(sorted(map(normalize_name, columns)))
