"""A sandbox that really listens, a client of the Bot API and of the control API, and a hand on its clocks."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from sandbox.app import create_app
from sandbox.server import SandboxServer
from sandbox.settings import Jump, Phone, RateLimits, SandboxSettings
from sandbox.world import World

TOKEN = "123:secret"
LAN, HUNG = 1001, 1002
START = datetime(2026, 4, 10, 0, 30, tzinfo=UTC)


@dataclass
class HandClock:
    """Program time and monotonic seconds that move only by hand."""

    at: datetime = START
    seconds: float = 1000.0
    offered: list[Jump] = field(default_factory=list)

    def now(self) -> datetime:
        return self.at

    async def jumps(self) -> list[Jump]:
        return self.offered

    async def move_to(self, at: datetime) -> None:
        if at < self.at:
            raise ValueError("Đồng hồ không quay lại được.")
        self.at = at


class Client:
    """Talks to the sandbox over HTTP, as the bot and as the people."""

    def __init__(self, http: aiohttp.ClientSession, url: str, clock: HandClock, world: World) -> None:
        self.http = http
        self.url = url
        self.clock = clock
        self.world = world

    async def call(self, method: str, token: str = TOKEN, **arguments: Any) -> dict[str, Any]:
        async with self.http.post(f"{self.url}/bot{token}/{method}", json=arguments) as response:
            answer: dict[str, Any] = await response.json()
            assert response.status == answer.get("error_code", 200)
            return answer

    async def result(self, method: str, **arguments: Any) -> Any:
        answer = await self.call(method, **arguments)
        assert answer["ok"], answer
        return answer["result"]

    async def updates(self, **arguments: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self.result("getUpdates", **arguments)
        return found

    async def person(self, user_id: int, doing: str, **body: Any) -> dict[str, Any]:
        status, answer = await self.control("POST", f"phones/{user_id}/{doing}", body)
        assert status == 200, answer
        return answer

    async def control(self, method: str, path: str, body: Any = None) -> tuple[int, dict[str, Any]]:
        async with self.http.request(method, f"{self.url}/sandbox/{path}", json=body) as response:
            return response.status, await response.json()

    async def order_fault(self, **fault: Any) -> None:
        status, answer = await self.control("POST", "faults", [fault])
        assert status == 200, answer

    async def sent(self) -> list[dict[str, Any]]:
        _, answer = await self.control("GET", "sent?after=0")
        found: list[dict[str, Any]] = answer["sent"]
        return found


def settings_for(clock: HandClock, rates: RateLimits | None = None) -> SandboxSettings:
    return SandboxSettings(
        tokens=(TOKEN, "456:other"),
        phones=(Phone(LAN, "Trần Thị Lan", "Ban Xây dựng Đảng"), Phone(HUNG, "Phạm Quốc Hùng", "Bí thư")),
        now=clock.now,
        monotonic=lambda: clock.seconds,
        clock=clock,
        rates=rates,
        heartbeat_seconds=0.1,
    )


@pytest.fixture
def rates() -> RateLimits | None:
    return None


@pytest.fixture
async def client(rates: RateLimits | None) -> AsyncIterator[Client]:
    clock = HandClock()
    app = create_app(settings_for(clock, rates))
    async with (
        SandboxServer(app) as server,
        aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(10)) as http,
    ):
        yield Client(http, server.url, clock, app.state.world)
