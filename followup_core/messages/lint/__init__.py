"""The checks of the linter, one module each. All are pure, and take time linear in the text's length."""
