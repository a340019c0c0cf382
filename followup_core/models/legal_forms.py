"""Legal forms of organizations, as written at the end of a name: GmbH, Inc., Ltd.

All are case-folded and without dots. Source: the common legal forms in ISO 20275's list.
Three places have lists of their own, for a reason: `card_vocabulary` reads capitals and
dots on a photographed card, `title_parser` has the forms that follow a comma in an English
name, and the linter's are in `data/playbook/phrases.toml`, which a career center edits.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEVER_IN_A_PERSONS_NAME = _words(
    "ag aps bv corp corporation gmbh inc limited llc llp ltd mbh nv oy plc sarl sas spa srl"
)
"""Legal forms that are neither names nor initials: a text with one of them is not a person's name."""

ORDINARY_WORDS = _words("cic co company corporation eg ev incorporated kk sp zoo")
"""Legal forms that are also words or abbreviations, so they stay in a name in a sentence: "Bell Company"."""

LEGAL_FORMS = (
    NEVER_IN_A_PERSONS_NAME
    | ORDINARY_WORDS
    | _words("ab as asa bvba gbr kft kg lp ltda oyj oü pllc pte pty pvt sa sasu se sl srls ug vof")
)
"""All legal forms, to compare organizations' names without them."""
