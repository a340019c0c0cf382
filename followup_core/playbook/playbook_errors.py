"""What is wrong with a playbook."""

from followup_core.models import FollowUpError


class PlaybookError(FollowUpError):
    """The playbook cannot be used: which file, line and field, and what to do."""
