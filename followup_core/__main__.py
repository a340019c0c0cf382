"""The command line: `python -m followup_core COMMAND --workspace DIR [--today DAY] [--json]`.

Exit codes: 0 done, 1 the data has problems, 2 the call was wrong. Errors are one
sentence with the remedy on standard error.
"""

import gc

if __name__ == "__main__":
    # Searching for garbage takes a tenth of a short command, and finds next to none.
    gc.set_threshold(100_000)

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from followup_core import cli
from followup_core.cli.argument_parser import argument_parser
from followup_core.cli.command_context import CALL_WAS_WRONG, DATA_HAS_PROBLEMS, DONE, CommandContext
from followup_core.cli.output import fail, warn
from followup_core.clock import Clock
from followup_core.config import TODAY, BadSetting
from followup_core.models import FollowUpError
from followup_core.services.workspace import NotFound
from followup_core.services.workspace_registry import close_all, open_workspace


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _escape_unprintable_characters()
    options = argument_parser().parse_args(arguments)
    try:
        folder = _workspace_folder(options.workspace)
        call = CommandContext(
            workspace=open_workspace(folder),
            folder=folder,
            clock=Clock.on(options.today or TODAY.read(os.environ)),
            arguments=options,
        )
        code = cli.run(options.command, call)
        sys.stdout.flush()
    except BrokenPipeError:
        return _exit_after_broken_pipe()
    except (NotFound, BadSetting) as error:
        return fail(str(error), CALL_WAS_WRONG)
    except FollowUpError as error:
        return fail(str(error), DATA_HAS_PROBLEMS)
    finally:
        close_all()
    return code


def _escape_unprintable_characters() -> None:
    """Make `print` write escapes for characters that the terminal can't show, instead of raising an error."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _exit_after_broken_pipe() -> int:
    """Return the normal exit code after the reader of the output, such as `head`, has closed the pipe."""
    # Python flushes once more on exit and would report an error then.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def _workspace_folder(text: str) -> Path:
    """Return the path in --workspace; exit with a sentence if it isn't a folder."""
    folder = Path(text)
    if not text or not folder.is_dir():
        warn(f"There is no folder “{text}”. Set --workspace to the folder with your tables.")
        raise SystemExit(CALL_WAS_WRONG)
    return folder


if __name__ == "__main__":
    exit_code = main()
    # The process ends now, so the last search for garbage is skipped, too.
    gc.freeze()
    sys.exit(exit_code)
