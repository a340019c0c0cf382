"""The candidate's settings: checked one by one, saved together."""

import pytest

from followup_core.models import FollowUpError, SecondChase, Settings
from followup_core.services.candidate_settings import countries, country_name, save_settings
from followup_core.services.timezone_country import country_of_timezone
from followup_core.services.workspace import Workspace

from .workspaces import moment, refusal, view

ALL = {
    "name": "Robin Ashby",
    "email": "robin@example.org",
    "phone": "+1 212 555 0100",
    "linkedin_url": "https://www.linkedin.com/in/robin",
    "timezone": "America/New_York",
    "country": "US",
    "readable_handwriting": "yes",
    "second_chase": "email",
    "strengths": "careful records\ncalm",
}


def test_settings_are_saved_and_read_back(workspace: Workspace) -> None:
    save_settings(workspace, moment(), ALL)
    assert view(workspace).records.settings == Settings(
        name="Robin Ashby",
        email="robin@example.org",
        phone="+1 212 555 0100",
        linkedin_url="https://www.linkedin.com/in/robin",
        timezone="America/New_York",
        country="US",
        readable_handwriting=True,
        second_chase=SecondChase.EMAIL,
        strengths="careful records\ncalm",
    )


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("America/New_York", "US"),
        ("US/Eastern", "US"),
        ("Europe/Berlin", "DE"),
        ("Europe/Oslo", "NO"),
        ("Asia/Calcutta", "IN"),
        ("Atlantic/Jan_Mayen", ""),
        ("CET", ""),
        ("UTC", ""),
        ("Etc/GMT+5", ""),
        ("", ""),
    ],
)
def test_a_time_zone_names_a_country_or_none(zone: str, country: str) -> None:
    assert country_of_timezone(zone) == country


def test_settings_not_given_stay_and_emptied_ones_go_and_the_same_change_nothing(
    workspace: Workspace,
) -> None:
    save_settings(workspace, moment(), ALL)
    seq = workspace.store.load().seq
    save_settings(workspace, moment(), ALL | {"name": "  Robin Ashby "})
    assert workspace.store.load().seq == seq
    save_settings(workspace, moment(), {"phone": ""})
    mine = view(workspace).records.settings
    assert (mine.name, mine.phone, mine.email) == ("Robin Ashby", "", "robin@example.org")


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("email", "robin", "“robin” is not an email address. It needs one @ and a domain."),
        ("phone", "abc", "“abc” is not a phone number. It needs digits."),
        ("timezone", "Mars", "“Mars” is not a known time zone. Use a name such as Europe/Berlin."),
        (
            "country",
            "us",
            "The public holidays of “us” are not known."
            " Use a two-letter country code such as US, or leave it empty.",
        ),
        (
            "password",
            "x",
            "There is no setting “password”. Use one of: name, email, phone, linkedin_url, timezone,"
            " country, readable_handwriting, second_chase, strengths.",
        ),
        ("readable_handwriting", "perhaps", "perhaps"),
        ("second_chase", "pigeon", "pigeon"),
    ],
)
def test_one_wrong_setting_saves_none(workspace: Workspace, key: str, value: str, sentence: str) -> None:
    said = refusal(
        workspace, lambda: save_settings(workspace, moment(), {"name": "Robin", key: value}), FollowUpError
    )
    assert sentence in said


def test_countries_are_known_by_name_in_the_order_of_the_names() -> None:
    assert country_name("US") == "United States"
    assert country_name("") == ""
    names = [country_name(code) for code in countries()]
    assert len(names) > 100
    assert names == sorted(names)
    assert {"DE", "FR", "IN"} <= set(countries())
