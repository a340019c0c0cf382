"""The choice between "a" and "an"."""

from followup_core.messages.fragments.indefinite_article import indefinite_article
from tests.unit.row_table import each_row


@each_row(
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
