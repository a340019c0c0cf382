"""What comes in and goes out: files, mail, paper."""
