"""Load scenarios for a room of phones: they join, answer, and lose the server."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

from .page_state import Drawn, Page
from .server_process import Served
from .simulated_phone import PATIENCE, Phone, Refused
from .websocket_client import ConnectionLost

_KEEPALIVE_SECONDS = 2.0
"""Seconds that an idle connection is kept; the server closes it after five."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer of one phone."""

    phone: int
    option: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An answer that can be tapped: a button, or an option of a radio."""

    option: str
    """The option's id, as it is stored."""
    words: str
    drawn: Drawn
    chosen: bool


@dataclass(slots=True)
class Tally:
    """The seconds of each action, the errors, and the answers that the page acknowledged, in order."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    acknowledged: list[Answer] = field(default_factory=list)
    longest_silence: float = 0.0
    """The longest time in which nobody had an answer acknowledged."""
    _last: float = 0.0

    def took(self, seconds: float) -> None:
        """Record an action that ended just now."""
        now = time.perf_counter()
        if self._last:
            self.longest_silence = max(self.longest_silence, now - self._last)
        self._last = now
        self.seconds.append(seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A server to put under load, with the functions that find its answers and its words for "saved"."""

    served: Served
    offers: Callable[[Page], list[Offer]]
    says_saved: Callable[[Page, Offer], bool]
    code: str = ""
    """The code to join; '' if the page needs none."""


@asynccontextmanager
async def room(subject: Subject, count: int, seed: int) -> AsyncIterator[list[Phone]]:
    """Yield phones that haven't joined yet, and close them at the end."""
    no_cookies = CookieJar(DefaultCookiePolicy(allowed_domains=[]))  # each phone keeps its own
    limits = httpx.Limits(max_connections=None, keepalive_expiry=_KEEPALIVE_SECONDS)
    async with httpx.AsyncClient(
        cookies=no_cookies, limits=limits, trust_env=False, timeout=PATIENCE, follow_redirects=True
    ) as web:
        phones = [Phone(number, subject.served.port, web, seed) for number in range(count)]
        try:
            yield phones
        finally:
            for phone in phones:
                phone.close()
            await asyncio.sleep(0)


async def join(phones: list[Phone], subject: Subject, within: float, with_files: int = 0) -> Tally:
    """Let everybody join at a random moment; the first `with_files` phones also load the page's scripts."""
    tally = Tally()

    async def join_room(phone: Phone) -> None:
        await asyncio.sleep(phone.chance.uniform(0, within))
        started_at = time.perf_counter()
        if subject.code:
            await phone.enter(subject.code)
        await phone.open(with_files=phone.number < with_files)
        tally.took(time.perf_counter() - started_at)

    await everybody(phones, join_room, tally)
    return tally


async def answer(phones: list[Phone], subject: Subject, seconds: float, every: float) -> Tally:
    """Let everybody tap another option about every `every` seconds.

    An answer's time counts from the moment when the tap was planned, so a slow server isn't spared the taps
    that come meanwhile.
    """
    tally = Tally()
    end_at = time.perf_counter() + seconds

    async def keep_answering(phone: Phone) -> None:
        tap_at = time.perf_counter() + phone.chance.uniform(0, every)
        while tap_at < end_at:
            await asyncio.sleep(max(0.0, tap_at - time.perf_counter()))
            await tap(phone, subject, tally)
            tally.took(time.perf_counter() - tap_at)
            tap_at += every * phone.chance.uniform(0.8, 1.2)

    await everybody(phones, keep_answering, tally)
    return tally


async def tap(phone: Phone, subject: Subject, tally: Tally) -> None:
    """Tap another answer, which is acknowledged if the page then says that it is saved.

    If the server was lost during the press, the button is pressed again, because the person sees that the
    answer isn't there.
    """
    offers = [offer for offer in subject.offers(phone.page) if not offer.chosen]
    if not offers:
        raise Refused(f"there is nothing to answer on the page: {list(phone.page.texts())}")
    offer = phone.chance.choice(offers)
    for _ in range(2):
        went_through = await _tap_offer(phone, offer)
        if subject.says_saved(phone.page, offer):
            tally.acknowledged.append(Answer(phone=phone.number, option=offer.option))
            return
        if went_through:
            break
    tally.errors.append(f"phone {phone.number}: “{offer.words}” was not saved: {list(phone.page.texts())}")


async def _tap_offer(phone: Phone, offer: Offer) -> bool:
    if offer.drawn.kind == "button":
        return await phone.press(offer.drawn)
    return await phone.choose(offer.drawn, offer.words)


async def kill_in_the_middle(
    phones: list[Phone], subject: Subject, seconds: float, every: float, *, seconds_down: float = 1.0
) -> Tally:
    """Let everybody answer; halfway, kill the server with kill -9 and start it again on the same port."""

    async def kill_and_restart() -> None:
        await asyncio.sleep(seconds / 2)
        subject.served.kill()
        await asyncio.sleep(seconds_down)
        await asyncio.to_thread(subject.served.start)

    tally, _ = await asyncio.gather(answer(phones, subject, seconds, every), kill_and_restart())
    return tally


async def everybody(phones: list[Phone], action: Callable[[Phone], Awaitable[None]], tally: Tally) -> None:
    """Let every phone do this at once; an error of one phone is recorded, and doesn't stop the others."""

    async def do_and_record(phone: Phone) -> None:
        try:
            await action(phone)
        except (Refused, ConnectionLost, httpx.HTTPError, OSError, TimeoutError) as error:
            tally.errors.append(f"phone {phone.number}: {type(error).__name__} {error}")

    await asyncio.gather(*(do_and_record(phone) for phone in phones))
    for phone in phones:
        tally.errors += [
            f"phone {phone.number}: {error_text}" for error_text in (*phone.errors, *phone.page.failures)
        ]
        phone.errors.clear()
        phone.page.failures.clear()
