"""Interviews: every opening with its rounds."""

from components import session
from components.interviews import interview_list

interview_list.render_interview_list(session.view())
