"""What would make a message better: every check, in the order of the text."""

from collections.abc import Iterator

from followup_core.records.dates import spoken

from .alike import too_alike
from .facts_said import missing_facts
from .measure import linkedin_length
from .model import Around, Check, Finding, Message, Place
from .names import wrong_names
from .phrases import Phrases
from .placeholders import placeholders
from .text import main_sentences, plain_signs, words

_ORDER = {place: number for number, place in enumerate(Place)}


def check(message: Message, around: Around, phrases: Phrases) -> tuple[Finding, ...]:
    """Return the findings on a message, by place and position; the same input always gives the same ones."""
    found = [
        *_texts(message, phrases),
        *wrong_names(message, around, phrases.ordinary),
        *_length(message, phrases),
        *missing_facts(message, around.facts, phrases),
        *_too_early(around),
        *too_alike(message, around),
    ]
    return tuple(sorted(found, key=lambda each: (_ORDER[each.place], each.start, each.end, each.check)))


def _texts(message: Message, phrases: Phrases) -> Iterator[Finding]:
    for place, text in ((Place.SUBJECT, message.subject), (Place.BODY, message.body)):
        yield from placeholders(place, text)
        yield from _phrases(place, text, phrases)


def _phrases(place: Place, text: str, phrases: Phrases) -> Iterator[Finding]:
    read = plain_signs(text)
    for rule in phrases.rules:
        fine = list(rule.fine.places(read))
        for start, end in rule.find.places(read):
            if any(start < last and first < end for first, last in fine):
                continue
            yield Finding(
                check=rule.check,
                place=place,
                start=start,
                end=end,
                quote=text[start:end],
                why=rule.why,
                remedy=rule.remedy,
            )


def _whole(check: Check, why: str, remedy: str) -> Finding:
    return Finding(check=check, place=Place.WHOLE, why=why, remedy=remedy)


def _length(message: Message, phrases: Phrases) -> Iterator[Finding]:
    measure = phrases.measures.get(message.kind)
    if measure is None:
        return
    length, characters = len(words(message.body)), linkedin_length(message.body)
    if measure.max_words is not None and length > measure.max_words:
        why = f"It has {length} words; {measure.max_words} are the most that such a message is read for."
        yield _whole(Check.TOO_LONG, why, "Keep what only you can say, and leave out the rest.")
    if measure.max_characters is not None and characters > measure.max_characters:
        why = f"It has {characters} characters where {measure.max_characters} fit."
        yield _whole(Check.TOO_LONG, why, "Shorten it to where you met and one kind word.")
    if measure.min_sentences is not None and len(main_sentences(message.body)) < measure.min_sentences:
        why = f"It has fewer than {measure.min_sentences} sentences, which reads as a duty done."
        yield _whole(Check.TOO_SHORT, why, "Add something that only you could write.")


def _too_early(around: Around) -> Iterator[Finding]:
    if around.earliest is not None and around.today < around.earliest:
        why = f"Not before {spoken(around.earliest, around.today)}. {around.because}".strip()
        yield _whole(Check.TOO_EARLY, why, "Keep the draft, and send it on that day.")
