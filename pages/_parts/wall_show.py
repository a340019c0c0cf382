"""The wall: what the whole room sees. Counts and released answers; no names, no free text."""

from collections.abc import Sequence

import streamlit as st

from followup_core.workshop.agenda import minutes_left
from followup_core.workshop.model import Activity, ActivityKind, Observed, Phase, Prompt, Published, State, Wall

from . import edge, wall_chart, wall_join, wall_poster, workshop_words
from .exhibit import dark
from .text import plain
from .wall_poster import Tone, Words

_LETTERS = "ABCDEFGHIJ"
_UNASKED = (ActivityKind.TALK, ActivityKind.OWN_CHECKLIST)


def heading(wall: Wall) -> str:
    """Return what stands on top of the wall."""
    over = wall.state is State.CLOSED or wall.activity is None
    return workshop_words.title(wall) if over or wall.activity is None else plain(wall.activity.title)


def stage(wall: Wall) -> None:
    """Draw what the room looks at now."""
    if wall.state is State.PLANNED:
        st.markdown("This workshop is not open yet. Nobody can join before you open it.")
    elif wall.state is State.CLOSED:
        _closed(wall)
    elif wall.activity is None or wall.at_start:
        wall_join.show(wall)
    elif wall.activity.kind is ActivityKind.EVALUATION:
        _evaluation(wall)
    elif wall.position and wall.position.phase is Phase.SHOWING and wall.prompt:
        _results(wall, wall.prompt)
    elif wall.prompt is None:
        _own(wall.activity)
    else:
        _prompt(wall.prompt)


def _closed(wall: Wall) -> None:
    wall_poster.show(
        [
            Words(text="Thank you for coming.", size=96, bold=True),
            Words(text="What is yours can still be taken home, on the page on your phone.", size=52, before=30),
            Words(
                text=f"Everything is deleted on {workshop_words.deleted_on(wall)} at the latest.",
                size=40,
                tone=Tone.QUIET,
                before=30,
            ),
        ]
    )


def _evaluation(wall: Wall) -> None:
    question = [Words(text=wall.prompt.ask, size=56, before=30)] if wall.prompt else []
    wall_poster.show(
        [
            Words(text="Thank you. How was it?", size=92, bold=True),
            *question,
            Words(
                text="On your phone, without your name. It is not shown here.",
                size=40,
                tone=Tone.QUIET,
                before=30,
            ),
        ]
    )


def _own(activity: Activity) -> None:
    doing = {
        ActivityKind.OWN_CHECKLIST: "Your own last interview, question by question, on your phone.",
        ActivityKind.TALK: activity.title,
    }.get(activity.kind, "On your phone.")
    rest = "Nobody else sees what you enter, and nothing of it is counted."
    note = [] if activity.kind is ActivityKind.TALK else [Words(text=rest, size=44, tone=Tone.QUIET, before=34)]
    wall_poster.show([Words(text=doing, size=84, bold=True), *note])


def _prompt(prompt: Prompt) -> None:
    wall_poster.show([*_asked(prompt), *_listed(prompt)])


def _asked(prompt: Prompt) -> list[Words]:
    story = [Words(text=prompt.story, size=46)] if prompt.story else []
    return [*story, Words(text=prompt.ask, size=68, bold=True, before=26 if story else 0)]


def _listed(prompt: Prompt) -> list[Words]:
    options = [
        Words(text=option.words, mark=mark, size=50, before=24)
        for mark, option in zip(_LETTERS, prompt.options, strict=False)
    ]
    return options or [Words(text=point, mark="•", size=52, before=22) for point in prompt.points]


def _results(wall: Wall, prompt: Prompt) -> None:
    wall_poster.show([Words(text=prompt.ask, size=52, bold=True)], height=200)
    if wall.observed:
        _observed(wall.observed)
    elif wall.published is not None:
        _published(wall.published, prompt)
    if prompt.key:
        _answer_key(prompt)
    elif prompt.say:
        wall_poster.show([Words(text=f"Next time: {prompt.say}", size=44, tone=Tone.ACCENT)], height=160)


def _published(published: Published, prompt: Prompt) -> None:
    """Draw the released answers as bars with their table beside them; only the sentence when none are released."""
    shown = any(cell.count is not None for cell in published.cells)
    if shown:
        left, right = st.columns([5, 2], gap="large", vertical_alignment="center")
        with left:
            st.vega_lite_chart(
                wall_chart.bars(published, prompt.key, dark=dark()), alt=published.sentence, theme=None
            )
        with right:
            table(published)
    wall_poster.show([Words(text=published.sentence, size=38 if shown else 60)], height=180)


def _observed(observed: tuple[Observed, ...]) -> None:
    """Draw what was seen in a role-play: a row for each point, with the words of what nobody may know."""
    st.vega_lite_chart(
        wall_chart.observed_bars(observed, dark=dark()),
        alt="What those who watched saw, point by point; the table has the same.",
        theme=None,
    )
    with st.expander("The same as a table"):
        st.table(
            [
                {
                    "Point": plain(seen.prompt.ask),
                    **{plain(c.option.words): wall_chart.count_words(c) for c in seen.published.cells},
                }
                for seen in observed
            ],
            hide_index=True,
        )


def table(published: Published) -> None:
    """Draw released counts as a plain table."""
    rows = [
        {
            "Answer": plain(cell.option.words),
            "Count": wall_chart.count_words(cell),
        }
        for cell in published.cells
    ]
    st.table(rows, hide_index=True, alt=published.sentence)


def _answer_key(prompt: Prompt) -> None:
    right = next((option.words for option in prompt.options if option.id == prompt.key), "")
    wall_poster.show(
        [
            Words(text=f"✓ {right}", size=50, bold=True, tone=Tone.ACCENT),
            Words(text=prompt.because, size=42, before=8),
        ],
        height=260,
    )


def drawn(wall: Wall) -> Sequence[object]:
    """Return what the stage is drawn from; a count that only grows is not among it."""
    where = wall.position and (wall.position.activity, wall.position.prompt, wall.position.phase)
    return (wall.state, wall.plan, wall.code, where, wall.published, wall.observed)


def counts(wall: Wall) -> list[str]:
    """Return the line that changes while the room answers: how many, how long, and the code for who is late."""
    if wall.state is not State.OPEN:
        return []
    found = [counted_people(wall)]
    if wall.at_start or wall.activity is None or wall.position is None:
        return found
    found.append(workshop_words.time_left(minutes_left(wall.position, wall.activity, edge.instant())))
    return found


def counted_people(wall: Wall) -> str:
    """Return how many answered of how many, or how many are here where nothing is asked."""
    unasked = wall.prompt is None or wall.activity is None or wall.activity.kind in _UNASKED
    if unasked or wall.at_start:
        return f"{wall.joined} here" if wall.joined else "Nobody has joined yet"
    return f"{wall.answered} of {wall.joined} have answered"

