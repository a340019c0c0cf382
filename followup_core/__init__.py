"""The coaching that happens after a job interview, free of any screen."""
