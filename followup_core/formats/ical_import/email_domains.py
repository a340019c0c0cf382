"""Finds the organization behind an email address by its domain."""

import re

_FREE_MAIL = """
gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com icloud.com
me.com mac.com aol.com proton.me protonmail.com pm.me gmx.de gmx.net gmx.at gmx.ch gmx.com web.de
t-online.de freenet.de posteo.de mailbox.org fastmail.com zoho.com yandex.com yandex.ru mail.ru
mail.com qq.com 163.com 126.com naver.com orange.fr wanadoo.fr laposte.net free.fr libero.it
virgilio.it hotmail.co.uk yahoo.co.uk btinternet.com yahoo.fr hotmail.fr yahoo.de hotmail.de
live.co.uk comcast.net verizon.net att.net sbcglobal.net hey.com tutanota.com tuta.io rediffmail.com
yahoo.co.in yahoo.co.jp
"""
FREE_MAIL = frozenset(_FREE_MAIL.split())
"""Domains where anybody can get an address, so that it doesn't tell where somebody works."""

_SERVICES = """
calendly.com zoom.us greenhouse.io greenhouse-mail.io lever.co ashbyhq.com goodtime.io myworkday.com
smartrecruiters.com workable.com workablemail.com bamboohr.com teamtailor.com personio.de
personio.com recruitee.com jobvite.com icims.com gem.com calendar.google.com cal.com savvycal.com
doodle.com hirevue.com modernloop.io
"""
_SERVICE_DOMAINS = tuple(_SERVICES.split())
NO_REPLY_ADDRESSES = re.compile(
    r"@(?:[\w.-]+\.)?(?:calendar\.google\.com|calendly\.com|zoom\.us|greenhouse\.io|invalid|nomail)$"
    r"|^(?:no-?reply|do-?not-?reply|calendar-notification)@",
    re.IGNORECASE,
)
"""Addresses that no person reads."""

_SECOND_LEVEL_DOMAINS = frozenset({"co", "com", "org", "net", "ac", "gov", "edu", "or", "ne", "gv"})
_MAIL_SUBDOMAINS = frozenset(
    {"mail", "email", "e", "hr", "careers", "jobs", "talent", "recruiting", "people", "corp", "team"}
)


def company_domain(address: str) -> str:
    """Return the domain of an address if it is an organization's own, else ''."""
    domain = address.rpartition("@")[2].casefold()
    if not domain or domain in FREE_MAIL:
        return ""
    if any(domain == service or domain.endswith(f".{service}") for service in _SERVICE_DOMAINS):
        return ""
    return domain


def organization_of(domain: str) -> str:
    """Return the organization that a domain spells: "Acme Robotics" for hr.acme-robotics.co.uk."""
    labels = [label for label in domain.split(".") if label][:-1]
    if len(labels) > 1 and labels[-1] in _SECOND_LEVEL_DOMAINS:
        labels = labels[:-1]
    while len(labels) > 1 and labels[0] in _MAIL_SUBDOMAINS:
        labels = labels[1:]
    words = re.split(r"[-_]+", labels[-1]) if labels else []
    return " ".join(word.capitalize() for word in words if word)


def resembles(domain: str, organization: str) -> bool:
    """Return whether a domain could be this organization's."""
    spelled = _alphanumeric(organization_of(domain))
    named = _alphanumeric(organization)
    initials = "".join(word[0] for word in organization.casefold().split())
    return bool(spelled) and (spelled in named or named in spelled or spelled == initials)


def _alphanumeric(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
