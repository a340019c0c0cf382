"""The paper size of a country. Loads neither the PDF library nor the statistics."""

from followup_core.formats.pdf import PaperSize

_LETTER_COUNTRIES = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "VE", "CR", "GT", "PA", "DO", "PR"})


def prints_on_letter(country: str) -> bool:
    """Whether a country (ISO 3166, '' if not given) prints on US Letter; all others print on A4."""
    return country in _LETTER_COUNTRIES


def paper_size(country: str) -> PaperSize:
    """Return the usual paper size of a country."""
    return PaperSize.LETTER if prints_on_letter(country) else PaperSize.A4
