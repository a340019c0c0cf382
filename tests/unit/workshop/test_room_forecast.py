"""Before a workshop opens, it can be said which counts will show in a room of that size."""

from dataclasses import replace

from followup_core.playbook import DisclosureLevel
from followup_core.workshop.room_forecast import forecast
from followup_core.workshop.workshop_model import ActivityKind, Option, Prompt
from tests.unit.row_table import each_row

YES_NO = (Option(id="yes", words="Yes"), Option(id="no", words="No"))
FOUR = tuple(Option(id=each, words=each) for each in "abcd")
POLL = Prompt(prompt_id="p", kind=ActivityKind.POLL, ask="Did you?", options=YES_NO)


@each_row(
    ("kind", "options", "level", "people"),
    [
        (ActivityKind.POLL, YES_NO, DisclosureLevel.OPEN, 5),
        (ActivityKind.POLL, FOUR, DisclosureLevel.OPEN, 5),
        (ActivityKind.POLL, YES_NO, DisclosureLevel.PROTECTED, 20),
        (ActivityKind.POLL, FOUR, DisclosureLevel.PROTECTED, 10),
        (ActivityKind.POLL, YES_NO, DisclosureLevel.PRIVATE, None),
        (ActivityKind.ROLE_PLAY, YES_NO, DisclosureLevel.OPEN, 10),
        (ActivityKind.EVALUATION, YES_NO, DisclosureLevel.PROTECTED, 40),
    ],
)
def test_a_question_needs_so_many_people(
    kind: ActivityKind, options: tuple[Option, ...], level: DisclosureLevel, people: int | None
) -> None:
    expected = forecast(replace(POLL, kind=kind, options=options, level=level))
    assert expected.people == people
    assert expected.shows_with(people or 1) is (people is not None)
    assert not expected.shows_with((people or 300) - 1)
