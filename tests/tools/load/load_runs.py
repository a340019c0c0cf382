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
    """How much is asked of the server."""

    participants: int = 300
    compared: int = 100
    """Participants where the program is held against a bare page."""
    join_within: float = 50.0
    """Seconds in which everybody comes to the door; the last one then still has to get in."""
    seconds: float = 120.0
    every: float = 3.0
    actions: int = 10_000
    step_every: float = 8.0
    """Seconds between the facilitator's steps while everybody does random things."""
    with_files: int = 10
    """Phones that also load the page's scripts, as on a first visit; the others have them already."""
    seed: int = 1


def run(work: Coroutine[Any, Any, Any]) -> Any:
    """Run the harness on the quickest loop there is: the one that comes with the server."""
    quick = find_spec("uvloop") is not None  # not on Windows
    with asyncio.Runner(loop_factory=import_module("uvloop").new_event_loop if quick else None) as runner:
        return runner.run(work)


async def a_room(folder: Path, size: Size) -> list[Outcome]:
    """Everybody joins, then everybody answers; the log of what was acknowledged against the disk."""
    return await _join_and_answer(folder, size, size.participants, kill=False)


async def a_kill(folder: Path, size: Size) -> list[Outcome]:
    """Everybody answers while the server is killed and started again."""
    return await _join_and_answer(folder, size, size.participants, kill=True)


async def a_comparison(folder: Path, size: Size) -> list[Outcome]:
    """The same load on a bare page and on the program, one after the other and once more."""
    outcomes = []
    for number in (1, 2):
        bare = (await _bare(folder / f"bare-{number}", size))[-1]
        ours = (await _join_and_answer(folder / f"ours-{number}", size, size.compared, kill=False))[-1]
        outcomes += [bare, ours.with_notes(against(ours, bare))]
    return outcomes


async def a_crowd(folder: Path, size: Size) -> list[Outcome]:
    """Everybody does whatever comes to mind; nobody may meet a word of somebody else's."""
    ready = PreparedWorkshop(folder)
    ready.make_ready(ActivityKind.POLL)
    with serving(page_contract.served(folder)) as served:
        subject = page_contract.subject(served, ready.code)
        async with room(subject, size.participants + 1, size.seed) as (facilitator, *phones):
            await join(phones, subject, min(size.join_within, 20))
            meter = Meter(served)
            steps: list[float] = []
            link = page_contract.lead_path(served)
            leading = asyncio.create_task(lead(facilitator, link, size.step_every, steps))
            tally, done = await act(phones, size.actions)
            usage = meter.read()
            tally.errors += await _led(leading, facilitator)
            tally.errors += [f"phone {phone.number} got {phone.foreign}" for phone in phones if phone.foreign]
    seen = sum(phone.own_seen for phone in phones)
    notes = (
        f"the facilitator took {len(steps)} steps meanwhile",
        f"{sum(done.values())} random actions: {', '.join(f'{n} {way}' for way, n in done.most_common())}",
        f"{sum(len(phone.foreign) for phone in phones)} words of another person seen; own ones {seen} times",
    )
    errors = (*tally.errors, *_tracebacks(served))
    return [_outcome("random actions", phones, tally, errors, None, usage, notes)]


async def _led(leading: asyncio.Task[None], facilitator: Phone) -> tuple[str, ...]:
    """Let the facilitator stop; return what went wrong with leading."""
    leading.cancel()
    results = await asyncio.gather(leading, return_exceptions=True)
    errors = [repr(result) for result in results if result and not isinstance(result, asyncio.CancelledError)]
    return (*errors, *facilitator.errors, *facilitator.page.failures)


async def _bare(folder: Path, size: Size) -> list[Outcome]:
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
    ready = PreparedWorkshop(folder)
    ready.make_ready(ActivityKind.POLL)
    with serving(page_contract.served(folder)) as served:
        subject = page_contract.subject(served, ready.code)
        async with room(subject, count, size.seed) as phones:
            meter = Meter(served)
            joined = await join(phones, subject, size.join_within, size.with_files)
            coming = meter.read()
            gc.freeze()
            meter = Meter(served)
            do = kill_in_the_middle if kill else answer
            tally = await do(phones, subject, size.seconds, size.every)
            usage = meter.read()
    lost = ready.lost(phones, tally.acknowledged)
    notes: tuple[str, ...] = (
        f"{len(tally.acknowledged)} answers were acknowledged, {len(lost)} of them are lost",
    )
    notes += (
        f"{1000 * usage.server_cpu / max(1, len(tally.seconds)):.1f} ms of the server's time an answer",
    )
    if kill:
        back = sum(phone.reconnects > 0 for phone in phones)
        notes += (
            f"{back} of {count} phones lost the server and came back by themselves",
            f"nobody could answer for {tally.longest_silence:.1f} s",
        )
    in_all = f"the last of {len(joined.seconds)} was in {coming.seconds:.1f} s after the doors opened"
    return [
        _outcome("join", phones, joined, tuple(joined.errors), None, coming, (in_all,)),
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
