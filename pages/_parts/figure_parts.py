"""The parts of the page on response rates, each a sentence first."""

from functools import partial

import streamlit as st

from followup_core.coach.desk import View
from followup_core.coach.figures import figure_charts, figure_words, figures
from followup_core.coach.figures.figures import Report, Wait
from followup_core.coach.figures.review import week_pdf
from followup_core.coach.wording import TOUCH_NOUNS
from followup_core.playbook import Beside
from followup_core.records import Touch
from followup_core.records.dates import spoken
from followup_core.statistics import Comparison

from . import edge, exhibit
from .text import plain

_PENDING_SHOWN = 10


def headline(view: View, found: Report) -> None:
    """Draw the sentence to repeat; without an interview, the way to the first one."""
    st.markdown(f"**{figure_words.headline_words(found.figures)}**")
    if found.figures.interviews.held:
        _published(view, Beside.INTERVIEWS)
    elif not view.records.rounds:
        st.markdown("Rates need interviews. After the first one, this page begins to count.")
        st.page_link(
            "interviews.py", label="I had an interview", icon=":material/add:", query_params={"add": "yes"}
        )


def practice(view: View, found: Report) -> None:
    """Draw the one habit to practise, and what to say next time."""
    practised = found.figures.practice
    if practised is None and not any(share.asked for share in found.figures.habits):
        return
    st.header("The one thing to practise", anchor=False)
    with st.container(border=True):
        st.markdown(plain(figure_words.practice_words(practised, view.playbook)))
        if practised is not None:
            st.markdown(f":blue[:material/forum:] Next time, say: **{plain(practised.habit.sentence)}**")


def kinds(view: View, found: Report) -> None:
    """Draw how often each kind of message is answered."""
    st.header("By kind of message", anchor=False)
    rates = found.figures.touchpoints
    if not rates:
        st.markdown("No message sent yet. The first thank-you is a good one to start with.")
        return
    sentence = " ".join(figure_words.rate_words(rate) for rate in rates)
    st.markdown("\n".join(f"- {figure_words.rate_words(rate)}" for rate in rates))
    shown = figure_charts.kinds_exhibit(view, found, dark=exhibit.dark())
    if shown is not None:
        exhibit.draw("messages", shown, sentence, on_pick=_pick_kind)
    kind = exhibit.choose_behind(
        "messages", "Show the interviews with a", [rate.kind for rate in rates], TOUCH_NOUNS.__getitem__
    )
    if kind is not None:
        exhibit.interviews(figures.behind_kind(found, kind))
    _published(view, Beside.TOUCHPOINTS)


def _pick_kind() -> None:
    clicked = exhibit.picked("messages")
    exhibit.set_behind("messages", Touch(clicked["key"]) if clicked else None)


def timing(view: View, found: Report) -> None:
    """Draw how long an answer takes."""
    st.header("How long an answer takes", anchor=False)
    sentence = figure_words.timing_words(found.figures)
    st.markdown(sentence)
    shown = figure_charts.timing_exhibit(view, found, dark=exhibit.dark())
    if shown is None:
        return
    st.markdown(
        ":gray[The share still waiting, day by day. The shade shows how far luck alone could move it.]"
    )
    exhibit.draw("time-to-answer", shown, sentence, on_pick=_pick_wait)
    wait = exhibit.choose_behind("time-to-answer", "Show the interviews answered", list(Wait), str)
    if wait is not None:
        exhibit.interviews(figures.behind_wait(found, wait))
    _published(view, Beside.TIME_TO_RESPONSE)


def _pick_wait() -> None:
    clicked = exhibit.picked("time-to-answer")
    exhibit.set_behind("time-to-answer", Wait.of(int(clicked["day"])) if clicked else None)


def habits(view: View, found: Report) -> None:
    """Draw the three habits over time: what can be changed."""
    st.header("What you can change", anchor=False)
    for habit in figure_words.FOLLOWED:
        sentence = figure_words.habit_words(habit, found.figures.over_time)
        st.markdown(_titled(sentence))
        shown = figure_charts.habit_exhibit(view, found, habit, dark=exhibit.dark())
        if shown is None:
            continue
        name = habit.replace("_", "-")
        exhibit.draw(name, shown, sentence, on_pick=partial(_pick_kept, name))
        kept = exhibit.choose_behind(name, "Show the interviews", list(figure_charts.KEPT_OR_MISSED), str)
        if kept is not None:
            exhibit.interviews(figures.behind_habit(found, habit, yes=figure_charts.KEPT_OR_MISSED[kept]))


def _pick_kept(name: str) -> None:
    exhibit.set_behind(name, exhibit.picked(name).get("kept"))


def comparisons(view: View, found: Report) -> None:
    """Draw interviews with and without a habit side by side, with the caution first."""
    st.header("Side by side", anchor=False)
    st.markdown(figure_words.SIDE_BY_SIDE)
    compared = found.figures.comparisons
    for each in (each for each in compared if each.enough):
        _comparison(view, found, each)
    too_few = [each for each in compared if not each.enough]
    if too_few:
        with st.expander("Too few interviews to compare yet"):
            st.markdown("\n".join(f"- {figure_words.comparison_words(each)}" for each in too_few))


def _comparison(view: View, found: Report, compared: Comparison) -> None:
    sentence = figure_words.comparison_words(compared)
    st.markdown(_titled(sentence))
    shown = figure_charts.comparison_exhibit(view, found, compared, dark=exhibit.dark())
    if shown is None:
        return
    name = f"compared-{compared.factor.value}".replace("_", "-")
    exhibit.draw(name, shown, sentence, on_pick=partial(_pick_arm, name))
    if compared.p is not None:
        st.markdown(f":gray[{plain(figure_words.chance_words(compared))}]")
    _, with_it, without = figure_words.FACTOR_WORDS[compared.factor]
    sides = {compared.a.label: with_it, compared.b.label: without}
    side = exhibit.choose_behind(name, "Show the interviews", list(sides), sides.__getitem__)
    if side is not None:
        exhibit.interviews(figures.behind_arm(found, compared.factor, yes=side == compared.a.label))


def _pick_arm(name: str) -> None:
    exhibit.set_behind(name, exhibit.picked(name).get("key"))


def pending(view: View, found: Report) -> None:
    """Draw what is too recent to count, and when it will."""
    waiting = figures.pending(found)
    st.header("Not counted yet", anchor=False)
    if not waiting:
        st.markdown("Everything has had its time.")
        return
    st.markdown(figure_words.pending_words(waiting))
    with st.expander("What counts from when"):
        st.table(
            [
                {
                    "Counts from": spoken(each.counts_on, view.today),
                    "What": TOUCH_NOUNS[each.kind] if each.kind else "Interview",
                    "Where": plain(each.interview.title),
                }
                for each in waiting[:_PENDING_SHOWN]
            ],
            hide_index=True,
        )
        if len(waiting) > _PENDING_SHOWN:
            st.markdown(f"And {len(waiting) - _PENDING_SHOWN} more after these.")


def week(view: View) -> None:
    """Draw the way to the week on one page."""
    st.header("Your week on one page", anchor=False)
    st.markdown("What you did, what is due, what you let go, the figures and one habit, to print or to keep.")
    remark = edge.remark()
    st.download_button(
        "The week (PDF)",
        lambda: week_pdf(view, remark),
        f"week-{view.today}.pdf",
        "application/pdf",
        icon=":material/print:",
        on_click="ignore",
        key=edge.key("week"),
    )


def _titled(sentence: str) -> str:
    """Return a sentence with its first words, up to the full stop, in bold."""
    title, _, rest = sentence.partition(". ")
    return f"**{plain(title)}.** {plain(rest)}"


def _published(view: View, beside: Beside) -> None:
    found = figure_charts.benchmarks(view, beside)
    if not found:
        return
    with st.expander("What others have published"):
        st.markdown("\n".join(f"- {plain(figure_charts.benchmark_words(each))}" for each in found))
        if beside is Beside.TOUCHPOINTS:
            st.markdown(figure_words.NO_PUBLISHED_RATE)
