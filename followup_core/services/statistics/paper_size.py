"""Which paper a country prints on: known without loading what draws paper or counts figures."""

from followup_core.formats.pdf import PaperSize

_COUNTRIES = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "VE", "CR", "GT", "PA", "DO", "PR"})


def prints_on_letter(country: str) -> bool:
    """Whether a country (ISO 3166, '' for none given) prints on US Letter; the others print on A4."""
    return country in _COUNTRIES


def paper_size(country: str) -> PaperSize:
    """Return the paper that is usual in a country."""
    return PaperSize.LETTER if prints_on_letter(country) else PaperSize.A4
