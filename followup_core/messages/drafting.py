"""Drafts a message from the known facts, and asks for the facts that would improve it."""

from collections.abc import Iterator, Mapping

from followup_core.models import Channel, MessageKind, Occasion

from .message_length import estimated_speech_seconds
from .message_model import FITTED_FACTS, Draft, FactQuestion, Facts, Message
from .template_parser import ParsedTemplate
from .template_renderer import VariantKey, render_sentence, render_template
from .template_values import Value, fact_line, fact_phrasings, misfit_reason, panel_index_of, values
from .templates import MessageNumbers, Templates, template_name

_FACTS_FOR_THE_CANDIDATE = ("strength", "example", "interest")
"""The facts that argue for the candidate. A candidate who no longer wants the job isn't asked for them."""


def draft(facts: Facts, kind: MessageKind, templates: Templates) -> Draft:
    """Return a message made from `facts`, always the same one, and the questions that would improve it."""
    template = templates.by_name[template_name(kind, facts)]
    known = values(facts, template.facts_used(FITTED_FACTS))
    # The second chase must not sound like the first one.
    variant = VariantKey(tone=facts.tone, turn=panel_index_of(facts) + max(0, facts.number - 1))
    message = Message(
        kind=kind,
        to=_address(facts, kind),
        subject=render_template(template.subject, known, variant, limit=templates.numbers.subject_characters),
        body=_body(template, known, variant, kind, templates.numbers),
    )
    return Draft(message=message, questions=tuple(_questions(facts, template, known, templates)))


def _body(
    template: ParsedTemplate,
    known: Mapping[str, Value],
    variant: VariantKey,
    kind: MessageKind,
    numbers: MessageNumbers,
) -> str:
    """Return the body, short enough for where it is read or heard."""

    def is_short_enough(text: str) -> bool:
        return estimated_speech_seconds(text, numbers.words_per_minute) <= numbers.voicemail_seconds

    match kind:
        case MessageKind.LINKEDIN_REQUEST:
            return render_template(template.body, known, variant, limit=numbers.linkedin_characters)
        case MessageKind.VOICEMAIL:
            return render_template(template.body, known, variant, fits=is_short_enough)
        case _:
            return render_template(template.body, known, variant)


def _address(facts: Facts, kind: MessageKind) -> str:
    addresses = {Channel.EMAIL: facts.email, Channel.PHONE: facts.phone}
    return fact_line(addresses.get(kind.channel, ""))


def _excluded_facts(facts: Facts) -> tuple[str, ...]:
    """Return the facts that aren't asked for: for an unwanted job, or because they are in another message."""
    wants_it = facts.still_interested != "no"
    better = () if facts.occasion is Occasion.WENT_BADLY else ("better_answer",)
    reason = ("interest",) if facts.panel_lead else ()
    return (*(() if wants_it else _FACTS_FOR_THE_CANDIDATE), *better, *reason)


def _questions(
    facts: Facts, template: ParsedTemplate, known: Mapping[str, Value], templates: Templates
) -> Iterator[FactQuestion]:
    excluded = _excluded_facts(facts)
    # Where the name doesn't tell which word is the given name, the candidate may know.
    greets = ("addressed_as",) if "name" in template.needs and known.get("name") else ()
    for fact in (*template.needs, *greets, *template.better):
        is_answered = bool(known.get(fact) or fact_phrasings(facts, fact))
        # Most names tell how to address somebody. That is derived, and not the candidate's answer.
        is_derived = is_answered and not getattr(facts, fact)
        if fact not in excluded and fact in templates.questions and not is_derived:
            reason, start = misfit_reason(facts, fact), templates.sentence_starts.get(fact, "")
            question = render_sentence(templates.questions[fact], known)
            yield FactQuestion(
                fact=fact,
                text=" ".join(filter(None, (reason or question, start))),
                needed=fact in template.needs,
                reason=reason,
                sentence_start=start,
                is_answered=is_answered,
            )
