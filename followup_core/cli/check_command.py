"""The `check` command: lists every problem in the tables; changes nothing."""

from followup_core.models import Problem

from .command_context import DATA_HAS_PROBLEMS, DONE, CommandContext
from .output import print_json


def run(call: CommandContext) -> int:
    """Print all problems, one on each line or as JSON; the exit code says whether there are any."""
    problems = call.workspace.problems()
    if call.json:
        print_json([_problem_as_json(problem) for problem in problems])
    else:
        for problem in problems:
            print(problem)
        if not problems:
            print("No problems.")
    return DATA_HAS_PROBLEMS if problems else DONE


def _problem_as_json(problem: Problem) -> dict[str, str | int]:
    return {
        "file": f"{problem.table}.csv",
        "line": problem.line,
        "column": problem.column,
        "what": problem.what,
        "remedy": problem.remedy,
    }
