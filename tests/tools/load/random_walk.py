"""Lets phones do random actions on random pages, while the facilitator leads the workshop."""

import asyncio
import itertools
import time
from collections import Counter
from collections.abc import Sequence

from .load_scenarios import Tally, everybody
from .page_state import Drawn
from .simulated_phone import Phone, Refused

PAGES = ("", "checklist", "messages", "take_home")
"""The pages that a participant can open."""
_WORDS_ON_UNUSED_BUTTONS = ("leave", "delete", "download")
"""Words on buttons that aren't pressed, because they would end the phone's participation."""


async def act(phones: list[Phone], actions: int, pages: Sequence[str] = PAGES) -> tuple[Tally, Counter[str]]:
    """Do `actions` random actions on all phones at once; return the tally, and the count of each action."""
    tally, action_counts, counter = Tally(), Counter[str](), itertools.count()

    async def keep_acting(phone: Phone) -> None:
        while next(counter) < actions:
            started_at = time.perf_counter()
            action_counts[await do_random_action(phone, pages)] += 1
            tally.took(time.perf_counter() - started_at)

    await everybody(phones, keep_acting, tally)
    return tally, action_counts


async def lead(facilitator: Phone, link: str, every: float, seconds: list[float]) -> None:
    """Open the facilitator's link, and step through the workshop; add each step's time to `seconds`."""
    await facilitator.fetch("GET", link)
    await facilitator.open("wall")
    while True:
        await asyncio.sleep(every)
        next_button = facilitator.page.find("step-next", "button")
        if next_button is None:
            raise Refused(f"there is no way on: {list(facilitator.page.texts())}")
        if next_button.element.button.disabled:
            return
        started_at = time.perf_counter()
        await facilitator.press(next_button)
        seconds.append(time.perf_counter() - started_at)


async def do_random_action(phone: Phone, pages: Sequence[str]) -> str:
    """Do one random action that the page offers, and return its name."""
    page = phone.page
    choices = [widget for widget in page.all("radio", "button_group", "selectbox") if page.options(widget)]
    fields, boxes = page.all("text_area", "text_input"), page.all("checkbox")
    buttons = [button for button in page.all("button") if _is_harmless(button)]
    weights = {"open": 2, "choose": 6 * bool(choices), "write": 4 * bool(fields)}
    weights |= {"press": 3 * bool(buttons), "check": 1 * bool(boxes)}
    action = phone.chance.choices(list(weights), list(weights.values()))[0]
    match action:
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
    return action


def _is_harmless(drawn: Drawn) -> bool:
    button = drawn.element.button
    return not button.disabled and not any(word in button.label.lower() for word in _WORDS_ON_UNUSED_BUTTONS)
