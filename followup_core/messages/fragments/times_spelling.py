"""Times as other countries and hurry write them: "14h", "all the day", "weds pm", "next week monday"."""

import re
from types import MappingProxyType

from .fragment_rewrites import Unfit
from .fragment_times import DAYS, MONTHS
from .lazy_pattern import LazyPattern, Rewordings

_DAY = "(?:" + "|".join(sorted(DAYS, key=len, reverse=True)) + ")"
_24_HOURS = LazyPattern(
    r"(?<![\d/.:-])(?P<hour>[01]?\d|2[0-3])(?:h(?P<min>\d{2})?"
    r"|[:.](?P<minutes>\d{2})(?:\s*h)?)(?![\d/:])(?!\s*[ap]\.?m)",
    re.IGNORECASE,
)
_FROM_RANGE = LazyPattern(
    rf"(?P<day>\b{_DAY}|\d/\d{{1,2}}|\d(?:st|nd|rd"
    rf"|th)),?\s+(?:between\s+)?(?P<from>\d{{1,2}}(?::\d\d)?\s?(?:[ap]m)?)"
    r"\s*(?:to|till|until|[-–])\s*(?=\d)",
    re.IGNORECASE,
)
_NUMBERED_DAY = LazyPattern(
    rf"\b(?P<day>{_DAY})\s+(?P<number>\d{{1,2}})(?![\d:.h/-]|st\b|nd\b|rd\b|th\b"
    rf"|\s*[ap]\.?m\b|\s*(?:-|–|to\b|till\b|until\b))"
    r"(?P<hour>\s+(?:at|from|after|before|between|anytime)\b)?",
    re.IGNORECASE,
)
"""A day with a number, which is a date ("tue 10 at 3") or an hour ("tue 10")."""
_SLIPS = Rewordings(
    (
        (r"\b(?:exept|excpet|exccept)\b", "except"),
        (r"\buntill\b", "until"),
        (r"(?<=\d) (?=week(?:days|ends)$)", " on "),
        (r"\b(tom+or+)ow+\b", "tomorrow"),
        # What ends then is a reason: "after my shift ends at noon", "I'm off work at 2:30"
        (
            r"\b(?:after|when) (?:my |the |i['’]m |i am |i get |i )?(?:\w+ )?"
            r"(?:ends?|is over|finish(?:es)?|lets out|off|done|out)(?: of)?(?: work| school| class)? "
            r"(?:at|around|by) (?=\d|noon|lunchtime)",
            "after ",
        ),
        (
            r"^(?:(?:(?:i['’]m|i am|i get) )?(?:off|done|out)(?: of| with)?(?: work| school| class)?"
            r"|work|school) (?:at|around|by) (?=\d|noon)",
            "after ",
        ),
        (
            r"\b([01]\d|2[0-3])(00|15|30|45)(?:\s?(?:h|hrs|hours))?\b(?![/.:]|-(?!\d{4}))",
            lambda match: _army_hour(int(match[1]), match[2]),
        ),
        (r"\s*\([^()\d]*\)", ""),
        (
            rf"^from ({_DAY}) on,? (?:on )?(every day|any day|each day|weekdays|always)(.*)$",
            r"\2\3 starting \1",
        ),
        (
            r"(?:,\s*|\s+)?(?:\b(?:from|after|starting)\s+)?\b(\d{1,2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?)\s+onwards?\b",
            r" after \1",
        ),
        (r"^always(?= )", "any day"),
        (rf"\b({_DAY}) in the (morning|afternoon|evening)s?\b", r"\1 \2"),
        (r"\b(\d{1,2})(?:[:.]00)? ?o[’']?\s?clock\b", lambda match: _hour_of(match[1])),
        (
            r"\b(after|from|before|until|till|at|by) (1[3-9]|2[0-3])(?![\d:.h/]|th\b|\s*(?:min|[ap]m|of\b))",
            lambda match: f"{match[1]} {_hour_of(match[2])}",
        ),
        (r"\ball\s+(?:the|of\s+the)\s+day(?:\s+long)?\b", "all day"),
        (
            r"\b(?:the\s+)?(?:whole|entire)\s+(?:day\s+)?(?:of\s+|on\s+)?(?:day\b|(?=" + _DAY + r"\b))",
            "all day ",
        ),
        (rf"\b(?:on\s+)?({_DAY})[\s,]+(?:is\s+)?all\s+day\b", r"all day \1"),
        (rf"\ball\s+day\s+on\s+(?={_DAY}\b)", "all day "),
        (rf"\b({_DAY})s?\s+am\b", r"\1 morning"),
        (rf"\b({_DAY})s?\s+pm\b", r"\1 afternoon"),
        (rf"\b({_DAY})s?\s+(?:the\s+)?(?=\d{{1,2}}(?:st|nd|rd|th)\b)", r"\1 the "),
        (rf"\bnext\s+week(?:\s+on)?,?\s+(?={_DAY}\b)", "next "),
        (r"(?<=\dh)\s*[-–]\s*(?=\d)", " to "),
        (
            r"\b(\d{1,2})(?:st|nd|rd|th)? (or|and) (?:the )?(\d{1,2})(?:st|nd|rd|th)? (?:of )?"
            rf"({'|'.join(MONTHS)})\b",
            r"\4 \1 \2 \3",
        ),
        (r"^(.+), any day$", r"any day, \1"),
        (r"^week of (?=the\b|\d)", "the week of "),
        (r"\barvo\b", "afternoon"),
        (r"\blunch\s?time\b|\blunch\s+break\b", "lunchtime"),
        (r"\bmid\s?day\b", "midday"),
        (r"\bweek\s+ends?\b", "weekend"),
        (rf"^next\s+({_DAY})\s+(?:or|and)\s+next\s+(?={_DAY})", r"next \1 or "),
    )
)
_BEST = LazyPattern(
    r"(?:,\s*|\s+but\s+)(?P<when>(?:the\s+)?[a-z]+)\s+(?:is|are|would\s+be"
    r"|works?)\s+(?:the\s+)?(?:best|better|ideal|preferred|great)"
    r"(?:\s+for\s+me)?$",
    re.IGNORECASE,
)
_IDEALLY = MappingProxyType(
    {
        "mornings": "in the morning",
        "morning": "in the morning",
        "afternoons": "in the afternoon",
        "afternoon": "in the afternoon",
        "evenings": "in the evening",
        "evening": "in the evening",
        "lunchtime": "at lunchtime",
        "noon": "at noon",
    }
)


def _hour_of(hour: str) -> str:
    """Return "4pm" for "16"; "4 o'clock" may be both, and stays a bare number."""
    return f"{int(hour) - 12}pm" if 12 < int(hour) < 24 else "noon" if hour == "12" else hour


def _army_hour(hour: int, minutes: str) -> str:
    """Return "1pm" for "1300", as veterans and nurses write it."""
    if hour == 12 and minutes == "00":
        return "noon"
    hour_and_minutes = f"{hour % 12 or 12}{'' if minutes == '00' else f':{minutes}'}"
    return f"{hour_and_minutes}{'pm' if hour >= 12 else 'am'}"


def in_usual_spelling(text: str) -> str:
    """Return times as people in the United States write them."""
    text = _with_dates(_SLIPS.apply(text))
    text = _24_HOURS.sub(lambda match: _half_day(match), text)
    return " ".join(_FROM_RANGE.sub(_from, text).split())


def _with_dates(text: str) -> str:
    """Return "Monday the 9th or Tuesday the 10th at 3" for "Monday 9 or Tuesday 10 at 3".

    Raises:
        Unfit: The number may be a date and an hour.
    """
    matches = list(_NUMBERED_DAY.finditer(text))
    weeks = {
        (int(match["number"]) - _WEEKDAYS.index(DAYS[match["day"].lower()].rstrip("s"))) % 7
        for match in matches
    }
    is_date = any(match["hour"] or int(match["number"]) > 12 for match in matches)
    is_row = len(matches) > 1 and len(weeks) == 1 and len({match["number"] for match in matches}) > 1
    if (is_date and len(weeks) > 1) or (is_row and not is_date):
        day, number = matches[0]["day"], matches[0]["number"]
        raise Unfit(
            f"Is {number} a date or an hour? Write “{day} the {_ordinal(number)}” or “{day} at {number}”."
        )
    if not is_date:
        return text
    return _NUMBERED_DAY.sub(
        lambda match: f"{match['day']} the {_ordinal(match['number'])}{match['hour'] or ''}", text
    )


def _ordinal(number: str) -> str:
    last = "" if number in ("11", "12", "13") else number[-1]
    return number + {"1": "st", "2": "nd", "3": "rd"}.get(last, "th")


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def ideal_time(text: str) -> tuple[str, str]:
    """Return times without "mornings are best" at their end, and "ideally in the morning" for it."""
    match = _BEST.search(text)
    when = _IDEALLY.get(match["when"].lower().removeprefix("the ").strip(), "") if match else ""
    return (text[: match.start()], f", ideally {when}") if match and when else (text, "")


def _half_day(match: re.Match[str]) -> str:
    hour = int(match["hour"])
    minutes = match["min"] or match["minutes"] or ""
    is_h = match["minutes"] is None
    if not is_h and hour < 13:
        return match[0]  # "10:30" is said everywhere
    if hour == 12 and minutes in ("", "00"):
        return "noon"
    half = "pm" if hour >= 12 else "am"
    hour_on_clock = hour - 12 if hour > 12 else hour or 12
    return f"{hour_on_clock}{f':{minutes}' if minutes not in ('', '00') else ''}{half}"


def _from(match: re.Match[str]) -> str:
    date = match["day"]
    comma = "," if date[-1].isdigit() or date[-2:].lower() in ("st", "nd", "rd", "th") else ""
    return f"{date}{comma} from {match['from'].strip()} to "
