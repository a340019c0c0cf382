"""The error raised for a playbook that cannot be used."""

from followup_core.models import FollowUpError


class PlaybookError(FollowUpError):
    """A playbook can't be used; the message names the file, line and field, and the remedy."""
