"""The Today page: what to do now, what to leave alone, and why."""

import streamlit as st

from components import recent_actions, session
from components.interviews.nameless_thanks_question import render_nameless_thanks_question
from components.interviews.same_application_question import render_same_application_question
from components.markdown_text import escape_markdown
from components.page_links import render_messages_link
from components.today import step_list, today_sections
from components.today.step_card import AT_TOP
from followup_core.services.nameless_thanks import newest_nameless_thanks
from followup_core.services.same_application import newest_question
from followup_core.services.today_overview import how_much_to_do, next_sentence, today_overview

view = session.view()
day = today_overview(view)
links = None

if day.empty:
    today_sections.render_welcome()
else:
    st.title(how_much_to_do(day), anchor=False)
    following = next_sentence(view, day)
    date = f":gray[{view.day_format.full(view.today)}{'.' if following else ''}]"
    st.markdown(f"{date} {escape_markdown(following)}".strip())
    if not day.count:
        today_sections.render_another_interview_button()
    questions = today_sections.ResponseQuestions(day.responses)
    questions.render_until(AT_TOP)
    render_same_application_question(newest_question(view))
    render_nameless_thanks_question(newest_nameless_thanks(view))
    today_sections.render_checklists(day.checklists)
    step_list.render_due_steps(
        "now", view, day.do_now, leads=not day.checklists, render_between=questions.render_until
    )
    if day.waiting:
        step_list.render_steps_to_leave_alone("later", view, day, questions.render_until)
    questions.render_until(step_list.AT_END)
    if day.coming:
        today_sections.render_coming(day.coming, view.today)
    today_sections.render_recently_closed(day.closed)

    links = st.container(horizontal=True, vertical_alignment="center")
    with links:
        step_list.render_why_these_days(view, (*day.do_now, *day.waiting))
        if day.count:
            today_sections.render_another_interview_link()
        render_messages_link()

recent_actions.render_recent_actions("today", links)
