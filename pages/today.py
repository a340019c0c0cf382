"""The Today page: what to do now, what to leave alone, and why."""

import streamlit as st

from components import recent_actions, session
from components.interviews.nameless_thanks_question import render_nameless_thanks_question
from components.interviews.same_application_question import render_same_application_question
from components.markdown_text import escape_markdown
from components.page_links import render_messages_link
from components.today import step_list, today_sections
from followup_core.services.nameless_thanks import newest_nameless_thanks
from followup_core.services.same_application import newest_question
from followup_core.services.today_overview import headline, next_sentence, today_overview

view = session.view()
day = today_overview(view)

if day.empty:
    today_sections.render_welcome()
else:
    st.title(view.day_format.full(view.today), anchor=False)
    st.markdown(f"{headline(day)} {escape_markdown(next_sentence(view, day))}".strip())
    if not day.count:
        today_sections.render_another_interview_button()
    today_sections.render_unrecorded_responses(day.responses)
    render_same_application_question(newest_question(view))
    render_nameless_thanks_question(newest_nameless_thanks(view))

    if day.checklists or day.do_now:
        st.header("Do now", anchor=False)
        today_sections.render_checklists(day.checklists)
        step_list.render_due_steps("now", view, day.do_now, leads=not day.checklists)

    if day.waiting:
        st.header("Leave alone", anchor=False)
        step_list.render_waiting_steps("later", view, day.waiting)
    step_list.render_why_these_days(view, (*day.do_now, *day.waiting))

    if day.coming:
        st.header("Coming up", anchor=False)
        today_sections.render_coming(day.coming, view.today)

    today_sections.render_recently_closed(day.closed)

    with st.container(horizontal=True):
        if day.count:
            today_sections.render_another_interview_link()
        render_messages_link()

recent_actions.render_recent_actions("today")
