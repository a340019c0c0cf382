"""The error raised for a playbook that cannot be used."""

from followup_core.models import FollowUpError


class PlaybookError(FollowUpError):
    """A playbook that cannot be used: which file, line and field is wrong, and what to do."""
