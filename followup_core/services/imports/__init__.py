"""What comes in from elsewhere: recognized, compared with what is here, shown, brought in in one action."""
