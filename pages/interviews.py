"""The interviews page: every job application with its interviews."""

from components import session
from components.interviews import interview_list

interview_list.render_interview_list(session.view())
