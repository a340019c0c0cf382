"""A spreadsheet whose columns must be understood: what each means, how its letters and dates are read."""

import streamlit as st

from followup_core.coach.importing import understanding
from followup_core.coach.importing.opening import Columns
from followup_core.coach.importing.understanding import ASKED, FIELD_WORDS, LETTERS, Asked
from followup_core.exchange.sheets import Field, Reading
from followup_core.records import FollowUpError

from . import edge, import_review
from .text import option, plain

_NOT_IN_FILE = ""


def show(columns: Columns, name: str, data: bytes, file_id: str) -> bool:
    """Draw what the columns mean and what they bring; return True when it was brought in just now."""
    read = _read_as(columns, name, data, file_id)
    if read is None:
        return False
    asked = understanding.asked(edge.workspace(), read)
    means = _meanings(asked, file_id)
    order = _day_order(understanding.doubtful_dates(read, means), file_id)
    if order is _UNDECIDED:
        return False
    try:
        arrival = understanding.understood(read, means, day_first=order, today=edge.today())
    except FollowUpError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return False
    if not import_review.show(arrival, file_id):
        return False
    edge.try_out(lambda: understanding.remember(edge.workspace(), read, means))
    return True
