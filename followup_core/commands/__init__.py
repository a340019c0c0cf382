"""The commands of the command line, one room each; a call enters only its own."""

from .call import Call


def run(command: str, call: Call) -> int:
    """Run one command and return its exit code."""
    # Each room is imported when it is entered: no command waits for what another one needs.
    match command:
        case "due" | "plan":
            from . import stepping

            return stepping.run(command, call)
        case "stats":
            from . import counting

            return counting.run(call)
        case "draft":
            from . import drafting

            return drafting.run(call)
        case "check":
            from . import checking

            return checking.run(call)
        case "digest":
            from . import morning

            return morning.run(call)
        case "import":
            from . import bringing

            return bringing.run(call)
        case "export":
            from . import leaving

            return leaving.run(call)
        case _:
            raise NotImplementedError(command)
