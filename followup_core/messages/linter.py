"""The linter of messages: what would make a message better before it is sent."""

from collections.abc import Iterable

from .lint.banned_phrases import banned_phrases
from .lint.findings import parse_message
from .lint.length_limits import check_length
from .lint.misspellings import misspelled_names
from .lint.other_employer import other_employers
from .lint.placeholders import find_placeholders
from .lint.required_facts import missing_facts
from .lint.send_date import too_early
from .lint.similarity import too_alike
from .lint.wrong_names import wrong_names
from .message_model import Check, Finding, LintContext, Message, MessagePart
from .phrase_rules import PhraseRules

_PLACES = {place: number for number, place in enumerate(MessagePart)}
_CHECKS = {check: number for number, check in enumerate(Check)}


def lint(message: Message, context: LintContext, phrases: PhraseRules) -> tuple[Finding, ...]:
    """Return what would make `message` better, ordered by part and position; () when nothing would.

    Pure: the same message, context and phrases give the same findings. Findings about
    the whole message come last. Never raises, whatever the text; only the first 20,000
    characters of each part are read.
    """
    parsed = parse_message(message)
    placeholders = tuple(find_placeholders(parsed, context.facts))
    slips = tuple(misspelled_names(parsed, context.facts))
    aside = (*placeholders, *slips)
    names = tuple(name for name in wrong_names(parsed, context, phrases.names) if not _in_any(name, aside))
    findings = (
        *missing_facts(parsed, context, phrases.needs),
        *names,
        *(found for found in other_employers(parsed, context.facts) if not _in_any(found, (*aside, *names))),
        *placeholders,
        *slips,
        *check_length(parsed, phrases.length[message.kind]),
        *banned_phrases(parsed, phrases.said),
        *too_early(context),
        *too_alike(parsed, context, phrases.alike),
    )
    return tuple(sorted(_without_lesser(dict.fromkeys(findings)), key=_order))


def _without_lesser(findings: Iterable[Finding]) -> list[Finding]:
    """Leave out what a graver finding makes idle: who rewrites the message mends the lesser fault, too."""
    found = list(findings)
    checks = {finding.check for finding in found}
    idle = {lesser for lesser, graver in _LESSER.items() if not checks.isdisjoint(graver)}
    return [finding for finding in found if finding.check not in idle]


_GRAVE = frozenset(
    {
        Check.PLACEHOLDER,
        Check.PEST,
        Check.PRESSURE,
        Check.REPROACH,
        Check.ULTIMATUM,
        Check.SELF_REJECTION,
        Check.OVER_APOLOGY,
        Check.PRESUMPTION,
        Check.SALARY,
        Check.BOILERPLATE,
        Check.ASKS_FOR_JOB,
        Check.ARGUES_WITH_NO,
        Check.CRITICISM,
    }
)
_LESSER = {
    Check.MISSING_FACT: _GRAVE | {Check.TOO_SHORT},
    Check.TOO_SHORT: _GRAVE,
    Check.GUILT: _GRAVE,
    Check.CRITICISM: {Check.REPROACH},
}


def _in_any(name: Finding, placeholders: tuple[Finding, ...]) -> bool:
    """Return whether the name is part of a placeholder: what was never filled in is not a wrong name."""
    return any(
        name.place is placeholder.place and placeholder.start < name.end and name.start < placeholder.end
        for placeholder in placeholders
    )


def _order(finding: Finding) -> tuple[int, int, int, int, str]:
    return (
        _PLACES[finding.place],
        finding.start,
        finding.end,
        _CHECKS[finding.check],
        finding.why,
    )
