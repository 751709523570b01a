"""`dondoc webhook set | info | delete` against both pocket platforms."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from dondoc.commands.webhook import run
from dondoc.failures import CannotDo
from sandbox.app import create_app
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
    await asyncio.to_thread(run, action, url)
    return dict(line.split(": ", 1) for line in capsys.readouterr().out.splitlines())


async def test_it_is_set_shown_and_taken_back_on_both(platforms: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert await said(capsys, "set") == {n: f"đã đặt {BASE}/webhook/{n}" for n in ("telegram", "zalo")}
    shown = await said(capsys, "info")
    assert [line.split(",")[0] for line in shown.values()] == [f"{BASE}/webhook/telegram", f"{BASE}/webhook/zalo"]
    await said(capsys, "delete")
    assert set((await said(capsys, "info")).values()) == {"chưa đặt webhook; chương trình tự hỏi tin"}


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
