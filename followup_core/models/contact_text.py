"""Checks of typed contact details: a possible phone number, a possible email address, a rounded number."""

import re

_ROUNDED_NUMBER = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,3}", re.IGNORECASE)


def looks_like_phone(text: str) -> bool:
    """Return whether `text` could be a phone number: it has a digit. Phone numbers share nothing else."""
    return any(char.isdigit() for char in text)


def looks_like_email(text: str) -> bool:
    """Return whether `text` could be an email address: text, one @, and a domain with a dot in it."""
    local_part, at_sign, domain = text.partition("@")
    return bool(local_part and at_sign and "." in domain.strip(".") and "@" not in domain and " " not in text)


def is_rounded_number(text: str) -> bool:
    """Return whether `text` is a number in the form in which a spreadsheet saves a long one: 4.91701E+11.

    A phone number in this form has lost its last digits.
    """
    return bool(_ROUNDED_NUMBER.fullmatch(text.strip()))


def lost_digits_sentence(text: str) -> str:
    """Return the sentence that says that a spreadsheet has rounded this phone number."""
    return f"“{text[:40]}” was a phone number until a spreadsheet rounded it; its last digits are lost."


ENTER_PHONE = "Enter the number by hand."
"""The remedy for a phone number that a spreadsheet has rounded."""
