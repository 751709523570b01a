"""More time: asked for, recommended, decided; and refused with a reason. Nobody is told anything twice."""

import pytest

from tests.story.conversation import Ground, story
from tests.world import HA, HUNG, LAN, THANH, hanoi


@pytest.mark.parametrize("ground", ["telegram-sqlite", "zalo-sqlite", "zalo-postgresql"], indirect=True)
async def test_more_time_is_asked_for_recommended_and_decided(ground: Ground) -> None:
    async with story(ground, LAN, HA, HUNG, THANH) as (told, (lan, ha, hung, thanh)):
        # Task 3 must be done by Tuesday, 14/4.
        await lan.asks("giahan 3", "Chưa ghi ngày xin gia hạn", "gia hạn 3 25/5")
        await lan.asks(
            "gia hạn 3 đến 24/4 vì chờ số liệu của các chi bộ",
            "Đồng chí xin gia hạn việc 3 đến thứ Sáu, 24/4/2026",
            "Hạn hiện nay: thứ Ba, 14/4/2026",
            "chờ số liệu của các chi bộ",
        )
        await ha.reads(
            "Đ/c Nguyễn Thị Lan xin gia hạn việc 3 đến thứ Sáu, 24/4/2026", "Hạn hiện nay: thứ Ba, 14/4/2026"
        )
        await lan.asks("ct 3", "Đang xin gia hạn đến thứ Sáu, 24/4/2026", "Còn 4 ngày (hạn thứ Ba 14/4/2026)")

        # The coordinator passes it on with her opinion, the leader grants another day.
        await ha.asks("chờ duyệt", "1 yêu cầu chờ đồng chí xử lý", "Xin gia hạn đến thứ Sáu, 24/4/2026")
        await ha.presses("Đồng ý trình 3", "duyệt 3")
        await ha.reads("Đề nghị gia hạn việc 3", "đã chuyển lãnh đạo")
        await hung.reads("Đ/c Nguyễn Thị Lan xin gia hạn việc 3", "Đ/c Trần Thu Hà đồng ý, trình lãnh đạo")
        await hung.asks("duyệt 3 20/4 không để chậm hơn", "Việc 3 được gia hạn đến thứ Hai, 20/4/2026")
        for concerned in (lan, ha, thanh):
            await concerned.reads("Việc 3 được gia hạn đến thứ Hai, 20/4/2026", "không để chậm hơn", "Phạm Quốc Hùng")

        # The old day, the reason and who decided stay visible; the reminders follow the new day.
        await lan.asks("ct 3", "Đã gia hạn từ thứ Ba, 14/4 đến thứ Hai, 20/4", "(hạn thứ Hai 20/4/2026")
        await told.comes(hanoi(17, 7, 30))
        assert "3. Rà soát" in await lan.reads("17/4/2026")
        for other in (ha, hung, thanh):
            await other.reads_the_rest()


async def test_a_request_is_refused_with_a_reason_that_nobody_takes_for_the_askers_own(ground: Ground) -> None:
    async with story(ground, LAN, HA, HUNG) as (_, (lan, ha, hung)):
        await lan.asks("giahan 17 20/4 thiếu người", "Đồng chí xin gia hạn việc 17")
        await ha.reads("xin gia hạn việc 17")
        await ha.asks("tuchoi 17", "lý do")
        await ha.asks("tuchoi 17 đã gia hạn nhiều lần", "Đề nghị không gia hạn việc 17")
        await hung.reads("xin gia hạn việc 17", "Đ/c Trần Thu Hà không đồng ý: đã gia hạn nhiều lần")
        await hung.asks("từ chối 17 phải xong trước hội nghị", "Không gia hạn việc 17")
        for concerned in (lan, ha):
            said = await concerned.reads("Không gia hạn việc 17, giữ hạn thứ Năm, 9/4/2026")
            assert "Lý do xin gia hạn: thiếu người" in said
            assert "Ý kiến của người quyết định: phải xong trước hội nghị" in said
        await lan.asks("giahan 16 20/4 thiếu người", "không phải đơn vị của đồng chí")
