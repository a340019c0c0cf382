"""The messages page: what to write now, and a choice of any other message."""

from components import session
from components.messages import message_list

message_list.render_message_list(session.view())
