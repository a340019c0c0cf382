"""The review of a parsed file: who the candidate is, what to correct, what comes in, and one button."""

from collections.abc import Mapping

import streamlit as st

from components import session
from components.markdown_text import escape_markdown, escape_option
from followup_core.formats.parsed_file import ParsedFile, SkippedRow
from followup_core.models import EARLIEST_DATE, LATEST_DATE, FollowUpError, Row
from followup_core.models.date_text import pluralize
from followup_core.services.imports import import_choices, import_plan
from followup_core.services.imports.candidate_entries import (
    called,
    entries,
    entry,
    missing_settings,
    remember_own,
    with_settings,
)
from followup_core.services.imports.import_choices import ImportChoices, PreviewRow
from followup_core.services.imports.import_diff import Conflict, MergeResult
from followup_core.services.imports.import_summary import empty_file, merge_sentence

_MOST = 30


def chosen_candidate(file_id: str) -> tuple[str, ...] | None:
    """Return the entries of a file that were chosen as the candidate; None if nothing was chosen yet."""
    chosen = st.session_state.get(_key(file_id))
    return None if chosen is None else tuple(sorted(chosen))


def _key(file_id: str) -> str:
    return session.key(f"{file_id}-own")


def render_candidate_picker(arrival: ParsedFile, file_id: str) -> bool:
    """Draw the choice of the candidate and the import preview; return True if it was just imported."""
    offered = entries(arrival)
    if not 0 < len(offered) <= _MOST:
        return render_import_review(arrival, file_id)
    yours = [entry(row) for row in arrival.yours]
    with st.container(border=True):
        chosen = st.pills(
            "Which of them is you?",
            list(offered),
            default=yours,
            selection_mode="multi",
            format_func=lambda each: escape_option(escape_markdown(offered[each])),
            key=_key(file_id),
        )
        st.markdown(_explained(arrival))
        kept = _settings(arrival, file_id)
    done = render_import_review(with_settings(arrival, kept), file_id)
    if done:
        remember_own(session.workspace(), chosen, offered)
    return done


def _explained(arrival: ParsedFile) -> str:
    if not arrival.yours:
        return "If you are one of them, tap your name. You stay out, now and in the next invitation."
    names = " and ".join(map(called, arrival.yours))
    return f"{escape_markdown(names)} stays out as you. If that is somebody else, tap the name again."


def _settings(arrival: ParsedFile, file_id: str) -> dict[str, str]:
    """Offer to store the candidate's own email and name, which drafts are signed with."""
    found = missing_settings(arrival, session.view().records.settings)
    if not found:
        return {}
    what = " and ".join(key for key in ("name", "email") if key in found)
    keep = st.checkbox(f"Keep this {what} in Settings as yours", True, key=session.key(f"{file_id}-keep-own"))
    return found if keep else {}


_FEW = 5


def choices(arrival: ParsedFile, name: str) -> ImportChoices:
    """Draw the choices for the parsed file; `name` is part of the widgets' keys."""
    interviews = import_choices.preview_rows(arrival, session.today())
    dated = [each for each in interviews if each.when]
    cells = _names(dated, arrival, name)
    cells |= _days([each for each in interviews if not each.when], name)
    proposed = import_choices.suggested(session.view(), arrival)
    return ImportChoices(cells=cells, people_out=_people_out(arrival, name, proposed), proposed=proposed)


def _names(dated: list[PreviewRow], arrival: ParsedFile, name: str) -> dict[str, Row]:
    """Draw organization and role, which files only hint at: open for one interview, folded for a few."""
    if len(dated) == 1:
        return {dated[0].interview_id: _corrected(dated[0], arrival, name)}
    if not 0 < len(dated) <= _FEW:
        return {}
    cells: dict[str, Row] = {}
    with st.expander("Correct an organization or a role", key=session.key(f"{name}-names")):
        for each in dated:
            st.markdown(f"**{escape_markdown(each.when)}**")
            cells[each.interview_id] = _corrected(each, arrival, name)
    return cells


def _corrected(each: PreviewRow, arrival: ParsedFile, name: str) -> Row:
    [row] = [row for row in arrival.rows["interviews"] if row["interview_id"] == each.interview_id]
    # The title is part of the key: if the file is parsed differently, the field shows the new initial value.
    key = f"{name}-{each.interview_id}-{each.title}"
    organization = st.text_input(
        "Organization", row["organization"], max_chars=200, key=session.key(f"{key}-organization")
    )
    role = st.text_input("Role", row["role"], max_chars=200, key=session.key(f"{key}-role"))
    return {"organization": organization or row["organization"], "role": role}


def _days(interviews: list[PreviewRow], name: str) -> Mapping[str, Row]:
    """Ask for the dates that are missing in the file; if there are many, only for the chosen interviews."""
    if not interviews:
        return {}
    by_id = {each.interview_id: each for each in interviews}
    if len(interviews) > _FEW:
        st.markdown(
            f"The file does not tell the day of {len(interviews)} of these. Choose those that you had an"
            " interview for; the others stay out."
        )
        chosen = st.multiselect(
            "Interviews you had",
            list(by_id),
            format_func=lambda each: by_id[each].title,
            key=session.key(f"{name}-held"),
        )
    else:
        st.markdown("The file does not tell when it was. Choose the day; without one it stays out.")
        chosen = list(by_id)
    return dict(filter(None, (_day(by_id[each], name) for each in chosen)))


def _day(each: PreviewRow, name: str) -> tuple[str, Row] | None:
    """Ask for the date only: a time is harder to remember, and no advice depends on it."""
    held_on = st.date_input(
        f"When was {escape_markdown(each.title)}?",
        None,
        min_value=EARLIEST_DATE,
        max_value=LATEST_DATE,
        key=session.key(f"{name}-{each.interview_id}-day"),
        format="DD/MM/YYYY",
    )
    return (each.interview_id, {"held_at": held_on.isoformat()}) if held_on else None


def _people_out(arrival: ParsedFile, name: str, proposed: frozenset[str]) -> frozenset[str]:
    """Ask which people of an address book to import; suggested people are preselected."""
    people = {row["person_id"]: row for row in import_choices.unmatched_people(arrival)}
    if len(people) <= _FEW:
        return frozenset()
    st.markdown("Choose who comes in. People of organizations where you had an interview are chosen already.")
    chosen = st.multiselect(
        "People",
        list(people),
        [each for each in people if each in proposed],
        format_func=lambda each: _with_firm(people[each]),
        key=session.key(f"{name}-people"),
    )
    return frozenset(people) - frozenset(chosen)


def _with_firm(person: Row) -> str:
    return ", ".join(filter(None, (person["name"], person["organization"])))


_SHOWN = 20


def render_import_review(arrival: ParsedFile, name: str) -> bool:
    """Draw the preview of a parsed file; return True if it was just imported.

    `name` is part of the widgets' keys.
    """
    with st.container(border=True):
        head = st.container()  # filled last, because the choices below change what it says
        chosen = choices(arrival, name)
        ready = import_choices.apply_choices(arrival, chosen)
        try:
            found = import_plan.preview(session.open_workspace(), ready)
        except FollowUpError as error:
            st.error(escape_markdown(str(error)), icon=":material/error:")
            return False
        waits = not found.changes and bool(import_choices.rows_without_date(arrival))
        said = (
            "Nothing comes in before you choose a day."
            if waits
            else merge_sentence(found, empty_file(arrival, ready, chosen))
        )
        with head:
            st.markdown(f"**{escape_markdown(arrival.title)}.** {escape_markdown(said)}")
            _lines(import_choices.preview_rows(ready, session.today()))
        _people(import_choices.unmatched_people(ready))
        differences(found.conflicts)
        for notice in arrival.notices:
            st.markdown(f":gray[:material/info: {escape_markdown(notice)}]")
        _stays_out(arrival.skipped if waits else ready.skipped)
        problems(found)
        return bool(found.changes) and _bring_in(ready, name)


def _lines(interviews: tuple[PreviewRow, ...]) -> None:
    for each in interviews[:_SHOWN]:
        people = f", with {each.people}" if each.people else ""
        st.markdown(f"- **{escape_markdown(each.title)}**: {escape_markdown(each.when + people)}")
    _more(len(interviews))


def _people(people: tuple[Row, ...]) -> None:
    for row in people[:_SHOWN]:
        ways = ", ".join(filter(None, (row["organization"], row["title"], row["email"], row["phone"])))
        st.markdown(f"- **{escape_markdown(row['name'])}**{escape_markdown(f': {ways}') if ways else ''}")
    _more(len(people))


def _more(count: int) -> None:
    if count > _SHOWN:
        st.markdown(f"And {count - _SHOWN} more.")


def differences(conflicts: tuple[Conflict, ...]) -> None:
    """Draw where the stored data and the file differ."""
    if not conflicts:
        return
    for each in conflicts[:_SHOWN]:
        ours = (
            f"yours is “{escape_markdown(each.local)}” and stays"
            if each.local
            else "yours is blank and stays so"
        )
        st.markdown(
            f"- {escape_markdown(each.what)}: {ours}; the file says “{escape_markdown(each.incoming)}”."
        )
    _more(len(conflicts))


def _stays_out(skipped: tuple[SkippedRow, ...]) -> None:
    if not skipped:
        return
    with st.expander(f"{pluralize(len(skipped), 'thing').capitalize()} will stay out"):
        for each in skipped[:_SHOWN]:
            st.markdown(f"- {escape_markdown(str(each))}")
        _more(len(skipped))


def problems(found: MergeResult) -> None:
    """Draw what cannot be used in a file."""
    if found.problems:
        with st.expander(f"{pluralize(len(found.problems), 'thing').capitalize()} cannot be used"):
            for problem in found.problems[:_SHOWN]:
                st.markdown(f"- {escape_markdown(str(problem))}")


def _bring_in(ready: ParsedFile, name: str) -> bool:
    if not st.button("Bring it in", type="primary", key=session.key(f"{name}-in")):
        return False
    bar = st.progress(0.0, "Starting")

    def tell(done: float, what: str) -> None:
        bar.progress(done, what)

    return session.run_action(
        lambda workspace, context: import_plan.import_parsed_file(session.workspace(), context, ready, tell)
    )
