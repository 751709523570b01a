"""What Telegram shows of the bot, set over HTTP by the running program: texts, picture, menus; and sharing a number."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.platforms.client import open_session
from bot.platforms.telegram.client import BotApi
from bot.platforms.telegram.profile import PHOTO, Profile, set_profile
from storage.people import put_phones
from tests.people import find_by_name
from tests.sandbox.conftest import TOKEN, Client
from tests.sandbox.ward_on_zalo import PATIENCE, Ward, ward
from tests.sandbox.ward_on_zalo import TOKEN as WARD_TOKEN
from tests.world import HA, HUNG, LAN
from wording.languages import bot_profile

PROFILES = {code: Profile(*bot_profile(code or "vi", "Đảng ủy phường Thủy Nguyên")) for code in (None, "vi", "en")}
WRITES = ("setmydescription", "setmyshortdescription", "setmycommands", "setmyprofilephoto")


async def introduce(client: Client, profiles: dict[str | None, Profile] = PROFILES) -> list[str]:
    """Set the profile once; the methods that wrote something."""
    called: list[str] = []
    async with open_session() as session:
        api = BotApi(session, TOKEN, client.url)
        post = api.post

        async def noted(url: str, *args: Any, **more: Any) -> Any:
            called.append(url.strip("/").lower())
            return await post(url, *args, **more)

        api.post = noted  # type: ignore[misc, method-assign]
        me = await api.bot.get_me()
        await set_profile(api, me.id, profiles)
    return [name for name in called if name in WRITES]


async def test_the_bot_introduces_itself_once_in_both_languages(client: Client) -> None:
    first = await introduce(client)
    assert sorted(set(first)) == sorted(WRITES)
    assert "Đảng ủy phường Thủy Nguyên" in (await client.result("getMyDescription"))["description"]
    assert (await client.result("getMyDescription", language_code="en"))["description"].startswith("Dondoc – ")
    assert (await client.result("getMyShortDescription"))["short_description"].startswith("Nhắc việc, nhận báo cáo")
    menu = await client.result("getMyCommands", scope={"type": "all_private_chats"})
    assert [each["command"] for each in menu] == ["start", "trogiup"]
    me = await client.result("getMe")
    assert (await client.result("getUserProfilePhotos", user_id=me["id"]))["total_count"] == 1
    assert await introduce(client) == []


async def test_only_what_differs_is_set_and_a_picture_of_ones_own_stays(client: Client) -> None:
    await introduce(client)
    other = {**PROFILES, "en": Profile(*bot_profile("en", "Another office"))}
    assert await introduce(client, other) == ["setmydescription", "setmyshortdescription"]


async def test_a_refusal_and_a_broken_line_stop_nothing_that_follows(client: Client) -> None:
    await client.order_fault(method="setMyDescription", action="400", times=3)
    done = await introduce(client)
    assert (await client.result("getMyDescription"))["description"] == ""
    assert "setmyprofilephoto" in done
    assert (await client.result("getMyShortDescription"))["short_description"]
    assert "setmydescription" in await introduce(client)


def test_the_texts_are_within_what_telegram_takes_and_the_picture_is_a_jpeg() -> None:
    long = bot_profile("vi", "Ủy ban nhân dân phường " * 20)
    for description, short, menu in (bot_profile("vi", ""), bot_profile("en", ""), long):
        assert 0 < len(description) <= 512
        assert 0 < len(short) <= 120
        assert len(menu) == 2
    content = PHOTO.read_bytes()
    assert content.startswith(b"\xff\xd8\xff")
    assert len(content) < 100_000


async def bot_call(w: Ward, method: str, **arguments: Any) -> Any:
    async with w.http.post(f"{w.url}/bot{WARD_TOKEN}/{method}", json=arguments) as answer:
        return (await answer.json())["result"]


async def until(w: Ward, method: str, field: str, **arguments: Any) -> Any:
    async with asyncio.timeout(PATIENCE):
        while not (found := (await bot_call(w, method, **arguments))[field]):  # noqa: ASYNC110 - asked over HTTP
            await asyncio.sleep(0.05)
    return found


async def test_the_running_program_sets_it_and_a_shared_number_links(tmp_path: Path) -> None:
    async with ward(tmp_path, {HA: 11, HUNG: 12, LAN: 13}, {}) as w:
        with w.app.database.transaction() as tx:
            put_phones(tx, find_by_name(tx, w.app.organisation.id, HUNG) or 0, ["0900000012"])
        ha, hung = w.phone("phones/11"), w.phone("phones/12")
        await until(w, "getMyDescription", "description")
        await ha.links(HA)
        assert "chưa được liên kết" in await hung.asks("xin chào")
        phone = await w.control("GET", "phones/12")
        assert phone["interface"]["keyboard"]["keyboard"][0][0]["request_contact"] is True
        await w.control("POST", "phones/12/contact", {"user_id": 99})
        assert "Danh thiếp này không phải của đồng chí" in await hung.next()
        await w.control("POST", "phones/12/contact", {})
        assert f"Xin chào đồng chí {HUNG}" in await hung.next()
        assert (await w.control("GET", "phones/12"))["interface"]["keyboard"] is None
        assert f"Đ/c {HUNG} vừa liên kết Telegram bằng số điện thoại" in await ha.next()
        made = await ha.asks(f"mã {LAN}")
        assert "chuyển tiếp" in made
        assert "https://t.me/dondoc_sandbox_bot?start=" in await ha.next()


async def test_the_menu_of_a_role_is_short_and_what_stands_there_does_something(tmp_path: Path) -> None:
    async with ward(tmp_path, {HA: 11, LAN: 13}, {}) as w:
        for name, number in ((HA, 11), (LAN, 13)):
            await w.phone(f"phones/{number}").links(name)
            menu = await menu_on(w, number)
            assert 6 <= len(menu) <= 8, menu
            assert menu[-1] == "trogiup"
            for command in menu:
                answer = await w.phone(f"phones/{number}").asks(f"/{command}")
                assert "chưa rõ nội dung" not in answer, command
                assert "Chưa hiểu" not in answer, command


async def menu_on(w: Ward, number: int) -> list[str]:
    async with asyncio.timeout(PATIENCE):
        while len(menu := (await w.control("GET", f"phones/{number}"))["menu"]) < 3:  # noqa: ASYNC110 - over HTTP
            await asyncio.sleep(0.02)
    return [each["command"] for each in menu]


async def test_a_call_that_is_never_answered_is_given_up(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.platforms.telegram.profile.TIMEOUT", 0.1)
    await client.order_fault(method="getMyDescription", action="hang", times=3, seconds=20)
    async with asyncio.timeout(10):
        done = await introduce(client)
    assert "setmydescription" not in done
    assert "setmyshortdescription" in done
