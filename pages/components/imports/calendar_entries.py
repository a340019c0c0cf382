"""The list of a calendar file's entries, from which the candidate selects the interviews to import."""

from collections.abc import Callable, Sequence

import streamlit as st

from components import session
from components.markdown_text import escape_label
from followup_core.formats.parsed_file import ParsedFile
from followup_core.services.imports.entry_selection import EntryOption, entry_options, select_entries

_MAX_CHECKBOXES = 30


def render_entry_choice(parsed: ParsedFile, name: str) -> ParsedFile:
    """Draw the entries if there is a choice, and return the file with the chosen entries only.

    `name` is part of the widgets' keys.
    """
    options = entry_options(parsed, session.day_format())
    if len(options) < 2 and all(option.is_chosen for option in options):
        return select_entries(parsed)
    options_with_checkbox, options_without_checkbox = options[:_MAX_CHECKBOXES], options[_MAX_CHECKBOXES:]
    with st.container(border=True):
        chosen_ids = [
            *_render_checkboxes(
                [option for option in options_with_checkbox if option.is_chosen], _interviews_heading, name
            ),
            *_render_checkboxes(
                [option for option in options_with_checkbox if not option.is_chosen], _others_heading, name
            ),
            *_render_multiselect(options_without_checkbox, name),
        ]
    return select_entries(parsed, chosen_ids)


def _interviews_heading(count: int) -> str:
    if count == 1:
        return "**One entry says that it is an interview.** Untick it if it isn't yours."
    return f"**{count} entries say that they are interviews.** Untick what isn't yours."


def _others_heading(count: int) -> str:
    if count == 1:
        return "**Is this an interview, too?** Somebody from outside attends it."
    return "**Are these interviews, too?** People from outside attend. Select those that are."


def _render_checkboxes(options: Sequence[EntryOption], heading: Callable[[int], str], name: str) -> list[str]:
    """Draw a checkbox for each entry; return the ids of the selected entries."""
    if not options:
        return []
    st.markdown(heading(len(options)))
    return [option.interview_id for option in options if _render_checkbox(option, name)]


def _render_checkbox(option: EntryOption, name: str) -> bool:
    people = f", with {option.people}" if option.people else ""
    return st.checkbox(
        f"**{escape_label(option.title)}**  \n{escape_label(option.when + people)}",
        option.is_chosen,
        key=session.key(f"{name}-entry-{option.key}"),
        persist_state="session",
    )


def _render_multiselect(options: Sequence[EntryOption], name: str) -> list[str]:
    """Draw a list of the entries that have no checkbox, none of them selected; return the selected ids."""
    if not options:
        return []
    titles = {option.interview_id: f"{option.title}, {option.when}" for option in options}
    return st.multiselect(
        f"{len(options)} more that may be interviews",
        list(titles),
        format_func=lambda interview_id: titles[interview_id],
        key=session.key(f"{name}-more-entries"),
        persist_state="session",
    )
