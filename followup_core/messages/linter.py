"""The linter of messages: what would make a message better before it is sent."""

from followup_core.models import MessageKind

from .lint.banned_phrases import banned_phrases
from .lint.doubtful_sentences import doubtful_sentences
from .lint.length_limits import check_length
from .lint.misspellings import misspellings
from .lint.parsed_message import parse_message
from .lint.placeholders import find_placeholders
from .lint.required_facts import missing_facts
from .lint.send_date import too_early
from .lint.sentence_classifier import shipped_classifier
from .lint.similarity import too_alike
from .lint.unknown_organizations import unknown_organizations
from .lint.wrong_names import wrong_names
from .message_model import Check, Finding, LintContext, Message, MessagePlace
from .phrase_rules import NEED_NAMES, PhraseRules

_PLACES = {place: number for number, place in enumerate(MessagePlace)}
_CHECKS = {check: number for number, check in enumerate(Check)}


def lint(message: Message, context: LintContext, phrases: PhraseRules) -> tuple[Finding, ...]:
    """Return what would make `message` better, ordered by part and position; () when nothing would.

    The same message, context and phrases give the same findings. Findings about
    the whole message come last. Never raises, whatever the text; only the first 20,000
    characters of each part are read.
    """
    parsed = parse_message(message)
    placeholders = tuple(find_placeholders(parsed, context.facts))
    misspelled = tuple(misspellings(parsed, context, phrases.names))
    length = tuple(check_length(parsed, phrases.length[message.kind]))
    banned = banned_phrases(parsed, context.facts, phrases.banned)
    doubtful = tuple(
        doubtful_sentences(parsed, context.facts, phrases.questions, shipped_classifier(), banned)
    )
    # A guess that something is boilerplate excuses nothing: what the message lacks is said as well.
    guesses = (finding for finding in doubtful if finding.check is not Check.BOILERPLATE)
    excused = _excused(
        message.kind, {finding.check for finding in (*placeholders, *length, *banned, *guesses)}
    )
    names = (
        *wrong_names(parsed, context, phrases.names),
        *unknown_organizations(parsed, context, phrases.names),
    )
    findings = (
        *missing_facts(parsed, context, phrases.required, excused),
        *(name for name in names if not _in_any(name, (*placeholders, *misspelled))),
        *(name for name in misspelled if not _in_any(name, placeholders)),
        *placeholders,
        *length,
        *banned,
        *doubtful,
        *too_early(context),
        *too_alike(parsed, context, phrases.similarity),
    )
    return tuple(sorted(dict.fromkeys(findings), key=_order))


def _excused(kind: MessageKind, checks: set[Check]) -> frozenset[str]:
    """Return the needs that another finding already speaks about."""
    if Check.TOO_SHORT in checks:
        return frozenset(NEED_NAMES)
    if kind not in (MessageKind.THANK_YOU_EMAIL, MessageKind.THANK_YOU_NOTE):
        return frozenset()
    excused: set[str] = set()
    if Check.SELF_REJECTION in checks:
        excused |= {"example", "interest"}
    if checks & {Check.PLACEHOLDER, Check.BOILERPLATE}:
        excused |= {"discussed", "example"}
    if checks & {Check.PRESUMPTION, Check.BOILERPLATE}:
        excused.add("interest")
    return frozenset(excused)


def _in_any(name: Finding, others: tuple[Finding, ...]) -> bool:
    """Return whether the name is part of one of `others`: a slip or a hole is not a wrong name."""
    return any(
        name.place is other.place and other.start < name.end and name.start < other.end for other in others
    )


def _order(finding: Finding) -> tuple[int, int, int, int, str]:
    return (
        _PLACES[finding.place],
        finding.start,
        finding.end,
        _CHECKS[finding.check],
        finding.why,
    )
