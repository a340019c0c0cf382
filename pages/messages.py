"""Messages: what there is to write now, and anything else by choice."""

from _parts import edge, message_list

message_list.show(edge.view())
