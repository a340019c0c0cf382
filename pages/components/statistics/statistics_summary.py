"""The top of the statistics page: what to do differently, three key statistics, and files to download."""

import streamlit as st

from components import session
from components.interviews.interview_sections import InterviewSection, section_address
from components.markdown_text import escape_markdown
from followup_core.services.statistics import report_text
from followup_core.services.statistics.report import StatisticsReport, WaitBucket, interviews_behind_wait
from followup_core.services.statistics.weekly_review import weekly_review_pdf
from followup_core.services.workspace import WorkspaceView


def render_nothing(view: WorkspaceView, report: StatisticsReport) -> None:
    """Say that there is no interview to count, and draw a button to enter the first one."""
    st.markdown(f"**{report_text.headline_words(report.statistics)}**")
    if view.records.interviews:
        return
    st.markdown("After your first interview, this page begins to show what gets you an answer.")
    if st.button("Add an interview", type="primary", icon=":material/add:", key=session.key("first")):
        st.switch_page("interviews.py", query_params={"add": "yes"})


def render_recommendation(view: WorkspaceView, report: StatisticsReport) -> None:
    """Draw what to do differently, and what to say next time."""
    statistics = report.statistics
    st.header("What to do differently", anchor=False)
    with st.container(border=True):
        st.markdown(f"**{escape_markdown(report_text.recommendation_words(statistics, view.playbook))}**")
        words = report_text.sentence_to_say(statistics, view.playbook)
        if words:
            st.markdown(f":blue[:material/forum:] You could say: “{escape_markdown(words)}”")
        st.markdown(f":gray[{escape_markdown(report_text.recommendation_caution(statistics))}]")


def render_undated(report: StatisticsReport) -> None:
    """Say how many responses lack a day and aren't counted, and link to where the first day is entered."""
    words = report_text.undated_words(report.statistics)
    if not words:
        return
    first = interviews_behind_wait(report, WaitBucket.UNDATED)[0]
    st.markdown(f":material/event_busy: {escape_markdown(words)}")
    st.page_link(
        "interview.py",
        label=escape_markdown(first.title),
        icon=":material/chevron_right:",
        query_params=section_address(first.interview_id, InterviewSection.DETAILS),
    )


def render_key_statistics(view: WorkspaceView, report: StatisticsReport) -> None:
    """Draw the response rate, the response time and what is pending, with a sentence each."""
    statistics = report_text.key_statistics(view, report)
    for column, statistic in zip(st.columns(len(statistics)), statistics, strict=True):
        with column:
            st.metric(statistic.label, statistic.value or None)
            st.markdown(escape_markdown(statistic.sentence))


def render_files(view: WorkspaceView) -> None:
    """Draw the link to all answers, and the weekly review to print or to keep."""
    remark = session.sample_remark()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link("answers.py", label="See all answers as a table", icon=":material/table:")
        st.download_button(
            "Download the week (PDF)",
            lambda: weekly_review_pdf(view, remark),
            f"week-{view.today}.pdf",
            "application/pdf",
            help="What you did, what is due, what you let go and these statistics, on one page",
            icon=":material/print:",
            type="tertiary",
            on_click="ignore",
            key=session.key("week"),
        )
