"""`dondoc webhook set | info | delete` against both pocket platforms."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from dondoc.cli.webhook import run
from dondoc.failures import CannotDo
from sandbox.app import create_app
from sandbox.methods.registry import METHODS
from sandbox.server import SandboxServer
from sandbox.settings import Phone, SandboxSettings, ZaloSettings
from tests.sandbox.ward_on_zalo import TOKEN, ZALO_TOKEN
from tests.world import IMPORTED_AT, LAN

SECRET = "not-to-be-guessed_1"
BASE = "https://ward.example"


@pytest.fixture
async def platforms(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AsyncIterator[SandboxServer]:
    """Both platforms, and the settings of a ward that has a bot on each."""
    monkeypatch.chdir(tmp_path)
    zalo = ZaloSettings(ZALO_TOKEN, (Phone(21, LAN, ""),))
    settings = SandboxSettings(tokens=(TOKEN,), phones=(), now=lambda: IMPORTED_AT, zalo=zalo)
    async with SandboxServer(create_app(settings)) as server:
        given = {"TELEGRAM_API_URL": server.url, "ZALO_API_URL": f"{server.url}/zalo", "PUBLIC_URL": BASE}
        given |= {"TELEGRAM_TOKEN": TOKEN, "ZALO_TOKEN": ZALO_TOKEN}
        given |= {"TELEGRAM_WEBHOOK_SECRET": SECRET, "ZALO_WEBHOOK_SECRET": SECRET}
        for name, value in given.items():
            monkeypatch.setenv(f"DONDOC_{name}", value)
        yield server


async def said(capsys: pytest.CaptureFixture[str], action: str, url: str = "") -> dict[str, str]:
    """What the command prints, by platform; it has a loop of its own, so it runs in a thread."""
    return (await ended(capsys, action, url))[1]


async def ended(capsys: pytest.CaptureFixture[str], action: str, url: str = "") -> tuple[int, dict[str, str]]:
    """Its exit code, and what it prints."""
    code = await asyncio.to_thread(run, action, url)
    return code, dict(line.split(": ", 1) for line in capsys.readouterr().out.splitlines())


async def order(platforms: SandboxServer, path: str, body: dict[str, Any]) -> None:
    async with aiohttp.ClientSession() as http, http.post(f"{platforms.url}/sandbox/{path}", json=body) as answer:
        assert answer.status == 200


async def test_it_is_set_shown_and_taken_back_on_both(platforms: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert await ended(capsys, "info") == (0, dict.fromkeys(("telegram", "zalo"), NONE_SET))
    assert await said(capsys, "set") == {n: f"đã đặt {BASE}/webhook/{n}" for n in ("telegram", "zalo")}
    shown = await said(capsys, "info")
    assert [line.split(",")[0] for line in shown.values()] == [f"{BASE}/webhook/telegram", f"{BASE}/webhook/zalo"]
    await said(capsys, "delete")
    assert set((await said(capsys, "info")).values()) == {NONE_SET}


NONE_SET = "chưa đặt webhook; chương trình tự hỏi tin"
NOWHERE = "https://127.0.0.1:9"  # a port where nobody listens
CHECKS = {
    "reporting": "Webhook must answer HTTP 2xx, got ClientConnectorError",
    "refusing": "webhook verification failed: ClientConnectorError",
    "quiet": "nền tảng không giữ địa chỉ này",
}


@pytest.mark.parametrize("verification", CHECKS)
async def test_an_address_the_platform_cannot_reach_is_not_called_set(
    platforms: SandboxServer, capsys: pytest.CaptureFixture[str], verification: str
) -> None:
    await order(platforms, "zalo/webhook", {"verification": verification})
    code, told = await ended(capsys, "set", NOWHERE)
    assert code == 1
    assert CHECKS[verification] in told["zalo"]
    assert "đã đặt" not in told["zalo"]
    assert told["telegram"] == f"đã đặt {NOWHERE}/webhook/telegram", "one that fails keeps no other from being set"


@pytest.mark.parametrize(("public", "is_told"), [(BASE, True), ("", False), (f"{NOWHERE}/", False)])
async def test_an_address_other_than_the_public_one_is_pointed_out(
    platforms: SandboxServer,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    public: str,
    is_told: bool,
) -> None:
    monkeypatch.setenv("DONDOC_PUBLIC_URL", public)
    code, told = await ended(capsys, "set", NOWHERE)
    assert code == 0
    assert ("Lưu ý" in told) is is_told


async def test_a_no_over_http_200_is_not_called_set(
    platforms: SandboxServer, capsys: pytest.CaptureFixture[str]
) -> None:
    await order(platforms, "faults", {"method": "zalo.setWebhook", "action": "verification", "status": 200})
    code, told = await ended(capsys, "set")
    assert (code, "verification failed" in told["zalo"]) == (1, True)


async def test_telegram_too_is_asked_what_it_kept(platforms: SandboxServer, capsys: pytest.CaptureFixture[str]) -> None:
    kept = {"url": "https://elsewhere.example/x"}

    async def changed_behind(*_: object) -> bool:
        platforms.app.state.world.bots[TOKEN].profile.webhook = kept
        return True

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(METHODS, "setwebhook", changed_behind)
        code, told = await ended(capsys, "set")
    assert code == 1
    assert "https://elsewhere.example/x" in told["telegram"]


@pytest.mark.parametrize("action", ["set", "info", "delete"])
async def test_what_a_platform_refuses_ends_with_1(
    platforms: SandboxServer, capsys: pytest.CaptureFixture[str], action: str
) -> None:
    await order(platforms, "zalo/token", {"revoked": True})
    code, told = await ended(capsys, action)
    assert code == 1
    assert "401" in told["zalo"]
    assert ZALO_TOKEN not in str(told)


async def test_where_no_platform_has_a_secret_nothing_was_set(
    platforms: object, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DONDOC_ZALO_WEBHOOK_SECRET")
    monkeypatch.delenv("DONDOC_TELEGRAM_WEBHOOK_SECRET")
    assert (await ended(capsys, "set"))[0] == 1


async def test_without_a_secret_nothing_is_set(
    platforms: object, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DONDOC_ZALO_WEBHOOK_SECRET")
    told = await said(capsys, "set")
    assert told["zalo"] == "bỏ qua: chưa có DONDOC_ZALO_WEBHOOK_SECRET"
    assert SECRET not in "".join(told.values())


@pytest.mark.parametrize(("action", "url"), [("set", "http://ward.example"), ("put", "")])
async def test_what_makes_no_sense_is_said_in_a_sentence(
    platforms: object, capsys: pytest.CaptureFixture[str], action: str, url: str
) -> None:
    with pytest.raises(CannotDo):
        await said(capsys, action, url)
