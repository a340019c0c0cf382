"""Any picture, code or vCard is read, or refused with a sentence."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from . import card_fuzzing

pytestmark = pytest.mark.thorough


@pytest.mark.parametrize(
    ("inputs", "take"),
    [
        (card_fuzzing.pictures(), card_fuzzing.take_picture),
        (card_fuzzing.codes(), card_fuzzing.take_code),
        (card_fuzzing.vcards(), card_fuzzing.take_vcard),
    ],
    ids=["pictures", "codes", "vCards"],
)
def test_nothing_but_a_refusal_is_raised(inputs: st.SearchStrategy[Any], take: Callable[[Any], None]) -> None:
    settings(max_examples=50)(given(inputs)(take))()
