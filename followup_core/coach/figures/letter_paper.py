"""Which countries print on US Letter: known without loading what draws paper."""

_COUNTRIES = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "VE", "CR", "GT", "PA", "DO", "PR"})


def on_letter(country: str) -> bool:
    """Whether a country (ISO 3166, '' for none given) prints on US Letter; the others print on A4."""
    return country in _COUNTRIES
