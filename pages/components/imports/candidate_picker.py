"""Asks which person in an invitation is the candidate, and remembers the answer for the next one."""

import streamlit as st

from components import session
from components.markdown_text import escape_markdown, escape_option
from followup_core.formats.parsed_file import ParsedFile
from followup_core.services.imports.candidate_entries import (
    called,
    entries,
    entry,
    missing_settings,
    remember_own,
    with_settings,
)

from . import import_review

_MOST = 30


def said(file_id: str) -> tuple[str, ...] | None:
    """Return the entries of a file that were chosen as the candidate; None if nothing was chosen yet."""
    chosen = st.session_state.get(_key(file_id))
    return None if chosen is None else tuple(sorted(chosen))


def _key(file_id: str) -> str:
    return session.key(f"{file_id}-own")


def render_candidate_picker(arrival: ParsedFile, file_id: str) -> bool:
    """Draw the choice of the candidate and the import preview; return True if it was just imported."""
    offered = entries(arrival)
    if not 0 < len(offered) <= _MOST:
        return import_review.render_import_review(arrival, file_id)
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
    done = import_review.render_import_review(with_settings(arrival, kept), file_id)
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
