"""The facts that the statistics count, as NumPy columns, which are fast for 100,000 interviews, too.

`as_of.py` decides which interviews are old enough to count.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from followup_core.models import Format, Outcome, TouchpointKind

Numbers: TypeAlias = NDArray[np.int32]
Flags: TypeAlias = NDArray[np.bool_]

NO_DAY = 0
"""Stands for a missing day; days are ordinals, as `date.toordinal` returns them."""

OUTCOMES: Mapping[Outcome | None, int] = MappingProxyType(
    {None: 0} | {outcome: code for code, outcome in enumerate(Outcome, 1)}
)
FORMATS: Mapping[Format | None, int] = MappingProxyType(
    {None: 0} | {held_as: code for code, held_as in enumerate(Format, 1)}
)
KINDS: Mapping[TouchpointKind, int] = MappingProxyType(
    {kind: code for code, kind in enumerate(TouchpointKind)}
)

NOT_ASKING = (TouchpointKind.CANDIDATE_REPLY, TouchpointKind.HEARD_FROM_EMPLOYER)
"""The kinds of touchpoint that expect no response, and so have no response rate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observations:
    """All interviews to be counted, as columns; the columns of one group have the same length.

    - Interviews: `held`, `outcome`, `outcome_on`, `format`.
    - Touchpoints that did not bounce: `touch_of` (index of the interview), `touch_person`, `kind`, `sent`,
      `answered` (the day of the response that it records, or NO_DAY).
    - People who are owed a thank-you: `met_of` (index of the interview), `met_person`.
    - Answers yes and no: `answer_of` (index of the interview), `item` (index in `items`), `yes`,
      `whole` (whether it is about the whole interview).

    The order of rows does not change any statistic.
    """

    held: Numbers
    outcome: Numbers
    outcome_on: Numbers
    format: Numbers
    touch_of: Numbers
    touch_person: Numbers
    kind: Numbers
    sent: Numbers
    answered: Numbers
    met_of: Numbers
    met_person: Numbers
    answer_of: Numbers
    item: Numbers
    yes: Flags
    whole: Flags
    items: tuple[str, ...]

    def code_of(self, item: str) -> int:
        """Return the index of a checklist item in `items`; -1 if it was never answered."""
        return self.items.index(item) if item in self.items else -1
