"""What reminds by itself: the calendar others subscribe to, and the mail of the morning."""
