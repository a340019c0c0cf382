"""What a file would bring: corrected where needed, shown in words, and brought in with one button."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import streamlit as st

from followup_core.coach.importing import arriving, telling
from followup_core.coach.importing.arriving import Choices
from followup_core.coach.importing.comparing import Conflict, Merge
from followup_core.coach.importing.saying import merge_words
from followup_core.coach.importing.telling import Coming
from followup_core.exchange.arrival import Arrival, Skipped
from followup_core.records import EARLIEST_DATE, LATEST_DATE, FollowUpError, Row
from followup_core.records.dates import counted

from . import edge
from .text import plain

_SHOWN = 20
_FEW = 5
_QUARTER = timedelta(minutes=15)


def show(arrival: Arrival, name: str) -> bool:
    """Draw the arrival of the file called `name`; return True when it was brought in just now."""
    for notice in arrival.notices:
        st.info(plain(notice), icon=":material/info:")
    choices = _choices(arrival, name)
    ready = arriving.settled(arrival, choices)
    try:
        found = arriving.preview(edge.desk(), ready)
    except FollowUpError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return False
    with st.container(border=True):
        waits = not found.changes and arriving.undated(arrival)
        said = "Nothing comes in before you choose a day." if waits else merge_words(found)
        st.markdown(f"**{plain(arrival.title)}.** {plain(said)}")
        _lines(telling.coming(ready, edge.today()))
        _people(telling.strangers(ready))
        differences(found.conflicts)
        _stays_out(ready.skipped)
        problems(found)
        return bool(found.changes) and _bring_in(ready, name)


def _choices(arrival: Arrival, name: str) -> Choices:
    interviews = telling.coming(arrival, edge.today())
    dated = [each for each in interviews if each.when]
    cells: dict[str, Row] = {}
    if 0 < len(dated) <= _FEW:
        for each in dated:
            cells[each.interview_id] = _corrected(each, arrival, name)
    cells |= _days([each for each in interviews if not each.when], name)
    return Choices(cells=cells, people_out=_people_out(arrival, name))


def _corrected(each: Coming, arrival: Arrival, name: str) -> Row:
    """Draw organization and role, which files only hint at."""
    [row] = [row for row in arrival.rows["interviews"] if row["interview_id"] == each.interview_id]
    # Named by what it begins with: read another way, the field begins anew.
    key = f"{name}-{each.interview_id}-{each.title}"
    with st.container(border=True):
        st.markdown(f"**{plain(each.when)}**{plain(f', with {each.people}') if each.people else ''}")
        organization = st.text_input(
            "Organization", row["organization"], max_chars=200, key=edge.key(f"{key}-organization")
        )
        role = st.text_input("Role", row["role"], max_chars=200, key=edge.key(f"{key}-role"))
    return {"organization": organization or row["organization"], "role": role}


def _days(interviews: list[Coming], name: str) -> Mapping[str, Row]:
    """Ask for the days that the file does not tell; of many, only of those that are chosen."""
    if not interviews:
        return {}
    by_id = {each.interview_id: each for each in interviews}
    if len(interviews) > _FEW:
        st.markdown(
            f"The file does not tell when {len(interviews)} of these were interviews."
            " Choose those that you had an interview for; the others stay out."
        )
        chosen = st.multiselect(
            "Interviews you had",
            list(by_id),
            format_func=lambda each: by_id[each].title,
            key=edge.key(f"{name}-held"),
        )
    else:
        st.markdown("The file does not tell the day of these. Without a day they stay out.")
        chosen = list(by_id)
    return dict(filter(None, (_day(by_id[each], name) for each in chosen)))


def _day(each: Coming, name: str) -> tuple[str, Row] | None:
    held_at = st.datetime_input(
        f"When was {plain(each.title)}?",
        None,
        min_value=datetime.combine(EARLIEST_DATE, datetime.min.time()),
        max_value=datetime.combine(LATEST_DATE, datetime.min.time()),
        key=edge.key(f"{name}-{each.interview_id}-day"),
        format="DD/MM/YYYY",
        step=_QUARTER,
    )
    return (each.interview_id, {"held_at": held_at.strftime("%Y-%m-%dT%H:%M")}) if held_at else None


def _people_out(arrival: Arrival, name: str) -> frozenset[str]:
    """Of an address book, ask who shall come in; those who matter here are proposed."""
    people = {row["person_id"]: row for row in telling.strangers(arrival)}
    if len(people) <= _FEW:
        return frozenset()
    proposed = telling.suggested(edge.view(), arrival)
    st.markdown("Choose who comes in. People of organizations where you had an interview are chosen already.")
    chosen = st.multiselect(
        "People",
        list(people),
        [each for each in people if each in proposed],
        format_func=lambda each: _with_firm(people[each]),
        key=edge.key(f"{name}-people"),
    )
    return frozenset(people) - frozenset(chosen)


def _with_firm(person: Row) -> str:
    return ", ".join(filter(None, (person["name"], person["organization"])))


def _lines(interviews: tuple[Coming, ...]) -> None:
    for each in interviews[:_SHOWN]:
        people = f", with {each.people}" if each.people else ""
        st.markdown(f"- **{plain(each.title)}**: {plain(each.when + people)}")
    _more(len(interviews))


def _people(people: tuple[Row, ...]) -> None:
    for row in people[:_SHOWN]:
        ways = ", ".join(filter(None, (row["organization"], row["title"], row["email"], row["phone"])))
        st.markdown(f"- **{plain(row['name'])}**{plain(f': {ways}') if ways else ''}")
    _more(len(people))


def _more(count: int) -> None:
    if count > _SHOWN:
        st.markdown(f"And {count - _SHOWN} more.")


def differences(conflicts: tuple[Conflict, ...]) -> None:
    """Draw what differs between here and the file."""
    if not conflicts:
        return
    for each in conflicts[:_SHOWN]:
        ours = f"yours is “{plain(each.ours)}” and stays" if each.ours else "yours is blank and stays so"
        st.markdown(f"- {plain(each.what)}: {ours}; the file says “{plain(each.theirs)}”.")
    _more(len(conflicts))


def _stays_out(skipped: tuple[Skipped, ...]) -> None:
    if not skipped:
        return
    with st.expander(f"{counted(len(skipped), 'thing').capitalize()} will stay out"):
        for each in skipped[:_SHOWN]:
            st.markdown(f"- {plain(str(each))}")
        _more(len(skipped))


def problems(found: Merge) -> None:
    """Draw what of a file cannot be used."""
    if found.problems:
        with st.expander(f"{counted(len(found.problems), 'thing').capitalize()} cannot be used"):
            for problem in found.problems[:_SHOWN]:
                st.markdown(f"- {plain(str(problem))}")


def _bring_in(ready: Arrival, name: str) -> bool:
    if not st.button("Bring it in", type="primary", key=edge.key(f"{name}-in")):
        return False
    bar = st.progress(0.0, "Starting")

    def tell(done: float, what: str) -> None:
        bar.progress(done, what)

    return edge.attempt(lambda at, when: arriving.bring_in(edge.workspace(), when, ready, tell))
