"""The Today page: what to do now, what to leave alone, and why."""

import streamlit as st

from components import recent_actions, session
from components.interviews import interview_sections
from components.interviews.cancellation_question import render_cancellation_question
from components.interviews.nameless_thanks_question import render_nameless_thanks_question
from components.interviews.same_application_question import render_same_application_question
from components.markdown_text import escape_markdown
from components.page_links import render_messages_link, render_withdrawal_link
from components.today import step_list, today_sections
from components.today.deadline_card import render_deadline_card
from components.today.step_card import AT_END, AT_TOP
from followup_core.services.nameless_thanks import newest_nameless_thanks
from followup_core.services.similar_jobs import first_question
from followup_core.services.today_overview import (
    how_much_to_do,
    next_sentence,
    today_overview,
    withdrawal_next,
)

view = session.view()
overview = today_overview(view)
links = None
interview_sections.reset_sections()

if overview.empty:
    today_sections.render_welcome()
else:
    st.title(how_much_to_do(overview), anchor=False)
    next_words = next_sentence(view, overview)
    date_words = f":gray[{view.day_format.full(view.today)}{'.' if next_words else ''}]"
    st.markdown(f"{date_words} {escape_markdown(next_words)}".strip())
    if unwanted_interview := withdrawal_next(view, overview):
        render_withdrawal_link(view, unwanted_interview.interview_id)
    if not overview.count:
        today_sections.render_another_interview_button()
    questions = today_sections.UnrecordedResponseCards(overview.responses)
    questions.render_until(AT_TOP)
    for interview in overview.canceled:
        render_cancellation_question(view, interview)
    render_same_application_question(first_question(view))
    render_nameless_thanks_question(newest_nameless_thanks(view))
    for index, deadline in enumerate(overview.deadlines):
        render_deadline_card(view, deadline, is_first=not index)
    today_sections.render_checklists(overview.checklists, has_main_button=not overview.deadlines)
    step_list.render_due_steps(
        "now",
        view,
        overview.do_now,
        has_main_button=not (overview.deadlines or overview.checklists),
        render_between=questions.render_until,
    )
    if overview.waiting:
        step_list.render_steps_to_leave_alone("later", view, overview, questions.render_until)
    questions.render_until(AT_END)
    if overview.coming:
        today_sections.render_coming(overview.coming, view.today)
    today_sections.render_recently_closed(overview.closed)

    links = st.container(horizontal=True, vertical_alignment="center")
    with links:
        step_list.render_why_these_days(view, (*overview.do_now, *overview.waiting))
        if overview.count:
            today_sections.render_another_interview_link()
        render_messages_link()

recent_actions.render_recent_actions("today", links)
