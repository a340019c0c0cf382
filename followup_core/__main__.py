"""The command line: `python -m followup_core COMMAND --workspace DIR [--today DAY] [--json]`.

Exit codes: 0 done, 1 the data has problems, 2 the call was wrong. Errors are one
sentence with the remedy on standard error.
"""

import argparse
import io
import json
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

from followup_core.cadence import Step
from followup_core.coach.checkup import check
from followup_core.coach.desk import Desk, Unknown, View
from followup_core.coach.house import close_all, open_desk
from followup_core.coach.wording import STATE_WORDS, step_title
from followup_core.records import FollowUpError, parse_date

DONE, DATA_HAS_PROBLEMS, CALL_WAS_WRONG = 0, 1, 2


class _Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one sentence with the remedy."""

    def error(self, message: str) -> NoReturn:
        remedy = f"See “{self.prog} --help”."
        self.exit(CALL_WAS_WRONG, f"The call was wrong: {message}. {remedy}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _never_stumble_over_a_letter()
    call = _parser().parse_args(arguments)
    try:
        desk = open_desk(_workspace(call.workspace))
        code = int(call.run(desk, call))
        sys.stdout.flush()
    except BrokenPipeError:
        return _nobody_listens()
    except Unknown as error:
        return _fail(str(error), CALL_WAS_WRONG)
    except FollowUpError as error:
        return _fail(str(error), DATA_HAS_PROBLEMS)
    finally:
        close_all()
    return code


def _never_stumble_over_a_letter() -> None:
    """Write letters that the terminal cannot show as escapes, where Python would end with a traceback."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _nobody_listens() -> int:
    """Be content when the reader, such as `head`, has read enough."""
    # Python flushes once more at its end and would complain there.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def _parser() -> argparse.ArgumentParser:
    shared = _Parser(add_help=False)
    shared.add_argument("--workspace", required=True, metavar="DIR", help="the folder with the tables")
    shared.add_argument("--today", type=_day, metavar="YYYY-MM-DD", help="the day to take for today")
    shared.add_argument("--json", action="store_true", help="print JSON")
    parser = _Parser(prog="python -m followup_core", description="What to do after an interview.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    due = commands.add_parser("due", parents=[shared], help="what to do, and what to leave alone")
    due.set_defaults(run=_due)
    planned = commands.add_parser("plan", parents=[shared], help="one interview's future under silence")
    planned.add_argument("interview_id", metavar="INTERVIEW_ID")
    planned.set_defaults(run=_plan)
    checked = commands.add_parser("check", parents=[shared], help="every problem in the tables")
    checked.set_defaults(run=_check)
    counted = commands.add_parser("stats", parents=[shared], help="what is answered, and how long it takes")
    counted.set_defaults(run=_stats)
    drafted = commands.add_parser("draft", parents=[shared], help="one message, and what would better it")
    drafted.add_argument("kind", metavar="KIND", help="such as thank_you_email, status_email or voicemail")
    drafted.add_argument("--interview", required=True, metavar="ID", help="the interview it is about")
    drafted.add_argument("--person", default="", metavar="ID", help="whom it goes to")
    drafted.set_defaults(run=_draft)
    return parser


def _day(text: str) -> date:
    try:
        return parse_date(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error).rstrip(".")) from None


def _workspace(text: str) -> Path:
    folder = Path(text)
    if not text or not folder.is_dir():
        print(f"There is no folder “{text}”. Give --workspace a folder with the tables.", file=sys.stderr)
        raise SystemExit(CALL_WAS_WRONG)
    return folder


def _fail(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


def _view(desk: Desk, call: argparse.Namespace) -> View:
    """Return the view of the given day, or of today where the candidate lives."""
    if call.today is not None:
        return desk.view(call.today)
    zone = desk.view(_today_here()).records.settings.timezone
    return desk.view(_today_here(zone))


def _today_here(zone: str = "") -> date:
    now = datetime.now(UTC)  # noqa: TID251  # the edge reads the clock
    return now.astimezone(ZoneInfo(zone) if zone else None).date()


def _due(desk: Desk, call: argparse.Namespace) -> int:
    view = _view(desk, call)
    _warn(view)
    _print_steps(view, view.steps, call.json)
    return DONE


def _plan(desk: Desk, call: argparse.Namespace) -> int:
    view = _view(desk, call)
    _warn(view)
    _print_steps(view, view.plan(call.interview_id), call.json)
    return DONE


def _stats(desk: Desk, call: argparse.Namespace) -> int:
    # Here, because no other command shall wait for what counting imports.
    from followup_core.coach.figure_words import all_words
    from followup_core.coach.figures import candidate_zone, workspace_figures
    from followup_core.coach.figures_json import as_json

    playbook, fault = desk.playbook()
    _warn_of(fault)
    folder = Path(call.workspace)
    figures = workspace_figures(desk, folder, call.today or _today_here(candidate_zone(desk, folder)))
    if call.json:
        _print_json(as_json(figures))
    else:
        print("\n".join(all_words(figures, playbook)))
    return DONE


def _draft(desk: Desk, call: argparse.Namespace) -> int:
    # Here, because no other command shall wait for what writing imports.
    from followup_core.coach.drafting import findings, texts, usual_person, write
    from followup_core.coach.facts import Wish
    from followup_core.coach.keeping import as_note
    from followup_core.messages import MessageKind

    if call.kind not in set(MessageKind):
        kinds = ", ".join(MessageKind)
        return _fail(f"There is no message “{call.kind[:40]}”. Use one of: {kinds}.", CALL_WAS_WRONG)
    view = _view(desk, call)
    templates, fault = texts(Path(call.workspace) / "messages").current()
    _warn_of(view.playbook_fault or fault)
    kind = MessageKind(call.kind)
    view.round(call.interview)
    if call.person:
        view.person(call.person)
    person = call.person or usual_person(view, call.interview, kind)
    writing = write(view, templates, call.interview, Wish(kind=kind, person_id=person))
    found = findings(view, writing, writing.message)
    if call.json:
        rows = [{name: getattr(each, name) for name in each.__slots__} for each in found]
        sent = {"to": writing.message.to, "subject": writing.message.subject, "body": writing.message.body}
        _print_json({**sent, "findings": rows})
        return DONE
    print(as_note(writing.message))
    for each in found:
        print(f"{each.why} {each.remedy}", file=sys.stderr)
    return DONE


def _warn(view: View) -> None:
    _warn_of(view.playbook_fault)


def _warn_of(fault: FollowUpError | None) -> None:
    if fault is not None:
        print(f"The playbook is broken, the last good one is used. {fault}", file=sys.stderr)


def _check(desk: Desk, call: argparse.Namespace) -> int:
    problems = check(desk)
    if call.json:
        rows = [
            {
                "file": f"{each.table}.csv",
                "line": each.line,
                "column": each.column,
                "what": each.what,
                "remedy": each.remedy,
            }
            for each in problems
        ]
        _print_json(rows)
    else:
        for each in problems:
            print(each)
        if not problems:
            print("No problems.")
    return DATA_HAS_PROBLEMS if problems else DONE


def _print_steps(view: View, steps: Iterable[Step], as_json: bool) -> None:
    if as_json:
        _print_json([_as_json(view, step) for step in steps])
        return
    for step in steps:
        interview = view.round(step.interview_id).interview
        title = step_title(step, view.name(step.person_id), interview)
        print(f"{STATE_WORDS[step.state]}: {title} ({step.earliest} to {step.due}). {step.because}")


def _as_json(view: View, step: Step) -> dict[str, str]:
    return {
        "kind": step.kind.value,
        "interview_id": step.interview_id,
        "person_id": step.person_id,
        "earliest": step.earliest.isoformat(),
        "due": step.due.isoformat(),
        "state": step.state.value,
        "because": step.because,
        "rule": step.rule,
        "organization": view.round(step.interview_id).interview.organization,
        "person": view.name(step.person_id),
    }


def _print_json(rows: object) -> None:
    # Plain ASCII with escapes is the same JSON to every reader, whatever the terminal's encoding.
    print(json.dumps(rows, indent=2))


if __name__ == "__main__":
    sys.exit(main())
