"""The check for placeholders of a template that nobody filled in."""

import re
from collections.abc import Iterator

from followup_core.messages.message_model import Check, Facts, Finding, MessagePlace

from .findings import finding_at
from .parsed_message import ParsedMessage
from .required_facts import texts_of

_HOLE = re.compile(
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
_HARMLESS = frozenset(("[sic]", "[pdf]", "[video]", "[audio]", "[podcast]", "[link]"))
_WHY = "A hole of the template is still open here."
_REMEDY = "Put in what belongs here, or take the words out."


def find_placeholders(parsed: ParsedMessage, facts: Facts) -> Iterator[Finding]:
    """Yield each placeholder in address, subject and body; the same text in a fact is intended."""
    meant = texts_of(facts)
    message = parsed.message
    texts = (
        (MessagePlace.TO, message.to),
        (MessagePlace.SUBJECT, message.subject),
        (MessagePlace.BODY, message.body),
    )
    for place, text in texts:
        for hole in _HOLE.finditer(text):
            quote = hole.group()
            if quote.lower() in _HARMLESS or any(quote in fact for fact in meant):
                continue
            yield finding_at(Check.PLACEHOLDER, place, text, hole.span(), _WHY, _REMEDY)
