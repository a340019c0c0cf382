"""What a file would bring: corrected where needed, shown in words, and brought in with one button."""

import streamlit as st

from components import session
from components.markdown_text import plain
from followup_core.formats.parsed_file import Arrival, Skipped
from followup_core.models import FollowUpError, Row
from followup_core.models.date_text import counted
from followup_core.services.imports import import_plan, import_preview
from followup_core.services.imports.empty_imports import of_arrival
from followup_core.services.imports.import_diff import Conflict, Merge
from followup_core.services.imports.import_preview import Coming
from followup_core.services.imports.merge_summary import merge_words

from .import_choices import choices

_SHOWN = 20


def show(arrival: Arrival, name: str) -> bool:
    """Draw the arrival of the file called `name`; return True when it was brought in just now."""
    with st.container(border=True):
        head = st.container()  # what was typed below changes what is said above
        chosen = choices(arrival, name)
        ready = import_plan.settled(arrival, chosen)
        try:
            found = import_plan.preview(session.desk(), ready)
        except FollowUpError as error:
            st.error(plain(str(error)), icon=":material/error:")
            return False
        waits = not found.changes and bool(import_plan.undated(arrival))
        said = (
            "Nothing comes in before you choose a day."
            if waits
            else merge_words(found, of_arrival(arrival, ready, chosen))
        )
        with head:
            st.markdown(f"**{plain(arrival.title)}.** {plain(said)}")
            _lines(import_preview.coming(ready, session.today()))
        _people(import_preview.strangers(ready))
        differences(found.conflicts)
        for notice in arrival.notices:
            st.markdown(f":gray[:material/info: {plain(notice)}]")
        _stays_out(arrival.skipped if waits else ready.skipped)
        problems(found)
        return bool(found.changes) and _bring_in(ready, name)


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
    if not st.button("Bring it in", type="primary", key=session.key(f"{name}-in")):
        return False
    bar = st.progress(0.0, "Starting")

    def tell(done: float, what: str) -> None:
        bar.progress(done, what)

    return session.attempt(lambda at, when: import_plan.bring_in(session.workspace(), when, ready, tell))
