"""Interviews: every opening with its rounds."""

from _parts import edge, interview_list

interview_list.show(edge.view())
