"""The `stats` command: prints response rates and response times."""

from followup_core.services.statistics.report import candidate_zone, workspace_statistics
from followup_core.services.statistics.report_json import statistics_json
from followup_core.services.statistics.report_text import all_words

from .command_context import DONE, CommandContext
from .output import print_json, warn_of_playbook


def run(call: CommandContext) -> int:
    """Print the statistics as sentences or as JSON."""
    playbook, fault = call.workspace.playbook()
    warn_of_playbook(fault)
    today = call.clock.day(candidate_zone(call.workspace, call.folder))
    figures = workspace_statistics(call.workspace, call.folder, today)
    if call.json:
        print_json(statistics_json(figures))
    else:
        print("\n".join(all_words(figures, playbook)))
    return DONE
