"""The checker: what would make a message better before it goes out."""

from .lint.banned_phrases import banned_phrases
from .lint.findings import parse_message
from .lint.length_limits import check_length
from .lint.placeholders import find_placeholders
from .lint.required_facts import missing_facts
from .lint.send_date import too_early
from .lint.similarity import too_alike
from .lint.wrong_names import wrong_names
from .message_model import Check, Finding, LintContext, Message, MessagePart
from .phrase_rules import PhraseRules

_PLACES = {place: number for number, place in enumerate(MessagePart)}
_CHECKS = {check: number for number, check in enumerate(Check)}


def lint(message: Message, around: LintContext, phrases: PhraseRules) -> tuple[Finding, ...]:
    """Return what would make `message` better, ordered by place and position; () when all is well.

    Pure: the same message, surroundings and phrases give the same findings. The whole message comes last.
    Never raises, whatever the text; only the first 20,000 characters of each part are read.
    """
    reading = parse_message(message)
    holes = tuple(find_placeholders(reading, around.facts))
    found = (
        *missing_facts(reading, around, phrases.needs),
        *(name for name in wrong_names(reading, around, phrases.names) if not _in_any(name, holes)),
        *holes,
        *check_length(reading, phrases.length[message.kind]),
        *banned_phrases(reading, phrases.said),
        *too_early(around),
        *too_alike(reading, around, phrases.alike),
    )
    return tuple(sorted(dict.fromkeys(found), key=_order))


def _in_any(name: Finding, holes: tuple[Finding, ...]) -> bool:
    """Return whether the name stands in a hole: what was never filled is no wrong name."""
    return any(name.place is hole.place and hole.start < name.end and name.start < hole.end for hole in holes)


def _order(finding: Finding) -> tuple[int, int, int, int, str]:
    return (
        _PLACES[finding.place],
        finding.start,
        finding.end,
        _CHECKS[finding.check],
        finding.why,
    )
