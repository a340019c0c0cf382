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
"""Facts that argue for the candidate; a candidate who no longer wants the job isn't asked for them."""


def draft(facts: Facts, kind: MessageKind, templates: Templates) -> Draft:
    """Return a draft: a message made from `facts`, and questions whose answers would improve it.

    The same facts always give the same message.
    """
    template = templates.by_name[template_name(kind, facts)]
    values_by_name = values(facts, template.facts_used(FITTED_FACTS))
    # The second chase must not sound like the first one.
    variant = VariantKey(tone=facts.tone, turn=panel_index_of(facts) + max(0, facts.number - 1))
    message = Message(
        kind=kind,
        to=_recipient_address(facts, kind),
        subject=render_template(
            template.subject, values_by_name, variant, limit=templates.numbers.subject_characters
        ),
        body=_body(template, values_by_name, variant, kind, templates.numbers),
    )
    return Draft(message=message, questions=tuple(_questions(facts, template, values_by_name, templates)))


def _body(
    template: ParsedTemplate,
    values_by_name: Mapping[str, Value],
    variant: VariantKey,
    kind: MessageKind,
    numbers: MessageNumbers,
) -> str:
    """Return the body of the message, short enough for LinkedIn or for a voicemail."""

    def is_short_enough(text: str) -> bool:
        return estimated_speech_seconds(text, numbers.words_per_minute) <= numbers.voicemail_seconds

    match kind:
        case MessageKind.LINKEDIN_REQUEST:
            return render_template(template.body, values_by_name, variant, limit=numbers.linkedin_characters)
        case MessageKind.VOICEMAIL:
            return render_template(template.body, values_by_name, variant, fits=is_short_enough)
        case _:
            return render_template(template.body, values_by_name, variant)


def _recipient_address(facts: Facts, kind: MessageKind) -> str:
    addresses = {Channel.EMAIL: facts.email, Channel.PHONE: facts.phone}
    return fact_line(addresses.get(kind.channel, ""))


def _excluded_facts(facts: Facts) -> tuple[str, ...]:
    """Return the names of the facts that the candidate isn't asked for."""
    names: list[str] = []
    if facts.still_interested == "no":
        names.extend(_FACTS_FOR_THE_CANDIDATE)
    if facts.occasion is not Occasion.WENT_BADLY:
        names.append("better_answer")
    if facts.panel_lead:  # the message to that person says why the candidate wants the job
        names.append("interest")
    return tuple(names)


def _questions(
    facts: Facts, template: ParsedTemplate, values_by_name: Mapping[str, Value], templates: Templates
) -> Iterator[FactQuestion]:
    excluded_facts = _excluded_facts(facts)
    # If the name doesn't show which word is the given name, the candidate may know.
    greeting_fact = ("addressed_as",) if "name" in template.needs and values_by_name.get("name") else ()
    for fact in (*template.needs, *greeting_fact, *template.better):
        is_answered = bool(values_by_name.get(fact) or fact_phrasings(facts, fact))
        # Most names show how to address somebody. That is derived, and not the candidate's answer.
        is_derived = is_answered and not getattr(facts, fact)
        if fact not in excluded_facts and fact in templates.questions and not is_derived:
            misfit, sentence_start = misfit_reason(facts, fact), templates.sentence_starts.get(fact, "")
            question = render_sentence(templates.questions[fact], values_by_name)
            yield FactQuestion(
                fact=fact,
                text=" ".join(filter(None, (misfit or question, sentence_start))),
                needed=fact in template.needs,
                reason=misfit,
                sentence_start=sentence_start,
                is_answered=is_answered,
            )
