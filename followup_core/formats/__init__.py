"""File formats in and out: spreadsheets, calendars, business cards, archives, email and PDF."""
