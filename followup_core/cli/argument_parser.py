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
        self.exit(CALL_WAS_WRONG, f"The call was wrong: {message}. {remedy}\n")


def argument_parser() -> argparse.ArgumentParser:
    """Return the parser for all commands; its result has the command's name as `command`."""
    shared = _Parser(add_help=False)
    shared.add_argument("--workspace", required=True, metavar="DIR", help="the folder with the tables")
    shared.add_argument("--today", type=_day, metavar="YYYY-MM-DD", help="the day to take for today")
    shared.add_argument("--json", action="store_true", help="print JSON")
    main = _Parser(prog=_program_name(), description="What to do after an interview.")
    commands = main.add_subparsers(required=True, metavar="COMMAND", dest="command")

    def command(name: str, about: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, parents=[shared], help=about)

    command("due", "what to do, and what to leave alone")
    planned = command("plan", "one interview's future under silence")
    planned.add_argument("interview_id", metavar="INTERVIEW_ID")
    command("check", "every problem in the tables")
    command("stats", "what is answered, and how long it takes")
    _draft(command("draft", "one message, and what would better it"))
    _review(command("review", "what would better a message that you wrote elsewhere"))
    _digest(command("digest", "the day in words, to read or to be mailed"))
    _import(command("import", "bring a file in"))
    _export(command("export", "write everything out"))
    return main


def _program_name() -> str:
    """Return how the program was called: by its installed command, or as a module."""
    return "followup" if Path(sys.argv[0]).stem == "followup" else "python -m followup_core"


def _review(reviewed: argparse.ArgumentParser) -> None:
    reviewed.add_argument("kind", metavar="KIND", help="such as thank_you_email, status_email or voicemail")
    reviewed.add_argument(
        "file", metavar="FILE", help="the text: a Subject: line, an empty line and the body"
    )
    reviewed.add_argument("--interview", required=True, metavar="ID", help="the interview it is about")
    reviewed.add_argument("--person", default="", metavar="ID", help="whom it goes to")


def _draft(drafted: argparse.ArgumentParser) -> None:
    drafted.add_argument("kind", metavar="KIND", help="such as thank_you_email, status_email or voicemail")
    drafted.add_argument("--interview", required=True, metavar="ID", help="the interview it is about")
    drafted.add_argument("--person", default="", metavar="ID", help="whom it goes to")


def _digest(told: argparse.ArgumentParser) -> None:
    told.add_argument("--eml", metavar="FILE", help="write a mail file")
    told.add_argument("--send", action="store_true", help="send it, if anything is due (FOLLOWUP_SMTP_HOST)")
    told.add_argument("--again", action="store_true", help="send it even if it was sent today")


def _import(brought: argparse.ArgumentParser) -> None:
    brought.add_argument("file", metavar="FILE", help="a spreadsheet, calendar, contact card, photo or ZIP")
    brought.add_argument(
        "--as", dest="kind", metavar="KIND", help="such as spreadsheet, where it is not seen"
    )
    brought.add_argument(
        "--date-order", choices=("day", "month"), help="what comes first in dates such as 3/7/2026"
    )
    brought.add_argument(
        "--cancel",
        action="store_true",
        help="delete the interviews still ahead that the file says were canceled",
    )
    brought.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")


def _export(written: argparse.ArgumentParser) -> None:
    written.add_argument(
        "--as", dest="kind", required=True, choices=("ics", "xlsx", "csv", "zip"), help="the kind of file"
    )
    written.add_argument("out", metavar="OUT", help="the file, or for csv also the folder, to write")


def _day(text: str) -> date:
    try:
        return parse_date(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error).rstrip(".")) from None
