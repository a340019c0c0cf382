"""The choice between "a" and "an"."""

import pytest

from followup_core.messages.fragments.indefinite_article import indefinite_article, with_right_articles


@pytest.mark.parametrize(
    ("word", "article"),
    [
        *(("UDT", "a"), ("RN", "an"), ("SQL", "an"), ("HR", "an"), ("USB", "a"), ("UK", "a"), ("MBA", "an")),
        *(("NASA", "a"), ("LEED", "a"), ("A-level", "an"), ("X-ray", "an"), ("B2B", "a"), ("F&I", "an")),
        *(("hour", "an"), ("honest", "an"), ("university", "a"), ("user", "a"), ("one-off", "a")),
        *(
            ("European", "a"),
            ("apple", "an"),
            ("nurse", "a"),
            ("8-hour", "an"),
            ("80", "an"),
            ("18-month", "an"),
        ),
        *(("11th", "an"), ("110", "a"), ("unusual", "an"), ("unimportant", "an"), ("unit", "a")),
    ],
)
def test_the_article_is_the_one_that_is_said(word: str, article: str) -> None:
    assert indefinite_article(word) == article


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("an UDT license", "a UDT license"),
        ("a HR background", "an HR background"),
        ("a experienced nurse", "an experienced nurse"),
        ("A hour", "An hour"),
        ("vitamin a injections", "vitamin a injections"),
        ("plan a and b", "plan a and b"),
    ],
)
def test_a_typed_article_is_put_right(typed: str, right: str) -> None:
    assert with_right_articles(typed) == right
