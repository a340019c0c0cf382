"""Exports of a candidate's data: workbook, CSV tables, an importable ZIP, and proof of the job search."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import streamlit as st

from components import session
from components.date_fields import date_format
from components.form_fields import field
from components.markdown_text import escape_markdown
from followup_core.models import EARLIEST_DATE, LATEST_DATE, FollowUpError
from followup_core.services import workspace_export
from followup_core.services.activity_report import (
    ActivityReport,
    activity_report,
    activity_report_pdf,
    activity_report_xlsx,
    usual_period,
)
from followup_core.services.workspace import WorkspaceView

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ZIP = "application/zip"
_LONG_REPORT = 500
"""A report with more contacts than these takes long: a PDF of four times as many, ten seconds or more."""


class _File(NamedTuple):
    """A file to download, with the label and the icon of its button, and a function that makes it."""

    label: str
    name: str
    mime: str
    icon: str
    make: Callable[[], bytes]


def render_export_panel(view: WorkspaceView) -> None:
    """Draw the downloads and the proof of the job search."""
    st.header("Take it with you", anchor=False)
    if not (view.records.interviews or view.records.people):
        st.markdown("There is nothing to take with you yet.")
        return
    workspace, day, remark = session.open_workspace(), view.today, session.sample_remark()
    st.markdown(
        "It is yours. The workbook begins with a summary to read; the tables open in any spreadsheet; the"
        " ZIP can be imported again, here or on another computer."
    )
    _render_row(
        _File(
            "Workbook",
            f"interviews-{day}.xlsx",
            _XLSX,
            "table_view",
            lambda: workspace_export.render_xlsx(workspace, day, remark),
        ),
        _File(
            "Tables (CSV)",
            f"tables-{day}.zip",
            _ZIP,
            "csv",
            lambda: workspace_export.render_csv_zip(workspace, day),
        ),
        _File(
            "Everything (ZIP)",
            f"everything-{day}.zip",
            _ZIP,
            "folder_zip",
            lambda: workspace_export.render_archive(workspace, day),
        ),
    )
    _render_proof(view)


def _render_proof(view: WorkspaceView) -> None:
    st.subheader("Proof of job search", anchor=False)
    st.markdown("The interviews you held and the follow-ups you sent, by day, with a line to sign on.")
    period_start, period_end = usual_period(view.today)
    with st.container(horizontal=True):
        start, end = _render_day_field("From", period_start), _render_day_field("To", period_end)
    fault_slot = st.container()
    names_people = st.checkbox(
        "Say with whom it was", value=True, key=session.key("proof-named"), persist_state="session"
    )
    if start is None or end is None:
        fault_slot.markdown("Choose both days.")
        return
    try:
        report = activity_report(
            view, start=start, end=end, today=view.today, named=names_people, remark=session.sample_remark()
        )
    except FollowUpError as error:
        fault_slot.error(escape_markdown(str(error)), icon=":material/error:")
        return
    st.markdown(escape_markdown(report.sentence))
    if len(report.contacts) > _LONG_REPORT:
        st.markdown(
            ":gray[The list is long, so its files take a while. The button shows that it is working.]"
        )
    _render_report_files(report, f"proof-of-search-{start}-{end}")


def _render_report_files(report: ActivityReport, name: str) -> None:
    _render_row(
        _File(
            "Proof as PDF",
            f"{name}.pdf",
            "application/pdf",
            "picture_as_pdf",
            lambda: activity_report_pdf(report),
        ),
        _File("Proof as workbook", f"{name}.xlsx", _XLSX, "table_view", lambda: activity_report_xlsx(report)),
    )


def _render_day_field(label: str, initial_day: date) -> date | None:
    day: date | None = st.date_input(
        label,
        initial_day,
        min_value=EARLIEST_DATE,
        max_value=LATEST_DATE,
        format=date_format(),
        key=field(session.key(f"proof-{label.lower()}"), initial_day),
        persist_state="session",
    )
    return day


def _render_row(*files: _File) -> None:
    with st.container(horizontal=True):
        for file in files:
            st.download_button(
                file.label,
                file.make,
                file.name,
                file.mime,
                key=session.key(f"take-out-{file.label}"),
                on_click="ignore",
                icon=f":material/{file.icon}:",
            )
