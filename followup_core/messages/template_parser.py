"""Parses template files, and refuses a faulty one with its name and line.

A file is plain text:

    needs: name, email            facts without which the message should not be sent
    better: discussed             facts that would make it better
    [subject]                     then [paragraph] (sentences in a row) or [lines] (one per line)
    * A sentence.                 a sentence of a group, of which one is used; an empty line ends the group
    *warm A sentence.             only in this tone: plain, warm or formal
    - A sentence.                 used when none of the sentences with a star can be
    ~ A sentence.                 like one with a star; dropped first if the message is too long
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
MAX_PRINTED_FACTS = 400
"""How many facts the sentences of one file may print in total, to bound the work."""

_REMEDY = "Correct the line; until then the last good text stays."
_SENTENCE = re.compile(r"([*~-])(\w*)\s+(\S.*)")
_SHARED_PART = re.compile(r"@([a-z_]+)\s*")
_SECTION = re.compile(r"\[([a-z]+)\]\s*")
_HEADER = re.compile(r"(needs|better):(.*)")
JOINER_OF_SECTION = {"subject": " ", "paragraph": " ", "lines": "\n"}


class Sentence(NamedTuple):
    """One sentence of a group; `tone` None suits every tone. Sentences with `first` are preferred."""

    template: CheckedSentence
    tone: Tone | None
    first: bool


class Group(NamedTuple):
    """Sentences, one of which is used; a `spare` group is dropped first if the message is too long."""

    sentences: tuple[Sentence, ...]
    spare: bool


class Section(NamedTuple):
    """The groups of one paragraph, block of lines or subject, and the text between their sentences."""

    groups: tuple[Group, ...]
    joiner: str


class ParsedTemplate(NamedTuple):
    """A parsed template file: its sections, and the facts that it needs or is better with."""

    name: str
    needs: tuple[str, ...]
    better: tuple[str, ...]
    subject: tuple[Section, ...]
    body: tuple[Section, ...]

    def facts_used(self, facts: Collection[str]) -> list[str]:
        """Return the names in `facts` that this template prints, tests or asks for.

        The names of a fact's phrasings begin with the fact's name, as `strength_who` with `strength`.
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


def decode_template(name: str, raw: bytes) -> str:
    """Return the text of a template file; raise PlaybookError if it is too large or not UTF-8."""
    if len(raw) > MAX_TEMPLATE_BYTES:
        raise too_large_error(name)
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise PlaybookError(
            "The text is not UTF-8.", "Save the file as UTF-8.", where=f"{name}, line {line}"
        ) from error


def too_large_error(name: str) -> PlaybookError:
    """Return the error for a template file that is too large."""
    return PlaybookError("The file is larger than 20 kB.", "Shorten it.", where=f"{name}, line 1")


class _TemplateReader:
    """Reads one template file line by line; its errors name the current line."""

    def __init__(
        self,
        name: str,
        questions: Collection[str],
        shared_template: Callable[[str], "_TemplateReader | None"],
    ) -> None:
        self.name = name
        self.facts: dict[str, tuple[str, ...]] = {"needs": (), "better": ()}
        self.sections: list[tuple[str, list[Group]]] = []
        self.printed_facts = 0
        self.sentence_count = 0
        self._questions = questions
        self._shared_template = shared_template
        self._open_group: list[tuple[str, Sentence]] = []
        self._line = 0

    def read(self, text: str) -> "_TemplateReader":
        for self._line, line in enumerate(text.split("\n"), start=1):
            self._read_line(line.rstrip())
        self._end_group()
        if self.printed_facts > MAX_PRINTED_FACTS:
            raise self.line_error(f"The file prints facts more than {MAX_PRINTED_FACTS} times.")
        return self

    def line_error(self, message: str) -> PlaybookError:
        return PlaybookError(message, _REMEDY, where=f"{self.name}, line {self._line}")

    def _read_line(self, line: str) -> None:
        if line.startswith("#"):
            return
        if not line:
            self._end_group()
        elif match := _SENTENCE.fullmatch(line):
            self._read_sentence(*match.groups())
        elif match := _SHARED_PART.fullmatch(line):
            self._insert_shared_part(match.group(1))
        elif match := _SECTION.fullmatch(line):
            self._start_section(match.group(1))
        elif match := _HEADER.fullmatch(line):
            self._read_header(match.group(1), match.group(2))
        else:
            raise self.line_error("A line begins with *, -, ~, @, # or [, or is empty.")

    def _read_header(self, keyword: str, names: str) -> None:
        if self.sections:
            raise self.line_error(f"“{keyword}:” stands above the first section.")
        facts = tuple(name.strip() for name in names.split(",") if name.strip())
        for fact in facts:
            if fact not in self._questions:
                raise self.line_error(f"There is no fact “{fact:.40}” that can be asked for.")
        self.facts[keyword] = facts

    def _start_section(self, kind: str) -> None:
        self._end_group()
        if kind not in JOINER_OF_SECTION:
            raise self.line_error(
                f"There is no section “{kind:.40}”; there are {', '.join(JOINER_OF_SECTION)}."
            )
        self.sections.append((kind, []))

    def _insert_shared_part(self, name: str) -> None:
        self._end_group()
        shared_template = self._shared_template(name)
        if shared_template is None:
            raise self.line_error(f"There is no part “{name:.40}” that can be put here.")
        self._current_groups().extend(group for _, groups in shared_template.sections for group in groups)
        self.printed_facts += shared_template.printed_facts
        self.sentence_count += shared_template.sentence_count

    def _read_sentence(self, mark: str, tone: str, source: str) -> None:
        self._current_groups()
        if tone and tone not in list(Tone):
            raise self.line_error(f"There is no tone “{tone:.40}”; there are {', '.join(Tone)}.")
        try:
            template, printed_facts = check_sentence(source)
        except TemplateNotAllowed as error:
            raise self.line_error(str(error)) from error
        self.printed_facts += printed_facts
        self.sentence_count += 1
        if self.sentence_count > MAX_SENTENCES:
            raise self.line_error(f"The file has more than {MAX_SENTENCES} sentences.")
        sentence = Sentence(template=template, tone=Tone(tone) if tone else None, first=mark != "-")
        self._open_group.append((mark, sentence))

    def _current_groups(self) -> list[Group]:
        if not self.sections:
            raise self.line_error("A section is missing above this line, as in [paragraph].")
        return self.sections[-1][1]

    def _end_group(self) -> None:
        if self._open_group:
            spare = any(mark == "~" for mark, _ in self._open_group)
            sentences = tuple(sentence for _, sentence in self._open_group)
            self._current_groups().append(Group(sentences=sentences, spare=spare))
            self._open_group = []


def parse_template(name: str, texts: Mapping[str, str], questions: Collection[str]) -> ParsedTemplate:
    """Return the parsed template `name`, with the shared parts that it inserts.

    Args:
        name: The name of the template file.
        texts: The texts of all template files, by name.
        questions: The facts that have a question; a template can't need any other.

    Raises:
        PlaybookError: The template has a fault; the error names the file and the line.
    """

    def shared_template(word: str) -> _TemplateReader | None:
        file = f"part_{word}.txt"
        return _TemplateReader(file, questions, lambda _: None).read(texts[file]) if file in texts else None

    reader = _TemplateReader(name, questions, shared_template).read(texts[name])
    body = _sections_of(reader, subject=False)
    if not any(section.groups for section in body):
        raise reader.line_error("The file has no sentence.")
    return ParsedTemplate(
        name=name,
        needs=reader.facts["needs"],
        better=reader.facts["better"],
        subject=_sections_of(reader, subject=True),
        body=body,
    )


def _sections_of(reader: _TemplateReader, *, subject: bool) -> tuple[Section, ...]:
    return tuple(
        Section(groups=tuple(groups), joiner=JOINER_OF_SECTION[kind])
        for kind, groups in reader.sections
        if (kind == "subject") is subject
    )
