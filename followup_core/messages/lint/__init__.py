"""What the checker looks for, each in its own module; all pure, all linear in the length of the text."""
