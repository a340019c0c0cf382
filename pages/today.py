"""Today: what to do now, what to leave alone, and why."""

import streamlit as st

from _parts import edge, recently_done, step_card, today_parts
from followup_core.coach import today as coach_today
from followup_core.records.dates import spoken

view = edge.view()
day = coach_today.overview(view)

st.title(spoken(view.today, view.today))

if day.empty:
    today_parts.welcome()
else:
    st.markdown(coach_today.headline(day))
    today_parts.answered(day.answered)

    if day.checklists or day.do_now:
        st.header("Do now", anchor=False)
        today_parts.checklists(day.checklists)
        step_card.step_list("now", view, day.do_now)

    if day.leave_alone:
        st.header("Leave alone", anchor=False)
        step_card.step_list("later", view, day.leave_alone)

    if day.coming:
        st.header("Coming up", anchor=False)
        today_parts.coming(day.coming, view.today)

    today_parts.lately(day.closed)

    st.page_link(
        "interviews.py", label="I had an interview", icon=":material/add:", query_params={"add": "yes"}
    )

recently_done.show("today")
