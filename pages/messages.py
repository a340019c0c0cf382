"""Messages: a draft for each step, what is missing asked for beside it, and one tap when it is sent."""

from _parts import edge, message_desk, message_list

view = edge.view()
asked = message_list.asked_for(view)

if asked is None:
    message_list.show(view)
else:
    message_desk.show(view, *asked)
