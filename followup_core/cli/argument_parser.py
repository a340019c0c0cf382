"""The command line's syntax: commands, options, and errors of one sentence."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import NoReturn

from followup_core.models import parse_date

from .command_context import CALL_WAS_WRONG


class _Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one sentence with the remedy."""

    def error(self, message: str) -> NoReturn:
        remedy = f"See “{self.prog} --help”."
        self.exit(CALL_WAS_WRONG, f"That command can't be run: {message}. {remedy}\n")


def argument_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; the parsed arguments have the command's name as `command`."""
    shared = _Parser(add_help=False)
    shared.add_argument("--workspace", required=True, metavar="DIR", help="the folder with your tables")
    shared.add_argument(
        "--today", type=_parse_day, metavar="YYYY-MM-DD", help="work as if today were this day"
    )
    shared.add_argument("--json", action="store_true", help="print JSON instead of text")
    main = _Parser(prog=_program_name(), description="What to do after an interview.")
    commands = main.add_subparsers(required=True, metavar="COMMAND", dest="command")

    def command(name: str, about: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, parents=[shared], help=about)

    command("due", "what to do now, and what to leave alone")
    plan_parser = command("plan", "what to do about one interview if nobody answers")
    plan_parser.add_argument("interview_id", metavar="INTERVIEW_ID")
    command("check", "check the tables and list every problem")
    command("stats", "how often employers answer, and how fast")
    _add_draft_arguments(command("draft", "draft one message, with suggestions"))
    _add_review_arguments(command("review", "check a message that you wrote yourself"))
    _add_digest_arguments(command("digest", "today's to-do list, to read or to email"))
    _add_import_arguments(command("import", "import a file"))
    _add_export_arguments(command("export", "export everything to a file"))
    return main


def _program_name() -> str:
    """Return how the program was called: by its installed command, or as a module."""
    return "followup" if Path(sys.argv[0]).stem == "followup" else "python -m followup_core"


def _add_review_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", help="such as thank_you_email, status_email or voicemail")
    parser.add_argument(
        "file", metavar="FILE", help="a text file: the Subject: line, an empty line, then the message"
    )
    parser.add_argument("--interview", required=True, metavar="ID", help="the interview it is about")
    parser.add_argument("--person", default="", metavar="ID", help="the person it goes to")


def _add_draft_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", help="such as thank_you_email, status_email or voicemail")
    parser.add_argument("--interview", required=True, metavar="ID", help="the interview it is about")
    parser.add_argument("--person", default="", metavar="ID", help="the person it goes to")


def _add_digest_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--eml", metavar="FILE", help="also write it to an email file")
    parser.add_argument(
        "--send", action="store_true", help="email it if anything is due (needs FOLLOWUP_SMTP_HOST)"
    )
    parser.add_argument("--again", action="store_true", help="email it even if today's went out already")


def _add_import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a spreadsheet, calendar, contact card, photo or ZIP")
    parser.add_argument(
        "--as",
        dest="kind",
        metavar="KIND",
        help="the kind of file, such as spreadsheet, if it isn't recognized",
    )
    parser.add_argument(
        "--date-order", choices=("day", "month"), help="which comes first in dates such as 3/7/2026"
    )
    parser.add_argument(
        "--cancel",
        action="store_true",
        help="delete the interviews still ahead that the file says were canceled",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")


def _add_export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--as", dest="kind", required=True, choices=("ics", "xlsx", "csv", "zip"), help="the format"
    )
    parser.add_argument("out", metavar="OUT", help="the file to write; for csv a folder will do")


def _parse_day(text: str) -> date:
    try:
        return parse_date(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error).rstrip(".")) from None
