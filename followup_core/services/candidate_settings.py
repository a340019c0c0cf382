"""The candidate's settings: checking and saving them, and the countries to choose from."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from followup_core.cadence import supported_countries
from followup_core.models import SETTING_KEYS, BadValue, known_timezone
from followup_core.store import Change, Snapshot

from .people_service import check_contact
from .record_cache import rows_of
from .row_changes import upsert
from .workspace import ActionContext, Workspace


def save_settings(workspace: Workspace, context: ActionContext, values: Mapping[str, str]) -> None:
    """Save the settings in `values`; all other settings stay as they are.

    Raises:
        BadValue: a key is unknown, or a value is not valid for its key.
    """
    for key, value in values.items():
        _check_setting(key, value.strip())

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        stored = rows_of(snapshot, "settings")
        for key, value in values.items():
            old = stored.get((key,))
            if (old["value"] if old else "") != value.strip():
                yield upsert("settings", key=key, value=value)

    workspace.execute(context, "Settings saved", build_changes)


def _check_setting(key: str, value: str) -> None:
    if key not in SETTING_KEYS:
        raise BadValue(f"There is no setting “{key}”.", f"Use one of: {', '.join(SETTING_KEYS)}.")
    if not value:
        return
    check_contact(key, value)
    if key == "timezone" and not known_timezone(value):
        raise BadValue(f"“{value[:40]}” is not a known time zone.", "Use a name such as Europe/Berlin.")
    if key == "country" and value not in supported_countries():
        raise BadValue(
            f"The public holidays of “{value[:40]}” are not known.",
            "Use a two-letter country code such as US, or leave it empty.",
        )


def first_country_changes(snapshot: Snapshot, country: str) -> tuple[Change, ...]:
    """Return the change that stores the candidate's country when their first interview is saved.

    Returns () if an interview is stored already, if a country was ever chosen, or if `country` is ''.
    """
    is_too_late = rows_of(snapshot, "interviews") or ("country",) in rows_of(snapshot, "settings")
    return () if is_too_late or not country else (upsert("settings", key="country", value=country),)


def country_name(code: str) -> str:
    """Return the English name of a country, or the code itself if the name is not known."""
    return _country_names().get(code, code)


@cache
def countries() -> tuple[str, ...]:
    """Return the codes of the countries whose public holidays are known, sorted by English name."""
    return tuple(sorted(supported_countries(), key=country_name))


@cache
def _country_names() -> Mapping[str, str]:
    # Imported late: only the Settings page shows country names.
    from holidays.registry import COUNTRIES

    # `holidays` names each country's class in CamelCase, as in "UnitedStates".
    return {
        code: re.sub(r"(?<=[a-z])(?=[A-Z])", " ", names[0])
        for names in COUNTRIES.values()
        for code in names[1:2]
    }
