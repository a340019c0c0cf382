"""Phrases when the candidate is free, typed after "I am free ..."."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from .fragment_rewrites import Unfit, named_phrasings, strip_start
from .fragment_times import DAYS, MONTHS, ZONES, is_time_word, may_join_times
from .fragment_words import word_set
from .known_words import meant_word
from .lazy_pattern import LazyPattern, Rewordings

_FREE = LazyPattern(
    r"(?:i\s*(?:['’]m|\s+am|\s+could\s+be|\s+will\s+be|['’]ll\s+be)?\s*(?:also\s+)?(?:free|available|open|off)\s+"
    r"|i\s+(?:can|could)\s+(?:do|make|meet|talk|come|call)?\s*(?:it\s+)?|(?:free|available|open)\s+"
    r"|(?:maybe|perhaps|either|how\s+about|what\s+about|preferably|ideally|best|both|only)\s+)",
    re.IGNORECASE,
)
_TAIL = LazyPattern(
    r"(?<!after)(?<!before)[\s,]+(?:(?:works?|is|are|would\s+(?:work|be)|if\s+that|if\s+it|if\s+possible|please|thanks|ideally|preferably|or\s+so|ok"
    r"|(?:those|these|they|which)\s+are|my\s+days?\s+off|because|too$|also$|only$|when(?:ever)?\s+you|either\s+works)\b.*)$",
    re.IGNORECASE,
)
_NOT_FREE = LazyPattern(
    r"\b(?:bad|busy|booked|difficult|full|hard|impossible|not|no\s+good|off\s+limits|out|taken|tough|unavailable"
    r"|can['’]?t|cannot|doesn['’]?t|don['’]?t|isn['’]?t|aren['’]?t|won['’]?t)\b",
    re.IGNORECASE,
)
"""Words after a time that exclude it: "next week is bad" must not become "I am free next week"."""
_DAY = "(?:" + "|".join(sorted(DAYS, key=len, reverse=True)) + ")"

_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"


def _twelve_hour_time(match: re.Match[str]) -> str:
    """Return a time of 24 hours in 12 hours: "2:30pm" for "14:30", "14h30" and "1430"."""
    minutes = match[2] or "00"
    return f"{int(match[1]) - 12}{'' if minutes == '00' else f':{minutes}'}pm"


def _day_with_ordinal(match: re.Match[str]) -> str:
    """Return "Tuesday the 17th" for "Tuesday 17", because 17 is no hour."""
    last_digit = "" if match[2] == "13" else match[2][-1]
    return f"{match[1]} the {match[2]}{ {'1': 'st', '2': 'nd', '3': 'rd'}.get(last_digit, 'th') }"


_SPELLINGS = Rewordings(
    (
        (r"\s*\([^()\d]*\)", ""),
        (r"\s?\b([ap])\. ?m\b\.?", r"\1m"),
        (r"(?<![\d/.:-])(1[3-9]|2[0-3])(?:[:h]?([0-5]\d)|h)(?![\d/:])(?!\s*[ap]m)", _twelve_hour_time),
        (rf"\b({_DAY})\s+(?:at|in|on)\s+the\s+(morning|afternoon|evening)\b", r"\1 \2"),
        (r"\bweekdays?\s+(?:am|a\.m\.)(?=$|[\s,])", "on weekday mornings"),
        (r"\bweekdays?\s+(?:pm|p\.m\.)(?=$|[\s,])", "on weekday afternoons"),
        (rf"\b({_DAY})s?\s+am\b", r"\1 morning"),
        (rf"\b({_DAY})s?\s+pm\b", r"\1 afternoon"),
        (rf"\b({_DAY})\s+(?={_DAY}\b)", r"\1, "),
        (rf"\b({_DAY})\s+(\d|1[0-2])([0-5]\d)(?![\d:/])", r"\1 \2:\3"),
        (rf"\b({_DAY})\s+(1[3-9]|2\d|3[01])\b(?![:h])", _day_with_ordinal),
        (rf"\b({_DAY})\s+(?=\d{{1,2}}(?:st|nd|rd|th)\b)", r"\1 the "),
        (r"\bbetween\s+(\d{1,2}(?::\d{2})?(?:\s?[ap]m)?)\s+to\s+(?=\d)", r"between \1 and "),
        (rf"\b({_DAY})[\s,]+all\s+(?:the\s+)?day\b", r"all day \1"),
        (rf"\b({_MONTH}\s+\d{{1,2}}),?\s+(morning|afternoon|evening)\b", r"\2 of \1"),
        (r"\b(after|before|until|till|from|by|at|to)\s+(\d|1[0-2])([0-5]\d)\b(?![:/])", r"\1 \2:\3"),
        (r"(?:\b(?:from|after|starting)\s+)?\b(\d{1,2}(?::\d{2})?(?:\s?[ap]m)?)\s+onwards?\b", r"after \1"),
        (r"\bany\s*time\b|\bwhenever\b", "anytime"),
        (rf"\b({_DAY}(?:\s+\d{{1,2}}/\d{{1,2}})?)[\s,]+anytime$", r"anytime \1"),
        (r"\s+(?=[ap]m\b)", ""),
        (r"(?<=[a-z])\s*[-–]\s*(?=(?:mon|tue|wed|thu|fri|sat|sun))", " to "),
        (r"\s*[;/|]\s*(?=[a-z])", ", "),
    )
)
_REASON = "Give days and times, such as “Tuesday at 10 or Wednesday after 2”."


def times_phrasings(text: str) -> Mapping[str, str]:
    """Return `times`, which stands after "I am free"."""
    times_text = _SPELLINGS.apply(strip_start(text, _FREE).strip(" .,;:!?"))
    if (tail := _TAIL.search(times_text)) and _NOT_FREE.search(tail.group()):
        raise Unfit(f"Leave out when you can't. {_REASON}")
    times_text = _TAIL.sub("", times_text).strip(" .,;:!?")
    words = [_without_slip(word) for word in times_text.split()]
    unknown = next((word.strip(".,;:!?") for word in words if not _is_about_time(words, word)), "")
    if unknown.lower() in ("i", "i'm", "i’m", "i've", "my", "we", "so"):
        raise Unfit("Days and times are enough, such as “Tuesday at 10 or Wednesday after 2”.")
    if unknown or not words:
        raise Unfit(f"“{unknown}” isn't clear here. {_REASON}" if 0 < len(unknown) <= 20 else _REASON)
    if not any(_names_a_time(word) for word in words) or words[-1].lower() in _WORDS_THAT_NEED_MORE:
        raise Unfit(_REASON)
    times = _with_or(_with_prepositions([_spell_time_word(word) for word in words]))
    days = "|".join(dict.fromkeys(DAYS.values()))
    if (
        re.fullmatch(rf"(?:on (?:{days}),? (?:or )?)+on (?:{days})(?: \w+s| (?:after|before) [\w:]+)?", times)
        and times.count(" on ") > 1
    ):
        times = "on " + times.removeprefix("on ").replace(" on ", " ")  # "on Monday, Wednesday or Friday"
    times = _DATE_OF_DAY.sub(r"\1, ", _DATES_ONCE.sub(r"on \1 \2 ", times))
    times = re.sub(r"^(?=the \d+(?:st|nd|rd|th)\b)", "on ", times)
    return named_phrasings(times=_NEXT_ONCE.sub(r"\1 or ", _ON_ONCE.sub(r"\1 \2 ", times)))


def _without_slip(word: str) -> str:
    """Return a time word without its typing mistake: "tomorrow" for "tomorow"."""
    intended_word = "" if is_time_word(word) or not word.islower() else meant_word(word)
    return intended_word if is_time_word(intended_word) else word


def _is_about_time(words: Sequence[str], word: str) -> bool:
    """Whether a word belongs to a time; "school" and "work" do if "after" is before them."""
    if is_time_word(word) or may_join_times(word):
        return True
    index = words.index(word)
    previous_word = words[index - 1].lower() if index else ""
    plain_form = word.lower().strip(",.;")
    if plain_form == "not":
        return previous_word == "but" or words[index + 1 : index + 2] in (["before"], ["after"], ["until"])
    return plain_form in _NOUNS_AFTER_AFTER and previous_word in ("after", "before")


_NOUNS_AFTER_AFTER = ("school", "work", "class", "classes", "lunch", "dinner", "breakfast")
_SOME_DAY = LazyPattern(
    r"\b(?:"
    + "|".join(DAYS)
    + "|"
    + "|".join(MONTHS)
    + r"|today|tomorrow|tonight|weekdays?|weekends?|day|\d{1,2}/\d{1,2}|anytime)\b",
    re.IGNORECASE,
)
_WORDS_THAT_NEED_MORE = word_set("and at after before between but by except from in of on or the to")
"""Words that a list of times can't end with."""
_MAX_ZONE_CODE_CHARS = 4
"""The longest time zone that is an abbreviation, in characters: "AEST", but "Eastern"."""
_ON_ONCE = LazyPattern(
    rf"^(on (?:{'|'.join(dict.fromkeys(DAYS.values()))})) (or|and) on "
    r"(?=\w+(?:$|,| (?:mornings|afternoons|evenings|after .*|before .*)$))"
)
_DATES_ONCE = LazyPattern(r"\bon (\d{1,2}(?:st|nd|rd|th)?) (or|and) on (?=\d)")
_DATE_OF_DAY = LazyPattern(rf"\b(on (?:{'|'.join(dict.fromkeys(DAYS.values()))})), on (?=\w+ \d|\d)")
_NEXT_ONCE = LazyPattern(r"^(next \w+day) or (?:on|next) (?=\w+day(?:$|,))")


def _names_a_time(word: str) -> bool:
    lowercase_word = word.lower().strip(",.")
    return (
        is_time_word(word)
        and lowercase_word not in ("time", "am", "pm", "hours", "hour")
        and lowercase_word not in ZONES
    )


def _spell_time_word(word: str) -> str:
    without_end_marks = word.rstrip(",.;!?")
    tail = "," if word.endswith((",", ";", ".")) else ""
    lowercase_word = without_end_marks.lower()
    if lowercase_word in ZONES:
        return (
            without_end_marks.upper()
            if len(without_end_marks) <= _MAX_ZONE_CODE_CHARS
            else without_end_marks.capitalize()
        ) + tail
    return (DAYS.get(lowercase_word) or MONTHS.get(lowercase_word) or lowercase_word) + tail


def _with_prepositions(words: list[str]) -> str:
    """Return times with "on" before days and "at" before hours: "Tuesday 10" is "on Tuesday at 10"."""
    out: list[str] = []
    for index, word in enumerate(words):
        after = words[index + 1].rstrip(",") if index + 1 < len(words) else ""
        before = out[-1] if out else ""
        bare = word.rstrip(",")
        follows_date = (
            len(out) > 1 and out[-2] in _MONTH_NAMES and re.fullmatch(r"\d{1,2}", before) is not None
        )
        preposition = _preposition(bare, before, after, follows_date=follows_date)
        if before == "and" and "between" in out[-5:]:
            preposition = ""
        if preposition in ("at", "from") and before.endswith(","):
            out[-1] = before.rstrip(",")
        if bare == "nights" and preposition:
            out += ["at", "night"]
        else:
            out += [preposition, _with_to_in_range(word)] if preposition else [_with_to_in_range(word)]
    return " ".join(out)


def _preposition(word: str, before: str, after: str, *, follows_date: bool) -> str:
    begins = not before or before.endswith(",") or before in ("or", "and", "then")
    if (word in _DAY_NAMES and before == "day") or (
        _is_date(word, after) and before.rstrip(",") in _DAY_NAMES
    ):
        return ""  # "all day Wednesday"
    if word in _DAY_NAMES or word in _MONTH_NAMES or _is_date(word, after):
        return "on" if begins and after not in ("to", "through") else ""
    if begins and (phrase := _BEFORE_A_PART.get(word)):
        return "on the" if after == "of" else phrase  # "on the afternoon of December 2"
    if not _HOUR.fullmatch(word) or after in _MONTH_NAMES:
        return ""
    if after in ("to", "till", "until") and not (before and before.rstrip(",") in ("from", "between")):
        return "from"
    follows_day = follows_date or before.rstrip(",") in (*_DAY_NAMES, *_BEFORE_HOURS)
    return ("from" if re.search(r"[-–]", word) else "at") if follows_day or not before else ""


_HOUR = LazyPattern(r"\d{1,2}(?!\d)(?![/.]\d)(?!(?:st|nd|rd|th)$).*")
_BEFORE_HOURS = ("today", "tomorrow", "morning", "afternoon", "evening")
_BEFORE_A_PART = MappingProxyType(
    {
        "morning": "in the",
        "afternoon": "in the",
        "evening": "in the",
        "mornings": "in the",
        "afternoons": "in the",
        "evenings": "in the",
        "nights": "at",
        "noon": "at",
        "midday": "at",
        "weekdays": "on",
        "weekends": "on",
    }
)


def _with_to_in_range(word: str) -> str:
    return re.sub(r"(?<=[\dm])[-–](?=\d)", " to ", word) if re.match(r"\d", word) else word


def _is_date(word: str, next_word: str) -> bool:
    return (re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", word) is not None and next_word in _MONTH_NAMES) or (
        re.fullmatch(r"\d{1,2}[/]\d{1,2}(?:/\d+)?", word) is not None
    )


_NEW_DAY = LazyPattern(
    r"\b(?:"
    + "|".join(DAYS)
    + "|"
    + "|".join(MONTHS)
    + r"|today|tomorrow|weekdays?|weekends?|\d{1,2}/\d{1,2})\b",
    re.IGNORECASE,
)
_DATE = LazyPattern(
    rf"(?:on\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{'|'.join(MONTHS.values())})|(?:{'|'.join(MONTHS.values())})\s\d{{1,2}}(?!\d)"
    r"|\d{1,2}/\d{1,2}\b)"
)
_DAY_NAMES = frozenset(DAYS.values())
_MONTH_NAMES = frozenset(MONTHS.values())


def _with_or(text: str) -> str:
    """Return times with "or" before the last one; a comma stays before words that narrow a time down."""
    pieces = text.split(", ")
    if pieces[-1].startswith(("except ", "but ")):
        return text  # "any time next week, except Wednesday afternoon"
    if len(pieces) == 2 and _SOME_DAY.search(pieces[0]) and not _NEW_DAY.search(pieces[1]):
        return text
    if len(pieces) == 2 and pieces[0].endswith(tuple(_DAY_NAMES)) and _DATE.match(pieces[1]):
        return text  # "on Tuesday, 1st December from 11am"
    if len(pieces) == 2 and pieces[1].startswith("or ") and " or " in pieces[0]:
        return text  # "on Tuesday or Wednesday afternoon, or anytime on Friday"
    if len(pieces) < 2 or any(re.search(r"\b(?:or|and)\b", piece) for piece in pieces[1:]):
        return text.replace(", or ", " or ").replace(", and ", " and ") if len(pieces) == 2 else text
    if len(pieces) == 2:
        return " or ".join(pieces)
    return f"{', '.join(pieces[:-1])} or {pieces[-1]}"
