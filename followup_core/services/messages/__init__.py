"""Messages: facts, drafts, saved drafts, the queue of messages to write, and a center's own wording."""
