"""What no fixed chain covers: something happened, and what to do then."""
