"""Receiving by webhook in trouble, on both platforms: named for what it is on /health and by the doctor, then over."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dondoc.ops.doctor_checks import REMEDIES, ask_running
from dondoc.ops.platform_checks import ask_platforms
from dondoc.settings import load_settings
from tests.sandbox.ward_on_zalo import TOKEN, ZALO_TOKEN, Ward, ward
from tests.world import HUNG, LAN
from wording.languages import words_for

SECRET = "not-to-be-guessed_1"
BASE = "https://ward.example"
SETTINGS = {"ZALO_WEBHOOK_SECRET": SECRET, "TELEGRAM_WEBHOOK_SECRET": SECRET, "PUBLIC_URL": BASE}
ROOTS = {"telegram": "", "zalo": "zalo/"}
NAMES = {"telegram": "Telegram", "zalo": "Zalo"}


@dataclass
class Watched:
    """The running ward, seen from outside; `channel` is the platform that gets into trouble."""

    ward: Ward
    channel: str

    async def order(self, path: str, body: dict[str, Any]) -> None:
        await self.ward.control("POST", f"{ROOTS[self.channel]}{path}", body)

    async def set_webhooks(self, base: str = BASE) -> None:
        for channel, token in (("telegram", f"bot{TOKEN}"), ("zalo", f"zalo/bot{ZALO_TOKEN}")):
            call = {"url": f"{base}/webhook/{channel}", "secret_token": SECRET}
            async with self.ward.http.post(f"{self.ward.url}/{token}/setWebhook", json=call) as answer:
                assert (await answer.json())["ok"]

    async def health(self) -> dict[str, Any]:
        async with self.ward.http.get(f"{self.ward.own_url}/health") as answer:
            seen: dict[str, Any] = await answer.json()
            assert answer.status == (200 if seen["status"] == "well" else 503)
            return seen

    async def until(self, kinds: set[str]) -> dict[str, Any]:
        """Wait until /health finds these and nothing else."""
        async with asyncio.timeout(10):
            while True:
                seen = await self.health()
                if {finding["kind"] for finding in seen["findings"]} == kinds:
                    return seen
                await asyncio.sleep(0.05)

    async def doctor(self, **more: str) -> dict[str, str]:
        """What the doctor finds wrong, each with its remedy."""
        given = {"DONDOC_TELEGRAM_API_URL": self.ward.url, "DONDOC_ZALO_API_URL": f"{self.ward.url}/zalo"}
        given |= {"DONDOC_HTTP_PORT": self.ward.own_url.rpartition(":")[2]}
        given |= {"DONDOC_TELEGRAM_TOKEN": TOKEN, "DONDOC_ZALO_TOKEN": ZALO_TOKEN}
        given |= {"DONDOC_ZALO_LINK": "https://zalo.me/s/botcreator/phuong"}
        given |= {f"DONDOC_{name}": value for name, value in (SETTINGS | more).items()}
        settings = load_settings(Path("no.env"), given)
        answers = await asyncio.to_thread(lambda: [*ask_running(settings), *ask_platforms(settings)])
        return {seen: remedy for is_well, seen, remedy in answers if not is_well}


@asynccontextmanager
async def watched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, channel: str, **settings: str
) -> AsyncIterator[Watched]:
    monkeypatch.setattr("bot.platforms.webhooks.LOOK_SECONDS", 0.05)
    monkeypatch.setattr("dondoc.ops.health_check.FRESH_SECONDS", -1.0)
    monkeypatch.setattr("bot.platforms.errors.WAITS", {})
    async with ward(tmp_path, {HUNG: 11}, {LAN: 21}, settings=SETTINGS | settings) as running:
        yield Watched(running, channel)


TROUBLES: dict[str, tuple[str, dict[str, Any]]] = {
    "webhook_elsewhere": ("webhook", {"url": "https://elsewhere.example/webhook/zalo"}),
    "webhook_gone": ("webhook", {"url": ""}),
    "token_refused": ("token", {"revoked": True}),
}


@pytest.mark.parametrize("channel", ["telegram", "zalo"])
@pytest.mark.parametrize("trouble", TROUBLES)
async def test_each_trouble_of_a_webhook_is_named_for_what_it_is_and_gone_once_it_is_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, channel: str, trouble: str
) -> None:
    async with watched(tmp_path, monkeypatch, channel) as w:
        await w.set_webhooks()
        await w.until(set())
        assert await w.doctor() == {}
        [(missing, remedy)] = (await w.doctor(ZALO_LINK="")).items()
        assert missing.startswith("Chưa đặt DONDOC_ZALO_LINK")
        assert "Zalo Bot Creator" in remedy
        await w.order(*TROUBLES[trouble])
        seen = await w.until({"not_receiving", trouble})
        assert seen["channels"][channel]["trouble"] == trouble
        assert {"kind": trouble, "count": 1, "names": [NAMES[channel]]} in seen["findings"]
        found = await w.doctor()
        sentence = words_for("vi").reach.kinds[trouble].format(names=NAMES[channel])
        assert found[f"Chương trình đang chạy báo: {sentence}"] == REMEDIES[trouble]
        assert found[next(seen for seen in found if seen.startswith(NAMES[channel]))] == REMEDIES[trouble]
        await w.order("token", {"revoked": False})
        await w.set_webhooks()
        await w.until(set())


@pytest.mark.parametrize("action", ["500", "drop", "403", "429", "garbage"])
async def test_a_platform_that_answers_wrongly_for_once_is_no_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    async with watched(tmp_path, monkeypatch, "zalo") as w:
        await w.set_webhooks()
        await w.until(set())
        fault = {"method": "zalo.getWebhookInfo", "action": action, "times": None}
        await w.ward.control("POST", "faults", fault)
        async with asyncio.timeout(10):
            while (await w.health())["channels"]["zalo"]["trouble"] is None:  # noqa: ASYNC110 - read from a page
                await asyncio.sleep(0.05)
        seen = await w.until(set())
        assert seen["channels"]["zalo"]["trouble"] == ("too_many_requests" if action == "429" else "network")
        await w.ward.control("DELETE", "faults")
        async with asyncio.timeout(10):
            while (await w.health())["channels"]["zalo"]["trouble"]:  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.05)


async def test_a_platform_that_gives_no_word_is_written_down_as_unknown_and_once_as_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    async with watched(tmp_path, monkeypatch, "zalo") as w:
        await w.set_webhooks()
        await w.until(set())
        fault = {"method": "zalo.getWebhookInfo", "action": "500", "times": 2}
        await w.ward.control("POST", "faults", fault)
        async with asyncio.timeout(10):
            while "webhook_recovered" not in actions(caplog):  # noqa: ASYNC110 - the log is looked at
                await asyncio.sleep(0.05)
        await asyncio.sleep(0.3)
    told = [action for action in actions(caplog) if action.startswith("webhook_")]
    assert told == ["webhook_check_failed", "webhook_check_failed", "webhook_recovered"]


def actions(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [getattr(record, "action", "") for record in caplog.records]


async def test_a_refusal_that_speaks_of_the_webhook_says_that_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with watched(tmp_path, monkeypatch, "zalo") as w:
        await w.set_webhooks()
        fault = {"method": "zalo.getWebhookInfo", "action": "404", "description": "Webhook not found", "status": 200}
        await w.ward.control("POST", "faults", fault | {"times": None})
        await w.until({"not_receiving", "webhook_gone"})
        found = list(await w.doctor())
        assert any("Zalo: không hỏi được webhook: nền tảng không nhận yêu cầu" in seen for seen in found), found


async def test_without_a_public_address_the_end_of_the_path_tells_whose_webhook_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with watched(tmp_path, monkeypatch, "zalo", PUBLIC_URL="") as w:
        await w.set_webhooks("https://proxy.example/dondoc")
        await w.until(set())
        await w.order("webhook", {"url": "https://proxy.example/other"})
        await w.until({"not_receiving", "webhook_elsewhere"})


@pytest.mark.parametrize("channel", ["telegram", "zalo"])
async def test_the_doctor_says_when_a_webhook_keeps_messages_from_being_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, channel: str
) -> None:
    async with watched(
        tmp_path, monkeypatch, channel, ZALO_WEBHOOK_SECRET="", TELEGRAM_WEBHOOK_SECRET="", POLL_SECONDS="1"
    ) as w:
        await w.order("webhook", {"url": "https://elsewhere.example"})
        await w.until({"not_receiving", "webhook_set"})
        found = await w.doctor(ZALO_WEBHOOK_SECRET="", TELEGRAM_WEBHOOK_SECRET="")
        assert REMEDIES["webhook_set"] in found.values()
        assert any(seen.startswith(f"{NAMES[channel]}: ") for seen in found)


async def test_the_doctor_tells_what_telegram_met_at_our_address_while_messages_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with watched(tmp_path, monkeypatch, "telegram") as w:
        await w.set_webhooks()
        await w.until(set())
        known = {"url": f"{BASE}/webhook/telegram", "last_error_message": "Connection refused"}
        await w.order("webhook", known | {"pending_update_count": 0})
        assert await w.doctor() == {}, "an error of long ago is none"
        await w.order("webhook", known | {"pending_update_count": 4})
        [seen] = await w.doctor()
        assert "Connection refused" in seen
        assert "4" in seen
