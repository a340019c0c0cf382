"""What a column can mean, and by which names it goes in the wild."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

from followup_core.records import SCHEMA, folded


class Field(StrEnum):
    """What a column of somebody's table can mean to us."""

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
    Field.ORGANIZATION: "company|company name|employer|organization|organisation|firm|companyname|"
    "unternehmen|firma|arbeitgeber|empresa|entreprise|société",
    Field.ROLE: "role|job title|title|position|job position|jobtitle|job|opening|vacancy|stelle|puesto|"
    "cargo|poste",
    Field.ROUND: "round|interview round|stage number|runde|ronda",
    Field.HELD_AT: "interview date|date of interview|interview|interviewed on|held at|held on|interview day|"
    "interview date and time|interview date/time|interview on|datum des gesprächs|vorstellungsgespräch|"
    "fecha de entrevista|fecha entrevista|date d'entretien|date de l'entretien|date entretien",
    Field.HELD_TIME: "interview time|time of interview|time|uhrzeit|hora|heure",
    Field.TIMEZONE: "timezone|time zone|zeitzone",
    Field.FORMAT: "format|interview type|interview format|interview mode|type of interview",
    Field.DECISION_BY: "decision by|decision date|decide by|decision expected|hear back by|response by|"
    "expected response|expected decision|entscheidung bis",
    Field.STATUS: "status|stage|list|list name|listname|application status|outcome|result|estado|statut|état",
    Field.OUTCOME_ON: "outcome on|outcome date|result date|closed on",
    Field.STILL_INTERESTED: "still interested|interested",
    Field.NOTES: "notes|note|comments|comment|remarks|notizen|notas|bemerkungen|commentaires|remarques",
    Field.PERSON_NAME: "contact person|contact|contact name|interviewer|interviewer name|recruiter|"
    "recruiter name|hiring manager|name|full name|ansprechpartner|kontakt|contacto",
    Field.FIRST_NAME: "first name|given name|vorname",
    Field.LAST_NAME: "last name|family name|surname|nachname",
    Field.PERSON_TITLE: "contact title|interviewer title|person title",
    Field.EMAIL: "contact email|email|e-mail|email address|e-mail address|contact e-mail|recruiter email|"
    "interviewer email|correo|courriel",
    Field.PHONE: "phone|contact phone|phone number|contact phone number|telephone|mobile|mobile phone|"
    "telefon|teléfono|téléphone",
    Field.LINKEDIN_URL: "linkedin|linkedin url|linkedin profile|linkedin_url",
    Field.PART: "part",
}
_BY_NAME: Mapping[str, Field] = {name: field for field, names in _NAMES.items() for name in names.split("|")}


@lru_cache(maxsize=4096)
def meaning_of(name: str) -> Field | None:
    """Return what a column of this name means, whatever its case, spaces, dashes and underlines."""
    plain = folded(name).strip(" :*")
    return _BY_NAME.get(plain) or _BY_NAME.get(plain.replace("_", " ").replace("-", " "))


def own_table(columns: Iterable[str]) -> str:
    """Return which of our own tables has these columns, '' for none; columns may be missing or foreign."""
    given = set(columns)
    tables = (name for name, schema in SCHEMA.items() if {*schema.required, *schema.columns[:2]} <= given)
    return next(tables, "")


def guess(columns: Iterable[str]) -> Mapping[str, Field]:
    """Return what each column seems to mean; each meaning is given once, to the first that asks for it."""
    found: dict[str, Field] = {}
    for column in columns:
        field = meaning_of(column)
        if field is not None and field not in found.values():
            found[column] = field
    return found


def signature(columns: Sequence[str]) -> str:
    """Return what tells files with the same columns from others, in whatever order the columns are."""
    return "\x1f".join(sorted(map(folded, columns)))
