"""Whatever comes to mind: random things on whatever page there is, and never a word of somebody else."""

import asyncio
import itertools
import time
from collections import Counter
from collections.abc import Sequence

from .load_scenarios import Tally, everybody
from .page_state import Drawn
from .simulated_phone import Phone, Refused

PAGES = ("", "checklist", "messages", "take_home")
"""Where a participant can go."""
_LEFT_ALONE = ("leave", "delete", "download")
"""Words on buttons that would end the phone's part."""


async def act(phones: list[Phone], actions: int, pages: Sequence[str] = PAGES) -> tuple[Tally, Counter[str]]:
    """Do so many random things, all phones at once; return the times, and what was done how often."""
    tally, done, count = Tally(), Counter[str](), itertools.count()

    async def wander(phone: Phone) -> None:
        while next(count) < actions:
            begun = time.perf_counter()
            done[await something(phone, pages)] += 1
            tally.took(time.perf_counter() - begun)

    await everybody(phones, wander, tally)
    return tally, done


async def lead(facilitator: Phone, link: str, every: float, seconds: list[float]) -> None:
    """Come in by the facilitator's link, and take the room on, step by step; note how long each took."""
    await facilitator.fetch("GET", link)
    await facilitator.open("wall")
    while True:
        await asyncio.sleep(every)
        onward = facilitator.page.find("step-next", "button")
        if onward is None:
            raise Refused(f"there is no way on: {list(facilitator.page.texts())}")
        if onward.element.button.disabled:
            return
        begun = time.perf_counter()
        await facilitator.press(onward)
        seconds.append(time.perf_counter() - begun)


async def something(phone: Phone, pages: Sequence[str]) -> str:
    """Do one random thing that this page offers, and say what it was."""
    page = phone.page
    choices = [widget for widget in page.all("radio", "button_group", "selectbox") if page.options(widget)]
    fields, boxes = page.all("text_area", "text_input"), page.all("checkbox")
    buttons = [button for button in page.all("button") if _is_harmless(button)]
    ways = {"open": 2, "choose": 6 * bool(choices), "write": 4 * bool(fields)}
    ways |= {"press": 3 * bool(buttons), "check": 1 * bool(boxes)}
    way = phone.chance.choices(list(ways), list(ways.values()))[0]
    match way:
        case "choose":
            drawn = phone.chance.choice(choices)
            await phone.choose(drawn, phone.chance.choice(page.options(drawn)))
        case "write":
            await phone.choose(phone.chance.choice(fields), f"{phone.marker} {phone.chance.random()}")
        case "press":
            await phone.press(phone.chance.choice(buttons))
        case "check":
            await phone.check(phone.chance.choice(boxes))
        case _:
            await phone.open(phone.chance.choice(pages))
    return way


def _is_harmless(drawn: Drawn) -> bool:
    button = drawn.element.button
    return not button.disabled and not any(word in button.label.lower() for word in _LEFT_ALONE)
