"""What the room does: it comes in, it answers, it loses the server, it does whatever comes to mind."""

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

_SHORTER_THAN_THE_SERVERS = 2.0
"""Seconds that an idle connection is kept; the server hangs up after five."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer of one phone."""

    phone: int
    option: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One answer that can be tapped: a button, or an option of a choice."""

    option: str
    """What is stored."""
    words: str
    drawn: Drawn
    chosen: bool


@dataclass(slots=True)
class Tally:
    """What was done: seconds of each, what went wrong, and what the page said is saved, in order."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    acknowledged: list[Answer] = field(default_factory=list)
    longest_silence: float = 0.0
    """The longest time in which nobody had an answer acknowledged."""
    _last: float = 0.0

    def took(self, seconds: float) -> None:
        """Take note of something done just now."""
        now = time.perf_counter()
        if self._last:
            self.longest_silence = max(self.longest_silence, now - self._last)
        self._last = now
        self.seconds.append(seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is put under load: a server, the way in, where its question stands, how it says "saved"."""

    served: Served
    offers: Callable[[Page], list[Offer]]
    says_saved: Callable[[Page, Offer], bool]
    code: str = ""
    """The code to join; '' where a page opens without."""


@asynccontextmanager
async def room(subject: Subject, count: int, seed: int) -> AsyncIterator[list[Phone]]:
    """Give phones that have not come in yet; close them at the end."""
    no_cookies = CookieJar(DefaultCookiePolicy(allowed_domains=[]))  # each phone keeps its own
    limits = httpx.Limits(max_connections=None, keepalive_expiry=_SHORTER_THAN_THE_SERVERS)
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
    """Everybody comes in at some moment; the first `with_files` also load the page's scripts."""
    tally = Tally()

    async def come(phone: Phone) -> None:
        await asyncio.sleep(phone.chance.uniform(0, within))
        begun = time.perf_counter()
        if subject.code:
            await phone.enter(subject.code)
        await phone.open(with_files=phone.number < with_files)
        tally.took(time.perf_counter() - begun)

    await everybody(phones, come, tally)
    return tally


async def answer(phones: list[Phone], subject: Subject, seconds: float, every: float) -> Tally:
    """Everybody taps another option, about every so many seconds.

    Each answer counts from the moment it was meant to be tapped, so a slow server is not spared the taps
    that come meanwhile.
    """
    tally = Tally()
    end = time.perf_counter() + seconds

    async def go_on(phone: Phone) -> None:
        at = time.perf_counter() + phone.chance.uniform(0, every)
        while at < end:
            await asyncio.sleep(max(0.0, at - time.perf_counter()))
            await tap(phone, subject, tally)
            tally.took(time.perf_counter() - at)
            at += every * phone.chance.uniform(0.8, 1.2)

    await everybody(phones, go_on, tally)
    return tally


async def tap(phone: Phone, subject: Subject, tally: Tally) -> None:
    """Tap another answer; it counts as acknowledged once the page is drawn and says that it is saved.

    A press that the server was lost under is pressed again: the person sees that it is not there.
    """
    offers = [offer for offer in subject.offers(phone.page) if not offer.chosen]
    if not offers:
        raise Refused(f"there is nothing to answer on the page: {list(phone.page.texts())}")
    offer = phone.chance.choice(offers)
    for _ in range(2):
        went_through = await _take(phone, offer)
        if subject.says_saved(phone.page, offer):
            tally.acknowledged.append(Answer(phone=phone.number, option=offer.option))
            return
        if went_through:
            break
    tally.errors.append(f"phone {phone.number}: “{offer.words}” was not saved: {list(phone.page.texts())}")


async def _take(phone: Phone, offer: Offer) -> bool:
    if offer.drawn.kind == "button":
        return await phone.press(offer.drawn)
    return await phone.choose(offer.drawn, offer.words)


async def kill_in_the_middle(
    phones: list[Phone], subject: Subject, seconds: float, every: float, *, down: float = 1.0
) -> Tally:
    """Answer; at half of the time the server is killed with kill -9, and started again on the same port."""

    async def strike() -> None:
        await asyncio.sleep(seconds / 2)
        subject.served.kill()
        await asyncio.sleep(down)
        await asyncio.to_thread(subject.served.start)

    answered, _ = await asyncio.gather(answer(phones, subject, seconds, every), strike())
    return answered


async def everybody(phones: list[Phone], do: Callable[[Phone], Awaitable[None]], tally: Tally) -> None:
    """Let every phone do this at once; what goes wrong with one is told, and does not stop the others."""

    async def one(phone: Phone) -> None:
        try:
            await do(phone)
        except (Refused, ConnectionLost, httpx.HTTPError, OSError, TimeoutError) as error:
            tally.errors.append(f"phone {phone.number}: {type(error).__name__} {error}")

    await asyncio.gather(*(one(phone) for phone in phones))
    for phone in phones:
        tally.errors += [
            f"phone {phone.number}: {error_text}" for error_text in (*phone.errors, *phone.page.failures)
        ]
        phone.errors.clear()
        phone.page.failures.clear()
