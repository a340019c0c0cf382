"""The parts of a person's name, and what is made from them: greetings, and keys to match and sort by."""

from typing import NamedTuple

from .name_words import (
    DOUBLE_NAME_ENDS,
    DOUBLE_NAME_STARTS,
    GENERATIONS,
    HONORIFICS_OF_GIVEN_NAMES,
    fold,
    is_initial,
    is_particle,
    spoken_honorific,
)


class PersonName(NamedTuple):
    """The parts of a name; a missing part is ''.

    `plain` is the name in spoken order without honorific, credentials, pronouns and decoration. `given` is
    one given name (two words in "Abdul Rahman"), and `middle` has the words between `given` and `family`. If
    `is_certain` is False, it isn't known which word is which part, or whether the text names a person at all.
    """

    plain: str
    honorific: str = ""
    given: str = ""
    middle: str = ""
    family: str = ""
    suffixes: str = ""
    pronouns: str = ""
    is_certain: bool = False

    @property
    def informal_greeting(self) -> str:
        """The name after "Hello": the given name (both words of a double one), or the whole name if in doubt.

        "Mr. J. Chen" is greeted formally, because his given name isn't known.
        """
        if self._has_honorific_only:
            return self.formal_greeting
        given_name = f"{self.given} {self.middle}" if self._is_double else self.given
        return given_name if self.is_certain and self.given else self.with_honorific

    @property
    def _has_honorific_only(self) -> bool:
        """Whether there is a family name with an honorific, and no given name."""
        return bool(spoken_honorific(self.honorific) and self.family and not self.given)

    @property
    def _is_double(self) -> bool:
        """Whether the middle name belongs to the given name, as in "Beth Ann Kowalski"."""
        return fold(self.given) in DOUBLE_NAME_STARTS and fold(self.middle) in DOUBLE_NAME_ENDS

    @property
    def formal_greeting(self) -> str:
        """The name after "Dear" in a formal letter: "Dr. Obi"; the whole name without one or if in doubt.

        No honorific is added, because that would mean to guess somebody's gender.
        """
        honorific = spoken_honorific(self.honorific)
        if self._has_honorific_only:
            return f"{honorific} {self.family}"
        if not (self.is_certain and honorific and self.family):
            return self.with_honorific if honorific or not self.is_certain else self._without_middle_initials
        if fold(honorific) in HONORIFICS_OF_GIVEN_NAMES:
            return f"{honorific} {self.given or self.family}"
        # If there are three names, it isn't certain where the family name begins: Helena Bonham Carter.
        is_family_certain = self._is_double or all(is_initial(word) for word in self.middle.split())
        return f"{honorific} {self.family}" if is_family_certain else self.with_honorific

    @property
    def _without_middle_initials(self) -> str:
        """The plain name as it is said: "Margaret Stein" for "Margaret A. Stein"."""
        initials = [word for word in self.middle.split() if is_initial(word)]
        return " ".join(word for word in self.plain.split() if word not in initials)

    @property
    def with_honorific(self) -> str:
        """The plain name with its honorific."""
        return " ".join(filter(None, (spoken_honorific(self.honorific), self.plain)))

    @property
    def match_key(self) -> str:
        """The key that two spellings of one name share: its folded words, sorted and without initials."""
        words = [word for word in fold(self.plain).split() if len(word) > 1] or fold(self.plain).split()
        generations = [key for word in self.suffixes.split() if (key := fold(word)) in GENERATIONS]
        return " ".join(sorted(words) + generations)

    @property
    def sort_key(self) -> tuple[str, str]:
        """The key to sort names by: the family name without particles, then the whole name."""
        words = [word for word in self.family.split() if not is_particle(word)] if self.is_certain else []
        return fold(" ".join(words) or self.plain), fold(self.plain)
