"""Deadlines in the phone's calendar, by the running program: a file on Telegram, an address on Zalo; and the menu."""

import asyncio
import re
from pathlib import Path

from icalendar import Calendar

from tests.sandbox.ward_on_zalo import PATIENCE, Ward, ward
from tests.world import HUNG, LAN

PUBLIC = "https://ward.example"


def link_in(text: str) -> str:
    [found] = re.findall(rf"{PUBLIC}/calendar/[\w-]+\.ics", text, re.ASCII)
    return str(found)


async def fetch(w: Ward, link: str) -> tuple[int, bytes]:
    async with w.http.get(link.replace(PUBLIC, w.own_url)) as answer:
        return answer.status, await answer.read()


async def test_a_feed_is_given_by_its_address_and_ends_when_renewed(tmp_path: Path) -> None:
    async with ward(tmp_path, {}, {LAN: 21}, settings={"PUBLIC_URL": PUBLIC}) as w:
        lan = w.phone("phones/21")
        await lan.links(LAN)
        link = link_in(await lan.asks("lịch tệp"))
        status, content = await fetch(w, link)
        events = Calendar.from_ical(content).walk("VEVENT")
        assert status == 200
        assert any(str(event["summary"]).startswith("Hạn việc 3:") for event in events)
        renewed = link_in(await lan.asks("lịch mới"))
        assert [(await fetch(w, one))[0] for one in (link, renewed, f"{PUBLIC}/calendar/1-{'x' * 43}.ics")] == [
            404,
            200,
            404,
        ]


async def test_without_a_public_address_there_is_no_feed_and_the_answer_says_where_the_file_is(tmp_path: Path) -> None:
    async with ward(tmp_path, {}, {LAN: 21}) as w:
        lan = w.phone("phones/21")
        await lan.links(LAN)
        answer = await lan.asks("lịch tệp")
        assert "Telegram" in answer
        assert "/calendar/" not in answer
        assert (await fetch(w, f"{PUBLIC}/calendar/1-{'x' * 43}.ics"))[0] == 404


async def test_on_telegram_the_file_itself_comes_and_the_menu_speaks_the_language_chosen(tmp_path: Path) -> None:
    async with ward(tmp_path, {HUNG: 11}, {}) as w:
        hung = w.phone("phones/11")
        await hung.links(HUNG)
        assert "Thời hạn các việc" in await hung.asks("lịch tệp")
        sent = (await w.control("GET", "phones/11"))["messages"][-1]
        assert sent["document"]["file_name"] == "lich-thoi-han.ics"
        await hung.asks("english")
        async with asyncio.timeout(PATIENCE):
            while "tasks" not in (menu := await _menu(w)):  # noqa: ASYNC110 - the condition is what the phone shows
                await asyncio.sleep(0.02)
        assert "viec" not in menu


async def _menu(w: Ward) -> list[str]:
    return [command["command"] for command in (await w.control("GET", "phones/11"))["menu"]]
