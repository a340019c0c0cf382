"""Facts as people of forty trades and sixty first languages type them, and what becomes of them.

A row of written_facts.tsv has its source, the fact, what was typed and, where that has a slip of grammar,
what an American colleague would have typed; the fourth column is empty for what is right as it stands. The
rows of the source "later" were written by somebody else, and looked at only after the rules were changed by
the others.

`python -m tests.unit.messages.written_facts` says for all of them how many right facts are left as they are,
changed, or asked for again, and how many slips are mended, asked about, or pass. With `--list` it also prints
each right fact that isn't left as it is, and each slip that is mended: two runs can be compared line by line.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from followup_core.messages.fragments.fragment_fitting import fit_fact

_FILE = Path(__file__).with_name("written_facts.tsv")
LATER = "later"
"""The source whose rows no rule was made from."""
_OTHERS_WORDS: Mapping[str, str] = {
    "they": "you",
    "their": "you",
    "them": "you",
    "the": "you",
    "we": "you",
    "our": "you",
    "your": "you",
}
"""Words that a phrasing may turn: "they're moving offices" is told to the reader."""
_OPENING = re.compile(r"(?:In my last job )?I ")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFact:
    """What was typed for a fact, and what it should have been; both are the same where it was right."""

    source: str
    fact: str
    typed: str
    meant: str


def written_facts() -> list[WrittenFact]:
    """Return all rows of the file."""
    rows = (line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines())
    return [
        WrittenFact(source=source, fact=fact, typed=typed, meant=better or typed)
        for source, fact, typed, better in rows
    ]


def outcome(fact: str, typed: str, meant: str) -> str:
    """Return "asked", "as meant" if a phrasing has the words that were meant, or "other"."""
    fitting = fit_fact(fact, typed)
    if fitting.reason:
        return "asked"
    wanted = _words(meant)
    is_meant = any(_words(phrasing) == wanted for phrasing in fitting.phrasings.values())
    return "as meant" if is_meant else "other"


def shares(facts: Iterable[tuple[str, str, str]]) -> dict[str, float]:
    """Return the share of each outcome, from 0 to 1, among (fact, typed, meant)."""
    counts = Counter(outcome(*fact) for fact in facts)
    return {name: count / counts.total() for name, count in counts.items()}


def right_facts(rows: Iterable[WrittenFact]) -> list[tuple[str, str, str]]:
    """Return what is right to type: what was right, and what should have been typed."""
    return list(dict.fromkeys((row.fact, row.meant, row.meant) for row in rows))


def _words(text: str) -> list[str]:
    plain = _OPENING.sub("", text, count=1) if _OPENING.match(text) else text
    words = re.findall(r"[a-z0-9'$%]+", plain.lower().replace("’", "'"))
    return [_OTHERS_WORDS.get(word, word) for word in words]


def main() -> None:
    """Print the shares for the rows of each kind of source, and with `--list` what is behind them."""
    rows = written_facts()
    for name, kept in (
        ("first", [row for row in rows if row.source != LATER]),
        ("later", [row for row in rows if row.source == LATER]),
    ):
        slips = [(row.fact, row.typed, row.meant) for row in kept if row.typed != row.meant]
        for what, facts in (("right", right_facts(kept)), ("slips", slips)):
            told = ", ".join(f"{outcome} {share:.1%}" for outcome, share in sorted(shares(facts).items()))
            sys.stdout.write(f"{name} {what} ({len(facts)}): {told}\n")
            if "--list" in sys.argv:
                sys.stdout.writelines(_listed(facts, is_right=what == "right"))


def _listed(facts: Iterable[tuple[str, str, str]], *, is_right: bool) -> Iterator[str]:
    for fact in facts:
        became = outcome(*fact)
        if (became == "as meant") is not is_right:
            fitting = fit_fact(*fact[:2])
            told = fitting.reason or " / ".join(dict.fromkeys(fitting.phrasings.values()))
            yield f"  {became}: {fact[0]}: {fact[1]} -> {told}\n"


if __name__ == "__main__":
    main()
