"""The server of a workshop with no workshop behind it: participants in memory, pages that only echo."""

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Mount
from starlette.types import Message, Receive, Scope, Send

from followup_core.clock import Clock
from followup_core.models import FollowUpError
from followup_core.web import BindScope, WorkshopIdentities, identity_from, workshop_guards, workshop_routes
from followup_core.web.facilitator_auth import FacilitatorAuth
from followup_core.web.workshop_access import JoinService

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
LAN = "192.168.1.5"
PORT = 8501
PHONE, HERE = "192.168.1.77", "127.0.0.1"
OWN_ORIGIN = f"http://{LAN}:{PORT}"
CODE = "KX7MP3QT"
PARTICIPANT, FACILITATOR = "followup_participant", "followup_facilitator"


class Refused(FollowUpError):
    """What the real service raises."""

    wrong_code = True

    def __init__(self) -> None:
        super().__init__("That isn't the code on the wall.", "Look again.")


@dataclass(frozen=True)
class Person:
    workshop_id: str
    participant_id: str


@dataclass(frozen=True)
class Joined:
    who: Person
    cookie: str
    personal_code: str


@dataclass(frozen=True)
class Current:
    workshop_id: str


@dataclass
class FakeJoinService:
    """One workshop with one code; `workshop_id` '' while none is open."""

    workshop_id: str = "autumn"
    joined: dict[str, Joined] = field(default_factory=dict)
    by_nonce: dict[str, Joined] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    looked_up: int = 0
    instead_of: list[str] = field(default_factory=list)

    def join(self, code: str, nonce: str, when: datetime) -> Joined:
        self.asked.append((code, nonce))
        if code != CODE:
            raise Refused
        if nonce not in self.by_nonce:
            self.by_nonce[nonce] = self.admit(f"p{len(self.joined)}")
        return self.by_nonce[nonce]

    def admit(self, name: str) -> Joined:
        result = Joined(Person(self.workshop_id, name), f"cookie-of-{name}", f"RRRR-SSSS-{name}")
        self.joined[result.cookie] = result
        return result

    def resume(self, personal_code: str, when: datetime, instead_of: str = "") -> Joined:
        self.instead_of.append(instead_of)
        for cookie, before in list(self.joined.items()):
            if before.personal_code == personal_code:
                del self.joined[cookie]
                self.joined[f"{cookie}-again"] = again = Joined(before.who, f"{cookie}-again", personal_code)
                return again
        raise Refused

    def participant(self, cookie: str, when: datetime) -> Person | None:
        self.looked_up += 1
        if cookie == "deleted-this-very-moment":
            raise Refused
        joined = self.joined.get(cookie)
        return joined.who if joined else None

    def current(self) -> Current | None:
        return Current(self.workshop_id) if self.workshop_id else None

    def deletion_words(self) -> str:
        return "7 days after the workshop ends" if self.workshop_id else ""


class WorkshopServer:
    """The middleware, the routes and a page that echoes what it was told, reached without a network."""

    def __init__(
        self, folder: Path, bind_scope: BindScope = BindScope.NETWORK, service: JoinService | None = None
    ) -> None:
        self.fake = FakeJoinService()
        service = service or self.fake
        self.file = folder / "facilitators.json"
        self.facilitators = FacilitatorAuth(self.file)
        self.now = NOW
        shell = folder / "index.html"
        shell.write_text("<script>streamlit()</script>")
        clock = Clock(system_time=lambda: self.now)
        identities = WorkshopIdentities(facilitators=self.facilitators, service=service, clock=clock)
        self.visits = identities.visits
        self.app = Starlette(
            routes=[
                *workshop_routes(service, self.facilitators, clock),
                Mount("/", app=_echo),
            ],
            middleware=workshop_guards(identities=identities, bind_scope=bind_scope, shell=shell),
        )

    def later(self, by: timedelta) -> None:
        self.now += by

    def cookies_of(self, who: str) -> dict[str, str]:
        """Return the cookies of one of: nobody, participant, facilitator, both, forged, gone."""
        participant = {PARTICIPANT: self.fake.admit("tess").cookie}
        facilitator = {FACILITATOR: self.facilitators.authenticate(self.facilitators.secret, self.now)}
        return {
            "nobody": {},
            "participant": participant,
            "facilitator": facilitator,
            "both": {**participant, **facilitator},
            "forged": {PARTICIPANT: "x" * 43, FACILITATOR: "x" * 43},
            "swapped": {
                PARTICIPANT: facilitator[FACILITATOR],
                FACILITATOR: participant[PARTICIPANT],
                "followup_phone": participant[PARTICIPANT],
            },
            "gone": {PARTICIPANT: "cookie-of-a-deleted-one"},
        }[who]

    def request(
        self,
        method: str,
        path: str,
        *,
        cookies: Mapping[str, str] = {},
        headers: Mapping[str, str] = {},
        form: Mapping[str, str] | None = None,
        content: bytes | None = None,
        client: str = PHONE,
        host: str = f"{LAN}:{PORT}",
        reached: str = LAN,
    ) -> httpx.Response:
        lines = {"Host": host, **headers, **_cookie_line(cookies)}
        sent = [(name.encode(), value.encode("latin-1")) for name, value in lines.items()]
        transport = httpx.ASGITransport(self.app, client=(client, 50_000))

        async def asked() -> httpx.Response:
            async with httpx.AsyncClient(transport=transport, base_url=f"http://{reached}:{PORT}") as asker:
                return await asker.request(method, path, headers=sent, data=form, content=content)

        return asyncio.run(asked())

    def join(
        self,
        *,
        cookies: Mapping[str, str] = {},
        origin: str = OWN_ORIGIN,
        client: str = PHONE,
        **fields: str,
    ) -> httpx.Response:
        """Send the form as a browser does, with a nonce of its own unless one is given."""
        form = fields if "nonce" in fields else {"nonce": self.nonce(), **fields}
        return self.request(
            "POST", "/enter", cookies=cookies, headers={"Origin": origin}, form=form, client=client
        )

    def nonce(self) -> str:
        found = re.search(r'name="nonce" value="([^"]+)"', self.request("GET", "/").text)
        assert found
        return found[1]

    def websocket(
        self,
        *,
        cookies: Mapping[str, str] = {},
        headers: Mapping[str, str] = {},
        path: str = "/_stcore/stream",
        client: str = PHONE,
        host: str = f"{LAN}:{PORT}",
        origin: str = OWN_ORIGIN,
        messages: int = 0,
    ) -> "Connected":
        """Open a page's connection, send some messages, close it."""
        lines = {"host": host, "origin": origin, **headers, **_cookie_line(cookies)}
        scope = {
            "type": "websocket",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": b"",
            "headers": [(name.lower().encode(), value.encode()) for name, value in lines.items()],
            "client": (client, 50_000),
            "server": (LAN, PORT),
            "subprotocols": [],
            "scheme": "ws",
        }
        return asyncio.run(_connected(self.app, scope, messages))


def cookie_in(answer: httpx.Response) -> dict[str, str]:
    """Return the cookie that was set, as the browser sends it back."""
    name, _, value = answer.headers["set-cookie"].partition(";")[0].partition("=")
    return {name: value}


def _cookie_line(cookies: Mapping[str, str]) -> dict[str, str]:
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())} if cookies else {}


@dataclass(frozen=True)
class Connected:
    """What became of a connection."""

    accepted: bool
    close_code: int | None
    told: dict[str, object]


async def _connected(app: Starlette, scope: Scope, messages: int) -> Connected:
    coming: list[Message] = [
        {"type": "websocket.connect"},
        *({"type": "websocket.receive", "bytes": b"tap"} for _ in range(messages)),
        {"type": "websocket.disconnect", "code": 1001},
    ]
    said: list[Message] = []

    async def receive() -> Message:
        return coming.pop(0)

    async def send(message: Message) -> None:
        said.append(message)

    await app(scope, receive, send)
    told: list[dict[str, object]] = [
        json.loads(each["text"]) for each in said if each["type"] == "websocket.send"
    ]
    return Connected(
        accepted=any(each["type"] == "websocket.accept" for each in said),
        close_code=next((each["code"] for each in said if each["type"] == "websocket.close"), None),
        told=told[0] if told else {},
    )


async def _echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer as a page would, with the identity that the middleware attached."""
    headers = {name.decode(): value.decode() for name, value in scope["headers"]}
    visit = identity_from(headers)
    told = None if visit is None else {name: getattr(visit, name) for name in visit.__slots__}
    if scope["type"] == "http":
        await JSONResponse({"inside": scope["path"], "visit": told})(scope, receive, send)
        return
    await receive()
    await send({"type": "websocket.accept"})
    await send({"type": "websocket.send", "text": json.dumps({"visit": told})})
    while (await receive())["type"] != "websocket.disconnect":
        pass
