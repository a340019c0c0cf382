"""Drafts: a message from facts, without a hole, and what would make it better."""

from collections.abc import Iterator, Mapping

from .message_length import estimated_speech_seconds
from .message_model import Draft, Facts, Message, MessageKind, Missing
from .template_parser import ParsedTemplate
from .template_renderer import VariantSelector, render_sentence, render_template
from .template_values import Value, one_line, place_of, values
from .templates import MessageNumbers, Templates, sheet_name

NO_ADDRESS = (MessageKind.THANK_YOU_NOTE, MessageKind.LINKEDIN_REQUEST)


def draft(facts: Facts, kind: MessageKind, templates: Templates) -> Draft:
    """Return the message of this kind that the facts allow; the same facts always give the same message."""
    sheet = templates.sheets[sheet_name(kind, facts)]
    known = values(facts)
    # The second try sounds unlike the first.
    voice = VariantSelector(tone=facts.tone, place=place_of(facts) + max(0, facts.number - 1))
    message = Message(
        kind=kind,
        to=_to(facts, kind),
        subject=render_template(sheet.subject, known, voice, limit=templates.numbers.subject_characters),
        body=_body(sheet, known, voice, kind, templates.numbers),
    )
    return Draft(message=message, missing=tuple(_missing(sheet, known, templates)))


def _body(
    sheet: ParsedTemplate,
    known: Mapping[str, Value],
    voice: VariantSelector,
    kind: MessageKind,
    numbers: MessageNumbers,
) -> str:
    """Return the body, short enough for where it is read or heard."""

    def soon_said(text: str) -> bool:
        return estimated_speech_seconds(text, numbers.words_per_minute) <= numbers.voicemail_seconds

    match kind:
        case MessageKind.LINKEDIN_REQUEST:
            return render_template(sheet.body, known, voice, limit=numbers.linkedin_characters)
        case MessageKind.VOICEMAIL:
            return render_template(sheet.body, known, voice, fits=soon_said)
        case _:
            return render_template(sheet.body, known, voice)


def _to(facts: Facts, kind: MessageKind) -> str:
    if kind in NO_ADDRESS:
        return ""
    return one_line(facts.phone if kind is MessageKind.VOICEMAIL else facts.email)


def _missing(sheet: ParsedTemplate, known: Mapping[str, Value], templates: Templates) -> Iterator[Missing]:
    for fact in (*sheet.needs, *sheet.better):
        if not known.get(fact) and fact in templates.asks:
            yield Missing(
                fact=fact, ask=render_sentence(templates.asks[fact], known), needed=fact in sheet.needs
            )
