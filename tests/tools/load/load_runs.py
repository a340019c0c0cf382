"""The load scenarios, each on a server and a data folder of its own."""

import asyncio
import gc
from collections.abc import Coroutine
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from followup_core.workshop.workshop_model import ActivityKind

from . import page_contract
from .load_report import Outcome, against
from .load_scenarios import Tally, answer, join, kill_in_the_middle, room
from .prepared_workshop import PreparedWorkshop
from .random_walk import act, lead
from .server_process import CHECKOUT, Meter, Served, Usage, serving
from .simulated_phone import Phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """The size of a load run."""

    participants: int = 300
    compared: int = 100
    """How many participants there are when the program is compared with a bare page."""
    join_within: float = 50.0
    """Seconds within which everybody starts to join."""
    seconds: float = 120.0
    every: float = 3.0
    actions: int = 10_000
    step_every: float = 8.0
    """Seconds between the facilitator's steps while everybody does random things."""
    with_files: int = 10
    """How many phones also load the page's scripts, as on a first visit; the others have them cached."""
    seed: int = 1


def run(work: Coroutine[Any, Any, Any]) -> Any:
    """Run the harness on uvloop, the quickest event loop, if it is installed."""
    has_uvloop = find_spec("uvloop") is not None  # not on Windows
    with asyncio.Runner(
        loop_factory=import_module("uvloop").new_event_loop if has_uvloop else None
    ) as runner:
        return runner.run(work)


async def run_room(folder: Path, size: Size) -> list[Outcome]:
    """Let everybody join and answer, and compare the acknowledged answers with the disk."""
    return await _join_and_answer(folder, size, size.participants, kill=False)


async def run_kill(folder: Path, size: Size) -> list[Outcome]:
    """Let everybody answer while the server is killed and started again."""
    return await _join_and_answer(folder, size, size.participants, kill=True)


async def run_comparison(folder: Path, size: Size) -> list[Outcome]:
    """Put the same load on a bare page and then on the program, twice."""
    outcomes = []
    for number in (1, 2):
        bare = (await _run_bare_page(folder / f"bare-{number}", size))[-1]
        program = (await _join_and_answer(folder / f"ours-{number}", size, size.compared, kill=False))[-1]
        outcomes += [bare, program.with_notes(against(program, bare))]
    return outcomes


async def run_random_actions(folder: Path, size: Size) -> list[Outcome]:
    """Let everybody do random actions; nobody may receive what somebody else wrote."""
    prepared = PreparedWorkshop(folder)
    prepared.make_ready(ActivityKind.POLL)
    with serving(page_contract.served(folder)) as served:
        subject = page_contract.subject(served, prepared.code)
        async with room(subject, size.participants + 1, size.seed) as (facilitator, *phones):
            await join(phones, subject, min(size.join_within, 20))
            meter = Meter(served)
            step_seconds: list[float] = []
            link = page_contract.facilitator_path(served)
            leading_task = asyncio.create_task(lead(facilitator, link, size.step_every, step_seconds))
            tally, action_counts = await act(phones, size.actions)
            usage = meter.read()
            tally.errors += await _stop_leading(leading_task, facilitator)
            tally.errors += [
                f"phone {phone.number} got {phone.foreign_markers}"
                for phone in phones
                if phone.foreign_markers
            ]
    own_count = sum(phone.own_marker_count for phone in phones)
    counted = ", ".join(f"{count} {action}" for action, count in action_counts.most_common())
    foreign_count = sum(len(phone.foreign_markers) for phone in phones)
    notes = (
        f"the facilitator took {len(step_seconds)} steps meanwhile",
        f"{sum(action_counts.values())} random actions: {counted}",
        f"{foreign_count} words of another person seen; own ones {own_count} times",
    )
    errors = (*tally.errors, *_tracebacks(served))
    return [_outcome("random actions", phones, tally, errors, None, usage, notes)]


async def _stop_leading(leading_task: asyncio.Task[None], facilitator: Phone) -> tuple[str, ...]:
    """Stop the facilitator, and return the errors of leading."""
    leading_task.cancel()
    results = await asyncio.gather(leading_task, return_exceptions=True)
    errors = [repr(result) for result in results if result and not isinstance(result, asyncio.CancelledError)]
    return (*errors, *facilitator.errors, *facilitator.page.failures)


async def _run_bare_page(folder: Path, size: Size) -> list[Outcome]:
    script = CHECKOUT / "tests" / "tools" / "load" / "bare_page.py"
    with serving(Served(script, folder)) as served:
        subject = page_contract.bare(served)
        async with room(subject, size.compared, size.seed) as phones:
            await join(phones, subject, 10)
            gc.freeze()
            meter = Meter(served)
            tally = await answer(phones, subject, size.seconds, size.every)
            usage = meter.read()
    return [_outcome("a bare page", phones, tally, (*tally.errors, *_tracebacks(served)), None, usage, ())]


async def _join_and_answer(folder: Path, size: Size, count: int, *, kill: bool) -> list[Outcome]:
    prepared = PreparedWorkshop(folder)
    prepared.make_ready(ActivityKind.POLL)
    with serving(page_contract.served(folder)) as served:
        subject = page_contract.subject(served, prepared.code)
        async with room(subject, count, size.seed) as phones:
            meter = Meter(served)
            joined = await join(phones, subject, size.join_within, size.with_files)
            join_usage = meter.read()
            gc.freeze()
            meter = Meter(served)
            scenario = kill_in_the_middle if kill else answer
            tally = await scenario(phones, subject, size.seconds, size.every)
            usage = meter.read()
    lost = prepared.lost(phones, tally.acknowledged)
    notes: tuple[str, ...] = (
        f"{len(tally.acknowledged)} answers were acknowledged, {len(lost)} of them are lost",
    )
    notes += (
        f"{1000 * usage.server_cpu / max(1, len(tally.seconds)):.1f} ms of the server's time an answer",
    )
    if kill:
        reconnected_count = sum(phone.reconnects > 0 for phone in phones)
        notes += (
            f"{reconnected_count} of {count} phones lost the server and came back by themselves",
            f"nobody could answer for {tally.longest_silence:.1f} s",
        )
    join_note = f"the last of {len(joined.seconds)} was in {join_usage.seconds:.1f} s after the doors opened"
    return [
        _outcome("join", phones, joined, tuple(joined.errors), None, join_usage, (join_note,)),
        _outcome(
            "answer, killed" if kill else "answer",
            phones,
            tally,
            (*tally.errors, *_tracebacks(served)),
            len(lost),
            usage,
            notes,
        ),
    ]


def _tracebacks(served: Served) -> tuple[str, ...]:
    count = served.tracebacks()
    return (f"the server wrote {count} tracebacks: {served.said}",) if count else ()


def _outcome(
    name: str,
    phones: list[Phone],
    tally: Tally,
    errors: tuple[str, ...],
    lost: int | None,
    usage: Usage,
    notes: tuple[str, ...],
) -> Outcome:
    return Outcome(
        name=name,
        phones=len(phones),
        seconds=tuple(tally.seconds),
        errors=errors,
        lost=lost,
        usage=usage,
        notes=notes,
    )
