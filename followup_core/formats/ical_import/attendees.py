"""Reads the attendees of an interview: organizer and guests, without candidate and meeting rooms."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from followup_core.models import InterviewerPart, normalize_name
from followup_core.text import one_line

from .email_domains import FREE_MAIL, NO_REPLY_ADDRESSES, company_domain, resembles
from .ical_reader import MAX_INVITED, all_values, first_value, text_value

if TYPE_CHECKING:
    import icalendar

MAX_PEOPLE = 30
"""If more people than this attend, nobody counts as an interviewer unless the candidate chooses them."""
MAX_OFFERED = 300
MAX_NAMES = 50
_MAX_CHARS = 300
_ADDRESS = re.compile(r"[^\s@<>\"(),:;]{1,64}@[^\s@<>\"(),:;]+\.[^\s@<>\"(),:;.]{2,63}")
_SHARED_MAILBOX = re.compile(
    r"(?:no-?reply|do-?not-?reply|calendar|calendar-notification|notifications?|invites?|scheduling"
    r"|interviews?|careers?|jobs?|hr|info|recruit(?:ing|ment)?|talent|hello|team|unknownorganizer)",
    re.IGNORECASE,
)
_RECRUITER_WORDS = re.compile(r"recruit|talent|headhunt|sourcer|sourcing|staffing", re.IGNORECASE)
_SIDE_REMARK = re.compile(r"\s*(?:\([^)]*\)|\[[^\]]*\]|[|].*)\s*")
_HOST_PATTERN = re.compile(r"([^\n:]{2,80}?) is inviting you to a (?:scheduled )?(?:Zoom|Webex) meeting")
_NON_LETTERS = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """One person in an invitation. `email` or `name` may be ''; `part` is the likely part."""

    name: str
    email: str
    part: InterviewerPart = InterviewerPart.INTERVIEWER


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendees:
    """The people to meet, the domains of everybody on the employer's side, and notices about them.

    `candidate_entries` are the attendees who are, or seem to be, the candidate. `names` are the names of all
    attendees, including the candidate. `is_crowd`: whether there are too many people for all to be
    interviewers.
    """

    people: tuple[Attendee, ...]
    candidate_entries: tuple[Attendee, ...]
    domains: tuple[str, ...]
    names: tuple[str, ...]
    notices: tuple[str, ...] = ()
    is_crowd: bool = False


def read_attendees(
    event: "icalendar.Component", candidate_names: Collection[str], *, guess_candidate: bool = True
) -> Attendees:
    """Return the attendees of an event.

    `candidate_names` are the candidate's normalized names and addresses. If nobody with one of them attends
    and `guess_candidate` is true, a likely candidate is looked for. The sender of the invitation counts as
    the coordinator, as a recruiter if their address says so, or as the interviewer if nobody else attends.
    """
    organizer = _read_attendee(first_value(event, "ORGANIZER")) or _host_in_description(
        text_value(event, "DESCRIPTION", 500)
    )
    invited = [
        _read_attendee(attendee)
        for attendee in all_values(event, "ATTENDEE")[:MAX_INVITED]
        if _is_attending_person(attendee)
    ]
    unique_attendees = _unique_attendees([attendee for attendee in (organizer, *invited) if attendee])
    candidate_entries = [
        attendee for attendee in unique_attendees if _is_candidate(attendee, candidate_names)
    ]
    if guess_candidate and not candidate_entries:
        candidate_entries = _likely_candidate(
            organizer, unique_attendees, text_value(event, "SUMMARY", 1_000)
        )
    employer_side = [attendee for attendee in unique_attendees if attendee not in candidate_entries]
    host = organizer if organizer in employer_side else None
    domains = tuple(
        dict.fromkeys(domain for attendee in employer_side if (domain := company_domain(attendee.email)))
    )[:MAX_PEOPLE]
    people = [attendee for attendee in employer_side if attendee.name]
    notices: list[str] = []
    is_crowd = len(people) > MAX_PEOPLE
    if is_crowd:
        notices.append(
            f"{len(people)} people were invited, too many to be interviewers."
            " Nobody is imported unless you choose them."
        )
    elif host and people[:1] == [host] and len(people) > 1:
        people[0] = replace(host, part=_organizer_part(host))
        notices.append(
            f"{host.name} sent the invitation and is listed as the {people[0].part.value}, who doesn't get a"
            " separate thank-you. Change that if you talk with them."
        )
    names = tuple(attendee.name for attendee in (organizer, *invited) if attendee and attendee.name)
    return Attendees(
        people=tuple(people[:MAX_OFFERED]),
        candidate_entries=tuple(candidate_entries),
        domains=domains,
        names=names[:MAX_NAMES],
        notices=tuple(notices),
        is_crowd=is_crowd,
    )


def declined_by(event: "icalendar.Component", candidate_names: Collection[str]) -> bool:
    """Return whether the candidate declined: the PARTSTAT of one of their entries is DECLINED.

    If no entry is certain to be the candidate's, the likely one counts.
    """
    values = all_values(event, "ATTENDEE")[:MAX_INVITED]
    entries = [(attendee, value) for value in values if (attendee := _read_attendee(value)) is not None]
    candidate_entries = [attendee for attendee, _ in entries if _is_candidate(attendee, candidate_names)]
    if not candidate_entries:
        organizer = _read_attendee(first_value(event, "ORGANIZER"))
        unique_attendees = _unique_attendees(
            [attendee for attendee in (organizer, *(attendee for attendee, _ in entries)) if attendee]
        )
        candidate_entries = _likely_candidate(
            organizer, unique_attendees, text_value(event, "SUMMARY", 1_000)
        )
    return any(
        attendee in candidate_entries and _parameter(value, "PARTSTAT").upper() == "DECLINED"
        for attendee, value in entries
    )


def _host_in_description(description: str) -> Attendee | None:
    """Return the host named in the description of a video meeting; None if there is none."""
    match = _HOST_PATTERN.match(description)
    return Attendee(name=_display_name(match[1]), email="") if match else None


def name_of(address: str) -> str:
    """Return the name that an address spells, such as dana.ruiz@; '' for a shared mailbox."""
    local = address.partition("@")[0].partition("+")[0]
    if _SHARED_MAILBOX.fullmatch(local):
        return ""
    words = [word for word in _NON_LETTERS.split(local) if word]
    return " ".join(word.capitalize() for word in words)[:200]


def _is_attending_person(value: Any) -> bool:
    """Return whether an attendee is a person who has not declined."""
    parameters = {name: _parameter(value, name).upper() for name in ("CUTYPE", "PARTSTAT", "ROLE")}
    return (
        parameters["CUTYPE"] not in ("ROOM", "RESOURCE", "GROUP")
        and parameters["PARTSTAT"] != "DECLINED"
        and parameters["ROLE"] != "NON-PARTICIPANT"
    )


def _read_attendee(value: Any) -> Attendee | None:
    """Return an organizer or attendee; None if a machine, or if there is neither name nor address."""
    if value is None:
        return None
    address = email_address(str(value)) or email_address(_parameter(value, "EMAIL"))
    if address and NO_REPLY_ADDRESSES.search(address):
        return None
    name = _display_name(_parameter(value, "CN")) or name_of(address)
    return Attendee(name=name, email=address) if name or address else None


def _parameter(value: Any, name: str) -> str:
    value_or_list = getattr(value, "params", {}).get(name, "")
    text = str(
        (value_or_list[0] if value_or_list else "") if isinstance(value_or_list, list) else value_or_list
    )
    return one_line(text[:_MAX_CHARS])


def email_address(text: str) -> str:
    """Return the address in a text such as "mailto:dana@example.org", '' if there is none."""
    address = re.sub(r"^mailto:", "", text[:_MAX_CHARS].strip(), flags=re.IGNORECASE)
    return address if len(address) <= 254 and _ADDRESS.fullmatch(address) else ""


def _display_name(name: str) -> str:
    """Return a display name as people say it: no address, nothing in parentheses, "Ruiz, Dana" reversed."""
    stripped = _SIDE_REMARK.sub(" ", name).strip(" '\"")
    if not stripped or "@" in stripped:
        return ""
    last, comma, first = stripped.partition(",")
    spoken_name = f"{first.strip()} {last.strip()}" if comma and "," not in first else stripped
    return " ".join(spoken_name.split())[:200]


def _is_candidate(attendee: Attendee, candidate_names: Collection[str]) -> bool:
    return bool({normalize_name(attendee.email), normalize_name(attendee.name)} & set(candidate_names))


def _likely_candidate(organizer: Attendee | None, invited: list[Attendee], title: str) -> list[Attendee]:
    """Return the attendee who seems to be the candidate, if the candidate's address is not known.

    If exactly one attendee has a private address, that is the candidate. If nobody has, and exactly one
    attendee is from another organization than the sender, it is that one, unless the title names their
    organization.
    """
    sender_domain = company_domain(organizer.email) if organizer else ""
    if not sender_domain:
        return []
    private_attendees = [attendee for attendee in invited if _is_free_mail(attendee.email)]
    if private_attendees:
        return private_attendees if len(private_attendees) == 1 else []
    outside_attendees = [
        attendee for attendee in invited if company_domain(attendee.email) not in ("", sender_domain)
    ]
    if len(outside_attendees) != 1 or resembles(company_domain(outside_attendees[0].email), title):
        return []
    return outside_attendees


def _is_free_mail(address: str) -> bool:
    return address.rpartition("@")[2].casefold() in FREE_MAIL


def _unique_attendees(people: list[Attendee]) -> list[Attendee]:
    """Return each person once, by address or else by name."""
    by_identity: dict[str, Attendee] = {}
    for person in people:
        by_identity.setdefault(person.email.casefold() or person.name.casefold(), person)
    return list(by_identity.values())


def _organizer_part(host: Attendee) -> InterviewerPart:
    return (
        InterviewerPart.RECRUITER
        if _RECRUITER_WORDS.search(f"{host.name} {host.email}")
        else InterviewerPart.COORDINATOR
    )
