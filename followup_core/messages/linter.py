"""Lints a message: finds what would make it better before it is sent."""

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

_ORDER_OF_PLACES = {place: number for number, place in enumerate(MessagePlace)}
_ORDER_OF_CHECKS = {check: number for number, check in enumerate(Check)}


def lint(message: Message, context: LintContext, phrases: PhraseRules) -> tuple[Finding, ...]:
    """Return the findings about `message`, ordered by place and position; () if there are none.

    The same message, context and phrases give the same findings. Findings about
    the whole message come last. Never raises, whatever the text. Only the first 20,000
    characters of the address, the subject and the body are read.
    """
    parsed = parse_message(message)
    placeholder_findings = tuple(find_placeholders(parsed, context.facts))
    misspelled_names = tuple(misspellings(parsed, context, phrases.names))
    length_findings = tuple(check_length(parsed, phrases.length[message.kind]))
    banned_findings = banned_phrases(parsed, context.facts, phrases.banned)
    doubt_findings = tuple(
        doubtful_sentences(parsed, context.facts, phrases.questions, shipped_classifier(), banned_findings)
    )
    # A guess that something is boilerplate excuses nothing: what the message lacks is also said.
    counted_doubts = (finding for finding in doubt_findings if finding.check is not Check.BOILERPLATE)
    excused_needs = _excused_needs(
        message.kind,
        {
            finding.check
            for finding in (*placeholder_findings, *length_findings, *banned_findings, *counted_doubts)
        },
    )
    wrong_name_findings = (
        *wrong_names(parsed, context, phrases.names),
        *unknown_organizations(parsed, context, phrases.names),
    )
    findings = (
        *missing_facts(parsed, context, phrases.required, excused_needs),
        *(
            finding
            for finding in wrong_name_findings
            if not _overlaps_any(finding, (*placeholder_findings, *misspelled_names))
        ),
        *(finding for finding in misspelled_names if not _overlaps_any(finding, placeholder_findings)),
        *placeholder_findings,
        *length_findings,
        *banned_findings,
        *doubt_findings,
        *too_early(context),
        *too_alike(parsed, context, phrases.similarity),
    )
    return tuple(sorted(dict.fromkeys(findings), key=_sort_key))


def _excused_needs(kind: MessageKind, checks: set[Check]) -> frozenset[str]:
    """Return the names of the required facts that a finding of `checks` already speaks about."""
    if Check.TOO_SHORT in checks:
        return frozenset(NEED_NAMES)
    if kind not in (MessageKind.THANK_YOU_EMAIL, MessageKind.THANK_YOU_NOTE):
        return frozenset()
    excused_needs: set[str] = set()
    if Check.SELF_REJECTION in checks:
        excused_needs |= {"example", "interest"}
    if checks & {Check.PLACEHOLDER, Check.BOILERPLATE}:
        excused_needs |= {"discussed", "example"}
    if checks & {Check.PRESUMPTION, Check.BOILERPLATE}:
        excused_needs.add("interest")
    return frozenset(excused_needs)


def _overlaps_any(name: Finding, findings: tuple[Finding, ...]) -> bool:
    """Return whether `name` overlaps one of `findings`; a slip or a placeholder is no wrong name."""
    return any(
        name.place is finding.place and finding.start < name.end and name.start < finding.end
        for finding in findings
    )


def _sort_key(finding: Finding) -> tuple[int, int, int, int, str]:
    return (
        _ORDER_OF_PLACES[finding.place],
        finding.start,
        finding.end,
        _ORDER_OF_CHECKS[finding.check],
        finding.why,
    )
