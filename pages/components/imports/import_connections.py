"""LinkedIn connections: matches them with people met, each confirmed by the candidate."""

import streamlit as st

from components import session
from components.markdown_text import escape_markdown
from followup_core.formats.spreadsheet import Sheet
from followup_core.models.date_text import format_day, pluralize
from followup_core.services.imports import linkedin_matches
from followup_core.services.imports.empty_imports import empty_import_sentence
from followup_core.services.imports.linkedin_matches import ConnectionMatch

_SHOWN = 50
_WORDS = {"title": "title", "email": "email", "linkedin_url": "profile", "organization": "organization"}


def render_import_connections(sheet: Sheet, name: str) -> bool:
    """Draw the people who seem to be connections; return True if they were just saved."""
    found = linkedin_matches.find_connections(session.view(), sheet)
    with st.container(border=True):
        if not found.matches:
            said = escape_markdown(empty_import_sentence(found.nothing_taken()))
            st.markdown(f"**Your LinkedIn connections.** {said}")
            return False
        st.markdown(f"**Your LinkedIn connections.** {found.count} in the file.")
        st.markdown("These seem to be people you met. Untick whoever is somebody else.")
        chosen = [each for each in found.matches[:_SHOWN] if _confirmed(each, name)]
        if found.skipped:
            st.markdown(
                f"{pluralize(len(found.skipped), 'line').capitalize()} could not be read and stayed out."
            )
        if not chosen or not st.button("Note them", type="primary", key=session.key(f"{name}-in")):
            return False
    return session.run_action(
        lambda workspace, context: linkedin_matches.apply_matches(workspace, context, chosen)
    )


def _confirmed(match: ConnectionMatch, name: str) -> bool:
    there = match.connection
    name_there = there.name if there.name != match.person.name else ""
    who = ", ".join(filter(None, (name_there, there.title, there.organization)))
    day = f", connected {format_day(there.connected_on, session.today())}" if there.connected_on else ""
    ticked = st.checkbox(
        f"**{escape_markdown(match.person.name)}**: {escape_markdown(who + day)}",
        match.sure,
        key=session.key(f"{name}-{match.person.person_id}"),
    )
    if match.fills:
        new = ", ".join(f"{_WORDS[column]} {text}" for column, text in match.fills.items())
        st.markdown(f":gray[{escape_markdown(f'New: {new}')}]")
    return bool(ticked)
