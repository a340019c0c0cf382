"""Messages: what there is to write now, and anything else by choice."""

from components import session
from components.messages import message_list

message_list.render_message_list(session.view())
