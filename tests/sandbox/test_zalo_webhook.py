"""What platforms push: checked, stored, and only then answered with 200; through the whole program."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from dondoc.settings import SettingsWrong, load_settings
from tests.sandbox.ward_on_zalo import ZALO_TOKEN, Ward, ward
from tests.world import HUNG, LAN
from web.webhooks import MAX_BODY_BYTES

SECRET = "not-to-be-guessed_1"
TELEGRAM, ZALO = "X-Telegram-Bot-Api-Secret-Token", "X-Bot-Api-Secret-Token"
BOTH = {"ZALO_WEBHOOK_SECRET": SECRET, "TELEGRAM_WEBHOOK_SECRET": SECRET}


def zalo_event(text: str, number: str) -> dict[str, Any]:
    who = {"from": {"id": f"{21:020x}"}, "chat": {"id": f"{21:020x}", "chat_type": "PRIVATE"}}
    return {"event_name": "message.text.received", "message": who | {"text": text, "message_id": number}}


def telegram_update(text: str, number: int) -> dict[str, Any]:
    who = {"from": {"id": 11, "first_name": "H"}, "chat": {"id": 11, "type": "private"}}
    return {"update_id": number, "message": who | {"message_id": number, "date": 1, "text": text}}


async def push(w: Ward, channel: str, body: Any, *, header: str = ZALO, secret: str = SECRET) -> tuple[int, str | None]:
    content = BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
    address = f"{w.own_url}/webhook/{channel}"
    async with w.http.post(address, headers={header: secret}, data=content) as answer:
        return answer.status, answer.headers.get("Retry-After")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Another program holds the database: nothing can be written."""
    other = sqlite3.connect(folder / "ward.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


async def test_the_story_by_webhook_on_both_platforms(tmp_path: Path) -> None:
    async with ward(tmp_path, {HUNG: 11}, {LAN: 21}, settings=BOTH) as w:
        call = {"url": f"{w.own_url}/webhook/zalo", "secret_token": SECRET}
        async with w.http.post(f"{w.url}/zalo/bot{ZALO_TOKEN}/setWebhook", json=call) as answer:
            assert (await answer.json())["ok"]
        lan, hung = w.phone("phones/21"), w.phone("phones/11")
        await lan.links(LAN)
        assert "việc 3 đã hoàn thành" in await lan.asks("xong 3")
        code = telegram_update(f"/start {w.invite(HUNG)}", 500)
        assert await push(w, "telegram", code, header=TELEGRAM) == (200, None)
        assert HUNG in await hung.next()
        assert await push(w, "telegram", telegram_update("/task 3", 501), header=TELEGRAM) == (200, None)
        assert LAN in await hung.next()


async def test_updates_swapped_on_their_way_are_handled_in_their_order_and_a_lone_late_one_soon(tmp_path: Path) -> None:
    async with ward(tmp_path, {HUNG: 11}, {LAN: 21}, settings=BOTH) as w:
        hung = w.phone("phones/11")

        async def pushed(text: str, number: int) -> None:
            assert await push(w, "telegram", telegram_update(text, number), header=TELEGRAM) == (200, None)

        await pushed(f"/start {w.invite(HUNG)}", 10)
        await hung.next()
        await pushed("/task 6", 12)
        await pushed("/task 3", 11)
        await pushed("/task 6", 12)
        assert "Việc 3" in await hung.next()
        assert "Việc 6" in await hung.next()
        begun = monotonic()
        await pushed("/task 5", 14)
        assert "Việc 5" in await hung.next()
        assert monotonic() - begun < 10, "two seconds on a machine that is not busy"
        assert len(await hung.texts()) == 4


async def test_a_repetition_takes_effect_once(tmp_path: Path) -> None:
    async with ward(tmp_path, {}, {LAN: 21}, settings=BOTH) as w:
        event = zalo_event(f"/start {w.invite(LAN)}", "m1")
        assert await push(w, "zalo", event) == (200, None)
        assert await push(w, "zalo", {"ok": True, "result": event}) == (200, None)
        lan = w.phone("phones/21")
        await lan.next()
        assert await push(w, "zalo", zalo_event("việc", "m2")) == (200, None)
        await lan.next()
        assert len(await lan.texts()) == 2


async def test_who_does_not_know_the_secret_is_refused_and_nothing_is_stored(tmp_path: Path) -> None:
    async with ward(tmp_path, {}, {LAN: 21}, settings=BOTH) as w:
        event = zalo_event(f"/start {w.invite(LAN)}", "m1")
        for secret in ("", SECRET[:-1], SECRET + "x", "sai-bí-mật".encode().decode("latin-1")):
            assert await push(w, "zalo", event, secret=secret) == (403, None)
        assert await push(w, "telegram", event) == (404, None), "a platform without a bot has no door"
        async with w.http.get(f"{w.own_url}/webhook/zalo") as answer:
            assert answer.status == 404  # as any address that does not exist
        assert await w.phone("phones/21").texts() == []


@pytest.mark.parametrize("body", [b"", b"no json", b"[]", b'"text"', b"[" * 100_000, b"\xff\xfe"])
async def test_what_is_no_event_is_refused(tmp_path: Path, body: bytes) -> None:
    async with ward(tmp_path, {}, {LAN: 21}, settings=BOTH) as w:
        assert await push(w, "zalo", body) == (400, None)


async def test_a_body_too_large_is_refused_and_a_telegram_update_needs_its_number(tmp_path: Path) -> None:
    async with ward(tmp_path, {HUNG: 11}, {LAN: 21}, settings=BOTH) as w:
        assert (await push(w, "zalo", b" " * (MAX_BODY_BYTES + 1)))[0] == 413
        assert (await push(w, "telegram", {"message": {}}, header=TELEGRAM))[0] == 400


async def test_while_the_database_cannot_take_it_the_platform_is_asked_to_come_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.webhooks.STORE_SECONDS", 0.5)
    async with ward(tmp_path, {}, {LAN: 21}, settings=BOTH) as w:
        event = zalo_event(f"/start {w.invite(LAN)}", "m1")
        with locked(tmp_path):
            assert await push(w, "zalo", event) == (503, "5")
        assert await push(w, "zalo", event) == (200, None)
        lan = w.phone("phones/21")
        assert LAN in await lan.next()
        assert await push(w, "zalo", zalo_event("việc", "m2")) == (200, None)
        await lan.next()
        assert len(await lan.texts()) == 2


CHECKS = [
    {},
    {"ok": True},
    {"ok": True, "result": {}},
    {"ok": True, "result": None},
    {"event_name": "webhook.test"},
    {"ok": True, "result": {"event_name": "webhook.verification", "message": None}},
    {"event_name": "message.text.received", "bot": {"id": "1"}},
]


async def test_an_event_without_a_message_is_the_platforms_check_and_is_not_kept(tmp_path: Path) -> None:
    async with ward(tmp_path, {}, {LAN: 21}, settings=BOTH) as w:
        for check in CHECKS:
            assert await push(w, "zalo", check) == (200, None)
        assert (await push(w, "zalo", {}, secret="wrong-secret"))[0] == 403, "a check has to know the secret, too"
        assert await push(w, "zalo", {"event_name": "message.text.received", "message": "no object"}) == (200, None)
        kept = w.kept_events()
        assert len(kept) == 1, "a message of a shape unknown is kept for a person to look at"
        assert "no object" in kept[0]
        lan = w.phone("phones/21")
        assert await push(w, "zalo", zalo_event(f"/start {w.invite(LAN)}", "m1")) == (200, None)
        assert LAN in await lan.next()


async def test_setting_a_webhook_that_is_tried_first_leaves_nothing_behind(tmp_path: Path) -> None:
    async with ward(tmp_path, {}, {LAN: 21}, settings=BOTH) as w:
        await w.control("POST", "zalo/webhook", {"verification": "reporting"})
        for secret, is_ok in ((SECRET, True), ("of-somebody-else", False)):
            call = {"url": f"{w.own_url}/webhook/zalo", "secret_token": secret}
            async with w.http.post(f"{w.url}/zalo/bot{ZALO_TOKEN}/setWebhook", json=call) as answer:
                assert (await answer.json())["result"]["verification"]["ok"] is is_ok
        assert w.kept_events() == []


async def test_a_check_that_is_fetched_is_not_kept_either(tmp_path: Path) -> None:
    async with ward(tmp_path, {}, {LAN: 21}) as w:
        lan = w.phone("phones/21")
        await lan.links(LAN)
        before = len(w.kept_events())
        await w.control("POST", "zalo/events", {"event_name": "webhook.test"})
        assert "việc 3 đã hoàn thành" in await lan.asks("xong 3")
        assert len(w.kept_events()) == before + 1


async def test_health_says_when_no_webhook_is_set(tmp_path: Path) -> None:
    async with ward(tmp_path, {}, {LAN: 21}, settings=BOTH) as w, w.http.get(f"{w.own_url}/health") as answer:
        health = await answer.json()
    assert health["channels"]["zalo"]["trouble"] == "webhook_gone"


@pytest.mark.parametrize("secret", ["short", "có dấu cách", "x" * 257])
def test_a_secret_that_no_platform_takes_is_refused_at_the_start(tmp_path: Path, secret: str) -> None:
    with pytest.raises(SettingsWrong, match="DONDOC_ZALO_WEBHOOK_SECRET") as wrong:
        load_settings(tmp_path / "no.env", {"DONDOC_ZALO_WEBHOOK_SECRET": secret})
    assert secret not in str(wrong.value)
