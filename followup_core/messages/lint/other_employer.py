"""The check whether a message wants to work somewhere else than where it is sent."""

import re
from collections.abc import Iterator

from followup_core.messages.message_model import Check, Facts, Finding

from .findings import ParsedMessage, finding_at
from .required_facts import texts_of
from .tokenizer import fold_word, name_words, without_punctuation

_NAME = r"(?P<name>[A-Z][\w&.'’-]*(?: (?:of |the |and |& )?[A-Z][\w&.'’-]*){0,4})"
_WANTED = re.compile(
    r"\b(?:(?:want(?:ed)?|like|love|hope|glad|happy|excited|eager|honou?red|ready|chance|opportunity) to"
    r" (?:work|teach|serve|be|start|join)(?: for| at| with)?"
    r"|looking forward to (?:working (?:for|at)|joining)"
    r"|(?:role|position|job|opening|career|future|interest(?:ed)? in working|interview(?:ed)?) (?:at|with)"
    rf"|joining|to join) {_NAME}"
)


def other_employers(parsed: ParsedMessage, facts: Facts) -> Iterator[Finding]:
    """Yield each organization that the candidate says they want, and that is not this one.

    A former employer ("I worked at ...") is none, and neither is a person who is known.
    """
    if not facts.organization.strip():
        return
    known = {fold_word(word.text) for text in texts_of(facts) for word in name_words(text)}
    for place, text, _ in parsed.parts():
        for match in _WANTED.finditer(text):
            name = match["name"].rstrip(".,'’-")
            if known.isdisjoint(fold_word(word.text) for word in name_words(name)):
                span = (match.start("name"), match.start("name") + len(name))
                why = f"It says {without_punctuation(name)}, and this message goes to another organization."
                remedy = f"Write {without_punctuation(facts.organization)}."
                yield finding_at(Check.WRONG_ORGANIZATION, place, text, span, why, remedy)
