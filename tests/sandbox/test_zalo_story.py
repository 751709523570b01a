"""The five-minute story on Zalo, by text alone; and both platforms on the same task."""

import asyncio
from pathlib import Path

import pytest

from tests.sandbox.ward_on_zalo import Ward, ward
from tests.world import BINH, HA, HUNG, LAN, THANH, hanoi

LAN_ON_ZALO, HA_ON_ZALO, HUNG_ON_ZALO = "phones/21", "phones/22", "phones/23"


async def test_the_five_minutes_on_zalo_alone(tmp_path: Path) -> None:
    async with ward(tmp_path, {}, {LAN: 21, HA: 22, HUNG: 23, "Người lạ": 24}) as w:
        lan, ha, hung = (w.phone(path) for path in (LAN_ON_ZALO, HA_ON_ZALO, HUNG_ON_ZALO))
        assert "chưa được liên kết" in await w.phone("phones/24").asks("/tinhhinh")
        for hand, name in ((lan, LAN), (ha, HA), (hung, HUNG)):
            assert f"Xin chào đồng chí {name}" in await hand.links(name)

        await w.move_to(hanoi(10, 7, 30))
        morning = await lan.next()
        assert "3. " in morning
        assert "Trả lời" in morning
        assert "xong 17" in morning
        await ha.next()

        assert "việc 3 đã hoàn thành" in await lan.asks("xong 3 đã ban hành báo cáo")
        assert "chờ xác nhận: 1" in await hung.asks("tinh hinh")
        assert "Đã xác nhận: việc 3" in await ha.asks("xacnhan 3")
        assert "được xác nhận hoàn thành" in await lan.next()
        status = await hung.asks("tinhhinh")
        assert "hoàn thành đúng hạn 1" in status
        assert "18 nhiệm vụ" in status
        assert len(status.splitlines()) <= 12
        assert "Không có việc số 99" in await lan.asks("xong 99")

        for hand in (lan, ha, hung):
            texts = await hand.texts()
            assert all(texts)
            assert all(len(text) <= 2000 for text in texts)
            assert w.read[hand.path] == len(texts), "nothing is said twice, nothing is said that was not asked for"


async def test_officer_head_coordinator_leader_and_inspector_on_zalo_without_a_public_address(tmp_path: Path) -> None:
    async with ward(tmp_path, {}, {LAN: 21, HA: 22, HUNG: 23, THANH: 24, BINH: 25}) as w:
        officer, coordinator, leader, head, inspector = (w.phone(f"phones/{number}") for number in range(21, 26))
        for hand, name in ((officer, LAN), (coordinator, HA), (leader, HUNG), (head, THANH), (inspector, BINH)):
            await hand.links(name)
        await w.move_to(hanoi(10, 7, 30))
        for hand in (officer, coordinator, head, inspector):  # the leader's tasks are not due yet
            assert "Thứ Sáu, 10/4/2026" in await hand.next()

        assert "Đã giao việc 3 cho đ/c Nguyễn Thị Lan" in await head.asks("giao 3 Nguyễn Thị Lan")
        assert "Vũ Đức Thành giao việc 3" in await officer.next()

        asked = await officer.asks("xong 3 80%")
        assert "chưa ghi nhận" in asked
        assert "A. tiến độ 3 80" in asked
        assert "80%" in await officer.asks("A")
        assert "xin gia hạn việc 3 đến thứ Tư, 20/5/2026" in await officer.asks("gia hạn 3 đến 20/5 chờ số liệu")
        assert "chờ số liệu" in await coordinator.next()
        assert "đã chuyển lãnh đạo" in await coordinator.asks("duyệt 3")
        assert "Đ/c Trần Thu Hà đồng ý, trình lãnh đạo" in await leader.next()
        assert "Có phải đồng chí muốn" in await leader.asks("duyệt 3 nhé?"), "a question decides nothing"
        assert "được gia hạn đến thứ Tư, 20/5/2026" in await leader.asks("đúng")
        for hand in (officer, head, coordinator, inspector):
            assert "Việc 3 được gia hạn đến thứ Tư, 20/5/2026" in await hand.next()

        assert "việc 3 đã hoàn thành" in await officer.asks("dạ em báo cáo việc 3 xong rồi ạ")
        assert "Đã xác nhận: việc 3" in await coordinator.asks("xác nhận 3")
        assert "được xác nhận hoàn thành" in await officer.next()
        assert "đ/c Trần Thu Hà đã xác nhận hoàn thành" in await officer.asks("hoàn tác")
        assert "hoàn thành đúng hạn 1" in await leader.asks("tình hình")
        assert "Vũ Đức Thành: giao cho: Nguyễn Thị Lan" in await inspector.asks("nhật ký 3")
        for hand in (officer, coordinator, leader, head, inspector):
            texts = await hand.texts()
            assert not any("http" in text for text in texts), "nothing needs an address"
            assert w.read[hand.path] == len(texts), "nothing is said that was not asked for"


async def test_a_leader_on_telegram_and_an_officer_on_zalo_on_the_same_task(tmp_path: Path) -> None:
    async with ward(tmp_path, {HUNG: 11, HA: 12}, {LAN: 21}) as w:
        hung, ha, lan = (w.phone(path) for path in ("phones/11", "phones/12", LAN_ON_ZALO))
        for hand, name in ((hung, HUNG), (ha, HA), (lan, LAN)):
            await hand.links(name)
        assert "việc 3 đã hoàn thành" in await lan.asks("xong 3")
        assert "Đ/c Nguyễn Thị Lan" in await ha.asks("/waiting")
        await ha.asks("/confirm 3")
        assert "được xác nhận hoàn thành" in await lan.next()
        await hung.types("/task 3")
        assert LAN in await hung.next()
        await hung.types("/status")
        assert "✅ 1/18 hoàn thành" in await hung.next()  # below the picture


@pytest.mark.parametrize("kind", ["sticker", "voice", "unsupported"])
async def test_what_is_no_text_is_answered_in_one_sentence_and_disturbs_nobody(tmp_path: Path, kind: str) -> None:
    async with ward(tmp_path, {}, {LAN: 21}) as w:
        lan = w.phone(LAN_ON_ZALO)
        await lan.links(LAN)
        await w.control("POST", f"{LAN_ON_ZALO}/send", {"kind": kind})
        assert "gõ chữ" in await lan.next()
        assert "việc 3 đã hoàn thành" in await lan.asks("xong 3")


async def test_a_picture_without_a_number_is_asked_for_its_task_and_disturbs_nobody(tmp_path: Path) -> None:
    async with ward(tmp_path, {}, {LAN: 21}) as w:
        lan = w.phone(LAN_ON_ZALO)
        await lan.links(LAN)
        await w.control("POST", f"{LAN_ON_ZALO}/send", {"kind": "image"})
        assert "muốn gửi minh chứng của việc nào" in await lan.next()
        assert "việc 3 đã hoàn thành" in await lan.asks("xong 3")


async def test_while_telegram_cannot_be_sent_on_reminders_come_on_zalo_and_health_says_so(tmp_path: Path) -> None:
    async with ward(tmp_path, {LAN: 11, HA: 12}, {LAN: 21}, settings={"CHANNEL_PATIENCE": "0"}) as w:
        telegram, zalo, ha = (w.phone(path) for path in ("phones/11", LAN_ON_ZALO, "phones/12"))
        for hand, name in ((telegram, LAN), (zalo, LAN), (ha, HA)):
            await hand.links(name)
        down = [{"method": method, "action": "500", "times": 1000} for method in ("sendMessage", "getMe")]
        await w.control("POST", "faults", down)
        for hand in (telegram, ha):
            await hand.types("viec")
        async with asyncio.timeout(60):
            while await trouble_of_telegram(w) != "cannot_send":  # noqa: ASYNC110 - the condition is what a page shows
                await asyncio.sleep(0.5)
        await w.move_to(hanoi(10, 7, 30))
        assert "xong 17" in await zalo.next()
        assert len(await telegram.texts()) == 1, "the greeting only"
        await w.control("DELETE", "faults")
        await w.move_to(hanoi(10, 7, 40))
        both = [await ha.next(), await ha.next()]
        assert any("ví dụ: ct 16" in text for text in both), "who has no other channel hears when it is back"
        assert any("chưa hoàn thành" in text for text in both), "and gets the answer"
        assert "chưa hoàn thành" in await telegram.next(), "an answer waits for where it was asked"
        assert (len(await telegram.texts()), len(await zalo.texts())) == (2, 2), "nothing is said on both"


async def trouble_of_telegram(w: Ward) -> str | None:
    async with w.http.get(f"{w.own_url}/health") as answer:
        trouble: str | None = (await answer.json())["channels"]["telegram"]["trouble"]
        return trouble
