"""Messages: facts, drafts, saved drafts, the queue of messages to write, and the workspace's own wording."""
