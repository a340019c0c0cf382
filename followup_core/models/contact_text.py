"""What can be an email address or a phone number, and what a spreadsheet made of one."""

import re

_ROUNDED_NUMBER = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,3}", re.IGNORECASE)


def looks_like_phone(text: str) -> bool:
    """Whether `text` could be a phone number: it has a digit. Nothing else is common to all of them."""
    return any(char.isdigit() for char in text)


def looks_like_email(text: str) -> bool:
    """Whether `text` could be an email address: one @, text before it, a domain with a dot after it."""
    local, at, domain = text.partition("@")
    return bool(local and at and "." in domain.strip(".") and "@" not in domain and " " not in text)


def is_rounded_number(text: str) -> bool:
    """Whether `text` is a number as a spreadsheet saves a long one, such as 4.91701E+11.

    A phone number that was saved so has lost its last digits.
    """
    return bool(_ROUNDED_NUMBER.fullmatch(text.strip()))


def lost_digits_sentence(text: str) -> str:
    """Return the sentence that says that a spreadsheet has rounded this phone number."""
    return f"“{text[:40]}” was a phone number until a spreadsheet rounded it; its last digits are lost."


ENTER_PHONE = "Enter the number by hand."
"""The remedy for a phone number that a spreadsheet has rounded."""
