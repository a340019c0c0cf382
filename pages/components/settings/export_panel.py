"""Everything a candidate has, to take along: a workbook, tables, a ZIP that comes in again, and a proof."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import streamlit as st

from components import session
from components.form_fields import field
from components.markdown_text import plain
from followup_core.models import EARLIEST_DATE, LATEST_DATE, FollowUpError
from followup_core.services import export
from followup_core.services.activity_report import Proof, as_xlsx, proof, usual_period
from followup_core.services.workspace import View

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ZIP = "application/zip"


class _File(NamedTuple):
    """A file to download: what the button says, what it is called, and what makes it when it is tapped."""

    label: str
    name: str
    mime: str
    icon: str
    make: Callable[[], bytes]


def show(view: View) -> None:
    """Draw the downloads, and the proof of search."""
    st.header("Take it with you", anchor=False)
    if not (view.records.rounds or view.records.people):
        st.markdown("There is nothing to take along yet.")
        return
    desk, day, remark = session.desk(), view.today, session.remark()
    st.markdown(
        "It is yours. The workbook begins with a summary to read; the tables open in any spreadsheet; the"
        " ZIP comes in again here or on another computer, exactly as it is."
    )
    _row(
        _File(
            "Workbook",
            f"interviews-{day}.xlsx",
            _XLSX,
            "table_view",
            lambda: export.as_xlsx(desk, day, remark),
        ),
        _File("Tables (CSV)", f"tables-{day}.zip", _ZIP, "csv", lambda: export.as_csv_zip(desk, day)),
        _File(
            "Everything (ZIP)", f"everything-{day}.zip", _ZIP, "folder_zip", lambda: export.as_zip(desk, day)
        ),
    )
    _proof(view)


def _proof(view: View) -> None:
    st.subheader("Proof of search", anchor=False)
    st.markdown("The interviews you held and the follow-ups you sent, by day, with a line to sign on.")
    first, last = usual_period(view.today)
    with st.container(horizontal=True):
        start, end = _day("From", first), _day("To", last)
    named = st.checkbox(
        "Say with whom it was", value=True, key=session.key("proof-named"), persist_state="session"
    )
    if start is None or end is None:
        st.markdown("Choose both days.")
        return
    try:
        found = proof(view, start=start, end=end, today=view.today, named=named, remark=session.remark())
    except FollowUpError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    st.markdown(plain(found.sentence))
    _files(found, f"proof-of-search-{start}-{end}")


def _files(found: Proof, name: str) -> None:
    _row(
        _File("Proof as PDF", f"{name}.pdf", "application/pdf", "picture_as_pdf", lambda: _paper(found)),
        _File("Proof as workbook", f"{name}.xlsx", _XLSX, "table_view", lambda: as_xlsx(found)),
    )


def _day(label: str, usual: date) -> date | None:
    chosen: date | None = st.date_input(
        label,
        usual,
        min_value=EARLIEST_DATE,
        max_value=LATEST_DATE,
        format="DD/MM/YYYY",
        key=field(session.key(f"proof-{label.lower()}"), usual),
        persist_state="session",
    )
    return chosen


def _row(*files: _File) -> None:
    with st.container(horizontal=True):
        for each in files:
            st.download_button(
                each.label,
                each.make,
                each.name,
                each.mime,
                key=session.key(f"take-out-{each.label}"),
                on_click="ignore",
                icon=f":material/{each.icon}:",
            )


def _paper(found: Proof) -> bytes:
    from followup_core.services.activity_report_pdf import as_pdf  # who only looks must not wait for it

    return as_pdf(found)
