"""The commands of the command line, one module each."""

from .command_context import CommandContext


def run(command: str, call: CommandContext) -> int:
    """Run one command and return its exit code."""
    # A command's module is imported only when the command runs, so that no command waits for other imports.
    match command:
        case "due" | "plan":
            from . import steps_command

            return steps_command.run(command, call)
        case "stats":
            from . import stats_command

            return stats_command.run(call)
        case "review":
            from . import review_command

            return review_command.run(call)
        case "draft":
            from . import draft_command

            return draft_command.run(call)
        case "check":
            from . import check_command

            return check_command.run(call)
        case "digest":
            from . import digest_command

            return digest_command.run(call)
        case "import":
            from . import import_command

            return import_command.run(call)
        case "export":
            from . import export_command

            return export_command.run(call)
        case _:
            raise NotImplementedError(command)
