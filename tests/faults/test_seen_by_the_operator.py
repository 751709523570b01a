"""Each class of fault is seen by whoever runs the program: on /health with its name, in `dondoc doctor` in words."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from dondoc.ops.doctor_checks import REMEDIES, ask_running
from dondoc.settings import load_settings
from tests.faults.running import Ward
from tests.world import HA, HUNG, LAN
from web.app import create_app
from web.server import WebServer, listening_socket

LONG = 60.0  # seconds beyond three polls


@dataclass(frozen=True)
class Watch:
    """What a watch and the doctor see of the running program."""

    port: int

    async def health(self) -> dict[str, Any]:
        url = f"http://127.0.0.1:{self.port}/health"
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            seen: dict[str, Any] = await answer.json()
            assert answer.status == (200 if seen["status"] == "well" else 503)
            return seen

    async def doctor(self) -> list[tuple[bool, str, str]]:
        settings = load_settings(Path("no.env"), {"DONDOC_HTTP_PORT": str(self.port)})
        return await asyncio.to_thread(lambda: list(ask_running(settings)))

    async def until_found(self, kind: str) -> dict[str, Any]:
        """Wait until /health finds this, and hear the doctor say it with its remedy."""
        seen = await self.until(lambda found: kind in {finding["kind"] for finding in found["findings"]})
        assert REMEDIES[kind] in {remedy for _, _, remedy in await self.doctor()}
        return seen

    async def until_well(self) -> None:
        await self.until(lambda found: found["status"] == "well")

    async def until(self, is_so: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Wait until /health is so."""
        async with asyncio.timeout(20):
            while True:
                if is_so(found := await self.health()):
                    return found
                await asyncio.sleep(0.1)


@asynccontextmanager
async def watched(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Watch]:
    assert ward.program is not None
    monkeypatch.setattr("dondoc.ops.health_check.FRESH_SECONDS", -1.0)
    listening = listening_socket("127.0.0.1", 0)
    async with WebServer(create_app(ward.program.served().health_check.look), listening):
        yield Watch(listening.getsockname()[1])


MUST_BE_MENDED = [("401", "token_refused"), ("404", "token_refused"), ("409", "second_poller")]


@pytest.mark.parametrize(("action", "trouble"), MUST_BE_MENDED)
async def test_what_a_person_must_mend_is_seen_at_once_and_gone_once_it_is_mended(
    small_ward: Ward, monkeypatch: pytest.MonkeyPatch, action: str, trouble: str
) -> None:
    async with watched(small_ward, monkeypatch) as watch:
        small_ward.mishap("getUpdates", action, times=1000)
        seen = await watch.until_found("not_receiving")
        assert seen["channels"]["telegram"]["trouble"] == trouble
        await watch.until_found(trouble)
        assert not seen["receiving"]
        small_ward.platform.faults.waiting.clear()
        await watch.until_well()


@pytest.mark.parametrize("action", ["500", "drop", "truncated", "garbage", "429"])
async def test_a_platform_that_does_not_answer_rightly_is_seen_after_three_polls(
    small_ward: Ward, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    more: dict[str, Any] = {"retry_after": 1} if action == "429" else {}
    async with watched(small_ward, monkeypatch) as watch:
        small_ward.mishap("getUpdates", action, times=1000, **more)
        await small_ward.until(lambda: small_ward.platform.faults.met >= 1)
        await watch.health()
        small_ward.clock.ahead += LONG
        await watch.until_found("not_receiving")
        await watch.until(lambda seen: seen["channels"]["telegram"]["trouble"] is not None)
        small_ward.platform.faults.waiting.clear()
        await watch.until_well()


async def test_a_line_that_is_cut_is_seen_and_gone_once_it_is_back(
    small_ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert small_ward.line is not None
    async with watched(small_ward, monkeypatch) as watch:
        await small_ward.line.cut()
        await watch.health()
        small_ward.clock.ahead += LONG
        await watch.until_found("not_receiving")
        await small_ward.line.mend()
        await watch.until_well()


@pytest.mark.parametrize(
    "order",
    [{"action": "403"}, {"action": "400"}, {"action": "400", "description": "Bad Request: message text is empty"}],
    ids=["403 blocked", "400 chat not found", "400 bad message"],
)
async def test_a_message_put_aside_is_counted_and_no_alarm(
    small_ward: Ward, monkeypatch: pytest.MonkeyPatch, order: dict[str, Any]
) -> None:
    async with watched(small_ward, monkeypatch) as watch:
        small_ward.mishap("sendMessage", person=LAN, **order)
        small_ward.say(LAN, "viec")
        seen = await watch.until_found("parked")
        assert (seen["parked"], seen["status"]) == (1, "well")


async def test_an_update_nobody_can_read_is_counted(small_ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    async with watched(small_ward, monkeypatch) as watch:
        small_ward.bot.updates.add("message", {"message_id": 7, "chat": {"id": "x"}, "from": 3})
        for _ in range(6):
            await small_ward.quiet(0.3)
            small_ward.clock.set(timedelta(minutes=2))
        await watch.until_found("parked")


@pytest.mark.parametrize("action", ["500", "drop", "garbage"])
async def test_messages_the_platform_does_not_take_are_seen_as_late_and_gone_once_it_takes_them(
    small_ward: Ward, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    async with watched(small_ward, monkeypatch) as watch:
        small_ward.mishap("sendMessage", action, times=1000)
        small_ward.say(LAN, "viec")
        for tries in range(1, 3):
            await small_ward.until(lambda tries=tries: small_ward.platform.faults.met >= tries)  # type: ignore[misc]  # mypy infers no type for a default
            await small_ward.until(lambda: small_ward.states() == ["waiting"])
            small_ward.clock.set(timedelta(minutes=6))
        seen = await watch.until_found("late_outbox")
        assert seen["should_have_been_sent_minus_sent"] >= 1
        small_ward.platform.faults.waiting.clear()
        small_ward.clock.set(timedelta(minutes=30))
        await small_ward.told(LAN, 1, within=15)
        await watch.until_well()


@pytest.mark.parametrize(("name", "kind"), [(HA, "no_coordinator"), (HUNG, "no_leader")])
async def test_an_office_whose_only_telephone_is_lost_is_seen_and_gone_once_it_is_back(
    small_ward: Ward, monkeypatch: pytest.MonkeyPatch, name: str, kind: str
) -> None:
    async with watched(small_ward, monkeypatch) as watch:
        small_ward.mishap("sendMessage", "403", person=name)
        small_ward.say(name, "viec")
        seen = await watch.until_found(kind)
        assert seen["status"] == "ill"
        small_ward.say(name, "viec")
        await watch.until(lambda seen: kind not in {finding["kind"] for finding in seen["findings"]})
