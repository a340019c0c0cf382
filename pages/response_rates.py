"""Response rates: what gets answered, how long it takes, and the one habit to practise."""

import streamlit as st

from _parts import edge, figure_choice, figure_parts

view = edge.view()

st.title("What gets answered")
found = figure_choice.choose(view)
figure_parts.headline(view, found)
if found.figures.interviews.held:
    figure_parts.practice(view, found)
    figure_parts.kinds(view, found)
    figure_parts.timing(view, found)
    figure_parts.habits(view, found)
    figure_parts.comparisons(view, found)
    figure_parts.pending(view, found)
    figure_parts.week(view)
