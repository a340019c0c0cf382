"""The parser of template files: sections of sentences, each checked, or refused with file and line.

A file is plain text:

    needs: name, email            facts without which the message should not be sent
    better: discussed             facts that would make it better
    [subject]                     then [paragraph] (sentences in a row) or [lines] (one per line)
    * A sentence.                 one sentence of a group is used; a group ends at an empty line
    *warm A sentence.             only in this tone: plain, warm or formal
    - A sentence.                 used when none of the sentences with a star can be
    ~ A sentence.                 as with a star, and the first to be dropped when space is short
    @greeting                     the sentences of the file part_greeting.txt
    # A comment.

A sentence whose fact is unknown is left out, so no message can have a gap.
"""

import re
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from followup_core.playbook import PlaybookError

from .message_model import Tone
from .template_compiler import CheckedSentence, check_sentence
from .template_language import TemplateNotAllowed

MAX_TEMPLATE_BYTES = 20_000
MAX_SENTENCES = 300
MAX_PRINTED = 400
"""How often the sentences of one file may print a fact in total; it bounds the work."""

_REMEDY = "Correct the line; until then the last good text stays."
_SENTENCE = re.compile(r"([*~-])(\w*)\s+(\S.*)")
_PART = re.compile(r"@([a-z_]+)\s*")
_SECTION = re.compile(r"\[([a-z]+)\]\s*")
_HEADER = re.compile(r"(needs|better):(.*)")
JOINERS = {"subject": " ", "paragraph": " ", "lines": "\n"}


class Sentence(NamedTuple):
    """One variant of a group; `tone` None suits every tone; those with `first` are preferred."""

    template: CheckedSentence
    tone: Tone | None
    first: bool


class Group(NamedTuple):
    """Sentences of which one is used; a `spare` group is dropped first when space is short."""

    sentences: tuple[Sentence, ...]
    spare: bool


class Section(NamedTuple):
    """Groups that belong together, with the text that joins them."""

    groups: tuple[Group, ...]
    joiner: str


class ParsedTemplate(NamedTuple):
    """A parsed template file."""

    name: str
    needs: tuple[str, ...]
    better: tuple[str, ...]
    subject: tuple[Section, ...]
    body: tuple[Section, ...]

    def facts_used(self, facts: Collection[str]) -> list[str]:
        """Return those of `facts` that a message from this template says, tests or asks for.

        A fact may have several phrasings, whose names begin with its own, as `strength_who` with `strength`.
        """
        groups = (group for section in (*self.subject, *self.body) for group in section.groups)
        words = {
            word
            for group in groups
            for sentence in group.sentences
            for word in sentence.template.words_in_tags
        }
        words.update(self.needs, self.better)
        return [fact for fact in facts if any(word.startswith(fact) for word in words)]


def text_of(name: str, raw: bytes) -> str:
    """Return the text of a template file; raise PlaybookError for its size or encoding."""
    if len(raw) > MAX_TEMPLATE_BYTES:
        raise too_large(name)
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise PlaybookError(
            "The text is not UTF-8.", "Save the file as UTF-8.", where=f"{name}, line {line}"
        ) from error


def too_large(name: str) -> PlaybookError:
    """Return the error for a template file that is too large."""
    return PlaybookError("The file is larger than 20 kB.", "Shorten it.", where=f"{name}, line 1")


class _Reader:
    """Reads one file line by line, and reports faults with the current line."""

    def __init__(
        self, name: str, questions: Collection[str], shared_template: Callable[[str], "_Reader | None"]
    ) -> None:
        self.name = name
        self.facts: dict[str, tuple[str, ...]] = {"needs": (), "better": ()}
        self.sections: list[tuple[str, list[Group]]] = []
        self.printed = 0
        self.sentences = 0
        self._questions = questions
        self._shared_template = shared_template
        self._open: list[tuple[str, Sentence]] = []
        self._line = 0

    def read(self, text: str) -> "_Reader":
        for self._line, line in enumerate(text.split("\n"), start=1):
            self._take(line.rstrip())
        self._close()
        if self.printed > MAX_PRINTED:
            raise self.fault(f"The file prints facts more than {MAX_PRINTED} times.")
        return self

    def fault(self, what: str) -> PlaybookError:
        return PlaybookError(what, _REMEDY, where=f"{self.name}, line {self._line}")

    def _take(self, line: str) -> None:
        if line.startswith("#"):
            return
        if not line:
            self._close()
        elif match := _SENTENCE.fullmatch(line):
            self._sentence(*match.groups())
        elif match := _PART.fullmatch(line):
            self._insert(match.group(1))
        elif match := _SECTION.fullmatch(line):
            self._section(match.group(1))
        elif match := _HEADER.fullmatch(line):
            self._header(match.group(1), match.group(2))
        else:
            raise self.fault("A line begins with *, -, ~, @, # or [, or is empty.")

    def _header(self, which: str, names: str) -> None:
        if self.sections:
            raise self.fault(f"“{which}:” stands above the first section.")
        facts = tuple(name.strip() for name in names.split(",") if name.strip())
        for fact in facts:
            if fact not in self._questions:
                raise self.fault(f"There is no fact “{fact:.40}” that can be asked for.")
        self.facts[which] = facts

    def _section(self, kind: str) -> None:
        self._close()
        if kind not in JOINERS:
            raise self.fault(f"There is no section “{kind:.40}”; there are {', '.join(JOINERS)}.")
        self.sections.append((kind, []))

    def _insert(self, name: str) -> None:
        self._close()
        shared_template = self._shared_template(name)
        if shared_template is None:
            raise self.fault(f"There is no part “{name:.40}” that can be put here.")
        self._groups().extend(group for _, groups in shared_template.sections for group in groups)
        self.printed += shared_template.printed
        self.sentences += shared_template.sentences

    def _sentence(self, mark: str, tone: str, source: str) -> None:
        self._groups()
        if tone and tone not in list(Tone):
            raise self.fault(f"There is no tone “{tone:.40}”; there are {', '.join(Tone)}.")
        try:
            template, printed = check_sentence(source)
        except TemplateNotAllowed as error:
            raise self.fault(str(error)) from error
        self.printed += printed
        self.sentences += 1
        if self.sentences > MAX_SENTENCES:
            raise self.fault(f"The file has more than {MAX_SENTENCES} sentences.")
        sentence = Sentence(template=template, tone=Tone(tone) if tone else None, first=mark != "-")
        self._open.append((mark, sentence))

    def _groups(self) -> list[Group]:
        if not self.sections:
            raise self.fault("A section is missing above this line, as in [paragraph].")
        return self.sections[-1][1]

    def _close(self) -> None:
        if self._open:
            spare = any(mark == "~" for mark, _ in self._open)
            sentences = tuple(sentence for _, sentence in self._open)
            self._groups().append(Group(sentences=sentences, spare=spare))
            self._open = []


def parse_template(name: str, texts: Mapping[str, str], questions: Collection[str]) -> ParsedTemplate:
    """Parse the file `name` of `texts` (all files by name) with its parts; raise PlaybookError at a fault.

    `questions` are the facts that there is a question for; a template can need no others.
    """

    def shared_template(word: str) -> _Reader | None:
        file = f"part_{word}.txt"
        return _Reader(file, questions, lambda _: None).read(texts[file]) if file in texts else None

    reader = _Reader(name, questions, shared_template).read(texts[name])
    body = _sections(reader, subject=False)
    if not any(section.groups for section in body):
        raise reader.fault("The file has no sentence.")
    return ParsedTemplate(
        name=name,
        needs=reader.facts["needs"],
        better=reader.facts["better"],
        subject=_sections(reader, subject=True),
        body=body,
    )


def _sections(reader: _Reader, *, subject: bool) -> tuple[Section, ...]:
    return tuple(
        Section(groups=tuple(groups), joiner=JOINERS[kind])
        for kind, groups in reader.sections
        if (kind == "subject") is subject
    )
