"""Finds placeholders of a template that nobody filled in."""

import re
from collections.abc import Iterator

from followup_core.messages.message_model import Check, Facts, Finding, MessagePlace

from .findings import finding_at
from .parsed_message import ParsedMessage
from .required_facts import free_text_facts

_PLACEHOLDER = re.compile(
    r"\{\{[^{}\n]{0,80}\}\}|\{%[^{}\n]{0,80}%\}|\$?\{[^{}\n]{1,60}\}"
    r"|(?<!\w)\[(?=[^\[\]\n]{0,60}[^\W\d_])[^\[\]\n]{1,60}\](?!\()"
    r"|<(?=[^\W\d_])[^<>\n@/:.]{1,40}>"
    r"|\((?i:insert|add|enter|fill in|put) [^()\n]{1,60}\)"
    r"|\((?i:date|day|name|role|position|company|topic|job title)\)"
    r"|\b(?:FIRST|LAST|COMPANY|INTERVIEWER|MANAGER) NAME\b|\bJOB TITLE\b|%[A-Za-z_]{2,20}%"
    r"|_{3,}|\bX{3,}\b|\bx{4,}\b|\bTODO\b|\bFIXME\b|\bN/A\b"
    r"|\b[Ll]orem [Ii]psum\b|\bLOREM IPSUM\b"
    r"|\b(?:[Ii]nsert|INSERT) [^\n.]{1,30} (?:here|HERE)\b|\b[Yy]our [Nn]ame [Hh]ere\b"
    r"|\bNone\b(?=[ \t]*(?:[,.:;!?)\n]|$))|(?<=[a-z,] )None\b|\bNaN\b|\bNaT\b|\bundefined\b(?=[,\n])"
)
_HARMLESS_BRACKETS = frozenset(("[sic]", "[pdf]", "[video]", "[audio]", "[podcast]", "[link]"))
_WHY = "A hole of the template is still open here."
_REMEDY = "Put in what belongs here, or take the words out."


def find_placeholders(parsed: ParsedMessage, facts: Facts) -> Iterator[Finding]:
    """Yield a finding for each placeholder in the address, the subject and the body.

    A placeholder that is also in a fact is intended, and has none.
    """
    intended_texts = free_text_facts(facts)
    message = parsed.message
    texts = (
        (MessagePlace.TO, message.to),
        (MessagePlace.SUBJECT, message.subject),
        (MessagePlace.BODY, message.body),
    )
    for place, text in texts:
        for placeholder in _PLACEHOLDER.finditer(text):
            quote = placeholder.group()
            if quote.lower() in _HARMLESS_BRACKETS or any(quote in fact for fact in intended_texts):
                continue
            yield finding_at(Check.PLACEHOLDER, place, text, placeholder.span(), _WHY, _REMEDY)
