"""The checks of the linter, a module for each; all are pure and linear in the length of the text."""
