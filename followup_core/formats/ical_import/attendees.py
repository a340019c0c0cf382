"""The attendees of an interview: organizer and guests, without the candidate and the meeting rooms."""

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
"""More people than this are an audience: none of them is taken for an interviewer unless chosen."""
MAX_OFFERED = 300
MAX_NAMES = 50
_MAX_CHARS = 300
_ADDRESS = re.compile(r"[^\s@<>\"(),:;]{1,64}@[^\s@<>\"(),:;]+\.[^\s@<>\"(),:;.]{2,63}")
_NO_PERSON = re.compile(
    r"(?:no-?reply|do-?not-?reply|calendar|calendar-notification|notifications?|invites?|scheduling"
    r"|interviews?|careers?|jobs?|hr|info|recruit(?:ing|ment)?|talent|hello|team|unknownorganizer)",
    re.IGNORECASE,
)
_RECRUITS = re.compile(r"recruit|talent|headhunt|sourcer|sourcing|staffing", re.IGNORECASE)
_ASIDE = re.compile(r"\s*(?:\([^)]*\)|\[[^\]]*\]|[|].*)\s*")
_INVITING = re.compile(r"([^\n:]{2,80}?) is inviting you to a (?:scheduled )?(?:Zoom|Webex) meeting")
_NON_LETTERS = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """One person of an invitation; `email` and `name` may be '', `part` is the likely role."""

    name: str
    email: str
    part: InterviewerPart = InterviewerPart.INTERVIEWER


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendees:
    """The people to meet, the domains of everybody on the employer's side, and notices about them.

    `yours` are the entries that are, or seem to be, the candidate's own. `names` are
    everybody's, including the candidate's. `is_crowd` says that these are too many to be
    interviewers.
    """

    people: tuple[Attendee, ...]
    yours: tuple[Attendee, ...]
    domains: tuple[str, ...]
    names: tuple[str, ...]
    notices: tuple[str, ...] = ()
    is_crowd: bool = False


def read_attendees(event: "icalendar.Component", own: Collection[str], *, guess: bool = True) -> Attendees:
    """Return the people to meet.

    `own` are the candidate's addresses and names, folded; if none of them attends,
    `guess` looks for a likely candidate. Whoever sent the invitation arranged it: they
    count as the coordinator, as a recruiter if their address says so, or as the
    interviewer if nobody else attends.
    """
    organizer = _guest(first_value(event, "ORGANIZER")) or _inviting(text_value(event, "DESCRIPTION", 500))
    invited = [_guest(guest) for guest in all_values(event, "ATTENDEE")[:MAX_INVITED] if _comes(guest)]
    all_ = _once([guest for guest in (organizer, *invited) if guest])
    yours = [guest for guest in all_ if _is_own(guest, own)]
    if guess and not yours:
        yours = _likely_own(organizer, all_, text_value(event, "SUMMARY", 1_000))
    everyone = [guest for guest in all_ if guest not in yours]
    host = organizer if organizer in everyone else None
    domains = tuple(dict.fromkeys(domain for guest in everyone if (domain := company_domain(guest.email))))[
        :MAX_PEOPLE
    ]
    people = [guest for guest in everyone if guest.name]
    notices: list[str] = []
    is_crowd = len(people) > MAX_PEOPLE
    if is_crowd:
        notices.append(
            f"{len(people)} people were invited, too many to be interviewers."
            " Nobody is imported unless you choose them."
        )
    elif host and people[:1] == [host] and len(people) > 1:
        people[0] = replace(host, part=_part(host))
        notices.append(
            f"{host.name} sent the invitation and is listed as the {people[0].part.value}, who doesn't get a"
            " separate thank-you. Change that if you talk with them."
        )
    names = tuple(guest.name for guest in (organizer, *invited) if guest and guest.name)
    return Attendees(
        people=tuple(people[:MAX_OFFERED]),
        yours=tuple(yours),
        domains=domains,
        names=names[:MAX_NAMES],
        notices=tuple(notices),
        is_crowd=is_crowd,
    )


def declined_by(event: "icalendar.Component", own: Collection[str]) -> bool:
    """Return whether the candidate declined: the PARTSTAT of one of their entries is DECLINED.

    If no entry is known to be the candidate's, the likely one counts.
    """
    values = all_values(event, "ATTENDEE")[:MAX_INVITED]
    entries = [(guest, value) for value in values if (guest := _guest(value)) is not None]
    yours = [guest for guest, _ in entries if _is_own(guest, own)]
    if not yours:
        organizer = _guest(first_value(event, "ORGANIZER"))
        everyone = _once([attendee for attendee in (organizer, *(guest for guest, _ in entries)) if attendee])
        yours = _likely_own(organizer, everyone, text_value(event, "SUMMARY", 1_000))
    return any(
        guest in yours and _parameter(value, "PARTSTAT").upper() == "DECLINED" for guest, value in entries
    )


def _inviting(description: str) -> Attendee | None:
    """Return the host named in the text of a video meeting, whose file has no organizer."""
    match = _INVITING.match(description)
    return Attendee(name=_tidy(match[1]), email="") if match else None


def name_of(address: str) -> str:
    """Return the name that an address spells, as dana.ruiz@ does; '' for a shared mailbox."""
    local = address.partition("@")[0].partition("+")[0]
    if _NO_PERSON.fullmatch(local):
        return ""
    words = [word for word in _NON_LETTERS.split(local) if word]
    return " ".join(word.capitalize() for word in words)[:200]


def _comes(value: Any) -> bool:
    """Return whether an attendee is a person and has not declined."""
    parameters = {name: _parameter(value, name).upper() for name in ("CUTYPE", "PARTSTAT", "ROLE")}
    return (
        parameters["CUTYPE"] not in ("ROOM", "RESOURCE", "GROUP")
        and parameters["PARTSTAT"] != "DECLINED"
        and parameters["ROLE"] != "NON-PARTICIPANT"
    )


def _guest(value: Any) -> Attendee | None:
    """Return an organizer or attendee; None if there is no name or address, or it is a machine."""
    if value is None:
        return None
    address = email_address(str(value)) or email_address(_parameter(value, "EMAIL"))
    if address and NO_REPLY_ADDRESSES.search(address):
        return None
    name = _tidy(_parameter(value, "CN")) or name_of(address)
    return Attendee(name=name, email=address) if name or address else None


def _parameter(value: Any, name: str) -> str:
    value_or_list = getattr(value, "params", {}).get(name, "")
    text = str(
        (value_or_list[0] if value_or_list else "") if isinstance(value_or_list, list) else value_or_list
    )
    return one_line(text[:_MAX_CHARS])


def email_address(text: str) -> str:
    """Return the address in a text such as "mailto:dana@example.org", '' if it is none."""
    plain = re.sub(r"^mailto:", "", text[:_MAX_CHARS].strip(), flags=re.IGNORECASE)
    return plain if len(plain) <= 254 and _ADDRESS.fullmatch(plain) else ""


def _tidy(name: str) -> str:
    """Return a display name as people say it: no address, nothing in parentheses, "Ruiz, Dana" reversed."""
    plain = _ASIDE.sub(" ", name).strip(" '\"")
    if not plain or "@" in plain:
        return ""
    last, comma, first = plain.partition(",")
    turned = f"{first.strip()} {last.strip()}" if comma and "," not in first else plain
    return " ".join(turned.split())[:200]


def _is_own(who: Attendee, own: Collection[str]) -> bool:
    return bool({normalize_name(who.email), normalize_name(who.name)} & set(own))


def _likely_own(organizer: Attendee | None, invited: list[Attendee], title: str) -> list[Attendee]:
    """Return who seems to be the candidate when their own address is not known.

    That is the one private address among a company's, or else whoever comes from
    elsewhere than the sender, unless the title names the place they come from.
    """
    home = company_domain(organizer.email) if organizer else ""
    if not home:
        return []
    private = [guest for guest in invited if _private(guest.email)]
    if private:
        return private if len(private) == 1 else []
    elsewhere = [guest for guest in invited if company_domain(guest.email) not in ("", home)]
    if len(elsewhere) != 1 or resembles(company_domain(elsewhere[0].email), title):
        return []
    return elsewhere


def _private(address: str) -> bool:
    return address.rpartition("@")[2].casefold() in FREE_MAIL


def _once(people: list[Attendee]) -> list[Attendee]:
    """Return each person once, by address or else by name."""
    known: dict[str, Attendee] = {}
    for person in people:
        known.setdefault(person.email.casefold() or person.name.casefold(), person)
    return list(known.values())


def _part(host: Attendee) -> InterviewerPart:
    return (
        InterviewerPart.RECRUITER
        if _RECRUITS.search(f"{host.name} {host.email}")
        else InterviewerPart.COORDINATOR
    )
