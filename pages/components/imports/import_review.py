"""The review of a parsed file: who the candidate is, what to correct, what is imported, and one button."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from components import session
from components.date_fields import date_format
from components.markdown_text import escape_markdown, escape_option
from followup_core.formats.parsed_file import APPOINTMENT_IS_OFF, ParsedFile, SkippedRow
from followup_core.models import EARLIEST_DATE, LATEST_DATE, FollowUpError, Problem, Row
from followup_core.models.date_text import pluralize
from followup_core.services.imports import import_choices, import_preview
from followup_core.services.imports.appointment_matching import known_or_canceled
from followup_core.services.imports.import_choices import ImportChoices
from followup_core.services.imports.import_diff import Conflict
from followup_core.services.imports.import_plan import ImportPlan, plan_parsed_file
from followup_core.services.imports.import_preview import PreviewRow
from followup_core.services.imports.import_summary import (
    empty_file,
    merge_sentence,
    outdated_sentence,
    remembered_sentence,
)
from followup_core.services.imports.invitation_candidate import (
    attendee_key,
    attendee_label,
    attendee_names,
    missing_settings,
    remember_candidate,
    with_settings,
)

from . import import_appointments

# The candidate in an invitation.

_MAX_ATTENDEES = 30


def chosen_candidate(file_id: str) -> tuple[str, ...] | None:
    """Return the attendees of a file that were chosen as the candidate; None before any choice."""
    chosen_entries = st.session_state.get(_candidate_key(file_id))
    return None if chosen_entries is None else tuple(sorted(chosen_entries))


def _candidate_key(file_id: str) -> str:
    return session.key(f"{file_id}-own")


def render_candidate_picker(parsed: ParsedFile, file_id: str) -> bool:
    """Draw the choice of the candidate and the import preview; return True if it was just imported."""
    options = attendee_names(parsed)
    if not 0 < len(options) <= _MAX_ATTENDEES:
        return render_import_review(parsed, file_id)
    with st.container(border=True):
        chosen_entries = st.pills(
            "Which of them is you?",
            list(options),
            default=[attendee_key(row) for row in parsed.candidate_rows],
            selection_mode="multi",
            format_func=lambda option: escape_option(escape_markdown(options[option])),
            key=_candidate_key(file_id),
            persist_state="session",
        )
        st.markdown(_candidate_explanation(parsed))
        settings = _render_own_settings(parsed, file_id)
    is_imported = render_import_review(with_settings(parsed, settings), file_id)
    if is_imported:
        remember_candidate(session.workspace_folder(), chosen_entries, options)
    return is_imported


def _candidate_explanation(parsed: ParsedFile) -> str:
    if not parsed.candidate_rows:
        return (
            "If you are one of them, tap your name. You won't be listed as an interviewer, here or in later"
            " invitations."
        )
    names = " and ".join(map(attendee_label, parsed.candidate_rows))
    return (
        f"{escape_markdown(names)} seems to be you, and won't be listed as an interviewer. If it's somebody"
        " else, tap the name again."
    )


def _render_own_settings(parsed: ParsedFile, file_id: str) -> dict[str, str]:
    """Offer to store the candidate's own email and name, which messages are signed with."""
    settings = missing_settings(parsed, session.view().records.settings)
    if not settings:
        return {}
    setting_names = " and ".join(setting for setting in ("name", "email") if setting in settings)
    is_kept = st.checkbox(
        f"Keep this {setting_names} in Settings as yours",
        True,
        key=session.key(f"{file_id}-keep-own"),
        persist_state="session",
    )
    return settings if is_kept else {}


# Choices before the import.

_MAX_SINGLE_QUESTIONS = 5
"""Up to this many things are asked about one by one. If there are more, the candidate first chooses which."""


def render_import_choices(parsed: ParsedFile, name: str) -> ImportChoices:
    """Draw what can be corrected and chosen, and return the choices; `name` is part of the widgets' keys."""
    interviews = import_preview.preview_rows(parsed, session.day_format())
    dated_interviews = [interview for interview in interviews if interview.when]
    undated_interviews = [interview for interview in interviews if not interview.when]
    # A stored interview keeps its organization and role, whatever the file says.
    known_ids = known_or_canceled(session.view().snapshot, parsed)
    new_interviews = [interview for interview in dated_interviews if interview.interview_id not in known_ids]
    cells = {
        **_render_corrections(new_interviews, parsed, name),
        **_render_missing_days(undated_interviews, name),
    }
    suggested_ids = import_preview.suggested_people(session.view(), parsed)
    people_out = _render_people_choice(parsed, name, suggested_ids)
    people_in = _render_crowd_choice(parsed, name)
    return ImportChoices(cells=cells, people_out=people_out, people_in=people_in, proposed=suggested_ids)


def _render_corrections(interviews: list[PreviewRow], parsed: ParsedFile, name: str) -> dict[str, Row]:
    """Draw fields for organization and role, which files only hint at.

    The fields of a single interview are open, and those of several are folded. If there are many interviews,
    the candidate first chooses which to correct.
    """
    if not interviews:
        return {}
    if len(interviews) == 1:
        return {interviews[0].interview_id: _render_correction(interviews[0], parsed, name)}
    cells: dict[str, Row] = {}
    with st.expander("Correct an organization or a role", key=session.key(f"{name}-names")):
        for interview in (
            interviews
            if len(interviews) <= _MAX_SINGLE_QUESTIONS
            else _render_choice_to_correct(interviews, name)
        ):
            st.markdown(f"**{escape_markdown(interview.when)}**")
            cells[interview.interview_id] = _render_correction(interview, parsed, name)
    return cells


def _render_choice_to_correct(interviews: list[PreviewRow], name: str) -> list[PreviewRow]:
    by_id = {interview.interview_id: interview for interview in interviews}
    chosen_ids = st.multiselect(
        "Which ones?",
        list(by_id),
        format_func=lambda interview_id: f"{by_id[interview_id].title}, {by_id[interview_id].when}",
        placeholder="Choose what is to be corrected",
        key=session.key(f"{name}-to-correct"),
        persist_state="session",
    )
    return [by_id[interview_id] for interview_id in chosen_ids]


def _render_correction(interview: PreviewRow, parsed: ParsedFile, name: str) -> Row:
    [row] = [row for row in parsed.rows["interviews"] if row["interview_id"] == interview.interview_id]
    # The title is part of the key: if the file is parsed differently, the field shows the new initial value.
    key = f"{name}-{interview.interview_id}-{interview.title}"
    organization = st.text_input(
        "Organization",
        row["organization"],
        max_chars=200,
        key=session.key(f"{key}-organization"),
        persist_state="session",
    )
    role = st.text_input(
        "Role", row["role"], max_chars=200, key=session.key(f"{key}-role"), persist_state="session"
    )
    return {"organization": organization or row["organization"], "role": role}


def _render_missing_days(interviews: list[PreviewRow], name: str) -> Mapping[str, Row]:
    """Ask for the days that the file lacks; if there are many, only for the interviews that are chosen."""
    if not interviews:
        return {}
    by_id = {interview.interview_id: interview for interview in interviews}
    if len(interviews) > _MAX_SINGLE_QUESTIONS:
        st.markdown(
            f"The file doesn't say when {len(interviews)} of these were. Choose those that you had an"
            " interview for; the others are left out."
        )
        chosen_ids = st.multiselect(
            "Interviews you had",
            list(by_id),
            format_func=lambda interview_id: by_id[interview_id].title,
            key=session.key(f"{name}-held"),
            persist_state="session",
        )
    else:
        st.markdown("The file doesn't say when it was. Choose the day; without one it's left out.")
        chosen_ids = list(by_id)
    return dict(filter(None, (_render_day(by_id[interview_id], name) for interview_id in chosen_ids)))


def _render_day(interview: PreviewRow, name: str) -> tuple[str, Row] | None:
    """Ask only for the day: a time is harder to remember, and no advice depends on it."""
    held_on = st.date_input(
        f"When was {escape_markdown(interview.title)}?",
        None,
        min_value=EARLIEST_DATE,
        max_value=LATEST_DATE,
        key=session.key(f"{name}-{interview.interview_id}-day"),
        format=date_format(),
        persist_state="session",
    )
    return (interview.interview_id, {"held_at": held_on.isoformat()}) if held_on else None


def _render_people_choice(parsed: ParsedFile, name: str, suggested_ids: frozenset[str]) -> frozenset[str]:
    """Ask which people of an address book to import; return the ids of the others."""
    people = {row["person_id"]: row for row in import_preview.unmatched_people(parsed)}
    if len(people) <= _MAX_SINGLE_QUESTIONS:
        return frozenset()
    st.markdown("Choose whom to import. People of organizations where you interviewed are chosen already.")
    chosen_ids = st.multiselect(
        "People",
        list(people),
        [person_id for person_id in people if person_id in suggested_ids],
        format_func=lambda person_id: _name_and_organization(people[person_id]),
        key=session.key(f"{name}-people"),
        persist_state="session",
    )
    return frozenset(people) - frozenset(chosen_ids)


def _render_crowd_choice(parsed: ParsedFile, name: str) -> frozenset[str]:
    """Ask which of very many invited people were interviewers; nobody is selected at first."""
    name_of_member = import_choices.crowd_members(parsed)
    if not name_of_member:
        return frozenset()
    chosen_ids = st.multiselect(
        f"{len(name_of_member)} people were invited. Who of them did you talk with?",
        list(name_of_member),
        format_func=lambda person_id: name_of_member[person_id],
        placeholder="Nobody yet",
        key=session.key(f"{name}-crowd"),
        persist_state="session",
    )
    return frozenset(chosen_ids)


def _name_and_organization(person: Row) -> str:
    return ", ".join(filter(None, (person["name"], person["organization"])))


# The preview.

_MAX_LINES = 20


def render_import_review(parsed: ParsedFile, name: str) -> bool:
    """Draw the preview of a parsed file; return True if the file was just imported.

    `name` is part of the widgets' keys.
    """
    with st.container(border=True):
        summary_slot = st.container()  # filled last, because the choices below change the summary
        questions_slot = st.container()  # above the fields, because an answer may make a field unnecessary
        choices = render_import_choices(parsed, name)
        with st.spinner(f"Going through {_amount_words(parsed)}"):
            chosen_content = import_choices.apply_choices(parsed, choices)
        with questions_slot:
            appointments = import_appointments.render_appointment_choices(chosen_content, name)
        plan = plan_parsed_file(
            chosen_content, session.today(), empty_file(parsed, chosen_content, choices), appointments
        )
        try:
            with st.spinner(f"Comparing {_amount_words(parsed)} with what you have"):
                result = plan.preview(session.open_workspace())
        except FollowUpError as error:
            st.error(escape_markdown(str(error)), icon=":material/error:")
            return False
        needs_a_day = not result.changes and bool(import_preview.rows_without_date(parsed))
        summary = "Nothing to import yet." if needs_a_day else merge_sentence(result, plan.why_empty(result))
        with summary_slot:
            st.markdown(f"**{escape_markdown(parsed.description)}.** {escape_markdown(summary)}")
            if remembered := remembered_sentence(result):
                st.markdown(remembered)
            for outdated_appointment in result.outdated[:_MAX_LINES]:
                st.markdown(escape_markdown(outdated_sentence(outdated_appointment, session.day_format())))
            _render_more(len(result.outdated))
            _render_interviews(
                _without_stored(chosen_content) if result.moved or result.outdated else chosen_content
            )
        _render_people(import_preview.unmatched_people(chosen_content))
        render_conflicts(result.conflicts)
        for notice in parsed.notices:
            st.markdown(f":gray[:material/info: {escape_markdown(notice)}]")
        skipped = parsed.skipped if needs_a_day else chosen_content.skipped
        # Canceled interviews that are stored are asked about above; other cancellations are then not listed.
        is_explained = result.canceled or result.maybe_canceled or result.outdated
        _render_skipped([row for row in skipped if not (is_explained and row.reason in APPOINTMENT_IS_OFF)])
        render_problems(result.problems)
        adds_or_updates = result.added.keys() - {"settings"} or result.updated
        label = (
            "Import it" if adds_or_updates else "Remember it" if result.only_remembers else "Save the change"
        )
        return bool(result.changes) and render_import_button(plan, name, label)


def _amount_words(parsed: ParsedFile) -> str:
    """Return how much is in a file, such as "12 interviews", to show while it is being read."""
    interviews, people = (len(parsed.rows.get(table, ())) for table in ("interviews", "people"))
    return pluralize(interviews, "interview") if interviews else pluralize(people, "contact")


def _without_stored(chosen_content: ParsedFile) -> ParsedFile:
    """Return a file without the interviews that are stored already: a sentence says where they move."""
    known_ids = known_or_canceled(session.view().snapshot, chosen_content)
    rows = tuple(
        row for row in chosen_content.rows.get("interviews", ()) if row["interview_id"] not in known_ids
    )
    return replace(chosen_content, rows={**chosen_content.rows, "interviews": rows})


def _render_interviews(chosen_content: ParsedFile) -> None:
    interviews = import_preview.preview_rows(chosen_content, session.day_format())
    for interview in interviews[:_MAX_LINES]:
        people = f", with {interview.people}" if interview.people else ""
        st.markdown(f"- **{escape_markdown(interview.title)}**: {escape_markdown(interview.when + people)}")
    _render_more(len(interviews))


def _render_people(people: Sequence[Row]) -> None:
    for row in people[:_MAX_LINES]:
        details = ", ".join(filter(None, (row["organization"], row["title"], row["email"], row["phone"])))
        text = escape_markdown(f": {details}") if details else ""
        st.markdown(f"- **{escape_markdown(row['name'])}**{text}")
    _render_more(len(people))


def _render_more(count: int) -> None:
    if count > _MAX_LINES:
        st.markdown(f"And {count - _MAX_LINES} more.")


def render_conflicts(conflicts: Sequence[Conflict]) -> None:
    """Draw where the stored data and the file differ."""
    for conflict in conflicts[:_MAX_LINES]:
        stored_words = (
            f"yours is “{escape_markdown(conflict.stored)}” and stays"
            if conflict.stored
            else "yours is blank and stays so"
        )
        incoming_text = escape_markdown(conflict.incoming)
        st.markdown(f"- {escape_markdown(conflict.what)}: {stored_words}; the file says “{incoming_text}”.")
    _render_more(len(conflicts))


def _render_skipped(skipped: Sequence[SkippedRow]) -> None:
    if not skipped:
        return
    count = sum(max(row.count, 1) for row in skipped)
    with st.expander(f"{pluralize(count, 'thing').capitalize()} will be left out"):
        for row in skipped[:_MAX_LINES]:
            st.markdown(f"- {escape_markdown(str(row))}")
        _render_more(len(skipped))


def render_problems(problems: Sequence[Problem]) -> None:
    """Draw what can't be used in a file."""
    if problems:
        with st.expander(f"{pluralize(len(problems), 'thing').capitalize()} can't be used"):
            for problem in problems[:_MAX_LINES]:
                st.markdown(f"- {escape_markdown(str(problem))}")
            _render_more(len(problems))


def render_import_button(plan: ImportPlan, name: str, label: str = "Import it") -> bool:
    """Draw the button that imports a file; return True if the file was just imported.

    `name` is part of the button's key.
    """
    if not st.button(label, type="primary", key=session.key(f"{name}-in")):
        return False
    bar = st.progress(0.0, "Starting")

    def show_progress(share: float, activity: str) -> None:
        bar.progress(share, activity)

    with session.country_of_browser() as country:
        return session.run_action(
            lambda workspace, context: plan.import_into(workspace, context, show_progress, country=country)
        )
